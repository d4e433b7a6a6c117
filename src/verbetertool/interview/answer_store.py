"""The answer file on disk: written after every line, and what a person wrote by hand is kept beside it."""

from pathlib import Path

from verbetertool.errors import OutputError
from verbetertool.interview.canonical import canonical_yaml
from verbetertool.model.project import AnswerFile
from verbetertool.saving import write_atomically


class AnswerStore:
    """Writes one answer file. The caller holds its lock."""

    def __init__(self, path: Path, loaded: AnswerFile | None) -> None:
        self.path = path
        self._ours = canonical_yaml(loaded).encode() if loaded else None
        """What we would have written, or last wrote."""

    @property
    def is_by_hand(self) -> bool:
        """Whether the file holds more than its answers, such as comments or an order of its own, or changed since."""
        present = self._present()
        return present is not None and present != self._ours

    @property
    def copy(self) -> Path:
        """Where the present file is kept before the first write. Not a .yaml: that would be read as another project."""
        number = 1
        while (path := self.path.with_name(f"{self.path.name}.bewaard-{number}")).exists():
            number += 1
        return path

    def save(self, file: AnswerFile) -> Path | None:
        """Writes the file, whole and durably. Returns the copy that was made of a file written by hand.

        Raises OutputError.
        """
        data = canonical_yaml(file).encode()
        kept = None
        if self.is_by_hand:
            kept = self.copy
            write_atomically(kept, self._present() or b"")
        write_atomically(self.path, data)
        self._ours = data
        return kept

    def _present(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise OutputError("not_written", file=str(self.path), reason=error.strerror or str(error)) from error
