# Keys of the console.
shortcuts-title = Keyboard
shortcuts-lists = In a list
shortcuts-everywhere = Everywhere
shortcuts-jumps = Go to
shortcuts-move = Move up and down
shortcuts-open = Open
shortcuts-choose = Choose the line
shortcuts-space = Space
shortcuts-new = New
shortcuts-edit = Edit what is open
shortcuts-filter = Filter
shortcuts-pages = Page before and after
shortcuts-close = Close what is open
shortcuts-search = Search
shortcuts-help = This help
shortcuts-then = then
