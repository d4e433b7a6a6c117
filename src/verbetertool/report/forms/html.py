"""The questionnaire as one page to fill in with a browser: no network, and a script of our own that makes the file.

The page holds every word and every field; `templates/form.js` shows what is asked, and saves and loads answer files.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import count

from verbetertool.language import N_, _, current_language, section_words
from verbetertool.model.anti_pattern import AntiPattern
from verbetertool.model.element import Element
from verbetertool.model.form import Field, FieldKind, Questions
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import LEVELS
from verbetertool.report.forms.script_data import data_of
from verbetertool.report.text import clean

SIGNATURE = "verbetertool-formulier"
"""What stands near the beginning of every form, and of no answer file."""
OWN_WORDS = (
    ("ja", N_("Ja")),
    ("soms", N_("Soms")),
    ("nee", N_("Nee")),
    ("unknown", N_("Weet ik niet")),
)
"""What is answered to a question in words of one's own."""
PLAN_STATUS = (
    ("open", N_("nog niet begonnen")),
    ("doing", N_("bezig")),
    ("done", N_("gedaan")),
    ("dropped", N_("vervalt")),
)
OCCURS = (
    ("never", N_("Nooit.")),
    ("sometimes", N_("Soms: minder dan de helft van de keren.")),
    ("usually", N_("Meestal: de helft van de keren of meer.")),
)
_HINTS = {
    "project.phases_by_others": N_("Wat een partner voor uw jongeren doet, telt mee. U krijgt er vragen over."),
    "project.ages.few_from_23": N_("Zijn het er zo weinig? Dan krijgt u de vragen over jongeren vanaf 23 jaar niet."),
    "audit.shown": N_("Zegt u niets? Dan zijn uw antwoorden alleen samen met die van anderen te zien."),
}


@record
class _Example:
    """A practice as the page tells it once, for all questions that it is an example of."""

    anchor: str
    title: str
    description: str
    link: str | None


@record
class _Question:
    """A question as the page shows it."""

    id: str
    anchor: str
    """Its place in the page: an id may hold what no anchor can."""
    title: str
    question: str
    practice: str
    options: tuple[tuple[str, str], ...]
    reason: str
    """An example of a reason why it does not apply; empty where it always does."""
    per: str | None
    """What is counted; None where no count is an answer."""
    help: tuple[tuple[str, tuple[str, ...]], ...]
    """Labels, each with its texts."""
    example: _Example | None
    asks_evidence: bool = True


@record
class _Shown:
    """A field of the project as the page shows it."""

    anchor: str
    id: str
    kind: FieldKind
    question: str
    hint: str
    options: Sequence[tuple[str, str]]


@record
class _Part:
    number: int
    title: str
    questions: tuple[_Question, ...] = ()
    fields: tuple[_Shown, ...] = ()
    """What is asked of the project, or of who fills in the form."""
    intro: str = ""


def render_page(questions: Questions) -> bytes:
    """The form as a page in UTF-8."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from verbetertool.report.formats.html import HOUSE_STYLE, compact
    from verbetertool.report.formats.templates import template_source

    environment = Environment(
        loader=PackageLoader("verbetertool.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: clean(value) if value.__class__ is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = _
    variables = template_source("report.css").split(HOUSE_STYLE)[0]
    style = compact(variables + template_source("form.css"))
    script = _without_comments(template_source("form.js"))
    examples = _examples(questions.rubric)
    parts = _parts(questions, examples)
    used = {each.example for part in parts for each in part.questions}
    page = environment.get_template("form.j2").render(
        language=current_language(),
        signature=SIGNATURE,
        title=_("Een paar vragen") if questions.own_words else questions.rubric.rubric.title,
        quick=questions.scope == "quick",
        own_words=questions.own_words,
        statuses=[(value, _(word)) for value, word in PLAN_STATUS],
        parts=parts,
        examples=[example for example in examples.values() if example in used],
        source=_source(questions.rubric),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return _with(_tight(page), {"style": style, "data": data_of(questions), "script": script}).encode()


def _tight(page: str) -> str:
    """The page without blank lines, and without quotes around the values of attributes that need none.

    A quote that a text holds is written as a number, so none of those is meant.
    """
    return re.sub(r'="([\w.-]+)"', r"=\1", re.sub(r"\s*\n\s*", "\n", page.strip())) + "\n"


def _with(page: str, parts: Mapping[str, str]) -> str:
    """The page with its parts that are no HTML in their places; no text holds a `>` of its own."""
    for name, part in parts.items():
        before, after = page.split(f">/* {name} */<")
        page = f"{before}>{part}<{after}"
    return page


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _without_comments(script: str) -> str:
    """The script without its indentation and the lines that are comment alone; it holds no text of more lines."""
    return re.sub(r"^[ ]*(?://.*|/\*\*.*\*/)?\n|^ +", "", script, flags=re.M).strip()


def _shown(fields: Iterable[Field]) -> tuple[_Shown, ...]:
    """Fields as the template shows them."""
    truths = (("true", _("Ja.")), ("false", _("Nee.")))
    return tuple(
        _Shown(
            anchor=f"veld-{field.id.replace('.', '-')}",
            id=field.id,
            kind=field.kind,
            question=field.question,
            hint=_hint(field),
            options=truths if field.kind == "yes_no" else field.choices,
        )
        for field in fields
    )


def _hint(field: Field) -> str:
    if field.id in _HINTS:
        return _(_HINTS[field.id])
    if field.kind == "several":
        return _("Kies wat past. Kiest u niets? Dan telt alles.")
    return "" if field.kind == "date" else field.hint


def _parts(questions: Questions, examples: dict[str, _Example]) -> list[_Part]:
    """The project, the contexts and the anti-patterns, with their questions."""
    anchors = (f"v{number}" for number in count(1))
    if questions.own_words:
        asked = [element for part in questions.parts for element in part.elements]
        own = tuple(_in_own_words(each, questions.perspective or "", next(anchors)) for each in asked)
        return [_Part(0, _("Het project"), fields=_shown(questions.fields)), _Part(1, _("De vragen"), own)]
    parts = [_Part(0, _("Uw project"), fields=_shown(each for each in questions.fields if not each.comes_last))]
    for part in questions.parts:
        elements = tuple(_of_element(questions.rubric, each, next(anchors), examples) for each in part.elements)
        parts.append(_Part(len(parts), part.context.title, elements))
    if questions.anti_patterns:
        anti_patterns = tuple(
            _of_anti_pattern(questions.rubric, each, next(anchors), examples) for each in questions.anti_patterns
        )
        parts.append(_Part(len(parts), _("Uw manier van werken"), anti_patterns))
    facts = _shown(each for each in questions.fields if each.comes_last)
    intro = _("Dit komt in het rapport, en telt niet mee in de score. Alles mag open blijven.")
    return [*parts, _Part(len(parts), _("Feiten"), fields=facts, intro=intro)]


def _examples(rubric: Rubric) -> dict[str, _Example]:
    """The practices by their id, in the order of the rubric."""
    return {
        practice.id: _Example(f"voorbeeld-{number}", practice.title, practice.description, practice.link)
        for number, practice in enumerate(rubric.practices, 1)
    }


def _of_element(rubric: Rubric, element: Element, anchor: str, examples: dict[str, _Example]) -> _Question:
    may_not_apply = element.not_applicable.allowed and not element.essential
    levels = tuple((str(level), rubric.level_texts(element)[level]) for level in LEVELS)
    not_applicable = (("not_applicable", _("Niet van toepassing.")),) if may_not_apply else ()
    help_texts = (
        (_("Waarom:"), (element.why,)),
        (_("Telt mee:"), element.counts),
        (_("Telt niet mee:"), element.counts_not),
        (_("Zo zoekt u het uit:"), (element.measure,) if element.measure else ()),
        (_("Bron:"), (section_words(element.support.sections),)),
    )
    practices = rubric.practices_of(element.id)
    return _Question(
        id=element.id,
        anchor=anchor,
        title=element.title,
        question=element.question,
        practice=element.practice or "" if element.on_scale else "",
        options=(*levels, ("unknown", _("Weet ik niet.")), *not_applicable),
        reason=(element.not_applicable.example or "") if may_not_apply else "",
        per=element.per if element.on_scale else None,
        help=tuple((label, texts) for label, texts in help_texts if texts),
        example=examples[practices[0].id] if practices else None,
    )


def _in_own_words(element: Element, perspective: str, anchor: str) -> _Question:
    return _Question(
        id=element.id,
        anchor=anchor,
        title=element.asked_of[perspective].question,
        question=element.asked_of[perspective].question,
        practice="",
        options=tuple((value, _(text)) for value, text in OWN_WORDS),
        reason="",
        per=None,
        help=(),
        example=None,
        asks_evidence=False,
    )


def _of_anti_pattern(
    rubric: Rubric, anti_pattern: AntiPattern, anchor: str, examples: dict[str, _Example]
) -> _Question:
    practice = next((each for id in anti_pattern.elements for each in rubric.practices_of(id)), None)
    return _Question(
        id=anti_pattern.id,
        anchor=anchor,
        title=anti_pattern.title,
        question=anti_pattern.question,
        practice="",
        options=(*((value, _(text)) for value, text in OCCURS), ("unknown", _("Weet ik niet."))),
        reason="",
        per=None,
        help=(
            (_("Waarom:"), (anti_pattern.why,)),
            (_("Wat wel helpt:"), (anti_pattern.alternative,)),
            (_("Bron:"), (section_words(anti_pattern.sections),)),
        ),
        example=examples[practice.id] if practice else None,
    )


def _source(rubric: Rubric) -> str:
    source = rubric.rubric.source
    return _("Bron: {title} ({author}).").format(title=source.title, author=source.author)
