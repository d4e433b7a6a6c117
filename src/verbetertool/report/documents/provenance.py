"""Whose round a page belongs to, and with what it was made: what a reader needs who doubts it later."""

from collections.abc import Iterator, Sequence

from verbetertool._version import __version__
from verbetertool.language import _, long_date
from verbetertool.model.contour import Profile
from verbetertool.model.round import RoundInfo
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Line, Own, Span
from verbetertool.report.documents.profile_words import profile_as_filled_in
from verbetertool.report.documents.words import titles_of_choices
from verbetertool.report.text import one_line


def round_facts(info: RoundInfo | None) -> Iterator[tuple[str, Line]]:
    """Whose round it is, until when it is open, and whom an applicant can ask."""
    if info is None:
        return
    yield _("Ronde"), Own(info.name)
    if info.organisation:
        yield _("Financier"), Own(info.organisation)
    if info.closing_date:
        yield _("Sluit op"), long_date(info.closing_date)
    if info.contact:
        yield _("Vragen"), Own(info.contact)


def priority_facts(priorities: Sequence[str], rubric: Rubric) -> Iterator[tuple[str, Line]]:
    """What the funder wants to reach: the titles of what the rubric has, and words of its own."""
    if priorities:
        titles = titles_of_choices(rubric)
        yield _("Prioriteiten"), Own("; ".join(one_line(titles.get(each, each)) for each in priorities))


def round_line(info: RoundInfo | None) -> Iterator[tuple[str, Line]]:
    """The same in one line, for a page on which each line counts."""
    if info is None:
        return
    parts: list[Span] = [Own(info.name)]
    if info.organisation:
        parts += [", ", Own(info.organisation)]
    if info.closing_date:
        parts.append("; " + _("sluit op {date}").format(date=long_date(info.closing_date)))
    if info.contact:
        parts += ["; ", _("vragen:"), " ", Own(info.contact)]
    yield _("Ronde"), tuple(parts)


def made_with(rubric: Rubric, profile: Profile | None, dates: Sequence[str]) -> Iterator[tuple[str, Line]]:
    """With which rubric, program and profile a portfolio was made, and of what days its answers are."""
    if dates:
        first, last = long_date(min(dates)), long_date(max(dates))
        span = first if first == last else _("{first} tot en met {last}").format(first=first, last=last)
        yield _("Antwoorden van"), span
    title = rubric.rubric.title
    yield _("Rubriek"), _("{title}, versie {version} ({id})").format(title=title, version=rubric.version, id=rubric.id)
    yield _("Kenmerk van de rubriek"), rubric.digest
    yield _("Programma"), f"verbetertool {__version__}"
    if profile is not None:
        yield from profile_as_filled_in(profile, rubric)
