"""YAML files to plain values, strictly: what is wrong gives Problems, never an object.

PyYAML's own loaders are not used: they build what a file asks for, keep the last of duplicate keys and read `no` as
a boolean. Its event stream alone is taken (`yaml_builder.py`). Scalars are those of YAML 1.2: text, int, float,
true/false and null. docs/decisions/0002-yaml.md says why.
"""

from typing import Any

import yaml

from verbetertool.errors import InvalidInputError
from verbetertool.reading.decoding import decoded
from verbetertool.reading.document import Document
from verbetertool.reading.yaml_builder import Builder
from verbetertool.reading.yaml_events import events_of, plain_value
from verbetertool.reading.yaml_salvage import salvaged


def parse_yaml(file: str, data: bytes) -> Document:
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
    return Document(file, text, value, builder.lines, (*problems, *builder.problems))


def scalar_in(data: bytes, section: str, key: str) -> Any:
    """The plain value under a key of a section of a file, without reading on; None where it can't be read."""
    try:
        events = events_of(decoded("", data)[0])
        depth, is_key, names = 0, True, ["", ""]
        for event in events:
            if isinstance(event, yaml.ScalarEvent) and 0 < depth <= 2:
                if is_key:
                    names[depth - 1] = event.value
                elif depth == 2 and names == [section, key]:
                    return plain_value(event.value) if event.implicit[0] and event.value else event.value
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
