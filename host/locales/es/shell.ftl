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
shell-nav-setup = Configuración de la empresa
shell-nav-users = Usuarios
shell-nav-clients = Clientes
shell-nav-specialists = Especialistas
shell-nav-groups = Grupos
shell-nav-locations = Ubicaciones
shell-nav-companies = Compañías
shell-nav-suppliers = Proveedores
shell-nav-services = Servicios
shell-nav-calendars = Calendarios
shell-nav-roles = Roles
shell-nav-projects = Proyectos
shell-nav-fields = Adicionales
shell-nav-data = Datos
shell-nav-imports = Importaciones
shell-nav-exports = Exportaciones
shell-nav-extensions = Extensiones
shell-nav-plugins = Complementos
shell-nav-locked = Sus roles no tienen el permiso { $permission }. Pídalo a un administrador.
