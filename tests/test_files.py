"""Files found in a folder: JSON and tables are data there, unless somebody asks for them or they hold news."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from lint import run
from lint.files import is_data
from lint.watch import changes

FAULTY = "President Volodymyr Selenskyj left Kyiv."
ITEM = {"uri": "urn:1", "versionCreated": "2024-05-01", "language": "en", "headlines": [{"value": FAULTY}]}
FIRST = {"body_text": FAULTY * 9_000, "uri": "urn:1", "versioncreated": "2024-05-01"}  # its keys in their order
BY_SCHEMA = {"$schema": "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json", "headline": FAULTY}
BY_STANDARD = {"standard": {"name": "ninjs", "version": "3.0"}, "headline": FAULTY}
DATA = {
    "package.json": json.dumps({"name": "ninjs-tools", "description": FAULTY, "author": "Wolodymyr Selenskyj"}),
    "tsconfig.json": '{\n  // the strict ones\n  "strict": true, /* for Volodymyr Selenskyj */\n}\n',
    "table.csv": f'name,note\n1,"{FAULTY}"\n',
    "table.tsv": f"name\tnote\n1\t{FAULTY}\n",
    "log.jsonl": json.dumps({"message": FAULTY}) + "\n",
    "half.ndjson": '{"message": ',
    "binary.json": "\0\0",
    "empty.json": "",
}
NEWS = {
    "item.json": json.dumps(ITEM),
    "sorted.json": json.dumps(FIRST),
    "schema.json": json.dumps(BY_SCHEMA, indent=1),
    "standard.json": json.dumps(BY_STANDARD),
    "items.json": json.dumps({"page": 1, "items": [ITEM]}),
    "items.jsonl": json.dumps(ITEM) + "\n",
}


@pytest.fixture
def mixed(desk: Path) -> Path:
    """A repository with copy, news, and data."""
    for name, text in {**DATA, **NEWS, "copy.txt": FAULTY}.items():
        (desk / name).write_text(text, "utf-8")
    (desk / "utf-16.json").write_text(json.dumps(ITEM), "utf-16")
    os.mkfifo(desk / "pipe.json")
    return desk


def read(onym: Any, *arguments: object) -> tuple[int, set[str], set[str]]:
    """Return the exit code, the files in which something was found, and those that could not be read."""
    ran = onym("check", "--select=name-variant", "--language=en", "--output-format=json", *arguments)
    errors = {error["path"] for error in ran.report["errors"]}
    return ran.code, {finding["path"] for finding in ran.report["findings"]}, errors


def test_in_a_folder_only_news_is_read(onym: Any, mixed: Path) -> None:
    assert read(onym, ".") == (1, {"copy.txt", "utf-16.json", *NEWS}, set())


def test_data_is_never_mended_in_a_folder(onym: Any, mixed: Path) -> None:
    assert onym("fix", "--language=en", "--quiet", ".").code == 0
    assert {name: (mixed / name).read_text("utf-8") for name in DATA} == DATA
    assert all("Zelensky" in (mixed / name).read_text("utf-8") for name in NEWS)


def test_what_is_named_is_read(onym: Any, mixed: Path) -> None:
    broken = {"tsconfig.json", "half.ndjson", "binary.json", "empty.json"}
    named = {name for name in DATA if name not in broken} - {"log.jsonl"}
    assert read(onym, *DATA) == (2, {*named, "log.jsonl"}, broken)
    assert read(onym, ".", "package.json")[1] == {"copy.txt", "package.json", "utf-16.json", *NEWS}
    assert read(onym, "--force-exclude", "package.json") == (1, {"package.json"}, set())


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("values: [description]", {"package.json"}),
        ("columns: [note]", {"table.csv", "table.tsv"}),
        ('overrides: [{paths: ["table.tsv"], columns: [note]}]', {"table.tsv"}),
    ],
)
def test_what_the_configuration_chooses_is_read(onym: Any, mixed: Path, said: str, more: set[str]) -> None:
    (mixed / "onym.yaml").write_text(said + "\nexclude: [tsconfig.json, half.ndjson, pipe.json, 'b*.json', e*.json]\n")
    news = set() if "values" in said else {"utf-16.json", *NEWS}
    assert read(onym, ".") == (1, {"copy.txt", *more, *news}, set())


def test_news_that_is_cut_short_is_told(onym: Any, desk: Path) -> None:
    (desk / "item.json").write_text(json.dumps(ITEM)[:-2], "utf-8")
    assert read(onym, ".") == (2, set(), {"item.json"})


def test_a_missing_file_and_a_pipe_are_data(desk: Path) -> None:
    os.mkfifo(desk / "pipe.json")
    assert is_data("pipe.json", ())
    assert is_data("missing.json", ())
    assert not is_data("missing.json", {"values": {}})
    assert not is_data("missing.txt", ())


def test_a_watched_folder_is_read_as_any(mixed: Path) -> None:
    changed = next(changes(["."]))
    found = [outcome.result.path for outcome in run.outcomes(changed, run.Settings(), 1, asked=["."])]
    assert set(found) == {"copy.txt", "utf-16.json", *NEWS}
    found = [outcome.result.path for outcome in run.outcomes(changed, run.Settings(), 1, asked=["log.jsonl"])]
    assert set(found) == {"copy.txt", "utf-16.json", "log.jsonl", *NEWS}
