"""The measure of agreement between raters, for a round and for tools/agreement.py."""

from fractions import Fraction

from verbetertool.scoring.agreement import linear_kappa


def test_full_agreement_is_one() -> None:
    """Raters who always choose the same level agree fully."""
    assert linear_kappa([(0, 0), (2, 2), (4, 4)]) == 1


def test_a_difference_counts_by_its_size() -> None:
    """Two levels apart costs twice as much as one: with levels 0, 1, 2, 2 each, chance differs 14/16 on the average."""
    assert linear_kappa([(0, 1), (2, 2)]) == 1 - Fraction(1, 2) / Fraction(14, 16)
    assert linear_kappa([(0, 2), (1, 2)]) == 1 - Fraction(3, 2) / Fraction(14, 16)


def test_nothing_to_measure_where_all_levels_are_alike() -> None:
    """If everybody always chooses one level, agreement can't be distinguished from chance."""
    assert linear_kappa([(3, 3), (3, 3)]) is None
