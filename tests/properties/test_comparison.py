"""Two moments of a project (docs/scoring.md section 10), held against a naive reading of that section."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.builders import a_rubric, an_anti_pattern, an_element, some_answers
from tests.properties import reference
from tests.properties.reference import Filled, Sheet
from verbetertool.batch.without_texts import without_texts
from verbetertool.model.assessment import Amount, to_json
from verbetertool.model.comparison import Comparison, Moment
from verbetertool.model.rubric import Rubric
from verbetertool.reading.moments import read_moment
from verbetertool.scoring.assess import assess
from verbetertool.scoring.comparison import compare

GOALS = ("work", "school")
ANSWERS = (0, 1, 2, 3, 4, "1e", "3e", "4e", "unknown", "not_applicable", None)
OCCURS = ("never", "sometimes", "usually", "unknown")
FEW = settings(max_examples=50)
IDS = ("e0", "e1", "e2", "e3", "e4")


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "weight": draw(st.integers(1, 3)),
        "base": draw(st.integers(2, 3)),
        "school": draw(st.booleans()),
        "only": draw(st.sampled_from([None, None, *GOALS])),
        "essential": draw(st.sampled_from([False, False, True])),
        "allowed": draw(st.sampled_from([True, True, False])),
        "text": draw(st.integers(0, 1)),
        "was": (),
    }


@st.composite
def sheets(draw: st.DrawFn, version: int) -> Sheet:
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True))
    anti_patterns = draw(st.lists(st.sampled_from(["h0", "h1"]), unique=True))
    return Sheet(version, {id: draw(rows()) for id in ids}, {id: draw(st.integers(0, 2)) for id in anti_patterns})


@st.composite
def sheet_pairs(draw: st.DrawFn) -> tuple[Sheet, Sheet]:
    """The same sheet twice; or a later version, in which some rows are other ones, renamed, merged, new or gone."""
    old = draw(sheets(1))
    kind = draw(st.sampled_from(["same", "changed", "renamed", "other"]))
    if kind == "same":
        return old, old
    if kind == "other":
        return old, draw(sheets(2))
    new = {id: (draw(rows()) if draw(st.booleans()) else row) for id, row in old.rows.items()}
    if kind == "renamed":
        gone = draw(st.lists(st.sampled_from(sorted(new)), min_size=1, max_size=2, unique=True))
        row = draw(rows()) | {"was": tuple(gone)}
        new = {id: kept for id, kept in new.items() if id not in gone} | {"n": row}
    return old, Sheet(2, new, {id: draw(st.integers(0, 2)) for id in ("h1", "h2")})


@st.composite
def filled(draw: st.DrawFn, *sheets: Sheet, goal: Any = "?") -> Filled:
    """Answers to what these sheets ask; some of them under another goal too."""
    ids = sorted({id for sheet in sheets for id in sheet.rows})
    anti_patterns = sorted({id for sheet in sheets for id in sheet.deductions})
    return Filled(
        draw(st.sampled_from([None, *GOALS])) if goal == "?" else goal,
        {id: answer for id in ids if (answer := draw(st.sampled_from(ANSWERS))) is not None},
        {id: draw(st.sampled_from(OCCURS)) for id in anti_patterns if draw(st.booleans())},
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Sheet, Sheet, Filled, Filled]:
    old, new = draw(sheet_pairs())
    return old, new, draw(filled(old)), draw(filled(new))


def rubric_of(sheet: Sheet) -> Rubric:
    elements = []
    for id, row in sheet.rows.items():
        raises = ({"when": {"goals": ("school",)}, "to": 4, "section": "3.7"},) if row["school"] else ()
        element = an_element(
            id,
            weight=row["weight"],
            required=row["base"],
            essential=row["essential"],
            was=row["was"],
            levels={str(level): f"{id} {row['text']} {level}" for level in range(5)},
            not_applicable={"allowed": row["allowed"], "example": "tekst"},
        )
        elements.append(element | {"raises": raises})
        if row["only"]:
            elements[-1]["applies_when"] = {"goals": (row["only"],)}
    anti_patterns = [an_anti_pattern(id, d) for id, d in sheet.deductions.items()]
    goals = tuple({"id": goal, "title": goal, "description": goal} for goal in GOALS)
    return a_rubric(elements, anti_patterns, str(sheet.version), goals=goals, none_texts=("geen", "…"))


def result_of(sheet: Sheet, given: Filled, **fields: Any) -> Moment:
    """The moment, by way of the document."""
    rubric = rubric_of(sheet)
    known = {id: answer for id, answer in given.answers.items() if id in sheet.rows}
    project = {"goals": (given.goal,) if given.goal else ()}
    result = assess(rubric, some_answers(known, given.occurs, project=project, **fields))
    moment = Moment.of(result)
    assert read_moment(to_json(result)) == moment
    return moment


def without_texts_of(sheet: Sheet, given: Filled) -> Moment:
    """The moment as a round keeps it by itself: without what the project wrote."""
    known = {id: answer for id, answer in given.answers.items() if id in sheet.rows}
    project = {"goals": (given.goal,) if given.goal else ()}
    moment = read_moment(
        without_texts(to_json(assess(rubric_of(sheet), some_answers(known, given.occurs, project=project))))
    )
    assert moment is not None
    return moment


def compared(old: Sheet, new: Sheet, then: Filled, now: Filled) -> Comparison:
    return compare(result_of(old, then), result_of(new, now), rubric_of(new))


def exact(amount: Amount | None) -> Fraction | None:
    return None if amount is None else Fraction(amount.numerator, amount.denominator)


def parts_of(found: Comparison) -> list[Fraction | None]:
    change = found.change
    return [exact(part) for part in (change.rubric, change.profile, change.new_questions, change.answers)]


@settings(max_examples=2 * settings().max_examples)
@given(pairs())
def test_the_naive_comparison_agrees(pair: tuple[Sheet, Sheet, Filled, Filled]) -> None:
    """Total, the four parts, the common core and every move: as a straight reading of section 10 has them."""
    found, wanted = compared(*pair), reference.split(*pair)
    none: list[Fraction | None] = [None] * 5
    assert [exact(found.change.total), *parts_of(found)] == (none if wanted is None else wanted)
    core = found.common and (found.common.elements, exact(found.common.before), exact(found.common.after))
    assert core == reference.common_core(*pair)
    assert {each.id: each.move for each in found.elements} == reference.moves_between(*pair)


@FEW
@given(pairs())
def test_parts_sum_exactly(pair: tuple[Sheet, Sheet, Filled, Filled]) -> None:
    """The four parts are the change of the unclipped score, whatever changed; or all are null for a reason."""
    found = compared(*pair)
    parts = parts_of(found)
    total, then, now = exact(found.change.total), exact(found.before.score), exact(found.after.score)
    if total is None:
        assert parts == [None] * 4
        assert set(found.why_not) & {"no_score_before", "no_score_after", "no_score_between"}
    else:
        assert then is not None
        assert now is not None
        assert sum(part or 0 for part in parts) == total == now - then


@FEW
@given(pairs())
def test_nothing_changed(pair: tuple[Sheet, Sheet, Filled, Filled]) -> None:
    """From a moment to itself nothing changes."""
    old, _new, then, _now = pair
    found = compared(old, old, then, then)
    assert set(parts_of(found)) <= {0, None}
    assert {each.move for each in found.elements} <= {"same"}
    assert {each.evidence for each in found.elements} <= {"same"}
    assert {each.move for each in found.anti_patterns} <= {"same"}
    if found.common:
        assert found.common.before == found.common.after


@FEW
@given(pairs(), st.data())
def test_the_other_way_round(pair: tuple[Sheet, Sheet, Filled, Filled], data: st.DataObject) -> None:
    """The total always reverses; each part does where rubric and profile are equal."""
    old, new, then, now = pair
    there, back = exact(compared(*pair).change.total), exact(compared(new, old, now, then).change.total)
    assert there is None or back is None or there == -back
    again = data.draw(filled(old, goal=then.goal))
    there_parts, back_parts = parts_of(compared(old, old, then, again)), parts_of(compared(old, old, again, then))
    assert there_parts == [None if part is None else -part for part in back_parts]
    assert there_parts[:3] in ([0, 0, 0], [None] * 3)


@FEW
@given(pairs())
def test_quick_against_full(pair: tuple[Sheet, Sheet, Filled, Filled]) -> None:
    """Never compared: all is null but the moves, which are those of any other pair."""
    old, new, then, now = pair
    before, after = result_of(old, then), result_of(new, now)
    found = compare(replace(before, scope="quick"), after, rubric_of(new))
    assert (found.comparable, found.why_not, found.common) == (False, ("other_scope",), None)
    assert [exact(found.change.total), *parts_of(found)] == [None] * 5
    assert found.elements == compare(before, after, rubric_of(new)).elements


@FEW
@given(pairs())
def test_the_rubric_is_needed_only_where_it_changed(pair: tuple[Sheet, Sheet, Filled, Filled]) -> None:
    """Two documents of one rubric are enough; of two rubrics the later one must be at hand, or nothing is split."""
    old, new, then, now = pair
    stranger = a_rubric([an_element("x")], version="9")
    found = compare(result_of(old, then), result_of(new, now), stranger)
    if old is new:
        assert found == compared(*pair)
    else:
        assert parts_of(found) == [None] * 4


@FEW
@given(pairs())
def test_an_old_result_says_what_the_old_answers_say(pair: tuple[Sheet, Sheet, Filled, Filled]) -> None:
    """Old answers to what is still asked, read anew by the new rubric: all that changed is the rubric."""
    old, new, then, _now = pair
    kept = Sheet(2, {id: row | {"only": None, "was": ()} for id, row in new.rows.items() if id in old.rows}, {})
    if not kept.rows:
        return
    everything = Sheet(1, {id: row | {"only": None} for id, row in old.rows.items()}, {})
    found = compared(everything, kept, then, then)
    assert parts_of(found)[1:] in ([0, 0, 0], [None] * 3)


@FEW
@given(pairs())
def test_texts_that_were_left_out_make_no_difference(pair: tuple[Sheet, Sheet, Filled, Filled]) -> None:
    """A round that keeps no texts splits a change as one that does: a reason that was taken still is one."""
    old, new, then, now = pair
    refused = [id for id, row in old.rows.items() if row["essential"] or not row["allowed"]]
    assume(not any(then.answers.get(id) == "not_applicable" for id in refused))
    found = compare(without_texts_of(old, then), result_of(new, now), rubric_of(new))
    assert found.change == compared(old, new, then, now).change
