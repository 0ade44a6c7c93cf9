# Correos, y las páginas a las que llevan sus enlaces.
mail-hello = Hola, { $name }:
mail-hello-nobody = Hola:
mail-invitation-subject = Elija su contraseña para { $company }
mail-invitation-text = Usted tiene una cuenta en { $company }. Su nombre de usuario es { $username }. Elija una contraseña; después podrá iniciar sesión.
mail-invitation-button = Elegir mi contraseña
mail-invitation-stranger = ¿No esperaba este mensaje? Ignórelo: sin el enlace nadie puede usar la cuenta.
mail-link-hours = El enlace sirve una sola vez, durante { $count ->
    [one] una hora
   *[other] { $count } horas
}.
mail-link-days = El enlace sirve una sola vez, durante { $count ->
    [one] un día
   *[other] { $count } días
}.
mail-reset-subject = Una contraseña nueva para { $company }
mail-reset-text = Alguien, probablemente usted, pidió una contraseña nueva para { $username } en { $company }.
mail-reset-button = Elegir una contraseña nueva
mail-reset-stranger = ¿No fue usted? Ignore este mensaje. Su contraseña sigue igual.
mail-changed-subject = Se cambió su contraseña en { $company }
mail-changed-text = Un administrador de { $company } puso una contraseña nueva para { $username } el { $time } (UTC). Su sesión se cerró en todas partes.
mail-changed-next = Al iniciar sesión elegirá una contraseña que solo usted conozca.
mail-changed-button = Iniciar sesión
mail-changed-stranger = ¿No sabe por qué? Pregunte a su administrador.
mail-import-subject = Importación de { $file } completada
mail-import-subject-failed = La importación de { $file } falló
mail-import-text = { $created } creados, { $updated } actualizados, { $unchanged } sin cambios, { $failed } con error.
mail-import-text-failed = El archivo no se pudo importar hasta el final. { $created } creados, { $updated } actualizados, { $unchanged } sin cambios, { $failed } con error.
mail-import-button = Abrir los detalles
mail-export-clients = Exportación de clientes
mail-export-specialists = Exportación de especialistas
mail-export-subject = { $what } completada
mail-export-subject-failed = { $what }: falló
mail-export-text = { $count ->
    [one] Hay { $count } persona
   *[other] Hay { $count } personas
} en el archivo. Solo usted puede descargarlo.
mail-export-text-failed = No se hizo ningún archivo. La lista de exportaciones dice por qué.
mail-export-button = Abrir las exportaciones
mail-foot = Enviado por Elenco para { $company }. Nadie lee las respuestas a esta dirección.
mail-foot-wish = Enviado por Elenco para { $company }, porque usted pidió el aviso. Cámbielo debajo de las notificaciones.
mail-no-server = El correo no está configurado en este servidor.
mail-no-address = El correo está configurado, pero el servidor no conoce su dirección pública y no puede enviar enlaces.
mail-invite-no-email = Una invitación necesita un correo electrónico.
mail-invite-inactive = Esta persona no puede iniciar sesión. Permítalo primero.
mail-invite-has-password = Esta persona ya tiene una contraseña.
mail-back = Volver a iniciar sesión
mail-forgot-title = ¿Olvidó su contraseña?
mail-forgot-text = Escriba su nombre de usuario o su correo. Le enviamos un enlace para elegir una contraseña nueva.
mail-forgot-name = Nombre de usuario o correo
mail-forgot-send = Enviar el enlace
mail-forgot-ask = Pida una contraseña nueva a su administrador.
mail-forgot-sent = Si conocemos este nombre y tenemos su correo, un mensaje con un enlace está en camino.
mail-forgot-nothing = ¿No llegó nada después de unos minutos? Revise la carpeta de correo no deseado y luego pregunte a su administrador.
mail-link-open = Continuar
mail-link-script = Active JavaScript y abra el enlace de nuevo.
mail-link-over = Este enlace ya no sirve. Cada enlace sirve una sola vez y por tiempo limitado.
mail-link-again = Enviarme un enlace nuevo
mail-link-why = Elija una contraseña que solo usted conozca. Después inicie sesión con ella.
mail-wish = Avisarme por correo de importaciones y exportaciones:
mail-wish-never = nunca
mail-wish-long = si tardan más de { $time }
mail-wish-always = siempre
mail-wish-save = Guardar
mail-wish-no-address = Sin un correo en su cuenta no recibe avisos por correo.
