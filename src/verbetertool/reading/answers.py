"""An answer file to `Answers`, or every problem in it at once."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.project import (
    FORMAT,
    Answer,
    Answered,
    AnswerFile,
    Answers,
    LongAnswer,
    LongOccurrence,
    NotApplicable,
    Occurrence,
    OccurrenceValue,
    Unanswered,
    Unknown,
    long_answer,
)
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import Count
from verbetertool.reading.answer_rules import broken_rules, holes, remarks
from verbetertool.reading.answer_shapes import explained
from verbetertool.reading.earlier import Given, given_answers, given_occurrences
from verbetertool.reading.files import read_bytes
from verbetertool.reading.filetypes import kind_of_ours
from verbetertool.reading.findings import MAX_PROBLEMS, Finding, Path_
from verbetertool.reading.levels import level_of_asked, level_of_count
from verbetertool.reading.parsed_file import ParsedFile
from verbetertool.reading.readers import reader_of
from verbetertool.reading.validation import copied, errors_of, shown, take_away

if TYPE_CHECKING:
    from verbetertool.reading.filled import Filled


@record
class Submission:
    """An answer file that was opened and parsed, but not checked yet."""

    parsed: "ParsedFile | Filled"
    digest: str

    @property
    def rubric_id(self) -> str | None:
        """The rubric that the file names, if it names one."""
        value = self.parsed.value
        named = value.get("rubric") if isinstance(value, dict) else None
        return named if isinstance(named, str) else None


def open_answers(path: Path) -> Submission:
    """The parsed file. Raises InvalidInputError where it can't be read or parsed."""
    data = read_bytes(path)
    return parse_answers(str(path), data, sha256(data).hexdigest())


def parse_answers(file: str, data: bytes, digest: str) -> Submission:
    """The parsed content of a file that was read before. Raises InvalidInputError where it can't be parsed."""
    return Submission(reader_of(data).read(file, data), digest)


def check_answers(submission: Submission, rubric: Rubric) -> tuple[Answers, list[Finding]]:
    """The answers and the warnings, whose places `submission.parsed.located` finds.

    Raises InvalidInputError with all problems, warnings included, if one of them is an error.
    """
    answers, warnings = _checked(submission, rubric)
    return answers, list(warnings)


def answers_of(submission: Submission, rubric: Rubric) -> Answers:
    """The answers alone, for a round, which shows no warnings: they are a third of the work. Raises as above."""
    return _checked(submission, rubric)[0]


def _checked(submission: Submission, rubric: Rubric) -> tuple[Answers, Iterator[Finding]]:
    """The answers, and the warnings, which are looked for only when somebody asks for them."""
    parsed = submission.parsed
    if parsed.value is None:
        raise InvalidInputError([Problem("empty", Place(parsed.file, 1)), *parsed.problems])
    if not isinstance(parsed.value, dict):
        raise InvalidInputError(
            parsed.located([Finding("not_mapping", (), {"value": shown(parsed.value), "form": f"format: {FORMAT}"})])
        )
    if (kind := kind_of_ours(parsed.value)) not in ("answers", None):
        raise InvalidInputError([Problem("other_of_ours", Place(parsed.file), {"kind": kind, "wanted": "answers"})])
    wrong: Iterable[Finding] = ()
    try:
        written = AnswerFile.model_validate(parsed.value)
    except ValidationError:
        errors = errors_of(AnswerFile, parsed.value)
        wrong = explained(errors, parsed.value, rubric.id)
        written = _valid_part(parsed.value, errors)
    answers = _answers(written, submission, rubric)
    findings = _errors_first(chain(wrong, broken_rules(written, parsed.value, rubric)))
    warnings = islice(chain(findings, remarks(answers, rubric), holes(written, parsed.value, rubric)), MAX_PROBLEMS)
    if parsed.problems or any(finding.severity == "error" for finding in findings):
        raise InvalidInputError(_without_echoes(parsed.located(warnings)))
    if any(_is_filled_in(parsed.value.get(section)) for section in ("answers", "anti_patterns")):
        return answers, warnings
    return answers, chain(warnings, [Finding("nothing_answered", ("answers",), {}, "warning", key=True)])


def _valid_part(value: Mapping[str, Any], errors: Iterable[Any]) -> AnswerFile:
    """The file without what is wrong in it, so that the rest is checked as well."""
    part = copied(value)
    paths: dict[Path_, bool] = {}
    for item in errors:
        if item["type"] != "missing":
            path = _wrong_part(item["loc"])
            paths[path] = paths.get(path, False) or item["loc"][-1] == "[key]"
    for path, by_key in paths.items():
        long_form = _LONG_FORMS.get(path[0]) if len(path) == 2 and not by_key else None
        if long_form is None or not _leave_valid(part[path[0]].get(path[1]), long_form):
            take_away(part, path)
    project = part.get("project")
    named = {"name": "?", **project} if isinstance(project, dict) else {"name": "?"}
    left = {"format": FORMAT, "rubric": "?", **part, "project": named}
    try:
        return AnswerFile.model_validate(left)
    except ValidationError as error:  # of what is left of a section there may still be too much
        for item in error.errors():
            take_away(left, item["loc"][:1])
        return AnswerFile.model_validate(left)


_LONG_FORMS: dict[str | int, type[BaseModel]] = {"answers": LongAnswer, "anti_patterns": LongOccurrence}


def _wrong_part(path: Path_) -> Path_:
    """The path of the smallest part of a file that can be left out: an answer, a fact, a key, or a whole section."""
    if path[:1] in (("plan",), ("previous",)):
        return path[:1]
    return path[: 3 if path[:2] == ("project", "facts") else 2] or ("",)


def _leave_valid(answer: object, long_form: type[BaseModel]) -> bool:
    """Leaves what is valid in an answer; False where that is nothing."""
    if not isinstance(answer, dict):
        return False
    for item in errors_of(long_form, answer):
        take_away(answer, item["loc"])
    try:
        return bool(long_form.model_validate(answer) and answer)
    except ValidationError:  # keys that contradict each other
        return False


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """The problems without what is said again of a key of an answer that stands where a question should."""
    misplaced = {problem.place.line for problem in problems if problem.code == "field_as_id"}
    return [
        problem
        for problem in problems
        if not (
            problem.place.line in misplaced and problem.code in ("duplicate_key", "not_a_level", "not_an_occurrence")
        )
    ]


def _errors_first(findings: Iterable[Finding]) -> list[Finding]:
    """At most `MAX_PROBLEMS` of them; no error is left out for a warning."""
    errors: list[Finding] = []
    warnings: list[Finding] = []
    for finding in findings:
        (errors if finding.severity == "error" else warnings).append(finding)
        if len(errors) == MAX_PROBLEMS:
            break
    return [*errors, *warnings][:MAX_PROBLEMS]


def _answers(written: AnswerFile, submission: Submission, rubric: Rubric) -> Answers:
    lines = submission.parsed.lines
    audit = written.audit
    return Answers(
        rubric=written.rubric,
        file=Path(submission.parsed.file).name,
        digest=submission.digest,
        rubric_version=written.rubric_version,
        project=written.project,
        scope=(audit.scope if audit else None) or "full",
        date=audit.date if audit else None,
        perspective=audit.perspective if audit else None,
        assessor=bool(audit and audit.assessor),
        shown=bool(audit and audit.shown),
        note=_text(audit.note) if audit else None,
        together=_is_together(written),
        plan=written.plan or (),
        previous=written.previous,
        answers={
            name: _answer(name, given, lines.get(("answers", given.id)), rubric, audit.perspective if audit else None)
            for name, given in given_answers(written, rubric).items()
        },
        anti_patterns={
            name: _occurrence(value, lines.get(("anti_patterns", name)), version)
            for name, (value, version) in given_occurrences(written, rubric).items()
        },
    )


def _is_together(written: AnswerFile) -> bool:
    given = (*(written.answers or {}).values(), *(written.anti_patterns or {}).values())
    return any(isinstance(each, LongAnswer | LongOccurrence) and each.from_ is not None for each in given)


def _answer(name: str, given: Given, line: int | None, rubric: Rubric, perspective: str | None) -> Answer:
    value, version = given.value, given.rubric_version
    if isinstance(value, int):
        return Answered(value, line=line, rubric_version=version)
    if value == "unknown":
        return Unknown(line=line, rubric_version=version)
    long = long_answer(value)
    note, evidence = _text(long.note), _texts(long.evidence)
    if long.not_applicable is not None:
        reason = None if long.not_applicable is True else _text(long.not_applicable)
        return NotApplicable(reason, note, evidence, line, version)
    if long.asked is not None:
        told = level_of_asked(long.asked, rubric.element_by_id.get(name), perspective, rubric)
        if told is None:
            return Unanswered(note, evidence, line, version)
        return Answered(told[0], note, evidence, line, told[1], version, long.asked)
    count, level = None, long.level
    if long.count is not None:
        by_count = level_of_count(long.count, rubric.element_by_id.get(name), rubric)
        if by_count is not None:
            count, level = Count.read(long.count), by_count if level is None else level
    if level is None:
        return Unanswered(note, evidence, line, version)
    if isinstance(level, str):
        return Unknown(note, evidence, line, version)
    return Answered(level, note, evidence, line, count, version)


def _occurrence(value: OccurrenceValue, line: int | None, version: str | None) -> Occurrence:
    if not isinstance(value, LongOccurrence):
        return Occurrence(value, line=line, rubric_version=version)
    return Occurrence(value.occurs, _text(value.note), _texts(value.evidence), line, version)


def _text(text: str | None) -> str | None:
    return text if text and text.strip() else None


def _texts(evidence: str | tuple[str, ...] | None) -> tuple[str, ...]:
    texts = (evidence,) if isinstance(evidence, str) else evidence or ()
    return tuple(text for text in texts if text.strip())


def _is_filled_in(value: object) -> bool:
    """Whether there is anything in a value, however deep."""
    return any(map(_is_filled_in, value.values())) if isinstance(value, dict) else value not in (None, "", ())
