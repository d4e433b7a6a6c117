"""Answer files for every state that a report must hold for, made from the shipped rubric, and their golden reports.

`make goldens` renews the reports in `expected/`; look at the difference before you commit it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from verbetertool import assess, load_answers, load_rubric
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.report.formats import report_bytes

ROOT = Path(__file__).parents[2]
EXPECTED = Path(__file__).with_name("expected")
FORMATS = ("html", "md", "json")

HOSTILE_TEXTS = (
    "<script>alert(1)</script> </style><img src=x onerror=alert(1)>",
    "| --- | kolom | --- |",
    "`code` ``` ```` ~~~",
    "{{ 7*7 }} {% raw %} ${7*7} #{7*7}",
    "# kop\n## kop\n- punt\n1. punt\n> citaat\n---",
    "[klik](javascript:alert(1)) ![beeld](http://voorbeeld.example/x.png) <http://voorbeeld.example>",
    "https://voorbeeld.example/?a=1&b=2 www.voorbeeld.example iemand@voorbeeld.example",
    "مشروع للشباب \u202eomgekeerd\u202c en weer gewoon",
    "emoji 👩‍👩‍👧 ❤️ 🏳️‍🌈 en onzichtbaar: a\u200bb\u2066c\u2069",
    "&amp; &lt;b&gt; &#60;i&#62; \\* \\| \\\\",
    "*vet* _schuin_ ~~weg~~ $x$ ^voet[^1]",
)
COMPOUND = "Jongerenarbeidsmarkttoeleidingsbegeleidingscoördinatiesamenwerkingsverbandsvergaderstukken"
"""A Dutch compound of ninety letters."""


def state_files() -> dict[str, str]:
    """The text of an answer file per state."""
    rubric = load_rubric()
    contexts = {element.context for element in rubric.elements}
    unknown_context = sorted(contexts)[0]
    mixed = {element.id: str(number % 5) for number, element in enumerate(rubric.elements)}
    anti_patterns = {
        each.id: ("never", "never", "sometimes", "usually")[n % 4] for n, each in enumerate(rubric.anti_patterns)
    }
    never = dict.fromkeys(anti_patterns, "never")
    required = {element.id: element.required for element in _empty(rubric).elements}
    contour = {id: f"{{level: {level}, evidence: [jaarverslag]}}" for id, level in required.items()}
    excluded = {e.id: "{not_applicable: dit past niet bij ons werk}" for e in rubric.elements}
    return {
        "nothing-answered": _file({}, {}),
        "mixed": _file(mixed, anti_patterns),
        "at-contour": _file(contour, never),
        "plan": _file(mixed, anti_patterns, project={"status": "plan"}),
        "only-anti-patterns": _file({}, dict.fromkeys(anti_patterns, "usually")),
        "all-not-applicable": _file(excluded, never),
        "unknown-context": _file(
            {e.id: "unknown" if e.context == unknown_context else mixed[e.id] for e in rubric.elements}, anti_patterns
        ),
        "quick-scan": _file(mixed, anti_patterns, scope="quick"),
        "hostile": _hostile(rubric, anti_patterns),
    }


def _hostile(rubric: Rubric, anti_patterns: dict[str, str]) -> str:
    """Every text that tries to break out, a name that is too long for a line, and a note of 5,000 words."""
    answers = {}
    for number, element in enumerate(rubric.elements):
        text = HOSTILE_TEXTS[number % len(HOSTILE_TEXTS)]
        answers[element.id] = _quoted({"level": number % 5, "note": text, "evidence": [text]})
    first, second = list(answers)[:2]
    answers[first] = _quoted({"level": 1, "note": " ".join(["begeleiding"] * 5000)})
    answers[second] = _quoted({"not_applicable": HOSTILE_TEXTS[0]})
    occurring = {id: _quoted({"occurs": occurs, "note": HOSTILE_TEXTS[1]}) for id, occurs in anti_patterns.items()}
    project = {"organisation": HOSTILE_TEXTS[0], "summary": "\n".join(HOSTILE_TEXTS)}
    return _file(answers, occurring, name=f"{COMPOUND} {HOSTILE_TEXTS[0]}", project=project)


def _file(
    answers: dict[str, str],
    anti_patterns: dict[str, str],
    *,
    name: str = "Proefproject",
    project: dict[str, str] | None = None,
    scope: str = "full",
) -> str:
    lines = ["format: verbetertool/1", "rubric: jongeren-naar-werk", "project:", f"  name: {_quoted(name)}"]
    lines += [f"  {key}: {_quoted(value)}" for key, value in (project or {}).items()]
    lines += ["audit:", f"  scope: {scope}", "  date: 2026-11-23", "  perspective: professional"]
    for heading, items in (("answers", answers), ("anti_patterns", anti_patterns)):
        if items:
            lines += [f"{heading}:", *(f"  {id}: {value}" for id, value in items.items())]
    return "\n".join(lines) + "\n"


def _quoted(value: object) -> str:
    """As JSON, which is YAML too."""
    return json.dumps(value, ensure_ascii=False)


def _empty(rubric: Rubric) -> Assessment:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "leeg.yaml"
        path.write_text(_file({}, {}), encoding="utf-8")
        return assess(rubric, load_answers(path, rubric))


def assessments() -> Iterator[tuple[str, Assessment]]:
    """Every state and every shipped example, by name."""
    rubric = load_rubric()
    with TemporaryDirectory() as folder:
        for name, text in state_files().items():
            path = Path(folder) / f"{name}.yaml"
            path.write_text(text, encoding="utf-8")
            yield name, assess(rubric, load_answers(path, rubric))
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        yield path.stem, assess(rubric, load_answers(path, rubric))


def golden_reports() -> Iterator[tuple[str, bytes]]:
    """Every golden file: its name, and what must stand in it."""
    rubric = load_rubric()
    for name, assessment in assessments():
        for format in FORMATS:
            yield f"{name}.{format}", report_bytes(format, assessment, rubric)


def renew() -> None:
    """Writes the golden reports, and removes those of states that are no more."""
    EXPECTED.mkdir(exist_ok=True)
    made = dict(golden_reports())
    for path in EXPECTED.iterdir():
        if path.name not in made:
            path.unlink()
    for name, data in made.items():
        (EXPECTED / name).write_bytes(data)


if __name__ == "__main__":
    renew()
