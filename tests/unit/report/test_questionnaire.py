"""The questionnaire on paper: what the profile asks, all of it, with boxes and room."""

from collections.abc import Iterator

from tests.builders import shown
from verbetertool import load_rubric
from verbetertool.interview.form_questions import questions_in_own_words, questions_of
from verbetertool.report.document import Blanks, Block, Boxes, Card, Document, text_of
from verbetertool.report.documents.questionnaire import questionnaire_document
from verbetertool.scoring.applicability import contour_of

RUBRIC = load_rubric()
PROFILE = RUBRIC.reference_profiles[0].profile


def cards_of(document: Document) -> dict[str, Card]:
    """The questions by their words."""
    return {block.title: block for section in document.sections for block in section.blocks if isinstance(block, Card)}


def boxes_in(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Boxes):
            yield from (text_of(box.text) for box in block.boxes)


def test_it_asks_only_what_the_profile_asks() -> None:
    """The elements of the contour and every anti-pattern, numbered in the order of the rubric."""
    cards = cards_of(questionnaire_document(questions_of(RUBRIC, PROFILE)))
    asked = {each.element.question for each in contour_of(RUBRIC, PROFILE, "full")}
    assert set(cards) == asked | {each.question for each in RUBRIC.anti_patterns}
    assert len(asked) < len(RUBRIC.elements)
    assert [card.number for card in cards.values()] == list(range(1, len(cards) + 1))


def test_each_level_has_a_box_and_each_answer_room() -> None:
    """Levels in full, "I don't know", and "not applicable" where that can be; a count where one is an answer."""
    cards = cards_of(questionnaire_document(questions_of(RUBRIC, None)))
    for element in RUBRIC.elements:
        card = cards[element.question]
        boxes = list(boxes_in(card.blocks))
        assert boxes[:5] == [f"{level} {text}" for level, text in enumerate(RUBRIC.level_texts(element))]
        may_not_apply = element.not_applicable.allowed and not element.essential
        assert len(boxes) == 6 + may_not_apply
        room = [block.questions for block in card.blocks if isinstance(block, Blanks)]
        assert len(room) == 1 + element.on_scale
        assert ("Reden" in room[-1]) == may_not_apply
    for anti_pattern in RUBRIC.anti_patterns:
        assert len(list(boxes_in(cards[anti_pattern.question].blocks))) == 4


def test_what_is_known_of_the_project_is_ticked() -> None:
    """A profile is filled in already; what it leaves open is not."""
    text = shown(questionnaire_document(questions_of(RUBRIC, PROFILE)))
    for choice in (*RUBRIC.target_groups, *RUBRIC.goals):
        is_chosen = choice.id in (*PROFILE.target_groups, *PROFILE.goals)
        assert f"[{'x' if is_chosen else ' '}] {choice.title}." in text
    assert PROFILE.ages
    assert f"Vanaf welke leeftijd? {PROFILE.ages.from_} " in text


def test_a_quick_one_asks_the_core() -> None:
    """With --quick the core questions alone, and it says so."""
    document = questionnaire_document(questions_of(RUBRIC, None, quick=True))
    core = {element.question for element in RUBRIC.elements if element.core}
    assert set(cards_of(document)) == core | {each.question for each in RUBRIC.anti_patterns}
    assert "snelle scan" in shown(document)


def test_others_are_asked_in_their_own_words() -> None:
    """A perspective with questions of its own gets those, with ja, soms, nee and weet ik niet, and no name is asked."""
    perspective = next(iter(next(element.asked_of for element in RUBRIC.elements if element.asked_of)))
    document = questionnaire_document(questions_in_own_words(RUBRIC, None, perspective))
    asked = [e.asked_of[perspective].question for e in RUBRIC.elements if perspective in e.asked_of]
    cards = cards_of(document)
    assert set(cards) == set(asked)
    assert {tuple(boxes_in(card.blocks)) for card in cards.values()} == {("Ja", "Soms", "Nee", "Weet ik niet")}
    assert "Uw project" not in shown(document)
