"""The command line: parses and dispatches, nothing else."""

from __future__ import annotations

import sys
from typing import Any

import click

from lint import __version__

FORMATS = (
    *("full", "concise", "grouped", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle"),
    *("rdjson", "rdjsonl", "markdown", "html"),
)


def _shared(command: Any) -> Any:
    """Add the options that check and fix have in common."""
    for option in reversed(
        (
            click.argument("paths", nargs=-1, type=click.Path()),
            click.option("--style", metavar="NAME", help="A shipped style (wire-en) in place of the configured one."),
            click.option(
                "--config",
                "config_path",
                metavar="FILE",
                type=click.Path(exists=True, dir_okay=False),
                help="Use this configuration file.",
            ),
            click.option(
                "--rules",
                metavar="FILE",
                multiple=True,
                type=click.Path(exists=True, dir_okay=False),
                help="A rule file to add; may be given again.",
            ),
            click.option("--no-packs", is_flag=True, help="Leave out the shipped names and terms."),
            click.option(
                "--language", metavar="CODE", help="The language of the copy (en, de, fr ...); found out if not given."
            ),
            click.option("--select", metavar="CHECKS", help="Only these checks, separated by commas."),
            click.option("--ignore", metavar="CHECKS", help="All but these checks."),
            click.option(
                "--output-format",
                type=click.Choice(FORMATS),
                default=None,
                help="How findings are written (default full).",
            ),
            click.option(
                "--stdin-filename", metavar="NAME", help="What the text on standard input (path -) would be called."
            ),
            click.option(
                "-j",
                "--jobs",
                type=click.IntRange(1),
                help="Processes to use (default: as many as the machine has, for many files).",
            ),
            click.option("--force-exclude", is_flag=True, help="Leave excluded files out even when they are named."),
            click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are findings."),
            click.option("--statistics", is_flag=True, help="Count the findings by check instead of listing them."),
            click.option("--no-cache", is_flag=True, help="Compile the rules anew."),
            click.option("-q", "--quiet", is_flag=True, help="Write findings only, no summary and no progress."),
        )
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onym")
def onym() -> None:
    """Keep names right in news copy: one name, one spelling."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")


@onym.command()
@_shared
@click.option(
    "--baseline", metavar="FILE", type=click.Path(dir_okay=False), help="Report only what FILE does not hold."
)
@click.option("--add-baseline", is_flag=True, help="Put every finding into the baseline and report none.")
@click.option("--prune-baseline", is_flag=True, help="Take out of the baseline what no longer occurs.")
@click.option("--since", metavar="REV", help="Only lines that changed since a revision of git.")
def check(**said: Any) -> None:
    """Report the names in PATHS (files or folders; - is standard input) that are not as they should be."""
    from lint import commands

    sys.exit(commands.check(said))


@onym.command()
@_shared
@click.option("--unsafe-fixes", is_flag=True, help="Also make the fixes that want a person's eye.")
@click.option("--diff", is_flag=True, help="Show what would change and write nothing.")
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


@onym.command(name="lsp")
@click.option("--style", metavar="NAME", help="A shipped style (wire-en) in place of the configured one.")
@click.option("--language", metavar="CODE", help="The language of the copy; found out if not given.")
def language_server(style: str | None, language: str | None) -> None:
    """Serve a text editor over standard input and output (Language Server Protocol; needs onym[lsp])."""
    from lint import commands

    sys.exit(commands.language_server(style, language))


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
    from lint import commands

    sys.exit(commands.rules_test(files))


@rules.command(name="audit")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False))
@click.option("--languages", default="en,de,fr,es,it,pl", show_default=True, help="The languages of the copy.")
def rules_audit(files: tuple[str, ...], languages: str) -> None:
    """List what every name of rule FILES (default: the shipped ones) comes out as, for reading."""
    from lint import commands

    sys.exit(commands.rules_audit(files, languages))


@rules.command(name="schema")
@click.argument("kind", type=click.Choice(["rules", "config", "style"]), default="rules")
def rules_schema(kind: str) -> None:
    """Print the JSON Schema of rule files, so that an editor completes them."""
    from lint import commands

    sys.exit(commands.rules_schema(kind))
