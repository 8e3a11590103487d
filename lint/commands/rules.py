"""What the commands about rules and configuration do; each returns its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from lint.commands.telling import CLEAN, FAILED, described, echo, shown_progress, usage_error
from lint.result import Failure
from lint.terminal import Style, counted, is_coloured, paint, printable
from lint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.compiler.schema import Shape


def test(files: tuple[str, ...]) -> int:
    """Run the examples inside rule files."""
    from lint.proof import prove

    proved = prove(files)
    for failure in proved.failures:
        echo(described(failure), err=True)
    examples, files_word = counted(proved.examples, "example"), counted(proved.files, "file")
    echo(f"{examples} in {files_word}, {len(proved.failures)} wrong")
    return FAILED if proved.failures else CLEAN


def audit(files: tuple[str, ...], languages: str) -> int:
    """Print what every name comes out as."""
    from lint.card import audit

    for row in audit(tuple(language.strip() for language in languages.split(",")), files):
        echo("\t".join(map(printable, row)))
    return CLEAN


def impact(file: str, paths: tuple[str, ...], jobs: int | None) -> int:
    """Print what each rule of a file would report."""
    from lint.commands.impact import impact

    impacts, failures, files = impact(file, paths, jobs, shown_progress)
    colour = is_coloured(sys.stdout)
    for each in impacts:
        head = f"{each.places:,} in {each.files:,} of {files:,} files"
        doubt = f", {each.doubtful:,} to look at" if each.doubtful else ""
        echo(f"{paint(printable(each.rule), Style.STRONG, colour)}  {head}{doubt}")
        for form, count in each.forms.most_common(10):
            echo(f"  {count:>6,}  {printable(form)}")
        for path, line, (before, marked, after), why in each.samples:
            shown = f"{before}{paint(marked, Style.WARNING, colour)}{after}"
            echo(f"  {printable(path)}:{line}: {shown}{f'  ({why})' if why else ''}")
    for failure in failures:
        echo(described(failure), err=True)
    return FAILED if failures else CLEAN


def carry_over(files: tuple[str, ...], kind: str | None, output: str | None) -> int:
    """Write carried rules to a new file or to standard output, and say what could not be carried."""
    from lint import importers

    if output and os.path.lexists(output):
        raise usage_error(f"{output} is there already: name a new file")
    code, pages, count = CLEAN, [], 0
    waiting = list(files)
    while waiting:
        path = waiting.pop(0)
        try:
            if (parts := importers.parts(path, kind)) != [path]:
                waiting[:0] = parts
                continue
            imported = importers.carry(path, kind)
        except importers.ImportingError as error:
            echo(described(Failure(path, error.line, None, error.message)), err=True)
            code = FAILED
            continue
        if not imported.records and not imported.refused:
            echo(described(Failure(path, None, None, "there are no corrections in it")), err=True)
        pages.append(importers.written(imported, os.path.basename(os.path.abspath(path))))
        count += len(imported.records)
        for rule, line, why in imported.refused:
            echo(described(Failure(path, line, None, f"not carried over: {rule}: {why}")), err=True)
    text = "\n".join(pages)
    if output:
        with open(output, "x", encoding="utf-8") as file:
            file.write(text)
        echo(printable(f"wrote {counted(count, 'rule')} to {output}; name it under rules in onym.yaml"))
    else:
        echo(text, end="")
    return code


def schema(kind: str) -> int:
    """Print a JSON Schema."""
    import json

    from lint.compiler import shapes
    from lint.compiler.schema import json_schema

    described: Mapping[str, tuple[Shape, str]] = {
        "rules": (shapes.RULE_FILE, "onym rule file"),
        "config": (shapes.CONFIG, "onym configuration"),
        "style": (shapes.STYLE, "onym style"),
    }
    shape, title = described[kind]
    schema = json_schema(shape, title, f"https://onym.dev/schema/{kind}.json")
    echo(json.dumps(schema, indent=2, ensure_ascii=False))
    return CLEAN


def show(path: str, config_path: str | None, style: str | None, form: str) -> int:
    """Print what holds for a file, and which line says so."""
    from lint.commands.shown import as_json, as_text, shown

    found = shown(path, config_path, style)
    for line in [as_json(found)] if form == "json" else map(printable, as_text(found)):
        echo(line)
    return CLEAN
