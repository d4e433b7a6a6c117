"""The shipped rubrics as Python: four thousand lines of YAML that were read and checked when the package was built.

To read and check them takes a sixth of the start of `report`. Such a module is used only if it was made of the same
files, for the same models.
"""

from hashlib import sha256
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable

from verbetertool.model.base import Model
from verbetertool.model.rubric import Rubric
from verbetertool.reading.rubrics import load_rubric, rubric_files
from verbetertool.reading.yamlfile import read_bytes

PREBUILT = "verbetertool.reading.prebuilt_rubrics"
"""The package of the prebuilt rubrics; only its `__init__.py` is in git."""
_CODE = {
    "model": ("base", "contour", "rubric", "scale"),
    "reading": ("prebuilt", "rubrics", "validation", "yamlfile"),
}
"""What makes a rubric of its files."""


def prebuilt_rubric(folder: Traversable) -> Rubric | None:
    """The rubric in a shipped folder, if it was prebuilt and nothing has changed since."""
    try:
        module = import_module(f"{PREBUILT}.{module_name(folder)}")
        rubric = module.rubric() if made_of(folder) == module.MADE_OF else None
    except Exception:  # torn, or of other code than this: whatever is wrong with it, the files themselves are there
        return None
    return rubric if isinstance(rubric, Rubric) else None


def as_python(folder: Traversable) -> str:
    """The source of the module for a rubric. Raises InvalidInputError as `load_rubric` does."""
    return (
        f"MADE_OF = {made_of(folder)!r}\n"
        "def rubric():\n"
        "    from verbetertool.model import contour, rubric, scale\n"
        "    from verbetertool.model.base import made\n"
        f"    return {_expression(load_rubric(folder))}\n"
    )


def module_name(folder: Traversable) -> str:
    """The name of the module for a rubric."""
    return folder.name.replace("-", "_")


def made_of(folder: Traversable) -> str:
    """What a prebuilt rubric depends on, as a digest: the files of the rubric, and the code that reads them.

    Raises InvalidInputError for a file that can't be read.
    """
    digest = sha256()
    package = files("verbetertool")
    code = (package / part / f"{name}.py" for part, names in _CODE.items() for name in names)
    for file in (*code, *rubric_files(folder)):
        content = read_bytes(file)
        digest.update(f"{file.name} {len(content)} ".encode() + content)
    return digest.hexdigest()


def _expression(value: object) -> str:
    """The Python that gives a value of a rubric; the digest of a whole rubric goes along, since it takes time too."""
    if isinstance(value, Model):
        fields = {name: getattr(value, name) for name in value.__class__.model_fields}
        if isinstance(value, Rubric):
            fields["digest"] = value.digest
        model = f"{value.__module__.rsplit('.', 1)[1]}.{value.__class__.__name__}"
        return f"made({', '.join([model, *(f'{name}={_expression(field)}' for name, field in fields.items())])})"
    if isinstance(value, tuple):
        return "".join(["(", *(f"{_expression(item)}," for item in value), ")"])
    if isinstance(value, dict):
        return "".join(["{", *(f"{key!r}: {_expression(item)}," for key, item in value.items()), "}"])
    assert value is None or isinstance(value, str | int), value
    return repr(value)
