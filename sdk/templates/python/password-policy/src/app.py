from elenco import pick, settings
from wit_world import exports
from wit_world.exports.password_policy import Rule, Subject, Verdict

# What holds until an administrator saves settings; the same as in settings.schema.json.
DEFAULTS = {"min-length": 15, "not-own-names": True, "forbidden-words": []}


def own_words(subject: Subject) -> list[str]:
    """The words that must not be found in the password of this person: short ones would forbid too much."""
    words = [subject.username, subject.email.split("@")[0], *subject.names]
    return [word.lower() for word in words if len(word) >= 3]


class PasswordPolicy(exports.PasswordPolicy):
    def rules(self, locale: str) -> list[Rule]:
        saved = settings(DEFAULTS)
        length = saved["min-length"]
        rules = [
            Rule(
                "length",
                pick(
                    locale,
                    en=f"At least {length} characters",
                    es=f"Al menos {length} caracteres",
                    pt=f"Pelo menos {length} caracteres",
                ),
            )
        ]
        if saved["not-own-names"]:
            label = pick(
                locale,
                en="Without your name or user name",
                es="Sin su nombre ni su usuario",
                pt="Sem o seu nome nem o seu usuário",
            )
            rules.append(Rule("own-names", label))
        if saved["forbidden-words"]:
            label = pick(
                locale,
                en="Without words that anyone here would guess",
                es="Sin palabras que aquí cualquiera adivinaría",
                pt="Sem palavras que qualquer um aqui adivinharia",
            )
            rules.append(Rule("words", label))
        return rules

    # One verdict for each rule, in the same order.
    def evaluate(self, candidate: str, subject: Subject) -> list[Verdict]:
        saved = settings(DEFAULTS)
        lower = candidate.lower()
        verdicts = [Verdict("length", len(candidate) >= saved["min-length"])]
        if saved["not-own-names"]:
            verdicts.append(Verdict("own-names", not any(word in lower for word in own_words(subject))))
        if saved["forbidden-words"]:
            found = any(word.lower() in lower for word in saved["forbidden-words"])
            verdicts.append(Verdict("words", not found))
        return verdicts
