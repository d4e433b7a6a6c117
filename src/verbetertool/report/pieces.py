"""Renders a template once for every different shape of a part, and then only fills in texts.

A report is two hundred small parts, and nearly all that they say comes from the rubric. Each part is a macro of the
template. The first time that a macro meets a part of a certain shape it is rendered with marks in the place of the
part's texts. The texts of the rubric are put in and kept, and from then on the project's own are put in the places
that are left.

So in a macro a text may be shown and its presence may be tested; it can't be counted, compared or filtered.
docs/decisions/0011-rendering.md says why.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, Self

from jinja2 import Template
from markupsafe import Markup

from verbetertool.model.record import record

MOST_KEPT = 10_000
"""Pieces after which all are dropped: more can only come from odd files, and memory must not grow with them."""
MOST_LISTS = 1000
SHORT = 300
"""Characters up to which an escaped text is kept for a while: many own texts are sentences that come back."""

TEXT, NUMBER, BLOCK = "\U000f0000", "\U000f1000", "\U000f2000"
"""The first mark of each kind: text, a whole number, and markup made of other parts. Private-use characters."""
MARKS = "\U000f0000-\U000f2fff"
_MARK = re.compile(f"[{MARKS}]")


@record
class Kind:
    """What the fields of a part are: a project's own, texts of the rubric, or left out. The others shape it.

    Own fields are texts or whole numbers (or None), or tuples of texts; texts of the rubric may be whole numbers too.
    """

    own: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    inline: tuple[str, ...] = ()
    """The markup made of other parts that stands in a line of text, and whose presence makes no difference.

    Other markup stands by itself, and may be tested for.
    """


@record
class Line:
    """A sentence by itself."""

    text: str


@record
class Piece:
    """What a macro gave, as a format with a place for each own text; and which own text stands in each place."""

    format: bytes
    order: tuple[int, ...]
    in_order: bool

    @classmethod
    def of(cls, fixed: Sequence[bytes], order: Sequence[int], number: int) -> Self:
        """The piece that takes this number of values; a macro need not show all that it is given.

        `fixed` are the texts before, between and after the places.
        """
        shown = [text.replace(b"%", b"%%") for text in fixed]
        return cls(b"%b".join(shown), tuple(order), list(order) == list(range(number)))

    def with_values(self, values: Sequence[bytes]) -> bytes:
        """The markup with these values in their places."""
        return self.format % tuple(values if self.in_order else [values[index] for index in self.order])


@record
class Shape:
    """What a macro gives with every text left out: the texts around the places, and which text stands in each."""

    fixed: tuple[bytes, ...]
    order: tuple[int, ...]

    def piece(self, number: int, values: Sequence[bytes]) -> Piece:
        """The piece that takes the first `number` texts; those after them are put in."""
        fixed, order = [self.fixed[0]], []
        for index, text in zip(self.order, self.fixed[1:], strict=True):
            if index < number:
                order.append(index)
                fixed.append(text)
            else:
                fixed[-1] += values[index - number] + text
        return Piece.of(fixed, order, number)


class Pieces:
    """The macros of one template, in one language. What they give is UTF-8: a report is never one text in between."""

    def __init__(
        self,
        template: Template,
        kinds: Mapping[type[Any], Kind],
        escape_all: Callable[[Sequence[str]], list[str]],
        tidy: Callable[[str], str] = str,
    ) -> None:
        """`escape_all` makes texts safe as the template does; `tidy` shortens what a macro gave, marks and all."""
        self.macros = template.module
        self.tidy = tidy
        self.escape_all = escape_all
        self._short_line = lru_cache(maxsize=1024)(self._line)
        self._escape_short = lru_cache(maxsize=512)(self._escape_one)
        self._ahead: dict[str, bytes] = {}
        self._kinds = {part: _Getters(part, kind) for part, kind in kinds.items()}
        self._fixed: dict[str, bytes] = {}
        self._shapes: dict[tuple[object, ...], Shape] = {}
        self._kept: dict[tuple[object, ...], Piece] = {}
        self._known: dict[tuple[object, ...], bytes] = {}
        self._kept_lists: dict[tuple[str, tuple[Any, ...]], bytes] = {}

    def each(self, macro: str, parts: Iterable[Any]) -> bytes:
        """`fill` for each of the parts, one after another."""
        return b"".join([self.fill(macro, part) for part in parts])

    def kept(self, macro: str, parts: tuple[Any, ...]) -> bytes:
        """`each` for parts that come back together, project after project."""
        markup = self._kept_lists.get((macro, parts))
        if markup is None:
            if len(self._kept_lists) >= MOST_LISTS:
                self._kept_lists.clear()
            markup = self._kept_lists[macro, parts] = self.each(macro, parts)
        return markup

    def lines(self, macro: str, texts: Iterable[str]) -> bytes:
        """`fill` for each of the texts, as a `Line`."""
        return b"".join([self._short_line(macro, t) if len(t) <= SHORT else self._line(macro, t) for t in texts])

    def _line(self, macro: str, text: str) -> bytes:
        return self.fill(macro, Line(text))

    @contextmanager
    def escaped_ahead(self, texts: Sequence[str]) -> Iterator[None]:
        """While this holds, these texts are at hand, escaped in one go; of a large file they are a megabyte."""
        self._ahead = dict(zip(texts, self._escape(texts), strict=True))
        try:
            yield
        finally:
            self._ahead = {}

    def escaped(self, text: str) -> bytes:
        """An own text, escaped."""
        ahead = self._ahead.get(text)
        if ahead is not None:
            return ahead
        return self._escape_short(text) if len(text) <= SHORT else self._escape_one(text)

    def _escape_one(self, text: str) -> bytes:
        return self._escape([text])[0]

    def _escape(self, texts: Sequence[str]) -> list[bytes]:
        return [text.encode() for text in self.escape_all(texts)]

    def fill(self, macro: str, part: Any, *fixed: object, **blocks: bytes | int) -> bytes:
        """The markup of a macro that is called with a part, other fixed values, and markup made of other parts.

        A whole number among the blocks (1 or more) is a number to be shown.
        """
        get = self._kinds[part.__class__]
        if not (get.kind.own or blocks):
            known = (macro, part, *fixed)
            text = self._known.get(known)
            if text is None:
                if len(self._known) >= MOST_KEPT:
                    self._known.clear()
                piece = self._piece(macro, part, fixed, blocks)
                text = self._known[known] = piece.with_values([])
            return text
        values: list[bytes] = []
        shape: list[object] = [macro, *fixed, *get.key(part)]
        for value in get.own(part):
            if value is None:
                shape.append(None)
            elif value.__class__ is str:
                shape.append(value != "")
                if value:
                    values.append(self.escaped(value))
            elif value.__class__ is tuple:
                shape.append(len(value))
                values.extend(self._escape(value))
            else:
                shape.append(True)
                values.append(b"%d" % value)
        for name, block in blocks.items():
            there = bool(block) or name in get.kind.inline
            shape.append(there)
            if there:
                values.append(block if isinstance(block, bytes) else b"%d" % block)
        key = tuple(shape)
        return (self._kept.get(key) or self.keep(key, macro, part, *fixed, **blocks)).with_values(values)

    def keep(self, key: tuple[object, ...], macro: str, part: Any, *fixed: object, **blocks: bytes | int) -> Piece:
        """The piece that `fill` uses, kept under this key."""
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        piece = self._kept[key] = self._piece(macro, part, fixed, blocks)
        return piece

    def _piece(self, macro: str, part: Any, fixed: tuple[object, ...], blocks: Mapping[str, bytes | int]) -> Piece:
        kind = self._kinds[part.__class__].kind
        shown: dict[str, object] = {}
        number = 0
        for name in kind.own:
            value = getattr(part, name)
            if isinstance(value, tuple):
                shown[name] = tuple(chr(ord(TEXT) + number + index) for index in range(len(value)))
                number += len(value)
            elif value is None or value == "":
                shown[name] = value
            else:
                shown[name] = chr(ord(TEXT if isinstance(value, str) else NUMBER) + number)
                number += 1
        markup: dict[str, Markup] = {}
        for name, block in blocks.items():
            inline = name in kind.inline
            first = NUMBER if isinstance(block, int) else TEXT if inline else BLOCK
            there = bool(block) or inline
            markup[name] = Markup(chr(ord(first) + number) if there else "")  # noqa: S704 - a mark of ours
            number += there
        texts: list[str] = []
        for name in kind.texts:
            value = shown[name] = getattr(part, name)
            if value:
                shown[name] = chr(ord(TEXT if isinstance(value, str) else NUMBER) + number + len(texts))
                texts.append(str(value))
        return self._shape(macro, part, fixed, shown, markup).piece(number, self._escape_fixed(texts))

    def _escape_fixed(self, texts: list[str]) -> list[bytes]:
        """Texts of the rubric, each escaped once."""
        missing = [text for text in texts if text not in self._fixed]
        if missing:
            if len(self._fixed) >= MOST_KEPT:
                self._fixed.clear()
                missing = texts
            self._fixed.update(zip(missing, self._escape(missing), strict=True))
        return [self._fixed[text] for text in texts]

    def _shape(
        self, macro: str, part: Any, fixed: tuple[object, ...], shown: dict[str, object], markup: dict[str, Markup]
    ) -> Shape:
        """The same for every part of this shape."""
        key = (macro, self._kinds[part.__class__].fixed(part), fixed, *shown.values(), *markup.values())
        shape = self._shapes.get(key)
        if shape is None:
            if len(self._shapes) >= MOST_KEPT:
                self._shapes.clear()
            text = self.tidy(str(getattr(self.macros, macro)(replace(part, **shown), *fixed, **markup)))
            order = [(ord(mark) - ord(TEXT)) % 0x1000 for mark in _MARK.findall(text)]
            shape = self._shapes[key] = Shape(tuple([part.encode() for part in _MARK.split(text)]), tuple(order))
        return shape


class _Getters:
    """How to get at the fields of a part."""

    def __init__(self, part: type[Any], kind: Kind) -> None:
        self.kind = kind
        not_fixed = (*kind.own, *kind.texts, *kind.left_out)
        self.own = _getter(kind.own)
        fixed = tuple(field.name for field in fields(part) if field.name not in not_fixed)
        self.fixed = _getter(fixed)
        self.key = _getter((*fixed, *kind.texts))


def _getter(names: tuple[str, ...]) -> Callable[[Any], Any]:
    """The values of these fields; of one field as a tuple too."""
    if not names:
        return lambda _part: ()
    get = attrgetter(*names)
    return (lambda part: (get(part),)) if len(names) == 1 else get
