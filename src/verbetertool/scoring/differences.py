"""Where the people of a team are far apart, by what that is worth, and what of it may be seen apart from the whole.

docs/scoring.md section 9.
"""

from collections.abc import Mapping, Sequence

from verbetertool.model.assessment import Amount, Kind
from verbetertool.model.project import Answers, Often
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.model.team import Difference, Noted, Said, TalkPoint
from verbetertool.model.thresholds import SHOWN_FROM, TALK_FROM
from verbetertool.scoring.applicability import case_of
from verbetertool.scoring.voices import OFTEN, Item, People, View


def worth_by_id(rubric: Rubric, answers: Answers, spreads: Mapping[str, tuple[int, int]]) -> tuple[dict[str, int], int]:
    """What each spread (lowest, highest; of anti-patterns how often, 0-2) is worth, and out of how many points.

    The first times 100, over the second, is in points of the score. A spread of less than two, and what is worth
    nothing, is left out. Elements that don't count for the project are worth nothing.
    """
    case = case_of(rubric, answers)
    possible = case.all_possible
    worth: dict[str, int] = {}
    for element in case.counted:
        lowest, highest = spreads.get(element.id, (0, 0))
        if highest - lowest >= TALK_FROM:
            worth[element.id] = 100 * element.weight * (min(highest, element.required) - min(lowest, element.required))
    for each in case.anti_patterns:
        lowest, highest = spreads.get(each.id, (0, 0))
        if highest - lowest >= TALK_FROM:
            worth[each.id] = (highest - lowest) * each.deduction * max(possible, 1)
    return {id: each for id, each in worth.items() if each}, max(possible, 1)


def in_order(worth: Mapping[str, int]) -> list[str]:
    """Ids by what they are worth, the largest first, ties by id."""
    return sorted(worth, key=lambda id: (-worth[id], id))


@record
class MayShow:
    """Whether what a perspective says may be seen apart from the whole.

    That takes three people who gave a level; or one who answered by profession or from outside, is the only one of
    that perspective, and agreed to be shown.
    """

    rubric: Rubric
    files: Sequence[Answers]
    people: People

    def __call__(self, view: View) -> bool:
        if len(view.numbers) >= SHOWN_FROM:
            return True
        numbers = self.people[view.perspective]
        if len(numbers) != 1 or not view.numbers:
            return False
        file = self.files[numbers[0]]
        by_profession = any(each.id == view.perspective and each.by_profession for each in self.rubric.perspectives)
        return file.shown and (by_profession or file.assessor)


def differences_of(
    rubric: Rubric, answers: Answers, items: Mapping[str, Item], may_show: MayShow
) -> tuple[Difference, ...]:
    """The points to talk about in these answers of a team, the largest effect on the score first."""
    spreads = {id: item.spread for id, item in items.items() if item.spread is not None}
    worth, possible = worth_by_id(rubric, answers, spreads)
    found = []
    for id in in_order(worth):
        item = items[id]
        shown = [view for view in item.views if view.level is not None and may_show(view)]
        said = tuple(Said(view.perspective, len(view.numbers), _shown(item.kind, view.level or 0)) for view in shown)
        lowest, highest = spreads[id]
        people = sum(len(view.numbers) for view in item.views)
        point = TalkPoint(id, Amount.of(worth[id], possible), said)
        level, low, high = (_shown(item.kind, end) for end in (item.level or 0, lowest, highest))
        counts = {view.perspective: view.counted.count for view in shown if view.counted and view.counted.count}
        found.append(Difference(item.kind, point, people, level, low, high, counts))
    return tuple(found)


def _shown(kind: Kind, level: int) -> int | Often:
    return level if kind == "element" else OFTEN[level]


def notes_of(files: Sequence[Answers], items: Mapping[str, Item], may_show: MayShow) -> dict[str, tuple[Noted, ...]]:
    """The notes of the perspectives that may be seen apart."""
    found: dict[str, list[tuple[int, Noted]]] = {}
    for id, item in items.items():
        for view in item.views:
            if not may_show(view):
                continue
            for number in may_show.people[view.perspective]:
                file = files[number]
                answer = file.answers.get(id) if item.kind == "element" else file.anti_patterns.get(id)
                if answer is not None and answer.note:
                    found.setdefault(id, []).append((number, Noted(view.perspective, answer.note)))
    return {id: tuple(noted for _number, noted in sorted(each, key=_by_number)) for id, each in found.items()}


def _by_number(noted: tuple[int, Noted]) -> int:
    return noted[0]
