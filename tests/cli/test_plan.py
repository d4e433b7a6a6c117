"""`plan` and `audit --from`: what is written, what is said, and what is refused."""

import io
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks.words import lines_of
from tests.cli.test_commands import command
from verbetertool import load_answers, load_rubric

FILE = """\
format: verbetertool/1
rubric: jongeren-naar-werk
rubric_version: "2.0.0"
project: {name: Straatkans, ages: {from: 16, to: 22}}
audit: {scope: quick, date: 2026-05-12}
answers:
  vaste-begeleider: {count: 23/40, note: toen, evidence: [jaarverslag]}
  maatwerk: 1
"""
PLAN = """\
plan:
  - {element: maatwerk, to: 2, action: Bel; samen, who: Samira, by: 2027-03-01}
  - {action: Iets anders}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vorige.yaml").write_text(FILE, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(FILE + PLAN, encoding="utf-8")
    return tmp_path


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_a_plan_is_written_in_every_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Dates for a calendar, rows for a list of tasks, and pages; one that stands there and differs is left alone."""
    assert command("plan", "plan.yaml", "-f", "ics", "-f", "csv", "-f", "md", "-f", "html") == 0
    stem = "straatkans-2026-05-12-plan"
    assert "SUMMARY:Bel\\; samen" in (folder / f"{stem}.ics").read_text(encoding="utf-8")
    assert 'Straatkans;"Bel; samen";' in (folder / f"{stem}.csv").read_text(encoding="utf-8-sig")
    assert "| Bel; samen |" in (folder / f"{stem}.md").read_text(encoding="utf-8")
    capsys.readouterr()
    assert command("plan", "plan.yaml", "-f", "ics", "-f", "md") == 0
    (folder / f"{stem}.ics").write_text("van mij")
    assert command("plan", "plan.yaml", "-f", "ics") == 2
    assert "bestaat al" in capsys.readouterr().err
    assert command("plan", "plan.yaml", "-o", f"{stem}.ics", "--force") == 0
    assert command("plan", "plan.yaml", "-f", "json") == 2
    assert command("plan", "plan.yaml", "-o", "plan.txt") == 2
    assert command("plan", "plan.yaml", "-f", "ics", "-o", "plan.pdf") == 2
    assert command("plan", "plan.yaml", "-f", "ics", "-o", "uit/") == 0
    assert (folder / "uit" / f"{stem}.ics").is_file()


def test_without_a_terminal_the_plan_is_shown(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can be asked; what stands there can be read."""
    typed(monkeypatch)
    assert command("plan", "plan.yaml") == 0
    assert "Samira" in capsys.readouterr().out
    assert command("plan", "vorige.yaml") == 0
    assert "Er staat nog geen plan" in capsys.readouterr().out


def test_a_plan_is_made_and_asked_about(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """First what became of each action, then what is taken up; the score and the day of the answers stay."""
    assert command("report", "plan.yaml", "-f", "json", "-o", "voor.json") == 0
    typed(monkeypatch, "2 loopt", "4", "e", "Nog iets", "Jan", "1-4-2027", "")
    assert command("plan", "plan.yaml", "--stdin") == 0
    said = capsys.readouterr().out
    assert "Uw plan, actie 1 van 2." in said
    assert "Voor uw agenda: verbetertool plan plan.yaml -f ics" in said
    answers = load_answers(folder / "plan.yaml")
    assert [(item.status, item.note) for item in answers.plan] == [
        ("doing", "loopt"),
        ("dropped", None),
        ("open", None),
    ]
    assert answers.date == "2026-05-12"
    assert command("report", "plan.yaml", "-f", "json", "-o", "na.json") == 0
    before, after = (json.loads((folder / name).read_text(encoding="utf-8")) for name in ("voor.json", "na.json"))
    assert len(after["plan"]) == 3
    for made in (before, after):
        del made["plan"], made["input_digest"]
        for each in (*made["elements"], *made["anti_patterns"]):
            each.pop("line")
    assert before == after


def test_audit_ends_with_a_plan(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The improvement points stand there by number; the plan is in the file, and the next commands are said."""
    questionnaire = lines_of(load_rubric(), "quick")
    typed(monkeypatch, *questionnaire, "1", "Wij bellen", "Samira", "1-4-2027")  # the end of the input is an Enter
    assert command("audit", "p.yaml", "--quick", "--stdin", "--report") == 0
    said = capsys.readouterr().out
    first = re.search(r"^Verbeterpunten:\n1\. (.+)$", said, re.MULTILINE)
    assert first is not None
    assert f"Bewaard: Wij bellen ({first[1]}; Samira; 1 april 2027)." in said
    assert "Plan: verbetertool plan p.yaml" in said
    assert said.rstrip().endswith("Verder: verbetertool audit p.yaml --full")
    assert load_answers(folder / "p.yaml").plan[0].who == "Samira"
    [report] = folder.glob("straatkans-*-rapport.html")
    assert "Wij bellen" in report.read_text(encoding="utf-8")


def test_a_new_round_shows_the_earlier_one_and_answers_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that it began from is named with its digest; Enter takes one answer over, and the rest stays open."""
    lines = ["", "o", "o", "o", "", "o", "o", "o", "g 9"]
    typed(monkeypatch, *lines, "", "s")
    assert command("audit", "--from", "vorige.yaml", "nieuw.yaml", "--stdin") == 0
    said = capsys.readouterr().out
    assert "Vorige keer, mei 2026: niveau 2, 23 van 40." in said
    answers = load_answers(folder / "nieuw.yaml")
    assert list(answers.answers) == ["vaste-begeleider"]
    previous = answers.previous
    assert previous is not None
    digest = sha256((folder / "vorige.yaml").read_bytes()).hexdigest()
    assert (previous.file, previous.digest, previous.date) == ("vorige.yaml", digest, "2026-05-12")
    assert answers.scope == "quick"

    typed(monkeypatch, "g 11", "s")
    assert command("audit", "nieuw.yaml", "--stdin") == 0
    assert "Vorige keer, mei 2026: niveau 1." in capsys.readouterr().out
    (folder / "vorige.yaml").write_text(FILE.replace("maatwerk: 1", "maatwerk: 3"), encoding="utf-8")
    typed(monkeypatch, "g 11", "s")
    assert command("audit", "nieuw.yaml", "--stdin") == 0
    assert "is veranderd sinds u aan deze ronde begon" in capsys.readouterr().out
    (folder / "vorige.yaml").unlink()
    typed(monkeypatch, "g 11", "s")
    assert command("audit", "nieuw.yaml", "--stdin") == 0
    assert "is niet te lezen" in capsys.readouterr().out


def test_an_older_rubric_version_can_begin_a_round(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What changed since says so, and Enter does not take it over."""
    (folder / "oud.yaml").write_text(FILE.replace('"2.0.0"', '"1.0.0"'), encoding="utf-8")
    typed(monkeypatch, "", "o", "o", "o", "", "o", "o", "o", "g 11", "", "s")
    assert command("audit", "--from", "oud.yaml", "nieuw.yaml", "--stdin") == 0
    assert capsys.readouterr().out.count("Deze vraag is sindsdien veranderd. Kies opnieuw.") >= 2
    assert not load_answers(folder / "nieuw.yaml").answers


def test_plan_goes_along_to_the_new_round(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked about first, and stands in the new file."""
    typed(monkeypatch, "1", "", "s")
    assert command("audit", "--from", "plan.yaml", "nieuw.yaml", "--stdin") == 0
    said = capsys.readouterr().out
    assert said.index("Uw plan, actie 1 van 2.") < said.index("Hoe heet uw project?")
    assert [item.status for item in load_answers(folder / "nieuw.yaml").plan] == ["done", "open"]


def test_rounds_that_can_not_be(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The earlier file itself, a file that began otherwise, and one that is not there."""
    before = (folder / "plan.yaml").read_bytes()
    for arguments, words in (
        (("vorige.yaml", "vorige.yaml"), "is de vorige ronde zelf"),
        (("vorige.yaml", "plan.yaml"), "begon niet met"),
        (("weg.yaml", "nieuw.yaml"), "is er niet"),
    ):
        assert command("audit", "--from", *arguments, "--stdin") == 2
        assert words in capsys.readouterr().err
    assert (folder / "plan.yaml").read_bytes() == before
    assert not (folder / "nieuw.yaml").exists()


def test_a_plan_in_another_format_leaves_the_file_alone(folder: Path) -> None:
    """It is only read."""
    before = (folder / "plan.yaml").read_bytes()
    assert command("plan", "plan.yaml", "-f", "csv", "-o", "-") == 0
    assert (folder / "plan.yaml").read_bytes() == before


def test_comparison_says_what_became_of_the_plan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of answer files and of result documents."""
    (folder / "na.yaml").write_text(
        (FILE + PLAN).replace("maatwerk: 1", "maatwerk: 2").replace("by: 2027-03-01", "status: done"), encoding="utf-8"
    )
    assert command("report", "plan.yaml", "-f", "json", "-o", "plan.json") == 0
    for before in ("plan.yaml", "plan.json"):
        capsys.readouterr()
        assert command("compare", before, "na.yaml", "-f", "json") == 0
        [about, own] = json.loads(capsys.readouterr().out)["plan"]
        assert (about["element"], about["status"], about["before"]["level"], about["after"]["level"]) == (
            "maatwerk",
            "done",
            1,
            2,
        )
        assert own["element"] is None
