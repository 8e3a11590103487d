"""Every romanisation table: its own examples, what the press prints, spellings that are met, other names refused."""

from __future__ import annotations

import marshal
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lint.names.acceptance import accept, lattice, match, prepare
from lint.names.key import key, keys
from lint.names.romanisation import Table, romanise, segments
from lint.names.script import script_of
from lint.names.systems import compile_system

ROOT = Path(__file__).parents[2]
PRESS = set(re.findall(r"\w+", "en de fr es it pt pl nl cs sk sv da nb fi hu tr ro hr sl"))
SYLLABLES = re.findall(
    r"\w+", "Bei Cai Chang Deng En Er Gui Han Jian Ke Lü Mian Nan Ou Qiong Rui Shi Tian Wu Xue Yu Zhi"
)
HANGUL = "가각간강건경고곤광구국권귀근길김낙난남노다단담독동라락란려력렬로룡류리림마명목무문민박백범법병복"


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


RAW = {path.stem: read(path) for path in sorted((ROOT / "rules" / "systems").glob("*.yaml"))}
TABLES: dict[str, Table] = {language: compile_system(raw) for language, raw in RAW.items()}
CASES = read(Path(__file__).parent / "systems.yaml")
STANDARD = [
    (language, native, dict(zip(head.split(" | ")[1:], forms, strict=True)))
    for language, cases in CASES.items()
    for head, *rest in [cases.get("standard", "native").splitlines()]
    for native, *forms in [line.split(" | ") for line in rest]
]
# Chinese is written from pinyin, so that its native letters are Latin.
SCRIPTS = [language for language in TABLES if language != "zh"]


def cases(section: str) -> list[tuple[str, ...]]:
    return [(language, *case) for language, of in CASES.items() for case in of.get(section, ())]


def is_aside(table: Table, target: str) -> bool:
    return bool(table["aside"] >> table["columns"].index(target) & 1)


@pytest.mark.parametrize("language", TABLES)
def test_examples_of_a_system_hold(language: str) -> None:
    table = TABLES[language]
    for native, target, form in RAW[language]["examples"]:
        assert romanise(native, table, target) == form, (native, target)
        found = match(form, lattice(native, table, aside=True), (target,))
        assert found is not None, (native, target)
        assert (found.cost, found.system) == (0, target), (native, target)
        assert is_aside(table, target) or key(form) in keys(native, table), (native, target)


@pytest.mark.parametrize(("language", "native", "forms"), STANDARD)
def test_standard_forms_of_a_name(language: str, native: str, forms: dict[str, str]) -> None:
    table = TABLES[language]
    assert {target: prepare(romanise(native, table, target)) for target in forms} == {
        target: prepare(form) for target, form in forms.items()
    }
    for target, form in forms.items():
        found = accept(form, native, table, prefer=(target,))
        assert found is not None
        assert (found.cost, found.system) == (0, target)
    apart = unicodedata.normalize("NFD", native)
    assert [romanise(apart, table, target) for target in forms] == [romanise(native, table, target) for target in forms]


@pytest.mark.parametrize(("language", "native", "form", "cost"), cases("met"))
def test_form_met_in_print_is_accepted(language: str, native: str, form: str, cost: str) -> None:
    found = accept(form, native, TABLES[language])
    assert found is not None
    assert found.cost <= float(cost)
    assert key(form) in keys(native, TABLES[language])


@pytest.mark.parametrize(("language", "native", "form"), cases("refused"))
def test_another_name_is_refused(language: str, native: str, form: str) -> None:
    assert accept(form, native, TABLES[language], aside=True) is None


@pytest.mark.parametrize(("language", "native", "target", "form"), cases("written"))
def test_capitals_and_words(language: str, native: str, target: str, form: str) -> None:
    assert romanise(native, TABLES[language], target) == form


@pytest.mark.parametrize("language", TABLES)
def test_table_is_whole(language: str) -> None:
    raw, table = RAW[language], TABLES[language]
    assert set(table["columns"]) > PRESS
    assert all(target["source"] for target in raw["targets"].values())
    assert len(raw["examples"]) >= 40
    assert len({target for _, target, _ in raw["examples"]}) >= 3
    assert marshal.loads(marshal.dumps(table)) == table


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_column_writes_every_letter(language: str) -> None:
    table = TABLES[language]
    for target in table["columns"]:
        for letter in table["letters"]:
            written = romanise(letter, table, target)
            # θ is a sign of the phonetic alphabet too.
            assert script_of(written) != table["script"] or (target, written) == ("un1987-phonetic", "θ"), (
                target,
                letter,
            )


@given(st.data(), st.sampled_from(SCRIPTS))
def test_segments_lose_nothing_and_the_standard_is_accepted(data: st.DataObject, language: str) -> None:
    table = TABLES[language]
    native = data.draw(st.text(alphabet=table["letters"], min_size=1, max_size=8))
    target = data.draw(st.sampled_from(table["columns"]))
    if not (table["decompose"] or table["unwritten"][0] or table["alike"] or table["doubling"]):
        assert "".join(piece for piece, _ in segments(native, table, target)) == native
    found = match(prepare(romanise(native, table, target)), lattice(native, table, aside=True))
    assert found is not None
    assert found.cost <= 0.1


@given(st.text(alphabet=HANGUL, max_size=5))
def test_systems_without_diacritics_write_letters_only(native: str) -> None:
    for target in ("en", "rr", "dprk"):
        assert re.fullmatch("[A-Za-z-]*", romanise(native, TABLES["ko"], target))


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1))
def test_syllables_of_pinyin_come_apart_where_they_were_joined(syllables: list[str]) -> None:
    joined = "".join(("’" if part[0] in "EO" and place else "") + part.lower() for place, part in enumerate(syllables))
    for target in ("cs", "hu", "wade-giles"):
        apart = "-".join(romanise(part.lower(), TABLES["zh"], target) for part in syllables)
        assert romanise(joined, TABLES["zh"], target) == apart
    assert romanise(joined, TABLES["zh"], "pinyin") == joined
