"""The portfolio page in words: what many projects have in common, without a ranking that the data can't carry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from markupsafe import Markup

from verbetertool.errors import Problem
from verbetertool.language import _, current_language, in_words, ngettext
from verbetertool.model.portfolio import Often, Portfolio, ProjectRow, RankInterval, Signal
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.report.pieces import Kind, Pieces
from verbetertool.report.problems import problem_and_remedy
from verbetertool.report.signals import details_of, question_of
from verbetertool.report.templated import (
    markdown_pieces_of,
    page_pieces,
    render_html_page,
    render_markdown_page,
)
from verbetertool.report.text import one_line
from verbetertool.report.words import BANDS, RESULT_WORDS, titles_of

MOST_GAPS = 15
MOST_REJECTED = 200
"""Files that could not be read on the page; errors.csv has them all."""
MOST_SKIPPED = 20
ROWS_AT_ONCE = 100
"""Rows of a table that are written in one go."""
DIGIT = 3.0
"""Percent of a bar that a digit needs on a telephone."""
LONGEST_NAME = 90
"""Characters of a project name on the page; the tables have it whole."""


@record
class Segment:
    """A part of a stacked bar, in percent of its width."""

    kind: str
    start: float
    width: float
    number: int

    @property
    def middle(self) -> float:
        return round(self.start + self.width / 2, 2)

    @property
    def is_wide(self) -> bool:
        """Whether its number fits in it."""
        return self.width >= DIGIT * len(str(self.number))


@record
class SpreadView:
    """A context: a stacked bar, and the same numbers for the table."""

    title: str
    words: str
    segments: tuple[Segment, ...]
    cells: tuple[int, ...]


@record
class Line:
    """Something with how often, in a sentence and in numbers."""

    title: str
    words: str
    percent: float
    number: int
    out_of: int
    not_known: int
    usually: int = 0


@record
class ProjectLine:
    """A project in the table; every cell is text."""

    name: str
    link: str
    cells: tuple[str, ...]


@record
class Question:
    """A question, and the projects to ask it of, each with what it is about there."""

    question: str
    projects: tuple[tuple[str, str], ...]


@record
class Rejected:
    """A file that could not be read: the first of its problems, how many more there are, and the page to send back."""

    first: Problem
    more: int
    page: str | None


@record
class ProblemLine:
    """What is wrong in a file."""

    file: str
    line: str
    what: str
    remedy: str
    more: str = ""
    page: str | None = None


@record
class GroupLink:
    """A page about a part of the projects."""

    title: str
    link: str
    number: int


@record
class Frame:
    """What a page says of itself: which part of the round it shows, and where the reports lie from there."""

    part: str | None
    submitted: int
    unread: int
    skipped: Sequence[str] = ()
    """Files that were left out by their name."""
    up: str = ""
    """The way from this page to the output folder: empty, or `../`."""
    reports: str = ""
    ending: str = ".html"
    with_profile: bool = False
    """Whether the funder fixed the profile of all projects."""


@record
class PortfolioView:
    """A whole portfolio page in words."""

    title: str
    part: str | None
    counts: str
    intro: tuple[str, ...]
    bands: tuple[str, ...]
    spreads: tuple[SpreadView, ...]
    gaps: tuple[Line, ...]
    gaps_more: str | None
    not_offered: tuple[Line, ...]
    unserved: tuple[str, ...]
    harms: tuple[Line, ...]
    headings: tuple[str, ...]
    number: int
    """Projects in the table."""
    fairness: tuple[str, ...]
    questions: tuple[Question, ...]
    rejected_headings: tuple[str, ...]
    problems: tuple[ProblemLine, ...]
    problems_more: str | None
    skipped: str | None
    groups: tuple[GroupLink, ...]
    up: str
    """The way to the output folder, for the page of a part; else empty."""
    labels_css: str
    """Style rules that repeat the table's headings where its cells stand below each other."""


_ROW = {ProjectLine: Kind(own=("name", "link", "cells"))}
_UP = "\x02"
"""In a row the way to the output folder. No text that is shown can hold it: `clean` takes control characters out."""


@cache
def _html_row(_language: str) -> Pieces:
    return page_pieces("portfolio_row.html.j2", _ROW, Pieces)


@cache
def _markdown_row(_language: str) -> Pieces:
    return markdown_pieces_of("portfolio_row.md.j2", _ROW, Pieces)


def html_rows(portfolio: Portfolio, frame: Frame) -> Iterator[bytes]:
    """The rows of the table, in order, for `render_portfolio_html`: the same for every page of a round."""
    fill = _html_row(current_language()).fill
    up = Markup(_UP)  # noqa: S704 - a mark of ours
    return (fill("project", line, up) for line in _project_lines(portfolio, frame))


def render_portfolio_html(view: PortfolioView, rows: Iterable[bytes]) -> Iterator[bytes]:
    """The page bit by bit, as one HTML file without network and without JavaScript."""
    before, after = render_html_page("portfolio.html.j2", "portfolio.css", view, extra_style=view.labels_css)
    yield before.encode()
    mark, up = _UP.encode(), view.up.encode()
    yield from (some.replace(mark, up) for some in _together(rows))
    yield after.encode()


def markdown_rows(portfolio: Portfolio, frame: Frame) -> Iterator[bytes]:
    """The rows of the table, in order, for `render_portfolio_markdown`."""
    fill = _markdown_row(current_language()).fill
    return (fill("project", line) for line in _project_lines(portfolio, frame))


def render_portfolio_markdown(view: PortfolioView, rows: Iterable[bytes]) -> Iterator[bytes]:
    """The page bit by bit, as Markdown."""
    before, after = render_markdown_page("portfolio.md.j2", view)
    yield before.encode()
    yield from _together(rows)
    yield after.encode()


def _together(rows: Iterable[bytes]) -> Iterator[bytes]:
    left = iter(rows)
    while some := b"".join(islice(left, ROWS_AT_ONCE)):
        yield some


def render_returned_html(file: str, problems: Sequence[Problem]) -> str:
    """A page to send back to the applicant: what is wrong in the file, and how to mend it."""
    view = one_line(file), list(_problem_lines(problems))
    return "".join(render_html_page("returned.html.j2", "portfolio.css", view))


def view_of_portfolio(
    portfolio: Portfolio,
    rubric: Rubric,
    frame: Frame,
    apart: Sequence[Rejected] = (),
    groups: Iterable[GroupLink] = (),
) -> PortfolioView:
    """The portfolio in words."""
    titles = titles_of(rubric)
    rows = portfolio.rows
    headings = _headings(rubric, frame)
    more = len(portfolio.gaps) - MOST_GAPS
    hidden = len(apart) - MOST_REJECTED
    return PortfolioView(
        title=_("Portfolio"),
        part=frame.part,
        counts=_counts(frame, len(rows), sum(row.figures.proven is None for row in rows)),
        intro=tuple(_intro(frame)),
        bands=tuple(_(band) for band in BANDS.values()),
        spreads=tuple(_spreads(portfolio, titles)),
        gaps=tuple(_line(gap, titles) for gap in portfolio.gaps[:MOST_GAPS]),
        gaps_more=None
        if more <= 0
        else ngettext(
            "Daarna is er nog {number} verschil, dat minder vaak voorkomt.",
            "Daarna zijn er nog {number} verschillen, die minder vaak voorkomen.",
            more,
        ).format(number=more),
        not_offered=tuple(_line(often, titles) for often in portfolio.not_offered),
        unserved=tuple(g.title for g in rubric.target_groups if g.id in portfolio.groups_unserved),
        harms=tuple(_line(harm, titles) for harm in portfolio.anti_patterns),
        headings=headings,
        number=len(rows),
        fairness=tuple(_fairness(portfolio, frame)),
        questions=tuple(_questions(rows, rubric, titles)),
        problems=tuple(_rejected_line(each) for each in apart[:MOST_REJECTED]),
        problems_more=None
        if hidden <= 0
        else ngettext(
            "Er is nog {number} bestand. Het staat in errors.csv.",
            "Er zijn nog {number} bestanden. Ze staan in errors.csv.",
            hidden,
        ).format(number=hidden),
        skipped=_skipped(frame.skipped),
        rejected_headings=_rejected_headings(),
        groups=tuple(groups),
        up=frame.up,
        labels_css=_labels_css("projects", headings, "79rem")
        + _labels_css("counts", (_("Onderdeel"), *map(_, BANDS.values()), _("telt niet mee")), "40rem")
        + _labels_css("apart", _rejected_headings(), "40rem"),
    )


def _counts(frame: Frame, scored: int, without: int) -> str:
    if frame.part:
        return ngettext("Hier staat {number} project.", "Hier staan {number} projecten.", scored).format(number=scored)
    text = _("Ingediend: {submitted}. Beoordeeld: {scored}, waarvan {without} zonder score. Apart gezet: {unread}.")
    scored = frame.submitted - frame.unread
    return text.format(submitted=frame.submitted, scored=scored, without=without, unread=frame.unread)


def _intro(frame: Frame) -> Iterator[str]:
    yield _(
        "Dit zijn zelfbeoordelingen, geen keuringen. De score zegt hoe dicht een project bij het streefbeeld is. Zij "
        "voorspelt niet hoeveel jongeren slagen."
    )
    yield _(
        "Op deze pagina staat de bewezen score. Een niveau zonder onderbouwing telt dan voor hoogstens 2, en een open "
        "vraag telt als 0. Een lage score kan dus ook betekenen dat er nog weinig bekend is."
    )
    if frame.part:
        yield _("Een project dat hierover niets invulde, staat er ook bij: het kan voor iedereen zijn.")
    if frame.with_profile:
        yield _(
            "U stelde zelf doelgroepen, leeftijd, doelen en fasen vast. Die gelden voor elk project. Daarnaast "
            "staat de score met het eigen profiel van de aanvrager."
        )


def _spreads(portfolio: Portfolio, titles: Mapping[str, str]) -> Iterator[SpreadView]:
    for spread in portfolio.spreads:
        total = sum(spread.counts)
        segments = []
        start = 0.0
        for number, count in enumerate(spread.counts, 1):
            if count:
                width = round(100 * count / total, 2)
                segments.append(Segment(f"band-{number}", round(start, 2), width, count))
                start += 100 * count / total
        parts = [f"{_(band)}: {count}" for band, count in zip(BANDS.values(), spread.counts, strict=True)]
        words = "; ".join([*parts, _("telt niet mee: {number}").format(number=spread.without)]) + "."
        cells = (*spread.counts, spread.without)
        yield SpreadView(titles[spread.context], words, tuple(segments), cells)


def _line(often: Often, titles: Mapping[str, str]) -> Line:
    words = _("in {number} van {total} projecten").format(number=often.number, total=often.out_of)
    percent = round(100 * often.number / often.out_of, 2) if often.out_of else 0.0
    return Line(titles[often.id], words, percent, often.number, often.out_of, often.not_known, often.usually)


def _headings(rubric: Rubric, frame: Frame) -> tuple[str, ...]:
    own = (_("Eigen profiel"),) if frame.with_profile else ()
    contexts = (context.title for context in rubric.contexts)
    return (
        _("Project"),
        _("Beeld"),
        _("Bewezen tot hoogstens"),
        _("Andere gewichten"),
        *own,
        *contexts,
        _("Sloten"),
        _("Beantwoord"),
        _("Plaats"),
    )


def _project_lines(portfolio: Portfolio, frame: Frame) -> Iterator[ProjectLine]:
    for row, rank_interval in zip(portfolio.rows, portfolio.rank_intervals, strict=True):
        yield _project(row, rank_interval, frame)


def _project(row: ProjectRow, rank_interval: RankInterval | None, frame: Frame) -> ProjectLine:
    figures, own = row.figures, row.own_figures
    labels = [_(RESULT_WORDS[label]) for label in row.labels if label != row.band]
    no_score = figures.proven is None
    own_cell = () if not frame.with_profile else ("" if own is None else _range(own.proven, own.at_most),)
    cells = (
        ", ".join([_(RESULT_WORDS[row.band]) if row.band else _("geen score"), *labels]),
        "–" if no_score else _range(figures.proven, figures.at_most),
        "–" if row.robust is None else _range(*row.robust),
        *own_cell,
        *("–" if score is None else str(score) for score in row.contexts),
        str(len(row.locks)),
        "–" if row.answered_percent is None else f"{row.answered_percent} %",
        _place(rank_interval),
    )
    return ProjectLine(_short(row.name), f"{frame.reports}/{row.report}{frame.ending}", cells)


def _range(low: int | None, high: int | None) -> str:
    return "–" if low is None else _("{low} tot {high}").format(low=low, high=high)


def _place(rank_interval: RankInterval | None) -> str:
    if rank_interval is None:
        return "–"
    if rank_interval.size == 1:
        return _("groep {family}: alleen").format(family=rank_interval.family)
    return _("groep {family}: {place}").format(family=rank_interval.family, place=_interval(rank_interval))


def _interval(rank_interval: RankInterval) -> str:
    text = _("{best} tot {worst} van {size}") if rank_interval.best < rank_interval.worst else _("{best} van {size}")
    return text.format(best=rank_interval.best, worst=rank_interval.worst, size=rank_interval.size)


def _short(name: str) -> str:
    name = one_line(name)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _fairness(portfolio: Portfolio, frame: Frame) -> Iterator[str]:
    yield _(
        "Hier staat geen ranglijst met 1, 2 en 3. Een verschil van een paar punten zegt niets. Met andere gewichten, "
        "of met een paar antwoorden meer, ligt de volgorde anders. Daarom staat bij elk project tussen welke plaatsen "
        "het ligt."
    )
    yield _(
        "Hoe dat gaat: we rekenen elk project uit met 500 andere gewichten. Bij «Andere gewichten» staat het bereik: "
        "van bewezen tot hoogstens. De 25 laagste en 25 hoogste uitkomsten tellen daarbij niet mee. Een project ligt "
        "alleen zeker voor op een ander bij een groot verschil. Zijn bereik begint dan minstens 5 punten hoger dan dat "
        "van het andere eindigt. Anders zijn de twee niet uit elkaar te houden."
    )
    if (example := _example(portfolio)) is not None:
        yield example
    yield _(
        "Een plaats geldt alleen binnen een groep: projecten met dezelfde doelen en dezelfde vragen. Tussen groepen is "
        "niet te vergelijken."
    )
    if not frame.with_profile:
        yield _("Wilt u alle projecten met elkaar vergelijken? Stel dan zelf een profiel vast, met --profile.")
    yield _(
        "Zijn projecten niet uit elkaar te houden? Lees dan hun rapporten, vraag om onderbouwing, of bezoek ze. Kies "
        "op wat in uw regio ontbreekt. Een verschil in score is dan geen reden."
    )
    if frame.up:
        yield _("De groepen en plaatsen op deze pagina zijn die van de portfolio van alle projecten.")
    rank_intervals = [rank_interval for rank_interval in portfolio.rank_intervals if rank_interval]
    if rank_intervals:
        families = len({rank_interval.family for rank_interval in rank_intervals})
        alone = sum(rank_interval.size == 1 for rank_interval in rank_intervals)
        same = sum(
            rank_interval.size > 1 and rank_interval.worst - rank_interval.best + 1 == rank_interval.size
            for rank_interval in rank_intervals
        )
        groups = ngettext("Er is {number} groep.", "Er zijn {number} groepen.", families)
        single = ngettext(
            "{number} project staat alleen in zijn groep.", "{number} projecten staan alleen in hun groep.", alone
        )
        unknown = ngettext(
            "{number} project is van geen enkel ander project in zijn groep te onderscheiden.",
            "{number} projecten zijn van geen enkel ander project in hun groep te onderscheiden.",
            same,
        )
        yield " ".join(
            text.format(number=number)
            for text, number in ((groups, families), (single, alone), (unknown, same))
            if number
        )


def _example(portfolio: Portfolio) -> str | None:
    """The place of one project of this page in words: the first that is told apart from some, but not from all."""
    for row, rank_interval in zip(portfolio.rows, portfolio.rank_intervals, strict=True):
        if rank_interval is not None and 0 < rank_interval.worst - rank_interval.best < rank_interval.size - 1:
            text = _(
                "Een voorbeeld. Bij «{name}» staat: {place}. Aantal dat zeker vóór dit project ligt: {ahead}. Aantal "
                "dat er zeker achter ligt: {behind}. Aantal dat er niet van te onderscheiden is: {same}."
            )
            return text.format(
                name=_short(row.name),
                place=_interval(rank_interval),
                ahead=rank_interval.best - 1,
                behind=rank_interval.size - rank_interval.worst,
                same=rank_interval.worst - rank_interval.best,
            )
    return None


def _questions(rows: Iterable[ProjectRow], rubric: Rubric, titles: Mapping[str, str]) -> Iterator[Question]:
    """Each question with its projects; those of one kind together, contradictions in the order of the rubric."""
    order = {c.id: number for number, c in enumerate(rubric.contradictions)}
    asked: dict[tuple[str, int], list[tuple[ProjectRow, Signal]]] = {}
    for row in rows:
        for signal in row.signals:
            number = order[signal.ids[0]] if signal.kind == "contradiction" else 0
            asked.setdefault((signal.kind, number), []).append((row, signal))
    for _key, pairs in sorted(asked.items()):
        projects = tuple((_short(row.name), details_of(signal, titles)) for row, signal in pairs)
        yield Question(question_of(pairs[0][1], rubric), projects)


def _problem_lines(problems: Iterable[Problem]) -> Iterator[ProblemLine]:
    for problem in problems:
        what, remedy = problem_and_remedy(problem)
        place = problem.place
        yield ProblemLine(one_line(place.file), str(place.line) if place.line else "", what, remedy)


def _rejected_line(apart: Rejected) -> ProblemLine:
    line = next(_problem_lines([apart.first]))
    more = ""
    if apart.more:
        more = ngettext("En nog {number} fout.", "En nog {number} fouten.", apart.more).format(number=apart.more)
    return replace(line, more=more, page=apart.page)


def _rejected_headings() -> tuple[str, ...]:
    return _("Bestand"), _("Regel"), _("Wat is er mis"), _("Wat kunt u doen")


def _skipped(names: Sequence[str]) -> str | None:
    if not names:
        return None
    text = ngettext(
        "Overgeslagen is {number} bestand, want de naam eindigt niet op .yaml of .yml: {names}.",
        "Overgeslagen zijn {number} bestanden, want de naam eindigt niet op .yaml of .yml: {names}.",
        len(names),
    )
    shown = [one_line(name) for name in names[:MOST_SKIPPED]]
    if len(names) > MOST_SKIPPED:
        shown.append(_("andere"))
    return text.format(number=len(names), names=in_words(shown))


def _labels_css(table: str, headings: Sequence[str], width: str) -> str:
    """Headings as `content`, in which every character but letters and digits is written as its number."""
    rules = []
    for number, heading in enumerate(headings[1:], 2):
        text = "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):06x}" for c in one_line(heading))
        rules.append(f'.{table} td:nth-child({number})::before{{content:"{text}\\00003a\\000020"}}')
    return f"@media (max-width:{width}){{" + "".join(rules) + "}"
