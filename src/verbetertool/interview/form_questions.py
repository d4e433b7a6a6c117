"""Which questions a form asks: of a profile or of all, in the words of the questionnaire or in words of one's own."""

from collections.abc import Iterator

from verbetertool.interview.project_questions import choices_of, question_of
from verbetertool.interview.state import new_file
from verbetertool.language import _
from verbetertool.model.contour import Profile
from verbetertool.model.form import Field, FieldKind, Questions, parts_of
from verbetertool.model.project import Scope
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.applicability import contour_of


def questions_of(
    rubric: Rubric,
    profile: Profile | None,
    *,
    perspective: str | None = None,
    quick: bool = False,
    every: bool = False,
) -> Questions:
    """What a form asks: without a profile every element, since what applies is known only when it is filled in.

    With `every` so too where there is a profile: then that can still be changed.
    """
    scope: Scope = "quick" if quick else "full"
    elements = tuple(each.element for each in contour_of(rubric, Profile() if every else profile or Profile(), scope))
    return Questions(
        rubric=rubric,
        profile=profile,
        scope=scope,
        perspective=perspective,
        fields=tuple(_fields(rubric, profile or Profile(), perspective)),
        parts=parts_of(rubric, elements),
        anti_patterns=rubric.anti_patterns,
    )


def questions_in_own_words(rubric: Rubric, profile: Profile | None, perspective: str) -> Questions:
    """What somebody of this perspective is asked: short, and only what they can see. No name is asked."""
    applies = {each.element.id for each in contour_of(rubric, profile or Profile(), "full")}
    return Questions(
        rubric=rubric,
        profile=profile,
        scope="full",
        perspective=perspective,
        fields=(
            Field("project.name", _("Hoe heet het project?"), "line"),
            Field("audit.date", _("Welke dag is het vandaag?"), "date"),
        ),
        parts=parts_of(rubric, tuple(each for each in rubric.asked_of(perspective) if each.id in applies)),
        anti_patterns=(),
        own_words=True,
    )


def _fields(rubric: Rubric, profile: Profile, perspective: str | None) -> Iterator[Field]:
    """The questions about the project, in the words and the order of the questionnaire."""
    empty = new_file(rubric)
    several = _("Zet «ja» achter elke keuze die klopt. Laat u alles leeg, dan telt alles.")

    yield Field("project.name", question_of(rubric, "name"), "line")
    yield Field("project.id", question_of(rubric, "id"), "line", _("Is er geen nummer? Laat dit leeg."))
    yield Field("project.organisation", question_of(rubric, "organisation"), "line")
    yield Field("project.summary", _("Wat doet het project, in een paar zinnen?"), "text")
    ages = profile.ages
    for name in ("target_groups", "goals", "phases", "phases_by_others"):
        choices = choices_of(rubric, empty, name)
        chosen = getattr(profile, name, ())
        hint = _("Zet «ja» achter wat een partner doet. Dat telt ook mee.") if name == "phases_by_others" else several
        if choices:
            yield Field(f"project.{name}", question_of(rubric, name), "several", hint, choices, chosen)
        if name == "target_groups":
            yield Field(
                "project.ages.from", _("Vanaf welke leeftijd?"), "age", value=_number(ages.from_ if ages else None)
            )
            yield Field(
                "project.ages.to", _("Tot en met welke leeftijd?"), "age", value=_number(ages.to if ages else None)
            )
            few = "yes" if ages and ages.few_from_23 else None
            question = _("Is minder dan 1 op de 5 jongeren 23 jaar of ouder?")
            yield Field("project.ages.few_from_23", question, "yes_no", value=few)
    yield Field("project.status", question_of(rubric, "status"), "one", "", choices_of(rubric, empty, "status"))
    yield Field("audit.date", _("Op welke dag vult u dit in?"), "date", _("Zoals 23-11-2026."))
    if rubric.perspectives:
        choices = choices_of(rubric, empty, "perspective")
        yield Field("audit.perspective", question_of(rubric, "perspective"), "one", "", choices, perspective)
    for name in ("assessor", "shown"):
        yield Field(f"audit.{name}", question_of(rubric, name), "yes_no")
    for fact in rubric.facts:
        kind: FieldKind = "one" if fact.kind == "choice" else fact.kind
        hint = _("Een telling, zoals 31/40.") if kind == "count" else ""
        choices = tuple((choice.id, choice.title) for choice in fact.choices)
        yield Field(f"project.facts.{fact.id}", fact.question, kind, hint, choices)


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)
