"""The HTML page printed to PDF by a browser that is already on this computer: tagged, with title and outline.

A browser and not a library: it prints the very page that people see, charts included, and nothing has to be installed
beside it. Nothing leaves the computer.
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from verbetertool.errors import OutputError, UsageError
from verbetertool.report.document import Document
from verbetertool.report.formats.html import render_html

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
    """The document as a tagged PDF. Raises UsageError without a browser, OutputError if it can't print."""
    browser = find_browser()
    if browser is None:
        raise UsageError("no_browser")
    with tempfile.TemporaryDirectory(prefix="verbetertool-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page, printed = folder / "rapport.html", folder / "rapport.pdf"
        page.write_bytes(render_html(document, house_style))
        command = [browser, *_OPTIONS, *_without_sandbox(), f"--user-data-dir={folder / 'profile'}"]
        command += [f"--print-to-pdf={printed}", page.as_uri()]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 - a browser
            return _settled(printed.read_bytes(), document.date)
        except (OSError, subprocess.SubprocessError) as error:
            raise OutputError("not_printed", browser=browser) from error


def find_browser() -> str | None:
    """The first browser that can print without a window, or None."""
    on_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    return on_path or next((place for place in PLACES if Path(place).is_file()), None)


def _without_sandbox() -> list[str]:
    """Chromium refuses its sandbox to root, as in containers; our page holds no script."""
    import os

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
