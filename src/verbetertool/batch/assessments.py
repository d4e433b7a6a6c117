"""The files of assessors beside the projects of a round: who says what, how far they agree, and a file to agree in."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from verbetertool.api import assess
from verbetertool.batch.inputs import Found, Task, find_files
from verbetertool.batch.job import rejected
from verbetertool.batch.keys import number_of, path_key, readable
from verbetertool.batch.manifest import digest_of
from verbetertool.batch.passed_over import OTHER_WORKBOOK, of_system, problem_of
from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.interview.canonical import canonical_yaml
from verbetertool.language import _
from verbetertool.model.agreement import Agreement
from verbetertool.model.assessment import Assessment, RubricReference, from_json
from verbetertool.model.manifest import Input
from verbetertool.model.portfolio import ProjectRow
from verbetertool.model.project import (
    FORMAT,
    Answer,
    Answered,
    AnswerFile,
    Answers,
    Audit,
    LongAnswer,
    LongOccurrence,
    NotApplicable,
    Occurrence,
    Unknown,
)
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.reading.answers import check_answers, open_answers
from verbetertool.report.sentences import problem_and_remedy
from verbetertool.scoring.agreement import (
    Assessed,
    assessed_project,
    context_agreements,
    own_beside,
    score_agreement,
)


@record
class AssessorFile:
    """What one assessor said of one project."""

    path: str
    keys: tuple[str, ...]
    """The keys that its project can have: the number of the application, or its path, also without its first folder."""
    answers: Answers

    def key_in(self, known: Container[str]) -> str | None:
        """The key of its project among these; None where it is not there."""
        return next((key for key in self.keys if key in known), None)


@record
class RejectedFile:
    """A file in the folder of assessors that can't be used."""

    on_record: Input
    first: Problem
    more: int
    """Problems beside the first."""


def load_assessments(folder: Path, output: Path, rubric: Rubric) -> "Assessors":
    """The files of assessors in a folder, by path, but for what stands in `output`.

    Raises InvalidInputError with every problem of all of them where none can be used, and UsageError where nothing is
    found.
    """
    found = find_files([folder], [output])
    files: list[AssessorFile] = []
    rejected_files: list[RejectedFile] = []
    reasons = {file: problem_and_remedy(problem_of(file))[0] for file in found.passed_over}
    reasons |= {file: of_system() for file in found.hidden}
    problems: list[Problem] = []
    for file in found.files:
        path = readable(found.path_of(file))
        number = None if file in found.outside else number_of(file)
        try:
            answers = _answers(file, rubric, is_outside=file in found.outside)
        except InvalidInputError as error:
            errors = [problem for problem in error.problems if problem.severity == "error"]
            problems += errors
            if errors[0].code == OTHER_WORKBOOK:
                reasons[file] = problem_and_remedy(errors[0])[0]
            else:
                rejected_files.append(_rejected(file, path, number or path_key(path), errors))
            continue
        below = "/".join(PurePosixPath(path).parts[1:])
        keys = (number,) if number else tuple(map(path_key, filter(None, (path, below))))
        files.append(AssessorFile(path, keys, answers))
    if problems and not files:
        raise InvalidInputError(problems)
    return Assessors(files, rubric, tuple(_others(found, reasons)), rejected_files)


def _answers(file: Path, rubric: Rubric, *, is_outside: bool) -> Answers:
    """What an assessor said. Raises InvalidInputError; a link to a place outside the folder is not opened."""
    if is_outside:
        raise InvalidInputError([Problem("link_outside", Place(str(file)))])
    answers, _warnings = check_answers(open_answers(file), rubric)
    if not answers.assessor:
        raise InvalidInputError([Problem("no_assessor", Place(str(file)))])
    return answers


def _rejected(file: Path, path: str, key: str, problems: Sequence[Problem]) -> RejectedFile:
    first = rejected(Task(str(file), ""), problems[:1]).problems[0]
    digest = None if first.code == "link_outside" else digest_of(file)
    return RejectedFile(Input(path, key, digest, "rejected", problem_and_remedy(first)[0]), first, len(problems) - 1)


def _others(found: Found, reasons: Mapping[Path, str]) -> Iterator[Input]:
    """What else stands in the folder of assessors, for the record, each with why it is no file of theirs."""
    for file, reason in reasons.items():
        path = readable(found.path_of(file))
        yield Input(path, path_key(path), digest_of(file), "passed_over", reason)


class Assessors:
    """The assessors of a round."""

    def __init__(
        self,
        files: Sequence[AssessorFile],
        rubric: Rubric,
        others: Sequence[Input] = (),
        rejected_files: Sequence[RejectedFile] = (),
    ) -> None:
        """`others` is what stands between their files and is none."""
        self.rejected = rejected_files
        self._files = files
        self._rubric = rubric
        self._others = others

    def on_record(self, known: Container[str]) -> list[Input]:
        """Every file in their folder and what became of it, by path; `known` are the keys of the projects."""
        no_project = _("van geen project dat beoordeeld is")
        inputs = [
            Input(file.path, key, file.answers.digest, "scored", None)
            if (key := file.key_in(known)) is not None
            else Input(file.path, file.keys[0], file.answers.digest, "passed_over", no_project)
            for file in self._files
        ]
        return sorted([*inputs, *(each.on_record for each in self.rejected), *self._others], key=lambda each: each.path)

    def compare(
        self, rows: Sequence[ProjectRow], documents: Iterable[bytes]
    ) -> tuple[Agreement, list[tuple[str, bytes]]]:
        """How they judge these projects, of which these are the results; and per report name a file to agree in."""
        by_key = self._by_key({row.key for row in rows})
        projects: list[Assessed] = []
        to_agree: list[tuple[str, bytes]] = []
        for row, document in zip(rows, documents, strict=True):
            if files := by_key.get(row.key):
                project = self._assessed(row, from_json(document), files)
                projects.append(project)
                if len(project.answers) > 1:
                    to_agree.append((row.report, agreed_file(project, self._rubric).encode()))
        used = {id(file) for files in by_key.values() for file in files}
        rubric = self._rubric
        return (
            Agreement(
                rubric=RubricReference(rubric.id, rubric.version, rubric.digest),
                contexts=context_agreements(projects, rubric),
                scores=score_agreement(projects),
                own=own_beside(projects),
                projects=tuple(assessed_project(project, rubric) for project in projects),
                without=tuple(row.key for row in rows if row.key not in by_key),
                unknown=tuple(file.keys[0] for file in self._files if id(file) not in used),
            ),
            to_agree,
        )

    def _by_key(self, known: set[str]) -> dict[str, list[AssessorFile]]:
        found: dict[str, list[AssessorFile]] = {}
        for file in self._files:
            if (key := file.key_in(known)) is not None:
                found.setdefault(key, []).append(file)
        return found

    def _assessed(self, row: ProjectRow, own: Assessment, files: Sequence[AssessorFile]) -> Assessed:
        """With the profile and the scope of the project: what is asked must be the same."""
        answers = tuple(
            replace(file.answers, project=own.project, scope=own.scope, profile_by=own.profile_by) for file in files
        )
        results = tuple(assess(self._rubric, each) for each in answers)
        return Assessed(row.key, own, tuple(file.path for file in files), answers, results)


def agreed_file(project: Assessed, rubric: Rubric) -> str:
    """An answer file with what the first two assessors agree about; of the rest both answers as a note, to decide."""
    first, second = project.answers[:2]
    ids = [element.id for element in project.own.elements]
    answers = {id: _agreed(first.answers.get(id), second.answers.get(id)) for id in ids}
    anti_patterns = {
        each.id: _agreed_occurrence(first.anti_patterns.get(each.id), second.anti_patterns.get(each.id))
        for each in rubric.anti_patterns
    }
    audit = Audit(
        scope=first.scope,
        assessor=True,
        note=_(
            "Overeenstemming van: {first} en {second}. Vul bij elke vraag zonder niveau in wat u kiest, en waarom."
        ).format(first=project.files[0], second=project.files[1]),
    )
    written = AnswerFile(
        format=FORMAT,
        rubric=rubric.id,
        rubric_version=rubric.version,
        project=project.own.project,
        audit=audit,
        answers={id: answer for id, answer in answers.items() if answer is not None},
        anti_patterns={id: answer for id, answer in anti_patterns.items() if answer is not None},
    )
    return canonical_yaml(written)


def _agreed(first: Answer | None, second: Answer | None) -> LongAnswer | None:
    if first is None and second is None:
        return None
    note = _both(_words(first), _words(second))
    match first, second:
        case Answered(), Answered() if first.level == second.level:
            evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
            notes = _both(first.note, second.note) if first.note or second.note else None
            return LongAnswer(level=first.level, note=notes, evidence=evidence or None)
        case Unknown(), Unknown():
            return LongAnswer(level="unknown")
        case NotApplicable(), NotApplicable():
            return LongAnswer(not_applicable=first.reason or second.reason or True)
        case _:
            return LongAnswer(note=note)


def _agreed_occurrence(first: Occurrence | None, second: Occurrence | None) -> LongOccurrence | None:
    if first is None and second is None:
        return None
    if first is not None and second is not None and first.occurs == second.occurs:
        return LongOccurrence(occurs=first.occurs) if first.occurs else None
    words = [each.occurs if each is not None and each.occurs else _("geen antwoord") for each in (first, second)]
    return LongOccurrence(note=_both(*words))


def _words(answer: Answer | None) -> str:
    """An answer in words, with its note."""
    note = answer.note if answer is not None else None
    match answer:
        case Answered():
            text = _("niveau {level}").format(level=answer.level)
        case Unknown():
            text = _("weet ik niet")
        case NotApplicable():
            text = _("niet van toepassing")
        case _:
            text = _("geen antwoord")
    return f"{text}. {note}" if note else text


def _both(first: str | None, second: str | None) -> str:
    return _("Beoordelaar 1: {first}\nBeoordelaar 2: {second}").format(first=first or "-", second=second or "-")
