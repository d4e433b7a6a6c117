"""A page to send back to an applicant: what is wrong in the file, and how to fix it."""

from collections.abc import Sequence

from verbetertool.errors import Place, Problem
from verbetertool.language import _, current_language
from verbetertool.report.document import Cell, Column, Document, Own, Paragraph, Section, Strong, Table
from verbetertool.report.documents.words import skip_link
from verbetertool.report.problems import cell_words, problem_and_remedy
from verbetertool.report.text import one_line


def returned_document(file: str, problems: Sequence[Problem]) -> Document:
    """The page about one file, with all of its problems."""
    columns = (Column(_("Regel")), Column(_("Wat is er mis")), Column(_("Wat kunt u doen")))
    table = Table("problems", _("Wat er mis is"), columns, tuple(map(_row, problems)), titled=True)
    intro = _(
        "Uw antwoorden zijn nog niet beoordeeld. Hieronder staat wat er mis is, en wat u kunt doen. Stuur het bestand "
        "daarna opnieuw."
    )
    check = _("Wilt u eerst zelf controleren of alles klopt? Dat kan met deze opdracht, en dan de naam van uw bestand:")
    return Document(
        label=_("Dit bestand is niet te lezen"),
        title=Own(one_line(file)),
        intro=(Paragraph(intro),),
        sections=(
            Section("fout", _("Wat er mis is"), (table, Paragraph((f"{check} ", Strong("verbetertool check"))))),
        ),
        language=current_language(),
        skip_link=skip_link(),
    )


def _row(problem: Problem) -> tuple[Cell, ...]:
    what, remedy = problem_and_remedy(problem)
    return _place(problem.place), what, remedy


def _place(place: Place) -> str:
    if place.sheet:
        return cell_words(place)
    return _("regel {number}").format(number=place.line) if place.line else _("hele bestand")
