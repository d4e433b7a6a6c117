"""The journal of a round: which reports in the output folder are whole, and of which content they were made.

With it a round that was stopped anywhere can go on (docs/decisions/0006-batch.md).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from verbetertool.batch.job import Job, Outcome
from verbetertool.errors import OutputError
from verbetertool.saving import write_atomically

JOURNAL = ".verbetertool-batch"


def earlier(job: Job, digest: str) -> dict[str, str]:
    """Per report name the digest of the content it was made of, from the journal of a round like this one.

    `digest` is that of the rubric. Empty where there is no such journal.
    """
    try:
        if not (job.output / JOURNAL).is_file():
            return {}
        with (job.output / JOURNAL).open(encoding="utf-8") as lines:
            if next(lines, "").strip() != job.key(digest):
                return {}
            # The last line may be torn: then it has no line end.
            return dict(line.split() for line in lines if line.endswith("\n") and len(line.split()) == 2)
    except (OSError, UnicodeDecodeError):
        return {}


class Journal:
    """The journal while it is written; it begins with what an earlier round made. Raises OutputError."""

    def __init__(self, job: Job, digest: str, made: Mapping[str, str]) -> None:
        self._job = job
        self._digest = digest
        path = job.output / JOURNAL
        if path.exists() and not path.is_file():
            raise OutputError("not_a_file", file=str(path))
        try:
            job.output.mkdir(parents=True, exist_ok=True)
            self._file: IO[str] = path.open("w", encoding="utf-8", newline="\n")
            self._file.writelines(self._lines(made.items()))
            self._file.flush()
        except OSError as error:
            raise OutputError("not_written", file=str(job.output), reason=error.strerror or str(error)) from error

    def add(self, outcome: Outcome) -> None:
        """A file is done. Raises OSError."""
        self._file.write(f"{outcome.task.report} {outcome.digest}\n")
        self._file.flush()

    def finish(self, made: Iterable[tuple[str, str]]) -> None:
        """The round is done: these reports alone stay, however often the round was stopped on the way."""
        self._file.close()
        write_atomically(self._job.output / JOURNAL, (line.encode() for line in self._lines(made)))

    def close(self) -> None:
        """Ends it; the journal stays for the next round."""
        self._file.close()

    def _lines(self, made: Iterable[tuple[str, str]]) -> Iterator[str]:
        yield f"{self._job.key(self._digest)}\n"
        for report, content in made:
            yield f"{report} {content}\n"
