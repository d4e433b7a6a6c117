"""What a valid rubric can do better, as Problems: limits of docs/scoring.md section 3 and of the authors' README."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from verbetertool.checking.plain import LONGEST_MEAN, LONGEST_SENTENCE, heavy_words, sentences
from verbetertool.errors import Place, Problem
from verbetertool.language import heavy_words_of
from verbetertool.model.anti_pattern import AntiPattern
from verbetertool.model.base import is_older
from verbetertool.model.contour import Profile
from verbetertool.model.element import Element
from verbetertool.model.project import Scope
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import LEVELS
from verbetertool.model.thresholds import (
    BAND_FROM,
    GROUP_FROM,
    HEAVIEST_CORE_PERCENT,
    HEAVIEST_PERCENT,
    MOST_ASKED,
    MOST_DEDUCTION,
    MOST_ESSENTIAL,
    QUESTION_WORDS,
    QUESTION_WORDS_MEAN,
    QUICK_SCAN_WORDS,
    RULE_MENTIONS,
    RULE_STUDIES,
)
from verbetertool.scoring.applicability import unanswered_case
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
        *_groups(rubric, place_of),
        *_texts(rubric, place_of),
        *_words(rubric, place_of),
        *_asked(rubric, place_of),
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
    asked: list[Element | AntiPattern] = [*rubric.elements, *rubric.anti_patterns]
    for each in asked:
        if each.changed is not None and is_older(rubric.version, each.changed):
            values = {"id": each.id, "changed": each.changed, "version": rubric.version}
            yield Problem("changed_later", place_of(each.id), values)
    for context in rubric.contexts:
        if not any(e.core for e in rubric.elements if e.context == context.id):
            yield Problem("no_core", place_of(context.id), {"id": context.id}, "warning")


def _essentials(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    essentials = [element for element in rubric.elements if element.essential]
    for element in essentials:
        support = element.support
        if element.called_essential is None:
            yield Problem("essential_not_called", place_of(element.id), {"id": element.id}, "warning")
        thin = len(support.review_studies) < RULE_STUDIES or (support.mentions or 0) < RULE_MENTIONS
        if thin and support.caveat is None:
            yield Problem("essential_thin", place_of(element.id), {"id": element.id}, "warning")
    if len(essentials) > MOST_ESSENTIAL:
        values = {"number": len(essentials), "limit": MOST_ESSENTIAL}
        yield Problem("too_many_essential", place_of(rubric.id), values)


def _groups(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    for group in rubric.lock_groups:
        if len(set(group.elements)) < GROUP_FROM:
            yield Problem("group_too_small", place_of(group.id), {"id": group.id, "limit": GROUP_FROM})


def _words(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    """Where there is too much to read at a question, on the average, or in a quick scan. From rubric 2.0 on."""
    read_at = {element.id: _words_at(element) for element in rubric.elements if element.practice is not None}
    for name, number in read_at.items():
        if number > QUESTION_WORDS:
            values = {"id": name, "number": number, "limit": QUESTION_WORDS}
            yield Problem("question_long", place_of(name), values, "warning")
    if sum(read_at.values()) > QUESTION_WORDS_MEAN * len(read_at):
        mean = sum(read_at.values()) // len(read_at)
        values = {"number": mean, "limit": QUESTION_WORDS_MEAN}
        yield Problem("questions_long", place_of(rubric.id), values, "warning")
    quick = sum(read_at.get(element.id, 0) for element in rubric.elements if element.core)
    if quick > QUICK_SCAN_WORDS:
        values = {"number": quick, "limit": QUICK_SCAN_WORDS}
        yield Problem("quick_scan_long", place_of(rubric.id), values, "warning")


def _asked(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    """Too many questions in words of their own to one perspective."""
    for perspective in rubric.asked_perspectives:
        number = len(rubric.asked_of(perspective.id))
        if number > MOST_ASKED:
            values = {"title": perspective.title, "number": number, "limit": MOST_ASKED}
            yield Problem("too_many_asked", place_of(perspective.id), values, "warning")


def _words_at(element: Element) -> int:
    """The words to read at its question: on the shared scale only what is its own."""
    if element.levels is not None:
        texts = [element.question, *(element.levels[level] for level in LEVELS)]
    else:
        texts = [element.question, element.practice or "", element.absent or "", element.secured or ""]
    return sum(len(text.split()) for text in texts)


def _texts(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    for element in rubric.elements:
        for level in range(element.highest_requirement):
            if element.advice[level] is None:
                yield Problem("advice_missing", place_of(element.id), {"id": element.id, "level": level})
        texts = rubric.level_texts(element)
        for level in LEVELS[:-1]:
            if _alike(texts[level], texts[level + 1]):
                values: dict[str, object] = {"id": element.id, "level": level, "next": level + 1}
                yield Problem("levels_alike", place_of(element.id), values, "warning")
    words = heavy_words_of(rubric.rubric.language)
    for name, prose in _prose(rubric):
        counts = []
        for field, text in prose:
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
    if rubric.scale is not None:
        yield rubric.id, [(f"scale {level}", rubric.scale.texts[level]) for level in LEVELS]
    for element in rubric.elements:
        yield element.id, _element_prose(element)
    for anti_pattern in rubric.anti_patterns:
        fields = ("question", "why", "alternative", "action", "caveat")
        yield anti_pattern.id, [(f, getattr(anti_pattern, f)) for f in fields if getattr(anti_pattern, f)]
    for practice in rubric.practices:
        texts = [("description", practice.description), *(("results", result.text) for result in practice.results)]
        yield practice.id, texts
    for gap in rubric.knowledge_gaps:
        yield gap.id, [("question", gap.question), ("advice", gap.advice)]
    for principle in rubric.principles:
        yield principle.id, [("text", principle.text)]


def _element_prose(element: Element) -> list[tuple[str, str]]:
    fields = ("question", "why", "practice", "absent", "secured", "measure")
    texts = [(field, text) for field in fields if (text := getattr(element, field))]
    texts += [("counts", text) for text in (*element.counts, *element.counts_not)]
    texts += [(f"asked_of {name}", asked.question) for name, asked in element.asked_of.items()]
    if element.levels is not None:
        texts += [(f"levels {level}", element.levels[level]) for level in LEVELS]
    texts += [(f"advice {level}", advice) for level in LEVELS[:-1] if (advice := element.advice[level])]
    if element.support.caveat:
        texts.append(("caveat", element.support.caveat))
    return texts


def _profiles(rubric: Rubric) -> list[tuple[str, Profile, Scope]]:
    profiles = [(reference.id, reference.profile) for reference in rubric.reference_profiles] or [("-", Profile())]
    return [(name, profile, scope) for name, profile in profiles for scope in ("full", "quick")]


def _with_levels(case: Case, levels: Mapping[str, int]) -> Case:
    """The case with these levels as answers, without evidence."""
    counted = tuple(replace(element, level=levels[element.id]) for element in case.counted)
    return replace(case, counted=counted)


def _balance(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    deductions = sum(2 * anti_pattern.deduction for anti_pattern in rubric.anti_patterns)
    if deductions > MOST_DEDUCTION:
        yield Problem("deductions_too_high", place_of(rubric.id), {"number": deductions, "limit": MOST_DEDUCTION})
    for name, profile, scope in _profiles(rubric):
        counted = unanswered_case(rubric, profile, scope).counted
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
        case = unanswered_case(rubric, profile, scope)
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
