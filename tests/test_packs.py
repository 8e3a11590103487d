"""Rules on their way into a run: compiled once, made anew when anything changes, and never trusted when damaged."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from lint import bringing, cache, config, packs
from lint.compiler import compile as compiling
from lint.engine import Engine
from lint.finding import Safety
from lint.packs import Packs

STUS = "- native: {uk: Василь Стус}\n"


@pytest.fixture
def own(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONYM_CACHE_DIR", str(desk / "cache"))
    (desk / "own.yaml").write_text(STUS, "utf-8")
    return desk / "own.yaml"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What has been compiled so far."""
    made: list[Any] = []
    real = compiling.catalogue

    def catalogue(*arguments: Any) -> Any:
        made.append(arguments[1])
        return real(*arguments)

    monkeypatch.setattr(compiling, "catalogue", catalogue)
    return made


def ids(*files: str, **more: Any) -> list[str]:
    rules = Packs(files, use_shipped=False, **more)
    assert rules.broken == []
    return [name.id for catalogue in rules.catalogues for name in catalogue.names]


def test_every_shipped_section_compiles_and_nothing_in_it_is_broken() -> None:
    rules = Packs()
    for language in rules.system_languages:
        assert rules.system(language)
    for language in packs.languages("inflection"):
        assert rules.inflection(language)
    for language in packs.languages("words"):
        assert rules.words(language)
    assert rules.orthographies
    assert rules.detection
    assert rules.evidence
    assert rules.desk
    assert rules.confusables
    assert len(rules.catalogues[-1].names) > 300
    assert rules.broken == []


def test_what_is_not_there_is_none() -> None:
    assert Packs().system("xx") is Packs().inflection("xx") is Packs().words("xx") is None


def test_rules_are_compiled_once_and_again_when_they_change(own: Path, compiled: list[Any]) -> None:
    assert ids("own.yaml") == ids("own.yaml") == ["vasyl-stus"]
    assert len(compiled) == 1
    own.write_text(STUS + "- native: {uk: Леся Українка}\n", "utf-8")
    assert ids("own.yaml") == ["vasyl-stus", "lesia-ukrainka"]
    assert len(compiled) == 2
    assert ids("own.yaml", use_cache=False) == ["vasyl-stus", "lesia-ukrainka"]
    assert len(compiled) == 3


def test_two_projects_with_files_of_one_name_do_not_mix(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ids("own.yaml") == ["vasyl-stus"]
    (own.parent / "other").mkdir()
    monkeypatch.chdir(own.parent / "other")
    Path("own.yaml").write_text(STUS.replace("Стус", "Стух"), "utf-8")
    os.utime("own.yaml", ns=(os.stat(own).st_atime_ns, os.stat(own).st_mtime_ns))
    assert ids("own.yaml") == ["vasyl-stukh"]


def test_broken_rules_are_told_from_the_cache_too(own: Path, compiled: list[Any]) -> None:
    own.write_text(STUS + "- nonsense: 1\n", "utf-8")
    told = []
    for _ in range(2):
        rules = Packs(["own.yaml"], use_shipped=False)
        assert [name.id for name in rules.catalogues[0].names] == ["vasyl-stus"]
        told.append(list(rules.broken))
    assert told[0] == told[1] != []
    assert len(compiled) == 1


@pytest.mark.parametrize("damage", ["empty", "short", "bytes", "folder"])
def test_a_damaged_cache_is_made_anew(own: Path, compiled: list[Any], damage: str) -> None:
    assert ids("own.yaml") == ["vasyl-stus"]
    for path in Path(cache.directory()).glob("*.bin"):
        data = path.read_bytes()
        if damage == "folder":
            path.unlink()
            path.mkdir()
        else:
            path.write_bytes({"empty": b"", "short": data[: len(data) // 2], "bytes": data[:21] + b"?" * 40}[damage])
    assert ids("own.yaml") == ["vasyl-stus"]
    assert len(compiled) == 2


def test_a_cache_that_cannot_be_written_is_no_fault(desk: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "file").write_text("", "utf-8")
    monkeypatch.setenv("ONYM_CACHE_DIR", str(desk / "file" / "cache"))
    assert ids("own.yaml") == ["vasyl-stus"]
    monkeypatch.delenv("ONYM_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # a user without a home
    assert ids("own.yaml") == ["vasyl-stus"]
    assert not (desk / "~").exists()


def test_the_cache_is_the_user_s_own_and_each_installation_s(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids("own.yaml")
    place = Path(cache.directory())
    assert stat.S_IMODE(os.stat(place).st_mode) == 0o700
    assert [path.name for path in place.iterdir() if path.suffix != ".bin"] == []
    monkeypatch.setattr(cache, "__file__", "/elsewhere/lint/cache.py")
    assert Path(cache.directory()).parent == place.parent
    assert Path(cache.directory()) != place
    monkeypatch.undo()
    monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-999")
    assert Path(cache.directory()).name != place.name


def test_a_section_that_the_wheel_brings_holds_until_one_of_its_files_changes(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = desk / "compiled"
    place.mkdir()
    (desk / "a.yaml").write_text("a: 1\n", "utf-8")
    monkeypatch.setattr(cache, "BROUGHT", str(place))
    assert cache.brought("letters", ["a.yaml"]) is None
    cache.bring(str(place), "letters", ["a.yaml"], {"a": 1}, {"part": b"bytes"})

    def brought(section: str = "letters") -> Any:
        found = cache.brought(section, ["a.yaml"])
        return found and (found[0], {name: bytes(part) for name, part in found[1].items()})

    assert brought() == ({"a": 1}, {"part": b"bytes"})
    assert brought("figures") is None
    made = (place / "letters.bin").stat().st_mtime
    os.utime("a.yaml", (made + 30, made + 30))  # a slow installation
    assert brought() is not None
    os.utime("a.yaml", (made + 90, made + 90))
    assert brought() is None
    os.utime("a.yaml", (made, made))
    (desk / "a.yaml").write_text("a: 10\n", "utf-8")
    assert brought() is None
    (desk / "a.yaml").write_text("a: 1\n", "utf-8")
    assert brought() is not None
    monkeypatch.setattr(cache, "__version__", "0.0.0")
    assert brought() is None


def test_the_wheel_brings_every_section_that_a_run_may_ask_for(
    desk: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[Any]
) -> None:
    place = desk / "compiled"
    place.mkdir()
    bringing.compile_into(str(place))
    assert len(compiled) == 1
    monkeypatch.setattr(cache, "BROUGHT", str(place))
    monkeypatch.setattr(Packs, "_kept", lambda *_: pytest.fail("a section is compiled that the wheel could bring"))
    monkeypatch.setattr(config, "decoded", lambda *_: pytest.fail("a style is read that the wheel could bring"))
    test_every_shipped_section_compiles_and_nothing_in_it_is_broken()
    for path in packs.shipped("styles"):
        assert config.load(None, Path(path).stem).style.checks is not None
    names = Packs().catalogues[0].names
    assert not any(os.path.isabs(name.record["path"]) for name in names)


def test_a_project_s_own_rule_takes_the_place_of_the_shipped_one(own: Path) -> None:
    own.write_text("- id: volodymyr-zelensky\n  native: {uk: Володимир Зеленський}\n  prefer: {en: Vol Zel}\n", "utf-8")
    engine = Engine(config.load(None)._replace(rules=("own.yaml",)), language="en")
    assert "volodymyr-zelensky" in engine.packs.redefined
    assert "antony-blinken" not in engine.packs.redefined
    data, _ = engine.mend(engine.read("a.txt", b"Volodymyr Selenskyj met Anthony Blinken.\n"), Safety.SAFE)
    assert data == b"Vol Zel met Antony Blinken.\n"


def test_two_rules_of_one_id_are_told(own: Path) -> None:
    own.write_text(STUS + STUS, "utf-8")
    rules = Packs(["own.yaml"], use_shipped=False)
    assert len(rules.catalogues[0].names) == 1
    ((path, line, column, message),) = rules.broken
    assert (path, line, column) == ("own.yaml", 2, 1)
    assert "vasyl-stus is said twice, first at own.yaml:1" in message


@pytest.mark.parametrize(
    ("first", "second", "opposed"),
    [
        ("{write: a, instead-of: [b]}", "{write: b, instead-of: [a]}", True),
        ("{write: {en: a}, instead-of: [b]}", "{write: b, instead-of: [a]}", True),
        ("{write: {en: a, '*': c}, instead-of: [b]}", "{write: {de: b, '*': b}, instead-of: [a, x]}", True),
        ("{write: a, instead-of: [b], languages: [en, de]}", "{write: b, instead-of: [a], languages: de}", True),
        ("{write: a, instead-of: [b], languages: en}", "{write: b, instead-of: [a], languages: de}", False),
        ("{write: {en: a}, instead-of: [b]}", "{write: {de: b}, instead-of: [a]}", False),
        ("{write: a, instead-of: [b]}", "{write: c, instead-of: [a]}", False),
        ("{write: a, instead-of: [b]}", "{write: b, instead-of: [c]}", False),
        ("{write: a, instead-of: [b], before: [x]}", "{write: b, instead-of: [a], after: [x]}", False),
    ],
)
def test_terms_that_undo_one_another(own: Path, first: str, second: str, opposed: bool) -> None:
    own.write_text(f"- {first}\n- {second}\n", "utf-8")
    rules = Packs(["own.yaml"], use_shipped=False)
    assert len(rules.catalogues[0].terms) == (1 if opposed else 2)
    assert [("brings back" in fault.message, fault.line) for fault in rules.broken] == ([(True, 2)] if opposed else [])
