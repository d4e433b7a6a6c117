"""An empty file about a round, with what each line is for (docs/file-formats.md)."""

from collections.abc import Iterable
from textwrap import wrap

from verbetertool.language import _
from verbetertool.model.rubric import Rubric

_WIDTH = 100


def render_round(rubric: Rubric) -> str:
    """The text of a `ronde.yaml` that can be used as it is once the name is filled in."""
    name = _("Subsidieronde")
    funder = _("Gemeente Voorbeeld")
    contact = _("subsidies@voorbeeld.nl")
    received = _("Dank voor uw aanvraag. U hoort voor 1 maart van ons.")
    incomplete = _("Uw aanvraag is nog niet compleet. Wilt u hem aanvullen?")
    questions = _("Wij hebben nog een paar vragen over uw aanvraag.")
    goals = ", ".join(goal.id for goal in rubric.goals[:1])
    lines = [
        *_comment(_("Een ronde: wat hier staat, komt op elke pagina en in elke brief.")),
        *_comment(_("Gebruik: verbetertool batch aanvragen/ -o uit/ --round ronde.yaml")),
        "round:",
        f"  name: {name}",
        *_off(_("Wie de ronde houdt."), f"  organisation: {funder}"),
        *_off(_("Tot en met welke dag aanvragers iets kunnen sturen: jaar-maand-dag."), "  closing_date: 2027-01-31"),
        *_off(_("Wie een aanvrager iets kan vragen."), f"  contact: {contact}"),
        "",
        *_off(
            _(
                "Uw profiel: het geldt voor alle projecten, zodat u ze kunt vergelijken. Het mag ook de naam van een "
                "bestand zijn. Wat u weglaat, telt als alles."
            ),
            "profile:",
            f"  target_groups: [{rubric.target_groups[0].id}]" if rubric.target_groups else "  target_groups: []",
            "  ages: {from: 18, to: 27}",
            f"  goals: [{goals}]",
        ),
        "",
        *_off(_("Uw huisstijl: de naam van een CSS-bestand."), "style: huisstijl.css"),
        "",
        *_off(
            _("Wat u zelf in de brieven zegt. Zonder deze regels staat er onze tekst."),
            "letters:",
            f"  received: {received}",
            f"  incomplete: {incomplete}",
            f"  questions: {questions}",
        ),
        "",
        *_off(
            _("Wat u met deze ronde wilt bereiken: ids van doelgroepen, doelen, fasen of elementen, of eigen woorden."),
            f"priorities: [{', '.join(group.id for group in rubric.target_groups[:2])}]",
        ),
    ]
    return "\n".join(lines) + "\n"


def _comment(text: str) -> Iterable[str]:
    return [f"# {line}" for line in wrap(text, _WIDTH)]


def _off(text: str, *lines: str) -> Iterable[str]:
    """Lines that count once a person takes the sign before them away, under what they are for."""
    return [*_comment(text), *(f"# {line}" for line in lines)]
