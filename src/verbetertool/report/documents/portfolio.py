"""The portfolio page, all of its sections in their order: what many projects have in common.

Without a ranking that the data can't carry.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import get_args, overload

from verbetertool.errors import Problem
from verbetertool.language import _, current_language, ngettext
from verbetertool.model.contour import Profile
from verbetertool.model.portfolio import (
    Often,
    Portfolio,
    ProjectRow,
    RankInterval,
    Signal,
    SignalKind,
    SinceRound,
    Spread,
)
from verbetertool.model.record import record
from verbetertool.model.round import RoundInfo
from verbetertool.model.rubric import Rubric
from verbetertool.model.thresholds import CONTEXT_ANSWERED_FROM
from verbetertool.report.document import (
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Fold,
    Heading,
    Items,
    Legend,
    Line,
    Link,
    Own,
    Paragraph,
    Section,
    Segment,
    Span,
    Stack,
    Stacks,
    Table,
)
from verbetertool.report.documents.fairness import fairness, place_words
from verbetertool.report.documents.families import families
from verbetertool.report.documents.provenance import made_with, round_facts
from verbetertool.report.documents.returned import remedy_for_applicant
from verbetertool.report.documents.signals import details_of, question_of, strength_words
from verbetertool.report.documents.since_round import since_blocks
from verbetertool.report.documents.words import BANDS, RESULT_WORDS, labels_of, skip_link, titles_of
from verbetertool.report.problems import cell_words
from verbetertool.report.text import one_line

MOST_GAPS = 15
MOST_REJECTED = 200
"""Files that could not be read on the page; errors.csv has them all."""
MOST_ASKED = 10
"""Projects under a question; the others are folded."""
MOST_NAMED = 200
"""Projects that are named with one question; the tables have them all."""
LONGEST_NAME = 90
"""Characters of a project name on the page; the tables have it whole."""


@record
class Rejected:
    """A file that could not be read: the first of its problems, how many more there are, and the page to send back."""

    first: Problem
    more: int
    page: str | None


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
    """Files that a person sent."""
    unread: int
    passed_over: int = 0
    """Files that are no answer file by their name."""
    up: str = ""
    """The way from this page to the output folder: empty, or `../`."""
    reports: str = ""
    ending: str = ".html"
    with_profile: bool = False
    """Whether the funder fixed the profile of all projects."""
    profile: Profile | None = None
    """That profile."""
    info: RoundInfo | None = None
    """Whose round it is."""


Cells = Mapping[str, tuple[Cell, ...]]
"""By the name of its reports what stands behind each project in the table: the same on every page about it."""


def cells_of(portfolio: Portfolio, *, with_profile: bool) -> Cells:
    """The cells of these projects, made once for the pages of a round."""
    pairs = zip(portfolio.rows, portfolio.rank_intervals, strict=True)
    return {row.report: _cells(row, interval, with_profile) for row, interval in pairs}


def portfolio_document(
    portfolio: Portfolio,
    rubric: Rubric,
    frame: Frame,
    rejected: Sequence[Rejected] = (),
    groups: Sequence[GroupLink] = (),
    cells: Cells | None = None,
    since: SinceRound | None = None,
) -> Document:
    """The page about a round, or about a part of it; `cells` are those of its projects, made here if not given."""
    if cells is None:
        cells = cells_of(portfolio, with_profile=frame.with_profile)
    title = _("Portfolio")
    intro: list[Block] = [Paragraph(_counts(frame, portfolio))]
    if frame.info is not None:
        intro.insert(0, Facts(tuple(round_facts(frame.info))))
    if frame.up:
        back = Link(_("Terug naar de portfolio van alle projecten"), f"{frame.up}portfolio.html")
        intro.insert(0, Paragraph(back))
    return Document(
        label=None,
        title=f"{title}: {frame.part}" if frame.part else title,
        intro=tuple(intro),
        sections=tuple(_sections(portfolio, rubric, frame, cells, rejected, groups, since)),
        language=current_language(),
        skip_link=skip_link(),
        origin=_origin(portfolio, rubric, frame),
        wide=True,
    )


def _sections(
    portfolio: Portfolio,
    rubric: Rubric,
    frame: Frame,
    cells: Cells,
    rejected: Sequence[Rejected],
    groups: Sequence[GroupLink],
    since: SinceRound | None,
) -> Iterator[Section]:
    titles = titles_of(rubric)
    yield Section("vooraf", _("Lees dit eerst"), tuple(map(Paragraph, _intro(frame))))
    yield Section("spreiding", _("Spreiding per onderdeel"), tuple(_spread(portfolio, titles)))
    yield Section("verschillen", _("Wat het vaakst achterblijft"), tuple(_gaps(portfolio, titles)))
    missing = tuple(_missing(portfolio, rubric, titles))
    yield Section("ontbreekt", _("Wat niemand aanbiedt, en wie niemand helpt"), missing)
    yield Section("niet", _("Wat niet werkt, en toch voorkomt"), tuple(_anti_patterns(portfolio, titles)))
    about = tuple(map(Paragraph, fairness(portfolio, with_profile=frame.with_profile, is_part=bool(frame.up))))
    yield Section("eerlijk", _("Wie ligt zeker voor?"), about)
    projects = (*_projects(portfolio, rubric, frame, cells), *families(portfolio, rubric))
    yield Section("projecten", _("Alle projecten"), projects)
    if since is not None:
        yield Section("sinds", _("Sinds de vorige ronde"), tuple(since_blocks(since)))
    if groups:
        links = tuple((Link(group.title, group.link), f" ({group.number})") for group in groups)
        yield Section("groepen", _("Per doelgroep, doel en fase"), (Items(links),))
    if questions := tuple(_questions(portfolio.rows, rubric, titles)):
        yield Section("vragen", _("Vragen aan aanvragers"), questions)
    if rejected:
        yield Section("fout", _("Apart gezet"), tuple(_rejected(rejected)))


def _origin(portfolio: Portfolio, rubric: Rubric, frame: Frame) -> Section:
    """With what the portfolio was made, and where it stands which files it is about."""
    dates = [row.date for row in portfolio.rows if row.date]
    facts = Facts(tuple(made_with(rubric, frame.profile, dates)))
    record = _("In manifest.json staat welk bestand waar bleef, en van elk bestand het kenmerk.")
    return Section("herkomst", _("Herkomst"), (facts, Paragraph(record)))


def _counts(frame: Frame, portfolio: Portfolio) -> str:
    number = len(portfolio.rows)
    if frame.part:
        return ngettext("Hier staat {number} project.", "Hier staan {number} projecten.", number).format(number=number)
    text = _("Ingediend: {submitted}. Beoordeeld: {scored}, waarvan {without} zonder score. Apart gezet: {unread}.")
    if frame.passed_over:
        text += " " + _("Geen antwoordbestand: {passed_over}.")
    return text.format(
        submitted=frame.submitted,
        scored=frame.submitted - frame.unread - frame.passed_over,
        without=sum(row.figures.proven is None for row in portfolio.rows),
        unread=frame.unread,
        passed_over=frame.passed_over,
    )


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


def _spread(portfolio: Portfolio, titles: Mapping[str, str]) -> Iterator[Block]:
    bands = tuple(_(band) for band in BANDS.values())
    legend = _(
        "Elke balk zijn alle projecten samen. Het getal is het aantal projecten met dat beeld. Is een deel te smal "
        "voor zijn getal, kijk dan in de tabel. Zonder score is een project waarvoor het onderdeel niet meetelt, of "
        "dat er minder dan {few} vragen over beantwoordde."
    ).format(few=CONTEXT_ANSWERED_FROM)
    yield Legend(legend, "stacks")
    yield Stacks("deel", bands, tuple(_stack(spread, bands, titles) for spread in portfolio.spreads))
    columns = (_("Onderdeel"), *bands, _("geen score"))
    rows = tuple((titles[spread.context], *spread.counts, spread.without) for spread in portfolio.spreads)
    caption = _("Aantal projecten per onderdeel, naar bewezen score")
    head, *numbers = columns
    table_columns = (Column(head), *(Column(number, numeric=True) for number in numbers))
    yield Table("counts", caption, table_columns, rows)


def _stack(spread: Spread, bands: Sequence[str], titles: Mapping[str, str]) -> Stack:
    parts = [f"{band}: {count}" for band, count in zip(bands, spread.counts, strict=True)]
    words = "; ".join([*parts, _("geen score: {number}").format(number=spread.without)]) + "."
    segments = tuple(Segment(number, count) for number, count in enumerate(spread.counts, 1))
    return Stack(titles[spread.context], words, segments)


def _how_often(often: Often) -> str:
    return _("in {number} van {total} projecten").format(number=often.number, total=often.out_of)


def _often_bars(name: str, found: Iterable[Often], titles: Mapping[str, str]) -> Bars:
    bars = []
    for often in found:
        percent = round(100 * often.number / often.out_of, 2) if often.out_of else 0.0
        words = _how_often(often)
        bars.append(Bar(titles[often.id], percent, words, f"{titles[often.id]}: {words}"))
    return Bars(name, tuple(bars))


def _gaps(portfolio: Portfolio, titles: Mapping[str, str]) -> Iterator[Block]:
    shown = portfolio.gaps[:MOST_GAPS]
    if not shown:
        yield Paragraph(_("Geen enkel antwoord blijft achter bij het streefbeeld."))
        return
    yield Paragraph(
        _("Hier kunt u veel projecten tegelijk mee helpen. Alleen antwoorden tellen; wat open is, staat apart.")
    )
    yield _often_bars("verschil", shown, titles)
    columns = (
        Column(_("Werkzaam element")),
        Column(_("Onder het streefbeeld")),
        Column(_("Niet bekend"), numeric=True),
    )
    rows = tuple((titles[gap.id], _how_often(gap), gap.not_known) for gap in shown)
    yield Table("figures", _("Verschillen met het streefbeeld, vaakste eerst"), columns, rows)
    if (more := len(portfolio.gaps) - MOST_GAPS) > 0:
        text = ngettext(
            "Daarna is er nog {number} verschil, dat minder vaak voorkomt.",
            "Daarna zijn er nog {number} verschillen, die minder vaak voorkomen.",
            more,
        )
        yield Paragraph(text.format(number=more))


def _missing(portfolio: Portfolio, rubric: Rubric, titles: Mapping[str, str]) -> Iterator[Block]:
    if portfolio.not_offered:
        yield Paragraph(_("Bij geen enkel project staat dit op niveau 2 of hoger:"))
        asked = _("gevraagd in {total} projecten, waarvan {unknown} niet bekend")
        yield Items(
            tuple(
                f"{titles[each.id]} ({asked.format(total=each.out_of, unknown=each.not_known)})"
                for each in portfolio.not_offered
            )
        )
    else:
        yield Paragraph(_("Elk werkzaam element komt bij ten minste een project voor, op niveau 2 of hoger."))
    unserved = tuple(group.title for group in rubric.target_groups if group.id in portfolio.groups_unserved)
    if number := portfolio.without_groups:
        text = ngettext(
            "{number} project noemt geen doelgroep. Het kan voor iedereen zijn.",
            "{number} projecten noemen geen doelgroep. Ze kunnen voor iedereen zijn.",
            number,
        )
        yield Paragraph(text.format(number=number))
    if unserved:
        yield Paragraph(_("Geen enkel project noemt deze doelgroepen:"))
        yield Items(unserved)
    elif portfolio.without_groups < len(portfolio.rows):
        yield Paragraph(_("Elke doelgroep wordt door ten minste een project genoemd."))
    yield from _phases(portfolio, rubric)


def _phases(portfolio: Portfolio, rubric: Rubric) -> Iterator[Block]:
    """Who does which part of the route; the parts that nobody does first."""
    if not (portfolio.rows and rubric.phases):
        return
    titles = {phase.id: phase.title for phase in rubric.phases}
    for use in portfolio.phases:
        if not (use.own or use.by_others or use.not_told):
            yield Paragraph(_("Niemand doet «{phase}».").format(phase=titles[use.phase]))
    columns = (_("Zelf"), _("Via een partner"), _("Niemand"), _("Geen fasen ingevuld"))
    rows = tuple((titles[use.phase], use.own, use.by_others, use.nobody, use.not_told) for use in portfolio.phases)
    head = Column(_("Fase"))
    caption = _("Aantal projecten per fase, naar wie die fase doet")
    yield Table("figures", caption, (head, *(Column(name, numeric=True) for name in columns)), rows)


def _anti_patterns(portfolio: Portfolio, titles: Mapping[str, str]) -> Iterator[Block]:
    found = portfolio.anti_patterns
    if not found:
        yield Paragraph(_("Geen enkel project noemt iets wat niet werkt."))
        return
    yield _often_bars("niet-werkt", found, titles)
    columns = (
        Column(_("Wat niet werkt")),
        Column(_("Soms of meestal")),
        Column(_("Waarvan meestal"), numeric=True),
        Column(_("Niet bekend"), numeric=True),
    )
    rows = tuple((titles[each.id], _how_often(each), each.usually, each.not_known) for each in found)
    yield Table("figures", _("Hoe vaak projecten dit doen"), columns, rows)


def _projects(portfolio: Portfolio, rubric: Rubric, frame: Frame, cells: Cells) -> Iterator[Block]:
    if not portfolio.rows:
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

    def project(row: ProjectRow) -> tuple[Cell, ...]:
        return (Link(Own(_short(row.name)), f"{reports}{row.report}{frame.ending}"), *cells[row.report])

    def scores(row: ProjectRow) -> tuple[Cell, ...]:
        return (Own(_short(row.name)), *("–" if score is None else score for score in row.contexts))

    caption = _("Projecten met hun bewezen scores")
    yield Table("projects", caption, tuple(map(Column, _headings(frame))), _Rows(portfolio.rows, project))
    if frame.up:
        yield Paragraph(_("De scores per onderdeel staan op de portfolio van alle projecten."))
    else:
        # Apart: with a column for each context too, the table is wider than a page of text is (80 characters).
        title = _("Bewezen scores per onderdeel")
        columns = (Column(_("Project")), *(Column(context.title, numeric=True) for context in rubric.contexts))
        yield Fold(title, (Table("contexts", title, columns, _Rows(portfolio.rows, scores), titled=True),))


class _Rows(Sequence[tuple[Cell, ...]]):
    """A row of a table for each project, made when it is shown: ten thousand take five megabytes."""

    def __init__(self, projects: Sequence[ProjectRow], shown: Callable[[ProjectRow], tuple[Cell, ...]]) -> None:
        self._projects = projects
        self._shown = shown

    def __len__(self) -> int:
        return len(self._projects)

    @overload
    def __getitem__(self, index: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[Cell, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Cell, ...] | Sequence[tuple[Cell, ...]]:
        if isinstance(index, slice):
            return [self._shown(row) for row in self._projects[index]]
        return self._shown(self._projects[index])


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


def _short(name: str) -> str:
    name = one_line(name)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _questions(rows: Iterable[ProjectRow], rubric: Rubric, titles: Mapping[str, str]) -> Iterator[Block]:
    """Each question with its projects, the strongest first; those of one kind together."""
    asked: dict[tuple[str, str], list[tuple[ProjectRow, Signal]]] = {}
    for row in rows:
        for signal in row.signals:
            id = signal.ids[0] if signal.kind == "contradiction" else ""
            asked.setdefault((signal.kind, id), []).append((row, signal))
    if asked:
        yield Paragraph(
            _(
                "Dit zijn vragen, geen verwijten. Ze veranderen de score niet. Vaak is er een goede reden. Wat het "
                "eerst een antwoord vraagt, staat bovenaan. Per project staan de vragen ook in portfolio.csv."
            )
        )
    order = {kind: number for number, kind in enumerate(get_args(SignalKind))}
    place = {contradiction.id: number for number, contradiction in enumerate(rubric.contradictions)}
    for kind, id in sorted(asked, key=lambda key: (order[key[0]], place.get(key[1], 0))):
        pairs = sorted(asked[kind, id], key=lambda pair: (-pair[1].strength, -pair[1].number))
        question = question_of(pairs[0][1], rubric)
        yield Heading(_("{question} ({number})").format(question=question, number=len(pairs)))
        items = tuple(_item(row, signal, titles) for row, signal in pairs[:MOST_NAMED])
        yield Items(items[:MOST_ASKED])
        if more := items[MOST_ASKED:]:
            yield Fold(
                _("De andere projecten met deze vraag"), (Items(more), *_unnamed(len(pairs))), len(pairs) - MOST_ASKED
            )


def _unnamed(number: int) -> Iterator[Block]:
    """How many projects with a question are not named with it."""
    if (more := number - MOST_NAMED) > 0:
        text = ngettext(
            "Er is nog {number} project met deze vraag. Het staat in portfolio.csv.",
            "Er zijn nog {number} projecten met deze vraag. Ze staan in portfolio.csv.",
            more,
        )
        yield Paragraph(text.format(number=more))


def _item(row: ProjectRow, signal: Signal, titles: Mapping[str, str]) -> Line:
    name, details = Own(_short(row.name)), details_of(signal, titles)
    key = _(" ({key})").format(key=one_line(row.key))
    return (name, Own(key), f": {details}; {strength_words(signal)}" if details else f": {strength_words(signal)}")


def _rejected(rejected: Sequence[Rejected]) -> Iterator[Block]:
    yield Paragraph(
        _(
            "Deze bestanden tellen niet mee. Achter de naam staat een pagina die u naar de aanvrager kunt sturen. "
            "Alle fouten staan in errors.csv."
        )
    )
    columns = (_("Bestand"), _("Regel"), _("Wat is er mis"), _("Wat kunt u doen"))
    rows = tuple(_rejected_row(each) for each in rejected[:MOST_REJECTED])
    yield Table("rejected", _("Bestanden die niet meetellen, met de reden"), tuple(map(Column, columns)), rows)
    if (hidden := len(rejected) - MOST_REJECTED) > 0:
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
