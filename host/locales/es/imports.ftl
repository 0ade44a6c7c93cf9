imports-title = Importaciones
imports-clients = Importar clientes
imports-specialists = Importar especialistas
imports-upload-help = { $formats }, hasta { $limit }
imports-upload-explained = La primera fila contiene los encabezados, en inglés, español o portugués. Las personas nuevas se agregan, las conocidas se modifican; una celda vacía no cambia nada.
imports-upload-empty-format = Obtener un formato vacío
imports-upload-remark = La campana avisa cuando termine.
imports-upload-go = Guardar
imports-upload-too-large = El archivo pesa más de { $limit }. Divídalo e importe las partes.
imports-upload-no-file = Elija un archivo.
imports-upload-broken = El archivo no llegó completo. Envíelo de nuevo.

imports-column-file = Archivo
imports-column-what = Qué
imports-column-state = Estado
imports-column-when = Inicio
imports-unloaded = Registros no cargados
imports-older = Importaciones anteriores
imports-empty-title = Todavía no hay importaciones
imports-empty-text = Importe un libro o un archivo CSV. Aquí se muestra qué pasó con cada fila.

imports-state-pending = En espera
imports-state-running = Importando
imports-state-review = Espera por usted
imports-state-completed = Completada
imports-state-failed = Fallida
imports-state-cancelled = Cancelada

imports-waiting = Espera su turno
imports-reading = { $done ->
    [one] 1 fila leída
   *[other] { $done } filas leídas
}
imports-writing = { $done } de { $total } filas
imports-rate = { $count ->
    [one] 1 fila por segundo
   *[other] { $count } filas por segundo
}
imports-cancel = Cancelar la importación
imports-cancel-question = ¿Cancelar esta importación? Las filas ya importadas se conservan.

imports-rows-read = Filas
imports-rows-created = Creadas
imports-rows-updated = Actualizadas
imports-rows-unchanged = Iguales
imports-rows-failed = Fallidas

imports-problems = Filas que no se importaron
imports-problem-row = Fila
imports-problem-column = Columna
imports-problem-value = Valor
imports-problem-reason = Por qué falló
imports-more-problems = Más filas
imports-download-failed = { $count ->
    [one] Descargar 1 fila fallida
   *[other] Descargar { $count } filas fallidas
}

imports-columns = Qué pasó con las columnas
imports-column-header = Encabezado
imports-column-fills = Completa
imports-column-how = Reconocida por
imports-how-chosen = Su elección
imports-how-id = El propio archivo
imports-how-label = Nombre
imports-how-synonym = Otro nombre para lo mismo
imports-how-near = Un nombre parecido
imports-how-ours = Agregada por Elenco, no se importa
imports-how-left-out = Omitida por usted
imports-how-beaten = No importada: otra columna dice lo mismo
imports-how-unknown = No reconocida, no importada
imports-unknown-columns = { $count ->
    [one] 1 columna no se reconoció ni se importó: { $headers }
   *[other] { $count } columnas no se reconocieron ni se importaron: { $headers }
}
imports-notice-location = { $count ->
    [one] 1 fila nombra una sede que no se encontró o no es clara, y se importó sin ella: { $values }
   *[other] { $count } filas nombran una sede que no se encontró o no es clara, y se importaron sin ella: { $values } …
}

imports-file-suffix = fallidas
imports-file-reasons = Qué está mal
imports-file-sheet = Hoja original
imports-file-row = Fila original

imports-problem-status = Escriba activo o inactivo.
imports-problem-culture = Escriba inglés, español o portugués.
imports-problem-yes-no = Escriba sí o no.
imports-problem-date = Escriba una fecha como 2026-11-23.
imports-problem-degrees = Escriba grados decimales: latitud de -90 a 90, longitud de -180 a 180.
imports-problem-half-position = Escriba latitud y longitud, o ninguna de las dos.
imports-problem-nobody = Nadie tiene este nombre de usuario, y esta importación solo modifica personas.
imports-problem-plugin = Un complemento falló al revisar esta fila ({ $code }). Intente con la fila de nuevo o avise al administrador.
imports-problem-shared-name = { $count ->
    [one] La fila { $rows } tiene el mismo nombre de usuario. Conserve una de ellas.
   *[other] Las filas { $rows } tienen el mismo nombre de usuario. Conserve una de ellas.
}
imports-problem-shared-name-more = Las filas { $rows } y { $more } más tienen el mismo nombre de usuario. Conserve una de ellas.

imports-error-empty = El archivo está vacío. Complete una fila de encabezados y al menos una fila debajo, e impórtelo de nuevo.
imports-error-encrypted = Una contraseña protege el libro. Quítela e importe esa copia.
imports-error-xls = Es un libro en el formato antiguo .xls. Guárdelo como .xlsx e importe esa copia.
imports-error-truncated = Falta el final del archivo. Cópielo o descárguelo de nuevo.
imports-error-bomb = El archivo se expandiría a mucho más que su tamaño. Guárdelo de nuevo en su programa de hojas de cálculo e importe esa copia.
imports-error-not-workbook = No es un libro. Guárdelo como .xlsx o .csv e importe esa copia.
imports-error-malformed = El libro está dañado. Ábralo en su programa de hojas de cálculo, guárdelo de nuevo e importe esa copia.
imports-error-unsafe = El archivo contiene lo que ningún programa de hojas de cálculo escribe. Guárdelo de nuevo en su programa e importe esa copia.
imports-error-too-many-cells = La hoja usa más filas o columnas de las que se pueden leer. Elimine lo que no pertenece a la lista y guárdela de nuevo.
imports-error-too-many-sheets = El libro tiene demasiadas hojas. Conserve las de la lista y guárdelo de nuevo.
imports-error-too-much-text = El archivo contiene más texto del que se puede leer de una vez. Divídalo en varios archivos.
imports-error-unreadable = El archivo no se puede leer ahora. Impórtelo de nuevo más tarde.
imports-error-no-rows = Hay un encabezado y ninguna fila debajo. Complete al menos una fila e importe el archivo de nuevo.
imports-error-no-format = No se pueden leer archivos de este tipo. Importe uno de estos: { $formats }.
imports-error-no-username = Ninguna columna contiene nombres de usuario. Llame a una "Usuario". Se encontraron estos encabezados: { $headers }.
imports-error-repeated-header = { $count } columnas de la hoja "{ $sheet }" tienen el encabezado "{ $header }": { $columns }. Cambie el nombre o elimine todas menos una.
imports-error-competing-headers = Varias columnas de la hoja "{ $sheet }" significan "{ $field }": { $headers }. Conserve una de ellas.
imports-error-mapping-unknown = La columna "{ $header }" debía completar "{ $field }", que no existe.
imports-error-mapping-missing = El archivo no tiene la columna "{ $header }", que fue elegida.
imports-error-too-many-columns = Una hoja tiene más de { $limit } columnas. Elimine lo que no pertenece a la lista.
imports-error-too-many-rows = El archivo tiene más de { $limit } filas. Divídalo en varios archivos.
imports-error-file-limit = El archivo fue rechazado: leerlo tomaría más tiempo o memoria de lo permitido ({ $reason }). Guárdelo de nuevo en su programa de hojas de cálculo o divídalo.
imports-error-format-plugin = Los complementos que leen archivos no están listos. Avise al administrador.
imports-error-lost = Lo que la importación había apartado ya no está. Importe el archivo de nuevo.
imports-error-forbidden = Quien inició la importación ya no puede importar personas.
imports-error-crashed = La importación se detuvo una y otra vez en el mismo lugar. Avise al administrador.
imports-error-other = La importación no se pudo completar ({ $code }). Intente de nuevo o avise al administrador.
imports-problem-left-out = Usted dejó fuera esta fila.
imports-review-name-taken = La fila { $row } del archivo tiene este nombre de usuario.
imports-way = Cuando hay filas con problemas
imports-way-skip = Importar de una vez
imports-way-skip-text = Entran las filas buenas. Las demás vuelven en un archivo con los motivos.
imports-way-review = Revisar primero
imports-way-review-text = Nada entra antes de que usted vea qué cambiaría y repare lo que está mal.
imports-review-none = Todas las filas están bien
imports-review-none-text = Nada necesita reparación. Deje entrar las filas.
imports-review-hint = Solo se muestran filas con problemas. Escriba sobre una celda y compruébela; la fila se evalúa en el acto.
imports-review-totals = Qué pasaría con las filas
imports-review-new = Nuevas
imports-review-changed = Cambiadas
imports-review-same = Iguales
imports-review-bad = Con problemas
imports-review-row = Fila { $row }
imports-review-take-back = Recuperar
imports-review-leave-out = Dejar fuera
imports-review-check = Comprobar
imports-review-alike = Igual para todas las parecidas
imports-review-commit-bar = Dejar entrar las filas
imports-review-ready = { $count ->
    [one] { $count } fila está lista para entrar
   *[other] { $count } filas están listas para entrar
}
imports-review-stay = { $count ->
    [0] Ninguna queda fuera.
    [one] { $count } queda fuera y se puede descargar.
   *[other] { $count } quedan fuera y se pueden descargar.
}
imports-review-throw-away = Descartar
imports-review-throw-away-question = ¿Descartar esta importación? Nada de ella ha entrado.
imports-review-commit = Importar las filas buenas
imports-review-passes = Esta fila ahora está bien.
imports-state-mapping = Espera su asignación
imports-how-remembered = Confirmado antes
imports-problem-no-key = Rellene «{ $field }»: por él se busca a las personas.
imports-problem-several = { $count } personas tienen este valor en «{ $field }». No se puede saber a cuál se refiere.
imports-problem-known = Alguien ya tiene este valor en «{ $field }», y esta importación solo agrega personas.
imports-problem-nobody-else = Nadie tiene este valor en «{ $field }», y esta importación solo cambia personas.
imports-problem-shared-key = { $count ->
    [one] La fila { $rows } tiene el mismo valor en «{ $field }». Conserve una de ellas.
   *[other] Las filas { $rows } tienen el mismo valor en «{ $field }». Conserve una de ellas.
}
imports-problem-shared-key-more = Las filas { $rows } y { $more } más tienen el mismo valor en «{ $field }». Conserve una de ellas.
imports-error-mapping-other = Las columnas de la hoja «{ $sheet }» no son aquellas para las que se hizo la asignación. Asigne las columnas de este archivo.
imports-error-mapping-sheet = El archivo no tiene la hoja «{ $sheet }», que se eligió.
imports-error-mapping-no-key = En la hoja «{ $sheet }» ninguna columna rellena «{ $field }», por el que se busca a las personas.
imports-error-archive-broken = El archivo comprimido { $file } está dañado o se hizo de una forma inusual. Comprima los archivos de nuevo e importe ese archivo.
imports-error-archive-many = El archivo comprimido contiene más de { $limit } archivos. Impórtelos en varios.
imports-error-archive-encrypted = Una contraseña protege { $file } en el archivo comprimido. Comprímalo sin contraseña.
imports-error-archive-bomb = { $file } en el archivo comprimido ocuparía mucho más que su tamaño. Comprímalo de nuevo.
imports-error-archive-nested = El archivo comprimido contiene otro, { $file }. Ponga sus archivos en el exterior.
imports-error-archive-large = Los archivos comprimidos ocupan juntos más de { $limit }. Impórtelos en varios.
imports-error-archive-empty = El archivo comprimido no contiene archivos. Comprima los libros de nuevo e importe ese archivo.
imports-review-groups = Motivos
imports-review-all = Todos los problemas
imports-review-whole-row = Toda la fila
