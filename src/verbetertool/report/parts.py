"""The parts of a report of one project, as data: words and numbers, without markup and in the order they are told."""

from verbetertool.model.record import record, shared


@shared
class Fact:
    """A label and its value."""

    label: str
    value: str


@shared
class Lead:
    """What to do first and why, for whoever reads only the first screen; `target` is the section that says more."""

    heading: str
    title: str
    action: str
    why: str
    link: str
    target: str


@record
class PracticeView:
    """A good practice: name, what it is, and where to read more."""

    title: str
    text: str
    link: str | None


@shared
class Point:
    """An improvement point: where the project stands, the next step, why, how others do it, a first action."""

    id: str
    title: str
    now: str
    """Where the project stands, as a label to `now_text`."""
    now_text: str
    next: str
    """The next step, as a label to `next_text`."""
    next_text: str
    why: str
    support: str
    practice: PracticeView | None
    action: str
    gain: str
    lock: str | None
    """What the band can be at most as long as this stays, for what locks it."""


@shared
class WayView:
    """The shortest way to a band in words."""

    intro: str
    steps: tuple[str, ...]


@shared
class HarmView:
    """An anti-pattern that occurs."""

    id: str
    title: str
    occurs: str
    said: str
    """How often it occurs, in a sentence; in a plan: how often it is meant to."""
    strength: str
    why: str
    alternative: str
    cost: str
    note: str | None
    caveat: str | None
    point: int | None
    """The number of the improvement point that says why, and what to do instead."""


@shared
class ContextView:
    """A context with the three printed readings (None where nothing counts)."""

    id: str
    title: str
    proven: int | None
    reported: int | None
    at_most: int | None
    counted: int
    answered: int


@shared
class Strength:
    """An element at or above its required level."""

    title: str
    text: str
    level: str
    """`niveau 3`; in a plan it is an intention."""
    required: int
    shown: bool


@shared
class StrengthGroup:
    """What goes well in one context."""

    title: str
    items: tuple[Strength, ...]


@shared
class OpenItem:
    """Something that is not known, with what it does to the score."""

    id: str
    title: str
    text: str


@shared
class Watch:
    """An element of which research does not know enough yet, or a question that research has left open."""

    title: str
    text: str


@shared
class Criteria:
    """Success criteria of one perspective, or the indicators of one column."""

    title: str
    items: tuple[str, ...]


@shared
class AnswerWords:
    """What a report says of an answer, whosever it is."""

    title: str
    section: str
    answer: str
    text: str
    points: str
    """The sum of this answer: weight x level that counts = points, of those possible."""
    lost: int
    strip: tuple[int, int] | None
    """Level and required level, for the strip of four cells; None without a level."""


@shared
class AnswerRow:
    """One answer, in full: what the rubric says of it, and the project's own texts."""

    words: AnswerWords
    point: int | None
    """The number of the improvement point that tells the text of this answer too."""
    reason: str | None
    """Why an element does not apply."""
    note: str | None
    evidence: tuple[str, ...]
    line: int | None


@shared
class AnswerGroup:
    """The answers of one context."""

    id: str
    title: str
    rows: tuple[AnswerRow, ...]


@shared
class ReportView:
    """A whole report in words."""

    title: str
    project: str
    summary: str | None
    facts: tuple[Fact, ...]
    """Who, when and with which rubric."""
    profile: tuple[Fact, ...]
    """The facts that decided the contour."""
    disclaimer: str
    band: str
    lead: Lead | None
    in_short: tuple[str, ...]
    intentions: str | None
    notices: tuple[str, ...]
    """What limits this picture: a quick scan, much that does not apply, a profile that is not filled in."""
    points_intro: str
    points: tuple[Point, ...]
    way: WayView | None
    harms: tuple[HarmView, ...]
    harms_intro: str | None
    """What to say where no anti-pattern is known to occur."""
    contexts_intro: str
    contexts: tuple[ContextView, ...]
    strengths_title: str
    strengths_intro: str
    strengths: tuple[StrengthGroup, ...]
    find_out_intro: str
    find_out: tuple[OpenItem, ...]
    find_out_more: str | None
    not_applicable: tuple[OpenItem, ...]
    open_counts: tuple[str, ...]
    watch: tuple[Watch, ...]
    success_views: tuple[Watch, ...]
    criteria: tuple[Criteria, ...]
    indicators: tuple[Criteria, ...]
    answers_intro: str
    groups: tuple[AnswerGroup, ...]
    harm_rows: tuple[AnswerRow, ...]
    sum_lines: tuple[str, ...]
    lock_lines: tuple[str, ...]
    method: tuple[str, ...]
    digests: tuple[Fact, ...]
    score: int | None
    proven: int | None
    at_most: int | None
    undetermined: bool
    is_plan: bool
    file: str
