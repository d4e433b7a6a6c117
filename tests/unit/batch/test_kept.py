"""What a round keeps of each project: a list and a sort that go to disk where there is much."""

from pathlib import Path
from tempfile import gettempdir

from hypothesis import given
from hypothesis import strategies as st

from verbetertool.batch.kept import Kept, Picked, in_order

HERE = Path(gettempdir())
ITEMS = st.lists(st.tuples(st.integers(0, 9), st.text(max_size=5)), max_size=30)
PLACES = st.one_of(st.none(), st.integers(-35, 35))


@given(ITEMS, st.integers(0, 10), st.tuples(PLACES, PLACES, st.sampled_from([None, 1, 2, -1])))
def test_a_kept_list_is_a_list(items: list[tuple[int, str]], in_memory: int, part: tuple[int | None, ...]) -> None:
    """Whether it stands in memory or on disk: by its length, one by one, by place, by slice and while it grows."""
    kept: Kept[tuple[int, str]] = Kept(HERE, in_memory)
    for number, item in enumerate(items):
        kept.append(item)
        assert kept[number] == kept[-1] == item
        assert kept[number // 2] == items[number // 2]
    assert (len(kept), list(kept)) == (len(items), items)
    assert [kept[place] for place in range(-len(items), len(items))] == items + items
    assert kept[slice(*part)] == items[slice(*part)]


@given(ITEMS, st.integers(0, 10))
def test_a_place_that_is_not_there(items: list[tuple[int, str]], in_memory: int) -> None:
    """It says so as a list does."""
    kept: Kept[tuple[int, str]] = Kept(HERE, in_memory)
    for item in items:
        kept.append(item)
    for place in (len(items), -len(items) - 1):
        try:
            kept[place]
        except IndexError:
            continue
        raise AssertionError(place)


@given(ITEMS, st.integers(1, 40))
def test_what_is_sorted_on_disk(items: list[tuple[int, str]], run: int) -> None:
    """It comes in the order in which sorting all at once puts it."""
    assert list(in_order(iter(items), HERE, run)) == sorted(items)


def test_a_list_of_many_is_a_file_without_a_name(tmp_path: Path) -> None:
    """It leaves nothing behind, whatever becomes of the round; one that is small never becomes a file."""
    small, large = Kept[int](tmp_path, 3), Kept[int](tmp_path, 3)
    for number in range(3):
        small.append(number)
    for number in range(250):
        large.append(number)
    assert [*small, *large] == [*range(3), *range(250)]
    assert large[50:240] == list(range(50, 240))
    assert list(tmp_path.iterdir()) == []


def test_some_things_in_another_order() -> None:
    """By place, by slice and one by one."""
    picked = Picked("abcde", [3, 0, 4])
    assert (len(picked), list(picked), picked[1], picked[1:]) == (3, ["d", "a", "e"], "a", ["a", "e"])
