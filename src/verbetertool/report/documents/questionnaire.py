"""The questionnaire on paper: to talk through and write on, before somebody fills in a form. It is not read back."""

from collections.abc import Iterator

from verbetertool.language import _, current_language
from verbetertool.model.rubric import AntiPattern, Element, Rubric
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
from verbetertool.report.forms.questions import Field, Questions

_ROOM = 3
"""Lines to write a note or evidence on."""


def questionnaire_document(questions: Questions) -> Document:
    """The questions that are asked, each with boxes to tick and room to write."""
    rubric = questions.rubric
    sections = [Section("deel-0", _("Uw project"), tuple(_project(questions.fields)))]
    number = 0
    for part in questions.parts:
        cards = tuple(_of_element(rubric, element, at) for at, element in enumerate(part.elements, number + 1))
        number += len(cards)
        sections.append(Section(f"deel-{len(sections)}", part.context.title, cards))
    if questions.anti_patterns:
        cards = tuple(_of_anti_pattern(each, at) for at, each in enumerate(questions.anti_patterns, number + 1))
        sections.append(Section(f"deel-{len(sections)}", _("Uw manier van werken"), cards))
    return Document(
        label=_("Vragenlijst"),
        title=rubric.rubric.title,
        intro=tuple(_intro(questions)),
        sections=tuple(sections),
        language=current_language(),
        skip_link=skip_link(),
        origin=Section("herkomst", _("Herkomst"), (Paragraph(_origin(rubric)),)),
        on_paper=True,
    )


def _intro(questions: Questions) -> Iterator[Block]:
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


def _project(fields: tuple[Field, ...]) -> Iterator[Block]:
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
    can_be_away = element.not_applicable.allowed and not element.essential
    texts: list[Line] = [(Strong(str(level)), " ", rubric.level_texts(element)[level]) for level in LEVELS]
    texts.append(_("Weet ik niet."))
    if can_be_away:
        example = element.not_applicable.example or ""
        texts.append(_("Niet van toepassing, bijvoorbeeld: {example}").format(example=example))
    blocks: list[Block] = [Boxes(tuple(Box(text) for text in texts))]
    if element.practice and element.on_scale:
        blocks.insert(0, Paragraph(element.practice))
    if element.on_scale and rubric.scale is not None:
        of_whom = _("Geteld bij hoeveel {per}?").format(per=element.per)
        blocks.append(Blanks((of_whom, _("Van hoeveel in totaal?"))))
    room = [_("Toelichting"), _("Waar blijkt dat uit?"), *([_("Reden")] if can_be_away else [])]
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
