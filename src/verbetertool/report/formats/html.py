"""A document as one HTML file that needs no network and no JavaScript."""

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import sha256

from markupsafe import Markup, escape

from verbetertool.report.document import Column, Document, Fold, Table
from verbetertool.report.formats.seal import open_seal
from verbetertool.report.formats.templates import Templates, in_bytes, template_source
from verbetertool.report.text import clean, one_line

HOUSE_STYLE = "/* house style */"
"""Where the variables of an organisation come in report.css: before the rules for print, which stay in force."""

STACKED = {
    "projects": "79rem",
    "contexts": "50rem",
    "counts": "40rem",
    "families": "40rem",
    "problems": "40rem",
    "rejected": "40rem",
    "changes": "40rem",
    "moves": "40rem",
    "split": "40rem",
    "became": "40rem",
}
"""The tables of which the style puts the cells below each other, and the width of a page up to which it does."""


def render_html(document: Document, house_style: str = "") -> bytes:
    """The page in UTF-8; `house_style` is what `style.check_style` gave."""
    return in_bytes(_page(document, house_style))


def html_in_parts(document: Document, house_style: str = "") -> Iterator[bytes]:
    """The same, part by part."""
    return (part.encode() for part in _page(document, house_style))


def _page(document: Document, house_style: str) -> Iterator[str]:
    made = _running(document) + _labels(document)
    style = _style(document.wide, document.on_paper, house_style) + Markup(made)  # noqa: S704 - every character of ours or a number
    page: Iterator[str] = templates().page.generate(
        document=document,
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        seal=open_seal(document),
    )
    return page


@cache
def templates() -> Templates:
    """The templates of this format."""
    return Templates("html", _escaped, is_html=True)


def _escaped(text: str) -> str:
    return str(escape(clean(text)))


@cache
def _style(wide: bool, on_paper: bool, house_style: str) -> Markup:
    more = [name for name, wanted in (("wide.css", wide), ("paper.css", on_paper)) if wanted]
    sheet = "".join(map(template_source, ["report.css", *more]))
    return Markup(compact(sheet).replace(HOUSE_STYLE, house_style))  # noqa: S704 - our own file


def _running(document: Document) -> str:
    """The rule that prints the title above each page but the first, and the number of the page below each."""
    number = '@bottom-right{content:counter(page)" / "counter(pages)}'
    return (
        f'@page{{{number}@top-left{{content:"{_characters(document.name)}"}}}}@page:first{{@top-left{{content:none}}}}'
    )


def _characters(text: str) -> str:
    """A text for `content`, in which every character but letters and digits is written as its number."""
    return "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):06x}" for c in one_line(text))


def _labels(document: Document) -> str:
    """Rules that repeat a table's headings where its cells stand below each other; tables of one name have the same."""
    tables = {
        block.name: block
        for section in document.sections
        for outer in section.blocks
        for block in (outer.blocks if isinstance(outer, Fold) else (outer,))
        if isinstance(block, Table) and block.name in STACKED
    }
    return "".join(_labels_of(name, table.columns) for name, table in tables.items())


@lru_cache(maxsize=100)
def _labels_of(name: str, columns: tuple[Column, ...]) -> str:
    """The headings of the columns but the first. Kept, since reports have the same tables."""
    rules = []
    for number, column in enumerate(columns[1:], 2):
        text = _characters(f"{one_line(column.heading)}: ")
        rules.append(f'.{name} td:nth-child({number})::before{{content:"{text}"}}')
    return f"@media (max-width:{STACKED[name]}){{{''.join(rules)}}}"


def compact(style: str) -> str:
    """CSS without its indentation and its comments; the place of a house style stays."""
    style = re.sub(r"/\*(?! house).*?\*/", "", style, flags=re.S)
    style = re.sub(r"\s*([{};,>])\s*|\n\s*", r"\1", style)
    return re.sub(r"(?<=[a-z]): ", ":", style).replace(";}", "}")
