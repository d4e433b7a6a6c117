"""An anti-pattern: something that is known not to work, and what the dossier advises instead."""

from typing import Annotated, Literal

from pydantic import Field

from verbetertool.model.base import Id, Named, NoteNumber, SectionNumber, Text, Version

Strength = Literal["works-not", "usually-not", "less-effective", "backfires", "mixed-evidence"]


class AntiPattern(Named):
    """Something that is known not to work, asked in neutral words."""

    question: Text
    why: Text
    alternative: Text
    """What the dossier advises instead."""
    action: Text | None = None
    """A first action of its own."""
    changed: Version | None = None
    """The version of the rubric in which its texts last changed meaning."""
    elements: tuple[Id, ...] = ()
    """The elements that are the alternative."""
    strength: Strength
    severity: Annotated[int, Field(ge=0, le=2)]
    certain: bool
    sections: tuple[SectionNumber, ...] = Field(min_length=1)
    notes: tuple[NoteNumber, ...] = ()
    caveat: Text | None = None

    @property
    def deduction(self) -> int:
        """Points off the score for `sometimes`; twice that for `usually` (docs/scoring.md section 4)."""
        return self.severity if self.certain else 0
