# Teclas de la consola.
shortcuts-title = Teclado
shortcuts-lists = En una lista
shortcuts-everywhere = En todas partes
shortcuts-jumps = Ir a
shortcuts-move = Subir y bajar
shortcuts-open = Abrir
shortcuts-choose = Elegir la fila
shortcuts-space = Espacio
shortcuts-new = Nuevo
shortcuts-edit = Editar lo abierto
shortcuts-filter = Filtrar
shortcuts-pages = Página anterior y siguiente
shortcuts-close = Cerrar lo abierto
shortcuts-search = Buscar
shortcuts-help = Esta ayuda
shortcuts-then = luego
