"""A round with assessors from outside: side by side, how far they agree, and a file to agree in."""

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_batch import batch, write_project
from tests.cli.test_letters import words
from verbetertool import load_answers, load_rubric
from verbetertool.model.project import Answered, Unanswered

RUBRIC = load_rubric()


def judge(path: str, answers: str, **fields: str) -> None:
    """The file of an assessor."""
    write_project(path, "Zoals de beoordelaar het noemt", answers, **fields)
    text = Path(path).read_text(encoding="utf-8")
    Path(path).write_text(text.replace("\nanswers:", "\naudit: {assessor: true}\nanswers:", 1), encoding="utf-8")


def agreement() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("uit/beoordelaars.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three projects; one with two assessors by its path, one with two by its number, one with none."""
    monkeypatch.chdir(tmp_path)
    write_project("in/a.yaml", "Alfa", "{vaste-begeleider: 4, maatwerk: 3, peers: 1}")
    write_project("in/b.yaml", "Beta", "{vaste-begeleider: 2}", id='"2027-1"')
    write_project("in/c.yaml", "Gamma", "{vaste-begeleider: 2}")
    judge("oordeel/jan/a.yaml", "{vaste-begeleider: {level: 1, note: wisselt vaak}, maatwerk: 3}")
    judge("oordeel/eva/a.yaml", "{vaste-begeleider: {level: 3, note: steeds dezelfde}, maatwerk: 3, peers: unknown}")
    judge("oordeel/eva/x.yaml", "{vaste-begeleider: 2}", id='"2027-1"')
    judge("oordeel/jan/y.yaml", "{vaste-begeleider: 2}", id='"2027-1"')
    judge("oordeel/jan/vreemd.yaml", "{vaste-begeleider: 2}", id='"2099"')
    return tmp_path


def test_side_by_side_in_data_and_on_a_page() -> None:
    """Levels, disputes, whom nobody assessed, and files of no project; all of it in the manifest."""
    assert batch("in", "-o", "uit", "--assessments", "oordeel") == 0
    found = agreement()
    assert found["format"] == "verbetertool-agreement/1"
    first, second = found["projects"]
    assert (first["key"], first["files"]) == ("a.yaml", ["eva/a.yaml", "jan/a.yaml"])
    assert (second["key"], second["files"]) == ("2027-1", ["eva/x.yaml", "jan/y.yaml"])
    levels = {each["id"]: (each["own"], each["assessors"]) for each in first["elements"]}
    assert levels["vaste-begeleider"] == (4, [3, 1])
    assert levels["peers"] == (1, [None, None])
    assert [each["id"] for each in first["disputes"]] == ["vaste-begeleider"]
    assert found["without"] == ["c.yaml"]
    assert found["unknown"] == ["2099"]
    assert [each["kappa"] for each in found["contexts"]] == [None] * len(RUBRIC.contexts)
    assert found["scores"]["projects"] == 2
    assert found["own"][0] == {"id": "vaste-begeleider", "pairs": 4, "higher": 2, "lower": 0}
    page = words("uit/beoordelaars.html")
    assert "Alfa" in page
    assert "Van geen project in deze ronde: 2099." in page
    made = {each["path"] for each in json.loads(Path("uit/manifest.json").read_text(encoding="utf-8"))["outputs"]}
    assert {"beoordelaars.json", "beoordelaars.html", "overeenstemming/a.yaml"} <= made
    assert batch("--verify", "uit") == 0


def test_their_files_are_on_record(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its project and digest; --verify names one that changed, is gone or came, also in another place."""
    Path("oordeel/jan/aantekeningen.pdf").write_bytes(b"%PDF-1.7")
    assert batch("in", "-o", "uit", "--assessments", "oordeel") == 0
    record = json.loads(Path("uit/manifest.json").read_text(encoding="utf-8"))["assessments"]
    assert [(each["path"], each["key"], each["outcome"]) for each in record] == [
        ("eva/a.yaml", "a.yaml", "scored"),
        ("eva/x.yaml", "2027-1", "scored"),
        ("jan/a.yaml", "a.yaml", "scored"),
        ("jan/aantekeningen.pdf", "jan/aantekeningen.pdf", "passed_over"),
        ("jan/vreemd.yaml", "2099", "passed_over"),
        ("jan/y.yaml", "2027-1", "scored"),
    ]
    for each in record:
        assert each["sha256"] == sha256(Path("oordeel", each["path"]).read_bytes()).hexdigest()
        assert (each["reason"] is None) == (each["outcome"] == "scored")
    assert batch("--verify", "uit") == 0
    Path("oordeel/eva/a.yaml").write_bytes(Path("oordeel/eva/a.yaml").read_bytes() + b"# x\n")
    Path("oordeel/jan/a.yaml").unlink()
    judge("oordeel/jan/c.yaml", "{vaste-begeleider: 2}")
    for where in ((), ("--assessments", "elders")):
        if where:
            shutil.move("oordeel", "elders")
        capsys.readouterr()
        assert batch("--verify", "uit", *where) == 1
        assert capsys.readouterr().out.splitlines() == [
            "Oordeel veranderd: eva/a.yaml",
            "Oordeel weg: jan/a.yaml",
            "Oordeel erbij gekomen: jan/c.yaml",
        ]


def test_their_folder_between_the_submissions() -> None:
    """What stands in it is no submission."""
    shutil.move("oordeel", "in/oordeel")
    assert batch("in", "-o", "uit", "--assessments", "in/oordeel") == 0
    found = json.loads(Path("uit/manifest.json").read_text(encoding="utf-8"))
    assert [each["path"] for each in found["inputs"]] == ["a.yaml", "b.yaml", "c.yaml"]
    assert len(found["assessments"]) == 5
    assert batch("--verify", "uit") == 0


def test_a_round_without_them_after_one_with_them() -> None:
    """What was said of them goes; the files to agree in are for people, and stay."""
    assert batch("in", "-o", "uit", "--assessments", "oordeel") == 0
    assert batch("in", "-o", "uit") == 0
    assert not list(Path("uit").glob("beoordelaars.*"))
    assert Path("uit/overeenstemming/a.yaml").exists()
    Path("uit/beoordelaars.json").write_text('{"van": "mij"}')
    assert batch("in", "-o", "uit") == 0
    assert Path("uit/beoordelaars.json").exists()


def test_a_link_out_of_their_folder(capsys: pytest.CaptureFixture[str]) -> None:
    """It is not opened, as in a folder of submissions."""
    judge("geheim.yaml", "{vaste-begeleider: 2}")
    Path("oordeel/jan/c.yaml").symlink_to(Path("geheim.yaml").resolve())
    assert batch("in", "-o", "uit", "--assessments", "oordeel") == 2
    assert "koppeling naar een bestand buiten deze map" in capsys.readouterr().err


def test_a_file_to_agree_in(capsys: pytest.CaptureFixture[str]) -> None:
    """What both say stands in it; of the rest both answers with their notes, and room for the choice. It is kept."""
    assert batch("in", "-o", "uit", "--assessments", "oordeel") == 0
    path = Path("uit/overeenstemming/a.yaml")
    answers = load_answers(path, RUBRIC)
    assert answers.assessor
    assert answers.project.name == "Alfa"
    given = answers.answers["maatwerk"]
    assert isinstance(given, Answered)
    assert given.level == 3
    open_ = answers.answers["vaste-begeleider"]
    assert isinstance(open_, Unanswered)
    assert open_.note == "Beoordelaar 1: niveau 3. steeds dezelfde\nBeoordelaar 2: niveau 1. wisselt vaak"
    path.write_text(path.read_text(encoding="utf-8") + "# besproken\n", encoding="utf-8")
    capsys.readouterr()
    assert batch("in", "-o", "uit", "--assessments", "oordeel") == 0
    assert "overeenstemming/a.yaml" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8").endswith("# besproken\n")
    assert batch("--verify", "uit") == 0


def test_the_profile_of_the_project_counts() -> None:
    """An assessor is asked what the project is asked, whatever profile stands in the assessor's file."""
    write_project("in/a.yaml", "Alfa", "{vaste-begeleider: 3}", goals="[betaald-werk]", phases="[begeleiden]")
    judge("een/a.yaml", "{vaste-begeleider: 3}", goals="[opleiding]", phases="[leren, nazorg]")
    assert batch("in/a.yaml", "-o", "uit", "--assessments", "een") == 0
    [project] = agreement()["projects"]
    assert project["own"] == project["scores"][0]
    assert project["disputes"] == []
    assert not Path("uit/overeenstemming").exists()


def test_what_is_no_assessment_stops_no_round(capsys: pytest.CaptureFixture[str]) -> None:
    """Every such file is named with its problem, in the manifest too; the round and what others said are there."""
    write_project("oordeel/gewoon.yaml")
    Path("oordeel/stuk.yaml").write_text("a: [\n")
    judge("geheim.yaml", "{vaste-begeleider: 2}")
    Path("oordeel/jan/c.yaml").symlink_to(Path("geheim.yaml").resolve())
    pytest.importorskip("openpyxl").Workbook().save("oordeel/begroting.xlsx")
    assert batch("in", "-o", "uit", "--assessments", "oordeel") == 2
    err = capsys.readouterr().err
    assert "3 bestanden van beoordelaars tellen niet mee:\n" in err
    assert "oordeel/gewoon.yaml: fout: Dit is geen bestand van een beoordelaar." in err
    assert "oordeel/stuk.yaml:2" in err
    assert "oordeel/jan/c.yaml: fout: Dit is een koppeling naar een bestand buiten deze map" in err
    assert [each["key"] for each in agreement()["projects"]] == ["a.yaml", "2027-1"]
    record = json.loads(Path("uit/manifest.json").read_text(encoding="utf-8"))["assessments"]
    outcomes = {each["path"]: (each["outcome"], each["reason"], each["sha256"] is None) for each in record}
    assert outcomes["gewoon.yaml"] == ("rejected", "Dit is geen bestand van een beoordelaar.", False)
    assert outcomes["stuk.yaml"][0] == outcomes["jan/c.yaml"][0] == "rejected"
    assert outcomes["jan/c.yaml"][2]
    assert outcomes["begroting.xlsx"][0] == "passed_over"
    assert len(record) == 9
    assert batch("--verify", "uit") == 0


def test_a_folder_without_any_assessment_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """All of its files are named, and nothing is made."""
    write_project("leeg/gewoon.yaml")
    Path("leeg/stuk.yaml").write_text("a: [\n")
    assert batch("in", "-o", "uit", "--assessments", "leeg") == 2
    err = capsys.readouterr().err
    assert "gewoon.yaml" in err
    assert "stuk.yaml" in err
    assert batch("in", "-o", "uit", "--assessments", "weg") == 2
    assert not Path("uit").exists()
