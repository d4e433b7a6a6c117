"""The Dutch words that people write by hand where an answer file has an English one; saved as the English one.

Only the words that docs/antwoordbestand.md names are taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from verbetertool.errors import Problem
from verbetertool.reading.findings import Finding, Path_
from verbetertool.reading.parsed_file import ParsedFile
from verbetertool.reading.places import Mark, nodes

SECTIONS = {"antwoorden": "answers"}
KEYS = {"niveau": "level", "toelichting": "note", "onderbouwing": "evidence", "telling": "count"}
UNKNOWN = frozenset(["weet niet", "weet ik niet"])
NOT_APPLICABLE = frozenset(["n.v.t.", "nvt", "niet van toepassing"])
OCCURS = {"nooit": "never", "soms": "sometimes", "meestal": "usually"}
_KEYS_OF_ANSWERS = {**KEYS, **dict.fromkeys(NOT_APPLICABLE, "not_applicable")}


def in_english(parsed: ParsedFile) -> ParsedFile:
    """The file with English words for the Dutch ones; its places are still those of what was written.

    Where a file has both words for one thing, the second is a problem, as every key that stands twice.
    """
    if not isinstance(parsed.value, dict) or not _may_be_dutch(parsed.value):
        return parsed
    reading = _Reading(parsed)
    value = reading.file(parsed.value)
    if not reading.changed:
        return parsed
    lines = {reading.english_path(path): line for path, line in parsed.lines.items()}
    problems = (*parsed.problems, *reading.problems)
    return replace(parsed, value=value, lines=lines, written=reading.written, problems=problems)


_ENGLISH = frozenset(
    ["level", "count", "asked", "not_applicable", "note", "evidence", "rubric_version", "from", "occurs"]
)
_ENGLISH_WORDS = frozenset(["unknown", "never", "sometimes", "usually"])


def _may_be_dutch(value: Mapping[str, Any]) -> bool:
    """Whether anything in a file is no word of the format: nearly every file is read without a second look."""
    for name, section in value.items():
        if name not in ("answers", "anti_patterns"):
            if name.casefold() in SECTIONS:
                return True
            continue
        if isinstance(section, dict) and any(map(_answer_may_be, section.values())):
            return True
    return False


def _answer_may_be(answer: object) -> bool:
    if isinstance(answer, dict):
        return not answer.keys() <= _ENGLISH or _is_word(answer.get("level")) or _is_word(answer.get("occurs"))
    return _is_word(answer)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value not in _ENGLISH_WORDS


def english_text(text: str) -> str:
    """The text of an answer file with English words for the Dutch ones, and all else as it stands."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    changes = [
        (starts[mark[0] - 1] + mark[1] - 1, mark[2], word)
        for path, key_mark, mark_ in nodes(text)
        for mark, word in _changes(path, key_mark, mark_)
    ]
    for at, written, word in sorted(changes, reverse=True):
        text = text[:at] + word + text[at + len(written) :]
    return text


def _changes(path: Path_, key: Mark | None, value: Mark) -> Iterator[tuple[Mark, str]]:
    """The marks of what is Dutch at a written path, each with the English for it."""
    if key is None:
        return
    section = SECTIONS.get(_bare(path[0]), path[0])
    if len(path) == 1 and section != path[0]:
        yield key, str(section)
    words = {"answers": _KEYS_OF_ANSWERS, "anti_patterns": KEYS}.get(str(section))
    if words is None or len(path) not in (2, 3):
        return
    name = words.get(_bare(path[2]), path[2]) if len(path) == 3 else ""
    word = _bare(value[2].strip("\"'"))
    if section == "answers" and name in ("", "level") and word in NOT_APPLICABLE:
        yield value, "true" if name else "{not_applicable: true}"
        name = "not_applicable" if name else ""
    elif name in ("", "level", "occurs") and word in UNKNOWN:
        yield value, "unknown"
    elif section == "anti_patterns" and name in ("", "occurs") and word in OCCURS:
        yield value, OCCURS[word]
    if len(path) == 3 and name != path[2]:
        yield key, str(name)


def _bare(word: object) -> str:
    return str(word).strip().casefold()


class _Reading:
    """Takes the words of one file over, and remembers what was written for them."""

    def __init__(self, parsed: ParsedFile) -> None:
        self._parsed = parsed
        self.problems: list[Problem] = []
        self.written: dict[Path_, str] = {}
        """By the English path of a key that was Dutch: that key."""
        self.changed = False

    def file(self, value: Mapping[str, Any]) -> dict[str, Any]:
        whole = self._renamed(value, SECTIONS, ())
        answers, occurrences = whole.get("answers"), whole.get("anti_patterns")
        if isinstance(answers, dict):
            whole["answers"] = {id: self._answer(each, ("answers", id)) for id, each in answers.items()}
        if isinstance(occurrences, dict):
            whole["anti_patterns"] = {
                id: self._occurrence(each, ("anti_patterns", id)) for id, each in occurrences.items()
            }
        return whole

    def english_path(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """The English path for one that was written, on the two upper floors."""
        return (SECTIONS.get(path[0], path[0]), *path[1:]) if path else path

    def _answer(self, value: Any, path: Path_) -> Any:
        if isinstance(value, str):
            return self._level(value)
        if not isinstance(value, dict):
            return value
        answer = self._renamed(value, _KEYS_OF_ANSWERS, path)
        level = answer.get("level")
        if isinstance(level, str):
            answer["level"] = self._level(level)
            if isinstance(answer["level"], dict):  # the level itself says that it does not apply
                self.written[(*path, "not_applicable")] = self.written.pop((*path, "level"), "level")
                rest = {key: each for key, each in answer.items() if key != "level"}
                return {"not_applicable": True, **rest}
        return answer

    def _level(self, text: str) -> Any:
        word = text.strip().casefold()
        if word in UNKNOWN:
            self.changed = True
            return "unknown"
        if word in NOT_APPLICABLE:
            self.changed = True
            return {"not_applicable": True}
        return text

    def _occurrence(self, value: Any, path: Path_) -> Any:
        if isinstance(value, str):
            return self._occurs(value)
        if not isinstance(value, dict):
            return value
        answer = self._renamed(value, KEYS, path)
        if isinstance(answer.get("occurs"), str):
            answer["occurs"] = self._occurs(answer["occurs"])
        return answer

    def _occurs(self, text: str) -> str:
        word = text.strip().casefold()
        found = "unknown" if word in UNKNOWN else OCCURS.get(word, text)
        self.changed |= found != text
        return found

    def _renamed(self, value: Mapping[str, Any], words: Mapping[str, str], path: Path_) -> dict[str, Any]:
        """The map with English keys; where one stands twice the first is kept."""
        found: dict[str, Any] = {}
        for key, each in value.items():
            english = words.get(key.casefold(), key)
            if english in found:
                self.changed = True
                before = self.written.get((*path, english), english)
                values = {"key": key, "other": before}
                self.problems.append(self._parsed.problem(Finding("same_key", self._path(path, key), values, key=True)))
                continue
            if english != key:
                self.changed = True
                self.written[(*path, english)] = key
            found[english] = each
        return found

    def _path(self, path: Path_, key: str) -> Path_:
        """The written path of a key."""
        return (*(self.written.get(path[: depth + 1], step) for depth, step in enumerate(path)), key)
