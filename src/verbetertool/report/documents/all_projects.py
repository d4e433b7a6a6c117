"""The table of all projects of a portfolio, with their bands, ranges, locks and places."""

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from verbetertool.language import _
from verbetertool.model.portfolio import DOUBLES, ProjectRow, RankInterval
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Block, Cell, Column, Fold, Line, Link, Own, Paragraph, Span, Table
from verbetertool.report.documents.fairness import place_words
from verbetertool.report.documents.portfolio_page import Frame, short_name
from verbetertool.report.documents.words import RESULT_WORDS, labels_of
from verbetertool.report.text import one_line


@record
class Shown:
    """What the tables show of a project: the same on every page about it, and so made once for the pages of a round."""

    name: str
    key: str
    """What tells it apart from others in the tables, where its name may not; else empty."""
    report: str
    cells: tuple[Cell, ...]
    """Behind its name in the table of projects."""
    scores: tuple[int | None, ...]
    """For each context."""


def shown_of(row: ProjectRow, interval: RankInterval | None, *, with_profile: bool) -> Shown:
    """What the tables show of this project."""
    is_double = any(signal.kind in DOUBLES for signal in row.signals)
    key = one_line(row.key) if row.number or is_double else ""
    return Shown(short_name(row.name), key, row.report, _cells(row, interval, with_profile), row.contexts)


def project_blocks(projects: Sequence[Shown], rubric: Rubric, frame: Frame) -> Iterator[Block]:
    """The section: how to read the table, the table, and a folded one with a score for each context."""
    if not projects:
        yield Paragraph(_("Er is geen enkel project om te laten zien."))
        return
    yield Paragraph(
        _("Op alfabet. Sorteren kan in portfolio.csv en portfolio.xlsx. Beeld en sloten horen bij de bewezen score.")
    )
    yield Paragraph(
        _(
            "Een slot houdt het beeld tegen: een voorwaarde ontbreekt, een onderdeel blijft achter, of er gebeurt iets "
            "wat schaadt. «2; 3 open» betekent: twee sloten, en drie die misschien verdwijnen. Daarvan is nog iets "
            "niet beantwoord of niet aangetoond: dat is geen zwakte. Welke het zijn, staat in portfolio.csv."
        )
    )
    reports = f"{frame.up}{frame.reports}/"

    def project(shown: Shown) -> tuple[Cell, ...]:
        return (_named(Link(Own(shown.name), f"{reports}{shown.report}{frame.ending}"), shown.key), *shown.cells)

    def scores(shown: Shown) -> tuple[Cell, ...]:
        return (_named(Own(shown.name), shown.key), *("–" if score is None else score for score in shown.scores))

    caption = _("Projecten met hun bewezen scores")
    yield Table("projects", caption, tuple(map(Column, _headings(frame))), _Rows(projects, project))
    if frame.up:
        yield Paragraph(_("De scores per onderdeel staan op de portfolio van alle projecten."))
    else:
        # Apart: with a column for each context too, the table is wider than a page of text is (80 characters).
        title = _("Bewezen scores per onderdeel")
        columns = (Column(_("Project")), *(Column(context.title, numeric=True) for context in rubric.contexts))
        yield Fold(title, (Table("contexts", title, columns, _Rows(projects, scores), titled=True),))


def _named(name: Span, key: str) -> Line:
    return (name, " (", Own(key), ")") if key else name


class _Rows(Sequence[tuple[Cell, ...]]):
    """A row of a table for each project, made when it is shown: ten thousand take five megabytes."""

    def __init__(self, projects: Sequence[Shown], row: Callable[[Shown], tuple[Cell, ...]]) -> None:
        self._projects = projects
        self._row = row

    def __len__(self) -> int:
        return len(self._projects)

    @overload
    def __getitem__(self, index: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[Cell, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Cell, ...] | Sequence[tuple[Cell, ...]]:
        if isinstance(index, slice):
            return [self._row(shown) for shown in self._projects[index]]
        return self._row(self._projects[index])


def _headings(frame: Frame) -> tuple[str, ...]:
    own = (_("Eigen profiel"),) if frame.with_profile else ()
    return (
        _("Project"),
        _("Beeld"),
        _("Bewezen tot hoogstens"),
        _("Andere gewichten"),
        *own,
        _("Sloten"),
        _("Beantwoord"),
        _("Plaats"),
    )


def _cells(row: ProjectRow, interval: RankInterval | None, with_profile: bool) -> tuple[Cell, ...]:
    figures, own = row.figures, row.own_figures
    labels = [_(RESULT_WORDS[label]) for label in labels_of(row)]
    own_cell = () if not with_profile else ("" if own is None else _range(own.proven, own.at_most),)
    return (
        ", ".join([_(RESULT_WORDS[row.band]) if row.band else _("geen score"), *labels]),
        _range(figures.proven, figures.at_most),
        "–" if row.robust is None else _range(*row.robust),
        *own_cell,
        _locks(row),
        "–" if row.answered_percent is None else f"{row.answered_percent} %",
        place_words(interval),
    )


def _locks(row: ProjectRow) -> Cell:
    """How many locks hold whatever comes; apart from them those that are there for what is open or not shown."""
    if to_do := len(row.locks_to_find_out) + len(row.locks_to_show):
        return _("{number}; {open} open").format(number=len(row.locks), open=to_do)
    return len(row.locks)


def _range(low: int | None, high: int | None) -> str:
    return "–" if low is None else _("{low} tot {high}").format(low=low, high=high)
