"""The shipped rubrics: YAML, and in a wheel the same as JSON, since YAML of four thousand lines takes long to read.

The JSON is made with the wheel (tools/build_hook.py). It is validated on loading, and used only if this version of the
tool made it of the YAML that lies beside it, and not a byte of it has changed.
"""

import json
from contextlib import suppress
from hashlib import sha256
from importlib.resources.abc import Traversable

from verbetertool._version import __version__
from verbetertool.errors import InvalidInputError
from verbetertool.model.rubric import Rubric
from verbetertool.reading.files import read_bytes
from verbetertool.reading.rubric_files import rubric_files


def load_shipped_rubric(rubrics: Traversable, name: str) -> Rubric:
    """The rubric in the folder `name` of `rubrics`; from the JSON beside that folder, where it can be used.

    Raises InvalidInputError with every problem of the YAML, as `load_rubric` does.
    """
    return _from_json(rubrics / json_name(name), rubrics / name) or _from_yaml(rubrics / name)


def json_name(name: str) -> str:
    """The name of the JSON for a rubric; it stands beside the rubric's folder."""
    return f"{name}.jsonl"


def as_json(folder: Traversable) -> bytes:
    """The rubric in a folder as JSON lines: what it was made by and of, and its content.

    Raises InvalidInputError as `load_rubric` does.
    """
    content = _from_yaml(folder).content()
    return _heading(folder, content) + b"\n" + content


def _from_yaml(folder: Traversable) -> Rubric:
    from verbetertool.reading.rubrics import load_rubric

    return load_rubric(folder)


def _from_json(file: Traversable, folder: Traversable) -> Rubric | None:
    with suppress(OSError, ValueError, InvalidInputError):  # not there, or torn: whatever it is, the YAML says
        heading, _line_end, content = file.read_bytes().partition(b"\n")
        if heading == _heading(folder, content):
            rubric = Rubric.model_validate_json(content)
            # Known already: to write it all out again for the digest is a fiftieth of a report.
            vars(rubric)["digest"] = sha256(content).hexdigest()
            return rubric
    return None


def _heading(folder: Traversable, content: bytes) -> bytes:
    """The version of the tool, and the digests of a rubric's YAML and of its JSON."""
    sources = sha256()
    for file in rubric_files(folder):
        source = read_bytes(file)
        sources.update(f"{file.name} {len(source)} ".encode() + source)
    heading = {"tool": __version__, "sources": sources.hexdigest(), "content": sha256(content).hexdigest()}
    return json.dumps(heading).encode()
