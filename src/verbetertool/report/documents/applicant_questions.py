"""The questions that a portfolio raises, each with the projects that it is for, the strongest first."""

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from verbetertool.language import _, ngettext
from verbetertool.model.portfolio import ProjectRow, Signal, SignalKind
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Block, Fold, Heading, Items, Line, Own, Paragraph
from verbetertool.report.documents.portfolio_page import short_name
from verbetertool.report.documents.signals import details_of, question_of, strength_words
from verbetertool.report.text import one_line

MOST_ASKED = 10
"""Projects under a question; the others are folded."""
MOST_NAMED = 200
"""Projects that are named with one question; the tables have them all."""


def question_blocks(rows: Iterable[ProjectRow], rubric: Rubric, titles: Mapping[str, str]) -> Iterator[Block]:
    """Each question with its projects, the strongest first; those of one kind together."""
    asked: dict[tuple[str, str], list[tuple[ProjectRow, Signal]]] = {}
    for row in rows:
        for signal in row.signals:
            id = signal.ids[0] if signal.kind == "contradiction" else ""
            asked.setdefault((signal.kind, id), []).append((row, signal))
    if asked:
        yield Paragraph(
            _(
                "Dit zijn vragen, geen verwijten. Ze veranderen de score niet. Vaak is er een goede reden. Wat het "
                "eerst een antwoord vraagt, staat bovenaan. Per project staan de vragen ook in portfolio.csv."
            )
        )
    order = {kind: number for number, kind in enumerate(get_args(SignalKind))}
    place = {contradiction.id: number for number, contradiction in enumerate(rubric.contradictions)}
    for kind, id in sorted(asked, key=lambda key: (order[key[0]], place.get(key[1], 0))):
        pairs = sorted(asked[kind, id], key=lambda pair: (-pair[1].strength, -pair[1].number))
        question = question_of(pairs[0][1], rubric)
        yield Heading(_("{question} ({number})").format(question=question, number=len(pairs)))
        items = tuple(_item(row, signal, titles) for row, signal in pairs[:MOST_NAMED])
        yield Items(items[:MOST_ASKED])
        if more := items[MOST_ASKED:]:
            yield Fold(
                _("De andere projecten met deze vraag"), (Items(more), *_unnamed(len(pairs))), len(pairs) - MOST_ASKED
            )


def _unnamed(number: int) -> Iterator[Block]:
    """How many projects with a question are not named with it."""
    if (more := number - MOST_NAMED) > 0:
        text = ngettext(
            "Er is nog {number} project met deze vraag. Het staat in portfolio.csv.",
            "Er zijn nog {number} projecten met deze vraag. Ze staan in portfolio.csv.",
            more,
        )
        yield Paragraph(text.format(number=more))


def _item(row: ProjectRow, signal: Signal, titles: Mapping[str, str]) -> Line:
    name, details = Own(short_name(row.name)), details_of(signal, titles)
    key = _(" ({key})").format(key=one_line(row.key))
    return (name, Own(key), f": {details}; {strength_words(signal)}" if details else f": {strength_words(signal)}")
