"""The portfolio page in words: what many projects have in common, without a ranking that the data can't carry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from verbetertool.errors import Problem
from verbetertool.language import N_, _, in_words, ngettext
from verbetertool.model.portfolio import Often, Portfolio, ProjectRow, Signal, Standing
from verbetertool.model.rubric import Rubric
from verbetertool.report.problems import problem_and_remedy
from verbetertool.report.tables import titles_of
from verbetertool.report.templated import render_html_page, render_markdown_page
from verbetertool.report.text import one_line

MOST_GAPS = 15
MOST_PROBLEMS = 200
"""Problems on the page; errors.csv has them all."""
BANDS = (N_("Aan het begin"), N_("In opbouw"), N_("Goed op weg"), N_("Volgens het streefbeeld"))


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a stacked bar, in percent of its width."""

    kind: str
    start: float
    width: float
    number: int


@dataclass(frozen=True, slots=True)
class SpreadView:
    """A context: a stacked bar, and the same numbers for the table."""

    title: str
    words: str
    segments: tuple[Segment, ...]
    cells: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Something with how often, in a sentence and in numbers."""

    title: str
    words: str
    percent: float
    number: int
    out_of: int
    not_known: int
    usually: int = 0


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in the table; every cell is text."""

    name: str
    link: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """The questions to one applicant."""

    name: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """What is wrong in a file."""

    file: str
    line: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class GroupLink:
    """A page about a part of the projects."""

    title: str
    link: str
    number: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page says of itself: which part of the round it shows, and where the reports lie from there."""

    part: str | None
    submitted: int
    unread: int
    up: str = ""
    """The way from this page to the output folder: empty, or `../`."""
    reports: str = ""
    ending: str = ".html"
    with_profile: bool = False


@dataclass(frozen=True, slots=True)
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
    projects: tuple[ProjectLine, ...]
    fairness: tuple[str, ...]
    questions: tuple[Question, ...]
    problems: tuple[ProblemLine, ...]
    problems_more: str | None
    groups: tuple[GroupLink, ...]
    labels_css: str
    """Style rules that repeat the table's headings where its cells stand below each other."""


def render_portfolio_html(view: PortfolioView) -> str:
    """The page as one HTML file, without network and without JavaScript."""
    return render_html_page("portfolio.html.j2", "portfolio.css", view, extra_style=view.labels_css)


def render_portfolio_markdown(view: PortfolioView) -> str:
    """The page as Markdown."""
    return render_markdown_page("portfolio.md.j2", view)


def render_returned_html(file: str, problems: Sequence[Problem]) -> str:
    """A page to send back to the applicant: what is wrong in the file, and how to mend it."""
    return render_html_page("returned.html.j2", "portfolio.css", (one_line(file), list(_problem_lines(problems))))


def view_of_portfolio(
    portfolio: Portfolio,
    rubric: Rubric,
    frame: Frame,
    problems: Sequence[Problem] = (),
    groups: Iterable[GroupLink] = (),
) -> PortfolioView:
    """The portfolio in words."""
    titles = titles_of(rubric)
    rows = portfolio.rows
    headings = _headings(rubric, frame)
    more = len(portfolio.gaps) - MOST_GAPS
    hidden = len(problems) - MOST_PROBLEMS
    return PortfolioView(
        title=_("Portfolio"),
        part=frame.part,
        counts=_counts(frame, len(rows), sum(row.figures.proven is None for row in rows)),
        intro=tuple(_intro(frame)),
        bands=tuple(_(band) for band in BANDS),
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
        harms=tuple(_line(harm, titles) for harm in portfolio.harms),
        headings=headings,
        projects=tuple(
            _project(row, standing, rubric, frame, titles)
            for row, standing in zip(rows, portfolio.standings, strict=True)
        ),
        fairness=tuple(_fairness(portfolio)),
        questions=tuple(
            Question(row.name, tuple(signal_question(signal, rubric, titles) for signal in row.signals))
            for row in rows
            if row.signals
        ),
        problems=tuple(_problem_lines(problems[:MOST_PROBLEMS])),
        problems_more=None
        if hidden <= 0
        else _("Er zijn nog {number} opmerkingen. Ze staan in errors.csv.").format(number=hidden),
        groups=tuple(groups),
        labels_css=_labels_css(headings),
    )


def signal_question(signal: Signal, rubric: Rubric, titles: Mapping[str, str]) -> str:
    """A signal as a question to the applicant."""
    match signal.kind:
        case "contradiction":
            return next(c.question for c in rubric.contradictions if c.id == signal.id)
        case "shared_text":
            text = ngettext(
                "Bij «{title}» staat dezelfde tekst als in {number} andere aanvraag ({files}). Werken deze projecten "
                "samen?",
                "Bij «{title}» staat dezelfde tekst als in {number} andere aanvragen (zoals {files}). Werken deze "
                "projecten samen?",
                signal.number,
            )
            files = in_words([one_line(file) for file in signal.others])
            return text.format(title=titles.get(signal.id, signal.id), number=signal.number, files=files)
        case "all_alike":
            text = _("Alle {number} antwoorden staan op niveau {level}. Is er verschil tussen de onderdelen?")
            return text.format(number=signal.number, level=signal.level)
        case "top_without_evidence":
            text = _("Bij {number} antwoorden op niveau 3 of 4 staat geen onderbouwing. Waar is dit te zien?")
            return text.format(number=signal.number)
        case "plan_as_practice":
            text = _(
                "Het project is een plan, en toch staan {number} antwoorden op niveau 3 of 4. Gebeurt dit al, of is "
                "het "
                "een voornemen?"
            )
            return text.format(number=signal.number)


def _counts(frame: Frame, scored: int, without: int) -> str:
    if frame.part:
        return ngettext("Hier staat {number} project.", "Hier staan {number} projecten.", scored).format(number=scored)
    text = _("Ingediend: {submitted}. Beoordeeld: {scored}, waarvan {without} zonder score. Niet te lezen: {unread}.")
    return text.format(submitted=frame.submitted, scored=scored, without=without, unread=frame.unread)


def _intro(frame: Frame) -> Iterator[str]:
    yield _(
        "Dit zijn zelfbeoordelingen, geen keuringen. De score zegt hoe dicht een project bij het streefbeeld is. Zij "
        "voorspelt niet hoeveel jongeren slagen."
    )
    yield _(
        "Overal staat de bewezen score: een niveau zonder onderbouwing telt voor hoogstens 2, en wat open is telt als "
        "0. Een lage score kan dus ook betekenen dat er nog weinig bekend is."
    )
    if frame.with_profile:
        yield _(
            "De financier stelde doelgroepen, leeftijd, doelen en fasen vast. Die gelden voor elk project. Daarnaast "
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
        parts = [f"{_(band)}: {count}" for band, count in zip(BANDS, spread.counts, strict=True)]
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
        _("Bewezen"),
        _("Tussen"),
        *own,
        *contexts,
        _("Sloten"),
        _("Beantwoord"),
        _("Plaats"),
    )


def _project(
    row: ProjectRow, standing: Standing | None, rubric: Rubric, frame: Frame, titles: Mapping[str, str]
) -> ProjectLine:
    figures, own = row.figures, row.own_figures
    labels = [_(label) for label in row.labels if label != row.band]
    no_score = figures.proven is None
    own_cell = () if not frame.with_profile else ("" if own is None else _range(own.proven, own.at_most),)
    cells = (
        ", ".join([_(row.band) if row.band else _("geen score"), *labels]),
        "–" if no_score else str(figures.proven),
        "–" if no_score else _range(figures.proven, figures.at_most),
        *own_cell,
        *("–" if score is None else str(score) for score in row.contexts),
        str(len(row.locks)),
        "–" if row.answered_percent is None else f"{row.answered_percent} %",
        _place(standing),
    )
    return ProjectLine(row.name, f"{frame.up}{frame.reports}/{row.report}{frame.ending}", cells)


def _range(low: int | None, high: int | None) -> str:
    return "–" if low is None else _("{low} tot {high}").format(low=low, high=high)


def _place(standing: Standing | None) -> str:
    if standing is None:
        return "–"
    if standing.size == 1:
        return _("groep {family}: alleen").format(family=standing.family)
    text = _("groep {family}: {best} tot {worst} van {size}")
    return text.format(family=standing.family, best=standing.best, worst=standing.worst, size=standing.size)


def _fairness(portfolio: Portfolio) -> Iterator[str]:
    standings = [standing for standing in portfolio.standings if standing]
    alone = sum(standing.size == 1 for standing in standings)
    open_ = sum(standing.size > 1 and standing.worst - standing.best + 1 == standing.size for standing in standings)
    yield _(
        "Hier staat geen ranglijst. Een verschil van een paar punten zegt niets: met andere gewichten, of met een paar "
        "antwoorden meer, ligt de volgorde anders. Daarom staat bij elk project tussen welke plaatsen het ligt."
    )
    yield _(
        "Een project ligt alleen zeker voor op een ander bij een groot verschil. Zijn laagste uitkomst is dan "
        "minstens 5 punten hoger dan de hoogste uitkomst van dat andere. De uitkomsten komen van 500 andere gewichten. "
        "Ligt geen van de twee zeker voor? Dan zijn ze niet uit elkaar te houden. "
        "Kijk dan naar de rapporten zelf, of vraag om onderbouwing."
    )
    yield _(
        "Een plaats geldt alleen binnen een groep: projecten met dezelfde doelen en dezelfde vragen. Tussen groepen is "
        "niet te vergelijken."
    )
    if standings:
        yield _(
            "Er zijn {families} groepen. {alone} projecten staan alleen in hun groep. {open} projecten zijn van geen "
            "enkel ander project in hun groep te onderscheiden."
        ).format(families=max(s.family for s in standings), alone=alone, open=open_)


def _problem_lines(problems: Iterable[Problem]) -> Iterator[ProblemLine]:
    for problem in problems:
        what, remedy = problem_and_remedy(problem)
        place = problem.place
        yield ProblemLine(one_line(place.file), str(place.line) if place.line else "", what, remedy)


def _labels_css(headings: Sequence[str]) -> str:
    """Headings as `content`, in which every character but letters and digits is written as its number."""
    rules = []
    for number, heading in enumerate(headings[1:], 2):
        text = "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):06x}" for c in one_line(heading))
        rules.append(f'.projects td:nth-child({number})::before{{content:"{text}\\00003a\\000020"}}')
    return "@media screen and (max-width:72rem){" + "".join(rules) + "}"
