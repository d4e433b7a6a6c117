"""A rubric as text: its elements in a table, and everything about one of its items."""

from collections.abc import Iterator

from verbetertool.language import _, current_language, section_words
from verbetertool.model.anti_pattern import AntiPattern
from verbetertool.model.contour import Condition
from verbetertool.model.dossier import Practice, Principle
from verbetertool.model.element import Element
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Block, Column, Document, Facts, Items, Link, Paragraph, Table
from verbetertool.report.documents.words import STRENGTH, SUPPORT_STATUS, skip_link, support_words


def rubric_document(rubric: Rubric) -> Document:
    """A row per element, anti-pattern, principle and practice, in the order of the rubric."""
    rows: list[tuple[str, ...]] = []
    for context in rubric.contexts:
        for element in rubric.elements:
            if element.context == context.id:
                flags = [word for word, on in _flags(element) if on]
                rows.append((context.title, element.id, element.title, ", ".join(flags)))
    for anti_pattern in rubric.anti_patterns:
        points = _("{number} per stap").format(number=anti_pattern.deduction)
        rows.append((_("Wat niet werkt"), anti_pattern.id, anti_pattern.title, points))
    for principle in rubric.principles:
        rows.append((_("Uitgangspunt"), principle.id, principle.title, ""))
    for practice in rubric.practices:
        rows.append((_("Praktijkvoorbeeld"), practice.id, practice.title, ""))
    columns = (Column(_("Onderdeel")), Column("id", whole=True), Column(_("Titel")), Column(_("Bijzonder")))
    title = f"{rubric.rubric.title} ({rubric.id} {rubric.version})"
    return _document(title, (Table("rubric", title, columns, tuple(rows), titled=True),))


def item_document(rubric: Rubric, id: str) -> Document:
    """An element, an anti-pattern, a practice or a principle in full. `id` must be one of the rubric's."""
    if element := rubric.element_by_id.get(id):
        return _document(f"{element.title} ({id})", tuple(_element(element, rubric)))
    if anti_pattern := rubric.anti_pattern_by_id.get(id):
        return _document(f"{anti_pattern.title} ({id})", tuple(_anti_pattern(anti_pattern, rubric)))
    for practice in rubric.practices:
        if practice.id == id:
            return _document(f"{practice.title} ({id})", tuple(_practice(practice, rubric)))
    principle = next(principle for principle in rubric.principles if principle.id == id)
    return _document(f"{principle.title} ({id})", tuple(_principle(principle)))


def _document(title: str, blocks: tuple[Block, ...]) -> Document:
    return Document(
        label=None,
        title=title,
        intro=blocks,
        sections=(),
        language=current_language(),
        skip_link=skip_link(),
    )


def _flags(element: Element) -> tuple[tuple[str, bool], ...]:
    return (
        (_("kern"), element.core),
        (_("randvoorwaarde"), element.essential),
        (_("kennislacune"), element.knowledge_gap),
        (_("niet voor elk project"), element.applies_when is not None),
    )


def _element(element: Element, rubric: Rubric) -> Iterator[Block]:
    yield Paragraph(rubric.context_by_id[element.context].title)
    yield Paragraph(element.question)
    if element.practice:
        yield Paragraph(element.practice)
    yield Facts(tuple((str(level), text) for level, text in enumerate(rubric.level_texts(element))))
    for ruling in element.counts:
        yield Paragraph(_("Telt mee: {ruling}").format(ruling=ruling))
    for ruling in element.counts_not:
        yield Paragraph(_("Telt niet mee: {ruling}").format(ruling=ruling))
    yield Paragraph(element.why)
    flags = [word for word, on in _flags(element) if on]
    if flags:
        yield Paragraph(", ".join(flags))
    yield from map(Paragraph, _contour(element))
    yield from map(Paragraph, _support(element))
    yield from map(Paragraph, _place_in_rubric(element, rubric))
    yield from map(Paragraph, _how_to_find_out(element, rubric))
    for level in range(4):
        if advice := element.advice[level]:
            text = _("Eerste stap vanaf niveau {level}: {advice}")
            yield Paragraph(text.format(level=level, advice=advice))
    for practice in rubric.practices_of(element.id):
        title = _("Praktijk: {title}").format(title=practice.title)
        yield Paragraph(Link(title, practice.link) if practice.link else title)
    yield from _asked_about(rubric, element.id)
    if element.see_also:
        yield Paragraph(_("Zie ook: {ids}").format(ids=", ".join(element.see_also)))


def _asked_about(rubric: Rubric, id: str) -> Iterator[Block]:
    """The open questions of research about an element or anti-pattern, and the answers that hardly go with it."""
    for gap in rubric.knowledge_gaps:
        if id in (*gap.elements, *gap.anti_patterns):
            text = _("Open vraag: {question} {advice}")
            yield Paragraph(text.format(question=gap.question, advice=gap.advice.strip()))
    for contradiction in rubric.contradictions:
        claims = (contradiction.first, contradiction.second)
        if id in [claim.element or claim.anti_pattern for claim in claims]:
            yield Paragraph(_("Past slecht bij elkaar: {question}").format(question=contradiction.question.strip()))


def _principle(principle: Principle) -> Iterator[Block]:
    yield Paragraph(principle.text)
    if principle.question:
        yield Paragraph(_("Vraag aan uw project: {question}").format(question=principle.question))
    source = _("Bron: {sections} van het dossier.").format(sections=section_words(principle.sections))
    yield Paragraph(source)


def _place_in_rubric(element: Element, rubric: Rubric) -> Iterator[str]:
    """Its lock group and phase, and what became of it in earlier versions."""
    for group in rubric.lock_groups:
        if element.id in group.elements:
            yield _("Houdt samen met andere het beeld tegen: {group}.").format(group=group.title)
    if element.phase:
        titles = {phase.id: phase.title for phase in rubric.phases}
        yield _("Hoort bij de fase: {phase}").format(phase=titles[element.phase])
    if element.changed:
        yield _("De tekst is voor het laatst veranderd in versie {version}.").format(version=element.changed)
    if element.was:
        yield _("Heette eerder: {ids}").format(ids=", ".join(element.was))


def _how_to_find_out(element: Element, rubric: Rubric) -> Iterator[str]:
    if element.measure:
        yield _("Zo zoekt u het uit: {measure}").format(measure=element.measure)
    names = {perspective.id: perspective.title for perspective in rubric.perspectives}
    for perspective, asked in element.asked_of.items():
        yield _("Vraag aan {who}: {question}").format(who=names[perspective], question=asked.question)


def _contour(element: Element) -> Iterator[str]:
    """For whom the element counts, and what is asked of whom."""
    yield _("Het streefbeeld vraagt niveau {level}.").format(level=element.requirement)
    for rule in element.raises:
        yield _("Niveau {level} bij {condition} ({section}).").format(
            level=rule.to, condition=_condition(rule.when), section=section_words([rule.section])
        )
    if element.applies_when:
        yield _("Telt alleen mee bij {condition}.").format(condition=_condition(element.applies_when))


def _support(element: Element) -> Iterator[str]:
    """What the dossier says of it, and where."""
    yield _("Onderbouwing: {support}").format(support=support_words(element))
    studies = element.support.studies
    yield _("Noten: tekst {text}; bijlage 4 {appendix}. Stand: {status}.").format(
        text=_numbers(studies.text),
        appendix=_numbers(studies.appendix),
        status=_(SUPPORT_STATUS[element.support.status]),
    )
    if element.called_essential:
        yield _("Het dossier zegt: «{word}» ({section}).").format(
            word=element.called_essential.word, section=section_words([element.called_essential.section])
        )
    if element.support.caveat:
        yield element.support.caveat


def _anti_pattern(anti_pattern: AntiPattern, rubric: Rubric) -> Iterator[Block]:
    yield Paragraph(anti_pattern.question)
    yield Paragraph(
        _("{strength}: {sections} van het dossier.").format(
            strength=_(STRENGTH[anti_pattern.strength]).capitalize(), sections=section_words(anti_pattern.sections)
        )
    )
    yield Paragraph(anti_pattern.why)
    yield Paragraph(f"{_('Wat wel helpt')}: {anti_pattern.alternative}")
    if anti_pattern.action:
        yield Paragraph(f"{_('Eerste actie')}: {anti_pattern.action}")
    if anti_pattern.caveat:
        yield Paragraph(anti_pattern.caveat)
    yield Paragraph(
        _("Punten eraf: {sometimes} bij soms, {usually} bij meestal.").format(
            sometimes=anti_pattern.deduction, usually=2 * anti_pattern.deduction
        )
    )
    yield from _asked_about(rubric, anti_pattern.id)
    if anti_pattern.elements:
        yield Paragraph(_("Zie ook: {ids}").format(ids=", ".join(anti_pattern.elements)))


def _practice(practice: Practice, rubric: Rubric) -> Iterator[Block]:
    yield Paragraph(practice.description)
    for result in practice.results:
        text = _("Resultaat: {text} (noten {notes})")
        yield Paragraph(text.format(text=result.text, notes=_numbers(result.notes)))
    if practice.caveat:
        yield Paragraph(practice.caveat)
    items = []
    for shown in practice.shows:
        basis = _("het dossier zegt het") if shown.basis == "said" else _("volgt uit de beschrijving")
        items.append(f"{rubric.element_by_id[shown.element].title} ({basis})")
    yield Items(tuple(items))
    source = _("Bron: {sections} van het dossier.").format(sections=section_words(practice.sections))
    yield Paragraph(source)
    if practice.link:
        yield Paragraph(practice.link)


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, sorted(numbers))) or _("geen")


def _condition(condition: Condition) -> str:
    parts = []
    if condition.target_groups:
        parts.append(_("doelgroep {ids}").format(ids=", ".join(condition.target_groups)))
    if condition.ages:
        start, end = condition.ages.from_, condition.ages.to
        parts.append(_("leeftijd {start}-{end}").format(start=start or "", end=end or ""))
    if condition.goals:
        parts.append(_("doel {ids}").format(ids=", ".join(condition.goals)))
    if condition.phases:
        parts.append(_("fase {ids}").format(ids=", ".join(condition.phases)))
    return "; ".join(parts)
