"""What an answer file says that its rubric does not allow, and what in it deserves a remark."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

from pydantic import TypeAdapter, ValidationError

from verbetertool.model.base import Id
from verbetertool.model.personal import personal_data_in
from verbetertool.model.project import (
    MAX_PLAN,
    Answer,
    AnswerFile,
    Answers,
    LongAnswer,
    LongOccurrence,
    NotApplicable,
    Occurrence,
    Unanswered,
    long_answer,
)
from verbetertool.model.rubric import FactQuestion, Rubric
from verbetertool.model.scale import COUNT, Count
from verbetertool.reading.answer_shapes import FIELDS
from verbetertool.reading.earlier import renamed
from verbetertool.reading.findings import MAX_PROBLEMS, Finding, Path_
from verbetertool.reading.validation import not_a_choice, shown, suggestion, wrong_choices

_COUNT = re.compile(COUNT)


def broken_rules(written: AnswerFile, value: Mapping[str, Any], rubric: Rubric) -> Iterator[Finding]:
    """Choices, facts, ids and counts that this rubric does not allow.

    `value` is the whole file, `written` what is valid of it in itself.
    """
    return chain(
        _wrong_choices(value, rubric),
        _unknown_facts(value, rubric),
        _wrong_facts(written, rubric),
        _wrong_ids(value, rubric),
        _wrong_ids_of_plan(value, rubric),
        _wrong_counts(written, rubric),
        _wrongly_asked(written, rubric),
        _empty_words(written, rubric),
    )


def remarks(answers: Answers, rubric: Rubric) -> Iterator[Finding]:
    """Answers that count otherwise than somebody may think, or that were given to an earlier question."""
    return chain(_not_counted(answers, rubric), _of_before(answers, rubric), _personal(answers, rubric))


def holes(written: AnswerFile, value: Mapping[str, Any], rubric: Rubric) -> Iterator[Finding]:
    """What a person may have meant to fill in, or to say otherwise."""
    titles = {id: rubric.element_by_id[ids[0]].title for id, ids in renamed(rubric).items()}
    titles |= {item.id: item.title for item in (*rubric.elements, *rubric.anti_patterns)}
    for section, code, given in (
        ("answers", "text_without_level", written.answers),
        ("anti_patterns", "text_without_occurrence", written.anti_patterns),
    ):
        for name, each in (given or {}).items():
            if name in titles and isinstance(each, LongAnswer | LongOccurrence) and _is_text_only(value[section][name]):
                yield Finding(code, (section, name), {"id": name, "title": titles[name]}, "warning", key=True)
    project = value.get("project")
    for key in ("target_groups", "goals", "phases", "phases_by_others"):
        chosen = project.get(key) if isinstance(project, dict) else None
        ids = chosen if isinstance(chosen, tuple) else ()
        for index, name in enumerate(ids):
            if isinstance(name, str) and name in ids[:index]:
                yield Finding("named_twice", ("project", key, index), {"key": key, "value": shown(name)}, "warning")


def _is_text_only(given: Mapping[str, Any]) -> bool:
    """Whether an answer has a text, and nothing that was meant to be the answer."""
    filled = {key for key, each in given.items() if each is not None or key not in FIELDS}
    texts = [given.get("note"), *_list_of(given.get("evidence"))]
    return filled <= _TEXTS and any(isinstance(text, str) and text.strip() for text in texts)


_TEXTS = frozenset(["note", "evidence", "rubric_version"])


def _list_of(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


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
        for name, given in written.items() if isinstance(written, dict) else ():
            if name in known:
                continue
            if name in FIELDS:
                values = {"key": name, "value": shown(given)}
                yield Finding("field_as_id", (section, name), values, key=True)
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


def _wrong_ids_of_plan(value: Mapping[str, Any], rubric: Rubric) -> Iterator[Finding]:
    """Ids in the plan that the rubric does not have; one that an earlier version had stays, as an action of its own."""
    outdated = value.get("rubric_version") not in (None, rubric.version)
    earlier = renamed(rubric)
    plan = value.get("plan")
    for index, item in enumerate(plan[:MAX_PLAN] if isinstance(plan, tuple) else ()):
        for key, known in (("element", rubric.element_by_id), ("anti_pattern", rubric.anti_pattern_by_id)):
            name = item.get(key) if isinstance(item, dict) else None
            if not isinstance(name, str) or not name or name in known or name in earlier:
                continue
            close = suggestion(name, known)
            if not (outdated and close is None and _may_be_id(name)):
                yield Finding("unknown_id", ("plan", index, key), {"id": name, "section": "plan", "suggestion": close})


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


def _wrong_choices(value: Mapping[str, Any], rubric: Rubric) -> Iterator[Finding]:
    project, audit = value.get("project"), value.get("audit")
    lists = {
        "target_groups": rubric.target_groups,
        "goals": rubric.goals,
        "phases": rubric.phases,
        "phases_by_others": rubric.phases,
    }
    chosen_of = project if isinstance(project, dict) else {}
    for key, choices in lists.items():
        yield from wrong_choices(chosen_of.get(key), [choice.id for choice in choices], ("project", key))
    if isinstance(audit, dict) and isinstance(chosen := audit.get("perspective"), str):
        known = [perspective.id for perspective in rubric.perspectives]
        if chosen and chosen not in known:
            yield not_a_choice(chosen, known, ("audit", "perspective"))


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


def _wrongly_asked(written: AnswerFile, rubric: Rubric) -> Iterator[Finding]:
    """Answers in words of one's own, where the rubric has no such question for who answered."""
    perspective = written.audit.perspective if written.audit else None
    known = [each.id for each in rubric.asked_perspectives]
    for name, value in (written.answers or {}).items():
        element = rubric.element_by_id.get(name)
        if not isinstance(value, LongAnswer) or value.asked is None or element is None:
            continue
        path, values = ("answers", name, "asked"), {"id": name, "title": element.title, "known": ", ".join(known)}
        if perspective is None or perspective not in known:
            yield Finding("asked_of_nobody", path, values)
        elif perspective not in element.asked_of:
            # The question may have been there in the version that the answer was given to.
            is_new = written.rubric_version in (None, rubric.version) and value.rubric_version is None
            yield Finding("asked_of_others", path, values, "error" if is_new else "warning")


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
    occurrences = answers.anti_patterns.items()
    given |= {id: each.rubric_version for id, each in occurrences if id in rubric.anti_pattern_by_id}
    old = {id: version for id, version in given.items() if version is not None}
    if old:
        yield Finding("answers_outdated", ("rubric_version",), {"ids": list(old)}, "warning")


def _personal(answers: Answers, rubric: Rubric) -> Iterator[Finding]:
    """Texts that seem to hold a personal detail: none is asked, and the file may be read by many."""
    given: list[tuple[str, str, Answer | Occurrence]] = []
    given += [("answers", name, answer) for name, answer in answers.answers.items()]
    given += [("anti_patterns", name, occurrence) for name, occurrence in answers.anti_patterns.items()]
    for section, name, answer in given:
        texts = [("note", answer.note), *(("evidence", text) for text in answer.evidence)]
        if isinstance(answer, NotApplicable):
            texts.append(("not_applicable", answer.reason))
        for key, text in texts:
            if text and (kinds := personal_data_in(text)):
                item = rubric.element_by_id.get(name) or rubric.anti_pattern_by_id.get(name)
                values = {"title": item.title if item else name, "personal": list(kinds)}
                yield Finding("personal_data", (section, name, key), values, "warning")
                break
    other: list[tuple[Path_, str | None]] = [
        (("project", "summary"), answers.project.summary),
        (("audit", "note"), answers.note),
        *((("plan", number, "action"), item.action) for number, item in enumerate(answers.plan)),
        *((("plan", number, "note"), item.note) for number, item in enumerate(answers.plan)),
    ]
    for path, text in other:
        if text and (kinds := personal_data_in(text)):
            yield Finding("personal_data", path, {"title": path[0], "personal": list(kinds)}, "warning")


def _not_counted(answers: Answers, rubric: Rubric) -> Iterator[Finding]:
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
