"""Text that tries to be more than text, in every field of a rubric, an answer file and a round."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from verbetertool.errors import Place, Problem
from verbetertool.model.assessment import Assessment
from verbetertool.model.portfolio import ProjectRow
from verbetertool.model.project import Answers
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.assess import assess
from verbetertool.scoring.rows import row_of

CALM = "kalm"
HOSTILE = {
    # HTML, SVG, attributes, style sheets
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "attribute": "' onmouseover='alert(1)' x='",
    "svg": "<svg/onload=alert(1)><title><b>",
    "style end": "</style></title></textarea></svg><iframe src=//kwaad.example>",
    "comment": "--><!-- <!DOCTYPE x> <![CDATA[ ]]>",
    "entity": "&lt;b&gt; &#60;script&#62; &amp;nbsp &copy",
    "half a tag": "<a href=javascript:alert(1)",
    "equals in quotes": 'x="abc"> y="def" <p class="z"',
    "template": "{{ 7*7 }}{% include '/etc/passwd' %}{0}{x}%s%(a)s",
    # Markdown
    "link": "[klik](javascript:alert(1)) ![b](http://kwaad.example/x.png) <http://kwaad.example>",
    "bare link": "http://kwaad.example www.kwaad.example mailto:a@kwaad.example",
    "reference": "[x]: http://kwaad.example\n[x]",
    "table": "a | b |\n| --- | --- |\n| c | d |",
    "heading": "# kop\n\n## kop\n===\n---\n***",
    "list": "- [x] gedaan\n1. een\n+ twee\n> citaat",
    "code": "```\n`a``b`\n~~~\n    code\n$x$ $$y$$",
    "emphasis": "**vet** _schuin_ ~~weg~~ \\*zo\\* \\",
    "html block": "\n\n<div>\n\n<!-- x\n\n",
    # Terminals
    "colour": "\x1b[31mrood\x1b[0m\x1b[2J\x1b[H",
    "title": "\x1b]0;titel\x07\x1b]8;;http://kwaad.example\x1b\\klik\x1b]8;;\x1b\\",
    "c1": "\x9b31m\x90q\x9c\x84\x85\x8d",
    "moves": "abc\r\x08\x08X\x0b\x0c\x7f\x00\x0e",
    "markup": "[red]rood[/red] [link=http://kwaad.example]x[/link] :smile: [/]",
    # Characters that are not seen, or turn the text round
    "bidi": "\u202egnp.exe\u202c \u2066x\u2069 \u200f\u200e\u061c",
    "zero width": "a\u200bb\u2060c\ufeffd\u00ade\U000e0041\u180e",
    "line ends": "a\u2028b\u2029c\u0085d\r\ne\rf\x1cg",
    "marks": "Z\u0351\u036b\u0343a\u0323" * 20,
    "emoji": "\U0001f469\u200d\U0001f4bb \U0001f3f4\U000e0067\U000e007f \u2764\ufe0f",
    # Tables of numbers
    "formula": "=HYPERLINK(\"http://kwaad.example\";\"klik\")",
    "dde": "@SUM(1+1)*cmd|' /C calc'!A0",
    "plus and minus": "+1+1",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "tab formula": "\t=1+1",
    "wide formula": "\uff1d1+1",
    "next cell": 'x";=1+1;"y,=1+1\t=1+1,"=1+1"',
    "quote formula": "'=1+1\n=1+1",
    # Paths and names
    "path": "../../../etc/passwd\x00.html",
    "windows": "CON",
    "stream": "a:b::$DATA\\..\\c?*<>|\"",
    "long": "lang " * 800,
    "long word": "x" * 4000,
    "wide": "\uff1cscript\uff1e \u212a \u0130 \ufb01",
}  # fmt: skip

_TEXTS = re.compile(
    "title|description|intro|question|why|example|caveat|text|alternative|word|item|reason|note|author|commissioned_by|[0-4]"
)
_SMALL = Path(__file__).parents[1] / "fuzz" / "corpus" / "rubric" / "small.yaml"


def a_rubric_of(text: str) -> Rubric:
    """A rubric of every kind of thing, in which all texts, names and places are `text`."""
    return Rubric.model_validate(_filled(yaml.safe_load(_SMALL.read_text(encoding="utf-8")), text, ""))


def _filled(value: Any, text: str, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _filled(each, text, str(name)) for name, each in value.items()}
    if isinstance(value, list):
        return tuple(_filled(each, text, key) for each in value)
    if not isinstance(value, str):
        return value
    if _TEXTS.fullmatch(key):
        return text
    if key in ("section", "sections", "place"):
        return text[:40] if text[:40].strip() else value
    return re.sub(r"[^ -~]", "", text)[:40].strip() or value if key == "version" else value


def answers_of(text: str) -> Answers:
    """Answers to the rubric above, of every kind, in which all texts are `text`."""
    said = {"note": text, "evidence": (text, text), "line": 3}
    return TypeAdapter(Answers).validate_python(
        {
            "file": text[:100],
            "rubric": "proef",
            "rubric_version": text[:40],
            "project": {"name": text[:300], "organisation": text, "summary": text, "target_groups": ("x",)},
            "date": "2026-11-23",
            "perspective": "jongere",
            "answers": {
                "a1": {"level": 4, **said},
                "a2": {"level": 1, **said},
                "b1": {"reason": text, **said},
                "b2": {"level": 0, **said},
            },
            "anti_patterns": {"harm": {"occurs": "usually", **said}},
        }
    )


@lru_cache(maxsize=4)
def assessed(text: str) -> tuple[Assessment, Rubric]:
    """The result, with the rubric that its texts come from."""
    rubric = a_rubric_of(text)
    return assess(rubric, answers_of(text), tool_version="0"), rubric


def row_with(text: str) -> tuple[ProjectRow, Rubric]:
    """A project of a round."""
    result, rubric = assessed(text)
    return row_of(result, rubric, file=f"map/{text[:80]}.yaml", report="project"), rubric


def problems_with(text: str) -> list[Problem]:
    """Problems of a file, with `text` wherever a file's own text can stand in one."""
    place = Place(f"map/{text[:80]}.yaml", 3, 5, f"  a: {text}".replace("\n", " "))
    values: dict[str, object] = dict.fromkeys(("key", "value", "id", "suggestion", "section", "form", "found"), text)
    values |= {"choices": [text, text]}
    return [
        Problem(code, place, values)
        for code in (
            "unknown_key",
            "not_a_choice",
            "duplicate_key",
            "unknown_id",
            "bad_form",
            "level_is_word",
            "yaml_space",
        )
    ]
