# Plugins.
plugins-title = Plugins
plugins-text = What the operator named in the file of plugins, and how each fares. A plugin that does not load stops nothing else.
plugins-none = No plugins
plugins-none-text = Without plugins, passwords cannot be set and files cannot be read. The operator names them in plugins.toml.
plugins-name = Name
plugins-version = Version
plugins-answers = What it answers
plugins-state = State
plugins-ready = Ready
plugins-failed = Not loaded
plugins-kind-password-policy = Password rules
plugins-kind-field-schema = Additional fields
plugins-kind-location-autofill = Address from a location
plugins-kind-import-format = Reads files
plugins-kind-export-format = Writes files
plugins-kind-client-lookup = Finds people elsewhere
