import re

from componentize_py_types import Err, Ok, Result
from elenco import invalid, pick, plain_text, settings
from wit_world import exports
from wit_world.exports.field_schema import (
    Audience,
    Checked,
    Choice,
    Field,
    FieldType_ChoiceList,
    FieldType_Text,
    Rights,
    StateRule,
    TextLimits,
)
from wit_world.imports.types import Concept, Entry, Problem, Value, Value_None_, Value_Text

# What holds until an administrator saves settings; the same as in settings.schema.json.
DEFAULTS = {
    "badge-required": False,
    "sizes": [{"id": "s", "label": "S"}, {"id": "m", "label": "M"}, {"id": "l", "label": "L"}],
}


def states(required: bool = False) -> list[StateRule]:
    """Everyone sees the fields, administrators change them; whoever left keeps them to read."""
    rules = []
    for active in (True, False):
        rights = Rights.VISIBLE
        if active:
            rights |= Rights.EDITABLE
        if active and required:
            rights |= Rights.REQUIRED
        rules.append(StateRule(Audience.ADMINISTRATOR, active, rights))
        rules.append(StateRule(Audience.SPECIALIST, active, Rights.VISIBLE))
        rules.append(StateRule(Audience.CLIENT, active, Rights.VISIBLE))
    return rules


def badge(typed: str) -> str | None:
    """A badge number: two letters, four digits, and a check digit, which is the sum of the digits modulo 10. Answers how
    it is stored, `AB12340`, or nothing when it is none."""
    found = re.fullmatch(r"([A-Z]{2})([0-9]{4})([0-9])", re.sub(r"[\s.-]", "", typed.upper()))
    if found is None or sum(map(int, found[2])) % 10 != int(found[3]):
        return None
    return found[0]


def has_fields(concept: Concept) -> bool:
    """Which records have these fields."""
    return concept in (Concept.CLIENT, Concept.SPECIALIST)


def no_such_field(locale: str) -> str:
    return pick(locale, en="There is no such field", es="No existe ese campo", pt="Não existe esse campo")


def read(field: str, value: Value, locale: str) -> Result[Value, str]:
    """One value of one field: what is to be stored, or what is wrong with it."""
    typed = plain_text(value).strip()
    if not typed:
        return Ok(Value_None_())
    if field == "badge":
        stored = badge(typed)
        if stored is not None:
            return Ok(Value_Text(stored))
        return Err(
            pick(
                locale,
                en=f"{typed} is no badge number: it has two letters, four digits and a check digit, such as AB-1234-0",
                es=f"{typed} no es un número de credencial: tiene dos letras, cuatro dígitos y un dígito de control, como AB-1234-0",
                pt=f"{typed} não é um número de crachá: tem duas letras, quatro dígitos e um dígito verificador, como AB-1234-0",
            )
        )
    sizes = settings(DEFAULTS)["sizes"]
    for size in sizes:
        if typed.lower() in (size["id"].lower(), size["label"].lower()):
            return Ok(Value_Text(size["id"]))
    labels = ", ".join(size["label"] for size in sizes)
    return Err(pick(locale, en=f"Choose one of: {labels}", es=f"Elija una de: {labels}", pt=f"Escolha uma de: {labels}"))


class FieldSchema(exports.FieldSchema):
    def fields(self, concept: Concept, locale: str) -> list[Field]:
        if not has_fields(concept):
            return []
        saved = settings(DEFAULTS)
        group = pick(locale, en="Badge", es="Credencial", pt="Crachá")
        return [
            Field(
                id="badge",
                label=pick(locale, en="Badge number", es="Número de credencial", pt="Número do crachá"),
                synonyms=["badge", "credencial", "crachá"],
                help=pick(
                    locale,
                    en="As printed on the badge",
                    es="Como está impreso en la credencial",
                    pt="Como está impresso no crachá",
                ),
                example="AB-1234-0",
                group=group,
                kind=FieldType_Text(TextLimits(max_length=9, lines=False)),
                states=states(saved["badge-required"]),
                shown_when=None,
            ),
            Field(
                id="shirt",
                label=pick(locale, en="Shirt size", es="Talla de camisa", pt="Tamanho da camisa"),
                synonyms=["size", "talla", "tamanho"],
                help=None,
                example=None,
                group=group,
                kind=FieldType_ChoiceList([Choice(size["id"], size["label"], None) for size in saved["sizes"]]),
                states=states(),
                shown_when=None,
            ),
        ]

    # Whole records, many at a time: one answer for each, in order.
    def check(self, concept: Concept, records: list[list[Entry]], locale: str) -> list[Checked]:
        required = settings(DEFAULTS)["badge-required"] and has_fields(concept)
        return [self.check_one(concept, entries, required, locale) for entries in records]

    def check_one(self, concept: Concept, entries: list[Entry], required: bool, locale: str) -> Checked:
        checked = Checked(entries=[], problems=[])
        for entry in entries:
            if not has_fields(concept) or entry.field not in ("badge", "shirt"):
                checked.problems.append(Problem(entry.field, no_such_field(locale)))
                continue
            answer = read(entry.field, entry.value, locale)
            if isinstance(answer, Err):
                checked.problems.append(Problem(entry.field, answer.value))
            elif not isinstance(answer.value, Value_None_):
                checked.entries.append(Entry(entry.field, answer.value))
        if required and not any(one.field == "badge" for one in [*checked.entries, *checked.problems]):
            missing = pick(
                locale,
                en="Enter the badge number",
                es="Escriba el número de credencial",
                pt="Digite o número do crachá",
            )
            checked.problems.append(Problem("badge", missing))
        return checked

    # Cells of a workbook. Nothing is required here.
    def parse(self, concept: Concept, field: str, cells: list[Value], locale: str) -> list[Result[Value, str]]:
        if field not in ("badge", "shirt"):
            raise invalid(field, no_such_field(locale))
        return [read(field, cell, locale) for cell in cells]

    # As people read it; `parse` must read it back.
    def format(self, concept: Concept, field: str, values: list[Value], locale: str) -> list[str]:
        if field not in ("badge", "shirt"):
            raise invalid(field, no_such_field(locale))
        stored = [plain_text(value) for value in values]
        if field == "badge":
            return [re.sub(r"^(..)(....)(.)$", r"\1-\2-\3", one) for one in stored]
        labels = {size["id"]: size["label"] for size in settings(DEFAULTS)["sizes"]}
        return [labels.get(one, one) for one in stored]
