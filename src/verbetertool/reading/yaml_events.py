"""What libyaml gives of a text: its events, and the values that plain scalars have in YAML 1.2."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

_NUMBER_START = frozenset("-+.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,18}|[0-9]{1,18}(?:\.[0-9]{0,18}|(?=[eE])))(?:[eE][-+]?[0-9]{1,3})?\Z")
_WORDS: dict[str, bool | int | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **{str(digit): digit for digit in range(10)},
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def events_of(text: str) -> Iterator[Any]:
    """The events of libyaml, or without it of the parser in Python."""
    if yaml.__with_libyaml__:
        # The iterator that needs no code of Python's between two events; `yaml.parse` does.
        parser: Any = yaml.CLoader(text)
        return iter(parser.get_event, None)
    return yaml.parse(text, Loader=yaml.SafeLoader)


def plain_value(value: str) -> Any:
    """The value of a plain scalar."""
    if value in _WORDS:
        return _WORDS[value]
    if value[0] in _NUMBER_START:
        if _INTEGER.match(value):
            return int(value)
        if _FLOAT.match(value):
            return float(value)
    return value
