"""What a project should do first and why: the improvement points, and the shortest way to the next band."""

from collections.abc import Iterable, Iterator, Sequence

from verbetertool.language import _, decimal, ngettext
from verbetertool.model.assessment import Improvement, Step, Way
from verbetertool.model.record import record
from verbetertool.model.thresholds import TOP_BAND
from verbetertool.report.document import (
    Aside,
    Blanks,
    Block,
    Card,
    Explained,
    Heading,
    Items,
    Line,
    Lines,
    Link,
    Paragraph,
    Span,
    Task,
)
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import BANDS, OCCURS, OCCURS_BY_NUMBER, support_of


@record
class Point:
    """An improvement point: where the project stands, the next step, why, how others do it, a first action."""

    id: str
    number: int
    """Its place among the points, from 1."""
    title: str
    now: str
    now_text: str
    next: str
    next_text: str
    why: str
    support: str
    practice: Lines | None
    action: str
    gain: str
    lock: str | None
    """What the band can be at most as long as this stays, for what locks it."""


@record
class FirstPoint:
    """What the first page says of the first improvement point."""

    title: str
    action: str
    why: str


@record
class Route:
    """The shortest way to a band in words."""

    intro: str
    steps: tuple[str, ...]


def blocks(reported: Reported) -> Iterator[Block]:
    """The section, in order: the points, each as a card, and the way to the next band."""
    yield Paragraph(intro(reported))
    for point in points(reported):
        yield _card(point)
    if route := next_band(reported):
        yield Heading(_("De kortste weg naar het volgende beeld"))
        yield Paragraph(route.intro)
        if route.steps:
            yield Items(route.steps)


def first_point(reported: Reported) -> FirstPoint | None:
    """The first of the points, as it is said on the first page."""
    point = next(points(reported), None)
    if point is None:
        return None
    harmful = reported.result.improvements[0].kind == "anti_pattern"
    action = f"{point.action} {point.next_text}" if harmful else point.action
    return FirstPoint(point.title, action, f"{point.why} {point.lock}" if point.lock else point.why)


def points(reported: Reported) -> Iterator[Point]:
    """The improvement points in order. A practice is described once: a later point gets another one, or refers to it.

    `described` holds the number of the improvement point that describes each practice.
    """
    described: dict[str, int] = {}
    for number, improvement in enumerate(reported.result.improvements, 1):
        if improvement.kind == "anti_pattern":
            yield _anti_pattern_point(reported, improvement, number, described)
        else:
            yield _element_point(reported, improvement, number, described)


def next_band(reported: Reported) -> Route | None:
    """The shortest way to the band above the reported one; None where there is none."""
    ways, band = reported.result.shortest_way, reported.score.reported.band
    if ways is None or band is None or band == TOP_BAND:
        return None
    way = {1: ways.band_2, 2: ways.band_3, 3: ways.band_4}[band]
    return _route(reported, way, band + 1)


def explained(point: Point) -> tuple[tuple[Line, Line | Lines], ...]:
    """All that is said of a point, each text with its label."""
    texts: list[tuple[Line, Line | Lines]] = [
        (point.now, point.now_text),
        (point.next, point.next_text),
        (Task(_("Eerste actie")), point.action),
        (_("Waarom"), Lines((point.why, Aside(point.support)))),
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
            Blanks((_("Wie doet dit?"), _("Wanneer is het klaar?"))),
        ),
        f"punt-{point.number}",
        point.number,
    )


def intro(reported: Reported) -> str:
    """What stands above the points, or instead of them."""
    if reported.score.reported.score is None:
        return _("Zonder score zijn er geen verbeterpunten.")
    if reported.result.improvements:
        return _(
            "Dit levert het meeste op. Wat het beeld tegenhoudt, staat vooraan. Kies er een of twee, en schrijf "
            "erbij wie het doet en wanneer."
        )
    if reported.nothing_answered:
        return _("Verbeterpunten volgen uit uw antwoorden. Die zijn er nog niet: zoek eerst uit wat openstaat.")
    if any(e.status in ("unanswered", "unknown") for e in reported.result.elements):
        return _("In wat u beantwoordde zijn geen verbeterpunten. Zoek eerst uit wat nog open is.")
    if reported.is_plan:
        return _("Uw plan voldoet overal aan het streefbeeld. Houd dit vast bij de start.")
    return _("Uw project voldoet overal aan het streefbeeld. Houd dit vast.")


def _element_point(reported: Reported, improvement: Improvement, number: int, described: dict[str, int]) -> Point:
    element = reported.rubric.element_by_id[improvement.id]
    level = reported.elements[improvement.id].level or 0
    if reported.is_plan:
        now, following = _("U bent van plan (niveau {level})"), _("Volgende stap in uw plan (niveau {level})")
    else:
        now, following = _("U staat nu op niveau {level}"), _("Volgende stap (niveau {level})")
    return Point(
        id=improvement.id,
        number=number,
        title=element.title,
        now=now.format(level=level),
        now_text=element.levels[level],
        next=following.format(level=level + 1),
        next_text=element.levels[level + 1],
        why=element.why,
        support=support_of(reported.rubric, element.id),
        practice=_practice(reported, (element.id,), number, described),
        action=element.advice[level] or "",
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
        title=_("Doe dit anders: {title}").format(title=anti_pattern.title),
        now=now.format(occurs=_(OCCURS[occurs])),
        now_text=anti_pattern.question,
        next=following,
        next_text=anti_pattern.alternative,
        why=anti_pattern.why,
        support=support_of(reported.rubric, improvement.id),
        practice=_practice(reported, anti_pattern.elements, number, described),
        action=_("Schrijf in uw plan wat u in plaats hiervan doet.")
        if reported.is_plan
        else _("Spreek deze week af wat u in plaats hiervan doet."),
        gain=_gain(reported, improvement),
        lock=_lock(reported, improvement),
    )


def _lock(reported: Reported, improvement: Improvement) -> str | None:
    limits = [lock.limit for lock in reported.score.reported.locks if lock.id == improvement.id]
    if not (improvement.locks and limits):
        return None
    band = reported.score.reported.band
    if band is not None and min(limits) > band:
        text = _("Later houdt dit ook het beeld tegen: dat wordt dan hoogstens «{limit}».")
    else:
        text = _("Zolang dit zo blijft, is het beeld hoogstens «{limit}».")
    return text.format(limit=_(BANDS[min(limits)]))


def _gain(reported: Reported, improvement: Improvement) -> str:
    """What the next step brings, and all steps to the contour together where there are more."""
    following = [step for step in reported.result.steps if step.id == improvement.id]
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
            words: list[Span] = [f"{practice.title}: {practice.description}"]
            if practice.link:
                words += [" ", Link(_("Meer over {title}").format(title=practice.title), practice.link)]
            return Lines((tuple(words),))
    for practice in shown[:1]:
        text = _("dit staat bij verbeterpunt {number}.").format(number=described[practice.id])
        return Lines((f"{practice.title}: {text}",))
    return None


def _route(reported: Reported, way: Way, target: int) -> Route:
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
        return Route(text.format(band=_(BANDS[target]), number=len(way.steps), score=way.score), ())
    intro = ngettext(
        "De kortste weg naar «{band}» kost {number} stap. De score wordt dan {score}.",
        "De kortste weg naar «{band}» kost {number} stappen. De score wordt dan {score}.",
        len(way.steps),
    ).format(band=_(BANDS[target]), number=len(way.steps), score=way.score)
    return Route(intro, tuple(_grouped_steps(reported, way.steps)))


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
