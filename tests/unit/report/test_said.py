"""What a report says of answers that are easily mistaken for another one."""

from dataclasses import replace

from tests.builders import a_rubric, an_anti_pattern, an_element, markdown_of, some_answers
from verbetertool.model.assessment import Assessment
from verbetertool.model.project import NotApplicable
from verbetertool.model.rubric import Rubric
from verbetertool.report.rubric import render_item
from verbetertool.report.words import band_words
from verbetertool.scoring.assess import assess

RUBRIC = a_rubric(
    [
        an_element("vast", essential=True),
        an_element("gewoon", weight=3),
        an_element("ook", weight=3),
        *(an_element(f"vraag-{number}") for number in range(4)),
    ],
    [an_anti_pattern("druk", 2)],
)


def said(rubric: Rubric, assessment: Assessment) -> str:
    return markdown_of(assessment, rubric).replace("\\", "")


def test_a_refused_not_applicable_is_distinguished_from_not_knowing() -> None:
    """It counts as unknown, and the report says that it is something else that the person said."""
    given = some_answers({"vast": "not_applicable", "gewoon": "unknown"})
    answers = replace(given, answers={**given.answers, "vraag-0": NotApplicable()})
    text = said(RUBRIC, assess(RUBRIC, answers))
    assert "Bij 1 vraag staat «weet ik niet»." in text
    assert "Bij 2 vragen staat «niet van toepassing», maar dat kan daar niet of de reden mist." in text


def test_an_undetermined_band_is_not_called_settled() -> None:
    """Both labels are in the result (docs/scoring.md section 6); together they would contradict each other."""
    assessment = assess(RUBRIC, some_answers({"vast": "0e", "gewoon": "3e", "ook": "3e"}, {"druk": "never"}))
    assert assessment.score.labels == ("nog niet te bepalen", "dit beeld staat vast")
    assert band_words(assessment) == "nog niet te bepalen"


def test_nothing_is_taken_off_a_score_that_is_not_there() -> None:
    """Where nothing counts an anti-pattern costs no points."""
    rubric = a_rubric([an_element("gewoon")], [an_anti_pattern("druk", 2)])
    text = said(rubric, assess(rubric, some_answers({"gewoon": "not_applicable"}, {"druk": "usually"})))
    assert "Dit kost geen punten." in text
    assert "van de score." not in text


def test_a_lock_above_the_band_holds_back_only_later() -> None:
    """A project at the first band does not read that a lock on the second one is what keeps it there."""
    assessment = assess(RUBRIC, some_answers({e.id: "0e" for e in RUBRIC.elements}))
    assert assessment.score.reported.band == 1
    assert "Later houdt dit ook het beeld tegen: dat wordt dan hoogstens «In opbouw»." in said(RUBRIC, assessment)
    levels = {e.id: "3e" for e in RUBRIC.elements} | {"vast": "1e"}
    assert "Zolang dit zo blijft, is het beeld hoogstens «In opbouw»." in said(
        RUBRIC, assess(RUBRIC, some_answers(levels))
    )


def test_rubric_show_says_what_is_asked_of_an_essential_element() -> None:
    """An essential element asks at least level 3, also where its base says 2."""
    rubric = a_rubric([an_element("vast", essential=True, required=2)])
    assert "Het streefbeeld vraagt niveau 3." in render_item(rubric, "vast")
