"""The contour as a text: a description of one ideal-typical project, with or without the answers of a real one."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from verbetertool.language import _, current_language, ngettext, section_words
from verbetertool.model.assessment import Assessment
from verbetertool.model.contradicted import contradictions_of
from verbetertool.model.picture import Picture, PictureElement, picture_beside, to_json
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.model.success import Indicator, SuccessCriterion
from verbetertool.report.document import (
    Aside,
    Block,
    Document,
    Facts,
    Fold,
    Heading,
    Items,
    Line,
    Link,
    Own,
    Paragraph,
    Section,
    Span,
    Strong,
    Warned,
)
from verbetertool.report.documents import contour_words as words
from verbetertool.report.documents.contour_text import RunningText
from verbetertool.report.documents.profile_words import profile_as_counted
from verbetertool.report.documents.success import principle_lines, watched
from verbetertool.report.documents.words import OCCURS, STRENGTH, skip_link

SHOWN = 3
"""Signs of success per perspective that are shown; the rest is folded."""


@record
class Named:
    """Whose picture it is: the title of a profile, or the name of a project."""

    title: Own | str
    assessment: Assessment | None = None


def contour_document(picture: Picture, rubric: Rubric, title: Own | str) -> Document:
    """The picture of a profile, for whoever designs a project or a call."""
    return _document(picture, rubric, Named(title))


def project_contour_document(assessment: Assessment, rubric: Rubric) -> Document:
    """The picture that a project is held against, with a mark at each sentence."""
    picture = picture_beside(rubric, assessment)
    return _document(picture, rubric, Named(Own(assessment.project.name), assessment))


def _document(picture: Picture, rubric: Rubric, named: Named) -> Document:
    page = _Page(picture, rubric, named)
    parts: tuple[tuple[str, str, Callable[[], Iterable[Block]]], ...] = (
        ("voor-wie", _("Voor wie"), page.for_whom),
        ("altijd", _("Wat er altijd moet zijn"), page.preconditions),
        ("weg", _("De weg door het project"), page.walk),
        ("niet", _("Dit hoort er niet bij"), page.anti_patterns),
        ("vragen", _("Vragen bij uw antwoorden"), page.contradictions),
        ("veelbelovend", _("Veelbelovend, nog niet bewezen"), page.promising),
        ("uitgangspunten", _("Uitgangspunten"), page.principles),
        ("succes", _("Waaraan u ziet dat het werkt"), page.success),
        ("tot-slot", _("Tot slot"), page.ending),
    )
    made = [Section(id, title, tuple(blocks())) for id, title, blocks in parts]
    return Document(
        label=_("Streefbeeld"),
        title=named.title,
        intro=(Paragraph(page.intro()),),
        sections=tuple(section for section in made if section.blocks),
        language=current_language(),
        skip_link=skip_link(),
        data=lambda: to_json(picture) + b"\n",
        date=named.assessment.date if named.assessment else None,
    )


class _Page:
    """The parts of the page, in their order."""

    def __init__(self, picture: Picture, rubric: Rubric, named: Named) -> None:
        self.picture = picture
        self.rubric = rubric
        self.assessment = named.assessment
        results = named.assessment.elements if named.assessment else ()
        self.text = RunningText(rubric, {element.id: element.level for element in results})
        self.essential = [element for element in picture.elements if element.essential]

    def intro(self) -> str:
        text = _("Zo ziet een project eruit dat doet wat bekend is over wat werkt.")
        if self.assessment is None:
            beside = _("Leg dit beeld naast uw plan of project.")
            return f"{text} {beside}"
        is_plan = self.assessment.project.status == "plan"
        return f"{text} {words.standing(self.picture.elements, is_plan=is_plan)}"

    def for_whom(self) -> Iterator[Block]:
        """Part 1: the profile in words, what was assumed, and what is asked more here than elsewhere."""
        yield Facts(tuple(profile_as_counted(self.picture.profile, self.rubric)))
        if self.picture.assumed:
            empty = ", ".join(_(words.FIELDS[name]).lower() for name in self.picture.assumed)
            text = _("Niet ingevuld: {fields}. Daar telt alles, en vraagt het beeld het meeste dat bij iemand hoort.")
            yield Paragraph(text.format(fields=empty), "notice")
        if self.assessment is not None and self.assessment.scope == "quick":
            yield Paragraph(_("Dit is een snelle scan: het beeld toont alleen de kernvragen."), "notice")
        raised = [element for element in self.picture.elements if element.raised_by]
        if not raised:
            yield Paragraph(_("Van dit profiel wordt niets meer gevraagd dan van elk ander project."))
            return
        yield Heading(_("Anders dan bij een ander project"))
        text = ngettext(
            "Bij {number} punt vraagt dit beeld meer dan van elk project. Daarachter staat om wie dat is.",
            "Bij {number} punten vraagt dit beeld meer dan van elk project. Daarachter staat om wie dat is.",
            len(raised),
        )
        yield Paragraph(text.format(number=len(raised)))
        fold = _("Toon deze {number} punten").format(number=len(raised))
        alone = _("Deze {number} punten").format(number=len(raised))
        yield Fold(fold, (Items(tuple(self._raised(element) for element in raised)),), alone=alone)

    def preconditions(self) -> Iterator[Block]:
        """Part 2: what locks the picture while it is missing."""
        if self.essential:
            yield Paragraph(
                _("Dit zijn de randvoorwaarden. Is er een niet op orde, dan houdt dat het hele beeld tegen.")
            )
            yield from self.text.paragraphs(self.essential)
        start = self.picture.profile.ages.from_ if self.picture.profile.ages else None
        present = {element.id for element in self.picture.elements}
        for group in self.rubric.lock_groups:
            members = [self.rubric.element_by_id[id].title for id in group.elements if id in present]
            if members and (group.only_from_age is None or (start is not None and start >= group.only_from_age)):
                text = _("Deze voorwaarden horen bij elkaar, want samen kunnen zij het beeld tegenhouden: {titles}.")
                source = Aside(section_words([group.section]))
                yield Paragraph((text.format(titles="; ".join(members)), " ", source))

    def walk(self) -> Iterator[Block]:
        """Part 3: the practices of each phase as running text, with what to know of them below it."""
        if self._usual_scale():
            yield Paragraph(
                _("Dit geldt voor minstens 4 op de 5 van wie het aangaat, tenzij er iets anders bij staat.")
            )
        yield Paragraph(_("Achter elke zin staat hoe breed die is onderbouwd, en welk niveau het beeld vraagt."))
        for title, elements in words.by_phase(self.picture.elements, self.rubric):
            here = [element for element in elements if not element.essential]
            if not here:
                continue
            yield Heading(title)
            yield from self.text.paragraphs(here)
        caveats = [element for element in self.picture.elements if self._caveat(element)]
        if caveats:
            fold = _("Kanttekeningen bij {number} punten").format(number=len(caveats))
            yield Fold(fold, (Items(tuple(self._with_caveat(element) for element in caveats)),))
        practices = tuple(self._practices())
        if practices:
            fold = _("Zo doen anderen het: {number} voorbeelden").format(number=len(practices))
            yield Fold(fold, (Items(practices),))

    def anti_patterns(self) -> Iterator[Block]:
        """Part 4: what does not belong here, with what does."""
        found = {each.id: each.occurs for each in self.assessment.anti_patterns} if self.assessment else {}
        items: list[Line] = []
        for anti_pattern in self.rubric.anti_patterns:
            better = _("Wat wel helpt: {alternative}").format(alternative=anti_pattern.alternative.strip())
            line: list[Span] = [Strong(f"{anti_pattern.title}."), f" {better} "]
            if anti_pattern.id in found:
                occurs = found[anti_pattern.id]
                said = _("Uw antwoord: {occurs}").format(occurs=_(OCCURS[occurs]))
                line += [Warned(said) if occurs in ("sometimes", "usually") else Strong(said), " "]
            line.append(Aside(f"{_(STRENGTH[anti_pattern.strength])}; {section_words(anti_pattern.sections)}"))
            items.append(tuple(line))
        if items:
            yield Paragraph(
                _("Dit werkt niet of minder goed, of het bewijs is gemengd. Zo'n project kiest iets anders.")
            )
            yield Items(tuple(items))
        caveats = [(Strong(f"{a.title}."), " ", a.caveat) for a in self.rubric.anti_patterns if a.caveat]
        if caveats:
            fold = _("Kanttekeningen bij wat niet werkt ({number})").format(number=len(caveats))
            yield Fold(fold, (Items(tuple(caveats)),))

    def contradictions(self) -> Iterator[Block]:
        """Answers that hardly go together, each with the question that settles it."""
        if self.assessment is not None:
            questions = tuple(found.question for found in contradictions_of(self.rubric, self.assessment))
            if questions:
                yield Paragraph(_("Deze antwoorden passen slecht bij elkaar. Soms zijn beide toch waar."))
                yield Items(questions)

    def promising(self) -> Iterator[Block]:
        """Part 5: open questions of research, with how a project can measure them itself."""
        found = tuple(watched(self.rubric, {element.id for element in self.picture.elements}))
        if found:
            yield Paragraph(_("Hierover weet onderzoek nog te weinig. Kies er hoogstens een, en meet het zelf."))
            yield Items(tuple((Strong(question), " ", advice) for question, advice in found))

    def principles(self) -> Iterator[Block]:
        """Part 6: each principle as a question."""
        if self.rubric.principles:
            yield Paragraph(_("Deze vragen tellen niet mee in een score. Bespreek ze met uw team."))
            yield Items(tuple(principle_lines(self.rubric)))

    def success(self) -> Iterator[Block]:
        """Part 7: the signs of success that fit the goals; three per perspective, the rest folded."""
        success = self.picture.success
        for view in self.rubric.success_views:
            if view.id in success.views:
                yield Paragraph((Strong(f"{view.title}."), " ", view.text))
        rest: list[Line] = []
        groups: list[tuple[str, Sequence[SuccessCriterion | Indicator]]] = [
            (
                _("Een succes voor: {who}").format(who=perspective.title.lower()),
                [each for each in self.rubric.success_criteria if each.perspective == perspective.id],
            )
            for perspective in self.rubric.perspectives
        ]
        groups += [
            (_("Te meten: {what}").format(what=column.title), column.indicators)
            for column in self.rubric.outcome_indicators
        ]
        items: list[Line] = []
        order = {id: place for place, id in enumerate((*success.criteria, *success.indicators))}
        for title, signs in groups:
            fitting = sorted((sign for sign in signs if sign.id in order), key=lambda sign: order[sign.id])
            if fitting:
                items.append((Strong(f"{title}."), " ", " ".join(sign.text for sign in fitting[:SHOWN])))
            if more := [sign.text for sign in fitting[SHOWN:]]:
                rest.append((Strong(f"{title}."), " ", " ".join(more)))
        if items:
            yield Items(tuple(items))
        if rest:
            yield Fold(_("Meer tekenen van succes"), (Items(tuple(rest)),))

    def ending(self) -> Iterator[Block]:
        """That it is a menu, whose the cut-offs are, and the source."""
        yield Paragraph(
            _(
                "Dit is een menu. Niets hiervan is verplicht voor elke jongere: per jongere kiest u wat past. "
                "De breedte van de onderbouwing zegt niet hoe groot een effect is."
            )
        )
        source = self.rubric.rubric.source
        if source.note:
            yield Paragraph(source.note)
        words_ = _("Bron: {author}, «{title}».").format(author=source.author, title=source.title)
        if source.commissioned_by:
            words_ += " " + _("In opdracht van {who}.").format(who=source.commissioned_by)
        link: tuple[Span, ...] = (" ", Link(_("Naar de bron"), source.link)) if source.link else ()
        yield Paragraph((words_, *link))
        rubric = self.rubric.rubric
        yield Paragraph(_("Rubriek: {title}, versie {version}.").format(title=rubric.title, version=rubric.version))

    def _raised(self, asked: PictureElement) -> Line:
        title = self.rubric.element_by_id[asked.id].title
        level = _("niveau {level} in plaats van {base}").format(level=asked.required, base=asked.base)
        reasons = "; ".join(words.reason(step, self.rubric) for step in asked.raised_by)
        because = _("Om: {reasons}.").format(reasons=reasons)
        return (Strong(f"{title}:"), f" {level}. {because}")

    def _with_caveat(self, asked: PictureElement) -> Line:
        return (Strong(f"{self.rubric.element_by_id[asked.id].title}."), " ", self._caveat(asked))

    def _caveat(self, asked: PictureElement) -> str:
        return self.rubric.element_by_id[asked.id].support.caveat or ""

    def _usual_scale(self) -> bool:
        return self.rubric.scale is not None and self.rubric.scale.shares[1] == "4/5"

    def _practices(self) -> Iterator[Line]:
        """The named practices that show something of this picture, with what came of them."""
        asked = {element.id for element in self.picture.elements}
        for practice in self.rubric.practices:
            if asked.isdisjoint(shown.element for shown in practice.shows):
                continue
            line: list[Span] = [Strong(f"{practice.title}."), f" {practice.description.strip()}"]
            for result in practice.results:
                line += [" ", _("Resultaat: {text}").format(text=result.text.strip())]
            if practice.caveat:
                line += [" ", _("Let op: {text}").format(text=practice.caveat.strip())]
            if practice.link:
                line += [" ", Link(_("Meer over {title}").format(title=practice.title), practice.link)]
            yield (*line, " ", Aside(section_words(practice.sections)))
