"""What a person did where libyaml finds no YAML: its own messages say what it waited for, often a line too late."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from verbetertool.model.record import record
from verbetertool.reading.unseen import odd_character

SECTIONS = frozenset(["project", "audit", "answers", "anti_patterns"])
"""Keys of an answer file below which there are more keys."""

_KEY = re.compile(
    r"(?P<indent> *)(?P<dash>- +)?(?P<key>[^\s:#\"'\[\]{}][^:#]*?|\"[^\"]*\"|'[^']*'):(?P<rest>(?:[ \t].*)?)$"
)
_NO_SPACE = re.compile(r" *(?:- +)?(?P<key>[\w-]+):(?!//)(?P<value>[^\s:].*)$")
_TWO_WORDS = re.compile(r" *(?P<key>[a-z][\w-]*)(?: *= *| +)(?P<value>[0-9][\w/.%-]*|\w+)\s*$")
_VALUES = frozenset(
    ["unknown", "never", "sometimes", "usually", "plan", "uitvoering", "afgerond", "full", "quick", "true"]
)
_BLOCK = re.compile(r":\s+[|>][-+0-9]*\s*(?:#.*)?$")
_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_CURLY = "“”„‟‘’‚‛«"
_LONGEST = 60
"""Characters of a line that are shown as the way to write it."""


@record
class Diagnosis:
    """What is wrong, as a code with values for its sentence, and where (line and column from 1; no line: unknown)."""

    code: str
    line: int = 0
    column: int = 0
    values: Mapping[str, object] | None = None


def diagnosis(lines: Sequence[str], error: yaml.MarkedYAMLError, events: Callable[[], Iterator[Any]]) -> Diagnosis:
    """The cause of a syntax error in a text; `events` gives those of the same text, up to the error."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Diagnosis("yaml_unknown")
    begun = error.context_mark or mark
    text = _Text(lines, mark.line, mark.column, begun.line, begun.column)
    said = f"{error.context or ''} {error.problem or ''}"
    found = next((explain(text) for part, explain in _EXPLAINED if part in said), None)
    if "did not find expected key" in said:
        found = _after_a_value(text, events())
    if found is None:
        rest = shortened(text.rest())
        found = Diagnosis("yaml_other" if rest else "yaml_unknown", text.line + 1, text.column + 1, {"found": rest})
    return text.tab() or text.odd() or found


class _Text:
    """The lines of a text, with the place where libyaml stopped, and where what it was at began (all from 0)."""

    def __init__(self, lines: Sequence[str], line: int, column: int, begun: int, begun_column: int) -> None:
        self.lines = lines
        self.line = min(line, len(lines) - 1)
        self.column = column
        self.begun = begun
        self.begun_column = begun_column

    def __getitem__(self, line: int) -> str:
        return self.lines[line] if 0 <= line < len(self.lines) else ""

    def rest(self) -> str:
        """What stands where the error shows, or before it where nothing does."""
        return self[self.line][self.column :].strip() or self[self.line].strip()

    def above(self, line: int) -> int:
        """The last line before this one that holds something; -1 if there is none."""
        return next((n for n in range(line - 1, -1, -1) if _holds_something(self[n])), -1)

    def goes_on(self, line: int) -> bool:
        """Whether a line may be more of the text of the line above, that does not spring in far enough."""
        above = self[self.above(line)]
        found = _KEY.match(above)
        has_text = found is not None and bool(found["rest"].strip()) and not found["rest"].strip().isdigit()
        return has_text and _indent_of(self[line]) < _indent_of(above)

    def tab(self) -> Diagnosis | None:
        """A tab where the error shows, before the first word of its line."""
        line = self[self.line]
        if "\t" in line[: _indent_of(line, " \t")] or line[self.column : self.column + 1] == "\t":
            return Diagnosis("yaml_tab", self.line + 1, line.index("\t") + 1)
        return None

    def odd(self) -> Diagnosis | None:
        """A space or a colon that is none, in the line of the error or, as libyaml sees it later, in the line above."""
        for number in dict.fromkeys((self.line, self.begun, self.above(self.line))):
            line = self[number]
            if (at := _odd_in_structure(line)) is not None and (odd := odd_character(line[at:])):
                return Diagnosis("odd_character", number + 1, at + 1, odd.values)
        return None


def _indent_of(line: str, spaces: str = " ") -> int:
    return len(line) - len(line.lstrip(spaces))


def _holds_something(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#")


def _odd_in_structure(line: str) -> int | None:
    """Where a space that is none, or what looks like a colon, stands: before the first word or beside the colon."""
    for at, character in enumerate(line.partition(": ")[0][:_LONGEST]):
        odd = odd_character(character)
        if odd is None:
            continue
        is_outside = not line[:at].strip(" \t-") or ":" in (line[at - 1 : at], line[at + 1 : at + 2])
        if odd.like == ":" or (odd.kind != "alike" and is_outside):
            return at
    return None


def shortened(text: str) -> str:
    """A text as it may stand in a sentence."""
    shown = " ".join(text.split())
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def quoted(text: str) -> str:
    """A text between quotes that it does not hold itself."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _with_quotes(line: str) -> str:
    """A line with its value between quotes."""
    found = _KEY.match(line)
    if not found:
        return quoted(line.strip().removeprefix("- "))
    value = found["rest"].strip().strip(_CURLY)
    return f"{found['key']}: {quoted(value)}"


# What libyaml says, and what is behind it


def _colon(text: _Text) -> Diagnosis:
    line = text[text.line]
    found = _KEY.match(line)
    colon = line.index(":") if ":" in line else len(line)
    if text.column > colon:
        return _colon_in_value(text, line, colon)
    above = text.above(text.line)
    if (cause := _loose_line(text, above)) is not None:
        return cause
    indent, its = _indent_of(line), _indent_of(text[above])
    if found and indent != its:
        values = {"indent": indent, "above": above + 1, "above_indent": its}
        return Diagnosis("yaml_deeper", text.line + 1, indent + 1, values)
    return Diagnosis("yaml_colon", text.line + 1, text.column + 1, {"form": shortened(_with_quotes(line))})


def _colon_in_value(text: _Text, line: str, colon: int) -> Diagnosis:
    found = re.match(r"(?P<indent> *(?:- +)?)(?P<key>[\w-]+):(?P<space> *)(?P<value>.*)$", line)
    if found is None:
        return Diagnosis("yaml_colon", text.line + 1, text.column + 1, {"form": shortened(quoted(line.strip()))})
    place = (text.line + 1, found.start("value") + 1)
    if not found["space"]:
        form = f"{found['key']}: {quoted(found['value']) if ': ' in found['value'] else found['value']}"
        values = {"found": shortened(line.strip()), "form": shortened(form)}
        return Diagnosis("yaml_space", text.line + 1, colon + 1, values)
    if found["key"] in SECTIONS:
        return Diagnosis("yaml_new_line", *place, {"found": shortened(found["value"])})
    code = "yaml_curly" if found["value"][:1] in _CURLY else "yaml_colon"
    return Diagnosis(code, *place, {"form": shortened(_with_quotes(line))})


def _loose_line(text: _Text, number: int) -> Diagnosis | None:
    """A line that gives no key with a value, and swallows the next one; None for a line that does."""
    line = text[number]
    place = (number + 1, _indent_of(line) + 1)
    if found := _NO_SPACE.match(line):
        values = {"found": shortened(line.strip()), "form": shortened(f"{found['key']}: {found['value']}")}
        return Diagnosis("yaml_space", number + 1, found.end("key") + 1, values)
    if _KEY.match(line):
        return None
    if (found := _TWO_WORDS.match(line)) and (found["value"][0].isdigit() or "=" in line or found["value"] in _VALUES):
        values = {"found": shortened(line.strip()), "form": shortened(f"{found['key']}: {found['value']}")}
        return Diagnosis("yaml_no_colon", *place, values)
    if re.fullmatch(r" *[a-z][\w-]* *", line) and not text.goes_on(number):
        return Diagnosis("yaml_no_colon", *place, {"found": line.strip(), "form": f"{line.strip()}:"})
    return Diagnosis("yaml_loose_text", *place, {"found": shortened(line)}) if line.strip() else None


def _missing_colon(text: _Text) -> Diagnosis:
    above = text.above(text.begun)
    if _BLOCK.search(text[above]) and _indent_of(text[text.begun]) <= _indent_of(text[above]):
        return Diagnosis("yaml_block_indent", text.begun + 1, 1, {"above": above + 1})
    cause = _loose_line(text, text.begun)
    return cause or Diagnosis("yaml_missing_colon", text.begun + 1, text.begun_column + 1)


def _after_a_value(text: _Text, events: Iterator[Any]) -> Diagnosis:
    line = text[text.line]
    last = _last_scalar(events)
    if last is not None and last.style in ("'", '"'):
        start, end = last.start_mark, last.end_mark
        if start.line < end.line and any(_KEY.match(text[number]) for number in range(start.line + 1, end.line + 1)):
            values = {"found": shortened(text[start.line][start.column :])}
            return Diagnosis("yaml_quote", start.line + 1, start.column + 1, values)
        if (end.line, end.column) <= (text.line, text.column) and end.line == text.line and line[: text.column].strip():
            values = {"found": shortened(line[text.column :]), "form": shortened(_requoted(line))}
            return Diagnosis("yaml_after_quote", text.line + 1, text.column + 1, values)
    before = line[: text.column].rstrip()
    if before.endswith(("]", "}")):
        return Diagnosis(
            "yaml_bracket_extra", text.line + 1, text.column + 1, {"found": shortened(line[text.column :])}
        )
    if (cause := _loose_line(text, text.line)) is not None:
        return cause
    return _indentation(text)


def _requoted(line: str) -> str:
    """A line of which the value has quotes inside its quotes, with others around it."""
    found = _KEY.match(line)
    if not found:
        return line.strip()
    value = found["rest"].strip()
    quote = value[:1]
    inner = value[1:].removesuffix(quote)
    return f"{found['key']}: {quoted(inner)}"


def _indentation(text: _Text) -> Diagnosis:
    indent = _indent_of(text[text.line])
    known: dict[int, int] = {}
    number = text.line
    lowest = 10**6
    while (number := text.above(number)) >= 0 and lowest > 0:
        its = _indent_of(text[number])
        if its < lowest or not known:
            known.setdefault(its, number + 1)
            lowest = min(lowest, its)
    others = [f"{its} (regel {line})" for its, line in known.items() if its != indent]
    return Diagnosis("yaml_indent", text.line + 1, indent + 1, {"indent": indent, "known": others[:3]})


def _sequence(text: _Text) -> Diagnosis:
    line = text[text.line]
    found = _KEY.match(line)
    if found and found["rest"].strip().startswith("-"):
        form = f"{found['key']}: [{found['rest'].strip().removeprefix('-').strip()}]"
        return Diagnosis("yaml_dash", text.line + 1, text.column + 1, {"form": shortened(form)})
    return _indentation(text)


def _no_dash(text: _Text) -> Diagnosis:
    return Diagnosis("yaml_no_dash", text.line + 1, _indent_of(text[text.line]) + 1)


def _bracket(text: _Text) -> Diagnosis:
    opened = text[text.begun][text.begun_column : text.begun_column + 1]
    on_own_line = not text[text.line][: text.column].strip() or _KEY.match(text[text.line])
    if text.line > text.begun and on_own_line and opened and not text.lines[0].lstrip().startswith(("{", "[")):
        values = {"bracket": opened, "close": "]" if opened == "[" else "}"}
        return Diagnosis("yaml_bracket_open", text.begun + 1, text.begun_column + 1, values)
    if text.line > text.begun and not text[text.line][: text.column].strip():
        above = text.above(text.line)
        return Diagnosis("yaml_comma", above + 1, len(text[above].rstrip()) + 1)
    return Diagnosis("yaml_comma", text.line + 1, text.column + 1)


def _after_end(text: _Text) -> Diagnosis:
    return Diagnosis("yaml_after_end", text.line + 1, text.column + 1, {"found": shortened(text.rest())})


def _open_quote(text: _Text) -> Diagnosis:
    """It began there; only further on libyaml saw that it does not end."""
    values = {"found": shortened(text[text.begun][text.begun_column :])}
    return Diagnosis("yaml_quote", text.begun + 1, text.begun_column + 1, values)


def _character(text: _Text) -> Diagnosis:
    line = text[text.begun]
    values = {"character": line[text.begun_column : text.begun_column + 1], "form": shortened(_with_quotes(line))}
    return Diagnosis("yaml_character", text.begun + 1, text.begun_column + 1, values)


def _escape(text: _Text) -> Diagnosis:
    line = text[text.line]
    at = line.rfind("\\", 0, text.column + 1)
    if found := _SURROGATES.match(line, max(0, at)):
        values = {"found": found[0], "form": joined(found[0])}
        return Diagnosis("yaml_surrogate", text.line + 1, at + 1, values)
    written = re.match(r'"((?:[^"\\]|\\.)*)', text[text.begun][text.begun_column :])
    inner = written[1] if written else line.strip().strip('"')
    form = "'" + inner.replace("'", "''") + "'"
    return Diagnosis("yaml_escape", text.line + 1, at + 1, {"found": line[at : at + 2], "form": shortened(form)})


def joined(text: str) -> str:
    """A text with each pair of codes from JSON (`\\ud83d\\ude00`) as the one character that it stands for."""
    return _SURROGATES.sub(
        lambda found: chr(0x10000 + ((int(found[0][2:6], 16) & 0x3FF) << 10) + (int(found[0][8:12], 16) & 0x3FF)), text
    )


def _last_scalar(events: Iterator[Any]) -> Any:
    last = None
    try:
        for event in events:
            if event.__class__ is yaml.ScalarEvent:
                last = event
    except yaml.YAMLError:
        pass
    return last


_EXPLAINED = (
    ("cannot start any token", _character),
    ("alphabetic or numeric character", _character),
    ("expected comment or line break", _character),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _missing_colon),
    ("did not find expected '-' indicator", _no_dash),
    ("sequence entries are not allowed", _sequence),
    ("did not find expected ',' or", _bracket),
    ("expected <document start>", _after_end),
    ("unexpected end of stream", _open_quote),
    ("unexpected document indicator", _open_quote),
    ("Unicode character escape", _escape),
    ("hexdecimal", _escape),
    ("escape", _escape),
    ("indentation indicator", _character),
    ("indentation", _indentation),
)
"""Parts of libyaml's messages, and who knows what is behind them."""
