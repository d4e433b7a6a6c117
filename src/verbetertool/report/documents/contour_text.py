"""The practices of a contour strung together: paragraphs that read as a description of one project."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from verbetertool.language import _
from verbetertool.model.picture import PictureElement
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Paragraph, Span
from verbetertool.report.documents.contour_words import aside_of, is_partly, mark_span, told

IN_A_PARAGRAPH = 3
"""Practices that are strung together before a paragraph ends."""


class RunningText:
    """Writes paragraphs. `levels` are those that a project answered, by element; `sources` whether each practice is
    followed by what stands behind it."""

    def __init__(self, rubric: Rubric, levels: Mapping[str, int | None], *, sources: bool = True) -> None:
        self._elements = rubric.element_by_id
        self._rubric = rubric
        self._levels = levels
        self._sources = sources
        self._contexts = {context.id: place for place, context in enumerate(rubric.contexts)}

    def paragraphs(self, elements: Sequence[PictureElement]) -> Iterator[Paragraph]:
        """The practices of these elements; what is asked for a part of them comes last, and says of whom."""
        whole = [each for each in elements if not self._is_partly(each)]
        for part in self._by_context(whole):
            yield Paragraph(self._strung(part))
        partly = sorted((each for each in elements if self._is_partly(each)), key=self._per)
        for per, group in groupby(partly, key=self._per):
            lead = _("Ook dit geldt, voor een deel van de {per}.").format(per=per)
            yield Paragraph((f"{lead} ", *self._strung(list(group))))

    def _by_context(self, elements: Sequence[PictureElement]) -> Iterator[Sequence[PictureElement]]:
        """What belongs together by context, in paragraphs; one that would stand alone joins the one before it.

        What holds for some ages alone comes after what holds for all.
        """
        parts: list[list[PictureElement]] = []
        for _place, group in groupby(sorted(elements, key=self._place), key=self._place):
            for part in _parts(list(group)):
                if parts and 1 in (len(part), len(parts[-1])) and len(parts[-1]) + len(part) <= IN_A_PARAGRAPH + 1:
                    parts[-1] += part
                else:
                    parts.append(list(part))
        yield from parts

    def _strung(self, elements: Sequence[PictureElement]) -> tuple[Span, ...]:
        """Practices in one paragraph, each with its mark and what stands behind it."""
        spans: list[Span] = []
        for asked in elements:
            spans.append(f"{' ' if spans else ''}{told(asked, self._elements[asked.id], self._rubric)}")
            if mark := mark_span(asked, self._levels.get(asked.id)):
                spans += [" ", mark]
            if self._sources:
                spans += [" ", aside_of(asked, self._rubric)]
        return tuple(spans)

    def _place(self, asked: PictureElement) -> tuple[bool, int]:
        condition = self._elements[asked.id].applies_when
        return condition is not None and condition.ages is not None, self._contexts[asked.context]

    def _is_partly(self, asked: PictureElement) -> bool:
        return is_partly(asked, self._elements[asked.id])

    def _per(self, asked: PictureElement) -> str:
        return self._elements[asked.id].per or ""


def _parts(elements: Sequence[PictureElement]) -> Iterator[Sequence[PictureElement]]:
    """Paragraphs of about equal length."""
    number = max(1, round(len(elements) / IN_A_PARAGRAPH))
    size, more = divmod(len(elements), number)
    start = 0
    for place in range(number):
        end = start + size + (place < more)
        yield elements[start:end]
        start = end
