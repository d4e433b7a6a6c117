"""An answer file in the one form that `import` writes: the same bytes, whatever way the same answers came in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from verbetertool.interview.canonical import canonical_yaml, evidence_list
from verbetertool.model.base import Named
from verbetertool.model.contour import Ages
from verbetertool.model.project import (
    AnswerFile,
    Audit,
    FactValue,
    LongAnswer,
    LongOccurrence,
    Project,
    Scope,
    long_answer,
)
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import Count
from verbetertool.reading.earlier import brought_up_to_date
from verbetertool.reading.marks import marked

T = TypeVar("T")


def imported(file: AnswerFile, rubric: Rubric) -> str:
    """The file as YAML between our two lines: everything in the order of the rubric, and nothing said twice."""
    file = brought_up_to_date(file, rubric)
    answers = {id: _answer(long_answer(value), id, rubric) for id, value in (file.answers or {}).items()}
    occurrences = {id: _occurrence(value) for id, value in (file.anti_patterns or {}).items()}
    audit = file.audit or Audit()
    same = {
        "schema_": None,
        "project": _project(file.project, rubric),
        "audit": audit.model_copy(update={"scope": audit.scope or _scope(file), "note": _tidy(audit.note)}),
        "answers": _in_order(answers, [element.id for element in rubric.elements]),
        "anti_patterns": _in_order(occurrences, [each.id for each in rubric.anti_patterns]),
    }
    return marked(canonical_yaml(file.model_copy(update=same)))


def _scope(file: AnswerFile) -> Scope | None:
    """The scope of a file that names none; who is asked in words of their own is asked by another measure."""
    own_words = any(isinstance(each, LongAnswer) and each.asked is not None for each in (file.answers or {}).values())
    return None if own_words else "full"


def _project(project: Project, rubric: Rubric) -> Project:
    ages = project.ages
    facts = {id: _fact(value) for id, value in (project.facts or {}).items()}
    told = {id: value for id, value in facts.items() if value not in (None, "")}
    phases = _chosen(project.phases, rubric.phases)
    return project.model_copy(
        update={
            **{key: _tidy(getattr(project, key)) for key in ("name", "id", "organisation", "summary")},
            "target_groups": _chosen(project.target_groups, rubric.target_groups),
            "ages": None if ages == Ages() else ages,
            "goals": _chosen(project.goals, rubric.goals),
            "phases": phases,
            "phases_by_others": _chosen(project.phases_by_others, rubric.phases),
            "facts": _in_order(told, [fact.id for fact in rubric.facts]) or None,
        }
    )


def _chosen(ids: Sequence[str] | None, choices: Iterable[Named]) -> tuple[str, ...] | None:
    """The ids in the order of the rubric; None where none is chosen, which is the same."""
    return tuple(choice.id for choice in choices if choice.id in (ids or ())) or None


def _fact(value: FactValue | None) -> FactValue | None:
    match value:
        case float() if value.is_integer():
            return int(value)
        case str():
            return _count(value) or _tidy(value)
        case _:
            return value


def _count(text: str) -> str | None:
    """A count without the spaces around its stroke; None for another text."""
    parts = [part.strip() for part in text.split("/")]
    is_count = len(parts) == 2 and all(part.isascii() and part.isdigit() and len(part) <= 6 for part in parts)
    return Count.read(text).text if is_count else None


def _answer(answer: LongAnswer, id: str, rubric: Rubric) -> LongAnswer:
    """The answer without a level that its count says already, and with its texts tidied."""
    level, element = answer.level, rubric.element_by_id.get(id)
    if answer.count is not None and rubric.scale is not None and element is not None and element.on_scale:
        level = None if level == rubric.scale.level_of(Count.read(answer.count)) else level
    reason = answer.not_applicable
    changes = {"level": level, "not_applicable": (_tidy(reason) or True) if isinstance(reason, str) else reason}
    return answer.model_copy(update={**changes, **_texts(answer)})


def _occurrence(value: object) -> LongOccurrence:
    assert isinstance(value, LongOccurrence), "every answer is in its long form"
    return value.model_copy(update=_texts(value))


def _texts(answer: LongAnswer | LongOccurrence) -> dict[str, object]:
    pieces = tuple(text for piece in evidence_list(answer.evidence) if (text := _tidy(piece)))
    return {"note": _tidy(answer.note), "evidence": pieces or None}


def _tidy(text: str | None) -> str | None:
    """A text without blanks around it and at the end of its lines; None where nothing is left."""
    if text is None:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip() or None


def _in_order(values: Mapping[str, T], ids: Sequence[str]) -> dict[str, T]:
    """The values in the order of the ids; what has another id comes behind, in its own order."""
    return {id: values[id] for id in (*(id for id in ids if id in values), *values) if id in values}
