# Services.
services-title = Servicios
services-new = Nuevo
services-new-service = Nuevo servicio
services-new-text = Aún sin guardar. Solo el nombre es obligatorio.
services-not-saved = Nuevo servicio, sin guardar
services-save = Guardar servicio
services-saved = Guardado.
services-deleted = Eliminado.
services-not-allowed = Sus roles no lo permiten. Consulte a un administrador.
services-more = Más
services-search = Buscar servicios
services-search-hint = Nombre de un servicio
services-all = Todos
services-active-many = Activos
services-inactive-many = Inactivos
services-active = Activo
services-inactive = Inactivo
services-shown = { $shown } de { $total }
services-none = Aún no hay servicios
services-none-text = Un servicio es lo que reciben los clientes y prestan los proveedores. Puede seguir un calendario.
services-none-found = Ningún servicio coincide
services-none-found-text = Pruebe con menos letras o vuelva a ver todos los servicios.
services-show-all = Mostrar todos los servicios
services-choose = Elija un servicio
services-choose-text = Aquí se abren sus datos, clientes y empresas.
services-identity = Servicio
services-identity-text = Qué se presta y cuándo.
services-name = Nombre
services-status = Estado
services-in-use = Activo, en uso
services-description = Descripción
services-calendar = Calendario
services-no-calendar = Sin calendario
services-calendar-help = Los días y horas hábiles en que se presta.
services-calendar-inactive = { $name } (inactivo)
services-last-change = Último cambio
services-tab-details = Detalles
services-tab-clients = Clientes
services-tab-companies = Empresas
services-tab-history = Historial
services-tabs-later = Las demás pestañas se abren después de guardar por primera vez.
services-companies-count = { $count ->
    [one] { $count } empresa
   *[other] { $count } empresas
}
services-suppliers-count = { $count ->
    [one] { $count } proveedor
   *[other] { $count } proveedores
}
services-delete = Eliminar
services-delete-title = ¿Eliminar { $name }?
services-delete-unused = No tiene nada asociado. Esto no se puede deshacer.
services-delete-used = Está en uso. Los clientes y las empresas se conservan; solo pierden este servicio, y el historial de los clientes lo indica. Esto no se puede deshacer.
services-refused = { $count ->
    [one] No se guardó nada: { $count } valor requiere su atención.
   *[other] No se guardó nada: { $count } valores requieren su atención.
}
services-conflict = Otra persona guardó cambios mientras tanto. Los campos marcados difieren del valor actual; guarde de nuevo para conservar los suyos.
services-changed = Otra persona lo cambió.
services-problem-required = Escriba un nombre para el servicio.
services-problem-too-long = Use como máximo { $limit } caracteres.
services-problem-name-taken = Otro servicio ya tiene este nombre. Elija otro.
services-problem-calendar = Este calendario ya no existe. Elija otro.
