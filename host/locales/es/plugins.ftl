# Complementos.
plugins-title = Complementos
plugins-text = Lo que el operador nombró en el archivo de complementos y cómo está cada uno. Un complemento que no carga no detiene nada más.
plugins-none = Sin complementos
plugins-none-text = Sin complementos no se pueden fijar contraseñas ni leer archivos. El operador los nombra en plugins.toml.
plugins-name = Nombre
plugins-version = Versión
plugins-answers = Qué responde
plugins-state = Estado
plugins-ready = Listo
plugins-failed = No cargado
plugins-kind-password-policy = Reglas de contraseña
plugins-kind-field-schema = Campos adicionales
plugins-kind-location-autofill = Dirección a partir de una ubicación
plugins-kind-import-format = Lee archivos
plugins-kind-export-format = Escribe archivos
plugins-kind-client-lookup = Busca personas en otros sistemas
