"""A rule that is not as it is meant is told with what was meant, and a right one is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lint.languages import MEANT, SCRIPTS, meant, primary
from lint.packs import Packs, languages


def told(onym: Any, folder: Path, rule: str) -> str:
    path = folder / "rules.yaml"
    path.write_text(rule, "utf-8")
    ran = onym("rules", "test", path)
    assert (ran.code == 0) == (not ran.err), ran.err
    return str(ran.err).replace(f"{path}:", "")


@pytest.mark.parametrize(
    ("code", "better"),
    [
        *[
            ("ua", "uk"),
            ("jp", "ja"),
            ("cn", "zh"),
            ("kr", "ko"),
            ("gr", "el"),
            ("cz", "cs"),
            ("dk", "da"),
            ("il", "he"),
        ],
        *[
            ("by", "be"),
            ("kz", "kk"),
            ("ge", "ka"),
            ("rs", "sr"),
            ("in", "hi"),
            ("ir", "fa"),
            ("vn", "vi"),
            ("UA", "uk"),
        ],
        *[("EN", "en"), ("en_GB", "en-GB"), ("gb-GB", "en-GB")],
        *[("uk", None), ("en", None), ("en-GB", None), ("sr-Latn", None), ("se", None), ("am", None), ("*", None)],
    ],
)
def test_a_country_is_no_language(code: str, better: str | None) -> None:
    assert meant(code) == better


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "en"), ("en-GB", "en"), ("de_AT", "de"), ("NO", "nb"), ("no-NO", "nb"), ("nn", "nn"), ("sr-Latn", "sr")],
)
def test_the_language_of_a_tag(tag: str, code: str) -> None:
    assert primary(tag) == code


def test_no_language_that_is_known_is_called_none() -> None:
    known = {code for room in ("systems", "words", "inflection", "orthographies") for code in languages(room)}
    assert not known & set(MEANT)
    assert set(MEANT.values()) <= known | set(Packs().languages) | {"uz", "vi"}


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("- native: {ua: Павло}\n", "1:12: expected a language (BCP 47): en, de, uk, found 'ua': did you mean 'uk'?"),
        ("- native: {cz: Václav Havel}\n", "found 'cz': did you mean 'cs'?"),
        (
            "- native: {uk: Павло Стус}\n  prefer: {gb: Pavlo}\n",
            "2:12: expected a language (BCP 47): en, de, uk, found",
        ),
        ("- write: NATO\n  languages: [us]\n", "2:15: expected a language (BCP 47): en, de, uk, found 'us'"),
        ("- native: {Ukrainian: Павло}\n", "found 'Ukrainian'\n"),
        ("- native: Павло Стус\n", "1:11: expected a mapping (a key is a language (BCP 47): en, de, uk), found 'Павло"),
    ],
)
def test_the_language_that_was_meant(rule: str, message: str, onym: Any, tmp_path: Path) -> None:
    assert message in told(onym, tmp_path, rule)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("- native: {ukr: Павло Загребельний}\n", "(did you mean uk or be or bg, or another?)"),
        ("- native: {am: Արմեն Սարգսյան}\n", "(did you mean hy?)"),
        ("- native: {th: ประยุทธ์}\n", "reads its native th form; if that is its language, write the Latin form"),
        ("- native: {uk: Pavlo Stus}\n", "write 'Pavlo Stus' in its own letters (Cyrillic)"),
        (
            "- native: {uk: Արմեն Սարգսյան}\n",
            "is written in Cyrillic letters, and 'Արմեն Սարգսյան' in Armenian ones (did",
        ),
        (
            "- native: {uk: Пaвло Стус}\n",
            "native uk: “Пaвло” is Cyrillic but for “a” (U+0061, Latin), which only looks so",
        ),
        ("- native: {uk: Павло Стус}\n  prefer: {en: Pаvlo Stus}\n", "prefer en: “Pаvlo” is Latin but for “а” (U+0430"),
        ("- write: NАTO\n", "write: “NАTO” is Latin but for “А” (U+0410, Cyrillic)"),
    ],
)
def test_letters_that_are_not_those_of_the_language(rule: str, message: str, onym: Any, tmp_path: Path) -> None:
    assert message in told(onym, tmp_path, rule)


@pytest.mark.parametrize(
    "rule",
    [
        "- native: {uk: Павло Стус, ru: Павел Стус}\n",
        "- native: {ja: 黒澤 明}\n  reading: {ja: くろさわ あきら}\n",
        "- native: {th: ประยุทธ์}\n  prefer: {en: Prayut}\n",
        "- native: {se: Áillohaš Valkeapää}\n",
        "- write: μg\n  instead-of: [mcg]\n",
        "- write: Kyiv\n  instead-of: [Кyiv]\n",  # the form that is replaced may be as wrong as it likes
    ],
)
def test_what_is_right_is_left_alone(rule: str, onym: Any, tmp_path: Path) -> None:
    assert told(onym, tmp_path, rule) == ""


def test_scripts_have_names_for_editors() -> None:
    tables = (Packs().system(language) for language in languages("systems"))
    assert {table["script"] for table in tables if table} <= set(SCRIPTS)


@pytest.mark.parametrize("text", ["", "# all of it is switched off\n", "[]\n", "\ufeff# a mark of Windows\r\n"])
def test_a_file_without_rules_is_no_fault(text: str, onym: Any, tmp_path: Path) -> None:
    assert told(onym, tmp_path, text) == ""


def test_a_space_that_does_not_break_parts_a_name_as_any_other(onym: Any, tmp_path: Path) -> None:
    examples = "  examples:\n  - {en: a poem by Wasyl Stus, fixed: a poem by Vasyl Stus}\n"
    assert told(onym, tmp_path, "- native: {uk: Василь\u00a0Стус}\n" + examples) == ""


def test_an_id_is_written_as_one(onym: Any, tmp_path: Path) -> None:
    message = told(onym, tmp_path, "- id: Vasyl Stus\n  native: {uk: Василь Стус}\n")
    assert (
        "1:7: expected an id in small letters, figures and hyphens, found 'Vasyl Stus': did you mean 'vasyl-stus'?"
        in message
    )


@pytest.mark.parametrize("name", ["“Nicolas Cage”", "„Nicolas Cage“", "«Nicolas Cage»", "‘Nicolas Cage’"])
def test_the_quotes_of_print_are_no_quotes_of_yaml(onym: Any, tmp_path: Path, name: str) -> None:
    said = told(onym, tmp_path, f"- native: {{en: {name}}}\n")
    assert f"native en: the marks around {name} are no quotes of YAML" in said
    assert "never match" not in said


@pytest.mark.parametrize("name", ['"Nicolas Cage"', "Nicolas Cage", "Conan O’Brien"])
def test_quotes_of_yaml_and_apostrophes_are_left_alone(onym: Any, tmp_path: Path, name: str) -> None:
    assert told(onym, tmp_path, f"- native: {{en: {name}}}\n") == ""


def test_a_term_in_small_letters_is_told_what_it_lacks(onym: Any, tmp_path: Path) -> None:
    assert "say what it replaces, with instead-of" in told(onym, tmp_path, "- write: e-mail\n")
    assert told(onym, tmp_path, "- {write: e-mail, instead-of: [eMail]}\n") == ""
