"""Two contours side by side, what is asked of one alone and of which more; and the ready-made profiles of a rubric."""

from collections.abc import Iterator, Sequence

from verbetertool.language import _, current_language
from verbetertool.model.contour import Profile
from verbetertool.model.picture import Difference, Picture, side_by_side, to_json
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Block, Column, Document, Items, Line, Own, Paragraph, Section, Strong, Table
from verbetertool.report.document import text_of as words_of
from verbetertool.report.documents.contour_words import reason
from verbetertool.report.documents.profile_words import profile_as_counted
from verbetertool.report.documents.words import skip_link


def contours_document(left: Picture, right: Picture, titles: tuple[Own | str, Own | str], rubric: Rubric) -> Document:
    """The page of two profiles, with `titles` as their names."""
    found = side_by_side(left, right)
    first, second = (words_of(title) for title in titles)
    asked = {(side, element.id): element for side in (0, 1) for element in (left, right)[side].elements}

    def alone(ids: Sequence[str]) -> Iterator[Line]:
        for id in ids:
            element = rubric.element_by_id[id]
            yield (Strong(f"{element.title}."), f" {(element.practice or element.question).strip()}")

    def more(differences: Sequence[Difference], side: int) -> Iterator[Line]:
        for each in differences:
            levels = (each.left, each.right) if side == 0 else (each.right, each.left)
            text = _("niveau {level}, bij de ander {other}.").format(level=levels[0], other=levels[1])
            reasons = "; ".join(reason(step, rubric) for step in asked[side, each.id].raised_by)
            because = _("Om: {reasons}.").format(reasons=reasons) if reasons else ""
            yield (Strong(f"{rubric.element_by_id[each.id].title}:"), f" {text} {because}".rstrip())

    parts = (
        ("alleen-1", _("Alleen bij: {title}").format(title=first), tuple(alone(found.only_left))),
        ("alleen-2", _("Alleen bij: {title}").format(title=second), tuple(alone(found.only_right))),
        ("meer-1", _("Bij beide, en meer bij: {title}").format(title=first), tuple(more(found.more_left, 0))),
        ("meer-2", _("Bij beide, en meer bij: {title}").format(title=second), tuple(more(found.more_right, 1))),
    )
    same = _("Beide streefbeelden vragen hetzelfde.")
    sections = [Section(id, title, (Items(items),)) for id, title, items in parts if items]
    return Document(
        label=_("Twee streefbeelden naast elkaar"),
        title=Own(f"{first} – {second}"),
        intro=(*_profiles(left.profile, right.profile, (first, second), rubric), *_said(same, not sections)),
        sections=tuple(sections),
        language=current_language(),
        skip_link=skip_link(),
        data=lambda: to_json(found) + b"\n",
    )


def _profiles(left: Profile, right: Profile, titles: tuple[str, str], rubric: Rubric) -> Iterator[Block]:
    rows = [
        (name, one, other)
        for (name, one), (_name, other) in zip(
            profile_as_counted(left, rubric), profile_as_counted(right, rubric), strict=True
        )
    ]
    columns = (Column(_("Profiel")), Column(titles[0]), Column(titles[1]))
    yield Table("profiles", _("De twee profielen"), columns, tuple(rows))


def _said(text: str, wanted: bool) -> Iterator[Block]:
    if wanted:
        yield Paragraph(text)


def profiles_document(rubric: Rubric) -> Document:
    """The ready-made profiles of a rubric, each with the id by which its contour is drawn."""
    rows = tuple((reference.id, reference.title) for reference in rubric.reference_profiles)
    columns = (Column("id", whole=True), Column(_("Voorbeeldprofiel")))
    intro: tuple[Block, ...] = (Table("profiles", _("Voorbeeldprofielen"), columns, rows, titled=True),)
    if not rows:
        intro = (
            Paragraph(_("Deze rubriek heeft geen voorbeeldprofielen. Geef een profielbestand of antwoordbestand.")),
        )
    return Document(
        label=None,
        title=_("Voorbeeldprofielen"),
        intro=intro,
        sections=(),
        language=current_language(),
        skip_link=skip_link(),
    )
