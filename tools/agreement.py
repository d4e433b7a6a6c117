"""How far raters agree who scored the same projects: weighted kappa per element and over all (docs/agreement.md).

Example: python tools/agreement.py rater-1/ rater-2/ [rater-3/ ...], folders that hold answer files of the same names.
"""

import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from verbetertool import load_answers, load_rubric
from verbetertool.model.project import Answered
from verbetertool.scoring.agreement import linear_kappa


def main(folders: list[Path]) -> None:
    """Prints a line per element, worst first, and one over all."""
    rubric = load_rubric()
    names = sorted(set.intersection(*({file.name for file in folder.glob("*.yaml")} for folder in folders)))
    given = {(folder, name): load_answers(folder / name, rubric).answers for folder in folders for name in names}
    pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name in names:
        for one, other in combinations(folders, 2):
            for element in rubric.elements:
                first, second = (given[folder, name].get(element.id) for folder in (one, other))
                if isinstance(first, Answered) and isinstance(second, Answered):
                    pairs[element.id].append((first.level, second.level))
    rows = [(kappa, id, found) for id, found in pairs.items() if (kappa := linear_kappa(found)) is not None]
    for kappa, id, found in sorted(rows):
        print(f"{float(kappa):5.2f}  {len(found):3} pairs  {id}")
    every = [pair for found in pairs.values() for pair in found]
    same = sum(one == other for one, other in every)
    overall = linear_kappa(every)
    print(f"{float(overall or 0):5.2f}  {len(every):3} pairs  all, of which {same} the same level")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
