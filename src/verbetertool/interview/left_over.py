"""The whole copy that stays beside an answer file when writing it was cut off: the person says which one holds."""

from contextlib import suppress
from pathlib import Path

from verbetertool.errors import InvalidInputError, UsageError
from verbetertool.interview.blocks import Block
from verbetertool.interview.terminal import Reader, Screen, Typed
from verbetertool.interview.typed_line import command_of
from verbetertool.language import _, ngettext
from verbetertool.reading.dutch import in_english
from verbetertool.reading.files import read_bytes
from verbetertool.reading.yamlfile import parse_yaml
from verbetertool.saving import write_atomically
from verbetertool.saving.names import kept_beside
from verbetertool.saving.replacing import left_copy


def settle_left_copy(path: Path, shown: str, screen: Screen, reader: Reader | None) -> bool:
    """Asks which of the two to go on with, if there are two. Returns whether to go on at all.

    The other one is kept beside the file. Without a reader nobody can be asked: raises UsageError `copy_left`.
    Raises OutputError.
    """
    copy = left_copy(path)
    if copy is None:
        return True
    if _content(copy) == _content(path):
        with suppress(OSError):
            copy.unlink()
        return True
    if reader is None:
        raise UsageError("copy_left", file=shown, copy=str(copy))
    text = _("De vorige keer is het bewaren van {file} afgebroken. Er staat nog een hele kopie naast: {copy}")
    screen.say(
        (
            Block(text.format(file=shown, copy=copy), gap=True),
            Block(_("Verder met de kopie: {what}.").format(what=_described(copy)), label="1."),
            Block(_("Verder met het bestand zelf: {what}.").format(what=_described(path)), label="2."),
            Block(_("Wat u niet kiest, blijft ook bewaard. Typ 1 of 2. s = stoppen.")),
        )
    )
    while True:
        screen.ask(_("Uw keuze:"))
        typed = reader.read(text=False)
        match typed and (command_of(typed.text) if isinstance(typed, Typed) and not typed.too_soon else ""):
            case None | "s":
                return False
            case "1":
                present = _content(path)
                kept = kept_beside(path)
                if present is not None:
                    write_atomically(kept, present)
                write_atomically(path, _content(copy) or b"")
                copy.unlink(missing_ok=True)
                if present is not None:
                    screen.say((Block(_("Het bestand van daarvoor staat in: {file}").format(file=kept)),))
                return True
            case "2":
                kept = kept_beside(path)
                copy.replace(kept)
                screen.say((Block(_("De kopie staat nu in: {file}").format(file=kept)),))
                return True
            case _:
                screen.say((Block(_("Typ 1 of 2. s = stoppen.")),))


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _described(path: Path) -> str:
    """How many answers a file holds, as far as it can be read."""
    try:
        document = in_english(parse_yaml(str(path), read_bytes(path)))
    except InvalidInputError:
        return _("niet goed te lezen")
    if document.problems:
        return _("niet goed te lezen")
    value = document.value
    sections = [value.get(name) for name in ("answers", "anti_patterns")] if isinstance(value, dict) else []
    number = sum(each is not None for section in sections if isinstance(section, dict) for each in section.values())
    return ngettext("{number} antwoord", "{number} antwoorden", number).format(number=number)
