# Calendarios: cuándo se trabaja.
calendars-title = Calendarios
calendars-new = Nuevo
calendars-new-title = Nuevo calendario
calendars-new-text = Aún no se guardó. El nombre y la zona horaria son obligatorios.
calendars-not-saved = Nuevo calendario, sin guardar
calendars-save = Guardar calendario
calendars-saved = Guardado.
calendars-deleted = Eliminado.
calendars-not-allowed = Sus roles no lo permiten. Pida ayuda a un administrador.
calendars-more = Más
calendars-search = Buscar calendarios
calendars-search-hint = Nombre de un calendario
calendars-shown = { $shown } de { $total }
calendars-none = Aún no hay calendarios
calendars-none-text = Un calendario dice en qué días y a qué horas se trabaja. Lo usan los turnos y los servicios.
calendars-none-found = Ningún calendario coincide
calendars-none-found-text = Pruebe con menos letras, o vea todos los calendarios.
calendars-show-all = Ver todos los calendarios
calendars-choose = Elija un calendario
calendars-choose-text = Aquí se abren su horario, sus días festivos y su año.
calendars-hours-a-week = { $hours } h por semana
calendars-tab-details = Detalles
calendars-tab-year = Año
calendars-tab-history = Historial
calendars-tab-locked = El año y el historial se abren después de guardar por primera vez.
calendars-identity = Calendario
calendars-identity-text = Los turnos y los servicios lo eligen por su nombre.
calendars-name = Nombre
calendars-status = Estado
calendars-active = Activo
calendars-inactive = Inactivo
calendars-description = Descripción
calendars-zone = Zona horaria
calendars-zone-help = Escriba una ciudad y elija de la lista.
calendars-zone-now = Allí son ahora las { $time }, { $offset }.
calendars-last-change = Último cambio
calendars-hours = Horario de trabajo
calendars-hours-text = Por ejemplo 08:00–12:00, 13:00–17:00. Deje vacío el día en que no se trabaja.
calendars-free-day = Libre
calendars-copy-hours = Usar el horario del lunes hasta el viernes
calendars-hours-unreadable = No se entiende «{ $part }». Escriba desde–hasta, como 08:00–12:00.
calendars-hours-reversed = «{ $part }» termina antes de empezar. Después de medianoche corresponde al día siguiente.
calendars-hours-overlap = { $one } y { $other } se superponen. Cambie uno.
calendars-hours-too-many = Use como máximo { $most } períodos por día.
calendars-holidays = Días festivos
calendars-holidays-text = En estos días no se trabaja, diga lo que diga el horario.
calendars-no-holidays = Aún no hay.
calendars-no-holidays-year = No hay días festivos en este año.
calendars-holiday-add = Agregar día festivo
calendars-holiday-day = Fecha del día festivo { $number }
calendars-holiday-name = Nombre del día festivo { $number }
calendars-holiday-remove = Quitar { $name }
calendars-holiday-remove-number = Quitar el día festivo { $number }
calendars-yearly = Cada año
calendars-paste = Pegar varias líneas
calendars-lines = Un día festivo por línea
calendars-lines-help = Como 25/12/2026 Navidad. Sin año, como 25/12, se repite cada año.
calendars-lines-add = Agregar estas líneas
calendars-problem-lines = Estas líneas no se entendieron. Corríjalas y agréguelas otra vez.
calendars-day-working = Día laborable
calendars-day-off = Libre
calendars-day-holiday = Festivo
calendars-working-days = Días laborables
calendars-working-hours = Horas de trabajo en el año
calendars-year-before = Año anterior
calendars-year-after = Año siguiente
calendars-delete = Eliminar
calendars-delete-title = ¿Eliminar { $name }?
calendars-delete-unused = Nada usa este calendario. Eliminarlo no se puede deshacer.
calendars-delete-refused = Está en uso.
calendars-delete-refused-text = Déles primero otro calendario, o desactive este: así ya nadie podrá elegirlo.
calendars-shifts = Turnos
calendars-services = Servicios
calendars-conflict = Otra persona cambió este calendario mientras tanto. Ábralo otra vez en otra ventana, compare y repita su cambio.
calendars-problem-required = Complete este campo.
calendars-problem-too-long = Use como máximo { $limit } caracteres.
calendars-problem-name-taken = Otro calendario tiene este nombre. Elija otro.
calendars-problem-zone = No existe esa zona horaria. Elija una de la lista, como America/Bogota.
calendars-problem-day = Elija una fecha.
calendars-problem-years = Elija una fecha entre { $first } y { $last }.
calendars-problem-twice = Este día está dos veces. Quite uno.
calendars-problem-holidays = Use como máximo { $most } días festivos.
calendars-problem-services = Lo usan servicios: { $names }.
calendars-refused = { $count ->
    [one] No se guardó nada: { $count } valor necesita su atención.
   *[other] No se guardó nada: { $count } valores necesitan su atención.
}
calendars-shifts-count = { $count ->
    [one] { $count } turno lo usa. Los últimos:
   *[other] { $count } turnos lo usan. Los últimos:
}
calendars-shifts-more = Más de { $count } turnos lo usan. Los últimos:
calendars-problem-shifts-more = Más de { $count } turnos lo usan, entre ellos de { $names }.
calendars-problem-shifts = { $count ->
    [one] { $count } turno lo usa, de { $names }.
   *[other] { $count } turnos lo usan, entre ellos de { $names }.
}
