"""Signals in words: a question to the applicant, and what it is about. Never an accusation."""

from collections.abc import Mapping

from verbetertool.language import N_, _, in_words, ngettext
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
        case "same_file":
            return _("Precies hetzelfde bestand kwam vaker binnen. Welk telt mee?")
        case "same_number":
            return _("Er is nog een aanvraag met dit nummer. Welke telt mee?")
        case "same_project":
            return _("Er is nog een aanvraag van dit project. Is het een nieuwe versie, en welke telt mee?")
        case "personal_data":
            return _("In de tekst staat iets dat lijkt op een gegeven van een mens. Kan dat eruit?")


def details_of(signal: Signal, titles: Mapping[str, str]) -> str:
    """Which answers and files the question is about; empty where the question says it all."""
    match signal.kind:
        case "contradiction":
            return ""
        case "shared_text":
            all_named = signal.number == len(signal.ids)
            text = _("bij {titles}; ook in {files}") if all_named else _("bij onder meer {titles}; ook in {files}")
            return text.format(titles=in_words([f"«{titles[id]}»" for id in signal.ids]), files=_others(signal))
        case "all_alike":
            text = _("{number} antwoorden op niveau {level}")
            return text.format(number=signal.number, level=signal.level)
        case "same_file" | "same_number" | "same_project":
            return _("ook in {files}").format(files=_others(signal))
        case "personal_data":
            all_named = signal.number == len(signal.ids)
            text = _("bij {titles}") if all_named else _("bij onder meer {titles}")
            # Of a part of the file that is no question, such as `plan`, the file has the word.
            return text.format(titles=in_words([f"«{titles.get(id, id)}»" for id in signal.ids]))
        case "top_without_evidence":
            return ngettext("{number} antwoord", "{number} antwoorden", signal.number).format(number=signal.number)


def _others(signal: Signal) -> str:
    keys = [one_line(key) for key in signal.others]
    return in_words([*keys, _("andere")]) if signal.more else in_words(keys)


def strength_words(signal: Signal) -> str:
    """How strong a signal is: what comes first, and what can wait."""
    return _(_STRENGTHS[signal.strength])


_STRENGTHS = {1: N_("zwak signaal"), 2: N_("signaal"), 3: N_("sterk signaal")}


def in_one_line(signal: Signal, rubric: Rubric, titles: Mapping[str, str]) -> str:
    """The question with its details."""
    question, details = question_of(signal, rubric), details_of(signal, titles)
    return f"{question} ({details})" if details else question
