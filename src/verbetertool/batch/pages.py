"""The portfolio of a round: which projects it shows in which order, and its pages, in one pass over the projects."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial

from verbetertool.batch.job import GROUPS, REPORTS, Job
from verbetertool.batch.kept import Kept, Picked, in_order
from verbetertool.model.portfolio import Portfolio, ProjectRow, SinceRound
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.report.documents.all_projects import Shown, shown_of
from verbetertool.report.documents.portfolio import GroupLink, portfolio_document
from verbetertool.report.documents.portfolio_page import Frame
from verbetertool.report.documents.rejected import Rejected
from verbetertool.report.formats import FORMATS
from verbetertool.saving import safe_name
from verbetertool.scoring.portfolio import alphabetical, in_scope
from verbetertool.scoring.ranks import Ranks
from verbetertool.scoring.tally import Tally

PORTFOLIO = "portfolio"
GROUP_KEYS = ("target_groups", "goals", "phases")
PAGES = {name: format.in_parts for name, format in FORMATS.items() if format.in_parts}
"""The formats of the portfolio, and how each is written."""
FIRST_PAGE = FORMATS[next(iter(PAGES))]
"""That of the pages of its groups, and of what goes back to an applicant."""
_KINDS = {"target_groups": "doelgroep", "goals": "doel", "phases": "fase"}
_TOGETHER = 500
"""Projects that are in memory together."""

Where = Mapping[str, Set[str]]
Write = Callable[[str, Iterable[bytes]], None]
"""Writes a file of the round, by its name and its parts."""


class _Group:
    """A part of a portfolio while its projects pass by: those of one target group, goal or phase."""

    def __init__(self, key: str, id: str, title: str, rubric: Rubric) -> None:
        self.title = title
        self.key, self.id = key, id
        self.where = {key: {id}}
        self.tally = Tally(rubric)
        self.places = array("I")
        """Of its projects in the portfolio."""
        self.is_named = False
        """Whether a project names it; one that names nothing belongs to every group."""

    @property
    def path(self) -> str:
        return f"{GROUPS}/{safe_name(f'{_KINDS[self.key]}-{self.id}')}{FIRST_PAGE.ending}"


@record
class Whole:
    """The portfolio of a round, with what its tables show of each project, and the groups that it has."""

    portfolio: Portfolio
    projects: Sequence[Shown]
    groups: Sequence[_Group]


def whole_of(rows: Sequence[ProjectRow], rubric: Rubric, where: Where, job: Job) -> Whole:
    """The portfolio of those of the rows that are asked for. Raises OSError."""
    on_disk = partial(in_order, folder=job.output)
    shown = ((*alphabetical(row), number) for number, row in enumerate(rows) if in_scope(row, where))
    ordered = Picked(rows, array("I", (number for *_place, number in on_disk(shown))))
    ranks = Ranks(ordered, on_disk)
    tally, projects = Tally(rubric), Kept[Shown](job.output)
    groups = [_Group(key, each.id, each.title, rubric) for key in GROUP_KEYS for each in getattr(rubric, key)]
    for start in range(0, len(ordered), _TOGETHER):
        some, intervals = ordered[start : start + _TOGETHER], ranks[start : start + _TOGETHER]
        tally.add(some, intervals)
        for row, interval in zip(some, intervals, strict=True):
            projects.append(shown_of(row, interval, with_profile=job.profile is not None))
        for group in groups:
            within = [place for place, row in enumerate(some) if in_scope(row, group.where)]
            group.places.extend([start + place for place in within])
            group.is_named = group.is_named or any(group.id in getattr(some[place], group.key) for place in within)
            group.tally.add([some[place] for place in within], [intervals[place] for place in within])
    return Whole(tally.portfolio(ordered, ranks), projects, [group for group in groups if group.is_named])


def write_pages(
    whole: Whole,
    rubric: Rubric,
    job: Job,
    write: Write,
    frame: Callable[[str], Frame],
    unread: Sequence[Rejected],
    since: SinceRound | None,
) -> None:
    """A page per target group, goal and phase that some project names, and the portfolio in each format.

    `frame` says what the portfolio says of itself, by the ending of its page. Raises OSError and OutputError.
    """
    links = list(_write_groups(whole, rubric, job, write))
    for name, in_parts in PAGES.items():
        ending = FORMATS[name].ending
        document = portfolio_document(
            whole.portfolio, rubric, frame(ending), unread, links, projects=whole.projects, since=since
        )
        write(f"{PORTFOLIO}{ending}", in_parts(document, job.style))


def _write_groups(whole: Whole, rubric: Rubric, job: Job, write: Write) -> Iterator[GroupLink]:
    """Ranks on the pages of groups are those in the portfolio."""
    rows, intervals = whole.portfolio.rows, whole.portfolio.rank_intervals
    in_parts = next(iter(PAGES.values()))
    for group in whole.groups:
        frame = Frame(
            part=group.title,
            submitted=len(group.places),
            unread=0,
            up="../",
            reports=REPORTS,
            ending=report_ending(job, FIRST_PAGE.ending),
            info=job.info,
            profile=job.profile,
        )
        portfolio = group.tally.portfolio(Picked(rows, group.places), Picked(intervals, group.places))
        projects = Picked(whole.projects, group.places)
        write(group.path, in_parts(portfolio_document(portfolio, rubric, frame, projects=projects), job.style))
        yield GroupLink(group.title, group.path, len(group.places))


def report_ending(job: Job, ending: str) -> str:
    """The ending of the reports that a page links to: its own kind if it is there, else the result document."""
    made = [FORMATS[name].ending for name in job.formats]
    return ending if ending in made else made[0]
