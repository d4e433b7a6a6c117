"""The one form in which answer files are written: an `AnswerFile` to YAML text, always the same for the same answers.

An own small writer, since PyYAML's quotes what YAML 1.1 misreads (`no`, dates), not what our reader does (`1e5`), and
can't fold long notes. docs/decisions/0005-questionnaire.md says more.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from verbetertool.model.contour import Ages
from verbetertool.model.project import (
    AnswerFile,
    Audit,
    FactValue,
    FromPeople,
    LongAnswer,
    LongOccurrence,
    OccursFromPeople,
    PlanItem,
    Project,
    long_answer,
)
from verbetertool.model.scale import Count

_WIDTH = 100
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~.+")
_NUMBER_LIKE = re.compile(r"[0-9][0-9a-fA-FxXoO_:.,eE+/-]*\Z")
_WORDS = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])
"""Read as something else than text by some reader of YAML."""


def canonical_yaml(file: AnswerFile, like: object = None) -> str:
    """The answer file as YAML, in NFC; its keys in the order of docs/file-formats.md, or first those of `like`.

    `like` is the value of the file as it was. Short forms where nothing is lost by them; what is empty is left out.
    Reads back to the same answers.
    """
    lines = _in_order(list(_lines(file)), like)
    return unicodedata.normalize("NFC", "".join(f"{line}\n" for line in lines))


def _in_order(lines: list[str], like: object, depth: int = 0) -> Iterator[str]:
    """The lines of a map with those of its keys first that `like` has too, in its order; so on for the maps in it."""
    blocks: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if line and len(line) - len(line.lstrip(" ")) == 2 * depth:
            key = _key_of(line[2 * depth :])
        blocks.setdefault(key, []).append(line)
    known = like if isinstance(like, Mapping) else {}
    for name in dict.fromkeys([*(name for name in known if name in blocks), *blocks]):
        first, *rest = blocks[name]
        yield first
        is_map = first.endswith(":") and depth < 2 and not (rest and rest[0].lstrip().startswith("- "))
        yield from _in_order(rest, known.get(name), depth + 1) if is_map else rest


def _key_of(line: str) -> str:
    """The key in front of a line that we wrote."""
    if line.startswith('"'):
        return str(json.JSONDecoder().raw_decode(line)[0])
    return line.partition(": ")[0].removesuffix(":")


def normalised(file: AnswerFile) -> AnswerFile:
    """The same answers with every answer in its long form and without empty ones."""
    answers = {name: _long_answer(value) for name, value in (file.answers or {}).items()}
    occurrences = {name: _long_occurrence(value) for name, value in (file.anti_patterns or {}).items()}
    return file.model_copy(
        update={
            "answers": {name: value for name, value in answers.items() if value != LongAnswer()},
            "anti_patterns": {name: value for name, value in occurrences.items() if value != LongOccurrence()},
            "plan": tuple(map(_whole_item, file.plan or ())) or None,
        }
    )


def evidence_list(evidence: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The pieces of evidence, blank ones left out."""
    texts = (evidence,) if isinstance(evidence, str) else evidence or ()
    return tuple(text for text in texts if text.strip())


def _whole_item(item: PlanItem) -> PlanItem:
    """The same action without blank texts, and with its status said."""
    texts = {key: _text(getattr(item, key)) for key in ("action", "who", "note")}
    return item.model_copy(update={**texts, "status": item.status or "open"})


def _long_answer(value: Any) -> LongAnswer:
    long = long_answer(value)
    reason = long.not_applicable
    if isinstance(reason, str) and not reason.strip():
        reason = True
    return LongAnswer(
        level=long.level,
        count=None if long.count is None else Count.read(long.count).text,
        asked=long.asked,
        not_applicable=reason,
        note=_text(long.note),
        evidence=evidence_list(long.evidence) or None,
        rubric_version=long.rubric_version,
        from_=long.from_,
    )


def _long_occurrence(value: Any) -> LongOccurrence:
    if not isinstance(value, LongOccurrence):
        return LongOccurrence(occurs=value)
    return LongOccurrence(
        occurs=value.occurs,
        note=_text(value.note),
        evidence=evidence_list(value.evidence) or None,
        rubric_version=value.rubric_version,
        from_=value.from_,
    )


def _text(text: str | None) -> str | None:
    return text if text and text.strip() else None


def _lines(file: AnswerFile) -> Iterator[str]:
    file = normalised(file)
    if file.schema_ is not None:
        yield from _entry("$schema", file.schema_, 0)
    yield f"format: {file.format}"
    yield f"rubric: {_scalar(file.rubric)}"
    if file.rubric_version is not None:
        yield f"rubric_version: {_quoted(file.rubric_version)}"
    yield "project:"
    yield from _project(file.project)
    audit = list(_audit(file.audit or Audit()))
    if audit:
        yield "audit:"
        yield from audit
    yield from _section("answers", file.answers or {})
    yield from _section("anti_patterns", file.anti_patterns or {})
    yield from _plan(file.plan or ())
    if file.previous is not None:
        yield "previous:"
        yield from _entry("file", file.previous.file, 1)
        yield f"  digest: {_scalar(file.previous.digest)}"
        if file.previous.date is not None:
            yield f"  date: {file.previous.date}"


def _plan(plan: Iterable[PlanItem]) -> Iterator[str]:
    start = "plan:"
    for item in plan:
        fields = [(key, value) for key in PlanItem.model_fields if (value := getattr(item, key)) is not None]
        if start:
            yield start
            start = ""
        for number, (key, value) in enumerate(fields):
            before = "    " if number else "  - "
            if key in ("to", "by", "status"):
                yield f"{before}{key}: {value}"
            else:
                yield from _value(f"{before}{key}: ", value, 3)


def _project(project: Project) -> Iterator[str]:
    yield from _entry("name", project.name, 1)
    for key in ("id", "organisation", "summary"):
        if (text := getattr(project, key)) is not None:
            yield from _entry(key, text, 1)
    for key in ("target_groups", "ages", "goals", "phases", "phases_by_others"):
        value = getattr(project, key)
        if isinstance(value, Ages):
            parts = {"from": value.from_, "to": value.to, "few_from_23": _truth(value.few_from_23)}
            yield f"  ages: {{{', '.join(f'{name}: {part}' for name, part in parts.items() if part is not None)}}}"
        elif value is not None:
            yield f"  {key}: [{', '.join(_flow(item) for item in value)}]"
    if project.status is not None:
        yield f"  status: {project.status}"
    facts = {name: value for name, value in (project.facts or {}).items() if value is not None}
    if facts:
        yield "  facts:"
    for name, fact in facts.items():
        yield from _fact(name, fact)


def _fact(name: str, value: FactValue) -> Iterator[str]:
    if isinstance(value, str):
        yield from _value(f"    {_scalar(name)}: ", value, 3)
    else:
        yield f"    {_scalar(name)}: {value}"


def _truth(value: bool | None) -> str | None:
    return None if value is None else "true" if value else "false"


def _audit(audit: Audit) -> Iterator[str]:
    if audit.scope is not None:
        yield f"  scope: {audit.scope}"
    if audit.date is not None:
        yield f"  date: {audit.date}"
    if audit.perspective is not None:
        yield f"  perspective: {_scalar(audit.perspective)}"
    for key in ("assessor", "shown"):
        if (truth := _truth(getattr(audit, key))) is not None:
            yield f"  {key}: {truth}"
    if audit.note is not None:
        yield from _entry("note", audit.note, 1)


_PLAIN = ("level", "count", "occurs")
"""Keys of which the value stands as it is, and alone is the short form."""
_AS_IT_IS = (*_PLAIN, "asked")


def _section(name: str, values: Mapping[str, Any]) -> Iterator[str]:
    if values:
        yield f"{name}:"
    for id, value in values.items():
        fields = {key: text for key in value.__class__.model_fields if (text := getattr(value, key)) is not None}
        if len(fields) == 1 and (only := next(iter(fields))) in _PLAIN:
            yield f"  {_scalar(id)}: {fields[only]}"
            continue
        yield f"  {_scalar(id)}:"
        for key, field in fields.items():
            if key in _AS_IT_IS:
                yield f"    {key}: {field}"
            elif field is True:
                yield f"    {key}: true"
            elif key == "rubric_version":
                yield f"    {key}: {_quoted(field)}"
            elif key == "from_":
                yield f"    from: {{{', '.join(_people(field))}}}"
            elif isinstance(field, tuple):
                yield f"    {key}:"
                for text in field:
                    yield from _value("      - ", text, 4)
            else:
                yield from _entry(key, field, 2)


def _people(told: FromPeople | OccursFromPeople) -> Iterator[str]:
    """Of how many people an answer is, on one line."""
    yield f"people: {told.people}"
    yield f"perspectives: [{', '.join(map(_flow, told.perspectives or ()))}]"
    for key in ("lowest", "highest"):
        if (end := getattr(told, key)) is not None:
            yield f"{key}: {end}"


def _entry(key: str, text: str, depth: int) -> Iterable[str]:
    return _value(f"{'  ' * depth}{key}: ", text, depth + 1)


def _value(start: str, text: str, depth: int) -> Iterator[str]:
    """A text after a key or dash: on its line, folded when long, or as a block when it has more lines."""
    indent = "  " * depth
    body = text.removesuffix("\n")
    if "\n" in text and not text[0].isspace() and not body.endswith("\n") and not re.search(r"[\r\t]", text):
        yield start + ("|" if text.endswith("\n") else "|-")
        for line in body.split("\n"):
            yield indent + line if line else ""
    elif len(start) + len(text) > _WIDTH and text.strip() == text and not re.search(r"[\n\r\t]|  ", text):
        yield start + ">-"
        yield from (indent + line for line in _folded(text, _WIDTH - len(indent)))
    else:
        yield start + _scalar(text)


def _folded(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width` characters, broken at single spaces only, so that folding gives the text back."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _scalar(text: str) -> str:
    return text if is_plain(text) else _quoted(text)


def _flow(text: str) -> str:
    return text if is_plain(text) and not re.search(r"[,\[\]{}]", text) else _quoted(text)


def is_plain(text: str) -> bool:
    """Whether a text can stand without quotes, outside brackets."""
    return (
        bool(text)
        and text[0] not in _INDICATORS
        and text.strip() == text
        and text.isprintable()
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and text.casefold() not in _WORDS
        and not _NUMBER_LIKE.match(text)
    )


def _quoted(text: str) -> str:
    """A double-quoted scalar; JSON's are YAML's too."""
    return json.dumps(text, ensure_ascii=False)
