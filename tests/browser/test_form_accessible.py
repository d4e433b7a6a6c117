"""The form by keyboard, with a screen reader, on a phone, in the dark, in forced colours and on paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Opener, module, program
from tests.browser.forms import FORMS, RUBRIC, FormPage, answer_file, open_form, write_forms
from tests.browser.test_accessible import (
    OPEN_ALL,
    OVERLAPPING,
    SIDEWAYS,
    SMALL_TARGETS,
    SPILLED,
    TEXT_SPACING,
    violations,
)
from tests.browser.test_looks import LOOKS
from tests.browser.test_print import read_pdf, text_of

pytestmark = pytest.mark.slow

FIRST = RUBRIC.elements[0]
LARGEST = 250_000
"""Bytes of the form of the whole rubric."""


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every form."""
    folder = tmp_path_factory.mktemp("formulieren")
    write_forms(folder)
    return folder


def filled_in(opener: Opener, folder: Path, **options: Any) -> FormPage:
    """The whole form with something in it, something wrong, a reason, and everything open."""
    form = open_form(opener, "heel", folder, **options)
    form.choose(FIRST.id, "3")
    form.write(FIRST.id, "note", "Een lange toelichting. " * 40 + "x" * 200)
    away = next(element for element in RUBRIC.elements if element.not_applicable.allowed and not element.essential)
    form.choose(away.id, "not_applicable")
    counted = [element for element in RUBRIC.elements if element.on_scale][2]
    form.write(counted.id, "count_yes", "41")
    form.write(counted.id, "count_of", "40")
    form.page.click("[data-action=add]")
    form.page.fill("[name='plan.who']", "Samira")
    form.page.evaluate(OPEN_ALL)
    return form


@pytest.mark.parametrize("name", ["heel", "eigen-woorden"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Opener, tmp_path: Path, name: str, scheme: str) -> None:
    """No violation of WCAG 2 A to 2.2 AA or of best practice, empty and filled in."""
    page = open_page(name, color_scheme=scheme)
    page.evaluate(module("axe-core/axe.min.js").read_text(encoding="utf-8"))
    assert list(violations(page)) == []
    if name == "heel":
        page = filled_in(open_page, tmp_path, color_scheme=scheme).page
        page.evaluate(module("axe-core/axe.min.js").read_text(encoding="utf-8"))
        assert list(violations(page)) == []


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(320, 640, 1), (320, 256, 4), (768, 1024, 1), (1280, 900, 1)], ids=str
)
def test_it_fits_every_screen(open_page: Opener, tmp_path: Path, width: int, height: int, scale: int) -> None:
    """WCAG 1.4.10 and 2.5.8: nothing scrolls sideways from 320 CSS pixels, and targets are large enough."""
    page = filled_in(open_page, tmp_path, width=width, height=height, device_scale_factor=scale).page
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_text_spacing_loses_nothing(open_page: Opener, tmp_path: Path, width: int) -> None:
    """WCAG 1.4.12: with a reader's own spacing no text is cut off, overlaps, or makes the page scroll sideways."""
    page = filled_in(open_page, tmp_path, width=width, bypass_csp=True).page
    page.add_style_tag(content=TEXT_SPACING)
    assert page.evaluate(SIDEWAYS) == []
    assert [spilled for spilled in page.evaluate(SPILLED) if not spilled.startswith(("<textarea", "<input"))] == []
    assert page.evaluate(OVERLAPPING) == []


def test_the_keyboard_does_all(open_page: Opener, tmp_path: Path) -> None:
    """From the skip link to the saved file without a mouse, with what has the focus always in sight."""
    form = open_form(open_page, "snel", tmp_path, height=700)
    page = form.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "project.name"
    page.keyboard.type("Met het toetsenbord")
    seen: list[str] = []
    for _ in range(1000):
        page.keyboard.press("Tab")
        state = page.evaluate(FOCUS)
        assert state["width"] >= 2, state
        assert not state["covered"], state
        if state["action"] == "save":
            break
        if state["question"] and state["radio"] and state["question"] not in seen:
            seen.append(state["question"])
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
    core = [element.id for element in RUBRIC.elements if element.core]
    assert sorted(seen) == sorted([*core, *(each.id for each in RUBRIC.anti_patterns)])
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    file = tmp_path / found.value.suggested_filename
    found.value.save_as(file)
    saved = answer_file(file)
    assert saved.project.name == "Met het toetsenbord"
    assert saved.answers == dict.fromkeys(sorted(core, key=list(saved.answers or {}).index), 1)
    assert set((saved.anti_patterns or {}).values()) == {"sometimes"}


FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const bar = document.querySelector('.bar');
  const inBar = bar.contains(e), top = bar.getBoundingClientRect().top;
  const sticks = getComputedStyle(bar).position === 'sticky';
  return {
    html: e.outerHTML.slice(0, 80), width: style.outlineStyle === 'solid' ? parseFloat(style.outlineWidth) : 0,
    action: e.dataset.action, question: e.closest('fieldset[data-id]')?.dataset.id, radio: e.type === 'radio',
    covered: box.bottom <= 0 || box.top >= innerHeight || (sticks && !inBar && box.top >= top - 1),
  };
}"""
"""What has the focus, whether that shows, and whether the bar below covers it (WCAG 2.4.7 and 2.4.11)."""


def test_a_screen_reader_is_told_all(open_page: Opener, tmp_path: Path) -> None:
    """Each field has a name of its own, each question is a group with its words, and messages are announced."""
    form = filled_in(open_page, tmp_path)
    tree = form.question(FIRST.id).aria_snapshot()
    assert f'group "{FIRST.question}"' in tree
    for level, text in enumerate(RUBRIC.level_texts(FIRST)):
        assert f'radio "{level} {text}"' in tree
    assert 'textbox "Toelichting (niet verplicht)"' in tree
    counted = next(element for element in RUBRIC.elements if element.on_scale)
    assert 'textbox "Geteld? Bij"' in form.question(counted.id).aria_snapshot()
    assert form.page.locator("[role=status]").count() == 1
    nameless = form.page.evaluate(
        "() => [...document.querySelectorAll('input:not([type=file]), textarea')].filter(e =>"
        " !e.labels?.length && !e.getAttribute('aria-labelledby')).map(e => e.outerHTML)"
    )
    assert nameless == []


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_chosen_shows_in_every_look(open_page: Opener, tmp_path: Path, look: str) -> None:
    """In light, dark and forced colours a chosen level differs from one that is not, by more than its background."""
    form = open_form(open_page, "heel", tmp_path, **LOOKS[look])
    radios = form.question(FIRST.id).locator("input[type=radio]")
    empty = radios.nth(0).screenshot()
    form.choose(FIRST.id, "0")
    form.page.mouse.move(0, 0)
    assert radios.nth(0).screenshot() != empty


def test_it_prints_with_every_answer(open_page: Opener, tmp_path: Path) -> None:
    """On paper stand the questions that are asked, with long notes whole, and none of the buttons."""
    form = open_form(open_page, "heel", tmp_path)
    words = " ".join(f"woord-{number}" for number in range(600))
    form.choose(FIRST.id, "3")
    form.write(FIRST.id, "note", words)
    pdf = read_pdf(form.page.pdf(tagged=True, prefer_css_page_size=True))
    text = text_of(pdf)
    assert "woord-0" in text
    assert "woord-599" in text
    assert "Bewaaralsbestand" not in text
    assert FIRST.question.replace(" ", "") in text


def test_printing_is_asked_of_the_browser(open_page: Opener, tmp_path: Path) -> None:
    """The button opens the browser's own print window."""
    page = open_form(open_page, "snel", tmp_path).page
    page.evaluate("() => { window.print = () => { document.title = 'gedrukt'; }; }")
    page.click("[data-action=print]")
    assert page.title() == "gedrukt"


@pytest.mark.parametrize("name", FORMS)
def test_it_needs_no_network(open_page: Opener, name: str) -> None:
    """The only request is for the page itself, from a file; the policy lets nothing in but our style and script."""
    page = open_page(name)
    page.wait_for_load_state("networkidle")
    assert open_page.requests == [page.url]
    assert open_page.complaints == []
    policy = page.get_attribute("meta[http-equiv='Content-Security-Policy']", "content") or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert page.locator("iframe, object, embed, link, img, base").count() == 0
    attributes = page.evaluate("() => [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())")
    assert [each for each in attributes if each.startswith("on")] == []


def test_the_policy_stops_another_script(open_page: Opener) -> None:
    """A script that somebody puts into the file does not run."""
    page = open_page("heel")
    changed = Path(open_page.folder / "anders.html")
    changed.write_text(page.content().replace("</body>", "<script>document.title = 'x'</script></body>"), "utf-8")
    assert open_page("anders").title() != "x"


def test_it_is_small_and_valid(pages: Path) -> None:
    """The whole rubric fits in 250 kB, and the Nu HTML checker has neither errors nor warnings."""
    import subprocess

    assert (pages / "heel.html").stat().st_size <= LARGEST
    java = program("java", "apt-get install default-jre-headless")
    files = [pages / f"{name}.html" for name in FORMS]
    checker = module("vnu-jar/build/dist/vnu.jar")
    found = subprocess.run([java, "-jar", checker, "--Werror", *files], capture_output=True, text=True, check=False)
    assert found.stderr == ""


LAST = ("Feiten", "Plan", "Nakijken en bewaren")


def sections(form: FormPage) -> Iterator[str]:
    """The titles of the parts that are shown."""
    yield from form.page.locator("main section:visible > h2").all_inner_texts()


def test_the_order_is_that_of_the_questionnaire(open_page: Opener, tmp_path: Path) -> None:
    """The project, the contexts of the rubric, and the way of working, with their questions in the order of `audit`."""
    form = open_form(open_page, "heel", tmp_path)
    titles = [context.title for context in RUBRIC.contexts]
    assert list(sections(form))[:-1] == ["Uw project", *titles, "Uw manier van werken", *LAST]
    by_context = [e.id for context in RUBRIC.contexts for e in RUBRIC.elements if e.context == context.id]
    assert form.asked() == [*by_context, *(each.id for each in RUBRIC.anti_patterns)]
