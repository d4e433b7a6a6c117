"""A letter to an applicant: received, not complete yet, or questions about the answers.

It names no other applicant, and says nothing of a score: that stands in the report.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from verbetertool.language import N_, _, current_language, in_words, long_date, ngettext
from verbetertool.model.portfolio import Signal
from verbetertool.model.record import record
from verbetertool.model.round import Letters, RoundInfo
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Block, Column, Document, Facts, Items, Line, Own, Paragraph, Section, Table
from verbetertool.report.documents.provenance import round_facts
from verbetertool.report.documents.signals import question_of
from verbetertool.report.documents.words import skip_link, titles_of
from verbetertool.report.text import one_line

LetterKind = Literal["received", "incomplete", "questions"]

TITLES: Mapping[LetterKind, str] = {
    "received": N_("Wij ontvingen uw aanvraag"),
    "incomplete": N_("Uw aanvraag is nog niet compleet"),
    "questions": N_("Vragen over uw aanvraag"),
}
_TEXTS: Mapping[LetterKind, str] = {
    "received": N_("Wij ontvingen uw aanvraag, en konden alles lezen. U hoeft nu niets te doen."),
    "incomplete": N_(
        "Wij ontvingen uw aanvraag, maar konden het bestand niet gebruiken. Hieronder staat wat er mis is, en wat u "
        "kunt doen. Stuur het bestand daarna opnieuw."
    ),
    "questions": N_(
        "Wij lazen uw aanvraag, en hebben nog vragen. Het zijn vragen, geen verwijten: vaak is er een goede reden."
    ),
}
"""What a letter says where the funder has no text of its own."""


@record
class Remark:
    """Something that is wrong in a file, in words: its line (empty for the file as a whole), what, and what to do."""

    line: str
    what: str
    remedy: str


@record
class Addressee:
    """Whom a letter is for, and about what."""

    kind: LetterKind
    key: str
    project: str
    """The name of the project, or of the file where that could not be read."""
    organisation: str = ""
    remarks: Sequence[Remark] = ()
    signals: Sequence[Signal] = ()


def letter_document(
    to: Addressee, rubric: Rubric, info: RoundInfo | None = None, letters: Letters | None = None
) -> Document:
    """The letter, with the funder's own text where it has one."""
    return Document(
        label=None,
        title=_(TITLES[to.kind]),
        intro=(Facts(tuple(_facts(to, info))),),
        sections=(Section("bericht", _("Ons bericht"), tuple(_message(to, rubric, info, letters))),),
        language=current_language(),
        skip_link=skip_link(),
    )


def text_of_letter(kind: LetterKind, letters: Letters | None) -> str:
    """What the letter begins with: the funder's words, or ours."""
    own = getattr(letters, kind) if letters is not None else None
    return own if own and own.strip() else _(_TEXTS[kind])


def questions_for_applicant(signals: Sequence[Signal], rubric: Rubric) -> list[str]:
    """The questions in words, without a trace of other applicants."""
    titles = titles_of(rubric)
    return [f"{question_of(signal, rubric)}{_about(signal, titles)}" for signal in signals]


def _facts(to: Addressee, info: RoundInfo | None) -> Iterator[tuple[str, Line]]:
    yield _("Aan"), Own(one_line(to.organisation or to.project))
    yield _("Over"), Own(one_line(to.project))
    yield _("Kenmerk"), Own(one_line(to.key))
    yield from round_facts(info)


def _message(to: Addressee, rubric: Rubric, info: RoundInfo | None, letters: Letters | None) -> Iterator[Block]:
    for text in text_of_letter(to.kind, letters).splitlines():
        if text.strip():
            yield Paragraph(Own(one_line(text)))
    if to.remarks:
        columns = (Column(_("Regel")), Column(_("Wat is er mis")), Column(_("Wat kunt u doen")))
        rows = tuple((each.line or _("hele bestand"), each.what, each.remedy) for each in to.remarks)
        yield Table("problems", _("Wat er mis is"), columns, rows)
    if to.signals:
        yield Items(tuple(questions_for_applicant(to.signals, rubric)), ordered=True)
    if to.kind != "received":
        yield from _until(info)


def _until(info: RoundInfo | None) -> Iterator[Block]:
    if info is None:
        return
    if info.closing_date:
        yield Paragraph(_("Stuur uw antwoord uiterlijk {date}.").format(date=long_date(info.closing_date)))
    if info.contact:
        yield Paragraph((_("Hebt u een vraag? Stel hem aan: "), Own(one_line(info.contact))))


def _about(signal: Signal, titles: Mapping[str, str]) -> str:
    match signal.kind:
        case "shared_text" | "personal_data":
            named = in_words([f"«{titles.get(id, id)}»" for id in signal.ids])
            return " " + _("Het gaat om: {titles}.").format(titles=named) if named else ""
        case "all_alike" | "top_without_evidence":
            text = ngettext("Het gaat om {number} antwoord.", "Het gaat om {number} antwoorden.", signal.number)
            return " " + text.format(number=signal.number)
        case "contradiction" | "same_file" | "same_number" | "same_project":
            return ""
