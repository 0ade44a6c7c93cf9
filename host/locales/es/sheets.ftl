# Short lists from sheets and to sheets.
sheets-import-go = Importar
sheets-import-help = Excel, CSV y otras hojas, hasta { $limit }
sheets-import-refused = Problemas: { $count }. No se importó nada.
sheets-import-refused-text = Corrija estas celdas e importe el archivo otra vez.
sheets-import-problems = Problemas por fila
sheets-import-row = Fila
sheets-import-column = Columna
sheets-import-what = Qué está mal
sheets-import-others = Otros problemas: { $count }.
sheets-import-unknown = Se dejaron fuera columnas que aquí no se conocen: { $columns }.
sheets-problem-format = Ningún complemento de formato conoce este archivo. Use Excel o CSV.
sheets-problem-file = El archivo no se puede leer ({ $code }).
sheets-problem-empty = El archivo no tiene filas.
sheets-problem-no-file = Elija primero un archivo.
sheets-problem-twice = Dos columnas significan lo mismo: { $column }. Deje una.
sheets-problem-rows = El archivo tiene más de { $limit } filas. Divídalo.
sheets-empty-format = Descargar el formato vacío
