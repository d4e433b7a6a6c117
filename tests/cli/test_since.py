"""A round beside the one before it: what changed in each project, and who came and went."""

import json
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_batch import batch, write_project
from tests.cli.test_round import results
from verbetertool import load_rubric

RUBRIC = load_rubric()
PARTS = ("rubric", "profile", "new_questions", "answers")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An earlier round of three projects, and its results beside it."""
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c"):
        write_project(f"in/{name}.yaml", name.upper(), "{vaste-begeleider: {level: 1, evidence: jaarverslag}}")
    assert batch("in", "-o", "vorig") == 0
    shutil.move("vorig/results.jsonl", "vorig.jsonl")
    return tmp_path


def since() -> dict[str, Any]:
    return {each["key"]: each["since"] for each in results()}


def exact(amount: dict[str, Any]) -> Fraction:
    return Fraction(amount["numerator"], amount["denominator"])


def test_each_document_says_what_changed() -> None:
    """The exact split, as `compare` gives it; null for a project that was not there."""
    write_project("in/a.yaml", "A", "{vaste-begeleider: {level: 3, evidence: jaarverslag}}", goals="[opleiding]")
    write_project("in/d.yaml", "D")
    assert batch("in", "-o", "uit", "--since", "vorig.jsonl") == 0
    found = since()
    assert list(found) == ["a.yaml", "b.yaml", "c.yaml", "d.yaml"]
    change = found["a.yaml"]["change"]
    assert exact(change["total"]) == sum(exact(change[part]) for part in PARTS)
    assert exact(change["profile"]) != 0 != exact(change["answers"])
    assert exact(found["b.yaml"]["change"]["total"]) == 0
    assert found["d.yaml"] is None
    assert list(results()[0])[-2:] == ["since", "signals"]
    assert batch("in", "-o", "zonder") == 0
    assert "since" not in results("zonder/results.jsonl")[0]


def test_the_portfolio_says_who_came_and_went() -> None:
    """New, gone, renamed, and who is surely better or worse: never on a difference that other weights undo."""
    strong = ", ".join(f"{element.id}: {{level: 3, evidence: x}}" for element in RUBRIC.elements)
    write_project("in/sterk.yaml", "Sterk", f"{{{strong}}}")
    assert batch("in", "-o", "vorig2") == 0
    write_project("in/sterk.yaml", "Sterk", f"{{{strong.replace('level: 3', 'level: 1')}}}")
    Path("in/a.yaml").unlink()
    Path("in/b.yaml").rename("in/e.yaml")
    write_project("in/nieuw.yaml", "Nieuwkomer")
    assert batch("in", "-o", "uit", "--since", "vorig2/results.jsonl") == 0
    page = Path("uit/portfolio.md").read_text(encoding="utf-8").partition("## Sinds de vorige ronde")[2]
    assert "In beide rondes: 3. Daarvan zeker vooruit: 0, zeker achteruit: 1" in page
    assert "Nieuw: 1. Verdwenen: 1. Hernoemd: 1." in page
    assert "Nieuw: Nieuwkomer." in page
    assert "Verdwenen: A." in page
    row = next(line for line in page.splitlines() if line.startswith("| Sterk"))
    assert row.endswith("| zeker achteruit |")
    assert "\N{MINUS SIGN}" in row


def test_results_of_before_keys_are_read_too() -> None:
    """Documents without a key are paired by the name of their file."""
    lines = [json.loads(line) for line in Path("vorig.jsonl").read_text(encoding="utf-8").splitlines()]
    for each in lines:
        del each["key"], each["report"], each["signals"]
    Path("oud.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    assert batch("in", "-o", "uit", "--since", "oud.jsonl") == 0
    assert all(each is not None for each in since().values())


def test_what_can_not_be_compared(capsys: pytest.CaptureFixture[str]) -> None:
    """A line that is no whole result is no comparison; a file that is no results is refused before the round begins."""
    lines = [json.loads(line) for line in Path("vorig.jsonl").read_text(encoding="utf-8").splitlines()]
    lines[0]["elements"][0]["weight"] = -1
    Path("vreemd.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    assert batch("in", "-o", "uit", "--since", "vreemd.jsonl") == 0
    assert since()["a.yaml"] is None
    assert since()["b.yaml"] is not None
    Path("onzin.jsonl").write_text("onzin\n")
    assert batch("in", "-o", "nieuw", "--since", "onzin.jsonl") == 2
    assert "onzin.jsonl" in capsys.readouterr().err
    assert not Path("nieuw").exists()


def test_the_same_bytes_when_it_goes_on() -> None:
    """Also with a comparison a round that was stopped ends in the same files."""
    assert batch("in", "-o", "een", "--since", "vorig.jsonl") == 0
    shutil.copytree("een", "twee")
    for name in ("results.jsonl", "portfolio.html"):
        Path("twee", name).unlink()
    assert batch("in", "-o", "twee", "--since", "vorig.jsonl", "--resume") == 0
    for name in ("results.jsonl", "portfolio.html", "manifest.json"):
        assert Path("een", name).read_bytes() == Path("twee", name).read_bytes(), name
