"""Where each point went: from the printed score down to the line in the file and the paragraph of the dossier."""

from collections.abc import Iterator

from verbetertool.language import _, current_language, decimal, section_words
from verbetertool.model.assessment import AntiPatternResult, Assessment, ElementResult
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Block, Card, Document, Explained, Facts, Items, Own, Paragraph, Section
from verbetertool.report.documents import advice, in_short, method
from verbetertool.report.documents.locks import lock_sentences
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import (
    OCCURS,
    OCCURS_BY_NUMBER,
    STATUS,
    about_words,
    counted_words,
    level_lines,
    level_words,
    points_words,
    readings_words,
    skip_link,
    status_of,
    sum_line,
    support_of,
)
from verbetertool.report.text import one_line


def explanation_document(assessment: Assessment, rubric: Rubric, file: str) -> Document:
    """The whole sum of one project: per context every point that is missing, and the sum down to the score."""
    reported = Reported(assessment, rubric)
    notes = [*filter(None, [in_short.intention(reported)]), *in_short.notices(reported)]
    title = _("{project}: waar de punten bleven").format(project=one_line(assessment.project.name))
    return _document(title, tuple(map(Paragraph, notes)), tuple(_sections(reported, one_line(file))))


def explanation_of(assessment: Assessment, rubric: Rubric, file: str, id: str) -> Document:
    """One element or anti-pattern in full. `id` must be one of the assessment's."""
    reported, file = Reported(assessment, rubric), one_line(file)
    element = reported.elements.get(id)
    blocks = _element(reported, element, file) if element else _anti_pattern(reported, id, file)
    return _document(f"{reported.titles[id]} ({id})", tuple(blocks), ())


def _document(title: str, intro: tuple[Block, ...], sections: tuple[Section, ...]) -> Document:
    return Document(
        label=None,
        title=title,
        intro=intro,
        sections=sections,
        language=current_language(),
        skip_link=skip_link(),
    )


def _sections(reported: Reported, file: str) -> Iterator[Section]:
    for context in reported.result.contexts:
        if not context.counted:
            continue
        title = _("{title}: {earned} van de {possible} punten, score {score}").format(
            title=reported.titles[context.id],
            earned=context.reported.earned,
            possible=context.reported.possible,
            score=context.reported.score,
        )
        missed = [e for e in reported.result.elements if e.context == context.id and e.points_lost]
        cards = tuple(_missed(reported, element, file) for element in missed)
        yield Section(context.id, title, cards or (Paragraph(_("niets gemist")),))
    rest = (*_not_counted(reported, file), *_occurring(reported, file))
    yield Section("rest", "", (*rest, *_sum(reported)))
    points = (*map(_point, advice.points(reported)),)
    yield Section("punten", _("Uw eerste verbeterpunten"), (Paragraph(advice.intro(reported)), *points))
    if way := advice.next_band(reported):
        yield Section("weg", way.intro, (Items(way.steps),))
    yield Section("methode", "", tuple(map(Paragraph, (*method.rules(), *method.robustness(reported)))))


def _point(point: advice.Point) -> Card:
    lock = (Paragraph(point.lock, "warning"),) if point.lock else ()
    return Card(f"{point.title} ({point.id})", (*lock, Explained(advice.explained(point))), number=point.number)


def _not_counted(reported: Reported, file: str) -> Iterator[Block]:
    for element in reported.result.elements:
        if element.status == "not_applicable":
            text = _("Telt niet mee: {title} ({place}). Reden: ").format(
                title=reported.titles[element.id], place=_place(file, element.line)
            )
            yield Paragraph((text, Own(element.reason or "")))


def _occurring(reported: Reported, file: str) -> Iterator[Block]:
    for result in reported.result.anti_patterns:
        if result.occurs not in ("never", "unanswered"):
            yield Paragraph(
                _("Wat niet werkt: {title}, {occurs} ({place}; {section}): {points} eraf").format(
                    title=reported.titles[result.id],
                    occurs=_occurs(reported, result),
                    place=_place(file, result.line),
                    section=reported.sources[result.id],
                    points=points_words(result.deduction),
                )
            )


def _sum(reported: Reported) -> Iterator[Block]:
    score = reported.score.reported
    if score.score is None:
        yield Paragraph(_("Er telt niets mee, dus er is geen score."))
        return
    lost = sum(element.points_lost for element in reported.result.elements)
    yield Paragraph(
        _(
            "Samen gemist: {lost} punten. Mogelijk {possible}, verdiend {earned}: {possible} − {earned} = {lost}."
        ).format(lost=lost, possible=score.possible, earned=score.earned)
    )
    for name, reading in readings_words(reported.score):
        yield Paragraph(sum_line(name, reading))
    for sentence in lock_sentences(score.locks, reported.result, reported.rubric):
        yield Paragraph(sentence)


def _occurs(reported: Reported, result: AntiPatternResult) -> str:
    """How often an anti-pattern occurs; of a plan it is an intention."""
    words = _(OCCURS[result.occurs])
    is_intention = reported.is_plan and result.occurs in OCCURS_BY_NUMBER
    return _("in uw plan {occurs}").format(occurs=words) if is_intention else words


def _missed(reported: Reported, element: ElementResult, file: str) -> Card:
    found = reported.rubric.element_by_id[element.id]
    lost = points_words(element.points_lost)
    place = _place(file, element.line)
    if element.level is None:
        said = _("{place}: {status}; dit is geen zwakte, het is nog niet bekend").format(
            place=place, status=_(STATUS[status_of(element)])
        )
    else:
        text = " ".join(level_lines(reported.rubric, found, element.level))
        said = f"{place}: {level_words(element.level, is_plan=reported.is_plan)}. {text}"
    counted = [words for words in [counted_words(reported.rubric, element)] if words]
    lines = (_weighed(element, "{lost}", lost), said, *counted, support_of(reported.rubric, element.id))
    title = _("{lost}: {title} ({id})").format(lost=lost, title=found.title, id=element.id)
    return Card(title, tuple(map(Paragraph, lines)))


def _weighed(element: ElementResult, ending: str, lost: str) -> str:
    """The sum of what one element misses."""
    text = _("gewicht {weight} × (streefbeeld {required} − niveau {level}) = {lost}")
    return text.format(
        weight=element.weight,
        required=element.required,
        level=min(element.level or 0, element.required),
        lost=ending.format(lost=lost),
    )


def _element(reported: Reported, element: ElementResult, file: str) -> Iterator[Block]:
    found = reported.rubric.element_by_id[element.id]
    yield Paragraph(found.question)
    if about := about_words(found):
        yield Paragraph(about)
    levels = []
    for level, words in enumerate(reported.rubric.level_texts(found)):
        marks = []
        if element.level == level:
            marks.append(_("uw plan") if reported.is_plan else _("uw antwoord"))
        if element.required == level:
            marks.append(_("streefbeeld"))
        levels.append((str(level), words + (f" <- {', '.join(marks)}" if marks else "")))
    yield Facts(tuple(levels))
    yield Paragraph(f"{_place(file, element.line)}: {_(STATUS[status_of(element)])}")
    if counted := counted_words(reported.rubric, element):
        yield Paragraph(counted)
    if element.rubric_version is not None:
        yield Paragraph(_("Na uw antwoord is deze vraag veranderd."), "notice")
    said = [(_("Notitie"), element.note), (_("Reden"), element.reason)]
    said += [(_("Onderbouwing"), text) for text in element.evidence]
    for label, text in said:
        if text:
            yield Paragraph((f"{label}: ", Own(text)))
    if element.status == "not_applicable":
        yield Paragraph(_("Dit telt niet mee."))
    else:
        yield Paragraph(_weighed(element, _("{lost} gemist"), points_words(element.points_lost)))
    for step in reported.steps.get(element.id, ()):
        yield Paragraph(
            _("Van niveau {start} naar {end}: de score stijgt met {gain} punten.").format(
                start=step.from_, end=step.to, gain=decimal(step.gain.value)
            )
        )
    for rule in found.raises:
        if rule.to <= element.required and reported.result.project.profile.meets(rule.when):
            yield Paragraph(
                _("Het streefbeeld vraagt hier niveau {to}: {section}.").format(
                    to=rule.to, section=section_words([rule.section])
                )
            )
    yield Paragraph(support_of(reported.rubric, element.id))
    if found.support.caveat:
        yield Paragraph(found.support.caveat)


def _anti_pattern(reported: Reported, id: str, file: str) -> Iterator[Block]:
    result, found = reported.anti_patterns[id], reported.rubric.anti_pattern_by_id[id]
    yield Paragraph(found.question)
    yield Paragraph(f"{_place(file, result.line)}: {_occurs(reported, result)}")
    yield Paragraph(
        _("{points} eraf: {deduction} per stap (nooit 0, soms 1, meestal 2)").format(
            points=points_words(result.deduction), deduction=found.deduction
        )
    )
    yield Paragraph(found.why)
    yield Paragraph(f"{_('Wat wel helpt')}: {found.alternative}")
    yield Paragraph(support_of(reported.rubric, id))
    if found.caveat:
        yield Paragraph(found.caveat)


def _place(file: str, line: int | None) -> str:
    return f"{file}:{line}" if line else _("{file} (staat er niet in)").format(file=file)
