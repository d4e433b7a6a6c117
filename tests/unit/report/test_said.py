"""What a report says of answers that are easily mistaken for another one."""

from dataclasses import replace

from tests.builders import a_rubric, an_anti_pattern, an_element, html_of, markdown_of, shown, some_answers
from verbetertool.model.assessment import Assessment
from verbetertool.model.project import Answered, NotApplicable
from verbetertool.model.rubric import Rubric
from verbetertool.report.documents.rubric import item_document
from verbetertool.report.documents.words import band_words
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


def test_evidence_in_a_list_spoils_nothing() -> None:
    """From a program that did not look at the types; it is shown, and so is what comes after it."""
    first, second = "eerste bewijs", "tweede bewijs"
    for evidence in ([first, second], (first, second)):
        answers = replace(some_answers({}), answers={"gewoon": Answered(2, evidence=evidence)})  # type: ignore[arg-type]
        page = html_of(assess(RUBRIC, answers), RUBRIC)
        assert (page.count(first), page.count(second)) == (2, 2)  # at the improvement point, and among all answers


def test_an_undetermined_band_is_not_called_settled() -> None:
    """Not even where every reading has the same band (docs/scoring.md section 6): that would be a contradiction."""
    assessment = assess(RUBRIC, some_answers({"vast": "0e", "gewoon": "3e", "ook": "3e"}, {"druk": "never"}))
    assert assessment.score.proven.band == assessment.score.at_most.band
    assert assessment.score.labels == ("undetermined",)
    assert band_words(assessment) == "nog niet te bepalen"


def test_nothing_is_taken_off_a_score_that_is_not_there() -> None:
    """Where nothing counts an anti-pattern costs no points."""
    rubric = a_rubric([an_element("gewoon")], [an_anti_pattern("druk", 2)])
    text = said(rubric, assess(rubric, some_answers({"gewoon": "not_applicable"}, {"druk": "usually"})))
    assert "Dit kost geen punten." in text
    assert "van de score." not in text


def test_a_lock_says_how_far_the_project_gets() -> None:
    """The same words for a project that the lock holds back now, and for one at the first band that it holds later."""
    assessment = assess(RUBRIC, some_answers({e.id: "0e" for e in RUBRIC.elements}))
    assert assessment.score.reported.band == 1
    assert "Zolang dit zo blijft, komt u niet verder dan «In opbouw»." in said(RUBRIC, assessment)
    levels = {e.id: "3e" for e in RUBRIC.elements} | {"vast": "1e"}
    assert "Zolang dit zo blijft, komt u niet verder dan «In opbouw»." in said(
        RUBRIC, assess(RUBRIC, some_answers(levels))
    )


def test_rubric_show_says_what_is_asked_of_an_essential_element() -> None:
    """An essential element asks at least level 3, also where its base says 2."""
    rubric = a_rubric([an_element("vast", essential=True, required=2)])
    assert "Het streefbeeld vraagt niveau 3." in shown(item_document(rubric, "vast"))
