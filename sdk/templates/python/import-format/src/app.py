from elenco import pick

# The class `Reader` lies in the module that bears the name of the interface; it is imported here to be part of the plugin.
import import_format  # noqa: F401
from wit_world import exports
from wit_world.exports.import_format import Format


class ImportFormat(exports.ImportFormat):
    def formats(self, locale: str) -> list[Format]:
        label = pick(locale, en="Text with tabs", es="Texto con tabulaciones", pt="Texto com tabulações")
        return [Format("tsv", label, ["tsv", "tab"], ["text/tab-separated-values"])]

    # 0 is "not at all", 100 is "certain"; `head` has the first 4096 bytes at most.
    def recognise(self, name: str, head: bytes) -> int:
        if 0 in head:
            return 0
        if name.lower().endswith((".tsv", ".tab")):
            return 90
        return 20 if b"\t" in head else 0
