"""Where the people of a file that was put together were far apart: what the questionnaire asks first."""

from verbetertool.model.project import OCCURS, AnswerFile, Answers, LongAnswer, LongOccurrence, NotApplicable
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.differences import in_order, worth_by_id


def differences(file: AnswerFile, rubric: Rubric) -> tuple[str, ...]:
    """Ids of elements and anti-patterns that nobody has settled yet, the largest effect on the score first.

    The answers of `file` stand in their long form.
    """
    spreads: dict[str, tuple[int, int]] = {}
    excluded = {}
    for id, answer in (file.answers or {}).items():
        if not isinstance(answer, LongAnswer):
            continue
        told = answer.from_
        if told is not None and told.lowest is not None and told.highest is not None:
            spreads[id] = (told.lowest, told.highest)
        if isinstance(answer.not_applicable, str):
            excluded[id] = NotApplicable(answer.not_applicable)
    for id, each in (file.anti_patterns or {}).items():
        often = each.from_ if isinstance(each, LongOccurrence) else None
        if often is not None and often.lowest is not None and often.highest is not None:
            spreads[id] = (OCCURS[often.lowest], OCCURS[often.highest])
    if not spreads:
        return ()
    scope = (file.audit.scope if file.audit else None) or "full"
    answers = Answers(rubric=rubric.id, project=file.project, scope=scope, answers=excluded)
    return tuple(in_order(worth_by_id(rubric, answers, spreads)[0]))
