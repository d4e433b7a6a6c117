"""The HTML page printed to PDF by a browser that is already on this computer: tagged, with title and outline.

A browser and not a library: it prints the very page that people see, charts included, and nothing has to be installed
beside it. Nothing leaves the computer.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from verbetertool.errors import OutputError, UsageError
from verbetertool.report.document import Document
from verbetertool.report.formats.html import render_html
from verbetertool.report.formats.seal import open_seal

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
_SECONDS = 120


def render_pdf(document: Document, house_style: str = "") -> bytes:
    """The document as a tagged PDF, with its seal as a comment at the end.

    Raises UsageError without a browser, OutputError if it can't print.
    """
    browser = find_browser()
    if browser is None:
        raise UsageError("no_browser")
    page = render_html(document, house_style)
    for place in _places(browser):
        printed = _printed(browser, page, place)
        if printed is not None:
            return _settled(printed, document.date) + f"%{open_seal(document)}\n".encode()
    raise OutputError("not_printed", browser=browser)


def _places(browser: str) -> Iterator[Path | None]:
    """Folders to print in; None is the one for temporary files, which a browser in a package of its own can't see.

    Such a browser (snap, flatpak) sees no hidden folders either: so a folder in the home folder, or in this one.
    """
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    places: list[Path | None] = [home, Path.cwd()]
    # A snap is known by its path: why wait for it to fail?
    places.insert(1 if "/snap/" in os.path.realpath(browser) + browser else 0, None)
    for place in dict.fromkeys(places):
        if place is None or (place.is_dir() and os.access(place, os.W_OK)):
            yield place


def _printed(browser: str, page: bytes, place: Path | None) -> bytes | None:
    """The page as a PDF, made in a folder of its own in this place; None where the browser gives none."""
    try:
        with tempfile.TemporaryDirectory(prefix="verbetertool-", dir=place, ignore_cleanup_errors=True) as name:
            folder = Path(name)
            source, target = folder / "rapport.html", folder / "rapport.pdf"
            source.write_bytes(page)
            command = [browser, *_OPTIONS, *_without_sandbox(), f"--user-data-dir={folder / 'profile'}"]
            command += [f"--print-to-pdf={target}", source.as_uri()]
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 - a browser
            return target.read_bytes()
    except subprocess.TimeoutExpired as error:  # elsewhere it would take as long
        raise OutputError("not_printed", browser=browser) from error
    except (OSError, subprocess.SubprocessError):
        return None


def find_browser() -> str | None:
    """The first browser that can print without a window, or None."""
    on_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    return on_path or next((place for place in PLACES if Path(place).is_file()), None)


def _without_sandbox() -> list[str]:
    """Chromium refuses its sandbox to root, as in containers; our page holds no script."""
    return ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []


def _settled(data: bytes, date: str | None) -> bytes:
    """The PDF with the assessment's date and our own name, so that the same input gives the same bytes.

    The length of every value stays as it was: the PDF's table of places counts bytes.
    """
    day = (date or "2000-01-01").replace("-", "").encode()
    data = re.sub(rb"\(D:\d{14}", b"(D:" + day + b"000000", data)

    def ours(found: re.Match[bytes]) -> bytes:
        return b"/Creator (" + b"verbetertool-rapport".ljust(len(found[1]))[: len(found[1])] + b")"

    return re.sub(rb"/Creator \(((?:\\.|[^\\)])*)\)", ours, data, count=1)
