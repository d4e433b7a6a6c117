"""What the script of the form page knows: the form of an answer file, what is asked, and the words that it says."""

import json
from typing import Any

from verbetertool.language import N_, _
from verbetertool.model.answer_file import FIRST_LINE, LAST_LINE, MAX_BYTES
from verbetertool.model.base import MAX_TEXT
from verbetertool.model.contour import MAX_AGE
from verbetertool.model.element import Element
from verbetertool.model.form import Questions
from verbetertool.model.project import FORMAT, MAX_EVIDENCE, MAX_FACT, MAX_NAME, MAX_NUMBER, MAX_PLAN
from verbetertool.model.thresholds import OLDER_FROM

_WORDS = {
    "nameless": N_("Mijn project"),
    "clear": N_("Wis deze keuze"),
    "open": N_("nog open"),
    "ja": N_("ja"),
    "soms": N_("soms"),
    "nee": N_("nee"),
    "never": N_("nooit"),
    "sometimes": N_("soms"),
    "usually": N_("meestal"),
    "unknown": N_("weet ik niet"),
    "not_applicable": N_("niet van toepassing"),
    "level": N_("niveau {level}"),
    "count": N_("{yes} van {of}"),
    "progress": N_("{done} van {all} beantwoord"),
    "asked_now": N_("Er zijn nu {number} vragen. Antwoorden die er al zijn, blijven bewaard."),
    "outdated": N_("Eerder: {answer}. Na dat antwoord is deze vraag veranderd. Kies opnieuw."),
    "count_gives": N_("{yes} van {of} geeft niveau {level}."),
    "count_gone": N_("De telling {yes} van {of} is weg, want die geeft niveau {level}."),
    "wrong_name": N_("De naam is nodig: die komt boven het rapport."),
    "wrong_line": N_("Dit is te lang. Gebruik minder woorden."),
    "wrong_text": N_("Dit is te lang. Gebruik minder woorden."),
    "wrong_fact": N_("Dit is te lang. Gebruik minder woorden."),
    "wrong_date": N_("Dit is geen datum. Typ hem zoals 2026-11-23."),
    "wrong_age": N_("Typ hele jaren, zoals 16 en 27. De laagste leeftijd komt eerst."),
    "wrong_number": N_("Dit is geen getal. Typ een getal, zoals 12 of 12,5."),
    "wrong_count": N_("Dit is geen telling. Typ bij hoeveel van hoeveel het zo is, zoals 31/40."),
    "wrong_count_fields": N_("Deze telling klopt niet. Typ bij hoeveel van hoeveel het zo is, zoals 34 van de 40."),
    "wrong_action": N_("Kies waarover de actie gaat, of schrijf wat u gaat doen."),
    "action": N_("Actie {number}"),
    "none": N_("Geen keuze"),
    "saved": N_("Bewaard als {file}, bij de downloads."),
    "saved_without": N_("Wat nog niet klopt, staat er niet in: {number}."),
    "too_large": N_("Dit wordt te groot om te bewaren. Maak eerst de toelichtingen korter."),
    "loaded": N_("Ingelezen: {file}. Alles staat er weer."),
    "undone": N_("Alles staat er weer zoals het was."),
    "resumed": N_("Alles staat er weer zoals het was."),
    "kept": N_("Alles wat hier staat, blijft nu ook op deze computer."),
    "forgotten": N_("Op deze computer blijft niets staan."),
    "choose_first": N_("Er staat al ander werk op deze computer. Kies eerst boven aan de pagina wat daarmee gebeurt."),
    "not_kept": N_("Deze browser bewaart niets. Bewaar de antwoorden als bestand."),
    "not_text": N_("{file} is geen antwoordbestand. Kies een bestand dat eerder is bewaard."),
    "too_large_file": N_("{file} is te groot voor een antwoordbestand. Kies een bestand dat eerder is bewaard."),
    "not_ours": N_(
        "{file} is niet in te lezen, om regel {line}. Is het bestand met de hand gemaakt? Zet het dan eerst om met "
        "verbetertool import."
    ),
    "twice": N_("{file} is niet in te lezen: «{key}» staat er twee keer, de tweede keer op regel {line}."),
    "no_answer_file": N_("{file} is geen antwoordbestand. Kies een bestand dat eerder is bewaard."),
    "other_rubric": N_("{file} hoort bij andere vragen: «{rubric}»."),
    "bad_value": N_("{file} is niet in te lezen, om wat er staat bij «{name}». Kijk het na met verbetertool check."),
}
"""What the script says, by the name that it knows it by."""


def data_of(questions: Questions) -> str:
    """What the script knows, as JSON that can stand in a page."""
    rubric = questions.rubric
    elements = [element for part in questions.parts for element in part.elements]
    data = {
        "format": FORMAT,
        "rubric": rubric.id,
        "version": rubric.version,
        "scope": None if questions.own_words else questions.scope,
        "own_words": questions.own_words,
        "perspective": questions.perspective,
        "first_line": FIRST_LINE,
        "last_line": LAST_LINE,
        "older_from": OLDER_FROM,
        "shares": [[int(part) for part in share.split("/")] for share in rubric.scale.shares] if rubric.scale else [],
        "limits": {
            "name": MAX_NAME,
            "text": MAX_TEXT,
            "fact": MAX_FACT,
            "number": MAX_NUMBER,
            "pieces": MAX_EVIDENCE,
            "actions": MAX_PLAN,
            "age": MAX_AGE,
            "bytes": MAX_BYTES,
        },
        "fields": [
            {
                "name": field.id,
                "kind": "fact" if field.is_fact and field.kind == "text" else field.kind,
            }
            for field in questions.fields
        ],
        "elements": [
            {
                "id": element.id,
                "title": element.asked_of[questions.perspective or ""].question
                if questions.own_words
                else element.title,
                "when": None if questions.own_words else _condition(element),
                "scale": not questions.own_words and element.on_scale and rubric.scale is not None,
                "changed": element.changed,
            }
            for element in elements
        ],
        "anti_patterns": [
            {"id": each.id, "title": each.title, "changed": each.changed} for each in questions.anti_patterns
        ],
        "start": _start(questions),
        "words": {name: _(word) for name, word in _WORDS.items()},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # It stands in a page, where these two mean something.
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _condition(element: Element) -> dict[str, Any] | None:
    when = element.applies_when
    return None if when is None else when.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _start(questions: Questions) -> dict[str, Any]:
    """What is filled in before anybody begins, as an answer file."""
    start: dict[str, Any] = {"audit": {"perspective": questions.perspective}} if questions.perspective else {}
    for field in questions.fields:
        if not field.value:
            continue
        value: Any = list(field.value) if isinstance(field.value, tuple) else field.value
        value = int(value) if field.kind == "age" else value == "yes" if field.kind == "yes_no" else value
        *folders, name = field.id.split(".")
        place = start
        for folder in folders:
            place = place.setdefault(folder, {})
        place[name] = value
    return start
