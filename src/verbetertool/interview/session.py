"""One session at the questionnaire: read a line, let the dialogue answer, save, print."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from verbetertool.errors import OutputError
from verbetertool.interview import dialogue, screens
from verbetertool.interview.answer_store import AnswerStore
from verbetertool.interview.screens import Block, Blocks
from verbetertool.interview.state import State
from verbetertool.interview.terminal import Pasted, Reader, Screen, Typed
from verbetertool.language import _

Ending = Literal["done", "stopped", "not_saved"]


class Session:
    """A conversation with a person, or with a script of lines.

    `failure` words an error; `file` and `resume` are the names of the file and of the command that goes on with it.
    """

    def __init__(
        self,
        state: State,
        store: AnswerStore,
        screen: Screen,
        *,
        file: str,
        resume: str,
        failure: Callable[[OutputError], str],
        is_script: bool,
    ) -> None:
        self.state = state
        self._store = store
        self._screen = screen
        self._file = file
        self._resume = resume
        self._failure = failure
        self._is_script = is_script
        self._unsaved = False

    def run(self, reader: Reader, *, is_new: bool) -> Ending:
        """Talks until the person is done or stops. With a script, OutputError gets out."""
        if is_new:
            self._screen.say(screens.start_screen(self.state, self._file))
            self._go(dialogue.first_question(self.state), reader)
        else:
            self._say_what_is_lost()
            self._go(dialogue.begin(self.state), reader)
        while self.state.mode not in ("done", "stopped"):
            typed = self._read(reader, text=dialogue.takes_text(self.state))
            if typed is None:
                self.state = replace(self.state, mode="stopped")
            elif isinstance(typed, Pasted):
                self._go(dialogue.pasted(self.state), reader)
            else:
                self._go(dialogue.reply(self.state, typed.text, more=typed.more), reader)
        if self._unsaved:
            return "not_saved"
        return "done" if self.state.mode == "done" else "stopped"

    def farewell(self) -> None:
        """Where the answers are, and how to go on; saves first what an interruption left unsaved."""
        where = _("Alles wat u invulde, is bewaard in {file}.")
        if self._unsaved:
            try:
                self._store.save(self.state.file)
                self._unsaved = False
            except OutputError as error:
                self._screen.say((Block(self._failure(error), gap=True), Block(_("Uw laatste regel is niet bewaard."))))
                where = _("Wat u eerder invulde, staat in {file}.")
        if not self._store.path.exists():
            self._screen.say((Block(_("Gestopt. Er was nog niets om te bewaren."), gap=True),))
            return
        self._screen.say((Block(where.format(file=self._file), gap=True), Block(self._resume, label=_("Verder:"))))

    def _go(self, said: dialogue.Said, reader: Reader) -> None:
        after, blocks = said
        unsaved = self._unsaved or after.file != self.state.file
        self.state, self._unsaved = after, unsaved
        if unsaved:
            blocks = self._save(reader) + blocks
        self._screen.say(blocks)

    def _save(self, reader: Reader) -> Blocks:
        """Saves, and tries again as often as the person wants: until then the line is in memory only."""
        while True:
            try:
                kept = self._store.save(self.state.file)
            except OutputError as error:
                if self._is_script:
                    raise
                text = _("Wat u net typte, staat nu alleen in dit venster. Enter = nog eens proberen. s = stoppen.")
                self._screen.say((Block(self._failure(error), gap=True), Block(text)))
                typed = self._read(reader, text=False)
                if typed is None or (isinstance(typed, Typed) and dialogue.command_of(typed.text) == "s"):
                    self.state = replace(self.state, mode="stopped")
                    return ()
                continue
            self._unsaved = False
            return (Block(_("Uw eigen versie staat in: {file}").format(file=kept)),) if kept else ()

    def _read(self, reader: Reader, *, text: bool) -> Typed | Pasted | None:
        self._screen.ask(dialogue.prompt(self.state))
        typed = reader.read(text=text)
        if self._is_script or typed is None:
            self._screen.echo(typed.text if isinstance(typed, Typed) else "")
        return typed

    def _say_what_is_lost(self) -> None:
        if self._store.is_by_hand:
            text = _(
                "In {file} staat meer dan antwoorden, zoals opmerkingen of een eigen volgorde. Dat kan de vragenlijst "
                "niet bewaren. Voor de eerste wijziging komt uw eigen versie in: {copy}"
            )
            self._screen.say((Block(text.format(file=self._file, copy=self._store.copy)),))
