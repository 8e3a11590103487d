"""A batch of sixty articles in six formats, made of the articles in seeds/ so that every count is fixed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import NamedTuple

SEEDS = Path(__file__).parent.parent.parent / "seeds" / "articles"
PLAN = (("txt", 20), ("md", 10), ("html", 10), ("docx", 8), ("nitf", 6), ("json", 6))


class Piece(NamedTuple):
    """An article as plain paragraphs, the headline first."""

    language: str
    paragraphs: tuple[str, ...]


def pieces() -> list[Piece]:
    """Read the plain articles of the seeds, in the order of their names."""
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        blocks = [" ".join(block.split("\n")) for block in path.read_text("utf-8").split("\n\n")]
        found.append(Piece(path.name[:2], tuple(block for block in blocks if block.strip())))
    return found


def _txt(path: Path, piece: Piece) -> None:
    path.write_text("\n\n".join(piece.paragraphs) + "\n", "utf-8")


def _md(path: Path, piece: Piece) -> None:
    head, *rest = piece.paragraphs
    path.write_text(f"---\nlang: {piece.language}\n---\n\n# {head}\n\n" + "\n\n".join(rest) + "\n", "utf-8")


def _html(path: Path, piece: Piece) -> None:
    head, *rest = map(escape, piece.paragraphs)
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in rest)
    page = f'<!doctype html>\n<html lang="{piece.language}"><title>{head}</title>\n<body><h1>{head}</h1>\n{body}</body>'
    path.write_text(page + "</html>\n", "utf-8")


def _docx(path: Path, piece: Piece) -> None:
    from docx import Document

    made = Document()
    head, *rest = piece.paragraphs
    made.add_heading(head, 1)
    for paragraph in rest:
        made.add_paragraph(paragraph)
    made.save(str(path))


def _nitf(path: Path, piece: Piece) -> None:
    head, *rest = map(escape, piece.paragraphs)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in rest)
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<nitf xml:lang="{piece.language}"><head><title>{head}</title></head>'
        f"<body><body.head><hedline><hl1>{head}</hl1></hedline></body.head><body.content>{body}</body.content></body>"
        "</nitf>\n",
        "utf-8",
    )


def _json(path: Path, piece: Piece) -> None:
    head, *rest = piece.paragraphs
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in rest)
    standard = {"name": "ninjs", "version": "2.1"}
    item = {"uri": f"urn:desk:{path.stem}", "standard": standard, "language": piece.language, "headline": head}
    path.write_text(json.dumps({**item, "body_xhtml": body}, ensure_ascii=False, indent=1) + "\n", "utf-8")


_WRITERS: dict[str, Callable[[Path, Piece], None]] = {
    "txt": _txt,
    "md": _md,
    "html": _html,
    "docx": _docx,
    "nitf": _nitf,
    "json": _json,
}


def sixty(folder: Path) -> Path:
    """Fill a folder with the batch; every file has another selection of paragraphs and a day of its own."""
    texts = pieces()
    number = 0
    for suffix, many in PLAN:
        for _ in range(many):
            piece = texts[number % len(texts)]
            head, *rest = piece.paragraphs
            left_out = number % 3 + 4
            kept = tuple(part for place, part in enumerate(rest) if place % 7 != left_out)
            desk = folder / ("world", "culture", "economy")[number % 3]
            desk.mkdir(parents=True, exist_ok=True)
            path = desk / f"{piece.language}-{number:02}.{suffix}"
            _WRITERS[suffix](path, Piece(piece.language, (head, *kept)))
            seconds = 1_730_000_000 + number // 12 * 86_400 + number * 60
            os.utime(path, (seconds, seconds))
            number += 1
    return folder
