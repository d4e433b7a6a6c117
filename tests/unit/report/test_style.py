"""A house style: our variables only, and enough contrast in the light and the dark scheme."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from tests.builders import a_rubric, an_element, html_of, some_answers
from verbetertool import assess
from verbetertool.errors import UsageError
from verbetertool.report.style import MAX_BYTES, check_style, contrast, load_style


def refused(text: str) -> UsageError:
    with pytest.raises(UsageError) as found:
        check_style(text, "huis.css")
    return found.value


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1, and #767676 on white just over 4.5, whatever the order."""
    assert contrast("#000000", "#fff") == pytest.approx(21)
    assert contrast("#0b5c6b", "#0b5c6b") == 1
    assert 4.5 < contrast("#767676", "#ffffff") < 4.55
    assert contrast("#777777", "#ffffff") < 4.5


def test_a_good_style_is_rewritten_from_its_variables() -> None:
    """Comments go, values stay, and dark values get their own rule for screens only."""
    text = """
    /* huis */
    :root { --accent: #7a1f5c; --font: Georgia, serif; }
    @media (prefers-color-scheme: dark) { :root { --accent: #ff9ad5; } }
    """
    expected = ":root{--accent:#7a1f5c;--font:Georgia, serif;}"
    assert check_style(text, "huis.css") == (
        expected + "@media screen and (prefers-color-scheme:dark){:root{--accent:#ff9ad5;}}"
    )


def test_too_little_contrast_is_refused_with_the_pair() -> None:
    """Pale text on white: the message names both variables, the scheme, and what was found and is needed."""
    error = refused(":root { --ink: #999999; } @media (prefers-color-scheme: dark) { :root { --ink: #eef2f3; } }")
    assert error.code == "style_contrast"
    assert error.values["front"] == "--ink"
    assert error.values["back"] == "--paper"
    assert error.values["scheme"] == "licht"
    assert error.values["found"] == "2,8"
    assert error.values["needed"] == "4,5"


def test_a_light_value_that_fails_in_the_dark_is_refused() -> None:
    """An accent for the light scheme alone would stand on the dark paper too."""
    error = refused(":root { --accent: #7a1f5c; }")
    assert (error.code, error.values["scheme"]) == ("style_contrast", "donker")


def test_a_bar_must_stand_out_from_its_track() -> None:
    """Graphics need a contrast of 3."""
    error = refused(":root { --bar: #c0c0c0; }")
    assert (error.values["front"], error.values["back"], error.values["needed"]) == ("--bar", "--track", "3,0")


@pytest.mark.parametrize(
    "text",
    [
        "body { display: none }",
        ":root { color: red }",
        ":root { --accent: url(https://voorbeeld.example/x) }",
        ":root { --accent: red }",
        ":root { --font: x} body{display:none }",
        ":root { --font: url(x) }",
        ":root { --strange: #000000 }",
        "@import 'x.css'; :root { --accent: #7a1f5c }",
        "</style><script>",
        "",
    ],
)
def test_anything_but_our_variables_is_refused(text: str) -> None:
    """Other rules, properties, addresses, names of colours and variables that are not ours."""
    assert refused(text).code == "style_only_variables"


def test_a_file_that_is_missing_or_too_large(tmp_path: Path) -> None:
    """A missing file and one over the limit are said to be so."""
    with pytest.raises(UsageError) as missing:
        load_style(tmp_path / "weg.css")
    assert missing.value.code == "style_unreadable"
    large = tmp_path / "groot.css"
    large.write_text("/*" + "x" * MAX_BYTES + "*/")
    with pytest.raises(UsageError) as found:
        load_style(large)
    assert found.value.code == "style_too_large"


@pytest.mark.parametrize("style", ["", ":root{--accent:#7a1f5c;}"])
def test_the_policy_allows_the_style_of_the_page_and_no_other(style: str) -> None:
    """The hash in the policy is that of the style element; a house style comes before the rules for print."""
    rubric = a_rubric([an_element("a")])
    page = html_of(assess(rubric, some_answers({"a": 2})), rubric, style)
    found = re.search(r"<style>(.*?)</style>", page, re.S)
    assert found
    assert f"'sha256-{b64encode(sha256(found[1].encode()).digest()).decode()}'" in page
    assert style in found[1]
    assert found[1].index(style) < found[1].index("@media print")
