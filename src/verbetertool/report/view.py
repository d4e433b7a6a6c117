"""What a report says and in which order: an `Assessment` and the `Rubric`'s texts become words, without markup.

Every number comes from the assessment; nothing is scored here. The sections are those of reports.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbetertool.language import N_, _, decimal, in_words, long_date, ngettext
from verbetertool.model.assessment import (
    AntiPatternResult,
    Assessment,
    ElementResult,
    FindOut,
    Improvement,
    Lock,
    Reading,
    Step,
    Way,
)
from verbetertool.model.contour import Profile
from verbetertool.model.rubric import Choice, Element, Rubric

OCCURS = {
    "never": N_("nooit"),
    "sometimes": N_("soms"),
    "usually": N_("meestal"),
    "unknown": N_("weet ik niet"),
    "unanswered": N_("niet beantwoord"),
}
OCCURS_BY_NUMBER = ("never", "sometimes", "usually")
STATUS = {
    "answered": N_("beantwoord"),
    "unknown": N_("weet ik niet"),
    "unanswered": N_("niet beantwoord"),
    "not_applicable": N_("niet van toepassing"),
}
SUPPORT_STATUS = {
    "supported": N_("onderbouwd"),
    "practice-based": N_("vooral uit de praktijk"),
    "promising": N_("veelbelovend"),
    "unproven": N_("nog niet bewezen"),
}
STRENGTH = {
    "works-not": N_("werkt niet"),
    "usually-not": N_("werkt meestal niet"),
    "less-effective": N_("werkt minder goed"),
    "backfires": N_("werkt averechts"),
    "mixed-evidence": N_("bewijs is gemengd"),
}
PROJECT_STATUS = {"plan": N_("plan"), "uitvoering": N_("in uitvoering"), "afgerond": N_("afgerond")}
BANDS = {
    1: N_("Aan het begin"),
    2: N_("In opbouw"),
    3: N_("Goed op weg"),
    4: N_("Volgens het streefbeeld"),
}
"""The names of the bands by number, shown through the catalogue."""
UNSHOWN_COUNTS_AS = 2
"""The level that an answer without evidence proves at most (scoring.md section 5)."""
RESULT_WORDS = (
    N_("nog niet te bepalen"),
    N_("op papier"),
    N_("snelle scan"),
    N_("beperkt vergelijkbaar"),
    N_("dit beeld staat vast"),
    N_("hoog"),
    N_("redelijk"),
    N_("laag"),
)
"""The other words that a result document uses as keys; shown through the catalogue."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Lead:
    """What to do first and why, for whoever reads only the first screen; `target` is the section that says more."""

    heading: str
    title: str
    action: str
    why: str
    link: str
    target: str


@dataclass(frozen=True, slots=True)
class PracticeView:
    """A good practice: name, what it is, and where to read more."""

    title: str
    text: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """An improvement point: where the project stands, the next step, why, how others do it, a first action."""

    id: str
    title: str
    now: str
    """Where the project stands, as a label to `now_text`."""
    now_text: str
    next: str
    """The next step, as a label to `next_text`."""
    next_text: str
    why: str
    support: str
    practice: PracticeView | None
    action: str
    gain: str
    lock: str | None
    """What the band can be at most as long as this stays, for what locks it."""


@dataclass(frozen=True, slots=True)
class WayView:
    """The shortest way to a band in words."""

    intro: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HarmView:
    """An anti-pattern that occurs."""

    id: str
    title: str
    occurs: str
    said: str
    """How often it occurs, in a sentence; in a plan: how often it is meant to."""
    strength: str
    why: str
    alternative: str
    cost: str
    note: str | None
    caveat: str | None
    point: int | None
    """The number of the improvement point that says why, and what to do instead."""


@dataclass(frozen=True, slots=True)
class ContextView:
    """A context with the three printed readings (None where nothing counts)."""

    id: str
    title: str
    proven: int | None
    reported: int | None
    at_most: int | None
    counted: int
    answered: int


@dataclass(frozen=True, slots=True)
class Strength:
    """An element at or above its required level."""

    id: str
    title: str
    text: str
    level: str
    """`niveau 3`; in a plan it is an intention."""
    required: int
    shown: bool


@dataclass(frozen=True, slots=True)
class StrengthGroup:
    """What goes well in one context."""

    title: str
    items: tuple[Strength, ...]


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that is not known, with what it does to the score."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Watch:
    """An element of which research does not know enough yet, or a question that research has left open."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """Success criteria of one perspective, or the indicators of one column."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer, in full."""

    id: str
    title: str
    section: str
    answer: str
    text: str
    note: str | None
    evidence: tuple[str, ...]
    points: str
    """The sum of this answer: weight x level that counts = points, of those possible."""
    lost: int
    line: int | None
    strip: tuple[int, int] | None
    """Level and required level, for the strip of four cells; None without a level."""


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The answers of one context."""

    id: str
    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report in words."""

    title: str
    project: str
    summary: str | None
    facts: tuple[Fact, ...]
    """Who, when and with which rubric."""
    profile: tuple[Fact, ...]
    """The facts that decided the contour."""
    disclaimer: str
    band: str
    lead: Lead | None
    in_short: tuple[str, ...]
    intentions: str | None
    notices: tuple[str, ...]
    """What limits this picture: a quick scan, much that does not apply, a profile that is not filled in."""
    points_intro: str
    points: tuple[Point, ...]
    way: WayView | None
    harms: tuple[HarmView, ...]
    harms_intro: str | None
    """What to say where no anti-pattern is known to occur."""
    contexts_intro: str
    contexts: tuple[ContextView, ...]
    strengths_title: str
    strengths_intro: str
    strengths: tuple[StrengthGroup, ...]
    find_out_intro: str
    find_out: tuple[OpenItem, ...]
    find_out_more: str | None
    not_applicable: tuple[OpenItem, ...]
    open_counts: tuple[str, ...]
    watch: tuple[Watch, ...]
    success_views: tuple[Watch, ...]
    criteria: tuple[Criteria, ...]
    indicators: tuple[Criteria, ...]
    answers_intro: str
    groups: tuple[AnswerGroup, ...]
    harm_rows: tuple[AnswerRow, ...]
    sum_lines: tuple[str, ...]
    lock_lines: tuple[str, ...]
    method: tuple[str, ...]
    digests: tuple[Fact, ...]
    score: int | None
    proven: int | None
    at_most: int | None
    undetermined: bool
    is_plan: bool
    file: str


def view_of(assessment: Assessment, rubric: Rubric) -> ReportView:
    """The report of one project, in words."""
    return _Writer(assessment, rubric).report()


def score_line(assessment: Assessment) -> str:
    """The score with its interval and band in one line."""
    score = assessment.score
    if score.reported.score is None or score.band is None:
        return _("geen score: er telt nog niets mee")
    figures = _("{score} van de 100 (bewezen {proven}, hoogstens {at_most})").format(
        score=score.reported.score, proven=score.proven.score, at_most=score.at_most.score
    )
    return f"{figures} · {band_words(assessment)}"


def band_words(assessment: Assessment) -> str:
    """The band with the labels that belong to it, such as `In opbouw, op papier`."""
    band = assessment.score.band
    words = [] if band is None else [_(band.label)]
    words += [_(label) for label in assessment.score.labels if band is None or label != band.label]
    return ", ".join(words)


def support_words(element: Element) -> str:
    """Where the dossier supports an element, and how broadly."""
    support = element.support
    parts = [_("{sections} van het dossier").format(sections=section_words(support.sections))]
    studies = len(support.review_studies)
    parts.append(
        ngettext("{number} overzichtsstudie", "{number} overzichtsstudies", studies).format(number=studies)
        if studies
        else _("geen overzichtsstudies")
    )
    if support.mentions is None:
        parts.append(_("geen telling in de focusgroepen"))
    else:
        parts.append(_("{number} keer genoemd in de focusgroepen").format(number=support.mentions))
    return "; ".join(parts) + "."


def section_words(sections: Sequence[str]) -> str:
    """`paragraaf 3.5.2, 3.7 en bijlage 4`."""
    numbers = [section for section in sections if section[:1].isdigit()]
    others = [section for section in sections if section not in numbers]
    if numbers:
        numbers[0] = _("paragraaf {number}").format(number=numbers[0])
    return in_words([*numbers, *others])


def lock_sentences(locks: Sequence[Lock], rubric: Rubric, *, is_plan: bool) -> Iterable[str]:
    """Why the band can't be higher: a sentence per limit and kind of lock, with what causes it. Lowest limit first.

    What is only unanswered is no weakness, and is told as something to find out.
    """
    titles = _titles(rubric)
    causes: dict[tuple[int, str], list[str]] = {}
    for lock in sorted(locks, key=lambda lock: (lock.because == "unanswered", lock.limit)):
        kind: str = "unanswered" if lock.because == "unanswered" else lock.kind
        causes.setdefault((lock.limit, kind), []).append(titles.get(lock.id, lock.id))
    for (limit, kind), names in causes.items():
        yield _("Het beeld is hoogstens «{limit}». {reason}: {titles}.").format(
            limit=_(BANDS[limit]), reason=_lock_reason(kind, len(names), is_plan), titles="; ".join(names)
        )


def _lock_reason(kind: str, number: int, is_plan: bool) -> str:
    if kind == "unanswered":
        return _("Nog niet bekend of niet aan te tonen")
    if kind == "precondition":
        return ngettext("Deze randvoorwaarde is nog niet op orde", "Deze randvoorwaarden zijn nog niet op orde", number)
    if kind == "weak_context":
        return ngettext("Dit onderdeel blijft achter", "Deze onderdelen blijven achter", number)
    if is_plan:
        return _("Dit werkt niet, en staat wel in uw plan")
    return _("Dit werkt niet, en komt wel voor")


def level_words(level: int, *, is_plan: bool) -> str:
    """`niveau 3`; of a plan that has not begun it is an intention."""
    return (_("plan: niveau {level}") if is_plan else _("niveau {level}")).format(level=level)


def level_text(element: Element, level: int) -> str:
    """A level's text as it can be read alone: what builds on the level below comes after that level's own text.

    The words that say so are those that the rubric's README.md asks its authors for.
    """
    text = element.levels[level]
    builds_on = _("Als niveau {level}.").format(level=level - 1)
    if level and text.startswith(builds_on):
        return level_text(element, level - 1) + text.removeprefix(builds_on)
    return text


def _titles(rubric: Rubric) -> dict[str, str]:
    return {item.id: item.title for item in (*rubric.contexts, *rubric.anti_patterns, *rubric.elements)}


def points_words(number: int) -> str:
    return ngettext("{number} punt", "{number} punten", number).format(number=number)


class _Writer:
    """Holds what every section needs; each method words one section."""

    def __init__(self, assessment: Assessment, rubric: Rubric) -> None:
        self.result = assessment
        self.rubric = rubric
        self.score = assessment.score
        self.titles = _titles(rubric)
        self.questions = {element.id: element.question for element in rubric.elements}
        self.questions |= {anti_pattern.id: anti_pattern.question for anti_pattern in rubric.anti_patterns}
        self.is_plan = assessment.project.status == "plan"
        self.results = {element.id: element for element in assessment.elements}
        self.harms = {harm.id: harm for harm in assessment.anti_patterns}
        self.undetermined = "nog niet te bepalen" in assessment.score.labels

    def report(self) -> ReportView:
        result = self.result
        return ReportView(
            title=_("Verbeterrapport"),
            project=result.project.name,
            summary=result.project.summary,
            facts=tuple(self.facts()),
            profile=tuple(self.profile()),
            disclaimer=_(
                "Dit rapport vergelijkt uw project met wat bekend is over wat werkt. "
                "Het laat zien wat u als eerste kunt verbeteren. "
                "Het is een zelfbeoordeling, geen keuring: niemand slaagt of zakt."
            ),
            band=band_words(result),
            lead=self.lead(),
            in_short=tuple(self.in_short()),
            intentions=self.intentions(),
            notices=tuple(self.notices()),
            points_intro=self.points_intro(),
            points=tuple(self.points()),
            way=self.next_band(),
            harms=tuple(self.harm(harm) for harm in self.occurring()),
            harms_intro=self.harms_intro(),
            contexts_intro=self.contexts_intro(),
            contexts=tuple(self.context_views()),
            strengths_title=_("Wat op papier al goed is") if self.is_plan else _("Wat al goed gaat"),
            strengths_intro=self.strengths_intro(),
            strengths=tuple(self.strengths()),
            find_out_intro=self.find_out_intro(),
            find_out=tuple(self.open_item(item) for item in result.find_out_first[:10]),
            find_out_more=self.find_out_more(),
            not_applicable=tuple(self.set_aside()),
            open_counts=tuple(self.open_counts()),
            watch=tuple(self.watch()),
            success_views=tuple(self.success_views()),
            criteria=tuple(self.criteria()),
            indicators=tuple(
                Criteria(column.title, tuple(item.text for item in column.indicators))
                for column in self.rubric.outcome_indicators
            ),
            answers_intro=self.answers_intro(),
            groups=tuple(self.groups()),
            harm_rows=tuple(self.harm_row(harm) for harm in result.anti_patterns),
            sum_lines=tuple(self.sum_lines()),
            lock_lines=tuple(lock_sentences(self.score.reported.locks, self.rubric, is_plan=self.is_plan)),
            method=tuple(self.method()),
            digests=(
                Fact(_("Rubriek"), f"{result.rubric.id} {result.rubric.version}"),
                Fact(_("Kenmerk van de rubriek"), result.rubric.digest),
                Fact(_("Bestand"), result.input_file),
                Fact(_("Kenmerk van het bestand"), result.input_digest),
                Fact(_("Programma"), f"verbetertool {result.tool_version}"),
            ),
            score=self.score.reported.score,
            proven=self.score.proven.score,
            at_most=self.score.at_most.score,
            undetermined=self.undetermined,
            is_plan=self.is_plan,
            file=result.input_file,
        )

    def facts(self) -> Iterable[Fact]:
        result, project = self.result, self.result.project
        if project.organisation:
            yield Fact(_("Organisatie"), project.organisation)
        if project.status:
            yield Fact(_("Stand"), _(PROJECT_STATUS[project.status]))
        if result.date:
            yield Fact(_("Datum"), long_date(result.date))
        if result.perspective:
            names = {perspective.id: perspective.title for perspective in self.rubric.perspectives}
            yield Fact(_("Ingevuld door"), names.get(result.perspective, result.perspective))
        yield Fact(_("Rubriek"), f"{self.rubric.rubric.title}, {_('versie')} {self.rubric.version}")

    def profile(self) -> Iterable[Fact]:
        profile = self.result.project.profile
        for label, choices, chosen in (
            (_("Doelgroepen"), self.rubric.target_groups, profile.target_groups),
            (_("Doelen"), self.rubric.goals, profile.goals),
            (_("Fasen"), self.rubric.phases, profile.phases),
        ):
            yield Fact(label, self.chosen(choices, chosen))
        yield Fact(_("Leeftijd"), self.ages(profile))

    def chosen(self, choices: Iterable[Choice], chosen: Sequence[str]) -> str:
        if not chosen:
            return _("niet ingevuld, daarom gerekend met alle")
        titles = {choice.id: choice.title for choice in choices}
        return "; ".join(titles.get(name, name) for name in chosen)

    def ages(self, profile: Profile) -> str:
        ages = profile.ages
        if ages is None:
            return _("niet ingevuld, daarom gerekend met alle")
        if ages.from_ is None:
            return _("tot en met {to} jaar").format(to=ages.to)
        if ages.to is None:
            return _("vanaf {from_} jaar").format(from_=ages.from_)
        return _("{from_} tot en met {to} jaar").format(from_=ages.from_, to=ages.to)

    def lead(self) -> Lead | None:
        """First what is unknown if the picture can't be told yet, else the first improvement point."""
        result = self.result
        if result.find_out_first and (self.undetermined or not result.improvements):
            first = result.find_out_first[0]
            why = _("Dit geeft het snelst een duidelijk beeld. Wat openstaat, is geen zwakte.")
            question = self.questions[first.id]
            link = _("Meer om uit te zoeken")
            return Lead(_("Zoek dit eerst uit"), self.titles[first.id], question, why, link, "open")
        if result.improvements:
            point = self.point(result.improvements[0], 1, {})
            why = f"{point.lock} {point.why}" if point.lock else point.why
            heading = _("Begin hier, nog voor de start") if self.is_plan else _("Begin hier")
            harmful = result.improvements[0].kind == "anti_pattern"
            action = f"{point.action} {point.next_text}" if harmful else point.action
            return Lead(heading, point.title, action, why, _("Alle verbeterpunten"), "punten")
        return None

    def in_short(self) -> Iterable[str]:
        """Three to five sentences; each number in them returns further on."""
        score = self.score
        if score.reported.score is None or score.band is None:
            yield _("Er is geen score: voor dit project telt geen enkele vraag mee.")
            return
        share = score.answered_share.percent if score.answered_share else 0
        if self.nothing_answered():
            yield _("Het beeld is nog niet te bepalen: u hebt nog geen enkele vraag beantwoord.")
        elif self.undetermined:
            yield _(
                "Het beeld is nog niet te bepalen: van wat meetelt, is {share}\N{NO-BREAK SPACE}% beantwoord."
            ).format(share=share)
        if self.undetermined:
            yield _("Op dit moment ligt de score tussen {proven} en {at_most} van de 100.").format(
                proven=score.proven.score, at_most=score.at_most.score
            )
        else:
            text = (
                _("Het beeld is: {band}. De score volgens uw plan is {score} van de 100.")
                if self.is_plan
                else _("Het beeld is: {band}. De score volgens uw opgave is {score} van de 100.")
            )
            yield text.format(band=band_words(self.result), score=score.reported.score)
            yield _(
                "Met uw onderbouwing is {proven} aan te tonen. Hoogstens is het {at_most}. "
                "Van wat meetelt, is {share}\N{NO-BREAK SPACE}% beantwoord."
            ).format(proven=score.proven.score, at_most=score.at_most.score, share=share)
        if sentence := self.strongest_and_weakest():
            yield sentence
        if number := len(self.occurring()):
            yield self.harms_warning(number)
        binding = [lock for lock in score.reported.locks if lock.binding and lock.because == "answered"]
        if binding and not self.undetermined:
            yield from list(lock_sentences(binding, self.rubric, is_plan=self.is_plan))[:1]

    def nothing_answered(self) -> bool:
        return all(element.status == "unanswered" for element in self.result.elements) and all(
            harm.occurs == "unanswered" for harm in self.result.anti_patterns
        )

    def harms_warning(self, number: int) -> str:
        if self.is_plan:
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

    def occurring(self) -> list[AntiPatternResult]:
        """The anti-patterns that occur, those that cost most first."""
        found = [harm for harm in self.result.anti_patterns if harm.occurs in ("sometimes", "usually")]
        return sorted(found, key=lambda harm: -harm.deduction)

    def harms_intro(self) -> str | None:
        if self.occurring():
            return None
        unknown = sum(harm.occurs in ("unknown", "unanswered") for harm in self.result.anti_patterns)
        if not unknown:
            return _("U meldt niets wat volgens het dossier niet werkt. Houd dat zo.")
        text = _("U meldt nog niets wat volgens het dossier niet werkt.")
        more = ngettext(
            "Van {number} ding is niet bekend of het voorkomt. Het staat bij «Alle antwoorden».",
            "Van {number} dingen is niet bekend of ze voorkomen. Ze staan bij «Alle antwoorden».",
            unknown,
        )
        return f"{text} {more.format(number=unknown)}"

    def contexts_intro(self) -> str:
        bar = (
            _("De donkere balk is de score volgens uw plan.")
            if self.is_plan
            else _("De donkere balk is de score volgens uw opgave.")
        )
        return f"{bar} " + _(
            "Het brede deel loopt van bewezen tot hoogstens. De streep rechts is het streefbeeld: 100."
        )

    def strengths_intro(self) -> str:
        if not any(e.level is not None and e.level >= e.required for e in self.result.elements):
            return _("Hier staat nog niets: geen enkel antwoord voldoet al aan het streefbeeld.")
        if self.is_plan:
            return _(
                "Deze voornemens voldoen aan het streefbeeld. De tekst van elk niveau staat bij «Alle antwoorden»."
            )
        return _("Deze antwoorden voldoen aan het streefbeeld. De tekst van elk niveau staat bij «Alle antwoorden».")

    def find_out_intro(self) -> str:
        if not self.result.find_out_first:
            return _("Alles wat meetelt, is beantwoord en aangetoond.")
        return _(
            "Wat hier openstaat, is geen zwakte. Het is alleen nog niet bekend. "
            "Achter elke vraag staat hoeveel punten onzekerheid er dan verdwijnen."
        )

    def answers_intro(self) -> str:
        cells = (
            _("De blokjes tonen het niveau dat u van plan bent.") if self.is_plan else _("De blokjes tonen uw niveau.")
        )
        return f"{cells} " + _(
            "De streep erin is het streefbeeld. «Als niveau 3» betekent: wat bij niveau 3 hoort, en meer. "
            "De regel wijst naar uw bestand {file}."
        ).format(file=self.result.input_file)

    def strongest_and_weakest(self) -> str | None:
        """Only contexts in which something was answered; the weakest by what it can be at most."""
        known = [c for c in self.result.contexts if c.reported.score is not None and c.answered]
        if len(known) < 2:
            return None
        if {(c.reported.score, c.at_most.score) for c in known} == {(100, 100)}:
            return _("Elk onderdeel voldoet aan het streefbeeld.")
        best = max(known, key=lambda c: (c.reported.score or 0, c.proven.score or 0))
        worst = min(known, key=lambda c: (c.at_most.score or 0, c.reported.score or 0))
        text = _("Op papier bent u het verst bij") if self.is_plan else _("Het verst bent u bij")
        text += f" «{self.titles[best.id]}» ({best.reported.score})."
        if worst.id != best.id and (worst.at_most.score or 0) < 100:
            text += " " + _("De meeste ruimte zit bij «{worst}» (hoogstens {worst_score}).").format(
                worst=self.titles[worst.id], worst_score=worst.at_most.score
            )
        return text

    def intentions(self) -> str | None:
        if not self.is_plan:
            return None
        return _(
            "Dit project is nog een plan. Alle niveaus in dit rapport zijn voornemens: u doet dit nog niet. "
            "Het beeld en de score gelden dus alleen op papier."
        )

    def notices(self) -> Iterable[str]:
        labels = self.score.labels
        if "snelle scan" in labels:
            yield _(
                "Dit is een snelle scan: alleen de kernvragen tellen mee. Vergelijk dit niet met een volledig rapport."
            )
        if "beperkt vergelijkbaar" in labels and self.score.not_applicable_share:
            yield _(
                "Van wat er te vragen valt, geldt {share}\N{NO-BREAK SPACE}% niet voor uw project. "
                "Daarom is dit beeld beperkt te vergelijken met dat van andere projecten."
            ).format(share=self.score.not_applicable_share.percent)
        if self.result.assumed:
            names = {
                "target_groups": _("doelgroepen"),
                "ages": _("leeftijd"),
                "goals": _("doelen"),
                "phases": _("fasen"),
            }
            yield _("Niet ingevuld: {fields}. Daarom rekent dit rapport met alle mogelijkheden.").format(
                fields=in_words([names[field] for field in self.result.assumed])
            )

    def points_intro(self) -> str:
        if self.score.reported.score is None:
            return _("Zonder score zijn er geen verbeterpunten.")
        if self.result.improvements:
            return _(
                "Dit levert het meeste op, te beginnen bij wat het beeld het meest tegenhoudt. Kies er een of twee, "
                "en schrijf erbij wie het doet en wanneer."
            )
        if self.nothing_answered():
            return _("Verbeterpunten volgen uit uw antwoorden. Die zijn er nog niet: zoek eerst uit wat openstaat.")
        if any(e.status in ("unanswered", "unknown") for e in self.result.elements):
            return _("In wat u beantwoordde zijn geen verbeterpunten. Zoek eerst uit wat nog open is.")
        if self.is_plan:
            return _("Uw plan voldoet overal aan het streefbeeld. Houd dit vast bij de start.")
        return _("Uw project voldoet overal aan het streefbeeld. Houd dit vast.")

    def points(self) -> Iterable[Point]:
        """A practice is told once: a later point gets another one, or refers to it."""
        told: dict[str, int] = {}
        for number, improvement in enumerate(self.result.improvements, 1):
            yield self.point(improvement, number, told)

    def point(self, improvement: Improvement, number: int, told: dict[str, int]) -> Point:
        if improvement.kind == "anti_pattern":
            return self.harmful_point(improvement, number, told)
        element, answer = self.rubric.element_by_id[improvement.id], self.results[improvement.id]
        level = answer.level or 0
        if self.is_plan:
            now, following = _("U bent van plan (niveau {level})"), _("Volgende stap in uw plan (niveau {level})")
        else:
            now, following = _("U staat nu op niveau {level}"), _("Volgende stap (niveau {level})")
        return Point(
            id=element.id,
            title=element.title,
            now=now.format(level=level),
            now_text=element.levels[level],
            next=following.format(level=level + 1),
            next_text=element.levels[level + 1],
            why=element.why,
            support=_("Bron: {support}").format(support=support_words(element)),
            practice=self.practice([element.id], number, told),
            action=element.advice[level] or "",
            gain=self.gain(improvement),
            lock=self.lock(improvement),
        )

    def harmful_point(self, improvement: Improvement, number: int, told: dict[str, int]) -> Point:
        anti_pattern = self.rubric.anti_pattern_by_id[improvement.id]
        occurs = self.harms[improvement.id].occurs
        fewer = "sometimes" if occurs == "usually" else "never"
        now = _("In uw plan staat «{occurs}»") if self.is_plan else _("U antwoordde «{occurs}»")
        return Point(
            id=improvement.id,
            title=_("Doe dit anders: {title}").format(title=anti_pattern.title),
            now=now.format(occurs=_(OCCURS[occurs])),
            now_text=anti_pattern.question,
            next=_("Volgende stap (van {start} naar {end})").format(start=_(OCCURS[occurs]), end=_(OCCURS[fewer])),
            next_text=anti_pattern.alternative,
            why=anti_pattern.why,
            support=_("Bron: {sections} van het dossier: {strength}.").format(
                sections=section_words(anti_pattern.sections), strength=_(STRENGTH[anti_pattern.strength])
            ),
            practice=self.practice(anti_pattern.elements, number, told),
            action=_("Schrijf in uw plan wat u in plaats hiervan doet.")
            if self.is_plan
            else _("Spreek deze week af wat u in plaats hiervan doet."),
            gain=self.gain(improvement),
            lock=self.lock(improvement),
        )

    def lock(self, improvement: Improvement) -> str | None:
        limits = [lock.limit for lock in self.score.reported.locks if lock.id == improvement.id]
        if not (improvement.locks and limits):
            return None
        return _("Zolang dit zo blijft, is het beeld hoogstens «{limit}».").format(limit=_(BANDS[min(limits)]))

    def gain(self, improvement: Improvement) -> str:
        """What the next step brings, and all steps to the contour together where there are more."""
        following = [step for step in self.result.steps if step.id == improvement.id]
        text = _("Deze stap: {gain} punten.").format(gain=decimal(following[0].gain.value))
        if len(following) > 1:
            text += " " + _("Alle stappen tot het streefbeeld: {gain} punten.").format(
                gain=decimal(improvement.gain.value)
            )
        return text

    def practice(self, elements: Sequence[str], number: int, told: dict[str, int]) -> PracticeView | None:
        """The first practice that shows one of the elements and was not told yet, else where one was told.

        `told` holds the number of the improvement point that told each practice.
        """
        shown = [practice for element in elements for practice in self.rubric.practices_of(element)]
        for practice in shown:
            if practice.id not in told:
                told[practice.id] = number
                return PracticeView(practice.title, practice.description, practice.link)
        for practice in shown[:1]:
            text = _("dit staat bij verbeterpunt {number}.").format(number=told[practice.id])
            return PracticeView(practice.title, text, None)
        return None

    def next_band(self) -> WayView | None:
        ways, band = self.result.shortest_way, self.score.reported.band
        if ways is None or band is None or band == 4:
            return None
        target, way = (3, ways.band_3) if band < 3 else (4, ways.band_4)
        return self.way(way, target)

    def way(self, way: Way, target: int) -> WayView:
        """The steps to a band; only counted where so much is open that they say little."""
        if self.undetermined:
            text = ngettext(
                "Over te veel vragen is nog niets bekend. Telt alles wat openstaat als niveau 0? "
                "Dan kost de kortste weg naar «{band}» {number} stap. De score wordt dan {score}. "
                "Zoek eerst uit wat er al is.",
                "Over te veel vragen is nog niets bekend. Telt alles wat openstaat als niveau 0? "
                "Dan kost de kortste weg naar «{band}» {number} stappen. De score wordt dan {score}. "
                "Zoek eerst uit wat er al is.",
                len(way.steps),
            )
            return WayView(text.format(band=_(BANDS[target]), number=len(way.steps), score=way.score), ())
        intro = ngettext(
            "De kortste weg naar «{band}» kost {number} stap. De score wordt dan {score}.",
            "De kortste weg naar «{band}» kost {number} stappen. De score wordt dan {score}.",
            len(way.steps),
        ).format(band=_(BANDS[target]), number=len(way.steps), score=way.score)
        return WayView(intro, tuple(self.grouped_steps(way.steps)))

    def grouped_steps(self, steps: Sequence[Step]) -> Iterable[str]:
        """Steps of one element told as one: from its first to its last level."""
        ends: dict[str, tuple[Step, Step]] = {}
        for step in steps:
            ends[step.id] = (ends[step.id][0] if step.id in ends else step, step)
        for first, last in ends.values():
            title = self.titles[first.id]
            if first.kind == "anti_pattern":
                start, end = (_(OCCURS[OCCURS_BY_NUMBER[n]]) for n in (first.from_, last.to))
                text = (
                    _("{title}: in uw plan van {start} naar {end}")
                    if self.is_plan
                    else _("{title}: van {start} naar {end}")
                )
                yield text.format(title=title, start=start, end=end)
            elif self.results[first.id].status == "answered":
                text = (
                    _("{title}: in uw plan van niveau {start} naar {end}")
                    if self.is_plan
                    else _("{title}: van niveau {start} naar {end}")
                )
                yield text.format(title=title, start=first.from_, end=last.to)
            else:
                yield _(
                    "{title}: nog niet beantwoord; breng het op niveau {end}, of laat zien dat het er al is"
                ).format(title=title, end=last.to)

    def harm(self, harm: AntiPatternResult) -> HarmView:
        anti_pattern = self.rubric.anti_pattern_by_id[harm.id]
        if harm.deduction:
            cost = _("Dit kost {points} van de score.").format(points=points_words(harm.deduction))
        else:
            cost = _("Dit kost geen punten.")
        return HarmView(
            id=harm.id,
            title=anti_pattern.title,
            occurs=_(OCCURS[harm.occurs]),
            said=(_("Staat in uw plan: {occurs}.") if self.is_plan else _("Komt voor: {occurs}.")).format(
                occurs=_(OCCURS[harm.occurs])
            ),
            strength=_(STRENGTH[anti_pattern.strength]),
            why=anti_pattern.why,
            alternative=anti_pattern.alternative,
            cost=cost,
            note=harm.note,
            caveat=anti_pattern.caveat,
            point=next((n for n, point in enumerate(self.result.improvements, 1) if point.id == harm.id), None),
        )

    def context_views(self) -> Iterable[ContextView]:
        for context in self.result.contexts:
            yield ContextView(
                id=context.id,
                title=self.titles[context.id],
                proven=context.proven.score,
                reported=context.reported.score,
                at_most=context.at_most.score,
                counted=context.counted,
                answered=context.answered,
            )

    def strengths(self) -> Iterable[StrengthGroup]:
        for context in self.rubric.contexts:
            items = tuple(
                Strength(
                    id=element.id,
                    title=self.titles[element.id],
                    text=level_text(self.rubric.element_by_id[element.id], element.level),
                    level=level_words(element.level, is_plan=self.is_plan),
                    required=element.required,
                    shown=bool(element.evidence) or element.required <= UNSHOWN_COUNTS_AS,
                )
                for element in self.result.elements
                if element.context == context.id and element.level is not None and element.level >= element.required
            )
            if items:
                yield StrengthGroup(context.title, items)

    def open_item(self, item: FindOut) -> OpenItem:
        points = decimal(item.points.value)
        if item.kind == "evidence":
            text = (
                _("Laat zien waar dit voornemen uit blijkt: {points} punten.")
                if self.is_plan
                else _("Laat zien waar dit niveau uit blijkt: {points} punten.")
            )
        elif item.kind == "anti_pattern":
            text = (
                _("Zoek uit of uw plan dit zo doet: {points} punten.")
                if self.is_plan
                else _("Zoek uit of dit voorkomt: {points} punten.")
            )
        else:
            text = _("Beantwoord deze vraag, met onderbouwing: {points} punten.")
        return OpenItem(item.id, self.titles[item.id], text.format(points=points))

    def open_counts(self) -> Iterable[str]:
        """How many of each kind of not knowing there are, and what that does to the three readings."""
        statuses = [element.status for element in self.result.elements]
        unanswered, unknown = statuses.count("unanswered"), statuses.count("unknown")
        if unanswered:
            yield ngettext(
                "{number} vraag is niet beantwoord. Volgens opgave telt die als 0, hoogstens als het streefbeeld.",
                "{number} vragen zijn niet beantwoord. Volgens opgave tellen die als 0, hoogstens als het streefbeeld.",
                unanswered,
            ).format(number=unanswered)
        if unknown:
            yield ngettext(
                "Bij {number} vraag staat «weet ik niet». "
                "Volgens opgave telt die als 0, hoogstens als het streefbeeld.",
                "Bij {number} vragen staat «weet ik niet». "
                "Volgens opgave tellen die als 0, hoogstens als het streefbeeld.",
                unknown,
            ).format(number=unknown)
        unshown = sum(item.kind == "evidence" for item in self.result.find_out_first)
        if unshown:
            if self.is_plan:
                text = ngettext(
                    "Bij {number} voornemen mist onderbouwing. Bewezen telt dat als hoogstens niveau 2.",
                    "Bij {number} voornemens mist onderbouwing. Bewezen tellen die als hoogstens niveau 2.",
                    unshown,
                )
            else:
                text = ngettext(
                    "Bij {number} niveau mist onderbouwing. Bewezen telt dat als hoogstens 2.",
                    "Bij {number} niveaus mist onderbouwing. Bewezen tellen die als hoogstens 2.",
                    unshown,
                )
            yield text.format(number=unshown)
        harms = sum(harm.occurs in ("unknown", "unanswered") for harm in self.result.anti_patterns)
        if harms:
            yield ngettext(
                "Van {number} ding dat niet werkt, is niet bekend of het voorkomt. Bewezen telt dat als meestal.",
                "Van {number} dingen die niet werken, is niet bekend of ze voorkomen. Bewezen tellen die als meestal.",
                harms,
            ).format(number=harms)

    def find_out_more(self) -> str | None:
        rest = len(self.result.find_out_first) - 10
        if rest <= 0:
            return None
        return ngettext(
            "Daarna is er nog {number} vraag om uit te zoeken. Die staat bij «Alle antwoorden».",
            "Daarna zijn er nog {number} vragen om uit te zoeken. Die staan bij «Alle antwoorden».",
            rest,
        ).format(number=rest)

    def set_aside(self) -> Iterable[OpenItem]:
        for element in self.result.elements:
            if element.status == "not_applicable":
                yield OpenItem(element.id, self.titles[element.id], element.reason or "")

    def watch(self) -> Iterable[Watch]:
        """The open questions of research about this project's elements, and elements with little proof.

        An element that one of the questions is about is not told again.
        """
        applying = {element.id for element in self.result.elements}
        asked: set[str] = set()
        for gap in self.rubric.knowledge_gaps:
            if not gap.elements or applying.intersection(gap.elements):
                asked.update(gap.elements)
                yield Watch(gap.question, gap.advice)
        for element in self.rubric.elements:
            unsure = element.support.status in ("promising", "unproven") and element.id not in asked
            if element.id in applying and unsure and element.support.caveat:
                status = _(SUPPORT_STATUS[element.support.status])
                yield Watch(f"{element.title} ({status}).", element.support.caveat)

    def success_views(self) -> Iterable[Watch]:
        goals = self.result.project.profile.goals
        for success in self.rubric.success_views:
            if not goals or set(goals).intersection(success.goals):
                yield Watch(success.title, success.text)

    def criteria(self) -> Iterable[Criteria]:
        for perspective in self.rubric.perspectives:
            items = tuple(c.text for c in self.rubric.success_criteria if c.perspective == perspective.id)
            if items:
                yield Criteria(perspective.title, items)

    def groups(self) -> Iterable[AnswerGroup]:
        for context in self.rubric.contexts:
            rows = tuple(self.answer_row(e) for e in self.result.elements if e.context == context.id)
            if rows:
                yield AnswerGroup(context.id, context.title, rows)

    def answer_row(self, answer: ElementResult) -> AnswerRow:
        element = self.rubric.element_by_id[answer.id]
        if answer.status == "answered" and answer.level is not None:
            words, text = level_words(answer.level, is_plan=self.is_plan), element.levels[answer.level]
        else:
            words, text = _(STATUS[answer.status]), answer.reason or ""
        level = min(answer.level or 0, answer.required)
        points = _("{weight} × {level} = {earned} van {possible}").format(
            weight=answer.weight, level=level, earned=answer.weight * level, possible=answer.weight * answer.required
        )
        return AnswerRow(
            id=answer.id,
            title=element.title,
            section=section_words(element.support.sections),
            answer=_("{answer}, gevraagd {required}").format(answer=words, required=answer.required),
            text=text,
            note=answer.note,
            evidence=answer.evidence,
            points=_("telt niet mee") if answer.status == "not_applicable" else points,
            lost=answer.points_lost,
            line=answer.line,
            strip=None if answer.level is None else (answer.level, answer.required),
        )

    def harm_row(self, harm: AntiPatternResult) -> AnswerRow:
        anti_pattern = self.rubric.anti_pattern_by_id[harm.id]
        return AnswerRow(
            id=harm.id,
            title=anti_pattern.title,
            section=section_words(anti_pattern.sections),
            answer=_(OCCURS[harm.occurs]),
            text="",
            note=harm.note,
            evidence=harm.evidence,
            points=_("{points} van de score af").format(points=points_words(harm.deduction)) if harm.deduction else "",
            lost=harm.deduction,
            line=harm.line,
            strip=None,
        )

    def sum_lines(self) -> Iterable[str]:
        readings = (
            (_("Bewezen"), self.score.proven),
            (_("Volgens opgave"), self.score.reported),
            (_("Hoogstens"), self.score.at_most),
        )
        return [sum_line(name, reading) for name, reading in readings]

    def method(self) -> Iterable[str]:
        yield _(
            "Elke vraag telt mee met een gewicht van 1 tot 3. Dat gewicht is de breedte van de onderbouwing: hoeveel "
            "studies en hoeveel mensen uit de praktijk het noemen. Het zegt niet hoe groot het effect is."
        )
        yield _(
            "Het streefbeeld is het niveau dat van uw project gevraagd wordt. Het hangt af van doelgroep, leeftijd, "
            "doel en fase. Meer doen dan het streefbeeld levert geen extra punten op."
        )
        yield _(
            "Bewezen telt een niveau zonder onderbouwing als hoogstens 2, en wat open is als 0. Volgens opgave telt "
            "uw eigen niveau. Hoogstens telt wat open is alsof het aan het streefbeeld voldoet."
        )
        yield _(
            "Het beeld begint bij 50 (In opbouw), 75 (Goed op weg) en 90 (Volgens het streefbeeld). Een slot houdt het "
            "beeld tegen, nooit de score."
        )
        score = self.score
        if score.robust_range and score.same_band_share and score.equal_weight is not None:
            yield _(
                "Met 500 andere gewichten ligt de score tussen {low} en {high}. "
                "In {share}\N{NO-BREAK SPACE}% daarvan blijft het beeld gelijk. "
                "Als elke vraag even zwaar telt, is de score {equal}."
            ).format(
                low=score.robust_range.low,
                high=score.robust_range.high,
                share=score.same_band_share.percent,
                equal=score.equal_weight,
            )
        if score.confidence and score.width:
            yield _("De zekerheid is {confidence}: tussen bewezen en hoogstens zit {width} punten.").format(
                confidence=_(score.confidence), width=decimal(score.width.value)
            )
        yield _(
            "De niveaus en de grenzen zijn werkafspraken van dit hulpmiddel. Ze zijn nog niet gevalideerd. Het dossier "
            "zelf geeft geen grenzen. De score voorspelt niet hoeveel jongeren slagen."
        )
        source = self.rubric.rubric.source
        yield _("Bron: {author}, «{title}».").format(author=source.author, title=source.title)


def sum_line(name: str, reading: Reading) -> str:
    """A reading's whole sum, down to the printed score."""
    if reading.score is None or reading.exact is None:
        return _("{name}: geen score").format(name=name)
    if 100 * reading.earned < reading.deduction * reading.possible:
        return _("{name}: 100 × {earned} / {possible} − {deduction} is minder dan 0. De score is dan {score}").format(
            name=name,
            earned=reading.earned,
            possible=reading.possible,
            deduction=reading.deduction,
            score=reading.score,
        )
    quotient = decimal(reading.exact.value)
    return _("{name}: 100 × {earned} / {possible} − {deduction} = {exact}, afgerond naar beneden: {score}").format(
        name=name,
        earned=reading.earned,
        possible=reading.possible,
        deduction=reading.deduction,
        exact=quotient,
        score=reading.score,
    )
