# The class `Writer` lies in the module that bears the name of the interface; it is imported here to be part of the plugin.
import export_format  # noqa: F401
from elenco import pick
from wit_world import exports
from wit_world.exports.export_format import Format


class ExportFormat(exports.ExportFormat):
    def formats(self, locale: str) -> list[Format]:
        label = pick(locale, en="JSON, one object a line", es="JSON, un objeto por línea", pt="JSON, um objeto por linha")
        return [Format("json-lines", label, "jsonl", "application/jsonl", True)]
