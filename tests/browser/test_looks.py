"""What charts look like, by pixel: bar and track can be distinguished in high contrast, in grey and on paper."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import Opener
from verbetertool.report.style import GRAPHIC, contrast

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.slow

Colour = tuple[int, int, int]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "forced colours, dark": {"forced_colors": "active", "color_scheme": "dark"},
}


def pixels(chart: "Locator", *places: tuple[float, float]) -> list[Colour]:
    """The colours at these places of a chart, each a share of its width and of its height."""
    from PIL import Image

    image = Image.open(BytesIO(chart.screenshot())).convert("RGB")
    found = []
    for across, down in places:
        colour = image.getpixel((int(across * (image.width - 1)), int(down * (image.height - 1))))
        assert isinstance(colour, tuple)
        found.append((int(colour[0]), int(colour[1]), int(colour[2])))
    return found


def in_grey(colour: Colour) -> Colour:
    """The colour as a grey printer or screen shows it (ITU-R 601)."""
    grey = round(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2])
    return grey, grey, grey


def as_hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("grey", [False, True], ids=["colour", "grey"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_bar_and_track_differ(open_page: Opener, look: str, grey: bool, media: str) -> None:
    """In a bullet bar the bar stands out from the track by 3:1, however it is shown, in colour and in grey."""
    page = open_page("onbekend-onderdeel", **LOOKS[look])
    page.emulate_media(media="print" if media == "print" else "screen")
    chart = page.locator(".bars .bullet").nth(1)
    width = float(chart.locator(".bar").get_attribute("width") or 0)
    assert 20 < width < 95, "the chart must show both bar and track"
    bar, track = pixels(chart, (width / 200, 0.5), ((width + 100) / 200, 0.25))
    if grey:
        bar, track = in_grey(bar), in_grey(track)
    assert contrast(as_hex(bar), as_hex(track)) >= GRAPHIC


@pytest.mark.parametrize("look", LOOKS)
def test_the_interval_has_an_edge(open_page: Opener, look: str) -> None:
    """Where what is unknown begins and ends, a line stands out from the track by 3:1."""
    page = open_page("onbekend-onderdeel", **LOOKS[look])
    chart = page.locator(".bars .bullet").nth(1)
    box = chart.bounding_box()
    assert box
    interval = chart.locator(".interval")
    start = float(interval.get_attribute("x") or 0) / 100
    step = 1 / box["width"]
    places = [(start + step * offset, 0.25) for offset in range(-3, 4)]
    (track,) = pixels(chart, (max(start - 5 * step, 0.02), 0.25))
    assert max(contrast(as_hex(edge), as_hex(track)) for edge in pixels(chart, *places)) >= GRAPHIC


@pytest.mark.parametrize("look", LOOKS)
def test_the_scale_can_be_read(open_page: Opener, look: str) -> None:
    """The mark of the score and the ends of its interval stand out from the page by 3:1, and the zones have edges."""
    page = open_page("onbekend-onderdeel", **LOOKS[look])
    chart = page.locator(".scale .zones")
    box = chart.bounding_box()
    assert box
    mark = chart.locator("svg", has=page.locator(".mark"))
    place = float((mark.get_attribute("x") or "0").rstrip("%")) / 100
    (paper, ink) = pixels(chart, (place + 30 / box["width"], 8 / box["height"]), (place, 8 / box["height"]))
    assert contrast(as_hex(ink), as_hex(paper)) >= GRAPHIC
    low = float((chart.locator("> .interval").get_attribute("x") or "0").rstrip("%")) / 100
    (end,) = pixels(chart, (low + 1 / box["width"], 46 / box["height"]))
    assert contrast(as_hex(end), as_hex(paper)) >= GRAPHIC
    for zone in chart.locator("> rect").all()[1:4]:
        start = float((zone.get_attribute("x") or "0").rstrip("%")) / 100
        around = pixels(chart, *((start + step / box["width"], 29 / box["height"]) for step in range(-4, 5)))
        assert len(set(around)) > 1


@pytest.mark.parametrize("look", LOOKS)
def test_cells_of_a_strip_differ(open_page: Opener, look: str) -> None:
    """In the strip of an answer the cells of the level stand out from the others by 3:1."""
    page = open_page("alle-notities", **LOOKS[look])
    page.evaluate("() => document.querySelectorAll('details').forEach(details => { details.open = true; })")
    strip = page.locator("td svg", has=page.locator("use[href='#level1']")).first
    first, last = pixels(strip, (0.12, 0.5), (0.82, 0.5))
    assert contrast(as_hex(first), as_hex(last)) >= GRAPHIC


@pytest.mark.parametrize("look", LOOKS)
def test_segments_of_the_portfolio_have_edges(open_page: Opener, look: str) -> None:
    """Neighbouring segments of a stacked bar differ by 3:1, or a line between them differs from one of them by that."""
    page = open_page("portfolio", **LOOKS[look])
    chart = page.locator("svg.stack").first
    box = chart.bounding_box()
    assert box
    step = 1 / box["width"]
    starts = [float((rect.get_attribute("x") or "0").rstrip("%")) / 100 for rect in chart.locator("rect").all()[1:]]
    assert starts
    for start in starts:
        if 0.02 < start < 0.98:
            around = [as_hex(c) for c in pixels(chart, *((start + step * n, 0.5) for n in range(-4, 5)))]
            assert max(contrast(one, end) for one in around for end in (around[0], around[-1])) >= GRAPHIC
