"""What a valid rubric can do better, as Problems: limits of docs/scoring.md section 3 and of the authors' README."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from verbetertool.checking.plain import LONGEST_MEAN, LONGEST_SENTENCE, heavy_words, sentences
from verbetertool.errors import Place, Problem
from verbetertool.language import heavy_words_of
from verbetertool.model.contour import Profile
from verbetertool.model.project import Answers, Project, Scope
from verbetertool.model.rubric import LEVELS, Element, Rubric
from verbetertool.model.thresholds import (
    BAND_FROM,
    HEAVIEST_CORE_PERCENT,
    HEAVIEST_PERCENT,
    MOST_DEDUCTION,
    MOST_ESSENTIAL,
    RULE_MENTIONS,
    RULE_STUDIES,
)
from verbetertool.scoring.applicability import case_of
from verbetertool.scoring.case import Case
from verbetertool.scoring.score import read

ALIKE_FROM = 0.92

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_NUMBER = re.compile(r"[0-9]+")

PlaceOf = Callable[[str], Place]


def lint(rubric: Rubric, place_of: PlaceOf) -> list[Problem]:
    """Everything worth a remark in a valid rubric; `place_of` gives where an id is defined."""
    return [
        *_ids(rubric, place_of),
        *_essentials(rubric, place_of),
        *_texts(rubric, place_of),
        *_balance(rubric, place_of),
        *_proofs(rubric, place_of),
    ]


def lint_items(rubric: Rubric, place_of: PlaceOf) -> list[Problem]:
    """The remarks that are about one item alone, for what is valid of a rubric with mistakes."""
    return [*_names(rubric, place_of), *_texts(rubric, place_of)]


def _names(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    for item in (*rubric.contexts, *rubric.elements, *rubric.anti_patterns, *rubric.practices):
        if not _KEBAB.match(item.id):
            yield Problem("not_kebab", place_of(item.id), {"id": item.id})


def _ids(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    yield from _names(rubric, place_of)
    named = {name for gap in rubric.knowledge_gaps for name in gap.elements}
    for element in rubric.elements:
        if element.knowledge_gap and element.id not in named:
            yield Problem("gap_disagrees", place_of(element.id), {"id": element.id})
    for context in rubric.contexts:
        if not any(e.core for e in rubric.elements if e.context == context.id):
            yield Problem("no_core", place_of(context.id), {"id": context.id}, "warning")


def _essentials(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    essentials = [element for element in rubric.elements if element.essential]
    for element in essentials:
        support = element.support
        if element.knowledge_gap:
            yield Problem("essential_is_gap", place_of(element.id), {"id": element.id})
        if element.called_essential is None:
            yield Problem("essential_not_called", place_of(element.id), {"id": element.id}, "warning")
        if len(support.review_studies) < RULE_STUDIES or (support.mentions or 0) < RULE_MENTIONS:
            yield Problem("essential_thin", place_of(element.id), {"id": element.id}, "warning")
    if len(essentials) > MOST_ESSENTIAL:
        values = {"number": len(essentials), "limit": MOST_ESSENTIAL}
        yield Problem("too_many_essential", place_of(rubric.id), values)


def _texts(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    for element in rubric.elements:
        for level in range(element.highest_requirement):
            if element.advice[level] is None:
                yield Problem("advice_missing", place_of(element.id), {"id": element.id, "level": level})
        for level in LEVELS[:-1]:
            if _alike(element.levels[level], element.levels[level + 1]):
                values: dict[str, object] = {"id": element.id, "level": level, "next": level + 1}
                yield Problem("levels_alike", place_of(element.id), values, "warning")
    words = heavy_words_of(rubric.rubric.language)
    for name, texts in _prose(rubric):
        counts = []
        for field, text in texts:
            for word, better in heavy_words(text, words):
                values = {"id": name, "field": field, "word": word, "better": better}
                yield Problem("heavy_word", place_of(name), values, "warning")
            for sentence in sentences(text):
                counts.append(len(sentence.split()))
                if counts[-1] > LONGEST_SENTENCE:
                    values = {
                        "id": name,
                        "field": field,
                        "number": counts[-1],
                        "limit": LONGEST_SENTENCE,
                        "text": sentence,
                    }
                    yield Problem("sentence_long", place_of(name), values, "warning")
        if counts and sum(counts) > LONGEST_MEAN * len(counts):
            mean = f"{sum(counts) / len(counts):.0f}"
            yield Problem(
                "sentences_long", place_of(name), {"id": name, "mean": mean, "limit": LONGEST_MEAN}, "warning"
            )


def _alike(one: str, other: str) -> bool:
    """Whether two level texts are nearly the same; another number is a fact, and makes them differ."""
    if _NUMBER.findall(one) != _NUMBER.findall(other):
        return False
    return SequenceMatcher(None, one, other).ratio() >= ALIKE_FROM


def _prose(rubric: Rubric) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Per id the texts that a user reads, with the field each stands in."""
    for element in rubric.elements:
        yield element.id, _element_prose(element)
    for anti_pattern in rubric.anti_patterns:
        fields = ("question", "why", "alternative", "caveat")
        yield anti_pattern.id, [(f, getattr(anti_pattern, f)) for f in fields if getattr(anti_pattern, f)]
    for practice in rubric.practices:
        texts = [("description", practice.description), *(("results", result.text) for result in practice.results)]
        yield practice.id, texts
    for gap in rubric.knowledge_gaps:
        yield gap.id, [("question", gap.question), ("advice", gap.advice)]
    for principle in rubric.principles:
        yield principle.id, [("text", principle.text)]


def _element_prose(element: Element) -> list[tuple[str, str]]:
    texts = [("question", element.question), ("why", element.why)]
    texts += [(f"levels {level}", element.levels[level]) for level in LEVELS]
    texts += [(f"advice {level}", advice) for level in LEVELS[:-1] if (advice := element.advice[level])]
    if element.support.caveat:
        texts.append(("caveat", element.support.caveat))
    return texts


def _profiles(rubric: Rubric) -> list[tuple[str, Profile, Scope]]:
    profiles = [(reference.id, reference.profile) for reference in rubric.reference_profiles] or [("-", Profile())]
    return [(name, profile, scope) for name, profile in profiles for scope in ("full", "quick")]


def _nothing_answered(rubric: Rubric, profile: Profile, scope: Scope) -> Case:
    project = Project(
        name="-",
        target_groups=profile.target_groups,
        ages=profile.ages,
        goals=profile.goals,
        phases=profile.phases,
    )
    return case_of(rubric, Answers(rubric=rubric.id, project=project, scope=scope))


def _with_levels(case: Case, levels: Mapping[str, int]) -> Case:
    """The case with these levels as answers, without evidence."""
    counted = tuple(replace(element, level=levels[element.id]) for element in case.counted)
    return replace(case, counted=counted)


def _balance(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    deductions = sum(2 * anti_pattern.deduction for anti_pattern in rubric.anti_patterns)
    if deductions > MOST_DEDUCTION:
        yield Problem("deductions_too_high", place_of(rubric.id), {"number": deductions, "limit": MOST_DEDUCTION})
    for name, profile, scope in _profiles(rubric):
        counted = _nothing_answered(rubric, profile, scope).counted
        possible = sum(element.weight * element.required for element in counted)
        limit = HEAVIEST_PERCENT if scope == "full" else HEAVIEST_CORE_PERCENT
        for element in counted:
            share = 100 * element.weight * element.required
            if share > limit * possible:
                where = name if scope == "full" else f"{name}, core"
                values = {"id": element.id, "percent": share // possible, "profile": where, "limit": limit}
                yield Problem("element_too_heavy", place_of(element.id), values, "warning")


def _proofs(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    """Scores of made-up answers: every band can be reached, better never is worse, and every element matters."""
    matters: set[str] = set()
    for name, profile, scope in _profiles(rubric):
        case = _nothing_answered(rubric, profile, scope)
        if not case.counted:
            continue
        yield from _unreachable_bands(case, name, place_of)
        for baseline in (0, 2, 4):
            alike = _with_levels(case, {element.id: baseline for element in case.counted})
            for position, element in enumerate(alike.counted):
                before = None
                for level in LEVELS:
                    tried = (*alike.counted[:position], replace(element, level=level), *alike.counted[position + 1 :])
                    reported = read(replace(alike, counted=tried), "reported")
                    now = (reported.total.exact or 0, reported.band or 0)
                    if before is not None and (now[0] < before[0] or now[1] < before[1]):
                        values = {"id": element.id, "profile": name, "level": level}
                        yield Problem("better_is_worse", place_of(element.id), values)
                    if before is not None and now[0] > before[0]:
                        matters.add(element.id)
                    before = now
    for element_ in rubric.elements:
        if element_.id not in matters:
            yield Problem("dead_element", place_of(element_.id), {"id": element_.id}, "warning")


def _unreachable_bands(case: Case, name: str, place_of: PlaceOf) -> Iterator[Problem]:
    """Raises the answers one level of one element at a time, from nothing to the contour, and notes the bands."""
    levels = {element.id: 0 for element in case.counted}
    bands = {read(_with_levels(case, levels), "reported").band}
    for level in LEVELS[1:]:
        for element in case.counted:
            levels[element.id] = max(levels[element.id], min(level, element.required))
            bands.add(read(_with_levels(case, levels), "reported").band)
    for band in BAND_FROM:
        if band not in bands:
            yield Problem("band_unreachable", place_of(name), {"profile": name, "band": band})
