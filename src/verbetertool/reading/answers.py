"""An answer file to `Answers`, or every problem in it at once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.base import Id
from verbetertool.model.project import (
    OCCURS,
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
)
from verbetertool.model.record import record
from verbetertool.model.rubric import FactQuestion, Rubric
from verbetertool.model.scale import COUNT, Count
from verbetertool.reading.earlier import Given, given_answers, given_occurrences, level_of_count, long_answer, renamed
from verbetertool.reading.validation import findings_of, shown, suggestion
from verbetertool.reading.yamlfile import MAX_PROBLEMS, Document, Finding, Path_, parse_yaml, read_bytes

_COUNT = re.compile(COUNT)
_LIKE_A_COUNT = re.compile(r"\s*[0-9]+\s*(/|van|of)\s*[0-9]+\s*\Z", re.IGNORECASE)
_BOOLEAN_WORDS = frozenset(["yes", "no", "on", "off", "true", "false", "ja", "nee", "y", "n"])


@record
class Submission:
    """An answer file that was opened and parsed, but not checked yet."""

    document: Document
    digest: str

    @property
    def rubric_id(self) -> str | None:
        """The rubric that the file names, if it names one."""
        value = self.document.value
        named = value.get("rubric") if isinstance(value, dict) else None
        return named if isinstance(named, str) else None


def open_answers(path: Path) -> Submission:
    """The parsed file. Raises InvalidInputError where it can't be read or parsed."""
    data = read_bytes(path)
    return parse_answers(str(path), data, sha256(data).hexdigest())


def parse_answers(file: str, data: bytes, digest: str) -> Submission:
    """The parsed content of a file that was read before. Raises InvalidInputError where it can't be parsed."""
    return Submission(parse_yaml(file, data), digest)


def check_answers(submission: Submission, rubric: Rubric) -> tuple[Answers, list[Finding]]:
    """The answers and the warnings, whose places `submission.document.located` finds.

    Raises InvalidInputError with all problems, warnings included, if one of them is an error.
    """
    document = submission.document
    if document.value is None:
        raise InvalidInputError([Problem("empty", Place(document.file, 1)), *document.problems])
    if not isinstance(document.value, dict):
        raise InvalidInputError(document.located([Finding("not_mapping", ())]))
    try:
        written = AnswerFile.model_validate(document.value)
    except ValidationError as error:
        wrong = chain(
            _explained(error, document.value),
            _wrong_ids(document.value, rubric),
            _unknown_facts(document.value, rubric),
        )
        raise InvalidInputError(document.located(_errors_first(wrong))) from None
    answers = _answers(written, submission, rubric)
    findings = _errors_first(
        chain(
            _wrong_choices(written, rubric),
            _unknown_facts(document.value, rubric),
            _wrong_facts(written, rubric),
            _wrong_ids(document.value, rubric),
            _wrong_counts(written, rubric),
            _warnings(answers, rubric),
            _empty_words(written, rubric),
            _of_before(answers, rubric),
        )
    )
    if document.problems or any(finding.severity == "error" for finding in findings):
        raise InvalidInputError(document.located(findings))
    return answers, findings


def _errors_first(findings: Iterable[Finding]) -> list[Finding]:
    """At most `MAX_PROBLEMS` of them; no error is left out for a warning."""
    errors: list[Finding] = []
    warnings: list[Finding] = []
    for finding in findings:
        (errors if finding.severity == "error" else warnings).append(finding)
        if len(errors) == MAX_PROBLEMS:
            break
    return [*errors, *warnings][:MAX_PROBLEMS]


def _explained(error: ValidationError, value: Mapping[str, Any]) -> Iterator[Finding]:
    """Pydantic's errors; for an answer, where it reports each form that did not fit, those of the form meant."""
    explained: set[Path_] = set()
    for item in error.errors(include_url=False):
        path = item["loc"][:2]
        if path == ("project", "facts") and len(item["loc"]) > 2:
            path = item["loc"][:3]
            if path not in explained and item["loc"][3:4] != ("[key]",):
                explained.add(path)
                values = {"id": path[2], "value": shown(value["project"]["facts"][path[2]])}
                yield Finding("not_a_fact", path, values)
        elif len(path) < 2 or path[0] not in ("answers", "anti_patterns") or path[1] not in value[path[0]]:
            yield from findings_of([item], AnswerFile)
        elif item["loc"][2:3] == ("[key]",):
            continue  # such an id is in no rubric, which is said of it elsewhere
        elif path not in explained:
            explained.add(path)
            yield from _explain_value(value[path[0]][path[1]], path)


def _explain_value(value: object, path: Path_) -> Iterator[Finding]:
    is_answer = path[0] == "answers"
    long_form, main_key = (LongAnswer, "level") if is_answer else (LongOccurrence, "occurs")
    if not isinstance(value, dict):
        yield _wrong_value(value, path, path)
        return
    try:
        long_form.model_validate(value)
    except ValidationError as error:
        found = error.errors(include_url=False)
        for key in dict.fromkeys(item["loc"][0] if item["loc"] else "" for item in found):
            about = [item for item in found if (item["loc"][0] if item["loc"] else "") == key]
            if key == main_key:
                yield _wrong_value(value[key], (*path, key), path)
            elif key == "count":
                yield Finding("not_a_count", (*path, key), {"value": shown(value[key])})
            elif key in ("evidence", "not_applicable"):
                yield _wrong_texts(about, value[key], (*path, key))
            else:
                yield from findings_of(about, long_form, path)


def _wrong_texts(errors: Sequence[Any], value: object, path: Path_) -> Finding:
    """The finding for a key that takes more than one form, of which pydantic reports each that did not fit."""
    key = str(path[-1])
    for item in errors:
        if item["type"] in ("string_too_long", "too_long"):
            code = "too_long" if item["type"] == "string_too_long" else "list_too_long"
            index = [step for step in item["loc"] if isinstance(step, int)]
            values = {"key": key, "value": shown(item["input"]), "limit": item["ctx"]["max_length"]}
            return Finding(code, (*path, *index), values)
    return Finding("not_texts" if key == "evidence" else "not_a_reason", path, {"value": shown(value)})


def _wrong_value(value: object, path: Path_, answer: Path_) -> Finding:
    values: dict[str, object] = {"id": answer[1], "value": shown(value)}
    if answer[0] == "anti_patterns":
        return Finding("not_an_occurrence", path, values | {"suggestion": suggestion(str(value), [*OCCURS, "unknown"])})
    match value:
        case bool():
            code = "level_is_true_false"
        case float():
            code = "level_not_whole"
        case str() if value.casefold() in _BOOLEAN_WORDS:
            code = "level_is_word"
        case str() if _LIKE_A_COUNT.match(value):
            code = "not_a_count"
        case str() if value in ("0", "1", "2", "3", "4"):
            code = "level_in_quotes"
        case str() if value.replace("-", "_").casefold() in ("not_applicable", "nvt", "n.v.t."):
            code = "level_not_applicable"
        case str():
            code = "not_a_level"
            values["suggestion"] = suggestion(value, ["unknown"])
        case _:
            code = "not_a_level"
    return Finding(code, path, values)


def _wrong_ids(value: Mapping[str, Any], rubric: Rubric) -> Iterator[Finding]:
    """Ids in the file that the rubric does not have."""
    named = value.get("rubric")
    if isinstance(named, str) and named != rubric.id:
        values = {"id": named, "known": rubric.id, "suggestion": suggestion(named, [rubric.id])}
        yield Finding("other_rubric", ("rubric",), values)
        return
    outdated = value.get("rubric_version") not in (None, rubric.version)
    earlier = renamed(rubric)
    retired = 0
    sections: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("answers", rubric.element_by_id, rubric.anti_pattern_by_id),
        ("anti_patterns", rubric.anti_pattern_by_id, rubric.element_by_id),
    )
    for section, known, other in sections:
        written = value.get(section)
        for name in written if isinstance(written, dict) else ():
            if name in known:
                continue
            if name in other:
                yield Finding("id_in_other_section", (section, name), {"id": name}, key=True)
                continue
            if section == "answers" and name in earlier:
                titles = [rubric.element_by_id[id].title for id in earlier[name]]
                yield Finding("id_renamed", (section, name), {"id": name, "titles": titles}, "warning", key=True)
                continue
            may_be_retired = (outdated or _names_version(value[section][name], rubric)) and _may_be_id(name)
            if may_be_retired and retired == MAX_PROBLEMS:
                continue  # to look for the names of thousands would take seconds
            close = suggestion(name, known)
            values = {"id": name, "section": section, "suggestion": close}
            if may_be_retired and close is None:
                retired += 1
                yield Finding("id_no_longer_asked", (section, name), values, "warning", key=True)
            else:
                yield Finding("unknown_id", (section, name), values, key=True)


def _names_version(value: object, rubric: Rubric) -> bool:
    """Whether an answer says itself that it was given to another version of the rubric."""
    return isinstance(value, dict) and value.get("rubric_version") not in (None, rubric.version)


def _may_be_id(name: str) -> bool:
    """Whether any rubric can have this id; the file is refused for one that none can have."""
    try:
        _ids().validate_python(name)
    except ValidationError:
        return False
    return True


@cache
def _ids() -> TypeAdapter[str]:
    return TypeAdapter(Id)


def _wrong_choices(written: AnswerFile, rubric: Rubric) -> Iterator[Finding]:
    project, audit = written.project, written.audit
    for key, chosen, choices in (
        ("target_groups", project.target_groups, rubric.target_groups),
        ("goals", project.goals, rubric.goals),
        ("phases", project.phases, rubric.phases),
        ("phases_by_others", project.phases_by_others, rubric.phases),
    ):
        for index, value in enumerate(chosen or ()):
            yield from _wrong_choice(value, [choice.id for choice in choices], ("project", key, index), key)
    if audit and audit.perspective:
        known = [perspective.id for perspective in rubric.perspectives]
        yield from _wrong_choice(audit.perspective, known, ("audit", "perspective"), "perspective")


def _wrong_choice(value: str, known: list[str], path: Path_, key: str) -> Iterator[Finding]:
    if value not in known:
        values = {"value": value, "key": key, "suggestion": suggestion(value, known), "choices": known}
        yield Finding("not_a_choice", path, values)


def _unknown_facts(value: Mapping[str, Any], rubric: Rubric) -> Iterator[Finding]:
    """Facts of the project that the rubric does not ask."""
    project = value.get("project")
    written = project.get("facts") if isinstance(project, dict) else None
    known = [fact.id for fact in rubric.facts]
    for name in written if isinstance(written, dict) else ():
        if name not in known:
            values: dict[str, object] = {"id": name, "suggestion": suggestion(name, known), "choices": known}
            yield Finding("unknown_fact", ("project", "facts", name), values, key=True)


def _wrong_facts(written: AnswerFile, rubric: Rubric) -> Iterator[Finding]:
    """Facts of another kind than the rubric asks for."""
    known = {fact.id: fact for fact in rubric.facts}
    for name, value in (written.project.facts or {}).items():
        path = ("project", "facts", name)
        if value is not None and name in known and (code := _wrong_fact(value, known[name])) is not None:
            choices = [choice.id for choice in known[name].choices]
            values: dict[str, object] = {"key": name, "id": name, "value": shown(value), "choices": choices}
            if choices:
                values["suggestion"] = suggestion(str(value), choices)
            yield Finding(code, path, values)


def _wrong_fact(value: object, fact: FactQuestion) -> str | None:
    match fact.kind:
        case "number":
            return None if isinstance(value, int | float) else "fact_not_number"
        case "choice":
            return None if value in [choice.id for choice in fact.choices] else "not_a_choice"
        case "text":
            return None if isinstance(value, str) else "not_text"
    if not isinstance(value, str) or not _COUNT.fullmatch(value):
        return "not_a_count"
    return _impossible(Count.read(value))


def _wrong_counts(written: AnswerFile, rubric: Rubric) -> Iterator[Finding]:
    """Counts that can't be, and levels that their count contradicts (docs/scoring.md section 1)."""
    for name, value in (written.answers or {}).items():
        answer = long_answer(value)
        if answer.count is None:
            continue
        count, element = Count.read(answer.count), rubric.element_by_id.get(name)
        path = ("answers", name, "count") if isinstance(value, LongAnswer) else ("answers", name)
        values: dict[str, object] = {"id": name, "value": answer.count}
        if (code := _impossible(count)) is not None:
            yield Finding(code, path, values)
        elif element is None:
            continue
        elif rubric.scale is None or not element.on_scale:
            yield Finding("count_not_here", path, values | {"title": element.title})
        elif answer.level is not None and not (
            isinstance(answer.level, int) and rubric.scale.agrees(answer.level, count)
        ):
            values |= {"level": answer.level, "given": rubric.scale.level_of(count)}
            yield Finding("level_against_count", ("answers", name, "level"), values)


def _impossible(count: Count) -> str | None:
    if not count.of:
        return "count_of_nothing"
    return "count_too_high" if count.yes > count.of else None


def _empty_words(written: AnswerFile, rubric: Rubric) -> Iterator[Finding]:
    """Evidence and reasons that only say that there is none: they count as no text."""
    for name, value in (written.answers or {}).items():
        if not isinstance(value, LongAnswer) or name not in rubric.element_by_id:
            continue
        title = rubric.element_by_id[name].title
        texts = (value.evidence,) if isinstance(value.evidence, str) else value.evidence or ()
        for index, text in enumerate(texts):
            if text.strip() and rubric.says_none(text):
                path = ("answers", name, "evidence", *(() if isinstance(value.evidence, str) else (index,)))
                yield Finding("evidence_says_none", path, {"title": title, "value": shown(text)}, "warning")
        reason = value.not_applicable
        if isinstance(reason, str) and reason.strip() and rubric.says_none(reason):
            values = {"title": title, "value": shown(reason)}
            yield Finding("reason_says_none", ("answers", name, "not_applicable"), values, "warning")


def _of_before(answers: Answers, rubric: Rubric) -> Iterator[Finding]:
    """Answers to questions that have changed since, all of them in one remark: the questionnaire asks them again."""
    given = {id: answer.rubric_version for id, answer in answers.answers.items() if id in rubric.element_by_id}
    given |= {id: answer.rubric_version for id, answer in answers.anti_patterns.items()}
    old = {id: version for id, version in given.items() if version is not None}
    if old:
        yield Finding("answers_outdated", ("rubric_version",), {"ids": list(old)}, "warning")


def _answers(written: AnswerFile, submission: Submission, rubric: Rubric) -> Answers:
    lines = submission.document.lines
    audit = written.audit
    return Answers(
        rubric=written.rubric,
        file=Path(submission.document.file).name,
        digest=submission.digest,
        rubric_version=written.rubric_version,
        project=written.project,
        scope=(audit.scope if audit else None) or "full",
        date=audit.date if audit else None,
        perspective=audit.perspective if audit else None,
        assessor=bool(audit and audit.assessor),
        shown=bool(audit and audit.shown),
        note=_text(audit.note) if audit else None,
        answers={
            name: _answer(name, given, lines.get(("answers", given.id)), rubric)
            for name, given in given_answers(written, rubric).items()
        },
        anti_patterns={
            name: _occurrence(value, lines.get(("anti_patterns", name)), version)
            for name, (value, version) in given_occurrences(written, rubric).items()
        },
    )


def _answer(name: str, given: Given, line: int | None, rubric: Rubric) -> Answer:
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


def _warnings(answers: Answers, rubric: Rubric) -> Iterator[Finding]:
    profile = answers.project.profile
    for name, answer in answers.answers.items():
        element = rubric.element_by_id.get(name)
        if element is None or isinstance(answer, Unanswered):
            continue
        codes = []
        if isinstance(answer, NotApplicable):
            if element.essential or not element.not_applicable.allowed:
                codes.append("not_applicable_refused")
            elif answer.reason is None:
                codes.append("not_applicable_without_reason")
        if element.applies_when is not None and not profile.meets(element.applies_when):
            codes.append("does_not_count")
        elif answers.scope == "quick" and not element.core:
            codes.append("not_in_quick_scan")
        for code in codes:
            yield Finding(code, ("answers", name), {"id": name, "title": element.title}, "warning", key=True)
