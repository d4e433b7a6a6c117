"""The first page of a report: how far the project is, how sure that is, and what to do first (docs/decisions/0018)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from verbetertool.language import _, in_words, ngettext
from verbetertool.model.assessment import Lock, Way
from verbetertool.model.thresholds import BAND_FROM, FIRST_ACTIONS, TOP_BAND
from verbetertool.report.document import Block, Heading, Line, Link, Paragraph, Scale, Strong, Table, Zone
from verbetertool.report.documents import advice
from verbetertool.report.documents.find_out import find_out_step
from verbetertool.report.documents.locks import lock_titles, told_because
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.route import left_out_between
from verbetertool.report.documents.words import BANDS, SETTLED, band_words, settled_words

MOST_OUTDATED = 5
"""Questions to look at again that a notice names."""
MOST_NAMED = 3
"""Titles that a sentence of the first page names."""


def blocks(reported: Reported) -> Iterator[Block]:
    """The page, in order."""
    yield Paragraph(disclaimer(reported))
    if text := intention(reported):
        yield Paragraph(text, "intention")
    if scale := scale_of(reported):
        yield scale
    for sentence in meaning(reported):
        yield Paragraph(sentence)
    if table := _actions(reported):
        yield Heading(actions_title(reported))
        yield Paragraph(_actions_why(reported))
        yield table
    for line in standing(reported):
        yield Paragraph(line)
    for notice in notices(reported):
        yield Paragraph(notice, "notice")


def disclaimer(reported: Reported) -> str:
    """What a report is, and what it is not."""
    compared = _("Dit rapport vergelijkt uw project met wat {author} verzamelde over wat werkt.")
    judged = (
        _("Iemand van buiten het project vulde het in. Het is geen keuring: niemand slaagt of zakt.")
        if reported.result.assessor
        else _("Het is een zelfbeoordeling, geen keuring: niemand slaagt of zakt.")
    )
    predicted = _("De score voorspelt niet hoeveel jongeren slagen.")
    return " ".join((compared.format(author=reported.rubric.rubric.source.author), judged, predicted))


def scale_of(reported: Reported) -> Scale | None:
    """The bands as a scale, with the score and its interval on it; None where there is no score."""
    score = reported.score
    proven, at_most = score.proven.score, score.at_most.score
    if score.reported.score is None or proven is None or at_most is None or score.band is None:
        return None
    names = _zone_limits()
    here = None if reported.undetermined else score.band.number
    zones = tuple(Zone(_(BANDS[band]), BAND_FROM[band], limits, band == here) for band, limits in names.items())
    value = None if reported.undetermined else score.reported.score
    interval = _("Van {proven} (voorzichtig geteld) tot {at_most} (als alles wat openstaat, meevalt)")
    if proven == at_most:
        interval = _("Zeker: alles is beantwoord en aangetoond")
    interval = interval.format(proven=proven, at_most=at_most)
    shown = None
    if value is not None:
        mark = (
            _("Uw score volgens uw plan: {score} van de 100")
            if reported.is_plan
            else _("Uw score volgens uw antwoorden: {score} van de 100")
        )
        shown = mark.format(score=value)
    title = _("Beeld: {band}").format(band=band_words(reported.result))
    words = ". ".join([title, *([shown] if shown else []), interval]) + "."
    return Scale(title, zones, value, shown, proven, at_most, interval, words)


def _zone_limits() -> dict[int, str]:
    """The lowest and the highest score of each band in words."""
    tops = {band: BAND_FROM[band + 1] - 1 if band < TOP_BAND else 100 for band in BAND_FROM}
    return {band: _("{low} tot en met {high}").format(low=BAND_FROM[band], high=top) for band, top in tops.items()}


def meaning(reported: Reported) -> Iterator[Line]:
    """What the picture means, in a sentence or two that repeat no number of the scale."""
    score = reported.score
    if score.reported.score is None or score.band is None:
        yield _("Er is geen score: voor dit project telt geen enkele vraag mee.")
        return
    if reported.undetermined:
        yield _undetermined(reported)
        return
    if SETTLED in score.labels and reported.result.find_out_first:
        yield settled_words(score.band.label) + "."
    band = score.band.number
    if band == TOP_BAND:
        yield _("Uw project doet bijna alles wat het streefbeeld vraagt.")
        return
    locks = score.reported.locks
    binding = [lock for lock in locks if lock.binding and told_because(lock, reported.result) == "answered"]
    way = advice.way_to_next_band(reported)
    if binding:
        yield _held_back(reported, binding, _(BANDS[band]))
    if way and band < TOP_BAND:
        yield _shortest(reported, way, _(BANDS[band + 1]))


def _shortest(reported: Reported, way: Way, band: str) -> Line:
    """How many steps the next band takes, and which of them are no first action."""
    number = len(way.steps)
    text = ngettext(
        "Voor «{band}» is minstens {number} stap nodig.", "Voor «{band}» zijn minstens {number} stappen nodig.", number
    ).format(band=band, number=number)
    first = {point.id for point in reported.improvements[:FIRST_ACTIONS]}
    others = dict.fromkeys(f"«{reported.titles[step.id]}»" for step in way.steps if step.id not in first)
    if others and first:
        more = _("Daar hoort ook bij wat hieronder niet staat: {titles}.")
        text += " " + more.format(titles=in_words(_named(list(others))))
    return (f"{text} ", Link(_("Zie de kortste weg."), "#weg")) if reported.whole else text


def _held_back(reported: Reported, locks: Sequence[Lock], band: str) -> str:
    """What keeps the project in its band, whatever its score is."""
    kinds, number = {lock.kind for lock in locks}, len(locks)
    if kinds == {"harmful"}:
        text = ngettext(
            "Zolang {causes} voorkomt, blijft u in «{band}», ook met een hogere score.",
            "Zolang {causes} voorkomen, blijft u in «{band}», ook met een hogere score.",
            number,
        )
    elif kinds == {"weak_context"}:
        text = ngettext(
            "Zolang {causes} achterblijft, blijft u in «{band}», ook met een hogere score.",
            "Zolang {causes} achterblijven, blijft u in «{band}», ook met een hogere score.",
            number,
        )
    elif kinds <= {"precondition", "group"}:
        text = _("Zonder {causes} blijft u in «{band}», ook met een hogere score.")
    else:
        text = _("Zolang u niets doet aan {causes}, blijft u in «{band}», ook met een hogere score.")
    titles = lock_titles([lock.id for lock in locks], reported.rubric)
    return text.format(causes=in_words(_named([f"«{title}»" for title in titles])), band=band)


def _undetermined(reported: Reported) -> str:
    """Why the picture can't be told yet."""
    score = reported.score
    if reported.nothing_answered:
        return _("U hebt nog geen enkele vraag beantwoord.")
    if reported.too_much_outdated and score.outdated_share:
        return _(
            "Van wat meetelt, rust {share}\N{NO-BREAK SPACE}% op antwoorden van voordat de vraag veranderde. Dat is te "
            "veel voor een beeld."
        ).format(share=score.outdated_share.percent)
    share = score.answered_share.percent if score.answered_share else 0
    return _("Van wat meetelt, is {share}\N{NO-BREAK SPACE}% beantwoord. Dat is te weinig voor een beeld.").format(
        share=share
    )


def _asks_first(reported: Reported) -> bool:
    """Whether there is more to find out than to do: too little is known, or nothing can be better."""
    return bool(reported.result.find_out_first) and (reported.undetermined or not reported.improvements)


def actions_title(reported: Reported) -> str:
    """What stands above the first actions."""
    if reported.too_much_outdated and reported.outdated:
        return _("Kijk hier eerst opnieuw naar")
    if _asks_first(reported):
        return _("Zoek dit eerst uit")
    return _("Begin hier, nog voor de start") if reported.is_plan else _("Begin hier")


def _actions_why(reported: Reported) -> str:
    """Why these come first."""
    if reported.too_much_outdated and reported.outdated:
        return _("Na uw antwoord zijn deze vragen veranderd. Uw antwoord past er misschien niet meer bij.")
    if _asks_first(reported):
        return _("Dit geeft het snelst een duidelijk beeld. Wat openstaat, is geen zwakte.")
    if not any(improvement.locks for improvement in reported.improvements[:FIRST_ACTIONS]):
        return _("Dit verhoogt uw score het meest.")
    if any(lock.binding for lock in reported.score.reported.locks):
        return _("Vooraan staat wat uw beeld tegenhoudt, en daarna wat uw score het meest verhoogt.")
    return _("Vooraan staat wat uw beeld straks tegenhoudt, en daarna wat uw score het meest verhoogt.")


def first_actions(reported: Reported) -> Iterator[advice.Action]:
    """The first three things to do, each with its first step; where too little is known, to find out instead."""
    if reported.too_much_outdated and reported.outdated:
        for id in reported.outdated[:FIRST_ACTIONS]:
            yield advice.Action(reported.titles[id], reported.question(id), "#open")
        return
    if _asks_first(reported):
        for item in reported.result.find_out_first[:FIRST_ACTIONS]:
            step, question = find_out_step(reported, item), reported.question(item.id)
            yield advice.Action(reported.titles[item.id], step, "#open", question)
        return
    yield from islice(advice.actions(reported), FIRST_ACTIONS)


def _actions(reported: Reported) -> Table | None:
    actions = tuple(first_actions(reported))
    return advice.plan_table(reported, actions, actions_title(reported)) if actions else None


def standing(reported: Reported) -> Iterator[Line]:
    """The strongest part, what does not work and yet occurs, and what is unknown: a line each."""
    if strongest := _strongest(reported):
        yield Strong(_("Dit gaat het best:")), f" {strongest}"
    yield from to_know(reported)


def to_know(reported: Reported) -> Iterator[Line]:
    """What does not work and yet occurs, and what is unknown."""
    costly = [f"«{reported.titles[each.id]}»" for each in reported.occurring if each.deduction]
    if costly:
        text = (
            _(" in uw plan staat iets dat niet of weinig werkt: {flags}.")
            if reported.is_plan
            else _(" dit komt voor en werkt niet of weinig: {flags}.")
        )
        yield Strong(_("Let op:")), text.format(flags=in_words(_named(costly)))
    if unknown := _unknown(reported):
        more = (" ", Link(_("Zie wat nog uit te zoeken is."), "#open")) if reported.whole else ()
        yield Strong(_("Nog niet bekend:")), f" {unknown}", *more


def _named(titles: list[str]) -> list[str]:
    """The first few titles, and how many there are beside these."""
    named = titles[:MOST_NAMED]
    if (rest := len(titles) - MOST_NAMED) > 0:
        named.append(_("nog {number}").format(number=rest))
    return named


def _strongest(reported: Reported) -> str | None:
    """The context that comes nearest to its contour, of those about which enough was answered."""
    known = [c for c in reported.result.contexts if c.reported.score is not None and c.enough_answered]
    if len(known) < 2:
        return None
    if {(c.reported.score, c.at_most.score) for c in known} == {(100, 100)}:
        return _("elk onderdeel voldoet.")
    best = max(known, key=lambda c: (c.reported.score or 0, c.proven.score or 0))
    return _("«{title}».").format(title=reported.titles[best.id])


def _unknown(reported: Reported) -> str | None:
    """How much is open and how much is not shown."""
    parts = []
    if number := sum(element.status in ("unanswered", "unknown") for element in reported.result.elements):
        parts.append(ngettext("{number} vraag staat open", "{number} vragen staan open", number).format(number=number))
    if number := sum(item.kind == "evidence" for item in reported.result.find_out_first):
        text = ngettext("bij {number} antwoord mist onderbouwing", "bij {number} antwoorden mist onderbouwing", number)
        parts.append(text.format(number=number))
    sentences = [in_words(parts) + "."] if parts else []
    if number := sum(each.occurs in ("unknown", "unanswered") for each in reported.result.anti_patterns):
        text = ngettext(
            "Van {number} aanpak die niet werkt, is niet bekend of die voorkomt.",
            "Van {number} aanpakken die niet werken, is niet bekend of ze voorkomen.",
            number,
        )
        sentences.append(text.format(number=number))
    return " ".join(sentences) or None


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
