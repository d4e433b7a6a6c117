"""A page to send back to an applicant: what is wrong in the file, where, and what to do without our program."""

from collections.abc import Iterator, Sequence

from verbetertool.errors import Place, Problem
from verbetertool.language import N_, _, current_language, long_date
from verbetertool.model.round import RoundInfo
from verbetertool.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Lines,
    Own,
    Paragraph,
    Section,
    Strong,
    Table,
)
from verbetertool.report.documents.provenance import round_facts
from verbetertool.report.documents.words import skip_link
from verbetertool.report.sentences import cell_words, problem_and_remedy
from verbetertool.report.text import one_line

_NEW_FILE = N_(
    "Vul het antwoordbestand in dat u van de financier kreeg, en stuur dat. Is dit een bijlage? Dan hoeft u niets te "
    "doen."
)
_REMEDIES = {
    "other_kind": _NEW_FILE,
    "not_our_workbook": _NEW_FILE,
    "not_yaml_name": N_(
        "Is het uw antwoordbestand? Geef het een naam die op .yaml eindigt, en stuur het opnieuw. Is dit een bijlage? "
        "Dan hoeft u niets te doen."
    ),
    "linked_folder": N_("Stuur de bestanden zelf."),
    "empty": N_("Stuur het bestand waarin uw antwoorden staan."),
    "too_large": N_("Kort uw toelichtingen in, en stuur bijlagen apart."),
    "not_found": N_("Stuur het bestand opnieuw."),
    "no_permission": N_("Stuur het bestand opnieuw."),
    "bad_value": N_("Kijk in het lege antwoordbestand dat u kreeg hoe het hoort."),
}
"""By the codes of problems: what an applicant can do who has a file and an editor, and not our program."""


def remedy_for_applicant(problem: Problem) -> tuple[str, str]:
    """What is wrong in a file, and what its sender can do about it without our program."""
    what, remedy = problem_and_remedy(problem)
    own = _REMEDIES.get(problem.code)
    return what, _(own) if own else remedy


def returned_document(file: str, problems: Sequence[Problem], info: RoundInfo | None = None) -> Document:
    """The page about one file, with all of its problems; in a round with whom to ask and until when."""
    columns = (Column(_("Regel")), Column(_("Wat er staat")), Column(_("Wat is er mis")), Column(_("Wat kunt u doen")))
    table = Table("problems", _("Wat er mis is"), columns, tuple(map(_row, problems)), titled=True)
    return Document(
        label=_("Dit bestand is niet te lezen"),
        title=Own(one_line(file)),
        intro=tuple(_intro(info)),
        sections=(
            Section("fout", _("Wat er mis is"), (table,)),
            Section("verder", _("Zo gaat u verder"), tuple(_further(info))),
        ),
        language=current_language(),
        skip_link=skip_link(),
    )


def _intro(info: RoundInfo | None) -> Iterator[Block]:
    if info is not None:
        yield Facts(tuple(round_facts(info)))
    yield Paragraph(
        _(
            "Uw antwoorden zijn nog niet beoordeeld. Hieronder staat wat er mis is, en wat u kunt doen. Stuur het "
            "bestand daarna opnieuw."
        )
    )


def _further(info: RoundInfo | None) -> Iterator[Block]:
    yield Paragraph(
        _(
            "Open uw bestand in een gewoon tekstprogramma, zoals Kladblok of Teksteditor. Ga naar de regel die in de "
            "tabel staat. Verander alleen wat daar staat, en bewaar het bestand met dezelfde naam."
        )
    )
    if info is not None and info.closing_date:
        text = _("Stuur het uiterlijk {date} opnieuw.")
        yield Paragraph(text.format(date=long_date(info.closing_date)))
    if info is not None and info.contact:
        yield Paragraph((_("Komt u er niet uit? Vraag het aan: "), Own(one_line(info.contact))))
    check = _("Hebt u het programma zelf? Dan controleert u het bestand met deze opdracht, en dan de naam ervan:")
    yield Paragraph((f"{check} ", Strong("verbetertool check")))


def _row(problem: Problem) -> tuple[Cell, ...]:
    what, remedy = remedy_for_applicant(problem)
    written: Cell = Lines((Own(one_line(problem.place.excerpt)),)) if problem.place.excerpt.strip() else ""
    return _place(problem.place), written, what, remedy


def _place(place: Place) -> str:
    if place.sheet:
        return cell_words(place)
    return _("regel {number}").format(number=place.line) if place.line else _("hele bestand")
