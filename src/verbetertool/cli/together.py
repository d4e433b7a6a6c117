"""The answer files of several people as one: read, assessed, reported, and written."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from verbetertool.cli.common import STDOUT, given_rubric, shown
from verbetertool.errors import InvalidInputError, Problem, UsageError
from verbetertool.language import _, ngettext

if TYPE_CHECKING:
    from verbetertool.model.assessment import Assessment
    from verbetertool.model.comparison import Compared
    from verbetertool.model.project import Answers
    from verbetertool.model.rubric import Rubric
    from verbetertool.model.team import Team
    from verbetertool.report.document import Document

TOGETHER = "samen.yaml"
"""What the answer file of a team is called where nobody gave it a name."""


def read_together(files: Sequence[Path], rubric: Path | None, *, leave_out: Path | None) -> "tuple[Team, Rubric]":
    """The team of these files and the rubric they were checked against; says what a person must know of it.

    `leave_out` is the file that will be written, which a pattern may have found as well. Raises InvalidInputError with
    the problems of all files, UsageError for files that can't go together.
    """
    from verbetertool.api import read_answers
    from verbetertool.scoring.team import scopes_of, together

    given = given_rubric(rubric)
    opened: list[tuple[Path, Answers, Rubric]] = []
    problems: list[Problem] = []
    warned = 0
    for file in files:
        if leave_out is not None and file.resolve() == leave_out.resolve():
            _say(_("{file} telt niet mee: dat is het bestand van u samen.").format(file=shown(file)))
            continue
        try:
            answers, used, warnings = read_answers(file, given)
        except InvalidInputError as error:
            problems += error.problems
            continue
        if answers.together:
            _say(_("{file} telt niet mee: dat is al een bestand van meer mensen.").format(file=shown(file)))
            continue
        warned += bool(warnings)
        opened.append((file, answers, used))
    if problems:
        raise InvalidInputError(problems)
    if not opened:
        raise UsageError("nobody_to_join")
    used = opened[0][2]
    everyone = [answers for _file, answers, _rubric in opened]
    if any(other.digest != used.digest for _file, _answers, other in opened):
        raise UsageError("team_of_two_rubrics")
    if len(scopes_of(used, everyone)) > 1:
        quick = [shown(file) for file, answers, _rubric in opened if answers.scope == "quick"]
        raise UsageError("team_of_two_scopes", files=quick)
    found = together(used, everyone)
    _say_differences(found, opened)
    if warned:
        text = ngettext(
            "Let op: bij {number} bestand zijn er opmerkingen. Zie: verbetertool check",
            "Let op: bij {number} bestanden zijn er opmerkingen. Zie: verbetertool check",
            warned,
        )
        _say(text.format(number=warned))
    return found, used


def joint_report(
    files: Sequence[Path],
    rubric: Path | None,
    since_then: "Callable[[Assessment, Rubric], Compared | None]",
    *,
    short: bool,
    notes_left_out: bool,
) -> "tuple[str, Document, Document]":
    """The report of several people together: the beginning of its name, the document, and what a terminal shows.

    `since_then` gives what changed since an earlier moment, if one was named.
    """
    from dataclasses import replace

    from verbetertool.model.redaction import without_notes
    from verbetertool.report.documents.project import project_document
    from verbetertool.report.documents.summary import summary_document
    from verbetertool.report.documents.team import with_talk, with_talk_in_short

    found, used = read_together(files, rubric, leave_out=None)
    assessment = _assessed(found, used)
    change = since_then(assessment, used)
    if notes_left_out:
        assessment, found = without_notes(assessment, used), replace(found, notes={})
        change = change and change.without_notes()
    document = project_document(assessment, used, since=change, short=short)
    stem = stem_of(found, "samen-kort" if short else "samen-rapport")
    on_screen = with_talk_in_short(summary_document(assessment, used, since=change), found, used)
    return stem, document if short else with_talk(document, found, used), on_screen


def write_together(team: "Team", rubric: "Rubric", output: Path, *, force: bool) -> None:
    """Writes the answer file of a team, and says what to do with it."""
    from verbetertool.saving import write_new

    data = _file_of(team, rubric)
    if output == STDOUT:
        sys.stdout.write(data.decode())
        return
    write_new(output, data, force=force)
    _say(_("Het bestand van u samen: {file}").format(file=shown(output)))
    number = len(team.differences)
    text = ngettext(
        "Er is {number} verschil om over te praten. Dit vraagt daar eerst naar: verbetertool audit {file}",
        "Er zijn {number} verschillen om over te praten. Dit vraagt daar eerst naar: verbetertool audit {file}",
        number,
    )
    _say(text.format(number=number, file=shown(output)))


def stem_of(team: "Team", kind: str) -> str:
    """The beginning of a name: of the project, with the date of the last answers, and what it is."""
    from verbetertool.saving import safe_name

    return "-".join([safe_name(team.answers.project.name), *filter(None, [team.answers.date]), kind])


def _assessed(team: "Team", rubric: "Rubric") -> "Assessment":
    """The assessment of a team: that of the file that `write_together` writes."""
    from hashlib import sha256

    from verbetertool.api import assess
    from verbetertool.reading.answers import check_answers, parse_answers

    data = _file_of(team, rubric)
    answers, _warnings = check_answers(parse_answers(TOGETHER, data, sha256(data).hexdigest()), rubric)
    return assess(rubric, answers)


def _file_of(team: "Team", rubric: "Rubric") -> bytes:
    """The answer file of a team, as bytes. Raises UsageError where all notes together are too much for one."""
    from verbetertool.interview.canonical import canonical_yaml
    from verbetertool.model.answer_file import MAX_BYTES
    from verbetertool.reading.marks import marked
    from verbetertool.report.documents.team import people_words

    note = _("Samengevoegd. {people}.").format(people=people_words(team, rubric))
    try:
        data = marked(canonical_yaml(team.file(rubric, note))).encode()
    except ValueError:  # the notes to one answer
        data = b""
    if not 0 < len(data) <= MAX_BYTES:
        raise UsageError("together_too_large")
    return data


def _say_differences(team: "Team", opened: "Sequence[tuple[Path, Answers, Rubric]]") -> None:
    """What the files say differently of the project itself."""
    from verbetertool.report.documents.team import profile_words
    from verbetertool.report.text import one_line
    from verbetertool.scoring.team import is_of_own_words

    wanted = team.answers.project.name
    for path, answers, rubric in opened:
        name = answers.project.name
        if name.strip().casefold() != wanted.strip().casefold() and not is_of_own_words(rubric, answers):
            text = _("Let op: in {file} heet het project «{name}», en niet «{wanted}».")
            _say(text.format(file=shown(path), name=one_line(name), wanted=one_line(wanted)))
    for each in team.other_profiles:
        text = _("Let op: in {file} is het profiel anders ({fields}). Het profiel in {first} telt.")
        file, first = shown(opened[each.number][0]), shown(opened[team.profile_of][0])
        _say(text.format(file=file, fields=profile_words(each.fields), first=first))


def _say(text: str) -> None:
    typer.echo(text, err=True)
