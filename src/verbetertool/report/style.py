"""An organisation's own house style: a few CSS variables over ours, checked for contrast (WCAG 2.2, 1.4.3 and 1.4.11).

Only variables, so that nothing in the file can fetch, hide or overlap, and so that the contrast can be worked out.
"""

import re
from collections.abc import Mapping
from functools import partial
from importlib.resources import files
from pathlib import Path

from verbetertool.errors import Checks, UsageError, system_reason
from verbetertool.language import _, decimal

MAX_BYTES = 10_000
TEXT, GRAPHIC = 4.5, 3.0
PAIRS = (
    ("ink", "paper", TEXT),
    ("ink", "panel", TEXT),
    ("soft-ink", "paper", TEXT),
    ("soft-ink", "panel", TEXT),
    ("accent", "paper", TEXT),
    ("accent", "panel", TEXT),
    ("warn", "paper", TEXT),
    ("line", "paper", GRAPHIC),
    ("bar", "track", GRAPHIC),
    ("ink", "track", GRAPHIC),
)
"""Foreground, background, and the contrast they need."""

_DARK = r"@media\s+(?:screen\s+and\s+)?\(prefers-color-scheme:\s*dark\)\s*\{\s*:root\s*\{([^{}]*)\}\s*\}"
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_WORD = r"-?[a-zA-Z][\w-]*"
_SPACE = r"[ \t\r\n\f]*"
"""White space to CSS; to Python more is."""
_FONT_NAME = re.compile(rf"""{_SPACE}(?:"[\w -]+"|'[\w -]+'|{_WORD}(?: +{_WORD})*){_SPACE}""")
_DECLARATION = re.compile(r"(--[a-z-]+|color-scheme)\s*:\s*(.*)", re.S)


def load_style(path: Path) -> str:
    """The rules of a house style, ready to stand in a report.

    Raises UsageError for a file that can't be read or is too large, and with all that is wrong UsageError or
    CombinedError for one that holds anything but our variables, or gives text or charts too little contrast in the
    light or the dark scheme.
    """
    if path.exists() and not path.is_file():  # a pipe or a device would be waited for
        raise UsageError("style_unreadable", file=str(path), reason="no_file")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError("style_unreadable", file=str(path), reason=system_reason(error)) from error
    if len(data) > MAX_BYTES:
        raise UsageError("style_too_large", file=str(path), limit=MAX_BYTES // 1000)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("style_unreadable", file=str(path), reason="not_utf8") from error
    return check_style(text, str(path))


def check_style(text: str, file: str) -> str:
    """The rules in `text`, rewritten from the variables found in it. Raises UsageError or CombinedError."""
    checks = Checks()
    light, dark = _variables(text, file, checks)
    our_light, our_dark = _variables(_ours(), "report.css", checks)
    for scheme, values in (
        (_("licht"), {**our_light, **light}),
        (_("donker"), {**our_light, **our_dark, **light, **dark}),
    ):
        for front, back, needed in PAIRS:
            checks.of(partial(_check_contrast, values, front, back, needed, scheme=scheme, file=file))
    checks.done()
    return _root(light) + (f"@media screen and (prefers-color-scheme:dark){{{_root(dark)}}}" if dark else "")


def _check_contrast(values: Mapping[str, str], front: str, back: str, needed: float, *, scheme: str, file: str) -> None:
    found = contrast(values[front], values[back])
    if found < needed:
        raise UsageError(
            "style_contrast",
            file=file,
            front=f"--{front}",
            back=f"--{back}",
            scheme=scheme,
            found=decimal(int(found * 10) / 10),
            needed=decimal(needed),
        )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours such as `#0b5c6b`, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ours() -> str:
    """Our own variables: what stands above the place for a house style."""
    style = (files("verbetertool.report") / "templates" / "report.css").read_text(encoding="utf-8")
    return style.split("/* house style */")[0]


def _variables(text: str, file: str, checks: Checks) -> tuple[dict[str, str], dict[str, str]]:
    """The variables of the light and of the dark scheme."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    dark = {}
    for block in re.findall(_DARK, text):
        dark.update(_declarations(block, file, checks))
    text = re.sub(_DARK, " ", text)
    light = {}
    for block in re.findall(r":root\s*\{([^{}]*)\}", text):
        light.update(_declarations(block, file, checks))
    rest = re.sub(r":root\s*\{[^{}]*\}", " ", text).strip()
    if rest or not (light or dark or checks.failed):
        checks.of(partial(_refuse, file, rest))
    return light, dark


def _refuse(file: str, found: str) -> None:
    raise UsageError("style_only_variables", file=file, found=found[:60] or "-")


def _declarations(block: str, file: str, checks: Checks) -> dict[str, str]:
    names = {name for front, back, _limit in PAIRS for name in (front, back)} | {"interval"}
    found = {}
    for part in filter(None, map(str.strip, block.split(";"))):
        declaration = _DECLARATION.fullmatch(part)
        name, value = (declaration[1].removeprefix("--"), declaration[2].strip()) if declaration else ("", "")
        if name == "color-scheme":
            continue
        fits = _COLOUR.fullmatch(value) if name in names else name == "font" and _is_font(value)
        if not fits:
            checks.of(partial(_refuse, file, part))
            continue
        found[name] = value
    return found


def _is_font(value: str) -> bool:
    """Names with commas between them, and every quote closed: an open one would swallow the rules that follow."""
    return len(value) <= 300 and all(map(_FONT_NAME.fullmatch, value.split(",")))


def _root(values: dict[str, str]) -> str:
    return ":root{" + "".join(f"--{name}:{value};" for name, value in values.items()) + "}" if values else ""
