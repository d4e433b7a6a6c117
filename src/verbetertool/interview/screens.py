"""The words of the questionnaire, all of its screens in the order in which a person sees them.

A state becomes blocks of text. How they are wrapped is the terminal's affair.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from verbetertool.interview import facts
from verbetertool.interview.state import Item, Part, State
from verbetertool.language import N_, _, month_of, ngettext, section_words
from verbetertool.model.rubric import Element
from verbetertool.model.scale import Count

OCCURS_TEXT = {
    "never": N_("nooit"),
    "sometimes": N_("soms"),
    "usually": N_("meestal"),
    "unknown": N_("weet ik niet"),
}
FULL_HINTS = 3
"""How often the keys are shown in full."""
_LONG_PART = 3
"""Questions of a part from which its end is said."""
_MOST_THEMES = 3
"""Titles of what a quick scan leaves out."""


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
    if state.mode == "scope":
        length: Blocks = ()
    else:
        text = _("Dit is de snelle scan: hoogstens {questions} in {parts}.")
        if state.scope == "full":
            text = _("Er zijn hoogstens {questions} in {parts}.")
        length = (Block(text.format(questions=_questions(state), parts=_parts(state))),)
    return (
        Block(state.rubric.rubric.title, heading=True),
        Block(_("Hoe dicht is uw project bij wat werkt, en wat verbetert u eerst? Niemand slaagt of zakt.")),
        *length,
        Block(_("Houd bij de hand: projectplan, cijfers en evaluaties. Noem geen namen van jongeren.")),
        Block(
            _("Elk antwoord staat meteen in {file}. Er gaat niets naar buiten. Stoppen kan altijd.").format(file=file)
        ),
        Block(_("Enter na elk antwoord. v: vorige; o: overslaan; h: hulp; s: stoppen.")),
    )


def scope_screen(state: State) -> Blocks:
    """The choice between the short and the long questionnaire."""
    quick, full = state.in_scope("quick"), state.in_scope("full")
    text = _("Kort: hoogstens {questions} in {parts}, een kwartier. De rest kan later.")
    short = text.format(questions=_questions(quick), parts=_parts(quick))
    text = _("Lang: hoogstens {questions} in {parts}. Tussendoor stoppen is prima.")
    return (
        Block(short, label="1.", gap=True),
        Block(text.format(questions=_questions(full), parts=_parts(full)), label="2."),
        Block(_("Wilt u de korte of de lange vragenlijst? Typ kort of lang.")),
    )


def overview(state: State) -> Blocks:
    """Every part with how much of it is answered, and how to go on."""
    blocks = [Block(_("Overzicht: {name}").format(name=state.project.name), heading=True)]
    for number, part in enumerate(state.parts, _first_number(state)):
        blocks.append(Block(f"{part.title}: {_progress(state, part)}", label=f"{number}."))
    if state.scope == "quick":
        text = _("Dit is de snelle scan. De hele vragenlijst krijgt u door te starten met --full.")
        blocks.append(Block(text, gap=True))
        blocks.extend(left_out(state))
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
        blocks.append(Block(_("Alles is beantwoord. Enter = nakijken."), gap=True))
    else:
        blocks.append(Block(_("Enter = verder met {item}.").format(item=_name(state, goal)), gap=True))
    text = _("Of typ: het nummer van een onderdeel; g 12 = vraag 12; l = uw antwoorden; s = stoppen.")
    blocks.append(Block(text))
    return tuple(blocks)


def left_out(state: State) -> Blocks:
    """What a quick scan does not ask, though it matters to this project."""
    themes = state.left_out
    if not themes:
        return ()
    titles = ", ".join(f"«{_name_of(element)}»" for element in themes[:_MOST_THEMES])
    if more := len(themes[_MOST_THEMES:]):
        text = ngettext(
            "{titles} en {number} andere vraag staan in de volledige vragenlijst.",
            "{titles} en {number} andere vragen staan in de volledige vragenlijst.",
            more,
        )
    else:
        text = ngettext(
            "{titles} staat in de volledige vragenlijst.", "{titles} staan in de volledige vragenlijst.", len(themes)
        )
    return (Block(text.format(titles=titles, number=more)),)


def _name_of(element: Element) -> str:
    """The title of an element without what explains it."""
    return element.title.partition(":")[0].partition(" (")[0]


def question(state: State, *, whole: bool = True) -> Blocks:
    """The question that is on with every level, the present answer, and the keys.

    `whole` says the texts of the shared scale in full; without, in short, for who has read them.
    """
    return (*_question_text(state, whole), *_present(state), *keys(state))


def anti_pattern_list(state: State) -> Blocks:
    """The anti-patterns of which nothing is known yet, in one list."""
    items = state.to_list
    part = state.part_of(items[0])
    text = _("Vraag {first} tot en met {last}. {part}.")
    heading = text.format(first=state.numbers[items[0]], last=state.numbers[items[-1]], part=part.title)
    text = _(
        "Let op, nu andersom: dit werkt niet. Wat komt voor, of weet u niet? Typ die nummers, zoals {first}, {last}. "
        "Niets = 0."
    )
    return (
        Block(heading, heading=True),
        *(Block(state.anti_pattern(item).title, label=f"{state.numbers[item]}.") for item in items),
        Block(text.format(first=state.numbers[items[0]], last=state.numbers[items[-1]])),
    )


def list_help(state: State) -> Blocks:
    """What each line of the list of anti-patterns means."""
    text = _("Van wat u hier noemt, vragen wij daarna hoe vaak het voorkomt. g en een nummer = die vraag alleen.")
    asked = (Block(_asked(state, item), label=f"{state.numbers[item]}.") for item in state.to_list)
    return (*asked, Block(text), *anti_pattern_list(state))


def facts_offer(state: State) -> Blocks:
    """Whether to go on with the facts."""
    number = sum(item.kind == "fact" and not state.is_answered(item) for item in state.items)
    text = ngettext(
        "Nog {number} feit voor in het rapport, buiten de score.",
        "Nog {number} feiten voor in het rapport, buiten de score.",
        number,
    )
    return (Block(text.format(number=number), gap=True),)


def keys(state: State) -> Blocks:
    """What can be typed, the first times."""
    if not state.at.is_scored or state.hints >= FULL_HINTS:
        return ()
    first = f"{_what_to_type(state)} " if not state.hints else ""
    return (Block(first + "; ".join(f"{key}: {words}" for key, words in _letters(state)) + "."),)


def _what_to_type(state: State) -> str:
    if state.at.kind == "anti_pattern":
        return _("0, 1 of 2 = hoe vaak het voorkomt.")
    text = _("0-4 = de hoogste regel die helemaal klopt.")
    if state.element(state.at).on_scale:
        text += " " + _("34/40 = een telling.")
    return text


def _letters(state: State) -> Iterator[tuple[str, str]]:
    """The letters that mean something at a question with a level, and what they mean."""
    yield "w", _("weet ik niet")
    if state.at.kind == "element":
        yield "n", _("niet van toepassing")
    yield "o", _("overslaan")
    yield "v", _("vorige")
    yield "r", _("herhaal")
    yield "t", _("notitie")
    yield "b", _("onderbouwing")
    yield "l", _("overzicht")
    yield "s", _("stop")


def help_text(state: State) -> Blocks:
    """Why a question matters, an example from practice, the source; then the question again, and all keys."""
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
            for title, text in facts.explained_choices(rubric, state.file, state.at.id):
                blocks.append(Block(text, label=f"{title}:"))
            return (*blocks, *_question_text(state, whole=True), *_present(state), *_fact_keys())
    letters = "; ".join(f"{key} = {words}" for key, words in _letters(state))
    shown = replace(state, hints=FULL_HINTS)
    return (*blocks, *question(shown), Block(f"{_what_to_type(state)} {letters}."))


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
    """A line at the end of a part: how much of it is answered; nothing for a part of few questions."""
    if len(part.items) < _LONG_PART or not part.items[0].is_scored:
        return ()
    done = sum(state.is_answered(item) for item in part.items)
    text = _("{part}: {done} van {all}.")
    if done < len(part.items):
        text = _("{part}: {done} van {all}, {open} open.")
    values = {"part": part.title, "done": done, "all": len(part.items), "open": len(part.items) - done}
    return (Block(text.format(**values), gap=True),)


def check_screen(state: State) -> Blocks:
    """Every part in which something is open: what was skipped is called open."""
    blocks = [Block(_("Nakijken: {name}").format(name=state.project.name), heading=True)]
    for part in state.parts:
        still_open = [item for item in part.items if item.is_scored and state.is_open(item)]
        if still_open:
            blocks.append(Block(f"{part.title}: {_progress(state, part)}"))
            blocks.extend(Block(_summary(state, item), label=f"{state.numbers[item]}.") for item in still_open)
    if len(blocks) == 1:
        blocks.append(Block(_("Alles is beantwoord.")))
    blocks.extend(_kept(state))
    blocks.append(Block(_("Enter = klaar; een nummer = dat antwoord veranderen; l = overzicht.")))
    return tuple(blocks)


def answers_screen(state: State) -> Blocks:
    """Every answer of every part."""
    blocks = [Block(_("Uw antwoorden: {name}").format(name=state.project.name), heading=True)]
    for part in state.parts:
        blocks.append(Block(f"{part.title}: {_progress(state, part)}", gap=True))
        blocks.extend(Block(_summary(state, item), label=f"{state.numbers[item]}.") for item in part.items)
    blocks.extend(_kept(state))
    blocks.append(Block(_("Enter = verder. g en een nummer (g 12) = naar die vraag. s = stoppen."), gap=True))
    return tuple(blocks)


def questions_changed(before: State, after: State) -> Blocks:
    """What a change of the project's facts does to the questions; nothing if it does nothing."""
    added = [item for item in after.items if item.is_scored and item not in before.items]
    gone = [item for item in before.items if item.is_scored and item not in after.items]
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
        return _("niet ingevuld") if item.kind == "fact" else _("nog open")
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
            if len(state.asked_proof) > 1:  # what it means was read once
                return _("Waar blijkt dat uit?")
            return _("Waar blijkt dat uit? (niet verplicht; Enter = verder):")
        case "text":
            if state.writing == "note":
                return _("Notitie (alleen een punt = klaar):")
            return _("Onderbouwing (alleen een punt = klaar):")
        case "clear":
            return _("Alles hiervan wissen? (j = ja):")
        case "question" if not state.at.is_scored and state.at.id in facts.ONE_LINE:
            return _("Antwoord (h = hulp):")
        case "facts":
            return _("Nu invullen? (j = ja; Enter = nee):")
    return _("Keuze (h = hulp):")


def not_a_choice(state: State, line: str) -> Blocks:
    """That a line means nothing here, and what does."""
    match state.mode, state.at.kind:
        case "question", "element":
            text = _("«{line}» is geen keuze. Typ 0, 1, 2, 3 of 4, of h voor hulp.")
        case "question", "anti_pattern":
            text = _("«{line}» is geen keuze. Typ 0, 1 of 2, of h voor hulp.")
        case "question", _:
            text = facts.mistake_of(state.rubric, state.at.id)
        case "scope", _:
            text = _("«{line}» is geen keuze. Typ kort of lang.")
        case "list", _:
            text = _("«{line}» is geen keuze. Typ nummers uit de lijst, of 0 als niets voorkomt.")
        case "facts", _:
            text = _("«{line}» is geen keuze. Typ j om de feiten in te vullen. Enter = verder.")
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
    return (Block(_("o = overslaan, v = vorige, r = herhalen, h = hulp, l = overzicht, s = stoppen."), gap=True),)


def _questions(state: State) -> str:
    number = state.question_count
    return ngettext("{number} vraag", "{number} vragen", number).format(number=number)


def _scored_parts(state: State) -> list[Part]:
    return [part for part in state.parts if part.items[0].is_scored]


def _parts(state: State) -> str:
    number = len(_scored_parts(state))
    return ngettext("{number} onderdeel", "{number} onderdelen", number).format(number=number)


def _place_of(state: State, part: Part) -> str:
    """Which part this is."""
    parts = _scored_parts(state)
    text = _("Onderdeel {part} van {parts}: {title}.")
    return text.format(part=parts.index(part) + 1, parts=len(parts), title=part.title)


def _asked(state: State, item: Item) -> str:
    return state.anti_pattern(item).question


def _levels(state: State, element: Element, whole: bool) -> Iterator[str]:
    """The levels of an element; on the shared scale in short for who has read its texts.

    Then its own texts stand there, and the shares: in a quick scan in words once for each part, and else as fractions.
    """
    scale = state.rubric.scale
    if whole or not element.on_scale or scale is None:
        yield from state.rubric.level_texts(element)
        return
    in_words = state.scope == "full" or state.shown_part != state.part_of(state.at).title
    low, high = (_share(share) if in_words else share for share in scale.shares)
    yield element.absent or ""
    yield _("Minder dan {share}.").format(share=f"{low} {element.per}" if in_words else low)
    yield _("Ertussenin.")
    yield _("Minstens {share}.").format(share=high)
    yield _("Daarbij: {text}").format(text=element.secured)


def _share(fraction: str) -> str:
    part, whole = fraction.split("/")
    return _("{part} op de {whole}").format(part=part, whole=whole)


def _question_text(state: State, whole: bool) -> Iterator[Block]:
    item = state.at
    number = state.numbers[item]
    if not item.is_scored:
        items = state.part_of(item).items
        text = _("Project, {number} van {count}.") if item.kind == "project" else _("Feit {number} van {count}.")
        yield Block(text.format(number=items.index(item) + 1, count=len(items)), heading=True)
        for index, text in enumerate(facts.short_choices(state.rubric, state.file, item.id), 1):
            yield Block(text, label=f"{index}.")
        how = facts.how_of(state.rubric, item.id)
        yield Block(f"{facts.question_of(state.rubric, item.id)} {how or ''}".strip())
        return
    part = state.part_of(item)
    heading = _("Vraag {number} van {count}.").format(number=number, count=state.question_count)
    if state.shown_part != part.title:
        heading += " " + (_place_of(state, part) if whole else f"{part.title}.")
    yield Block(heading, heading=True)
    if item.kind == "element":
        element = state.element(item)
        yield Block(element.question)
        if element.practice and element.on_scale:
            yield Block(element.practice)
        for level, text in enumerate(_levels(state, element, whole)):
            yield Block(text, label=f"{level}.")
        return
    yield Block(_asked(state, item))
    words = _("Nooit."), _("Soms: minder dan de helft van de keren."), _("Meestal: de helft of meer.")
    if not whole:
        words = _("Nooit."), _("Soms."), _("Meestal.")
    for level, word in enumerate(words):
        yield Block(word, label=f"{level}.")


def _present(state: State) -> Iterator[Block]:
    item = state.at
    if state.is_outdated(item):
        yield Block(answer_words(state, item) + ".", label=_("Eerder:"), gap=True)
        yield Block(_("Na uw antwoord is deze vraag veranderd. Kies opnieuw, of typ o om dat later te doen."))
    elif state.is_answered(item):
        yield from _difference(state)
        yield Block(_("{answer}. Enter = zo laten.").format(answer=answer_words(state, item)), label=_("Nu:"), gap=True)
    elif state.before is not None and state.earlier is not None:
        yield from _of_before(state.before, item, state.earlier.date)
    if item.is_scored:
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


def _of_before(before: State, item: Item, date: str | None) -> Iterator[Block]:
    """What was answered in the earlier round."""
    label = _("Vorige keer, {month}:").format(month=month_of(date)) if date else _("Vorige keer:")
    if before.is_answered(item):
        yield Block(earlier_words(before, item).rstrip(".") + ".", label=label, gap=True)
    if item.is_scored:
        if note := before.note(item):
            yield Block(note, label=_("Notitie toen:"))
        for text in before.evidence(item):
            yield Block(text, label=_("Onderbouwing toen:"))
    if before.is_answered(item):
        text = _("Enter = nog steeds zo.")
        if before.is_outdated(item):
            text = _("Deze vraag is sindsdien veranderd. Kies opnieuw.")
        yield Block(text)


def earlier_words(before: State, item: Item) -> str:
    """The answer of the earlier round: `niveau 2, 23 van 40`."""
    answer = before.answer(item) if item.kind == "element" else None
    if answer is None or answer.count is None:
        return answer_words(before, item)
    count = Count.read(answer.count)
    level = answer.level
    if level is None and before.rubric.scale is not None:
        level = before.rubric.scale.level_of(count)
    return _("niveau {level}, {count}").format(level=level, count=facts.count_words(count))


def _progress(state: State, part: Part) -> str:
    done = sum(state.is_answered(item) for item in part.items)
    if part.items[0].kind == "fact":
        return _("{done} van {all} ingevuld (niet verplicht)").format(done=done, all=len(part.items))
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
    if not item.is_scored:
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
