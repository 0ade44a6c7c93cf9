from elenco import pick, settings
from wit_world import exports
from wit_world.exports.location_autofill import Part, Place, Suggestion

# What holds until an administrator saves settings; the same as in settings.schema.json.
DEFAULTS = {
    "parts": ["street", "number", "district", "city", "region", "postal-code", "country"],
    "name-as-reference": True,
}


class LocationAutofill(exports.LocationAutofill):
    # Everything that is known may be proposed: the host leaves out what the person has edited.
    def suggest(self, place: Place, typed: list[Part], locale: str) -> list[Suggestion]:
        saved = settings(DEFAULTS)
        source = pick(locale, en=f"Location {place.name}", es=f"Local {place.name}", pt=f"Local {place.name}")
        suggestions = [
            Suggestion(part.name, part.value, source)
            for part in place.address
            if part.name in saved["parts"] and part.value
        ]
        has_reference = any(part.name == "reference" and part.value.strip() for part in typed)
        if saved["name-as-reference"] and not has_reference:
            value = f"{place.name} ({place.code})" if place.code else place.name
            suggestions.append(Suggestion("reference", value, source))
        return suggestions
