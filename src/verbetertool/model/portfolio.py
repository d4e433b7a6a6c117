"""What is known of many projects together: small rows and counts, without notes and without sentences.

Plain dataclasses with slots, not pydantic models: a round of ten thousand projects is held in memory at once, and
nothing here comes from a file unchecked.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Literal

from verbetertool.model.assessment import Amount, BandName, Fact, Label, Undetermined
from verbetertool.model.record import record

SignalKind = Literal[
    "same_file",
    "same_number",
    "same_project",
    "personal_data",
    "contradiction",
    "shared_text",
    "top_without_evidence",
    "all_alike",
]
"""In the order in which a reader acts on them: what is counted twice first."""
DOUBLES: tuple[SignalKind, ...] = ("same_file", "same_number", "same_project")
"""What can show that two files are of one project; each is asked about in the first way that shows."""
Strength = Literal[1, 2, 3]
"""How strong a signal is: worth a look, worth a question, to be settled before anything else."""
_STRENGTHS: dict[SignalKind, tuple[int, int]] = {
    "shared_text": (3, 8),
    "top_without_evidence": (10, 20),
    "all_alike": (20, 30),
    "contradiction": (1, 99),
    "personal_data": (0, 1),
    "same_file": (0, 0),
    "same_number": (0, 0),
    "same_project": (0, 99),
}
"""Per kind the numbers from which a signal is of strength 2 and of strength 3."""


@record
class Signal:
    """Something to ask the applicant about; never a verdict, and never part of the score."""

    kind: SignalKind
    ids: tuple[str, ...] = ()
    """The contradiction, or some of the elements and anti-patterns that it is about."""
    number: int = 0
    """How many answers, texts or other projects it is about."""
    level: int = 0
    """The level that all answers share."""
    others: tuple[str, ...] = ()
    """The keys of some of the other projects that it is about, those with most in common first."""
    more: bool = False
    """Whether it is about more of them than `others` names."""

    @property
    def strength(self) -> Strength:
        second, third = _STRENGTHS[self.kind]
        return 3 if self.number >= third else 2 if self.number >= second else 1


@record
class Figures:
    """The three printed readings; None without a score."""

    proven: int | None
    reported: int | None
    at_most: int | None


AnswerRow = tuple[str, str, str, int | None, str | None, int, int, bool, int]
"""One answer for analysis: context, element, status, level, count (`34/40`), required level, points lost, whether there
is evidence, and how many characters its note has."""


@record
class ProjectRow:
    """One project of a portfolio: what its result says, without texts of the applicant but its names and its facts."""

    file: str
    report: str
    """The name of its reports, without ending."""
    key: str
    """By what tables, results and reports of a round join; unique in it."""
    digest: str
    """SHA-256 of the bytes of the file."""
    date: str | None
    """Of its answers, as 2026-11-23."""
    name: str
    number: str
    """The number that the funder knows it by; empty where there is none."""
    organisation: str
    target_groups: tuple[str, ...]
    """These three are the applicant's own choices, also where the funder sets a profile; empty is every value."""
    goals: tuple[str, ...]
    phases: tuple[str, ...]
    phases_by_others: tuple[str, ...]
    """What a partner does, as far as the project does not do it itself."""
    figures: Figures
    """The three readings."""
    own_figures: Figures | None
    """The figures under the applicant's own profile, where the funder set another."""
    band: BandName | Undetermined | None
    """Of the proven reading: a funder is shown what is proven (docs/scoring.md section 8)."""
    reported_band: BandName | Undetermined | None
    labels: tuple[Label, ...]
    robust: tuple[int, int] | None
    contexts: tuple[int | None, ...]
    """The proven score per context, in the order of the rubric; None where there is none to show."""
    locks: tuple[str, ...]
    """The ids behind the locks of the proven reading that hold whatever is still found out or shown."""
    locks_to_find_out: tuple[str, ...]
    """Those behind the ones that may go once what is open is answered."""
    locks_to_show: tuple[str, ...]
    """Those behind the ones that are there for want of evidence."""
    answered_percent: int | None
    family: str
    """Projects of one family can be compared: same goals, elements, scope and rubric (docs/scoring.md section 8)."""
    asked: int
    """The elements that count. This and the next three hold one bit per element, in the order of the rubric."""
    gaps: int
    """The elements answered below the required level."""
    not_known: int
    """The elements that count and have no level."""
    offered: int
    """The elements at level 2 or higher."""
    counted: int
    """How many answers are a count."""
    facts: tuple[Fact, ...]
    """Those that were told, in the order of the rubric."""
    anti_patterns: str
    """One letter per anti-pattern, in the order of the rubric: never, sometimes, usually, or ? for not known."""
    signals: tuple[Signal, ...]


@record
class RankInterval:
    """Where a project stands in its family: between two ranks, since more can't be said."""

    family: int
    """The number of its family, from 1."""
    size: int
    best: int
    worst: int


@record
class Spread:
    """How the projects are spread over the bands of one context; the last are those without a score."""

    context: str
    counts: tuple[int, int, int, int]
    """Lowest band first."""
    without: int


@record
class Often:
    """Something and the number of projects it holds for, out of those it could hold for."""

    id: str
    number: int
    out_of: int
    not_known: int
    usually: int = 0


@record
class PhaseUse:
    """Who does a part of the route, in numbers of projects."""

    phase: str
    own: int
    by_others: int
    nobody: int
    not_told: int
    """Projects that name no phase at all: that counts as every one."""


FIRST_MEMBERS = 5
"""Projects of a family that a portfolio names."""


@record
class Family:
    """What the projects of one family share: by that they can be compared."""

    number: int
    """From 1, as in a rank interval."""
    projects: int
    """How many there are, 2 or more."""
    first: tuple[str, ...]
    """The names of the first `FIRST_MEMBERS` of them, by the alphabet."""
    goals: tuple[str, ...]
    """Those that every one of them names; empty is every goal."""
    quick: bool
    """Whether all of them are quick scans."""
    asked: int
    """How many elements count for one of them or more."""
    target_groups: tuple[str, ...]
    """Those that every one of them names."""
    phases: tuple[str, ...]
    """Those that every one of them does."""


@record
class Places:
    """How far the projects of a portfolio can be told apart, by their rank intervals."""

    families: int
    alone: int
    """Projects that no project of the whole round can be compared with."""
    indistinct: int
    """Projects of a family of several that can be told from none of it."""
    example: tuple[str, RankInterval] | None
    """The name and the place of the first project that can be told from some of its family, but not from all."""


FIRST_ASKED = 200
"""Projects that a portfolio names with a question."""


@record
class Question:
    """A question that a portfolio raises: a kind of signal, or one contradiction."""

    kind: SignalKind
    id: str
    """The contradiction; empty for any other kind."""
    number: int
    """How many projects it is for."""
    first: tuple[tuple[str, str, Signal], ...]
    """The name, the key and the signal of the first `FIRST_ASKED` of them, the strongest first."""


@record
class Portfolio:
    """Many projects together."""

    rows: Sequence[ProjectRow]
    """Alphabetical by name, then file."""
    rank_intervals: Sequence[RankInterval | None]
    """Of each row; None without a score."""
    without_score: int
    with_own_figures: bool
    """Whether some project has figures under its own profile, beside those under the profile of the funder."""
    dates: tuple[str, str] | None
    """Of the oldest and the newest answers; None where none has a date."""
    spreads: tuple[Spread, ...]
    gaps: tuple[Often, ...]
    """Most frequent first."""
    not_offered: tuple[Often, ...]
    groups_unserved: tuple[str, ...]
    """Target groups that no project names."""
    without_groups: int
    """Projects that name no target group: they may be for everyone."""
    families: tuple[Family, ...]
    """Those with more than one project here, by number."""
    alone: int
    """Projects that are the only one of their family here."""
    places: Places
    phases: tuple[PhaseUse, ...]
    """In the order of the rubric."""
    anti_patterns: tuple[Often, ...]
    """Most frequent first."""
    questions: tuple[Question, ...]


@record
class Earlier:
    """What an earlier round said of a project."""

    key: str
    """The one it had, or for results of before keys its number or the name of its file."""
    name: str
    digest: str
    """SHA-256 of the bytes of its file."""
    family: str
    proven: int | None
    robust: tuple[int, int] | None = None
    at: int = 0
    """Where its result begins in the file with results, in bytes."""


Verdict = Literal["better", "worse", "alike", "not_comparable"]
"""How a project stands beside what it was: more or less than other weights or open answers can carry, or not."""


@record
class SinceProject:
    """One project of a portfolio beside itself in an earlier round (docs/scoring.md section 10)."""

    key: str
    name: str
    before: int | None
    """The reported score, printed; None without one."""
    after: int | None
    verdict: Verdict
    change: tuple[Amount, Amount, Amount, Amount, Amount] | None
    """In points of the reported score: the total, and of it the rubric, the profile, new questions and answers."""


@record
class SinceRound:
    """A portfolio beside an earlier round."""

    projects: tuple[SinceProject, ...]
    """Those of both rounds, in the order of the portfolio."""
    new: tuple[str, ...]
    """Names of projects that were not in the earlier round."""
    gone: tuple[str, ...]
    """Names of projects that are in this round no more."""
    renamed: tuple[str, ...]
    """Names of projects of both rounds that have another key now."""


def family_of(rubric: str, version: str, scope: str, goals: Iterable[str], elements: Iterable[str]) -> str:
    """What must be equal for a fair comparison (docs/scoring.md section 8), as one short text.

    `goals` and `elements` (those that apply) are sets: each counts once, in any order.
    """
    parts = (rubric, version, scope, ",".join(sorted(set(goals))), ",".join(sorted(set(elements))))
    return sha256("|".join(parts).encode()).hexdigest()[:12]
