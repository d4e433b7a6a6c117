"""What a form says of itself to the program: the keys and words in the hidden columns of its first sheet."""

from verbetertool.reading.cells import text_of, word_of
from verbetertool.reading.spreadsheet import Sheet

FORM = "verbetertool-form/"
"""How the value beside the key `form` begins, on the first sheet."""
WORDS = {
    "heading id": "id",
    "heading question": "vraag",
    "heading answer": "antwoord",
    "heading count": "telling",
    "heading note": "toelichting",
    "heading evidence": "onderbouwing",
    "heading reason": "reden",
    "heading given": "gegeven",
    "heading about": "waarover",
    "heading to": "naar niveau",
    "heading action": "actie",
    "heading who": "wie",
    "heading by": "wanneer klaar",
    "heading status": "stand",
    "sheet anti_patterns": "wat werkt niet",
    "word unknown": "weet ik niet",
    "word not_applicable": "niet van toepassing",
    "word never": "nooit",
    "word sometimes": "soms",
    "word usually": "meestal",
    "word yes": "ja",
    "word no": "nee",
    "word open": "open",
    "word doing": "bezig",
    "word done": "klaar",
    "word dropped": "vervalt",
}
"""The words of the form in Dutch, where its first sheet does not say them."""


def is_sheet_of_form(sheet: Sheet) -> bool:
    """Whether a sheet has the keys of a form, or the headings of one."""
    return bool(keys_of(sheet)) or {"id", "antwoord"} <= {word_of(cell) for cell in sheet.row(0)}


def keys_of(sheet: Sheet) -> dict[str, str]:
    """The keys and words in the hidden columns of the first sheet; empty for another one."""
    for y, row in enumerate(sheet.rows):
        for x, cell in enumerate(row[:-1]):
            beside = row[x + 1]
            if cell == "form" and isinstance(beside, str) and beside.startswith(FORM):
                pairs = ((below[x], below[x + 1]) for below in sheet.rows[y:])
                return {str(key): text_of(value) for key, value in pairs if key is not None and value is not None}
    return {}
