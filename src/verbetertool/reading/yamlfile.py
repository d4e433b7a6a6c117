"""YAML files to plain values, strictly: what is wrong gives Problems, never an object.

PyYAML's own loaders are not used: they build what a file asks for, keep the last of duplicate keys and read `no` as
a boolean. Its event stream alone is taken (`yaml_builder.py`). Scalars are those of YAML 1.2: text, int, float,
true/false and null. docs/decisions/0002-yaml.md says why.
"""

from dataclasses import replace

import yaml

from verbetertool.errors import InvalidInputError
from verbetertool.reading.decoding import decoded
from verbetertool.reading.parsed_file import ParsedFile
from verbetertool.reading.places import nodes
from verbetertool.reading.yaml_builder import Builder
from verbetertool.reading.yaml_events import events_of, plain_value
from verbetertool.reading.yaml_salvage import salvaged


def parse_yaml(file: str, data: bytes) -> ParsedFile:
    """The value of a YAML file, with the problems that leave some of it readable.

    Raises InvalidInputError with every problem found where nothing more can be checked: another kind of file, nesting
    or a number of nodes over the limits of `yaml_builder.py`, or no text that is YAML for a part.
    """
    text, problems = decoded(file, data)
    builder = Builder(file, text)
    value = builder.build()
    if builder.error is not None:
        return salvaged(file, text, problems, builder)
    if value is None and builder.problems:
        raise InvalidInputError([*problems, *builder.problems])
    return ParsedFile(file, text, value, builder.lines, (*problems, *builder.problems))


def text_in(data: bytes, section: str, key: str) -> str | None:
    """The text under a key of a section of a file, without reading on; None where it is none, or can't be read.

    A number is text here, as it was typed: `007` is not 7.
    """
    try:
        events = events_of(decoded("", data)[0])
        depth, is_key, names = 0, True, ["", ""]
        for event in events:
            if isinstance(event, yaml.ScalarEvent) and 0 < depth <= 2:
                if is_key:
                    names[depth - 1] = event.value
                elif depth == 2 and names == [section, key]:
                    is_text = not event.implicit[0] or not isinstance(plain_value(event.value), bool | None)
                    return event.value if is_text else None
                is_key = not is_key
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                depth += 1
                is_key = True
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                depth -= 1
                is_key = True
    except (InvalidInputError, yaml.YAMLError):
        pass
    return None


def with_number_as_typed(parsed: ParsedFile, section: str, key: str) -> ParsedFile:
    """The file with a number under a key of a section as the text that was typed: `007` is not 7.

    For what is a number by its looks alone, such as that of an application, which portals write without quotes.
    """
    inside = parsed.value.get(section) if isinstance(parsed.value, dict) else None
    number = inside.get(key) if isinstance(inside, dict) else None
    if inside is None or isinstance(number, bool) or not isinstance(number, int | float):
        return parsed
    typed = next((mark[2] for path, _key, mark in nodes(parsed.text) if path == (section, key)), number)
    return replace(parsed, value={**parsed.value, section: {**inside, key: typed}})
