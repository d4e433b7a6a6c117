"""Letters to the applicants of a finished round, and the memo about a choice."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from verbetertool.batch.digested import write_digested
from verbetertool.batch.finished import Finished, Scored, chosen_of
from verbetertool.batch.keys import free_name
from verbetertool.language import _, long_date
from verbetertool.model.assessment import Assessment
from verbetertool.model.portfolio import ProjectRow
from verbetertool.model.record import record
from verbetertool.model.round import Letters, RoundFile, RoundInfo
from verbetertool.model.rubric import Rubric
from verbetertool.reading.filetypes import is_kept_by_programs
from verbetertool.report.document import Document
from verbetertool.report.documents.letter import (
    TITLES,
    Addressee,
    LetterKind,
    Remark,
    letter_document,
    questions_for_applicant,
    text_of_letter,
)
from verbetertool.report.documents.memo import Chosen, memo_document
from verbetertool.report.formats import FORMATS
from verbetertool.report.formats.seal import seal_of, source_of
from verbetertool.report.formats.tables import CSV_START, csv_lines
from verbetertool.saving import safe_name, write_atomically
from verbetertool.saving.failures import not_written
from verbetertool.scoring.portfolio import portfolio_of
from verbetertool.scoring.rows import row_of

LETTERS = "brieven"
MERGE = "brieven.csv"
MERGE_HEADINGS = (
    "key",
    "soort",
    "project",
    "organisatie",
    "brief",
    "ronde",
    "financier",
    "sluit_op",
    "contact",
    "tekst",
    "opmerkingen",
)
"""Of the table for mail merge; the names of its fields stand in letters of the funder, so they never change."""
_LIST = " | "
LETTER_FORMATS = ("docx", "html")
"""In which letters and memos can be made."""


@record
class Written:
    """What became of the letters of a round."""

    number: int
    folder: Path
    edited: Sequence[str]
    """Names of letters that a person changed, and that stay as they are."""
    others: Sequence[str]
    """Names of letters to nobody of this round, that a person changed or made, and that stay."""


def write_letters(
    finished: Finished, rubric: Rubric, about: RoundFile | None, format: str, style: str, *, force: bool
) -> Written:
    """Writes a letter for every file that a person sent, and a table for mail merge; takes away those to others.

    A letter that a person changed stays as it is, without `force`. Raises OutputError, and UsageError where the format
    needs what is not there.
    """
    folder, ending = finished.folder / LETTERS, FORMATS[format].ending
    info, letters = (about.round if about else finished.manifest.round), (about.letters if about else None)
    rows: list[Sequence[str]] = []
    taken: set[str] = set()
    edited: list[str] = []
    for to, name in addressees(finished):
        stem = free_name(name, taken)
        taken.add(stem)
        data = FORMATS[format].render(letter_document(to, rubric, info, letters), style)
        path = folder / f"{stem}{ending}"
        if _is_edited(path) and not force:
            edited.append(path.name)
        else:
            write_atomically(path, data, durable=False)
        rows.append(_row(to, f"{stem}{ending}", info, letters, rubric))
    write_digested(folder / MERGE, CSV_START + csv_lines([MERGE_HEADINGS, *rows]))
    try:
        others = remove_letters(folder, rubric, taken)
    except OSError as error:
        raise not_written(Path(error.filename or folder), error) from error
    return Written(len(rows), folder, edited, others)


def _row(to: Addressee, file: str, info: RoundInfo | None, letters: Letters | None, rubric: Rubric) -> Sequence[str]:
    """What a mail merge needs of one letter, in the order of `MERGE_HEADINGS`."""
    remarks = [" ".join(filter(None, (each.what, each.remedy))) for each in to.remarks]
    return (
        to.key,
        to.kind,
        to.project,
        to.organisation,
        file,
        info.name if info else "",
        (info.organisation or "") if info else "",
        _until(info),
        (info.contact or "") if info else "",
        text_of_letter(to.kind, letters),
        _LIST.join([*remarks, *questions_for_applicant(to.signals, rubric)]),
    )


def remove_letters(folder: Path, rubric: Rubric, but: Collection[str] = ()) -> list[str]:
    """Takes away the letters that we made and nobody changed, but for those of these names (without ending).

    Returns the names of the others that stay: what a word processor saved can't be told from a letter of a person's
    own. Raises OSError.
    """
    ours = {source_of(letter_document(Addressee(kind, "", ""), rubric)) for kind in TITLES}
    endings = {FORMATS[name].ending for name in LETTER_FORMATS}
    left = []
    for path in sorted(folder.glob("*")):
        if path.suffix not in endings or path.stem in but or is_kept_by_programs(path.name) or not path.is_file():
            continue
        seal = None if path.is_symlink() else seal_of(path.read_bytes())
        if seal is not None and seal.whole and seal.source in ours:
            path.unlink()
        else:
            left.append(path.name)
    return left


def _is_edited(letter: Path) -> bool:
    """Whether somebody wrote in a letter since it was made, or put another file in its place."""
    if not letter.is_file():
        return False
    seal = seal_of(letter.read_bytes())
    return seal is None or not seal.whole


def addressees(finished: Finished) -> Iterator[tuple[Addressee, str]]:
    """Whom there is a letter for, each with a name for its file, by key: everyone who sent a file.

    What is no answer file has none where it stands in the folder of one that was assessed: it is an annex to that.
    """
    folders = {PurePosixPath(each.path).parent for each in finished.manifest.inputs if each.outcome == "scored"}
    folders.discard(PurePosixPath())
    for project in finished.scored:
        kind: LetterKind = "questions" if project.signals else "received"
        to = Addressee(kind, project.key, project.name, project.organisation, signals=project.signals)
        yield to, project.report
    for each in finished.manifest.inputs:
        is_annex = each.outcome == "passed_over" and not folders.isdisjoint(PurePosixPath(each.path).parents)
        if each.outcome != "scored" and not is_annex and (found := finished.problems_of(each.key)):
            remarks = tuple(Remark(*problem) for problem in found)
            yield (
                Addressee("incomplete", each.key, Path(each.path).name, remarks=remarks),
                safe_name(each.key.removesuffix(".yaml")),
            )


def _until(info: RoundInfo | None) -> str:
    """The closing date in words that stay words: a date by itself would get another form."""
    if info is None or info.closing_date is None:
        return ""
    return _("uiterlijk {date}").format(date=long_date(info.closing_date))


def memo_of(finished: Finished, keys: Sequence[str], rubric: Rubric, about: RoundFile | None) -> Document:
    """The memo about these projects. Raises UsageError for a key that there is not."""
    projects = chosen_of(finished, keys)
    chosen = [Chosen(*_with_row(finished, project, rubric)) for project in projects]
    others = [_with_row(finished, project, rubric)[0] for project in finished.scored if project not in projects]
    info = about.round if about else finished.manifest.round
    portfolio = portfolio_of([each.row for each in chosen], rubric)
    priorities = (about.priorities or ()) if about else ()
    return memo_document(chosen, portfolio, others, rubric, info, priorities)


def _with_row(finished: Finished, project: Scored, rubric: Rubric) -> tuple[ProjectRow, Assessment]:
    result, own = finished.result(project), finished.own_result(project)
    row = row_of(result, rubric, file=project.key, report=project.report, key=project.key, own=own)
    return replace(row, signals=project.signals), own or result
