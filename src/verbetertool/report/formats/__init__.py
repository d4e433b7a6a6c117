"""The formats that a document can be written in: everything that needs to know formats asks here.

A format is a module in this folder and one entry in `FORMATS`. It knows the kinds of block (`document.py`) and none of
the documents. Word is three modules and one for its pictures; HTML and Markdown share `templates.py`, and `seal.py`
marks all that we made. `terminal.py` shows a document and writes no file; `tables.py` and `calendar.py` write rows and
days, which are no blocks.
"""

from collections.abc import Callable, Iterator

from verbetertool.errors import UsageError
from verbetertool.model.record import record
from verbetertool.report.document import Document
from verbetertool.report.formats.seal import SIGNATURE, sealed, sealed_in_parts


@record
class Format:
    """A way to write a document to a file."""

    ending: str
    """Of the file's name, with its dot."""
    signature: bytes
    """What stands near the beginning of every file of ours in this format, and of no answer file."""
    render: Callable[[Document, str], bytes]
    """Takes the rules of a house style too (`style.load_style`), empty for ours. Raises UsageError where the format
    needs something that is not there."""
    also: tuple[str, ...] = ()
    """Other endings that people give such a file."""
    in_batch: bool = False
    """Whether the reports of a round may be written in it."""
    in_parts: Callable[[Document, str], Iterator[bytes]] | None = None
    """The same as `render`, for a document that may be too long to hold as one text. The portfolio of a round is
    written in every format that has this."""
    binary: bool = False
    """Whether it is no text in UTF-8."""


def _html(document: Document, house_style: str) -> bytes:
    from verbetertool.report.formats.html import render_html

    return sealed(render_html(document, house_style))


def _markdown(document: Document, _house_style: str) -> bytes:
    from verbetertool.report.formats.markdown import render_markdown

    return sealed(render_markdown(document))


def _html_in_parts(document: Document, house_style: str) -> Iterator[bytes]:
    from verbetertool.report.formats.html import html_in_parts

    return sealed_in_parts(html_in_parts(document, house_style))


def _markdown_in_parts(document: Document, _house_style: str) -> Iterator[bytes]:
    from verbetertool.report.formats.markdown import markdown_in_parts

    return sealed_in_parts(markdown_in_parts(document))


def _json(document: Document, _house_style: str) -> bytes:
    if document.data is None:
        raise UsageError("no_json")
    return document.data()


def _pdf(document: Document, house_style: str) -> bytes:
    from verbetertool.report.formats.pdf import render_pdf

    return sealed(render_pdf(document, house_style))


def _docx(document: Document, _house_style: str) -> bytes:
    from verbetertool.report.formats.docx import render_docx

    return sealed(render_docx(document))


FORMATS: dict[str, Format] = {
    "html": Format(".html", SIGNATURE.encode(), _html, (".htm",), in_batch=True, in_parts=_html_in_parts),
    "md": Format(".md", SIGNATURE.encode(), _markdown, (".markdown",), in_batch=True, in_parts=_markdown_in_parts),
    "json": Format(".json", b"verbetertool-result/", _json, in_batch=True),
    "pdf": Format(".pdf", SIGNATURE.encode(), _pdf, binary=True),
    "docx": Format(".docx", SIGNATURE.encode(), _docx, binary=True),
}
DATA_SIGNATURES = (b"verbetertool-contour/", b"verbetertool-comparison/", b"verbetertool-agreement/")
"""Of the data of documents that are no result."""
SIGNATURES = (*{format.signature: None for format in FORMATS.values()}, *DATA_SIGNATURES)
"""By these `saving` knows what we made."""
