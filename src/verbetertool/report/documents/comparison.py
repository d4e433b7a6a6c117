"""What changed between two moments of a project: a page of its own, and a section of a report.

Every number comes from the comparison; nothing is scored here. A reader must see at once what changed for young people,
and what only became known or proven.
"""

from collections.abc import Iterable, Iterator

from verbetertool.language import _, current_language, decimal, long_date, ngettext
from verbetertool.model.assessment import Amount
from verbetertool.model.comparison import Compared, Moment, to_json
from verbetertool.model.rubric import Rubric
from verbetertool.model.thresholds import BAND_FROM
from verbetertool.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Dumbbell,
    Dumbbells,
    Facts,
    Heading,
    Legend,
    Line,
    Own,
    Paragraph,
    Section,
    Table,
)
from verbetertool.report.documents import moves
from verbetertool.report.documents.words import RESULT_WORDS, UNDETERMINED, skip_link, titles_of

MINUS = "\N{MINUS SIGN}"
_LIMITS = tuple(limit for limit in BAND_FROM.values() if limit)

Part = tuple[str, str, tuple[Block, ...]]
"""Something that is said of a comparison: what links lead to, a title, and blocks."""


def comparison_document(compared: Compared, rubric: Rubric) -> Document:
    """The page about two moments."""
    before, after = compared.before, compared.after
    first, *rest = parts(compared, rubric)
    return Document(
        label=_("Sinds de vorige keer"),
        title=Own(after.project),
        intro=(Facts(tuple(_facts(compared))),),
        sections=tuple(Section(*part) for part in (first, *rest)),
        origin=Section("herkomst", _("Herkomst"), (Facts(tuple(_origin((before, after)))),)),
        language=current_language(),
        skip_link=skip_link(),
        data=lambda: to_json(compared.comparison, indent=2) + b"\n",
        date=after.date,
        source=source_of(before, after),
    )


def since_section(compared: Compared, rubric: Rubric) -> Section:
    """The same as one section of a report."""
    (_id, title, blocks), *rest = parts(compared, rubric)
    head = Paragraph(_("De vorige keer: {moment}.").format(moment=moment_words(compared.before)))
    found: list[Block] = [head, Heading(title), *blocks]
    for _part, heading, content in rest:
        found += [Heading(heading), *content]
    return Section("sinds", _("Sinds de vorige keer"), tuple(found))


def parts(compared: Compared, rubric: Rubric) -> Iterator[Part]:
    """All that is said, in order: what a reader must know in a minute comes first."""
    comparison = compared.comparison
    yield "kort", _("Wat is er anders?"), tuple(_in_short(compared, rubric))
    if blocks := tuple(_why(compared)):
        yield "waarom", _("Waardoor de score anders is"), blocks
    yield from moves.parts(compared, rubric)
    if comparison.comparable and (blocks := tuple(_contexts(compared, rubric))):
        yield "onderdelen", _("De onderdelen, toen en nu"), blocks


def source_of(*moments: Moment) -> str:
    """Of which files a page is, and of which days."""
    return " ".join(f"{moment.file} {moment.date}" for moment in moments)


def moment_words(moment: Moment) -> str:
    """When it was, as people say it; without a date the name of its file."""
    return long_date(moment.date) if moment.date else moment.file


def _facts(compared: Compared) -> Iterator[tuple[str, Line]]:
    before, after = compared.before, compared.after
    for label, moment in ((_("Vorige keer"), before), (_("Nu"), after)):
        yield label, Own(f"{moment_words(moment)}, {moment.file}" if moment.date else moment.file)


def _origin(moments: Iterable[Moment]) -> Iterator[tuple[str, Line]]:
    for label, moment in zip((_("Vorige keer"), _("Nu")), moments, strict=True):
        rubric = f"{moment.rubric.id} {moment.rubric.version}"
        yield _("{when}: rubriek").format(when=label), Own(rubric)
        yield _("{when}: kenmerk van het bestand").format(when=label), Own(moment.digest)


def notices(compared: Compared) -> Iterator[str]:
    """What must be known before anything else: why the two can't be compared, or only in part."""
    before, after, why_not = compared.before, compared.after, compared.comparison.why_not
    if "other_rubric" in why_not:
        yield _(
            "Deze twee zijn niet te vergelijken: ze horen bij verschillende rubrieken. Hieronder staat alleen welke "
            "antwoorden anders zijn."
        )
    if "other_scope" in why_not:
        quick, full = (_("De vorige keer"), _("nu")) if before.scope == "quick" else (_("Nu"), _("de vorige keer"))
        yield _(
            "Deze twee zijn niet te vergelijken. {quick} was het een snelle scan, {full} de hele vragenlijst. De "
            "scores gaan dus over andere vragen. Hieronder staat alleen welke antwoorden anders zijn."
        ).format(quick=quick, full=full)
    if "no_score_before" in why_not:
        yield _("De vorige keer was er geen score: er telde niets mee. De scores zijn dus niet te vergelijken.")
    if "no_score_after" in why_not:
        yield _("Nu is er geen score: er telt niets mee. De scores zijn dus niet te vergelijken.")
    if "no_score_between" in why_not:
        yield _(
            "De vragen van toen en van nu hebben te weinig met elkaar te maken. Waardoor de score anders is, is dus "
            "niet te zeggen."
        )
    if "rubric_not_at_hand" in why_not:
        yield _(
            "Deze twee zijn gemaakt met een andere rubriek dan dit programma nu heeft. Waardoor de score anders is, is "
            "dus niet te zeggen. Geef de rubriek op met --rubric."
        )
    if compared.comparison.comparable and before.rubric.digest != after.rubric.digest:
        yield _(
            "De vragenlijst is veranderd sinds de vorige keer: van versie {before} naar versie {after}. Een deel van "
            "het verschil komt daardoor."
        ).format(before=before.rubric.version, after=after.rubric.version)
    if moves.has_outdated(compared):
        yield _(
            "Een deel van de antwoorden van de vorige keer is van voordat de vraag veranderde. Die antwoorden zijn "
            "niet goed te vergelijken met die van nu."
        )
    if before.date and after.date and before.date > after.date:
        yield _("Let op: het eerste bestand is van een latere dag dan het tweede. Bedoelde u het andersom?")
    if before.project != after.project:
        yield _("Let op: de projecten heten anders: «{before}» en «{after}».").format(
            before=before.project, after=after.project
        )
    if before.is_plan and not after.is_plan:
        yield _("De vorige keer was dit nog een plan. Toen ging het om voornemens, nu om wat er gebeurt.")
    if after.is_plan:
        yield _("Dit project is nog een plan. Het gaat hier dus om voornemens: voor jongeren veranderde nog niets.")


def in_lines(compared: Compared, rubric: Rubric) -> Iterator[str]:
    """The least that must be said, for a terminal: what limits the comparison, the scores, how many changes."""
    yield from notices(compared)
    if has_scores(compared):
        yield " ".join(score_sentences(compared))
        yield from _core_sentences(compared)
    yield moves.numbers(compared, rubric)


def _said(compared: Compared) -> Iterator[Block]:
    for notice in notices(compared):
        yield Paragraph(notice, "notice")
    if has_scores(compared):
        yield Paragraph(" ".join(score_sentences(compared)))
        if sentences := tuple(_core_sentences(compared)):
            yield Paragraph(" ".join(sentences))


def has_scores(compared: Compared) -> bool:
    """Whether there are two scores, and they can be laid side by side."""
    figures = (compared.before.figures.reported, compared.after.figures.reported)
    return compared.comparison.comparable and None not in figures


def _in_short(compared: Compared, rubric: Rubric) -> Iterator[Block]:
    before, after = compared.before, compared.after
    yield from _said(compared)
    if has_scores(compared):
        yield Legend(
            _(
                "De open cirkel is de vorige keer, de dichte cirkel is nu. De streepjes zijn de grenzen tussen de "
                "beelden: {limits}."
            ).format(limits=", ".join(map(str, _LIMITS))),
            "dumbbells",
        )
        total = _dumbbell(_("De hele score"), before.figures.reported, after.figures.reported)
        yield Dumbbells("total-then-now", (total,), (_("vorige keer"), _("nu")), _LIMITS)
        yield _scores(compared)
    yield from moves.overview(compared, rubric)


def score_sentences(compared: Compared) -> Iterator[str]:
    """The score and the band, then and now."""
    before, after = compared.before, compared.after
    then, now = before.figures.reported, after.figures.reported
    if then == now:
        yield _("De score bleef {now} van de 100.").format(now=now)
    else:
        yield _("De score ging van {then} naar {now} van de 100.").format(then=then, now=now)
    if before.band is None or after.band is None:
        return
    old, new = before.band.label, after.band.label
    if old == new == UNDETERMINED:
        yield _("Het beeld was nog niet te bepalen, en dat is nog zo.")
    elif new == UNDETERMINED:
        yield _("Het beeld was «{old}». Nu is het nog niet te bepalen: er is te weinig beantwoord.").format(
            old=_(RESULT_WORDS[old])
        )
    elif old == UNDETERMINED:
        yield _("Het beeld was nog niet te bepalen. Nu is het «{new}».").format(new=_(RESULT_WORDS[new]))
    elif old == new:
        yield _("Het beeld bleef «{new}».").format(new=_(RESULT_WORDS[new]))
    else:
        yield _("Het beeld ging van «{old}» naar «{new}».").format(old=_(RESULT_WORDS[old]), new=_(RESULT_WORDS[new]))


def _scores(compared: Compared) -> Table:
    """The three readings then and now."""
    before, after = compared.before.figures, compared.after.figures
    rows: tuple[tuple[Cell, ...], ...] = (
        (_("Volgens opgave"), before.reported, after.reported),
        (_("Bewezen"), before.proven, after.proven),
        (_("Hoogstens"), before.at_most, after.at_most),
    )
    columns = (Column(_("Score")), Column(_("Vorige keer"), numeric=True), Column(_("Nu"), numeric=True))
    return Table("figures", _("De score toen en nu, van de 100"), columns, rows)


def _why(compared: Compared) -> Iterator[Block]:
    """The exact split of the change, where there is any."""
    change = compared.comparison.change
    named = (
        (
            change.answers,
            _("Andere antwoorden"),
            _("U antwoordt nu anders: er veranderde iets, of er is nu meer of minder bekend."),
        ),
        (
            change.new_questions,
            _("Nieuwe vragen"),
            _("Dit is de vorige keer niet gevraagd. Hier telt uw antwoord van nu."),
        ),
        (
            change.profile,
            _("Ander profiel"),
            _("De doelgroepen, leeftijden, doelen of fasen zijn anders. Dan vraagt het streefbeeld ook iets anders."),
        ),
        (
            change.rubric,
            _("Andere vragenlijst"),
            _("De vragen of hun gewichten zijn anders. Het project hoeft daarvoor niet anders te zijn."),
        ),
    )
    shown = [(amount, title, why) for amount, title, why in named if amount is not None and amount.numerator]
    if change.total is None or not shown:
        return
    if len(shown) == 1 and shown[0][0] is change.answers:
        same = _("De vragenlijst en het profiel zijn gelijk gebleven.")
        text = _("Het hele verschil komt door de antwoorden: {points}.").format(points=points(change.total))
        yield Paragraph(f"{same} {text}")
    else:
        rows: list[tuple[Cell, ...]] = [(title, why, signed(amount)) for amount, title, why in shown]
        rows.append((_("Samen"), None, signed(change.total)))
        columns = (Column(_("Waardoor")), Column(_("Wat dat is")), Column(_("Punten"), numeric=True))
        yield Table("split", _("Waardoor de score anders is, in punten van de 100"), columns, tuple(rows))
        if sum(_tenths(amount) for amount, _title, _why in shown) != _tenths(change.total):
            yield Paragraph(_("De punten zijn afgerond. Daardoor tellen ze niet precies op."))
    if min(_exact(compared.before), _exact(compared.after)) < 0:
        yield Paragraph(_("Een score komt nooit onder 0. In deze som rekenen we zonder die grens."))


def _core_sentences(compared: Compared) -> Iterator[str]:
    """How it went on what was asked in the same words and answered both times: that leaves out all but the answers."""
    core, total = compared.comparison.common, compared.comparison.change.total
    if core is None:
        if "no_text_digests" in compared.comparison.why_not:
            yield _(
                "Van de vorige keer is niet bekend hoe de vragen toen precies waren. Daarom is niet te zeggen hoe het "
                "ging op vragen die gelijk bleven."
            )
        elif "nothing_in_common" in compared.comparison.why_not:
            yield _("Er is geen vraag die gelijk bleef en die u beide keren beantwoordde.")
        return
    then, now = core.before.value, core.after.value
    if core.before == core.after:
        text = ngettext(
            "Op {number} vraag die u beide keren beantwoordde, en die gelijk bleef, bleef de score {now}.",
            "Op de {number} vragen die u beide keren beantwoordde, en die gelijk bleven, bleef de score {now}.",
            core.elements,
        )
    else:
        text = ngettext(
            "Op {number} vraag die u beide keren beantwoordde, en die gelijk bleef, ging de score van {then} naar "
            "{now}.",
            "Op de {number} vragen die u beide keren beantwoordde, en die gelijk bleven, ging de score van {then} naar "
            "{now}.",
            core.elements,
        )
    yield text.format(number=core.elements, then=decimal(then), now=decimal(now))
    if total is None:
        return
    if total.numerator > 0 and then >= now:
        yield _("De hele score is hoger, maar op deze vragen werd het samen niet beter.")
    elif total.numerator < 0 and then <= now:
        yield _("De hele score is lager, maar op deze vragen werd het samen niet minder.")


def _contexts(compared: Compared, rubric: Rubric) -> Iterator[Block]:
    """Each context then and now, drawn and in figures."""
    then, now = compared.before.context_scores, compared.after.context_scores
    titles = titles_of(rubric)
    ids = [context.id for context in rubric.contexts if context.id in then or context.id in now]
    ids += [id for id in (*now, *then) if id not in ids]
    ids = list(dict.fromkeys(ids))
    if not ids:
        return
    yield Legend(_("De open cirkel is de vorige keer, de dichte cirkel is nu."), "dumbbells")
    dumbbells = tuple(_dumbbell(titles.get(id, id), then.get(id), now.get(id)) for id in ids)
    yield Dumbbells("context-then-now", dumbbells, (_("vorige keer"), _("nu")))
    rows = tuple((titles.get(id, id), _or_none(then.get(id)), _or_none(now.get(id))) for id in ids)
    columns = (Column(_("Onderdeel")), Column(_("Vorige keer"), numeric=True), Column(_("Nu"), numeric=True))
    yield Table("figures", _("De score per onderdeel toen en nu, volgens opgave, van de 100"), columns, rows)
    change = compared.comparison.change
    if any(part is None or part.numerator for part in (change.rubric, change.profile, change.new_questions)):
        yield Paragraph(
            _("Ook per onderdeel kan het verschil komen door andere vragen of een ander profiel."), "notice"
        )


def _dumbbell(title: str, then: int | None, now: int | None) -> Dumbbell:
    old, new = _or_none(then), _or_none(now)
    words = _("De vorige keer: {then}. Nu: {now}.").format(then=old, now=new)
    return Dumbbell(title, then, now, f"{old} → {new}", words)


def _or_none(score: int | None) -> int | str:
    return _("geen score") if score is None else score


def signed(amount: Amount) -> str:
    """`+3,2`, `−1,0` or `0,0`."""
    sign = "+" if amount.numerator > 0 else MINUS if amount.numerator < 0 else ""
    return sign + decimal(abs(amount.value))


def points(amount: Amount) -> str:
    """`+3,2 punten`."""
    return _("{number} punten").format(number=signed(amount))


def _tenths(amount: Amount) -> int:
    """What is printed of an amount, in tenths."""
    return round(amount.value * 10)


def _exact(moment: Moment) -> int:
    """Below 0 where the score was clipped."""
    return moment.score.numerator if moment.score else 0
