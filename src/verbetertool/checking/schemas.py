"""The published JSON Schemas: for editors that complete what people write, and for users of what we write.

Only words of the standard stand in them, so that every validator takes them; what a person reads in an editor is Dutch.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from verbetertool.language import N_, _
from verbetertool.model import comparison, manifest, picture, team
from verbetertool.model.base import Named
from verbetertool.model.element import Element
from verbetertool.model.project import MAX_FACT, MAX_NUMBER, AnswerFile
from verbetertool.model.round import RoundFile
from verbetertool.model.rubric import Choice, FactQuestion, Rubric, RubricPart
from verbetertool.model.scale import COUNT

SCHEMAS = ("answers", "rubric", "result", "contour", "comparison", "team", "round", "manifest")
SIGNATURE = "verbetertool-schema"
"""In every schema of ours, so that it may be made again where one stands."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCHEMA_KEY = "$schema"


def schema_of(name: str, rubric: Rubric) -> dict[str, Any]:
    """The schema `name` (one of `SCHEMAS`); those of answer files and rounds know the ids of `rubric`."""
    match name:
        case "answers":
            schema = _answers(rubric)
        case "rubric":
            schema = _rubric()
        case "round":
            schema = _round(rubric)
        case "manifest":
            schema = manifest.json_schema()
        case "contour":
            schema = picture.json_schema()
        case "comparison":
            schema = comparison.json_schema()
        case "team":
            schema = team.json_schema()
        case _:
            schema = comparison.result_json_schema()
    return {"$schema": _DIALECT, "$comment": SIGNATURE, **schema}


def _answers(rubric: Rubric) -> dict[str, Any]:
    """The model's schema, with the rubric's ids as the only names that can be chosen, and each level with its text."""
    schema = _in_dutch(AnswerFile.model_json_schema(), ANSWERS)
    schema["title"] = _("Antwoordbestand")
    schema["description"] = _("Uw project en uw antwoorden. Leeg laten mag: dat telt als niet beantwoord.")
    properties, parts = schema["properties"], schema["$defs"]
    properties["rubric"] = {"const": rubric.id, "description": _(ANSWERS["AnswerFile", "rubric"])}
    long_answer, long_occurrence = parts.pop("LongAnswer"), parts.pop("LongOccurrence")
    properties["answers"] |= _only({each.id: _answer(each, rubric, long_answer) for each in rubric.elements})
    properties["anti_patterns"] |= _only(
        {
            each.id: _either(each.title, each.question, _constants(OCCURS), "occurs", long_occurrence)
            for each in rubric.anti_patterns
        }
    )
    project = parts["Project"]["properties"]
    _only_choices(project, rubric)
    others = project["phases_by_others"]["description"]
    project["phases_by_others"] = {**_list_of(_choice(rubric.phases)), "description": others}
    project["id"]["anyOf"].insert(1, {"type": "number"})  # the model gets it as it was typed
    project["facts"] = {**_only(dict(map(_fact, rubric.facts))), "description": project["facts"]["description"]}
    for part, key, words in (("Project", "status", STATUS), ("Audit", "scope", SCOPE)):
        described = parts[part]["properties"][key]["description"]
        parts[part]["properties"][key] = {"description": described, **_constants(words)}
    perspective = parts["Audit"]["properties"]["perspective"]
    perspective |= _choice(rubric.perspectives, may_be_empty=True)
    return schema


def _only_choices(profile: dict[str, Any], rubric: Rubric) -> None:
    """Makes the rubric's ids the only ones in the lists of a profile."""
    for key in ("target_groups", "goals", "phases"):
        items = _choice(getattr(rubric, key))
        profile[key] = {**_list_of(items), "description": profile[key]["description"]}


def _round(rubric: Rubric) -> dict[str, Any]:
    """The schema of the file about a round; its profile may be the name of a file, which the model never sees."""
    schema = _in_dutch(RoundFile.model_json_schema(), ROUND)
    schema["title"] = _("Bestand over een ronde")
    schema["description"] = _("Wat op elke pagina en in elke brief van uw ronde komt.")
    _only_choices(schema["$defs"]["Profile"]["properties"], rubric)
    profile = schema["properties"]["profile"]
    profile["anyOf"].insert(1, {"type": "string", "minLength": 1})
    return schema


def _answer(element: Element, rubric: Rubric, long_form: Mapping[str, Any]) -> dict[str, Any]:
    if not element.asked_of:
        long_form = _without(long_form, "asked")
    texts: dict[Any, str] = dict(enumerate(rubric.level_texts(element)))
    short = _constants(texts | {"unknown": _(UNKNOWN), None: _(UNANSWERED)}, translate=False)
    if element.on_scale:
        described = f"{element.question}\n{element.practice}"
        return _either(element.title, described, short, "level", long_form, also=[_count()])
    return _either(element.title, element.question, short, "level", _without(long_form, "count"))


def _without(long_form: Mapping[str, Any], left_out: str) -> dict[str, Any]:
    properties = {key: kind for key, kind in long_form["properties"].items() if key != left_out}
    return {**long_form, "properties": properties}


def _either(
    title: str,
    question: str,
    short: Mapping[str, Any],
    key: str,
    long_form: Mapping[str, Any],
    *,
    also: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """An answer in its short form, or in its long form, where the same values stand behind `key`.

    `also` are short forms that stand behind another key in the long form.
    """
    properties = {**long_form["properties"], key: {**long_form["properties"][key], **short}}
    properties[key].pop("type", None)
    return {
        "title": title,
        "description": question,
        "anyOf": [*short["anyOf"], *also, {**long_form, "properties": properties}],
    }


def _count() -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{COUNT}$", "description": _(ANSWERS["LongAnswer", "count"])}


def _fact(fact: FactQuestion) -> tuple[str, dict[str, Any]]:
    """What an answer file may say about a fact of the project."""
    kinds: dict[str, dict[str, Any]] = {
        "number": {"type": "number", "minimum": 0, "maximum": MAX_NUMBER},
        "count": _count(),
        "text": {"type": "string", "maxLength": MAX_FACT},
    }
    kind = kinds.get(fact.kind)
    forms = [kind, {"type": "null"}] if kind else _choice(fact.choices, may_be_empty=True)["anyOf"]
    return fact.id, {"anyOf": forms, "description": fact.question}


def _constants(words: Mapping[Any, str], *, translate: bool = True) -> dict[str, Any]:
    """Values that can be chosen, each with what it means."""
    return {"anyOf": [{"const": value, "description": _(text) if translate else text} for value, text in words.items()]}


def _choice(choices: Iterable[Named], *, may_be_empty: bool = False) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    for each in choices:
        described = each.description if isinstance(each, Choice) else each.title
        found.append({"const": each.id, "title": each.title, "description": described})
    if may_be_empty or not found:
        found.append({"const": None, "description": _(UNANSWERED)})
    return {"anyOf": found}


def _list_of(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "array", "items": items, "maxItems": 100}, {"type": "null"}]}


def _only(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "anyOf": [
            {"type": "object", "additionalProperties": False, "maxProperties": 1000, "properties": properties},
            {"type": "null"},
        ]
    }


def _rubric() -> dict[str, Any]:
    schema = _in_dutch(RubricPart.model_json_schema(), RUBRIC)
    schema["title"] = _("Deel van een rubriek")
    schema["description"] = _("Een bestand uit de map van een rubriek. Alle bestanden samen zijn de rubriek.")
    schema["properties"][_SCHEMA_KEY] = {"type": "string", "description": _(ANSWERS["AnswerFile", _SCHEMA_KEY])}
    return schema


def _in_dutch(schema: dict[str, Any], words: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """A schema of pydantic without its English, and with our descriptions of the keys in it."""
    name = schema["title"]
    plain: dict[str, Any] = _without_english(schema)
    for part, node in ((name, plain), *plain.get("$defs", {}).items()):
        for key, described in node.get("properties", {}).items():
            if (part, key) in words:
                described["description"] = _(words[part, key])
    return plain


def _without_english(node: Any, *, are_names: bool = False) -> Any:
    """The node without titles, docstrings and defaults; `are_names`: its keys are names that a file may hold."""
    if isinstance(node, list):
        return [_without_english(item) for item in node]
    if not isinstance(node, dict):
        return node
    left_out = () if are_names else ("title", "description", "default")
    return {
        key: _without_english(value, are_names=key in ("properties", "$defs", "patternProperties") and not are_names)
        for key, value in node.items()
        if key not in left_out
    }


UNKNOWN = N_("U weet het niet.")
UNANSWERED = N_("Nog niet beantwoord.")
VERSION = N_("Voor welke versie van de rubriek dit antwoord was. Het programma vult dit in.")
OCCURS: dict[str | None, str] = {
    "never": N_("Nooit."),
    "sometimes": N_("Soms: minder dan de helft van de keren."),
    "usually": N_("Meestal: de helft van de keren of meer."),
    "unknown": UNKNOWN,
    None: UNANSWERED,
}
STATUS: dict[str | None, str] = {
    "plan": N_("Het is een plan, er is nog niets begonnen."),
    "uitvoering": N_("Het project loopt."),
    "afgerond": N_("Het project is afgelopen."),
    None: UNANSWERED,
}
SCOPE: dict[str | None, str] = {
    "full": N_("Alle vragen tellen mee."),
    "quick": N_("Een snelle scan: alleen de kernvragen tellen mee."),
    None: N_("Leeg telt als alle vragen."),
}
ANSWERS: dict[tuple[str, str], str] = {
    ("AnswerFile", "$schema"): N_("Waar het schema staat. Dit is voor uw tekstprogramma."),
    ("AnswerFile", "format"): N_("De vorm van dit bestand. Laat dit zo staan."),
    ("AnswerFile", "rubric"): N_("De rubriek waarmee dit is ingevuld."),
    ("AnswerFile", "rubric_version"): N_("De versie van de rubriek. Het programma vult dit in."),
    ("AnswerFile", "project"): N_("Wat voor project het is. Dit bepaalt welke vragen meetellen."),
    ("AnswerFile", "audit"): N_("Hoe en wanneer dit is ingevuld."),
    ("AnswerFile", "answers"): N_("De antwoorden: bij elke vraag een niveau van 0 tot en met 4."),
    ("AnswerFile", "anti_patterns"): N_("Wat volgens het dossier niet werkt: hoe vaak komt het voor?"),
    ("AnswerFile", "plan"): N_("Wat u gaat doen, wie en wanneer. Het telt niet mee in de score."),
    ("AnswerFile", "previous"): N_("Het antwoordbestand van de vorige keer. Het programma vult dit in."),
    ("PlanItem", "element"): N_("Het element waar deze actie voor is."),
    ("PlanItem", "anti_pattern"): N_("Wat u minder wilt doen."),
    ("PlanItem", "to"): N_("Het niveau dat u wilt halen. Bij een anti_pattern: never of sometimes."),
    ("PlanItem", "action"): N_("Wat u gaat doen."),
    ("PlanItem", "who"): N_("Wie het doet."),
    ("PlanItem", "by"): N_("De dag waarop het klaar is, zoals 2027-03-01."),
    ("PlanItem", "status"): N_("Hoe ver het is. Leeg is open."),
    ("PlanItem", "note"): N_("Uw toelichting."),
    ("Previous", "file"): N_("Waar dat bestand staat, gezien vanaf dit bestand."),
    ("Previous", "digest"): N_("Het kenmerk van dat bestand (SHA-256)."),
    ("Previous", "date"): N_("De dag waarop dat is ingevuld."),
    ("Project", "name"): N_("Hoe heet het project? Deze naam komt boven het rapport."),
    ("Project", "id"): N_("Het nummer waaronder de financier het project kent."),
    ("Project", "organisation"): N_("Welke organisatie voert het uit?"),
    ("Project", "summary"): N_("Wat het project doet, in een paar zinnen."),
    ("Project", "target_groups"): N_("Voor welke jongeren het is. Leeg telt als alle groepen."),
    ("Project", "ages"): N_("Van welke tot en met welke leeftijd, zoals {from: 16, to: 27}. Leeg telt als alle."),
    ("Project", "goals"): N_("Wat het doel is. Leeg telt als alle doelen."),
    ("Project", "phases"): N_("Welke delen van de route het project doet. Leeg telt als alle delen."),
    ("Project", "phases_by_others"): N_("Welke delen van de route een partner doet."),
    ("Project", "status"): N_("Hoe ver het project is."),
    ("Project", "facts"): N_("Wat de rubriek over het project vraagt. Het telt niet mee in de score."),
    ("Ages", "from"): N_("De jongste leeftijd."),
    ("Ages", "to"): N_("De oudste leeftijd."),
    ("Ages", "few_from_23"): N_("Of minder dan 1 op de 5 deelnemers 23 jaar of ouder is."),
    ("Audit", "scope"): N_("Of alle vragen meetellen, of alleen de kernvragen."),
    ("Audit", "date"): N_("De dag waarop dit is ingevuld, zoals 2026-11-23."),
    ("Audit", "perspective"): N_("Uit wiens ogen dit is ingevuld."),
    ("Audit", "assessor"): N_("Of iemand van buiten het project dit invulde."),
    ("Audit", "note"): N_("Wat een lezer bij dit bestand moet weten."),
    ("Audit", "shown"): N_("Of de ene persoon die dit invulde, apart in beeld mag."),
    ("LongAnswer", "level"): N_("Het hoogste niveau waarvan alles klopt."),
    ("LongAnswer", "count"): N_("Een telling, zoals 34/40: bij 34 van de 40 is het zo."),
    ("LongAnswer", "asked"): N_("Wat een jongere of werkgever antwoordde op de vraag in eigen woorden."),
    ("LongAnswer", "from"): N_("Van hoeveel mensen dit antwoord is. Het programma vult dit in."),
    ("LongOccurrence", "from"): N_("Van hoeveel mensen dit antwoord is. Het programma vult dit in."),
    **{
        (part, key): text
        for part in ("FromPeople", "OccursFromPeople")
        for key, text in (
            ("people", N_("Het aantal mensen dat antwoord gaf.")),
            ("perspectives", N_("Uit wiens ogen zij keken.")),
            ("lowest", N_("Het laagste antwoord.")),
            ("highest", N_("Het hoogste antwoord.")),
        )
    },
    ("LongAnswer", "not_applicable"): N_("Waarom dit niet geldt voor uw project. Laat «level» dan weg."),
    ("LongAnswer", "note"): N_("Uw toelichting. Die telt niet als onderbouwing."),
    ("LongAnswer", "evidence"): N_("Waar het uit blijkt: een stuk, een registratie of iemand van buiten."),
    ("LongAnswer", "rubric_version"): N_(
        "Voor welke versie van de rubriek dit antwoord was. Het programma vult dit in."
    ),
    ("LongOccurrence", "occurs"): N_("Hoe vaak dit voorkomt."),
    ("LongOccurrence", "note"): N_("Uw toelichting."),
    ("LongOccurrence", "evidence"): N_("Waar het uit blijkt: een stuk, een registratie of iemand van buiten."),
    ("LongOccurrence", "rubric_version"): N_(
        "Voor welke versie van de rubriek dit antwoord was. Het programma vult dit in."
    ),
}
"""What an editor says of a key of an answer file, by the name of the model."""
ROUND: dict[tuple[str, str], str] = {
    ("RoundFile", "$schema"): ANSWERS["AnswerFile", "$schema"],
    ("RoundFile", "round"): N_("Wie de ronde houdt, en tot wanneer."),
    ("RoundFile", "profile"): N_(
        "Uw profiel, voor alle projecten gelijk; of de naam van een bestand waar het in staat."
    ),
    ("RoundFile", "style"): N_("Uw huisstijl: de naam van een CSS-bestand."),
    ("RoundFile", "letters"): N_("Wat u zelf in de brieven zegt. Leeg is onze tekst."),
    ("RoundFile", "priorities"): N_(
        "Wat u met deze ronde wilt bereiken: ids van doelgroepen, doelen, fasen of elementen, of eigen woorden."
    ),
    ("RoundInfo", "name"): N_("Hoe heet de ronde?"),
    ("RoundInfo", "organisation"): N_("Wie de ronde houdt."),
    ("RoundInfo", "closing_date"): N_(
        "Tot en met welke dag aanvragers iets kunnen sturen: jaar-maand-dag, zoals 2027-01-31."
    ),
    ("RoundInfo", "contact"): N_("Wie een aanvrager iets kan vragen."),
    ("Letters", "received"): N_("Als u het bestand kon gebruiken."),
    ("Letters", "incomplete"): N_("Als u het bestand niet kon gebruiken."),
    ("Letters", "questions"): N_("Als u vragen hebt over de antwoorden."),
    ("Profile", "target_groups"): N_("Voor welke jongeren. Leeg telt als alle groepen."),
    ("Profile", "ages"): ANSWERS["Project", "ages"],
    ("Profile", "goals"): N_("Met welk doel. Leeg telt als alle doelen."),
    ("Profile", "phases"): N_("Welke delen van de route. Leeg telt als alle delen."),
    **{("Ages", key): ANSWERS["Ages", key] for key in ("from", "to", "few_from_23")},
}
"""The same of a key of the file about a round."""
RUBRIC: dict[tuple[str, str], str] = {
    ("RubricPart", "rubric"): N_("Hoe de rubriek heet, en welke versie dit is. Dit staat in een van de bestanden."),
    ("RubricPart", "dossier"): N_("Wat er in het dossier staat, om te kijken of alles een plek heeft."),
    ("RubricPart", "contexts"): N_("De onderdelen van de vragenlijst en het rapport."),
    ("RubricPart", "target_groups"): N_("De doelgroepen die een project kan kiezen."),
    ("RubricPart", "goals"): N_("De doelen die een project kan kiezen."),
    ("RubricPart", "phases"): N_("De delen van de route die een project kan kiezen."),
    ("RubricPart", "elements"): N_("De werkzame elementen, elk met een vraag en vijf niveaus."),
    ("RubricPart", "anti_patterns"): N_("Wat niet werkt, elk met een vraag."),
    ("RubricPart", "practices"): N_("Praktijkvoorbeelden, en welke elementen zij laten zien."),
    ("RubricPart", "scale"): N_("De vijf niveaus die elementen delen: bij hoeveel is het zo?"),
    ("RubricPart", "none_texts"): N_("Teksten die zeggen dat er niets is. Zij tellen als geen tekst."),
    ("RubricPart", "lock_groups"): N_("Elementen die samen het beeld tegenhouden."),
    ("RubricPart", "facts"): N_("Wat aan een project wordt gevraagd, en niet meetelt in de score."),
    ("RubricPart", "statements"): N_("Stellingen over streefbeelden en beelden, die bij het nakijken worden bewezen."),
    ("RubricPart", "not_covered"): N_("Plekken in het dossier die nergens heen leiden, met de reden."),
    ("Element", "id"): N_("Een vaste naam: kleine letters met streepjes. Hij verandert nooit."),
    ("Element", "context"): N_("Het onderdeel waar dit bij hoort."),
    ("Element", "title"): N_("De term van het dossier."),
    ("Element", "question"): N_("Een vraag over een ding."),
    ("Element", "why"): N_("Twee of drie zinnen: waarom het ertoe doet, en voor wie."),
    ("Element", "levels"): N_("Vijf teksten, 0 tot en met 4: wat er te zien of te tellen is."),
    ("Element", "practice"): N_("Wat een project doet dat dit goed doet."),
    ("Element", "per"): N_("Wat er wordt geteld, zoals jongeren."),
    ("Element", "absent"): N_("Niveau 0: er is niets, of het tegendeel."),
    ("Element", "secured"): N_("Wat niveau 4 vraagt boven niveau 3."),
    ("Element", "measure"): N_("Hoe iemand het uitzoekt."),
    ("Element", "phase"): N_("Het deel van de route waar dit bij hoort."),
    ("Element", "changed"): N_("De versie van de rubriek waarin de betekenis het laatst veranderde."),
    ("Element", "was"): N_("Hoe dit element eerder heette."),
    ("Element", "base"): N_("Wat het streefbeeld van elk project vraagt: 2 of 3."),
    ("Element", "raises"): N_("Wanneer het streefbeeld meer vraagt, en waar het dossier dat zegt."),
    ("Element", "applies_when"): N_("Alleen als een project hieraan voldoet, telt het element mee."),
    ("Element", "called_essential"): N_("Het woord van het dossier, zoals «essentieel», en de paragraaf."),
    ("Element", "essential"): N_("Een randvoorwaarde: zonder dit blijft het beeld laag."),
    ("Element", "knowledge_gap"): N_("Er is nog te weinig onderzoek."),
    ("Element", "core"): N_("Hoort bij de snelle scan."),
    ("Element", "support"): N_("Waarom het dossier erin gelooft: paragrafen, studies en hoe vaak genoemd."),
    ("Element", "not_applicable"): N_("Of een project mag zeggen dat dit niet geldt, met een voorbeeld."),
    ("Element", "advice"): N_("Per niveau de eerste stap naar het volgende."),
    ("Element", "see_also"): N_("Verwante elementen."),
}
"""What an editor says of a key of a rubric; its README.md says more."""
