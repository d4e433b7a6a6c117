"""The screens about more than one question: the start, lists and overviews, and what a change does to the questions."""

from collections.abc import Iterable, Iterator

from verbetertool.interview import project_questions
from verbetertool.interview.answer_words import answer_words, question_name
from verbetertool.interview.blocks import Block, Blocks
from verbetertool.interview.state import Item, Part, State
from verbetertool.language import _, ngettext
from verbetertool.model.element import Element

_LONG_PART = 3
"""Questions of a part from which its end is said."""
_MOST_THEMES = 3
"""Titles of what a quick scan leaves out."""


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
        blocks.append(Block(_("Enter = verder met {item}.").format(item=question_name(state, goal)), gap=True))
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
    asked = (Block(state.anti_pattern(item).question, label=f"{state.numbers[item]}.") for item in state.to_list)
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


def _questions(state: State) -> str:
    number = state.question_count
    return ngettext("{number} vraag", "{number} vragen", number).format(number=number)


def _parts(state: State) -> str:
    number = len(state.scored_parts)
    return ngettext("{number} onderdeel", "{number} onderdelen", number).format(number=number)


def _first_number(state: State) -> int:
    return 0 if state.parts[0].items[0].kind == "project" else 1


def _name_of(element: Element) -> str:
    """The title of an element without what explains it."""
    return element.title.partition(":")[0].partition(" (")[0]


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
            return project_questions.question_of(state.rubric, item.id).rstrip("?")


def _titles(state: State, items: Iterable[Item]) -> str:
    return "; ".join(_title(state, item) for item in items) + "."


def _kept(state: State) -> Iterator[Block]:
    """Answers in the file that do not count: the project is not asked about them, or the rubric has lost them."""
    if state.not_counted:
        titles = "; ".join(element.title for element in state.not_counted)
        yield Block(titles + ".", label=_("Bewaard, maar telt nu niet mee:"), gap=True)
    if state.no_longer_asked:
        yield Block(", ".join(state.no_longer_asked) + ".", label=_("Bewaard, maar niet meer gevraagd:"), gap=True)
