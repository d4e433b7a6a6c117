"""A second, naive implementation of docs/scoring.md section 9, to hold the real one against. Shares no code with it."""

from fractions import Fraction
from typing import Any

Person = dict[str, Any]
"""`perspective`, `answers` (by id: level, count as (yes, of), asked, na, unknown, evidence), `occurs` (by id: 0-2)."""


def level_of(yes: int, of: int) -> int:
    """The level that a count gives on a scale of 1/5 and 4/5."""
    return 0 if yes == 0 else 1 if 5 * yes < of else 2 if 5 * yes < 4 * of else 3


def lower(levels: list[int]) -> int:
    """The lower median: at least half are not below it, and it is as low as that allows."""
    return max(one for one in levels if sum(other >= one for other in levels) * 2 > len(levels))


def upper(levels: list[int]) -> int:
    """The upper median."""
    return min(one for one in levels if sum(other <= one for other in levels) * 2 > len(levels))


def groups_of(people: list[Person]) -> dict[Any, list[Person]]:
    groups: dict[Any, list[Person]] = {}
    for place, person in enumerate(people):
        groups.setdefault(person["perspective"], []).append({**person, "place": place})
    return groups


def votes_of(id: str, group: list[Person], on_scale: bool) -> list[dict[str, Any]]:
    """The levels that the people of one perspective give; those who were asked in their own words give one count."""
    votes, asked = [], []
    for person in group:
        said = {**person["answers"].get(id, {}), "place": person["place"]}
        if "asked" in said and on_scale:
            asked.append(said)
        elif "level" in said:
            count = (*said["count"], said["place"]) if said.get("count") else None
            votes.append({"level": said["level"], "people": 1, "count": count, "evidence": said.get("evidence", [])})
    if asked:
        yes = sum(said["asked"] == "ja" for said in asked)
        evidence = [text for said in asked for text in said.get("evidence", [])]
        count = (yes, len(asked), asked[0]["place"])
        votes.append({"level": level_of(*count[:2]), "people": len(asked), "count": count, "evidence": evidence})
    return votes


def best_count(level: int, counts: list[tuple[int, int, int]]) -> tuple[int, int, int] | None:
    """Of those that go with the level the one of most, then that of the file named first: yes, of, and its place."""
    fitting = [c for c in counts if level_of(*c[:2]) == level or (level == 4 and level_of(*c[:2]) == 3)]
    return min(fitting, key=lambda c: (-c[1], c[2]), default=None)


def element_of(id: str, people: list[Person], on_scale: bool) -> dict[str, Any]:
    """What a team says: `status`, and for a level also `level`, `count`, `evidence`, `lowest`, `highest`, `by`."""
    verdicts: list[tuple[Any, Any, Any, int]] = []
    everything = []
    for perspective, group in groups_of(people).items():
        votes = votes_of(id, group, on_scale)
        not_applicable = sum("na" in person["answers"].get(id, {}) for person in group)
        levels = sum(vote["people"] for vote in votes)
        everything += votes
        if not_applicable > levels:
            verdicts.append((perspective, "na", None, levels))
        elif levels:
            counted = [vote for vote in votes if vote["count"]]
            level = lower([vote["level"] for vote in counted or votes])
            verdicts.append((perspective, level, best_count(level, [v["count"] for v in counted]), levels))
    spread = [vote["level"] for vote in everything]
    ends = {"lowest": min(spread, default=None), "highest": max(spread, default=None)}
    not_applicable = sum(verdict == "na" for _p, verdict, _c, _n in verdicts)
    if not_applicable * 2 > len(verdicts):
        return {"status": "not_applicable", **ends}
    given = [(p, verdict, count, number) for p, verdict, count, number in verdicts if verdict != "na"]
    if not given:
        unknown = any("unknown" in person["answers"].get(id, {}) for person in people)
        return {"status": "unknown" if unknown else "unanswered", **ends}
    level = lower([verdict for _p, verdict, _c, _n in given])
    evidence = {text for vote in everything if vote["level"] >= level for text in vote["evidence"]}
    count = best_count(level, [c for _p, _v, c, _n in given if c])
    by = {p: (number, verdict) for p, verdict, _c, number in given}
    return {"status": "answered", "level": level, "count": count and count[:2], "evidence": evidence, "by": by, **ends}


def occurrence_of(id: str, people: list[Person]) -> dict[str, Any] | None:
    """How often something occurs, 0-2, with the ends and what each perspective says; None if nobody says so."""
    by = {}
    everything = []
    for perspective, group in groups_of(people).items():
        said = [person["occurs"][id] for person in group if id in person["occurs"]]
        everything += said
        if said:
            by[perspective] = (len(said), upper(said))
    if not by:
        return None
    times = upper([verdict for _number, verdict in by.values()])
    return {"occurs": times, "lowest": min(everything), "highest": max(everything), "by": by}


def talk_of(
    elements: list[dict[str, Any]], anti_patterns: list[dict[str, Any]], people: list[Person]
) -> list[tuple[str, Fraction, dict[Any, tuple[int, int]]]]:
    """Points to talk about: id, worth, and what the perspectives of three people or more say.

    `elements` are plain: id, weight, required, on_scale; `anti_patterns`: id, deduction.
    """
    found = {e["id"]: element_of(e["id"], people, e["on_scale"]) for e in elements}
    possible = sum(e["weight"] * e["required"] for e in elements if found[e["id"]]["status"] != "not_applicable")
    points = []
    for e in elements:
        item = found[e["id"]]
        if item["status"] == "not_applicable" or item["lowest"] is None or item["highest"] - item["lowest"] < 2:
            continue
        gained = min(item["highest"], e["required"]) - min(item["lowest"], e["required"])
        points.append((e["id"], Fraction(100 * e["weight"] * gained, possible), item.get("by", {})))
    for h in anti_patterns:
        often = occurrence_of(h["id"], people)
        if often and (often["lowest"], often["highest"]) == (0, 2):
            points.append((h["id"], Fraction(2 * h["deduction"]), often["by"]))
    points = [(id, worth, {p: said for p, said in by.items() if said[0] >= 3}) for id, worth, by in points if worth]
    return sorted(points, key=lambda point: (-point[1], point[0]))
