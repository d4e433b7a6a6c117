"""A round of submissions, in process: what is made, what is rejected, and the same bytes each time."""

import csv
import json
import os
import re
import shutil
import signal
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from tests.unit.report.test_tables import read_xlsx
from tests.workbooks import save
from verbetertool import load_rubric
from verbetertool.cli.app import run
from verbetertool.cli.batch import Progress
from verbetertool.cli.boundary import ending_in_order, guarded
from verbetertool.report.formats import FORMATS
from verbetertool.report.formats.tables import safe_cell

ROOT = Path(__file__).parents[2]
RUBRIC = load_rubric()


@pytest.fixture
def submitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The examples, and every bad file of the cases."""
    folder = tmp_path / "in"
    folder.mkdir()
    for path in [*(ROOT / "examples").glob("*.yaml"), *(ROOT / "tests" / "cases" / "bad").glob("*.yaml")]:
        shutil.copy(path, folder)
    monkeypatch.chdir(tmp_path)
    return folder


def batch(*arguments: object) -> int:
    return guarded(["batch", *map(str, arguments)], run)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file, hidden ones too."""
    files = [p for p in sorted(folder.rglob("*")) if p.is_file()]
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


def test_bad_files_are_rejected(submitted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2; every good file is done, every bad one is reported, and nobody sees a traceback."""
    assert batch("in", "-o", "uit") == 2
    results = [json.loads(line) for line in Path("uit/results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(results) == len(list((ROOT / "examples").glob("*.yaml")))
    errors = Path("uit/errors.csv").read_text(encoding="utf-8-sig")
    for path in (ROOT / "tests" / "cases" / "bad").glob("*.yaml"):
        assert path.name in errors
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err


@pytest.mark.skipif(sys.platform == "win32", reason="rights, pipes and links of POSIX")
@pytest.mark.parametrize("name", ["portfolio.csv", "portfolio.xlsx", "portfolio.html", "results.jsonl", "errors.csv"])
def test_what_stands_in_the_place_of_a_table(
    name: str, submitted: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second round keeps the rights of a file, and never puts it in the place of a pipe; the message names it."""
    assert batch("in", "-o", "uit") == 2
    before = bytes_of(Path("uit"))
    target = Path("uit", name)
    target.chmod(0o600)
    assert batch("in", "-o", "uit") == 2
    assert target.stat().st_mode & 0o777 == 0o600
    assert bytes_of(Path("uit")) == before
    target.unlink()
    os.mkfifo(target)
    capsys.readouterr()
    assert batch("in", "-o", "uit", "--force") == 3
    assert f"uit/{name}" in capsys.readouterr().err
    assert target.is_fifo()
    assert not [path for path in Path("uit").rglob(".verbetertool-*") if path.name != ".verbetertool-batch"]


def test_a_signal_that_comes_out_as_something_else(
    submitted: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C in the middle of a library that makes another error of it stops the round; it blames no file."""

    def disguised(_document: object, _house_style: str) -> bytes:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise ValueError("Error building validator") from None
        return b""

    with monkeypatch.context() as patched, ending_in_order():
        patched.setitem(FORMATS, "md", replace(FORMATS["md"], render=disguised))
        assert batch("in", "-o", "uit") == 130
    captured = capsys.readouterr()
    assert captured.err == "Wat klaar is, is heel. Ga verder met dezelfde opdracht en --resume.\nGestopt.\n"
    assert not Path("uit/errors.csv").exists()
    assert batch("in", "-o", "uit", "--resume") == batch("in", "-o", "heel") == 2
    assert bytes_of(Path("uit")) == bytes_of(Path("heel"))


def test_the_same_bytes_again_and_after_resuming(submitted: Path) -> None:
    """A second run, and a run that goes on after half was lost, give the same files."""
    batch("in", "-o", "een")
    batch("in", "-o", "twee")
    first = bytes_of(Path("een"))
    assert bytes_of(Path("twee")) == first
    next(Path("twee/rapporten").glob("*.html")).unlink()
    (Path("twee") / "portfolio.html").unlink()
    assert batch("in", "-o", "twee", "--resume") == 2
    assert bytes_of(Path("twee")) == first


def test_a_threshold_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--fail-under gives exit code 1 when a project is below it, and 0 when none is."""
    monkeypatch.chdir(tmp_path)
    strong = ROOT / "examples" / "sterk-project.yaml"
    assert batch(strong, "-o", "uit", "--fail-under", 50) == 0
    assert batch(strong, "-o", "uit", "--fail-under", 99, "--force") == 1


def table(path: str) -> list[dict[str, str]]:
    """The rows of a CSV, by heading."""
    with Path(path).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def texts_of(folder: str) -> str:
    """All that a round shows of its projects together: the pages and tables beside the reports."""
    found = [*Path(folder).glob("portfolio.*"), *Path(folder).glob("groepen/*"), *Path(folder).glob("*.csv")]
    assert len(found) > 5
    return "".join(path.read_text(encoding="utf-8") for path in found if path.suffix != ".xlsx")


def rows_of(page: str, start: str) -> list[str]:
    """The rows of the table of projects, from the address of their report on."""
    return re.findall(f'<tr><th scope="row"><a href="({re.escape(start)}.*)', page)


def write_project(path: str, name: str = "Proef", answers: str = "{vaste-begeleider: 2}", **fields: str) -> None:
    """A small answer file; `fields` are lines of its project part."""
    lines = [f"format: verbetertool/1\nrubric: jongeren-naar-werk\nproject:\n  name: {json.dumps(name)}"]
    lines += [f"  {key}: {value}" for key, value in fields.items()]
    anti_patterns = ", ".join(f"{each.id}: never" for each in RUBRIC.anti_patterns)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(
        "\n".join([*lines, f"answers: {answers}", f"anti_patterns: {{{anti_patterns}}}", ""]), encoding="utf-8"
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_same_values_everywhere(submitted: Path) -> None:
    """Page, Markdown, CSV, XLSX and results say the same score, interval and answered share of each project."""
    assert batch("in", "-o", "uit") == 2
    rows = table("uit/portfolio.csv")
    sheet = read_xlsx(Path("uit/portfolio.xlsx").read_bytes())
    with Path("uit/portfolio.csv").open(encoding="utf-8-sig", newline="") as lines:
        plain = list(csv.reader(lines, delimiter=";"))
    assert [["" if cell is None else safe_cell(str(cell)) for cell in row] for row in sheet] == plain
    documents = [json.loads(line) for line in Path("uit/results.jsonl").read_text(encoding="utf-8").splitlines()]
    by_file = {document["input_file"]: document["score"] for document in documents}
    page = Path("uit/portfolio.html").read_text(encoding="utf-8")
    lines_of_page = {re.split("[/.]", line)[1]: line for line in rows_of(page, "rapporten/")}
    markdown = Path("uit/portfolio.md").read_text(encoding="utf-8").splitlines()
    assert len(rows) == len(documents) == len(list((ROOT / "examples").glob("*.yaml")))
    for row in rows:
        score = by_file[Path(row["Bestand"]).name]
        proven, at_most = score["proven"]["score"], score["at_most"]["score"]
        assert (row["Bewezen"], row["Hoogstens"]) == (str(proven), str(at_most))
        assert row["Volgens opgave"] == str(score["reported"]["score"])
        assert row["Andere gewichten: onderkant"] == str(score["robust_range"]["low"])
        line = lines_of_page[row["Rapport"]]
        assert f"<td>{proven} tot {at_most}" in line
        assert f"<td>{row['Beantwoord (%)']} %" in line
        found = next(text for text in markdown if f"](<rapporten/{row['Rapport']}.md>)" in text)
        assert f"| {proven} tot {at_most} |" in found


def test_every_link_leads_somewhere(submitted: Path) -> None:
    """From the portfolio, its groups and back: every link is a file that is there."""
    assert batch("in", "-o", "uit") == 2
    pages = [Path("uit/portfolio.html"), *Path("uit/groepen").glob("*.html")]
    assert len(pages) > 10
    for page in pages:
        links = re.findall(r'<a href="?([^#" >][^" >]*)', page.read_text(encoding="utf-8"))
        assert links
        for link in links:
            assert (page.parent / link).is_file(), (page, link)


def test_an_unread_file_gets_a_page_to_send_back(submitted: Path) -> None:
    """One page per file, with each problem, its line and its remedy; it goes away when the file is fixed."""
    assert batch("in", "-o", "uit") == 2
    page = Path("uit/terug/duplicate-key.html").read_text(encoding="utf-8")
    errors = [row for row in table("uit/errors.csv") if row["Bestand"] == "in/duplicate-key.yaml"]
    assert errors
    for row in errors:
        assert row["Wat is er mis"] in page
        assert row["Wat kunt u doen"] in page
        assert f"regel {row['Regel']}" in page
    write_project("in/duplicate-key.yaml")
    assert batch("in", "-o", "uit") == 2
    assert not Path("uit/terug/duplicate-key.html").exists()
    assert Path("uit/rapporten/duplicate-key.html").exists()


def test_a_file_that_went_bad_loses_its_report(here: Path) -> None:
    """What a project scored before it could no longer be read does not stay behind."""
    write_project("in/a.yaml")
    assert batch("in", "-o", "uit") == 0
    Path("in/a.yaml").write_text("format: x\n")
    assert batch("in", "-o", "uit") == 2
    assert not list(Path("uit/rapporten").iterdir())


def test_reports_of_an_earlier_round_are_reported(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A project that was not submitted again keeps its report, and the funder hears that it is an old one."""
    write_project("in/a.yaml")
    write_project("in/b.yaml")
    assert batch("in", "-o", "uit") == 0
    assert "eerdere ronde" not in capsys.readouterr().err
    Path("in/b.yaml").unlink()
    Path("uit/rapporten/b.eigen-profiel.json").write_bytes(Path("uit/rapporten/b.json").read_bytes())
    assert batch("in", "-o", "uit") == 0
    assert "nog 1 project van een eerdere ronde" in capsys.readouterr().err
    assert Path("uit/rapporten/b.html").exists()
    assert [row["Bestand"] for row in table("uit/portfolio.csv")] == ["in/a.yaml"]


def test_projects_of_the_same_name(here: Path) -> None:
    """Each has a report of its own."""
    for folder in "xyz":
        write_project(f"in/{folder}/aanvraag.yaml", summary=folder)
    assert batch("in", "-o", "uit") == 0
    reports = list(Path("uit/rapporten").glob("*.json"))
    assert {json.loads(path.read_text(encoding="utf-8"))["project"]["summary"] for path in reports} == set("xyz")
    assert len({row["Rapport"] for row in table("uit/portfolio.csv")}) == 3


def test_chosen_formats(here: Path) -> None:
    """Only the reports that were asked for, and the result document; links lead to what there is."""
    write_project("in/a.yaml")
    assert batch("in", "-o", "uit", "-f", "md") == 0
    assert {path.name for path in Path("uit/rapporten").iterdir()} == {"a.md", "a.json"}
    assert "rapporten/a.md" in Path("uit/portfolio.html").read_text(encoding="utf-8")
    assert batch("in", "-o", "uit2", "-f", "pdf") == 2


def test_notes_stay_out_of_the_portfolio(here: Path) -> None:
    """No note, no evidence, no reason and no summary of an applicant stands on a page about all."""
    private = "Dit is geheim en ook lang genoeg om met de teksten van anderen te worden vergeleken"
    answers = (
        f"{{vaste-begeleider: {{level: 3, note: {private} N}}, maatwerk: {{level: 3, evidence: {private} E}}, "
        f"jobcarving: {{not_applicable: {private} R}}}}"
    )
    write_project("in/a.yaml", "A", answers, summary=f"{private} S", target_groups="[lvb]", goals="[betaald-werk]")
    write_project("in/b.yaml", "B", answers, summary=f"{private} S", target_groups="[lvb]", goals="[opleiding]")
    write_project("in/c.yaml", "C", phases="[bereiken, intake, begeleiden, leren, plaatsen, nazorg]")
    assert batch("in", "-o", "uit") == 0
    assert "Dezelfde tekst staat ook in een andere aanvraag" in texts_of("uit")
    assert "geheim" not in texts_of("uit")


def test_copies_give_one_question_each(here: Path) -> None:
    """A hundred copies of one file: one question per project, and a page that stays small."""
    for number in range(100):
        shutil.copy(ROOT / "examples" / "sterk-project.yaml", here / f"{number:03}.yaml")
    assert batch("*.yaml", "-o", "uit", "-f", "json") == 0
    rows = table("uit/portfolio.csv")
    assert {row["Aantal vragen aan de aanvrager"] for row in rows} == {"1"}
    assert rows[7]["Vragen aan de aanvrager"].startswith("Precies hetzelfde bestand kwam vaker binnen.")
    assert Path("uit/portfolio.html").stat().st_size < 200_000


def test_parts_of_a_round(here: Path) -> None:
    """--where keeps who serves a value or names none; values of a key add, other keys narrow; all get a report."""
    write_project("in/a.yaml", "A", target_groups="[lvb]", goals="[opleiding]")
    write_project("in/b.yaml", "B", target_groups="[multiproblematiek]", goals="[betaald-werk]")
    write_project("in/c.yaml", "C", goals="[betaald-werk]")

    def part(*where: str) -> str:
        options = [option for each in where for option in ("--where", each)]
        assert batch("in", "-o", "uit", *options) == 0
        assert len(list(Path("uit/rapporten").glob("*.html"))) == 3
        return "".join(row["Project"] for row in table("uit/portfolio.csv"))

    assert part() == "ABC"
    assert part("target_groups=lvb") == "AC"
    assert part("target_groups=lvb", "target_groups=multiproblematiek") == "ABC"
    assert part("target_groups=lvb", "goals=betaald-werk") == "C"
    assert part("phases=intake") == "ABC"
    page = Path("uit/portfolio.html").read_text(encoding="utf-8")
    assert "<h1>Portfolio: Intake</h1>" in page
    for wrong in ("target_groups=lbv", "naam=A", "goals", "="):
        assert batch("in", "-o", "uit", "--where", wrong) == 2


def test_a_page_per_group_is_the_part_of_that_group(here: Path) -> None:
    """The page of a target group holds the projects that --where keeps, with the places of the whole portfolio."""
    for number, name in enumerate("ABCD"):
        write_project(f"in/{name}.yaml", name, target_groups="[lvb]" if number % 2 else "[multiproblematiek]")
    write_project("in/E.yaml", "E")
    assert batch("in", "-o", "uit") == 0
    page = Path("uit/groepen/doelgroep-lvb.html").read_text(encoding="utf-8")
    assert [line[13] for line in rows_of(page, "../rapporten/")] == ["b", "d", "e"]
    whole = Path("uit/portfolio.html").read_text(encoding="utf-8")
    for line in rows_of(page, "../rapporten/"):
        assert line.removeprefix("../") in rows_of(whole, "rapporten/")


def test_a_profile_of_the_funder(here: Path) -> None:
    """The fixed profile counts for all, who then are one family; the own figures stand beside it."""
    wide = "{vaste-begeleider: 4, maatwerk: 2, veilige-werkplek: 0}"
    write_project("in/a.yaml", "A", wide, goals="[veranderproces]", phases="[intake]", target_groups="[lvb]")
    write_project("in/b.yaml", "B", wide, goals="[betaald-werk]", phases="[werkvloer]")
    # Its report has the name that the own result of `a` could have had.
    write_project("in/a-eigen-profiel.yaml", "C", wide)
    Path("p.yaml").write_text("goals: [betaald-werk]\nphases: [begeleiden, werkvloer]\nages: {from: 16, to: 22}\n")
    assert batch("in", "-o", "uit", "--profile", "p.yaml") == 0
    rows = table("uit/portfolio.csv")
    assert [row["Aantal in de groep"] for row in rows] == ["3", "3", "3"]
    fixed = {row["Project"]: row for row in rows}
    own = Path("uit/results.eigen-profiel.jsonl").read_text(encoding="utf-8").splitlines()
    figures = {json.loads(line)["project"]["name"]: json.loads(line)["score"] for line in own}
    for name, row in fixed.items():
        assert row["Eigen profiel: bewezen"] == str(figures[name]["proven"]["score"])
    assert fixed["A"]["Bewezen"] == fixed["B"]["Bewezen"]
    assert fixed["A"]["Eigen profiel: bewezen"] != fixed["A"]["Bewezen"]
    assert fixed["A"]["Doelgroepen"] == "Jongeren met een licht verstandelijke beperking"
    names = {path.name for path in Path("uit/rapporten").glob("*.json")}
    assert {"a.json", "a.eigen-profiel.json", "a-eigen-profiel.json"} < names
    assert "Eigen profiel" in Path("uit/portfolio.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["", "[]", "goals: [geld]", "naam: x", "ages: {from: 9999}", "goals: &a [opleiding]", "\x00"]
)
def test_a_bad_profile(here: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Its problems are reported with their line, exit code 2, and nothing is made."""
    write_project("in/a.yaml")
    Path("p.yaml").write_text(text)
    assert batch("in", "-o", "uit", "--profile", "p.yaml") == 2
    assert "p.yaml" in capsys.readouterr().err
    assert not Path("uit").exists()


def test_not_worse_than(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 when a project proves less than before; what is of another family is reported, not compared."""
    write_project("in/a.yaml", "A", "{vaste-begeleider: {level: 3, evidence: jaarverslag}}")
    write_project("in/b.yaml", "B", "{vaste-begeleider: {level: 3, evidence: jaarverslag}}")
    assert batch("in", "-o", "uit") == 0
    shutil.copy("uit/results.jsonl", "eerder.jsonl")
    assert batch("in", "-o", "uit", "--not-worse-than", "eerder.jsonl") == 0
    write_project("in/a.yaml", "A", "{vaste-begeleider: 1}")
    write_project("in/b.yaml", "B", "{vaste-begeleider: 1}", goals="[opleiding]")
    capsys.readouterr()
    assert batch("in", "-o", "uit", "--not-worse-than", "eerder.jsonl") == 1
    err = capsys.readouterr().err
    assert "A (in/a.yaml): bewezen" in err
    assert "B (in/b.yaml)" not in err
    assert "vergeleken 1, nieuw 0, verdwenen 0, hernoemd 0, niet te vergelijken 1" in err
    # One that could not be read weighs heavier than a threshold.
    Path("in/c.yaml").write_text("format: x\n")
    assert batch("in", "-o", "uit", "--not-worse-than", "eerder.jsonl") == 2
    Path("eerder.jsonl").write_text("{}\n")
    assert batch("in", "-o", "nieuw", "--not-worse-than", "eerder.jsonl") == 2
    assert "regel 1" in capsys.readouterr().err
    assert not Path("nieuw").exists()


def test_not_worse_than_goes_by_key(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files of one name in several folders are kept apart; one that moved is found again by what is in it."""
    for folder in ("x", "y"):
        write_project(f"in/{folder}/a.yaml", "A", "{vaste-begeleider: 3}")
    write_project("in/b.yaml", "B", "{vaste-begeleider: 2}")
    assert batch("in", "-o", "uit") == 0
    shutil.copy("uit/results.jsonl", "eerder.jsonl")
    Path("in/b.yaml").rename("in/c.yaml")
    Path("in/y/a.yaml").unlink()
    write_project("in/nieuw.yaml", "N")
    write_project("in/x/a.yaml", "A", "{vaste-begeleider: 0}")
    capsys.readouterr()
    assert batch("in", "-o", "uit2", "--not-worse-than", "eerder.jsonl") == 1
    err = capsys.readouterr().err
    assert "vergeleken 1, nieuw 1, verdwenen 1, hernoemd 1, niet te vergelijken 0" in err
    assert "Hernoemd: b.yaml > c.yaml" in err
    assert "Verdwenen: y/a.yaml" in err
    assert "A (in/x/a.yaml): bewezen" in err


def test_a_comparison_of_nothing_is_an_error(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An earlier round in which no project of this one stands says nothing about it: exit code 2."""
    write_project("in/a.yaml", "A")
    write_project("anders/b.yaml", "B", "{vaste-begeleider: 3}")
    assert batch("anders", "-o", "eerder") == 0
    assert batch("in", "-o", "uit", "--not-worse-than", "eerder/results.jsonl") == 2
    assert "Geen enkel project was te vergelijken" in capsys.readouterr().err
    Path("leeg.jsonl").write_text("")
    assert batch("in", "-o", "uit", "--not-worse-than", "leeg.jsonl") == 2


def test_what_we_did_not_make_is_not_overwritten(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table of the user stays, and is found before any work is done; --force overwrites it."""
    write_project("in/a.yaml")
    for name in ("portfolio.csv", "results.jsonl", "portfolio.html"):
        Path(name).write_text("van mij")
        assert batch("in", "-o", ".") == 3
        assert name in capsys.readouterr().err
        assert Path(name).read_text() == "van mij"
        assert not Path("rapporten").exists()
        Path(name).unlink()
    Path("portfolio.csv").write_text("van mij")
    assert batch("in", "-o", ".", "--force") == 0
    assert batch("in", "-o", ".") == 0


def test_an_output_that_is_a_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """-o with the name of a file is wrong usage."""
    write_project("in/a.yaml")
    assert batch("in", "-o", "in/a.yaml") == 2
    assert "in/a.yaml" in capsys.readouterr().err


def test_only_bad_files(here: Path) -> None:
    """A round without a single project still has all its pages and tables."""
    Path("a.yaml").write_text("format: x\n")
    assert batch("a.yaml", "weg.yaml", "-o", "uit") == 2
    page = Path("uit/portfolio.html").read_text(encoding="utf-8")
    assert "Ingediend: 2. Beoordeeld: 0" in page
    assert table("uit/portfolio.csv") == []
    assert {row["Bestand"] for row in table("uit/errors.csv")} == {"a.yaml", "weg.yaml"}
    assert Path("uit/results.jsonl").read_bytes() == b""


def test_what_is_no_answer_file_is_a_row(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A submission in another form is counted, named with what it is, and has a page to send back."""
    write_project("in/a.yaml")
    shutil.copy(ROOT / "tests" / "cases" / "bad" / "tab.yaml", "in/tab.txt")
    Path("in/aanvraag.pdf").write_bytes(b"%PDF-1.7\n")
    assert batch("in", "-o", "uit") == 0
    said = capsys.readouterr()
    assert "2 bestanden zijn overgeslagen: het zijn geen antwoordbestanden." in said.err
    assert "1 project beoordeeld, 0 bestanden apart gezet, 2 bestanden overgeslagen." in said.out
    page = Path("uit/portfolio.html").read_text(encoding="utf-8")
    assert "Ingediend: 3. Beoordeeld: 1, waarvan 0 zonder score. Apart gezet: 0. Geen antwoordbestand: 2." in page
    assert "in/aanvraag.pdf" in page
    assert "in/aanvraag.pdf" in Path("uit/portfolio.md").read_text(encoding="utf-8")
    rows = {row["Bestand"]: row["Wat is er mis"] for row in table("uit/errors.csv")}
    assert rows["in/aanvraag.pdf"] == "Dit is geen formulier of YAML-bestand, maar een PDF."
    assert "eindigt niet op een van deze: .yaml, .yml, .xlsx." in rows["in/tab.txt"]
    back = Path("uit/terug/aanvraag-pdf.html").read_text(encoding="utf-8")
    assert "Is dit een bijlage?" in back


def test_a_workbook_that_is_no_form_is_an_annex(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A budget beside an application is passed over like a PDF; a form that it stood in the place of has no report."""
    openpyxl, xlsx = pytest.importorskip("openpyxl"), Path("in/begroting.xlsx")
    write_project("in/a.yaml")
    save(xlsx, {})
    assert batch("in", "-o", "uit") == 0
    assert Path("uit/rapporten/begroting.html").exists()
    book = openpyxl.Workbook()
    book.active.append(["Post", "Bedrag"])
    book.save(xlsx)
    capsys.readouterr()
    assert batch("in", "-o", "uit") == 0
    assert "1 bestand is overgeslagen: het is geen antwoordbestand. Het gaat om: in/begroting.xlsx" in (
        capsys.readouterr().err
    )
    assert not Path("uit/rapporten/begroting.html").exists()
    inputs = json.loads(Path("uit/manifest.json").read_text(encoding="utf-8"))["inputs"]
    assert {each["path"]: each["outcome"] for each in inputs} == {"a.yaml": "scored", "begroting.xlsx": "passed_over"}
    assert "Is dit een bijlage?" in Path("uit/terug/begroting.html").read_text(encoding="utf-8")


def test_names_that_could_be_markup(here: Path) -> None:
    """Names of projects and organisations are text on the page, in Markdown and in the tables."""
    hostile = "<script>alert(1)</script> | [x](http://x) `=1+1`\u202e {{ 7*7 }}"
    write_project("in/a.yaml", hostile, organisation=json.dumps("=HYPERLINK(1)"))
    write_project("in/b.yaml", "=cmd|' /C calc'!A0")
    assert batch("in", "-o", "uit") == 0
    page = Path("uit/portfolio.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "49" not in re.sub("<style>.*</style>|sha256-[^']+|[0-9a-f]{16,}", "", page)
    assert "\u202e" not in texts_of("uit")
    assert {row["Project"][:2] for row in table("uit/portfolio.csv")} == {"<s", "'="}
    assert {row["Organisatie"] for row in table("uit/portfolio.csv")} == {"'=HYPERLINK(1)", ""}
    row = next(line for line in Path("uit/portfolio.md").read_text(encoding="utf-8").splitlines() if "script" in line)
    assert len(re.findall(r"(?<!\\)\|", row)) == 8


def test_a_leftover_of_a_killed_run_goes_away(here: Path) -> None:
    """Temporary files of writes that were cut off are taken away; other hidden files stay."""
    write_project("in/a.yaml")
    Path("uit/rapporten").mkdir(parents=True)
    for name in ("uit/rapporten/.verbetertool-0123456789abcdef", "uit/.verbetertool-00000000ffffffff"):
        Path(name).write_text("half")
    Path("uit/.verbetertool-van-mij").write_text("x")
    assert batch("in", "-o", "uit") == 0
    assert {path.name for path in Path("uit").rglob(".*")} == {".verbetertool-batch", ".verbetertool-van-mij"}


def test_progress_elsewhere_than_on_a_terminal() -> None:
    """A line now and then, with counts and the time that is left, in seconds or minutes."""
    moment = 0.0
    stream = StringIO()
    progress = Progress(stream, lambda: moment)
    for done in range(1, 61):
        moment += 1.5
        progress.show(done, done // 10, 100)
    progress.end()
    lines = stream.getvalue().splitlines()
    assert lines[0] == "7 van 100 klaar, 0 apart gezet, nog ongeveer 2 minuten"
    assert lines[-1] == "56 van 100 klaar, 5 apart gezet, nog ongeveer 66 seconden"
    assert len(lines) == 8


def test_no_progress_before_the_first_file_is_done() -> None:
    """However long it takes: how much time is left can't be told yet."""
    moment = 0.0
    stream = StringIO()
    progress = Progress(stream, lambda: moment)
    moment = 60.0
    progress.show(0, 0, 100)
    assert stream.getvalue() == ""
    progress.show(1, 0, 100)
    assert stream.getvalue().startswith("1 van 100 klaar")


def test_the_help_fits_a_screen(capsys: pytest.CaptureFixture[str]) -> None:
    """It begins with an example and has at most 24 lines."""
    assert batch("--help") == 0
    lines = capsys.readouterr().out.rstrip().splitlines()
    assert len(lines) <= 24
    assert "Voorbeeld: verbetertool batch aanvragen/ -o uit/" in "\n".join(lines[:6])
