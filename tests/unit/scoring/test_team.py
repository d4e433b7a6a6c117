"""Several people as one project: what docs/scoring.md section 9 says, case by case."""

from typing import Any

import pytest

from tests.builders import SCALE, a_rubric, an_anti_pattern, an_element, on_scale, some_answers
from verbetertool.model.project import Answered, Answers, NotApplicable, Occurrence, Unknown
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import Count
from verbetertool.model.team import Said
from verbetertool.scoring.team import is_of_own_words, scopes_of, together

TWO_APART = {"a": 1, "b": 3}


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    asked = {"jongere": {"question": "Is dat zo?"}}
    own = {"jongere": {"question": "Kies jij?", "ja": 3, "soms": 2, "nee": 0}}
    return a_rubric(
        [
            on_scale("a", weight=3, asked_of=asked),
            on_scale("b", weight=1, asked_of=asked),
            an_element("c", weight=2, asked_of=own),
            an_element("vast", not_applicable={"allowed": False}),
        ],
        [an_anti_pattern("druk", 2), an_anti_pattern("straf", 0)],
        scale=SCALE,
        none_texts=("geen",),
        perspectives=(
            {"id": "jongere", "title": "De jongere", "informal": True},
            {"id": "professional", "title": "De professional", "by_profession": True},
            {"id": "gemeente", "title": "De gemeente"},
        ),
        goals=tuple({"id": goal, "title": goal, "description": goal} for goal in ("werk", "school")),
    )


def said(perspective: str | None, answers: dict[str, Any], **fields: Any) -> Answers:
    """The file of one person."""
    return some_answers(answers, perspective=perspective, **fields)


def asked(*words: str, **fields: Any) -> list[Answers]:
    """Young people who said this to question a, in their own words."""
    found = []
    for number, word in enumerate(words):
        count = Count.told(int(word == "ja"), 1)
        answer = Answered(3 if word == "ja" else 0, f"notitie {number}", count=count, asked=word)  # type: ignore[arg-type]
        file = some_answers({}, perspective="jongere", **fields)
        found.append(Answers(**{**_fields(file), "answers": {"a": answer}}))
    return found


def _fields(file: Answers) -> dict[str, Any]:
    return {name: getattr(file, name) for name in Answers.__slots__}  # type: ignore[attr-defined]


def test_by_perspective_first(rubric: Rubric) -> None:
    """Five professionals don't outvote one young person: the lower median of the two perspectives."""
    files = [said("professional", {"a": 4}) for _ in range(5)] + [said("jongere", {"a": 1})]
    assert together(rubric, files).answers.answers["a"] == Answered(1)


def test_answers_in_own_words_are_one_count(rubric: Rubric) -> None:
    """Ja of all who said ja, soms or nee; one level, so that a single nee is no difference."""
    team = together(rubric, asked("ja", "soms", "nee", "ja"))
    assert team.answers.answers["a"] == Answered(2, count=Count.told(2, 4))
    assert team.document.talk == ()
    assert (team.answers_from["a"].lowest, team.answers_from["a"].highest) == (2, 2)


def test_who_does_not_know_is_not_counted(rubric: Rubric) -> None:
    """Weet ik niet stays out of the count, and is what is left only if nobody gave a level."""
    files = [*asked("ja"), said("jongere", {"a": "unknown", "b": "unknown"})]
    team = together(rubric, files)
    assert team.answers.answers == {"a": Answered(3, count=Count.told(1, 1)), "b": Unknown()}
    assert team.answers_from["b"].people == 1


def test_a_count_beats_a_level(rubric: Rubric) -> None:
    """Of one perspective only those who counted are heard, and the largest count of the chosen level stays."""
    small, large = Count.told(1, 10), Count.told(2, 40)
    files = [said("gemeente", {"a": 4}), said("gemeente", {"a": 4})]
    for count in (small, large):
        file = said("gemeente", {})
        files.append(Answers(**{**_fields(file), "answers": {"a": Answered(1, count=count)}}))
    assert together(rubric, files).answers.answers["a"] == Answered(1, count=large)
    first, equal = Count.told(3, 40), Count.told(2, 40)
    for counts in ((first, equal), (equal, first)):
        both = [Answers(**{**_fields(file), "answers": {"a": Answered(1, count=count)}}) for count in counts]
        assert together(rubric, both).answers.answers["a"] == Answered(1, count=counts[0])


def test_not_applicable_is_settled_first(rubric: Rubric) -> None:
    """More than half of the perspectives must say so; a refused one is unknown; who only does not know is out."""
    out, level, unknown = {"a": "not_applicable"}, {"a": 2}, {"a": "unknown"}
    files = [said("jongere", out), said("professional", level), said("gemeente", unknown)]
    assert isinstance(together(rubric, files).answers.answers["a"], Answered)
    files[2] = said("gemeente", out)
    assert together(rubric, files).answers.answers["a"] == NotApplicable("past hier niet")
    assert together(rubric, [said(None, {"vast": "not_applicable"})]).answers.answers["vast"] == Unknown()


def test_a_perspective_that_says_not_applicable_gives_no_level(rubric: Rubric) -> None:
    """Though one of its people may have given one."""
    out = [said("professional", {"a": "not_applicable"}) for _ in range(2)]
    team = together(rubric, [*out, said("professional", {"a": 0}), said("gemeente", {"a": 3})])
    assert team.answers.answers["a"] == Answered(3)
    assert team.answers_from["a"].people == 4


def test_evidence_of_those_who_gave_at_least_the_level(rubric: Rubric) -> None:
    """Each piece once; what says that there is none is none."""
    files = [said("jongere", {"a": "1e"}), said("gemeente", {"a": "3e"}), said("professional", {"a": "3e"})]
    low = Answers(**{**_fields(files[0]), "answers": {"a": Answered(1, evidence=("kladblok",))}})
    none = Answers(**{**_fields(files[1]), "answers": {"a": Answered(3, evidence=("geen", " "))}})
    assert together(rubric, [low, none, *files[1:]]).answers.answers["a"] == Answered(3, evidence=("jaarverslag",))


def test_anti_patterns_by_the_more_frequent(rubric: Rubric) -> None:
    """Of two the upper one; never against usually is a point to talk about, worth 2d, and without d it is none."""
    files = [said("jongere", {}, anti_patterns={"druk": "never", "straf": "never"})]
    files.append(said("gemeente", {}, anti_patterns={"druk": "usually", "straf": "usually"}))
    team = together(rubric, files)
    assert team.answers.anti_patterns["druk"] == Occurrence("usually")
    assert [(point.id, point.worth.value) for point in team.document.talk] == [("druk", 4.0)]
    assert team.anti_patterns_from["druk"].lowest == "never"


def test_points_to_talk_about(rubric: Rubric) -> None:
    """Worth weight x what lies below the requirement; largest first; what is above the requirement is worth nothing."""
    files = [said("gemeente", {"a": 1, "b": 1, "c": 1}), said("professional", {"a": 3, "b": 4, "c": 2, "vast": 4})]
    points = together(rubric, files).document.talk
    possible = (3 + 1 + 2 + 1) * 3
    assert [(point.id, point.worth.numerator * possible / point.worth.denominator) for point in points] == [
        ("a", 600.0),
        ("b", 200.0),
    ]


def test_three_people_are_shown_and_two_are_not(rubric: Rubric) -> None:
    """By how many gave a level to this question; the notes of fewer are kept nowhere."""
    files = [*asked("nee", "nee", "nee"), said("professional", {"a": 3}), said("professional", {"a": 3})]
    noted = Answers(**{**_fields(files[4]), "answers": {"a": Answered(3, "van een van twee")}})
    team = together(rubric, [*files[:4], noted])
    assert team.document.talk[0].by == (Said("jongere", 3, 0),)
    assert [note.text for note in team.notes["a"]] == ["notitie 0", "notitie 1", "notitie 2"]
    without = together(rubric, [*files[:2], said("jongere", {"a": "unknown"}), *files[3:4], noted])
    assert without.document.talk[0].by == ()
    assert without.notes == {}


@pytest.mark.parametrize(
    ("perspective", "fields", "number", "is_shown"),
    [
        ("professional", {"shown": True}, 1, True),
        ("professional", {}, 1, False),
        ("professional", {"shown": True}, 2, False),
        ("gemeente", {"shown": True}, 1, False),
        ("gemeente", {"shown": True, "assessor": True}, 1, True),
        ("jongere", {"shown": True}, 1, False),
    ],
)
def test_one_person_who_agreed_is_shown(
    rubric: Rubric, perspective: str, fields: dict[str, Any], number: int, is_shown: bool
) -> None:
    """Only who answers by profession or from outside, alone of a perspective."""
    files = [said(None, {"a": 0}), *(said(perspective, {"a": 3}, **fields) for _ in range(number))]
    assert bool(together(rubric, files).document.talk[0].by) == is_shown


def test_whose_profile(rubric: Rubric) -> None:
    """That of the file named first which is not one of own words alone; what differs is said, an order does not."""
    files = [
        *asked("ja"),
        said("gemeente", {"a": 1}, project={"goals": ("werk", "school")}),
        said("gemeente", {"a": 1}, project={"goals": ("school", "werk")}),
        said("gemeente", {"a": 1}, project={"goals": ("werk",)}),
        *asked("ja", project={"goals": ("school",)}),
    ]
    team = together(rubric, files)
    assert team.profile_of == 1
    assert team.answers.project.goals == ("werk", "school")
    assert [(each.number, each.fields) for each in team.other_profiles] == [(3, ("goals",)), (4, ("goals",))]


def test_the_last_date(rubric: Rubric) -> None:
    """Of all files; those without one say nothing."""
    dates = ("2026-11-02", None, "2026-11-23", "2026-10-30")
    assert together(rubric, [said(None, {"a": 1}, date=date) for date in dates]).answers.date == "2026-11-23"


def test_own_words_have_no_scope(rubric: Rubric) -> None:
    """They go with a quick scan and with a whole questionnaire, which do not go with each other."""
    own, quick, full = asked("ja")[0], said("gemeente", {"a": 1}, scope="quick"), said("gemeente", {"a": 1})
    assert is_of_own_words(rubric, own)
    often = Answers(**{**_fields(own), "anti_patterns": {"druk": Occurrence("never")}})
    assert not is_of_own_words(rubric, often)
    assert not is_of_own_words(rubric, said("gemeente", {"a": "unknown"}))
    assert is_of_own_words(rubric, said("jongere", {"a": "unknown"}))
    assert scopes_of(rubric, [own, quick]) == {"quick"}
    assert scopes_of(rubric, [own, quick, full]) == {"quick", "full"}
    assert together(rubric, [own, quick]).answers.scope == "quick"


def test_an_older_answer_makes_the_whole_older(rubric: Rubric) -> None:
    """The oldest version of the rubric that one of them answered stays with the answer."""
    file = said("gemeente", {"a": 2})
    old = Answers(**{**_fields(file), "answers": {"a": Answered(2, rubric_version="0.9")}})
    older = Answers(**{**_fields(file), "answers": {"a": Answered(2, rubric_version="0.8")}})
    assert together(rubric, [file, old, older]).answers.answers["a"].rubric_version == "0.8"
