"""Where fuzzing starts: the corpus of each way in, and the real files that the repository has anyhow."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "fuzz" / "corpus"
REAL = {
    "answers": ("examples", "tests/cases/bad"),
    "rubric": ("rubrics/jongeren-naar-werk", "tests/cases/rubric-2"),
}


def folders_of(way: str) -> list[Path]:
    """The folders with seeds."""
    return [CORPUS / way, *(ROOT / folder for folder in REAL.get(way, ()))]


def files_of(way: str) -> list[Path]:
    """The seeds, in a fixed order."""
    return sorted(
        path for folder in folders_of(way) for path in folder.iterdir() if path.suffix not in (".md", ".expected")
    )
