"""What a project should do first and why: the improvement points, and the shortest way to the next band."""

from collections.abc import Iterable, Iterator, Sequence

from verbetertool.language import _, decimal, long_date, ngettext
from verbetertool.model.assessment import AntiPatternResult, ElementResult, Improvement, Step, Way
from verbetertool.model.project import PlanItem
from verbetertool.model.record import record
from verbetertool.model.redaction import LEFT_OUT
from verbetertool.model.thresholds import FIRST_ACTIONS, TOP_BAND
from verbetertool.report.document import (
    Aside,
    Block,
    Card,
    Cell,
    Column,
    Explained,
    Heading,
    Items,
    Line,
    Lines,
    Link,
    Own,
    Paragraph,
    Repeated,
    Span,
    Table,
    Task,
)
from verbetertool.report.documents import plan
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import (
    BANDS,
    OCCURS,
    OCCURS_BY_NUMBER,
    about_words,
    counted_words,
    support_of,
)


@record
class Point:
    """An improvement point: where the project stands, the next step, why, how others do it, a first action."""

    id: str
    number: int
    """Its place among the points, from 1."""
    title: str
    about: str | None
    """What the levels are about, where they only say of how many it holds."""
    now: str
    now_text: str
    own: tuple[Line, ...]
    """What the project said of it: its count, its note and its evidence."""
    next: str
    next_text: str
    why: str
    support: str
    caveat: str | None
    """What that rests on, and where it is an agreement of ours."""
    practice: Lines | None
    action: str
    gain: str
    lock: str | None
    """What the band can be at most as long as this stays, for what locks it."""


@record
class Action:
    """Something to do or to find out, and the first step to it."""

    title: str
    step: str
    target: str
    """Where the report says more about it."""
    question: str | None = None
    """What is asked, of something to find out."""
    planned: PlanItem | None = None
    """What the project means to do about it."""


@record
class WayInWords:
    """The shortest way to a band in words."""

    intro: str
    steps: tuple[str, ...]
    other: str | None = None
    """Why it holds what is no improvement point."""


def blocks(reported: Reported) -> Iterator[Block]:
    """The section, in order: the points, each as a card, and the way to the next band."""
    yield Paragraph(intro(reported))
    yield from map(_card, points(reported))
    if reported.result.plan:
        yield Heading(_("Uw plan: wie doet wat, en wanneer"))
        yield plan.table(_("Uw plan: wie doet wat, en wanneer"), plan.in_order(reported.result.plan), reported.rubric)
    elif len(reported.improvements) > FIRST_ACTIONS:  # else the first page has them all
        yield Heading(_("Wie doet wat?"))
        yield plan_table(reported, actions(reported), _("Uw plan: wie doet wat, en wanneer"))
    if way := next_band(reported):
        steps = (Items(way.steps),) if way.steps else ()
        other = (Paragraph(way.other),) if way.other else ()
        yield Card(_("De kortste weg naar het volgende beeld"), (Paragraph(way.intro), *steps, *other), "weg")


def actions(reported: Reported) -> Iterator[Action]:
    """The improvement points as rows of a plan, each with what the project means to do about it."""
    for number, improvement in enumerate(reported.improvements, 1):
        planned = reported.result.planned(improvement.id)
        still_open = planned if planned and planned.is_open else None
        title, step = _title(reported, improvement), _first_step(reported, improvement)
        yield Action(title, step, f"#punt-{number}", planned=still_open)


def plan_table(reported: Reported, actions: Iterable[Action], caption: str) -> Table:
    """What to do, the first step to it, who does it and when: from the project's plan, with room for what it leaves."""
    columns = (
        Column(_("Wat")),
        Column(_("Begin deze week met")),
        Column(_("Wie doet het?")),
        Column(_("Wanneer klaar?")),
    )
    rows: list[tuple[Cell, ...]] = []
    for number, action in enumerate(actions, 1):
        what = f"{number}. {action.title}"
        item = action.planned
        step: Line = Own(item.action) if item and item.action else action.step
        who = Own(item.who) if item and item.who else None
        when = long_date(item.by) if item and item.by else None
        rows.append(((Link(what, action.target),) if reported.whole else what, step, who, when))
    return Table("actions", caption, columns, tuple(rows), titled=True)


def points(reported: Reported) -> Iterator[Point]:
    """The improvement points in order. A practice is described once: a later point gets another one, or refers to it.

    `described` holds the number of the improvement point that describes each practice.
    """
    described: dict[str, int] = {}
    for number, improvement in enumerate(reported.improvements, 1):
        if improvement.kind == "anti_pattern":
            yield _anti_pattern_point(reported, improvement, number, described)
        else:
            yield _element_point(reported, improvement, number, described)


def next_band(reported: Reported) -> WayInWords | None:
    """The shortest way to the band above the reported one in words; None where there is none."""
    way, band = way_to_next_band(reported), reported.score.reported.band
    return None if way is None or band is None else _in_words(reported, way, band + 1)


def way_to_next_band(reported: Reported) -> Way | None:
    """The shortest way to the band above the reported one; None where there is none."""
    ways, band = reported.result.shortest_way, reported.score.reported.band
    if ways is None or band is None or band == TOP_BAND:
        return None
    return {1: ways.band_2, 2: ways.band_3, 3: ways.band_4}[band]


def explained(point: Point) -> tuple[tuple[Line, Line | Lines], ...]:
    """All that is said of a point, each text with its label."""
    texts: list[tuple[Line, Line | Lines]] = [
        *([(_("Waar het om gaat"), point.about)] if point.about else []),
        (point.now, Lines((point.now_text, *point.own)) if point.own else point.now_text),
        (point.next, point.next_text),
        (Task(_("Eerste actie")), point.action),
        (_("Waarom"), Lines((point.why, Aside(point.support)))),
        *([(_("Kanttekening"), point.caveat)] if point.caveat else []),
        (_("Wat het oplevert"), point.gain),
    ]
    if point.practice:
        texts.append((_("Zo doen anderen het"), point.practice))
    return tuple(texts)


def _card(point: Point) -> Card:
    return Card(
        point.title,
        (
            *([Paragraph(point.lock, "warning")] if point.lock else []),
            Explained(explained(point)),
        ),
        f"punt-{point.number}",
        point.number,
    )


def intro(reported: Reported) -> str:
    """What stands above the points, or instead of them."""
    if reported.score.reported.score is None:
        return _("Zonder score zijn er geen verbeterpunten.")
    if reported.improvements and reported.undetermined:
        return _(
            "Dit blijkt al uit uw antwoorden. Er is nog veel niet bekend: zoek eerst uit wat er al is. Daarna kan een "
            "ander punt belangrijker zijn."
        )
    if reported.improvements:
        return _(
            "Dit verhoogt uw score het meest. Wat uw beeld tegenhoudt, nu of straks, staat vooraan. Kies er een of "
            "twee, en schrijf onderaan wie het doet en wanneer."
        )
    if reported.nothing_answered:
        return _("Verbeterpunten volgen uit uw antwoorden. Die zijn er nog niet: zoek eerst uit wat openstaat.")
    if any(e.status in ("unanswered", "unknown") for e in reported.result.elements):
        return _("In wat u beantwoordde zijn geen verbeterpunten. Zoek eerst uit wat nog open is.")
    if reported.is_plan:
        return _("Uw plan voldoet overal aan het streefbeeld. Houd dit vast bij de start.")
    return _("Uw project voldoet overal aan het streefbeeld. Houd dit vast.")


def _title(reported: Reported, improvement: Improvement) -> str:
    title = reported.titles[improvement.id]
    return _("Minder: {title}").format(title=title) if improvement.kind == "anti_pattern" else title


def _first_step(reported: Reported, improvement: Improvement) -> str:
    """What to begin with; in general words against what does not work where the rubric names nothing."""
    if improvement.kind != "anti_pattern":
        element = reported.rubric.element_by_id[improvement.id]
        return element.advice[reported.elements[improvement.id].level or 0] or ""
    anti_pattern = reported.rubric.anti_pattern_by_id[improvement.id]
    general = _("Spreek deze week af wat u in plaats hiervan doet.")
    if reported.is_plan:
        general = _("Schrijf in uw plan wat u in plaats hiervan doet.")
    return anti_pattern.action or f"{general} {anti_pattern.alternative}"


def _element_point(reported: Reported, improvement: Improvement, number: int, described: dict[str, int]) -> Point:
    element = reported.rubric.element_by_id[improvement.id]
    level, texts = reported.elements[improvement.id].level or 0, reported.rubric.level_texts(element)
    if reported.is_plan:
        now, following = _("U bent van plan (niveau {level})"), _("Volgende stap in uw plan (niveau {level})")
    else:
        now, following = _("U staat nu op niveau {level}"), _("Volgende stap (niveau {level})")
    return Point(
        id=improvement.id,
        number=number,
        title=_title(reported, improvement),
        about=about_words(element),
        now=now.format(level=level),
        now_text=texts[level],
        own=tuple(_own(reported, reported.elements[improvement.id])),
        next=following.format(level=level + 1),
        next_text=texts[level + 1],
        why=element.why,
        support=support_of(reported.rubric, element.id),
        caveat=element.support.caveat,
        practice=_practice(reported, (element.id,), number, described),
        action=_first_step(reported, improvement),
        gain=_gain(reported, improvement),
        lock=_lock(reported, improvement),
    )


def _anti_pattern_point(reported: Reported, improvement: Improvement, number: int, described: dict[str, int]) -> Point:
    anti_pattern = reported.rubric.anti_pattern_by_id[improvement.id]
    occurs = reported.anti_patterns[improvement.id].occurs
    fewer = "sometimes" if occurs == "usually" else "never"
    now = _("In uw plan staat «{occurs}»") if reported.is_plan else _("U antwoordde «{occurs}»")
    following = _("Volgende stap (van {start} naar {end})").format(start=_(OCCURS[occurs]), end=_(OCCURS[fewer]))
    return Point(
        id=improvement.id,
        number=number,
        title=_title(reported, improvement),
        about=None,
        now=now.format(occurs=_(OCCURS[occurs])),
        now_text=anti_pattern.question,
        own=tuple(_own(reported, reported.anti_patterns[improvement.id])),
        next=following,
        next_text=anti_pattern.alternative,
        why=anti_pattern.why,
        support=support_of(reported.rubric, improvement.id),
        caveat=anti_pattern.caveat,
        practice=_practice(reported, anti_pattern.elements, number, described),
        action=_first_step(reported, improvement),
        gain=_gain(reported, improvement),
        lock=_lock(reported, improvement),
    )


def _own(reported: Reported, answer: ElementResult | AntiPatternResult) -> Iterator[Line]:
    """What the project said of its answer."""
    if isinstance(answer, ElementResult) and (counted := counted_words(reported.rubric, answer)):
        yield counted
    if answer.note:
        yield _("Uw notitie") + ": ", Own(answer.note)
    for evidence in answer.evidence:
        if evidence == LEFT_OUT:
            continue
        yield _("Uw onderbouwing") + ": ", Own(evidence)


def _lock(reported: Reported, improvement: Improvement) -> str | None:
    """How far the project gets as long as this stays: what its locks allow even if all that is open turns out well."""
    if not improvement.locks:
        return None
    groups = {group.id for group in reported.rubric.lock_groups if improvement.id in group.elements}
    locks = [lock for lock in reported.score.reported.locks if lock.id == improvement.id or lock.id in groups]
    limits = [lock.at_most for lock in locks if lock.at_most is not None]
    if not limits:
        return None
    text = _("Zolang dit zo blijft, komt u niet verder dan «{limit}».")
    return text.format(limit=_(BANDS[min(limits)]))


def _gain(reported: Reported, improvement: Improvement) -> str:
    """What the next step brings, and all steps to the contour together where there are more."""
    following = reported.steps[improvement.id]
    text = _("Deze stap: {gain} punten.").format(gain=decimal(following[0].gain.value))
    if len(following) > 1:
        text += " " + _("Alle stappen tot het streefbeeld: {gain} punten.").format(gain=decimal(improvement.gain.value))
    return text


def _practice(reported: Reported, elements: tuple[str, ...], number: int, described: dict[str, int]) -> Lines | None:
    """The first practice that shows one of the elements and was not described yet, else where one was."""
    shown = [practice for element in elements for practice in reported.rubric.practices_of(element)]
    for practice in shown:
        if practice.id not in described:
            described[practice.id] = number
            words: list[Span] = [f"{practice.title}. ", Repeated(practice.description)]
            if practice.link:
                words += [" ", Link(_("Meer over {title}").format(title=practice.title), practice.link)]
            results = " ".join([result.text for result in practice.results])
            told = [Repeated(f"{label}: {text}") for label, text in _said_of(results, practice.caveat)]
            return Lines((tuple(words), *told))
    for practice in shown[:1]:
        text = _("dit staat bij verbeterpunt {number}.").format(number=described[practice.id])
        return Lines((f"{practice.title}: {text}",))
    return None


def _said_of(results: str, caveat: str | None) -> Iterator[tuple[str, str]]:
    """What a practice achieved, and how far that goes."""
    if results:
        yield _("Wat het opleverde"), results
    if caveat:
        yield _("Kanttekening"), caveat


def _in_words(reported: Reported, way: Way, target: int) -> WayInWords:
    """The steps to a band; only counted where so much is open that they say little."""
    if reported.undetermined:
        text = ngettext(
            "Over te veel vragen is nog niets bekend. Telt alles wat openstaat als niveau 0? "
            "Dan kost de kortste weg naar «{band}» {number} stap. De score wordt dan {score}. "
            "Zoek eerst uit wat er al is.",
            "Over te veel vragen is nog niets bekend. Telt alles wat openstaat als niveau 0? "
            "Dan kost de kortste weg naar «{band}» {number} stappen. De score wordt dan {score}. "
            "Zoek eerst uit wat er al is.",
            len(way.steps),
        )
        return WayInWords(text.format(band=_(BANDS[target]), number=len(way.steps), score=way.score), ())
    intro = ngettext(
        "De kortste weg naar «{band}» kost {number} stap. De score wordt dan {score}.",
        "De kortste weg naar «{band}» kost {number} stappen. De score wordt dan {score}.",
        len(way.steps),
    ).format(band=_(BANDS[target]), number=len(way.steps), score=way.score)
    other = None
    if any(step.id not in reported.point_numbers for step in way.steps):
        other = _(
            "Hierin staat ook iets dat niet bij uw verbeterpunten hoort. Uw verbeterpunten zijn wat het meeste "
            "oplevert. Deze weg telt alleen het aantal stappen."
        )
    return WayInWords(intro, tuple(_grouped_steps(reported, way.steps)), other)


def _grouped_steps(reported: Reported, steps: Sequence[Step]) -> Iterable[str]:
    """Steps of one element in one line: from its first to its last level."""
    ends: dict[str, tuple[Step, Step]] = {}
    for step in steps:
        ends[step.id] = (ends[step.id][0] if step.id in ends else step, step)
    for first, last in ends.values():
        title = reported.titles[first.id]
        if first.kind == "anti_pattern":
            start, end = (_(OCCURS[OCCURS_BY_NUMBER[n]]) for n in (first.from_, last.to))
            text = (
                _("{title}: in uw plan van {start} naar {end}")
                if reported.is_plan
                else _("{title}: van {start} naar {end}")
            )
            yield text.format(title=title, start=start, end=end)
        elif reported.elements[first.id].status == "answered":
            text = (
                _("{title}: in uw plan van niveau {start} naar {end}")
                if reported.is_plan
                else _("{title}: van niveau {start} naar {end}")
            )
            yield text.format(title=title, start=first.from_, end=last.to)
        else:
            yield _("{title}: nog niet beantwoord; breng het op niveau {end}, of laat zien dat het er al is").format(
                title=title, end=last.to
            )
