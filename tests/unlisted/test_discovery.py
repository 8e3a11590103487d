"""Discovery: what is grouped in a whole document, what is recommended, and what it costs in a long one."""

from __future__ import annotations

from math import exp
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lint import config
from lint.engine import Engine, Selection
from lint.finding import Finding, Safety
from lint.names.near import are_one_shortened, is_near, is_swapped, rough
from lint.packs import Packs
from lint.unlisted.discovery import candidates, discover
from lint.unlisted.spellings import spellings

ARTICLES_FOLDER = Path(__file__).parent
INCONSISTENT = "inconsistent-name"

ARTICLE = """The swimmer Ruslan Chumaniuk won the final in Graz.

Tschumanjuk had trained in Leipzig for a year. {middle}

The coach thanked Tschumanjuk after the race.
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    path = tmp_path_factory.mktemp("project") / "onym.yaml"
    path.write_text("{}\n", "utf-8")
    chosen = Selection(frozenset({"inconsistent-name", "foreign-orthography"}))
    return Engine(config.load(str(path)), chosen, "en", use_packs=False, use_cache=False)


def findings(engine: Engine, text: str, language: str = "en") -> list[Finding]:
    return engine.speaking(language).lint(engine.read("copy.txt", text.encode()))


def test_every_place_of_a_cluster_is_counted(engine: Engine) -> None:
    (finding,) = findings(engine, ARTICLE.format(middle=""))
    assert dict(finding.spellings or {}) == {"Chumaniuk": 1, "Tschumanjuk": 2}
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == ["Chumaniuk", "Chumaniuk"]
    assert len(finding.related) == 2


def test_the_evidence_is_in_words(engine: Engine) -> None:
    (finding,) = findings(engine, ARTICLE.format(middle=""))
    assert "Chumaniuk" in finding.evidence[0]
    assert "sound" in finding.evidence[0]
    assert not any(character.isdigit() for line in finding.evidence for character in line)


def test_the_weights_are_those_that_the_certainty_is_made_of(engine: Engine) -> None:
    (finding,) = findings(engine, ARTICLE.format(middle=""))
    assert [says for says, odds in finding.weighed if odds > 0] == list(finding.evidence)
    assert finding.certainty == round(1 / (1 + exp(-sum(odds for _, odds in finding.weighed))), 2)


def test_apostrophes_of_two_kinds_make_one_spelling(engine: Engine) -> None:
    assert findings(engine, "Juan d'Arrigo won. The crowd cheered. Later d’Arrigo sang, and d'Arrigo danced.") == []
    assert findings(engine, "Zhang Xi'an won in Lhasa. Zhang Xi’an sang.") == []


def test_a_caption_against_the_body(engine: Engine) -> None:
    text = "Photo: Anthony Weldon opens the bridge.\n\nThe mayor, Antony Weldon, said the tram would come."
    (finding,) = findings(engine, text)
    assert dict(finding.spellings or {}) == {"Anthony": 1, "Antony": 1}


def test_endings_of_a_language_that_nobody_listed(engine: Engine) -> None:
    assert findings(engine, "Bjartmar Oddsson kom. Bjartmars er saknað. Sagt er frá Bjartmari.", "is") == []
    assert findings(engine, "Hannes Grettirsson kom. Gretirsson fór.", "is") != []


def test_a_cluster_is_not_reported_as_foreign_orthography_too(engine: Engine) -> None:
    text = "Prosecutor Serhiy Melnychuk left. Serhij Melnytschuk gave no reason."
    assert {finding.check for finding in findings(engine, text)} == {"inconsistent-name"}


def test_a_slip_is_not_decided_by_a_bare_majority(engine: Engine) -> None:
    text = "Cory Monteith sang. Moneith danced. Moneith acted. Moneith left early. Nobody saw Moneith again."
    (finding,) = findings(engine, text)
    assert finding.fix is not None
    assert {edit.text for edit in finding.fix.edits} == {"Monteith"}


def test_a_slip_that_nothing_decides_is_only_shown(engine: Engine) -> None:
    text = "The farm belongs to Armin Willingstorfer. The deed names Armin Willigstorfer as its heir."
    (finding,) = findings(engine, text)
    assert finding.fix is not None
    assert finding.fix.safety is Safety.SHOW


def test_a_spelling_beside_a_name_that_the_rules_know(tmp_path: Path) -> None:
    (tmp_path / "onym.yaml").write_text("rules:\n  - names.yaml\n", "utf-8")
    rule = "- {id: karl-scheffner, kind: person, native: {de: Karl Scheffner}, prefer: {en: Karl Scheffner}}\n"
    (tmp_path / "names.yaml").write_text(rule, "utf-8")
    chosen = Selection(frozenset({"inconsistent-name"}))
    engine = Engine(config.load(str(tmp_path / "onym.yaml")), chosen, "en", use_packs=False, use_cache=False)
    text = "Mayor Karl Scheffner opened the bridge. Sheffner cut the ribbon."
    (finding,) = findings(engine, text)
    assert not engine.packs.broken
    assert "the spelling the rules know" in finding.message
    (tmp_path / "names.yaml").write_text(rule.replace("}}", "}, not: [Sheffner]}"), "utf-8")
    engine = Engine(config.load(str(tmp_path / "onym.yaml")), chosen, "en", use_packs=False, use_cache=False)
    assert findings(engine, text) == []


def test_all_spellings_of_a_document_are_found_once(engine: Engine) -> None:
    context = engine.context(engine.read("copy.txt", ARTICLE.format(middle="").encode()))
    forms = [spelling.form for spelling in spellings(context)]
    assert len(forms) == len(set(forms))
    assert {"Chumaniuk", "Tschumanjuk", "Ruslan", "Graz"} <= set(forms)


ARTICLES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(ARTICLES_FOLDER.glob("*.yaml"))}


@pytest.mark.parametrize(
    ("language", "article"),
    [
        pytest.param(language, article, id=f"{language}: {' '.join(article['spellings'])}")
        for language, articles in ARTICLES.items()
        for article in articles["faulty"]
    ],
)
def test_two_spellings_are_found_in_copy_of_any_language(engine: Engine, language: str, article: Any) -> None:
    found = [set(finding.spellings or {}) for finding in findings(engine, article["text"], language)]
    assert set(article["spellings"]) in found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param(language, text, id=f"{language}: {text[:30]}")
        for language, articles in ARTICLES.items()
        for text in articles["clean"]
    ],
)
def test_nothing_is_found_in_clean_copy_of_any_language(engine: Engine, language: str, text: str) -> None:
    assert [finding.message for finding in findings(engine, text, language) if finding.check == INCONSISTENT] == []


def test_pairs_are_not_compared_twice_or_with_themselves(engine: Engine) -> None:
    context = engine.context(engine.read("copy.txt", ARTICLE.format(middle="").encode()))
    found = {spelling.form: spelling for spelling in spellings(context)}
    pairs = list(candidates(found, context))
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert all(len(set(pair)) == 2 for pair in pairs)


def test_the_result_does_not_hang_on_the_order_of_paragraphs(engine: Engine) -> None:
    paragraphs = ARTICLE.format(middle="").split("\n\n")
    one, other = "\n\n".join(paragraphs), "\n\n".join(reversed(paragraphs))
    assert [set(f.spellings or {}) for f in findings(engine, one)] == [
        set(f.spellings or {}) for f in findings(engine, other)
    ]


def _names(count: int) -> str:
    """Return a text of so many names, no two of which are alike."""
    heads, tails = (
        ["Bal", "Dor", "Fen", "Gim", "Hut", "Kar", "Lom", "Mel", "Nur", "Pim", "Ras", "Tov"],
        ["bert", "dahl", "grim", "horn", "lund", "mark", "stad", "wick"],
    )
    words = [f"{head}{letter}{tail}" for head in heads for letter in "aeiou" for tail in tails]
    return " ".join(f"On that day {words[number % len(words)]} spoke to us." for number in range(count))


def test_twice_the_text_takes_about_twice_the_time(engine: Engine) -> None:
    def seconds(text: str) -> float:
        start = process_time()
        list(discover(engine.context(engine.read("copy.txt", text.encode()))))
        return process_time() - start

    seconds(_names(500))
    short = min(seconds(_names(3000)) for _ in range(3))
    long = min(seconds(_names(12000)) for _ in range(3))
    assert long < short * 8


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Lokomitiv", "Lokomotiv", True),
        ("Derprom", "Derzprom", True),
        ("Masuda", "Mausda", True),
        ("Russia", "Russian", False),
        ("Merkel", "Markel", False),
        ("Iran", "Iraq", False),
        ("Slovakia", "Slovenia", False),
    ],
)
def test_near(one: str, other: str, near: bool) -> None:
    assert is_near(one, other) is near
    assert is_near(other, one) is near


@pytest.mark.parametrize(
    ("one", "other", "swapped"),
    [("Masuda", "Mausda", True), ("Merkel", "Merkle", True), ("Lokomitiv", "Lokomotiv", False), ("Ada", "Ada", False)],
)
def test_swapped(one: str, other: str, swapped: bool) -> None:
    assert is_swapped(one, other) is swapped


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tschumatschenko", "Chumachenko"),
        ("Charkiw", "Kharkiv"),
        ("Poroszenko", "Poroschenko"),
        ("Khabib", "Habib"),
        ("Žukov", "Schukow"),
        ("Philip", "Filip"),
        ("Jorge", "Khorkhe"),
    ],
)
def test_what_may_sound_alike_shares_an_outline(one: str, other: str) -> None:
    rules = Packs().evidence["outlines"]
    assert set(rough(one, rules)) & set(rough(other, rules))


def _shortened(form: str) -> set[str]:
    return {form, *(form[:place] + form[place + 1 :] for place in range(1, len(form)))}


@settings(max_examples=500, deadline=None)
@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_forms_are_one_without_a_letter_of_each(one: str, other: str) -> None:
    expected = one[:1] == other[:1] and not _shortened(one).isdisjoint(_shortened(other))
    assert are_one_shortened(one, other) is expected


@pytest.mark.parametrize(("language", "count"), [("de", 0), ("en", 1)])
def test_each_language_of_a_file_has_its_own_spelling(language: str, count: int) -> None:
    engine = Engine(config.load(None), Selection(select=frozenset({INCONSISTENT})))
    copy = (
        '<html lang="en"><p>The swimmer Ruslan Chumaniuk won the final in Graz. Chumaniuk had trained for a year.</p>'
        f'<p lang="{language}">Ruslan Tschumanjuk gewann. Tschumanjuk siegte.</p></html>'
    )
    assert len(engine.lint(engine.read("a.html", copy.encode()))) == count
