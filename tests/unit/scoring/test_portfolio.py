"""A round of a few projects, counted out by hand: gaps, spreads, rank_intervals and what none of them offers."""

from dataclasses import replace

from tests.unit.scoring.rounds import RUBRIC, a_row
from verbetertool.model.portfolio import Family, Often, ProjectRow, RankInterval, Spread
from verbetertool.scoring.portfolio import in_scope, portfolio_of
from verbetertool.scoring.ranks import Ranks


def a_round() -> list[ProjectRow]:
    """Three projects of one family and one of another; out of order."""
    return [
        a_row({"e0": "0e", "e1": "1e", "e2": "3e", "e3": "1e"}, {"h0": "usually", "g": "sometimes"}, name="zwak"),
        a_row({"e0": "3e", "e1": "2e", "e2": "3e", "e3": 1}, {"h0": "sometimes", "h1": "never"}, name="Één"),
        a_row(
            {"e0": "3e", "e2": "not_applicable", "e3": "not_applicable"},
            {"h0": "unknown", "h1": "sometimes"},
            name="drie",
        ),
        a_row({"e0": "2e", "e1": "2e", "e3": "0e", "e4": "4e"}, {"h0": "never"}, name="ander", phases=None),
    ]


def test_a_portfolio_counted_by_hand() -> None:
    """Rows by the alphabet; gaps and anti-patterns the most frequent first, with what is not known beside them."""
    rows = a_round()
    found = portfolio_of(rows, RUBRIC)
    assert [row.name for row in found.rows] == ["ander", "drie", "Één", "zwak"]
    assert found.gaps == (Often("e3", 3, 3, 0), Often("e0", 2, 4, 0), Often("e1", 1, 4, 1))
    assert found.not_offered == (Often("e3", 0, 3, 0),)
    assert found.anti_patterns == (Often("h0", 2, 4, 1, usually=1), Often("g", 1, 4, 3), Often("h1", 1, 4, 2))
    assert found.groups_unserved == ("statushouders", "thuis")
    assert [row.anti_patterns for row in found.rows] == ["n??", "?s?", "sn?", "u?s"]
    assert found.spreads == (
        Spread("a", (1, 0, 1, 1), 1),
        Spread("b", (0, 2, 0, 0), 2),
        Spread("c", (0, 0, 0, 1), 3),
    )
    assert found.rank_intervals == tuple(Ranks(found.rows))


def test_families_say_what_their_projects_share() -> None:
    """By the numbers of the rank intervals: goals, and what every one of them names."""
    first, second, third, other = portfolio_of(a_round(), RUBRIC).rows
    found = portfolio_of([second, replace(third, target_groups=("lvb", "thuis")), other, first], RUBRIC)
    assert found.alone == 1
    assert found.families == (Family(2, 3, ("drie", "Één", "zwak"), ("werk",), False, 4, ("lvb",), ("werkvloer",)),)


def test_rank_intervals_counted_by_hand() -> None:
    """Families by the alphabet of their first project; in each the best and the worst rank that the ranges allow."""
    ranges = {"zwak": (10, 40), "Één": (45, 60), "drie": (44, 50), "ander": (0, 100)}
    rows = [replace(row, robust=ranges[row.name]) for row in a_round()]
    rows.append(replace(rows[0], name="zonder", report="r-zonder", robust=None))
    rows = [rows[number] for number in (3, 2, 1, 4, 0)]  # as the alphabet has them
    expected = [
        RankInterval(1, 1, 1, 1),
        RankInterval(2, 3, 1, 3),
        RankInterval(2, 3, 1, 2),
        None,
        RankInterval(2, 3, 2, 3),
    ]
    assert (list(Ranks(rows)), Ranks(rows)[-1], Ranks(rows)[1:3]) == (expected, expected[4], expected[1:3])


def test_the_alphabet_of_names() -> None:
    """Accents and capitals make no difference; after that the name itself decides, and then the file."""
    row = a_row({})
    names = [("b", "1"), ("É", "1"), ("e", "2"), ("e", "1"), ("E", "3"), ("ea", "0"), ("a b", "1"), ("zé", "1")]
    found = portfolio_of([replace(row, name=name, file=file) for name, file in names], RUBRIC)
    assert [(row.name, row.file) for row in found.rows] == [
        ("a b", "1"),
        ("b", "1"),
        ("E", "3"),
        ("e", "1"),
        ("e", "2"),
        ("É", "1"),
        ("ea", "0"),
        ("zé", "1"),
    ]


def test_names_stand_where_a_dutch_reader_looks() -> None:
    """Ø among the o's, Ł among the l's, Project 2 before Project 10, and quotes in front make no difference."""
    names = ["Project 2", "Project 10", "project 10b", "Øst", "Ooit", "Over", "Łódź", "Lied", "Maas", "«Nu»", "'t Gooi"]
    names += ["Œuvre", "Ægir", "Zon", "ĳs", "Ik"]
    row = a_row({})
    found = portfolio_of([replace(row, name=name) for name in names], RUBRIC)
    assert [row.name for row in found.rows] == [
        *("Ægir", "ĳs", "Ik", "Lied", "Łódź", "Maas", "«Nu»", "Œuvre", "Ooit", "Øst", "Over"),
        *("Project 2", "Project 10", "project 10b", "'t Gooi", "Zon"),
    ]


def test_frequent_things_of_the_same_number_go_by_their_id() -> None:
    """Gaps and anti-patterns that occur as often as others."""
    rows = [a_row({"e3": 0, "e0": 0, "e1": 0}, {"h1": "sometimes", "h0": "usually", "g": "sometimes"})] * 5
    found = portfolio_of(rows, RUBRIC)
    assert [gap.id for gap in found.gaps] == ["e0", "e1", "e3"]
    assert [each.id for each in found.anti_patterns] == ["g", "h0", "h1"]
    assert {(gap.number, gap.out_of) for gap in found.gaps} == {(5, 5)}


def test_a_round_without_projects_and_one_that_names_no_groups() -> None:
    """Nothing is lacking where there is nothing; who names no target group is counted apart."""
    empty = portfolio_of([], RUBRIC)
    assert (empty.rows, empty.rank_intervals, empty.gaps, empty.not_offered) == ((), (), (), ())
    assert (empty.anti_patterns, empty.groups_unserved) == ((), ())
    assert empty.spreads == tuple(Spread(name, (0, 0, 0, 0), 0) for name in "abc")
    rows = [a_row({}), a_row({}, target_groups=None)]
    assert portfolio_of(rows, RUBRIC).groups_unserved == ("statushouders", "thuis")
    assert portfolio_of(rows, RUBRIC).without_groups == 1
    assert portfolio_of(rows[1:], RUBRIC).groups_unserved == ()
    assert [often.id for often in portfolio_of(rows, RUBRIC).not_offered] == ["e0", "e1", "e2", "e3"]


def test_a_filter_asks_one_value_of_every_key() -> None:
    """All keys must be met, each by any of its values; an empty field meets every value."""
    row = a_row({})
    assert in_scope(row, {})
    assert in_scope(row, {"target_groups": {"lvb", "thuis"}, "goals": {"werk"}})
    assert not in_scope(row, {"target_groups": {"lvb"}, "goals": {"opleiding"}})
    assert not in_scope(row, {"target_groups": {"thuis"}})
    assert in_scope(replace(row, goals=()), {"target_groups": {"lvb"}, "goals": {"opleiding"}})
