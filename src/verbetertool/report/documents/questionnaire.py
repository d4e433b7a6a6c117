"""The questionnaire on paper: to talk through and write on, before somebody fills in a form. It is not read back."""

from collections.abc import Iterable, Iterator
from itertools import count

from verbetertool.language import _, current_language
from verbetertool.model.anti_pattern import AntiPattern
from verbetertool.model.element import Element
from verbetertool.model.form import Field, Questions
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import LEVELS
from verbetertool.report.document import (
    Blanks,
    Block,
    Box,
    Boxes,
    Card,
    Document,
    Heading,
    Line,
    Paragraph,
    Section,
    Strong,
)
from verbetertool.report.documents.words import skip_link

_ACTIONS = 4
"""Actions of a plan that there is room for."""
_ROOM = 3
"""Lines to write a note or evidence on."""


def questionnaire_document(questions: Questions) -> Document:
    """The questions that are asked, each with boxes to tick and room to write."""
    rubric = questions.rubric
    return Document(
        label=_("Vragenlijst"),
        title=_("Een paar vragen") if questions.own_words else rubric.rubric.title,
        intro=tuple(_intro(questions)),
        sections=tuple(_in_own_words(questions) if questions.own_words else _sections(questions)),
        language=current_language(),
        skip_link=skip_link(),
        origin=Section("herkomst", _("Herkomst"), (Paragraph(_origin(rubric)),)),
        on_paper=True,
    )


def _sections(questions: Questions) -> Iterator[Section]:
    """The project, the contexts and the anti-patterns, with their questions."""
    decide = [field for field in questions.fields if not field.comes_last]
    yield Section("deel-0", _("Uw project"), tuple(_project(decide)))
    numbers = count(1)
    for at, part in enumerate(questions.parts, 1):
        cards = tuple(_of_element(questions.rubric, element, next(numbers)) for element in part.elements)
        yield Section(f"deel-{at}", part.context.title, cards)
    if questions.anti_patterns:
        cards = tuple(_of_anti_pattern(each, next(numbers)) for each in questions.anti_patterns)
        yield Section("manier-van-werken", _("Uw manier van werken"), cards)
    facts = [field for field in questions.fields if field.comes_last]
    intro = Paragraph(_("Dit komt in het rapport, en telt niet mee in de score. Alles mag open blijven."))
    yield Section("feiten", _("Feiten"), (intro, *_project(facts)))
    action = Blanks((_("Wat gaat u doen?"), _("Wie doet het?"), _("Wanneer is het klaar?")), _ROOM)
    yield Section("plan", _("Plan"), (action,) * _ACTIONS)


def _in_own_words(questions: Questions) -> Iterator[Section]:
    """The few questions of a perspective that is asked in words of its own."""
    yield Section("deel-0", _("Het project"), tuple(_project(questions.fields)))
    boxes = Boxes(tuple(map(Box, (_("Ja"), _("Soms"), _("Nee"), _("Weet ik niet")))))
    room = Blanks((_("Toelichting"),))
    elements = [element for part in questions.parts for element in part.elements]
    asked = [element.asked_of[questions.perspective or ""].question for element in elements]
    cards = tuple(Card(question, (boxes, room), number=number) for number, question in enumerate(asked, 1))
    yield Section("deel-1", _("De vragen"), cards)


def _intro(questions: Questions) -> Iterator[Block]:
    if questions.own_words:
        yield Paragraph(_("Dit zijn een paar korte vragen over het project. Het duurt ongeveer vijf minuten."))
        yield Paragraph(_("Er zijn geen foute antwoorden. Geen idee? Dat is ook een goed antwoord."))
        yield Paragraph(_("Een naam is niet nodig. Noem ook geen namen van anderen."), "notice")
        return
    if questions.scope == "quick":
        yield Paragraph(_("Dit is de snelle scan: alleen de kernvragen."))
    yield Paragraph(_("Dit is om samen door te praten en op te schrijven. Een computer leest het niet in."))
    yield Paragraph(
        _("Kruis bij elke vraag de hoogste regel aan die helemaal klopt. Weet u iets niet? Kruis dat dan aan.")
    )
    yield Paragraph(_("Noem geen namen of gegevens van jongeren."), "notice")


def _origin(rubric: Rubric) -> str:
    heading = rubric.rubric
    return _("Rubriek: {title}, versie {version}.").format(title=heading.title, version=heading.version)


def _project(fields: Iterable[Field]) -> Iterator[Block]:
    """What is asked of the project: choices with boxes, and a line for what is written."""
    lines: list[str] = []
    for field in fields:
        choices = field.choices
        if field.kind == "yes_no":
            choices = (("yes", _("Ja.")), ("no", _("Nee.")))
        if not choices:
            known = f" {field.value}" if isinstance(field.value, str) else ""
            lines.append(field.question + known)
            continue
        if lines:
            yield Blanks(tuple(lines))
            lines = []
        chosen = (field.value,) if isinstance(field.value, str) else field.value or ()
        yield Heading(field.question)
        yield Boxes(tuple(Box(text, id in chosen) for id, text in choices))
    if lines:
        yield Blanks(tuple(lines))


def _of_element(rubric: Rubric, element: Element, number: int) -> Card:
    may_not_apply = element.not_applicable.allowed and not element.essential
    texts: list[Line] = [(Strong(str(level)), " ", rubric.level_texts(element)[level]) for level in LEVELS]
    texts.append(_("Weet ik niet."))
    if may_not_apply:
        example = element.not_applicable.example or ""
        texts.append(_("Niet van toepassing, bijvoorbeeld: {example}").format(example=example))
    blocks: list[Block] = [Boxes(tuple(Box(text) for text in texts))]
    if element.practice and element.on_scale:
        blocks.insert(0, Paragraph(element.practice))
    if element.on_scale and rubric.scale is not None:
        of_whom = _("Geteld bij hoeveel {per}?").format(per=element.per)
        blocks.append(Blanks((of_whom, _("Van hoeveel in totaal?"))))
    room = [_("Toelichting"), _("Waar blijkt dat uit?"), *([_("Reden")] if may_not_apply else [])]
    blocks.append(Blanks(tuple(room), _ROOM))
    return Card(element.question, tuple(blocks), number=number)


def _of_anti_pattern(anti_pattern: AntiPattern, number: int) -> Card:
    words = (
        _("Nooit."),
        _("Soms: minder dan de helft van de keren."),
        _("Meestal: de helft van de keren of meer."),
        _("Weet ik niet."),
    )
    room = Blanks((_("Toelichting"), _("Waar blijkt dat uit?")), _ROOM)
    return Card(anti_pattern.question, (Boxes(tuple(map(Box, words))), room), number=number)
