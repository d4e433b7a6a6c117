"""What holds for an answer file whoever writes it: its first and its last line, and its size."""

FIRST_MARK, LAST_MARK = "# verbetertool: begin", "# verbetertool: einde"
"""How our two lines begin; part of the file format, so the same in every language."""
FIRST_LINE = f"{FIRST_MARK}. Mist de laatste regel, dan is dit bestand niet heel."
LAST_LINE = f"{LAST_MARK}."
MAX_BYTES = 1024 * 1024
"""Bytes in a file; a larger one is not read."""
