"""An answer file to `Answers`, or every problem in it at once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.base import Id
from verbetertool.model.project import (
    FORMAT,
    OCCURS,
    Answer,
    Answered,
    AnswerFile,
    Answers,
    LongAnswer,
    LongOccurrence,
    NotApplicable,
    Occurrence,
    Occurs,
    Unanswered,
    Unknown,
)
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.reading.filetypes import kind_of_ours
from verbetertool.reading.forms import whole_number_of
from verbetertool.reading.marks import FIRST_LINE, is_cut_off
from verbetertool.reading.validation import (
    errors_of,
    findings_of,
    glued,
    not_a_choice,
    shown,
    suggestion,
    wrong_choices,
)
from verbetertool.reading.yamlfile import (
    MAX_PROBLEMS,
    UNREADABLE,
    Document,
    Finding,
    Path_,
    parse_yaml,
    place_in,
    read_bytes,
    swallowed,
)

FIRST_MARK = FIRST_LINE.partition(".")[0].encode()
_FIELDS = frozenset([*LongAnswer.model_fields, *LongOccurrence.model_fields])
"""Keys of an answer, which are no ids."""
_QUOTES = "\"'“”„‟‘’‚‛"
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
    cut_off = [Problem("cut_off", Place(file), severity="warning")] if FIRST_MARK in data else []
    try:
        document = parse_yaml(file, data)
    except InvalidInputError as error:
        if cut_off and is_cut_off(data.decode("utf-8", "replace")):
            raise InvalidInputError([*error.problems, *cut_off]) from None
        raise
    remarks = cut_off if cut_off and is_cut_off(document.text) else []
    if (at := document.text.find("\ufffd")) >= 0:
        line, column = document.text.count("\n", 0, at) + 1, at - document.text.rfind("\n", 0, at)
        remarks.append(Problem("lost_character", place_in(file, document.text, line, column), severity="warning"))
    for line, column, found in swallowed(document.text):
        remarks.append(
            Problem("hash_in_text", place_in(file, document.text, line, column), {"found": found}, "warning")
        )
    return Submission(replace(document, remarks=tuple(remarks)) if remarks else document, digest)


def check_answers(submission: Submission, rubric: Rubric) -> tuple[Answers, list[Finding]]:
    """The answers and the warnings, whose places `submission.document.located` finds.

    Raises InvalidInputError with all problems, warnings included, if one of them is an error.
    """
    document = submission.document
    if document.value is None:
        raise InvalidInputError([Problem("empty", Place(document.file, 1)), *document.problems])
    if not isinstance(document.value, dict):
        raise InvalidInputError(
            document.located(
                [Finding("not_mapping", (), {"value": shown(document.value), "form": f"format: {FORMAT}"})]
            )
        )
    if (kind := kind_of_ours(document.value)) not in ("answers", None):
        raise InvalidInputError([Problem("other_of_ours", Place(document.file), {"kind": kind, "wanted": "answers"})])
    wrong: Iterable[Finding] = ()
    try:
        written = AnswerFile.model_validate(document.value)
    except ValidationError:
        errors = errors_of(AnswerFile, document.value)
        wrong = _explained(errors, document.value, rubric.id)
        written = _valid_part(document.value, errors)
    answers = _answers(written, submission)
    choices, ids = _wrong_choices(document.value, rubric), _wrong_ids(document.value, rubric)
    remarks = chain(_warnings(answers, rubric), _holes(answers, rubric, document))
    findings = _errors_first(chain(wrong, choices, ids, remarks))
    if document.problems or any(finding.severity == "error" for finding in findings):
        raise InvalidInputError(_without_echoes(document.located(findings)))
    if not any(_is_filled_in(document.value.get(section)) for section in ("answers", "anti_patterns")):
        findings.append(Finding("nothing_answered", ("answers",), {}, "warning", key=True))
    return answers, findings


def _valid_part(value: Mapping[str, Any], errors: Iterable[Any]) -> AnswerFile:
    """The file without what is wrong in it, so that the rest is checked as well."""
    part = {key: dict(each) if isinstance(each, dict) else each for key, each in value.items()}
    for item in errors:
        section, *below = item["loc"] or ("",)
        inside = part.get(str(section))
        if below and isinstance(inside, dict):
            inside.pop(below[0], None)
        else:
            part.pop(str(section), None)
    project = part.get("project")
    named = {"name": "?", **project} if isinstance(project, dict) else {"name": "?"}
    return AnswerFile.model_validate({"format": FORMAT, "rubric": "?", **part, "project": named})


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


def _explained(errors: Iterable[Any], value: Mapping[str, Any], known: str) -> Iterator[Finding]:
    """Pydantic's errors; for an answer, where it reports each form that did not fit, those of the form meant."""
    explained: set[Path_] = set()
    for item in errors:
        path = item["loc"][:2]
        if len(path) < 2 or path[0] not in ("answers", "anti_patterns") or path[1] not in value[path[0]]:
            for finding in findings_of([item], AnswerFile):
                if finding.values.get("key") == "rubric" and "form" in finding.values:
                    form = f"rubric: {known}" if finding.code == "missing_key" else known
                    finding = replace(finding, values={**finding.values, "form": form})
                yield finding
        elif item["loc"][2:3] == ("[key]",):
            continue  # such an id is in no rubric, which is said of it elsewhere
        elif path not in explained:
            explained.add(path)
            yield from _explain_value(value[path[0]][path[1]], path)


def _explain_value(value: object, path: Path_) -> Iterator[Finding]:
    if value is UNREADABLE:
        return
    is_answer = path[0] == "answers"
    long_form, main_key = (LongAnswer, "level") if is_answer else (LongOccurrence, "occurs")
    if not isinstance(value, dict):
        yield _wrong_value(value, path, path)
        return
    found = errors_of(long_form, value)
    for key in dict.fromkeys(item["loc"][0] if item["loc"] else "" for item in found):
        about = [item for item in found if (item["loc"][0] if item["loc"] else "") == key]
        given = value.get(str(key))
        if any(item["input"] is UNREADABLE for item in about):
            continue
        if isinstance(key, str) and key.isdigit() and given is None:  # a comma inside brackets parts values
            written = f"{shown(value.get(main_key))},{key}"
            values = {"id": path[1], "value": written, "form": whole_number_of(value.get(main_key))}
            yield Finding("level_not_whole" if is_answer else "not_an_occurrence", (*path, key), values, key=True)
        elif key == main_key:
            yield _wrong_value(given, (*path, key), path)
        elif key in ("evidence", "not_applicable"):
            yield _wrong_texts(about, given, (*path, key))
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
    if (found := glued(value, _FIELDS)) is not None:
        return Finding("yaml_space", path, found)
    if answer[0] == "anti_patterns":
        return Finding("not_an_occurrence", path, values | {"suggestion": suggestion(str(value), [*OCCURS, "unknown"])})
    match value:
        case bool():
            code = "level_is_true_false"
        case float():
            code = "level_not_whole"
            values["form"] = whole_number_of(value)
        case str() if re.fullmatch(r"[0-9]+[.,][0-9]*", value):
            code = "level_not_whole"
            values["form"] = whole_number_of(value)
        case str() if value.casefold() in _BOOLEAN_WORDS:
            code = "level_is_word"
        case str() if value.strip(_QUOTES) in ("0", "1", "2", "3", "4"):
            code = "level_in_quotes"
            values["form"] = value.strip(_QUOTES)
        case str() if value.replace("-", "_").casefold() in ("not_applicable", "nvt", "n.v.t."):
            code = "level_not_applicable"
        case str():
            code = "not_a_level"
            values["suggestion"] = _level_meant(value)
        case _:
            code = "not_a_level"
    return Finding(code, path, values)


def _level_meant(text: str) -> str | None:
    """The level that a text seems to mean: `niveau 2`, `twee`, or the letter O for a zero."""
    digits = list(dict.fromkeys(character for character in text if character in "0123456789"))
    if len(digits) == 1 and digits[0] in "01234" and not re.search("[0-9]{2}", text):
        return digits[0]
    return _LEVEL_WORDS.get(text.casefold()) or suggestion(text, ["unknown"])


_LEVEL_WORDS = {"nul": "0", "een": "1", "één": "1", "twee": "2", "drie": "3", "vier": "4", "o": "0", "l": "1", "i": "1"}


def _wrong_ids(value: Mapping[str, Any], rubric: Rubric) -> Iterator[Finding]:
    """Ids in the file that the rubric does not have."""
    named = value.get("rubric")
    if isinstance(named, str) and named != rubric.id:
        values = {"id": named, "known": rubric.id, "suggestion": suggestion(named, [rubric.id])}
        yield Finding("other_rubric", ("rubric",), values)
        return
    outdated = value.get("rubric_version") not in (None, rubric.version)
    retired = 0
    sections: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("answers", rubric.element_by_id, rubric.anti_pattern_by_id),
        ("anti_patterns", rubric.anti_pattern_by_id, rubric.element_by_id),
    )
    for section, known, other in sections:
        written = value.get(section)
        for name, given in written.items() if isinstance(written, dict) else ():
            if name in known:
                continue
            if name in _FIELDS:
                values = {"key": name, "value": shown(given)}
                yield Finding("field_as_id", (section, name), values, key=True)
                continue
            if name in other:
                yield Finding("id_in_other_section", (section, name), {"id": name}, key=True)
                continue
            may_be_retired = outdated and _may_be_id(name)
            if may_be_retired and retired == MAX_PROBLEMS:
                continue  # to look for the names of thousands would take seconds
            close = suggestion(name, known)
            values = {"id": name, "section": section, "suggestion": close}
            if may_be_retired and close is None:
                retired += 1
                yield Finding("id_no_longer_asked", (section, name), values, "warning", key=True)
            else:
                yield Finding("unknown_id", (section, name), values, key=True)


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


def _wrong_choices(value: Mapping[str, Any], rubric: Rubric) -> Iterator[Finding]:
    project, audit = value.get("project"), value.get("audit")
    lists = {"target_groups": rubric.target_groups, "goals": rubric.goals, "phases": rubric.phases}
    chosen_of = project if isinstance(project, dict) else {}
    for key, choices in lists.items():
        yield from wrong_choices(chosen_of.get(key), [choice.id for choice in choices], ("project", key))
    if isinstance(audit, dict) and isinstance(chosen := audit.get("perspective"), str):
        known = [perspective.id for perspective in rubric.perspectives]
        if chosen and chosen not in known:
            yield not_a_choice(chosen, known, ("audit", "perspective"))


def _answers(written: AnswerFile, submission: Submission) -> Answers:
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
        answers={
            name: _answer(value, lines.get(("answers", name)))
            for name, value in (written.answers or {}).items()
            if value is not None
        },
        anti_patterns={
            name: occurrence
            for name, value in (written.anti_patterns or {}).items()
            if (occurrence := _occurrence(value, lines.get(("anti_patterns", name)))) is not None
        },
    )


def _answer(value: int | str | LongAnswer, line: int | None) -> Answer:
    if isinstance(value, int):
        return Answered(value, line=line)
    if isinstance(value, str):
        return Unknown(line=line)
    note, evidence = _text(value.note), _texts(value.evidence)
    if value.not_applicable is not None:
        reason = None if value.not_applicable is True else _text(value.not_applicable)
        return NotApplicable(reason, note, evidence, line)
    if value.level is None:
        return Unanswered(note, evidence, line)
    if isinstance(value.level, str):
        return Unknown(note, evidence, line)
    return Answered(value.level, note, evidence, line)


def _occurrence(value: Occurs | LongOccurrence | None, line: int | None) -> Occurrence | None:
    if isinstance(value, str):
        return Occurrence(value, line=line)
    if value is None:
        return None
    return Occurrence(value.occurs, _text(value.note), _texts(value.evidence), line)


def _text(text: str | None) -> str | None:
    return text if text and text.strip() else None


def _texts(evidence: str | tuple[str, ...] | None) -> tuple[str, ...]:
    texts = (evidence,) if isinstance(evidence, str) else evidence or ()
    return tuple(text for text in texts if text.strip())


def _holes(answers: Answers, rubric: Rubric, document: Document) -> Iterator[Finding]:
    """What a person may have meant to fill in, or to say otherwise."""
    titles = {item.id: item.title for item in (*rubric.elements, *rubric.anti_patterns)}
    untold = [
        *(("answers", name) for name, answer in answers.answers.items() if _has_text_only(answer)),
        *(
            ("anti_patterns", name)
            for name, each in answers.anti_patterns.items()
            if each.occurs is None and (each.note or each.evidence)
        ),
    ]
    for section, name in untold:
        if name in titles:
            code = "text_without_level" if section == "answers" else "text_without_occurrence"
            yield Finding(code, (section, name), {"id": name, "title": titles[name]}, "warning", key=True)
    project = document.value.get("project")
    for key in ("target_groups", "goals", "phases"):
        chosen = project.get(key) if isinstance(project, dict) else None
        ids = chosen if isinstance(chosen, tuple) else ()
        for index, value in enumerate(ids):
            if isinstance(value, str) and value in ids[:index]:
                yield Finding("named_twice", ("project", key, index), {"key": key, "value": shown(value)}, "warning")


def _is_filled_in(value: object) -> bool:
    """Whether there is anything in a value, however deep."""
    return any(map(_is_filled_in, value.values())) if isinstance(value, dict) else value not in (None, "", ())


def _has_text_only(answer: Answer) -> bool:
    return isinstance(answer, Unanswered) and bool(answer.note or answer.evidence)


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
