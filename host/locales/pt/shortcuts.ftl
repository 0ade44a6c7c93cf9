# Teclas do console.
shortcuts-title = Teclado
shortcuts-lists = Em uma lista
shortcuts-everywhere = Em qualquer lugar
shortcuts-jumps = Ir para
shortcuts-move = Subir e descer
shortcuts-open = Abrir
shortcuts-choose = Escolher a linha
shortcuts-space = Espaço
shortcuts-new = Novo
shortcuts-edit = Editar o que está aberto
shortcuts-filter = Filtrar
shortcuts-pages = Página anterior e seguinte
shortcuts-close = Fechar o que está aberto
shortcuts-search = Buscar
shortcuts-help = Esta ajuda
shortcuts-then = depois
