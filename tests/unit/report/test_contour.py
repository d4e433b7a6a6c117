"""The contour as a text: its parts, its sentences at each level, and how a project stands beside it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.builders import SCALE, a_rubric, an_anti_pattern, an_element, on_scale, shown, some_answers
from verbetertool import assess, load_answers, load_rubric
from verbetertool.checking.schemas import schema_of
from verbetertool.model.contour import Profile
from verbetertool.model.picture import picture_beside, side_by_side
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Document
from verbetertool.report.documents.contour import contour_document, project_contour_document
from verbetertool.report.documents.contours import contours_document, profiles_document
from verbetertool.report.formats import FORMATS
from verbetertool.scoring.picture import picture_for

SHIPPED = load_rubric()
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
RAISED = ({"when": {"goals": ("werk",)}, "to": 4, "section": "3.2"},)
CHOICE = {"title": "Betaald werk", "description": "x"}


def a_scaled_rubric(*elements: dict[str, Any], **rest: Any) -> Rubric:
    return a_rubric(
        elements or [on_scale("e")],
        [an_anti_pattern("brieven", title="Brieven", alternative="Ga langs.", caveat="Zonder studie.")],
        scale=SCALE,
        goals=({"id": "werk", **CHOICE}, {"id": "school", **CHOICE, "title": "School"}),
        phases=({"id": "intake", **CHOICE, "title": "Intake"}, {"id": "nazorg", **CHOICE, "title": "Nazorg"}),
        **rest,
    )


def page(rubric: Rubric, **profile: Any) -> str:
    return shown(contour_document(picture_for(rubric, Profile(**profile)), rubric, "Proef"))


@pytest.mark.parametrize(
    ("base", "goals", "text"),
    [
        (2, (), "Ook dit geldt, voor een deel van de jongeren. e zoals het hoort. (alleen praktijk; niveau 2)"),
        (3, (), "\ne zoals het hoort. (alleen praktijk; niveau 3)"),
        (3, ("werk",), "e zoals het hoort. e staat vast. (alleen praktijk; niveau 4, om: «Betaald werk»)"),
    ],
)
def test_a_practice_is_told_at_the_level_that_is_asked(base: int, goals: tuple[str, ...], text: str) -> None:
    """Of a part of them, as it is, or with what is added to it; behind it why."""
    raises = RAISED if goals else ()
    assert text in page(a_scaled_rubric(on_scale("e", base=base, raises=raises)), goals=goals)


def test_an_element_with_own_levels() -> None:
    """Its practice, and below or above that its own words; without a practice the text of the level asked."""
    own = an_element("a", practice="Zo hoort het.", base=2)
    added = an_element("b", practice="Zo ook.", secured="En meer.", raises=RAISED)
    found = page(a_scaled_rubric(own, added, an_element("c", required=2)), goals=("werk",))
    assert "Zo hoort het. Voor dit profiel is niveau 2 genoeg: a niveau 2" in found
    assert "Zo ook. En meer." in found
    assert "c niveau 2" in found


@pytest.mark.parametrize(
    ("support", "words"),
    [
        ({"studies": {"text": (1, 2, 40)}, "mentions": 13}, "(2 studies, 13 keer genoemd; niveau 3)"),
        ({"studies": {"text": (38,)}, "mentions": None}, "(één studie; niveau 3)"),
        ({"mentions": 3}, "(alleen praktijk, 3 keer genoemd; niveau 3)"),
        ({"studies": {"text": (3,)}, "status": "promising"}, "(één studie, veelbelovend; niveau 3)"),
    ],
)
def test_how_broad_the_support_is(support: dict[str, Any], words: str) -> None:
    """Review studies, or else other notes, and mentions; practice alone is called so."""
    support = {"sections": ("3.1",), "status": "supported", **support}
    assert words in page(a_scaled_rubric(on_scale("e", support=support)))


def test_the_walk_follows_the_phases() -> None:
    """Preconditions first and once, then the phases in their order, what holds throughout last."""
    rubric = a_scaled_rubric(
        on_scale("steeds"),
        on_scale("na", phase="nazorg"),
        on_scale("in", phase="intake"),
        on_scale("eis", essential=True),
    )
    found = page(rubric)
    order = [found.index(f"{name} zoals het hoort.") for name in ("eis", "in", "na", "steeds")]
    assert order == sorted(order)
    assert found.count("eis zoals het hoort.") == 1
    assert found.index("\nNazorg\n") < found.index("\nDe hele weg\n")


def test_signs_of_success_fit_the_goals() -> None:
    """Those of another goal are left out, those that name the goal come first, and more than three are folded."""
    criteria = [("a", ()), ("b", ()), ("c", ()), ("d", ("werk",)), ("e", ("school",))]
    rubric = a_scaled_rubric(
        perspectives=({"id": "jongere", "title": "De jongere"},),
        success_criteria=tuple(
            {"id": id, "perspective": "jongere", "text": f"Teken {id}.", "goals": goals, "section": "2"}
            for id, goals in criteria
        ),
    )
    found = page(rubric, goals=("werk",))
    assert "Een succes voor: de jongere. Teken d. Teken a. Teken b.\n" in found
    assert "Meer tekenen van succes\n- Een succes voor: de jongere. Teken c.\n" in found
    assert "Teken e." not in found


def test_marks_beside_answers() -> None:
    """Each sentence has the word for how the project stands, an anti-pattern its answer; together they are counted."""
    rubric = a_scaled_rubric(*(on_scale(id) for id in "abcd"))
    result = assess(rubric, some_answers({"a": 3, "b": 1, "d": "not_applicable"}, {"brieven": "sometimes"}))
    found = shown(project_contour_document(result, rubric))
    for words in (
        "a zoals het hoort. ✓ voldoet. (",
        "b zoals het hoort. △ nog niet (niveau 1 van 3). (",
        "c zoals het hoort. ? onbekend. (",
        "d zoals het hoort. – telt niet mee. (",
        "1 keer «voldoet», 1 keer «nog niet», 1 keer «onbekend» en 1 keer «telt niet mee».",
        "Uw antwoord: soms",
    ):
        assert words in found


def test_contradictions_are_questions() -> None:
    """Two answers that hardly go together give their question, on the page and in the report."""
    contradiction = {
        "id": "x",
        "first": {"element": "e", "at_least": 3},
        "second": {"anti_pattern": "brieven", "occurs": "sometimes"},
        "question": "Hoe gaat dat samen?",
    }
    rubric = a_scaled_rubric(contradictions=(contradiction,))
    for occurs, asked in (("never", False), ("sometimes", True), ("usually", True)):
        result = assess(rubric, some_answers({"e": 3}, {"brieven": occurs}))
        assert ("Hoe gaat dat samen?" in shown(project_contour_document(result, rubric))) == asked
    assert "Hoe gaat dat samen?" not in page(rubric)


def test_an_empty_profile_says_that_everything_counts() -> None:
    """What was not filled in is named, and an own rubric without much still has a page."""
    assert "Niet ingevuld: doelgroepen, leeftijd, doelen, fasen." in page(a_scaled_rubric())


def test_side_by_side() -> None:
    """What one asks alone, and of which it asks more with the reason; equal pictures differ in nothing."""
    only = on_scale("alleen", applies_when={"goals": ("school",)})
    rubric = a_scaled_rubric(on_scale("e", raises=RAISED), only)
    left, right = (picture_for(rubric, Profile(goals=(goal,))) for goal in ("werk", "school"))
    found = shown(contours_document(left, right, ("Een", "Twee"), rubric))
    assert "Alleen bij: Twee\n- Titel alleen. alleen zoals het hoort.\n" in found
    assert (
        "Bij beide, en meer bij: Een\n- Titel e: niveau 4, bij de ander 3. Om: «Betaald werk» (paragraaf 3.2).\n"
        in found
    )
    assert "Alleen bij: Een" not in found
    assert "vragen hetzelfde" in shown(contours_document(left, left, ("Een", "Een"), rubric))


def data(document: Document) -> Any:
    return json.loads(FORMATS["json"].render(document, ""))


@pytest.mark.thorough
@pytest.mark.parametrize("profile", SHIPPED.reference_profiles, ids=lambda profile: profile.id)
def test_json_of_a_profile(profile: Any) -> None:
    """It fits the published schema and has no marks; the page says all of it; beside itself it differs in nothing."""
    picture = picture_for(SHIPPED, profile.profile)
    found = data(contour_document(picture, SHIPPED, profile.title))
    jsonschema.validate(found, schema_of("contour", SHIPPED))
    assert list(found) == ["format", "profile", "assumed", "elements", "anti_patterns", "principles", "success"]
    assert found["format"] == "verbetertool-contour/1"
    assert all("mark" not in element for element in found["elements"])
    assert all(bool(e["raised_by"]) == (e["required"] > e["base"]) for e in found["elements"])
    text = contour_page_text(picture, profile.title)
    for element in found["elements"]:
        assert (SHIPPED.element_by_id[element["id"]].practice or "").strip() in text
    same = side_by_side(picture, picture)
    assert (same.only_left, same.only_right, same.more_left, same.more_right) == ((), (), (), ())


def contour_page_text(picture: Any, title: str) -> str:
    return shown(contour_document(picture, SHIPPED, title))


@pytest.mark.thorough
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_marks_agree_with_the_losses(path: Path) -> None:
    """What meets loses nothing, what falls short loses something, and what is not known loses all that is asked."""
    result = assess(SHIPPED, load_answers(path, SHIPPED))
    found = data(project_contour_document(result, SHIPPED))
    jsonschema.validate(found, schema_of("contour", SHIPPED))
    losses = {e.id: (e.points_lost, e.weight * e.required) for e in result.elements}
    for element in found["elements"]:
        lost, whole = losses[element["id"]]
        match element["mark"]:
            case "meets" | "not_applicable":
                assert lost == 0
            case "short":
                assert 0 < lost <= whole
            case _:
                assert lost == whole > 0
    assert picture_beside(SHIPPED, result).profile == result.project.profile


def test_ready_made_profiles_are_listed() -> None:
    """Each with its id; a rubric without any says what to give instead."""
    found = shown(profiles_document(SHIPPED))
    assert all(profile.id in found and profile.title in found for profile in SHIPPED.reference_profiles)
    assert "geen voorbeeldprofielen" in shown(profiles_document(a_scaled_rubric()))
