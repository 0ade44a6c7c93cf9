# Campos adicionales.
fields-title = Campos adicionales
fields-clients = Clientes
fields-specialists = Especialistas
fields-companies = Compañías
fields-suppliers = Proveedores
fields-locations = Ubicaciones
fields-client = Cliente
fields-specialist = Especialista
fields-administrator = Administrador
fields-new = Nuevo
fields-new-field = Campo nuevo
fields-new-text = Aún no se guarda. Bastan un nombre en un idioma, un identificador y un tipo.
fields-more = Más
fields-catalogs = Listas compartidas
fields-catalogs-edit = Definir listas compartidas
fields-catalogs-none = Aún no hay listas compartidas
fields-catalogs-none-text = Defina una lista o un árbol una vez y úselo en varios campos.
fields-catalog = Lista compartida
fields-catalog-new = Lista compartida nueva
fields-catalog-about = Varios campos pueden tomar de ella sus opciones.
fields-catalog-text = Las opciones de este campo son las de una lista compartida.
fields-catalog-tree = Hay opciones debajo de otras
fields-catalog-choose = Elija una lista compartida
fields-catalog-choose-text = Sus opciones se abren aquí.
fields-catalog-save = Guardar lista
fields-catalog-delete = Eliminar lista
fields-catalog-unused = Ningún campo la usa.
fields-back = Todos los campos
fields-export = Exportar definiciones
fields-import = Importar definiciones
fields-file-name = campos-adicionales
fields-import-text = Elija un archivo de definiciones. Verá cada diferencia antes de que algo cambie.
fields-import-help = JSON, hasta 1 MB
fields-import-alone = También quitar los campos que no están en el archivo
fields-import-preview = Mostrar diferencias
fields-import-large = El archivo es demasiado grande para ser de definiciones. Elija el que se exportó.
fields-import-other = No es un archivo de campos adicionales. Elija uno exportado aquí.
fields-import-unreadable = No se puede leer el archivo: { $why }
fields-preview-title = Lo que cambiaría el archivo
fields-preview-nothing = El archivo dice lo que ya está aquí. No cambiaría nada.
fields-preview-apply = Aplicar los cambios
fields-change-added = Nuevo
fields-change-removed = Se quita
fields-change-changed = Cambia
fields-scope = Campos de
fields-everywhere = Toda la organización
fields-are-own = Este proyecto tiene campos propios.
fields-are-shared = Este proyecto usa los campos de toda la organización.
fields-make-own = Darle propios
fields-share = Usar los compartidos
fields-share-confirm = ¿Quitar los campos propios de este proyecto? Los valores de las personas se conservan.
fields-now-own = Este proyecto ya tiene campos propios.
fields-now-shared = Este proyecto vuelve a usar los campos compartidos.
fields-shared-locked = Son los campos de toda la organización. Dé al proyecto campos propios para cambiarlos aquí.
fields-not-allowed = Sus roles no lo permiten. Pregunte a un administrador.
fields-none = Aún no hay campos
fields-none-text = Un campo guarda lo que el formulario no pide: una fecha de nacimiento, un contrato, una talla.
fields-no-group = Sin encabezado
fields-choose = Elija un campo
fields-choose-text = Su nombre, tipo, permisos y valores se abren aquí.
fields-of-plugins = De otros plugins
fields-of-plugin = Plugin { $plugin }
fields-plugin-settings = Configuración de { $plugin }
fields-plugin-settings-short = Configuración del plugin
fields-read-only = Solo lectura
fields-unreadable = Estas definiciones se escribieron de una forma que esta página no conoce. Cámbielas en la configuración del plugin.
fields-dependent = Dependiente
fields-hidden = Oculto
fields-up = Subir { $name }
fields-down = Bajar { $name }
fields-group-up = Subir el encabezado { $name }
fields-group-down = Bajar el encabezado { $name }
fields-tab-details = Detalles
fields-tab-states = Estados
fields-tab-values = Valores
fields-identity = Campo
fields-identity-text = Cómo se llama y qué contiene.
fields-name = Nombre
fields-id = Identificador
fields-id-help = Minúsculas, dígitos, - y _. No cambia una vez guardado el campo.
fields-id-fixed = Los valores, las hojas y los programas conocen el campo por él.
fields-type = Tipo
fields-type-help = Los valores que sirven para el nuevo tipo se conservan. Los demás se muestran con el motivo hasta que alguien los cambie.
fields-type-help-new = Decide cómo se llena.
fields-type-short-text = Texto corto
fields-type-paragraph = Párrafo
fields-type-integer = Número entero
fields-type-decimal = Decimal
fields-type-currency = Moneda
fields-type-date = Fecha
fields-type-time = Hora
fields-type-date-time = Fecha y hora
fields-type-check-box = Casilla
fields-type-list = Lista
fields-type-tree = Árbol
fields-type-catalog-list = Lista compartida
fields-type-catalog-tree = Árbol compartido
fields-type-multiple-choice = Selección múltiple
fields-type-link = Enlace
fields-type-file = Archivo
fields-type-position = Posición en el mapa
fields-concepts = Se usa en
fields-presentation = Encabezado y ayuda
fields-presentation-text = Los campos con el mismo encabezado van juntos.
fields-group = Encabezado
fields-help = Descripción
fields-limits = Límites
fields-limits-text = Solo se muestran los del tipo elegido.
fields-max-length = Texto más largo, en caracteres
fields-currency = Código de moneda (ISO 4217)
fields-min = Número más pequeño
fields-max = Número más grande
fields-decimals = Decimales, como máximo
fields-max-size = Archivo más grande
fields-media-types = Tipos de archivo aceptados
fields-media-types-help = Uno por línea, como application/pdf o image/*. Vacío acepta todos.
fields-example = Ejemplo
fields-example-help = Se muestra en el campo vacío y en las hojas.
fields-synonyms = Otros encabezados en las hojas
fields-synonyms-help = Uno por línea. Una importación reconoce la columna por cada uno.
fields-depends = Se muestra cuando
fields-depends-text = El campo aparece según el valor de otro.
fields-depends-field = Depende de
fields-depends-always = Nada: siempre se muestra
fields-depends-how = Se muestra mientras su valor
fields-depends-any = es uno de
fields-depends-none = no es ninguno de
fields-depends-values = Valores
fields-depends-lines = Uno por línea, tal como se guardan.
fields-depends-nobody = Aún no hay otro campo del que pueda depender.
fields-ticked = Marcada
fields-unticked = Sin marcar
fields-states = Estados
fields-states-text = Quién puede ver, cambiar y debe llenar el campo, mientras el registro está activo y mientras no.
fields-states-hint = Obligatorio requiere editable, y editable requiere visible. Los títulos marcan toda la fila o columna.
fields-tick-all = marcar todo o nada
fields-active = Activo
fields-inactive = Inactivo
fields-visible = Visible
fields-editable = Editable
fields-required = Obligatorio
fields-values = Valores
fields-values-text = De lo que se elige. Los valores guardados conservan su identificador aunque cambie el nombre.
fields-values-none = Solo las listas, los árboles y la selección múltiple tienen valores. Este tipo se llena libremente.
fields-choice-in = Valor { $number }, { $language }
fields-choice-add = Agregar un valor
fields-choice-remove = Quitar { $name }
fields-choice-into = Poner { $name } debajo del anterior
fields-choice-out = Subir { $name } un nivel
fields-paste = Pegar muchos, uno por línea
fields-paste-do = Agregar estas líneas
fields-all-lines = Todos los valores, uno por línea
fields-lines-file = Leer un archivo de texto
fields-lines-flat = Los nombres en inglés, español y portugués se separan con una barra: Small | Pequeño | Pequeno.
fields-lines-tree = Sangre una línea para ponerla debajo de la anterior, o escriba la ruta: Región\Ciudad\Distrito.
fields-save = Guardar campo
fields-saved = Guardado.
fields-deleted = Eliminado.
fields-not-saved = { $what }, sin guardar
fields-conflict = Otra persona lo cambió entretanto. Lo que escribió sigue aquí: abra la página en otra ventana para comparar y guarde de nuevo.
fields-delete = Eliminar campo
fields-delete-title = ¿Eliminar { $name }?
fields-delete-one = También se usa en otros, y allí se queda.
fields-delete-refused = Está en uso.
fields-delete-refused-text = Cambie primero estos campos:
fields-values-of-people = Valores de las personas
fields-values-keep = Conservar los valores
fields-values-keep-text = Quedan ocultos y vuelven con un campo del mismo identificador.
fields-values-remove = Quitar los valores
fields-values-remove-text = Se quitan en segundo plano; el historial de cada persona guarda lo que había.
fields-uses-counting = Contando las personas con un valor…
fields-uses-elsewhere = Los valores guardados se conservan en sus registros.
fields-problem-required = Complete este campo.
fields-problem-label = Escriba un nombre en al menos un idioma.
fields-problem-concepts = Elija al menos uno.
fields-problem-choices = Agregue al menos un valor.
fields-problem-catalog = Elija una lista compartida.
fields-problem-currency = Escriba las tres letras de su código, como BRL.
fields-problem-choice-twice = Dos valores tienen el identificador { $id }. Quite uno.
fields-problem-identifier = Use minúsculas, dígitos, - y _, 64 como máximo, empezando por letra o dígito.
fields-problem-id-taken = El campo { $name } tiene este identificador. Elija otro.
fields-problem-id-type = El campo { $name } tiene este identificador y otro tipo. El mismo identificador debe significar lo mismo.
fields-problem-id-plugin = El plugin { $name } tiene este identificador. Elija otro.
fields-problem-in-use = { $name } depende de esto. Cambie primero ese campo.
fields-problem-number = Escriba un número entero.
fields-count = { $count ->
    [one] { $count } campo
   *[other] { $count } campos
}
fields-choices-count = { $count ->
    [one] { $count } valor
   *[other] { $count } valores
}
fields-catalog-uses = { $count ->
    [one] { $count } campo
   *[other] { $count } campos
}
fields-preview-text = { $count ->
    [one] Una diferencia. Aún no ha cambiado nada.
   *[other] { $count } diferencias. Aún no ha cambiado nada.
}
fields-imported = { $count ->
    [one] Se aplicó un cambio.
   *[other] Se aplicaron { $count } cambios.
}
fields-refused = { $count ->
    [one] Un valor requiere su atención. No se guardó nada.
   *[other] { $count } valores requieren su atención. No se guardó nada.
}
fields-uses = { $count ->
    [one] Una persona tiene un valor.
   *[other] { $count } personas tienen un valor.
}
fields-uses-more = { $count ->
    [one] Al menos una persona tiene un valor.
   *[other] Al menos { $count } personas tienen un valor.
}
