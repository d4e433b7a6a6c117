"""Every way into the program as a function of bytes that fails only where a promise of docs/security.md is broken.

The promises: a value, or problems that can be shown; never another exception, never long; and what was accepted goes
through every report without a control character or an element of its own.
"""

import atexit
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from fractions import Fraction
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import TypeVar

import tinycss2

from tests.builders import shown
from tests.unit.interview.conversations import a_small_rubric
from verbetertool.api import assess, load_answers, load_rubric
from verbetertool.batch.inputs import Found, tasks_of
from verbetertool.batch.job import Job
from verbetertool.batch.journal import Journal
from verbetertool.batch.outputs import Outputs
from verbetertool.batch.worker import Worker
from verbetertool.checking.lint import lint
from verbetertool.checking.schemas import schema_of
from verbetertool.checking.statements import statement_problems
from verbetertool.checking.trace import from_dossier, trace_problems
from verbetertool.errors import InvalidInputError, OutputError, Problem, UsageError, VerbetertoolError
from verbetertool.interview.answer_store import AnswerStore
from verbetertool.interview.canonical import canonical_yaml, normalised
from verbetertool.interview.imported import imported
from verbetertool.interview.session import Session
from verbetertool.interview.state import Item, State, new_file
from verbetertool.interview.terminal import LineReader, Screen
from verbetertool.model.assessment import from_json
from verbetertool.model.comparison import Moment
from verbetertool.model.project import Answer, AnswerFile, Answers, Project
from verbetertool.model.rubric import Rubric
from verbetertool.reading.answers import Submission, check_answers, parse_answers
from verbetertool.reading.earlier import brought_up_to_date
from verbetertool.reading.export import MAP_FORMAT, load_map, read_table, submissions_of
from verbetertool.reading.guesses import guesses, words_in
from verbetertool.reading.marks import marked
from verbetertool.reading.moments import load_moment
from verbetertool.reading.profiles import load_profile
from verbetertool.reading.results import load_results
from verbetertool.reading.rubrics import find_places
from verbetertool.report.answer_template import render_template
from verbetertool.report.documents.comparison import comparison_document
from verbetertool.report.documents.explanation import explanation_document, explanation_of
from verbetertool.report.documents.portfolio_rows import error_rows, project_rows
from verbetertool.report.documents.project import project_document
from verbetertool.report.documents.rubric import item_document, rubric_document
from verbetertool.report.documents.summary import summary_document
from verbetertool.report.formats import FORMATS
from verbetertool.report.formats.tables import csv_lines
from verbetertool.report.map_template import render_map
from verbetertool.report.sentences import failure, problem_and_remedy, render_problem
from verbetertool.report.style import check_style
from verbetertool.report.text import clean
from verbetertool.saving import MAX_NAME, safe_name
from verbetertool.scoring.comparison import compared
from verbetertool.scoring.portfolio import portfolio_of
from verbetertool.scoring.rows import row_of

T = TypeVar("T")

SECONDS = float(os.environ.get("FUZZ_SECONDS", "1"))
"""CPU time that one input may take; instrumented code is slower, so that the fuzzer asks for less."""
LINES = 60
"""Lines of a conversation that are tried: each of them is saved."""

_EXAMPLE = Path(__file__).parents[2] / "examples" / "sterk-project.yaml"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff]")
_ACTING = frozenset(["script", "iframe", "img", "object", "embed", "form", "base", "link", "foreignobject", "math"])
"""Elements that a page of ours never has."""


@cache
def shipped_rubric() -> Rubric:
    """The rubric that comes with the program."""
    return load_rubric()


@cache
def scratch() -> Path:
    """A folder for what must be a file, in memory where the system has such a place."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    folder = tempfile.mkdtemp(prefix="verbetertool-fuzz-", dir=memory if memory.is_dir() else None)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def scaled_rubric() -> Rubric:
    """A small rubric with a shared scale, earlier ids, lock groups and facts."""
    return load_rubric(Path(__file__).parents[1] / "cases" / "rubric-2")


def answers(data: bytes) -> None:
    """An answer file, from its bytes to every report, and through the questionnaire's writer and back."""
    check_answer_file(data, shipped_rubric())


def scale(data: bytes) -> None:
    """The same with counts, facts and answers of before."""
    rubric = scaled_rubric()
    submission = check_answer_file(data, rubric)
    if submission is not None:
        up_to_date = brought_up_to_date(AnswerFile.model_validate(submission.parsed.value), rubric)
        again, _warnings = check_answers(parse_answers("project.yaml", canonical_yaml(up_to_date).encode(), ""), rubric)
        found, _warnings = check_answers(submission, rubric)
        assert [read(again.answers.get(id)) for id in rubric.element_by_id] == [
            read(found.answers.get(id)) for id in rubric.element_by_id
        ]


def read(answer: Answer | None) -> tuple[object, ...]:
    """What an answer says to the score."""
    return tuple(getattr(answer, name, None) for name in ("level", "count", "reason", "rubric_version"))


def check_answer_file(data: bytes, rubric: Rubric) -> Submission | None:
    """Reads it, and if it can be read, makes all reports of it; then it is given."""
    submission = accepted(lambda: parse_answers("project.yaml", data, sha256(data).hexdigest()))
    read = accepted(lambda: check_answers(submission, rubric)) if submission else None
    if submission is not None and read is not None:
        found, warnings = read
        with in_time():
            check_problems(submission.parsed.located(warnings))
            check_reports(rubric, found)
            check_round_trip(rubric, data)
        return submission
    return None


def rubric(data: bytes) -> None:
    """Somebody's rubric of one file, from its bytes to lint, template, schema and a report."""
    folder = scratch() / "rubric"
    folder.mkdir(exist_ok=True)
    (folder / "rubric.yaml").write_bytes(data)
    found = accepted(lambda: load_rubric(folder))
    if found is None:
        return
    with in_time():
        place_of = find_places(folder)
        check_problems([*lint(found, place_of), *statement_problems(found, place_of), *trace_problems(found, place_of)])
        list(from_dossier(found))
        schema_of("answers", found)
        shown(rubric_document(found))
        for id in (*found.element_by_id, *found.anti_pattern_by_id, *(practice.id for practice in found.practices)):
            shown(item_document(found, id))
        answered = parse_answers("leeg.yaml", render_template(found, "full").encode(), "").parsed.value
        assert list(answered["answers"]) == [e.id for c in found.contexts for e in found.elements if e.context == c.id]
        assert list(answered["anti_patterns"] or ()) == [each.id for each in found.anti_patterns]
        levels = {element.id: index % 5 for index, element in enumerate(found.elements)}
        anti_patterns = {each.id: "usually" for each in found.anti_patterns}
        project = {"format": "verbetertool/1", "rubric": found.id, "project": {"name": "Proef"}}
        written = AnswerFile.model_validate({**project, "answers": levels, "anti_patterns": anti_patterns})
        check_reports(
            found, check_answers(parse_answers("project.yaml", canonical_yaml(written).encode(), ""), found)[0]
        )


def result(data: bytes) -> None:
    """The results of an earlier round, for --not-worse-than and for --resume, and a result to compare with."""
    path = scratch() / "results.jsonl"
    path.write_bytes(data)
    for earlier in accepted(lambda: load_results(path)) or []:
        assert isinstance(earlier.key, str)
        assert isinstance(earlier.name, str)
        assert earlier.proven is None or 0 <= earlier.proven <= 100
    with suppress(ValueError), in_time():
        from_json(data)
    moment = accepted(lambda: load_moment(path))
    if moment is not None:
        check_comparison(moment)


def conversation(data: bytes) -> None:
    """A script for the questionnaire: whatever it says, the file that comes out of it can be read."""
    rubric = a_small_rubric()
    path = scratch() / "gesprek.yaml"
    path.unlink(missing_ok=True)
    out = StringIO()
    script = StringIO("\n".join(data.decode("utf-8", "replace").split("\n")[:LINES]))
    state = State(rubric, new_file(rubric), "2026-11-24", at=Item("project", "name"))
    session = Session(
        state,
        AnswerStore(path, None),
        Screen(out, plain=False, bold=False, width=lambda: 40, clean=clean),
        file="gesprek.yaml",
        resume="verbetertool audit gesprek.yaml",
        failure=failure,
        reread=lambda: (new_file(rubric), b""),
        is_script=True,
    )
    accepted(lambda: session.run(LineReader(script), is_new=True))
    with in_time():
        session.farewell()
    assert not _CONTROL.search(out.getvalue())
    if path.exists():
        written = path.read_bytes()
        found = parse_answers(str(path), written, "")
        check_answers(found, rubric)
        assert marked(canonical_yaml(AnswerFile.model_validate(found.parsed.value))).encode() == written


def names(data: bytes) -> None:
    """A file with any name that the system takes, through a round: everything stays in the output folder."""
    name = os.fsdecode(data[:255].replace(b"\0", b"").replace(b"/", b"") or b"x")
    check_name(safe_name(name))
    folder, output = scratch() / "in", scratch() / "uit"
    folder.mkdir(exist_ok=True)
    path = folder / name
    try:
        path.write_text(_SMALL, encoding="utf-8")
    except OSError:
        return
    with in_time():
        job, worker, digest = _worker(output)
        tasks = tasks_of(Found((path, folder / f"{name}.yaml", folder / name.swapcase(), folder / "X.YAML")))
        for task in tasks:
            check_name(task.report)
        outputs, journal = Outputs(job, worker.rubric, {}), Journal(job, digest, {})
        for outcome in worker.run(tasks[:2]):
            assert not outcome.fault, outcome.problems
            check_problems(outcome.problems)
            outputs.add(outcome)
            if outcome.row is not None:
                journal.add(outcome)
        outputs.write()
        journal.finish(outputs.reports())
        check_html((output / "portfolio.html").read_text(encoding="utf-8"))
    path.unlink()
    assert {each.name for each in scratch().iterdir()} <= _FOLDERS


def profile(data: bytes) -> None:
    """A funder's profile."""
    path = scratch() / "profiel.yaml"
    path.write_bytes(data)
    found = accepted(lambda: load_profile(path, shipped_rubric()))
    if found is not None:
        project = {key: getattr(found, key) or None for key in ("target_groups", "ages", "goals", "phases")}
        wanted = Answers(shipped_rubric().id, Project.model_validate({"name": "Proef", **project}))
        with in_time():
            assess(shipped_rubric(), wanted)


def style(data: bytes) -> None:
    """A house style: what comes out of it is variables of ours, and nothing else, for a real parser of CSS."""
    css = accepted(lambda: check_style(data.decode("utf-8-sig", errors="replace"), "stijl.css"))
    if css is not None:
        check_css(css)
        after = tinycss2.parse_stylesheet(css + "\n.last{color:red}", skip_whitespace=True)[-1]
        assert tinycss2.serialize(after.prelude) == ".last"


def workbook(data: bytes) -> None:
    """A filled-in form as an office program saved it, from its bytes to the canonical answer file."""
    rubric = scaled_rubric()
    submission = accepted(lambda: parse_answers("formulier.xlsx", data, ""))
    if submission is not None:
        check_imported(submission, rubric)


def export(data: bytes) -> None:
    """An export of an online form: the guess of a map, and every project by that map."""
    rubric = scaled_rubric()
    path, map_path = scratch() / "export.csv", scratch() / "kaart.yaml"
    path.write_bytes(data)
    table = accepted(lambda: read_table(path))
    if table is None:
        return
    with in_time():
        columns = guesses(table, rubric)
        words = words_in(table, columns, rubric)
        map_path.write_text(render_map("export.csv", columns, words, rubric, MAP_FORMAT), encoding="utf-8")
    map_ = accepted(lambda: load_map(map_path, rubric))
    for _row, submission in accepted(lambda: list(submissions_of(table, map_, rubric))) or () if map_ else ():
        check_imported(submission, rubric)


def check_imported(submission: Submission, rubric: Rubric) -> None:
    """What import writes of it reads back to the same answers, and to the same bytes."""
    read = accepted(lambda: check_answers(submission, rubric))
    if read is None:
        return
    with in_time():
        check_problems(submission.parsed.located(read[1]))
        written = imported(AnswerFile.model_validate(submission.parsed.value), rubric)
        again = parse_answers("project.yaml", written.encode(), "")
        check_answers(again, rubric)
        assert imported(AnswerFile.model_validate(again.parsed.value), rubric) == written


WAYS: dict[str, Callable[[bytes], None]] = {
    "answers": answers,
    "scale": scale,
    "rubric": rubric,
    "result": result,
    "conversation": conversation,
    "names": names,
    "profile": profile,
    "style": style,
    "workbook": workbook,
    "export": export,
}
"""Every way in, by the name of its corpus."""


@contextmanager
def in_time() -> Iterator[None]:
    """Fails where more than `SECONDS` of CPU time go by."""
    start = time.process_time()
    yield
    spent = time.process_time() - start
    assert spent < SECONDS, f"{spent:.2f} seconds"


def accepted(read: Callable[[], T]) -> T | None:
    """What was read, or None where it was refused in a way that can be shown."""
    with in_time():
        try:
            return read()
        except InvalidInputError as error:
            check_problems(error.problems)
            if all(problem.severity == "warning" for problem in error.problems):
                raise AssertionError("refused for no error") from error
        except (UsageError, OutputError) as error:
            check_told(error)
    return None


def check_told(error: VerbetertoolError) -> None:
    """An exception has a sentence, without control characters."""
    assert not _CONTROL.search(failure(error))


def check_problems(problems: Sequence[Problem]) -> None:
    """Problems can be shown on a terminal, on a page and in a table."""
    for problem in problems:
        assert not _CONTROL.search(render_problem(problem))
        assert all(problem_and_remedy(problem))
    assert not _CONTROL.search(csv_lines(error_rows(problems)).decode().replace("\r\n", "\n"))


def check_reports(rubric: Rubric, found: Answers) -> None:
    """What was accepted goes through every report."""
    made = assess(rubric, found)
    document = project_document(made, rubric)
    for name, form in FORMATS.items():
        if form.binary:
            continue
        text = form.render(document, "").decode()
        if name == "json":
            assert from_json(text) == made
        else:
            assert not _CONTROL.search(text), name
        if name == "html":
            check_html(text)
    for each in (summary_document(made, rubric), explanation_document(made, rubric, "project.yaml")):
        assert not _CONTROL.search(shown(each))
    for id in (made.elements[0].id, *(each.id for each in made.anti_patterns[:1])):
        shown(explanation_of(made, rubric, "project.yaml", id))
    row = row_of(made, rubric, file="project.yaml", report="project")
    csv_lines(project_rows(portfolio_of([row], rubric), rubric))


def check_comparison(found: Moment) -> None:
    """What was read is compared with an example in both directions, and goes through every format."""
    other = Moment.of(assess(shipped_rubric(), load_answers(_EXAMPLE, shipped_rubric())))
    for before, after in ((found, other), (other, found), (found, found)):
        with in_time():
            change = compared(before, after, shipped_rubric())
        parts = change.comparison.change
        if parts.total is not None:
            four = (parts.rubric, parts.profile, parts.new_questions, parts.answers)
            exact = [Fraction(part.numerator, part.denominator) for part in four if part is not None]
            assert sum(exact) == Fraction(parts.total.numerator, parts.total.denominator)
        document = comparison_document(change, shipped_rubric())
        check_html(FORMATS["html"].render(document, "").decode())
        for text in (FORMATS["md"].render(document, "").decode(), shown(document)):
            assert not _CONTROL.search(text)


def check_round_trip(rubric: Rubric, data: bytes) -> None:
    """The questionnaire's writer gives a file that holds the same answers."""
    read = AnswerFile.model_validate(parse_answers("project.yaml", data, "").parsed.value)
    written = canonical_yaml(read).encode()
    again, _warnings = check_answers(parse_answers("project.yaml", written, ""), rubric)
    back = AnswerFile.model_validate(parse_answers("project.yaml", written, "").parsed.value)
    assert canonical_yaml(back).encode() == written
    assert normalised(back).answers.keys() == normalised(read).answers.keys()  # type: ignore[union-attr]
    assert again.project.name.strip()


def check_html(page: str) -> None:
    """No element and no attribute that acts; tests/injection asks a parser of the standard."""
    parser = _Tags()
    parser.feed(page)
    parser.close()


def check_css(css: str) -> None:
    """Variables inside :root, and the dark scheme; no function, no address, no error."""
    for rule in tinycss2.parse_stylesheet(css):
        if rule.type == "at-rule":
            assert rule.at_keyword == "media"
            check_css(tinycss2.serialize(rule.content))
            continue
        assert rule.type == "qualified-rule", rule
        assert tinycss2.serialize(rule.prelude) == ":root"
        for declaration in tinycss2.parse_blocks_contents(rule.content):
            assert declaration.type == "declaration"
            assert declaration.name.startswith("--")
            assert {token.type for token in declaration.value} <= {"hash", "string", "ident", "whitespace", "literal"}
            assert {token.value for token in declaration.value if token.type == "literal"} <= {","}


def check_name(name: str) -> None:
    """A name that every system takes, in its own folder."""
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name)
    assert len(name) <= MAX_NAME + len("project-") + 65
    assert not re.fullmatch(r"con|prn|aux|nul|conin|conout|clock|(?:com|lpt)\d", name)


class _Tags(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in _ACTING, tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in ("href", "src") or (value or "").startswith(_ADDRESSES), value


_ADDRESSES = ("#", "https://", "http://", "rapporten/", "../rapporten/", "groepen/", "terug/", "../portfolio.html")
_SMALL = "format: verbetertool/1\nrubric: proef\nproject: {name: Proef}\nanswers: {a1: 2}\n"
_FOLDERS = {"rubric", "results.jsonl", "gesprek.yaml", "in", "uit", "profiel.yaml", "namen", "export.csv", "kaart.yaml"}


@cache
def _worker(output: Path) -> tuple[Job, Worker, str]:
    folder = scratch() / "namen"
    folder.mkdir()
    (folder / "rubric.yaml").write_text(
        a_small_rubric().model_dump_json(by_alias=True, exclude_none=True, exclude_defaults=True), encoding="utf-8"
    )
    job = Job(output, ("html", "md", "json"), folder, force=True)
    worker = Worker(job)
    return job, worker, worker.rubric.digest
