//! Additional fields: the console over the settings of the plugin that keeps their definitions.
