"""The summary of one project on a terminal, and tables of rubrics and examples."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from verbetertool.language import _
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.report.parts import ReportView
from verbetertool.report.text import one_line
from verbetertool.report.view import view_of
from verbetertool.report.words import band_words, lock_sentences

_BAR = 20
_TABLE_NEEDS = 72
"""Columns that the table of contexts needs; below that it would lose its names and its numbers."""


class _Console(Console):
    """Leaves a reader that went away to the error boundary; rich itself would end the program with code 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def a_console(stream: TextIO) -> Console:
    """A console on `stream`; colour only where rich finds a terminal that wants it."""
    return _Console(file=stream, markup=False, highlight=False, emoji=False, soft_wrap=False)


def show_summary(console: Console, assessment: Assessment, rubric: Rubric) -> None:
    """What a project lead wants to see first: the short story, the contexts, what to improve or find out."""
    view = view_of(assessment, rubric)
    _heading(console, f"{one_line(view.project)} · {view.title}")
    for sentence in filter(None, (view.intentions, *view.notices, *view.in_short)):
        _line(console, sentence)
    console.print()
    if console.width < _TABLE_NEEDS:
        _context_lines(console, view)
    else:
        console.print(_contexts(view))
    _improvements(console, view)
    if view.find_out:
        _heading(console, _("Zoek eerst uit"))
        for number, item in enumerate(view.find_out[:5], 1):
            _line(console, f"{number}. {item.title}. {item.text}")
    locks = [lock for lock in assessment.score.reported.locks if lock.because == "unanswered"]
    for sentence in lock_sentences(locks, rubric, is_plan=view.is_plan):
        _line(console, sentence)
    console.print()
    _line(console, view.disclaimer)


def _improvements(console: Console, view: ReportView) -> None:
    if view.points:
        _heading(console, _("Uw eerste verbeterpunten"))
        for number, point in enumerate(view.points, 1):
            _line(console, f"{number}. {point.title}. {point.now}. {point.next}. {_('Eerste actie')}: {point.action}")
    if view.way:
        _heading(console, view.way.intro)
        for step in view.way.steps:
            _line(console, f"- {step}")
    if view.harms:
        _heading(console, _("Dit werkt niet"))
        for harm in view.harms:
            _line(console, f"- {harm.title}. {harm.said} {_('Wat wel helpt')}: {harm.alternative}")


def show_table(console: Console, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A plain table; every cell is one line of clean text."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    console.print(table)


def overview_row(assessment: Assessment) -> tuple[str, ...]:
    """One project in a row: name, band, the three scores, the share that was answered."""
    score = assessment.score
    if score.reported.score is None:
        return (assessment.project.name, _("geen score"), "", "", "")
    interval = f"{score.proven.score}-{score.at_most.score}"
    share = f"{score.answered_share.percent} %" if score.answered_share else ""
    return (assessment.project.name, band_words(assessment), str(score.reported.score), interval, share)


def overview_headings() -> tuple[str, ...]:
    """The headings over rows of `overview_row`."""
    return (_("Project"), _("Beeld"), _("Score"), _("Tussen"), _("Beantwoord"))


def _contexts(view: ReportView) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Onderdeel"), overflow="fold")
    for heading in (_("Bewezen"), _("Opgave"), _("Hoogstens")):
        table.add_column(heading, justify="right")
    table.add_column("0".ljust(_BAR - 3) + "100", no_wrap=True)
    for context in view.contexts:
        if context.reported is None:
            table.add_row(Text(one_line(context.title)), "", _("telt niet mee"), "", "")
            continue
        filled, most = context.reported * _BAR // 100, (context.at_most or 0) * _BAR // 100
        bar = "#" * filled + "-" * (most - filled) + "." * (_BAR - most)
        table.add_row(
            Text(one_line(context.title)), str(context.proven), str(context.reported), str(context.at_most), Text(bar)
        )
    return table


def _context_lines(console: Console, view: ReportView) -> None:
    for context in view.contexts:
        if context.reported is None:
            _line(console, f"{context.title}: {_('telt niet mee')}")
            continue
        figures = (
            (_("Bewezen"), context.proven),
            (_("Opgave"), context.reported),
            (_("Hoogstens"), context.at_most),
        )
        _line(console, f"{context.title}: " + ", ".join(f"{name.lower()} {number}" for name, number in figures))


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(one_line(text), style="bold"))


def _line(console: Console, text: str) -> None:
    console.print(Text(one_line(text)))
