"""Random rubrics and answer files through reading and scoring, held against the reference implementation."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import SCALE, a_rubric, an_anti_pattern, an_element, on_scale
from tests.properties import reference
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.reading.answers import Submission, check_answers
from verbetertool.reading.parsed_file import ParsedFile
from verbetertool.scoring.assess import assess
from verbetertool.scoring.case import READINGS, Case

NONE_TEXTS = ("geen", "Volgt nog.", "n.v.t.", "?")
TEXTS = st.sampled_from(
    [
        "",
        " ",
        "geen",
        "GEEN.",
        " volgt nog ",
        "volgt nog.",
        "N.V.T.",
        "?",
        "?.",
        "geen idee",
        "jaarverslag",
        "Geen. Nee",
        ".",
    ]
)
EVIDENCE = st.none() | TEXTS | st.lists(TEXTS, max_size=3).map(tuple)


@st.composite
def elements(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for number in range(draw(st.integers(1, 8))):
        required = draw(st.integers(2, 4))
        found.append(
            {
                "id": f"e{number}",
                "context": draw(st.sampled_from("abc")),
                "weight": draw(st.integers(1, 3)),
                "required": required,
                "essential": required >= 3 and draw(st.booleans()),
                "scale": draw(st.booleans()),
                "allowed": draw(st.booleans()),
            }
        )
    return found


@st.composite
def answers(draw: st.DrawFn, on_the_scale: bool) -> Any:
    """One answer as a file writes it, in any of its forms."""
    plain = [st.none(), st.just("unknown"), st.integers(0, 4)]
    of = draw(st.integers(1, 12))
    count = f"{draw(st.integers(0, of))}/{of}"
    if on_the_scale:
        plain.append(st.just(count))
    form = draw(st.sampled_from(["plain", "plain", "level", "count", "not applicable"]))
    if form == "plain" or (form == "count" and not on_the_scale):
        return draw(st.one_of(plain))
    rest = {"evidence": draw(EVIDENCE), "note": draw(st.none() | TEXTS)}
    if form == "not applicable":
        return {"not_applicable": draw(TEXTS | st.just(True)), **rest}
    if form == "level":
        return {"level": draw(st.none() | st.just("unknown") | st.integers(0, 4)), **rest}
    secured = 5 * int(count.split("/")[0]) >= 4 * of and draw(st.booleans())
    return {"count": count, "level": 4 if secured else None, **rest}


def rubric_of(plain: list[dict[str, Any]], anti_patterns: list[dict[str, Any]], groups: list[dict[str, Any]]) -> Rubric:
    made = []
    for e in plain:
        make = on_scale if e["scale"] else an_element
        allowed = {"allowed": e["allowed"], "example": "tekst"}
        fields = {"weight": e["weight"], "required": e["required"], "essential": e["essential"]}
        made.append(make(e["id"], e["context"], **fields, not_applicable=allowed))
    return a_rubric(made, anti_patterns, scale=SCALE, none_texts=NONE_TEXTS, lock_groups=tuple(groups))


@st.composite
def read_files(draw: st.DrawFn) -> tuple[Case, Rubric, Assessment]:
    """What the reference sees in a random rubric and a file for it, the rubric, and what comes out of scoring both."""
    plain = draw(elements())
    ids = [e["id"] for e in plain]
    anti_patterns = [an_anti_pattern(f"h{number}", number) for number in range(3)]
    members = st.lists(st.sampled_from(ids), min_size=1, max_size=6, unique=True).map(tuple)
    groups = [
        {
            "id": f"g{number}",
            "title": "Groep",
            "section": "3.7",
            "elements": draw(members),
            "only_from_age": draw(st.sampled_from([None, 23])),
        }
        for number in range(draw(st.integers(0, 2)))
    ]
    start = draw(st.sampled_from([None, 16, 23, 25]))
    occurs = st.sampled_from(["never", "sometimes", "usually", "unknown"])
    file = {
        "format": "verbetertool/1",
        "rubric": "proef",
        "project": {"name": "Proef", "ages": {"from": start}},
        "answers": {e["id"]: draw(answers(e["scale"])) for e in plain if draw(st.integers(0, 5))},
        "anti_patterns": {h["id"]: draw(occurs) for h in anti_patterns if draw(st.booleans())},
    }
    rubric = rubric_of(plain, anti_patterns, groups)
    found, _remarks = check_answers(Submission(ParsedFile("proef.yaml", "", file, {}), ""), rubric)
    return reference.case_of_file(plain, anti_patterns, groups, NONE_TEXTS, file), rubric, assess(rubric, found)


@given(read_files())
@settings(max_examples=10 * settings().max_examples)
def test_files_are_scored_as_the_reference_scores_them(made: tuple[Case, Rubric, Assessment]) -> None:
    """Scores, bands, and every lock with its limit, whether it binds, why it is there and what it allows at most."""
    case, _rubric, result = made
    if not case.counted:
        assert result.score.band is None
        return
    for name in READINGS:
        reading, wanted = getattr(result.score, name), reference.outcome(case, name)
        assert reading.exact is not None
        assert (reading.exact.numerator, reading.exact.denominator) == (
            wanted.score.numerator,
            wanted.score.denominator,
        )
        assert (reading.score, reading.band) == (wanted.score.__floor__(), wanted.band)
        why, own_band = reference.reasons(case, name), reference.plain_band(wanted.score)
        assert {(k.kind, k.id, k.limit, k.binding, k.because, k.at_most) for k in reading.locks} == {
            (kind, id, limit, limit == wanted.band and limit < own_band, *why[kind, id, limit])
            for kind, id, limit in wanted.locks
        }
    shown = {element.id for element in case.counted if element.has_evidence and element.level is not None}
    assert shown == {e.id for e in result.elements if e.level is not None and e.evidence}
    unanswered = {element.id for element in case.counted if element.level is None}
    assert unanswered == {e.id for e in result.elements if e.status in ("unanswered", "unknown")}
