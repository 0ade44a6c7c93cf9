# Turnos de especialistas.
shifts-title = Turnos
shifts-new = Nuevo
shifts-new-title = Nuevo turno
shifts-edit = Editar
shifts-edit-title = Turno
shifts-save = Guardar turno
shifts-saved = Turno guardado.
shifts-deleted = Turno eliminado.
shifts-delete = Eliminar
shifts-delete-title = ¿Eliminar este turno?
shifts-delete-text = No se puede deshacer.
shifts-since = Desde
shifts-until = Hasta
shifts-until-help = El último día cuenta.
shifts-calendar = Calendario
shifts-choose-calendar = Elija un calendario
shifts-no-calendars = Aún no hay un calendario activo.
shifts-month-before = Mes anterior
shifts-month-after = Mes siguiente
shifts-today = Hoy
shifts-new-on = { $date }, nuevo turno desde este día
shifts-open-day = { $date }, turno con { $name }
shifts-current = Ahora
shifts-upcoming = Próximo
shifts-past = Pasado
shifts-coming = Ahora y después
shifts-none-coming = No hay ningún turno previsto.
shifts-over = Pasados
shifts-older = Turnos anteriores
shifts-more = Más sobre el turno del { $since }
shifts-none = Aún no hay turnos
shifts-none-text = Un turno dice desde cuándo y hasta cuándo trabaja este especialista, y con qué calendario.
shifts-in-the-way = Se superpone:
shifts-look = Verlo
shifts-conflict = Otra persona cambió este turno mientras tanto. Cierre, revíselo y repita su cambio.
shifts-problem-day = Elija una fecha.
shifts-problem-calendar = Elija un calendario.
shifts-problem-reversed = El fin es anterior al comienzo. Elija una fecha posterior.
shifts-problem-long = Un turno dura como máximo { $years } años. Divídalo.
shifts-problem-inactive = Este calendario está inactivo. Elija otro.
shifts-problem-unknown = No existe ese calendario. Elija uno de la lista.
shifts-problem-client = Solo los especialistas tienen turnos.
shifts-problem-overlap = Se superpone con el turno del { $since } al { $until } ({ $calendar }). Elija otras fechas.
shifts-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
