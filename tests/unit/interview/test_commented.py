"""Answers in a file with comments of a person; real files and editors are tried in tests/e2e."""

from verbetertool.interview.commented import Commented
from verbetertool.model.project import AnswerFile, LongAnswer
from verbetertool.reading.yamlfile import parse_yaml

TEXT = """\
format: verbetertool/1
rubric: proef
project:
  name: Proef
answers:
  # uit het jaarverslag
  een: 34/40  # navragen
  twee: 2
"""


def test_a_count_keeps_its_short_form_and_comments() -> None:
    """One count for another, and a count for a level."""
    file = AnswerFile.model_validate(parse_yaml("", TEXT.encode()).value)
    answers = {"een": LongAnswer(count="36/40"), "twee": LongAnswer(count="3/4")}
    changed = Commented(TEXT).with_answers(file.model_copy(update={"answers": answers}))
    assert changed == TEXT.replace("34/40", "36/40").replace("twee: 2", "twee: 3/4")
