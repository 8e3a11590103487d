"""The options of check and fix, said once: for click, and for plain command lines, which are read without click."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import Enum

from lint.typed import Any, NamedTuple

FORMATS = (
    *("full", "explained", "concise", "grouped", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle"),
    *("rdjson", "rdjsonl", "markdown", "html"),
)


class Takes(Enum):
    """What may stand behind an option."""

    NOTHING = "nothing"
    TEXT = "text"
    OLD_FILE = "a file that is there"
    ANY_FILE = "a file"
    COUNT = "a number from 1 on"
    FORMAT = "one of FORMATS"


class Option(NamedTuple):
    """An option: its names as click writes them, the key of its value, and what it takes; ``many`` may be repeated."""

    names: tuple[str, ...]
    key: str
    help: str
    takes: Takes = Takes.NOTHING
    metavar: str | None = None
    many: bool = False

    @property
    def unsaid(self) -> Any:
        """The value where the command line does not have the option; a pair of switches may be left open."""
        if self.many:
            return ()
        return None if self.takes is not Takes.NOTHING or "/" in self.names[0] else False


SHARED = (
    Option(("--style",), "style", "A shipped style (wire-en) in place of the configured one.", Takes.TEXT, "NAME"),
    Option(("--config",), "config_path", "Use this configuration file.", Takes.OLD_FILE, "FILE"),
    Option(("--rules",), "rules", "A rule file to add; may be given again.", Takes.OLD_FILE, "FILE", many=True),
    Option(("--no-packs",), "no_packs", "Leave out the shipped names and terms."),
    Option(
        ("--language",),
        "language",
        "The language of the copy (en, de, fr ...); found out if not given.",
        Takes.TEXT,
        "CODE",
    ),
    Option(("--select",), "select", "Only these checks, separated by commas.", Takes.TEXT, "CHECKS"),
    Option(("--ignore",), "ignore", "All but these checks.", Takes.TEXT, "CHECKS"),
    Option(("--output-format",), "output_format", "How findings are written (default full).", Takes.FORMAT),
    Option(
        ("--stdin-filename",),
        "stdin_filename",
        "What the text on standard input (path -) would be called.",
        Takes.TEXT,
        "NAME",
    ),
    Option(
        ("-j", "--jobs"), "jobs", "Processes to use (default: as many as the machine has, for many files).", Takes.COUNT
    ),
    Option(("--force-exclude",), "force_exclude", "Leave excluded files out even when they are named."),
    Option(("--exit-zero",), "exit_zero", "Exit 0 even when there are findings."),
    Option(("--statistics",), "statistics", "Count the findings by check instead of listing them."),
    Option(("--no-cache",), "no_cache", "Use no cache: compile own rules anew, and read every file anew."),
    Option(("-q", "--quiet"), "quiet", "Write findings only, no summary and no progress."),
)
OPTIONS = {
    "check": (
        *SHARED,
        Option(("--baseline",), "baseline", "Report only what FILE does not hold.", Takes.ANY_FILE, "FILE"),
        Option(("--add-baseline",), "add_baseline", "Put every finding into the baseline and report none."),
        Option(("--prune-baseline",), "prune_baseline", "Take out of the baseline what no longer occurs."),
        Option(("--no-baseline",), "no_baseline", "Report what the baseline of the configuration holds, too."),
        Option(("--source",), "source", "The original of the one translation to check.", Takes.OLD_FILE, "FILE"),
        Option(("--since",), "since", "Only lines that changed since a revision of git.", Takes.TEXT, "REV"),
        Option(("--explain",), "explain", "Show the evidence for each finding as a table, with its weights."),
        Option(("--add-noqa",), "add_noqa", "Switch every finding off by a comment in the copy before its block."),
        Option(("--reason",), "reason", "Why, for the comments of --add-noqa.", Takes.TEXT, "TEXT"),
        Option(("--output-file",), "output_file", "Write the report into FILE, whole or not.", Takes.ANY_FILE, "FILE"),
        Option(("--watch",), "watch", "Check again whenever a file changes, until Ctrl-C."),
    ),
    "fix": (
        *SHARED,
        Option(("--unsafe-fixes",), "unsafe_fixes", "Also make the fixes that want a person's eye."),
        Option(("--diff",), "diff", "Show what would change and write nothing."),
        Option(
            ("--track-changes/--no-track-changes",),
            "track_changes",
            "Write fixes of DOCX and ODT as tracked changes to accept or reject (the default), or plainly.",
        ),
        Option(("--comments",), "comments", "Put what is left to do into DOCX and ODT as comments."),
    ),
}


def plain(arguments: Sequence[str]) -> tuple[str, dict[str, Any]] | None:
    """Read a plain command line as (command, values by key), or return None for what click should look at.

    That is every other command, help, errors, short options run together, and whatever is not certain.
    """
    if not arguments or arguments[0] not in OPTIONS:
        return None
    options = OPTIONS[arguments[0]]
    said: dict[str, Any] = {option.key: option.unsaid for option in options}
    named = {name: (option, on) for option in options for name, on in _switches(option)}
    paths: list[str] = []
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "-" or not argument.startswith("-"):
            paths.append(argument)
            continue
        name, said_here, text = argument.partition("=") if argument.startswith("--") else _short(argument)
        option, value = named.get(name, (None, False))
        if option is None or (said_here and option.takes is Takes.NOTHING):
            return None
        if option.takes is not Takes.NOTHING:
            value = _value(option, text if said_here else next(rest, "-"))
            if value is None:
                return None
        said[option.key] = (*said[option.key], value) if option.many else value
    return arguments[0], {"paths": tuple(paths), **said}


def _short(argument: str) -> tuple[str, str, str]:
    """Part a short option from what stands right behind it, as in -j4; the middle is empty where nothing does."""
    return argument[:2], argument[2:], argument[2:]


def _switches(option: Option) -> list[tuple[str, Any]]:
    """Return the names of an option, each with what it says; the second of a pair says no."""
    return [(name, not number) for names in option.names for number, name in enumerate(names.split("/"))]


def _value(option: Option, text: str) -> Any:
    """Return what an option is given, or None if that may be wrong."""
    if text.startswith("-"):
        return None
    if option.takes is Takes.COUNT:
        return int(text) if text.isascii() and text.isdigit() and int(text) else None
    if option.takes is Takes.FORMAT:
        return text if text in FORMATS else None
    if option.takes is Takes.OLD_FILE:
        return text if os.path.isfile(text) and os.access(text, os.R_OK) else None
    if option.takes is Takes.ANY_FILE:
        return None if os.path.isdir(text) else text
    return text
