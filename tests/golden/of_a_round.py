"""The documents that a funder makes of a round, for the golden files: the page of assessors, letters, and a memo."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from verbetertool import assess, load_answers
from verbetertool.errors import Problem
from verbetertool.model.agreement import Agreement
from verbetertool.model.assessment import Assessment, RubricReference
from verbetertool.model.portfolio import Signal
from verbetertool.model.project import Answered
from verbetertool.model.round import RoundInfo
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Document
from verbetertool.report.documents.agreement import agreement_document
from verbetertool.report.documents.letter import Addressee, Remark, letter_document
from verbetertool.report.documents.memo import Chosen, memo_document
from verbetertool.report.documents.returned import remedy_for_applicant
from verbetertool.scoring.agreement import (
    Assessed,
    assessed_project,
    context_agreements,
    own_beside,
    score_agreement,
)
from verbetertool.scoring.portfolio import portfolio_of
from verbetertool.scoring.rows import row_of

EXAMPLES = Path(__file__).parents[2] / "examples"
INFO = RoundInfo(
    name="Jongeren aan zet 2027 | ronde <1>",
    organisation="Gemeente Voorbeeldstad",
    closing_date="2027-01-31",
    contact="Mevrouw Jansen, jongeren@voorbeeldstad.example",
)


def documents(
    made: Mapping[str, Assessment], rubric: Rubric, problems: list[Problem]
) -> Iterator[tuple[str, Document]]:
    """Each with the name of its golden file; `problems` are those of a file that could not be read."""
    agreement, names = _agreement(rubric)
    yield "agreement", agreement_document(agreement, names, rubric, INFO)
    signals = _signals(rubric)
    received = Addressee("received", "2027-001", "De | Brug <b>", "Stichting *De Brug*")
    yield "letter-received", letter_document(received, rubric, INFO)
    yield "letter-questions", letter_document(replace(received, kind="questions", signals=signals), rubric)
    remarks = tuple(Remark(str(each.place.line), *remedy_for_applicant(each)) for each in problems)
    incomplete = Addressee("incomplete", "2027-003.yaml", "aanvraag.yaml", remarks=remarks)
    yield "letter-incomplete", letter_document(incomplete, rubric, INFO)
    rows = {
        name: row_of(result, rubric, file=f"in/{name}.yaml", report=name, key=f"2027-{number:03}")
        for number, (name, result) in enumerate(made.items(), 1)
    }
    rows["brief-en-sanctie"] = replace(rows["brief-en-sanctie"], signals=signals)
    chosen = [Chosen(rows[name], made[name]) for name in ("brief-en-sanctie", "schoolverlaters", "nothing-answered")]
    others = [row for name, row in rows.items() if name in ("meerdere-problemen", "sterk-project")]
    priorities = (rubric.goals[0].id, rubric.elements[0].id, "Aandacht voor het platteland")
    portfolio = portfolio_of([each.row for each in chosen], rubric)
    yield "memo", memo_document(chosen, portfolio, others, rubric, INFO, priorities)


def _signals(rubric: Rubric) -> tuple[Signal, ...]:
    """One of every kind, as they stand after each other."""
    first, second = (element.id for element in rubric.elements[:2])
    return (
        Signal("same_file", number=1, others=("2027-004",)),
        Signal("same_number", number=1, others=("2027-005~2",)),
        Signal("same_project", number=2, others=("2027-006", "2027-007")),
        Signal("personal_data", (first,), 1),
        Signal("contradiction", (rubric.contradictions[0].id,), 1),
        Signal("shared_text", (first, second), 3, others=("2027-008",), more=True),
        Signal("top_without_evidence", number=12),
        Signal("all_alike", number=12, level=3),
    )


def _agreement(rubric: Rubric) -> tuple[Agreement, dict[str, str]]:
    """Two projects with two assessors, one with one, one with nobody; and a file about a project that is not there."""
    assessed = [
        _assessed("2027-001", "sterk-project", rubric, (0, -2)),
        _assessed("2027-002", "brief-en-sanctie", rubric, (1, -1)),
        _assessed("2027-003", "schoolverlaters", rubric, (-1,)),
        _assessed("2027-004", "meerdere-problemen", rubric, (0, 0)),
    ]
    found = Agreement(
        rubric=RubricReference(rubric.id, rubric.version, rubric.digest),
        contexts=context_agreements(assessed, rubric),
        scores=score_agreement(assessed),
        own=own_beside(assessed),
        projects=tuple(assessed_project(each, rubric) for each in assessed),
        without=("2027-005",),
        unknown=("2026-017",),
    )
    return found, {each.key: each.own.project.name for each in assessed}


def _assessed(key: str, example: str, rubric: Rubric, shifts: tuple[int, ...]) -> Assessed:
    """An example, with assessors who each give every third answer so much more than the project did."""
    own = load_answers(EXAMPLES / f"{example}.yaml", rubric)
    answers = []
    for number, shift in enumerate(shifts):
        given = dict(own.answers)
        for place, (id, answer) in enumerate(own.answers.items()):
            if isinstance(answer, Answered) and place % 3 == number:
                given[id] = Answered(min(4, max(0, answer.level + shift)))
        answers.append(replace(own, answers=given))
    files = tuple(f"beoordeeld/{key}-{letter}.yaml" for letter in "ab"[: len(shifts)])
    return Assessed(key, assess(rubric, own), files, tuple(answers), tuple(assess(rubric, each) for each in answers))
