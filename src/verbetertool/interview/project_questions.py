"""The questions about the project itself: which there are, what they say, and how an answer is read, kept and shown.

Those of the profile come first, since they decide what is asked. The facts come after all questions: nothing depends
on them. Each question has a name: a field of the file's project or audit, or `fact:` with the id of what the rubric
asks (`facts`).
"""

import re
from typing import Any

from verbetertool.interview.typed_line import count_and_note, numbers_in
from verbetertool.language import N_, _, decimal
from verbetertool.model.base import Named
from verbetertool.model.contour import Ages
from verbetertool.model.project import MAX_FACT, MAX_NAME, MAX_NUMBER, AnswerFile, Audit, FactValue
from verbetertool.model.rubric import Choice, FactQuestion, Phase, Rubric
from verbetertool.model.scale import Count
from verbetertool.model.success import Perspective
from verbetertool.model.thresholds import OLDER_FROM

ONE_LINE = ("name", "id", "organisation", "summary")
"""Questions to which any short line is an answer."""
STATUSES = (
    ("plan", N_("Het is een plan, er is nog niets begonnen.")),
    ("uitvoering", N_("Het project loopt.")),
    ("afgerond", N_("Het project is afgelopen.")),
)
_RUBRIC_FACT = "fact:"
_SEVERAL = ("target_groups", "goals", "phases", "phases_by_others")
_YES_NO = ("few_from_23", "assessor", "shown")
_IN_AUDIT = ("perspective", "assessor", "shown")
_PASSED_WITH_ENTER = ("id", "phases_by_others", "perspective", "assessor", "shown")
_NUMBER = re.compile(r"[0-9]{1,7}(?:[.,][0-9]{1,3})?")
_TWO_AGES = re.compile(r"(?:van )?([0-9]{1,3})(?: jaar)?\s*(?:-|–|tot en met|tot|t/m|en|,| )\s*([0-9]{1,3})(?: jaar)?")
_FROM_AGE = re.compile(r"(?:vanaf ([0-9]{1,3})|([0-9]{1,3}) ?\+)(?: jaar)?")
_TO_AGE = re.compile(r"(?:tot en met|t/m) ([0-9]{1,3})(?: jaar)?")

_QUESTIONS = {
    "name": N_("Hoe heet uw project?"),
    "id": N_("Welk nummer heeft uw aanvraag?"),
    "organisation": N_("Welke organisatie voert het uit?"),
    "summary": N_("Wat doet uw project, in een of twee zinnen?"),
    "target_groups": N_("Voor welke jongeren is het project?"),
    "ages": N_("Hoe oud zijn de jongeren?"),
    "few_from_23": N_("Is minstens 1 op de 5 jongeren 23 jaar of ouder?"),
    "goals": N_("Wat is het doel?"),
    "phases": N_("Welke delen van de route doet uw project?"),
    "phases_by_others": N_("Welke delen doet een partner?"),
    "status": N_("Hoe ver is het project?"),
    "perspective": N_("Uit wiens ogen vult u dit in?"),
    "assessor": N_("Komt u van buiten het project?"),
    "shown": N_("Mogen uw antwoorden apart te zien zijn naast die van anderen?"),
}
_HOW = {
    "id": N_("Is er geen nummer? Druk op Enter."),
    "target_groups": N_("Typ nummers, zoals 1, 3."),
    "ages": N_("Typ twee leeftijden, zoals 16-27."),
    "goals": N_("Typ nummers."),
    "phases": N_("Typ nummers."),
    "phases_by_others": N_("Typ nummers. Doet niemand dit? Druk op Enter."),
    "perspective": N_("Typ een nummer. Enter = overslaan."),
    "assessor": N_("Typ een nummer. Enter = overslaan."),
    "shown": N_("Typ een nummer. Enter = overslaan."),
    "number": N_("Typ een getal. Enter = overslaan."),
    "count": N_("Typ een telling, zoals 31/40. Enter = overslaan."),
    "choice": N_("Typ een nummer. Enter = overslaan."),
    "text": N_("Typ een paar woorden. Enter = overslaan."),
}
_HELP = {
    "name": N_("Deze naam komt boven het rapport."),
    "id": N_("Een financier herkent uw aanvraag aan dit nummer."),
    "organisation": N_("Deze naam komt in het rapport. U kunt dit overslaan met o."),
    "summary": N_("Deze zinnen komen in het rapport. U kunt dit overslaan met o."),
    "target_groups": N_(
        "De doelgroep bepaalt welke vragen u krijgt, en welk niveau het streefbeeld vraagt. Slaat u dit over, dan "
        "tellen alle groepen."
    ),
    "ages": N_(
        "De leeftijd bepaalt of u de vragen over jongeren vanaf 23 jaar krijgt. «vanaf 23» kan ook. Slaat u dit over, "
        "dan tellen alle leeftijden."
    ),
    "few_from_23": N_("Zijn het er minder? Dan krijgt u de vragen over jongeren vanaf 23 jaar niet."),
    "goals": N_(
        "Het doel bepaalt welke vragen u krijgt, en welk niveau het streefbeeld vraagt. Slaat u dit over, dan tellen "
        "alle doelen."
    ),
    "phases": N_(
        "Vragen over delen van de route die niemand doet, krijgt u niet. Slaat u dit over, dan tellen alle delen."
    ),
    "phases_by_others": N_("Wat een partner voor uw jongeren doet, telt mee. U krijgt er vragen over."),
    "status": N_("Bij een plan kiest u de niveaus die u van plan bent. Het rapport zegt dat dit voornemens zijn."),
    "perspective": N_("Een jongere of werkgever ziet soms iets anders dan u. Dit komt alleen in het rapport."),
    "assessor": N_("Het rapport zegt dan dat iemand van buiten dit invulde."),
    "shown": N_("Zegt u niets? Dan zijn uw antwoorden alleen samen met die van anderen te zien."),
    "fact": N_("Dit komt in het rapport, en telt niet mee in de score. Weet u het niet? Druk op Enter."),
}
_MISTAKES = {
    "ages": N_("«{line}» begrijp ik niet. Typ twee leeftijden van 0 tot en met 120, zoals 16-27."),
    "several": N_("«{line}» is geen keuze. Typ een of meer nummers uit de lijst, zoals 1, 3."),
    "one": N_("«{line}» is geen keuze. Typ een nummer uit de lijst, of h voor hulp."),
    "number": N_("«{line}» is geen getal. Typ een getal, zoals 12 of 12,5."),
    "count": N_("«{line}» is geen telling. Typ bij hoeveel van hoeveel het zo is, zoals 31/40."),
    "text": N_("Deze tekst is te lang. Gebruik minder woorden."),
}


def profile_names(rubric: Rubric, file: AnswerFile) -> tuple[str, ...]:
    """The questions that come before all others, in order. Some follow from the answer to another."""
    project = file.project
    found = ["name", "organisation", "summary"]
    found += ["target_groups"] if rubric.target_groups else []
    found.append("ages")
    if _asks_more_of_older(rubric) and _may_be_older(project.ages):
        found.append("few_from_23")
    found += ["goals"] if rubric.goals else []
    found += ["phases"] if rubric.phases else []
    if project.phases and _others(rubric, file):
        found.append("phases_by_others")
    return (*found, "status")


def fact_names(rubric: Rubric, file: AnswerFile) -> tuple[str, ...]:
    """The questions that come after all others, in order; each may be passed over."""
    found = [_RUBRIC_FACT + fact.id for fact in rubric.facts]
    found += ["perspective"] if rubric.perspectives else []
    found += ["id", "assessor"]
    return (*found, "shown") if (file.audit or Audit()).assessor else tuple(found)


def question_of(rubric: Rubric, name: str) -> str:
    """The question itself."""
    fact = rubric_fact(rubric, name)
    return fact.question if fact else _(_QUESTIONS[name])


def how_of(rubric: Rubric, name: str) -> str | None:
    """What can be typed; None where the question says enough."""
    fact = rubric_fact(rubric, name)
    how = _HOW.get(fact.kind if fact else name)
    return None if how is None else _(how)


def help_of(rubric: Rubric, name: str) -> str:
    """Why it is asked."""
    return _(_HELP["fact" if rubric_fact(rubric, name) else name])


def mistake_of(rubric: Rubric, name: str) -> str:
    """That a line (`{line}`) is no answer, and what is one."""
    fact = rubric_fact(rubric, name)
    kind = fact.kind if fact else name
    return _(_MISTAKES.get("several" if name in _SEVERAL else kind, _MISTAKES["one"]))


def is_passed_with_enter(rubric: Rubric, name: str) -> bool:
    """Whether Enter without an answer leaves the question open and goes on."""
    return name in _PASSED_WITH_ENTER or rubric_fact(rubric, name) is not None


def rubric_fact(rubric: Rubric, name: str) -> FactQuestion | None:
    """What the rubric asks under this name; None for the other questions."""
    if not name.startswith(_RUBRIC_FACT):
        return None
    return next(fact for fact in rubric.facts if fact.id == name.removeprefix(_RUBRIC_FACT))


def choices_of(rubric: Rubric, file: AnswerFile, name: str) -> tuple[tuple[str, str], ...]:
    """What can be chosen: ids, each with its title and what it means; empty where something else is asked."""
    if name == "status":
        return tuple((id, _(text)) for id, text in STATUSES)
    if name in _YES_NO:
        return ("yes", _("Ja.")), ("no", _("Nee."))
    if (fact := rubric_fact(rubric, name)) is not None:
        return tuple((choice.id, choice.title) for choice in fact.choices)
    named: dict[str, tuple[Choice | Perspective, ...]] = {
        "target_groups": rubric.target_groups,
        "goals": rubric.goals,
        "phases": rubric.phases,
        "phases_by_others": _others(rubric, file),
        "perspective": rubric.perspectives,
    }
    return tuple(
        (choice.id, f"{choice.title}. {choice.description}" if isinstance(choice, Choice) else choice.title)
        for choice in named.get(name, ())
    )


def short_choices(rubric: Rubric, file: AnswerFile, name: str) -> tuple[str, ...]:
    """What can be chosen, in the same order, by titles alone: a screen has room for no more."""
    titles = {choice.id: choice.title for choice in (*rubric.target_groups, *rubric.goals, *rubric.phases)}
    return tuple(titles[id] if name in _SEVERAL else text for id, text in choices_of(rubric, file, name))


def explained_choices(rubric: Rubric, file: AnswerFile, name: str) -> tuple[tuple[str, str], ...]:
    """The titles of what can be chosen, each with what it means; empty where the titles say it all."""
    choices = {choice.id: choice for choice in (*rubric.target_groups, *rubric.goals, *rubric.phases)}
    if name not in _SEVERAL:
        return ()
    return tuple((choices[id].title, _meaning(choices[id])) for id, _text in choices_of(rubric, file, name))


def _meaning(choice: Choice) -> str:
    """What a choice means; of a phase what is asked about it: what the project does, and what somebody else does."""
    return choice.question or choice.description if isinstance(choice, Phase) else choice.description


def value_of(file: AnswerFile, name: str) -> Any:
    """What is known; None while it is not."""
    project = file.project
    if name.startswith(_RUBRIC_FACT):
        told = (project.facts or {}).get(name.removeprefix(_RUBRIC_FACT))
        return None if told == "" else told
    if name in _IN_AUDIT:
        return getattr(file.audit, name) if file.audit else None
    if name == "few_from_23":
        return project.ages.few_from_23 if project.ages else None
    value = getattr(project, name)
    if isinstance(value, Ages) and (value.from_, value.to) == (None, None):
        return None
    return None if value in ((), "", nameless()) else value


def own_value(file: AnswerFile, name: str) -> Any:
    """What is known without what another question asks: ages, but not how many are older."""
    value = value_of(file, name)
    return value.model_copy(update={"few_from_23": None}) if isinstance(value, Ages) else value


def parsed(rubric: Rubric, file: AnswerFile, name: str, line: str) -> Any:
    """What a line says in answer to a question, or None if it says nothing sensible."""
    if name in ONE_LINE:
        return line if 0 < len(line) <= most_of(name) else None
    if name == "ages":
        return _ages(line.casefold())
    fact = rubric_fact(rubric, name)
    if fact and fact.kind != "choice":
        return _told(fact, line)
    numbers = numbers_in(line)
    if not numbers:
        return None
    ids = [id for id, _text in choices_of(rubric, file, name)]
    if any(not 1 <= number <= len(ids) for number in numbers):
        return None
    chosen = tuple(dict.fromkeys(ids[number - 1] for number in sorted(numbers)))
    if name in _SEVERAL:
        return chosen
    if len(chosen) > 1:
        return None
    if name in _YES_NO:
        return (chosen[0] == "yes") != (name == "few_from_23")  # few are 23 or older if not one in five is
    return chosen[0]


def most_of(name: str) -> int:
    """How many characters a line of text may have."""
    return MAX_FACT if name == "summary" else MAX_NAME


def takes_line(rubric: Rubric, name: str) -> bool:
    """Whether a line of text is an answer, and not a choice or a number."""
    fact = rubric_fact(rubric, name)
    return name in ONE_LINE or (fact is not None and fact.kind == "text")


def with_value(file: AnswerFile, name: str, value: Any) -> AnswerFile:
    """The file with the answer to a question."""
    if name in _IN_AUDIT:
        audit = file.audit or Audit(scope="full")
        return file.model_copy(update={"audit": audit.model_copy(update={name: value})})
    changes = {name: value}
    if name == "few_from_23":
        changes = {"ages": (file.project.ages or Ages()).model_copy(update=changes)}
    elif name.startswith(_RUBRIC_FACT):
        changes = {"facts": {**(file.project.facts or {}), name.removeprefix(_RUBRIC_FACT): value}}
    return file.model_copy(update={"project": file.project.model_copy(update=changes)})


def words_of(rubric: Rubric, file: AnswerFile, name: str) -> str:
    """What is known, in a few words; there is something known."""
    value = value_of(file, name)
    if name == "ages":
        return ages_words(value)
    if name in _YES_NO:
        return _("ja") if value != (name == "few_from_23") else _("nee")
    if name == "status":
        return _(dict(STATUSES)[value]).rstrip(".")
    fact = rubric_fact(rubric, name)
    if name in ONE_LINE or (fact and fact.kind != "choice"):
        return _fact_words(value)
    named: dict[str, tuple[Named, ...]] = {
        "target_groups": rubric.target_groups,
        "goals": rubric.goals,
        "perspective": rubric.perspectives,
    }
    choices = fact.choices if fact else named.get(name, rubric.phases)
    if len(value) == len(choices) > 1 and name in _SEVERAL:
        return _("alle {number}").format(number=len(choices))
    titles = {choice.id: choice.title for choice in choices}
    return "; ".join(titles.get(one, one) for one in ((value,) if isinstance(value, str) else value))


def ages_words(ages: Ages) -> str:
    """A range of ages, of which one end may be open."""
    if ages.from_ is None:
        return _("tot en met {to} jaar").format(to=ages.to)
    if ages.to is None:
        return _("vanaf {from_} jaar").format(from_=ages.from_)
    return _("{from_} tot en met {to} jaar").format(from_=ages.from_, to=ages.to)


def count_words(count: Count) -> str:
    """A count as it is said back."""
    return _("{yes} van {of}").format(yes=count.yes, of=count.of)


def nameless() -> str:
    """The name of a project that has not been asked for its name; an empty template carries it too."""
    return _("Mijn project")


def _told(fact: FactQuestion, line: str) -> FactValue | None:
    """What a line says about a fact that is a number, a count or a text."""
    if fact.kind == "text":
        return line if 0 < len(line) <= MAX_FACT else None
    if fact.kind == "number":
        number = float(line.replace(",", ".")) if _NUMBER.fullmatch(line) else float("inf")
        if number > MAX_NUMBER:
            return None
        return int(number) if number.is_integer() else number
    count = _count_in(line)
    return count.text if count and 0 < count.of >= count.yes else None


def _count_in(line: str) -> Count | None:
    """The count that a line is, without anything behind it."""
    found = count_and_note(line)
    return found[0] if found and not found[1] else None


def _fact_words(value: FactValue) -> str:
    if isinstance(value, float):
        return decimal(value)
    if isinstance(value, str) and (count := _count_in(value)) is not None:
        return count_words(count)
    return str(value)


def _ages(text: str) -> Ages | None:
    text = " ".join(text.split())
    if found := _TWO_AGES.fullmatch(text):
        low, high = int(found[1]), int(found[2])
        return Ages(from_=low, to=high) if low <= high <= 120 else None
    if found := _FROM_AGE.fullmatch(text):
        low = int(found[1] or found[2])
        return Ages(from_=low) if low <= 120 else None
    if found := _TO_AGE.fullmatch(text):
        return Ages(to=int(found[1])) if int(found[1]) <= 120 else None
    return None


def _asks_more_of_older(rubric: Rubric) -> bool:
    """Whether the contour asks something from the age on that a project may have few of."""
    conditions = [step.when for element in rubric.elements for step in element.raises]
    conditions += [element.applies_when for element in rubric.elements if element.applies_when]
    starts = [condition.ages.from_ for condition in conditions if condition.ages]
    return any(start is not None and start >= OLDER_FROM for start in starts)


def _may_be_older(ages: Ages | None) -> bool:
    """Whether some young people may be of that age, and others not."""
    if ages is None:
        return True
    return (ages.from_ is None or ages.from_ < OLDER_FROM) and (ages.to is None or ages.to >= OLDER_FROM)


def _others(rubric: Rubric, file: AnswerFile) -> tuple[Choice, ...]:
    """The parts of the route that the project does not do itself."""
    own = file.project.phases or ()
    return tuple(phase for phase in rubric.phases if phase.id not in own)
