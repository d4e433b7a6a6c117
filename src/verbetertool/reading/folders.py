"""The YAML files of a folder that strangers may have filled."""

import os
from pathlib import Path


def yaml_files_below(folder: Path) -> list[Path]:
    """Every file below `folder` that ends in .yaml or .yml, in a fixed order; links to folders are not followed.

    A folder that can't be read stands in the list itself, so that it becomes a remark like every file that can't be.
    """
    found: list[Path] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(here / entry.name)
                    elif Path(entry.name).suffix.casefold() in (".yaml", ".yml") and not _is_folder(entry):
                        found.append(here / entry.name)
        except OSError:
            found.append(here)
    return sorted(found, key=lambda path: path.parts)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a loop of links: it stays in the list, and becomes a remark
        return False
