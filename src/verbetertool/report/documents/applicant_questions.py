"""The questions that a portfolio raises, each with the projects that it is for, the strongest first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from verbetertool.language import _, ngettext
from verbetertool.model.portfolio import Question, Signal, SignalKind
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Block, Fold, Heading, Items, Line, Own, Paragraph
from verbetertool.report.documents.portfolio_page import short_name
from verbetertool.report.documents.signals import details_of, question_of, strength_words
from verbetertool.report.text import one_line

MOST_ASKED = 10
"""Projects under a question; the others are folded."""


def question_blocks(questions: Sequence[Question], rubric: Rubric, titles: Mapping[str, str]) -> Iterator[Block]:
    """Each question with its projects, the strongest first; those of one kind together."""
    if questions:
        yield Paragraph(
            _(
                "Dit zijn vragen, geen verwijten. Ze veranderen de score niet. Vaak is er een goede reden. Wat het "
                "eerst een antwoord vraagt, staat bovenaan. Per project staan de vragen ook in portfolio.csv."
            )
        )
    order = {kind: number for number, kind in enumerate(get_args(SignalKind))}
    place = {contradiction.id: number for number, contradiction in enumerate(rubric.contradictions)}
    for asked in sorted(questions, key=lambda each: (order[each.kind], place.get(each.id, 0))):
        question = question_of(asked.first[0][2], rubric)
        yield Heading(_("{question} ({number})").format(question=question, number=asked.number))
        items = tuple(_item(name, key, signal, titles) for name, key, signal in asked.first)
        yield Items(items[:MOST_ASKED])
        if more := items[MOST_ASKED:]:
            yield Fold(
                _("De andere projecten met deze vraag"), (Items(more), *_unnamed(asked)), asked.number - MOST_ASKED
            )


def _unnamed(asked: Question) -> Iterator[Block]:
    """How many projects with a question are not named with it."""
    if (more := asked.number - len(asked.first)) > 0:
        text = ngettext(
            "Er is nog {number} project met deze vraag. Het staat in portfolio.csv.",
            "Er zijn nog {number} projecten met deze vraag. Ze staan in portfolio.csv.",
            more,
        )
        yield Paragraph(text.format(number=more))


def _item(name: str, key: str, signal: Signal, titles: Mapping[str, str]) -> Line:
    details = details_of(signal, titles)
    shown, key = Own(short_name(name)), _(" ({key})").format(key=one_line(key))
    return (shown, Own(key), f": {details}; {strength_words(signal)}" if details else f": {strength_words(signal)}")
