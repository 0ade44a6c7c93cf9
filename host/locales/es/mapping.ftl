mapping-title = Asignar columnas
mapping-choose = Asignar las columnas primero
mapping-choose-text = Vea cómo se interpreta cada columna y cámbielo antes de que se lea nada.
mapping-keep = Conservar lo escrito
mapping-yes = Sí
mapping-no = No
mapping-ways = Qué pueden hacer las filas
mapping-match = Las personas se buscan por
mapping-mode = Las filas pueden
mapping-mode-both = Agregar personas nuevas y cambiar las conocidas
mapping-mode-create = Solo agregar personas nuevas
mapping-mode-update = Solo cambiar personas conocidas
mapping-reading = Cómo se lee el archivo
mapping-decimal = Signo decimal
mapping-decimal-point = Punto: 1,234.5
mapping-decimal-comma = Coma: 1.234,5
mapping-dates = Las fechas empiezan por
mapping-dates-day = El día: 31/12/2026
mapping-dates-month = El mes: 12/31/2026
mapping-by-column = Según cada columna
mapping-automatic = Detectar
mapping-found = Detectado: { $found }
mapping-lines = Las primeras líneas del archivo
mapping-saved = Asignación guardada
mapping-saved-none = Ninguna: deducir
mapping-saved-all = Administrar
mapping-save-as = Guardar esta asignación para archivos como este
mapping-save-example = Nombre, por ejemplo Nómina
mapping-save = Guardar asignación
mapping-saved-as = Guardada como «{ $name }». Desde ahora los archivos con los mismos encabezados se leen así.
mapping-name = Nombre
mapping-name-missing = Escriba un nombre.
mapping-name-long = Escriba como máximo { $limit } caracteres.
mapping-name-taken = Otra asignación tiene este nombre. Elija otro.
mapping-too-many = Hay { $limit } asignaciones guardadas. Elimine una primero.
mapping-read-sheet = Leer esta hoja
mapping-rows = { $count ->
    [one] 1 fila
   *[other] { $count } filas
}
mapping-rows-first = más de { $count } filas
mapping-looked-at = Las muestras y los valores son de las primeras { $count } filas.
mapping-column = Columna
mapping-column-nameless = Columna { $letters } sin encabezado
mapping-column-fills = «{ $header }» rellena
mapping-samples = Muestras
mapping-empty = Vacía
mapping-hidden = No se muestra
mapping-fills = Rellena
mapping-how = Por qué
mapping-leave-out = Omitir
mapping-group-person = Persona
mapping-group-address = Dirección
mapping-group-additional = Campos adicionales
mapping-sure = Seguro
mapping-sure-likely = Muy probable
mapping-sure-near = Revise
mapping-sure-unknown = Omitida
mapping-sure-ours = No se importa
mapping-sure-chosen = Elegido
mapping-doubled = Otra columna también lo rellena. Omita una de las dos.
mapping-gone = La asignación guardada eligió { $field }, que ya no existe.
mapping-values = { $count ->
    [one] 1 valor
   *[other] { $count } valores
}
mapping-values-unknown = { $count ->
    [one] 1 sin entender
   *[other] { $count } sin entender
}
mapping-values-unsure = { $count ->
    [one] 1 por revisar
   *[other] { $count } por revisar
}
mapping-values-more = Hay más de { $count } valores distintos. Los demás se leen tal como están.
mapping-value-means = «{ $value }» en «{ $header }» significa
mapping-value-rows = { $count ->
    [one] 1 fila
   *[other] { $count } filas
}
mapping-value-as-is = Sin asignar
mapping-value-nothing = Nada: dejar el campo como está
mapping-value-likely = Probable. Revíselo.
mapping-preview = Las primeras filas tal como se leerían
mapping-preview-text = Todavía no se ha importado nada.
mapping-outlook = Qué pasaría
mapping-outlook-created = Nueva
mapping-outlook-updated = Cambia
mapping-outlook-unchanged = Igual
mapping-outlook-failed = Con problemas
mapping-bar = Iniciar la importación
mapping-bar-title = No se lee nada antes de que inicie
mapping-bar-text = Lo que elija se conserva y se propone para el próximo archivo.
mapping-start = Importar
mapping-problem-unreadable = El archivo no se puede leer así. { $reason }
mapping-problem-no-sheet = No se lee ninguna hoja. Active la hoja que contiene a las personas.
mapping-problem-no-key = En «{ $sheet }» ninguna columna rellena «{ $field }», por el que se busca a las personas. Elija una.
mapping-problem-doubled = En «{ $sheet }» varias columnas rellenan «{ $field }»: { $headers }. Omita todas menos una.
mapping-note-missing = En «{ $sheet }» ninguna columna rellena: { $fields }. Las personas nuevas lo necesitan; las filas de personas conocidas se importan.
mapping-note-gone = La asignación guardada nombra campos que ya no existen, para: { $headers }. Elija otros u omítalos.
mapping-note-absent = La asignación guardada nombra columnas que este archivo no tiene: { $headers }.
mapping-note-other = La asignación guardada es para otros archivos: no tiene ninguna columna en común con este. Las columnas se dedujeron.
mapping-note-more-sheets = El archivo tiene más hojas de las que se muestran. Se deducen al leer el archivo.
mapping-kept = Asignaciones guardadas
mapping-kept-none = Todavía no hay asignaciones guardadas
mapping-kept-none-text = Asigne las columnas de un archivo y guarde la asignación con un nombre.
mapping-kept-columns = { $count ->
    [one] 1 columna
   *[other] { $count } columnas
}
mapping-rename = Cambiar nombre
mapping-delete = Eliminar
mapping-delete-question = ¿Eliminar la asignación «{ $name }»? Las importaciones no cambian.
