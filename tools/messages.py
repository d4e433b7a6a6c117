"""Message catalogues: `update` extracts every message and renews the .po files, `compile` makes the .mo files.

The messages in the code are Dutch, so the Dutch catalogue says each message as it is; other languages start empty.
"""

import sys
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
_DATE = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def extracted(root: Path) -> Catalog:
    """All messages of the package. Without line numbers, so that a moved line changes no catalogue."""
    catalog = Catalog(
        project=DOMAIN, charset="utf-8", header_comment="# Messages of verbetertool. Made by `make messages`."
    )
    package = root / "src" / DOMAIN
    found = extract_from_dir(
        package, METHODS, {"jinja2": {"silent": "false"}}, keywords=KEYWORDS, strip_comment_tags=True
    )
    for filename, _line, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        catalog.add(message, None, [(filename, None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    return catalog


def renewed(template: Catalog, path: Path) -> Catalog:
    """The catalogue at `path` with the messages of `template`, its translations kept."""
    language = path.parents[1].name
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language, domain=DOMAIN)
        catalog.update(template, no_fuzzy_matching=language == SOURCE_LANGUAGE)
    else:
        catalog = Catalog(locale=language, project=DOMAIN, charset="utf-8", header_comment=template.header_comment)
        catalog.update(template)
    catalog.obsolete.clear()
    if language == SOURCE_LANGUAGE:
        for message in catalog:
            if message.id:
                message.string = message.id
    catalog.creation_date = catalog.revision_date = _DATE
    catalog.header_comment = template.header_comment
    return catalog


def catalogues(root: Path) -> list[Path]:
    """The .po files of the package: our own messages, and typer's words."""
    return sorted((root / "src" / DOMAIN / "locale").glob("*/LC_MESSAGES/*.po"))


def as_po(catalog: Catalog) -> bytes:
    """A catalogue as a .po file."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=110, sort_by_file=False, omit_header=False, ignore_obsolete=True)
    return buffer.getvalue()


def update_catalogues(root: Path) -> None:
    """Renews every .po file, the Dutch one also if it does not exist yet."""
    template = extracted(root)
    source = root / "src" / DOMAIN / "locale" / SOURCE_LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.po"
    for path in sorted({source, *(p for p in catalogues(root) if p.stem == DOMAIN)}):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(renewed(template, path)))


def compile_catalogues(root: Path) -> None:
    """Makes the .mo file beside every .po file."""
    for path in catalogues(root):
        with path.open("rb") as file:
            catalog = read_po(file, domain=DOMAIN)
        catalog.creation_date = catalog.revision_date = _DATE  # else it is now, and no two builds are the same
        buffer = BytesIO()
        write_mo(buffer, catalog)
        path.with_suffix(".mo").write_bytes(buffer.getvalue())


def untranslated(catalog: Catalog) -> list[Message]:
    """The messages without a translation."""
    return [message for message in catalog if message.id and not message.string]


if __name__ == "__main__":
    here = Path(__file__).resolve().parents[1]
    {"update": update_catalogues, "compile": compile_catalogues}[sys.argv[1]](here)
