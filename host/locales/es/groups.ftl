# Grupos de clientes y de especialistas.
groups-title = Grupos
groups-clients = Clientes
groups-specialists = Especialistas
groups-of-clients = Grupos de clientes
groups-of-specialists = Grupos de especialistas
groups-new = Nuevo
groups-new-of-clients = Nuevo grupo de clientes
groups-new-of-specialists = Nuevo grupo de especialistas
groups-new-text = Sin guardar todavía. Solo el nombre es obligatorio.
groups-new-below = Nuevo grupo debajo
groups-not-saved = { $what }, sin guardar
groups-save = Guardar grupo
groups-saved = Guardado.
groups-deleted = Eliminado.
groups-not-allowed = Sus roles no lo permiten. Consulte a un administrador.
groups-more = Más
groups-search = Buscar en { $kind }
groups-search-hint = Nombre de un grupo
groups-shown = { $shown } de { $total } a la vista
groups-count = { $count ->
    [one] { $count } grupo
   *[other] { $count } grupos
}
groups-people = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
groups-none = Todavía no hay grupos
groups-none-text = Un grupo reúne personas, trabaja en proyectos y puede tener su propia configuración. Un grupo puede estar debajo de otro.
groups-none-found = Ningún grupo coincide
groups-none-found-text = Pruebe con menos letras o vuelva a ver todos los grupos.
groups-show-all = Ver todos los grupos
groups-choose = Elija un grupo
groups-choose-text = Sus detalles, miembros y proyectos se abren aquí.
groups-identity = Grupo
groups-identity-clients = Contiene clientes, igual que los grupos que están debajo.
groups-identity-specialists = Contiene especialistas, igual que los grupos que están debajo.
groups-name = Nombre
groups-description = Descripción
groups-status = Estado
groups-active = Activo
groups-inactive = Inactivo
groups-place = Lugar en el árbol
groups-place-text = Quien está en un grupo pertenece también a los grupos de arriba.
groups-parent = Debajo del grupo
groups-no-parent = Ninguno, en lo más alto
groups-below = Grupos debajo
groups-none-below = Ninguno todavía.
groups-way = Camino a este grupo
groups-last-change = Último cambio
groups-tab-details = Detalles
groups-tab-members = Miembros
groups-tab-projects = Proyectos
groups-tab-locked = Miembros y proyectos se abren después de guardar por primera vez.
groups-no-members = Todavía no hay nadie en este grupo
groups-no-members-text = Agregue personas por su nombre, o de una vez a todas las que coincidan con una búsqueda.
groups-search-members = Buscar miembros
groups-search-people = Buscar personas para agregar
groups-add-people = Agregar personas
groups-add = Agregar al grupo
groups-add-remark = Personas del proyecto { $project }.
groups-in-already = En el grupo
groups-all-found = Todas las que coinciden
groups-all-members = { $count ->
    [one] El único miembro ({ $count })
   *[other] Los { $count } miembros
}
groups-all-people = Todas las de { $project }
groups-added = { $count ->
    [one] Se agregó { $count } persona.
   *[other] Se agregaron { $count } personas.
}
groups-removed = { $count ->
    [one] Se retiró { $count } persona.
   *[other] Se retiraron { $count } personas.
}
groups-nobody-chosen = Elija personas primero. No se cambió nada.
groups-remove = Retirar
groups-remove-confirm = ¿Retirar de { $name } a las personas elegidas? Conservan sus proyectos.
groups-remove-remark = Al salir de un grupo, las personas conservan sus proyectos.
groups-join = Además entran en
groups-join-text = Este grupo trabaja también en otros proyectos. Elija en cuáles entran las personas.
groups-works-there = El grupo trabaja aquí
groups-works-not-there = El grupo no trabaja aquí
groups-no-projects = Sin proyectos
groups-no-projects-text = Este grupo no trabaja en ningún proyecto que usted pueda ver.
groups-projects-shown = { $count ->
    [one] { $count } proyecto
   *[other] { $count } proyectos
}
groups-projects-remark = Con esto nadie entra ni sale de un proyecto. Se pregunta por quien llega al grupo.
groups-save-projects = Guardar proyectos
groups-settings-of = Configuración de complementos
groups-delete = Eliminar
groups-delete-title = ¿Eliminar { $name }?
groups-delete-unused = No hay nadie en este grupo y nada depende de él. No se puede deshacer.
groups-delete-used = El grupo está en uso. Sus personas y proyectos permanecen; solo salen del grupo. No se puede deshacer.
groups-delete-refused = El grupo no se puede eliminar mientras algo dependa de él.
groups-delete-refused-text = Mueva o elimine los grupos de debajo y quite la configuración que es solo para él.
groups-refused = { $count ->
    [one] No se guardó nada: { $count } valor requiere su atención.
   *[other] No se guardó nada: { $count } valores requieren su atención.
}
groups-conflict = Otra persona cambió este grupo mientras tanto. Ábralo de nuevo en otra ventana, compare y repita su cambio.
groups-problem-required = Dé un nombre al grupo.
groups-problem-too-long = Use { $limit } caracteres como máximo.
groups-problem-name-taken = Otro grupo ya tiene este nombre. Elija otro.
groups-problem-parent = Este grupo ya no existe. Elija otro.
groups-problem-parent-kind = Un grupo de clientes no puede estar debajo de uno de especialistas, ni al revés.
groups-problem-circle = Un grupo no puede estar debajo de sí mismo ni de un grupo que esté debajo de él. Elija otro.
groups-problem-deep = El árbol tiene { $levels } niveles como máximo. Elija un grupo más arriba.
groups-problem-has-children = Hay grupos debajo: { $names }.
groups-problem-has-settings = Hay complementos con configuración solo para él: { $names }.
groups-problem-unknown = Uno de estos grupos no existe o contiene personas del otro tipo. Abra la página de nuevo.
groups-problem-person = Alguna persona no existe o es del otro tipo. Abra la página de nuevo.
groups-problem-project = Uno de estos proyectos no existe o el grupo no trabaja en él. Abra la página de nuevo.
