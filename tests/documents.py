"""Pages of docs/ as tests read them: their text, and the table below a heading."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@cache
def page(name: str) -> str:
    """The text of a page, named from docs/."""
    return (DOCS / name).read_text(encoding="utf-8")


def table(name: str, heading: str) -> list[dict[str, str]]:
    """The rows of the first table below a heading of a page: each cell by its column, without backticks."""
    below = re.split(rf"^#+ {re.escape(heading)}$", page(name), flags=re.M)[1]
    own = re.split(r"^#", below, flags=re.M)[0]
    lines = re.findall(r"^\|(.*)\|$", own, re.M)
    columns, _rule, *rows = ([cell.strip().replace("`", "") for cell in re.split(r"(?<!\\)\|", line)] for line in lines)
    return [dict(zip(columns, row, strict=True)) for row in rows]
