"""What is asked on one line below a question, and what is said back to a line that is no answer to it."""

from collections.abc import Iterable

from verbetertool.interview import project_questions
from verbetertool.interview.answer_words import answer_words, question_name
from verbetertool.interview.blocks import Block, Blocks, shortened
from verbetertool.interview.state import State
from verbetertool.language import _
from verbetertool.model.base import MAX_TEXT
from verbetertool.model.scale import Count


def prompt(state: State) -> str:
    """The words before the cursor."""
    match state.mode:
        case "reason":
            return _("Reden (v = terug):")
        case "small_count":
            return _("Is dit een telling? (j = ja; Enter = nee):")
        case "secured":
            return _("Geldt dat ook? (j = ja; Enter = nee):")
        case "proof":
            if len(state.asked_proof) > 1:  # what it means was read once
                return _("Waar blijkt dat uit?")
            return _("Waar blijkt dat uit? (niet verplicht; Enter = verder):")
        case "text":
            if state.writing == "note":
                return _("Notitie (alleen een punt = klaar):")
            return _("Onderbouwing (alleen een punt = klaar):")
        case "clear":
            return _("Alles hiervan wissen? (j = ja):")
        case "question" if not state.at.is_scored and state.at.id in project_questions.ONE_LINE:
            return _("Antwoord (h = hulp):")
        case "facts":
            return _("Nu invullen? (j = ja; Enter = nee):")
    return _("Keuze (h = hulp):")


def not_applicable_intro(state: State) -> Blocks:
    """What to type as the reason why an element does not apply."""
    example = state.element(state.at).not_applicable.example or ""
    return (
        Block(_("Waarom geldt dit niet voor uw project? De reden komt in het rapport.")),
        Block(example, label=_("Bijvoorbeeld:")),
    )


def text_intro(state: State) -> Blocks:
    """How to write a note or evidence, with what stands there already."""
    blocks: list[Block] = []
    if state.writing == "note":
        blocks.append(Block(_("Notitie. Typ een of meer regels. Sluit af met een punt alleen op een regel.")))
        present: Iterable[str] = [state.note(state.at)] if state.note(state.at) else []
    else:
        blocks.append(
            Block(_("Onderbouwing: een stuk, een registratie of iemand van buiten. Typ elk stuk op een eigen regel."))
        )
        blocks.append(Block(_("Sluit af met een punt alleen op een regel.")))
        present = state.evidence(state.at)
    texts = list(present)
    for text in texts:
        blocks.append(Block(text, label=_("Er staat al:")))
    if texts:
        blocks.append(Block(_("Wat u typt, komt erachter. Alleen een punt = laten zoals het is. - = wissen.")))
    return tuple(blocks)


def small_count_intro(count: Count) -> Blocks:
    """What a line would mean as a count of very few."""
    text = _("U typte {yes}/{of}. Als telling betekent dat: bij {yes} van de {of} is het zo.")
    return (Block(text.format(yes=count.yes, of=count.of)),)


def secured_intro(state: State) -> Blocks:
    """What level 4 adds to the level that a count gives."""
    return (Block(state.element(state.at).secured or "", label=_("Voor niveau 4 geldt ook:")),)


def not_a_choice(state: State, line: str) -> Blocks:
    """That a line means nothing here, and what does."""
    match state.mode, state.at.kind:
        case "question", "element":
            text = _("«{line}» is geen keuze. Typ 0, 1, 2, 3 of 4, of h voor hulp.")
        case "question", "anti_pattern":
            text = _("«{line}» is geen keuze. Typ 0, 1 of 2, of h voor hulp.")
        case "question", _:
            text = project_questions.mistake_of(state.rubric, state.at.id)
        case "scope", _:
            text = _("«{line}» is geen keuze. Typ kort of lang.")
        case "list", _:
            text = _("«{line}» is geen keuze. Typ nummers uit de lijst, of 0 als niets voorkomt.")
        case "facts", _:
            text = _("«{line}» is geen keuze. Typ j om de feiten in te vullen. Enter = verder.")
        case _:
            text = _("«{line}» is geen keuze. Druk op Enter om verder te gaan, of typ h voor hulp.")
    return (Block(text.format(line=shortened(line))),)


def no_evidence(state: State, line: str) -> Blocks:
    """That a key typed where evidence is asked is not saved, and what can be typed there."""
    if state.mode == "proof":
        text = _("«{line}» is geen onderbouwing: niet bewaard. Typ waar het uit blijkt. Enter = verder.")
    else:
        text = _("«{line}» is geen onderbouwing: niet bewaard. Typ waar het uit blijkt. Alleen een punt = klaar.")
    return (Block(text.format(line=line)),)


def says_none(line: str) -> Blocks:
    """That a text only says that there is no evidence, and is not kept."""
    text = _("«{line}» zegt dat er geen onderbouwing is: niet bewaard.")
    return (Block(text.format(line=shortened(line))),)


def no_reason(line: str) -> Blocks:
    """That a line says nothing about why an element does not apply."""
    text = _("«{line}» is geen reden. Typ in een paar woorden waarom dit niet geldt. v = terug.")
    return (Block(text.format(line=shortened(line))),)


def undone(before: State, after: State) -> str:
    """That a choice is taken back: what it was, and at which question."""
    answer = answer_words(after, before.at)
    text = _("Ook de keuze daarvoor is teruggenomen: {answer}, bij {item}.")
    return text.format(answer=answer, item=question_name(before, before.at))


def too_long() -> Blocks:
    """That a text has no room left, and the line is not kept."""
    text = _("Deze tekst is te lang: samen hoogstens {limit} tekens. Deze regel is niet bewaard.")
    return (Block(text.format(limit=MAX_TEXT)),)
