"""The section of a portfolio about an earlier round."""

from verbetertool.model.assessment import Amount
from verbetertool.model.portfolio import SinceProject, SinceRound
from verbetertool.report.document import Table
from verbetertool.report.documents.since_round import since_blocks


def test_amounts_are_rounded_down() -> None:
    """A negative amount away from 0, as in every comparison (docs/scoring.md section 10)."""
    change = (Amount.of(-362, 100), Amount.of(-1, 100), Amount.of(0, 1), Amount.of(39, 100), Amount.of(-4, 1))
    since = SinceRound((SinceProject("k", "Naam", 60, 56, "alike", change),), (), (), ())
    [table] = [block for block in since_blocks(since) if isinstance(block, Table)]
    [row] = table.rows
    assert row[3:8] == ("−3,7", "−4,0", "+0,3", "0,0", "−0,1")
