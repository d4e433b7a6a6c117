"""A rubric as text: its elements in rows, and everything about one of its items."""

from collections.abc import Iterator

from verbetertool.language import _, section_words
from verbetertool.model.contour import Condition
from verbetertool.model.rubric import AntiPattern, Element, Practice, Rubric
from verbetertool.report.words import STRENGTH, SUPPORT_STATUS, support_words


def rubric_rows(rubric: Rubric) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headings, and a row per element and anti-pattern, in the order of the rubric."""
    rows: list[tuple[str, ...]] = []
    for context in rubric.contexts:
        for element in rubric.elements:
            if element.context == context.id:
                flags = [word for word, on in _flags(element) if on]
                rows.append((context.title, element.id, element.title, ", ".join(flags)))
    for anti_pattern in rubric.anti_patterns:
        points = _("{number} per stap").format(number=anti_pattern.deduction)
        rows.append((_("Wat niet werkt"), anti_pattern.id, anti_pattern.title, points))
    return (_("Onderdeel"), "id", _("Titel"), _("Bijzonder")), rows


def render_item(rubric: Rubric, id: str) -> str:
    """An element, an anti-pattern or a practice in full."""
    if element := rubric.element_by_id.get(id):
        return "\n".join(_element(element, rubric))
    if anti_pattern := rubric.anti_pattern_by_id.get(id):
        return "\n".join(_anti_pattern(anti_pattern))
    return "\n".join(_practice(next(p for p in rubric.practices if p.id == id), rubric))


def _flags(element: Element) -> tuple[tuple[str, bool], ...]:
    return (
        (_("kern"), element.core),
        (_("randvoorwaarde"), element.essential),
        (_("kennislacune"), element.knowledge_gap),
        (_("niet voor elk project"), element.applies_when is not None),
    )


def _element(element: Element, rubric: Rubric) -> Iterator[str]:
    yield f"{element.title} ({element.id})"
    yield rubric.context_by_id[element.context].title
    yield ""
    yield element.question
    if element.practice:
        yield element.practice
    for level, text in enumerate(rubric.level_texts(element)):
        yield f"  {level}  {text}"
    for ruling in element.counts:
        yield _("Telt mee: {ruling}").format(ruling=ruling)
    for ruling in element.counts_not:
        yield _("Telt niet mee: {ruling}").format(ruling=ruling)
    yield ""
    yield element.why
    yield ""
    flags = [word for word, on in _flags(element) if on]
    if flags:
        yield ", ".join(flags)
    yield _("Het streefbeeld vraagt niveau {level}.").format(level=element.requirement)
    for rule in element.raises:
        yield _("Niveau {level} bij {condition} ({section}).").format(
            level=rule.to, condition=_condition(rule.when), section=section_words([rule.section])
        )
    if element.applies_when:
        yield _("Telt alleen mee bij {condition}.").format(condition=_condition(element.applies_when))
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
    yield ""
    if element.measure:
        yield _("Zo zoekt u het uit: {measure}").format(measure=element.measure)
    names = {perspective.id: perspective.title for perspective in rubric.perspectives}
    for perspective, asked in element.asked_of.items():
        yield _("Vraag aan {who}: {question}").format(who=names[perspective], question=asked.question)
    for level in range(4):
        if advice := element.advice[level]:
            yield _("Eerste stap vanaf niveau {level}: {advice}").format(level=level, advice=advice)
    for practice in rubric.practices_of(element.id):
        yield _("Praktijk: {title}").format(title=practice.title) + (f" {practice.link}" if practice.link else "")
    if element.see_also:
        yield _("Zie ook: {ids}").format(ids=", ".join(element.see_also))


def _anti_pattern(anti_pattern: AntiPattern) -> Iterator[str]:
    yield f"{anti_pattern.title} ({anti_pattern.id})"
    yield anti_pattern.question
    yield ""
    yield _("{strength}: {sections} van het dossier.").format(
        strength=_(STRENGTH[anti_pattern.strength]).capitalize(), sections=section_words(anti_pattern.sections)
    )
    yield anti_pattern.why
    yield _("Wat wel helpt") + ": " + anti_pattern.alternative
    if anti_pattern.action:
        yield _("Eerste actie") + ": " + anti_pattern.action
    if anti_pattern.caveat:
        yield anti_pattern.caveat
    yield _("Punten eraf: {sometimes} bij soms, {usually} bij meestal.").format(
        sometimes=anti_pattern.deduction, usually=2 * anti_pattern.deduction
    )
    if anti_pattern.elements:
        yield _("Zie ook: {ids}").format(ids=", ".join(anti_pattern.elements))


def _practice(practice: Practice, rubric: Rubric) -> Iterator[str]:
    yield f"{practice.title} ({practice.id})"
    yield practice.description
    for result in practice.results:
        yield _("Resultaat: {text} (noten {notes})").format(text=result.text, notes=_numbers(result.notes))
    if practice.caveat:
        yield practice.caveat
    for shown in practice.shows:
        title = rubric.element_by_id[shown.element].title
        said = _("het dossier zegt het") if shown.basis == "said" else _("volgt uit de beschrijving")
        yield f"- {title} ({said})"
    yield _("Bron: {sections} van het dossier.").format(sections=section_words(practice.sections))
    if practice.link:
        yield practice.link


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
