"""A folder of sixty files that no funder wants to meet; each must become one clear remark."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

CASES = Path(__file__).parents[1] / "cases" / "bad"
HEAD = "format: verbetertool/1\nrubric: jongeren-naar-werk\nproject: {name: Proef}\nanswers:\n"
GOOD = HEAD + "  vaste-begeleider: 2\n"


def _text(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(text.encode())


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _dangling(path: Path) -> None:
    path.symlink_to("nergens.yaml")


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)

_MADE: dict[str, Callable[[Path], object]] = {
    "afgekapt.yaml": _text(GOOD + '  maatwerk: {level: 2, note: "afgek'),
    "een-mib.yaml": _text(GOOD + "# " + "x" * 1024 * 1024),
    "elf-mib.yaml": _text(GOOD + "# " + "x" * 11 * 1024 * 1024),
    "bom-van-ankers.yaml": _text(_BOMB),
    "diep.yaml": _text("[" * 30_000),
    "diep-blok.yaml": _text("".join("  " * n + f"a{n}:\n" for n in range(400))),
    "veel-sleutels.yaml": _text(HEAD + "".join(f"  sleutel-{n}: 1\n" for n in range(30_000))),
    "veel-fouten.yaml": _text(HEAD + "".join(f"  sleutel-{n}: 9\n" for n in range(990))),
    "nul-bytes.yaml": _bytes(bytes(5000)),
    "een-nul.yaml": _text(GOOD + "\x00"),
    "plaatje.yaml": _bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    "latin.yaml": _bytes(GOOD.replace("Proef", "Café").encode("latin-1")),
    "utf-16.yaml": _bytes(GOOD.encode("utf-16")),
    "utf-32.yaml": _bytes(GOOD.encode("utf-32")),
    "windows.yaml": _bytes(GOOD.replace("Proef", "‘Proef’").encode("cp1252")),
    "json.yaml": _text("[1, 2, 3]\n"),
    "een-woord.yaml": _text("hallo\n"),
    "een-getal.yaml": _text("42\n"),
    "html.yaml": _text("<!DOCTYPE html><html><body>geen YAML</body></html>\n"),
    "escape.yaml": _bytes(GOOD.encode() + b"# \x1b[2J\x1b[31mrood\n"),
    "bidi-in-sleutel.yaml": _text(HEAD + "  vaste\u202ebegeleider: 2\n"),
    "surrogaat.yaml": _bytes(GOOD.encode() + b"# \xed\xa0\x80\n"),
    "lange-naam.yaml": _text(GOOD.replace("Proef", "x" * 400)),
    "lege-naam.yaml": _text(GOOD.replace("Proef", "' '")),
    "python.yaml": _text("!!python/object/apply:os.system ['true']\n"),
    "samenvoegen.yaml": _text(GOOD + "  <<: *a\n"),
    "datum-als-getal.yaml": _text(GOOD + "audit: {date: 20261123}\n"),
    "reuzengetal.yaml": _text(HEAD + f"  vaste-begeleider: {'9' * 5000}\n"),
    "oneindig.yaml": _text(HEAD + "  vaste-begeleider: .inf\n"),
    "leeftijd.yaml": _text(GOOD.replace("Proef}", "Proef, ages: {from: -1, to: 1e9}}")),
    "\u202egnp.yaml": _text("format: x\n"),
    "nieuwe\nregel.yaml": _text("format: x\n"),
    "=cmd|' !A0.yaml": _text("format: x\n"),
    "<script>alert(1)<.yaml": _text("format: x\n"),
    "{{ 7*7 }}.yaml": _text("format: x\n"),
    "-rf.yaml": _text("format: x\n"),
    "CON.yaml": _text("format: x\n"),
    ("a" * 250 + ".yaml"): _text("format: x\n"),
    "TWEELING.yaml": _text("format: x\n"),
    "tweeling.yaml": _text("format: x\n"),
    "caf\u00e9.yaml": _text("format: x\n"),
    "cafe\u0301.yaml": _text("format: x\n"),
    "lus.yaml": _loop,
    "weg.yaml": _dangling,
    "apparaat.yaml": _device,
    "pijp.yaml": os.mkfifo,
}


def make_hostile_files(folder: Path, number: int = 60) -> int:
    """Writes `number` unreadable files into `folder`; those made here first, then the known bad cases.

    Returns how many there are. A folder named `map.yaml` with nothing in it is there too, and is not counted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "map.yaml").mkdir()
    made = 0
    for name, make in list(_MADE.items())[:number]:
        make(folder / name)
        made += 1
    (folder / os.fsdecode(b"geen-tekst-\xff.yaml")).write_bytes(GOOD.encode())
    made += 1
    for path in sorted(CASES.glob("*.yaml"))[: number - made]:
        shutil.copy(path, folder / f"geval-{path.name}")
        made += 1
    return made
