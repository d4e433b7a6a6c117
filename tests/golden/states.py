"""Answer files for every state that a report must hold for, made from the shipped rubric, and the golden documents.

`make goldens` renews what stands in `expected/`; look at the difference before you commit it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.builders import report_of, shown
from tests.golden import of_a_round
from verbetertool import assess, load_answers, load_rubric
from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.interview.form_questions import questions_of
from verbetertool.model.assessment import Assessment
from verbetertool.model.comparison import Compared, Moment, Planned
from verbetertool.model.project import Answered, NotApplicable, Occurrence, PlanItem, Unknown
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import Count
from verbetertool.model.team import Team
from verbetertool.reading.answers import check_answers, parse_answers
from verbetertool.report.document import Document
from verbetertool.report.documents.comparison import comparison_document
from verbetertool.report.documents.contour import contour_document, project_contour_document
from verbetertool.report.documents.contours import contours_document, profiles_document
from verbetertool.report.documents.course import course_document
from verbetertool.report.documents.explanation import explanation_document, explanation_of
from verbetertool.report.documents.plan import days, plan_document, rows
from verbetertool.report.documents.portfolio import GroupLink, portfolio_document
from verbetertool.report.documents.portfolio_page import Frame
from verbetertool.report.documents.questionnaire import questionnaire_document
from verbetertool.report.documents.rejected import Rejected
from verbetertool.report.documents.returned import returned_document
from verbetertool.report.documents.rubric import item_document, rubric_document
from verbetertool.report.documents.summary import summary_document
from verbetertool.report.documents.team import team_document
from verbetertool.report.formats import FORMATS
from verbetertool.report.formats.calendar import calendar
from verbetertool.report.formats.tables import CSV_START, csv_lines
from verbetertool.scoring.comparison import compared
from verbetertool.scoring.picture import picture_for
from verbetertool.scoring.portfolio import portfolio_of
from verbetertool.scoring.rows import row_of
from verbetertool.scoring.team import together

ROOT = Path(__file__).parents[2]
EXPECTED = Path(__file__).with_name("expected")
EXAMPLE = "2getthere"
LATER = "meerdere-problemen"
"""The example that is golden beside what it was a year before."""
BESIDE = "schoolverlaters"
"""The example whose contour is golden with its marks."""
IN_ALL_FORMATS = (EXAMPLE, "mixed", "hostile")
"""Whose HTML and JSON are golden too; of the others the Markdown, which a person can read."""
COLUMNS = 80
"""Of the terminal on which the golden summary stands."""

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
PLANNED = (
    PlanItem(
        element="vaste-begeleider", to=4, action="Eén begeleider tot en met de plaatsing", who="Samira", by="2027-03-01"
    ),
    PlanItem(
        anti_pattern="keuzes-opleggen",
        to="never",
        action="Vraag eerst; schrijf dan pas een plan, samen",
        status="doing",
    ),
    PlanItem(
        action="=1+1; <b>onderzoek</b>\nmet | erin", who="Team | Noord", by="2026-12-15", note="wacht op \\ antwoord"
    ),
    PlanItem(element="peers", to=2, by="2026-11-30", status="done"),
    PlanItem(element="verdwenen", action="Iets van een vorige versie", status="dropped"),
)
"""A plan with each kind of action, and each status."""
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
    project: Mapping[str, object] | None = None,
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


@cache
def assessments() -> dict[str, Assessment]:
    """Every state and every shipped example, by name."""
    rubric, made = load_rubric(), {}
    with TemporaryDirectory() as folder:
        for name, text in state_files().items():
            path = Path(folder) / f"{name}.yaml"
            path.write_text(text, encoding="utf-8")
            made[name] = assess(rubric, load_answers(path, rubric))
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        made[path.stem] = assess(rubric, load_answers(path, rubric))
    return made


def two_moments() -> Compared:
    """An example, and the same project a year later: a change of every kind, a goal more, and a plan."""
    rubric = load_rubric()
    now = load_answers(ROOT / "examples" / f"{LATER}.yaml", rubric)
    given, occurred = dict(now.answers), dict(now.anti_patterns)

    def was(id: str, level: int, **fields: Any) -> None:
        given[id] = replace(Answered(level), **fields)

    was("tweede-kans", 1, count=Count.told(4, 21))
    was("peers", 1)
    was("sociale-omgeving", 1, count=Count.told(5, 60))
    was("stress-sensitief", 3)
    was("zelfvertrouwen", 3)
    was("vroegsignalering", 2, evidence=("Afspraken met scholen 2024",))
    given["warme-overdracht"] = Unknown()
    given["netwerk-vergroten"] = Answered(1)
    given["contact-leggen"] = Answered(1)
    given["jobcarving"] = NotApplicable("Er was toen nog geen werkgever.")
    given["goede-intake"] = replace(given["goede-intake"], evidence=())
    given["concrete-doelen"] = replace(given["concrete-doelen"], evidence=())
    given["zelfvertrouwen"] = Answered(3, evidence=("Verslag 2024",))
    occurred["druk-en-eisen"] = Occurrence("usually")
    project = now.project.model_copy(update={"goals": ("veranderproces",)})
    then = replace(
        now, file="de-brug-2025.yaml", date="2025-11-20", project=project, answers=given, anti_patterns=occurred
    )
    plan = (
        Planned("done", "tweede-kans", action="Bellen met wie afhaakt, binnen een week"),
        Planned("doing", anti_pattern="druk-en-eisen", action="Gesprek met de gemeente over verantwoorden"),
        Planned("open", "certificering"),
        Planned("dropped", action="Nieuwe website"),
    )
    before, after = (Moment.of(assess(rubric, answers)) for answers in (then, now))
    return compared(before, replace(after, plan=plan), rubric)


def _the_year_before(moment: Moment) -> Compared:
    """To a moment, from the same as a quick scan a year before: that is never compared."""
    return compared(replace(moment, file="de-brug-2024.yaml", date="2024-11-21", scope="quick"), moment, load_rubric())


def one_of_each_document() -> Iterator[tuple[str, bytes]]:
    """A golden file of every document: its name, and what must stand in it."""
    rubric = load_rubric()
    made = assessments()
    strict = made["brief-en-sanctie"]
    yield from _reports(EXAMPLE, made[EXAMPLE], rubric)
    for ending in ("html", "md"):
        page = _portfolio(made, rubric, f".{ending}")
        yield f"portfolio.{ending}", FORMATS[ending].render(page, "")
    beside = project_contour_document(made[BESIDE], rubric)
    for ending in ("html", "md", "json"):
        yield f"contour.{ending}", FORMATS[ending].render(beside, "")
    changed = comparison_document(two_moments(), rubric)
    rounds = course_document([_the_year_before(two_moments().before), two_moments()], rubric)
    for ending in ("html", "md"):
        yield f"course.{ending}", FORMATS[ending].render(rounds, "")
    for ending in ("html", "md", "json"):
        yield f"comparison.{ending}", FORMATS[ending].render(changed, "")
    page = team_document(_team(rubric), rubric)
    for ending in ("html", "md", "json"):
        yield f"team.{ending}", FORMATS[ending].render(page, "")
    questions = questions_of(rubric, rubric.reference_profiles[0].profile, quick=True)
    yield "questionnaire.md", FORMATS["md"].render(questionnaire_document(questions), "")
    planned = replace(made[EXAMPLE], plan=PLANNED)
    yield "planned.md", FORMATS["md"].render(plan_document(planned, rubric), "")
    yield (
        "planned.ics",
        calendar(((day.day, day.title, day.text) for day in days(planned, rubric)), plan_document(planned, rubric)),
    )
    yield "planned.csv", CSV_START + csv_lines(rows(planned, rubric))
    problems = _problems("duplicate-key", rubric)
    returned = returned_document("duplicate-key.yaml", problems)
    yield "returned.html", FORMATS["html"].render(returned, "")
    yield "profiles.md", FORMATS["md"].render(profiles_document(rubric), "")
    for name, document in of_a_round.documents(made, rubric, problems):
        yield f"{name}.md", FORMATS["md"].render(document, "")
    for name, document, width in (
        ("summary", summary_document(strict, rubric), COLUMNS),
        ("explanation", explanation_document(strict, rubric, "project.yaml"), None),
        ("explanation-of-one", explanation_of(strict, rubric, "project.yaml", strict.elements[0].id), None),
        ("comparison", changed, COLUMNS),
        ("rubric", rubric_document(rubric), COLUMNS),
        ("rubric-item", item_document(rubric, rubric.elements[0].id), COLUMNS),
    ):
        yield f"{name}.txt", shown(document, width).encode()


def contours(rubric: Rubric) -> Iterator[tuple[str, bytes]]:
    """The golden picture of each ready-made profile, and of two side by side."""
    drawn = {profile.id: picture_for(rubric, profile.profile) for profile in rubric.reference_profiles}
    for profile in rubric.reference_profiles:
        page = contour_document(drawn[profile.id], rubric, profile.title)
        yield f"contour-{profile.id}.md", FORMATS["md"].render(page, "")
    left, right, *_rest = rubric.reference_profiles
    page = contours_document(drawn[left.id], drawn[right.id], (left.title, right.title), rubric)
    for ending in ("md", "json"):
        yield f"contours.{ending}", FORMATS[ending].render(page, "")


def other_reports() -> Iterator[tuple[str, bytes]]:
    """The golden reports of all other states and examples, and the picture of every ready-made profile."""
    rubric = load_rubric()
    yield from contours(rubric)
    for name, assessment in assessments().items():
        if name != EXAMPLE:
            yield from _reports(name, assessment, rubric)


def _reports(name: str, assessment: Assessment, rubric: Rubric) -> Iterator[tuple[str, bytes]]:
    for format in ("html", "md", "json") if name in IN_ALL_FORMATS else ("md",):
        yield f"{name}.{format}", report_of(format, assessment, rubric)


def _team(rubric: Rubric) -> Team:
    """A lead and three colleagues, somebody of the municipality with another profile, and four young people."""
    mixed = {element.id: number % 5 for number, element in enumerate(rubric.elements)}
    own = [element.id for element in rubric.asked_of("jongere")]
    anti_patterns = {each.id: ("never", "usually")[n % 2] for n, each in enumerate(rubric.anti_patterns)}
    texts = []
    for person in range(4):
        answers = {
            id: _quoted({"level": (level + person // 3) % 5, "note": f"Zo zie ik het ({person})."})
            for id, level in mixed.items()
        }
        texts.append(_file(answers, dict.fromkeys(anti_patterns, "never") if person else anti_patterns))
    other = _file({id: str(4 - level) for id, level in mixed.items()}, {}, project={"goals": ["opleiding"]})
    texts.append(other.replace("perspective: professional", "perspective: gemeente"))
    for person in range(4):
        answers = {
            id: _quoted({"asked": ("ja", "soms", "nee")[(person + number) % 3], "note": HOSTILE_TEXTS[number % 3]})
            for number, id in enumerate(own)
        }
        young = _file(answers, {}).replace("perspective: professional", "perspective: jongere")
        texts.append(young.replace("  scope: full\n", ""))
    files = []
    for number, text in enumerate(texts):
        answers_of, _warnings = check_answers(parse_answers(f"{number}.yaml", text.encode(), ""), rubric)
        files.append(answers_of)
    return together(rubric, files)


def _portfolio(made: dict[str, Assessment], rubric: Rubric, ending: str) -> Document:
    """The page of a small round, with a file of every kind that is not in it."""
    rows = [row_of(result, rubric, file=f"ronde/{name}.yaml", report=name) for name, result in made.items()]
    fault = Problem("fault_in_file", Place("ronde/fout.yaml"), {"error": "ZeroDivisionError: deling door nul"})
    problems = {name: _problems(name, rubric) for name in ("duplicate-key", "tab")}
    rejected = [Rejected(found[0], len(found) - 1, f"terug/{name}.html") for name, found in problems.items()]
    rejected.append(Rejected(fault, 0, None))
    other = Problem("other_kind", Place("ronde/begroting.xlsx"), {"kind": "xlsx"})
    rejected.append(Rejected(other, 0, "terug/begroting-xlsx.html"))
    groups = [GroupLink(choice.title, f"groepen/doel-{choice.id}.html", 3) for choice in rubric.goals]
    frame = Frame(
        part=None,
        submitted=len(rows) + len(rejected),
        unread=len(rejected) - 1,
        passed_over=1,
        reports="rapporten",
        ending=ending,
    )
    return portfolio_document(portfolio_of(rows, rubric), rubric, frame, rejected, groups)


def _problems(name: str, rubric: Rubric) -> list[Problem]:
    """What is wrong in one of the bad files."""
    data = (ROOT / "tests" / "cases" / "bad" / f"{name}.yaml").read_bytes()
    try:
        check_answers(parse_answers(f"ronde/{name}.yaml", data, ""), rubric)
    except InvalidInputError as error:
        return list(error.problems)
    raise AssertionError(f"{name}.yaml is not bad")


def renew() -> None:
    """Writes the golden files, and removes those of states and documents that are no more."""
    EXPECTED.mkdir(exist_ok=True)
    made = {**dict(one_of_each_document()), **dict(other_reports())}
    for path in EXPECTED.iterdir():
        if path.name not in made:
            path.unlink()
    for name, data in made.items():
        (EXPECTED / name).write_bytes(data)


if __name__ == "__main__":
    renew()
