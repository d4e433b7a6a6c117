"""The pieces of a report of one project, with a way of their own for the rows of all answers: half of a report.

A row is what the rubric says of an answer, with what the project says of it inside. The texts of a whole table are
escaped in one go, and a row is found by what it holds, without looking at each of its fields in turn.
"""

from collections.abc import Sequence
from itertools import islice
from operator import attrgetter

from verbetertool.model.record import record
from verbetertool.report.parts import AnswerRow
from verbetertool.report.pieces import Pieces

_fields = attrgetter("words", "point", "reason", "note", "evidence", "line")


@record
class Said:
    """What a project says of an answer."""

    reason: str | None
    note: str | None
    evidence: tuple[str, ...]


class ReportPieces(Pieces):
    """The macros of a report in one format and one language."""

    def answers(self, rows: Sequence[AnswerRow]) -> bytes:
        """The markup of these rows, one after another."""
        own: list[str] = []
        for row in rows:
            if row.reason:
                own.append(row.reason)
            if row.note:
                own.append(row.note)
            own += row.evidence
        escaped = iter([text.encode() for text in self.escape_all(own)])
        kept = self._kept
        markup: list[bytes] = []
        for row in rows:
            words, point, reason, note, evidence, line = _fields(row)
            values = []
            if point:
                values.append(b"%d" % point)
            if line:
                values.append(b"%d" % line)
            said = b""
            if number := len(evidence) + bool(note) + bool(reason):
                after_text = bool(words.text)
                shape = (number, not note, not reason, after_text)
                said_piece = kept.get(shape) or self.keep(
                    shape, "said", Said(reason, note, tuple(evidence)), after_text
                )
                said = said_piece.with_values([*islice(escaped, number)])
            values.append(said)
            key = (words, not point, not line)
            piece = kept.get(key) or self.keep(key, "answer", words, point=point or 0, line=line or 0, said=said)
            markup += piece.texts_with(values)
        return b"".join(markup)
