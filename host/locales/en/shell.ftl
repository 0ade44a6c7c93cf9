shell-skip = Skip to content
shell-menu = Main menu
shell-search = Search people
shell-project = Project
shell-notifications = Notifications
shell-unread = { $count ->
    [one] Notifications, { $count } unread
   *[other] Notifications, { $count } unread
}
shell-help = Help
shell-theme = Switch between light and dark
shell-language = Language
shell-sign-out = Sign out
shell-nav-setup = Company setup
shell-nav-users = Users
shell-nav-clients = Clients
shell-nav-specialists = Specialists
shell-nav-groups = Groups
shell-nav-locations = Locations
shell-nav-companies = Companies
shell-nav-suppliers = Suppliers
shell-nav-services = Services
shell-nav-calendars = Calendars
shell-nav-roles = Roles
shell-nav-projects = Projects
shell-nav-fields = Additional
shell-nav-data = Data
shell-nav-imports = Imports
shell-nav-exports = Exports
shell-nav-extensions = Extensions
shell-nav-plugins = Plugins
shell-nav-locked = Your roles have no permission { $permission }. Ask an administrator for it.
