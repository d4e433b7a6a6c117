"""The first section of a report: what to do first, the score, and what it says, in a few sentences."""

from collections.abc import Iterable, Iterator

from verbetertool.language import _, in_words, ngettext
from verbetertool.report.document import Block, Heading, Lead, Link, Overview, Own, Paragraph, Score
from verbetertool.report.documents.advice import first_point
from verbetertool.report.documents.answers import total_bar
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import band_words, lock_sentences, readings_words


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


def _lead(reported: Reported) -> Lead | None:
    """First what is unknown if the picture can't be determined yet, else the first of the improvement points."""
    result = reported.result
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
        yield _(
            "Met uw onderbouwing is {proven} aan te tonen. Hoogstens is het {at_most}. "
            "Van wat meetelt, is {share}\N{NO-BREAK SPACE}% beantwoord."
        ).format(proven=score.proven.score, at_most=score.at_most.score, share=share)
    if sentence := _strongest_and_weakest(reported):
        yield sentence
    if number := len(reported.occurring):
        yield _anti_patterns_warning(number, reported.is_plan)
    binding = [lock for lock in score.reported.locks if lock.binding and lock.because == "answered"]
    if binding and not reported.undetermined:
        yield from list(lock_sentences(binding, reported.rubric, is_plan=reported.is_plan))[:1]


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
    """What limits this picture: a quick scan, much that does not apply, a profile that is not filled in."""
    labels, share = reported.score.labels, reported.score.not_applicable_share
    if "snelle scan" in labels:
        yield _("Dit is een snelle scan: alleen de kernvragen tellen mee. Vergelijk dit niet met een volledig rapport.")
    if "beperkt vergelijkbaar" in labels and share:
        yield _(
            "Van wat er te vragen valt, geldt {share}\N{NO-BREAK SPACE}% niet voor uw project. "
            "Daarom is dit beeld beperkt te vergelijken met dat van andere projecten."
        ).format(share=share.percent)
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
