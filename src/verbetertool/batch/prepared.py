"""What a round needs before it begins: its options checked together, and what they name loaded."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from verbetertool.api import load_rubric
from verbetertool.batch.folder import check_same_round
from verbetertool.batch.inputs import Found, find_files
from verbetertool.batch.job import Job
from verbetertool.batch.manifest import command_line, used_files
from verbetertool.batch.outputs import check_free
from verbetertool.batch.pages import GROUP_KEYS, Where
from verbetertool.batch.worker import chosen_formats
from verbetertool.errors import Checks, UsageError
from verbetertool.language import current_language
from verbetertool.model.contour import Profile
from verbetertool.model.manifest import Role, Used
from verbetertool.model.portfolio import Earlier
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.reading.profiles import load_profile
from verbetertool.reading.results import load_results
from verbetertool.reading.rounds import LoadedRound, load_round
from verbetertool.report.style import load_style

if TYPE_CHECKING:
    from verbetertool.batch.assessments import Assessors
    from verbetertool.batch.since import Since


@record
class Options:
    """What somebody asks of a round: the arguments and options of the command."""

    paths: Sequence[Path]
    output: Path
    formats: Sequence[str] = ()
    profile: Path | None = None
    """Goes above the one in `about`."""
    about: Path | None = None
    """A file that describes the round."""
    where: Sequence[str] = ()
    """Texts `key=id` with a key of GROUP_KEYS."""
    fail_under: int | None = None
    """A proven score, 0-100."""
    not_worse_than: Path | None = None
    """This and `since` are the `results.jsonl` of an earlier round."""
    since: Path | None = None
    assessments: Path | None = None
    """A folder with files of assessors."""
    notes: bool = False
    """Whether the texts of applicants stay in the results."""
    resume: bool = False
    jobs: int | None = 1
    """None is as many processes as help."""
    rubric: Path | None = None
    force: bool = False


@record
class Prepared:
    """All that a round is made with."""

    job: Job
    rubric: Rubric
    where: Where
    found: Found
    own: Mapping[Path, str]
    """Files of the funder, each with what it is for."""
    command: str
    since: "Since | None"
    assessors: "Assessors | None"
    used: Sequence[Used]
    before: Sequence[Earlier] | None
    """What the gate compares with."""


@record
class _OfFunder:
    """The files that a funder wrote, as far as they could be read."""

    about: LoadedRound | None
    profile: Profile | None
    style: str

    @property
    def named_profile(self) -> Path | None:
        return self.about.profile if self.about else None

    @property
    def style_path(self) -> Path | None:
        return self.about.style if self.about else None


def prepare(options: Options) -> Prepared:
    """Everything checked and loaded, and nothing written. Raises UsageError and InvalidInputError with all problems."""
    checks = Checks()
    rubric = checks.of(lambda: load_rubric(options.rubric))
    formats = checks.of(lambda: chosen_formats(options.formats))
    funder = _funder(options, rubric, checks)
    parts = [checks.of(partial(_part, text, rubric)) for text in options.where if rubric]
    before, last = (
        checks.of(partial(load_results, path)) if path else None for path in (options.not_worse_than, options.since)
    )
    folder = options.assessments
    assessors = checks.of(lambda: _assessors(folder, options.output, rubric)) if folder and rubric else None
    checks.of(lambda: check_free(options.output, force=options.force))
    own = _own_files(options, funder)
    found = checks.of(lambda: find_files(options.paths, [options.output, *filter(None, [folder])], own))
    checks.done()
    assert rubric is not None
    assert found is not None
    job = _job(options, formats or (), funder)
    check_same_round(job, rubric)
    return Prepared(
        job=job,
        rubric=rubric,
        where=_together(parts),
        found=found,
        own=own,
        command=_command(options),
        since=_since(options.since, last, rubric),
        assessors=assessors,
        used=_used(options, funder),
        before=before,
    )


def _funder(options: Options, rubric: Rubric | None, checks: Checks) -> _OfFunder:
    about, profile = options.about, options.profile
    round_ = checks.of(lambda: load_round(about, rubric)) if about and rubric else None
    fixed = checks.of(lambda: load_profile(profile, rubric)) if profile and rubric else None
    style_path = round_.style if round_ else None
    style = checks.of(lambda: load_style(style_path)) if style_path else ""
    return _OfFunder(round_, fixed or (round_.about.profile if round_ else None), style or "")


def _own_files(options: Options, funder: _OfFunder) -> dict[Path, str]:
    """The files of the funder, which no applicant sent, each with what it is for."""
    own = {
        funder.named_profile: "profile",
        funder.style_path: "style",
        options.not_worse_than: "--not-worse-than",
        options.since: "--since",
        options.about: "--round",
        options.profile: "--profile",
    }
    return {path: name for path, name in own.items() if path is not None}


def _job(options: Options, formats: tuple[str, ...], funder: _OfFunder) -> Job:
    about = funder.about.about if funder.about else None
    return Job(
        output=options.output,
        formats=formats,
        rubric=options.rubric,
        profile=funder.profile,
        language=current_language(),
        force=options.force,
        info=about.round if about else None,
        priorities=(about.priorities if about else None) or (),
        style=funder.style,
        notes=options.notes,
    )


def _command(options: Options) -> str:
    named = {
        "--profile": options.profile,
        "--round": options.about,
        "--rubric": options.rubric,
        "--not-worse-than": options.not_worse_than,
        "--since": options.since,
        "--assessments": options.assessments,
    }
    given = [(name, str(value)) for name, value in named.items() if value is not None]
    given += [("-f", name) for name in options.formats]
    given += [("--where", text) for text in options.where]
    given += [("--fail-under", str(options.fail_under))] if options.fail_under is not None else []
    return command_line(options.paths, given, ["--notes"] if options.notes else [])


def _used(options: Options, funder: _OfFunder) -> tuple[Used, ...]:
    roles: dict[Role, Path | None] = {
        "round": options.about,
        "profile": options.profile or funder.named_profile,
        "style": funder.style_path,
        "since": options.since,
        "not_worse_than": options.not_worse_than,
    }
    return used_files({role: path for role, path in roles.items() if path is not None})


def _since(path: Path | None, before: Sequence[Earlier] | None, rubric: Rubric) -> "Since | None":
    if path is None or before is None:
        return None
    from verbetertool.batch.since import Since

    return Since(path, before, rubric)


def _assessors(folder: Path, output: Path, rubric: Rubric) -> "Assessors":
    from verbetertool.batch.assessments import load_assessments

    return load_assessments(folder, output, rubric)


def _part(text: str, rubric: Rubric) -> tuple[str, str]:
    """The key and the id in a text such as `goals=x`. Raises UsageError for one that is not there."""
    key, _equals, value = text.partition("=")
    if key not in GROUP_KEYS:
        raise UsageError("bad_where", text=text, known=", ".join(GROUP_KEYS))
    known = [choice.id for choice in getattr(rubric, key)]
    if value not in known:
        raise UsageError("bad_where", text=text, known=", ".join(known))
    return key, value


def _together(parts: Iterable[tuple[str, str] | None]) -> Where:
    """The ids per key."""
    found: dict[str, frozenset[str]] = {}
    for key, value in filter(None, parts):
        found[key] = found.get(key, frozenset()) | {value}
    return found
