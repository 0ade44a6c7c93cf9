# Líneas de la campana.
notifications-message = Mensaje
notifications-pending = Pendiente
notifications-review = Por revisar
notifications-completed = Completado
notifications-failed = Con error
notifications-cancelled = Cancelado
notifications-waiting = Espera su turno.
notifications-rows-of = { $done } de { $total } filas
notifications-rows = { $count ->
    [one] { $count } fila
   *[other] { $count } filas
}
notifications-rows-rate = { $rate } filas/s
notifications-people-of = { $done } de { $total } personas
notifications-people = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
notifications-people-rate = { $rate } personas/s
notifications-import = Importación de { $file }
notifications-import-review = { $failed ->
    [one] { $failed } fila tiene un problema. El resto está listo.
   *[other] { $failed } filas tienen un problema. El resto está listo.
}
notifications-import-done = Filas: { $created } creadas, { $updated } actualizadas, { $unchanged } sin cambios, { $failed } con error.
notifications-import-cancelled = Se detuvo. Filas: { $created } creadas, { $updated } actualizadas, { $unchanged } sin cambios, { $failed } con error.
notifications-import-failed = No se pudo importar el archivo. Abra los detalles para ver por qué.
notifications-failed-rows = { $count ->
    [one] { $count } fila con error
   *[other] { $count } filas con error
}
notifications-details = Detalles
notifications-export-clients = Exportación de clientes
notifications-export-specialists = Exportación de especialistas
notifications-export-done = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
} en { $parts ->
    [one] { $parts } libro
   *[other] { $parts } libros
}, { $size }.
notifications-download = Descargar
notifications-link-until = Enlace válido hasta el { $date }
notifications-link-expired = El archivo ya no se conserva. Exporte otra vez para obtener uno nuevo.
notifications-older = Notificaciones anteriores
notifications-import-mapping = Indique qué significan sus columnas.
notifications-paused = En pausa
notifications-export-again = Exportar de nuevo
notifications-import-again = Importar de nuevo
job-paused-files-full = En pausa: no hay espacio en el disco de los archivos. Continúa sola en cuanto haya espacio.
job-paused-files-away = En pausa: no se alcanza el almacén de archivos. Continúa sola en cuanto responda.
job-paused-database-full = En pausa: no hay espacio en el disco de la base de datos. Continúa sola en cuanto haya espacio.
job-paused-database-away = En pausa: no se alcanza la base de datos. Continúa sola en cuanto responda.
job-paused-busy = En pausa: otros trabajan en lo mismo. Continúa sola en un momento.
job-paused-elsewhere = En pausa: el otro servidor no responde. Se intenta de nuevo sola.
