"""What is said to a person: blocks of text. How they are wrapped is the terminal's affair."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; `label` stands before it, and its further lines hang below its first word."""

    text: str
    label: str = ""
    heading: bool = False
    gap: bool = False
    """Whether a blank line comes before it."""


Blocks = tuple[Block, ...]


def shortened(line: str) -> str:
    """A line as it may stand in a sentence."""
    shown = " ".join(line.split())
    return shown if len(shown) <= 40 else shown[:39] + "…"
