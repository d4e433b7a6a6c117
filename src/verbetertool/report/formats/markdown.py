"""A document as GitHub-flavoured Markdown that is readable as plain text."""

from collections.abc import Iterator
from functools import cache

from markupsafe import Markup

from verbetertool.report.document import Document
from verbetertool.report.formats.seal import open_seal
from verbetertool.report.formats.templates import Templates, in_bytes
from verbetertool.report.text import markdown, markdown_line, markdown_part


def render_markdown(document: Document) -> bytes:
    """The text in UTF-8."""
    return in_bytes(_page(document)).rstrip() + b"\n"


def markdown_in_parts(document: Document) -> Iterator[bytes]:
    """The same, part by part."""
    space = b""
    for part in _page(document):
        data = space + part.encode()
        text = data.rstrip()
        space = data[len(text) :]
        yield text
    yield b"\n"


def _page(document: Document) -> Iterator[str]:
    page: Iterator[str] = templates().page.generate(document=document, seal=Markup(open_seal(document)))  # noqa: S704 - ours
    return page


@cache
def templates() -> Templates:
    """The templates of this format."""
    return Templates(
        "md",
        markdown,
        is_html=False,
        escape_part=markdown_part,
        of_parts=markdown_line,
        between="\n\n",
        address=_address,
    )


def _address(target: str) -> Markup:
    """Where a link leads, as no text can end it: between angle brackets, which no target of ours holds."""
    return Markup(f"<{target}>")  # noqa: S704 - an address of a rubric (model.dossier.Link) or a file that we named
