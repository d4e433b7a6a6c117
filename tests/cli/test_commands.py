"""The commands in process: exit codes, what goes to stdout and what to stderr, and what they write."""

import io
import json
import re
import shutil
import signal
import sys
from pathlib import Path

import jsonschema
import pytest

from verbetertool.cli.app import run
from verbetertool.cli.boundary import ending_in_order, guarded

ROOT = Path(__file__).parents[2]
FILLED = """\
format: verbetertool/1
rubric: jongeren-naar-werk
project: {name: Proef, target_groups: [multiproblematiek], ages: {from: 16, to: 22}, goals: [betaald-werk]}
answers:
  vaste-begeleider: {level: 1, evidence: jaarverslag}
  maatwerk: 3
  jobcarving: {not_applicable: geen plaatsing bij werkgevers}
anti_patterns:
  brieven-en-oproepen: usually
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "proef.yaml"
    path.write_text(FILLED, encoding="utf-8")
    return path


def command(*arguments: object) -> int:
    return guarded([str(argument) for argument in arguments], run)


def test_check_says_all_is_well(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A good file: exit code 0, and a line for it on stdout."""
    assert command("check", project) == 0
    assert "proef.yaml: in orde" in capsys.readouterr().out


def test_check_goes_on_after_a_bad_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One bad file makes exit code 2, and the other files are still checked; a folder is searched."""
    (project.parent / "fout.yaml").write_text("format: x\n")
    assert command("check", project.parent) == 2
    out = capsys.readouterr().out
    assert "fout.yaml:1:9: fout:" in out
    assert "proef.yaml: in orde" in out


def test_report_in_every_format(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Reports stand beside the answer file; stdout stays empty; the same input gives the same bytes."""
    endings = ("html", "md", "json")
    assert command("report", project, *(f"-f{ending}" for ending in endings)) == 0
    made = {ending: next(project.parent.glob(f"*rapport*.{ending}")).read_bytes() for ending in endings}
    assert command("report", project, *(f"-f{ending}" for ending in endings)) == 0
    assert {ending: next(project.parent.glob(f"*rapport*.{ending}")).read_bytes() for ending in endings} == made
    assert capsys.readouterr().out == ""


def test_report_on_stdout(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`-o -` writes one report to stdout; the JSON fits its published schema."""
    assert command("report", project, "-f", "json", "-o", "-") == 0
    result = json.loads(capsys.readouterr().out)
    assert command("rubric", "schema", "result") == 0
    jsonschema.validate(result, json.loads(capsys.readouterr().out))
    assert result["format"] == "verbetertool-result/2"
    by_id = {element["id"]: element for element in result["elements"]}
    assert by_id["vaste-begeleider"]["line"] == 5
    assert by_id["jobcarving"]["status"] == "not_applicable"


def test_a_strange_file_is_not_overwritten(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the tool did not make stays, unless --force is given; exit code 2."""
    mine = project.parent / "mijn.html"
    mine.write_text("van mij")
    assert command("report", project, "-f", "html", "-o", mine) == 2
    assert "mijn.html" in capsys.readouterr().err
    assert mine.read_text() == "van mij"
    assert command("report", project, "-f", "html", "-o", mine, "--force") == 0
    assert mine.read_text().startswith("<!DOCTYPE html>")


def test_the_answer_file_itself_is_never_overwritten(project: Path) -> None:
    """A report that would land on the answer file is refused."""
    assert command("report", project, "-f", "json", "-o", project) == 2
    assert project.read_text(encoding="utf-8") == FILLED


def test_report_of_a_bad_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The problems go to stderr, exit code 2, no report."""
    project.write_text(FILLED.replace("level: 1", "level: 7"))
    assert command("report", project, "-f", "html") == 2
    assert "proef.yaml:5:29: fout: «7» is geen niveau" in capsys.readouterr().err
    assert not list(project.parent.glob("*.html"))


def test_explain_names_line_paragraph_and_sum(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`explain` leads each lost point to a line and a paragraph, and adds up to the printed score."""
    assert command("explain", project) == 0
    out = capsys.readouterr().out
    assert f"{project}:5:" in out
    assert "paragraaf 3.5.2" in out
    assert "jobcarving" not in out.split("Telt niet mee")[0]
    assert command("report", project, "-f", "json", "-o", "-") == 0
    reported = json.loads(capsys.readouterr().out)["score"]["reported"]
    lost = reported["possible"] - reported["earned"]
    assert f"{reported['possible']} − {reported['earned']} = {lost}" in out
    assert f"afgerond naar beneden: {reported['score']}" in out


def test_explain_one_element(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One id is explained in full; a misspelt one gets a suggestion."""
    assert command("explain", project, "vaste-begeleider") == 0
    assert "<- uw antwoord" in capsys.readouterr().out
    assert command("explain", project, "vaste-begleider") == 2
    assert "Bedoelde u «vaste-begeleider»?" in capsys.readouterr().err


def test_explain_takes_the_number_that_audit_shows(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers are those of this project's questionnaire, anti-patterns last; one that is not there says so."""
    monkeypatch.setattr("sys.stdin", io.StringIO("l\ns\n"))
    assert command("audit", project, "--stdin") == 0
    shown = dict(re.findall(r"^([0-9]+)\. (.+): [^:]+$", capsys.readouterr().out, re.MULTILINE))
    for number in ("1", "12", str(max(map(int, shown)))):
        assert command("explain", project, number) == 0
        assert capsys.readouterr().out.startswith(shown[number])
    assert command("explain", project, "99") == 2
    assert "Vraag 99 is er niet" in capsys.readouterr().err


def test_template_is_valid_and_empty(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The template passes `check` as it stands, and is not overwritten."""
    assert command("template", "-o", "leeg.yaml") == 0
    assert command("check", "leeg.yaml") == 0
    assert command("template", "-o", "leeg.yaml") == 3
    assert command("report", "leeg.yaml") == 0
    assert "nog niet te bepalen" in capsys.readouterr().out


def test_a_schema_replaces_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A schema never lands on an answer file by a slip of the pen, but on an earlier schema; `-` is the screen."""
    before = project.read_bytes()
    assert command("rubric", "schema", "-o", project) == 3
    assert project.read_bytes() == before
    assert command("rubric", "schema", "-o", project, "--force") == 0
    assert command("rubric", "schema", "-o", project) == 0
    written = project.read_text(encoding="utf-8")
    capsys.readouterr()
    assert command("rubric", "schema", "-o", "-") == 0
    assert capsys.readouterr().out == written


def test_template_fits_the_published_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """The schema for editors accepts what the models accept, and refuses a misspelt id."""
    assert command("rubric", "schema", "answers") == 0
    schema = json.loads(capsys.readouterr().out)
    good = {
        "format": "verbetertool/1",
        "rubric": "jongeren-naar-werk",
        "project": {"name": "x"},
        "answers": {"peers": 2},
    }
    jsonschema.validate(good, schema)
    for wrong in ({"pers": 2}, {"peers": 7}, {"peers": {"levl": 2}}, {"peers": "no"}, {"eigenaarschap": "3/4"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**good, "answers": wrong}, schema)


def test_rubric_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """The shipped rubric can be listed, shown and checked, and has no errors."""
    assert command("rubric", "list") == 0
    assert command("rubric", "show", "vaste-begeleider") == 0
    assert command("rubric", "show", "2getthere") == 0
    assert command("rubric", "show", "brieven-en-oproepen") == 0
    assert command("rubric", "check") == 0
    assert ": fout:" not in capsys.readouterr().out


def test_another_rubric(tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--rubric` takes a folder, and its mistakes have a line."""
    folder = tmp_path / "rubriek"
    shutil.copytree(ROOT / "rubrics" / "jongeren-naar-werk", folder)
    assert command("report", project, "--rubric", folder) == 0
    one = folder / "5-ondersteuning.yaml"
    one.write_text(one.read_text(encoding="utf-8").replace("    base: 3", "    bas: 3", 1), encoding="utf-8")
    assert command("rubric", "check", "--rubric", folder) == 2
    assert "Bedoelde u «base»?" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["reprot"], "De opdracht «reprot» is er niet. Bedoelde u «report»?\n"),
        (["report"], "Hier mist iets"),
        (["report", "x.yaml", "--frmat", "md"], "De optie «--frmat» is er niet"),
        (["report", "proef.yaml", "-f", "doc"], "De vorm «doc» is er niet"),
        (["report", "weg.yaml"], "Dit bestand is er niet"),
        (["--lang", "fr", "demo"], "De taal «fr» is er niet"),
        (["demo", "x", "y"], "Dit is te veel: x y. Haal het weg.\nZie: verbetertool demo --help\n"),
        (["rubric", "list", "x"], "Dit is te veel: x. Haal het weg.\nZie: verbetertool rubric list --help\n"),
        (["rubric", "shwo"], "De opdracht «shwo» is er niet. Bedoelde u «show»?\nZie: verbetertool rubric --help\n"),
        (["--lang", "nl"], "Er mist een opdracht.\n"),
        (["batch", "x", "-o"], "Bij de optie «-o» hoort een waarde.\n"),
        (["batch", "x", "-o", "u", "--resume=ja"], "Bij de optie «--resume» hoort geen waarde.\n"),
        *(
            (["batch", "x", "-o", "u", "--jobs", jobs], "Bij '--jobs' hoort een heel getal van 1 tot en met 64.\n")
            for jobs in ("0", "65", "twee", "1.5", "")
        ),
        (
            ["batch", "x", "-o", "u", "--fail-under", "-1"],
            "'--fail-under' hoort een heel getal van 0 tot en met 100.\n",
        ),
        (["rubric", "show", "x"], "kent «x» niet"),
        (["rubric", "schema", "x"], "Het schema «x» is er niet"),
    ],
)
def test_wrong_usage(project: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage is reported in Dutch on stderr, with exit code 2."""
    assert command(*arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


def test_a_fault_of_ours_is_no_traceback(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever goes wrong inside becomes a sentence and exit code 2."""

    def broken(_arguments: object) -> int:
        raise ZeroDivisionError("nul")

    assert guarded([], broken) == 3
    assert "Er ging iets mis in het hulpmiddel zelf" in capsys.readouterr().err


@pytest.mark.parametrize("name", [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)])
def test_a_signal_that_comes_out_as_something_else(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a library turns the exception of a signal into one of its own, the program still says it was stopped."""
    number = getattr(signal, name)

    def disguised(_arguments: object) -> int:
        try:
            signal.raise_signal(number)
        except BaseException:
            raise SyntaxError("can't load unicodedata module") from None
        return 0

    with ending_in_order():
        assert guarded([], disguised) == 128 + number
    assert capsys.readouterr().err == "Gestopt.\n"
    assert guarded([], lambda _arguments: 0) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of POSIX")
def test_readme_shows_what_the_demo_prints(tmp_path: Path) -> None:
    """The table in the README is the one that `make demo` prints on a terminal, and each example has its reports."""
    from tests.e2e.terminals import Terminal

    with Terminal(tmp_path, command="demo") as terminal:
        assert terminal.end() == 0
    printed = [line.rstrip() for line in terminal.text.splitlines() if ":" not in line and line.strip()]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\n".join(printed) in readme
    assert {path.stem for path in (ROOT / "examples").glob("*.yaml")} == {
        path.stem for path in (tmp_path / "verbetertool-demo").glob("*.html")
    }


@pytest.mark.parametrize(
    "arguments",
    [[], ["rubric"], *([name] for name in ("demo", "audit", "template", "check", "report", "explain", "batch"))]
    + [["rubric", name] for name in ("list", "show", "check", "trace", "schema")],
)
def test_help_fits_a_screen_and_begins_with_an_example(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Help is at most 24 lines of 80 columns, in Dutch, and shows a command to copy before the options."""
    monkeypatch.setenv("COLUMNS", "80")
    assert command(*arguments, "--help") == 0
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) <= 24, shown
    assert re.search(r"^  (Begin zo|Voorbeeld): verbetertool ", shown.split("Opties:")[0], re.M), shown
    assert not re.search(r"OPTIONS|COMMAND|<\w|\{", shown), shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("template",),
        ("rubric", "schema"),
        ("report", ROOT / "examples" / "schoolverlaters.yaml", "-f", "md", "-o", "-"),
    ],
)
def test_what_is_as_a_rule_a_file_is_utf8_in_a_pipe_too(
    arguments: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer file with a question mark for every accent would be another one."""
    printed = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(printed, encoding="ascii", errors="replace"))
    assert command(*arguments) == 0
    assert "é" in printed.getvalue().decode("utf-8")
