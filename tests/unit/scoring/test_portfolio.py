"""A round of a few projects, counted out by hand: rows, gaps, spreads, rank_intervals and what none of them offers."""

from dataclasses import replace

from tests.builders import a_rubric, an_anti_pattern, an_element, some_answers
from verbetertool.model.assessment import Assessment
from verbetertool.model.portfolio import Figures, Often, ProjectRow, RankInterval, Signal, Spread
from verbetertool.scoring.assess import assess
from verbetertool.scoring.portfolio import in_scope, portfolio_of, rank_intervals_by_report, row_of, with_signals
from verbetertool.scoring.signals import SharedTexts

RUBRIC = a_rubric(
    [
        an_element("e0", "a"),
        an_element("e1", "a", required=2),
        an_element("e2", "b", essential=True),
        an_element("e3", "b"),
        an_element("e4", "c", applies_when={"phases": ("leren",)}),
    ],
    [an_anti_pattern("h0", 1), an_anti_pattern("h1", 2), an_anti_pattern("g", 0)],
    target_groups=tuple({"id": g, "title": g, "description": g} for g in ("lvb", "statushouders", "thuis")),
    goals=tuple({"id": g, "title": g, "description": g} for g in ("opleiding", "werk")),
    phases=tuple({"id": p, "title": p, "description": p} for p in ("leren", "werkvloer")),
)
PROJECT = {"name": "Proef", "goals": ("werk",), "target_groups": ("lvb",), "phases": ("werkvloer",)}


def a_row(answers: dict[str, object], anti_patterns: dict[str, str] | None = None, **project: object) -> ProjectRow:
    """A row that says in its file and report how the project is called."""
    given = PROJECT | project
    return row_of(
        assess(RUBRIC, some_answers(answers, anti_patterns, project=given)),
        RUBRIC,
        file=f"{given['name']}.yaml",
        report=f"r-{given['name']}",
    )


def robust_range(result: Assessment) -> tuple[int, int]:
    assert result.score.robust_range is not None
    return result.score.robust_range.low, result.score.robust_range.high


def test_a_row_says_what_the_result_says() -> None:
    """Names, the profile, readings, bands, locks, and per element one bit, in the order of the rubric."""
    given = {"e0": 3, "e1": "1e", "e2": "unknown", "e3": "not_applicable"}
    project = PROJECT | {
        "id": "2026-17",
        "organisation": "Stichting",
        "phases": ("leren",),
        "phases_by_others": ("werkvloer", "leren"),
        "status": "plan",
    }
    result = assess(RUBRIC, some_answers(given | {"e4": 2}, {"h0": "never", "h1": "usually"}, project=project))
    assert row_of(result, RUBRIC, file="map/p.yaml", report="p", key="2026-17") == ProjectRow(
        file="map/p.yaml",
        report="p",
        key="2026-17",
        digest=result.input_digest,
        date=result.date,
        name="Proef",
        number="2026-17",
        organisation="Stichting",
        target_groups=("lvb",),
        goals=("werk",),
        phases=("leren",),
        phases_by_others=("werkvloer",),
        figures=Figures(41, 50, 77),
        own_figures=None,
        band="start",
        reported_band="building",
        labels=("on_paper", "limited"),
        robust=robust_range(result),
        contexts=(60, None, 66),
        locks=("h1",),
        locks_to_find_out=("e2",),
        locks_to_show=(),
        answered_percent=72,
        family=a_row({}, phases=("leren", "werkvloer")).family,
        asked=0b10111,
        gaps=0b10010,
        not_known=0b00100,
        offered=0b10001,
        counted=0,
        facts=(),
        anti_patterns="nu?",
        signals=(),
    )


def test_a_row_of_a_project_without_answers_and_of_one_without_a_score() -> None:
    """The band is undetermined; without elements that count there is no figure, no band and no range."""
    row = a_row({}, target_groups=None)
    assert (row.organisation, row.target_groups, row.band, row.reported_band) == (
        "",
        (),
        "undetermined",
        "undetermined",
    )
    assert (row.asked, row.not_known, row.gaps, row.offered, row.answered_percent) == (0b1111, 0b1111, 0, 0, 0)
    without = a_rubric([an_element("e")])
    row = row_of(assess(without, some_answers({"e": "not_applicable"})), without, file="", report="")
    assert (row.figures, row.band, row.reported_band, row.robust) == (Figures(None, None, None), None, None, None)
    assert (row.contexts, row.answered_percent, row.asked) == ((None,), None, 0)


def test_a_row_under_the_profile_of_a_funder() -> None:
    """The figures are those of the funder's profile; the choices, and the applicant's own figures, are his own."""
    given = {"e0": "3e", "e1": "2e", "e2": "3e", "e3": "3e", "e4": "0e"}
    anti_patterns = dict.fromkeys(("h0", "h1", "g"), "never")
    own = assess(RUBRIC, some_answers(given, anti_patterns, project=PROJECT))
    funder = assess(RUBRIC, some_answers(given, anti_patterns, project=PROJECT | {"phases": (), "goals": ()}))
    row = row_of(funder, RUBRIC, file="a", report="a", own=own)
    assert (row.figures, row.own_figures) == (Figures(78, 78, 78), Figures(100, 100, 100))
    assert (row.goals, row.phases, row.target_groups) == (("werk",), ("werkvloer",), ("lvb",))
    assert row.asked == 0b11111
    assert (row.band, row.reported_band) == ("on_course", "on_course")


def files(*rows: ProjectRow) -> list[ProjectRow]:
    """The rows, each of a file with other content and of another organisation."""
    return [replace(row, digest=f"{n:064}", organisation=str(n)) for n, row in enumerate(rows)]


def test_shared_texts_are_a_signal_of_the_row_they_belong_to() -> None:
    """Behind the stronger ones, with three elements, how many there are, and the keys of the others."""
    rows = files(*(a_row({}, name=name) for name in "abc"))
    own = Signal("all_alike", number=20, level=2)
    rows[1] = replace(rows[1], signals=(own,))
    texts = SharedTexts()
    for owner, numbers in enumerate([(0,), (0, 1, 2, 3), (1, 2, 3)]):
        texts.add(owner, [(f"e{number}", number << 2 | 2) for number in numbers])
    found = with_signals(rows, texts)
    assert [row.name for row in found] == ["a", "b", "c"]
    assert found[0].signals == (Signal("shared_text", ("e0",), 1, others=("b.yaml",)),)
    both = Signal("shared_text", ("e0", "e1", "e2"), 4, others=("c.yaml", "a.yaml"))
    assert found[1].signals == (both, own)


def test_copies_and_versions_are_named() -> None:
    """The same content, the same number, the same name and organisation: each pair is asked about in one way."""
    rows = files(*(a_row({}, name=name) for name in "abcdef"))
    rows[1] = replace(rows[1], digest=rows[0].digest, number="7")
    rows[2] = replace(rows[2], number="7 ")
    rows[3] = replace(rows[3], name="B", organisation="1")
    found = with_signals(rows, SharedTexts())
    assert found[0].signals == (Signal("same_file", number=1, others=("b.yaml",)),)
    assert found[1].signals == (
        Signal("same_file", number=1, others=("a.yaml",)),
        Signal("same_number", number=1, others=("c.yaml",)),
        Signal("same_project", number=1, others=("d.yaml",)),
    )
    assert found[2].signals == (Signal("same_number", number=1, others=("b.yaml",)),)
    assert found[3].signals == (Signal("same_project", number=1, others=("b.yaml",)),)
    assert found[4].signals == found[5].signals == ()


def test_many_copies_give_one_signal_each() -> None:
    """Of a thousand copies five are named; that they share texts, a number and a name goes without saying."""
    row = replace(a_row({}, id="9"), digest="d")
    texts = SharedTexts()
    for owner in range(1000):
        texts.add(owner, [("e0", 2)])
    found = with_signals([replace(row, key=f"{n}") for n in range(1000)], texts)
    assert found[0].signals == (Signal("same_file", number=999, others=("1", "2", "3", "4", "5"), more=True),)
    assert found[999].signals == (Signal("same_file", number=999, others=("0", "1", "2", "3", "4"), more=True),)


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
    assert found.rank_intervals == tuple(rank_intervals_by_report(rows).get(row.report) for row in found.rows)
    given = {"r-zwak": RankInterval(7, 9, 8, 9)}
    assert portfolio_of(rows, RUBRIC, given).rank_intervals == (None, None, None, given["r-zwak"])


def test_families_say_what_their_projects_share() -> None:
    """By the numbers of the rank intervals: goals, and what every one of them names."""
    first, second, third, other = portfolio_of(a_round(), RUBRIC).rows
    found = portfolio_of([second, replace(third, target_groups=("lvb", "thuis")), other, first], RUBRIC).families
    assert [(family.number, family.keys) for family in found] == [
        (1, ("ander.yaml",)),
        (2, ("drie.yaml", "Één.yaml", "zwak.yaml")),
    ]
    assert (found[1].goals, found[1].target_groups, found[1].phases) == (("werk",), ("lvb",), ("werkvloer",))
    assert (found[1].asked, found[1].quick, found[0].phases) == (4, False, ())


def test_rank_intervals_counted_by_hand() -> None:
    """Families by the alphabet of their first project; in each the best and the worst rank that the ranges allow."""
    ranges = {"zwak": (10, 40), "Één": (45, 60), "drie": (44, 50), "ander": (0, 100)}
    rows = [replace(row, robust=ranges[row.name]) for row in a_round()]
    rows.append(replace(rows[0], name="zonder", report="r-zonder", robust=None))
    assert rank_intervals_by_report(rows) == {
        "r-ander": RankInterval(1, 1, 1, 1),
        "r-drie": RankInterval(2, 3, 1, 3),
        "r-Één": RankInterval(2, 3, 1, 2),
        "r-zwak": RankInterval(2, 3, 2, 3),
    }


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
