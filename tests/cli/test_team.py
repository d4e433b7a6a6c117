"""Several people: `team`, `report --together` and `audit --perspective`, as a project lead would use them."""

import json
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest

from tests.cli.test_commands import command
from verbetertool import assess, load_answers, load_rubric
from verbetertool.model.contour import Profile
from verbetertool.model.project import Answered, AnswerFile
from verbetertool.model.scale import Count
from verbetertool.reading.yamlfile import parse_yaml
from verbetertool.scoring.applicability import contour_of

ONLY_ME = "dit zei alleen ik"
PROFILE = "{name: Samen op weg, target_groups: [buiten-beeld], goals: [betaald-werk]}"


def write(
    name: str, perspective: str, answers: Mapping[str, object], *, project: str = PROFILE, audit: str = ""
) -> str:
    """An answer file in the folder where the commands run."""
    lines = ["format: verbetertool/1", "rubric: jongeren-naar-werk", f"project: {project}"]
    lines += [f"audit: {{date: 2026-11-2{len(name) % 10}, perspective: {perspective}{audit}}}", "answers:"]
    lines += [f"  {id}: {json.dumps(answer) if isinstance(answer, dict) else answer}" for id, answer in answers.items()]
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return name


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The team of docs/team.md: a lead, three colleagues, one from the municipality, and eight young people."""
    monkeypatch.chdir(tmp_path)
    files = [write("samira.yaml", "professional", {"vaste-begeleider": {"level": 3, "evidence": "rooster"}})]
    files += [write(f"collega-{n}.yaml", "professional", {"vaste-begeleider": 3}) for n in (1, 2, 3)]
    files.append(write("collega-4.yaml", "gemeente", {"vaste-begeleider": {"level": 1, "note": ONLY_ME}}))
    for number, word in enumerate(("ja", "soms", "nee", "ja", "nee", "soms", "ja", "nee"), 1):
        answer = {"asked": word, "note": f"notitie {number}"}
        files.append(write(f"jongere-{number}.yaml", "jongere", {"vaste-begeleider": answer}, project="{name: x}"))
    return files


def test_what_to_talk_about(team: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Who said what by perspective; one person is counted and not shown, with no file but their own."""
    assert command("team", *team) == 0
    said, warned = capsys.readouterr()
    assert "1. Vaste begeleider, één aanspreekpunt" in said
    assert "De professional (4 mensen): niveau 3" in said
    assert "De jongere (8 mensen): niveau 2. 3 van 8 jongeren, 37 % (een kleine telling)." in said
    assert "13 mensen, van niveau 1 tot en met niveau 3. Samen komt dat uit op niveau 2." in said
    assert "De jongere: notitie 8" in said
    assert ONLY_ME not in said
    assert "De gemeente (1" not in said
    assert "anders" not in warned


def test_json_is_the_contract(team: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """On the screen, right by its schema, and no file is written; with -o in that file."""
    before = sorted(Path().iterdir())
    assert command("team", *team, "-f", "json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert sorted(Path().iterdir()) == before
    result = assess(load_rubric(), load_answers(team[0]))
    possible = sum(element.weight * element.required for element in result.elements)
    [point] = printed["talk"]
    assert list(printed) == ["talk"]
    assert point["id"] == "vaste-begeleider"
    assert point["worth"]["numerator"] * possible == 100 * 3 * 2 * point["worth"]["denominator"]
    assert point["by"] == [
        {"perspective": "professional", "people": 4, "level": 3},
        {"perspective": "jongere", "people": 8, "level": 2},
    ]
    assert command("rubric", "schema", "team") == 0
    jsonschema.validate(printed, json.loads(capsys.readouterr().out))
    assert command("team", *team, "-o", "praat.json") == 0
    assert json.loads(Path("praat.json").read_text(encoding="utf-8")) == printed


def test_the_file_of_the_team(team: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """An ordinary answer file that every command reads, with of whom each answer is; never over one that is there."""
    assert command("team", *team, "-o", "samen.yaml") == 0
    assert "1 verschil" in capsys.readouterr().err
    text = Path("samen.yaml").read_text(encoding="utf-8")
    assert ONLY_ME not in text
    assert "from: {people: 13, perspectives: [professional, gemeente, jongere], lowest: 1, highest: 3}" in text
    answers = load_answers("samen.yaml")
    answer = answers.answers["vaste-begeleider"]
    assert isinstance(answer, Answered)
    assert (answer.level, answer.count, answer.evidence) == (2, Count.told(3, 8), ("rooster",))
    assert answers.date == "2026-11-24"
    for arguments in (["check"], ["report"], ["explain"], ["contour"], ["report", "-f", "json", "-o", "-"]):
        assert command(arguments[0], "samen.yaml", *arguments[1:]) == 0
    capsys.readouterr()
    assert command("team", *team, "-o", "samen.yaml") == 3
    assert command("team", *team, "samen.yaml", "-o", "samen.yaml", "--force") == 0
    assert "samen.yaml telt niet mee" in capsys.readouterr().err
    assert Path("samen.yaml").read_text(encoding="utf-8") == text
    assert command("team", *team, "samen.yaml", "-f", "json") == 0
    assert "samen.yaml telt niet mee" in capsys.readouterr().err


def test_a_report_together_is_that_of_the_file(team: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The same result to the byte; as a page it also has what to talk about, and so has the summary."""
    assert command("report", *team, "--together", "-f", "json", "-o", "-") == 0
    together = capsys.readouterr().out
    assert command("team", *team, "-o", "samen.yaml") == 0
    capsys.readouterr()
    assert command("report", "samen.yaml", "-f", "json", "-o", "-") == 0
    assert capsys.readouterr().out == together
    assert command("report", *team, "--together", "-f", "md") == 0
    page = Path("samen-op-weg-2026-11-24-samen-rapport.md").read_text(encoding="utf-8")
    assert page.index("## In het kort") < page.index("## Waar u over praat") < page.index("## Uw verbeterpunten")
    assert "notitie 8" in page
    assert ONLY_ME not in page
    assert command("report", *team, "--together") == 0
    assert "U hebt 1 verschil om over te praten: Vaste begeleider" in capsys.readouterr().out
    assert command("report", *team, "--together", "--without-notes", "-f", "md") == 0
    page = Path("samen-op-weg-2026-11-24-samen-rapport.md").read_text(encoding="utf-8")
    assert "## Waar u over praat" in page
    assert "notitie" not in page.lower().replace("zonder notities", "")
    assert command("report", *team, "--together", "--all") == 0
    assert "Waar u over praat" in capsys.readouterr().out
    assert command("report", *team, "--together", "--since", team[0], "-f", "md") == 0
    page = Path("samen-op-weg-2026-11-24-samen-rapport.md").read_text(encoding="utf-8")
    assert "## Sinds de vorige keer" in page
    capsys.readouterr()
    assert command("report", *team, "--together", "--short") == 0
    assert "Waar u over praat" not in capsys.readouterr().out


def test_pages(team: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Beside the first file, or where it was asked for; every format."""
    assert command("team", *team, "-f", "html", "-f", "md") == 0
    assert Path("samen-op-weg-2026-11-24-gesprek.html").is_file()
    assert Path("samen-op-weg-2026-11-24-gesprek.md").is_file()
    assert command("team", *team, "-o", "gesprek.html") == 0
    assert command("team", *team, "-f", "md", "-o", "samen.yaml") == 0
    assert load_answers("samen.yaml").together
    assert command("team", *team, "-f", "json", "-o", "anders.yaml") == 2
    assert command("team", *team, "-f", "html", "-f", "md", "-o", "-") == 2
    assert command("team", *team, "-o", "samen.docx.zip") == 2
    Path("map").mkdir()
    assert command("team", *team, "-o", "map") == 2
    assert "map is een map" in capsys.readouterr().err


def test_what_does_not_go_together(team: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Another scope, a file that is not right, nothing at all: exit 2, and all of it said."""
    quick = write("kort.yaml", "professional", {"vaste-begeleider": 2}, audit=", scope: quick")
    assert command("team", team[0], quick) == 2
    assert "snelle scan: kort.yaml" in capsys.readouterr().err
    assert command("team", "jongere-1.yaml", quick) == 0
    Path("stuk.yaml").write_text("format: x\n", encoding="utf-8")
    assert command("team", team[0], "stuk.yaml", "weg.yaml") == 2
    said = capsys.readouterr().err
    assert "stuk.yaml:1:9" in said
    assert "weg.yaml" in said
    other = write("ander.yaml", "gemeente", {"vaste-begeleider": 2}, project="{name: y, goals: [opleiding]}")
    assert command("team", team[0], other, "jongere-1.yaml") == 0
    said = capsys.readouterr().err
    assert "in ander.yaml is het profiel anders (doelgroepen, doelen)" in said
    assert "in ander.yaml heet het project «y», en niet «Samen op weg»" in said
    assert "jongere" not in said
    long = [write(f"lang-{n}.yaml", "gemeente", {"peers": {"level": 2, "note": "x" * 40_000}}) for n in range(3)]
    assert command("team", *long) == 0
    assert command("team", *long, "-o", "lang.yaml") == 2
    assert "te groot" in capsys.readouterr().err
    assert not Path("lang.yaml").exists()


def test_a_young_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked in their own words; the file gets a number for a name, is found again, and is nobody else's."""
    monkeypatch.chdir(tmp_path)
    _typed(monkeypatch, ["Samen op weg", "1", "2 op maandag niet", "s"])
    assert command("audit", "--perspective", "jongere", "--stdin") == 0
    assert "verbetertool audit jongere-1.yaml --perspective jongere" in capsys.readouterr().out
    file = _file("jongere-1.yaml")
    assert file.audit is not None
    assert (file.audit.perspective, file.audit.scope) == ("jongere", None)
    number = len(load_rubric().asked_of("jongere"))
    _typed(monkeypatch, ["3"] * (number - 2) + [""])
    assert command("audit", "jongere-1.yaml", "--stdin") == 0
    said = capsys.readouterr().out
    assert f"Vraag 3 van {number}" in said
    assert "Dank je wel" in said
    assert len(_file("jongere-1.yaml").answers or {}) == number
    _typed(monkeypatch, ["", "1", "s"])
    assert command("audit", "--perspective", "jongere", "--stdin") == 0
    assert Path("jongere-2.yaml").is_file()
    assert command("audit", "jongere-1.yaml", "--perspective", "werkgever", "--stdin") == 2
    assert command("audit", "--perspective", "jongeren", "--stdin") == 2
    assert "Bedoelde u «jongere»?" in capsys.readouterr().err


def _typed(monkeypatch: pytest.MonkeyPatch, lines: list[str]) -> None:
    from io import StringIO

    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))


def _file(name: str) -> AnswerFile:
    return AnswerFile.model_validate(parse_yaml(name, Path(name).read_bytes()).value)


def test_a_file_that_the_lead_made_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who begins in it reads what this is, is not asked for the project, and only what applies to it."""
    rubric = load_rubric()
    monkeypatch.chdir(tmp_path)
    Path("klaar.yaml").write_text(
        "format: verbetertool/1\nrubric: jongeren-naar-werk\n"
        "project: {name: Samen op weg, phases: [intake]}\naudit: {scope: full, perspective: professional}\n",
        encoding="utf-8",
    )
    _typed(monkeypatch, ["1", "s"])
    assert command("audit", "klaar.yaml", "--perspective", "jongere", "--stdin") == 0
    said = capsys.readouterr().out
    assert "Fijn dat je meedoet!" in said
    assert "Hoe heet het project" not in said
    applies = {each.element.id for each in contour_of(rubric, Profile(phases=("intake",)), "full")}
    asked = applies & {each.id for each in rubric.asked_of("jongere")}
    assert f"Vraag 1 van {len(asked)}" in said
    file = _file("klaar.yaml")
    assert file.audit is not None
    assert (file.audit.perspective, file.project.phases) == ("jongere", ("intake",))
