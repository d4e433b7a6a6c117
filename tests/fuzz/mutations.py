"""Small changes to real files: bytes, lines, YAML values and keys. A pure function of a file and a source of chance."""

import json
import random
from typing import Any

import yaml

HOSTILE = (
    "<script>alert(1)</script>",
    "\x1b]8;;http://kwaad.example\x07klik\x1b]8;;\x07",
    "\u202egnp.exe",
    "\u200b\u2060\ufeff",
    "=HYPERLINK(1)",
    "| a | b |\n| - | - |",
    "\n# kop\n\n[x](javascript:alert(1))",
    "../../etc/passwd",
    "con",
    "{{ 7*7 }}{% raw %}",
    "%s{0}{x}",
    "é" * 300,
    "x" * 20_001,
    "\U0001f469\u200d\U0001f4bb",
    "2026-02-31",
    "no",
    "0",
    "",
    " ",
)
ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    5,
    99,
    10**18,
    1.5,
    float("inf"),
    [],
    {},
    [[]],
    [{}],
    {"": None},
    "unknown",
    *HOSTILE,
)
PIECES = (
    b"\t", b"\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"---\n", b"...\n", b"&a ", b"*a", b"!!set ",
    b"<<: ", b"? ", b"- ", b": ", b" #", b"{", b"}", b"[", b"]", b"|\n", b">-\n", b"'", b'"', b"\\x1b", b"\\uD800",
    b"\xe2\x80\xa8", b"\xe2\x80\xae", b"%YAML 9.9\n---\n", b"%TAG ! tag:x,1:\n---\n", b"1e999", b"0x1F", b"~",
)  # fmt: skip


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """`data` with a few changes; `other` is a file to take pieces from. At most 200 kB."""
    for _ in range(chance.choice((1, 1, 1, 2, 4, 8))):
        data = chance.choice((_value, _value, _value, _piece, _cut, _lines, _splice))(data, other, chance)[:200_000]
    return data


def _piece(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(PIECES) * chance.choice((1, 1, 1, 2, 50)) + data[at:]


def _cut(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(data))
    return data[:start] + data[start + chance.choice((1, 1, 3, 20, 1000)) :]


def _lines(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    block = lines[start : start + chance.choice((1, 1, 2, 8))]
    match chance.randrange(3):
        case 0:
            del lines[start : start + len(block)]
        case 1:
            lines[start:start] = block
        case _:
            to = chance.randint(0, len(lines))
            lines[to:to] = [b" " * chance.choice((0, 1, 2, 4)) + line.lstrip() for line in block]
    return b"\n".join(lines)


def _splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(other))
    at = chance.randint(0, len(data))
    return data[:at] + other[start : start + chance.randint(1, 400)] + data[at + chance.choice((0, 0, 50, 400)) :]


def _value(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Another value or key somewhere in the tree; where the bytes are no YAML (any more), a piece instead."""
    try:
        tree = yaml.load(data, Loader=yaml.CBaseLoader)  # noqa: S506 - text, lists and mappings only
    except (yaml.YAMLError, UnicodeDecodeError, ValueError):
        return _piece(data, b"", chance)
    tree = _typed(tree)
    spots = list(_spots(tree))
    if not spots:
        return _piece(data, b"", chance)
    holder, key = chance.choice(spots)
    new = chance.choice(ODD)
    match chance.randrange(4):
        case 0 if isinstance(holder, dict):
            holder[chance.choice((str(key) + "x", *HOSTILE))] = holder.pop(key)
        case 1:
            del holder[key]
        case _:
            holder[key] = new
    return json.dumps(tree, ensure_ascii=False, indent=chance.choice((None, 1))).encode(errors="replace")


def _typed(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {str(key): _typed(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_typed(value) for value in tree]
    if tree in ("true", "false"):
        return tree == "true"
    return int(tree) if isinstance(tree, str) and tree.isascii() and tree.isdigit() and len(tree) < 18 else tree or None


def _spots(tree: Any) -> Any:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield tree, key
            yield from _spots(value)
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield tree, index
            yield from _spots(value)
