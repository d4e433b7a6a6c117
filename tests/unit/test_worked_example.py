"""The tables of docs/scoring.md against the code: section 12 in full, and the limits that sections 3, 6 and 7 name.

No figure of the example stands here; the page is the one place that has them.
"""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from tests.builders import a_rubric, an_anti_pattern, an_element, some_answers
from tests.documents import page, table
from verbetertool.model.assessment import BAND_NAMES, Amount, Assessment, Reading, Share
from verbetertool.model.comparison import Moment
from verbetertool.model.project import OCCURS, Answers
from verbetertool.model.rubric import Rubric
from verbetertool.model.thresholds import (
    BAND_FROM,
    DRAWS,
    HEAVIEST_CORE_PERCENT,
    HEAVIEST_PERCENT,
    MOST_DEDUCTION,
    MOST_ESSENTIAL,
)
from verbetertool.scoring.applicability import case_of
from verbetertool.scoring.assess import assess
from verbetertool.scoring.case import READINGS, Case, Counted, CountedAntiPattern, Group
from verbetertool.scoring.comparison import compare
from verbetertool.scoring.robustness import drawn_factors
from verbetertool.scoring.score import SCORING_VERSION, band_of, read

PAGE = "scoring.md"
VERSION = "r1"


def rows(heading: str) -> list[dict[str, str]]:
    return table(PAGE, heading)


def spoken(reading: str) -> str:
    """A reading as the page calls it."""
    return reading.replace("_", " ")


def yes(holds: bool) -> str:
    return "yes" if holds else "no"


def same(text: str, amount: Amount | Share | None) -> bool:
    """Whether a fraction of the page, which need not be reduced, is that of the result."""
    assert amount is not None
    return Fraction(text) == Fraction(amount.numerator, amount.denominator)


def an_answer(row: dict[str, str]) -> int | str:
    if not row["answer"].isdigit():
        return row["answer"]
    return row["answer"] + "e" if row["evidence"] == "yes" else int(row["answer"])


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    elements = [
        an_element(
            row["id"],
            row["context"],
            weight=int(row["weight"]),
            required=int(row["required"]),
            essential=row["essential"] == "yes",
        )
        for row in rows("Elements")
    ]
    anti_patterns = [an_anti_pattern(row["id"], int(row["d"])) for row in rows("Anti-patterns")]
    return a_rubric(elements, anti_patterns, version=VERSION)


@pytest.fixture(scope="module")
def answers() -> Answers:
    return some_answers(
        {row["id"]: an_answer(row) for row in rows("Elements")},
        {row["id"]: row["occurs"] for row in rows("Anti-patterns")},
    )


@pytest.fixture(scope="module")
def result(rubric: Rubric, answers: Answers) -> Assessment:
    return assess(rubric, answers)


@pytest.fixture(scope="module")
def case(rubric: Rubric, answers: Answers) -> Case:
    return case_of(rubric, answers)


def readings_of(result: Assessment) -> dict[str, Reading]:
    return {spoken(name): getattr(result.score, name) for name in READINGS}


def test_the_page_names_the_version() -> None:
    """The page says of which scoring version it is, and the example which rubric version its draws belong to."""
    assert f"scoring version {SCORING_VERSION} " in page(PAGE)
    assert f"The rubric has version `{VERSION}`" in page(PAGE)


def test_limits_of_a_rubric() -> None:
    """Section 3: the limits that `rubric check` holds a rubric to."""
    limits = [MOST_ESSENTIAL, MOST_DEDUCTION, HEAVIEST_PERCENT, HEAVIEST_CORE_PERCENT]
    assert [int(row["at most"]) for row in rows("Balance of a rubric")] == limits


def test_bands() -> None:
    """Section 6: the bands, their names and the scores from which they hold."""
    shown = [(int(row["band"]), row["name"], int(row["from score"])) for row in rows("Bands")]
    assert shown == [(band, BAND_NAMES[band], score) for band, score in BAND_FROM.items()]


def test_locks() -> None:
    """Section 6: the highest band of each lock, at both ends of its condition."""
    found = []
    for level in (0, 1, 2, 3):
        essential = Counted("e", "c", 1, 3, True, level, True)
        found += [(level, lock.kind, lock.limit) for lock in read(Case((essential,), (), 0), "reported").locks]
    for low in (0, 1, 2, 4):
        members = tuple(Counted(f"e{n}", f"c{n}", 1, 3, False, 1 if n < low else 2, True) for n in range(4))
        group = Group("g", frozenset(member.id for member in members))
        found += [(low, lock.kind, lock.limit) for lock in read(Case(members, (), 0, (group,)), "reported").locks]
    for points in (49, 50, 74, 75):
        met, missed = (
            Counted("a", "c", points - 1, 2, False, 2, True),
            Counted("b", "c", 100 - points, 2, False, 0, True),
        )
        context = Case((met, missed, replace(met, id="d", weight=1)), (), 0)
        found += [(points, lock.kind, lock.limit) for lock in read(context, "reported").locks]
    for occurs in (0, 1, 2):
        harmful = Case((Counted("e", "c", 1, 3, False, 3, True),), (CountedAntiPattern("h", 2, occurs),), 0)
        found += [(occurs, lock.kind, lock.limit) for lock in read(harmful, "reported").locks]
    shown = [(row["lock"], int(row["highest band"])) for row in rows("Locks")]
    missing, thin, one, half, very_weak, weak, sometimes, usually = shown
    assert found == [
        (0, *missing),
        (1, *missing),
        (2, *thin),
        (1, *one),
        (2, *half),
        (4, *half),
        (49, *very_weak),
        (50, *weak),
        (74, *weak),
        (1, *sometimes),
        (2, *usually),
    ]


def test_points(result: Assessment, case: Case) -> None:
    """Per element what it can earn, what it earns in each reading and what it loses; and the sums of these columns."""
    *elements, total = rows("Points")
    lost = {element.id: element.points_lost for element in result.elements}
    columns = ("possible", "proven", "reported", "at most", "lost")
    assert [(row["id"], *(int(row[column]) for column in columns)) for row in elements] == [
        (counted.id, counted.possible, *counted.earned[: len(READINGS)], lost[counted.id]) for counted in case.counted
    ]
    assert [int(total[column]) for column in columns] == [
        sum(int(row[column]) for row in elements) for column in columns
    ]
    assert {id for id in lost if lost[id]} <= {row["id"] for row in elements}


def test_anti_patterns(result: Assessment) -> None:
    """What each anti-pattern takes off the reported score."""
    shown = [(row["id"], row["occurs"], int(row["deduction"])) for row in rows("Anti-patterns")]
    assert shown == [(each.id, each.occurs, each.deduction) for each in result.anti_patterns]


def test_three_readings(result: Assessment) -> None:
    """Earned, possible, deduction, the exact and the printed score, and the band with and without locks."""
    for row, (name, reading) in zip(rows("Readings"), readings_of(result).items(), strict=True):
        assert row["reading"] == name
        assert [int(row[column]) for column in ("earned", "possible", "deduction", "score", "band")] == [
            reading.earned,
            reading.possible,
            reading.deduction,
            reading.score,
            reading.band,
        ]
        assert same(row["exact"], reading.exact)
        assert int(row["band of the score"]) == band_of(reading.score or 0)
    assert result.score.band is not None
    assert f"The band is called «{result.score.band.label}»." in page(PAGE)


def test_contexts(result: Assessment) -> None:
    """Per context and reading the points, and the printed score."""
    for row, context in zip(rows("Contexts"), result.contexts, strict=True):
        assert row["context"] == context.id
        for name in READINGS:
            found = getattr(context, name)
            assert row[spoken(name)] == f"{found.earned}/{found.possible} = {found.score}"


def test_locks_of_the_example(result: Assessment) -> None:
    """Every lock of every reading, in order."""
    shown = [tuple(row.values()) for row in rows("Locks of the example")]
    assert shown == [
        (name, lock.kind, lock.id, str(lock.limit), yes(lock.binding), lock.because, str(lock.at_most or "gone"))
        for name, reading in readings_of(result).items()
        for lock in reading.locks
    ]


def test_certainty(result: Assessment) -> None:
    """How far apart the readings are, how much is known, and the labels that follow."""
    shown = {row["figure"]: row["value"] for row in rows("Certainty")}
    score = result.score
    assert same(shown["width"], score.width)
    assert same(shown["answered share"], score.answered_share)
    assert same(shown["not applicable share"], score.not_applicable_share)
    assert score.width is not None
    assert score.answered_share is not None
    assert score.not_applicable_share is not None
    assert float(shown["width, printed"]) == score.width.value
    assert int(shown["answered share, printed"]) == score.answered_share.percent
    assert int(shown["not applicable share, printed"]) == score.not_applicable_share.percent
    assert shown["confidence"] == score.confidence
    assert shown["labels"].split(", ") == list(score.labels)


def test_steps(result: Assessment) -> None:
    """All steps, in order, each with its gain."""
    for row, step in zip(rows("Steps"), result.steps, strict=True):
        assert (row["step"], int(row["from"]), int(row["to"])) == (step.id, step.from_, step.to)
        assert same(row["gain"], step.gain)
        assert float(row["printed"]) == step.gain.value


def test_improvement_points(result: Assessment) -> None:
    """The five improvement points, in order."""
    for row, point in zip(rows("Improvement points"), result.improvements, strict=True):
        assert (row["point"], row["locks"]) == (point.id, yes(point.locks))
        assert same(row["gain"], point.gain)
        assert float(row["printed"]) == point.gain.value


def test_shortest_ways(result: Assessment) -> None:
    """The steps to each band, and the score after them; the exact one is that of the steps added up."""
    ways = result.shortest_way
    assert ways is not None
    assert result.score.reported.exact is not None
    before = Fraction(result.score.reported.exact.numerator, result.score.reported.exact.denominator)
    for row, (band, way) in zip(
        rows("Shortest ways"), ((2, ways.band_2), (3, ways.band_3), (4, ways.band_4)), strict=True
    ):
        taken = [] if row["steps"] == "none" else row["steps"].split(", ")
        assert (int(row["band"]), taken, int(row["score"])) == (band, [step.id for step in way.steps], way.score)
        after = before + sum(Fraction(step.gain.numerator, step.gain.denominator) for step in way.steps)
        assert Fraction(row["exact score after them"]) == after


def test_find_out_first(result: Assessment) -> None:
    """What to find out, in order, and the points of the interval that it takes away."""
    for row, found in zip(rows("Find out first"), result.find_out_first, strict=True):
        assert (row["question"], row["id"]) == (found.kind, found.id)
        assert same(row["points"], found.points)
        assert float(row["printed"]) == found.points.value


def test_draw_0(case: Case) -> None:
    """The drawn weights of the first draw, and the three scores under them."""
    weights = {}
    for row, element in zip(rows("Draw 0"), case.counted, strict=True):
        own, shared = (drawn_factors(VERSION, tag)[0] for tag in (f"e:{element.id}", f"c:{element.context}"))
        assert row["id"] == element.id
        assert [int(row[column]) for column in ("h of element", "h of context")] == [own, shared]
        weights[element.id] = int(row["drawn weight"])
        assert weights[element.id] == own * shared
    drawn = Case(tuple(replace(each, weight=weights[each.id]) for each in case.counted), case.anti_patterns, 0)
    for row, reading in zip(rows("Readings in draw 0"), READINGS, strict=True):
        total = read(drawn, reading).total
        assert row["reading"] == spoken(reading)
        found = (total.earned, total.possible, total.printed)
        assert tuple(int(row[column]) for column in ("earned", "possible", "score")) == found


def test_over_all_draws(result: Assessment) -> None:
    """The robust range, the draws with the same band, and the equal-weight score."""
    shown = [int(row["value"]) for row in rows("Over all draws")]
    score = result.score
    assert score.robust_range is not None
    assert score.same_band_share is not None
    same_band = DRAWS * score.same_band_share.numerator // score.same_band_share.denominator
    assert shown == [score.robust_range.low, score.robust_range.high, same_band, score.equal_weight]


def test_occurrences() -> None:
    """Section 1: what `never`, `sometimes` and `usually` count for."""
    for name, number in OCCURS.items():
        assert f"`{name}` ({number})" in page(PAGE)


NOT_ASKED = "–"


def a_version(version: int) -> Rubric:
    """The rubric of section 10 as it was then (1), or as it is now (2)."""
    elements = []
    for row in rows("A change"):
        weight = row["weight then" if version == 1 else "weight now"]
        if weight == NOT_ASKED:
            continue
        keys = ("required then",) * 2 if version == 1 else ("required now, old goal", "required now, new goal")
        old, new = (row[key] for key in keys)
        element = an_element(row["id"], weight=int(weight), required=int(new if old == NOT_ASKED else old))
        if old == NOT_ASKED:
            element["applies_when"] = {"goals": ("new",)}
        elif old != new:
            element["raises"] = ({"when": {"goals": ("new",)}, "to": int(new), "section": "3.7"},)
        elements.append(element)
    goals = tuple({"id": goal, "title": goal, "description": goal} for goal in ("old", "new"))
    return a_rubric(elements, [an_anti_pattern("h", version)], str(version), goals=goals)


def a_moment(rubric: Rubric, column: str, occurs: str, goal: str) -> Moment:
    answers = {row["id"]: int(row[column]) for row in rows("A change") if row[column] != NOT_ASKED}
    return Moment.of(assess(rubric, some_answers(answers, {"h": occurs}, project={"goals": (goal,)})))


def test_two_moments() -> None:
    """Section 10: the scores at both ends, the parts with what is printed, and the common core."""
    then, now = a_version(1), a_version(2)
    before, after = a_moment(then, "answer then", "sometimes", "old"), a_moment(now, "answer now", "never", "new")
    found = compare(before, after, now)
    first, *between, last = rows("Its scores")
    for row, moment in ((first, before), (last, after)):
        assert [int(row[key]) for key in ("earned", "possible", "deduction")] == [
            moment.earned,
            moment.possible,
            moment.deduction,
        ]
        assert same(row["exact"], moment.score)
    change = found.change
    parts = [change.total, change.rubric, change.profile, change.new_questions, change.answers]
    for row, part in zip(rows("Its parts"), parts, strict=True):
        assert same(row["exact"], part)
        assert part is not None
        assert float(row["printed"]) == part.value
    scores = [Fraction(row["exact"]) for row in (first, *between, last)]
    assert [b - a for a, b in pairwise(scores)] == [Fraction(row["exact"]) for row in rows("Its parts")[1:]]
    core = found.common
    assert core is not None
    assert core.elements == 2
    assert "then 1200/18, now 1500/18" in page(PAGE)
    assert same("1200/18", core.before)
    assert same("1500/18", core.after)
