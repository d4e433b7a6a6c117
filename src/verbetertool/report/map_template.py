"""A map of the columns of an export, to look at and fill in with an editor."""

import json
from collections.abc import Iterator, Mapping, Sequence

from verbetertool.language import _
from verbetertool.model.rubric import Rubric


def render_map(file: str, columns: Mapping[str, str | None], words: Sequence[str], rubric: Rubric, format: str) -> str:
    """The map as YAML: `columns` by heading, with guesses; `words` of the online form that mean nothing to us yet."""
    return "\n".join(_lines(file, columns, words, rubric, format)) + "\n"


def _lines(
    file: str, columns: Mapping[str, str | None], words: Sequence[str], rubric: Rubric, format: str
) -> Iterator[str]:
    yield "# " + _("Welke kolom van «{file}» is wat? Kijk na wat er staat: het zijn gissingen.").format(
        file=_line(file)
    )
    yield "# " + _("Wat leeg is achter de dubbele punt, wordt niet gelezen.")
    yield "# " + _("Een antwoord: het id van de vraag. Daarbij kan: id.count, id.note, id.evidence en id.reason.")
    yield "# " + _("Over het project: project.name, project.id, project.target_groups, project.ages.from, audit.date.")
    yield "# " + _("Alle namen staan in: {command}.").format(command="verbetertool rubric list")
    yield f"format: {format}"
    yield f"rubric: {_quoted(rubric.id)}"
    yield "columns:"
    for heading, target in columns.items():
        yield f"  {_quoted(heading)}: {target or ''}".rstrip()
    if words:
        yield "# " + _("Wat betekenen deze woorden? Schrijf 0 tot en met 4, unknown of not_applicable.")
        yield "# " + _("Bij wat niet werkt: never, sometimes, usually of unknown.")
        yield "words:"
        for word in words:
            yield f"  {_quoted(word)}:"


def _line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    """A double-quoted scalar; JSON's are YAML's too."""
    return json.dumps(text, ensure_ascii=False)
