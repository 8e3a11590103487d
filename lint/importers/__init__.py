"""Rules of other tools, carried over: each becomes a rule of onym's, or is refused with the reason."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module

from lint.amend import Value, flow
from lint.typed import NamedTuple, TypeAlias

MODULES: Mapping[str, str] = {
    "vale": "vale",
    "prh": "prh",
    "textlint": "terminology",
    "codespell": "codespell",
    "typos": "typos",
    "cspell": "cspell",
    "harper": "weir",
    "tbx": "tbx",
    "csv": "table",
    "spellingukraine": "spelling_ukraine",
}
"""The module that reads each tool's rules."""

MOST_BYTES = 16 << 20


class ImportingError(Exception):
    """The file cannot be read as rules: ``message`` says why, ``line`` (from 1) where, None if unknown."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.line = message, line


class Carried(NamedTuple):
    """A rule as a record of onym's rule language."""

    record: dict[str, Value]


class Refused(NamedTuple):
    """A rule that cannot be carried over: as it is written, its line (from 1) if known, and why."""

    rule: str
    line: int | None
    why: str


Found: TypeAlias = "Carried | Refused"


class Imported(NamedTuple):
    """What came of one file; corrections to one form have become one rule."""

    kind: str
    records: list[dict[str, Value]]
    refused: list[Refused]


def replaced(wrong: str, right: str, **more: Value) -> Carried:
    """Return the rule that writes one form in place of another."""
    return Carried({"write": right, "instead-of": [wrong], **more})


def in_every_case(wrong: str, right: str, **more: Value) -> Iterator[Carried]:
    """Yield a correction for copy in small letters, with a capital and in capitals, for tools that keep the case."""
    seen = set()
    for change in (str.lower, _capitalised, str.upper):
        old, new = change(wrong), change(right)
        if old not in seen and old != new:
            seen.add(old)
            yield replaced(old, new, **more)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def carry(path: str, kind: str | None = None) -> Imported:
    """Read a file (for spellingukraine also a folder) of another tool's rules; raises ImportingError."""
    text = "" if os.path.isdir(path) else _text(path)
    kind = kind or guess(path, text)
    if kind is None:
        known = ", ".join(MODULES)
        raise ImportingError(f"whose rules these are cannot be told: say it with --from ({known})")
    read: Callable[[str, str], Iterable[Found]] = import_module(f"lint.importers.{MODULES[kind]}").read
    found = list(read(text, path))
    records = [each.record for each in found if isinstance(each, Carried)]
    return Imported(kind, _gathered(records), [each for each in found if isinstance(each, Refused)])


def _text(path: str) -> str:
    try:
        if os.path.getsize(path) > MOST_BYTES:
            raise ImportingError("the file is larger than 16 MiB: split it")
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except OSError as error:
        raise ImportingError(f"the file cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ImportingError("the file is not UTF-8: save it again as UTF-8") from error


def parts(path: str, kind: str | None = None) -> list[str]:
    """Return the files of rules below a folder; one of SpellingUkraine's entries is one. Raises ImportingError."""
    if not os.path.isdir(path):
        return [path]
    below = sorted(os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
    kinds = {file: _told(file) for file in below}
    if "spellingukraine" in (kind, *kinds.values()):
        return [path]
    found = [file for file, told in kinds.items() if told and kind in (None, told)]
    if not found:
        raise ImportingError(f"no rules of {kind or 'a known tool'} were found in the folder: name the files")
    return found


def _told(path: str) -> str | None:
    try:
        kind = guess(path, _text(path))
    except ImportingError:
        return None
    is_prose = kind == "vale" and path.endswith(".txt") and os.path.basename(path) not in ("accept.txt", "reject.txt")
    return None if is_prose else kind


def guess(path: str, text: str) -> str | None:
    """Tell whose rules a file holds by its name, and where that is not enough by what stands in it."""
    name = os.path.basename(path).lower()
    suffix = os.path.splitext(name)[1]
    names = {".weir": "harper", ".tbx": "tbx", ".csv": "csv", ".tsv": "csv", ".textlintrc": "textlint"}
    by_name = names.get(suffix or name)
    if by_name:
        return by_name
    if os.path.isdir(path):
        return "spellingukraine"
    signs = {
        ".toml": (("typos", ("extend-words", "extend-identifiers")),),
        ".json": (
            ("textlint", ('"terminology"',)),
            ("cspell", ('"flagWords"', '"words"')),
            ("spellingukraine", ('"correctSpelling"', '"translation"', '"mistakes"', '"ukr"')),
        ),
        ".yml": (("vale", ("extends:",)), ("prh", ("expected:",))),
        ".yaml": (("vale", ("extends:",)), ("prh", ("expected:",))),
        ".txt": (("codespell", ("->",)), ("vale", ("",))),
    }
    for kind, words in signs.get(suffix, ()):
        if any(word in text for word in words):
            return kind
    return None


def _gathered(records: Iterable[dict[str, Value]]) -> list[dict[str, Value]]:
    """Make one rule of those that differ only in the form they replace."""
    gathered: dict[str, dict[str, Value]] = {}
    for record in records:
        rest = {key: value for key, value in record.items() if key not in ("instead-of", "examples")}
        known = gathered.setdefault(repr(sorted(rest.items(), key=repr)), dict(rest))
        for key in ("instead-of", "examples"):
            if key in record:
                known[key] = [
                    *_list(known.get(key)),
                    *(one for one in _list(record[key]) if one not in _list(known.get(key))),
                ]
    return list(_told_apart(gathered.values()))


def _told_apart(records: Iterable[dict[str, Value]]) -> Iterator[dict[str, Value]]:
    """Give an id to rules whose own, made of what they write, another has already."""
    seen: Counter[str] = Counter()
    for record in records:
        plain = unicodedata.normalize("NFKD", str(record.get("write", ""))).casefold()
        slug = "-".join(re.findall(r"[a-z0-9]+", plain)) or "term"
        seen[slug] += 1
        yield {"id": f"{slug}-{seen[slug]}", **record} if seen[slug] > 1 and "write" in record else record


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def written(imported: Imported, source: str) -> str:
    """Write carried rules as a rule file."""
    head = f"# From {source} ({imported.kind}).\n"
    return head + "".join(map(_record, imported.records))


def _record(record: Mapping[str, Value]) -> str:
    lines = [f"{key}: {flow(value)}" for key, value in record.items()]
    return "- " + "\n  ".join(lines) + "\n"
