"""Draw docs/terminal.svg, the coloured output of a check of a sample article; with --check say whether it is stale."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "terminal.svg"
FOLDER = ROOT / "seeds" / "articles"
COMMAND = ("check", "en-museum-loan.html")

COLUMNS = 142
MOST_ROWS = 40  # what does not fit is left out between findings
CELL, LINE, SIZE, MARGIN, BAR = 7.8, 18, 13, 18, 30
BACKGROUND, FOREGROUND = "#1b2027", "#d8dee6"
COLOURS = {"31": "#ff7b72", "33": "#e3b341", "34": "#79b8ff", "32": "#7ee787", "36": "#5cb3c4", "2": "#8b97a5"}
_CODE = re.compile(r"\x1b\[([0-9;]*)m")


class Run(NamedTuple):
    """A stretch of one line in one style: the column it begins at, its text, its ANSI codes."""

    column: int
    text: str
    codes: tuple[str, ...]


def output() -> str:
    """Return what the command prints on a terminal with colours."""
    with TemporaryDirectory() as cache:
        environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        environment |= {"FORCE_COLOR": "1", "PYTHONPATH": str(ROOT), "ONYM_CACHE_DIR": cache}
        command = [sys.executable, "-m", "lint", *COMMAND]
        ran = subprocess.run(command, cwd=FOLDER, env=environment, capture_output=True, check=False)
        if ran.returncode != 1 or ran.stderr:
            raise RuntimeError(f"the command that the picture shows breaks down:\n{ran.stderr.decode('utf-8')}")
        return ran.stdout.decode("utf-8")


def lines(text: str) -> Iterator[list[Run]]:
    """Yield the lines of a terminal of COLUMNS columns, each as its runs; longer lines go on below."""
    codes: tuple[str, ...] = ()
    for line in text.rstrip("\n").split("\n"):
        row: list[Run] = []
        column = 0
        for number, part in enumerate(_CODE.split(line)):
            if number % 2:
                codes = () if part in ("", "0") else tuple(part.split(";"))
                continue
            while part:
                head, part = part[: COLUMNS - column], part[COLUMNS - column :]
                row.append(Run(column, head, codes))
                column += len(head)
                if part:
                    yield row
                    row, column = [], 0
        yield row


def cut(rows: list[list[Run]]) -> list[list[Run]]:
    """Leave out whole findings at the end until the picture is low enough; the summary stays."""
    if len(rows) <= MOST_ROWS:
        return rows
    end = max(number for number, row in enumerate(rows[: MOST_ROWS - 2]) if not any(run.text for run in row))
    return [*rows[: end + 1], [Run(4, "…", ("2",))], [], rows[-1]]


def drawn(rows: list[list[Run]]) -> str:
    """Return the picture."""
    width, height = round(COLUMNS * CELL + 2 * MARGIN), BAR + LINE * len(rows) + MARGIN
    family = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
    title = escape(" ".join(("onym", *COMMAND)))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{title}" font-family="{family}" font-size="{SIZE}" fill="{FOREGROUND}">',
        f"<title>{title}</title>",
        f'<rect width="{width}" height="{height}" rx="8" fill="{BACKGROUND}"/>',
        *(f'<circle cx="{MARGIN + 16 * n}" cy="15" r="5" fill="#46505c"/>' for n in range(3)),
    ]
    for number, row in enumerate(rows):
        y = BAR + LINE * number + SIZE
        parts += [_text(run, y) for run in row if run.text.strip()]
    return "\n".join([*parts, "</svg>", ""])


def _text(run: Run, y: int) -> str:
    """Draw a run where its column is, whatever font the reader has."""
    text = run.text.rstrip()
    column = run.column + len(text) - len(text.lstrip())
    text = text.lstrip()
    style = "".join(f' fill="{COLOURS[code]}"' for code in run.codes if code in COLOURS)
    weight = ' font-weight="bold"' if "1" in run.codes else ""
    place = f'x="{MARGIN + column * CELL:.1f}" y="{y}" textLength="{len(text) * CELL:.1f}"'
    return f'<text {place} lengthAdjust="spacingAndGlyphs" xml:space="preserve"{style}{weight}>{escape(text)}</text>'


def main(arguments: list[str]) -> int:
    """Write the picture, or compare it with the one that stands there."""
    typed = [Run(0, "$ ", ("36",)), Run(2, " ".join(("onym", *COMMAND)), ("1",))]
    new = drawn(cut([typed, *lines(output())]))
    if PICTURE.exists() and PICTURE.read_text("utf-8") == new:
        return 0
    if "--check" in arguments:
        print(f"stale: {PICTURE.relative_to(ROOT)}")
        return 1
    PICTURE.write_text(new, "utf-8")
    print(f"wrote: {PICTURE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
