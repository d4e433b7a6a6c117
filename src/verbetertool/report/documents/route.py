"""The parts of the route that a project covers: itself, through a partner, or not at all."""

from collections.abc import Sequence

from verbetertool.model.project import ProfileBy, Project
from verbetertool.model.rubric import Rubric


def left_out(phases: Sequence[str], by_others: Sequence[str], rubric: Rubric) -> list[str]:
    """The ids of the phases that nobody does; none where the project names no phase, which counts as every one."""
    if not phases:
        return []
    return [phase.id for phase in rubric.phases if phase.id not in (*phases, *by_others)]


def left_out_between(project: Project, rubric: Rubric, profile_by: ProfileBy) -> list[str]:
    """The titles of the phases that nobody does while somebody does one before and one after them.

    None where the funder set the profile: then the phases are no choice of the project.
    """
    if profile_by == "funder":
        return []
    missing = set(left_out(project.phases or (), project.phases_by_others or (), rubric))
    done = [number for number, phase in enumerate(rubric.phases) if phase.id not in missing]
    if not missing or not done:
        return []
    return [phase.title for phase in rubric.phases[done[0] : done[-1]] if phase.id in missing]
