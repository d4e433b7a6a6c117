"""The canonical form of an answer file."""

from tests.unit.interview.conversations import a_small_rubric
from verbetertool.interview.canonical import canonical_yaml
from verbetertool.interview.state import new_file
from verbetertool.model.project import AnswerFile, Audit, LongAnswer, LongOccurrence, Project
from verbetertool.reading.yamlfile import parse_yaml


def a_file(**fields: object) -> AnswerFile:
    return new_file(a_small_rubric()).model_copy(update=fields)


def test_whole_file() -> None:
    """Keys in the order of docs/file-formats.md, short forms where nothing is lost, blocks and folds for text."""
    project = Project.model_validate(
        {"name": "Proef: een", "target_groups": ("x", "z"), "ages": {"from": 16, "to": 27}, "status": "plan"}
    )
    answers = {
        "a1": LongAnswer(level=2),
        "a2": LongAnswer(level=3, note="een\n\ntwee", evidence=("jaarverslag 2025 p. 12", "no")),
        "b1": LongAnswer(not_applicable="niet bij ons"),
        "old": LongAnswer(level="unknown", note="lang " * 30 + "eind"),
        "leeg": LongAnswer(),
    }
    file = a_file(project=project, answers=answers, anti_patterns={"pattern": LongOccurrence(occurs="never")})
    assert (
        canonical_yaml(file)
        == """\
format: verbetertool/1
rubric: proef
rubric_version: "1"
project:
  name: "Proef: een"
  target_groups: [x, z]
  ages: {from: 16, to: 27}
  status: plan
audit:
  scope: full
answers:
  a1: 2
  a2:
    level: 3
    note: |-
      een

      twee
    evidence:
      - jaarverslag 2025 p. 12
      - "no"
  b1:
    not_applicable: niet bij ons
  old:
    level: unknown
    note: >-
      lang lang lang lang lang lang lang lang lang lang lang lang lang lang lang lang lang lang lang
      lang lang lang lang lang lang lang lang lang lang lang eind
anti_patterns:
  pattern: never
"""
    )


def test_text_is_composed() -> None:
    """Decomposed letters are written composed."""
    assert "name: café" in canonical_yaml(a_file(project=Project(name="cafe\u0301")))


def test_a_note_about_an_anti_pattern_is_kept_without_an_answer() -> None:
    """Saving keeps a note or evidence that stands alone, and it reads back the same."""
    alone = {"pattern": LongOccurrence(note="vraag het na", evidence=("jaarverslag",))}
    text = canonical_yaml(a_file(anti_patterns=alone))
    assert AnswerFile.model_validate(parse_yaml("x", text.encode()).value).anti_patterns == alone


def test_counts_versions_and_facts() -> None:
    """A count alone has a short form; versions are always text, and a flag is written only where it was given."""
    project = Project.model_validate(
        {
            "name": "Proef",
            "id": "2026-17",
            "ages": {"from": 16, "few_from_23": True},
            "phases": ("leren",),
            "phases_by_others": ("nazorg",),
            "facts": {"aantal": 40, "uren": 36.5, "afgemaakt": "31/40", "open": None},
        }
    )
    answers = {
        "a1": LongAnswer(count="34 / 40"),
        "a2": LongAnswer(level=4, count="34/40", rubric_version="1"),
    }
    file = a_file(
        project=project, answers=answers, audit=Audit(assessor=True, note="Uit het dossier"), anti_patterns={}
    )
    assert (
        canonical_yaml(file)
        == """\
format: verbetertool/1
rubric: proef
rubric_version: "1"
project:
  name: Proef
  id: "2026-17"
  ages: {from: 16, few_from_23: true}
  phases: [leren]
  phases_by_others: [nazorg]
  facts:
    aantal: 40
    uren: 36.5
    afgemaakt: "31/40"
audit:
  assessor: true
  note: Uit het dossier
answers:
  a1: 34/40
  a2:
    level: 4
    count: 34/40
    rubric_version: "1"
"""
    )
