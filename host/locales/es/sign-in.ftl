sign-in-title = Iniciar sesión
sign-in-username = Nombre de usuario
sign-in-password = Contraseña
sign-in-submit = Iniciar sesión
sign-in-other-company = ¿No es su empresa? Pida el enlace de la suya; cada empresa tiene uno.
sign-in-wrong = El usuario o la contraseña no son correctos. Revise ambos e intente de nuevo.
sign-in-wait = Demasiados intentos. Intente de nuevo en { $time }.
sign-in-front = ¿Qué empresa?
