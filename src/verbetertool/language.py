"""The only place that knows a language: message catalogues, numbers, dates and places in the dossier.

The source text of every message is Dutch, so without a catalogue the tool speaks Dutch.
"""

import gettext as _gettext
import os
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from verbetertool.errors import UsageError

if TYPE_CHECKING:  # with `decimal` behind it, a tenth of `--help`
    from fractions import Fraction

DOMAIN = "verbetertool"
DEFAULT = "nl"
ENVIRONMENT_VARIABLE = "VERBETERTOOL_LANG"

_DECIMAL_MARK = {"nl": ","}
_WITH_COUNTRY = {"nl": "nl-NL"}
LANGUAGES = tuple(_DECIMAL_MARK)
"""The languages that the tool speaks."""

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = DEFAULT


def wanted_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language that a command line or else the environment asks for; Dutch if neither does.

    Read before the command line is parsed, since the help texts are translated too. Raises UsageError for a language
    that there is no catalogue for.
    """
    wanted = environment.get(ENVIRONMENT_VARIABLE) or DEFAULT
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
        elif argument == "--lang" and index + 1 < len(arguments):
            wanted = arguments[index + 1]
    if wanted not in LANGUAGES:
        raise UsageError("unknown_language", language=wanted, known=", ".join(LANGUAGES))
    return wanted


def use_language(language: str) -> None:
    """From here on every message is in `language`; texts without a translation stay Dutch."""
    global _catalogue, _language
    compiled = files("verbetertool") / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    _language = language
    if compiled.is_file():
        with compiled.open("rb") as file:
            _catalogue = _gettext.GNUTranslations(file)
    else:
        _catalogue = _gettext.NullTranslations()


def translate_typer() -> None:
    """Gives typer its words in the language in use; it asks Python's global gettext, which looks at the environment."""
    folder = files("verbetertool") / "locale"
    if isinstance(folder, Path):
        _gettext.bindtextdomain("typer", folder)
        _gettext.textdomain("typer")
        os.environ["LANGUAGE"] = _language


def current_language() -> str:
    """The language in use, as in the `lang` attribute of HTML."""
    return _language


def with_country(language: str) -> str:
    """A language as programs ask for it that check spelling: with the country of its usual spelling, `nl-NL`."""
    return _WITH_COUNTRY.get(language, language)


def _(message: str) -> str:
    """The message in the language in use."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message in the language in use, in the form that `number` asks for."""
    return _catalogue.ngettext(singular, plural, number)


def N_(message: str) -> str:  # noqa: N802 - the usual name of gettext's marker
    """Marks a message for the catalogue, to be translated where it is shown."""
    return message


@cache
def heavy_words_of(language: str) -> Mapping[str, str]:
    """Words that hold many readers up, each with what to write instead; empty for a language without a list."""
    listed = files("verbetertool") / "locale" / language / "heavy_words.txt"
    if not listed.is_file():
        return {}
    lines = listed.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" = ", 1) for line in lines if line and not line.startswith("#"))
    return dict(pairs)


def decimal(number: "float | Fraction") -> str:
    """A number with one decimal, rounded down, with the decimal mark of the language: `3,2`."""
    return _decimal(number, _DECIMAL_MARK[_language])


@lru_cache(maxsize=2048)
def _decimal(number: "float | Fraction", mark: str) -> str:
    if isinstance(number, float):
        whole, _point, decimals = str(number).partition(".")  # the shortest decimal that a float stands for
        if number >= 0 and whole.isdigit() and decimals.isdigit():
            return f"{whole}{mark}{decimals[0]}"
        from fractions import Fraction

        number = Fraction(str(number))
    tenths = number.numerator * 10 // number.denominator
    return f"{tenths // 10}{mark}{tenths % 10}"


def long_date(iso_date: str) -> str:
    """`2026-11-23` as `23 november 2026`."""
    year, month, day = iso_date.split("-")
    return _("{day} {month} {year}").format(day=int(day), month=_month(month), year=int(year))


def month_of(iso_date: str) -> str:
    """`2026-11-23` as `november 2026`."""
    year, month, _day = iso_date.split("-")
    return _("{month} {year}").format(month=_month(month), year=int(year))


def _month(number: str) -> str:
    months = (
        _("januari"),
        _("februari"),
        _("maart"),
        _("april"),
        _("mei"),
        _("juni"),
        _("juli"),
        _("augustus"),
        _("september"),
        _("oktober"),
        _("november"),
        _("december"),
    )
    return months[int(number) - 1]


def in_words(items: Sequence[str]) -> str:
    """`a`, `a en b`, or `a, b en c`."""
    if len(items) < 2:
        return "".join(items)
    return _("{first} en {last}").format(first=", ".join(items[:-1]), last=items[-1])


def section_words(sections: Sequence[str]) -> str:
    """Places in the dossier: `paragraaf 3.5.2, 3.7 en bijlage 4`."""
    numbers = [section for section in sections if section[:1].isdigit()]
    others = [section for section in sections if section not in numbers]
    if numbers:
        numbers[0] = _("paragraaf {number}").format(number=numbers[0])
    return in_words([*numbers, *others])
