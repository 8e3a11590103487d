"""What a folder of copy is like: its formats, its languages, and the names it spells several ways."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator

from lint import config
from lint.engine import Engine, Selection
from lint.files import discover, is_data
from lint.formats import FormatError
from lint.save import ReadError, read
from lint.typed import NamedTuple

MOST_FILES = 500
"""Files that are read; of a larger folder every nth, so that the sample comes from all of it."""

_CHECKS = Selection(frozenset({"inconsistent-name", "name-variant"}))


class Unlisted(NamedTuple):
    """A name that no rule knows, in several spellings: how often each stands, and in how many files."""

    name: str
    language: str | None
    spellings: Counter[str]
    files: int


class Survey(NamedTuple):
    """Counts of files by suffix and by language, unlisted names, and how often the rules' own names are misspelt."""

    files: int
    read: int
    suffixes: Counter[str]
    languages: Counter[str]
    unlisted: tuple[Unlisted, ...]
    variants: int


def survey(folder: str, progress: Callable[[int, int], None] | None = None) -> Survey:
    """Read a folder, or a sample of it, with the shipped rules."""
    paths = [path for path in discover([folder]) if not is_data(path, ())]
    step = -(-len(paths) // MOST_FILES) or 1
    engine = Engine(config.load(None), _CHECKS)
    languages: Counter[str] = Counter()
    found: dict[str, list[Unlisted]] = {}
    variants = read_ = 0
    sample = paths[::step]
    for number, path in enumerate(sample, 1):
        for language, names, listed in _looked_at(engine, path):
            read_ += 1
            languages[language or "unknown"] += 1
            variants += listed
            for each in names:
                found.setdefault(each.name, []).append(each)
        if progress:
            progress(number, len(sample))
    suffixes = Counter(os.path.splitext(path)[1].lower() for path in paths)
    merged = [
        Unlisted(name, each[0].language, sum((one.spellings for one in each), Counter()), len(each))
        for name, each in found.items()
    ]
    merged.sort(key=lambda each: (-each.files, -each.spellings.total(), each.name))
    return Survey(len(paths), read_, suffixes, languages, tuple(merged), variants)


def _looked_at(engine: Engine, path: str) -> Iterator[tuple[str | None, list[Unlisted], int]]:
    """Yield a file's language, its unlisted names, and how many listed ones are misspelt; nothing if unreadable."""
    try:
        document = engine.read(path, read(path))
    except (FormatError, ReadError):
        return
    context = engine.context(document)
    names, listed = [], 0
    for finding in engine.lint(document):
        if finding.name:
            listed += 1
        elif finding.spellings and finding.group:
            language = context.language_at(finding.span.start)
            names.append(Unlisted(finding.group, language, Counter(finding.spellings), 1))
    yield context.language, names, listed
