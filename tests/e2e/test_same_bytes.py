"""The same input gives the same bytes in any process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_same_bytes_in_another_process(tmp_path: Path) -> None:
    """Two processes with another order of their sets and dicts make the same reports."""
    script = (
        "import sys; from hashlib import sha256; from pathlib import Path\n"
        "from verbetertool import assess, load_answers, load_rubric\n"
        "from verbetertool.report.documents.project import project_document\n"
        "from verbetertool.report.formats import FORMATS\n"
        "rubric = load_rubric(); made = assess(rubric, load_answers(sys.argv[1], rubric))\n"
        "document = project_document(made, rubric)\n"
        "print([sha256(FORMATS[name].render(document, '')).hexdigest() for name in ('html', 'md', 'json')])\n"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", script, ROOT / "examples" / "sterk-project.yaml"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1] != ""
