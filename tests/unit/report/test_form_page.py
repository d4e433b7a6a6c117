"""The form as a page, read without a browser: its contract, and that no text in it is anything but text."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any

import pytest
from jinja2 import Environment, nodes
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.builders import SCALE, a_rubric, an_anti_pattern, an_element, on_scale
from tests.golden.states import HOSTILE_TEXTS
from verbetertool import load_rubric
from verbetertool.interview.form_questions import questions_of
from verbetertool.model.answer_file import FIRST_LINE, LAST_LINE, MAX_BYTES
from verbetertool.model.rubric import Rubric
from verbetertool.report.forms import html

RUBRIC = load_rubric()
LARGEST = 250_000
"""Bytes of the form of the whole rubric."""
TEMPLATES = files("verbetertool.report") / "templates"


def page_of(rubric: Rubric, *, quick: bool = False) -> str:
    return html.render_page(questions_of(rubric, None, quick=quick, every=True)).decode()


def parsed(page: str) -> LexborHTMLParser:
    return LexborHTMLParser(page)


def data_of(page: str) -> dict[str, object]:
    """What the script knows."""
    found = re.search(r"<template id=data>(.*?)</template>", page, re.S)
    assert found
    data = json.loads(found[1])
    assert isinstance(data, dict)
    return data


def values_of(question: LexborNode) -> list[str | None]:
    return [radio.attributes["value"] for radio in question.css("input[type=radio]")]


def test_every_question_keeps_the_contract() -> None:
    """A fieldset each with its id, the values and the names of fields that tests and programs may count on."""
    page = parsed(page_of(RUBRIC))
    questions = {node.attributes["data-id"]: node for node in page.css("fieldset[data-id]")}
    assert set(questions) == {*RUBRIC.element_by_id, *RUBRIC.anti_pattern_by_id}
    for id, element in RUBRIC.element_by_id.items():
        may_not_apply = element.not_applicable.allowed and not element.essential
        not_applicable = ["not_applicable"] if may_not_apply else []
        assert values_of(questions[id]) == ["0", "1", "2", "3", "4", "unknown", *not_applicable]
        fields = {node.attributes["name"] for node in questions[id].css("textarea, input:not([type=radio])")}
        counts = {"count_yes", "count_of"} if element.on_scale else set()
        assert fields == {"note", "evidence", *counts, *(["reason"] if may_not_apply else [])}
        text = questions[id].text()
        assert all(part in text for part in (element.question, *RUBRIC.level_texts(element)))
    for id in RUBRIC.anti_pattern_by_id:
        assert values_of(questions[id]) == ["never", "sometimes", "usually", "unknown"]
    for action in ("save", "load", "print"):
        assert len(page.css(f"button[data-action={action}]")) == 1
    names = {node.attributes.get("name") for node in page.css("input, textarea")}
    assert {"project.name", "project.ages.from", "project.target_groups", "audit.date"} <= names
    assert {f"project.facts.{fact.id}" for fact in RUBRIC.facts} <= names
    groups = [node.attributes["value"] for node in page.css("input[name='project.target_groups']")]
    assert groups == [choice.id for choice in RUBRIC.target_groups]


def test_a_quick_form_has_the_core_alone() -> None:
    """With --quick there are no other questions to show, and the file says that it is a quick scan."""
    page = page_of(RUBRIC, quick=True)
    found = {node.attributes["data-id"] for node in parsed(page).css("fieldset[data-id]")}
    core = {element.id for element in RUBRIC.elements if element.core}
    assert found == core | set(RUBRIC.anti_pattern_by_id)
    assert data_of(page)["scope"] == "quick"


def test_the_form_of_the_whole_rubric_is_small() -> None:
    """A form that is mailed and opened on a phone."""
    assert len(page_of(RUBRIC).encode()) <= LARGEST


def test_the_policy_names_the_style_and_the_script_that_are_there() -> None:
    """Nothing may be loaded, and of what stands in the page only our style and our script may work."""
    page = page_of(RUBRIC)
    [policy] = [node.attributes["content"] or "" for node in parsed(page).css("meta[http-equiv]")]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        [text] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        assert f"{tag}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy


@pytest.mark.thorough
@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, "/* script */ /* style */ >/* data */<", '" onfocus="alert(1)'])
def test_text_of_a_rubric_stays_text(text: str) -> None:
    """Whatever a rubric says, the page has the same elements, and says it."""
    plain = a_rubric([an_element("a"), on_scale("b")], anti_patterns=[an_anti_pattern("h")], scale=SCALE)
    elements = [
        an_element("a", title=text, question=text, why=text),
        on_scale("b", title=text, question=text, practice=text, per=text, absent=text, secured=text),
    ]
    hostile = a_rubric(elements, anti_patterns=[an_anti_pattern("h", title=text, question=text)], scale=SCALE)
    page = page_of(hostile)
    tags = [[node.tag for node in parsed(each).root.css("*")] for each in (page, page_of(plain))]  # type: ignore[union-attr]
    assert tags[0] == tags[1]
    known = data_of(page)["elements"]
    assert isinstance(known, list)
    assert [element["title"] for element in known] == [text, text]


def test_the_template_lets_no_text_pass_unescaped() -> None:
    """It has no filter and no part where escaping is off, and calls nothing but gettext and its own macros."""
    tree = Environment(autoescape=True).parse((TEMPLATES / "form.j2").read_text(encoding="utf-8"))
    assert not list(tree.find_all((nodes.Filter, nodes.FilterBlock, nodes.EvalContextModifier, nodes.Include)))
    called = {getattr(call.node, "name", getattr(call.node, "attr", None)) for call in tree.find_all(nodes.Call)}
    assert called == {"_", "format", "about_project", "question", "help"}


def test_the_script_has_all_its_words_and_no_other() -> None:
    """Each message that the script says comes through gettext, and none of them is left over."""
    script = (TEMPLATES / "form.js").read_text(encoding="utf-8")
    words = data_of(page_of(RUBRIC))["words"]
    assert isinstance(words, dict)
    used = set(re.findall(r"WORDS\.(\w+)", script)) | set(re.findall(r"(?:Unreadable|fail)\(\"(\w+)\"", script))
    looked_up = {
        "ja",
        "soms",
        "nee",
        "never",
        "sometimes",
        "usually",
        "unknown",
        "not_applicable",
        "not_text",
        "not_ours",
    }
    kinds = {f"wrong_{kind}" for kind in ("line", "text", "fact", "date", "age", "number", "count")}
    assert set(words) == used | looked_up | kinds


def test_the_form_knows_the_limits_of_the_program() -> None:
    """What the page writes around a file and how large a file may be is what the reader knows."""
    data: Any = data_of(page_of(RUBRIC))
    assert (data["first_line"], data["last_line"], data["limits"]["bytes"]) == (FIRST_LINE, LAST_LINE, MAX_BYTES)
