"""A document that holds every kind of block and span, made from their dataclasses: a new kind is in it by itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import is_dataclass, replace
from itertools import product
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from verbetertool.report.document import Block, Cell, Column, Document, Line, Lines, Own, Section, Span, Table

KINDS: tuple[type[Any], ...] = get_args(Block)
SPANS: tuple[type[Any], ...] = tuple(kind for kind in get_args(Span) if kind is not str)
NAMES = {
    "target": "https://voorbeeld.example/pagina",
    "id": "plaats",
    "name": "soort",
    "date": "2026-11-23",
    "source": "project.yaml",
    "language": "nl",
}
"""Fields of text that nobody reads, by their name: where something is, and how style rules know it."""


def a_document(text_of: Callable[[str], str], name_of: Callable[[str], str] = NAMES.__getitem__) -> Document:
    """A document with every kind of block, each in every form that it has.

    `text_of` gives the text of a field, by its way from the block or span that it is in, such as `Bars.bars.title`;
    `name_of` that of a field in `NAMES`, by its name.
    """
    maker = _Maker(text_of, name_of)
    blocks = tuple(block for kind in KINDS for block in maker.forms(kind))
    section = Section(name_of("id"), text_of("Section.title"), blocks)
    return Document(**maker.values(Document, "Document", but=("sections", "data")), sections=(section,))


class _Maker:
    """Makes a value of any type in document.py."""

    def __init__(self, text_of: Callable[[str], str], name_of: Callable[[str], str]) -> None:
        self.text_of = text_of
        self.name_of = name_of

    def forms(self, kind: type[Any]) -> Iterator[Any]:
        """An instance for each combination of its choices: words in a `Literal`, yes or no."""
        choices = {name: found for name, hint in get_type_hints(kind).items() if (found := _choices(hint))}
        for chosen in product(*choices.values()):
            yield replace(self.record(kind, kind.__name__), **dict(zip(choices, chosen, strict=True)))

    def record(self, kind: type[Any], way: str) -> Any:
        """An instance; a table with a cell of every kind."""
        if kind is not Table:
            return kind(**self.values(kind, way))
        cells: tuple[Cell, ...] = (self._line(way), Lines((self._line(way), self._line(way))), 7, None)
        columns = tuple(self.record(Column, f"{way}.columns") for _ in cells)
        return Table(**self.values(kind, way, but=("columns", "rows")), columns=columns, rows=(cells,))

    def values(self, kind: type[Any], way: str, but: Sequence[str] = ()) -> dict[str, Any]:
        """A value for each of its fields."""
        hints = get_type_hints(kind).items()
        return {name: self._value(hint, f"{way}.{name}") for name, hint in hints if name not in but}

    def _value(self, hint: Any, way: str) -> Any:
        """A value of this type; of a union the member that says most."""
        origin, arguments = get_origin(hint), [each for each in get_args(hint) if each is not NoneType]
        if hint is str:
            name = way.rpartition(".")[2]
            return self.name_of(name) if name in NAMES else self.text_of(way)
        if hint in (int, float):
            return hint(2)
        if choices := _choices(hint):
            return choices[0]
        if is_dataclass(hint):
            return self.record(hint, way)  # type: ignore[arg-type]
        if origin is tuple and arguments[-1] is not Ellipsis:
            return tuple(self._value(each, way) for each in arguments)
        if origin in (tuple, Sequence):
            return (self._value(arguments[0], way),)
        if set(get_args(Line)) <= set(get_args(hint)):
            return self._line(way)
        return self._value(Own if Own in arguments else arguments[0], way)

    def _line(self, way: str) -> tuple[Any, ...]:
        """A line with a text and every kind of span."""
        spans = [form for kind in SPANS for form in self.forms(kind)]
        return (self.text_of(way), *(part for span in spans for part in (" ", span)))


def _choices(hint: Any) -> tuple[Any, ...]:
    if hint is bool:
        return (True, False)
    return get_args(hint) if get_origin(hint) is Literal else ()
