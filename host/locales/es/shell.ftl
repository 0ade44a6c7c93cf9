shell-skip = Ir al contenido
shell-menu = Menú principal
shell-search = Buscar personas
shell-project = Proyecto
shell-notifications = Notificaciones
shell-unread = { $count ->
    [one] Notificaciones, { $count } sin leer
   *[other] Notificaciones, { $count } sin leer
}
shell-help = Ayuda
shell-theme = Cambiar entre claro y oscuro
shell-language = Idioma
shell-sign-out = Cerrar sesión
