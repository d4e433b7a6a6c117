"""File names that come from text, and house styles that want more than colours."""

from pathlib import Path

import pytest

from tests.fuzz.ways_in import check_css, check_name
from tests.injection.cases import HOSTILE
from verbetertool.batch.inputs import Found, tasks_of
from verbetertool.errors import UsageError
from verbetertool.report.sentences import failure
from verbetertool.report.style import check_style
from verbetertool.saving import safe_name


@pytest.mark.parametrize("text", [*HOSTILE.values(), "", ".", "..", "nul.txt", "COM¹", "ａｕｘ", "\ud800", "a" * 300])
def test_a_name_of_any_text(text: str) -> None:
    """The name is one that every system takes, in its own folder."""
    check_name(safe_name(text))


def test_names_that_some_system_takes_for_the_same() -> None:
    """Names that differ in case, in composition or in signs alone never get the same report."""
    names = [
        "Café",
        "cafe\u0301",
        "CAFÉ",
        "cafe",
        "café ",
        "caf\u00e9\u200b",
        "c/../afe",
        "cafe-2",
        "straße",
        "STRASSE",
    ]
    files = [Path("in", str(number), f"{name.replace('/', '_')}.yaml") for number, name in enumerate(names)]
    reports = [task.report for task in tasks_of(Found(tuple(files)))]
    assert len({report.casefold() for report in reports}) == len(files)
    for report in reports:
        check_name(report)


REFUSED = {
    "address": ":root{--accent:url(http://kwaad.example)}",
    "import": '@import "http://kwaad.example/x.css";:root{--accent:#000}',
    "font face": '@font-face{font-family:x;src:url(x)}:root{--font:"x"}',
    "expression": ":root{--accent:expression(alert(1))}",
    "end of style": ":root{--accent:#000}</style><script>alert(1)</script>",
    "in a comment": ":root{--accent:#000}/* </style><script> */</style>",
    "open comment": ":root{--accent:#000}/* ",
    "other property": ":root{background:red}",
    "other selector": "body{--accent:#000}",
    "open quote": ':root{--font:"x}',
    "escape": ":root{--font:\\22 x}",
    "line end in a name": ':root{--font:"a\nb"}',
    "important": ":root{--accent:#000!important}",
    "unknown variable": ":root{--evil:#000}",
    "nested": ":root{--accent:#000;&{color:red}}",
    "layer": "@layer x{:root{--accent:#000}}",
    "print": "@media print{:root{--accent:#000}}",
    "brace in a string": ':root{--font:"}x{"}',
    "semicolon in a string": ':root{--font:"a;--accent:#000"}',
    "empty": "",
    "only a comment": "/* niets */",
    "control": ":root{--font:\x00}",
    "bytes": "\ufffd\ufffd",
}


@pytest.mark.parametrize("css", REFUSED.values(), ids=REFUSED.keys())
def test_a_style_that_wants_more(css: str) -> None:
    """It is refused, with a sentence."""
    with pytest.raises(UsageError) as refused:
        check_style(css, "stijl.css")
    assert refused.value.code == "style_only_variables"
    assert "stijl.css" in failure(refused.value)


@pytest.mark.parametrize(
    "font", ["Arial", '"Open Sans", sans-serif', "'Fira Sans',Arial, -apple-system", "Ubuntu Mono,x"]
)
def test_a_font_list(font: str) -> None:
    """Names with or without quotes pass, and a parser of CSS finds nothing else in what comes out."""
    css = check_style(f":root {{ --font: {font}; }}", "stijl.css")
    check_css(css)
    assert font in css
