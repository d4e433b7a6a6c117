"""A bar, a dumbbell or a scale as a small PNG, for documents that can hold a picture but no SVG."""

import struct
import zlib
from collections.abc import Sequence

from verbetertool.report.document import Bar, Dumbbell, Scale

WIDTH, HEIGHT = 412, 36
"""In pixels: four for each of 100 points, and room for the line of the contour."""
_PER_POINT = 4
_SCALE_HEIGHT = 56
_PAPER, _TRACK, _LINE, _INTERVAL, _BAR, _INK, _LIGHT = range(7)
_COLOURS = "ffffff e7ecee 808b92 5b8f9a 06343d 1b2328 a5c2c8"
"""Those of report.css in the light scheme."""
_ZONES = (_TRACK, _LIGHT, _INTERVAL, _BAR)
"""The colours of the zones of a scale, lowest first."""


def png_of(bar: Bar) -> bytes:
    """Track, interval, bar and the line at 100; only the track where nothing counts."""
    rows = _paper(HEIGHT)
    _box(rows, (0, 100), (4, 32), _TRACK, edge=_LINE)
    if bar.value is not None:
        if bar.low is not None and bar.high is not None and bar.high > bar.low:
            _box(rows, (bar.low, bar.high), (4, 32), _INTERVAL, edge=_BAR)
        _box(rows, (0, int(bar.value)), (12, 24), _BAR, edge=_BAR)
    for row in rows:
        row[100 * _PER_POINT - 3 : 100 * _PER_POINT + 3] = [_INK] * 6
    return _png(rows)


def png_of_scale(scale: Scale) -> bytes:
    """The zones side by side, the interval below them, and the mark above and across them."""
    rows = _paper(_SCALE_HEIGHT)
    for zone, end, fill in zip(scale.zones, [*(zone.low for zone in scale.zones[1:]), 100], _ZONES, strict=False):
        _box(rows, (zone.low, end), (16, 40), fill, edge=_LINE)
    _box(rows, (scale.low, max(scale.high, scale.low + 1)), (44, 52), _INTERVAL, edge=_INK)
    if scale.value is not None:
        middle = scale.value * _PER_POINT
        for number in range(16):
            _dot(rows[number], middle, 8 - number // 2)
        for row in rows[16:40]:
            _dot(row, middle, 1)
    return _png(rows)


def dumbbell_png(dumbbell: Dumbbell, limits: Sequence[int]) -> bytes:
    """Track and limits; an open ring for then, a disc for now, and the way between them."""
    rows = _paper(HEIGHT)
    _box(rows, (0, 100), (13, 23), _TRACK, edge=_LINE)
    for limit in limits:
        for row in rows[8:28]:
            row[limit * _PER_POINT - 1 : limit * _PER_POINT + 1] = [_LINE] * 2
    then, now = dumbbell.before, dumbbell.after
    if then is not None and now is not None and then != now:
        _box(rows, (min(then, now), max(then, now)), (16, 20), _BAR, edge=_BAR)
    if then is not None:
        _disc(rows, then, 11, _BAR)
        _disc(rows, then, 8, _PAPER)
    if now is not None:
        _disc(rows, now, 7, _BAR)
    return _png(rows)


def _disc(rows: list[list[int]], point: int, radius: int, fill: int) -> None:
    """Round, and whole at both ends of the scale."""
    middle = min(max(point * _PER_POINT, radius), WIDTH - radius - 1)
    for number, row in enumerate(rows):
        for column in range(middle - radius, middle + radius + 1):
            if (number - HEIGHT // 2) ** 2 + (column - middle) ** 2 <= radius**2:
                row[column] = fill


def _dot(row: list[int], middle: int, half: int) -> None:
    """Ink on both sides of a place in a row."""
    start, end = max(0, middle - half), min(WIDTH, middle + half + 1)
    row[start:end] = [_INK] * (end - start)


def _paper(height: int) -> list[list[int]]:
    return [[_PAPER] * WIDTH for _row in range(height)]


def _png(rows: Sequence[Sequence[int]]) -> bytes:
    """Rows of colours by their number as a picture."""
    pixels = b"".join(b"\0" + bytes(row) for row in rows)
    header = struct.pack(">IIBBBBB", WIDTH, len(rows), 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", bytes.fromhex(_COLOURS)), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _box(rows: list[list[int]], points: tuple[int, int], heights: tuple[int, int], fill: int, edge: int) -> None:
    start, end = (point * _PER_POINT for point in points)
    top, bottom = heights
    for number in range(top, bottom):
        outer = number in (top, bottom - 1)
        for column in range(start, end):
            rows[number][column] = edge if outer or column in (start, end - 1) else fill


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
