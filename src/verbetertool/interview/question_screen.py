"""The screen of one question: its levels or choices, the answer that it has, what can be typed, and the help."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verbetertool.interview import project_questions
from verbetertool.interview.answer_words import OCCURS_TEXT, answer_words, earlier_words
from verbetertool.interview.blocks import Block, Blocks
from verbetertool.interview.state import Item, Part, State
from verbetertool.language import _, month_of, ngettext, section_words
from verbetertool.model.element import Element

FULL_HINTS = 3
"""How often the keys are shown in full."""


def question(state: State, *, whole: bool = True) -> Blocks:
    """The question that is on with every level, the present answer, and the keys.

    `whole` says the texts of the shared scale in full; without, in short, for who has read them.
    """
    return (*_question_text(state, whole), *_present(state), *_keys(state))


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
            blocks.append(Block(project_questions.help_of(rubric, state.at.id)))
            for title, text in project_questions.explained_choices(rubric, state.file, state.at.id):
                blocks.append(Block(text, label=f"{title}:"))
            return (*blocks, *_question_text(state, whole=True), *_present(state), *_fact_keys())
    letters = "; ".join(f"{key} = {words}" for key, words in _letters(state))
    shown = replace(state, hints=FULL_HINTS)
    return (*blocks, *question(shown), Block(f"{_what_to_type(state)} {letters}."))


def _question_text(state: State, whole: bool) -> Iterator[Block]:
    item = state.at
    number = state.numbers[item]
    if not item.is_scored:
        items = state.part_of(item).items
        text = _("Project, {number} van {count}.") if item.kind == "project" else _("Feit {number} van {count}.")
        yield Block(text.format(number=items.index(item) + 1, count=len(items)), heading=True)
        for index, text in enumerate(project_questions.short_choices(state.rubric, state.file, item.id), 1):
            yield Block(text, label=f"{index}.")
        how = project_questions.how_of(state.rubric, item.id)
        yield Block(f"{project_questions.question_of(state.rubric, item.id)} {how or ''}".strip())
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
    yield Block(state.anti_pattern(item).question)
    words = _("Nooit."), _("Soms: minder dan de helft van de keren."), _("Meestal: de helft of meer.")
    if not whole:
        words = _("Nooit."), _("Soms."), _("Meestal.")
    for level, word in enumerate(words):
        yield Block(word, label=f"{level}.")


def _place_of(state: State, part: Part) -> str:
    """Which part this is."""
    parts = state.scored_parts
    text = _("Onderdeel {part} van {parts}: {title}.")
    return text.format(part=parts.index(part) + 1, parts=len(parts), title=part.title)


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


def _keys(state: State) -> Blocks:
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


def _fact_keys() -> Blocks:
    return (Block(_("o = overslaan, v = vorige, r = herhalen, h = hulp, l = overzicht, s = stoppen."), gap=True),)


def _source(state: State, sections: Sequence[str]) -> Block:
    source = state.rubric.rubric.source
    places = section_words(sections)
    text = _("{title} ({author}), {places}.").format(title=source.title, author=source.author, places=places)
    return Block(text, label=_("Bron:"))
