"""A report put together from kept pieces is the report that the templates render by themselves."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from tests.golden.states import assessments
from verbetertool import assess, load_answers, load_rubric
from verbetertool.language import current_language
from verbetertool.model.assessment import Assessment, from_json, to_json
from verbetertool.report.parts import AnswerRow
from verbetertool.report.pieces import Line
from verbetertool.report.report_pieces import ReportPieces, Said
from verbetertool.report.templated import html_page, html_pieces, markdown_page, markdown_pieces
from verbetertool.report.text import clean, markdown, markdown_all
from verbetertool.report.view import view_of

RUBRIC = load_rubric()
STATES = dict(assessments())
TEXTS = (
    "",
    "gewoon",
    "<b>&amp;</b>",
    "100 % - %s",
    "| kolom |",
    "a\nb",
    "1. punt",
    "www.voorbeeld.nl",
    "\u202eom\u202c",
    "«é»",
)


class Unkept(ReportPieces):
    """Calls each macro with the part itself, as a template would: nothing is marked, kept or filled in."""

    def __init__(self, pieces: ReportPieces) -> None:
        self.macros = pieces.macros

    def fill(self, macro: str, part: Any, *fixed: object, **blocks: bytes | int) -> bytes:
        markup = {name: block if isinstance(block, int) else Markup(block.decode()) for name, block in blocks.items()}  # noqa: S704
        return str(getattr(self.macros, macro)(part, *fixed, **markup)).encode()

    @contextmanager
    def escaped_ahead(self, texts: Sequence[str]) -> Iterator[None]:
        yield

    def lines(self, macro: str, texts: Any) -> bytes:
        return b"".join(self.fill(macro, Line(text)) for text in texts)

    def answers(self, rows: Sequence[AnswerRow]) -> bytes:
        return b"".join(self._answer(row) for row in rows)

    def _answer(self, row: AnswerRow) -> bytes:
        said = self.fill("said", Said(row.reason, row.note, row.evidence), bool(row.words.text))
        return self.fill("answer", row.words, point=row.point or 0, line=row.line or 0, said=said)

    def kept(self, macro: str, parts: tuple[Any, ...]) -> bytes:
        return self.each(macro, parts)


def check_same(assessment: Assessment) -> None:
    """Renders a report both ways; a kept piece must not depend on the report that it was first made for."""
    view, html, md = view_of(assessment, RUBRIC), html_pieces(current_language()), markdown_pieces(current_language())
    assert html_page(view, html) == html.tidy(html_page(view, Unkept(html)).decode()).encode()
    assert markdown_page(view, md) == markdown_page(view, Unkept(md))


@pytest.mark.parametrize("name", STATES)
def test_pieces_say_what_the_templates_say(name: str) -> None:
    """Every state and every example, hostile text too, is the same to the byte."""
    check_same(STATES[name])


def answer_file(random: Random) -> str:
    """An answer file in which everything may be missing, and every text may be odd."""

    def text() -> str:
        return '"' + random.choice(TEXTS).replace("\n", "\\n") + 'x"'

    lines = ["format: verbetertool/1", f"rubric: {RUBRIC.id}", f"project: {{name: {text()}, organisation: {text()}}}"]
    lines += ["answers:"]
    for element in RUBRIC.elements:
        kind = random.randrange(7)
        if kind < 5:
            evidence = ", ".join(text() for _ in range(random.randrange(3)))
            note = f", note: {text()}" if random.random() < 0.5 else ""
            lines.append(f"  {element.id}: {{level: {kind}, evidence: [{evidence}]{note}}}")
        elif kind == 5:
            lines.append(f"  {element.id}: {{not_applicable: {text()}, note: {text()}}}")
    lines += [
        "anti_patterns:",
        *(f"  {each.id}: {random.choice(['never', 'usually'])}" for each in RUBRIC.anti_patterns),
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(12))
def test_pieces_say_what_the_templates_say_of_any_answers(seed: int, tmp_path: Path) -> None:
    """Random answers with and without notes, evidence and reasons, one after the other over the same kept pieces."""
    path = tmp_path / "project.yaml"
    path.write_text(answer_file(Random(seed)), encoding="utf-8")  # noqa: S311 - not secret
    check_same(assess(RUBRIC, load_answers(path, RUBRIC)))


@pytest.mark.parametrize("name", STATES)
def test_results_are_what_their_schema_checks(name: str) -> None:
    """A result that was made unchecked is read back, checked, as the same result, and written as the same text."""
    document = to_json(STATES[name])
    assert from_json(document) == STATES[name]
    assert to_json(from_json(document)) == document


ODD = st.text(alphabet=st.sampled_from("ab wW.:/#-+=1)(*_<&|é«\u00a0\t\n\u200b\0"))
ODD_PARTS = st.lists(st.sampled_from(["https:", "www.", "1.", "- ", "\n", "\u200d", "a", " ", "*"])).map("".join)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(ODD | ODD_PARTS))
def test_texts_are_escaped_together_as_they_are_alone(texts: list[str]) -> None:
    """What stands before or after a text makes no difference to how it is escaped."""
    assert markdown_all(texts) == [markdown(text) for text in texts]
    assert html_pieces(current_language()).escape_all(texts) == [str(escape(clean(text))) for text in texts]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from("ab wW.:/#-+=1)(*_<&|é«\u00a0\t\n\u200b")))
def test_plain_text_is_escaped_by_nothing(text: str) -> None:
    """A text that needs no escape comes out as it would in one that does."""
    assert markdown(text) == markdown(f"{text} *")[: -len(" \\*")].rstrip() or not clean(text).strip()
