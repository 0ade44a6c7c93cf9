# Exportaciones: diálogo, lista, libros.
exports-title = Exportaciones
exports-clients = Formato de exportación: clientes
exports-specialists = Formato de exportación: especialistas
exports-what = Qué exportar
exports-mode-empty = Formato vacío
exports-mode-empty-text = Para crear personas. Un libro con una hoja Info que explica cada columna.
exports-mode-with-data = Con datos
exports-mode-with-data-text = Para actualizar personas y sus relaciones.
exports-mode-plain = Con datos, sin relaciones ni turnos
exports-mode-plain-text = Para actualizar solo personas.
exports-amount = { $people ->
    [one] { $people } persona da
   *[other] { $people } personas dan
} { $parts ->
    [one] { $parts } libro
   *[other] { $parts } libros
} en un .zip.
exports-at-once = Al instante
exports-queued = En segundo plano
exports-format = Archivo
exports-no-format = No hay ningún complemento que escriba archivos. Pida a quien administra este servidor que agregue uno en plugins.toml.
exports-remark = Puede seguir trabajando; la campana le avisará.
exports-go = Formato de exportación
exports-scheduled = Exportación programada. La campana le avisará cuando esté lista.
exports-state-pending = En espera
exports-state-running = En curso
exports-state-completed = Completada
exports-state-failed = Con error
exports-state-cancelled = Cancelada
exports-column-what = Exportación
exports-column-state = Estado
exports-column-people = Personas
exports-column-size = Tamaño
exports-column-when = Inicio
exports-column-file = Archivo
exports-download = Descargar
exports-until = hasta el { $date }
exports-expired = El archivo ya no se conserva. Exporte otra vez para obtener uno nuevo.
exports-older = Exportaciones anteriores
exports-empty-title = Todavía no hay exportaciones
exports-empty-text = Aquí verá las exportaciones que inicie en este proyecto.
exports-failure-format = Ningún complemento escribe ya este formato. Elija otro y exporte de nuevo.
exports-failure-forbidden = Usted ya no puede exportar personas. Pida a un administrador el permiso Users.Export.
exports-failure-crashed = La exportación se detuvo varias veces sin avanzar. Intente de nuevo; si se repite, avise a quien administra este servidor.
exports-failure-plugin = Un complemento no pudo hacer su parte. Intente de nuevo; si se repite, avise a quien administra este servidor.
exports-failure-other = No se pudo terminar la exportación. Intente de nuevo; si se repite, avise a quien administra este servidor.
exports-sheet-clients = Clientes
exports-sheet-specialists = Especialistas
# Nombres de archivo: solo minúsculas sin acento y guiones.
exports-file-clients = clientes
exports-file-specialists = especialistas
exports-file-clients-empty = formato-clientes
exports-file-specialists-empty = formato-especialistas
exports-people = Personas
exports-people-all = Todas ({ $count })
exports-people-shown = { $count ->
    [one] La persona que muestra su filtro
   *[other] Las { $count } personas que muestra su filtro
}
exports-people-matching = Todas las que muestra su filtro
exports-people-order = Todas, en el orden de la lista
exports-columns = Columnas
exports-columns-all = Todas las columnas
exports-columns-chosen = Solo las marcadas abajo
exports-columns-open = Elegir columnas
exports-columns-list = Columnas del archivo
exports-columns-help = El nombre de usuario siempre va: por él la importación reconoce a las personas.
exports-format-help = Un libro tiene una hoja para cada relación y una para los turnos. Los archivos de una sola hoja llevan las relaciones junto a la persona, y no llevan turnos.
