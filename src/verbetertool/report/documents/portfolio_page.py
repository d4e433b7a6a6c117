"""What the sections of a portfolio page share: which part of the round it shows, and how a project is called there."""

from verbetertool.model.contour import Profile
from verbetertool.model.record import record
from verbetertool.model.round import RoundInfo
from verbetertool.report.text import one_line

LONGEST_NAME = 90
"""Characters of a project name on the page; the tables have it whole."""


@record
class Frame:
    """What a page says of itself: which part of the round it shows, and where the reports lie from there."""

    part: str | None
    submitted: int
    """Files that a person sent."""
    unread: int
    passed_over: int = 0
    """Files that are no answer file by their name."""
    up: str = ""
    """The way from this page to the output folder: empty, or `../`."""
    reports: str = ""
    ending: str = ".html"
    profile: Profile | None = None
    """What the funder fixed for all projects."""
    info: RoundInfo | None = None
    """Whose round it is."""
    priorities: tuple[str, ...] = ()
    """What the funder wants to reach: ids, or words of its own."""

    @property
    def with_profile(self) -> bool:
        """Whether the funder fixed the profile of all projects."""
        return self.profile is not None


def short_name(name: str) -> str:
    """The name of a project in one line of at most `LONGEST_NAME` characters."""
    name = one_line(name)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
