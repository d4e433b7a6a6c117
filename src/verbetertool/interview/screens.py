"""The words of the questionnaire, all of its screens in the order in which a person sees them.

A state becomes blocks of text. How they are wrapped is the terminal's affair.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from verbetertool.interview import facts
from verbetertool.interview.state import Item, Part, State
from verbetertool.language import N_, _, ngettext, section_words
from verbetertool.model.scale import Count

OCCURS_TEXT = {
    "never": N_("nooit"),
    "sometimes": N_("soms"),
    "usually": N_("meestal"),
    "unknown": N_("weet ik niet"),
}
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
    if number := len(state.differing):
        text = ngettext(
            "Bij {number} vraag liggen uw antwoorden ver uit elkaar. Die komt eerst.",
            "Bij {number} vragen liggen uw antwoorden ver uit elkaar. Die komen eerst.",
            number,
        )
        blocks.append(Block(text.format(number=number), gap=True))
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
        if state.element(state.at).on_scale:
            text += " " + _("Hebt u het geteld? Typ dat, zoals 34/40.")
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
            blocks += [Block(ruling, label=_("Telt mee:")) for ruling in element.counts]
            blocks += [Block(ruling, label=_("Telt niet mee:")) for ruling in element.counts_not]
            if element.measure:
                blocks.append(Block(element.measure, label=_("Zo zoekt u het uit:")))
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
            blocks.append(Block(facts.help_of(rubric, state.at.id)))
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
    added = [item for item in after.items if item.kind != "project" and item not in before.items]
    gone = [item for item in before.items if item.kind != "project" and item not in after.items]
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
            if answer.asked is not None:
                return answer.asked
            return _("weet ik niet") if answer.level == "unknown" else level_words(state, item)
        case "anti_pattern":
            return _(OCCURS_TEXT[state.occurrence(item).occurs or "unknown"])
        case _:
            return facts.words_of(state.rubric, state.file, item.id)


def level_words(state: State, item: Item) -> str:
    """The level of an answer, with the count that gives it."""
    answer = state.answer(item)
    if answer.count is None:
        return _("niveau {level}").format(level=answer.level)
    count = Count.read(answer.count)
    level = answer.level
    if level is None and state.rubric.scale is not None:
        level = state.rubric.scale.level_of(count)
    text = _("niveau {level} (telling: {count})")
    if count.small:
        text = _("niveau {level} (telling: {count}, dat zijn er weinig)")
    return text.format(level=level, count=facts.count_words(count))


def prompt(state: State) -> str:
    """The words before the cursor."""
    match state.mode:
        case "reason":
            return _("Reden (v = terug):")
        case "small_count":
            return _("Is dit een telling? (j = ja; Enter = nee):")
        case "secured":
            return _("Geldt dat ook? (j = ja; Enter = nee):")
        case "proof":
            return _("Waar blijkt dat uit? (niet verplicht; Enter = verder):")
        case "text":
            if state.writing == "note":
                return _("Notitie (alleen een punt = klaar):")
            return _("Onderbouwing (alleen een punt = klaar):")
        case "clear":
            return _("Alles hiervan wissen? (j = ja):")
        case "question" if state.at.kind == "project" and state.at.id in facts.ONE_LINE:
            return _("Uw antwoord (h = hulp):")
    return _("Uw keuze (h = hulp):")


def not_a_choice(state: State, line: str) -> Blocks:
    """That a line means nothing here, and what does."""
    match state.mode, state.at.kind:
        case "question", "element":
            text = _("«{line}» is geen keuze. Typ 0, 1, 2, 3 of 4, of h voor hulp.")
        case "question", "anti_pattern":
            text = _("«{line}» is geen keuze. Typ 0, 1 of 2, of h voor hulp.")
        case "question", _:
            text = facts.mistake_of(state.rubric, state.at.id)
        case _:
            text = _("«{line}» is geen keuze. Druk op Enter om verder te gaan, of typ h voor hulp.")
    return (Block(text.format(line=shortened(line))),)


def no_evidence(state: State, line: str) -> Blocks:
    """That a key typed where evidence is asked is not saved, and what can be typed there."""
    if state.mode == "proof":
        text = _("«{line}» is geen onderbouwing: niet bewaard. Typ waar het uit blijkt. Enter = verder.")
    else:
        text = _("«{line}» is geen onderbouwing: niet bewaard. Typ waar het uit blijkt. Alleen een punt = klaar.")
    return (Block(text.format(line=line)),)


def says_none(line: str) -> Blocks:
    """That a text only says that there is no evidence, and is not kept."""
    text = _("«{line}» zegt dat er geen onderbouwing is: niet bewaard.")
    return (Block(text.format(line=shortened(line))),)


def small_count_intro(count: Count) -> Blocks:
    """What a line would mean as a count of very few."""
    text = _("U typte {yes}/{of}. Als telling betekent dat: bij {yes} van de {of} is het zo.")
    return (Block(text.format(yes=count.yes, of=count.of)),)


def secured_intro(state: State) -> Blocks:
    """What level 4 adds to the level that a count gives."""
    return (Block(state.element(state.at).secured or "", label=_("Voor niveau 4 geldt ook:")),)


def no_reason(line: str) -> Blocks:
    """That a line says nothing about why an element does not apply."""
    text = _("«{line}» is geen reden. Typ in een paar woorden waarom dit niet geldt. v = terug.")
    return (Block(text.format(line=shortened(line))),)


def undone(before: State, after: State) -> str:
    """That a choice is taken back: what it was, and at which question."""
    answer = answer_words(after, before.at)
    text = _("Ook de keuze daarvoor is teruggenomen: {answer}, bij {item}.")
    return text.format(answer=answer, item=_name(before, before.at))


def shortened(line: str) -> str:
    """A line as it may stand in a sentence."""
    shown = " ".join(line.split())
    return shown if len(shown) <= 40 else shown[:39] + "…"


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
        yield Block(facts.question_of(state.rubric, item.id))
        for index, (_id, text) in enumerate(facts.choices_of(state.rubric, state.file, item.id), 1):
            yield Block(text, label=f"{index}.")
        if how := facts.how_of(state.rubric, item.id):
            yield Block(how)
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
        if element.practice and element.on_scale:
            yield Block(element.practice)
        for level, text in enumerate(state.rubric.level_texts(element)):
            yield Block(text, label=f"{level}.")
        return
    yield Block(state.anti_pattern(item).question)
    for level, word in enumerate(
        (_("Nooit."), _("Soms: minder dan de helft van de keren."), _("Meestal: de helft van de keren of meer."))
    ):
        yield Block(word, label=f"{level}.")


def _present(state: State) -> Iterator[Block]:
    item = state.at
    if state.is_outdated(item):
        yield Block(answer_words(state, item) + ".", label=_("Eerder:"), gap=True)
        yield Block(_("Na uw antwoord is deze vraag veranderd. Kies opnieuw, of typ o om dat later te doen."))
    elif state.is_answered(item):
        yield from _difference(state)
        yield Block(_("{answer}. Enter = zo laten.").format(answer=answer_words(state, item)), label=_("Nu:"), gap=True)
    if item.kind != "project":
        if note := state.note(item):
            yield Block(note, label=_("Notitie:"))
        for text in state.evidence(item):
            yield Block(text, label=_("Onderbouwing:"))


def _difference(state: State) -> Iterator[Block]:
    """How far apart the people were whose answers were put together."""
    item = state.at
    if item not in state.differing:
        return
    told = state.answer(item).from_ if item.kind == "element" else state.occurrence(item).from_
    assert told is not None
    ends = [told.lowest, told.highest]
    words = [_(OCCURS_TEXT[end]) if isinstance(end, str) else _("niveau {level}").format(level=end) for end in ends]
    people = ngettext("{number} mens", "{number} mensen", told.people).format(number=told.people)
    text = _("{people}, van {lowest} tot en met {highest}. Praat hier samen over.")
    said = text.format(people=people, lowest=words[0], highest=words[1])
    yield Block(said, label=_("Verschil:"), gap=True)


def _progress(state: State, part: Part) -> str:
    done = sum(state.is_answered(item) for item in part.items)
    text = _("{done} van {all} beantwoord").format(done=done, all=len(part.items))
    outdated = sum(state.is_outdated(item) for item in part.items)
    if outdated:
        text += ", " + _("{number} veranderd na uw antwoord").format(number=outdated)
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
            return facts.question_of(state.rubric, item.id).rstrip("?")


def _titles(state: State, items: Iterable[Item]) -> str:
    return "; ".join(_title(state, item) for item in items) + "."


def _name(state: State, item: Item) -> str:
    if item.kind == "project":
        return _("de vraag «{question}»").format(question=facts.question_of(state.rubric, item.id))
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
