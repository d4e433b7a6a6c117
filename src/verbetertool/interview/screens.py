"""The words of the questionnaire, all of its screens in the order in which a person sees them.

A state becomes blocks of text. How they are wrapped is the terminal's affair.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from verbetertool.interview.state import Item, Part, State
from verbetertool.language import N_, _, ngettext, section_words
from verbetertool.model.project import Project
from verbetertool.model.rubric import Choice, Perspective

OCCURS_TEXT = {
    "never": N_("nooit"),
    "sometimes": N_("soms"),
    "usually": N_("meestal"),
    "unknown": N_("weet ik niet"),
}
STATUSES = (
    ("plan", N_("Het is een plan, er is nog niets begonnen.")),
    ("uitvoering", N_("Het project loopt.")),
    ("afgerond", N_("Het project is afgelopen.")),
)
FULL_HINTS = 3
"""How often the keys are shown in full."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; `label` stands before it, and its further lines hang below its first word."""

    text: str
    label: str = ""
    heading: bool = False
    gap: bool = False
    """Whether a blank line comes before it."""


Blocks = tuple[Block, ...]


def start_screen(state: State, file: str) -> Blocks:
    """What this is and what to have at hand, for somebody who starts a new file."""
    parts = len([part for part in state.parts if part.items[0].kind != "project"])
    number = state.question_count
    questions = ngettext("{number} vraag", "{number} vragen", number).format(number=number)
    counted = ngettext("{number} onderdeel", "{number} onderdelen", parts).format(number=parts)
    kind = _("Dit is de snelle scan: alleen de kernvragen.") if state.scope == "quick" else ""
    return (
        Block(state.rubric.rubric.title, heading=True),
        Block(
            _(
                "Met deze vragen ziet u hoe dicht uw project is bij wat bekend is over wat werkt. "
                "U ziet ook wat u als eerste kunt verbeteren. Niemand slaagt of zakt."
            )
        ),
        *([Block(kind)] if kind else []),
        Block(
            _("Er zijn hoogstens {questions} in {parts}. Eerst vertelt u iets over uw project.").format(
                questions=questions, parts=counted
            )
        ),
        Block(_("Houd bij de hand: uw projectplan, cijfers en evaluaties. Noem geen namen van jongeren.")),
        Block(
            _("U kunt altijd stoppen met s. Elk antwoord komt meteen in {file}. Er gaat niets naar buiten.").format(
                file=file
            )
        ),
        Block(_("Na elk antwoord drukt u op Enter. Met v gaat u terug, met h krijgt u hulp.")),
    )


def overview(state: State) -> Blocks:
    """Every part with how much of it is answered, and how to go on."""
    blocks = [Block(_("Overzicht: {name}").format(name=state.project.name), heading=True)]
    for number, part in enumerate(state.parts, _first_number(state)):
        blocks.append(Block(f"{part.title}: {_progress(state, part)}", label=f"{number}."))
    if state.scope == "quick":
        blocks.append(
            Block(_("Dit is de snelle scan. De hele vragenlijst krijgt u door te starten met --full."), gap=True)
        )
    blocks.extend(_kept(state))
    goal = state.first_open()
    if goal is None:
        blocks.append(Block(_("Alles is beantwoord. Enter = alles nakijken."), gap=True))
    else:
        blocks.append(Block(_("Enter = verder met {item}.").format(item=_name(state, goal)), gap=True))
    blocks.append(Block(_("Of typ het nummer van een onderdeel, g en een vraagnummer, of s om te stoppen.")))
    return tuple(blocks)


def question(state: State) -> Blocks:
    """The question that is on, with every level in full, the present answer, and the keys."""
    return (*_question_text(state), *_present(state), *keys(state))


def keys(state: State) -> Blocks:
    """What can be typed: in full the first times, in short later."""
    if state.at.kind == "project":
        is_first = state.at in state.items[:2]
        return _fact_keys() if is_first else ()
    if state.hints >= FULL_HINTS:
        return ()
    if state.at.kind == "element":
        text = _(
            "Kies de hoogste regel die helemaal klopt: typ 0, 1, 2, 3 of 4. Of: w = weet ik niet; n = niet van "
            "toepassing; o = overslaan; v = vorige; t = notitie; b = onderbouwing; h = hulp; l = overzicht; "
            "s = stoppen."
        )
    else:
        text = _(
            "Typ 0, 1 of 2. Of: w = weet ik niet; o = overslaan; v = vorige; t = notitie; b = onderbouwing; "
            "h = hulp; l = overzicht; s = stoppen."
        )
    return (Block(text, gap=True),)


def help_text(state: State) -> Blocks:
    """Why a question matters, an example from practice, the source, and all keys."""
    blocks: list[Block] = []
    rubric = state.rubric
    match state.at.kind:
        case "element":
            element = state.element(state.at)
            blocks.append(Block(element.why, label=_("Waarom:")))
            practices = list(rubric.practices_of(element.id))
            if practices:
                blocks.append(Block(f"{practices[0].title}. {practices[0].description}", label=_("Voorbeeld:")))
                if practices[0].link:
                    blocks.append(Block(practices[0].link, label=_("Meer:")))
            blocks.append(_source(state, element.support.sections))
            if element.support.caveat:
                blocks.append(Block(element.support.caveat, label=_("Let op:")))
        case "anti_pattern":
            anti_pattern = state.anti_pattern(state.at)
            blocks.append(Block(anti_pattern.why, label=_("Waarom:")))
            blocks.append(Block(anti_pattern.alternative, label=_("Wat wel helpt:")))
            practice = next((p for name in anti_pattern.elements for p in rubric.practices_of(name)), None)
            if practice:
                blocks.append(Block(f"{practice.title}. {practice.description}", label=_("Voorbeeld:")))
                if practice.link:
                    blocks.append(Block(practice.link, label=_("Meer:")))
            blocks.append(_source(state, anti_pattern.sections))
        case _:
            blocks.append(Block(_(FACT_HELP[state.at.id])))
            return (*blocks, *_fact_keys())
    return (*blocks, *keys(_with_hints(state)))


def not_applicable_intro(state: State) -> Blocks:
    """What to type as the reason why an element does not apply."""
    example = state.element(state.at).not_applicable.example or ""
    return (
        Block(_("Waarom geldt dit niet voor uw project? De reden komt in het rapport.")),
        Block(example, label=_("Bijvoorbeeld:")),
    )


def text_intro(state: State) -> Blocks:
    """How to write a note or evidence, with what stands there already."""
    blocks: list[Block] = []
    if state.writing == "note":
        blocks.append(Block(_("Notitie. Typ een of meer regels. Sluit af met een punt alleen op een regel.")))
        present: Iterable[str] = [state.note(state.at)] if state.note(state.at) else []
    else:
        blocks.append(
            Block(_("Onderbouwing: een stuk, een registratie of iemand van buiten. Typ elk stuk op een eigen regel."))
        )
        blocks.append(Block(_("Sluit af met een punt alleen op een regel.")))
        present = state.evidence(state.at)
    texts = list(present)
    for text in texts:
        blocks.append(Block(text, label=_("Er staat al:")))
    if texts:
        blocks.append(Block(_("Wat u typt, komt erachter. Alleen een punt = laten zoals het is. - = wissen.")))
    return tuple(blocks)


def part_end(state: State, part: Part) -> Blocks:
    """The answers of a part, open ones first, and how to go on."""
    blocks = [Block(_("Einde van: {part}").format(part=part.title), heading=True)]
    for item in sorted(part.items, key=state.is_answered):
        blocks.append(Block(_summary(state, item), label=f"{state.numbers[item]}."))
    if part.items[0].kind == "project":
        number = state.question_count
        text = ngettext(
            "Voor dit project is er {number} vraag.", "Voor dit project zijn er {number} vragen.", number
        ).format(number=number)
        blocks.append(Block(text, gap=True))
    if state.going_to is None:
        text = _("Enter = alles nakijken.")
    else:
        text = _("Enter = verder met {item}.").format(item=_name(state, state.going_to))
    blocks.append(Block(text + " " + _("Of typ een nummer om dat antwoord te veranderen."), gap=True))
    return tuple(blocks)


def check_screen(state: State) -> Blocks:
    """Every answer of every part; what was skipped is called open."""
    blocks = [Block(_("Nakijken: {name}").format(name=state.project.name), heading=True)]
    for part in state.parts:
        blocks.append(Block(f"{part.title}: {_progress(state, part)}", gap=True))
        blocks.extend(Block(_summary(state, item), label=f"{state.numbers[item]}.") for item in part.items)
    blocks.extend(_kept(state))
    blocks.append(Block(_("Typ een nummer om dat antwoord te veranderen. Enter = klaar. s = stoppen."), gap=True))
    return tuple(blocks)


def questions_changed(before: State, after: State) -> Blocks:
    """What a change of the project's facts does to the questions; nothing if it does nothing."""
    added = [item for item in after.items if item not in before.items]
    gone = [item for item in before.items if item not in after.items]
    blocks = []
    if added:
        text = ngettext("Er komt {number} vraag bij:", "Er komen {number} vragen bij:", len(added))
        blocks.append(Block(_titles(after, added), label=text.format(number=len(added))))
    if gone:
        text = ngettext("Er valt {number} vraag af:", "Er vallen {number} vragen af:", len(gone))
        blocks.append(Block(_titles(after, gone), label=text.format(number=len(gone))))
    if blocks:
        blocks.append(Block(_("Uw antwoorden blijven bewaard.")))
    return tuple(blocks)


def answer_words(state: State, item: Item) -> str:
    """The answer to a question in a few words."""
    if not state.is_answered(item):
        return _("nog open")
    match item.kind:
        case "element":
            answer = state.answer(item)
            if answer.not_applicable is not None:
                reason = answer.not_applicable
                words = _("niet van toepassing")
                return words if reason is True else f"{words} ({reason})"
            return _("weet ik niet") if answer.level == "unknown" else _("niveau {level}").format(level=answer.level)
        case "anti_pattern":
            return _(OCCURS_TEXT[state.occurrence(item).occurs or "unknown"])
        case _:
            return _fact_words(state, item)


def prompt(state: State) -> str:
    """The words before the cursor."""
    match state.mode:
        case "reason":
            return _("Reden (v = terug):")
        case "proof":
            return _("Waar blijkt dat uit? (niet verplicht; Enter = verder):")
        case "text":
            if state.writing == "note":
                return _("Notitie (alleen een punt = klaar):")
            return _("Onderbouwing (alleen een punt = klaar):")
        case "clear":
            return _("Alles hiervan wissen? (j = ja):")
        case "question" if state.at.kind == "project" and state.at.id in ("name", "organisation"):
            return _("Uw antwoord (h = hulp):")
    return _("Uw keuze (h = hulp):")


def choices_of(state: State, item: Item) -> tuple[Choice | Perspective, ...]:
    """What can be chosen for a fact of the project; empty for other facts."""
    rubric = state.rubric
    found: dict[str, tuple[Choice | Perspective, ...]] = {
        "target_groups": rubric.target_groups,
        "goals": rubric.goals,
        "phases": rubric.phases,
        "perspective": rubric.perspectives,
    }
    return found.get(item.id, ())


def not_a_choice(state: State, line: str) -> Blocks:
    """That a line means nothing here, and what does."""
    match state.mode, state.at.kind:
        case "question", "element":
            text = _("«{line}» is geen keuze. Typ 0, 1, 2, 3 of 4, of h voor hulp.")
        case "question", "anti_pattern":
            text = _("«{line}» is geen keuze. Typ 0, 1 of 2, of h voor hulp.")
        case "question", _:
            text = _(FACT_MISTAKES.get(state.at.id, FACT_MISTAKES["one"]))
        case _:
            text = _("«{line}» is geen keuze. Druk op Enter om verder te gaan, of typ h voor hulp.")
    return (Block(text.format(line=_shortened(line))),)


def no_evidence(state: State, line: str) -> Blocks:
    """That a key typed where evidence is asked is not saved, and what can be typed there."""
    if state.mode == "proof":
        text = _("«{line}» is geen onderbouwing: niet bewaard. Typ waar het uit blijkt. Enter = verder.")
    else:
        text = _("«{line}» is geen onderbouwing: niet bewaard. Typ waar het uit blijkt. Alleen een punt = klaar.")
    return (Block(text.format(line=line)),)


def no_reason(line: str) -> Blocks:
    """That a line says nothing about why an element does not apply."""
    text = _("«{line}» is geen reden. Typ in een paar woorden waarom dit niet geldt. v = terug.")
    return (Block(text.format(line=_shortened(line))),)


def _shortened(line: str) -> str:
    shown = " ".join(line.split())
    return shown if len(shown) <= 40 else shown[:39] + "…"


FACT_QUESTIONS = {
    "name": N_("Hoe heet uw project?"),
    "organisation": N_("Welke organisatie voert het uit?"),
    "target_groups": N_("Voor welke jongeren is het project?"),
    "ages": N_("Hoe oud zijn de jongeren?"),
    "goals": N_("Wat is het doel?"),
    "phases": N_("Welke delen van de route doet uw project?"),
    "status": N_("Hoe ver is het project?"),
    "perspective": N_("Uit wiens ogen vult u dit in?"),
}
FACT_HOW = {
    "target_groups": N_("Typ een of meer nummers, zoals 1, 3. Slaat u dit over, dan tellen alle groepen."),
    "ages": N_("Typ twee leeftijden, zoals 16-27. Slaat u dit over, dan tellen alle leeftijden."),
    "goals": N_("Typ een of meer nummers, zoals 1, 3. Slaat u dit over, dan tellen alle doelen."),
    "phases": N_("Typ een of meer nummers, zoals 1, 3. Slaat u dit over, dan tellen alle delen."),
    "status": N_("Typ een nummer."),
    "perspective": N_("Typ een nummer."),
}
FACT_HELP = {
    "name": N_("Deze naam komt boven het rapport."),
    "organisation": N_("Deze naam komt in het rapport. U kunt dit overslaan met o."),
    "target_groups": N_("De doelgroep bepaalt welke vragen u krijgt, en welk niveau het streefbeeld vraagt."),
    "ages": N_("De leeftijd bepaalt of u de vragen over jongeren vanaf 23 jaar krijgt. «vanaf 23» kan ook."),
    "goals": N_("Het doel bepaalt welke vragen u krijgt, en welk niveau het streefbeeld vraagt."),
    "phases": N_("Vragen over delen van de route die uw project niet doet, krijgt u niet."),
    "status": N_("Bij een plan kiest u de niveaus die u van plan bent. Het rapport zegt dat dit voornemens zijn."),
    "perspective": N_("Een jongere of werkgever ziet soms iets anders dan u. Dit komt alleen in het rapport."),
}
FACT_MISTAKES = {
    "ages": N_("«{line}» begrijp ik niet. Typ twee leeftijden van 0 tot en met 120, zoals 16-27."),
    "target_groups": N_("«{line}» is geen keuze. Typ een of meer nummers uit de lijst, zoals 1, 3."),
    "goals": N_("«{line}» is geen keuze. Typ een of meer nummers uit de lijst, zoals 1, 3."),
    "phases": N_("«{line}» is geen keuze. Typ een of meer nummers uit de lijst, zoals 1, 3."),
    "one": N_("«{line}» is geen keuze. Typ een nummer uit de lijst, of h voor hulp."),
}


def _fact_keys() -> Blocks:
    return (Block(_("Ook: o = overslaan, v = vorige, h = hulp, l = overzicht, s = stoppen."), gap=True),)


def _question_text(state: State) -> Iterator[Block]:
    item = state.at
    number = state.numbers[item]
    if item.kind == "project":
        count = len(state.part_of(item).items)
        yield Block(
            _("Over uw project, vraag {number} van {count}.").format(number=number[1:], count=count), heading=True
        )
        yield Block(_(FACT_QUESTIONS[item.id]))
        if item.id == "status":
            for index, (_id, text) in enumerate(STATUSES, 1):
                yield Block(_(text), label=f"{index}.")
        for index, choice in enumerate(choices_of(state, item), 1):
            text = f"{choice.title}. {choice.description}" if isinstance(choice, Choice) else choice.title
            yield Block(text, label=f"{index}.")
        if item.id in FACT_HOW:
            yield Block(_(FACT_HOW[item.id]))
        return
    parts = [part for part in state.parts if part.items[0].kind != "project"]
    part = state.part_of(item)
    yield Block(
        _("Vraag {number} van {count}. Onderdeel {part} van {parts}: {title}.").format(
            number=number,
            count=state.question_count,
            part=parts.index(part) + 1,
            parts=len(parts),
            title=part.title,
        ),
        heading=True,
    )
    if item.kind == "element":
        element = state.element(item)
        yield Block(element.question)
        for level in range(5):
            yield Block(element.levels[level], label=f"{level}.")
        return
    yield Block(state.anti_pattern(item).question)
    for level, word in enumerate(
        (_("Nooit."), _("Soms: minder dan de helft van de keren."), _("Meestal: de helft van de keren of meer."))
    ):
        yield Block(word, label=f"{level}.")


def _present(state: State) -> Iterator[Block]:
    item = state.at
    if state.is_answered(item):
        yield Block(_("{answer}. Enter = zo laten.").format(answer=answer_words(state, item)), label=_("Nu:"), gap=True)
    if item.kind != "project":
        if note := state.note(item):
            yield Block(note, label=_("Notitie:"))
        for text in state.evidence(item):
            yield Block(text, label=_("Onderbouwing:"))


def _fact_words(state: State, item: Item) -> str:
    value = state.fact(item)
    if item.id == "ages":
        return _ages(state.project)
    if item.id == "status":
        return _(dict(STATUSES)[value]).rstrip(".")
    names = {choice.id: choice.title for choice in choices_of(state, item)}
    if not names:
        return str(value)
    return "; ".join(names.get(one, one) for one in ((value,) if isinstance(value, str) else value))


def _ages(project: Project) -> str:
    ages = project.ages
    if ages is None or (ages.from_ is None and ages.to is None):
        return _("alle leeftijden")
    if ages.from_ is None:
        return _("tot en met {to} jaar").format(to=ages.to)
    if ages.to is None:
        return _("vanaf {from_} jaar").format(from_=ages.from_)
    return _("{from_} tot en met {to} jaar").format(from_=ages.from_, to=ages.to)


def _progress(state: State, part: Part) -> str:
    done = sum(state.is_answered(item) for item in part.items)
    text = _("{done} van {all} beantwoord").format(done=done, all=len(part.items))
    skipped = sum(item in state.skipped and not state.is_answered(item) for item in part.items)
    if skipped:
        text += ", " + _("{number} overgeslagen").format(number=skipped)
    return text


def _summary(state: State, item: Item) -> str:
    return f"{_title(state, item)}: {answer_words(state, item)}"


def _title(state: State, item: Item) -> str:
    match item.kind:
        case "element":
            return state.element(item).title
        case "anti_pattern":
            return state.anti_pattern(item).title
        case _:
            return _(FACT_QUESTIONS[item.id]).rstrip("?")


def _titles(state: State, items: Iterable[Item]) -> str:
    return "; ".join(_title(state, item) for item in items) + "."


def _name(state: State, item: Item) -> str:
    if item.kind == "project":
        return _("de vraag «{question}»").format(question=_(FACT_QUESTIONS[item.id]))
    return _("vraag {number}").format(number=state.numbers[item])


def _kept(state: State) -> Iterator[Block]:
    """Answers in the file that do not count: the project is not asked about them, or the rubric has lost them."""
    if state.not_counted:
        titles = "; ".join(element.title for element in state.not_counted)
        yield Block(titles + ".", label=_("Bewaard, maar telt nu niet mee:"), gap=True)
    if state.no_longer_asked:
        yield Block(", ".join(state.no_longer_asked) + ".", label=_("Bewaard, maar niet meer gevraagd:"), gap=True)


def _source(state: State, sections: Sequence[str]) -> Block:
    source = state.rubric.rubric.source
    places = section_words(sections)
    text = _("{title} ({author}), {places}.").format(title=source.title, author=source.author, places=places)
    return Block(text, label=_("Bron:"))


def _first_number(state: State) -> int:
    return 0 if state.parts[0].items[0].kind == "project" else 1


def _with_hints(state: State) -> State:
    return replace(state, hints=0)
