"""The commands `form` and `import`, and forms in the place of answer files."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_commands import FILLED, command
from tests.workbooks import cell_of, save
from verbetertool import load_answers, load_rubric
from verbetertool.model.project import Answered

OTHERS = ("Start", "Project", "Wat werkt niet", "Plan")
"""The sheets that are no context."""
GUIDE = ("vaste-begeleider", "Antwoord")
EXPORT = (
    "Tijdstempel;Naam van het project;Doelgroep;Heeft elke jongere een vaste begeleider, één aanspreekpunt?;"
    "Toelichting;Peers;Brieven en oproepen;E-mail\r\n"
    '23-11-2026 14:05;Eén;"Jongeren met een licht verstandelijke beperking, Jongeren buiten beeld";3;'
    '"Goed,\r\nmet noot";Bijna altijd;Soms;a@b.nl\r\n'
    "2026-11-24;;;4;;2;;\r\n"
    ";;;;;;;\r\n"
    "24-11-2026;Twee;lvb;34 van 40;;n.v.t.;nooit;\r\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def book(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def ids(path: Path) -> list[str]:
    """The ids in the first column of the sheets with questions."""
    sheets = [sheet for sheet in book(path).worksheets if sheet.title not in OTHERS]
    return [str(sheet.cell(row, 1).value) for sheet in sheets for row in range(2, sheet.max_row + 1)]


def test_a_form_has_every_question(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sheet per context in the order of the rubric, the levels before the answer, the columns by their headings."""
    assert command("form", "-f", "xlsx", "-o", "f.xlsx") == 0
    assert capsys.readouterr().err == "Formulier: f.xlsx\n"
    rubric = load_rubric()
    sheets = book(folder / "f.xlsx")
    titles = [context.title[:31] for context in rubric.contexts]
    assert sheets.sheetnames == ["Start", "Project", *titles, "Wat werkt niet", "Plan"]
    parts = [[each.id for each in rubric.elements if each.context == context.id] for context in rubric.contexts]
    assert ids(folder / "f.xlsx") == [id for part in parts for id in part]
    sheet = sheets["Onderwijs"]
    headings = [cell.value for cell in sheet[1]]
    assert headings[:2] == ["id", "Vraag"]
    assert headings[-6:] == ["Antwoord", "Telling", "Toelichting", "Onderbouwing", "Reden", "Wat telt mee"]
    element = next(each for each in rubric.elements if each.context == "onderwijs")
    row = [cell.value for cell in sheet[2]]
    assert row[:2] == [element.id, element.question]
    assert set(rubric.level_texts(element)) <= set(row[: headings.index("Antwoord")])
    assert sheet.column_dimensions["A"].hidden
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert (sheet.cell(2, 1).protection.locked, sheet.cell(2, 9).protection.locked) == (True, False)
    assert [cell.value for cell in sheets["Project"][1]] == ["Gegeven", "Antwoord", "id"]
    assert sheets["Project"].column_dimensions["C"].hidden


def test_a_form_asks_what_the_profile_leads_to(folder: Path) -> None:
    """With the id of a profile or a file: its questions alone, and the profile filled in; with --quick the core."""
    (folder / "profiel.yaml").write_text("phases: [bereiken]\nages: {from: 16, to: 20}\n", encoding="utf-8")
    for name, options in {
        "alles.xlsx": (),
        "een.xlsx": ("--profile", "buiten-beeld-bereiken"),
        "twee.xlsx": ("--profile", "profiel.yaml"),
        "drie.xlsx": ("--quick",),
    }.items():
        assert command("form", "-f", "xlsx", *options, "-o", name) == 0
    every, one, two, quick = (ids(folder / f"{name}.xlsx") for name in ("alles", "een", "twee", "drie"))
    assert set(one) < set(every)
    assert set(two) < set(every)
    assert set(quick) == {element.id for element in load_rubric().elements if element.core}
    project = {row[2].value: row[1].value for row in book(folder / "een.xlsx")["Project"].iter_rows(min_row=2)}
    assert project["project.phases.bereiken"] == "ja"
    assert project["project.phases.nazorg"] is None
    assert project["project.ages.from"] == "18"


def test_where_a_form_goes(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Here under a name of its own, in a folder, to the screen; never over another file, and the same each time."""
    assert command("form", "-f", "xlsx", "--perspective", "jongere") == 0
    first = (folder / "vragenlijst-jongere.xlsx").read_bytes()
    assert command("form", "-f", "xlsx", "--perspective", "jongere") == 3
    assert command("form", "-f", "xlsx", "--perspective", "jongere", "-o", ".", "--force") == 0
    assert (folder / "vragenlijst-jongere.xlsx").read_bytes() == first
    capsysbinary.readouterr()
    assert command("form", "-f", "xlsx", "-o", "-") == 0
    assert openpyxl.load_workbook(BytesIO(capsysbinary.readouterr().out)).sheetnames[0] == "Start"


@pytest.mark.parametrize(
    "arguments",
    [
        ("form", "-f", "gif"),
        ("form", "-f", "xlsx", "--perspective", "buurman"),
        ("form", "-f", "xlsx", "--profile", "geen"),
        ("form", "-f", "xlsx", "-o", "f.yaml"),
        ("import", "-o", "uit"),
        ("import", "proef.yaml"),
        ("import", "proef.yaml", "-o", "uit.yaml"),
        ("import", "proef.yaml", "--map-template", "export.csv"),
        ("import", "geen.xlsx", "-o", "uit"),
        ("import", "--map-template", "geen.csv"),
        ("import", "--map-template", "proef.yaml"),
    ],
)
def test_wrong_use(folder: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and a sentence; nothing is written."""
    (folder / "proef.yaml").write_text(FILLED, encoding="utf-8")
    (folder / "export.csv").write_text(EXPORT, encoding="utf-8")
    before = sorted(folder.iterdir())
    assert command(*arguments) == 2
    assert capsys.readouterr().err.strip()
    assert sorted(folder.iterdir()) == before


def test_a_form_in_the_place_of_an_answer_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """check, report, explain, contour and batch read it; a problem names the sheet and the cell."""
    save(folder / "goed.xlsx", {GUIDE: 3})
    save(folder / "fout.xlsx", {GUIDE: "vijf"})
    assert command("check", "goed.xlsx") == 0
    assert "goed.xlsx: in orde, 1 antwoord gelezen" in capsys.readouterr().out
    assert command("check", ".") == 2
    where = cell_of(GUIDE)
    assert f"fout.xlsx, {where}: fout: «vijf»" in capsys.readouterr().out
    assert command("report", "goed.xlsx", "-f", "json", "-o", "-") == 0
    result = json.loads(capsys.readouterr().out)
    assert next(each for each in result["elements"] if each["id"] == GUIDE[0])["level"] == 3
    assert command("explain", "goed.xlsx", GUIDE[0]) == 0
    assert command("contour", "goed.xlsx") == 0
    assert "Streefbeeld: Samen op weg" in capsys.readouterr().out
    assert command("batch", ".", "-o", "uit", "-f", "html") == 2
    assert where in (folder / "uit" / "errors.csv").read_text("utf-8-sig")
    [page] = (folder / "uit" / "terug").iterdir()
    assert where in page.read_text(encoding="utf-8")
    assert len((folder / "uit" / "results.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_audit_leaves_a_form_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It goes on in YAML, and says how to get there."""
    path = save(folder / "f.xlsx", {GUIDE: 3})
    before = path.read_bytes()
    assert command("audit", "f.xlsx", "--stdin") == 2
    assert "verbetertool import" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_names_that_notepad_gives(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer file that became .yaml.txt is found in a folder; a text of another name is not."""
    for name in ("a.yaml.txt", "B.YML.TXT"):
        (folder / name).write_text(FILLED, encoding="utf-8")
    (folder / "lees-mij.txt").write_text("Hallo", encoding="utf-8")
    assert command("check", ".") == 0
    assert sorted(line.split(":")[0] for line in capsys.readouterr().out.splitlines()) == ["B.YML.TXT", "a.yaml.txt"]


@pytest.mark.parametrize(
    ("name", "kind"), [("check", "xlsx"), ("report", "yaml"), ("explain", "yaml"), ("contour", "xlsx")]
)
def test_a_dash_is_standard_input(folder: Path, name: str, kind: str) -> None:
    """Every command that reads one answer file gets it through a pipe as well, of any kind."""
    data = FILLED.encode() if kind == "yaml" else save(folder / "f.xlsx", {GUIDE: 3}).read_bytes()
    command = [str(Path(sys.executable).with_name("verbetertool")), name, "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert done.stdout.strip()


def test_import_of_what_came_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a file, names by the project, the rest goes on after a bad file, and a second time changes nothing."""
    back = folder / "terug"
    back.mkdir()
    save(back / "vragenlijst (1).xlsx", {GUIDE: 3, "project.id": "2026-7"})
    save(back / "vragenlijst (2).xlsx", {GUIDE: 2})
    (back / "twee.yaml").write_text(FILLED.replace("name: Proef", "name: Samen op weg"), encoding="utf-8")
    (back / "kapot.yaml").write_text("format: x\n", encoding="utf-8")
    (back / "aanvraag.pdf").write_bytes(b"%PDF-1.4")
    (back / "._x.yaml").write_bytes(b"\x00\x05\x16\x07")
    for _time in range(2):
        assert command("import", "terug", "-o", "uit") == 2
        out, err = capsys.readouterr()
        assert out.splitlines() == [
            f"{Path('terug/twee.yaml')} -> {Path('uit/samen-op-weg.yaml')}: 4 antwoorden",
            f"{Path('terug/vragenlijst (1).xlsx')} -> {Path('uit/2026-7-samen-op-weg.yaml')}: 1 antwoord",
            f"{Path('terug/vragenlijst (2).xlsx')} -> {Path('uit/samen-op-weg-2.yaml')}: 1 antwoord",
        ]
        assert "kapot.yaml" in err
        assert "aanvraag.pdf: fout: Dit is geen formulier" in err
        assert "_x.yaml" not in err
    assert sorted(path.name for path in (folder / "uit").iterdir()) == [
        "2026-7-samen-op-weg.yaml",
        "samen-op-weg-2.yaml",
        "samen-op-weg.yaml",
    ]
    (folder / "uit" / "samen-op-weg.yaml").write_text("van mij", encoding="utf-8")
    assert command("import", "terug/twee.yaml", "-o", "uit") == 3
    assert (folder / "uit" / "samen-op-weg.yaml").read_text(encoding="utf-8") == "van mij"
    assert command("import", "terug/twee.yaml", "-o", "uit", "--force") == 0


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_import_of_an_export(folder: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A map is guessed, a person fills in the rest, and every row with a name becomes an answer file."""
    export = folder / f"export.{ending}"
    if ending == "csv":
        export.write_text(EXPORT, encoding="cp1252", newline="")
    else:
        import csv
        from io import StringIO

        made = openpyxl.Workbook()
        for row in csv.reader(StringIO(EXPORT), delimiter=";"):
            made.active.append([float(cell) if cell in ("2", "3", "4") else cell or None for cell in row])
        made.save(export)
    assert command("import", export, "-o", "uit") == 2
    assert "--map-template" in capsys.readouterr().err
    assert command("import", "--map-template", export, "-o", "kaart.yaml") == 0
    map_ = (folder / "kaart.yaml").read_text(encoding="utf-8")
    for line in (
        '  "Tijdstempel": audit.date',
        '  "Naam van het project": project.name',
        '  "Doelgroep": project.target_groups',
        '  "Heeft elke jongere een vaste begeleider, één aanspreekpunt?": vaste-begeleider',
        '  "Toelichting": vaste-begeleider.note',
        '  "Peers": peers',
        '  "E-mail":',
        '  "Bijna altijd":',
    ):
        assert line in map_.splitlines()
    (folder / "kaart.yaml").write_text(map_.replace('"Bijna altijd":', '"Bijna altijd": 3'), encoding="utf-8")
    capsys.readouterr()
    assert command("import", export, "kaart.yaml", "-o", "uit", "--map", "kaart.yaml") == 2
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"{export}, rij 2 -> {Path('uit/een.yaml')}: 3 antwoorden",
        f"{export}, rij 5 -> {Path('uit/twee.yaml')}: 3 antwoorden",
    ]
    assert "De naam van het project is niet ingevuld" in err
    assert ("cel B3" if ending == "xlsx" else ":3:2:") in err
    answers = load_answers(folder / "uit" / "een.yaml")
    assert (answers.date, answers.project.target_groups) == ("2026-11-23", ("buiten-beeld", "lvb"))
    guide, peers = answers.answers["vaste-begeleider"], answers.answers["peers"]
    assert isinstance(guide, Answered)
    assert (guide.level, guide.note) == (3, "Goed,\nmet noot")
    assert isinstance(peers, Answered)
    assert peers.level == 3


def test_the_number_of_an_application_in_an_export(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a CSV as it stands there; of a workbook too, but for what it may have changed."""
    (folder / "kaart.yaml").write_text(
        "format: verbetertool-map/1\ncolumns: {Nummer: project.id, Naam: project.name}\n", encoding="utf-8"
    )
    (folder / "export.csv").write_text("Nummer;Naam\n007;Een\n1.10;Twee\n", encoding="utf-8")
    assert command("import", "export.csv", "-o", "uit", "--map", "kaart.yaml") == 0
    assert [load_answers(path).project.id for path in sorted((folder / "uit").iterdir())] == ["007", "1.10"]
    made = openpyxl.Workbook()
    for row in (("Nummer", "Naam"), (2026001, "Drie"), ("008", "Vier"), (1.1, "Vijf")):
        made.active.append(row)
    made.save(folder / "export.xlsx")
    capsys.readouterr()
    assert command("import", "export.xlsx", "-o", "uit2", "--map", "kaart.yaml") == 2
    assert "cel A4: fout: «1.1» is misschien niet wat u typte" in capsys.readouterr().err
    assert [load_answers(path).project.id for path in sorted((folder / "uit2").iterdir())] == ["008", "2026001"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('columns: {"Naam van het project": project.naam}', "project.name"),
        ('columns: {"Peers": peers}', "Bij geen enkele kolom staat project.name"),
        ('columns: {"Naam van het project": project.name, "E-mail": project.name}', "staat ook achter"),
        ('columns: {"Naam van project": project.name}', "Bedoelde u «Naam van het project»?"),
        ("kolommen: {}", "columns"),
        ("columns: []", "columns"),
        ('rubric: andere\ncolumns: {"Naam van het project": project.name}', "andere"),
    ],
)
def test_a_map_that_is_not_right(folder: Path, lines: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Says what is wrong in it, and writes nothing."""
    (folder / "export.csv").write_text(EXPORT, encoding="utf-8", newline="")
    (folder / "kaart.yaml").write_text(f"format: verbetertool-map/1\n{lines}\n", encoding="utf-8")
    assert command("import", "export.csv", "-o", "uit", "--map", "kaart.yaml") == 2
    assert said in capsys.readouterr().err
    assert not (folder / "uit").exists()


def test_import_of_answers_in_words_of_ones_own(folder: Path) -> None:
    """What a young person said stays what it is, and gets no measure that they were not asked by."""
    text = (
        FILLED.partition("answers:")[0] + "audit: {perspective: jongere}\nanswers: {vaste-begeleider: {asked: soms}}\n"
    )
    (folder / "jongere-1.yaml").write_text(text, encoding="utf-8")
    assert command("import", "jongere-1.yaml", "-o", "uit") == 0
    [written] = (folder / "uit").iterdir()
    said = written.read_text(encoding="utf-8")
    assert "    asked: soms\n" in said
    assert "scope" not in said
