"""A bar as a small PNG, for documents that can hold a picture but no SVG."""

import struct
import zlib

from verbetertool.report.document import Bar

WIDTH, HEIGHT = 412, 36
"""In pixels: four for each of 100 points, and room for the line of the contour."""
_PER_POINT = 4
_PAPER, _TRACK, _LINE, _INTERVAL, _BAR, _INK = range(6)
_COLOURS = "ffffff e7ecee 808b92 5b8f9a 06343d 1b2328"
"""Those of report.css in the light scheme."""


def png_of(bar: Bar) -> bytes:
    """Track, interval, bar and the line at 100; only the track where nothing counts."""
    rows = [[_PAPER] * WIDTH for _row in range(HEIGHT)]
    _box(rows, (0, 100), (4, 32), _TRACK, edge=_LINE)
    if bar.value is not None:
        if bar.low is not None and bar.high is not None and bar.high > bar.low:
            _box(rows, (bar.low, bar.high), (4, 32), _INTERVAL, edge=_BAR)
        _box(rows, (0, int(bar.value)), (12, 24), _BAR, edge=_BAR)
    for row in rows:
        row[100 * _PER_POINT - 3 : 100 * _PER_POINT + 3] = [_INK] * 6
    pixels = b"".join(b"\0" + bytes(row) for row in rows)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
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
