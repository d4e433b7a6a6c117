"""Several people as one project: properties of docs/scoring.md section 9, and the code against a naive second one."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import SCALE, a_rubric, an_anti_pattern, an_element, on_scale
from tests.properties import team_reference as reference
from tests.properties.team_reference import Person
from verbetertool.interview.canonical import canonical_yaml
from verbetertool.model.project import Answer, Answered, Answers, NotApplicable, Occurrence, Often, Project, Unknown
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import Count
from verbetertool.model.team import Team
from verbetertool.reading.answers import check_answers, parse_answers
from verbetertool.scoring.team import together

PERSPECTIVES = ("jongere", "werkgever", "gemeente", None)
ELEMENTS: tuple[dict[str, Any], ...] = (
    {"id": "a", "weight": 3, "required": 4, "on_scale": True},
    {"id": "b", "weight": 2, "required": 3, "on_scale": True},
    {"id": "c", "weight": 1, "required": 2, "on_scale": False},
    {"id": "d", "weight": 3, "required": 3, "on_scale": False},
)
ANTI_PATTERNS: tuple[dict[str, Any], ...] = (
    {"id": "h0", "deduction": 0},
    {"id": "h1", "deduction": 1},
    {"id": "h2", "deduction": 2},
)
OFTEN: tuple[Often, ...] = ("never", "sometimes", "usually")
FEW = settings(max_examples=settings().max_examples // 3)
"""A team takes many draws to make."""
OWN_LEVELS = {"ja": 3, "soms": 2, "nee": 0}


def rubric() -> Rubric:
    made = []
    for each in ELEMENTS:
        asked: dict[str, Any] = {"question": "Is dat zo?"}
        if not each["on_scale"]:
            asked |= OWN_LEVELS
        make = on_scale if each["on_scale"] else an_element
        made.append(
            make(
                each["id"],
                f"c{each['id']}",
                weight=each["weight"],
                required=max(3, each["required"]),
                asked_of={"jongere": asked},
                **({"base": 2} if each["required"] == 2 else {}),
            )
        )
    perspectives = tuple({"id": name, "title": f"De {name}"} for name in PERSPECTIVES if name)
    harms = [an_anti_pattern(each["id"], each["deduction"]) for each in ANTI_PATTERNS]
    return a_rubric(made, harms, scale=SCALE, perspectives=perspectives)


RUBRIC = rubric()


@st.composite
def said(draw: st.DrawFn, number: int, perspective: str | None, is_on_scale: bool) -> dict[str, Any]:
    """What a person may say about an element; the evidence of each is their own, or one that many know."""
    evidence = draw(st.sampled_from(([], [f"stuk {number}"], ["jaarverslag"], ["jaarverslag", f"stuk {number}"])))
    kinds = ["level", "level", "na", "unknown", "nothing"]
    kinds += ["count", "count"] if is_on_scale else []
    kinds += ["asked", "asked", "asked"] if perspective == "jongere" else []
    kind = draw(st.sampled_from(kinds))
    if kind == "level":
        return {"level": draw(st.integers(0, 4)), "evidence": evidence}
    if kind == "count":
        of = draw(st.integers(1, 12))
        yes = draw(st.integers(0, of))
        level = reference.level_of(yes, of)
        return {"level": 4 if level == 3 and draw(st.booleans()) else level, "count": (yes, of), "evidence": evidence}
    if kind == "asked":
        answer = draw(st.sampled_from(("ja", "soms", "nee")))
        if is_on_scale:
            return {"asked": answer, "evidence": evidence}
        return {"asked": answer, "level": OWN_LEVELS[answer], "evidence": evidence}
    return {"na": True} if kind == "na" else {"unknown": True} if kind == "unknown" else {}


@st.composite
def people(draw: st.DrawFn, most: int = 9) -> list[Person]:
    found = []
    for number in range(draw(st.integers(1, most))):
        perspective = draw(st.sampled_from(PERSPECTIVES))
        answers = {e["id"]: draw(said(number, perspective, e["on_scale"])) for e in ELEMENTS}
        often = draw(st.dictionaries(st.sampled_from([h["id"] for h in ANTI_PATTERNS]), st.integers(0, 2)))
        found.append({"perspective": perspective, "answers": answers, "occurs": often})
    return found


def file_of(person: Person) -> Answers:
    """The answer file of a person, as it is read."""
    answers: dict[str, Answer] = {}
    for id, told in person["answers"].items():
        evidence = tuple(told.get("evidence", ()))
        if "asked" in told and "level" not in told:
            count = Count.told(int(told["asked"] == "ja"), 1)
            level = reference.level_of(count.yes, 1)
            answers[id] = Answered(level, None, evidence, None, count, asked=told["asked"])
        elif "level" in told:
            count_told = Count.told(*told["count"]) if told.get("count") else None
            answers[id] = Answered(told["level"], None, evidence, None, count_told, asked=told.get("asked"))
        elif "na" in told:
            answers[id] = NotApplicable("past niet")
        elif "unknown" in told:
            answers[id] = Unknown()
    occurrences = {id: Occurrence(OFTEN[times]) for id, times in person["occurs"].items()}
    return Answers(
        rubric=RUBRIC.id,
        project=Project(name="Proef"),
        perspective=person["perspective"],
        answers=answers,
        anti_patterns=occurrences,
    )


def team_of(persons: Sequence[Person]) -> Team:
    return together(RUBRIC, [file_of(person) for person in persons])


def differs(persons: list[Person]) -> list[str]:
    """Where the code and the naive implementation disagree; used for many thousand teams outside the tests too."""
    team = team_of(persons)
    wrong = []
    for e in ELEMENTS:
        id = e["id"]
        expected, answer = reference.element_of(id, persons, e["on_scale"]), team.answers.answers.get(id)
        kinds = {Answered: "answered", NotApplicable: "not_applicable", Unknown: "unknown", type(None): "unanswered"}
        if kinds[type(answer)] != expected["status"]:
            wrong.append(f"{id}: {answer} {expected}")
            continue
        if isinstance(answer, Answered):
            count = (answer.count.yes, answer.count.of) if answer.count else None
            found = (answer.level, count, set(answer.evidence))
            if found != (expected["level"], expected["count"], expected["evidence"]):
                wrong.append(f"{id}: {answer} {expected}")
        if answer is not None:
            told = team.answers_from[id]
            if (told.lowest, told.highest) != (expected["lowest"], expected["highest"]):
                wrong.append(f"{id}: {told} {expected}")
    for h in ANTI_PATTERNS:
        id = h["id"]
        often, occurrence = reference.occurrence_of(id, persons), team.answers.anti_patterns.get(id)
        if (often and OFTEN[often["occurs"]]) != (occurrence and occurrence.occurs):
            wrong.append(f"{id}: {occurrence} {often}")
    talk = [
        (
            point.id,
            Fraction(point.worth.numerator, point.worth.denominator),
            {
                each.perspective: (each.people, OFTEN.index(each.level) if each.level in OFTEN else each.level)
                for each in point.by
            },
        )
        for point in team.document.talk
    ]
    if talk != reference.talk_of(list(ELEMENTS), list(ANTI_PATTERNS), persons):
        wrong.append(f"talk: {talk} {reference.talk_of(list(ELEMENTS), list(ANTI_PATTERNS), persons)}")
    return wrong


@FEW
@given(people())
def test_the_naive_team_agrees(persons: list[Person]) -> None:
    """Levels, counts, evidence, spreads and points to talk about: those of a straight transcription of the rules."""
    assert differs(persons) == []


@FEW
@given(people())
def test_the_file_of_a_team_says_the_same(persons: list[Person]) -> None:
    """Written and read again: every level, count and piece of evidence, and that it is one of several people."""
    team = team_of(persons)
    text = canonical_yaml(team.file(RUBRIC, "samen"))
    found, _warnings = check_answers(parse_answers("samen.yaml", text.encode(), ""), RUBRIC)
    assert {id: replace(each, line=None) for id, each in found.answers.items()} == team.answers.answers
    assert {id: replace(each, line=None) for id, each in found.anti_patterns.items()} == team.answers.anti_patterns
    assert found.together == bool(team.answers.answers or team.answers.anti_patterns)


@FEW
@given(people(), st.randoms())
def test_the_order_of_the_files_does_not_matter(persons: list[Person], random: Any) -> None:
    """Whoever is named first: the levels and what there is to talk about are the same."""
    others = persons[:]
    random.shuffle(others)

    def levels(team: Team) -> dict[str, tuple[str, int | None]]:
        return {id: (type(each).__name__, getattr(each, "level", None)) for id, each in team.answers.answers.items()}

    first, second = team_of(persons), team_of(others)
    assert levels(first) == levels(second)
    assert [(each.id, each.worth) for each in first.document.talk] == [
        (each.id, each.worth) for each in second.document.talk
    ]


@FEW
@given(people(most=4))
def test_always_a_level_that_somebody_gave(persons: list[Person]) -> None:
    """What a team comes to lies between its lowest and its highest, and somebody (or the count of all) said it."""
    team = team_of(persons)
    for id, answer in team.answers.answers.items():
        if isinstance(answer, Answered):
            told = team.answers_from[id]
            ends = [end for end in (told.lowest, told.highest) if end is not None]
            assert len(ends) == 2
            assert ends[0] <= answer.level <= ends[1]


@given(people(most=1))
def test_one_person_is_a_team_of_one(persons: list[Person]) -> None:
    """Who is alone says what the team says, and has nothing to talk about."""
    [person] = persons
    team, file = team_of(persons), file_of(person)
    assert team.document.talk == ()
    for id, answer in file.answers.items():
        if isinstance(answer, Answered):
            assert team.answers.answers[id] == replace(answer, asked=None)


@FEW
@given(people(), st.integers(1, 4))
def test_a_large_group_does_not_outvote_a_small_one(persons: list[Person], times: int) -> None:
    """Everybody of one perspective coming twice, or more often, changes no level.

    In words of one's own all of a perspective are one count among its other counts: they are left out here.
    """
    if any("asked" in told for person in persons for told in person["answers"].values()):
        persons = [person for person in persons if person["perspective"] != "jongere"] or persons[:1]
    chosen = persons[0]["perspective"]
    many = [person for person in persons for _ in range(times if person["perspective"] == chosen else 1)]
    first, second = team_of(persons), team_of(many)
    for id, answer in first.answers.answers.items():
        other = second.answers.answers[id]
        assert type(answer) is type(other)
        if isinstance(answer, Answered) and isinstance(other, Answered):
            assert answer.level == other.level
