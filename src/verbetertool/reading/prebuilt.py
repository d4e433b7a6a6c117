"""The shipped rubrics as Python: four thousand lines of YAML that were read and checked when the package was built.

To read and check them takes a sixth of the start of `report`. Such a module is used only if it was made of the same
files, for the same models.
"""

from hashlib import sha256
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable

from verbetertool.errors import InvalidInputError
from verbetertool.model.base import Model
from verbetertool.model.rubric import Rubric
from verbetertool.reading.rubrics import load_rubric, rubric_files
from verbetertool.reading.yamlfile import read_bytes

PREBUILT = "verbetertool.reading.prebuilt_rubrics"
"""The package of the prebuilt rubrics; only its `__init__.py` is in git."""
_MODELS = ("base", "contour", "rubric")


def prebuilt_rubric(folder: Traversable) -> Rubric | None:
    """The rubric in a shipped folder, if it was prebuilt and nothing has changed since."""
    try:
        module = import_module(f"{PREBUILT}.{module_name(folder)}")
        rubric = module.RUBRIC if made_of(folder) == module.MADE_OF else None
    except (ModuleNotFoundError, InvalidInputError):
        return None
    assert rubric is None or isinstance(rubric, Rubric)
    return rubric


def as_python(folder: Traversable) -> str:
    """The source of the module for a rubric. Raises InvalidInputError as `load_rubric` does."""
    return (
        "from verbetertool.model import contour, rubric\n"
        "from verbetertool.model.base import made\n"
        f"MADE_OF = {made_of(folder)!r}\n"
        f"RUBRIC = {_expression(load_rubric(folder))}\n"
    )


def module_name(folder: Traversable) -> str:
    """The name of the module for a rubric."""
    return folder.name.replace("-", "_")


def made_of(folder: Traversable) -> str:
    """What a prebuilt rubric depends on, as a digest: the files of the rubric and the models. Raises
    InvalidInputError for a file that can't be read.
    """
    digest = sha256()
    for file in (*(files("verbetertool.model") / f"{name}.py" for name in _MODELS), *rubric_files(folder)):
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
    assert value is None or isinstance(value, str | int), value
    return repr(value)
