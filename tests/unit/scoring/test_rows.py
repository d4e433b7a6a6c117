"""The row that a round keeps of one project, under its own profile and under that of a funder."""

from tests.builders import a_rubric, an_element, some_answers
from tests.unit.scoring.rounds import PROJECT, RUBRIC, a_row
from verbetertool.model.assessment import Assessment
from verbetertool.model.portfolio import Figures, ProjectRow
from verbetertool.scoring.assess import assess
from verbetertool.scoring.rows import row_of


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
