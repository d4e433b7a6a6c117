"""One session at the questionnaire: read a line, let the dialogue answer, save, print."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Literal, Protocol

from verbetertool.errors import InvalidInputError, OutputError, VerbetertoolError
from verbetertool.interview import dialogue, planning
from verbetertool.interview.answer_store import AnswerStore, ChangedOutsideError, Saved
from verbetertool.interview.blocks import Block, Blocks
from verbetertool.interview.overviews import leaves_scope_open
from verbetertool.interview.state import Item, Offer, Said, State
from verbetertool.interview.terminal import Pasted, Reader, Screen, Typed
from verbetertool.interview.typed_line import LOST, command_of
from verbetertool.language import _
from verbetertool.model.project import AnswerFile

Ending = Literal["done", "stopped", "not_saved"]


class Conversation(Protocol):
    """What is said and asked: `dialogue` for the questionnaire, `own_words` for who is asked in words of their own."""

    def start(self, state: State, file: str) -> Blocks: ...
    def first_question(self, state: State) -> Said: ...
    def begin(self, state: State) -> Said: ...
    def prompt(self, state: State) -> str: ...
    def takes_text(self, state: State) -> bool: ...
    def takes_line(self, state: State) -> bool: ...
    def is_choice(self, state: State) -> bool: ...
    def pasted(self, state: State, *, more: bool) -> Said: ...
    def not_readable(self, state: State) -> Said: ...
    def taken_back(self, state: State, before: State | None, line: str) -> Said: ...
    def reply(self, state: State, line: str, *, more: bool = False) -> Said: ...
    def kept(self, file: str) -> str: ...


class Session:
    """A conversation with a person, or with a script of lines.

    `failure` words an error; `file` and `resume` are the names of the file and of the command that goes on with it;
    `reread` gives what the file holds now, and raises InvalidInputError.
    """

    def __init__(
        self,
        state: State,
        store: AnswerStore,
        screen: Screen,
        *,
        file: str,
        resume: str,
        failure: Callable[[VerbetertoolError], str],
        reread: Callable[[], tuple[AnswerFile, bytes]],
        is_script: bool,
        talk: Conversation = dialogue,
    ) -> None:
        self.state = state
        self._talk = talk
        self._store = store
        self._screen = screen
        self._file = file
        self._resume = resume
        self._failure = failure
        self._reread = reread
        self._is_script = is_script
        self._unsaved = False
        self._before: State | None = None
        """The conversation before the last choice, as long as that can be taken back."""
        self._ours: Path | None = None
        """Where our answers were left when someone else had written the file, and the person stopped there."""

    def run(self, reader: Reader, *, is_new: bool) -> Ending:
        """Talks until the person is done or stops. With a script, OutputError gets out."""
        if is_new:
            self._screen.say(self._talk.start(self.state, self._file))
        if is_new and self.state.mode != "plan_status":
            self._go(self._talk.first_question(self.state), reader)
        else:
            self._go(self._talk.begin(self.state), reader)
        return self._go_on(reader)

    def plan(self, reader: Reader, offers: tuple[Offer, ...]) -> Ending:
        """Goes on, when the person is done, with what can be taken up in a plan."""
        self._before = None
        self._go(planning.ask_plan(replace(self.state, offers=offers)), reader)
        return self._go_on(reader)

    def _go_on(self, reader: Reader) -> Ending:
        while self.state.mode not in ("done", "stopped"):
            typed = self._read(reader, text=self._talk.takes_text(self.state))
            if typed is None:
                self.state = replace(self.state, mode="stopped")
            elif typed.too_soon and self._talk.is_choice(self.state):
                line = typed.text if isinstance(typed, Typed) else ""
                before, self._before = self._before, None
                self._go(self._talk.taken_back(self.state, before, line), reader)
            elif not self._is_script and isinstance(typed, Typed) and LOST in typed.text:
                self._go(self._talk.not_readable(self.state), reader)
            elif isinstance(typed, Pasted):
                self._go(self._talk.pasted(self.state, more=typed.more), reader)
            else:
                if self._is_script and leaves_scope_open(self.state, typed.text):
                    self._go(dialogue.first_question(replace(self.state, mode="question")), reader)
                    self._screen.echo(typed.text)
                self._before = self.state if self._talk.is_choice(self.state) else None
                self._go(self._talk.reply(self.state, typed.text, more=typed.more), reader)
        if self._unsaved:
            return "not_saved"
        return "done" if self.state.mode == "done" else "stopped"

    def farewell(self) -> None:
        """Where the answers are, and how to go on; saves first what an interruption left unsaved."""
        where = self._talk.kept(self._file)
        if self._unsaved and self._ours is None:
            try:
                self._save_or_leave()
            except OutputError as error:
                self._screen.say((Block(self._failure(error), gap=True), Block(_("Uw laatste regel is niet bewaard."))))
                where = _("Wat u eerder invulde, staat in {file}.").format(file=self._file)
        if self._ours is not None:
            text = _("Een ander heeft {file} veranderd. Wat u hier invulde, staat in: {copy}")
            self._screen.say((Block(text.format(file=self._file, copy=self._ours), gap=True),))
            return
        if not self._store.path.exists():
            self._screen.say((Block(_("Gestopt. Er was nog niets om te bewaren."), gap=True),))
            return
        self._screen.say((Block(where, gap=True), Block(self._resume, label=_("Verder:"))))

    def _save_or_leave(self) -> None:
        """Saves without a question: where someone else wrote the file, our answers go beside it."""
        try:
            self._store.save(self.state.file)
        except ChangedOutsideError:
            self._ours = self._store.keep_ours(self.state.file)
        self._unsaved = False

    def _go(self, said: Said, reader: Reader) -> None:
        after, blocks = said
        unsaved = self._unsaved or after.file != self.state.file
        self.state, self._unsaved = after, unsaved
        self._screen.say(self._save(reader, blocks) if unsaved else blocks)

    def _save(self, reader: Reader, blocks: Blocks) -> Blocks:
        """Saves, and tries again as often as the person wants: until then the line is in memory only.

        Returns what there is to say; that is `blocks`, unless the conversation went elsewhere.
        """
        while True:
            try:
                first = self._said_of(self._store.save(self.state.file))
                self._unsaved = False
                return first + blocks
            except ChangedOutsideError:
                try:
                    return self._settle(reader, blocks)
                except OutputError as error:
                    failed = error
            except OutputError as error:
                failed = error
            if self._is_script:
                raise failed
            text = _("Wat u net typte, staat nu alleen in dit venster. Enter = nog eens proberen. s = stoppen.")
            self._screen.say((Block(self._failure(failed), gap=True), Block(text)))
            if self._key(reader) in (None, "s"):
                self.state = replace(self.state, mode="stopped")
                return ()

    def _said_of(self, saved: Saved) -> Blocks:
        blocks = []
        if saved.came_back:
            blocks.append(Block(_("{file} was weg. Het is opnieuw gemaakt, met alles erin.").format(file=self._file)))
        if saved.by_hand:
            text = _("De opmerkingen in {file} konden niet blijven staan. Uw versie met opmerkingen staat in: {copy}")
            blocks.append(Block(text.format(file=self._file, copy=saved.by_hand)))
        return tuple(blocks)

    def _settle(self, reader: Reader, blocks: Blocks) -> Blocks:
        """Someone else wrote the file: both versions are kept, and the person says which to go on with."""
        ours = self._store.keep_ours(self.state.file)
        if self._is_script:
            raise OutputError("changed_outside", file=self._file, copy=str(ours))
        text = _(
            "{file} is intussen veranderd, in een ander programma of door een ander. Er gaat niets verloren: wat u "
            "hier invulde, staat ook in {copy}."
        )
        self._screen.say((Block(text.format(file=self._file, copy=ours), gap=True),))
        while True:
            self._screen.say(
                (
                    Block(_("Verder met wat u hier invulde. Het bestand van de ander wordt ook bewaard."), label="1."),
                    Block(_("Verder met het bestand zoals het nu is."), label="2."),
                    Block(_("Typ 1 of 2. s = stoppen.")),
                )
            )
            key = self._key(reader)
            if key in (None, "s"):
                self._ours, self._unsaved = ours, False
                self.state = replace(self.state, mode="stopped")
                return ()
            if key == "1":
                theirs = self._store.overrule(self.state.file)
                self._unsaved = False
                with suppress(OSError):
                    ours.unlink()
                text = _("De versie van de ander staat in: {copy}").format(copy=theirs)
                return (*((Block(text),) if theirs else ()), *blocks)
            if key == "2":
                try:
                    file, data = self._reread()
                except InvalidInputError as error:
                    self._screen.say((Block(self._failure(error), gap=True), Block(_("Dat bestand is niet te lezen."))))
                    continue
                self._store, self._unsaved, self._before = AnswerStore(self._store.path, data), False, None
                self.state, overview = self._talk.begin(replace(self.state, file=file, at=Item("project", "name")))
                return (Block(_("Wat u hier invulde, staat in: {copy}").format(copy=ours)), *overview)

    def _key(self, reader: Reader) -> str | None:
        """The key that was typed; None at the end of the input."""
        typed = self._read(reader, text=False, prompt=_("Uw keuze (h = hulp):"))
        if typed is None:
            return None
        return command_of(typed.text) if isinstance(typed, Typed) and not typed.too_soon else ""

    def _read(self, reader: Reader, *, text: bool, prompt: str | None = None) -> Typed | Pasted | None:
        self._screen.ask(prompt or self._talk.prompt(self.state))
        typed = reader.read(text=text, one_line=self._talk.takes_line(self.state))
        if self._is_script or typed is None:
            self._screen.echo(typed.text if isinstance(typed, Typed) else "")
        return typed
