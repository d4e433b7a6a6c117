"""What holds for every format, and for every kind of block and span in it; a new one of either is tested by itself."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from jinja2 import nodes

from tests.blocks import KINDS, SPANS, a_document
from tests.builders import report_of, shown
from tests.golden.states import assessments
from verbetertool import assess, load_answers, load_rubric
from verbetertool.errors import UsageError
from verbetertool.report import formats
from verbetertool.report.document import Bar, Bars, Column, Document, Fold, Paragraph, Section, Table
from verbetertool.report.documents.project import project_document
from verbetertool.report.formats import DATA_SIGNATURES, FORMATS, SIGNATURES, Format, html, markdown
from verbetertool.report.formats.pdf import find_browser
from verbetertool.report.sentences import failure

docx = pytest.importorskip("docx", reason="python-docx comes with the extra docx")

EXAMPLE = Path(__file__).parents[3] / "examples" / "brief-en-sanctie.yaml"
TEMPLATES = {"html": html.templates, "md": markdown.templates}
BY_BROWSER = [pytest.mark.slow, pytest.mark.skipif(find_browser() is None, reason="there is no browser that prints")]
EVERY_FORMAT = pytest.mark.parametrize(
    "format", [pytest.param(FORMATS[name], id=name, marks=BY_BROWSER if name == "pdf" else ()) for name in FORMATS]
)


@cache
def example() -> Document:
    """A report that has data of its own, as JSON asks."""
    rubric = load_rubric()
    return project_document(assess(rubric, load_answers(EXAMPLE, rubric)), rubric)


@pytest.mark.thorough
@EVERY_FORMAT
def test_a_format_keeps_its_word(format: Format) -> None:
    """The same document gives the same bytes, begins with the signature, and is text unless it says that it is not."""
    data = format.render(example(), "")
    assert format.render(example(), "") == data
    assert format.signature in data[:2000]
    assert _is_text(data) != format.binary


def test_what_has_no_data_is_refused_as_json() -> None:
    """As wrong use, with a sentence."""
    with pytest.raises(UsageError) as refused:
        FORMATS["json"].render(replace(example(), data=None), "")
    assert "Kies een andere vorm." in failure(refused.value)


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["html", "md"])
def test_what_is_kept_of_a_report_makes_no_difference_to_the_next(name: str) -> None:
    """Every state and example, one after the other in two orders."""
    rubric, states = load_rubric(), assessments()
    first = {state: report_of(name, states[state], rubric) for state in states}
    assert {state: report_of(name, states[state], rubric) for state in reversed(states)} == first


def test_formats_are_known_by_their_endings_and_signatures() -> None:
    """No two formats share an ending, and no answer file begins as a file of ours."""
    endings = [format.ending for format in FORMATS.values()]
    assert len(set(endings)) == len(endings)
    assert all(ending.startswith(".") for ending in endings)
    assert {format.signature for format in FORMATS.values()} | set(DATA_SIGNATURES) == set(SIGNATURES)
    assert not [signature for signature in SIGNATURES if signature in EXAMPLE.read_bytes()[:2000]]


NOT_SHOWN = {
    # Outlines of a page have its sections; what it was made from stands at its foot.
    "html": {"Dumbbells.ends", "Heading.alone", "Fold.alone", "Document.origin.title"},
    # Nothing is drawn, and the sentences about a score and the table after a chart say the same.
    "md": {
        "Legend.text",
        "Common.on_paper",
        "Scale.words",
        "Strip.words",
        *(f"Bars.bars.{name}" for name in ("title", "shown", "words")),
        *(f"Stacks.{name}" for name in ("categories", "stacks.title", "stacks.words")),
        "Dumbbells.ends",
        *(f"Dumbbells.dumbbells.{name}" for name in ("title", "shown", "words")),
        *(f"Courses.courses.{name}" for name in ("title", "words")),
        "Heading.title",
        "Fold.title",
        "Document.skip_link",
    },
    "docx": {
        "Dumbbells.ends",
        "Strip.words",
        "Common.blocks.line",
        *(f"Stacks.{name}" for name in ("categories", "stacks.title", "stacks.words")),
        *(f"Courses.courses.{name}" for name in ("title", "words")),
        "Heading.title",
        "Fold.title",
        "Document.skip_link",
    },
    # A bar is drawn in the row of the table that follows.
    "terminal": {
        "Strip.words",
        "Scale.words",
        *(f"Scale.zones.{name}" for name in ("title", "limits")),
        "Common.on_paper",
        "Document.contents",
        "Table.caption",
        *(f"Bars.bars.{name}" for name in ("title", "shown", "words")),
        *(f"Stacks.{name}" for name in ("categories", "stacks.title", "stacks.words")),
        *(f"Dumbbells.dumbbells.{name}" for name in ("title", "shown", "words")),
        *(f"Courses.courses.{name}" for name in ("title", "words")),
        "Heading.alone",
        "Fold.alone",
        "Document.origin.title",
        "Document.origin.blocks.line",
        "Document.skip_link",
    },
}
"""Texts that a format leaves out on purpose, by their way from the block or span that they are in."""


OF_OTHERS = {"json", "pdf"}
"""The data itself, and what a browser prints of the HTML."""


def _text_in(name: str, document: Document) -> str:
    if name == "terminal":
        return shown(document)
    data = FORMATS[name].render(document, "")
    if not FORMATS[name].binary:
        return data.decode()
    body = docx.Document(BytesIO(data)).element.body
    tables = body.xpath(".//w:tblCaption/@w:val")
    return "\n".join([*("".join(node.itertext()) for node in body), *body.xpath(".//wp:docPr/@descr"), *tables])


@pytest.mark.parametrize("name", [*(name for name in FORMATS if name not in OF_OTHERS), "terminal"])
def test_every_text_of_every_block_is_shown(name: str) -> None:
    """A format shows each text of each kind of block and span, but for what it leaves out by name."""
    numbers, given = count(), dict[str, str]()

    def text_of(way: str) -> str:
        text = f"tekst{next(numbers)}x"
        given[text] = way
        return text

    found = _text_in(name, a_document(text_of))
    seen = {way for text, way in given.items() if text in found}
    assert set(given.values()) - seen == NOT_SHOWN.get(name, set())


@pytest.mark.parametrize("ending", TEMPLATES)
def test_every_kind_has_its_markup(ending: str) -> None:
    """The blocks template of a format has a macro, or the markup around it, for each kind of block and span alone."""
    module = TEMPLATES[ending]().environment.get_template(f"blocks.{ending}.j2").module
    named = {name for name in vars(module) if not name.startswith("_")}
    kinds = {kind.__name__.lower() for kind in (*KINDS, *SPANS)}
    assert named - {"bar", "contents", "head", "line_break"} == kinds


FILTERS = {"blocks", "parts", "each", "rows", "table_head", "divided", "course", "zoned", "address"}
CALLED = {"bar", "contents", "startswith"}
"""Filters of ours, macros and methods that a template uses: what they give is escaped, or is no text of a document."""
REFUSED = (nodes.FilterBlock, nodes.EvalContextModifier, nodes.Include, nodes.Import, nodes.FromImport)
"""What could let a text pass, or bring in another template."""
MAKING_MARKUP = {
    "html.py: _style",
    "html.py: _page",
    "markdown.py: _address",
    "markdown.py: _page",
    "templates.py: __init__",
    "templates.py: _slices",
    "templates.py: _table_head",
    "templates.py: _unfolded",
    "templates.py: blocks",
    "templates.py: each",
    "templates.py: parts",
    "templates.py: rows",
    "templates.py: shown",
}
"""Functions that may say of a text that it is markup: what they get is of ours, or escaped."""


@pytest.mark.parametrize("ending", TEMPLATES)
def test_no_template_lets_a_text_pass_unescaped(ending: str) -> None:
    """A template has no part where escaping is off, and uses no filter or macro but what is known to escape."""
    templates = TEMPLATES[ending]()
    environment = templates.environment
    assert environment.autoescape is (ending == "html")
    assert environment.finalize == templates.shown
    names = environment.list_templates(filter_func=lambda name: name.endswith(f".{ending}.j2"))
    assert len(names) == 2
    for name in names:
        source, _file, _uptodate = environment.loader.get_source(environment, name)  # type: ignore[union-attr]
        tree = environment.parse(source)
        assert not list(tree.find_all(REFUSED)), name
        called = {getattr(call.node, "name", getattr(call.node, "attr", None)) for call in tree.find_all(nodes.Call)}
        assert called <= CALLED, name
        assert {found.name for found in tree.find_all(nodes.Filter)} <= FILTERS, name


@pytest.mark.parametrize("ending", TEMPLATES)
def test_a_long_table_is_the_same_in_parts(ending: str) -> None:
    """A table of thousands of rows, which comes in slices, is what it is in one piece, whatever stands around it."""
    templates = TEMPLATES[ending]()
    long = Table("counts", "Veel", (Column("Rij"), Column("Getal", numeric=True)), [(f"r{n}", n) for n in range(2500)])
    bars = Bars("b", (Bar("a", 1.0, "1", "een"),))
    fold = Fold("Inside", (Paragraph("inside"), long), alone="Alleen")
    for blocks in (
        (long,),
        (fold,),
        (bars, fold, Paragraph("na"), fold),
        (bars, long),
        (Paragraph("voor"), long, Paragraph("na"), long),
        (long, bars),
    ):
        assert len(list(templates.parts(blocks))) > 3
        assert "".join(templates.parts(blocks)) == templates.blocks(blocks)


@pytest.mark.parametrize(
    "format", [format for format in FORMATS.values() if format.in_parts], ids=lambda each: each.ending
)
def test_a_document_in_parts_is_the_same(format: Format) -> None:
    """Also a long one, with its seal."""
    assert format.in_parts is not None
    long = Table("counts", "Veel", (Column("Rij"),), [(f"rij {n} " * 10,) for n in range(20_000)])
    for blocks in ((), (long,), (Fold("Veel", (long,)),)):
        document = replace(example(), sections=(*example().sections, Section("veel", "Veel", blocks)))
        assert b"".join(format.in_parts(document, "")) == format.render(document, "")


def test_markup_is_made_in_few_places() -> None:
    """Only the functions that are named here may say that a text is markup already."""
    folder = Path(formats.__file__).parent
    assert set(_makers_of_markup(folder)) == MAKING_MARKUP
    others = [path for path in folder.parent.rglob("*.py") if folder not in path.parents]
    assert not [path for path in others if "markupsafe" in path.read_text(encoding="utf-8")]


def _makers_of_markup(folder: Path) -> Iterator[str]:
    for path in folder.glob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                returned = [id(node) for node in ast.walk(function.returns or ast.Tuple([], ast.Load()))]
                for node in ast.walk(function):
                    if isinstance(node, ast.Name) and node.id == "Markup" and id(node) not in returned:
                        yield f"{path.name}: {function.name}"
