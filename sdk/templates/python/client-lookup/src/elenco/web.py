"""Requests of a plugin that asks for `http`. Only the hosts under `http-hosts` in plugin.toml answer, once an administrator
has granted them. Plugins without `import elenco:plugin/http` in wit/plugin.wit cannot load this module."""

from dataclasses import dataclass

from wit_world.imports import http


@dataclass
class Answer:
    """What came back, whatever its status."""

    status: int
    headers: dict[str, str]
    text: str


def request(method: str, url: str, headers: dict[str, str] | None = None, body: str | None = None) -> Answer:
    """Sends a request and reads the whole answer as text. A header value may hold `{{secret:NAME}}`."""
    lines = [http.Header(name, value) for name, value in (headers or {}).items()]
    payload = None if body is None else http.Payload_Text(body)
    answer = http.send(http.Request(method, url, lines, payload))
    pieces = []
    with answer.body as rest:
        while piece := rest.read_text(65_536):
            pieces.append(piece)
    return Answer(answer.status, {line.name.lower(): line.value for line in answer.headers}, "".join(pieces))
