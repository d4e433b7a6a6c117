"""The answer file on disk: written after every line, with what a person wrote by hand in it, and what others did to it.

A file with comments is written by a library that keeps them, a file without by us, in its own order of keys.
"""

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from verbetertool.errors import InvalidInputError, OutputError
from verbetertool.interview.canonical import canonical_yaml
from verbetertool.model.answer_file import MAX_BYTES
from verbetertool.model.project import AnswerFile
from verbetertool.model.record import record
from verbetertool.reading.dutch import english_text
from verbetertool.reading.files import read_bytes
from verbetertool.reading.marks import is_mark, marked, unmarked
from verbetertool.reading.readers import answers_in_yaml
from verbetertool.reading.yaml_comments import comments_of
from verbetertool.reading.yamlfile import parse_yaml
from verbetertool.saving import write_atomically
from verbetertool.saving.failures import not_written
from verbetertool.saving.names import kept_beside

if TYPE_CHECKING:
    from verbetertool.interview.commented import Commented


@record
class Saved:
    """What there is to say after a file was written."""

    came_back: bool = False
    """Whether the file had gone, and was made anew."""
    by_hand: Path | None = None
    """Where a file stands of which the comments could not be kept."""


class ChangedOutsideError(Exception):
    """Someone else wrote the file since we read it."""


class AnswerStore:
    """Writes one answer file. The caller holds its lock."""

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        """`data` is what was read from the file; None for a new file."""
        self.path = path
        self._known = data
        """What the file held when we last read or wrote it."""
        self._like: object = None
        self._commented: Commented | None = None
        self._has_comments = False
        if data is not None:
            document = answers_in_yaml(str(path), data)
            text = document.text
            self._like = document.value
            self._has_comments = not all(map(is_mark, comments_of(text)))

    def save(self, file: AnswerFile) -> Saved:
        """Writes the file, whole and durably. Raises OutputError, and ChangedOutsideError with nothing written."""
        present = self._present()
        if present is not None and present != self._known:
            raise ChangedOutsideError
        came_back = present is None and self._known is not None
        by_hand = None
        text = self._text(file)
        if text is None:
            by_hand = self._keep(self._known or b"")
            text = marked(canonical_yaml(file, self._like))
        self._write(text.encode())
        return Saved(came_back, by_hand)

    def keep_ours(self, file: AnswerFile) -> Path:
        """Writes these answers beside the file, which someone else wrote. Returns where. Raises OutputError."""
        return self._keep(marked(canonical_yaml(file, self._like)).encode())

    def overrule(self, file: AnswerFile) -> Path | None:
        """Writes these answers over what someone else wrote, and keeps that beside it: returns where.

        Raises OutputError.
        """
        try:
            kept = self._keep(self.path.read_bytes()) if self._present() is not None else None
        except OSError as error:
            raise not_written(self.path, error) from error
        text = self._text(file)
        self._write((marked(canonical_yaml(file, self._like)) if text is None else text).encode())
        return kept

    def _keep(self, data: bytes) -> Path:
        kept = kept_beside(self.path)
        write_atomically(kept, data)
        return kept

    def _write(self, data: bytes) -> None:
        write_atomically(self.path, data)
        self._known = data

    def _text(self, file: AnswerFile) -> str | None:
        """What is to be written; None where the comments of the file can't stay in it."""
        if not self._has_comments:
            return marked(canonical_yaml(file, self._like))
        from verbetertool.interview.commented import Commented, CommentsLostError

        try:
            if self._commented is None:
                assert self._known is not None
                self._commented = Commented(english_text(unmarked(parse_yaml(str(self.path), self._known).text)))
            text = marked(self._commented.with_answers(file))
        except CommentsLostError:
            text = None
        if text is None or len(text.encode()) > MAX_BYTES:
            self._has_comments = False
            self._commented = None
            return None
        return text

    def _present(self) -> bytes | None:
        """What the file holds now, of a larger file its beginning; None if there is none."""
        try:
            return read_bytes(self.path)
        except InvalidInputError as error:
            match error.problems[0].code:
                case "not_found":
                    return None
                case "too_large":
                    return b""
                case "is_folder" | "not_regular":
                    reason = "not_a_file"
                case "no_permission":
                    reason = os.strerror(errno.EACCES)
                case _:
                    reason = str(error.problems[0].values["reason"])
            raise OutputError("not_written", file=str(self.path), reason=reason) from error
