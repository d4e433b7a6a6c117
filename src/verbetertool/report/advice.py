"""What a project should do first and why: the improvement points, the shortest way, and the one thing on top."""

from collections.abc import Iterable, Sequence

from verbetertool.language import _, decimal, ngettext
from verbetertool.model.assessment import Assessment, Improvement, Step, Way
from verbetertool.model.rubric import Rubric
from verbetertool.report.parts import Lead, Point, PracticeView, WayView
from verbetertool.report.phrases import phrases_of
from verbetertool.report.words import BANDS, OCCURS, OCCURS_BY_NUMBER, UNDETERMINED, nothing_answered


class Advice:
    """Words what to improve, from one result and the texts of its rubric."""

    def __init__(self, assessment: Assessment, rubric: Rubric) -> None:
        self.result = assessment
        self.rubric = rubric
        self.score = assessment.score
        self.phrases = phrases_of(rubric)
        self.titles = self.phrases.titles
        self.is_plan = assessment.project.status == "plan"
        self.undetermined = UNDETERMINED in assessment.score.labels
        self.results = {element.id: element for element in assessment.elements}
        self.harms = {harm.id: harm for harm in assessment.anti_patterns}
        self.steps: dict[str, list[Step]] = {}
        """Those of each element and anti-pattern, the next one first."""
        for step in assessment.steps:
            self.steps.setdefault(step.id, []).append(step)

    def lead(self, points: Sequence[Point]) -> Lead | None:
        """First what is unknown if the picture can't be told yet, else the first of the improvement points."""
        result = self.result
        if result.find_out_first and (self.undetermined or not result.improvements):
            first = result.find_out_first[0]
            why = _("Dit geeft het snelst een duidelijk beeld. Wat openstaat, is geen zwakte.")
            question = self.phrases.questions[first.id]
            link = _("Meer om uit te zoeken")
            return Lead(_("Zoek dit eerst uit"), self.titles[first.id], question, why, link, "open")
        if points:
            point = points[0]
            why = f"{point.why} {point.lock}" if point.lock else point.why
            heading = _("Begin hier, nog voor de start") if self.is_plan else _("Begin hier")
            harmful = result.improvements[0].kind == "anti_pattern"
            action = f"{point.action} {point.next_text}" if harmful else point.action
            return Lead(heading, point.title, action, why, _("Alle verbeterpunten"), "punten")
        return None

    def points_intro(self) -> str:
        if self.score.reported.score is None:
            return _("Zonder score zijn er geen verbeterpunten.")
        if self.result.improvements:
            return _(
                "Dit levert het meeste op. Wat het beeld tegenhoudt, staat vooraan. Kies er een of twee, en schrijf "
                "erbij wie het doet en wanneer."
            )
        if nothing_answered(self.result):
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
        texts = self.rubric.level_texts(element)
        if self.is_plan:
            now, following = _("U bent van plan (niveau {level})"), _("Volgende stap in uw plan (niveau {level})")
        else:
            now, following = _("U staat nu op niveau {level}"), _("Volgende stap (niveau {level})")
        return Point(
            id=element.id,
            title=element.title,
            now=now.format(level=level),
            now_text=texts[level],
            next=following.format(level=level + 1),
            next_text=texts[level + 1],
            why=element.why,
            support=self.phrases.support(element.id),
            practice=self.practice((element.id,), number, told),
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
            support=self.phrases.support(improvement.id),
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
        band = self.score.reported.band
        if band is not None and min(limits) > band:
            text = _("Later houdt dit ook het beeld tegen: dat wordt dan hoogstens «{limit}».")
        else:
            text = _("Zolang dit zo blijft, is het beeld hoogstens «{limit}».")
        return text.format(limit=_(BANDS[min(limits)]))

    def gain(self, improvement: Improvement) -> str:
        """What the next step brings, and all steps to the contour together where there are more."""
        following = self.steps[improvement.id]
        text = _("Deze stap: {gain} punten.").format(gain=decimal(following[0].gain.value))
        if len(following) > 1:
            text += " " + _("Alle stappen tot het streefbeeld: {gain} punten.").format(
                gain=decimal(improvement.gain.value)
            )
        return text

    def practice(self, elements: tuple[str, ...], number: int, told: dict[str, int]) -> PracticeView | None:
        """The first practice that shows one of the elements and was not told yet, else where one was told.

        `told` holds the number of the improvement point that told each practice.
        """
        shown = self.phrases.practices(elements)
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
        way = {1: ways.band_2, 2: ways.band_3, 3: ways.band_4}[band]
        return self.way(way, band + 1)

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
