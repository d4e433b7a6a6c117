"""Submissions laid side by side: copies and versions of one project, and texts that projects share."""

from dataclasses import replace

from tests.unit.scoring.rounds import a_row
from verbetertool.model.portfolio import ProjectRow, Signal
from verbetertool.scoring.round_signals import with_signals
from verbetertool.scoring.shared_texts import SharedTexts


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
    found = list(with_signals(rows, [row.key for row in rows], texts))
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
    found = list(with_signals(rows, [row.key for row in rows], SharedTexts()))
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
    rows = [replace(row, key=f"{n}") for n in range(1000)]
    found = list(with_signals(rows, [row.key for row in rows], texts))
    assert found[0].signals == (Signal("same_file", number=999, others=("1", "2", "3", "4", "5"), more=True),)
    assert found[999].signals == (Signal("same_file", number=999, others=("0", "1", "2", "3", "4"), more=True),)


def test_a_rejected_file_has_a_number_too() -> None:
    """Whose number a file has that could not be used is asked which counts; without a row a number asks nothing."""
    numbers = (("a", "7"), ("b", "8"), ("c", "7"))
    rows = files(*(replace(a_row({}, name=name), number=number) for name, number in numbers))
    keys = ["7~2", "8", "7~3", "7", "9", "9~2"]
    found = list(with_signals(rows, keys, SharedTexts(), rejected=["7", "9", "9"]))
    assert found[0].signals == (Signal("same_number", number=2, others=("7~3", "7")),)
    assert found[1].signals == ()
    assert found[2].signals == (Signal("same_number", number=2, others=("7~2", "7")),)
