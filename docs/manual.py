"""The manual page of the command line, onym(1), made of its commands and options."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from lint import __version__, cli

_TAIL = r"""
.SH EXIT STATUS
.TP
0
Nothing was found, or all of it was corrected.
.TP
1
Findings remain; with \fBfix \-\-diff\fR, something would change.
.TP
2
The run itself failed, in part or whole: configuration, usage, a rule or a file that could not be read.
.SH FILES
.TP
\fIonym.yaml\fR, \fI.onym.yaml\fR, \fIpyproject.toml\fR
The configuration: the nearest one at or above each file, up to the root of the repository.
.SH ENVIRONMENT
.TP
\fBONYM_CACHE_DIR\fR
Where compiled rules are kept.
.TP
\fBNO_COLOR\fR, \fBFORCE_COLOR\fR
Switch colours off, or on where the output is no terminal.
.TP
\fBSOURCE_DATE_EPOCH\fR
The time, in seconds since 1970, that tracked changes carry.
.SH EXAMPLES
.TP
\fBonym check .\fR
Report what is found in a folder.
.TP
\fBonym fix \-\-diff talks.md\fR
Show what would be corrected, and write nothing.
.TP
\fBonym config show talks.md\fR
Show what holds for a file, and which line says so.
""".strip()


def page() -> str:
    """Return the page in the macros of man(7)."""
    lines = [
        f'.TH ONYM 1 "" "onym {__version__}" "User Commands"',
        ".SH NAME",
        r"onym \- keep names right in news copy: one name, one spelling",
        ".SH SYNOPSIS",
        r"\fBonym\fR \fICOMMAND\fR [\fIOPTION\fR]... [\fIPATH\fR]...",
        ".SH DESCRIPTION",
        _escaped(
            "onym reads copy in plain text, Markdown, HTML, newsroom XML, Word, subtitles and tables, finds names that "
            "are spelt several ways, taken from another language, or in the wrong case, and corrects what is certain."
        ),
        ".SH COMMANDS",
        *_commands(cli.onym, "onym"),
        _TAIL,
    ]
    return "\n".join(lines) + "\n"


def _commands(group: click.Group, name: str) -> Iterator[str]:
    for part, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, f"{name} {part}")
        else:
            yield from _command(command, f"{name} {part}")


def _command(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context))
    yield f".SS {_escaped(name)} {_escaped(usage)}"
    yield _escaped(re.sub(r"\s+", " ", command.help or ""))
    for option in command.params:
        record = option.get_help_record(context)
        if isinstance(option, click.Option) and record is not None:
            yield ".TP"
            yield rf"\fB{_escaped(record[0])}\fR"
            yield _escaped(record[1])


def _escaped(text: str) -> str:
    """Write text so that troff takes no letter of it for a request, and hyphens can be copied."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{text}" if text.startswith((".", "'")) else text
