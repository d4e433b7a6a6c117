"""Renders a template once for every different set of fixed texts, and then only fills in a project's own texts.

A report is two hundred small parts, and nearly all that they say comes from the rubric. Each part is a macro of the
template. The first time that a macro is used with certain fixed fields it is rendered with marks in the place of the
part's own fields; what comes out is kept, and from then on the own texts are put in the place of their marks.

So in a macro an own field may be shown and its presence may be tested; it can't be counted, compared or filtered.
docs/decisions/0011-rendering.md says why.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any

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
    """Which fields of a part are the project's own; the others are fixed, but for those that are left out.

    Own fields are texts or whole numbers (or None), or tuples of texts.
    """

    own: tuple[str, ...] = ()
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
class _Piece:
    """What a macro gave: a list with an empty place between each two texts, and which own text stands in each place."""

    texts: list[str]
    order: tuple[int, ...]
    in_order: bool

    def filled(self, values: list[str]) -> str:
        texts = self.texts.copy()
        texts[1::2] = values if self.in_order else [values[index] for index in self.order]
        return "".join(texts)


class Pieces:
    """The macros of one template, in one language."""

    def __init__(
        self,
        template: Template,
        kinds: Mapping[type[Any], Kind],
        escape: Callable[[str], str],
        tidy: Callable[[str], str] = str,
    ) -> None:
        """`escape` makes a text safe as the template does; `tidy` shortens what a macro gave, marks and all."""
        self.macros = template.module
        self.tidy = tidy
        self._short_line = lru_cache(maxsize=4096)(self._line)
        self._escape_short = lru_cache(maxsize=2048)(escape)
        self._escape_long = escape
        self._kinds = {part: (_getter(_fixed(part, kind)), _getter(kind.own), kind) for part, kind in kinds.items()}
        self._kept: dict[tuple[object, ...], _Piece] = {}
        self._known: dict[tuple[object, ...], str] = {}
        self._kept_lists: dict[tuple[str, tuple[Any, ...]], str] = {}

    def each(self, macro: str, parts: Iterable[Any]) -> str:
        """`fill` for each of the parts, one after another."""
        return "".join([self.fill(macro, part) for part in parts])

    def kept(self, macro: str, parts: tuple[Any, ...]) -> str:
        """`each` for parts without own fields that come back together, project after project."""
        markup = self._kept_lists.get((macro, parts))
        if markup is None:
            if len(self._kept_lists) >= MOST_LISTS:
                self._kept_lists.clear()
            markup = self._kept_lists[macro, parts] = self.each(macro, parts)
        return markup

    def lines(self, macro: str, texts: Iterable[str]) -> str:
        """`fill` for each of the texts, as a `Line`."""
        return "".join([self._short_line(macro, t) if len(t) <= SHORT else self._line(macro, t) for t in texts])

    def _escape(self, text: str) -> str:
        return self._escape_short(text) if len(text) <= SHORT else self._escape_long(text)

    def _line(self, macro: str, text: str) -> str:
        return self.fill(macro, Line(text))

    def fill(self, macro: str, part: Any, *fixed: object, **blocks: str | int) -> str:
        """The markup of a macro that is called with a part, other fixed values, and markup made of other parts.

        A whole number among the blocks (1 or more) is a number to be shown.
        """
        get_fixed, get_own, kind = self._kinds[part.__class__]
        if not (kind.own or blocks):
            known = (macro, part, *fixed)
            text = self._known.get(known)
            if text is None:
                if len(self._known) >= MOST_KEPT:
                    self._known.clear()
                text = self._known[known] = self._render(macro, part, kind, fixed, blocks).filled([])
            return text
        values: list[str] = []
        shape: list[object] = [macro, get_fixed(part), *fixed]
        for value in get_own(part):
            if value is None:
                shape.append(None)
            elif value.__class__ is str:
                shape.append(value != "")
                values.append(self._escape(value))
            elif value.__class__ is tuple:
                shape.append(len(value))
                values.extend(map(self._escape, value))
            else:
                shape.append(True)
                values.append(str(value))
        if blocks:
            shape.extend([name in kind.inline or bool(block) for name, block in blocks.items()])
            values.extend(map(str, blocks.values()))
        key = tuple(shape)
        piece = self._kept.get(key)
        if piece is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            piece = self._kept[key] = self._render(macro, part, kind, fixed, blocks)
        return piece.filled(values)

    def _render(
        self, macro: str, part: Any, kind: Kind, fixed: tuple[object, ...], blocks: Mapping[str, str | int]
    ) -> _Piece:
        marks: dict[str, object] = {}
        number = 0
        for name in kind.own:
            value = getattr(part, name)
            if isinstance(value, tuple):
                marks[name] = tuple(chr(ord(TEXT) + number + index) for index in range(len(value)))
                number += len(value)
                continue
            if value is None:
                continue
            if value != "":
                marks[name] = chr(ord(TEXT if isinstance(value, str) else NUMBER) + number)
            number += 1
        markup = {}
        for name, block in blocks.items():
            first = NUMBER if isinstance(block, int) else TEXT if name in kind.inline else BLOCK
            mark = chr(ord(first) + number)
            markup[name] = Markup(mark if block or name in kind.inline else "")  # noqa: S704 - a mark of ours
            number += 1
        text = str(getattr(self.macros, macro)(replace(part, **marks), *fixed, **markup))
        text = self.tidy(text)
        order = tuple((ord(mark) - ord(TEXT)) % 0x1000 for mark in _MARK.findall(text))
        texts = [""] * (2 * len(order) + 1)
        texts[::2] = _MARK.split(text)
        return _Piece(texts, order, order == tuple(range(number)))


def _fixed(part: type[Any], kind: Kind) -> tuple[str, ...]:
    return tuple(field.name for field in fields(part) if field.name not in (*kind.own, *kind.left_out))


def _getter(names: tuple[str, ...]) -> Callable[[Any], Any]:
    """The values of these fields; of one field as a tuple too."""
    if not names:
        return lambda _part: ()
    get = attrgetter(*names)
    return (lambda part: (get(part),)) if len(names) == 1 else get
