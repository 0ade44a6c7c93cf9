import json

from elenco import cells, unsupported
from wit_world.exports import export_format
from wit_world.exports.export_format import Note, Workbook
from wit_world.imports.files import Sink
from wit_world.imports.types import Rows


class Writer(export_format.Writer):
    """A file with one JSON object a line, for each row one."""

    def __init__(self, book: Workbook, file: Sink):
        self.book = book
        self.file = file

    @classmethod
    def open(cls, format: str, book: Workbook, file: Sink) -> "Writer":
        if format != "json-lines":
            raise unsupported(format)
        return cls(book, file)

    # Some hundreds of rows at a time. What is written leaves the sandbox at once and takes no memory here.
    def write(self, sheet: int, rows: Rows, notes: list[Note]) -> None:
        spec = self.book.sheets[sheet]
        columns = [cells(column, rows.count) for column in rows.columns]
        lines = []
        for row in range(rows.count):
            line = {"$sheet": spec.id} if len(self.book.sheets) > 1 else {}
            for at, column in enumerate(spec.columns):
                line[column.id] = columns[at][row] if at < len(columns) else None
            lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        self.file.write_text("".join(lines))

    def finish(self) -> None:
        pass
