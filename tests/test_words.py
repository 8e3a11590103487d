from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lint.names.script import compile_detector, compile_lookalikes, compile_words, detect, script_of, scripts, to_script

WORDS = Path(__file__).parent.parent / "rules" / "words"
SCRIPTS = {**dict.fromkeys(("be", "bg", "mk", "ru", "sr", "uk"), "Cyrl"), "el": "Grek"}
LANGUAGES = sorted(
    {"cs", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "it", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "sk"}
    | {"sl", "sv", "tr", *SCRIPTS}
)

# Of about 60 characters, as a caption or a headline may be; then a paragraph.
COPY = {
    "be": "Прэзідэнт сказаў, што гэта было яго рашэнне, але ён яшэ не ведае, калі",
    "bg": "Президентът каза, че това е негово решение, но още не знае кога ще",
    "cs": "Prezident řekl, že to bylo jeho rozhodnutí, ale ještě neví, kdy se",
    "da": "Præsidenten siger, at det var hans beslutning, men han ved ikke hvad",
    "de": "Der Präsident sagte, das sei seine Entscheidung, aber er wisse noch nicht",
    "el": "Ο πρόεδρος είπε ότι αυτή ήταν η απόφασή του, αλλά δεν ξέρει ακόμη πότε",
    "en": "The president said it was his decision, but he did not yet know when",
    "es": "El presidente dijo que era su decisión, pero que aún no sabe cuándo",
    "et": "President ütles, et see oli tema otsus, kuid ta ei tea veel, millal",
    "fi": "Presidentti sanoi, että se oli hänen päätöksensä, mutta hän ei vielä",
    "fr": "Le président a dit que c'était sa décision, mais qu'il ne sait pas encore",
    "hr": "Predsjednik je rekao da je to njegova odluka, ali da još ne zna",
    "hu": "Az elnök azt mondta, hogy ez az ő döntése volt, de még nem tudja",
    "it": "Il presidente ha detto che era una sua decisione, ma non sa ancora",
    "lt": "Prezidentas sakė, kad tai buvo jo sprendimas, bet dar nežino, kada",
    "lv": "Prezidents teica, ka tas bija viņa lēmums, bet vēl nezina, kad",
    "mk": "Претседателот рече дека тоа е негова одлука, но сè уште не знае кога",
    "nb": "Presidenten sier at det var hans beslutning, men han vet ikke hva",
    "nl": "De president zei dat het zijn besluit was, maar hij weet nog niet",
    "pl": "Prezydent powiedział, że to była jego decyzja, ale jeszcze nie wie",
    "pt": "O presidente disse que era uma decisão sua, mas que ainda não sabe",
    "ro": "Președintele a spus că a fost decizia lui, dar că încă nu știe când",
    "sk": "Prezident povedal, že to bolo jeho rozhodnutie, ale ešte nevie, kedy",
    "sl": "Predsednik je dejal, da je bila to njegova odločitev, a še ne ve",
    "ru": "Президент сказал, что это было его решение, но он ещё не знает, когда",
    "sr": "Председник је рекао да је то његова одлука, али да још не зна када",
    "sv": "Presidenten säger att det var hans beslut, men han vet inte ännu",
    "tr": "Cumhurbaşkanı bunun kendi kararı olduğunu, ama ne zaman olacağını daha",
    "uk": "Президент сказав, що це було його рішення, але він ще не знає, коли",
}
STRANGERS = {
    "ca": "El president va dir que era la seva decisió, però que encara no sap quan la farà pública als ciutadans",
    "is": "Forsetinn sagði að þetta væri hans ákvörðun, en að hann vissi ekki enn hvenær hún yrði kynnt",
}


def read(name: str) -> Any:
    with (WORDS / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, getattr(yaml, "CBaseLoader", yaml.BaseLoader))


raw = cache(read)


@cache
def compiled(language: str) -> dict[str, Any]:
    return compile_words(raw(language))


@cache
def detector() -> dict[str, Any]:
    return compile_detector(map(compiled, LANGUAGES), raw("strangers")["languages"])


def test_every_language_has_a_file() -> None:
    files = {path.stem for path in WORDS.glob("*.yaml") if len(path.stem) <= 3}
    assert files == set(LANGUAGES)
    assert all((WORDS / f"{language}.yaml").stat().st_size <= 350_000 for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_hold(language: str) -> None:
    examples = raw(language)["examples"]
    common = compiled(language)["common"]
    assert [word for word in examples["common"] if word.lower() not in common] == []
    assert [word for word in examples["names"] if word.lower() in common] == []
    assert len(examples["common"]) >= 4
    assert len(examples["names"]) >= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_is_whole_and_of_one_script(language: str) -> None:
    entry, source = compiled(language), raw(language)
    script = SCRIPTS.get(language, "Latn")
    assert source["language"] == language
    assert "wordfreq" in source["source"] or "tesseract" in source["source"]
    assert 90 <= len(entry["function"]) == len(set(entry["function"]))
    assert len(entry["common"]) >= 8000
    assert all(word == word.lower() and script_of(word) == script for word in entry["common"])
    assert len(entry["titles"]) >= 50
    assert len(entry["territories"]) >= 250
    assert {script_of(word) for word in entry["calendar"]} == {script}
    assert source["common"].split() == sorted(set(source["common"].split()))
    assert not entry["common"].intersection(source.get("names", "").split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "hafen häfen seit zeit nachbarin nachbarn märz bundesregierung fußball fussball russen ukrainer"),
        ("en", "rice bush brown baker berry son says officials may march"),
        ("fr", "branche branches états ministre ukrainiens mars nous selon"),
        ("es", "estados gobierno ucranianos según marzo"),
        ("it", "stati governo ucraini secondo marzo"),
        ("pl", "państwa rządu ukraińskich według marca"),
        ("uk", "війна війни війну української пам'ять"),
        ("ru", "война войны войну украинской"),
    ],
)
def test_words_that_were_once_taken_for_names(language: str, words: str) -> None:
    assert [word for word in words.split() if word not in compiled(language)["common"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_surnames_and_cities_are_no_words(language: str) -> None:
    latin = "zelensky selenskyj zelenskyj putin merkel yermak jermak kharkiv charkiw obama netanyahu khamenei"
    cyrillic = "зеленский зеленський путин путін меркель ермак єрмак харьков харків обама зеленски"
    greek = "ζελένσκι πούτιν μέρκελ μητσοτάκης χάρκοβο ομπάμα"
    names = {"Latn": latin, "Cyrl": cyrillic, "Grek": greek}[SCRIPTS.get(language, "Latn")]
    assert [name for name in names.split() if name in compiled(language)["common"]] == []


@pytest.mark.parametrize(
    ("language", "form", "key"),
    [
        ("en", "Prime Minister", "titles"),
        ("en", "Ukrainians", "demonyms"),
        ("en", "Ukraine", "territories"),
        ("en", "monday", "calendar"),
        ("de", "Bundeskanzler", "titles"),
        ("de", "Österreich", "territories"),
        ("de", "Russlands", "demonyms"),
        ("fr", "chef de l'Etat", "titles"),
        ("fr", "août", "calendar"),
        ("uk", "президента", "titles"),
        ("uk", "України", "demonyms"),
        ("uk", "п'ятниця", "calendar"),
        ("ru", "Украина", "territories"),
        ("pl", "Ukraińcy", "demonyms"),
    ],
)
def test_facts(language: str, form: str, key: str) -> None:
    assert form in compiled(language)[key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_tells_its_language(language: str) -> None:
    found = detect(COPY[language], detector())
    assert found is not None
    assert found.language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_quoted_names_do_not_sway_a_sentence(language: str) -> None:
    names = "Путін, Зеленський, Өмүрбек" if language in SCRIPTS else "Erdoğan, Müller, Åse, Łukasz, Orbán"
    found = detect(f"{COPY[language]} ({names})", detector())
    assert found is not None
    assert found.language == language


@pytest.mark.parametrize("language", sorted(STRANGERS))
def test_a_stranger_is_not_taken_for_a_neighbour(language: str) -> None:
    assert detect(STRANGERS[language], detector()) is None


def test_confusables_hold() -> None:
    source = raw("confusables")
    table = compile_lookalikes(source)
    for example in source["examples"]:
        spelt = to_script(example["token"], example["script"], table)
        assert spelt == (None if example["spelt"] == "null" else example["spelt"]), example
    assert all(len(pair) == 2 and len(scripts(pair)) == 2 for pair in source["pairs"].split())
    assert {script: len(letters) >= 20 for script, letters in table.items()} == {
        "Latn": True,
        "Cyrl": True,
        "Grek": True,
    }
