"""What a report says of the answers: what does not work, strengths, and each answer."""

from collections.abc import Iterator
from functools import lru_cache

from verbetertool.language import _, current_language, ngettext
from verbetertool.model.assessment import (
    AntiPatternResult,
    ElementResult,
)
from verbetertool.model.redaction import LEFT_OUT
from verbetertool.model.thresholds import UNSHOWN_LEVEL
from verbetertool.report.document import (
    Aside,
    Block,
    Card,
    Cell,
    Column,
    Common,
    Explained,
    Fold,
    Heading,
    Items,
    Legend,
    Line,
    Lines,
    Link,
    Own,
    Paragraph,
    Repeated,
    Span,
    Strip,
    Strong,
    Table,
    Warned,
)
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import (
    OCCURS,
    STATUS,
    STRENGTH,
    count_words,
    counted_words,
    level_lines,
    level_words,
    points_words,
    status_of,
)


def anti_patterns(reported: Reported) -> Iterator[Block]:
    """What occurs although it does not work."""
    if reported.occurring:
        for each in reported.occurring:
            if each.deduction:
                yield _anti_pattern_card(reported, each)
        if unsure := [each for each in reported.occurring if not each.deduction]:
            yield Heading(_("Onzeker, en zonder punten eraf"))
            yield Items(tuple(_unsure(reported, each) for each in unsure))
        return
    unknown = sum(each.occurs in ("unknown", "unanswered") for each in reported.result.anti_patterns)
    if not unknown:
        yield Paragraph(_("U meldt niets wat volgens het dossier niet werkt. Houd dat zo."))
        return
    more = ngettext(
        "Van {number} ding is niet bekend of het voorkomt. Het staat bij «Alle antwoorden».",
        "Van {number} dingen is niet bekend of ze voorkomen. Ze staan bij «Alle antwoorden».",
        unknown,
    )
    text = _("U meldt nog niets wat volgens het dossier niet werkt.")
    yield Paragraph(f"{text} {more.format(number=unknown)}")


def _unsure(reported: Reported, result: AntiPatternResult) -> Line:
    """What occurs and costs nothing, since the dossier is not sure of it."""
    anti_pattern = reported.rubric.anti_pattern_by_id[result.id]
    words = _(" ({occurs}). Het dossier zegt: {strength}. Wat wel helpt: {alternative}").format(
        occurs=_(OCCURS[result.occurs]),
        strength=_(STRENGTH[anti_pattern.strength]),
        alternative=anti_pattern.alternative,
    )
    note: tuple[Span, ...] = (" ", _("Uw notitie"), ": ", Own(result.note)) if result.note else ()
    return (Strong(anti_pattern.title), words, *note)


def _anti_pattern_card(reported: Reported, result: AntiPatternResult) -> Card:
    """Why it matters and what to do instead, unless an improvement point says so."""
    anti_pattern = reported.rubric.anti_pattern_by_id[result.id]
    cost = _("Dit kost geen punten.")
    if reported.score.reported.score is not None:
        cost = _("Dit kost {points} van de score.").format(points=points_words(result.deduction))
    occurs = (_("Staat in uw plan: {occurs}.") if reported.is_plan else _("Komt voor: {occurs}.")).format(
        occurs=_(OCCURS[result.occurs])
    )
    strength = _("Het dossier zegt: {strength}.").format(strength=_(STRENGTH[anti_pattern.strength]))
    words: list[Span] = [Warned(occurs), f" {strength} {cost}"]
    texts: list[tuple[Line, Line | Lines]] = []
    if point := reported.point_numbers.get(result.id):
        text = _("Wat wel helpt, staat bij verbeterpunt {number}.").format(number=point)
        words += [" ", Link(text, f"#punt-{point}")]
    else:
        texts.append((_("Waarom"), anti_pattern.why))
        texts.append((_("Wat wel helpt"), anti_pattern.alternative))
    if anti_pattern.caveat:
        texts.append((_("Let op"), anti_pattern.caveat))
    if result.note:
        texts.append((_("Uw notitie"), Own(result.note)))
    return Card(anti_pattern.title, (Paragraph(tuple(words)), *([Explained(tuple(texts))] if texts else [])))


def strengths(reported: Reported) -> Iterator[Block]:
    """The elements at or above their required level, per context."""
    found: dict[str, list[str]] = {}
    for element in reported.result.elements:
        if element.level is not None and element.level >= element.required:
            shown = "" if element.evidence or element.required <= UNSHOWN_LEVEL else "*"
            level = level_words(element.level, is_plan=reported.is_plan)
            if element.count:
                level += ": " + count_words(element.count, reported.rubric.element_by_id[element.id].per)
            found.setdefault(element.context, []).append(f"{reported.titles[element.id]} ({level}){shown}")
    if not found:
        yield Paragraph(_("Hier staat nog niets: geen enkel antwoord voldoet al aan het streefbeeld."))
        return
    intro = (
        _("Deze voornemens voldoen aan het streefbeeld. De tekst van elk niveau staat bij «Alle antwoorden».")
        if reported.is_plan
        else _("Deze antwoorden voldoen aan het streefbeeld. De tekst van elk niveau staat bij «Alle antwoorden».")
    )
    yield Paragraph(f"{intro} " + _("Een * betekent: nog aan te tonen."))
    titles = {context.id: context.title for context in reported.rubric.contexts}
    yield Explained(tuple((titles[id], "; ".join(found[id]) + ".") for id in titles if id in found))


def all_answers(reported: Reported) -> Iterator[Block]:
    """Every answer per context, with its text, what the project said of it, its points and its line."""
    cells = (
        _("De blokjes tonen het niveau dat u van plan bent.") if reported.is_plan else _("De blokjes tonen uw niveau.")
    )
    line = _("De streep erin is het streefbeeld.")
    yield Legend(f"{cells} {line}", "strips")
    yield Paragraph(_("De regel wijst naar uw bestand {file}.").format(file=reported.result.input_file))
    meant = Paragraph(_("«Als niveau 3» betekent: wat bij niveau 3 hoort, en meer."))
    yield Common(
        (meant,), _("Op papier staat de tekst van een niveau er niet bij. Die leest u in het digitale rapport.")
    )
    rows: dict[str, list[tuple[Cell, ...]]] = {}
    for element in reported.result.elements:
        rows.setdefault(element.context, []).append(_answer_row(reported, element))
    for context in reported.rubric.contexts:
        if context.id in rows:
            alone = _("Onderdeel {title}").format(title=context.title)
            yield _answer_table(context.title, rows[context.id], alone)
    if reported.result.anti_patterns:
        found = [_anti_pattern_row(reported, each) for each in reported.result.anti_patterns]
        yield _answer_table(_("Wat niet werkt"), found)


def _answer_table(title: str, rows: list[tuple[Cell, ...]], alone: str | None = None) -> Fold:
    columns = _answer_columns(current_language())
    return Fold(title, (Table("answers", title, columns, tuple(rows), titled=True),), len(rows), alone)


@lru_cache(maxsize=8)
def _answer_columns(_language: str) -> tuple[Column, ...]:
    """One object for all of the ten tables, so that a format finds their head at once."""
    return (Column(_("Vraag")), Column(_("Antwoord")), Column(_("Toelichting")), Column(_("Punten")))


def _answer_row(reported: Reported, answer: ElementResult) -> tuple[Cell, ...]:
    element = reported.rubric.element_by_id[answer.id]
    said: list[Line] = []
    if point := reported.point_numbers.get(answer.id):
        said.append(Link(_("Zie verbeterpunt {number}").format(number=point), f"#punt-{point}"))
    elif answer.level is not None:
        said += map(Repeated, level_lines(reported.rubric, element, answer.level))
    if counted := counted_words(reported.rubric, answer):
        said.append(counted)
    if answer.reason:
        said.append(Own(answer.reason))
    figures = status_of(answer), answer.level, answer.required, answer.weight, answer.points_lost
    level, points = _level_and_points(*figures, reported.is_plan, current_language())
    return element.title, level, _explanation(said, answer, reported.sources[answer.id]), points


@lru_cache(maxsize=2000)
def _level_and_points(
    status: str, level: int | None, required: int, weight: int, lost: int, is_plan: bool, _language: str
) -> tuple[Cell, str]:
    """The answer beside what is asked, and its sum: weight x level that counts = points, of those possible.

    Kept, since some hundred of them are all that there are: wording each anew takes a twentieth of a round.
    """
    words = _(STATUS[status]) if level is None else level_words(level, is_plan=is_plan)
    asked = _("{answer}, gevraagd {required}").format(answer=words, required=required)
    answer: Cell = asked if level is None else (asked, _strip(level, required, is_plan))
    if status == "not_applicable":
        return answer, _("telt niet mee")
    counted = min(level or 0, required)
    points = _("{weight} × {level} = {earned} van {possible}").format(
        weight=weight, level=counted, earned=weight * counted, possible=weight * required
    )
    if lost and level is not None:
        points += "; " + _("{number} gemist").format(number=lost)
    return answer, points


def _anti_pattern_row(reported: Reported, answer: AntiPatternResult) -> tuple[Cell, ...]:
    anti_pattern = reported.rubric.anti_pattern_by_id[answer.id]
    points = _("{points} van de score af").format(points=points_words(answer.deduction)) if answer.deduction else ""
    explanation = _explanation([], answer, reported.sources[answer.id])
    return (anti_pattern.title, _(OCCURS[answer.occurs]), explanation, points)


def _explanation(said: list[Line], answer: ElementResult | AntiPatternResult, source: str) -> Lines:
    """What stands beside an answer: what the rubric and the project say of it, and where each comes from."""
    if answer.rubric_version is not None:
        said.append(Warned(_("Na uw antwoord is deze vraag veranderd.")))
    if answer.note:
        said.append((f"{_('Notitie')}: ", Own(answer.note)))
    if answer.evidence:
        label = f"{_('Onderbouwing')}: "
        said += [(label, Own(text)) for text in answer.evidence if text != LEFT_OUT]
        if LEFT_OUT in answer.evidence:
            source += "; " + _("met onderbouwing")
    if answer.line:
        source += "; " + _("regel {number}").format(number=answer.line)
    return Lines((*said, Aside(source)))


def _strip(level: int, required: int, is_plan: bool) -> Strip:
    text = (
        _("Plan: niveau {level} van 4, streefbeeld {required}")
        if is_plan
        else _("Niveau {level} van 4, streefbeeld {required}")
    )
    return Strip(level, required, text.format(level=level, required=required))
