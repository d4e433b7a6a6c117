"""The plan, as a conversation: what became of each action, and which improvement points are taken up, by whom and when.

The same state and the same kind of turn as the rest of the questionnaire; docs/decisions/0025-plan.md says why.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from verbetertool.interview.blocks import Block, Blocks, shortened
from verbetertool.interview.state import Offer, Said, State
from verbetertool.interview.typed_line import numbers_in
from verbetertool.language import N_, _, long_date
from verbetertool.model.project import MAX_FACT, MAX_PLAN, PlanItem, PlanStatus
from verbetertool.model.scale import LEVELS
from verbetertool.reading.how_to_write import date_of

MODES = ("plan", "plan_status", "plan_action", "plan_who", "plan_by")
STATUS: dict[PlanStatus, str] = {
    "open": N_("nog niet begonnen"),
    "doing": N_("bezig"),
    "done": N_("gedaan"),
    "dropped": N_("vervalt"),
}
_ANSWERS: dict[str, PlanStatus] = {
    **{"1": "done", "gedaan": "done", "klaar": "done", "2": "doing", "bezig": "doing"},
    **{"3": "open", "nog niet": "open", "4": "dropped", "vervalt": "dropped", "vervallen": "dropped"},
}
_OWN_ABOUT = re.compile(r"e(?:igen actie)?\s*([0-9]{1,4})")
_STATUS_AND_NOTE = re.compile(r"([1-4])\s+(\S.*)", re.DOTALL)


def screen(state: State) -> Blocks:
    """What stands above the prompt."""
    match state.mode:
        case "plan_status":
            return _status_screen(state)
        case "plan":
            return _plan_screen(state)
    return _action_screen(state)


def prompt(state: State) -> str:
    """The words before the cursor."""
    match state.mode:
        case "plan_status":
            return _("Hoe staat het ermee? (Enter = zo laten):")
        case "plan_action":
            if state.offer and state.offer.action:
                return _("Wat gaat u doen? (Enter = deze eerste actie):")
            return _("Wat gaat u doen? (Enter = toch niet):")
        case "plan_who":
            return _("Wie doet het? (Enter = nog open):")
        case "plan_by":
            return _("Wanneer is het klaar? (Enter = nog open):")
    return _("Wat pakt u op? (Enter = klaar):")


def ask_status(state: State) -> Said | None:
    """The first action of which it is asked what became of it; None if there is nothing to ask."""
    return _next_status(state, 0)


def ask_plan(state: State) -> Said:
    """The plan as it is, and what can be taken up."""
    asking = replace(state, mode="plan", offer=None)
    return asking, screen(asking)


def reply(state: State, line: str, command: str) -> Said:
    """What a typed line does in one of the modes of the plan."""
    if command == "s":
        return replace(state, mode="stopped"), ()
    match state.mode:
        case "plan_status":
            return _say_status(state, line, command)
        case "plan_action":
            return _say_action(state, line, command)
        case "plan_who":
            return _say_who(state, line, command)
        case "plan_by":
            return _say_by(state, line, command)
    return _pick(state, line, command)


def words_of(item: PlanItem, titles: dict[str, str]) -> str:
    """An action in one line: what, for what, who and when."""
    about = titles.get(item.id or "", item.id or "")
    parts = [part for part in (item.who, long_date(item.by) if item.by else None) if part]
    text = item.action or about
    if item.action and about:
        parts.insert(0, about)
    return f"{text.rstrip('.')} ({'; '.join(parts)})" if parts else text.rstrip(".")


def titles_of(state: State) -> dict[str, str]:
    """The titles of everything that an action can be about."""
    rubric = state.rubric
    return {item.id: item.title for item in (*rubric.elements, *rubric.anti_patterns)}


def _status_screen(state: State) -> Blocks:
    item = _plan(state)[state.plan_at]
    heading = _("Uw plan, actie {number} van {count}.")
    text = _("{action}. Nu: {status}.")
    blocks = [
        Block(heading.format(number=state.plan_at + 1, count=len(_plan(state))), heading=True),
        Block(text.format(action=words_of(item, titles_of(state)), status=_(STATUS[item.status or "open"]))),
    ]
    if item.note:
        blocks.append(Block(item.note, label=_("Notitie:")))
    blocks.append(
        Block(_("1 = gedaan; 2 = bezig; 3 = nog niet; 4 = vervalt. Uitleg kan erachter: 2 wacht op antwoord."))
    )
    return tuple(blocks)


def _plan_screen(state: State) -> Blocks:
    blocks: list[Block] = []
    if items := _plan(state):
        blocks.append(Block(_("Uw plan:"), gap=True))
        titles = titles_of(state)
        for item in items:
            blocks.append(Block(f"{words_of(item, titles)}: {_(STATUS[item.status or 'open'])}.", label="-"))
    offers = _offers(state)
    if offers:
        blocks.append(Block(_("Verbeterpunten:"), gap=True))
        blocks += [Block(offer.title, label=f"{number}.") for number, offer in offers.items()]
    text = _("Maak nu uw plan: typ nummers, zoals {numbers}. e = een eigen actie; e 12 = bij vraag 12.")
    if not offers:
        text = _("e = een eigen actie; e 12 = bij vraag 12.")
    blocks.append(Block(text.format(numbers=", ".join(map(str, list(offers)[::2][:2]))), gap=True))
    return tuple(blocks)


def _action_screen(state: State) -> Blocks:
    offer = state.offer
    blocks = []
    if state.mode == "plan_action":
        blocks.append(Block(offer.title if offer and offer.title else _("Een eigen actie."), heading=True))
        if offer and offer.action:
            blocks.append(Block(offer.action, label=_("Eerste actie:")))
    elif state.mode == "plan_by":
        blocks.append(Block(_("Typ een datum, zoals 1-3-2027 of 1 maart 2027.")))
    return tuple(blocks)


def _pick(state: State, line: str, command: str) -> Said:
    offers = _offers(state)
    if command == "":
        return replace(state, mode="done"), ()
    if command in ("h", "r"):
        return state, screen(state)
    if len(_plan(state)) >= MAX_PLAN:
        return state, (Block(_("Het plan is vol: hoogstens {number} acties.").format(number=MAX_PLAN)),)
    if command in ("e", "eigen", "eigen actie"):
        return _ask_action(replace(state, queue=()), Offer())
    if found := _OWN_ABOUT.fullmatch(command):
        offer = _offer_about(state, found[1])
        if offer is None:
            return state, (Block(_("Vraag {number} is er niet.").format(number=found[1])),)
        return _ask_action(replace(state, queue=()), offer)
    numbers = numbers_in(line)
    if not numbers or not set(numbers) <= set(offers):
        text = _("«{line}» is geen keuze. Typ nummers van verbeterpunten, of e voor een eigen actie. Enter = klaar.")
        return state, (Block(text.format(line=shortened(line))),)
    first, *rest = (offers[number] for number in dict.fromkeys(numbers))
    return _ask_action(replace(state, queue=tuple(rest)), first)


def _offer_about(state: State, number: str) -> Offer | None:
    """An action of the project's own about a question, by the number that the questionnaire gives it."""
    item = state.by_number(number)
    if item is None:
        return None
    if item.kind == "anti_pattern":
        return Offer("anti_pattern", item.id, state.anti_pattern(item).title, "never")
    level = state.level(item)
    to = None if level is None else min(level + 1, LEVELS[-1])
    return Offer("element", item.id, state.element(item).title, to)


def _ask_action(state: State, offer: Offer) -> Said:
    asking = replace(state, mode="plan_action", offer=offer)
    return asking, screen(asking)


def _say_action(state: State, line: str, command: str) -> Said:
    offer = state.offer or Offer()
    if command == "v" or (not line and not offer.action):
        return ask_plan(replace(state, queue=()))
    if len(line) > MAX_FACT:
        return state, (_too_long(),)
    item = PlanItem(
        element=offer.id if offer.kind == "element" else None,
        anti_pattern=offer.id if offer.kind == "anti_pattern" else None,
        to=offer.to,
        action=line or offer.action,
        status="open",
    )
    after = replace(state, file=_with(state, (*_plan(state), item)), plan_at=len(_plan(state)), mode="plan_who")
    return after, (Block(_("Bewaard.")), *screen(after))


def _say_who(state: State, line: str, command: str) -> Said:
    if command == "v":
        return _taken_back(state)
    if len(line) > MAX_FACT:
        return state, (_too_long(),)
    after = replace(_changed(state, who=line) if line else state, mode="plan_by")
    return after, screen(after)


def _say_by(state: State, line: str, command: str) -> Said:
    if command == "v":
        asking = replace(state, mode="plan_who")
        return asking, screen(asking)
    if line:
        by = date_of(line)
        if by is None:
            text = _("«{line}» is geen datum. Typ dag, maand en jaar, zoals 1-3-2027.")
            return state, (Block(text.format(line=shortened(line))),)
        if by < state.today:
            return state, (Block(_("{date} is al voorbij. Typ een latere dag.").format(date=long_date(by))),)
        state = _changed(state, by=by)
    said = Block(_("Bewaard: {action}.").format(action=words_of(_plan(state)[state.plan_at], titles_of(state))))
    if state.queue:
        first, *rest = state.queue
        after, blocks = _ask_action(replace(state, queue=tuple(rest)), first)
    else:
        after, blocks = ask_plan(state)
    return after, (said, *blocks)


def _taken_back(state: State) -> Said:
    """The action that was just added is asked once more."""
    plan = list(_plan(state))
    plan.pop(state.plan_at)
    return _ask_action(replace(state, file=_with(state, plan)), state.offer or Offer())


def _say_status(state: State, line: str, command: str) -> Said:
    status, note = _ANSWERS.get(command), ""
    if found := _STATUS_AND_NOTE.fullmatch(line):
        status, note = _ANSWERS[found[1]], found[2]
    if command == "v":
        return state, (Block(_("Dit kan hier niet. Enter = zo laten.")),)
    if status is None and command not in ("", "o"):
        text = _("«{line}» is geen keuze. Typ 1, 2, 3 of 4, of druk op Enter.")
        return state, (Block(text.format(line=shortened(line))), *(screen(state) if command in ("h", "r") else ()))
    if len(note) > MAX_FACT:
        return state, (_too_long(),)
    said: Blocks = ()
    if status is not None:
        state = _changed(state, status=status, **({"note": note} if note else {}))
        said = (Block(_("Bewaard: {status}.").format(status=_(STATUS[status]))),)
    after = _next_status(state, state.plan_at + 1)
    if after is None:
        return replace(state, mode="plan_told"), said
    return after[0], (*said, *after[1])


def _next_status(state: State, start: int) -> Said | None:
    for index, item in enumerate(_plan(state)):
        if index >= start and item.is_open:
            asking = replace(state, mode="plan_status", plan_at=index)
            return asking, screen(asking)
    return None


def _offers(state: State) -> dict[int, Offer]:
    """What can be taken up, by the number that the person sees."""
    planned = {item.id for item in _plan(state) if item.is_open}
    return {number: offer for number, offer in enumerate(state.offers, 1) if offer.id not in planned}


def _plan(state: State) -> tuple[PlanItem, ...]:
    return state.file.plan or ()


def _with(state: State, plan: Iterable[PlanItem]) -> Any:
    return state.file.model_copy(update={"plan": tuple(plan) or None})


def _changed(state: State, **changes: Any) -> State:
    """The state with a change in the action that is on."""
    plan = list(_plan(state))
    plan[state.plan_at] = plan[state.plan_at].model_copy(update=changes)
    return replace(state, file=_with(state, plan))


def _too_long() -> Block:
    return Block(_("Deze tekst is te lang. Gebruik hoogstens {limit} tekens.").format(limit=MAX_FACT))
