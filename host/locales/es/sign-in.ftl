sign-in-title = Iniciar sesión
sign-in-username = Nombre de usuario
sign-in-password = Contraseña
sign-in-submit = Iniciar sesión
sign-in-other-company = ¿No es su empresa? Pida el enlace de la suya; cada empresa tiene uno.
