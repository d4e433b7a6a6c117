"""The words for a profile: as it was filled in, with the route of a project, and as a contour counts it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from verbetertool.language import _
from verbetertool.model.contour import AgeRange, Ages, Profile
from verbetertool.model.project import ProfileBy, Project
from verbetertool.model.rubric import Choice, Rubric
from verbetertool.report.document import Line, Own
from verbetertool.report.documents.route import left_out


def profile_as_filled_in(profile: Profile, rubric: Rubric) -> Iterator[tuple[str, Line]]:
    """The fields with their names, and what was filled in."""
    yield _("Doelgroepen"), _chosen(rubric.target_groups, profile.target_groups)
    yield _("Doelen"), _chosen(rubric.goals, profile.goals)
    yield _("Fasen"), _chosen(rubric.phases, profile.phases)
    yield _("Leeftijd"), _ages(profile.ages)


def project_profile(project: Project, profile_by: ProfileBy, rubric: Rubric) -> Iterator[tuple[str, Line]]:
    """The same of a project, with who does which phases; phases that a funder set were no choice of the project."""
    profile = project.profile
    yield _("Doelgroepen"), _chosen(rubric.target_groups, profile.target_groups)
    yield _("Doelen"), _chosen(rubric.goals, profile.goals)
    phases, by_others = project.phases or (), project.phases_by_others or ()
    yield _("Fasen"), _chosen(rubric.phases, phases)
    if phases and by_others:
        yield _("Fasen die een partner doet"), _chosen(rubric.phases, by_others)
    if profile_by == "project" and (missing := left_out(phases, by_others, rubric)):
        yield _("Fasen die niemand doet"), _chosen(rubric.phases, missing)
    yield _("Leeftijd"), _ages(profile.ages)


def profile_as_counted(profile: Profile, rubric: Rubric) -> Iterator[tuple[str, Line]]:
    """The fields with their names as a contour counts them: one that is empty says that everything counts."""
    every = _("niet ingevuld: alles telt")
    yield _("Doelgroepen"), _titles(rubric.target_groups, profile.target_groups) or every
    yield _("Leeftijd"), every if profile.ages is None else ages_words(profile.ages)
    yield _("Doelen"), _titles(rubric.goals, profile.goals) or every
    yield _("Fasen"), _titles(rubric.phases, profile.phases) or every


def ages_words(ages: AgeRange) -> str:
    """An age range in words."""
    if ages.from_ is None and ages.to is None:
        return _("alle leeftijden")
    if ages.from_ is None:
        return _("tot en met {to} jaar").format(to=ages.to)
    if ages.to is None:
        return _("vanaf {from_} jaar").format(from_=ages.from_)
    return _("{from_} tot en met {to} jaar").format(from_=ages.from_, to=ages.to)


def _ages(ages: Ages | None) -> str:
    """What was filled in; a range without ends is an empty field."""
    if ages is None:
        return _("niet ingevuld")
    words = _("niet ingevuld") if (ages.from_, ages.to) == (None, None) else ages_words(ages)
    if ages.few_from_23:
        words += "; " + _("minder dan 1 op de 5 is 23 jaar of ouder, dus daarover zijn geen extra vragen")
    return words


def _chosen(choices: Iterable[Choice], chosen: Sequence[str]) -> Line:
    """The titles of what was chosen, in that order; what the rubric does not know stands there as it is."""
    if not chosen:
        return _("niet ingevuld")
    titles: Mapping[str, str] = {choice.id: choice.title for choice in choices}
    return Own("; ".join(titles.get(id, id) for id in chosen))


def _titles(choices: Iterable[Choice], chosen: Sequence[str]) -> str:
    """The titles of what was chosen, in the order of the rubric."""
    return "; ".join(choice.title for choice in choices if choice.id in chosen)
