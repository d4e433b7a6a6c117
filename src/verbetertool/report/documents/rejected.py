"""The files of a round that could not be read, each with what is wrong and the page to send back."""

from collections.abc import Iterator, Sequence

from verbetertool.errors import Problem
from verbetertool.language import _, ngettext
from verbetertool.model.record import record
from verbetertool.report.document import Block, Cell, Column, Link, Own, Paragraph, Span, Table
from verbetertool.report.documents.returned import remedy_for_applicant
from verbetertool.report.sentences import cell_words
from verbetertool.report.text import one_line

MOST_REJECTED = 200
"""Files that could not be read on the page; errors.csv has them all."""


@record
class Rejected:
    """A file that could not be read: the first of its problems, how many more there are, and the page to send back."""

    first: Problem
    more: int
    page: str | None


def rejected_blocks(rejected: Sequence[Rejected], number: int) -> Iterator[Block]:
    """The section: a table of the first of so many files, and how many of them the page does not show."""
    yield Paragraph(
        _(
            "Deze bestanden tellen niet mee. Achter de naam staat een pagina die u naar de aanvrager kunt sturen. "
            "Alle fouten staan in errors.csv."
        )
    )
    columns = (_("Bestand"), _("Regel"), _("Wat is er mis"), _("Wat kunt u doen"))
    rows = tuple(_rejected_row(each) for each in rejected[:MOST_REJECTED])
    yield Table("rejected", _("Bestanden die niet meetellen, met de reden"), tuple(map(Column, columns)), rows)
    if (hidden := number - MOST_REJECTED) > 0:
        text = ngettext(
            "Er is nog {number} bestand. Het staat in errors.csv.",
            "Er zijn nog {number} bestanden. Ze staan in errors.csv.",
            hidden,
        )
        yield Paragraph(text.format(number=hidden))


def _rejected_row(rejected: Rejected) -> tuple[Cell, ...]:
    problem = rejected.first
    what, remedy = remedy_for_applicant(problem)
    if rejected.more:
        text = ngettext("En nog {number} fout.", "En nog {number} fouten.", rejected.more)
        what += " " + text.format(number=rejected.more)
    file = Own(one_line(problem.place.file))
    name: Span = Link(file, rejected.page) if rejected.page else file
    place = problem.place
    return name, cell_words(place) if place.sheet else place.line or "", what, remedy
