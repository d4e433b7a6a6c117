"""Dutch words in an answer file: read as the English ones, reported where they stand, saved in English."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_rubric, an_anti_pattern, an_element
from verbetertool.errors import InvalidInputError
from verbetertool.interview.answer_store import AnswerStore
from verbetertool.interview.canonical import normalised
from verbetertool.model.project import Answered, AnswerFile, Answers, NotApplicable, Unknown
from verbetertool.reading.answers import check_answers, parse_answers
from verbetertool.reading.dutch import english_text, in_english
from verbetertool.reading.yamlfile import parse_yaml

RUBRIC = a_rubric([an_element(name) for name in ("een", "twee", "drie", "vier", "vijf")], [an_anti_pattern("fout")])
HEAD = "format: verbetertool/1\nrubric: proef\nproject: {name: Proef}\n"
DUTCH = (
    "antwoorden:\n  een: {niveau: 3, toelichting: goed, onderbouwing: [verslag]}  # wij\n"
    "  twee: weet niet\n  drie: n.v.t.\n  vier: {n.v.t.: geen stage}\n  vijf: {Niveau: Weet ik niet}\n"
    "anti_patterns:\n  fout: Soms # vaker niet\n"
)
ENGLISH = (
    "answers:\n  een: {level: 3, note: goed, evidence: [verslag]}  # wij\n"
    "  twee: unknown\n  drie: {not_applicable: true}\n  vier: {not_applicable: geen stage}\n  vijf: {level: unknown}\n"
    "anti_patterns:\n  fout: sometimes # vaker niet\n"
)


def read(text: str) -> Answers:
    return check_answers(parse_answers("p.yaml", (HEAD + text).encode(), ""), RUBRIC)[0]


def test_dutch_words_say_what_the_english_ones_say() -> None:
    """The same answers, each with the line that it stands on."""
    answers = read(DUTCH)
    assert answers.answers == {
        "een": Answered(3, "goed", ("verslag",), line=5),
        "twee": Unknown(line=6),
        "drie": NotApplicable(None, line=7),
        "vier": NotApplicable("geen stage", line=8),
        "vijf": Unknown(line=9),
    }
    assert answers == read(ENGLISH)


@pytest.mark.parametrize(("word", "occurs"), [("nooit", "never"), ("SOMS", "sometimes"), ("meestal", "usually")])
def test_how_often(word: str, occurs: str) -> None:
    """In the short form and in the long one."""
    for text in (f"fout: {word}", f"fout: {{occurs: {word}, toelichting: x}}"):
        assert read(f"anti_patterns:\n  {text}\n").anti_patterns["fout"].occurs == occurs


def test_a_problem_stands_where_the_dutch_word_does() -> None:
    """Its line and column are those of the file, not of the English word."""
    with pytest.raises(InvalidInputError) as refused:
        read("antwoorden:\n  een:\n    niveau: 9\n    toelichting: [a]\n")
    assert [(p.code, p.place.line, p.place.column) for p in refused.value.problems] == [
        ("not_a_level", 6, 13),
        ("not_one_text", 7, 18),
    ]


def test_both_words_for_one_thing_are_a_problem() -> None:
    """As every key that stands twice; nobody can know which one counts."""
    with pytest.raises(InvalidInputError) as refused:
        read("answers:\n  een: {level: 2, niveau: 3}\n")
    [problem] = refused.value.problems
    assert (problem.code, problem.place.line, problem.values) == ("same_key", 5, {"key": "niveau", "other": "level"})


def test_words_in_a_text_stay() -> None:
    """A note may be any of the words, and so may the name of a project."""
    text = HEAD.replace("Proef", "soms") + "answers:\n  een: {level: 1, note: weet niet, evidence: [niveau, soms]}\n"
    assert english_text(text) == text
    parsed = parse_yaml("p.yaml", text.encode())
    assert in_english(parsed) is parsed


def test_the_questionnaire_saves_in_english_and_keeps_comments(tmp_path: Path) -> None:
    """What a person wrote beside the Dutch words is still there."""
    path = tmp_path / "p.yaml"
    path.write_text(HEAD + DUTCH, encoding="utf-8")
    value = parse_answers("p.yaml", path.read_bytes(), "").parsed.value
    saved = AnswerStore(path, path.read_bytes()).save(normalised(AnswerFile.model_validate(value)))
    assert saved.by_hand is None
    assert "\n".join(path.read_text(encoding="utf-8").split("\n")[1:-2]) + "\n" == HEAD + ENGLISH


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["niveau", "level", "toelichting", "n.v.t.", "weet niet", "3", "soms"]), max_size=6))
def test_the_text_and_the_tree_agree(words: list[str]) -> None:
    """Whatever stands where, reading the translated text gives what translating the tree gives."""
    pairs = ", ".join(f"{word}: {other}" for word, other in zip(words[::2], words[1::2], strict=False))
    text = f"{HEAD}antwoorden:\n  een: {{{pairs}}}\nanti_patterns:\n  fout: {words[0] if words else 'soms'}\n"
    parsed = in_english(parse_yaml("p.yaml", text.encode()))
    if not parsed.problems:
        again = parse_yaml("p.yaml", english_text(text).encode())
        assert again.problems or again.value == parsed.value
