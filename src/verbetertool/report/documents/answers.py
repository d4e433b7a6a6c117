"""What a report says of the answers: what does not work, contexts, strengths, what is not known, and each answer."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from verbetertool.language import _, current_language, decimal, ngettext
from verbetertool.model.assessment import (
    AntiPatternResult,
    ContextReading,
    ContextResult,
    ElementResult,
    FindOut,
    Reading,
)
from verbetertool.model.thresholds import UNSHOWN_LEVEL
from verbetertool.report.document import (
    Aside,
    Bar,
    Bars,
    Block,
    Card,
    Cell,
    Column,
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
    Span,
    Strip,
    Strong,
    Table,
    Warned,
)
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import OCCURS, STATUS, STRENGTH, level_words, points_words, status_of

MOST_OPEN = 10
"""Questions to find out that stand in the report by name."""


def anti_patterns(reported: Reported) -> Iterator[Block]:
    """What occurs although it does not work."""
    if reported.occurring:
        for each in reported.occurring:
            yield _anti_pattern_card(reported, each)
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


def _anti_pattern_card(reported: Reported, result: AntiPatternResult) -> Card:
    """Why it matters and what to do instead, unless an improvement point says so."""
    anti_pattern = reported.rubric.anti_pattern_by_id[result.id]
    if result.deduction and reported.score.reported.score is not None:
        cost = _("Dit kost {points} van de score.").format(points=points_words(result.deduction))
    else:
        cost = _("Dit kost geen punten.")
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


def total_bar(reported: Reported) -> Bar:
    """The bar of the score as a whole."""
    score = reported.score
    return _bar(_("De hele score"), score.proven, score.reported, score.at_most)


def context_bar(reported: Reported, context: ContextResult) -> Bar:
    """The bar of one context."""
    return _bar(reported.titles[context.id], context.proven, context.reported, context.at_most)


def _bar(
    title: str,
    proven: Reading | ContextReading,
    reported: Reading | ContextReading,
    at_most: Reading | ContextReading,
) -> Bar:
    if reported.score is None:
        return Bar(title, None, _("telt niet mee"), _("Telt niet mee."))
    words = _("Volgens opgave {reported}, bewezen {proven}, hoogstens {at_most}. Het streefbeeld is 100.").format(
        reported=reported.score, proven=proven.score, at_most=at_most.score
    )
    return Bar(title, reported.score, str(reported.score), words, proven.score, at_most.score)


def contexts(reported: Reported) -> Iterator[Block]:
    """The score per context, as bars and in figures."""
    bar = (
        _("De donkere balk is de score volgens uw plan.")
        if reported.is_plan
        else _("De donkere balk is de score volgens uw opgave.")
    )
    interval = _("Het brede deel loopt van bewezen tot hoogstens. De streep rechts is het streefbeeld: 100.")
    yield Legend(f"{bar} {interval}", "bars")
    results, titles = reported.result.contexts, reported.titles
    yield Bars("context", tuple(context_bar(reported, context) for context in results), to_contour=True)
    columns = (
        Column(_("Onderdeel")),
        Column(_("Bewezen"), numeric=True),
        Column(_("Volgens opgave"), numeric=True),
        Column(_("Hoogstens"), numeric=True),
        Column(_("Beantwoord"), numeric=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for context in results:
        answered = _("{answered} van {counted}").format(answered=context.answered, counted=context.counted)
        figures: tuple[Cell, ...] = (context.proven.score, context.reported.score, context.at_most.score)
        if context.reported.score is None:
            figures = (_("telt niet mee"), None, None)
        rows.append((titles[context.id], *figures, answered))
    yield Table("figures", _("Scores per onderdeel, van de 100"), columns, tuple(rows))


def strengths(reported: Reported) -> Iterator[Block]:
    """The elements at or above their required level, per context."""
    found: dict[str, list[Line]] = {}
    for element in reported.result.elements:
        if element.level is not None and element.level >= element.required:
            shown = "" if element.evidence or element.required <= UNSHOWN_LEVEL else "*"
            level = level_words(element.level, is_plan=reported.is_plan)
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
    for context in reported.rubric.contexts:
        if context.id in found:
            yield Heading(context.title, _("Goed bij: {title}").format(title=context.title))
            yield Items(tuple(found[context.id]))


def unknown(reported: Reported) -> Iterator[Block]:
    """What is not known, what to find out first, and what does not apply."""
    if counts := tuple(_open_counts(reported)):
        yield Items(counts)
    first = reported.result.find_out_first
    if not first:
        yield Paragraph(_("Alles wat meetelt, is beantwoord en aangetoond."))
    else:
        yield Heading(_("Zoek dit eerst uit"))
        yield Paragraph(
            _(
                "Wat hier openstaat, is geen zwakte. Het is alleen nog niet bekend. "
                "Achter elke vraag staat hoeveel punten onzekerheid er dan verdwijnen."
            )
        )
        yield Items(find_out(reported, MOST_OPEN), ordered=True)
        if (rest := len(first) - MOST_OPEN) > 0:
            text = ngettext(
                "Daarna is er nog {number} vraag om uit te zoeken. Die staat bij «Alle antwoorden».",
                "Daarna zijn er nog {number} vragen om uit te zoeken. Die staan bij «Alle antwoorden».",
                rest,
            )
            yield Paragraph(text.format(number=rest))
    excluded = [element for element in reported.result.elements if element.status == "not_applicable"]
    if excluded:
        yield Heading(_("Niet van toepassing"))
        yield Paragraph(_("Deze vragen tellen niet mee, in geen enkele uitkomst."))
        reasons = ((Strong(reported.titles[each.id]), ": ", Own(each.reason or "")) for each in excluded)
        yield Items(tuple(reasons))


def find_out(reported: Reported, most: int) -> tuple[Line, ...]:
    """What to find out first, at most so many, each with the points of the interval that disappear by it."""
    first = reported.result.find_out_first[:most]
    return tuple((Strong(reported.titles[item.id]), ". ", _open_item(reported, item)) for item in first)


def find_out_words(reported: Reported, most: int) -> list[str]:
    """The same as plain text."""
    first = reported.result.find_out_first[:most]
    return [f"{reported.titles[item.id]}. {_open_item(reported, item)}" for item in first]


def _open_item(reported: Reported, item: FindOut) -> str:
    """What to do, and the points of the interval that disappear by it."""
    if item.kind == "evidence":
        text = (
            _("Laat zien waar dit voornemen uit blijkt: {points} punten.")
            if reported.is_plan
            else _("Laat zien waar dit niveau uit blijkt: {points} punten.")
        )
    elif item.kind == "anti_pattern":
        text = (
            _("Zoek uit of uw plan dit zo doet: {points} punten.")
            if reported.is_plan
            else _("Zoek uit of dit voorkomt: {points} punten.")
        )
    else:
        text = _("Beantwoord deze vraag, met onderbouwing: {points} punten.")
    return text.format(points=decimal(item.points.value))


def _open_counts(reported: Reported) -> Iterable[str]:
    """How many of each kind of not knowing there are, and what that does to the three readings."""
    statuses = [status_of(element) for element in reported.result.elements]
    if unanswered := statuses.count("unanswered"):
        yield ngettext(
            "{number} vraag is niet beantwoord. Volgens opgave telt die als 0, hoogstens als het streefbeeld.",
            "{number} vragen zijn niet beantwoord. Volgens opgave tellen die als 0, hoogstens als het streefbeeld.",
            unanswered,
        ).format(number=unanswered)
    if unknown := statuses.count("unknown"):
        yield ngettext(
            "Bij {number} vraag staat «weet ik niet». Volgens opgave telt die als 0, hoogstens als het streefbeeld.",
            "Bij {number} vragen staat «weet ik niet». Volgens opgave tellen die als 0, hoogstens als het streefbeeld.",
            unknown,
        ).format(number=unknown)
    if refused := statuses.count("refused"):
        yield ngettext(
            "Bij {number} vraag staat «niet van toepassing», maar dat kan daar niet of de reden mist. "
            "Die telt als «weet ik niet».",
            "Bij {number} vragen staat «niet van toepassing», maar dat kan daar niet of de reden mist. "
            "Die tellen als «weet ik niet».",
            refused,
        ).format(number=refused)
    if unshown := sum(item.kind == "evidence" for item in reported.result.find_out_first):
        text = (
            ngettext(
                "Bij {number} voornemen mist onderbouwing. Bewezen telt dat als hoogstens niveau {unshown}.",
                "Bij {number} voornemens mist onderbouwing. Bewezen tellen die als hoogstens niveau {unshown}.",
                unshown,
            )
            if reported.is_plan
            else ngettext(
                "Bij {number} niveau mist onderbouwing. Bewezen telt dat als hoogstens {unshown}.",
                "Bij {number} niveaus mist onderbouwing. Bewezen tellen die als hoogstens {unshown}.",
                unshown,
            )
        )
        yield text.format(number=unshown, unshown=UNSHOWN_LEVEL)
    if not_known := sum(each.occurs in ("unknown", "unanswered") for each in reported.result.anti_patterns):
        yield ngettext(
            "Van {number} ding dat niet werkt, is niet bekend of het voorkomt. Bewezen telt dat als meestal.",
            "Van {number} dingen die niet werken, is niet bekend of ze voorkomen. Bewezen tellen die als meestal.",
            not_known,
        ).format(number=not_known)


def all_answers(reported: Reported) -> Iterator[Block]:
    """Every answer per context, with its text, what the project said of it, its points and its line."""
    cells = (
        _("De blokjes tonen het niveau dat u van plan bent.") if reported.is_plan else _("De blokjes tonen uw niveau.")
    )
    line = _("De streep erin is het streefbeeld.")
    yield Legend(f"{cells} {line}", "strips")
    yield Paragraph(
        _("«Als niveau 3» betekent: wat bij niveau 3 hoort, en meer. De regel wijst naar uw bestand {file}.").format(
            file=reported.result.input_file
        )
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
    columns = (Column(_("Vraag")), Column(_("Antwoord")), Column(_("Toelichting")), Column(_("Punten")))
    return Fold(title, (Table("answers", title, columns, tuple(rows), titled=True),), len(rows), alone)


def _answer_row(reported: Reported, answer: ElementResult) -> tuple[Cell, ...]:
    element = reported.rubric.element_by_id[answer.id]
    text: Line = "" if answer.level is None else element.levels[answer.level]
    if point := reported.point_numbers.get(answer.id):
        text = Link(_("Zie verbeterpunt {number}").format(number=point), f"#punt-{point}")
    said: list[Line] = [text] if text else []
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
    note, evidence = _("Notitie"), _("Onderbouwing")
    if answer.note:
        said.append((f"{note}: ", Own(answer.note)))
    said += [(f"{evidence}: ", Own(text)) for text in answer.evidence]
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
