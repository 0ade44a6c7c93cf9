from elenco import other, pick, text_column, unsupported
from wit_world.exports import import_format
from wit_world.exports.import_format import Sheet
from wit_world.imports.files import Source
from wit_world.imports.types import Rows

# How much of the file is taken at a time. Never take it whole: it may be larger than the memory that there is.
PIECE = 65_536
# A longer line is a mistake, or an attack.
LONGEST_LINE = 1_000_000


class Reader(import_format.Reader):
    """A file of values with tabs between them."""

    def __init__(self, file: Source, locale: str):
        self.file = file
        self.locale = locale
        self.rest = ""
        self.offset = 0
        self.ended = False
        self.next = 1

    @classmethod
    def open(cls, file: Source, locale: str) -> "Reader":
        if file.size() == 0:
            raise other(pick(locale, en="The file is empty", es="El archivo está vacío", pt="O arquivo está vazio"))
        return cls(file, locale)

    def sheets(self) -> list[Sheet]:
        return [Sheet(self.file.name(), None)]

    def read(self, sheet: int, max_rows: int) -> Rows | None:
        if sheet != 0:
            raise unsupported(f"sheet {sheet}")
        lines = []
        while len(lines) < max_rows and (line := self.line()) is not None:
            lines.append([cell.strip() for cell in line.split("\t")])
        if not lines:
            return None
        width = max(map(len, lines))
        for line in lines:
            line.extend([""] * (width - len(line)))
        first, self.next = self.next, self.next + len(lines)
        return Rows(first, len(lines), [text_column(cells) for cells in zip(*lines)])

    def line(self) -> str | None:
        """The next line without its end; nothing at the end of the file."""
        while "\n" not in self.rest and not self.ended:
            if len(self.rest) > LONGEST_LINE:
                raise other(
                    pick(
                        self.locale,
                        en="A line is longer than 1,000,000 characters",
                        es="Una línea tiene más de 1.000.000 de caracteres",
                        pt="Uma linha tem mais de 1.000.000 de caracteres",
                    )
                )
            piece = self.file.read_text(self.offset, PIECE)
            self.rest += piece.text.removeprefix("\ufeff") if self.offset == 0 else piece.text
            self.ended = piece.next == self.offset
            self.offset = piece.next
        if not self.rest:
            return None
        line, _, self.rest = self.rest.partition("\n")
        return line.removesuffix("\r")
