"""The worked example of scoring.md section 12, with its printed numbers."""

import pytest

from tests.builders import a_rubric, an_anti_pattern, an_element, some_answers
from verbetertool.model.assessment import Amount, Assessment
from verbetertool.scoring.assess import assess

PERSONAL, MULTI, GUIDANCE, WORK = "1 Persoonlijk", "4 Multiproblematiek", "5 Begeleiding", "6 Arbeidsmarkt"


@pytest.fixture(scope="module")
def result() -> Assessment:
    rubric = a_rubric(
        [
            an_element("P1", PERSONAL, weight=2, required=3),
            an_element("P2", PERSONAL, weight=2, required=3),
            an_element("M1", MULTI, weight=3, required=4, essential=True),
            an_element("M2", MULTI, weight=3, required=4, essential=True),
            an_element("M3", MULTI, weight=1, required=3),
            an_element("O1", GUIDANCE, weight=3, required=3, essential=True),
            an_element("O2", GUIDANCE, weight=3, required=4),
            an_element("O3", GUIDANCE, weight=3, required=3),
            an_element("O4", GUIDANCE, weight=2, required=3),
            an_element("W1", WORK, weight=2, required=3),
            an_element("W2", WORK, weight=3, required=3, essential=True),
            an_element("W3", WORK, weight=2, required=3),
            an_element("W4", WORK, weight=1, required=3),
        ],
        [an_anti_pattern("letters", 1), an_anti_pattern("pressure", 2), an_anti_pattern("sanctions", 0)],
        version="r1",
    )
    answers = some_answers(
        {
            "P1": "2e",
            "P2": "3e",
            "M1": "3e",
            "M2": "3e",
            "M3": "unknown",
            "O1": "1e",
            "O2": 4,
            "O3": "3e",
            "O4": "4e",
            "W1": 3,
            "W2": "3e",
            "W3": "not_applicable",
            "W4": "0e",
        },
        {"letters": "never", "pressure": "sometimes", "sanctions": "sometimes"},
    )
    return assess(rubric, answers)


def exact(amount: Amount | None) -> tuple[int, int]:
    assert amount is not None
    return amount.numerator, amount.denominator


def test_three_readings(result: Assessment) -> None:
    """Possible 93; earned 65, 73 and at most 76; deduction 2; printed 67, 76 and 79."""
    readings = (result.score.proven, result.score.reported, result.score.at_most)
    assert [r.score for r in readings] == [67, 76, 79]
    assert [r.earned for r in readings] == [65, 73, 76]
    assert {r.possible for r in readings} == {93}
    assert {r.deduction for r in readings} == {2}


def test_contexts(result: Assessment) -> None:
    """P 10/12, M 18/27, O 30/36, W 15/18."""
    sums = {c.id[0]: (c.reported.earned, c.reported.possible) for c in result.contexts}
    assert sums == {"1": (10, 12), "4": (18, 27), "5": (30, 36), "6": (15, 18)}


def test_bands_and_locks(result: Assessment) -> None:
    """Band 2 in all readings, by the lock of O1; the lock of context M is because of what is unanswered."""
    assert [result.score.proven.band, result.score.reported.band, result.score.at_most.band] == [2, 2, 2]
    assert result.score.band is not None
    assert (result.score.band.number, result.score.band.name, result.score.band.label) == (2, "building", "building")
    locks = {(k.id, k.limit, k.binding, k.because, k.at_most) for k in result.score.reported.locks}
    assert locks == {
        ("O1", 2, True, "answered", 2),
        (MULTI, 3, False, "unanswered", None),
        ("pressure", 3, False, "answered", 3),
    }
    assert "settled" in result.score.labels


def test_locks_of_the_other_readings(result: Assessment) -> None:
    """Proven: O1 and pressure the same at most, M for what is open, O and W for want of evidence; those three go."""
    assert {(k.kind, k.id, k.limit, k.because, k.at_most) for k in result.score.proven.locks} == {
        ("precondition", "O1", 2, "answered", 2),
        ("harmful", "pressure", 3, "answered", 3),
        ("weak_context", MULTI, 3, "unanswered", None),
        ("weak_context", GUIDANCE, 3, "not_shown", None),
        ("weak_context", WORK, 3, "not_shown", None),
    }
    assert {(k.id, k.limit, k.because, k.at_most) for k in result.score.at_most.locks} == {
        ("O1", 2, "answered", 2),
        ("pressure", 3, "answered", 3),
    }


def test_confidence(result: Assessment) -> None:
    """Answered share 90/93, width 1100/93, confidence fair."""
    share = result.score.answered_share
    assert share is not None
    assert (share.numerator * 93 // share.denominator, share.percent) == (90, 96)
    assert exact(result.score.width) == (1100, 93)
    assert result.score.width is not None
    assert result.score.width.value == 11.8
    assert result.score.confidence == "fair"


def test_points_lost(result: Assessment) -> None:
    """P1 2, M1 3, M2 3, M3 3, O1 6, W4 3."""
    lost = {e.id: e.points_lost for e in result.elements if e.points_lost}
    assert lost == {"P1": 2, "M1": 3, "M2": 3, "M3": 3, "O1": 6, "W4": 3}
    assert sum(lost.values()) == 93 - 73


def test_shortest_ways(result: Assessment) -> None:
    """To band 3: O1 one step. To band 4: O1, O1, pressure, M1, M2, and then the score is 91."""
    way = result.shortest_way
    assert way is not None
    assert way.band_2.steps == ()
    assert [(s.id, s.from_, s.to) for s in way.band_3.steps] == [("O1", 1, 2)]
    assert [(s.id, s.from_, s.to) for s in way.band_4.steps] == [
        ("O1", 1, 2),
        ("O1", 2, 3),
        ("pressure", 1, 0),
        ("M1", 3, 4),
        ("M2", 3, 4),
    ]
    assert way.band_4.score == 91


def test_improvements(result: Assessment) -> None:
    """O1, pressure, M1, M2, W4; and the best four steps are O1, O1, M1, M2."""
    assert [i.id for i in result.improvements] == ["O1", "pressure", "M1", "M2", "W4"]
    assert [s.id for s in result.steps][:4] == ["O1", "O1", "M1", "M2"]


def test_find_out_first(result: Assessment) -> None:
    """O2 evidence 600/93, M3 answer 300/93, W1 evidence 200/93."""
    found = [(f.id, f.kind, exact(f.points)) for f in result.find_out_first]
    assert found == [
        ("O2", "evidence", (200, 31)),
        ("M3", "answer", (100, 31)),
        ("W1", "evidence", (200, 93)),
    ]


def test_other_weights(result: Assessment) -> None:
    """Equal weights 69; robust range 54-83; the band is the same in all draws."""
    assert result.score.equal_weight == 69
    assert result.score.robust_range is not None
    assert (result.score.robust_range.low, result.score.robust_range.high) == (54, 83)
    assert result.score.same_band_share is not None
    assert result.score.same_band_share.percent == 100
