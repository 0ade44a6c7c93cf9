# Roles: lo que las personas pueden hacer.
roles-title = Roles
roles-new = Nuevo
roles-new-title = Nuevo rol
roles-new-text = Aún sin guardar. Se requiere un nombre.
roles-not-saved = Nuevo rol, sin guardar
roles-save = Guardar rol
roles-not-allowed = Sus roles no lo permiten. Consulte a un administrador.
roles-conflict = Otra persona cambió este rol mientras tanto. No se guardó nada y lo que eligió sigue aquí. Abra el rol de nuevo para ver qué cambió.
roles-more = Más
roles-more-ways = Otras formas de agregar roles
roles-search = Buscar roles
roles-search-hint = Nombre de un rol
roles-shown = { $count ->
    [one] { $count } rol
   *[other] { $count } roles
}
roles-permissions = { $count ->
    [one] { $count } permiso
   *[other] { $count } permisos
}
roles-none = Aún no hay roles
roles-none-text = Un rol es un conjunto de permisos con nombre. Asígnelo a especialistas, o a un grupo para todos sus miembros.
roles-none-found = Ningún rol coincide
roles-none-found-text = Pruebe con menos letras o vuelva a ver todos los roles.
roles-show-all = Ver todos los roles
roles-choose = Elija un rol
roles-choose-text = Aquí se abren sus permisos, sus personas y sus grupos.
roles-identity = Rol
roles-identity-text = Lo que se ve al asignar roles.
roles-name = Nombre
roles-description = Descripción
roles-grants = Permisos
roles-grants-text = Lo marcado está permitido. Un cambio vale desde el siguiente clic de quienes tienen el rol.
roles-scope = Alcance
roles-everything = Todo
roles-everything-word = Todo, también lo que traigan versiones posteriores
roles-everything-help = Mientras está activo, las casillas de abajo no cuentan.
roles-locked = Solo puede dar lo que usted mismo tiene. Lo bloqueado queda como está.
roles-locked-everything = Solo quien puede hacer todo puede cambiar esto.
roles-matrix = Permisos por objeto
roles-matrix-search = Buscar permisos
roles-matrix-none = Ningún permiso coincide.
roles-chosen-one = {"{n}"} elegido
roles-chosen-other = {"{n}"} elegidos
roles-column-thing = Objeto
roles-column-further = Además
roles-check-column = { $verb }: todo
roles-check-row = { $thing }: todo
roles-yes = Permitido
roles-no = No permitido
roles-thing-console = Consola
roles-thing-users = Clientes y especialistas
roles-thing-companies = Compañías y proveedores
roles-verb-use = Usar
roles-verb-list = Ver la lista
roles-verb-open = Abrir
roles-verb-add = Agregar
roles-verb-update = Cambiar
roles-verb-delete = Eliminar
roles-verb-import = Importar archivos
roles-verb-export = Exportar archivos
roles-verb-add-users = Asociar personas
roles-verb-delete-users = Desasociar personas
roles-ready-made = Predefinido
roles-add-ready-made = { $count ->
    [one] Agregar { $count } rol predefinido
   *[other] Agregar { $count } roles predefinidos
}
roles-ready-made-added = { $count ->
    [0] No se agregó nada. Solo puede agregar roles cuyos permisos tiene.
    [one] Se agregó { $count } rol.
   *[other] Se agregaron { $count } roles.
}
roles-ready-administrator = Administrador
roles-ready-administrator-text = Puede hacer todo, también lo que traigan versiones posteriores.
roles-ready-directory = Gestor del directorio
roles-ready-directory-text = Cuida de las personas y de los grupos, compañías, servicios, ubicaciones y calendarios con los que se relacionan.
roles-ready-importer = Importador
roles-ready-importer-text = Agrega y cambia personas, también desde archivos, y no elimina a nadie.
roles-ready-auditor = Auditor
roles-ready-auditor-text = Ve todo con su historial y no cambia nada.
roles-ready-plugins = Gestor de plugins
roles-ready-plugins-text = Cuida de los plugins, su configuración y los campos adicionales.
roles-made = Creado
roles-copy = Copiar rol
roles-copy-of = Copia de { $name }
roles-delete = Eliminar rol
roles-delete-title = ¿Eliminar { $name }?
roles-delete-refused = Este rol no se puede eliminar.
roles-delete-unused = Nadie tiene este rol.
roles-delete-used = Quien tiene este rol pierde de inmediato lo que permite:
roles-and-more = y más
roles-tab-details = Permisos
roles-tab-people = Personas
roles-tab-groups = Grupos
roles-tab-locked = Personas y grupos se abren después de guardar por primera vez.
roles-no-people = Nadie recibió este rol
roles-no-people-text = Asígnelo a especialistas por nombre. Los miembros de grupos que lo dan no aparecen aquí.
roles-search-people = Buscar personas que tienen el rol
roles-give-people = Asignar a personas
roles-give = Asignar el rol
roles-give-remark = Especialistas del proyecto { $project }.
roles-has-already = Lo tiene
roles-take = Quitar
roles-take-confirm = ¿Quitar el rol { $name } a las personas elegidas? Lo que permite termina de inmediato.
roles-people-remark = A quienes se asignó el rol. Los grupos pueden darlo a más personas.
roles-given = { $count ->
    [one] { $count } persona tiene ahora el rol.
   *[other] { $count } personas tienen ahora el rol.
}
roles-taken = { $count ->
    [one] { $count } persona ya no tiene el rol.
   *[other] { $count } personas ya no tienen el rol.
}
roles-groups-given = { $count ->
    [one] { $count } grupo da ahora el rol.
   *[other] { $count } grupos dan ahora el rol.
}
roles-groups-taken = { $count ->
    [one] { $count } grupo ya no da el rol.
   *[other] { $count } grupos ya no dan el rol.
}
roles-nothing-chosen = Primero elija algo. No se cambió nada.
roles-no-groups = Ningún grupo da este rol
roles-no-groups-text = Deje que un grupo lo dé y todos sus miembros lo tendrán, también los de los grupos inferiores.
roles-give-groups = Asignar a grupos
roles-give-groups-title = Grupos que dan { $name }
roles-gives-already = Lo da
roles-group-gives = Sus miembros tienen el rol, y los de los grupos inferiores.
roles-group-gives-not = Inactivo: sus miembros no tienen el rol.
roles-groups-remark = Los miembros de estos grupos tienen el rol.
roles-take-groups-confirm = ¿Que los grupos elegidos dejen de dar { $name }? Lo que permite termina de inmediato para sus miembros.
roles-of-group-remark = Los miembros tienen los roles marcados, y también los de los grupos inferiores.
roles-of-group-off = El grupo está inactivo, por eso sus miembros no tienen estos roles.
roles-of-group-save = Guardar roles
roles-group-none = Este grupo no da roles
roles-group-none-text = Lo que sus miembros pueden hacer viene de sus propios roles.
roles-from-group = Del grupo { $group }
roles-person-none = Aún sin roles
roles-person-none-text = Sin un rol nadie puede usar la consola. Asocie uno, o agregue a la persona a un grupo que dé alguno.
roles-person-remark = Lo que dan los grupos se quita en el grupo.
roles-associate = Asociar roles
roles-associate-with = Asociar roles a { $name }
roles-leave-confirm = ¿Quitar los roles elegidos a { $name }? Lo que permiten termina de inmediato.
roles-beyond = Permite más de lo que usted puede dar
roles-effective = { $count ->
    [0] Permisos efectivos: ninguno
    [one] Permisos efectivos: { $count }
   *[other] Permisos efectivos: { $count }
}
roles-effective-none = Estos roles no permiten nada.
roles-problem-required = Escriba un nombre.
roles-problem-too-long = Use como máximo { $limit } caracteres.
roles-problem-name-taken = Otro rol tiene este nombre.
roles-problem-unknown = Uno de los roles ya no existe. Vuelva a cargar la página.
roles-problem-person = Una de las personas ya no existe. Vuelva a cargar la página.
roles-problem-group = Uno de los grupos ya no existe. Vuelva a cargar la página.
roles-problem-beyond = No puede dar lo que no tiene: { $permissions }{ $more ->
    [0] .
   *[other] {" "}y { $more } más.
}
roles-problem-beyond-everything = Solo quien puede hacer todo puede dar todo.
roles-problem-last = No quedaría nadie que pueda hacer todo. Primero nombre administrador a otra persona.
