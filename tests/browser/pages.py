"""The pages that every check in this folder looks at: plain ones, and the worst that a file can hold."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.make_files import make_files
from verbetertool import load_rubric
from verbetertool.cli.app import run
from verbetertool.cli.boundary import guarded
from verbetertool.model.rubric import Rubric

ROOT = Path(__file__).parents[2]
LONG_WORD = "jongerenbegeleidingssamenwerkingsverbandsvergaderingsvoorbereidingswerkgroepsledenlijsten"
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> </td></table></details></main>",
    "| --- | --- |",
    "`achter` ``streep`` ``` hek",
    "{{ 7*7 }} {% raw %}",
    "# kop\n- lijst\n1. nummer\n> citaat\n***\n",
    "[x](javascript:alert(1)) ![p](https://example.org/p.png) www.example.org",
    "👩‍👩‍👧‍👦 ❤️ 🏳️‍🌈 duim 👍🏽",
    "\"'=&amp;<!-- --> ]]> &#0; \\u0000 \\",
    "تعليق طويل بالعربية عن المشروع (2026) مع أرقام",
    "הערה בעברית: abc 123 (ד)",
    "日本語のメモ、とても長い文章です。" * 12,
    "Met ~~streep~~, *nadruk*, _lijn_ en een harde\nregel.",
)
REPORTS = (
    "2getthere",
    "brief-en-sanctie",
    "sterk-project",
    "leeg",
    "streefbeeld",
    "plan",
    "niets-van-toepassing",
    "alleen-wat-niet-werkt",
    "onbekend-onderdeel",
    "alle-notities",
    "vijandig",
    "lang",
)
PORTFOLIO = ("portfolio", "groep", "terug", "memo")
COMPARISONS = ("vergelijking", "verloop", "rapport-sinds")
FIRST_PAGE = ("kort",)
PAGES = REPORTS + PORTFOLIO + COMPARISONS + FIRST_PAGE
SUBMITTED = 60
CHOSEN = ("2getthere.yaml", "vijandig.yaml", "lang.yaml")
"""The projects of the memo, by their keys."""
WEEKS = 455
"""Sentences of eleven words in a long note: 5,000 words."""


def write_pages(folder: Path) -> None:
    """Makes `NAME.html` of every page in `PAGES`, and `NAME.md` of all but `groep`, `terug` and `memo`."""
    answers = folder / "antwoorden"
    answers.mkdir()
    for name in ("2getthere", "brief-en-sanctie", "sterk-project"):
        shutil.copy(ROOT / "examples" / f"{name}.yaml", answers)
    for name, document in worst_cases(load_rubric()):
        (answers / f"{name}.yaml").write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    for name in REPORTS:
        for ending in ("html", "md"):
            call("report", answers / f"{name}.yaml", "-f", ending, "-o", folder / f"{name}.{ending}")
    for ending in ("html", "md"):
        call("report", answers / "vijandig.yaml", "--short", "-f", ending, "-o", folder / f"kort.{ending}")
    _write_comparisons(folder)
    _write_portfolio(folder)


def _write_comparisons(folder: Path) -> None:
    """Two moments of a project by themselves and in its report, and the course over three of them."""
    answers = folder / "antwoorden"
    rounds = [answers / f"{name}.yaml" for name in ("onbekend-onderdeel", "vijandig", "plan")]
    for ending in ("html", "md"):
        call("compare", *rounds[:2], "-f", ending, "-o", folder / f"vergelijking.{ending}")
        call("compare", *rounds, "-f", ending, "-o", folder / f"verloop.{ending}")
        call("report", rounds[1], "--since", rounds[0], "-f", ending, "-o", folder / f"rapport-sinds.{ending}")


def _write_portfolio(folder: Path) -> None:
    """A round of realistic files, the worst cases, and some that can't be read."""
    make_files(folder / "ingediend", SUBMITTED)
    for path in (folder / "antwoorden").glob("*.yaml"):
        shutil.copy(path, folder / "ingediend")
    for name in ("tab", "misspelt-id", "no-name"):
        shutil.copy(ROOT / "tests" / "cases" / "bad" / f"{name}.yaml", folder / "ingediend")
    call("batch", folder / "ingediend", "-o", folder / "ronde", code=2)
    for ending in ("html", "md"):
        shutil.copy(folder / "ronde" / f"portfolio.{ending}", folder)
    shutil.copy(next((folder / "ronde" / "groepen").glob("*.html")), folder / "groep.html")
    shutil.copy(next((folder / "ronde" / "terug").glob("*.html")), folder / "terug.html")
    call("memo", folder / "ronde", "--keys", ",".join(CHOSEN), "-o", folder / "memo.html")
    call("memo", folder / "ronde", "--keys", ",".join(CHOSEN), "-o", folder / "memo.docx")


def worst_cases(rubric: Rubric) -> Iterator[tuple[str, dict[str, Any]]]:
    """Names and answer documents: every state that a file can be in, and every text that could break a page."""
    elements = [element.id for element in rubric.elements]
    anti_patterns = [anti_pattern.id for anti_pattern in rubric.anti_patterns]
    shown = {"level": 4, "evidence": ["jaarverslag 2025 p. 12"]}
    never = dict.fromkeys(anti_patterns, "never")
    yield "leeg", _document("Nog niets ingevuld")
    yield "streefbeeld", _document("Alles op orde", dict.fromkeys(elements, shown), never)
    yield "plan", _document("Een plan", dict.fromkeys(elements, 2), never, status="plan")
    away = {"not_applicable": "Dit past niet bij ons project."}
    yield "niets-van-toepassing", _document("Niets past", dict.fromkeys(elements, away), never)
    yield "alleen-wat-niet-werkt", _document("Alles mis", {}, dict.fromkeys(anti_patterns, "usually"))
    first = rubric.contexts[0].id
    unknown = {e.id: "unknown" if e.context == first else 3 for e in rubric.elements}
    yield "onbekend-onderdeel", _document("Een onderdeel onbekend", unknown, never)
    yield "alle-notities", _document("Overal een notitie", _noted(elements, "antwoord"), _noted(anti_patterns, "ding"))
    yield "vijandig", hostile(elements, anti_patterns)
    yield "lang", long_texts(elements, anti_patterns)


def hostile(elements: list[str], anti_patterns: list[str]) -> dict[str, Any]:
    """Markup of every kind in every field that takes text."""
    answers: dict[str, Any] = {}
    for number, name in enumerate(elements):
        text = MARKUP[number % len(MARKUP)]
        answers[name] = {"level": number % 4, "note": text, "evidence": [text, f"{text} p. {number}"]}
        if number % 9 == 8:
            answers[name] = {"not_applicable": text}
    occurs = {
        name: {"occurs": ("sometimes", "usually")[number % 2], "note": MARKUP[number % len(MARKUP)]}
        for number, name in enumerate(anti_patterns)
    }
    document = _document("<script>alert('naam')</script> | {{ 7*7 }} `x` مشروع 👩‍👩‍👧‍👦", answers, occurs)
    document["project"] |= {"organisation": "</dd><h1>Nee</h1> שלום", "summary": "\n\n".join(MARKUP)}
    return document


def long_texts(elements: list[str], anti_patterns: list[str]) -> dict[str, Any]:
    """A name of one word of 90 letters, and notes of 5,000 words."""
    words = " ".join(f"De jongere sprak in week {n} met de vaste begeleider over werk." for n in range(WEEKS))
    answers: dict[str, Any] = {name: {"level": 1, "note": LONG_WORD * 3} for name in elements}
    for number, name in enumerate(elements[:3]):
        answers[name] = {"level": 2, "note": f"{words} laatste-woord-{number}", "evidence": [LONG_WORD]}
    document = _document(
        LONG_WORD, answers, {anti_patterns[0]: {"occurs": "usually", "note": f"{words} laatste-woord-ding"}}
    )
    document["project"] |= {"organisation": LONG_WORD.upper(), "summary": f"{words} {LONG_WORD}"}
    return document


def _document(
    name: str, answers: dict[str, Any] | None = None, anti_patterns: dict[str, Any] | None = None, **project: str
) -> dict[str, Any]:
    return {
        "format": "verbetertool/1",
        "rubric": "jongeren-naar-werk",
        "project": {"name": name, "ages": {"from": 16, "to": 27}, **project},
        "audit": {"date": "2026-11-23"},
        "answers": answers or {},
        "anti_patterns": anti_patterns or {},
    }


def _noted(names: list[str], kind: str) -> dict[str, Any]:
    """An answer with a note of its own for each, so that a missing one can be named."""
    answers: dict[str, Any] = {}
    for number, name in enumerate(names):
        value = {"level": number % 5} if kind == "antwoord" else {"occurs": "sometimes"}
        answers[name] = {**value, "note": f"Notitie-{kind}-{number}.", "evidence": [f"Bewijs-{kind}-{number}."]}
    return answers


def call(*arguments: object, code: int = 0) -> None:
    found = guarded([str(argument) for argument in arguments], run)
    assert found == code, f"{arguments}: {found}"
