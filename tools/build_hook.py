"""Compiles catalogues, templates and rubrics when a wheel or an editable install is made; all that stays out of git.

`python tools/build_hook.py` does so again in a checkout; without it a change in one only makes the start slower.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from messages import compile_catalogues

from verbetertool.errors import InvalidInputError
from verbetertool.reading.prebuilt import as_python, module_name
from verbetertool.report.environments import compiled_templates
from verbetertool.saving import write_atomically


class CompilingHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before hatchling collects the files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Makes every .mo from its .po, and a module of every template and rubric."""
        compile_catalogues(Path(self.root))
        compile_rest(Path(self.root))


def compile_rest(root: Path) -> None:
    """Writes a module for every template and every rubric, so that no start has to compile or check one."""
    package = root / "src" / "verbetertool"
    modules = [(package / "report" / "compiled" / f"{name}.py", source) for name, source in compiled_templates()]
    for folder in (root / "rubrics").iterdir():
        if folder.is_dir():
            try:
                source = as_python(folder)
            except InvalidInputError:  # somebody is at work on it
                print(f"{folder.name} is not prebuilt: see `verbetertool rubric check`", file=sys.stderr)
                continue
            modules.append((package / "reading" / "prebuilt_rubrics" / f"{module_name(folder)}.py", source))
    for path, source in modules:
        write_atomically(path, source.encode())


if __name__ == "__main__":
    compile_rest(Path(__file__).resolve().parents[1])
