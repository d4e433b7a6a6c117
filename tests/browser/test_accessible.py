"""WCAG 2.2 AA in a real browser: axe, and what axe does not see."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import Opener, module
from tests.browser.pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("name", PAGES)]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What WCAG 2.2, 1.4.12 lets a reader set."""

OPEN_ALL = "() => document.querySelectorAll('details').forEach(details => { details.open = true; })"
SPILLED = """() => [...document.querySelectorAll('body *')].filter(element =>
  !element.closest('svg') && element.clientWidth > 1 && getComputedStyle(element).position !== 'absolute' &&
    (element.scrollWidth > element.clientWidth + 4 || element.scrollHeight > element.clientHeight + 4)
).map(element => element.outerHTML.slice(0, 90))"""
"""What is larger than its box, and so cut off or over something else."""
OVERLAPPING = """() => {
  const found = [];
  const compare = boxes => {
    for (const [index, [one, a]] of boxes.entries()) for (const [other, b] of boxes.slice(index + 1)) {
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (width > 1 && height > 1) found.push(one.slice(0, 60) + ' / ' + other.slice(0, 60));
    }
  };
  for (const parent of document.querySelectorAll('section, article, header, dl, .scale, nav, tr')) {
    compare([...parent.children].filter(child => child.getClientRects().length &&
      getComputedStyle(child).position !== 'absolute').map(child => [child.outerHTML, child.getBoundingClientRect()]));
  }
  // Beside elements there are bare texts; two of them on one line share no place either.
  for (const parent of document.querySelectorAll('td, dd')) {
    const texts = document.createTreeWalker(parent, NodeFilter.SHOW_TEXT), boxes = [];
    while (texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      for (const box of range.getClientRects()) boxes.push([texts.currentNode.data, {
        left: box.left, right: box.right, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4}]);
    }
    if (boxes.length < 40) compare(boxes);
  }
  return found;
}"""
SIDEWAYS = """() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= innerWidth) return [];
  return [`page ${wide}`, ...[...document.querySelectorAll('body *')].filter(element =>
    element.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map(element => element.outerHTML.slice(0, 90))];
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], summary, button, input')].filter(element => {
  const box = element.getBoundingClientRect();
  return box.width && element.className !== 'skip' && (box.height < 23.9 || box.width < 23.9);
}).map(element => element.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Opener, name: str, scheme: str) -> None:
    """No violation of WCAG 2 A to 2.2 AA or of best practice, with every detail closed and with every detail open."""
    page = open_page(name, color_scheme=scheme)
    page.evaluate(module("axe-core/axe.min.js").read_text(encoding="utf-8"))
    for opened in (False, True):
        if opened:
            page.evaluate(OPEN_ALL)
        assert list(violations(page)) == []


def violations(page: "Page") -> Iterator[tuple[str, list[Any]]]:
    """What axe finds: rule, and where."""
    found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", TAGS)
    assert found["passes"], "axe looked at nothing"
    for violation in found["violations"]:
        yield violation["id"], [node["target"] for node in violation["nodes"][:5]]


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(320, 640, 1), (320, 256, 4), (768, 1024, 1), (1280, 900, 1)], ids=str
)
def test_nothing_scrolls_sideways(open_page: Opener, name: str, width: int, height: int, scale: int) -> None:
    """WCAG 1.4.10: from 320 CSS pixels, which is also 1280 at 400 % zoom, with everything open."""
    page = open_page(name, width=width, height=height, device_scale_factor=scale)
    page.evaluate(OPEN_ALL)
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_text_spacing_loses_nothing(open_page: Opener, name: str, width: int) -> None:
    """WCAG 1.4.12: with a reader's own spacing no text is cut off, overlaps, or makes the page scroll sideways."""
    page = open_page(name, width=width, bypass_csp=True)
    page.add_style_tag(content=TEXT_SPACING)
    page.evaluate(OPEN_ALL)
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(SPILLED) == []
    assert page.evaluate(OVERLAPPING) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_enough(open_page: Opener, name: str, width: int) -> None:
    """WCAG 2.5.8: whatever can be clicked is at least 24 by 24 CSS pixels, links in a sentence included."""
    page = open_page(name, width=width)
    page.evaluate(OPEN_ALL)
    assert page.evaluate(SMALL_TARGETS) == []


def test_the_keyboard_reaches_all(open_page: Opener, name: str) -> None:
    """Tab meets the skip link first, then every link and summary in order, each visibly; Enter opens."""
    page = open_page(name)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    skip = page.evaluate("() => { const b = document.activeElement.getBoundingClientRect(); return [b.left, b.top]; }")
    assert min(skip) >= 0, "the skip link stays out of sight"
    page.keyboard.press("Enter")
    assert page.evaluate("() => location.hash") == "#inhoud"
    expected = page.evaluate(
        "() => [...document.querySelectorAll('main a[href], main summary')]"
        ".filter(e => e.checkVisibility({contentVisibilityAuto: true}))"
        ".map((element, number) => { element.dataset.number = number; return number; })"
    )
    for number in expected[:40]:
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [Number(e.dataset.number), s.outlineStyle, parseFloat(s.outlineWidth)]; }"
        )
        assert found[0] == number
        assert found[1] == "solid"
        assert found[2] >= 2
    summaries = page.locator("details > summary")
    if summaries.count():
        summaries.first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.querySelector('details').open")
