"""The command line: parses and dispatches, nothing else."""

from __future__ import annotations

import sys

import click

from lint import __version__
from lint.commands.options import FORMATS, OPTIONS, Takes
from lint.terminal import speak_utf8
from lint.typed import Any

IMPORTED = ("vale", "prh", "textlint", "codespell", "typos", "cspell", "harper", "tbx", "csv", "spellingukraine")


def _types() -> dict[Takes, dict[str, Any]]:
    return {
        Takes.NOTHING: {},
        Takes.TEXT: {},
        Takes.OLD_FILE: {"type": click.Path(exists=True, dir_okay=False)},
        Takes.ANY_FILE: {"type": click.Path(dir_okay=False)},
        Takes.COUNT: {"type": click.IntRange(1)},
        Takes.FORMAT: {"type": click.Choice(FORMATS)},
    }


def _options(command: Any) -> Any:
    """Add the paths and the options that the table has for a command."""
    for option in reversed(OPTIONS[command.__name__]):
        keywords: dict[str, Any] = {"help": option.help, "metavar": option.metavar, "multiple": option.many}
        if option.takes is Takes.NOTHING:
            keywords |= {"is_flag": True, "default": option.unsaid}
        command = click.option(*option.names, option.key, **keywords, **_types()[option.takes])(command)
    return click.argument("paths", nargs=-1, type=click.Path())(command)


def run_onym() -> int:
    """Run the command line and return its exit code; raises KeyboardInterrupt."""
    try:
        return int(onym.main(prog_name="onym", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onym")
def onym() -> None:
    """Keep names right in news copy: one name, one spelling."""
    speak_utf8()


@onym.command()
@_options
def check(**said: Any) -> None:
    """Report the names in PATHS (files or folders; - is standard input) that are not as they should be."""
    from lint import commands

    sys.exit(commands.check(said))


@onym.command()
@_options
def fix(**said: Any) -> None:
    """Write the safe fixes into PATHS (files or folders; - copies standard input, mended, to standard output)."""
    from lint import commands

    sys.exit(commands.fix(said))


@onym.command()
@click.argument("subject")
@click.option("--language", default="en", show_default=True, help="The language a name is explained for.")
def explain(subject: str, language: str) -> None:
    """Explain a check (name-variant) or a name the rules know (volodymyr-zelensky, Selenskyj)."""
    from lint import commands

    sys.exit(commands.explain(subject, language))


@onym.command()
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
def init(folder: str) -> None:
    """Write a first onym.yaml with a rule file beside it."""
    from lint import commands

    sys.exit(commands.init(folder))


@onym.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("--style", metavar="NAME", help="A shipped style (wire-en) in place of the configured one.")
@click.option("--language", metavar="CODE", help="The language of the copy; found out if not given.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that check.")
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
def review(paths: tuple[str, ...], style: str | None, language: str | None, jobs: int, no_browser: bool) -> None:
    """Go through the findings of many articles in the browser, by name and by article (needs onym[review])."""
    from lint import commands

    sys.exit(commands.review(paths, style, language, jobs, not no_browser))


@onym.command()
@click.option("--style", metavar="NAME", help="A shipped style (wire-en) in place of the configured one.")
@click.option("--language", metavar="CODE", help="The language of the copy; found out if not given.")
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
def serve(style: str | None, language: str | None, no_browser: bool) -> None:
    """Review texts that are pasted or dropped in the browser, held in memory only (needs onym[review])."""
    from lint import commands

    sys.exit(commands.serve(style, language, not no_browser))


@onym.command(name="lsp")
@click.option("--style", metavar="NAME", help="A shipped style (wire-en) in place of the configured one.")
@click.option("--language", metavar="CODE", help="The language of the copy; found out if not given.")
def language_server(style: str | None, language: str | None) -> None:
    """Serve a text editor over standard input and output (Language Server Protocol; needs onym[lsp])."""
    from lint import commands

    sys.exit(commands.language_server(style, language))


@onym.group(name="config")
def configuration() -> None:
    """Show what the configuration comes to."""


@configuration.command(name="show")
@click.argument("path", default=".", type=click.Path())
@click.option(
    "--config",
    "config_path",
    metavar="FILE",
    type=_types()[Takes.OLD_FILE]["type"],
    help="Use this configuration file.",
)
@click.option("--style", metavar="NAME", help="A shipped style (wire-en) in place of the configured one.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How it is written.")
def config_show(path: str, config_path: str | None, style: str | None, output_format: str) -> None:
    """Show every value that holds for PATH (a file or folder), and the file and line that says it."""
    from lint.commands import rules as rule_commands

    sys.exit(rule_commands.show(path, config_path, style, output_format))


@onym.group()
def names() -> None:
    """Ask the name engine: tab-separated lines on standard input, a JSON line for each on standard output."""


@names.command()
def romanise() -> None:
    """Lines of: native form, its language, target (a language of the copy or a system)."""
    from lint import commands

    sys.exit(commands.names("romanise", sys.stdin))


@names.command()
def accept() -> None:
    """Lines of: native form, its language, Latin form."""
    from lint import commands

    sys.exit(commands.names("accept", sys.stdin))


@names.command()
def compare() -> None:
    """Lines of: two Latin forms."""
    from lint import commands

    sys.exit(commands.names("compare", sys.stdin))


@onym.group()
def rules() -> None:
    """Rule files: prove them, and describe them to an editor."""


@rules.command(name="test")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False))
def rules_test(files: tuple[str, ...]) -> None:
    """Run the examples inside rule FILES (default: every shipped one)."""
    from lint.commands import rules as rule_commands

    sys.exit(rule_commands.test(files))


@rules.command(name="audit")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False))
@click.option("--languages", default="en,de,fr,es,it,pl", show_default=True, help="The languages of the copy.")
def rules_audit(files: tuple[str, ...], languages: str) -> None:
    """List what every name of rule FILES (default: the shipped ones) comes out as, for reading."""
    from lint.commands import rules as rule_commands

    sys.exit(rule_commands.audit(files, languages))


@rules.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True))
@click.option(
    "--from", "kind", type=click.Choice(IMPORTED), help="Whose rules they are; told by their names if not given."
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False), help="A new file for the rules.")
def rules_import(files: tuple[str, ...], kind: str | None, output: str | None) -> None:
    """Carry rules of other tools over (FILES of Vale, prh, codespell and others) and say what cannot be."""
    from lint.commands import rules as rule_commands

    sys.exit(rule_commands.carry_over(files, kind, output))


@rules.command(name="impact")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("-j", "--jobs", type=click.IntRange(1), help="Processes to use.")
def rules_impact(file: str, paths: tuple[str, ...], jobs: int | None) -> None:
    """Show what the rules of FILE would report in PATHS: how often, in which spellings, and where to look twice."""
    from lint.commands import rules as rule_commands

    sys.exit(rule_commands.impact(file, paths, jobs))


@rules.command(name="schema")
@click.argument("kind", type=click.Choice(["rules", "config", "style"]), default="rules")
def rules_schema(kind: str) -> None:
    """Print the JSON Schema of rule files, so that an editor completes them."""
    from lint.commands import rules as rule_commands

    sys.exit(rule_commands.schema(kind))
