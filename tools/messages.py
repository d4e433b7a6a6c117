"""Message catalogues: `init LANGUAGE` begins one, `update` renews each from the code, `compile` makes the .mo files.

The messages in the code are Dutch, so Dutch has no catalogue of ours; only typer's own words are translated.
"""

import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE_LANGUAGE = "nl"
DOMAIN = "verbetertool"
METHODS = [
    ("**/templates/*.j2", "jinja2"),
    ("**/compiled/*.py", "ignore"),
    ("**.py", "python"),
]
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_HEADER = "# Messages of verbetertool. Renewed by `make messages`."
_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def extracted(root: Path) -> Catalog:
    """All messages of the package. Without line numbers, so that a moved line changes no catalogue."""
    catalog = Catalog(project=DOMAIN, charset="utf-8", header_comment=_HEADER)
    package = root / "src" / DOMAIN
    found = extract_from_dir(
        package, METHODS, {"jinja2": {"silent": "false"}}, keywords=KEYWORDS, strip_comment_tags=True
    )
    for filename, _line, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        catalog.add(message, None, [(filename, None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    return catalog


def catalogue(root: Path, language: str, domain: str = DOMAIN) -> Path:
    """Where the catalogue of a language is: of our own messages, or of typer's words."""
    return root / "src" / DOMAIN / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def catalogues(root: Path, domain: str = "*") -> list[Path]:
    """The catalogues that there are."""
    return sorted((root / "src" / DOMAIN / "locale").glob(f"*/LC_MESSAGES/{domain}.po"))


def begin(root: Path, language: str) -> None:
    """Writes the catalogues of a new language, everything still to be translated. Leaves what is there alone."""
    typer = read(catalogue(root, SOURCE_LANGUAGE, "typer"))
    for message in typer:
        if message.id:
            message.string = ""
    for domain, template in ((DOMAIN, extracted(root)), ("typer", typer)):
        path = catalogue(root, language, domain)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, renewed(Catalog(locale=language, project=DOMAIN, charset="utf-8", fuzzy=False), template))


def update(root: Path) -> None:
    """Gives every catalogue of ours the messages of the code, and keeps its translations."""
    template = extracted(root)
    for path in catalogues(root, DOMAIN):
        write(path, renewed(read(path), template))


def compile_catalogues(root: Path) -> None:
    """Makes the .mo file of every catalogue, and takes away those of catalogues that are gone."""
    for compiled in (root / "src" / DOMAIN / "locale").rglob("*.mo"):
        compiled.unlink()
    for path in catalogues(root):
        catalog = read(path)
        catalog.creation_date = catalog.revision_date = _DATE  # else it is now, and no two builds are the same
        buffer = BytesIO()
        write_mo(buffer, catalog)
        path.with_suffix(".mo").write_bytes(buffer.getvalue())


def renewed(catalog: Catalog, template: Catalog) -> Catalog:
    """The catalogue with the messages of `template`; a translation of a message much like a new one is marked fuzzy."""
    catalog.update(template)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = _DATE
    catalog.header_comment = _HEADER
    return catalog


def faults(catalog: Catalog, template: Catalog) -> Iterator[str]:
    """What a catalogue lacks: a message of `template`, a translation, a plural form, a placeholder."""
    for message in template:
        found = catalog.get(message.id, message.context)
        if not message.id:
            continue
        if found is None or found.fuzzy or not all(_forms(found)):
            yield f"not translated: {message.id}"
        elif len(_forms(found)) != (catalog.num_plurals if message.pluralizable else 1):
            yield f"a plural form is missing: {message.id}"
        elif not all(placeholders(form) in map(placeholders, _texts(message.id)) for form in _forms(found)):
            yield f"other placeholders: {message.id}"


def placeholders(text: str) -> set[str]:
    """The names between braces in a message."""
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name is not None}


def read(path: Path) -> Catalog:
    """The catalogue in a .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name, domain=path.stem)


def write(path: Path, catalog: Catalog) -> None:
    """Writes a catalogue as a .po file."""
    with path.open("wb") as file:
        write_po(file, catalog, width=110, sort_by_file=False, ignore_obsolete=True)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def _forms(message: Message) -> tuple[str, ...]:
    return _texts(message.string)


if __name__ == "__main__":
    here = Path(__file__).resolve().parents[1]
    match sys.argv[1:]:
        case ["init", language]:
            begin(here, language)
        case ["update"]:
            update(here)
        case ["compile"]:
            compile_catalogues(here)
        case _:
            sys.exit(__doc__)
