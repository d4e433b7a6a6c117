"""Each project of a round beside itself in an earlier one: the split of what changed (docs/scoring.md section 10)."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from verbetertool.model.comparison import Comparison, to_json
from verbetertool.model.portfolio import Earlier, ProjectRow, SinceProject, SinceRound, Verdict
from verbetertool.model.rubric import Rubric
from verbetertool.reading.moments import read_moment
from verbetertool.reading.results import result_at
from verbetertool.scoring.comparison import compare
from verbetertool.scoring.gate import NO_PAIR, paired
from verbetertool.scoring.robustness import certainly_ahead

NOTHING = b"null"
"""In the place of a comparison, for a project that was not in the earlier round."""


class Since:
    """What every project of a round was before; `path` holds the results that `before` was read from."""

    def __init__(self, path: Path, before: Sequence[Earlier], rubric: Rubric) -> None:
        self._path = path
        self._before = before
        self._rubric = rubric
        self._projects: dict[str, SinceProject] = {}
        self._pairs: dict[str, Earlier] = {}
        """By the key of a project of now."""

    def lines(self, rows: Sequence[ProjectRow], documents: Iterable[bytes]) -> Iterator[bytes]:
        """Per row a comparison as JSON, made of its result document of now; raises OSError."""
        pairs = zip(rows, paired(rows, self._before), strict=True)
        self._pairs = {row.key: self._before[place] for row, place in pairs if place != NO_PAIR}
        for row, document in zip(rows, documents, strict=True):
            earlier = self._pairs.get(row.key)
            found = None if earlier is None else self._compared(earlier, document)
            yield NOTHING if found is None else to_json(found)
            if earlier is not None:
                self._projects[row.key] = _project(row, earlier, found)

    def round_of(self, rows: Sequence[ProjectRow]) -> SinceRound:
        """What a portfolio of these rows says of it, once `lines` was read."""
        met = {earlier.at for earlier in self._pairs.values()}
        return SinceRound(
            projects=tuple(found for row in rows if (found := self._projects.get(row.key)) is not None),
            new=tuple(row.name for row in rows if row.key not in self._pairs),
            gone=tuple(each.name for each in self._before if each.at not in met),
            renamed=tuple(
                row.name for row in rows if (each := self._pairs.get(row.key)) is not None and each.key != row.key
            ),
        )

    def _compared(self, earlier: Earlier, document: bytes) -> Comparison | None:
        try:
            before, after = read_moment(result_at(self._path, earlier.at)), read_moment(document)
        except ValueError:  # a result that only looked like one
            return None
        return compare(before, after, self._rubric)


def _project(row: ProjectRow, earlier: Earlier, found: Comparison | None) -> SinceProject:
    change = found.change if found is not None and found.comparable else None
    parts = (change.total, change.rubric, change.profile, change.new_questions, change.answers) if change else ()
    exact = tuple(part for part in parts if part is not None)
    before = found.before.score if found is not None else None
    return SinceProject(
        key=row.key,
        name=row.name,
        before=None if before is None else max(0, before.numerator // before.denominator),
        after=row.figures.reported,
        verdict=_verdict(row, earlier),
        change=(exact[0], exact[1], exact[2], exact[3], exact[4]) if len(exact) == 5 else None,
    )


def _verdict(row: ProjectRow, earlier: Earlier) -> Verdict:
    """By the ranges under other weights, which only projects of one family share (section 8)."""
    if row.robust is None or earlier.robust is None or row.family != earlier.family:
        return "not_comparable"
    if certainly_ahead(row.robust, earlier.robust):
        return "better"
    return "worse" if certainly_ahead(earlier.robust, row.robust) else "alike"
