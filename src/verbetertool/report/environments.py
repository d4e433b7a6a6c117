"""Where templates come from, and what happens to every text that they show.

A wheel carries each template as Python too (tools/build_hook.py), since to compile one takes a fifth of the start of
`report`. Such a module is used only if it was made of the same source by the same series of jinja.
"""

from collections.abc import Iterator, MutableMapping
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.resources import files
from types import ModuleType
from typing import Any

import jinja2
from jinja2 import BaseLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from verbetertool import language
from verbetertool.report.text import clean, markdown

COMPILED = "verbetertool.report.compiled"
"""The package of the compiled templates; only its `__init__.py` is in git."""


@cache
def html_environment() -> Environment:
    """For HTML: every text is cleaned and escaped."""
    return _environment(_clean_html)


@cache
def markdown_environment() -> Environment:
    """For Markdown: every text is made plain."""
    return _environment(_escape_markdown)


@cache
def template_source(name: str) -> str:
    """A file of the folder `templates`: a template or a style sheet."""
    return (files("verbetertool.report") / "templates" / name).read_text(encoding="utf-8")


def compiled_templates() -> Iterator[tuple[str, str]]:
    """For each template the name of its module in `COMPILED`, and that module's source."""
    names = sorted(path.name for path in (files("verbetertool.report") / "templates").iterdir())
    for name in (name for name in names if name.endswith(".j2")):
        environment = html_environment() if name.endswith(".html.j2") else markdown_environment()
        source = template_source(name)
        code = environment.compile(source, name, name, raw=True, defer_init=True)
        yield _module(name), f"MADE_OF = {_made_of(source)!r}\n{code}\n"


class _Templates(BaseLoader):
    """Compiled templates where they fit, else their sources."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, None]:
        return template_source(template), None, None

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        module = _compiled(name)
        if module is None:
            return super().load(environment, name, globals)
        return environment.template_class.from_module_dict(environment, vars(module), globals or {})


def _compiled(name: str) -> ModuleType | None:
    try:
        module = import_module(f"{COMPILED}.{_module(name)}")
        return module if _made_of(template_source(name)) == module.MADE_OF else None
    except Exception:  # torn, or for another jinja: whatever is wrong with it, the template itself is there
        return None


def _module(name: str) -> str:
    return name.removesuffix(".j2").replace(".", "_")


def _made_of(source: str) -> tuple[str, str]:
    """The template and this module, which says how it is compiled; and the series of jinja."""
    ours = (files("verbetertool.report") / "environments.py").read_bytes()
    return sha256(ours + source.encode()).hexdigest(), jinja2.__version__.rpartition(".")[0]


def _environment(finalize: Any) -> Environment:
    environment = Environment(loader=_Templates(), autoescape=True, undefined=StrictUndefined, finalize=finalize)
    environment.globals["_"] = language._
    environment.globals["link"] = Markup("<{}>").format
    return environment


def _clean_html(value: Any) -> Any:
    return value if isinstance(value, Markup) else clean(str(value))


def _escape_markdown(value: Any) -> Markup:
    """Marked as safe, so that jinja does not escape it for HTML once more."""
    return value if isinstance(value, Markup) else Markup(markdown(str(value)))  # noqa: S704
