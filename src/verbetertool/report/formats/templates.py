"""How a template shows a document: each text escaped, each span and block by the template's own markup for its kind.

Shared by the formats that are written with Jinja2; docs/decisions/0011-documents.md.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeGuard, get_args

from jinja2 import BaseLoader, ChoiceLoader, Environment, ModuleLoader, PackageLoader, StrictUndefined, __version__
from markupsafe import Markup

from verbetertool.report import charts
from verbetertool.report.document import (
    Aside,
    Block,
    Cell,
    Column,
    Common,
    Fold,
    Heading,
    Legend,
    Line,
    Lines,
    Link,
    Own,
    Paragraph,
    Repeated,
    Span,
    Strip,
    Strong,
    Table,
    Task,
    Warned,
)
from verbetertool.report.text import clean

_COMPILED = "compiled-{ending}-{jinja}"
"""The folder of a wheel, among the templates, with what tools/build_hook.py compiles: for one version of Jinja."""
_ROWS_TOGETHER = 1000
_KEPT = 4096
"""Texts of ours and of rubrics whose escaped form is kept: they come back in each report. What others wrote is not."""


class Templates:
    """The templates of one format."""

    def __init__(
        self,
        ending: str,
        escape: Callable[[str], str],
        *,
        is_html: bool,
        escape_part: Callable[[str], str] | None = None,
        of_parts: Callable[[str], str] = str,
        between: str = "",
        **filters: Callable[..., object],
    ) -> None:
        """`escape` makes a text safe in the format; `between` stands between two blocks.

        Where that depends on where in a line a text stands, `escape_part` does so for a part of a line, and `of_parts`
        for the line. In HTML Jinja itself escapes a text, and leaves what is markup already as it is.
        """
        self._safe: Callable[[str], str] = Markup if is_html else str
        self._escape_kept = lru_cache(_KEPT)(escape)
        self._plain = lru_cache(_KEPT)(clean) if is_html else self._escape_kept
        self._between = between
        self.environment = environment = Environment(
            loader=_loader(ending),
            autoescape=is_html,  # noqa: S701 - `finalize` escapes in every format
            undefined=StrictUndefined,
            finalize=self.shown,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {
            "blocks": self.blocks,
            "parts": self.parts,
            "each": self.each,
            "rows": self.rows,
            "table_head": self._table_head,
            "divided": charts.divided,
            "course": charts.course,
            "zoned": charts.zoned,
            **filters,
        }
        macros: Any = environment.get_template(f"blocks.{ending}.j2").module
        environment.globals["contents"] = lambda document: Markup(macros.contents(document))  # noqa: S704 - a macro
        self.page: Any = environment.get_template(f"page.{ending}.j2")
        self._kept_head: Callable[[tuple[Column, ...]], str] = lru_cache(maxsize=100)(macros.head)
        self._by_kind: dict[type[Any], Callable[[Any], str]] = {
            str: self._escape_kept,
            int: str,
            float: str,
            type(None): lambda _nothing: "",
            tuple: self._spans,
            Lines: self._lines,
            Own: lambda span: own_start + escape(span.text) + own_end,
            Strong: self._around(*macros.strong),
            Aside: self._around(*macros.aside),
            Warned: self._around(*macros.warned),
            Task: self._around(*macros.task),
            Repeated: self._around(*macros.repeated),
            # As str: markup that is added to a text would escape it.
            Link: lambda span: str(macros.link(span)),
            Strip: lru_cache(maxsize=100)(lambda span: str(macros.strip(span))),
        }
        own_start, own_end = macros.own
        part = escape_part or escape
        self._part_by_kind: dict[type[Any], Callable[[Any], str]] = {
            **self._by_kind,
            str: lru_cache(_KEPT)(part),
            Own: lambda span: own_start + part(span.text) + own_end,
        }
        self._of_parts = of_parts
        self._line_break: str = macros.line_break
        self._around_paragraph: Mapping[str, Sequence[str]] = macros.paragraph
        self._table: Callable[[Table, bool, bool], str] = macros.table
        self._block_by_kind: dict[type[Any], Callable[[Any], str]] = {
            **{kind: getattr(macros, kind.__name__.lower()) for kind in get_args(Block)},
            Paragraph: self._paragraph,
            Heading: lru_cache(100)(macros.heading),
            Legend: lru_cache(100)(macros.legend),
            Common: lru_cache(maxsize=500)(macros.common),
        }

    def shown(self, value: Any) -> str:
        """What a template shows of a text, a number, a span or a line: always escaped, unless it is markup of ours."""
        kind = value.__class__
        if kind is str:
            return self._plain(value)
        return value if kind is Markup else self._safe(self._by_kind[kind](value))

    def _table_head(self, columns: tuple[Column, ...]) -> Markup:
        """The head of a table: the same over most tables of a report, and so kept."""
        return Markup(self._kept_head(columns))  # noqa: S704 - made by a macro

    def each(self, lines: Iterable[Line], before: str, after: str) -> Markup:
        """Lines below each other, each between this markup."""
        by_kind = self._by_kind
        return Markup("".join([before + by_kind[line.__class__](line) + after for line in lines]))  # noqa: S704

    def rows(
        self, rows: Iterable[Sequence[Cell]], start: str, between: str, end: str, margin: str | None = None
    ) -> Markup:
        """Rows with this markup around and between their cells; `margin` stands around a cell, once where it is empty.

        Here and not in a loop of the template, since most of a page is cells: that takes a tenth of a round less.
        """
        by_kind = self._by_kind
        shown = []
        for row in rows:
            texts = [by_kind[cell.__class__](cell) for cell in row]
            if margin:
                texts = [f"{margin}{text}{margin}" if text else margin for text in texts]
            shown.append(start + between.join(texts) + end)
        text = "".join(shown)
        del shown  # of ten thousand rows that is megabytes, which the copy that is markup can use
        return Markup(text)  # noqa: S704 - made of escaped cells

    def _spans(self, spans: tuple[Span, ...]) -> str:
        by_kind = self._part_by_kind
        return self._of_parts("".join([by_kind[span.__class__](span) for span in spans]))

    def _lines(self, cell: Lines) -> str:
        by_kind = self._by_kind
        return self._line_break.join([by_kind[line.__class__](line) for line in cell.lines])

    def _around(self, before: str, after: str) -> Callable[[Any], str]:
        """How to show words of ours between this markup."""
        kept = self._escape_kept
        return lambda span: before + kept(span.text) + after

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """The markup of blocks, one after another."""
        by_kind = self._block_by_kind
        texts = [by_kind[block.__class__](block) for block in blocks]
        if self._between:
            texts = [text.strip("\n") for text in texts if text]
        text = self._between.join(texts)
        del texts  # as above
        return Markup(text)  # noqa: S704 - made of macros

    def parts(self, blocks: Iterable[Block]) -> Iterator[Markup]:
        """The markup of blocks for a page that is written part by part: a long table comes a thousand rows at a time.

        A table of ten thousand projects as one text, with a copy of it at each step, takes twenty megabytes.
        """
        together: list[Block] = []
        between = ""
        for block in blocks:
            if not _is_long(block):
                together.append(block)
                continue
            if before := self.blocks(together):
                yield Markup(between) + before  # noqa: S704 - a constant of the format
                between = self._between
            together = []
            yield Markup(between)  # noqa: S704 - as above
            yield from self._slices(block) if isinstance(block, Table) else self._unfolded(block)
            between = self._between
        if rest := self.blocks(together):
            yield Markup(between) + rest if between else rest  # noqa: S704 - as above

    def _unfolded(self, fold: Fold) -> Iterator[Markup]:
        inside = (Paragraph("inside"),)
        text = self._block_by_kind[Fold](replace(fold, blocks=inside))
        before, _inside, after = text.rpartition(self.blocks(inside))
        yield Markup(before.lstrip("\n") if self._between else before)  # noqa: S704 - made by a macro
        yield from self.parts(fold.blocks)
        yield Markup(after.rstrip("\n") if self._between else after)  # noqa: S704 - as above

    def _slices(self, table: Table) -> Iterator[Markup]:
        starts = range(0, len(table.rows), _ROWS_TOGETHER)
        for start in starts:
            is_first, is_last = start == starts[0], start == starts[-1]
            text = self._table(replace(table, rows=table.rows[start : start + _ROWS_TOGETHER]), is_first, is_last)
            if self._between:
                text = text.lstrip("\n") if is_first else text
                text = text.rstrip("\n") if is_last else text
            yield Markup(text)  # noqa: S704 - made by a macro

    def _paragraph(self, block: Paragraph) -> str:
        """A third of all blocks: not by a macro, which takes ten times as long as its line."""
        before, after = self._around_paragraph[block.role]
        return before + self._by_kind[block.line.__class__](block.line) + after


def _is_long(block: Block) -> TypeGuard[Table | Fold]:
    """Whether a block is a long table, or a fold that holds one."""
    if isinstance(block, Table):
        return len(block.rows) > _ROWS_TOGETHER
    return isinstance(block, Fold) and any(map(_is_long, block.blocks))


def in_bytes(page: Iterable[str]) -> bytes:
    """A page in UTF-8, part by part: one unusual character would make encoding all of it five times as slow."""
    return b"".join([part.encode() for part in page])


def compile_templates(templates: Templates, ending: str, folder: Path) -> None:
    """Writes the templates of a format as Python below `folder`, the templates of a wheel that is being built."""
    target = folder / _compiled(ending)
    target.mkdir(parents=True)
    mine = f".{ending}.j2"
    templates.environment.compile_templates(
        target, zip=None, filter_func=lambda name: name.endswith(mine), ignore_errors=False
    )


def _compiled(ending: str) -> str:
    return _COMPILED.format(ending=ending, jinja=__version__)


def _loader(ending: str) -> BaseLoader:
    """What a wheel carries compiled, before the sources."""
    sources = PackageLoader("verbetertool.report")
    folder = files("verbetertool.report") / "templates" / _compiled(ending)
    return ChoiceLoader([ModuleLoader(folder), sources]) if isinstance(folder, Path) and folder.is_dir() else sources


def template_source(name: str) -> str:
    """A file of the folder `templates`, such as a style sheet."""
    return (files("verbetertool.report") / "templates" / name).read_text(encoding="utf-8")
