"""All ways are one: the same answers are the same bytes after `import`, whatever way they came in."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.browser.conftest import missing, program
from tests.cli.test_commands import command
from tests.workbooks import save
from verbetertool.api import load_rubric
from verbetertool.interview import dialogue
from verbetertool.interview.answer_store import AnswerStore
from verbetertool.interview.project_questions import choices_of, fact_names
from verbetertool.interview.state import Item, State, new_file
from verbetertool.report.answer_template import render_template

EXPECTED = """\
# verbetertool: begin. Mist de laatste regel, dan is dit bestand niet heel.
format: verbetertool/1
rubric: jongeren-naar-werk
rubric_version: "VERSION"
project:
  name: Samen op weg
  id: "2026-001"
  organisation: Stichting A
  target_groups: [buiten-beeld, lvb]
  ages: {from: 16, to: 27, few_from_23: true}
  goals: [betaald-werk]
  phases: [begeleiden, plaatsen]
  phases_by_others: [nazorg]
  status: uitvoering
  facts:
    jongeren-per-begeleider: 12.5
    afgemaakt: "31/40"
    deelname: beide
audit:
  scope: full
  date: 2026-11-23
  perspective: professional
answers:
  peers: 2
  vaste-begeleider:
    count: 34/40
    note: Wij tellen elk jaar.
    evidence:
      - jaarverslag 2025
      - registratie
  maatwerk: unknown
  jobcarving:
    not_applicable: geen plaatsing bij werkgevers
anti_patterns:
  brieven-en-oproepen:
    occurs: sometimes
    note: alleen bij uitval
  sancties: unknown
# verbetertool: einde.
""".replace("VERSION", load_rubric().version)


def by_hand(folder: Path) -> Path:
    """In another order, with Dutch words, short forms, a level that the count gives, and blanks."""
    path = folder / "met-de-hand.yaml.txt"
    path.write_text(
        "format: verbetertool/1\n"
        "rubric: jongeren-naar-werk\n"
        "anti_patterns:\n"
        "  sancties: weet niet\n"
        '  brieven-en-oproepen: {occurs: soms, toelichting: " alleen bij uitval"}\n'
        "antwoorden:\n"
        "  maatwerk: weet niet\n"
        "  jobcarving: {n.v.t.: geen plaatsing bij werkgevers}\n"
        "  vaste-begeleider:\n"
        "    telling: 34 / 40\n"
        "    niveau: 3\n"
        '    toelichting: "Wij tellen elk jaar. \\n"\n'
        "    onderbouwing: [jaarverslag 2025, ' ', registratie]\n"
        "  peers: 2\n"
        "audit: {perspective: professional, date: 2026-11-23}\n"
        "project:\n"
        "  facts: {deelname: beide, afgemaakt: 31 / 40, jongeren-per-begeleider: 12.5, afgewezen: ''}\n"
        "  status: uitvoering\n"
        "  phases_by_others: [nazorg]\n"
        "  phases: [plaatsen, begeleiden]\n"
        "  goals: [betaald-werk]\n"
        "  target_groups: [lvb, buiten-beeld, lvb]\n"
        "  ages: {to: 27, from: 16, few_from_23: true}\n"
        "  organisation: Stichting A\n"
        "  id: 2026-001\n"
        "  name: 'Samen op weg '\n",
        encoding="utf-8",
    )
    return path


def in_template(folder: Path) -> Path:
    """With every question still there as a comment."""
    text = render_template(load_rubric(), "full")

    def fill(pattern: str, value: str) -> None:
        nonlocal text
        text, number = re.subn(pattern, lambda found: found[1] + value, text, count=1, flags=re.M)
        assert number == 1, pattern

    for key, value in {
        "name": ' "Samen op weg"',
        "id": ' "2026-001"',
        "organisation": " Stichting A",
        "target_groups": " [buiten-beeld, lvb]",
        "ages": " {from: 16, to: 27, few_from_23: true}",
        "goals": " [betaald-werk]",
        "phases": " [begeleiden, plaatsen]",
        "phases_by_others": " [nazorg]",
        "status": " uitvoering",
        "date": " 2026-11-23",
        "perspective": " professional",
        "jongeren-per-begeleider": " 12.5",
        "afgemaakt": " 31/40",
        "deelname": " beide",
        "brieven-en-oproepen": " {occurs: sometimes, note: alleen bij uitval}",
        "sancties": " unknown",
    }.items():
        fill(rf"^( +{key}:).*$", value)
    for id, values in {
        "peers": {"level": "2"},
        "vaste-begeleider": {
            "count": "34/40",
            "note": "Wij tellen elk jaar.",
            "evidence": "[jaarverslag 2025, registratie]",
        },
        "maatwerk": {"level": "unknown"},
    }.items():
        for key, value in values.items():
            fill(rf"^(  {id}:\n(?:    .*\n)*?    {key}:)$", f" {value}")
    fill(
        r"^(  jobcarving:)\n    level:\n(?:    count:\n)?    note:\n    evidence:$",
        " {not_applicable: geen plaatsing bij werkgevers}",
    )
    path = folder / "sjabloon.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def in_workbook(folder: Path) -> Path:
    """In a spreadsheet, with what a spreadsheet makes of numbers."""
    return save(
        folder / "werkboek.xlsx",
        {
            "project.id": "2026-001",
            "project.organisation": "Stichting A ",
            "project.target_groups.lvb": "ja",
            "project.target_groups.buiten-beeld": "Ja",
            "project.ages.from": 16,
            "project.ages.to": "27",
            "project.ages.few_from_23": "ja",
            "project.goals.betaald-werk": "ja",
            "project.phases.begeleiden": "ja",
            "project.phases.plaatsen": "ja",
            "project.phases_by_others.nazorg": "ja",
            "project.status": "Het project loopt.",
            "project.facts.jongeren-per-begeleider": 12.5,
            "project.facts.afgemaakt": "31 van 40",
            "project.facts.deelname": "Beide, dat verschilt per jongere",
            "audit.date": date(2026, 11, 23),
            "audit.perspective": "De professional",
            ("peers", "Antwoord"): 2,
            ("vaste-begeleider", "Antwoord"): "3",
            ("vaste-begeleider", "Telling"): "34/40",
            ("vaste-begeleider", "Toelichting"): "Wij tellen elk jaar.",
            ("vaste-begeleider", "Onderbouwing"): "jaarverslag 2025\nregistratie",
            ("maatwerk", "Antwoord"): "weet ik niet",
            ("jobcarving", "Antwoord"): "niet van toepassing",
            ("jobcarving", "Reden"): "geen plaatsing bij werkgevers",
            ("brieven-en-oproepen", "Antwoord"): "soms",
            ("brieven-en-oproepen", "Toelichting"): "alleen bij uitval",
            ("sancties", "Antwoord"): "weet ik niet",
        },
    )


def in_questionnaire(folder: Path) -> Path:
    """Typed in answer to the questions, in another order."""
    rubric = load_rubric()
    state = State(rubric, new_file(rubric), "2026-11-23")

    def typed(kind: str, id: str, *lines: str) -> None:
        nonlocal state
        if kind == "project" and id in fact_names(rubric, state.file):
            kind = "fact"
        state = replace(state, at=Item(kind, id), mode="question")  # type: ignore[arg-type]
        for line in lines:
            state = dialogue.reply(state, line)[0]

    def chosen(name: str, *ids: str) -> None:
        known = [id for id, _text in choices_of(rubric, state.file, name)]
        typed("project", name, ", ".join(str(known.index(id) + 1) for id in ids))

    for name, line in {
        "name": "Samen op weg",
        "id": "2026-001",
        "organisation": "Stichting A",
        "ages": "16-27",
    }.items():
        typed("project", name, line)
    chosen("target_groups", "lvb", "buiten-beeld")
    chosen("few_from_23", "no")
    chosen("goals", "betaald-werk")
    chosen("phases", "begeleiden", "plaatsen")
    chosen("phases_by_others", "nazorg")
    chosen("status", "uitvoering")
    chosen("perspective", "professional")
    typed("project", "fact:jongeren-per-begeleider", "12,5")
    typed("project", "fact:afgemaakt", "31/40")
    chosen("fact:deelname", "beide")
    typed("anti_pattern", "brieven-en-oproepen", "1 alleen bij uitval")
    typed("anti_pattern", "sancties", "w")
    typed("element", "jobcarving", "n", "geen plaatsing bij werkgevers")
    typed("element", "maatwerk", "w")
    typed("element", "vaste-begeleider", "34/40 Wij tellen elk jaar.")
    typed("element", "vaste-begeleider", "b", "jaarverslag 2025", "registratie", "")
    typed("element", "peers", "2")
    path = folder / "vragenlijst.yaml"
    AnswerStore(path).save(state.file)
    return path


def through_office(folder: Path) -> Path:
    """The workbook after LibreOffice opened and saved it."""
    office = program("soffice", "apt-get install libreoffice-calc-nogui")
    source, out = in_workbook(folder), folder / "kantoor"
    options = [f"-env:UserInstallation={(folder / 'profiel').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([office, *options, "--outdir", out, source], check=True, capture_output=True, timeout=240)
    if not (out / source.name).exists():
        missing("LibreOffice Calc", "apt-get install libreoffice-calc-nogui")
    assert (out / source.name).read_bytes() != source.read_bytes()
    return out / source.name


@pytest.mark.parametrize(
    "way",
    [by_hand, in_template, in_workbook, in_questionnaire, pytest.param(through_office, marks=pytest.mark.slow)],
)
def test_every_way_gives_the_same_bytes(
    way: Callable[[Path], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`import` writes what it reads in one form, and reads that form back to the same."""
    out = tmp_path / "antwoorden"
    source = way(tmp_path)
    assert command("import", source, "-o", out) == 0
    [written] = out.iterdir()
    assert written.read_text(encoding="utf-8") == EXPECTED
    assert capsys.readouterr().out == f"{source} -> {written}: 6 antwoorden\n"
    assert command("import", written, "-o", tmp_path / "nog-eens") == 0
    assert (tmp_path / "nog-eens" / written.name).read_bytes() == written.read_bytes()
