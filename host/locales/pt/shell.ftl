shell-skip = Ir para o conteúdo
shell-menu = Menu principal
shell-search = Buscar pessoas
shell-project = Projeto
shell-notifications = Notificações
shell-unread = { $count ->
    [one] Notificações, { $count } por ler
   *[other] Notificações, { $count } por ler
}
shell-help = Ajuda
shell-theme = Alternar entre claro e escuro
shell-language = Idioma
shell-sign-out = Sair
shell-nav-setup = Configuração da empresa
shell-nav-users = Usuários
shell-nav-clients = Clientes
shell-nav-specialists = Especialistas
shell-nav-groups = Grupos
shell-nav-locations = Localizações
shell-nav-companies = Empresas
shell-nav-suppliers = Fornecedores
shell-nav-services = Serviços
shell-nav-calendars = Calendários
shell-nav-roles = Papéis
shell-nav-projects = Projetos
shell-nav-fields = Adicional
shell-nav-data = Dados
shell-nav-imports = Importações
shell-nav-exports = Exportações
shell-nav-extensions = Extensões
shell-nav-plugins = Plugins
shell-nav-locked = Seus papéis não têm a permissão { $permission }. Peça a um administrador.
