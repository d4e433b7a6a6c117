"""Where each point went, as plain text: from the printed score down to the line in the file and the paragraph."""

from collections.abc import Iterable, Iterator

from verbetertool.language import _, decimal, section_words
from verbetertool.model.assessment import AntiPatternResult, Assessment, ElementResult
from verbetertool.model.rubric import Rubric
from verbetertool.report.parts import ReportView
from verbetertool.report.text import one_line
from verbetertool.report.view import view_of
from verbetertool.report.words import (
    OCCURS,
    OCCURS_BY_NUMBER,
    STATUS,
    STRENGTH,
    level_words,
    lock_sentences,
    points_words,
    status_of,
    sum_line,
    support_words,
)


def render_explanation(assessment: Assessment, rubric: Rubric, file: str) -> str:
    """The whole sum of one project: per context every point that is missing, and the sum down to the score."""
    return "\n".join(_whole(assessment, rubric, one_line(file))) + "\n"


def render_explanation_of(assessment: Assessment, rubric: Rubric, file: str, id: str) -> str:
    """One element or anti-pattern in full. `id` must be one of the assessment's."""
    for element in assessment.elements:
        if element.id == id:
            return "\n".join(_element(element, assessment, rubric, one_line(file))) + "\n"
    return "\n".join(_anti_pattern(id, assessment, rubric, one_line(file))) + "\n"


def _whole(assessment: Assessment, rubric: Rubric, file: str) -> Iterator[str]:
    view = view_of(assessment, rubric)
    is_plan = view.is_plan
    yield _("{project}: waar de punten bleven").format(project=one_line(assessment.project.name))
    yield ""
    if view.intentions:
        yield view.intentions
        yield ""
    for notice in view.notices:
        yield notice
        yield ""
    for context in assessment.contexts:
        if not context.counted:
            continue
        title = rubric.context_by_id[context.id].title
        yield _("{title}: {earned} van de {possible} punten, score {score}").format(
            title=title,
            earned=context.reported.earned,
            possible=context.reported.possible,
            score=context.reported.score,
        )
        missed = [e for e in assessment.elements if e.context == context.id and e.points_lost]
        for element in missed:
            yield from _missed(element, rubric, file, is_plan)
        if not missed:
            yield "  " + _("niets gemist")
        yield ""
    for element in assessment.elements:
        if element.status == "not_applicable":
            yield _("Telt niet mee: {title} ({place}). Reden: {reason}").format(
                title=rubric.element_by_id[element.id].title,
                place=_place(file, element.line),
                reason=one_line(element.reason or ""),
            )
    for harm in assessment.anti_patterns:
        if harm.occurs not in ("never", "unanswered"):
            anti_pattern = rubric.anti_pattern_by_id[harm.id]
            yield _("Wat niet werkt: {title}, {occurs} ({place}; {section}): {points} eraf").format(
                title=anti_pattern.title,
                occurs=_occurs(harm, is_plan),
                place=_place(file, harm.line),
                section=section_words(anti_pattern.sections),
                points=points_words(harm.deduction),
            )
    yield ""
    yield from _sum(assessment)
    yield from lock_sentences(assessment.score.reported.locks, rubric, is_plan=is_plan)
    yield ""
    yield from _improvements(view)
    yield ""
    yield from view.method


def _improvements(view: ReportView) -> Iterator[str]:
    """The improvement points in full, and the shortest way to the next band."""
    yield _("Uw eerste verbeterpunten")
    yield view.points_intro
    for number, point in enumerate(view.points, 1):
        yield f"{number}. {point.title} ({point.id})"
        if point.lock:
            yield f"   {point.lock}"
        yield f"   {point.now}: {point.now_text}"
        yield f"   {point.next}: {point.next_text}"
        yield f"   {_('Eerste actie')}: {point.action}"
        yield f"   {_('Waarom')}: {point.why} {point.support}"
        yield f"   {_('Wat het oplevert')}: {point.gain}"
        if point.practice:
            yield f"   {_('Zo doen anderen het')}: {point.practice.title}: {point.practice.text}"
    if view.way:
        yield ""
        yield view.way.intro
        yield from (f"- {step}" for step in view.way.steps)


def _sum(assessment: Assessment) -> Iterator[str]:
    reported = assessment.score.reported
    if reported.score is None:
        yield _("Er telt niets mee, dus er is geen score.")
        return
    lost = sum(element.points_lost for element in assessment.elements)
    yield _(
        "Samen gemist: {lost} punten. Mogelijk {possible}, verdiend {earned}: {possible} − {earned} = {lost}."
    ).format(lost=lost, possible=reported.possible, earned=reported.earned)
    score = assessment.score
    for name, reading in (
        (_("Bewezen"), score.proven),
        (_("Volgens opgave"), score.reported),
        (_("Hoogstens"), score.at_most),
    ):
        yield sum_line(name, reading)


def _occurs(harm: AntiPatternResult, is_plan: bool) -> str:
    """How often an anti-pattern occurs; of a plan it is an intention."""
    words = _(OCCURS[harm.occurs])
    return _("in uw plan {occurs}").format(occurs=words) if is_plan and harm.occurs in OCCURS_BY_NUMBER else words


def _missed(element: ElementResult, rubric: Rubric, file: str, is_plan: bool) -> Iterable[str]:
    found = rubric.element_by_id[element.id]
    lost = points_words(element.points_lost)
    yield "  " + _("{lost}: {title} ({id})").format(lost=lost, title=found.title, id=element.id)
    yield "    " + _("gewicht {weight} × (streefbeeld {required} − niveau {level}) = {lost}").format(
        weight=element.weight,
        required=element.required,
        level=min(element.level or 0, element.required),
        lost=element.points_lost,
    )
    if element.level is None:
        yield "    " + _("{place}: {status}; dit is geen zwakte, het is nog niet bekend").format(
            place=_place(file, element.line), status=_(STATUS[status_of(element)])
        )
    else:
        words = level_words(element.level, is_plan=is_plan)
        yield f"    {_place(file, element.line)}: {words}. {rubric.level_texts(found)[element.level]}"
    yield "    " + _("Bron: {support}").format(support=support_words(found))


def _element(element: ElementResult, assessment: Assessment, rubric: Rubric, file: str) -> Iterator[str]:
    found = rubric.element_by_id[element.id]
    is_plan = assessment.project.status == "plan"
    yield f"{found.title} ({element.id})"
    yield found.question
    if found.practice:
        yield found.practice
    yield ""
    for level, words in enumerate(rubric.level_texts(found)):
        marks = []
        if element.level == level:
            marks.append(_("uw plan") if is_plan else _("uw antwoord"))
        if element.required == level:
            marks.append(_("streefbeeld"))
        yield f"  {level}  {words}" + (f"  <- {', '.join(marks)}" if marks else "")
    yield ""
    yield f"{_place(file, element.line)}: {_(STATUS[status_of(element)])}"
    if element.count:
        yield _("Telling: {yes} van {of}").format(yes=element.count.yes, of=element.count.of)
    for label, text in ((_("Notitie"), element.note), (_("Reden"), element.reason)):
        if text:
            yield f"{label}: {one_line(text)}"
    for text in element.evidence:
        yield f"{_('Onderbouwing')}: {one_line(text)}"
    yield ""
    if element.status == "not_applicable":
        yield _("Dit telt niet mee.")
    else:
        yield _("gewicht {weight} × (streefbeeld {required} − niveau {level}) = {lost} gemist").format(
            weight=element.weight,
            required=element.required,
            level=min(element.level or 0, element.required),
            lost=points_words(element.points_lost),
        )
    for step in assessment.steps:
        if step.id == element.id:
            yield _("Van niveau {start} naar {end}: de score stijgt met {gain} punten.").format(
                start=step.from_, end=step.to, gain=decimal(step.gain.value)
            )
    for rule in found.raises:
        if rule.to <= element.required and assessment.project.profile.meets(rule.when):
            yield _("Het streefbeeld vraagt hier niveau {to}: {section}.").format(
                to=rule.to, section=section_words([rule.section])
            )
    yield _("Bron: {support}").format(support=support_words(found))
    if found.support.caveat:
        yield found.support.caveat


def _anti_pattern(id: str, assessment: Assessment, rubric: Rubric, file: str) -> Iterator[str]:
    harm = next(harm for harm in assessment.anti_patterns if harm.id == id)
    found = rubric.anti_pattern_by_id[id]
    yield f"{found.title} ({id})"
    yield found.question
    yield f"{_place(file, harm.line)}: {_occurs(harm, assessment.project.status == 'plan')}"
    yield _("{points} eraf: {deduction} per stap (nooit 0, soms 1, meestal 2)").format(
        points=points_words(harm.deduction), deduction=found.deduction
    )
    yield found.why
    yield _("Wat wel helpt") + ": " + found.alternative
    yield _("Bron: {sections} van het dossier: {strength}.").format(
        sections=section_words(found.sections), strength=_(STRENGTH[found.strength])
    )
    if found.caveat:
        yield found.caveat


def _place(file: str, line: int | None) -> str:
    return f"{file}:{line}" if line else _("{file} (staat er niet in)").format(file=file)
