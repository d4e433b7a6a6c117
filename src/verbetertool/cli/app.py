"""The commands together, how typer runs them, and its words in our language."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.exceptions import TyperException

from verbetertool.cli import audit, batch, compare, contour, forms, imports, letters, plan, project, round, rubric, team
from verbetertool.cli.boundary import INVALID
from verbetertool.cli.common import CommandEntry
from verbetertool.language import LANGUAGES, _, translate_typer
from verbetertool.report.text import clean

_MOST_TOLD = 10


class Command(TyperCommand):
    """A command whose help page speaks our language, and that reports all that is wrong with its options at once."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        left: list[str] | None = list(args)  # what is parsed is taken out of the list
        found: list[TyperException] = []
        while left is not None and len(found) < _MOST_TOLD:
            try:
                rest = super().parse_args(ctx, list(left))
                if not found:
                    return rest
                break
            except TyperException as error:
                found.append(error)
                left = _without(left, error)
        found[0].others = found[1:]  # type: ignore[attr-defined] # read by `run`
        raise found[0]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _format_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _help_option(super().get_help_option(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        # The usage line names the arguments; typer's list of them would add the English names of their types.
        for parameter in self.params:
            if isinstance(parameter, TyperArgument):
                parameter.hidden = True
        super().format_options(ctx, formatter)


class Group(TyperGroup):
    """A group of commands whose help page speaks our language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _format_usage(self, ctx, formatter)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        # Typer would ask in English whether another command was meant.
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            from difflib import get_close_matches

            text = _("De opdracht «{name}» is er niet.").format(name=name)
            for close in get_close_matches(name, list(self.commands), n=1):
                text += " " + _("Bedoelde u «{suggestion}»?").format(suggestion=close)
            ctx.fail(text)
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: Any) -> Any:
        option = _help_option(super().get_help_option(ctx))
        if option is not None:
            option.hidden = True  # whoever reads of it has found it, and a screen has few lines
        return option


def run(arguments: Sequence[str]) -> int:
    """Parses the command line and runs one command. Returns its exit code."""
    translate_typer()
    command = typer.main.get_command(build_app())
    try:
        with command.make_context("verbetertool", list(arguments)) as context:
            result = command.invoke(context)
    except typer.Exit as stop:
        return stop.exit_code
    except TyperException as error:
        messages = [_usage_message(each) for each in (error, *getattr(error, "others", ()))]
        where = getattr(error, "ctx", None)
        if type(error).__name__ != "NoArgsIsHelpError":
            command_path = where.command_path if where is not None else "verbetertool"
            messages.append(_("Zie: {command} --help").format(command=command_path))
        typer.echo(clean("\n".join(dict.fromkeys(messages))), err=True)
        return INVALID
    return result if isinstance(result, int) else 0


def build_app() -> typer.Typer:
    """All commands with their help, in the language in use."""
    app = typer.Typer(
        name="verbetertool",
        cls=Group,
        help=_(
            "Hoe dicht is uw project bij wat werkt, en wat verbetert u eerst?\n\n"
            "Begin zo: verbetertool demo. Opties vooraf: --lang {known} en --version."
        ).format(known=", ".join(LANGUAGES)),
        no_args_is_help=True,
        options_metavar=_("[OPTIES]"),
        subcommand_metavar=_("OPDRACHT ..."),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    groups = (audit, plan, project, forms, imports, compare, contour, team, batch)
    for name, function, help_text in [command for group in groups for command in group.commands()]:
        app.command(name, cls=Command, help=help_text, options_metavar=_("[OPTIES]"))(function)
    for name, function, help_text in letters.commands():  # the help of `round` names them: the list fits a screen
        app.command(name, cls=Command, help=help_text, hidden=True, options_metavar=_("[OPTIES]"))(function)
    rubric_help = _("De rubriek: de vragen, de controle en de bronnen.\n\nVoorbeeld: verbetertool rubric list")
    app.add_typer(_group(rubric_help, rubric.commands()), name="rubric")
    round_help = _("Een ronde voorbereiden; erna: letters en memo.\n\nVoorbeeld: verbetertool round init")
    app.add_typer(_group(round_help, round.commands()), name="round")
    return app


def _group(help_text: str, commands: Sequence[CommandEntry]) -> typer.Typer:
    """A command with commands of its own."""
    group = typer.Typer(
        help=help_text,
        cls=Group,
        no_args_is_help=True,
        options_metavar=_("[OPTIES]"),
        subcommand_metavar=_("OPDRACHT ..."),
        rich_markup_mode=None,
    )
    group.callback()(lambda: None)
    for name, function, text in commands:
        group.command(name, cls=Command, help=text, options_metavar=_("[OPTIES]"))(function)
    return group


def _show_version(wanted: bool) -> None:
    if wanted:
        from verbetertool._version import __version__

        typer.echo(f"verbetertool {__version__}")
        raise typer.Exit


def _options(
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar=_("TAAL"),
            hidden=True,  # the first lines of the help name both: a screen has few lines
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, hidden=True),
    ] = False,
) -> None:
    """The options of every command; each has done its work by now."""


def _format_usage(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    # Typer marks what is required with braces, which no user knows.
    pieces = [piece.replace("{", "").replace("}", "") for piece in command.collect_usage_pieces(ctx)]
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Gebruik: "))


def _help_option(option: Any) -> Any:
    if option is not None:
        option.help = _("Toon deze uitleg en stop.")
    return option


def _usage_message(error: TyperException) -> str:
    """What is wrong with a command line, in our language; typer says it in English."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.format_message()
    hint = _param_hint(error)
    match type(error).__name__:
        case "NoSuchOption":
            text = _("De optie «{name}» is er niet.").format(name=getattr(error, "option_name", ""))
        case "MissingParameter":
            text = _("Hier mist iets: {name}.").format(name=hint)
        case "BadParameter":
            text = _bad_value(getattr(error, "param", None), hint)
        case "BadOptionUsage" if "does not take" in error.message:
            text = _("Bij de optie «{name}» hoort geen waarde.").format(name=getattr(error, "option_name", ""))
        case "BadOptionUsage":
            text = _("Bij de optie «{name}» hoort een waarde.").format(name=getattr(error, "option_name", ""))
        case "UsageError" if context is not None and isinstance(context.command, Group):
            text = error.format_message()  # no command at all, translated in typer.po, or one that does not exist
        case "UsageError":
            # Typer names what is left over only here: "... extra argument(s) (a b)".
            extra = error.message.partition(" (")[2].removesuffix(")")
            text = _("Dit is te veel: {extra}. Haal het weg.").format(extra=extra)
        case _:
            text = _("Deze opdracht klopt niet.")
    return text


def _without(arguments: Sequence[str], error: TyperException) -> list[str] | None:
    """The arguments without the option that an error is about; None where it is about none."""
    names = getattr(getattr(error, "param", None), "opts", None) or [getattr(error, "option_name", None)]
    takes_value = getattr(error, "param", None) is not None
    for index, argument in enumerate(arguments):
        name, equals, _value = argument.partition("=")
        if name.startswith("-") and name in names:
            return [*arguments[:index], *arguments[index + (2 if takes_value and not equals else 1) :]]
    return None


def _bad_value(parameter: Any, hint: str) -> str:
    """What would fit, where the parameter says so: our only values that can be wrong here are whole numbers."""
    lowest, highest = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if lowest is None or highest is None:
        return _("Deze waarde kan niet bij {name}.").format(name=hint)
    text = _("Bij {name} hoort een heel getal van {lowest} tot en met {highest}.")
    return text.format(name=hint, lowest=lowest, highest=highest)


def _param_hint(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    return str(parameter.get_error_hint()) if parameter is not None else str(getattr(error, "param_hint", "") or "")
