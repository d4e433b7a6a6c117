"""The practices of a contour strung together: paragraphs that read as a description of one project."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from verbetertool.language import _, current_language
from verbetertool.model.element import Element
from verbetertool.model.picture import MarkedElement, PictureElement
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Paragraph, Span
from verbetertool.report.documents.contour_words import aside_of, is_partly, mark_span, told

IN_A_PARAGRAPH = 3
"""Practices that are strung together before a paragraph ends."""


@record
class _Strung:
    """A paragraph of practices: what it begins with, and each practice by the id of its element."""

    lead: str
    practices: tuple[tuple[str, str], ...]


class RunningText:
    """Writes paragraphs. `levels` are those that a project answered, by element; `sources` whether each practice is
    followed by what stands behind it: then the elements are those of a picture."""

    def __init__(self, rubric: Rubric, levels: Mapping[str, int | None], *, sources: bool = True) -> None:
        self._rubric = rubric
        self._levels = levels
        self._sources = sources

    def paragraphs(self, elements: Sequence[MarkedElement]) -> Iterator[Paragraph]:
        """The practices of these elements; what is asked for a part of them comes last, and says of whom."""
        asked = {each.id: each for each in elements}
        in_words = tuple([(each.id, each.required) for each in elements])
        for strung in _strung_together(self._rubric, in_words, current_language()):
            spans: list[Span] = [strung.lead] if strung.lead else []
            for id, text in strung.practices:
                spans.append(text)
                element = asked[id]
                if mark := mark_span(element, self._levels.get(id)):
                    spans += (" ", mark)
                if self._sources and isinstance(element, PictureElement):
                    spans += (" ", aside_of(element, self._rubric))
            yield Paragraph(tuple(spans))


@lru_cache(maxsize=1000)
def _strung_together(rubric: Rubric, asked: tuple[tuple[str, int], ...], _language: str) -> tuple[_Strung, ...]:
    """The paragraphs of these elements, each with the level that is asked of it.

    Kept, since a round of a thousand different profiles has some two hundred of them: a phase is asked in few ways.
    """
    elements = [(rubric.element_by_id[id], required) for id, required in asked]
    whole = [each for each in elements if not is_partly(each[1], each[0])]
    partly = sorted((each for each in elements if is_partly(each[1], each[0])), key=_per)
    found = [_strung(rubric, part) for part in _by_context(rubric, whole)]
    for per, group in groupby(partly, key=_per):
        lead = _("Ook dit geldt, voor een deel van de {per}.").format(per=per)
        found.append(_strung(rubric, list(group), f"{lead} "))
    return tuple(found)


_AskedElement = tuple[Element, int]
"""An element with the level that is asked."""


def _strung(rubric: Rubric, elements: Sequence[_AskedElement], lead: str = "") -> _Strung:
    texts = [told(required, element, rubric) for element, required in elements]
    spaced = [texts[0], *(f" {text}" for text in texts[1:])]
    return _Strung(lead, tuple((element.id, text) for (element, _required), text in zip(elements, spaced, strict=True)))


def _by_context(rubric: Rubric, elements: Sequence[_AskedElement]) -> Iterator[Sequence[_AskedElement]]:
    """What belongs together by context, in paragraphs; one that would stand alone joins the one before it.

    What holds for some ages alone comes after what holds for all.
    """
    contexts = {context.id: number for number, context in enumerate(rubric.contexts)}

    def place(asked: _AskedElement) -> tuple[bool, int]:
        element, _required = asked
        condition = element.applies_when
        return condition is not None and condition.ages is not None, contexts[element.context]

    parts: list[list[_AskedElement]] = []
    for _place, group in groupby(sorted(elements, key=place), key=place):
        for part in _parts(list(group)):
            if parts and 1 in (len(part), len(parts[-1])) and len(parts[-1]) + len(part) <= IN_A_PARAGRAPH + 1:
                parts[-1] += part
            else:
                parts.append(list(part))
    yield from parts


def _per(asked: _AskedElement) -> str:
    return asked[0].per or ""


def _parts(elements: Sequence[_AskedElement]) -> Iterator[Sequence[_AskedElement]]:
    """Paragraphs of about equal length."""
    number = max(1, round(len(elements) / IN_A_PARAGRAPH))
    size, more = divmod(len(elements), number)
    start = 0
    for place in range(number):
        end = start + size + (place < more)
        yield elements[start:end]
        start = end
