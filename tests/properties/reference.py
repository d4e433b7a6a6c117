"""A second, naive implementation of docs/scoring.md, to hold the real one against. Shares no code with it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from verbetertool.scoring.case import Case, Counted, CountedAntiPattern, Group

PROVEN, REPORTED, AT_MOST = "proven", "reported", "at_most"


@dataclass(frozen=True)
class Outcome:
    score: Fraction
    band: int
    locks: frozenset[tuple[str, str, int]]


def level_of(yes: int, of: int, shares: tuple[Fraction, Fraction]) -> int:
    """The level that a count gives."""
    if yes == 0:
        return 0
    if yes < shares[0] * of:
        return 1
    return 2 if yes < shares[1] * of else 3


def says_none(text: str, none_texts: Iterable[str]) -> bool:
    """Whether a text counts as no text."""

    def plain(one: str) -> str:
        one = one.strip(" \n\t")
        if one.endswith("."):
            one = one[:-1]
        return one.strip(" \n\t").casefold()

    return text.isspace() or text == "" or any(plain(text) == plain(none) for none in none_texts)


def case_of_file(
    elements: list[dict[str, Any]],
    anti_patterns: list[dict[str, Any]],
    groups: list[dict[str, Any]],
    none_texts: tuple[str, ...],
    file: dict[str, Any],
) -> Case:
    """What counts of a file as somebody wrote it; `elements` are plain: id, context, weight, required, essential,
    scale, allowed. Every element is asked of every project.
    """
    counted, excluded = [], 0
    for e in elements:
        written = file["answers"].get(e["id"])
        long = written if isinstance(written, dict) else {}
        reason = long.get("not_applicable")
        refused = (
            reason is None or reason is True or says_none(reason, none_texts) or e["essential"] or not e["allowed"]
        )
        if not refused:
            excluded += e["weight"] * e["required"]
            continue
        level = written if isinstance(written, int) else long.get("level")
        count = written if isinstance(written, str) and written != "unknown" else long.get("count")
        if count is not None and level is None:
            yes, of = (int(part) for part in count.split("/"))
            level = level_of(yes, of, (Fraction(1, 5), Fraction(4, 5)))
        evidence = long.get("evidence") or ()
        texts = [evidence] if isinstance(evidence, str) else evidence
        counted.append(
            Counted(
                e["id"],
                e["context"],
                e["weight"],
                e["required"],
                e["essential"],
                level if isinstance(level, int) else None,
                not all(says_none(text, none_texts) for text in texts),
            )
        )
    times_of = {"never": 0, "sometimes": 1, "usually": 2}
    occurring = [
        CountedAntiPattern(h["id"], h["severity"], times_of.get(file["anti_patterns"].get(h["id"], "")))
        for h in anti_patterns
    ]
    start = (file["project"].get("ages") or {}).get("from")
    present = {e.id for e in counted}
    holding = []
    for g in groups:
        members = present & set(g["elements"])
        old_enough = g["only_from_age"] is None or (start is not None and start >= g["only_from_age"])
        if old_enough and len(members) >= 3:
            holding.append(Group(g["id"], frozenset(members)))
    return Case(tuple(counted), tuple(occurring), excluded, tuple(holding))


def value(reading: str, e: Counted) -> int:
    if e.level is None:
        return e.required if reading == AT_MOST else 0
    if reading == PROVEN and not e.has_evidence and e.level > 2:
        return 2
    return e.level


def times(reading: str, h: CountedAntiPattern) -> int:
    if h.occurs is None:
        return {PROVEN: 2, REPORTED: 0, AT_MOST: 0}[reading]
    return h.occurs


def outcome(case: Case, reading: str) -> Outcome:
    """Score (unclipped scores below 0 become 0), band and locks of a case in which something counts."""
    earned = sum(e.weight * min(value(reading, e), e.required) for e in case.counted)
    possible = sum(e.weight * e.required for e in case.counted)
    off = sum(h.deduction * times(reading, h) for h in case.anti_patterns)
    score = max(Fraction(0), Fraction(100 * earned, possible) - off)
    locks: set[tuple[str, str, int]] = set()
    for e in case.counted:
        if e.essential and value(reading, e) in (0, 1):
            locks.add(("precondition", e.id, 2))
        if e.essential and value(reading, e) == 2:
            locks.add(("precondition", e.id, 3))
    for name in {e.context for e in case.counted}:
        members = [e for e in case.counted if e.context == name]
        part = Fraction(
            100 * sum(e.weight * min(value(reading, e), e.required) for e in members),
            sum(e.weight * e.required for e in members),
        )
        if len(members) >= 3 and part < 75:
            locks.add(("weak_context", name, plain_band(part) + 1))
    for h in case.anti_patterns:
        if h.deduction == 2 and times(reading, h) > 0:
            locks.add(("harmful", h.id, {1: 3, 2: 2}[times(reading, h)]))
    for g in case.groups:
        members = [e for e in case.counted if e.id in g.members]
        low = sum(value(reading, e) in (0, 1) for e in members)
        if low * 2 >= len(members):
            locks.add(("group", g.id, 2))
        elif low >= 1:
            locks.add(("group", g.id, 3))
    return Outcome(score, min([plain_band(score), *(limit for _, _, limit in locks)]), frozenset(locks))


def plain_band(score: Fraction) -> int:
    return 1 + sum(score >= lowest for lowest in (50, 75, 90))


def reasons(case: Case, reading: str) -> dict[tuple[str, str, int], tuple[str, int | None]]:
    """Of every lock of a reading why it is there, and its limit at most (None if it is gone there)."""
    at_most = {(kind, id): limit for kind, id, limit in outcome(case, AT_MOST).locks}
    well = replace(
        case,
        counted=tuple(
            e if e.level is not None else replace(e, level=e.required, has_evidence=True) for e in case.counted
        ),
        anti_patterns=tuple(h if h.occurs is not None else replace(h, occurs=0) for h in case.anti_patterns),
    )
    settled = {(kind, id): limit for kind, id, limit in outcome(well, reading).locks}
    found: dict[tuple[str, str, int], tuple[str, int | None]] = {}
    for kind, id, limit in outcome(case, reading).locks:
        if at_most.get((kind, id)) == limit:
            because = "answered"
        elif settled.get((kind, id)) != limit:
            because = "unanswered"
        else:
            because = "not_shown"
        found[kind, id, limit] = because, at_most.get((kind, id))
    return found


class Move(NamedTuple):
    kind: str
    id: str
    start: int
    gain: Fraction
    lifting: bool


def moves(case: Case) -> list[Move]:
    """Every step of section 7, in its order."""
    possible = sum(e.weight * e.required for e in case.counted)
    found = []
    for e in case.counted:
        for level in range(e.level or 0, e.required):
            found.append(Move("element", e.id, level, Fraction(100 * e.weight, possible), e.essential and level < 3))
    for h in case.anti_patterns:
        for occurs in range(1, (h.occurs or 0) + 1):
            if h.deduction:
                found.append(Move("anti_pattern", h.id, occurs, Fraction(h.deduction), h.deduction == 2))
    return sorted(
        found,
        key=lambda m: (
            -m.gain,
            0 if m.lifting else 1,
            0 if m.kind == "element" else 1,
            m.id,
            m.start if m.kind == "element" else -m.start,
        ),
    )


def after(case: Case, steps: list[tuple[str, str]]) -> Case:
    """The case after steps up of elements and down of anti-patterns; unanswered elements start at 0."""
    up = [name for kind, name in steps if kind == "element"]
    down = [name for kind, name in steps if kind == "anti_pattern"]
    return Case(
        tuple(
            Counted(
                e.id,
                e.context,
                e.weight,
                e.required,
                e.essential,
                (e.level or 0) + up.count(e.id) if e.id in up else e.level,
                e.has_evidence,
            )
            for e in case.counted
        ),
        tuple(
            CountedAntiPattern(h.id, h.deduction, (h.occurs or 0) - down.count(h.id) if h.id in down else h.occurs)
            for h in case.anti_patterns
        ),
        case.excluded,
        case.groups,
    )


def fewest_steps(case: Case, band: int) -> int:
    """By trying every set of steps, smallest first: how many it takes to reach a band in the reported reading."""
    possible = [(m.kind, m.id) for m in moves(case)]
    for size in range(len(possible) + 1):
        for chosen in {tuple(sorted(c)) for c in combinations(possible, size)}:
            if outcome(after(case, list(chosen)), REPORTED).band >= band:
                return size
    raise AssertionError("the contour itself reaches every band")


class Sheet(NamedTuple):
    """A rubric as one would write it on a sheet: of each element a plain row, of each anti-pattern its d."""

    version: int
    rows: dict[str, dict[str, Any]]
    """By id: weight, base, school (whether goal «school» raises it to 4), only (a goal or None), essential, allowed,
    text, was (ids of before)."""
    deductions: dict[str, int]


class Filled(NamedTuple):
    """A goal («work», «school» or None for both), and the answers: 0-4, such as «3e», a word, or nothing."""

    goal: str | None
    answers: dict[str, Any]
    occurs: dict[str, str]


def asked_of(sheet: Sheet, goal: str | None) -> dict[str, tuple[int, int]]:
    """By id the weight and the required level of what this goal is asked."""
    found = {}
    for id, row in sheet.rows.items():
        if row["only"] is None or goal is None or row["only"] == goal:
            levels = [row["base"], 3 if row["essential"] else 0, 4 if row["school"] and goal in (None, "school") else 0]
            found[id] = row["weight"], max(levels)
    return found


def level_in(answer: Any) -> int | None:
    """The level that an answer gives."""
    if answer in ("unknown", "not_applicable", None):
        return None
    return int(str(answer)[0])


def leaves_out(sheet: Sheet, id: str, answer: Any) -> bool:
    return answer == "not_applicable" and sheet.rows[id]["allowed"] and not sheet.rows[id]["essential"]


def unclipped_score(sheet: Sheet, goal: str | None, answers: dict[str, Any], occurs: dict[str, str]) -> Fraction | None:
    """The reported score before it is clipped at 0; None where nothing counts."""
    earned = possible = 0
    for id, (weight, required) in asked_of(sheet, goal).items():
        if not leaves_out(sheet, id, answers.get(id)):
            possible += weight * required
            earned += weight * min(level_in(answers.get(id)) or 0, required)
    off = sum(
        d * {"sometimes": 1, "usually": 2}.get(occurs.get(id, "unknown"), 0) for id, d in sheet.deductions.items()
    )
    return Fraction(100 * earned, possible) - off if possible else None


def asked_then(old: Sheet, new: Sheet, then: Filled) -> dict[str, tuple[str, Any]]:
    """By id of now what was asked then: the id that it had, and the old answer (None where there was none).

    Of an element with ids of before: the lowest level among them, else an unknown, else a not applicable.
    """
    found = {id: (id, then.answers.get(id)) for id in asked_of(old, then.goal)}
    if old.version == new.version:
        return found
    order = [*range(5), "unknown", "not_applicable", None]
    for id, row in new.rows.items():
        earlier = [found[was] for was in row["was"] if was in found and was not in new.rows]
        if earlier:
            levels = [(was, answer if level_in(answer) is None else level_in(answer)) for was, answer in earlier]
            lowest = min(levels, key=lambda pair: order.index(pair[1]))
            found[id] = earlier[levels.index(lowest)]
    return found


def split(old: Sheet, new: Sheet, then: Filled, now: Filled) -> list[Fraction] | None:
    """Total, rubric, profile, new questions, answers (section 10); None where a score on the way is missing."""
    known = {id: answer for id, (_was, answer) in asked_then(old, new, then).items()}
    added = {id: now.answers.get(id) for id in asked_of(new, now.goal) if id not in known}
    occurred = {id: then.occurs.get(id, "unknown") for id in old.deductions}
    occurs_added = {id: now.occurs.get(id, "unknown") for id in new.deductions if id not in occurred}
    scores = [
        unclipped_score(old, then.goal, then.answers, then.occurs),
        unclipped_score(new, then.goal, known, occurred),
        unclipped_score(new, now.goal, known, occurred),
        unclipped_score(new, now.goal, {**known, **added}, {**occurred, **occurs_added}),
        unclipped_score(new, now.goal, now.answers, now.occurs),
    ]
    numbers = [score for score in scores if score is not None]
    if len(numbers) < len(scores):
        return None
    return [numbers[-1] - numbers[0], *(after - before for before, after in pairwise(numbers))]


def common_core(old: Sheet, new: Sheet, then: Filled, now: Filled) -> tuple[int, Fraction, Fraction] | None:
    """How many elements were asked in the same words and answered both times, and the two scores over them."""
    known = asked_then(old, new, then)
    number, possible, before, after = 0, 0, 0, 0
    for id, (weight, required) in asked_of(new, now.goal).items():
        was, answer = known.get(id, (id, None))
        level_then, level_now = level_in(answer), level_in(now.answers.get(id))
        same_words = was == id in old.rows and old.rows[id]["text"] == new.rows[id]["text"]
        if same_words and level_then is not None and level_now is not None:
            number += 1
            possible += weight * required
            before += weight * min(level_then, required)
            after += weight * min(level_now, required)
    return (number, Fraction(100 * before, possible), Fraction(100 * after, possible)) if number else None


def moves_between(old: Sheet, new: Sheet, then: Filled, now: Filled) -> dict[str, str]:
    """What became of each answer."""
    known, asked = asked_then(old, new, then), asked_of(new, now.goal)
    renamed = {was for id in asked for was in new.rows[id]["was"] if was not in new.rows}
    found = {}
    for id in asked_of(old, then.goal):
        if id not in asked and not (old.version != new.version and id in renamed):
            found[id] = "dropped"
    for id in asked:
        if id not in known:
            found[id] = "new_question"
            continue
        out_then, out_now = leaves_out(old, *known[id]), leaves_out(new, id, now.answers.get(id))
        before, after = level_in(known[id][1]), level_in(now.answers.get(id))
        if out_then or out_now:
            found[id] = "same" if out_then and out_now else "now_not_applicable" if out_now else "applicable_again"
        elif before == after:
            found[id] = "same"
        elif before is None:
            found[id] = "newly_known"
        elif after is None:
            found[id] = "no_longer_known"
        else:
            found[id] = "up" if after > before else "down"
    return found
