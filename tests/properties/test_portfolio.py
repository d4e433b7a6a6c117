"""Many projects together, held against what counting one by one gives."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_rubric, an_anti_pattern, an_element, some_answers
from verbetertool.batch.kept import Kept, in_order
from verbetertool.model.portfolio import Earlier, Places, ProjectRow
from verbetertool.model.thresholds import AHEAD_BY
from verbetertool.scoring.assess import assess
from verbetertool.scoring.gate import held_against
from verbetertool.scoring.portfolio import in_scope, portfolio_of
from verbetertool.scoring.ranks import Ranks
from verbetertool.scoring.robustness import certainly_ahead, rank_intervals
from verbetertool.scoring.round_signals import with_signals
from verbetertool.scoring.rows import row_of
from verbetertool.scoring.shared_texts import SharedTexts
from verbetertool.scoring.signals import OTHERS_NAMED
from verbetertool.scoring.tally import Tally

RANGES = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda r: (min(r), max(r))), max_size=12)
RUBRIC = a_rubric([an_element(f"e{n}", "ab"[n % 2]) for n in range(5)], [an_anti_pattern("h", 2)])
ANSWERS = (None, 0, 1, 2, 3, 4, "3e", "4e", "unknown", "not_applicable")
NAMES = ("Aap", "aap", "Élan", "Eland", "Zon", "zon")


def _a_row(random: Random) -> ProjectRow:
    answers = {f"e{n}": value for n in range(5) if (value := random.choice(ANSWERS)) is not None}
    anti_patterns = {"h": occurs} if (occurs := random.choice([None, "never", "sometimes", "usually"])) else {}
    goals, groups = random.choice([("x",), ("y",), ()]), random.choice([("g",), ("f", "g"), ()])
    project = {"name": random.choice(NAMES), "goals": goals, "target_groups": groups}
    result = assess(RUBRIC, some_answers(answers, anti_patterns, project=project))
    return row_of(result, RUBRIC, file="", report="")


POOL = [_a_row(Random(seed)) for seed in range(80)]  # noqa: S311 - any rows will do


def rounds() -> st.SearchStrategy[list[ProjectRow]]:
    """Projects with files and reports of their own; assessed once, since that takes most of the time."""
    return st.lists(st.sampled_from(POOL), max_size=8).map(
        lambda found: [replace(row, file=f"{n}.yaml", report=f"r{n}") for n, row in enumerate(found)]
    )


@given(RANGES)
def test_rank_intervals_equal_counting(ranges: Sequence[tuple[int, int]]) -> None:
    """1 + those certainly ahead, to N - those certainly behind, counted pair by pair; ranges in any order."""
    count = len(ranges)
    expected = []
    for low, high in ranges:
        ahead = sum(other_low - high >= 5 for other_low, _ in ranges)
        behind = sum(low - other_high >= 5 for _, other_high in ranges)
        expected.append((1 + ahead, count - behind))
    assert rank_intervals(ranges) == expected


@given(RANGES.filter(bool))
def test_rank_intervals_can_be_true(ranges: Sequence[tuple[int, int]]) -> None:
    """Every rank interval holds the rank that a project gets if every score lies somewhere in its range."""
    intervals = rank_intervals(ranges)
    for seed in range(3):
        drawn = Random(seed)  # noqa: S311 - any order will do
        scores = [drawn.randint(low, high) for low, high in ranges]
        for number, (best, worst) in enumerate(intervals):
            ahead = sum(score > scores[number] for score in scores)
            assert best <= 1 + ahead <= worst


@given(RANGES)
def test_certainly_ahead_is_an_order(ranges: Sequence[tuple[int, int]]) -> None:
    """Never mutual, and transitive (docs/scoring.md section 11, property 12)."""
    for a in ranges:
        for b in ranges:
            assert certainly_ahead(a, b) == (a[0] - b[1] >= AHEAD_BY)
            assert not (certainly_ahead(a, b) and certainly_ahead(b, a))
            for c in ranges:
                if certainly_ahead(a, b) and certainly_ahead(b, c):
                    assert certainly_ahead(a, c)


@given(rounds(), st.randoms(use_true_random=False))
def test_the_order_of_the_files_makes_no_difference(found: list[ProjectRow], random: Random) -> None:
    """The same projects in another order give the same portfolio, alphabetical with accents among the letters."""
    shuffled = list(found)
    random.shuffle(shuffled)
    portfolio = portfolio_of(found, RUBRIC)
    assert portfolio_of(shuffled, RUBRIC) == portfolio
    order = ["aap", "eland", "élan", "zon"]
    ranks = [order.index(row.name.casefold()) for row in portfolio.rows]
    plain = [{"élan": "elan"}.get(order[rank], order[rank]) for rank in ranks]
    assert plain == sorted(plain)


@given(rounds())
def test_counts_equal_counting(found: list[ProjectRow]) -> None:
    """Gaps, spread and anti-patterns add up to what the single projects say."""
    portfolio = portfolio_of(found, RUBRIC)
    for spread in portfolio.spreads:
        assert sum(spread.counts) + spread.without == len(found)
    for gap in portfolio.gaps:
        bit = 1 << [element.id for element in RUBRIC.elements].index(gap.id)
        assert gap.number == sum(bool(row.gaps & bit) for row in found) > 0
        assert gap.out_of == sum(bool(row.asked & bit) for row in found)
        assert gap.number + gap.not_known <= gap.out_of
    assert [gap.number for gap in portfolio.gaps] == sorted((gap.number for gap in portfolio.gaps), reverse=True)
    for each in portfolio.anti_patterns:
        assert each.number == sum(row.anti_patterns in ("s", "u") for row in found)
        assert each.usually == sum(row.anti_patterns == "u" for row in found)


@given(rounds(), st.integers(1, 4))
def test_some_at_a_time_come_to_the_same(found: list[ProjectRow], together: int) -> None:
    """A tally takes in rows a few at a time, and says what it says of all of them at once."""
    whole = portfolio_of(found, RUBRIC)
    tally = Tally(RUBRIC)
    for start in range(0, len(found), together):
        tally.add(whole.rows[start : start + together], whole.rank_intervals[start : start + together])
    assert tally.portfolio(whole.rows, whole.rank_intervals) == whole


@given(rounds())
def test_what_a_tally_says_equals_counting(found: list[ProjectRow]) -> None:
    """Families, places and questions, each counted from the rows by itself."""
    portfolio = portfolio_of(found, RUBRIC)
    pairs = list(zip(portfolio.rows, portfolio.rank_intervals, strict=True))
    members: dict[int, list[ProjectRow]] = {}
    for row, interval in pairs:
        if interval is not None:
            members.setdefault(interval.family, []).append(row)
    assert portfolio.alone == sum(len(rows) == 1 for rows in members.values())
    shared = {number: rows for number, rows in sorted(members.items()) if len(rows) > 1}
    assert [(each.number, each.projects) for each in portfolio.families] == [(n, len(r)) for n, r in shared.items()]
    for family in portfolio.families:
        rows = shared[family.number]
        assert family.first == tuple(row.name for row in rows[:5])
        assert set(family.target_groups) == set.intersection(*(set(row.target_groups) for row in rows))
        assert family.asked == len(
            {bit for row in rows for bit in range(row.asked.bit_length()) if row.asked >> bit & 1}
        )
    known = [(row.name, interval) for row, interval in pairs if interval is not None]
    told = [each for each in known if 0 < each[1].worst - each[1].best < each[1].size - 1]
    same = sum(interval.size > 1 and interval.worst - interval.best + 1 == interval.size for _name, interval in known)
    assert portfolio.places == Places(len(members), portfolio.alone, same, told[0] if told else None)
    asked = Counter(signal.kind for row in found for signal in row.signals)
    assert {question.kind: question.number for question in portfolio.questions} == asked
    assert portfolio.without_score == sum(row.figures.proven is None for row in found)


@given(rounds())
def test_only_families_are_compared(found: list[ProjectRow]) -> None:
    """Each rank interval counts the projects of its own family alone; who has no score has no rank interval."""
    portfolio = portfolio_of(found, RUBRIC)
    pairs = zip(portfolio.rows, portfolio.rank_intervals, strict=True)
    rank_intervals = {row.report: interval for row, interval in pairs if interval is not None}
    for row in found:
        family = [other for other in found if other.family == row.family and other.robust is not None]
        if row.robust is None:
            assert row.report not in rank_intervals
            continue
        rank_interval = rank_intervals[row.report]
        assert rank_interval.size == len(family)
        behind_of = [o for o in family if o.robust is not None and certainly_ahead(o.robust, row.robust)]
        assert rank_interval.best == 1 + len(behind_of)
        numbers = {rank_intervals[other.report].family for other in family}
        assert numbers == {rank_interval.family}


@given(rounds(), st.sampled_from(["f", "g"]))
def test_filters(found: list[ProjectRow], group: str) -> None:
    """A filter keeps who names the value, and who names nothing."""
    kept = [row for row in found if in_scope(row, {"target_groups": {group}})]
    assert kept == [row for row in found if group in row.target_groups or not row.target_groups]


@given(rounds(), rounds())
def test_rows_on_disk_say_the_same(found: list[ProjectRow], earlier: list[ProjectRow]) -> None:
    """A large round reads a row anew each time, and sorts on disk: its pairs and its signals are the same."""
    rows = [replace(row, key=row.file) for row in found]
    before = [Earlier(row.file, row.name, row.digest, row.family, row.figures.proven) for row in earlier]
    on_disk: Kept[ProjectRow] = Kept(None, in_memory=0)
    keys, texts, all_texts = [], SharedTexts(partial(Kept[Any], None, 0), in_few), SharedTexts()
    for number, row in enumerate(rows):
        on_disk.append(row)
        keys.append(row.key)
        for each in (texts, all_texts):
            each.add(number, [("e0", len(row.name) << 2 | 2)])
    assert held_against(on_disk, before, in_few) == held_against(rows, before)
    assert list(Ranks(on_disk, in_few)) == list(Ranks(rows))
    assert list(with_signals(on_disk, keys, texts, in_few)) == list(with_signals(rows, keys, all_texts))


def in_few(items: Iterable[Any]) -> Iterable[Any]:
    """Sorted with two things in memory at a time."""
    return in_order(items, run=2)


FINGERPRINTS = st.tuples(st.sampled_from((0, 1, 2, 64, 128, 2**61)), st.sampled_from((0, 1, 2)))
"""Numbers of texts, some of them kept in the same place, and whether each is evidence, a note or a long note."""


def _enough(one: set[int], other: set[int]) -> bool:
    """Whether what two submissions have in common is worth a question: a long note, or three texts and a note."""
    kinds = [text & 3 for text in one & other]
    return 2 in kinds or (len(kinds) >= 3 and 1 in kinds)


@given(st.lists(st.lists(st.tuples(st.sampled_from("xyz"), FINGERPRINTS), max_size=5), max_size=9))
def test_shared_texts_equal_comparing_all(submissions: list[list[tuple[str, tuple[int, int]]]]) -> None:
    """What is shared is what comparing every pair finds; of the others at most some are named."""
    shared = SharedTexts()
    given = [[(id, number << 2 | kind) for id, (number, kind) in texts] for texts in submissions]
    for owner, fingerprints in enumerate(given):
        shared.add(owner, fingerprints)
    found = dict(shared.found())
    texts = [{text for _id, text in fingerprints} for fingerprints in given]
    for owner, fingerprints in enumerate(given):
        others = {n for n, theirs in enumerate(texts) if n != owner and _enough(texts[owner], theirs)}
        if not others:
            assert owner not in found
            continue
        known = set().union(*(texts[other] for other in others))
        assert set(found[owner].ids) == {id for id, text in fingerprints if text in known}
        assert set(found[owner].others) <= others
        assert len(found[owner].others) == min(len(others), OTHERS_NAMED)
        assert found[owner].more == (len(found[owner].others) < len(others))
