"""The first section of a report: what to do first, the score, and what it says, in a few sentences."""

from collections.abc import Iterable, Iterator

from verbetertool.language import _, in_words, ngettext
from verbetertool.report.document import Block, Facts, Heading, Lead, Line, Link, Overview, Own, Paragraph, Score
from verbetertool.report.documents.advice import first_point
from verbetertool.report.documents.answers import total_bar
from verbetertool.report.documents.locks import lock_sentences
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.route import left_out_between
from verbetertool.report.documents.words import SETTLED, band_words, fact_words, readings_words, settled_words

MOST_OUTDATED = 5
"""Questions to look at again that a notice names."""


def blocks(reported: Reported) -> Iterator[Block]:
    """The section, in order."""
    yield Paragraph(disclaimer())
    if text := intention(reported):
        yield Paragraph(text, "intention")
    yield Overview(_lead(reported), _score(reported))
    for sentence in sentences(reported):
        yield Paragraph(sentence)
    for notice in notices(reported):
        yield Paragraph(notice, "notice")
    if facts := tuple(_facts(reported)):
        yield Heading(_("Feiten over het project"))
        yield Paragraph(_("Deze feiten staan naast de score. Ze tellen er niet in mee."))
        yield Facts(facts)
    if summary := reported.result.project.summary:
        yield Heading(_("Over het project"))
        yield Paragraph(Own(summary))


def disclaimer() -> str:
    """What a report is, and what it is not."""
    return _(
        "Dit rapport vergelijkt uw project met wat bekend is over wat werkt. "
        "Het laat zien wat u als eerste kunt verbeteren. "
        "Het is een zelfbeoordeling, geen keuring: niemand slaagt of zakt."
    )


def _facts(reported: Reported) -> Iterator[tuple[str, Line]]:
    """Those that were filled in; what the project wrote in words of its own stays its own."""
    questions = {question.id: question for question in reported.rubric.facts}
    for fact in reported.result.facts:
        if question := questions.get(fact.id):
            words = fact_words(question, fact)
            yield question.question.removesuffix("?"), Own(words) if question.kind == "text" else words


def _lead(reported: Reported) -> Lead | None:
    """First what is unknown if the picture can't be determined yet, else the first of the improvement points."""
    result = reported.result
    if reported.too_much_outdated and reported.outdated:
        first_id = reported.outdated[0]
        return Lead(
            _("Kijk hier eerst opnieuw naar"),
            reported.titles[first_id],
            reported.question(first_id),
            (_("Waarom"), _("Na uw antwoord is deze vraag veranderd.")),
            Link(_("Alles om opnieuw naar te kijken"), "#open"),
        )
    if result.find_out_first and (reported.undetermined or not result.improvements):
        first = result.find_out_first[0]
        reason = _("Dit geeft het snelst een duidelijk beeld. Wat openstaat, is geen zwakte.")
        return Lead(
            _("Zoek dit eerst uit"),
            reported.titles[first.id],
            reported.question(first.id),
            (_("Waarom"), reason),
            Link(_("Meer om uit te zoeken"), "#open"),
        )
    point = first_point(reported)
    if point is None:
        return None
    return Lead(
        _("Begin hier, nog voor de start") if reported.is_plan else _("Begin hier"),
        point.title,
        point.action,
        (_("Waarom"), point.why),
        Link(_("Alle verbeterpunten"), "#punten"),
    )


def _score(reported: Reported) -> Score | None:
    score = reported.score
    if score.reported.score is None:
        return None
    if reported.undetermined:
        figure = f"{score.proven.score}–{score.at_most.score}"
        unit = _("van de 100: van bewezen tot hoogstens")
    else:
        figure = str(score.reported.score)
        unit = _("van de 100, volgens uw plan") if reported.is_plan else _("van de 100, volgens uw opgave")
    return Score(
        _("Beeld: {band}").format(band=band_words(reported.result)),
        figure,
        unit,
        total_bar(reported),
        tuple((name, reading.score) for name, reading in readings_words(score)),
    )


def sentences(reported: Reported) -> Iterable[str]:
    """Three to five sentences; each number in them returns further on."""
    score = reported.score
    if score.reported.score is None or score.band is None:
        yield _("Er is geen score: voor dit project telt geen enkele vraag mee.")
        return
    share = score.answered_share.percent if score.answered_share else 0
    if reported.nothing_answered:
        yield _("Het beeld is nog niet te bepalen: u hebt nog geen enkele vraag beantwoord.")
    elif reported.too_much_outdated and score.outdated_share:
        yield _(
            "Het beeld is nog niet te bepalen: van wat meetelt, rust {share}\N{NO-BREAK SPACE}% op antwoorden van "
            "voordat de vraag veranderde."
        ).format(share=score.outdated_share.percent)
    elif reported.undetermined:
        yield _("Het beeld is nog niet te bepalen: van wat meetelt, is {share}\N{NO-BREAK SPACE}% beantwoord.").format(
            share=share
        )
    if reported.undetermined:
        yield _("Op dit moment ligt de score tussen {proven} en {at_most} van de 100.").format(
            proven=score.proven.score, at_most=score.at_most.score
        )
    else:
        text = (
            _("Het beeld is: {band}. De score volgens uw plan is {score} van de 100.")
            if reported.is_plan
            else _("Het beeld is: {band}. De score volgens uw opgave is {score} van de 100.")
        )
        yield text.format(band=band_words(reported.result), score=score.reported.score)
        if SETTLED in score.labels and reported.result.find_out_first:
            yield settled_words(score.band.label) + "."
        parts = [_("Met uw onderbouwing is {proven} aan te tonen.").format(proven=score.proven.score)]
        if score.at_most.score != score.reported.score:
            text = _("Valt alles wat openstaat gunstig uit, dan is het {at_most}.")
            parts.append(text.format(at_most=score.at_most.score))
        parts.append(_("Van wat meetelt, is {share}\N{NO-BREAK SPACE}% beantwoord.").format(share=share))
        yield " ".join(parts)
    if sentence := _strongest_and_weakest(reported):
        yield sentence
    if number := len(reported.occurring):
        yield _anti_patterns_warning(number, reported.is_plan)
    binding = [lock for lock in score.reported.locks if lock.binding and lock.because == "answered"]
    if binding and not reported.undetermined:
        yield from list(lock_sentences(binding, reported.result, reported.rubric))[:1]


def _anti_patterns_warning(number: int, is_plan: bool) -> str:
    if is_plan:
        text = ngettext(
            "Let op: in uw plan staat {number} ding dat weinig of niet werkt. Het staat bij «Dit werkt niet».",
            "Let op: in uw plan staan {number} dingen die weinig of niet werken. Ze staan bij «Dit werkt niet».",
            number,
        )
    else:
        text = ngettext(
            "Let op: er komt {number} ding voor dat weinig of niet werkt. Het staat bij «Dit werkt niet».",
            "Let op: er komen {number} dingen voor die weinig of niet werken. Ze staan bij «Dit werkt niet».",
            number,
        )
    return text.format(number=number)


def _strongest_and_weakest(reported: Reported) -> str | None:
    """Only contexts in which something was answered; the weakest by what it can be at most."""
    known = [c for c in reported.result.contexts if c.reported.score is not None and c.answered]
    if len(known) < 2:
        return None
    if {(c.reported.score, c.at_most.score) for c in known} == {(100, 100)}:
        return _("Elk onderdeel voldoet aan het streefbeeld.")
    best = max(known, key=lambda c: (c.reported.score or 0, c.proven.score or 0))
    worst = min(known, key=lambda c: (c.at_most.score or 0, c.reported.score or 0))
    text = _("Op papier bent u het verst bij") if reported.is_plan else _("Het verst bent u bij")
    text += f" «{reported.titles[best.id]}» ({best.reported.score})."
    if worst.id != best.id and (worst.at_most.score or 0) < 100:
        text += " " + _("De meeste ruimte zit bij «{worst}» (hoogstens {worst_score}).").format(
            worst=reported.titles[worst.id], worst_score=worst.at_most.score
        )
    return text


def intention(reported: Reported) -> str | None:
    """What to know of every level of a project that has not begun."""
    if not reported.is_plan:
        return None
    return _(
        "Dit project is nog een plan. Alle niveaus in dit rapport zijn voornemens: u doet dit nog niet. "
        "Het beeld en de score gelden dus alleen op papier."
    )


def notices(reported: Reported) -> Iterable[str]:
    """What limits this picture: a quick scan, much that does not apply, old answers, a profile with gaps."""
    labels, share = reported.score.labels, reported.score.not_applicable_share
    if "quick_scan" in labels:
        yield _("Dit is een snelle scan: alleen de kernvragen tellen mee. Vergelijk dit niet met een volledig rapport.")
    if "limited" in labels and share:
        yield _(
            "Van wat er te vragen valt, geldt {share}\N{NO-BREAK SPACE}% niet voor uw project. "
            "Daarom is dit beeld beperkt te vergelijken met dat van andere projecten."
        ).format(share=share.percent)
    if reported.outdated:
        yield _outdated(reported)
    if phases := left_out_between(reported.result.project, reported.rubric, reported.result.profile_by):
        yield _(
            "Niemand doet: {phases}. U niet, en een partner ook niet. Daarover stelden wij geen vragen. Hebben uw "
            "jongeren dit nodig? Ga dan na wie het doet."
        ).format(phases="; ".join(phases))
    if reported.result.profile_by == "funder":
        yield _(
            "De financier stelde doelgroepen, leeftijd, doelen en fasen vast, voor alle projecten gelijk. Dit "
            "rapport rekent daarmee, en niet met uw eigen keuzes."
        )
    if reported.result.assumed:
        names = {
            "target_groups": _("doelgroepen"),
            "ages": _("leeftijd"),
            "goals": _("doelen"),
            "phases": _("fasen"),
        }
        yield _("Niet ingevuld: {fields}. Daarom rekent dit rapport met alle mogelijkheden.").format(
            fields=in_words([names[field] for field in reported.result.assumed])
        )


def _outdated(reported: Reported) -> str:
    """Which answers were given before their question changed."""
    found = reported.outdated
    titles = [f"«{reported.titles[id]}»" for id in found[:MOST_OUTDATED]]
    if (rest := len(found) - MOST_OUTDATED) > 0:
        titles.append(_("nog {number}").format(number=rest))
    return _("Na uw antwoord zijn vragen veranderd. Kijk opnieuw naar {titles}.").format(titles=in_words(titles))
