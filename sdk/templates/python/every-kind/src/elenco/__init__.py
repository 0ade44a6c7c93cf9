"""What most plugins need. Change it as you like: it is part of your plugin, not of Elenco.

Modules are loaded while the plugin is built and the result is kept. So import everything at the top of a module, and read
settings, clock and random numbers inside of functions only.
"""

import json
from collections.abc import Sequence

from componentize_py_types import Err
from wit_world.imports import log as host_log
from wit_world.imports import settings as host_settings
from wit_world.imports.types import (
    Column,
    Column_Empty,
    Column_Mixed,
    Column_Number,
    Column_Text,
    Error_Invalid,
    Error_Other,
    Error_Unavailable,
    Error_Unsupported,
    InvalidValue,
    Value,
    Value_Boolean,
    Value_Choices,
    Value_None_,
)


def settings(defaults: dict) -> dict:
    """What an administrator saved, over the defaults of settings.schema.json that you repeat here."""
    return {**defaults, **json.loads(host_settings.read())}


def log(message: str, level: str = "info") -> None:
    """A line in the plugin's log. Thrown away while a password is being judged. Levels: debug, info, warn, error."""
    host_log.write(host_log.Level[level.upper()], message)


def pick(locale: str, en: str, es: str, pt: str) -> str:
    """The text in the reader's language."""
    return {"es": es, "pt": pt}.get(locale[:2].lower(), en)


def invalid(field: str, message: str) -> Err:
    """One value cannot be accepted; the reader sees why: `raise invalid(…)`."""
    return Err(Error_Invalid(InvalidValue(field, message)))


def unsupported(what: str) -> Err:
    """This plugin does not do that."""
    return Err(Error_Unsupported(what))


def unavailable(message: str) -> Err:
    """Something outside did not answer; worth another try later."""
    return Err(Error_Unavailable(message))


def other(message: str) -> Err:
    """Anything else that the reader should know."""
    return Err(Error_Other(message))


def plain_text(value: Value) -> str:
    """A value as plain text: numbers with a point, dates in ISO 8601, choices with `; ` between them, nothing as nothing."""
    if isinstance(value, Value_None_):
        return ""
    if isinstance(value, Value_Choices):
        return "; ".join(value.value)
    if isinstance(value, Value_Boolean):
        return "true" if value.value else "false"
    return str(value.value)


def text_column(cells: Sequence[str]) -> Column:
    """A column from the texts of its cells, an empty text being nothing."""
    if not any(cells):
        return Column_Empty()
    return Column_Text([cell or None for cell in cells])


def cells(column: Column, count: int) -> list:
    """The cells of a column as Python's own values: text, numbers, booleans, None. Whole numbers are int."""
    if isinstance(column, Column_Empty):
        return [None] * count
    if isinstance(column, Column_Mixed):
        return [None if isinstance(cell, Value_None_) else cell.value for cell in column.value]
    if isinstance(column, Column_Number):
        return [int(cell) if cell is not None and cell.is_integer() else cell for cell in column.value]
    return list(column.value)
