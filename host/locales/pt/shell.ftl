shell-skip = Ir para o conteúdo
shell-menu = Menu principal
shell-search = Buscar pessoas
shell-project = Projeto
shell-notifications = Notificações
shell-unread = { $count ->
    [one] Notificações, { $count } não lida
   *[other] Notificações, { $count } não lidas
}
shell-help = Ajuda
shell-theme = Alternar entre claro e escuro
shell-language = Idioma
shell-sign-out = Sair
