"""The plan of one project: who does what, and when. As a document, as rows for a list of tasks, and as dates."""

from collections.abc import Iterator, Sequence
from datetime import date

from verbetertool.language import N_, _, current_language, long_date
from verbetertool.model.assessment import Assessment
from verbetertool.model.project import PlanItem, PlanStatus
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Cell, Column, Document, Lines, Own, Paragraph, Section, Table
from verbetertool.report.documents.words import OCCURS, skip_link
from verbetertool.report.text import one_line

STATUS: dict[PlanStatus, str] = {
    "open": N_("nog niet begonnen"),
    "doing": N_("bezig"),
    "done": N_("gedaan"),
    "dropped": N_("vervalt"),
}


@record
class DayOfAction:
    """An action that has a day, for a calendar."""

    day: str
    """As 2027-03-01."""
    title: str
    text: str


def plan_document(assessment: Assessment, rubric: Rubric) -> Document:
    """The plan that the answer file holds; what is open first, in the order of the days."""
    return Document(
        label=_("Plan"),
        title=Own(assessment.project.name),
        intro=(),
        sections=tuple(_sections(assessment.plan, rubric)),
        language=current_language(),
        skip_link=skip_link(),
        date=assessment.date,
        source=f"{assessment.input_file} (plan)",
    )


def _sections(plan: Sequence[PlanItem], rubric: Rubric) -> Iterator[Section]:
    if not plan:
        yield Section("plan", _("Nog geen plan"), (Paragraph(_("Er staat nog geen plan in dit bestand.")),))
    for id, title, is_open in (("open", _("Wat er te doen is"), True), ("klaar", _("Gedaan of vervallen"), False)):
        if items := [item for item in in_order(plan) if item.is_open == is_open]:
            yield Section(id, title, (table(title, items, rubric),))


def in_order(plan: Sequence[PlanItem]) -> list[PlanItem]:
    """What is open first, in the order of the days; then what is done or dropped."""
    return sorted(plan, key=lambda item: (not item.is_open, item.by or "9999" if item.is_open else ""))


def table(title: str, items: Sequence[PlanItem], rubric: Rubric) -> Table:
    """Actions as rows, under a title that stands above the table."""
    columns = (Column(_("Wat")), Column(_("Waarvoor")), Column(_("Wie")), Column(_("Wanneer")), Column(_("Stand")))
    rows: list[tuple[Cell, ...]] = []
    for item in items:
        texts = [text for text in (item.action, item.note) if text]
        what = Lines(tuple(map(Own, texts))) if len(texts) > 1 else Own(texts[0]) if texts else None
        when = long_date(item.by) if item.by else None
        rows.append((what, about(item, rubric), Own(item.who) if item.who else None, when, status_words(item)))
    return Table("plan", title, columns, tuple(rows), titled=True)


def about(item: PlanItem, rubric: Rubric) -> str | None:
    """What an action is for; None for one of the project's own. An id that the rubric lost stays as it is."""
    known = rubric.element_by_id.get(item.id or "") or rubric.anti_pattern_by_id.get(item.id or "")
    if item.id is None:
        return None
    title = known.title if known else item.id
    if item.anti_pattern is not None:
        title = _("Minder: {title}").format(title=title)
    if item.to is None:
        return title
    if isinstance(item.to, str):
        return _("{title} (naar: {occurs})").format(title=title, occurs=_(OCCURS[item.to]))
    return _("{title} (naar niveau {level})").format(title=title, level=item.to)


def status_words(item: PlanItem) -> str:
    """How far an action is."""
    return _(STATUS[item.status or "open"])


def rows(assessment: Assessment, rubric: Rubric) -> Iterator[tuple[str | date | None, ...]]:
    """The plan as rows of a table, headings first: a list of tasks."""
    yield (_("Project"), _("Wat"), _("Waarvoor"), _("Wie"), _("Wanneer"), _("Stand"), _("Notitie"))
    for item in assessment.plan:
        for_what = about(item, rubric)
        by = date.fromisoformat(item.by) if item.by else None  # a day, that a spreadsheet may sort
        yield (assessment.project.name, item.action, for_what, item.who, by, status_words(item), item.note)


def days(assessment: Assessment, rubric: Rubric) -> Iterator[DayOfAction]:
    """The open actions that have a day."""
    for item in assessment.plan:
        if item.is_open and item.by is not None:
            for_what = about(item, rubric)
            title = one_line(item.action or for_what or "")
            lines = [_("Project: {name}").format(name=assessment.project.name)]
            lines += [_("Waarvoor: {what}").format(what=for_what)] if for_what else []
            lines += [_("Wie: {who}").format(who=item.who)] if item.who else []
            lines += [item.note] if item.note else []
            yield DayOfAction(item.by, title, "\n".join(lines))
