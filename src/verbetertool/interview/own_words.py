"""The questions in words of their own, for young people and employers: short, kind, and only about what they can see.

Pure, as `dialogue` is: a state and a typed line give the next state and what to say. Names are never asked. What
differs between "je" and "u" stands twice.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from verbetertool.interview import project_questions
from verbetertool.interview.blocks import Block, Blocks, shortened
from verbetertool.interview.state import Item, Said, State
from verbetertool.interview.typed_line import clean_line
from verbetertool.language import N_, _, ngettext
from verbetertool.model.base import MAX_TEXT
from verbetertool.model.element import AskedOf, Element
from verbetertool.model.project import FORMAT, MAX_NAME, AnswerFile, Answers, Asked, Audit, LongAnswer, Project
from verbetertool.model.rubric import Rubric
from verbetertool.model.success import Perspective
from verbetertool.model.thresholds import SHOWN_FROM
from verbetertool.scoring.applicability import applies

WORDS: dict[str, str] = {"ja": N_("Ja"), "soms": N_("Soms"), "nee": N_("Nee"), "unknown": N_("Weet ik niet")}
"""What can be answered, in the order of the numbers 1 to 4."""
FULL_HINTS = 2
"""How often the keys are shown in full."""
_NAME = Item("project", "name")


# What is asked


def new_file(rubric: Rubric, perspective: str) -> AnswerFile:
    """The file of somebody of this perspective who has not answered yet; it says nothing of the project."""
    return AnswerFile(
        format=FORMAT,
        rubric=rubric.id,
        rubric_version=rubric.version,
        project=Project(name=project_questions.nameless()),
        audit=Audit(perspective=perspective),
        answers={},
    )


def perspective_in(file: AnswerFile, rubric: Rubric) -> str | None:
    """The perspective of a file that was answered in words of their own; None for any other file."""
    perspective = file.audit.perspective if file.audit else None
    is_one = any(isinstance(answer, LongAnswer) and answer.asked for answer in (file.answers or {}).values())
    return perspective if is_one and is_for(file, perspective, rubric) else None


def is_for(file: AnswerFile, perspective: str | None, rubric: Rubric) -> bool:
    """Whether a file can go on as one of this perspective: nobody answered in it, or all in their own words."""
    if not any(each.id == perspective for each in rubric.asked_perspectives):
        return False
    given = [answer for answer in (file.answers or {}).values() if answer not in (None, LongAnswer())]
    if not given and not file.anti_patterns:
        return True
    others = [answer for answer in given if not (isinstance(answer, LongAnswer) and _is_own(answer))]
    return not others and not file.anti_patterns and file.audit is not None and file.audit.perspective == perspective


def _is_own(answer: LongAnswer) -> bool:
    return answer.asked is not None or answer.level == "unknown"


def asked(state: State) -> tuple[Item, ...]:
    """The questions of this perspective that apply to the project, in order; all where nothing is known of it."""
    answers = Answers(rubric=state.rubric.id, project=state.project)
    elements = state.rubric.asked_of(_perspective(state).id)
    return tuple(Item("element", element.id) for element in elements if applies(element, answers))


def _perspective(state: State) -> Perspective:
    id = state.file.audit.perspective if state.file.audit else None
    return next(each for each in state.rubric.perspectives if each.id == id)


def _question(state: State, item: Item) -> AskedOf:
    element: Element = state.rubric.element_by_id[item.id]
    return element.asked_of[_perspective(state).id]


def _given(state: State, item: Item) -> str | None:
    """`ja`, `soms`, `nee` or `unknown`; None while the question is open, or if it changed since."""
    answer = state.answer(item)
    if answer.rubric_version is not None:
        return None
    return "unknown" if answer.level == "unknown" else answer.asked


# What a session asks of a conversation


def start(state: State, file: str) -> Blocks:
    """What this is, that no name is asked, and who can read it."""
    number = len(asked(state))
    questions = ngettext("{number} korte vraag", "{number} korte vragen", number).format(number=number)
    if _perspective(state).informal:
        texts = [
            _("Fijn dat je meedoet! Dit zijn {questions} over het project. Het duurt ongeveer vijf minuten."),
            _("Er zijn geen foute antwoorden. Het gaat om wat jij zelf merkt."),
            _("Je hoeft je naam niet te zeggen. Noem ook geen namen van anderen."),
            _("Jouw antwoorden komen bij die van anderen. Met minder dan {few} mensen staan ze nergens apart."),
            _("Alles blijft op deze computer, in {file}. Wie dat bestand heeft, kan het lezen."),
            _("Je mag altijd stoppen. Typ dan s."),
        ]
    else:
        texts = [
            _("Fijn dat u meedoet. Dit zijn {questions} over het project. Het duurt ongeveer vijf minuten."),
            _("Er zijn geen foute antwoorden. Het gaat om wat u zelf ziet."),
            _("Uw naam is niet nodig. Noem ook geen namen van jongeren."),
            _("Uw antwoorden komen bij die van anderen. Met minder dan {few} mensen staan ze nergens apart."),
            _("Alles blijft op deze computer, in {file}. Wie dat bestand heeft, kan het lezen."),
            _("U mag altijd stoppen. Typ dan s."),
        ]
    filled = [text.format(questions=questions, few=SHOWN_FROM, file=file) for text in texts]
    return (Block(_("Een paar vragen"), heading=True), *map(Block, filled))


def first_question(state: State) -> Said:
    """The first question of a new file: which project it is."""
    return _ask(state, _NAME) if state.project.name == project_questions.nameless() else begin(state)


def begin(state: State) -> Said:
    """The first question that is open, or the list of all answers."""
    goal = next((item for item in asked(state) if _given(state, item) is None), None)
    return _show_check(state) if goal is None else _ask(state, goal)


def prompt(state: State) -> str:
    """The words before the cursor."""
    return _("Antwoord:")


def takes_text(state: State) -> bool:
    """No text of several lines is asked here."""
    return False


def takes_line(state: State) -> bool:
    """Whether one pasted line is an answer here."""
    return state.mode == "question" and state.at == _NAME


def is_choice(state: State) -> bool:
    """Every line does something by itself."""
    return True


def pasted(state: State, *, more: bool) -> Said:
    """Text was pasted where one answer is asked."""
    return state, (Block(_("Plakken werkt hier niet. Typ het antwoord zelf.")),)


def not_readable(state: State) -> Said:
    """A line had bytes that are no character: nothing of it is used."""
    return state, (Block(_("Er stond een teken in dat niet te lezen is. Typ het nog eens, zonder dat teken.")),)


def taken_back(state: State, before: State | None, line: str) -> Said:
    """A line came sooner after its question than anyone can type: it is not used, nor is the one before it."""
    text = _("Dat ging te snel. Het laatste antwoord is niet gebruikt. Lees de vraag rustig, en kies dan.")
    after = before or state
    return after, (Block(text, gap=True), *_shown(after))


def reply(state: State, line: str, *, more: bool = False) -> Said:
    """What a typed line does."""
    line = clean_line(line)
    command = _KEYS.get(" ".join(line.casefold().split()), "")
    if command == "s":
        return replace(state, mode="stopped"), ()
    if state.mode == "check":
        return _in_check(state, line, command)
    match command:
        case "v":
            return _go_back(state)
        case "r":
            return state, _shown(state)
        case "h":
            return state, _help(state)
    return _name_project(state, line) if state.at == _NAME else _answer(state, line, command)


def kept(file: str) -> str:
    """That all is saved, for somebody who stops."""
    return _("Alles is bewaard in {file}.").format(file=file)


# Lines


_KEYS = {
    key: words[0]
    for words in (
        ("s", "stop", "stoppen"),
        ("v", "vorige", "terug"),
        ("h", "?", "help", "hulp"),
        ("r", "herhaal"),
        ("o", "overslaan", "sla over"),
    )
    for key in words
}
_ANSWERS = {
    word: answer
    for answer, words in (
        ("ja", ("1", "ja", "j")),
        ("soms", ("2", "soms")),
        ("nee", ("3", "nee", "n")),
        ("unknown", ("4", "weet ik niet", "weet niet", "weet het niet", "geen idee", "w")),
    )
    for word in words
}
_ANSWER_AND_NOTE = re.compile(
    rf"({'|'.join(sorted(map(re.escape, _ANSWERS), key=len, reverse=True))})(?:\s*[.,:;!-]+\s*|\s+|$)(.*)",
    re.IGNORECASE | re.DOTALL,
)


def _answer(state: State, line: str, command: str) -> Said:
    if not line:
        if _given(state, state.at) is not None:
            return _onward(state, "")
        return state, (Block(_("Typ 1, 2, 3 of 4 en druk op Enter. Geen idee? Typ 4.")),)
    if command == "o":
        return _onward(state, _("Deze vraag blijft open."), skipping=True)
    found = _ANSWER_AND_NOTE.fullmatch(line)
    if found is None or (found[2] and not any(character.isalpha() for character in found[2])):
        text = _("«{line}» past hier niet. Typ 1, 2, 3 of 4 en druk op Enter.").format(line=shortened(line))
        return state, (Block(text),)
    if len(found[2]) > MAX_TEXT:
        return state, (Block(_("Dat is te veel tekst. Het is niet bewaard.")),)
    answer = _ANSWERS[" ".join(found[1].casefold().split())]
    after = _with_answer(state, answer, found[2].strip())
    word = _(WORDS[answer])
    text = _("Bewaard: {answer}, met de uitleg erbij.") if found[2] else _("Bewaard: {answer}.")
    return _onward(after, text.format(answer=word.lower()))


def _name_project(state: State, line: str) -> Said:
    if len(line) > MAX_NAME:
        return state, (Block(_("Die naam is te lang. Maak hem korter.")),)
    if line and not any(character.isalpha() for character in line):
        return state, (Block(_("Dit is geen naam. Typ de naam van het project, of druk op Enter.")),)
    after = state
    if line:
        project = state.project.model_copy(update={"name": line})
        after = _stamped(state, state.file.model_copy(update={"project": project}))
    return begin(after)


def _in_check(state: State, line: str, command: str) -> Said:
    if not line:
        return replace(state, mode="done"), ()
    items = asked(state)
    if line.isdecimal() and 1 <= int(line[:3]) <= len(items):
        return _ask(replace(state, back_to_check=True), items[int(line[:3]) - 1])
    if command == "v" and items:
        return _ask(state, items[-1])
    return state, (Block(_("Typ het nummer van een vraag, of druk op Enter. Dan is het klaar.")),)


def _go_back(state: State) -> Said:
    items = asked(state)
    index = items.index(state.at) if state.at in items else 0
    if not index:
        return state, (Block(_("Dit is de eerste vraag.")),)
    return _ask(state, items[index - 1])


# Moving and showing


def _ask(state: State, item: Item) -> Said:
    asking = replace(state, mode="question", at=item, hints=state.hints + (item != _NAME))
    return asking, tuple(_question_blocks(asking))


def _onward(state: State, text: str, *, skipping: bool = False) -> Said:
    """One line back, then the next open question, or the list of all answers."""
    said = (Block(text),) if text else ()
    items = asked(state)
    later = items[items.index(state.at) + 1 :] if state.at in items else items
    goal = next((item for item in later if _given(state, item) is None or not text), None)
    if goal is None or (state.back_to_check and not skipping):
        after, screen = _show_check(replace(state, back_to_check=False))
    else:
        after, screen = _ask(state, goal)
    return after, (*said, *screen)


def _show_check(state: State) -> Said:
    checking = replace(state, mode="check", back_to_check=False)
    return checking, tuple(_check_blocks(checking))


def _shown(state: State) -> Blocks:
    return tuple(_check_blocks(state) if state.mode == "check" else _question_blocks(state))


def _question_blocks(state: State) -> Iterator[Block]:
    informal = _perspective(state).informal
    if state.at == _NAME:
        text = _("Hoe heet het project waar je aan meedoet?") if informal else _("Hoe heet het project?")
        yield Block(text, gap=True)
        yield Block(_("Typ de naam. Weet je die niet? Druk op Enter.") if informal else _("Enter = overslaan."))
        return
    items = asked(state)
    number = items.index(state.at) + 1
    yield Block(_("Vraag {number} van {count}").format(number=number, count=len(items)), heading=True)
    yield Block(_question(state, state.at).question)
    for index, word in enumerate(WORDS.values(), 1):
        yield Block(_(word), label=f"{index}.")
    if (given := _given(state, state.at)) is not None:
        yield Block(_("{answer}. Enter = zo laten.").format(answer=_(WORDS[given])), label=_("Nu:"), gap=True)
    if note := state.note(state.at):
        yield Block(note, label=_("Uitleg:"))
    if state.hints <= FULL_HINTS:
        text = _(
            "Typ 1, 2, 3 of 4 en druk op Enter. Wil je iets uitleggen? Typ dat erachter, zoals: 2 op maandag niet."
        )
        if not informal:
            text = _("Typ 1, 2, 3 of 4 en druk op Enter. Uitleg mag erachter, zoals: 2 op maandag niet.")
        yield Block(text, gap=True)
        yield Block(_("Ook: v = vorige vraag, h = hulp, s = stoppen."))


def _check_blocks(state: State) -> Iterator[Block]:
    yield Block(_("Dit zijn de antwoorden"), heading=True)
    for number, item in enumerate(asked(state), 1):
        given = _given(state, item)
        answer = _("nog open") if given is None else _(WORDS[given])
        short, mark, _rest = _question(state, item).question.partition("?")
        yield Block(f"{short}{mark} {answer}.", label=f"{number}.")
    if _perspective(state).informal:
        text = _("Wil je iets veranderen? Typ het nummer. Klopt het zo? Druk op Enter.")
    else:
        text = _("Wilt u iets veranderen? Typ het nummer. Klopt het zo? Druk op Enter.")
    yield Block(text, gap=True)


def _help(state: State) -> Blocks:
    return (
        Block(_("Het is bijna altijd zo."), label="1."),
        Block(_("De ene keer wel, de andere keer niet. Of voor een deel."), label="2."),
        Block(_("Het is niet zo, of bijna nooit."), label="3."),
        Block(_("Geen idee, of de vraag past niet. Dat is ook een goed antwoord."), label="4."),
        Block(_("v = vorige vraag, o = overslaan, r = vraag herhalen, s = stoppen.")),
    )


# Changing the file


def _stamped(state: State, file: AnswerFile) -> State:
    """The state with a changed file, today's date and this rubric's version."""
    audit = (file.audit or Audit()).model_copy(update={"date": state.today})
    return replace(state, file=file.model_copy(update={"audit": audit, "rubric_version": state.rubric.version}))


def _with_answer(state: State, answer: str, note: str) -> State:
    """The state with an answer to the question that is on; without a new note it keeps the one it has."""
    own: Asked | None = None if answer == "unknown" else answer  # type: ignore[assignment] # one of WORDS
    given = LongAnswer(level="unknown" if own is None else None, asked=own, note=note or state.answer(state.at).note)
    return _stamped(
        state, state.file.model_copy(update={"answers": {**(state.file.answers or {}), state.at.id: given}})
    )
