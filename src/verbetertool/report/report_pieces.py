"""The pieces of a report of one project, with a way of their own for the rows of all answers: half of a report.

A row is what the rubric says of an answer, with what the project says of it inside. It is found by what it holds,
without looking at each of its fields in turn.
"""

from collections.abc import Sequence
from operator import attrgetter

from verbetertool.model.record import record
from verbetertool.report.parts import AnswerRow, ReportView
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
        kept, escaped = self._kept, self.escaped
        markup: list[bytes] = []
        for row in rows:
            words, point, reason, note, evidence, line = _fields(row)
            values = []
            if point:
                values.append(b"%d" % point)
            if line:
                values.append(b"%d" % line)
            said = b""
            if reason or note or evidence:
                after_text = bool(words.text)
                shape = (len(evidence), not note, not reason, after_text)
                piece = kept.get(shape) or self.keep(shape, "said", Said(reason, note, tuple(evidence)), after_text)
                said = piece.with_values([escaped(text) for text in (*filter(None, (reason, note)), *evidence)])
            values.append(said)
            key = (words, not point, not line)
            piece = kept.get(key) or self.keep(key, "answer", words, point=point or 0, line=line or 0, said=said)
            markup.append(piece.with_values(values))
        return b"".join(markup)


def own_texts(view: ReportView) -> list[str]:
    """What a project wrote, and the sentences that hold its figures: the texts of a report that seldom come back."""
    found = [view.project, view.summary, view.answers_intro, *view.in_short, *view.sum_lines]
    found += [fact.value for fact in (*view.profile, *view.digests)]
    found += [view.way.intro] if view.way else []
    found += [harm.note for harm in view.harms]
    found += [item.text for item in view.not_applicable]
    for rows in (*[group.rows for group in view.groups], view.harm_rows):
        for row in rows:
            found += (row.reason, row.note, *row.evidence)
    return [text for text in found if text]
