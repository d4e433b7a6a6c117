"""Adds to a wheel, and to an editable install, what is made of files in git and stays out of git itself.

Both get the compiled catalogues. A wheel alone gets what makes the start quicker; an editable install goes without, so
that a change in the checkout counts at once.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from messages import compile_catalogues

from verbetertool.reading.shipped import as_json, json_name
from verbetertool.report.environments import compiled_templates


class BuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before hatchling collects the files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Makes every .mo from its .po; and for a wheel a folder with what goes into the package too."""
        root = Path(self.root)
        compile_catalogues(root)
        if self.target_name == "wheel" and version == "standard":
            self._made = TemporaryDirectory()
            package = Path(self._made.name)
            write_rubrics(root / "rubrics", package / "builtin_rubrics")
            write_templates(package / "report" / "compiled")
            build_data["force_include"][str(package)] = "verbetertool"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Takes that folder away."""
        if self.target_name == "wheel" and version == "standard":
            self._made.cleanup()


def write_rubrics(rubrics: Path, target: Path) -> None:
    """Writes every shipped rubric as JSON. Raises InvalidInputError for one that `rubric check` rejects."""
    target.mkdir(parents=True)
    for folder in rubrics.iterdir():
        if folder.is_dir():
            (target / json_name(folder.name)).write_bytes(as_json(folder))


def write_templates(target: Path) -> None:
    """Writes every template as Python."""
    target.mkdir(parents=True)
    for name, source in compiled_templates():
        (target / f"{name}.py").write_text(source, encoding="utf-8")
