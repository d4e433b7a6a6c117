"""Strategies for cases, with those on purpose that chance almost never meets (docs/scoring.md section 11)."""

from collections.abc import Callable

from hypothesis import strategies as st

from verbetertool.scoring.case import Case, Counted, CountedAntiPattern

LEVELS = st.none() | st.integers(0, 4)


@st.composite
def elements(
    draw: st.DrawFn,
    number: int,
    contexts: tuple[str, ...] = ("a", "b", "c"),
    levels: st.SearchStrategy[int | None] = LEVELS,
) -> Counted:
    required = draw(st.integers(2, 4))
    essential = required >= 3 and draw(st.sampled_from([False, False, True]))
    return Counted(
        f"e{number:02}",
        draw(st.sampled_from(contexts)),
        draw(st.integers(1, 3)),
        required,
        essential,
        draw(levels),
        draw(st.booleans()),
    )


@st.composite
def any_case(
    draw: st.DrawFn, most: int = 9, levels: st.SearchStrategy[int | None] = LEVELS, most_harms: int = 3
) -> Case:
    counted = tuple(draw(elements(i, levels=levels)) for i in range(draw(st.integers(1, most))))
    anti_patterns = tuple(
        CountedAntiPattern(f"h{i}", draw(st.integers(0, 2)), draw(st.none() | st.integers(0, 2)))
        for i in range(draw(st.integers(0, most_harms)))
    )
    return Case(counted, anti_patterns, 0)


@st.composite
def weak_context(draw: st.DrawFn) -> Case:
    """Three or four elements of one context that lags, beside heavy ones that do well."""
    lagging = [
        Counted(
            f"l{i}", "lagging", draw(st.integers(1, 3)), draw(st.integers(2, 4)), False, draw(st.integers(0, 2)), True
        )
        for i in range(draw(st.integers(3, 4)))
    ]
    strong = [Counted(f"s{i}", "strong", 3, 4, False, 4, True) for i in range(draw(st.integers(1, 8)))]
    return Case((*lagging, *strong), (), 0)


@st.composite
def essential_below_its_bar(draw: st.DrawFn) -> Case:
    """An essential element at 0-2, the rest nearly perfect."""
    essential = Counted("x", "a", draw(st.integers(1, 3)), draw(st.integers(3, 4)), True, draw(st.integers(0, 2)), True)
    rest = [
        Counted(f"r{i}", draw(st.sampled_from("ab")), draw(st.integers(1, 3)), 3, False, draw(st.integers(2, 4)), True)
        for i in range(draw(st.integers(0, 6)))
    ]
    return Case((essential, *rest), (CountedAntiPattern("h", 2, draw(st.integers(0, 2))),), 0)


@st.composite
def light_bottleneck(draw: st.DrawFn) -> Case:
    """A context of light elements that holds the band back while heavy steps elsewhere gain more."""
    light = [Counted(f"l{i}", "light", 1, 3, False, draw(st.integers(0, 1)), True) for i in range(3)]
    heavy = [Counted(f"z{i}", "heavy", 3, 4, False, draw(st.integers(2, 4)), True) for i in range(2)]
    return Case((*light, *heavy), (), 0)


def cases(most: int = 9) -> st.SearchStrategy[Case]:
    return st.one_of(any_case(most), weak_context(), essential_below_its_bar(), light_bottleneck())


def small_cases() -> st.SearchStrategy[Case]:
    """Few enough steps to try them all."""
    return st.one_of(
        any_case(4, st.none() | st.integers(1, 4), most_harms=2), essential_below_its_bar(), light_bottleneck()
    ).filter(_few_steps)


def _few_steps(case: Case) -> bool:
    up = sum(max(0, e.required - (e.level or 0)) for e in case.counted)
    return up + sum(h.occurs or 0 for h in case.anti_patterns) <= 11


def with_element(case: Case, index: int, change: Callable[[Counted], Counted]) -> Case:
    counted = list(case.counted)
    counted[index] = change(counted[index])
    return Case(tuple(counted), case.anti_patterns, case.excluded)
