"""A funder's round from file to file: keys, the manifest, folders that hold another round, and what stays private."""

import csv
import json
import os
import shutil
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.test_batch import batch, bytes_of, table, write_project
from tests.unit.report.test_tables import read_xlsx
from verbetertool import load_rubric
from verbetertool.checking.schemas import schema_of
from verbetertool.cli.app import run
from verbetertool.cli.boundary import guarded
from verbetertool.report.formats import FORMATS
from verbetertool.resources import builtin_rubrics

ROUND = """\
round:
  name: Kansen 2027
  organisation: Gemeente Voorbeeld
  closing_date: 2027-01-31
  contact: subsidies@voorbeeld.nl
profile: {goals: [betaald-werk]}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def results(path: str = "uit/results.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def manifest() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("uit/manifest.json").read_text(encoding="utf-8"))
    return found


def test_the_key_joins_everything() -> None:
    """Results, tables, workbook, signals and the names of reports have one key per project."""
    write_project("in/a.yaml", "A", id='"2026-001"', organisation="X")
    write_project("in/map/b.yaml", "B", id='"2026-001"', organisation="Y")
    write_project("in/map/c.yaml", "C")
    assert batch("in", "-o", "uit") == 0
    keys = ["2026-001", "2026-001~2", "map/c.yaml"]
    assert [each["key"] for each in results()] == keys
    assert [each["report"] for each in results()] == ["2026-001.html", "2026-001-2.html", "map-c.html"]
    assert all(Path("uit/rapporten", each["report"]).is_file() for each in results())
    assert [row["key"] for row in table("uit/portfolio.csv")] == keys
    assert list(dict.fromkeys(row["key"] for row in table("uit/antwoorden.csv"))) == keys
    assert next(iter(table("uit/portfolio.csv")[0])) == next(iter(table("uit/antwoorden.csv")[0])) == "key"
    first, second, third = (each["signals"] for each in results())
    assert [(signal["kind"], signal["others"]) for signal in first] == [("same_number", ["2026-001~2"])]
    assert [(signal["kind"], signal["others"]) for signal in second] == [("same_number", ["2026-001"])]
    assert third == []
    assert [each["key"] for each in manifest()["inputs"]] == keys


def test_a_number_of_which_one_file_is_rejected() -> None:
    """The other one is asked which counts, whichever comes first; so are two numbers that only look the same."""
    write_project("in/a.yaml", "A", id='"2026-004"')
    Path("in/a.yaml").write_text(Path("in/a.yaml").read_text() + "onzin: 1\n")
    write_project("in/b.yaml", "B", id='"2026-004"', organisation="X")
    write_project("in/c.yaml", "C", id='"7"', organisation="Y")
    write_project("in/d.yaml", "D", id='"7\u200b"', organisation="Z")
    assert batch("in", "-o", "uit") == 2
    signals = {each["key"]: [(signal["kind"], signal["others"]) for signal in each["signals"]] for each in results()}
    assert signals == {
        "2026-004~2": [("same_number", ["2026-004"])],
        "7": [("same_number", ["7~2"])],
        "7~2": [("same_number", ["7"])],
    }
    assert guarded(["memo", "uit", "--keys", "2026-004"], run) == 2
    assert guarded(["letters", "uit", "-f", "html"], run) == 0
    assert "nog een aanvraag met dit nummer" in Path("uit/brieven/2026-004-2.html").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_key_is_the_same_text_everywhere() -> None:
    """Also of names with odd white space and characters that nobody sees: what looks the same is told apart."""
    names = ["a b", "a\tb", "a\nb", "cd", "c\u202ed", "e[0mf", "e\x1b[0mf"]
    for number, name in enumerate(names):
        write_project(f"in/{name}.yaml", f"Project {number}", organisation=f"O{number}")
    Path("in/fout\tx.yaml").write_text("format: x\n")
    Path("in/fout x.yaml").write_text("format: x\n")
    assert batch("in", "-o", "uit") == 2
    keys = [each["key"] for each in results()]
    assert sorted(keys) == [
        "a b.yaml",
        "a b.yaml~2",
        "a b.yaml~3",
        "cd.yaml",
        "cd.yaml~2",
        "e[0mf.yaml",
        "e[0mf.yaml~2",
    ]
    assert [row["key"] for row in table("uit/portfolio.csv")] == sorted(
        keys, key=lambda key: next(each["project"]["name"] for each in results() if each["key"] == key)
    )
    assert list(dict.fromkeys(row["key"] for row in table("uit/antwoorden.csv"))) == keys
    assert [each["key"] for each in manifest()["inputs"] if each["outcome"] == "scored"] == keys
    rejected = {each["key"] for each in manifest()["inputs"] if each["outcome"] == "rejected"}
    assert rejected == {row["key"] for row in table("uit/errors.csv")} == {"fout x.yaml", "fout x.yaml~2"}
    if Path("uit/portfolio.xlsx").is_file():
        assert {row[0] for row in read_xlsx(Path("uit/portfolio.xlsx").read_bytes())[1:]} == set(keys)
    assert batch("--verify", "uit") == 0


def test_numbers_of_a_portal_without_quotes() -> None:
    """They are keys as they were typed; with quotes they are the same number."""
    for name, typed in (("a", "2026001"), ("b", "007"), ("c", '"007"'), ("d", "1.10")):
        write_project(f"in/{name}.yaml", name, id=typed)
    assert batch("in", "-o", "uit") == 0
    assert [each["key"] for each in results()] == ["2026001", "007", "007~2", "1.10"]
    assert [each["project"]["id"] for each in results()] == ["2026001", "007", "007", "1.10"]
    assert [row["Nummer van de aanvraag"] for row in table("uit/portfolio.csv")] == ["2026001", "'007", "'007", "'1.10"]


def test_every_file_has_its_place_in_the_manifest() -> None:
    """What was scored, rejected or passed over, each with its digest; every file that was made; and nothing of here."""
    write_project("in/a.yaml", "A")
    Path("in/fout.yaml").write_text("format: x\n")
    Path("in/begroting.pdf").write_bytes(b"%PDF-1.7")
    Path("in/._a.yaml").write_text("x")
    Path("in/ronde.yaml").write_text(ROUND)
    assert batch("in", "-o", "uit", "--round", "in/ronde.yaml", "-f", "html") == 2
    found = manifest()
    head = ["format", "tool_version", "rubric", "round", "profile", "command"]
    assert list(found) == [*head, "used", "inputs", "assessments", "outputs"]
    assert found["assessments"] == []
    assert found["format"] == "verbetertool-manifest/1"
    assert found["round"]["name"] == "Kansen 2027"
    assert found["profile"]["goals"] == ["betaald-werk"]
    assert found["command"] == "verbetertool batch in --round in/ronde.yaml -f html"
    assert {each["path"]: each["outcome"] for each in found["inputs"]} == {
        "a.yaml": "scored",
        "fout.yaml": "rejected",
        "begroting.pdf": "passed_over",
        "._a.yaml": "passed_over",
        "ronde.yaml": "passed_over",
    }
    assert all(len(each["sha256"]) == 64 for each in found["inputs"])
    assert [each["path"] for each in found["inputs"] if each["reason"] is None] == ["a.yaml"]
    made = {str(path.relative_to("uit")) for path in Path("uit").rglob("*") if path.is_file()}
    assert {each["path"] for each in found["outputs"]} == made - {"manifest.json", ".verbetertool-batch"}
    assert str(Path.cwd()) not in Path("uit/manifest.json").read_text(encoding="utf-8")


def test_what_programs_keep_is_on_record_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """Every file in the folder has its row; what no person sent is not counted, named or sent back, nor compared."""
    write_project("in/1/aanvraag.yaml", "A")
    kept = [".DS_Store", "1/.aanvraag.yaml.lock", "1/aanvraag.yaml~", "1/~$bijlage.docx", "Thumbs.db", "desktop.ini"]
    for name in (*kept, ".git/config", "__MACOSX/1/._aanvraag.yaml"):
        Path("in", name).parent.mkdir(parents=True, exist_ok=True)
        Path("in", name).write_text("x")
    assert batch("in", "-o", "uit") == 0
    said = capsys.readouterr()
    assert "1 project beoordeeld, 0 bestanden apart gezet." in said.out
    assert "Thumbs" not in said.out + said.err
    found = {each["path"]: each for each in manifest()["inputs"]}
    assert found.keys() == {"1/aanvraag.yaml", ".git", "__MACOSX", *kept}
    for path in (*kept, ".git", "__MACOSX"):
        each = found[path]
        assert (each["outcome"], each["key"]) == ("passed_over", path)
        assert each["reason"] == "van een programma of van het systeem"
        assert (each["sha256"] is None) == Path("in", path).is_dir()
    assert table("uit/errors.csv") == []
    assert not Path("uit/terug").exists()
    Path("in/.DS_Store").write_text("y")
    Path("in/Thumbs.db").unlink()
    Path("in/1/.DS_Store").write_text("y")
    assert batch("--verify", "uit") == 0


def test_verify(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing changed is exit code 0; whatever changed, went or came is named, exit code 1."""
    for name in "abc":
        write_project(f"in/{name}.yaml", name)
    assert batch("in", "-o", "uit") == 0
    assert batch("--verify", "uit") == 0
    Path("in/a.yaml").write_bytes(Path("in/a.yaml").read_bytes() + b"# x\n")
    Path("in/b.yaml").unlink()
    write_project("in/d.yaml")
    Path("uit/portfolio.html").write_text("anders")
    Path("uit/rapporten/c.md").unlink()
    Path("uit/eigen-notitie.txt").write_text("mag")
    capsys.readouterr()
    assert batch("--verify", "uit") == 1
    assert capsys.readouterr().out.splitlines() == [
        "Aanvraag veranderd: a.yaml",
        "Aanvraag weg: b.yaml",
        "Aanvraag erbij gekomen: d.yaml",
        "Uitkomst veranderd: portfolio.html",
        "Uitkomst weg: rapporten/c.md",
    ]
    shutil.move("in", "archief")
    assert batch("--verify", "uit", "archief") == 1
    assert "Aanvraag veranderd: a.yaml" in capsys.readouterr().out
    assert batch("--verify", "in") == 2
    assert batch("--verify", "archief") == 2


def test_verify_names_what_was_added(capsys: pytest.CaptureFixture[str]) -> None:
    """Between what only the tool makes; files of a person or of the system elsewhere, and letters, are none of it."""
    write_project("in/a.yaml", "A", goals="[opleiding]")
    Path("in/fout.yaml").write_text("format: x\n")
    assert batch("in", "-o", "uit") == 2
    assert guarded(["letters", "uit", "-f", "html"], run) == 0
    assert guarded(["memo", "uit", "--keys", "a.yaml", "-f", "html"], run) == 0
    for name in ("notitie.txt", "mijn/notitie.txt", "rapporten/.DS_Store", "groepen/Thumbs.db"):
        Path("uit", name).parent.mkdir(exist_ok=True)
        Path("uit", name).write_text("x")
    assert batch("--verify", "uit") == 0
    added = ["groepen/x.html", "overeenstemming/x.yaml", "rapporten/b.html", "rapporten/map/c.json", "terug/b.html"]
    for name in added:
        Path("uit", name).parent.mkdir(exist_ok=True)
        Path("uit", name).write_text("x")
    capsys.readouterr()
    assert batch("--verify", "uit") == 1
    assert sorted(capsys.readouterr().out.splitlines()) == [f"Uitkomst erbij gekomen: {name}" for name in added]


def test_a_manifest_is_what_its_schema_says() -> None:
    """One with everything in it, and one of before; not one with a key, a role or a digest that there is not."""
    write_project("in/a.yaml", "A")
    write_project("oordeel/a.yaml", "A")
    Path("oordeel/a.yaml").write_text(
        Path("oordeel/a.yaml").read_text().replace("\nanswers:", "\naudit: {assessor: true}\nanswers:", 1)
    )
    Path("in/fout.yaml").write_text("format: x\n")
    Path("in/plan.pdf").write_bytes(b"%PDF-1.7")
    Path("ronde.yaml").write_text(ROUND.replace("profile: {", "profile: {ages: {from: 16}, "))
    assert batch("in", "-o", "vorig") == 2
    arguments = ("--round", "ronde.yaml", "--assessments", "oordeel", "--since", "vorig/results.jsonl")
    assert batch("in", "-o", "uit", *arguments) == 2
    schema, found = schema_of("manifest", load_rubric()), manifest()
    assert found["used"]
    assert found["assessments"]
    jsonschema.validate(found, schema)
    jsonschema.validate({key: value for key, value in found.items() if key not in ("used", "assessments")}, schema)
    used, came_in = found["used"][0], found["inputs"][0]
    broken: list[dict[str, Any]] = [
        {"format": "verbetertool-manifest/2"},
        {"extra": 1},
        {"inputs": None},
        {"inputs": [{**came_in, "outcome": "lost"}]},
        {"inputs": [{**came_in, "sha256": "abc"}]},
        {"outputs": [{"path": "a", "sha256": None}]},
        {"used": [{**used, "role": "notes"}]},
        {"assessments": [{"path": "a"}]},
    ]
    for change in broken:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**found, **change}, schema)
        Path("uit/manifest.json").write_text(json.dumps({**found, **change}))
        assert batch("--verify", "uit") == 2


def test_a_manifest_that_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody changed it: that is something else than that there is none."""
    write_project("in/a.yaml", "A")
    assert batch("in", "-o", "uit") == 0
    Path("uit/manifest.json").write_text("{")
    for command in (["batch", "--verify", "uit"], ["letters", "uit"], ["memo", "uit", "--keys", "a.yaml"]):
        capsys.readouterr()
        assert guarded(command, run) == 2
        assert "«uit/manifest.json» is veranderd of stuk" in capsys.readouterr().err
    assert batch("in", "-o", "uit") == 0
    assert batch("--verify", "uit") == 0


def test_a_file_of_the_funder_with_two_roles_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Last year's results, which both `--since` and `--not-worse-than` read."""
    write_project("in/a.yaml", "A", "{vaste-begeleider: 2}")
    assert batch("in", "-o", "vorig") == 0
    arguments = ("--since", "vorig/results.jsonl", "--not-worse-than", "vorig/results.jsonl")
    assert batch("in", "-o", "uit", *arguments) == 0
    with Path("vorig/results.jsonl").open("a") as file:
        file.write("\n")
    capsys.readouterr()
    assert batch("--verify", "uit") == 1
    said = capsys.readouterr()
    assert said.out == "Bestand van de financier veranderd: vorig/results.jsonl\n"
    assert "1 verschil met manifest.json." in said.err


def test_what_the_funder_used_is_on_record(capsys: pytest.CaptureFixture[str]) -> None:
    """The file about the round, what it names, and earlier results: each with its digest, which --verify compares."""
    write_project("in/a.yaml", "A", "{vaste-begeleider: 2}", goals="[betaald-werk]")
    assert batch("in", "-o", "vorig") == 0
    Path("bestek").mkdir()
    Path("bestek/ronde.yaml").write_text("round: {name: X}\nprofile: p.yaml\nstyle: stijl.css\n")
    Path("bestek/p.yaml").write_text("goals: [betaald-werk]\n")
    Path("bestek/stijl.css").write_text(":root { --font: Arial; }\n")
    shutil.copy("vorig/results.jsonl", "in/vorig.jsonl")
    arguments = ("--round", "bestek/ronde.yaml", "--since", "in/vorig.jsonl", "--not-worse-than", "in/vorig.jsonl")
    assert batch("in", "-o", "uit", *arguments) == 0
    found = manifest()
    assert [(each["role"], each["path"]) for each in found["used"]] == [
        ("round", "bestek/ronde.yaml"),
        ("profile", "bestek/p.yaml"),
        ("style", "bestek/stijl.css"),
        ("since", "in/vorig.jsonl"),
        ("not_worse_than", "in/vorig.jsonl"),
    ]
    assert all(each["sha256"] == sha256(Path(each["path"]).read_bytes()).hexdigest() for each in found["used"])
    assert {each["path"]: each["outcome"] for each in found["inputs"]} == {
        "a.yaml": "scored",
        "vorig.jsonl": "passed_over",
    }
    assert batch("--verify", "uit") == 0
    shutil.move("bestek", "archief")
    capsys.readouterr()
    assert batch("--verify", "uit") == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"Bestand van de financier weg: bestek/{name}" for name in ("ronde.yaml", "p.yaml", "stijl.css")
    ]
    assert "--round archief/ronde.yaml" in said.err
    assert batch("--verify", "uit", "--round", "archief/ronde.yaml") == 0
    Path("archief/p.yaml").write_text("goals: [opleiding]\n")
    Path("in/vorig.jsonl").write_text("{}")
    capsys.readouterr()
    assert batch("--verify", "uit", "--round", "archief/ronde.yaml") == 1
    assert capsys.readouterr().out.splitlines() == [
        "Aanvraag veranderd: vorig.jsonl",
        "Bestand van de financier veranderd: archief/p.yaml",
    ]
    shutil.copy("vorig/results.jsonl", "in/vorig.jsonl")
    assert batch("--verify", "uit", "--round", "archief/ronde.yaml", "--profile", "archief/stijl.css") == 1


def test_files_of_the_funder_between_those_of_applicants() -> None:
    """A profile that the file about the round names is no submission, wherever it stands."""
    write_project("in/a.yaml", "A")
    Path("in/ronde.yaml").write_text("round: {name: X}\nprofile: p.yaml\n")
    Path("in/p.yaml").write_text("goals: [betaald-werk]\n")
    assert batch("in", "-o", "uit", "--round", "in/ronde.yaml") == 0
    assert len(results()) == 1
    assert not Path("uit/terug").exists()
    assert batch("--verify", "uit") == 0
    shutil.move("in", "archief")
    assert batch("archief", "--verify", "uit", "--round", "archief/ronde.yaml") == 0


def test_what_is_no_regular_file_has_no_digest() -> None:
    """A pipe has no content to make one of."""
    write_project("in/a.yaml")
    os.mkfifo("in/pijp.yaml")
    assert batch("in", "-o", "uit") == 2
    assert {each["path"]: each["sha256"] for each in manifest()["inputs"]}["pijp.yaml"] is None


def test_a_manifest_of_before() -> None:
    """It has no files of the funder and none of assessors, and is verified without them."""
    write_project("in/a.yaml", "A")
    Path("ronde.yaml").write_text(ROUND)
    assert batch("in", "-o", "uit", "--round", "ronde.yaml") == 0
    found = manifest()
    before = {key: value for key, value in found.items() if key not in ("used", "assessments")}
    Path("uit/manifest.json").write_text(json.dumps(before))
    Path("ronde.yaml").unlink()
    assert batch("--verify", "uit") == 0


def test_another_round_is_not_mixed_in(capsys: pytest.CaptureFixture[str]) -> None:
    """Another profile, other formats: both are said, and nothing changes; also where the first round was stopped."""
    write_project("in/a.yaml")
    Path("p.yaml").write_text("goals: [betaald-werk]\n")
    assert batch("in", "-o", "uit") == 0
    before = bytes_of(Path("uit"))
    assert batch("in", "-o", "uit", "--profile", "p.yaml", "-f", "md") == 2
    err = capsys.readouterr().err
    assert "ander profiel (-, en nu goals betaald-werk)" in err
    offered = ", ".join(name for name, format in FORMATS.items() if format.in_batch)
    assert f"andere vormen ({offered}, en nu md, json)" in err
    assert bytes_of(Path("uit")) == before
    Path("uit/manifest.json").unlink()
    assert batch("in", "-o", "uit", "--profile", "p.yaml", "--resume") == 2
    assert batch("in", "-o", "uit") == 0
    assert bytes_of(Path("uit")) == before


def test_another_rubric_is_not_mixed_in(capsys: pytest.CaptureFixture[str]) -> None:
    """The refusal says both versions, and both digests, since a version can stay where its texts don't."""
    write_project("in/a.yaml")
    assert batch("in", "-o", "uit") == 0
    rubric = load_rubric()
    shutil.copytree(builtin_rubrics() / rubric.id, "rubriek")  # type: ignore[arg-type] # a folder in a checkout
    about = Path("rubriek/rubric.yaml")
    about.write_text(
        about.read_text(encoding="utf-8").replace(f"version: {rubric.version}", "version: 99.0.0"), encoding="utf-8"
    )
    assert batch("in", "-o", "uit", "--rubric", "rubriek") == 2
    was, now = f"versie {rubric.version} met code {rubric.digest[:12]}", "en nu versie 99.0.0 met code "
    assert f"({was}, {now}{load_rubric('rubriek').digest[:12]})" in capsys.readouterr().err


def test_force_takes_away_only_what_we_made() -> None:
    """The files of a person stay, and a report that a person changed; nothing else of the other round does."""
    for name in "ab":
        write_project(f"in/{name}.yaml", name)
    assert batch("in", "-o", "uit") == 0
    Path("uit/notitie.txt").write_text("van mij")
    Path("uit/rapporten/b.md").write_text(
        Path("uit/rapporten/b.md").read_text(encoding="utf-8") + "Ik vind dit goed.\n"
    )
    Path("in/b.yaml").unlink()
    assert batch("in", "-o", "uit", "-f", "html", "--force") == 0
    left = {str(path.relative_to("uit")) for path in Path("uit/rapporten").iterdir()}
    assert left == {"rapporten/a.html", "rapporten/a.json", "rapporten/b.md"}
    assert Path("uit/notitie.txt").read_text() == "van mij"


@pytest.mark.parametrize(
    "named", ["../van-mij.json", "{here}/van-mij.json", "rapporten/../../van-mij.json", "eigen.txt"]
)
def test_force_trusts_no_manifest(named: str) -> None:
    """A manifest or a journal that somebody changed makes us take away nothing elsewhere, and nothing of a person."""
    write_project("in/a.yaml")
    assert batch("in", "-o", "uit") == 0
    path = Path("uit", named.format(here=Path.cwd()))
    path.write_bytes(Path("uit/rapporten/a.json").read_bytes())
    found = manifest()
    found["outputs"].append({"path": named.format(here=Path.cwd()), "sha256": sha256(path.read_bytes()).hexdigest()})
    Path("uit/manifest.json").write_text(json.dumps(found))
    with Path("uit/.verbetertool-batch").open("a") as journal:
        journal.write(f"../../van-mij {'0' * 64}\n")
    assert batch("in", "-o", "uit", "-f", "html", "--force") == 0
    assert path.is_file()


def test_a_round_is_named_everywhere() -> None:
    """Its name, closing date and whom to ask stand on the portfolio, the reports and the pages to send back."""
    write_project("in/a.yaml", "A")
    Path("in/fout.yaml").write_text("format: verbetertool/1\nrubric: jongeren-naar-werk\nproject:\n\tname: x\n")
    Path("ronde.yaml").write_text(ROUND)
    assert batch("in", "-o", "uit", "--round", "ronde.yaml") == 2
    for name in ("portfolio.html", "rapporten/a.html", "terug/fout.html"):
        page = Path("uit", name).read_text(encoding="utf-8")
        assert "Kansen 2027" in page, name
        assert "31 januari 2027" in page, name
        assert "subsidies@voorbeeld.nl" in page, name
    page = Path("uit/portfolio.html").read_text(encoding="utf-8")
    assert results()[0]["rubric"]["digest"] in page
    assert "Betaald werk" in page
    back = Path("uit/terug/fout.html").read_text(encoding="utf-8")
    assert "uiterlijk 31 januari 2027" in back
    assert "name: x" in back
    # The profile of the file holds, and one that is given beside it goes before it.
    Path("p.yaml").write_text("goals: [opleiding]\n")
    assert batch("in", "-o", "uit2", "--round", "ronde.yaml", "--profile", "p.yaml") == 2
    assert results("uit2/results.jsonl")[0]["project"]["goals"] == ["opleiding"]


def test_notes_leave_the_own_report_only_when_asked() -> None:
    """No note, evidence or reason stands in the results; whether there was evidence still shows."""
    answers = (
        "{vaste-begeleider: {level: 3, note: geheim N, evidence: [geheim E, geheim F]}, "
        "jobcarving: {not_applicable: geheim R}}"
    )
    write_project("in/a.yaml", "A", answers)
    Path("p.yaml").write_text("goals: [betaald-werk]\n")
    assert batch("in", "-o", "uit", "--profile", "p.yaml") == 0
    for name in ("results.jsonl", "results.eigen-profiel.jsonl", "antwoorden.csv", "manifest.json"):
        assert "geheim" not in Path("uit", name).read_text(encoding="utf-8"), name
    assert Path("uit/rapporten/a.json").read_text(encoding="utf-8").count("geheim") == 4
    element = next(each for each in results()[0]["elements"] if each["id"] == "vaste-begeleider")
    assert (element["note"], len(element["evidence"])) == (None, 2)
    row = next(each for each in table("uit/antwoorden.csv") if each["element"] == "vaste-begeleider")
    assert (row["evidence"], row["note_length"], row["level"]) == ("yes", "8", "3")
    assert batch("in", "-o", "uit", "--profile", "p.yaml", "--notes", "--resume") == 0
    assert Path("uit/results.jsonl").read_text(encoding="utf-8").count("geheim") == 4


def test_answers_for_analysis() -> None:
    """A row per project and element, as in the result; a count never is a date; points lost add up."""
    write_project("in/a.yaml", "A", "{maatwerk: 1/2, vaste-begeleider: 1, peers: unknown}")
    assert batch("in", "-o", "uit") == 0
    rows = table("uit/antwoorden.csv")
    [document] = results()
    assert [row["element"] for row in rows] == [each["id"] for each in document["elements"]]
    reading = document["score"]["reported"]
    assert sum(int(row["points_lost"]) for row in rows) == reading["possible"] - reading["earned"]
    by_id = {row["element"]: row for row in rows}
    assert by_id["maatwerk"]["count"] == "1 van 2"
    assert (by_id["peers"]["status"], by_id["peers"]["level"]) == ("unknown", "")


def test_a_remark_about_a_personal_detail(capsys: pytest.CaptureFixture[str]) -> None:
    """`check` names the line and what it seems to be; in a round it is a question to the applicant."""
    write_project("in/a.yaml", "A", "{vaste-begeleider: {level: 2, note: Bel Jan op 06-12345678}}")
    assert guarded(["check", "in/a.yaml"], run) == 0
    assert "lijkt op een telefoonnummer" in capsys.readouterr().out
    assert batch("in", "-o", "uit") == 0
    assert [signal["kind"] for signal in results()[0]["signals"]] == ["personal_data"]
    assert "12345678" not in Path("uit/portfolio.html").read_text(encoding="utf-8")


def test_why_nothing_can_be_compared(capsys: pytest.CaptureFixture[str]) -> None:
    """Projects of different profiles are alone in their groups: the end says so, and names the option."""
    for goal in ("betaald-werk", "opleiding", "veranderproces"):
        write_project(f"in/{goal}.yaml", goal, goals=f"[{goal}]")
    assert batch("in", "-o", "uit") == 0
    assert "Van de 3 projecten staan er 3 alleen" in capsys.readouterr().err
    assert "met geen ander te vergelijken" in Path("uit/portfolio.html").read_text(encoding="utf-8")
    Path("p.yaml").write_text("goals: [betaald-werk]\n")
    assert batch("in", "-o", "uit2", "--profile", "p.yaml") == 0
    assert "alleen" not in capsys.readouterr().err


def test_a_question_to_many_is_folded() -> None:
    """Ten projects stand under a question, the others behind a fold with their number."""
    for number in range(13):
        levels = "{" + ", ".join(f"{id}: 3" for id in ("vaste-begeleider", "maatwerk", "peers", "mindset")) + "}"
        write_project(f"in/{number:02}.yaml", f"Project {number}", levels.replace("}", ", zelfvertrouwen: 3}"))
    assert batch("in", "-o", "uit") == 0
    page = Path("uit/portfolio.md").read_text(encoding="utf-8")
    assert "(13)" in page.partition("## Vragen aan aanvragers")[2]
    with Path("uit/portfolio.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert len(list(csv.reader(lines, delimiter=";"))) == 14


def test_rubbish_in_the_place_of_a_round(capsys: pytest.CaptureFixture[str]) -> None:
    """Its problems are reported with their line, exit code 2, and nothing is made."""
    write_project("in/a.yaml")
    for text in ("", "[]", "round: x", "round: {naam: x}", "round: {name: x, closing_date: 31-1-2027}", "goals: []"):
        Path("ronde.yaml").write_text(text)
        assert batch("in", "-o", "uit", "--round", "ronde.yaml") == 2, text
        assert "ronde.yaml" in capsys.readouterr().err
    Path("ronde.yaml").write_text("round: {name: x}\nstyle: weg.css\nprofile: weg.yaml\n")
    assert batch("in", "-o", "uit", "--round", "ronde.yaml") == 2
    assert not Path("uit").exists()


def test_the_tables_call_a_project_by_its_key() -> None:
    """By its number behind its name, and by its path where two projects have one name; so does a report of a round."""
    write_project("in/2026-001/a.yaml", "Samen")
    write_project("in/2026-002/a.yaml", "Samen")
    write_project("in/2026-003/a.yaml", "Met nummer")
    numbered = Path("in/2026-003/a.yaml")
    numbered.write_text(numbered.read_text(encoding="utf-8").replace("project:\n", "project:\n  id: A-17\n"))
    write_project("in/2026-004/a.yaml", "Alleen")
    assert batch("in", "-o", "uit") == 0
    page = Path("uit/portfolio.md").read_text(encoding="utf-8")
    for name in ("(2026-001/a.yaml)", "(2026-002/a.yaml)", "(A-17)"):
        assert page.count(name) >= 2, name
    assert "(2026-004/a.yaml)" not in page
    reports = {path.name: path.read_text(encoding="utf-8") for path in Path("uit/rapporten").glob("*.md")}
    assert "Kenmerk in deze ronde: 2026\\-004/a.yaml" in reports["2026-004-a.md"]
    assert "Kenmerk in deze ronde" not in reports["a-17.md"]


def test_a_group_shares_what_the_funder_fixed() -> None:
    """Whatever the applicants chose themselves."""
    for name in "ab":
        write_project(f"in/{name}.yaml", name)
    Path("p.yaml").write_text("goals: [betaald-werk]\n")
    assert batch("in", "-o", "uit", "--profile", "p.yaml") == 0
    page = Path("uit/portfolio.md").read_text(encoding="utf-8")
    assert "Doelen: Betaald werk; " in page
    assert "alle, of niet ingevuld" not in page


def test_a_part_says_how_much_it_leaves_out() -> None:
    """The page about a part counts what came in, and what does not belong to it."""
    write_project("in/a.yaml", "A")
    text = Path("in/a.yaml").read_text(encoding="utf-8")
    Path("in/b.yaml").write_text(text.replace("project:\n", "project:\n  goals: [opleiding]\n"), encoding="utf-8")
    Path("in/c.yaml").write_text(text.replace("project:\n", "project:\n  goals: [betaald-werk]\n"), encoding="utf-8")
    assert batch("in", "-o", "uit", "--where", "goals=opleiding") == 0
    page = Path("uit/portfolio.md").read_text(encoding="utf-8")
    assert "Ingediend: 3. Beoordeeld: 3. Apart gezet: 0. Hier staan 2 projecten. 1 ander project hoort niet bij" in page


def test_priorities_stand_on_the_page() -> None:
    """By their titles, or in the words of the funder."""
    write_project("in/a.yaml", "A")
    Path("ronde.yaml").write_text(ROUND + "priorities: [betaald-werk, dicht bij huis]\n")
    assert batch("in", "-o", "uit", "--round", "ronde.yaml") == 0
    assert "Prioriteiten: Betaald werk; dicht bij huis" in Path("uit/portfolio.md").read_text(encoding="utf-8")
