"""What a report says and in which order: an `Assessment` and the `Rubric`'s texts become words, without markup.

Every number comes from the assessment; nothing is scored here (docs/decisions/0007-reports.md).
"""

from collections.abc import Iterable, Mapping, Sequence

from verbetertool.language import _, current_language, decimal, in_words, long_date, ngettext
from verbetertool.model.assessment import AntiPatternResult, Assessment, ElementResult, FindOut
from verbetertool.model.contour import Profile
from verbetertool.model.rubric import Rubric
from verbetertool.report.advice import Advice
from verbetertool.report.parts import (
    AnswerGroup,
    AnswerRow,
    ContextView,
    Fact,
    HarmView,
    OpenItem,
    ReportView,
    Strength,
    StrengthGroup,
)
from verbetertool.report.phrases import phrases_of
from verbetertool.report.words import (
    OCCURS,
    PROJECT_STATUS,
    STRENGTH,
    UNDETERMINED,
    UNSHOWN_COUNTS_AS,
    band_words,
    lock_sentences,
    nothing_answered,
    points_words,
    status_of,
    sum_line,
)


def view_of(assessment: Assessment, rubric: Rubric) -> ReportView:
    """The report of one project, in words.

    The last ones are kept: the formats of a report are made one after the other, of a few reports at a time.
    """
    key = id(assessment), id(rubric), current_language()
    kept = _recent.get(key)
    if kept is None:
        if len(_recent) >= MOST_RECENT:
            del _recent[next(iter(_recent))]
        # With what it was made from, so that the numbers of those objects stay theirs.
        kept = _recent[key] = _Writer(assessment, rubric).report(), assessment, rubric
    return kept[0]


MOST_RECENT = 16
"""Reports that may be made side by side before a format has to word one anew."""
_recent: dict[tuple[int, int, str], tuple[ReportView, Assessment, Rubric]] = {}


def forget_views() -> None:
    """Lets go of all views that were kept."""
    _recent.clear()


class _Writer:
    """Holds what every section needs; each method words one section."""

    def __init__(self, assessment: Assessment, rubric: Rubric) -> None:
        self.result = assessment
        self.rubric = rubric
        self.score = assessment.score
        self.phrases = phrases_of(rubric)
        self.titles = self.phrases.titles
        self.point_numbers = {point.id: number for number, point in enumerate(assessment.improvements, 1)}
        self.is_plan = assessment.project.status == "plan"
        self.undetermined = UNDETERMINED in assessment.score.labels

    def report(self) -> ReportView:
        result = self.result
        advice = Advice(result, self.rubric)
        points = tuple(advice.points())
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
            lead=advice.lead(points),
            in_short=tuple(self.in_short()),
            intentions=self.intentions(),
            notices=tuple(self.notices()),
            points_intro=advice.points_intro(),
            points=points,
            way=advice.next_band(),
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
            not_applicable=tuple(self.excluded()),
            open_counts=tuple(self.open_counts()),
            watch=self.phrases.watch(tuple(element.id for element in result.elements)),
            success_views=self.phrases.success_views(result.project.goals or ()),
            criteria=self.phrases.criteria,
            indicators=self.phrases.indicators,
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
        version = _("{title}, versie {version}").format(title=self.rubric.rubric.title, version=self.rubric.version)
        yield Fact(_("Rubriek"), version)

    def profile(self) -> Iterable[Fact]:
        profile = self.result.project.profile
        for label, titles, chosen in (
            (_("Doelgroepen"), self.phrases.target_groups, profile.target_groups),
            (_("Doelen"), self.phrases.goals, profile.goals),
            (_("Fasen"), self.phrases.phases, profile.phases),
        ):
            yield Fact(label, self.chosen(titles, chosen))
        yield Fact(_("Leeftijd"), self.ages(profile))

    def chosen(self, titles: Mapping[str, str], chosen: Sequence[str]) -> str:
        if not chosen:
            return _("niet ingevuld")
        return "; ".join(titles.get(name, name) for name in chosen)

    def ages(self, profile: Profile) -> str:
        ages = profile.ages
        if ages is None:
            return _("niet ingevuld")
        if ages.from_ is None:
            return _("tot en met {to} jaar").format(to=ages.to)
        if ages.to is None:
            return _("vanaf {from_} jaar").format(from_=ages.from_)
        return _("{from_} tot en met {to} jaar").format(from_=ages.from_, to=ages.to)

    def in_short(self) -> Iterable[str]:
        """Three to five sentences; each number in them returns further on."""
        score = self.score
        if score.reported.score is None or score.band is None:
            yield _("Er is geen score: voor dit project telt geen enkele vraag mee.")
            return
        share = score.answered_share.percent if score.answered_share else 0
        if nothing_answered(self.result):
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
        if self.result.profile_by == "funder":
            yield _(
                "De financier stelde doelgroepen, leeftijd, doelen en fasen vast, voor alle projecten gelijk. Dit "
                "rapport rekent daarmee, en niet met uw eigen keuzes."
            )
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

    def harm(self, harm: AntiPatternResult) -> HarmView:
        anti_pattern = self.rubric.anti_pattern_by_id[harm.id]
        if harm.deduction and self.score.reported.score is not None:
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
            point=self.point_numbers.get(harm.id),
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
        items: dict[str, list[Strength]] = {}
        for element in self.result.elements:
            level, required = element.level, element.required
            if level is not None and level >= required:
                shown = bool(element.evidence) or required <= UNSHOWN_COUNTS_AS
                strength = self.phrases.strength(element.id, level, required, shown, self.is_plan)
                items.setdefault(element.context, []).append(strength)
        for context in self.rubric.contexts:
            if context.id in items:
                yield StrengthGroup(context.title, tuple(items[context.id]))

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
        statuses = [status_of(element) for element in self.result.elements]
        unanswered, unknown = statuses.count("unanswered"), statuses.count("unknown")
        refused = statuses.count("refused")
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
        if refused:
            yield ngettext(
                "Bij {number} vraag staat «niet van toepassing», maar dat kan daar niet of de reden mist. "
                "Die telt als «weet ik niet».",
                "Bij {number} vragen staat «niet van toepassing», maar dat kan daar niet of de reden mist. "
                "Die tellen als «weet ik niet».",
                refused,
            ).format(number=refused)
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

    def excluded(self) -> Iterable[OpenItem]:
        for element in self.result.elements:
            if element.status == "not_applicable":
                yield OpenItem(element.id, self.titles[element.id], element.reason or "")

    def groups(self) -> Iterable[AnswerGroup]:
        rows: dict[str, list[AnswerRow]] = {}
        for element in self.result.elements:
            rows.setdefault(element.context, []).append(self.answer_row(element))
        for context in self.rubric.contexts:
            if context.id in rows:
                yield AnswerGroup(context.id, context.title, tuple(rows[context.id]))

    def answer_row(self, answer: ElementResult) -> AnswerRow:
        words = self.phrases.answer(
            answer.id,
            status_of(answer),
            answer.level,
            answer.required,
            answer.weight,
            answer.points_lost,
            self.is_plan,
        )
        return AnswerRow(
            words, self.point_numbers.get(answer.id), answer.reason, answer.note, answer.evidence, answer.line
        )

    def harm_row(self, harm: AntiPatternResult) -> AnswerRow:
        words = self.phrases.harm(harm.id, harm.occurs, harm.deduction)
        return AnswerRow(words, None, None, harm.note, harm.evidence, harm.line)

    def sum_lines(self) -> Iterable[str]:
        readings = (
            (_("Bewezen"), self.score.proven),
            (_("Volgens opgave"), self.score.reported),
            (_("Hoogstens"), self.score.at_most),
        )
        return [sum_line(name, reading) for name, reading in readings]

    def method(self) -> Iterable[str]:
        yield _(
            "Elke vraag weegt 1 tot 3. Hoe meer studies en mensen uit de praktijk het noemen, hoe zwaarder. "
            "Dat is de breedte van de onderbouwing, niet de grootte van het effect."
        )
        yield _(
            "Het streefbeeld is het niveau dat van uw project gevraagd wordt. Het hangt af van doelgroep, leeftijd, "
            "doel en fase. Meer doen levert geen extra punten op."
        )
        yield _(
            "Bewezen telt een niveau zonder onderbouwing als hoogstens 2, en wat open is als 0. Volgens opgave telt "
            "uw eigen niveau. Hoogstens telt wat open is als het streefbeeld."
        )
        yield _(
            "Het beeld begint bij 50 (In opbouw), 75 (Goed op weg) en 90 (Volgens het streefbeeld). Een slot houdt het "
            "beeld tegen, nooit de score."
        )
        score = self.score
        if score.robust_range and score.same_band_share and score.equal_weight is not None:
            yield _(
                "Wij rekenden ook 500 keer met andere gewichten. "
                "Zonder de 25 laagste en 25 hoogste uitkomsten loopt de score van {low} (bewezen) tot {high} "
                "(hoogstens). "
                "In {share}\N{NO-BREAK SPACE}% van de 500 keer blijft het beeld gelijk. "
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
