"""How to write a value, made of what a person wrote: `23-11-2026` becomes 2026-11-23, `16-27` {from: 16, to: 27}."""

import re
from collections.abc import Mapping
from datetime import date

_MONTHS = {
    **{"jan": 1, "feb": 2, "maa": 3, "mrt": 3, "apr": 4, "mei": 5, "jun": 6},
    **{"jul": 7, "aug": 8, "sep": 9, "okt": 10, "nov": 11, "dec": 12},
}
DATES = ("date", "closing_date", "by")
"""Keys that hold a date."""
_EXAMPLES = {
    "date": "2026-11-23",
    "closing_date": "2027-01-31",
    "by": "2027-03-01",
    "contact": "subsidies@voorbeeld.nl",
    "round": "{name: Subsidieronde 2027}",
    "style": "huisstijl.css",
    "ages": "{from: 16, to: 27}",
    "language": "nl",
    "link": "https://www.voorbeeld.nl",
    "version": '"1.0"',
    "rubric_version": '"1.0"',
    "name": "Samen op weg",
    "organisation": "Stichting Voorbeeld",
    "summary": "Jongeren uit de wijk op weg naar werk.",
    "note": "Een korte tekst",
    "section": '"3.5.2"',
    "number": "16",
    "project": "{name: Samen op weg}",
    "id": "mijn-naam",
    "digest": "de 64 tekens van het kenmerk",
}
_MOST_LISTED = 5


def how_to_write(key: str, value: object) -> str:
    """How to write a value of a key: what was written, made right if that can be seen, else an example."""
    if key in DATES:
        return date_of(str(value)) or _EXAMPLES[key]
    if key == "ages":
        return _ages(value)
    return _EXAMPLES.get(key, _EXAMPLES["id"])


def list_of(value: object) -> str:
    """A single value, or a text with several, as a list."""
    if isinstance(value, Mapping):
        items = [str(key) for key in value]
    else:
        items = [part.strip().removeprefix("-").strip() for part in re.split(r"[,;]|\s+en\s+|\s+-", str(value))]
    shown = [item for item in items if item][:_MOST_LISTED]
    return f"[{', '.join(shown)}]"


def whole_number_of(value: object) -> str | None:
    """The whole number that a value begins with: `16 jaar`, `3,0`, `3.0`, "3"; None if there is no other reading."""
    found = re.fullmatch(r"\s*([0-9]{1,4})(?:[.,]0*)?\s*(?:[a-zA-Z%]*)\s*", str(value))
    return str(int(found[1])) if found else None


def date_of(text: str) -> str | None:
    """A date as people write one, as year-month-day; None for what is none."""
    parts = re.findall(r"[0-9]+|[a-z]+", text.casefold())
    if re.fullmatch(r"[0-9]{8}", text):
        parts = [text[:4], text[4:6], text[6:]]
    if len(parts) != 3:
        return None
    month = _MONTHS.get(parts[1][:3], parts[1])
    day, year = (parts[2], parts[0]) if len(parts[0]) == 4 else (parts[0], parts[2])
    if len(year) == 2:
        year = f"20{year}"
    try:
        return date(int(year), int(month), int(day)).isoformat() if len(year) == 4 else None
    except ValueError:
        return None


def _ages(value: object) -> str:
    if isinstance(value, Mapping):
        ages = [value.get("from"), value.get("to")]
        found = [str(age) for age in sorted(age for age in ages if isinstance(age, int))]
    elif isinstance(value, tuple):
        found = [str(age) for age in value if isinstance(age, int)]
    else:
        found = re.findall(r"[0-9]{1,3}", str(value)[:100])
    if len(found) == 2:
        return f"{{from: {found[0]}, to: {found[1]}}}"
    if len(found) == 1:
        return f"{{from: {found[0]}}}" if not re.search(r"tot|t/m|<", str(value)[:100]) else f"{{to: {found[0]}}}"
    return _EXAMPLES["ages"]
