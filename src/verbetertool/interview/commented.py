"""Changes an answer file in which a person wrote comments, and leaves those comments where they stand.

ruamel.yaml reads the file once more, into maps that know their comments. It hangs a comment on the value before it,
so that values are changed where they stand and keys are never taken away; what stands behind the last value of a part
goes along when something is put behind it. What comes out is read again before it is used.
"""

import re
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark, YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString
from ruamel.yaml.tokens import CommentToken

from verbetertool.errors import InvalidInputError
from verbetertool.interview.canonical import canonical_yaml, is_plain, normalised
from verbetertool.model.project import AnswerFile
from verbetertool.reading.yaml_comments import comments_of
from verbetertool.reading.yamlfile import parse_yaml, with_number_as_typed

_ENDLESS = 10**6
"""A width at which no text that a person wrote is folded anew."""
_MAIN_KEYS = ("level", "count", "occurs")
"""The keys of which the value may stand by itself, without the others."""


class CommentsLostError(Exception):
    """The file can't be written with its comments."""


class Commented:
    """An answer file as a person wrote it. Raises CommentsLostError where its comments can't be kept."""

    def __init__(self, text: str) -> None:
        self._yaml = YAML()
        self._yaml.preserve_quotes = True
        self._yaml.width = _ENDLESS
        self._yaml.indent(mapping=2, sequence=4, offset=2)
        self._comments = comments_of(text)
        self._have = _plain(_read(text))
        try:
            self._document = self._yaml.load(text)
        except (YAMLError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise CommentsLostError from error

    def with_answers(self, file: AnswerFile) -> str:
        """The text with the answers of `file` in it."""
        want = _plain(file)
        written = StringIO()
        try:
            _change(self._document, self._have, want)
            self._have = want
            self._yaml.dump(self._document, written)
            text = written.getvalue()
            kept = sorted(comments_of(text)) == sorted(self._comments)
            same = canonical_yaml(_read(text)) == canonical_yaml(file)
        except Exception as error:  # whatever a library of many years finds in its way, the answers come first
            raise CommentsLostError from error
        if not (kept and same):
            raise CommentsLostError
        return text


def _read(text: str) -> AnswerFile:
    document = with_number_as_typed(parse_yaml("", text.encode()), "project", "id")
    if document.problems:
        raise InvalidInputError(document.problems)
    return AnswerFile.model_validate(document.value)


def _plain(file: AnswerFile) -> dict[str, Any]:
    """The file as maps, lists and values, every answer in its long form and nothing that is empty."""
    return {key: _without_empty(value) for key, value in normalised(file).model_dump(by_alias=True).items() if value}


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_empty(each) for key, each in value.items() if each is not None}
    if isinstance(value, tuple):
        return [_without_empty(each) for each in value]
    return value


def _change(node: CommentedMap, have: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """Changes in a map what is not as wanted; what is not wanted any more stays as a key without a value."""
    for key, value in want.items():
        before = have.get(key)
        if before == value:
            continue
        present = node.get(key)
        if isinstance(present, CommentedMap) and len(present) and isinstance(value, Mapping):
            _change(present, before if isinstance(before, Mapping) else {}, value)
        elif isinstance(present, CommentedSeq) and len(present) and isinstance(value, list):
            _change_items(present, before if isinstance(before, list) else [], value)
        elif isinstance(value, Mapping) and len(value) == 1 and _is_bare(present, next(iter(value))):
            node[key] = next(iter(value.values()))
        else:
            _put(node, key, value)
    for key in [key for key in have if key not in want]:
        # A map on one line goes as a whole: without its keys it may be none that a file can hold.
        present = node.get(key)
        if isinstance(present, CommentedMap) and len(present) and not (_is_flow(present) and not present.ca.items):
            _change(present, have[key] if isinstance(have[key], Mapping) else {}, {})
        else:
            _put(node, key, None)


def _is_bare(present: Any, key: str) -> bool:
    """Whether a value stands without its key: `peers: 2`."""
    return key in _MAIN_KEYS and present is not None and not isinstance(present, CommentedMap | CommentedSeq)


def _change_items(node: CommentedSeq, have: Sequence[Any], want: Sequence[Any]) -> None:
    behind = _taken(node, len(node) - 1)
    while len(node) > len(want) > 0:
        behind = _whole(node, len(node) - 1) + behind
        del node[len(node) - 1]
    for index, value in enumerate(want):
        if index == len(node):
            node.append(_node(value, flow=_is_flow(node)))
        elif isinstance(node[index], CommentedMap) and isinstance(value, Mapping):
            _change(node[index], have[index] if index < len(have) else {}, value)
        elif node[index] != value:
            node[index] = _node(value, flow=_is_flow(node))
    _hang(node, len(node) - 1, behind)


def _put(node: CommentedMap, key: str, value: Any) -> None:
    """Gives a key a value of another shape, or a new key its first one."""
    is_new = key not in node
    behind = ""
    if not _is_flow(node):
        if not is_new:
            behind = _taken(node, key)
        elif len(node):
            behind = _taken(node, next(reversed(node)))
    has_own = (node.ca.items.get(key) or [None] * 3)[_slot(node)] is not None
    node[key] = _node(value, flow=_is_flow(node) or (has_own and isinstance(value, Mapping)), one_line=bool(behind))
    if behind and not has_own and isinstance(node[key], CommentedMap | CommentedSeq):
        _hang(node, key, behind)
    else:
        _hang_on(node, key, behind)


def _node(value: Any, *, flow: bool, one_line: bool = False) -> Any:
    """A value as ruamel.yaml wants it; `one_line` where a comment follows, which it can't put behind a block."""
    if isinstance(value, Mapping):
        if len(value) == 1 and next(iter(value)) in _MAIN_KEYS:
            return next(iter(value.values()))
        made = CommentedMap({key: _node(each, flow=flow, one_line=one_line) for key, each in value.items()})
        if flow:
            made.fa.set_flow_style()
        return made
    if isinstance(value, list):
        of_maps = not flow and any(isinstance(each, Mapping) for each in value)
        items = CommentedSeq([_node(each, flow=not of_maps) for each in value])
        if not of_maps:
            items.fa.set_flow_style()
        return items
    if not isinstance(value, str) or (is_plain(value) and not (flow and re.search(r"[,\[\]{}]", value))):
        return value
    if "\n" in value and not (flow or one_line) and not re.search(r"^\s|\s$|[\t\r]", value):
        return LiteralScalarString(value)
    return DoubleQuotedScalarString(value)


def _is_flow(node: CommentedMap | CommentedSeq) -> bool:
    return node.fa.flow_style() is True


def _last_leaf(node: Any, key: Any) -> tuple[Any, Any]:
    """Where what stands behind a value hangs: on the last value inside it."""
    value = node[key]
    while isinstance(value, CommentedMap | CommentedSeq) and len(value) and not _is_flow(value):
        node, key = value, next(reversed(value)) if isinstance(value, CommentedMap) else len(value) - 1
        value = node[key]
    return node, key


def _slot(node: Any) -> int:
    return 0 if isinstance(node, CommentedSeq) else 2


def _taken(node: Any, key: Any) -> str:
    """The lines of comment behind a value, taken off it; a comment on its own line stays."""
    node, key = _last_leaf(node, key)
    tokens = node.ca.items.get(key)
    token = tokens[_slot(node)] if tokens else None
    if token is None:
        return ""
    own: str
    behind: str
    if isinstance(node[key], LiteralScalarString | FoldedScalarString):
        own, behind = "", " " * token.start_mark.column + token.value
    else:
        own, _end, behind = token.value.partition("\n")
    if own:
        token.value = own + "\n"
    else:
        tokens[_slot(node)] = None  # what stands before the key stays
    return behind


def _whole(node: Any, key: Any) -> str:
    """A comment on the line of a value that goes, as a line by itself."""
    node, key = _last_leaf(node, key)
    tokens = node.ca.items.pop(key, None)
    token = tokens[_slot(node)] if tokens else None
    return " " * token.start_mark.column + token.value if token else ""


def _hang(node: Any, key: Any, behind: str) -> None:
    if behind:
        _hang_on(*_last_leaf(node, key), behind)


def _hang_on(node: Any, key: Any, behind: str) -> None:
    if not behind:
        return
    tokens = node.ca.items.setdefault(key, [None, None, None, None])
    token = tokens[_slot(node)]
    if token is None:
        tokens[_slot(node)] = CommentToken("\n" + behind, CommentMark(0), None)
    else:
        token.value += behind
