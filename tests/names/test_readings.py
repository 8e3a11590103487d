"""The orthographies prove themselves by their examples, and readings keep their promises for any text."""

from __future__ import annotations

import copy
import itertools
import marshal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lint.names.readings import Reading, compile_orthographies, keys_of, readings

FOLDER = Path(__file__).resolve().parents[2] / "rules" / "orthographies"
RAW: dict[str, Any] = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for path in sorted(FOLDER.glob("*.yaml"))
}
TABLE = compile_orthographies(RAW)


def keys(form: str) -> frozenset[str]:
    return keys_of(readings(form, TABLE), TABLE)


CODES = [code for code in RAW if code != "_phonemes"]
PHONEMES = set(RAW["_phonemes"]["vowels"]) | set(RAW["_phonemes"]["consonants"])

ALPHABET = "abcdefghijklmnopqrstuvwxyzäöüßčšžćłđğışñçéœæŋ"
LETTERS = st.text(alphabet=f"{ALPHABET}'-", max_size=12)
UNCUT = {**TABLE, "spans": set(map("".join, itertools.product(ALPHABET, repeat=2))), "met": {}}


@pytest.mark.parametrize(("code", "form", "sounds"), [(c, *pair) for c in CODES for pair in RAW[c]["examples"].items()])
def test_each_example_is_read_as_its_file_says(code: str, form: str, sounds: str) -> None:
    assert readings(form, TABLE, [code]) == (Reading(code, sounds),)


@pytest.mark.parametrize("code", CODES)
def test_each_orthography_names_itself_and_its_source(code: str) -> None:
    assert RAW[code]["language"] == code
    assert RAW[code]["title"]
    assert RAW[code]["source"]
    assert len(RAW[code]["examples"]) >= 3


def test_every_cost_says_why() -> None:
    common = RAW["_phonemes"]
    assert all(row["why"] for part in ("substitutions", "drops", "rewrites", "endings") for row in common[part])


def test_substitutions_are_symmetric_and_of_known_phonemes() -> None:
    costs = TABLE["substitute"]
    assert set(costs) == PHONEMES
    assert all(costs[a][b] == costs[b][a] and (costs[a][b] == 0) == (a == b) for a in PHONEMES for b in PHONEMES)


def test_the_table_can_be_marshalled() -> None:
    assert marshal.loads(marshal.dumps(TABLE)) == TABLE


@given(LETTERS)
def test_a_word_that_is_cut_is_read_as_the_whole_of_it(form: str) -> None:
    assert readings(form, TABLE) == readings(form, UNCUT)


@given(LETTERS)
def test_orthographies_read_together_as_each_of_them_alone(form: str) -> None:
    alone = [reading for code in TABLE["rank"] for reading in readings(form, TABLE, [code])]
    first = {reading.phonemes: reading.orthography for reading in reversed(alone)}
    assert {reading.phonemes: reading.orthography for reading in readings(form, TABLE)} == first


def test_orthographies_are_asked_in_the_order_that_is_said() -> None:
    assert readings("Marina", TABLE, ["pl", "en"])[0].orthography == "pl"
    assert readings("Marina", TABLE, ["en", "pl"])[0].orthography == "en"
    assert readings("Marina", TABLE, ["nobody"]) == ()


def test_only_readings_that_differ_are_kept() -> None:
    found = readings("Jermak", TABLE)
    assert found == (
        Reading("en", "Jermak"),
        Reading("de", "jermak"),
        Reading("fr", "Zermak"),
        Reading("es", "xermak"),
    )


@pytest.mark.parametrize(
    ("form", "code"), [("Wladimir", "hu"), ("Žukov", "de"), ("Navalny", "pl"), ("Schukow", "hr"), ("Şevçenko", "cs")]
)
def test_an_orthography_does_not_read_letters_it_never_writes(form: str, code: str) -> None:
    assert readings(form, TABLE, [code]) == ()


@pytest.mark.parametrize("form", ["", "-", "'", "ათენი", "東京", "Zеlensky"])
def test_a_form_that_no_orthography_writes_has_no_reading(form: str) -> None:
    assert readings(form, TABLE) == ()
    assert keys(form) == frozenset()


@pytest.mark.parametrize(
    ("form", "code"), [("Київ", "uk"), ("Щукин", "ru"), ("Лукашэнка", "be"), ("Обзървър", "bg"), ("Његош", "sr")]
)
def test_cyrillic_is_read_by_those_who_write_its_letters(form: str, code: str) -> None:
    assert [reading.orthography for reading in readings(form, TABLE, [code])] == [code]
    assert all(reading.orthography in {"ru", "uk", "be", "bg", "sr"} for reading in readings(form, TABLE))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ZELENSKY", "zelensky"),
        ("Zelens'kyj", "Zelenskyj"),
        ("Škoda", "S\u030ckoda"),
        ("İstanbul", "Istanbul"),
        ("Jong-un", "Jongun"),
    ],
)
def test_case_composition_apostrophes_and_hyphens_do_not_count(one: str, other: str) -> None:
    assert readings(one, TABLE) == readings(other, TABLE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Selenskyj", "Zelensky"),
        ("Jermak", "Yermak"),
        ("Chruschtschow", "Khrushchev"),
        ("Schewtschenko", "Szewczenko"),
        ("Dschalilow", "Zhalilov"),
        ("Habib", "Khabib"),
        ("Hancharow", "Hancharou"),
        ("Đoković", "Djokovic"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert keys(one) & keys(other)


@pytest.mark.parametrize(("one", "other"), [("Selenskyj", "Yermak"), ("Merkel", "Merz"), ("Minsk", "Pinsk")])
def test_different_names_share_none(one: str, other: str) -> None:
    assert not keys(one) & keys(other)


@given(LETTERS)
def test_readings_are_of_known_phonemes_never_doubled_and_distinct(form: str) -> None:
    found = readings(form, TABLE)
    sounds = [reading.phonemes for reading in found]
    assert all(set(sound) <= PHONEMES for sound in sounds)
    assert all(a != b for sound in sounds for a, b in itertools.pairwise(sound))
    assert len(set(sounds)) == len(sounds)


@given(st.text(max_size=20))
def test_no_text_is_too_strange_to_read(form: str) -> None:
    assert all(set(reading.phonemes) <= PHONEMES for reading in readings(form, TABLE))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"from": "zh", "to": "9"}, "unknown phoneme"),
        ({"from": "zh", "to": "Z", "at": "beside a"}, "cannot read"),
        ({"from": "zh", "to": "Z", "at": "before vowels"}, "cannot read"),
    ],
)
def test_a_broken_row_is_named(row: dict[str, str], message: str) -> None:
    raw = copy.deepcopy(RAW)
    raw["de"]["rows"].append(row)
    with pytest.raises(ValueError, match=f"de: 'zh': {message}"):
        compile_orthographies(raw)


def test_inheritance_in_a_circle_or_from_nowhere_is_an_error() -> None:
    raw = copy.deepcopy(RAW)
    raw["es"]["like"] = "ca"
    with pytest.raises(ValueError, match="circle"):
        compile_orthographies(raw)
    raw["es"]["like"] = "xx"
    with pytest.raises(ValueError, match="no orthography 'xx'"):
        compile_orthographies(raw)


def test_a_file_that_the_order_does_not_name_is_an_error() -> None:
    with pytest.raises(ValueError, match="fi"):
        compile_orthographies({**RAW, "fi": RAW["sv"]})
