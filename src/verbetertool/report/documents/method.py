"""How a report says where its figures come from: profile, sum, locks, method, and what it was made with."""

from collections.abc import Iterable, Iterator

from verbetertool.language import _, decimal, long_date
from verbetertool.model.thresholds import BAND_FROM, DRAWS, HIGHEST_KEPT, LOWEST_KEPT, UNSHOWN_LEVEL
from verbetertool.report.document import Block, Common, Facts, Heading, Items, Line, Own, Paragraph
from verbetertool.report.documents.locks import lock_sentences
from verbetertool.report.documents.profile_words import project_profile
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import (
    BANDS,
    PROJECT_STATUS,
    RESULT_WORDS,
    fact_words,
    readings_words,
    sum_line,
)


def blocks(reported: Reported) -> Iterator[Block]:
    """The section, in order."""
    yield Heading(_("Het streefbeeld volgt uit deze gegevens"))
    yield Facts(tuple(project_profile(reported.result.project, reported.result.profile_by, reported.rubric)))
    yield Heading(_("De som"))
    for name, reading in readings_words(reported.score):
        yield Paragraph(sum_line(name, reading))
    yield from _locks(reported)
    yield Heading(_("De methode en de grenzen ervan"))
    on_paper = _("Hoe de score ontstaat, leest u in het digitale rapport. Dat is voor elk project gelijk.")
    yield Common(tuple(map(Paragraph, rules())), on_paper)
    for sentence in robustness(reported):
        yield Paragraph(sentence)


def _locks(reported: Reported) -> Iterator[Block]:
    """What holds the reported band back, and what the proven one beside that."""
    score, rubric = reported.score, reported.rubric
    if locks := tuple(lock_sentences(score.reported.locks, reported.result, rubric)):
        yield Heading(_held_back(reported))
        yield Items(locks)
    told = {(lock.kind, lock.id, lock.limit) for lock in score.reported.locks}
    unshown = [lock for lock in score.proven.locks if (lock.kind, lock.id, lock.limit) not in told]
    if locks := tuple(lock_sentences(unshown, reported.result, rubric)):
        yield Heading(_("Wat daarnaast het bewezen beeld tegenhoudt"))
        yield Items(locks)


def _held_back(reported: Reported) -> str:
    """The title above what keeps the reported band where it is."""
    if reported.score.band is None or reported.undetermined:
        return _("Wat het beeld kan tegenhouden")
    if not any(lock.binding for lock in reported.score.reported.locks):
        return _("Wat het beeld straks kan tegenhouden")
    return _("Waarom u nog niet verder komt dan «{band}»").format(band=_(BANDS[reported.score.band.number]))


def heading_facts(reported: Reported) -> Iterable[tuple[str, Line]]:
    """Who made the report, when, and with which rubric."""
    result, project = reported.result, reported.result.project
    if project.organisation:
        yield _("Organisatie"), Own(project.organisation)
    if project.id:
        yield _("Nummer van de aanvraag"), Own(project.id)
    if project.status:
        yield _("Het project is"), _(PROJECT_STATUS[project.status])
    if result.date:
        yield _("Datum"), long_date(result.date)
    if result.perspective:
        names = {perspective.id: perspective.title for perspective in reported.rubric.perspectives}
        yield _("Ingevuld door"), names.get(result.perspective) or Own(result.perspective)
    if result.note:
        yield _("Goed om te weten"), Own(result.note)
    rubric = reported.rubric.rubric
    yield _("Rubriek"), _("{title}, versie {version}").format(title=rubric.title, version=rubric.version)


def about_the_project(reported: Reported) -> Iterator[Block]:
    """What the project says of itself, and its facts, which stand beside the score and never count in it."""
    if summary := reported.result.project.summary:
        yield Paragraph(Own(summary))
    if facts := tuple(_facts(reported)):
        yield Paragraph(_("Deze feiten staan naast de score. Ze tellen er niet in mee."))
        yield Facts(facts)


def _facts(reported: Reported) -> Iterator[tuple[str, Line]]:
    """Those that were filled in; what the project wrote in words of its own stays its own."""
    questions = {question.id: question for question in reported.rubric.facts}
    for fact in reported.result.facts:
        if question := questions.get(fact.id):
            words = fact_words(question, fact)
            yield question.question.removesuffix("?"), Own(words) if question.kind == "text" else words


def origin(reported: Reported) -> Facts:
    """With what the report was made, and of what."""
    result = reported.result
    return Facts(
        (
            (_("Rubriek"), f"{result.rubric.id} {result.rubric.version}"),
            (_("Kenmerk van de rubriek"), result.rubric.digest),
            (_("Bestand"), result.input_file),
            (_("Kenmerk van het bestand"), result.input_digest),
            (_("Programma"), f"verbetertool {result.tool_version}"),
        )
    )


def rules() -> Iterator[str]:
    """The method in a few sentences."""
    yield _(
        "Elke vraag weegt 1 tot 3. Hoe meer studies en mensen uit de praktijk het noemen, hoe zwaarder. "
        "Dat is de breedte van de onderbouwing, niet de grootte van het effect."
    )
    yield _(
        "Het streefbeeld is het niveau dat van uw project gevraagd wordt. Het hangt af van doelgroep, leeftijd, "
        "doel en fase. Meer doen levert geen extra punten op."
    )
    yield _(
        "Bewezen telt een niveau zonder onderbouwing als hoogstens {unshown}, en wat open is als 0. Volgens opgave "
        "telt uw eigen niveau. Hoogstens telt wat open is als het streefbeeld."
    ).format(unshown=UNSHOWN_LEVEL)
    yield _(
        "Het beeld begint bij {second} ({building}), {third} ({on_course}) en {fourth} ({at_contour}). Een slot houdt "
        "het beeld tegen, nooit de score."
    ).format(
        second=BAND_FROM[2],
        building=_(BANDS[2]),
        third=BAND_FROM[3],
        on_course=_(BANDS[3]),
        fourth=BAND_FROM[4],
        at_contour=_(BANDS[4]),
    )


def robustness(reported: Reported) -> Iterator[str]:
    """What other weights would give, how sure the score is, and the limits of the method."""
    score = reported.score
    if score.robust_range and score.same_band_share and score.equal_weight is not None and not reported.undetermined:
        yield _(
            "Wij rekenden ook {draws} keer met andere gewichten. "
            "Zonder de {lowest} laagste en {highest} hoogste uitkomsten loopt de score van {low} (bewezen) tot {high} "
            "(hoogstens). "
            "In {share}\N{NO-BREAK SPACE}% van de {draws} keer blijft het beeld gelijk. "
            "Als elke vraag even zwaar telt, is de score {equal}."
        ).format(
            draws=DRAWS,
            lowest=LOWEST_KEPT,
            highest=DRAWS - 1 - HIGHEST_KEPT,
            low=score.robust_range.low,
            high=score.robust_range.high,
            share=score.same_band_share.percent,
            equal=score.equal_weight,
        )
    if score.confidence and score.width:
        yield _("De zekerheid is {confidence}: tussen bewezen en hoogstens zitten {width} punten.").format(
            confidence=_(RESULT_WORDS[score.confidence]), width=decimal(score.width.value)
        )
    yield _(
        "De niveaus en de grenzen zijn werkafspraken van dit hulpmiddel. Ze zijn nog niet gevalideerd. Het dossier "
        "zelf geeft geen grenzen. De score voorspelt niet hoeveel jongeren slagen."
    )
    source = reported.rubric.rubric.source
    yield _("Bron: {author}, «{title}».").format(author=source.author, title=source.title)
