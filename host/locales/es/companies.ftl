# Companies and suppliers.
companies-title = Empresas
companies-suppliers = Proveedores
companies-company = Empresa
companies-supplier = Proveedor
companies-new = Nuevo
companies-new-company = Nueva empresa
companies-new-supplier = Nuevo proveedor
companies-save-company = Guardar empresa
companies-save-supplier = Guardar proveedor
companies-search-companies = Buscar empresas
companies-search-suppliers = Buscar proveedores
companies-search-hint = Nombre, identificación fiscal, ID externo, correo
companies-all = Todas
companies-active-many = Activas
companies-inactive-many = Inactivas
companies-active = Activo
companies-inactive = Inactivo
companies-shown = { $shown } de { $total }
companies-clients-count = { $count ->
    [one] { $count } cliente
   *[other] { $count } clientes
}
companies-services-count = { $count ->
    [one] { $count } servicio
   *[other] { $count } servicios
}
companies-comments-count = { $count ->
    [one] Se eliminará { $count } comentario
   *[other] Se eliminarán { $count } comentarios
}
companies-none = Aún no hay empresas
companies-none-text = Una empresa reúne a los clientes que pertenecen a ella, con su dirección, sus servicios y comentarios.
companies-no-suppliers = Aún no hay proveedores
companies-no-suppliers-text = Un proveedor presta servicios a sus clientes. Agregue el primero para indicar cuáles.
companies-none-found = Nada coincide
companies-none-found-text = Pruebe con menos letras o vuelva a la lista completa.
companies-further = Aún no se ha encontrado nada
companies-looked = Se revisaron { $looked } y la lista continúa. Pase la página para seguir buscando.
companies-keep-looking = Seguir buscando
companies-show-all = Mostrar la lista completa
companies-choose = Elija una empresa
companies-choose-supplier = Elija un proveedor
companies-choose-text = Aquí se abren los datos, la dirección, los clientes y los servicios.
companies-new-text = Aún sin guardar. Solo el nombre es obligatorio.
companies-not-saved = { $what }, sin guardar
companies-saved = Guardado.
companies-deleted = Eliminado.
companies-not-allowed = Sus roles no lo permiten. Consulte a un administrador.
companies-more = Más
companies-identity = Identidad
companies-identity-text = Cómo se llama, aquí y en otros sistemas.
companies-name = Nombre
companies-status = Estado
companies-in-use = Activo, en uso
companies-tax-id = Identificación fiscal
companies-tax-id-help = Como figura en las facturas: NIT, RUT, CNPJ, número de IVA.
companies-external-id = ID externo
companies-description = Descripción
companies-contact = Contacto
companies-contact-text = Cómo se la contacta.
companies-email = Correo electrónico
companies-phone = Teléfono
companies-website = Sitio web
companies-address = Dirección
companies-address-text = Dónde está, para visitas y correspondencia.
companies-geolocation = Geolocalización
companies-geolocation-text = Dónde está en el mapa.
companies-geolocation-later = Disponible después de guardar por primera vez.
companies-last-change = Último cambio
companies-tab-details = Detalles
companies-tab-address = Dirección
companies-tab-additional = Adicionales
companies-tab-clients = Clientes
companies-tab-services = Servicios
companies-tab-feedback = Retroalimentación
companies-tab-history = Historial
companies-tabs-later = Las demás pestañas se abren después de guardar por primera vez.
companies-comments = Comentarios
companies-open = Abrir { $name }, que ya lo tiene
companies-delete = Eliminar
companies-delete-title = ¿Eliminar { $name }?
companies-delete-unused = No tiene nada asociado. Esto no se puede deshacer.
companies-delete-used = Está en uso. Los clientes y los servicios se conservan; solo pierden esta asociación, y el historial de cada cliente lo indica. Esto no se puede deshacer.
companies-refused = { $count ->
    [one] No se guardó nada: { $count } valor requiere su atención.
   *[other] No se guardó nada: { $count } valores requieren su atención.
}
companies-conflict = Otra persona guardó cambios mientras tanto. Los campos marcados muestran el valor actual; guarde de nuevo para conservar los suyos.
companies-changed-to = Guardado por otra persona: { $value }
companies-problem-required = Escriba un nombre.
companies-problem-too-long = Use como máximo { $limit } caracteres.
companies-problem-name-taken = Otra ya tiene este nombre. Elija otro.
companies-problem-external-id-taken = Otra empresa u otro proveedor ya tiene este ID externo.
companies-problem-email = Escriba una dirección como nombre@ejemplo.com.
companies-problem-phone = Escriba un número como +57 601 555 0100, con la extensión al final si la hay.
companies-problem-website = Escriba una dirección como https://ejemplo.com.
companies-import = Importar empresas
companies-import-suppliers = Importar proveedores
companies-export = Exportar
companies-import-text = La primera fila nombra las columnas: nombre, identificación fiscal, ID externo, correo, teléfono, sitio web, descripción, estado, calle, ciudad, país, latitud, longitud… Una fila cambia al que tiene su identificación fiscal, si no su ID externo, si no su nombre; si no hay ninguno, lo agrega. Una celda vacía deja lo que hay. Con un problema en cualquier fila no se importa nada.
companies-imported = Agregados o cambiados: { $count }.
companies-export-too-many = Se exportarían más de { $limit }. Busque o filtre primero y exporte lo que queda.
companies-problem-columns = Falta una columna de nombre, identificación fiscal o ID externo. Nombre una en la primera fila.
companies-problem-double = La fila { $row } ya trata del mismo.
companies-problem-several = Varios tienen esta identificación fiscal. Agregue el ID externo o el nombre del que se trata.
