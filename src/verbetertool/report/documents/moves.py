"""What became of each answer between two moments: what got better or worse, and what only became known or proven."""

from collections.abc import Callable, Iterable, Iterator

from verbetertool.language import N_, _, ngettext
from verbetertool.model.base import is_older
from verbetertool.model.comparison import (
    AntiPatternChange,
    Compared,
    Comparison,
    ElementAnswer,
    ElementChange,
    Moment,
    PlanChange,
)
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Aside, Block, Cell, Column, Items, Line, Lines, Own, Paragraph, Strong, Table
from verbetertool.report.documents.words import OCCURS, STATUS, about_words, count_words, level_words, titles_of

MOST_NAMED = 4
"""Titles that the overview names of one kind of change."""
PLAN_STATUS = {
    "open": N_("nog niet begonnen"),
    "doing": N_("bezig"),
    "done": N_("gedaan"),
    "dropped": N_("vervallen"),
}

HAPPENS = {
    "never": N_("komt niet voor"),
    "sometimes": N_("komt soms voor"),
    "usually": N_("komt meestal voor"),
    "unknown": OCCURS["unknown"],
    "unanswered": OCCURS["unanswered"],
}
"""What is said of an anti-pattern where it stands by itself."""

Part = tuple[str, str, tuple[Block, ...]]
Change = ElementChange | AntiPatternChange


def overview(compared: Compared, rubric: Rubric) -> Iterator[Block]:
    """In one table: what changed for young people, and what only became known or can only be shown better."""
    found = _Found(compared, rubric)
    rows: list[tuple[Cell, ...]] = []
    for title, meaning, changes in found.kinds():
        if changes:
            rows.append((Lines((Strong(title), Aside(meaning))), len(changes), found.names(changes)))
    if not rows:
        yield Paragraph(_("Alle antwoorden zijn gelijk aan die van de vorige keer."))
        return
    columns = (Column(_("Wat voor verandering")), Column(_("Hoeveel"), numeric=True), Column(_("Waarbij")))
    yield Table("changes", _("Wat er echt veranderde, en wat alleen bekend of aangetoond werd"), columns, tuple(rows))


def numbers(compared: Compared, rubric: Rubric) -> str:
    """How many answers changed, of each kind, in a line."""
    counted = [(title, len(changes)) for title, _meaning, changes in _Found(compared, rubric).kinds() if changes]
    if not counted:
        return _("Alle antwoorden zijn gelijk aan die van de vorige keer.")
    return "; ".join(f"{title}: {number}" for title, number in counted) + "."


def parts(compared: Compared, rubric: Rubric) -> Iterator[Part]:
    """Each kind of change with all that changed so, and the old and the new answer; those without any are left out."""
    found = _Found(compared, rubric)
    told = (
        ("vooruit", _("Dit ging vooruit"), None, found.up),
        ("achteruit", _("Dit ging achteruit"), None, found.down),
        (
            "geteld",
            _("Hier bleef het niveau gelijk, maar de telling niet"),
            _("De telling geeft hetzelfde niveau als de vorige keer. De score verandert er dus niet door."),
            found.counted,
        ),
        (
            "andere-vraag",
            _("Hier veranderde de vraag"),
            _("De vraag is anders dan de vorige keer. Een ander niveau zegt dus niet dat er iets veranderde."),
            found.reworded,
        ),
        (
            "bekend",
            _("Dit is nu bekend"),
            _(
                "De vorige keer was hierop geen antwoord. Nu wel. Of dit voor jongeren anders is dan toen, weten we "
                "daarmee niet."
            ),
            found.newly_known,
        ),
        (
            "niet-bekend",
            _("Dit is niet meer bekend"),
            _("De vorige keer was hierop een antwoord, nu niet. Zoek uit of het er nog is."),
            found.no_longer_known,
        ),
    )
    for id, title, intro, changes in told:
        if changes:
            yield id, title, (*_said(intro), found.table(title, changes))
    if found.proven or found.less_proven:
        yield "onderbouwing", _("Hier veranderde alleen de onderbouwing"), tuple(_evidence(found))
    if lines := tuple(_counts_otherwise(found)):
        yield "telt", _("Dit telt nu anders"), (Items(lines),)
    if compared.comparison.plan:
        yield "plan", _("Wat er van het plan kwam"), tuple(_plan(compared, found))
    if still := found.still_to_improve():
        yield (
            "bleef",
            _("Dit was een verbeterpunt, en bleef gelijk"),
            (Items(tuple((Strong(f"{title}:"), f" {words}") for title, words in still)),),
        )


def has_outdated(compared: Compared) -> bool:
    """Whether some old answers were given before their question changed."""
    return any(each.rubric_version and each.level is not None for each in compared.before.elements)


def _said(text: str | None) -> Iterator[Block]:
    if text:
        yield Paragraph(text)


class _Found:
    """The changes of a comparison, by their kind."""

    def __init__(self, compared: Compared, rubric: Rubric) -> None:
        self.compared = compared
        self.comparison: Comparison = compared.comparison
        self.rubric = rubric
        self.titles = titles_of(rubric)
        self.before = _by_id(compared.before)
        self.after = _by_id(compared.after)
        changes: list[Change] = [*self.comparison.elements, *self.comparison.anti_patterns]
        self.up = _those(changes, lambda each: each.move == "up" and self.asked_the_same(each.id))
        self.down = _those(changes, lambda each: each.move == "down" and self.asked_the_same(each.id))
        self.reworded = _those(changes, lambda each: each.move in ("up", "down") and not self.asked_the_same(each.id))
        self.newly_known = _those(changes, _became_known)
        self.no_longer_known = _those(changes, lambda each: each.move == "no_longer_known")
        kept = [each for each in self.comparison.elements if each.move == "same" and _has_levels(each)]
        kept = [each for each in kept if self.asked_the_same(each.id)]
        self.counted = _those(kept, _counted_otherwise)
        rest = [each for each in kept if each not in self.counted]
        self.proven = _those(rest, lambda each: _evidence_of(each) == "gained")
        self.less_proven = _those(rest, lambda each: _evidence_of(each) == "lost")

    def kinds(self) -> Iterator[tuple[str, str, tuple[Change, ...]]]:
        """Each kind of change: its name, what it means for young people, and the changes."""
        is_plan = self.compared.after.is_plan
        better = (
            _("voor jongeren wordt dit beter, volgens het plan")
            if is_plan
            else _("voor jongeren is dit beter dan toen")
        )
        worse = (
            _("voor jongeren wordt dit minder goed, volgens het plan")
            if is_plan
            else _("voor jongeren is dit minder goed dan toen")
        )
        yield _("Vooruit"), better, self.up
        yield _("Achteruit"), worse, self.down
        yield (
            _("De vraag veranderde"),
            _("een ander niveau zegt hier niet dat er iets veranderde"),
            self.reworded,
        )
        yield _("Anders geteld"), _("het niveau is gelijk, de telling niet"), self.counted
        yield (
            _("Alleen nu bekend"),
            _("toen was er geen antwoord; of er iets veranderde, weten we niet"),
            self.newly_known,
        )
        yield _("Niet meer bekend"), _("toen was er een antwoord, nu niet"), self.no_longer_known
        yield (
            _("Alleen beter aangetoond"),
            _("er kwam onderbouwing bij; voor jongeren veranderde niets"),
            self.proven,
        )
        yield (
            _("Minder goed aangetoond"),
            _("de onderbouwing van toen is er niet meer; voor jongeren veranderde niets"),
            self.less_proven,
        )

    def title(self, id: str) -> str:
        """The title, or the id of what this rubric no longer has."""
        return self.titles.get(id, id)

    def names(self, changes: Iterable[Change]) -> str:
        """The titles, as many as a cell can hold."""
        titles = [self.title(each.id) for each in changes]
        if (more := len(titles) - MOST_NAMED) > 1:
            titles[MOST_NAMED:] = [ngettext("en nog {number}", "en nog {number}", more).format(number=more)]
        return "; ".join(titles)

    def table(self, caption: str, changes: Iterable[Change]) -> Table:
        """What each answer was, and what it is."""
        columns = (Column(_("Wat")), Column(_("Vorige keer")), Column(_("Nu")))
        rows = tuple((self.name(each.id), *self.cells(each)) for each in changes)
        return Table("moves", caption, columns, rows, titled=True)

    def name(self, id: str) -> Cell:
        """The title, with what its levels are about where they only say of how many that holds."""
        element = self.rubric.element_by_id.get(id)
        about = about_words(element) if element else None
        return Lines((self.title(id), Aside(about))) if about else self.title(id)

    def cells(self, change: Change) -> tuple[Cell, Cell]:
        """The answer of then and the answer of now."""
        if isinstance(change, AntiPatternChange):
            return self.occurs(change.before), self.occurs(change.after)
        before = self.answer(change, change.before, has_words=self.asked_the_same(change.id))
        return before, self.answer(change, change.after, has_words=True)

    def occurs(self, word: str | None) -> str:
        return _(HAPPENS[word]) if word else _("niet gevraagd")

    def answer(self, change: ElementChange, answer: ElementAnswer | None, *, has_words: bool) -> Cell:
        """A level with its words, and its count; the words only if they are those that were asked."""
        if answer is None:
            return _("niet gevraagd")
        if answer.level is None:
            return _(STATUS[answer.status])
        element = self.rubric.element_by_id.get(change.id)
        level = level_words(answer.level, is_plan=False)
        if answer.count is not None:
            level = f"{level}, {count_words(answer.count, element.per if element else None)}"
        lines: list[Line] = [Strong(f"{level}.")]
        if element is not None and has_words:
            lines.append(self.rubric.level_texts(element)[answer.level])
        elif not has_words:
            lines.append(Aside(_("de vraag was toen anders")))
        return Lines(tuple(lines))

    def asked_the_same(self, id: str) -> bool:
        """Whether the question of then is that of now: by its texts, or else by what the rubric says of its changes."""
        then, now = self.before.get(id), self.after.get(id)
        if then is None or now is None or then.rubric_version != now.rubric_version:
            return False
        if then.text_digest is not None and now.text_digest is not None:
            return then.text_digest == now.text_digest
        item = self.rubric.element_by_id.get(id) or self.rubric.anti_pattern_by_id.get(id)
        version = self.compared.before.rubric.version
        return item is not None and not (item.changed and is_older(version, item.changed))

    def still_to_improve(self) -> list[tuple[str, str]]:
        """Improvement points of then of which the answer is the same, with that answer."""
        points = set(self.compared.before.improvements)
        found = []
        for each in self.comparison.elements:
            if each.id in points and each.move == "same" and each.after is not None and each.after.level is not None:
                words = _("{level}; het streefbeeld vraagt {required}").format(
                    level=level_words(each.after.level, is_plan=False), required=each.after.required
                )
                found.append((self.title(each.id), words))
        for pattern in self.comparison.anti_patterns:
            if pattern.id in points and pattern.move == "same" and pattern.after:
                found.append((self.title(pattern.id), _(HAPPENS[pattern.after])))
        return found


@record
class _Asked:
    """What a question was at a moment, as far as a result says."""

    rubric_version: str | None
    text_digest: str | None = None


def _by_id(moment: Moment) -> dict[str, _Asked]:
    found = {each.id: _Asked(each.rubric_version, each.text_digest) for each in moment.elements}
    return found | {each.id: _Asked(each.rubric_version) for each in moment.anti_patterns}


def _those(changes: Iterable[Change], holds: Callable[[Change], bool]) -> tuple[Change, ...]:
    return tuple(each for each in changes if holds(each))


def _became_known(change: Change) -> bool:
    """Answered now and not then; a question that was not asked then counts too."""
    if change.move != "new_question":
        return change.move == "newly_known"
    if isinstance(change, AntiPatternChange):
        return change.after not in ("unknown", "unanswered")
    return change.after is not None and change.after.level is not None


def _has_levels(change: ElementChange) -> bool:
    """Whether it was answered both times."""
    before, after = change.before, change.after
    return before is not None and after is not None and before.level is not None and after.level is not None


def _counted_otherwise(change: Change) -> bool:
    """Whether an answer of the same level is now by a count, or by another one."""
    if isinstance(change, AntiPatternChange) or change.before is None or change.after is None:
        return False
    return change.after.count is not None and change.after.count != change.before.count


def _evidence_of(change: Change) -> str:
    return "same" if isinstance(change, AntiPatternChange) else change.evidence


def _evidence(found: _Found) -> Iterator[Block]:
    """What can be shown better, or less well, at the same level."""
    if found.proven:
        yield Paragraph(
            _(
                "Hier kwam onderbouwing bij, en het niveau bleef gelijk. Voor jongeren veranderde dus niets. U kunt nu "
                "wel laten zien dat het zo is."
            )
        )
        yield Items(tuple(_with_level(found, each) for each in found.proven))
    if found.less_proven:
        yield Paragraph(_("Hier is de onderbouwing van de vorige keer er niet meer, en het niveau bleef gelijk."))
        yield Items(tuple(_with_level(found, each) for each in found.less_proven))


def _with_level(found: _Found, change: Change) -> str:
    level = None if isinstance(change, AntiPatternChange) or change.after is None else change.after.level
    title = found.title(change.id)
    return f"{title} ({level_words(level, is_plan=False)})" if level is not None else title


def _counts_otherwise(found: _Found) -> Iterator[str]:
    """What is asked or left out at one of the moments alone, unless that is an answer that became known."""
    texts = {
        "now_not_applicable": _("{title}: geldt nu niet voor het project, en telt niet mee."),
        "applicable_again": _("{title}: gold toen niet voor het project, en telt nu mee."),
        "new_question": _("{title}: een nieuwe vraag, nog zonder antwoord."),
        "dropped": _("{title}: wordt nu niet meer gevraagd."),
    }
    changes: list[Change] = [*found.comparison.elements, *found.comparison.anti_patterns]
    for each in changes:
        if (text := texts.get(each.move)) and each not in found.newly_known:
            yield text.format(title=found.title(each.id))


def _plan(compared: Compared, found: _Found) -> Iterator[Block]:
    """Each action, whether it was done, and what became of what it is about."""
    rows: list[tuple[Cell, ...]] = []
    for item, change in zip(compared.plan, compared.comparison.plan, strict=True):
        id = change.element or change.anti_pattern
        action = Own(item.action) if item.action else (found.title(id) if id else None)
        rows.append((action, _(PLAN_STATUS[change.status]), *_became(change, found)))
    columns = (Column(_("Actie")), Column(_("Stand")), Column(_("Vorige keer")), Column(_("Nu")))
    yield Table("became", _("Wat er van het plan kwam"), columns, tuple(rows), titled=True)


def _became(change: PlanChange, found: _Found) -> tuple[Cell, Cell]:
    def words(answer: ElementAnswer | str | None) -> str | None:
        if answer is None:
            return None
        if isinstance(answer, str):
            return found.occurs(answer)
        return _(STATUS[answer.status]) if answer.level is None else level_words(answer.level, is_plan=False)

    return words(change.before), words(change.after)
