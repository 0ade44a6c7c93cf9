# What clients, companies and services are associated with.
associations-clients = Clientes
associations-clients-shown = { $count ->
    [one] { $count } cliente en esta página
   *[other] { $count } clientes en esta página
}
associations-search-clients = Buscar clientes
associations-no-clients = Aún no hay clientes
associations-no-clients-text = Asocie clientes por nombre, o de una vez a todos los que coincidan con una búsqueda.
associations-associate-clients = Asociar clientes
associations-all-found = Todos los que coinciden
associations-all-clients = { $count ->
    [one] Todos: { $count } cliente
   *[other] Todos: { $count } clientes
}
associations-everybody = Todos los clientes de { $project }
associations-clients-confirm = ¿Desasociar de { $name } a los clientes elegidos?
associations-clients-remark = Los clientes conservan sus proyectos, sus grupos y su historial.
associations-clients-of-project = Clientes del proyecto { $project }.
associations-companies = Empresas
associations-companies-shown = { $count ->
    [one] { $count } empresa o proveedor en esta página
   *[other] { $count } empresas y proveedores en esta página
}
associations-no-companies = Aún no hay empresas
associations-no-companies-text = Asocie la organización a la que pertenece este cliente.
associations-service-companies-text = Asocie las empresas que reciben este servicio y los proveedores que lo prestan.
associations-associate-companies = Asociar empresas
associations-companies-with = Asociar empresas con { $name }
associations-companies-confirm = ¿Desasociar de { $name } las empresas elegidas?
associations-companies-remark = El historial del cliente conserva lo que estuvo asociado.
associations-to-companies = Ir a las empresas
associations-services = Servicios
associations-services-shown = { $count ->
    [one] { $count } servicio en esta página
   *[other] { $count } servicios en esta página
}
associations-no-services = Aún no hay servicios
associations-no-services-text = Asocie los servicios que se prestarán a este cliente.
associations-company-services-text = Asocie los servicios que recibe una empresa o que presta un proveedor.
associations-associate-services = Asociar servicios
associations-services-with = Asociar servicios con { $name }
associations-services-confirm = ¿Desasociar de { $name } los servicios elegidos?
associations-services-remark = El historial del cliente conserva lo que estuvo asociado.
associations-to-services = Ir a los servicios
associations-came = Asociado.
associations-went = Desasociado.
associations-came-count = { $count ->
    [one] Se asoció { $count }.
   *[other] Se asociaron { $count }.
}
associations-went-count = { $count ->
    [one] Se desasoció { $count }.
   *[other] Se desasociaron { $count }.
}
associations-nobody-chosen = Primero elija de la lista. No se cambió nada.
associations-problem-client = Alguien no es cliente de este proyecto. Abra de nuevo la página y elija otra vez.
associations-problem-thing = Algo de lo que eligió ya no existe. Abra de nuevo la página y elija otra vez.
