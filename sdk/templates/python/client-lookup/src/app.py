import json
from typing import NoReturn
from urllib.parse import quote

from elenco import invalid, pick, plain_text, settings, unavailable, unsupported
from elenco.web import request
from wit_world import exports
from wit_world.exports.client_lookup import Candidate
from wit_world.imports.types import Entry, Value_None_, Value_Text

# What holds until an administrator saves settings; the same as in settings.schema.json.
DEFAULTS = {"address": "https://crm.example.com/api", "token": "", "write-back": False}

# Fields of a person here, and what the system outside calls them.
FIELDS = {"first_names": "given_name", "last_names": "family_name", "email": "email", "phone": "phone"}


def ask(locale: str, method: str, path: str, body: dict | None = None):
    """Asks the system outside; nothing when it does not know what was asked for. The token is never seen here: the setting
    is `{{secret:token}}`, and the host puts the secret into the header."""
    saved = settings(DEFAULTS)
    headers = {"accept": "application/json"}
    if saved["token"]:
        headers["authorization"] = f"Bearer {saved['token']}"
    if body is not None:
        headers["content-type"] = "application/json"
    text = None if body is None else json.dumps(body, ensure_ascii=False)
    answer = request(method, saved["address"].removesuffix("/") + path, headers, text)
    if answer.status == 404:
        return None
    if answer.status >= 300:
        raise unavailable(
            pick(
                locale,
                en=f"The other system answered with status {answer.status}",
                es=f"El otro sistema respondió con el estado {answer.status}",
                pt=f"O outro sistema respondeu com o status {answer.status}",
            )
        )
    return json.loads(answer.text) if answer.text else {}


def nobody(id: str, locale: str) -> NoReturn:
    raise invalid(
        "id",
        pick(
            locale,
            en=f"Nobody has the identifier {id}",
            es=f"Nadie tiene el identificador {id}",
            pt=f"Ninguém tem o identificador {id}",
        ),
    )


class ClientLookup(exports.ClientLookup):
    def find(self, query: str, limit: int, locale: str) -> list[Candidate]:
        found = ask(locale, "GET", f"/people?q={quote(query, safe='')}&limit={limit}") or []
        return [
            Candidate(
                id=str(person["id"]),
                label=" ".join(filter(None, [person.get("given_name"), person.get("family_name")])),
                detail=person.get("email") or "",
            )
            for person in found[:limit]
        ]

    def read(self, id: str, locale: str) -> list[Entry]:
        person = ask(locale, "GET", f"/people/{quote(id, safe='')}")
        if person is None:
            nobody(id, locale)
        values = {field: person.get(theirs) for field, theirs in FIELDS.items()}
        return [Entry(field, Value_Text(str(value)) if value else Value_None_()) for field, value in values.items()]

    def write(self, id: str, changes: list[Entry], locale: str) -> None:
        if not settings(DEFAULTS)["write-back"]:
            raise unsupported("write")
        body = {FIELDS[change.field]: plain_text(change.value) for change in changes if change.field in FIELDS}
        if ask(locale, "PATCH", f"/people/{quote(id, safe='')}", body) is None:
            nobody(id, locale)
