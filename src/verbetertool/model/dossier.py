"""The dossier that a rubric is drawn from: its practices, open questions and starting points, and what it holds."""

from typing import Annotated, Literal

from pydantic import Field

from verbetertool.model.base import Id, Model, Named, NoteNumber, SectionNumber, Text

Link = Annotated[str, Field(pattern=r'^https?://[^\s<>"]+$', max_length=500)]


class Source(Model):
    """The publication that a rubric is drawn from."""

    title: Text
    author: Text
    commissioned_by: Text | None = None
    note: Text | None = None
    link: Link | None = None


class Principle(Named):
    """A starting point of the dossier that no single element holds."""

    text: Text
    question: Text | None = None
    """What a project can ask itself about it; never scored."""
    sections: tuple[SectionNumber, ...] = Field(min_length=1)


class KnowledgeGap(Model):
    """A question that research has not answered yet, and the elements and anti-patterns it touches."""

    id: Id
    question: Text
    advice: Text
    """What a project can measure itself."""
    sections: tuple[SectionNumber, ...] = Field(min_length=1)
    elements: tuple[Id, ...] = ()
    anti_patterns: tuple[Id, ...] = ()


class Shown(Model):
    """An element that a practice shows; `said` in so many words by the dossier, or `implied` by what it describes."""

    element: Id
    basis: Literal["said", "implied"]


class ResultFigure(Model):
    """What a practice achieved according to the dossier, with the notes that back it."""

    text: Text
    notes: tuple[NoteNumber, ...] = ()


class Practice(Named):
    """A named good practice: a project, a method or a model."""

    kind: Literal["project", "method", "model", "experiment"]
    description: Text
    sections: tuple[SectionNumber, ...] = Field(min_length=1)
    shows: tuple[Shown, ...] = ()
    results: tuple[ResultFigure, ...] = ()
    notes: tuple[NoteNumber, ...] = ()
    link: Link | None = None
    caveat: Text | None = None


class AppendixRows(Model):
    """The exact titles of the appendix rows that an element covers."""

    literature: tuple[Text, ...] = ()
    focus_groups: tuple[Text, ...] = ()


class DossierItem(Model):
    """Something that the dossier names in its text, and the ids that it leads to."""

    place: SectionNumber
    item: Text
    ids: tuple[Id, ...] = Field(min_length=1)


class Dossier(Model):
    """What the dossier holds, listed from the dossier itself: the other end of `rubric trace`."""

    sections: tuple[SectionNumber, ...] = Field(min_length=1)
    appendix_rows: AppendixRows
    items: tuple[DossierItem, ...] = ()


class NotCovered(Model):
    """A place of the dossier that leads to no id, and why."""

    place: SectionNumber
    item: Text
    reason: Text
