"""An empty answer file with every question, level, ruling and hint as comments, to fill in with an editor."""

import json
import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from verbetertool.language import _
from verbetertool.model.element import Element
from verbetertool.model.project import FORMAT, Scope
from verbetertool.model.rubric import Choice, FactQuestion, Rubric
from verbetertool.model.success import Perspective
from verbetertool.report.text import one_line

_WIDTH = 100


def render_template(rubric: Rubric, scope: Scope) -> str:
    """The template as YAML; a quick one asks the core elements only. It is valid as it stands: nothing answered."""
    return "\n".join(_lines(rubric, scope)) + "\n"


def _lines(rubric: Rubric, scope: Scope) -> Iterator[str]:
    yield from _comment(
        _(
            "Antwoordbestand voor «{title}». Vul achter elke dubbele punt een waarde in. Wat u leeg laat, telt als "
            "niet beantwoord. Regels met een # ervoor zijn uitleg."
        ).format(title=rubric.rubric.title)
    )
    yield from _comment(_("Noem geen namen of gegevens van jongeren."))
    yield f"format: {FORMAT}"
    yield f"rubric: {_name(rubric.id)}"
    yield f"rubric_version: {_quoted(rubric.version)}"
    yield "project:"
    yield from _comment(_("Hoe heet het project?"), "  ")
    yield f"  name: {_quoted(_('Mijn project'))}"
    yield from _comment(_("Nummer van de aanvraag, tussen aanhalingstekens, als er een is."), "  ")
    yield "  id:"
    yield "  organisation:"
    yield "  summary:"
    yield from _comment(_("Doelgroepen, leeftijd, doelen en fasen bepalen welke vragen meetellen."), "  ")
    yield from _choices(
        _("Voor welke jongeren is het? Noem er een of meer, zoals [a, b]. Leeg telt als alle."), rubric.target_groups
    )
    yield "  target_groups: []"
    yield from _comment(_("Van welke tot en met welke leeftijd?"), "  ")
    yield from _comment(
        _("Is minder dan 1 op de 5 jongeren 23 jaar of ouder? Schrijf dan achter «few_from_23» het woord true."), "  "
    )
    yield "  ages: {from: , to: , few_from_23: }"
    yield from _choices(_("Wat is het doel?"), rubric.goals)
    yield "  goals: []"
    yield from _choices(_("Welke delen van de route doet het project?"), rubric.phases)
    yield "  phases: []"
    yield from _comment(_("Welke delen doet een partner? Die tellen ook mee."), "  ")
    yield "  phases_by_others: []"
    yield from _comment(
        _("Stand: plan, uitvoering of afgerond. Bij een plan kiest u de niveaus die u van plan bent."), "  "
    )
    yield "  status:"
    if rubric.facts:
        yield from _comment(
            _("Feiten over het project. Ze komen in het rapport, en tellen niet mee in de score."), "  "
        )
        yield "  facts:"
    for fact in rubric.facts:
        yield from _fact(fact)
    yield "audit:"
    yield f"  scope: {scope}"
    yield from _comment(_("De dag waarop u dit invult, zoals 2026-11-23."), "  ")
    yield "  date:"
    yield from _choices(_("Wie vult dit in?"), rubric.perspectives)
    yield "  perspective:"
    yield from _comment(_("Vult iemand van buiten het project dit in? Schrijf dan true."), "  ")
    yield "  assessor:"
    yield from _comment(
        _("Vult een persoon dit in, en mag dat antwoord apart te zien zijn naast dat van anderen? Schrijf dan true."),
        "  ",
    )
    yield "  shown:"
    yield ""
    yield from _comment(
        _(
            "Zet achter «level» het cijfer van de hoogste regel die helemaal klopt. Vraagt een regel iets op papier, "
            "en is dat er niet? Dan klopt die regel niet. Doet u iets niet? Dan is het 0. Weet u het niet? Schrijf "
            "unknown. Kan het bij uw project niet voorkomen? Vervang de regels door {not_applicable: de reden}. Bij "
            "«evidence» noemt u waar het uit blijkt: een stuk, een registratie of iemand van buiten."
        )
    )
    if any(element.on_scale for element in rubric.elements):
        yield from _comment(
            _(
                "Hebt u het geteld? Zet achter «count» bij hoeveel van hoeveel het zo is, zoals 34/40. Die telling "
                "geeft het niveau. Schrijf dan alleen bij niveau 4 ook een «level»."
            )
        )
        yield from _comment(
            _(
                "Tel wie krijgt wat de vraag vraagt. De uitleg onder de vraag zegt hoe. Mist bij bijna iedereen een "
                "deel van die uitleg? Dan is het hoogstens 2, en schrijft u geen telling. Wie het tegendeel meemaakt, "
                "telt niet mee. Het is pas 0 als het bij niemand gebeurt. Is er niemand om te tellen, omdat u dit "
                "niet doet? Dan is het ook 0. Hebben uw jongeren het niet nodig? Dan is het niet van toepassing. Wat "
                "bij de vraag zelf staat, gaat voor."
            )
        )
        yield from _comment(
            _(
                "Leest u een beschrijving van een project? Zeg dan niet meer dan er staat. «Wij doen», «elke», "
                "«iedereen» en «vast onderdeel» zijn 3. «Vaak», «waar nodig» en «een deel» zijn 2. «Soms» en «enkele» "
                "zijn 1. Staat er dat het niet gebeurt? Dan is het 0. Staat er niets over, of alleen dat het nog komt? "
                "Laat het dan leeg. Een getal gaat voor een woord. Kies 4 alleen als ook staat wat 4 vraagt."
            )
        )
    yield "answers:"
    for context in rubric.contexts:
        elements = [e for e in rubric.elements if e.context == context.id and (e.core or scope == "full")]
        if elements:
            yield ""
            yield from _comment(f"== {context.title} ==", "  ")
        for element in elements:
            yield from _element(rubric, element)
    yield ""
    yield from _comment(
        _(
            "Kies bij elke vraag: never (nooit), sometimes (soms: minder dan de helft van de keren), usually (meestal: "
            "de helft of meer) of unknown."
        )
    )
    yield "anti_patterns:"
    for anti_pattern in rubric.anti_patterns:
        yield from _comment(anti_pattern.question, "  ")
        yield f"  {_name(anti_pattern.id)}:"


def _element(rubric: Rubric, element: Element) -> Iterator[str]:
    yield ""
    yield from _comment(element.question, "  ")
    if element.practice and element.on_scale:
        yield from _comment(element.practice, "  ")
    for level, text in enumerate(rubric.level_texts(element)):
        yield from _comment(f"{level} = {text}", "  ")
    for ruling in element.counts:
        yield from _comment(_("Telt mee: {ruling}").format(ruling=ruling), "  ")
    for ruling in element.counts_not:
        yield from _comment(_("Telt niet mee: {ruling}").format(ruling=ruling), "  ")
    if element.not_applicable.allowed and element.not_applicable.example:
        reason = _("Niet van toepassing kan, bijvoorbeeld: {example}").format(example=element.not_applicable.example)
        yield from _comment(reason, "  ")
    yield f"  {_name(element.id)}:"
    yield "    level:"
    if element.on_scale:
        yield "    count:"
    yield "    note:"
    yield "    evidence:"


def _fact(fact: FactQuestion) -> Iterator[str]:
    yield from _comment(fact.question, "    ")
    if fact.kind == "count":
        yield from _comment(_("Een telling, zoals 31/40."), "    ")
    for choice in fact.choices:
        yield from _comment(f"- {choice.id}: {choice.title}", "    ")
    yield f"    {_name(fact.id)}:"


def _choices(question: str, choices: Sequence[Choice | Perspective]) -> Iterator[str]:
    yield from _comment(question, "  ")
    for choice in choices:
        yield from _comment(f"- {choice.id}: {choice.title}", "  ")


def _name(id: str) -> str:
    """An id as YAML; only kebab-case stands without quotes, since another rubric may have ids of any kind."""
    return id if re.fullmatch(r"[a-z][a-z0-9-]*", id) else _quoted(id)


def _quoted(text: str) -> str:
    """A double-quoted scalar; JSON's are YAML's too."""
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str, indent: str = "") -> Iterator[str]:
    for line in wrap(one_line(text), _WIDTH - len(indent)):
        yield f"{indent}# {line}"
