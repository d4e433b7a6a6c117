"""The improvement report of one project: its sections in their order (docs/decisions/0018-first-page.md)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbetertool.language import _, current_language
from verbetertool.model.assessment import Assessment, to_json
from verbetertool.model.round import RoundInfo
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Block, Document, Facts, Line, Own, Paragraph, Section
from verbetertool.report.documents import advice, answers, beside, contexts, find_out, gaps, in_short, method
from verbetertool.report.documents.provenance import round_line
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.success import success_section, watch_section
from verbetertool.report.documents.words import skip_link
from verbetertool.report.text import one_line

if TYPE_CHECKING:  # a report without an earlier one starts without what compares
    from verbetertool.model.comparison import Compared


def project_document(
    assessment: Assessment,
    rubric: Rubric,
    *,
    since: "Compared | None" = None,
    short: bool = False,
    round_: RoundInfo | None = None,
    key: str = "",
) -> Document:
    """The report of one project, or with `short` its first page alone; in a round of a funder it says which.

    `key` is what the tables of that round call it by.

    `since` is what changed since an earlier result.

    Every number comes from the assessment; nothing is scored here.
    """
    reported = Reported(assessment, rubric, whole=not short)
    first = Section("kort", _("In het kort"), tuple(in_short.blocks(reported)))
    return Document(
        label=_("Verbeterrapport"),
        title=Own(assessment.project.name),
        intro=(Facts((*method.heading_facts(reported), *round_line(round_), *_key_in_round(key, assessment))),),
        sections=(first,) if short else (first, *_changed(since, rubric), *_behind(reported)),
        origin=Section("herkomst", _("Herkomst"), (method.origin(reported),)),
        language=current_language(),
        skip_link=skip_link(),
        data=lambda: _data(assessment, since) + b"\n",
        date=assessment.date,
        source=assessment.input_file,
        contents=None if short else _("In dit rapport"),
    )


def _key_in_round(key: str, assessment: Assessment) -> Iterator[tuple[str, Line]]:
    """Its key, where that is neither its number nor the name of its file: both stand in a report by themselves."""
    if key and key not in (assessment.project.id, assessment.input_file):
        yield _("Kenmerk in deze ronde"), Own(one_line(key))


def _data(assessment: Assessment, since: "Compared | None") -> bytes:
    if since is None:
        return to_json(assessment, indent=2)
    from verbetertool.model import comparison

    return comparison.to_json(comparison.with_since(assessment, since.comparison), indent=2)


def _changed(since: "Compared | None", rubric: Rubric) -> Iterator[Section]:
    if since is not None:
        from verbetertool.report.documents.comparison import since_section

        yield since_section(since, rubric)


def _behind(reported: Reported) -> Iterator[Section]:
    """What the first page leans on."""
    intention = in_short.intention(reported)
    yield Section("punten", _("Uw verbeterpunten"), tuple(advice.blocks(reported)))
    yield Section("naast", _("Uw project naast het streefbeeld"), tuple(beside.blocks(reported)))
    yield Section("niet", _("Werkt niet, of is onzeker"), tuple(answers.anti_patterns(reported)))
    yield Section("beeld", _("Beeld per onderdeel"), tuple(contexts.blocks(reported)))
    title = _("Wat op papier al goed is") if reported.is_plan else _("Wat al goed gaat")
    yield Section("goed", title, tuple(answers.strengths(reported)))
    yield Section("open", _("Wat nog uit te zoeken is"), tuple(find_out.blocks(reported)))
    yield Section("verschillen", _("Alle verschillen"), tuple(gaps.blocks(reported)))
    yield watch_section(reported)
    yield from success_section(reported)
    if facts := tuple(method.about_the_project(reported)):
        yield Section("project", _("Over het project"), facts)
    yield Section("antwoorden", _("Alle antwoorden"), (*_shown(intention), *answers.all_answers(reported)))
    yield Section("berekend", _("Zo is dit berekend"), tuple(method.blocks(reported)))


def _shown(intention: str | None) -> Iterator[Block]:
    if intention:
        yield Paragraph(intention, "intention")
