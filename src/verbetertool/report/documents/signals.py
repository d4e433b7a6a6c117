"""Signals in words: a question to the applicant, and what it is about. Never an accusation."""

from collections.abc import Mapping

from verbetertool.language import _, in_words, ngettext
from verbetertool.model.portfolio import Signal
from verbetertool.model.rubric import Rubric
from verbetertool.report.text import one_line


def question_of(signal: Signal, rubric: Rubric) -> str:
    """The question, the same for every applicant who gets it."""
    match signal.kind:
        case "contradiction":
            return next(c.question for c in rubric.contradictions if c.id in signal.ids)
        case "shared_text":
            return _("Dezelfde tekst staat ook in een andere aanvraag. Werken deze projecten samen?")
        case "all_alike":
            return _("Alle antwoorden staan op hetzelfde niveau. Is er verschil tussen de onderdelen?")
        case "top_without_evidence":
            return _("Bij de meeste antwoorden op niveau 3 of 4 staat geen onderbouwing. Waar is dit te zien?")
        case "plan_as_practice":
            return _("Het project is een plan. Toch staan er antwoorden op niveau 3 of 4. Gebeurt dit al?")


def details_of(signal: Signal, titles: Mapping[str, str]) -> str:
    """Which answers and files the question is about; empty where the question says it all."""
    match signal.kind:
        case "contradiction":
            return ""
        case "shared_text":
            all_named = signal.number == len(signal.ids)
            text = _("bij {titles}; ook in {files}") if all_named else _("bij onder meer {titles}; ook in {files}")
            files = [one_line(file) for file in signal.others]
            named = in_words([*files, _("andere")]) if signal.more else in_words(files)
            return text.format(titles=in_words([f"«{titles[id]}»" for id in signal.ids]), files=named)
        case "all_alike":
            text = _("{number} antwoorden op niveau {level}")
            return text.format(number=signal.number, level=signal.level)
        case "top_without_evidence" | "plan_as_practice":
            return ngettext("{number} antwoord", "{number} antwoorden", signal.number).format(number=signal.number)


def in_one_line(signal: Signal, rubric: Rubric, titles: Mapping[str, str]) -> str:
    """The question with its details."""
    question, details = question_of(signal, rubric), details_of(signal, titles)
    return f"{question} ({details})" if details else question
