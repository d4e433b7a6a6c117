"""The section of a report that lays a project beside its contour: each practice with a mark, folded per phase."""

from collections.abc import Iterator

from verbetertool.language import _, ngettext
from verbetertool.model.contradicted import contradictions_of
from verbetertool.model.picture import asked_beside
from verbetertool.report.document import Block, Fold, Heading, Items, Paragraph
from verbetertool.report.documents.contour_text import RunningText
from verbetertool.report.documents.contour_words import by_phase, standing
from verbetertool.report.documents.reported import Reported


def blocks(reported: Reported) -> Iterator[Block]:
    """The section, in order: how to read it, the phases, and answers that hardly go together."""
    asked = asked_beside(reported.result)
    if not asked:
        yield Paragraph(_("Voor dit project vraagt het streefbeeld niets."))
        return
    text = _("Zo ziet een project eruit dat doet wat bekend is over wat werkt.")
    yield Paragraph(f"{text} {standing(asked, is_plan=reported.is_plan)}")
    running = RunningText(
        reported.rubric, {element.id: element.level for element in reported.result.elements}, sources=False
    )
    for title, elements in by_phase(asked, reported.rubric):
        met = sum(element.mark == "meets" for element in elements)
        heading = ngettext(
            "{title}: {met} van de {number} voldoet", "{title}: {met} van de {number} voldoen", met
        ).format(title=title, met=met, number=len(elements))
        yield Fold(heading, tuple(running.paragraphs(elements)))
    questions = tuple(contradiction.question for contradiction in contradictions_of(reported.rubric, reported.result))
    if questions:
        yield Heading(_("Deze antwoorden passen slecht bij elkaar"))
        yield Items(questions)
