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
