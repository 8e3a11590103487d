import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.names.script import (
    compile_detector,
    compile_lookalikes,
    compile_words,
    detect,
    script_of,
    scripts,
    to_script,
)

LOOKALIKES = compile_lookalikes({"pairs": "аa еe оo рp сc іi ΑA ΟO κк"})


def table(language: str, function: str, letters: str = "") -> dict[str, object]:
    return compile_words({"language": language, "function": function, "letters": letters, "common": ""})


TABLES = compile_detector(
    [
        table("en", "the of and to in that is was for on with said by from has at"),
        table("de", "die der und in den von mit das zu im nicht auf ein sich dem für hat", "ä ö ü ß"),
        table(
            "ru",
            "и в не на что с по как из это за он было",
            "а б в г д е ё ж и й к л м н о п р с т у ф х ц ч ш щ ъ ы э ю я",
        ),
        table(
            "uk",
            "і в не на що з та як це за він було",
            "а б в г ґ д е є ж и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
        ),
    ],
    {"is": {"function": "og í á að er sem til en við af hann um ekki var fyrir með", "letters": "á æ ð é í ó ö þ ú ý"}},
)
ENGLISH = "The president of the country said that it was for the parliament to decide, and that he was in favour of it."
GERMAN = "Der Präsident hat nicht mit dem Parlament gesprochen, und das ist für die Regierung ein Problem."
RUSSIAN = "Это было не в первый раз, что он не был в столице, и это было на пользу."
UKRAINIAN = "Це було не вперше, що він не був у столиці, і це було на користь."
ICELANDIC = "Hann er ekki sá sem var fyrir með og það er til að vera við það, en hann er af þeim."


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Kyiv", "Latn"),
        ("Zełenski", "Latn"),
        ("Київ", "Cyrl"),
        ("Αθήνα", "Grek"),
        ("القاهرة", "Arab"),
        ("ירושלים", "Hebr"),
        ("서울", "Hang"),
        ("北京", "Hani"),
        ("東京タワー", "Jpan"),
        ("これは東京です", "Jpan"),
        ("Երևան", "Armn"),
        ("თბილისი", "Geor"),
        ("दिल्ली", "Deva"),
        ("ＮＡＴＯ", "Latn"),
        ("กรุงเทพ", "Zyyy"),
        ("กรุงเทพ is a city", "Latn"),
        ("", "Zyyy"),
        ("12:30, 15 % …", "Zyyy"),
        ("Київ (Kyiv) є столицею України", "Cyrl"),
    ],
)
def test_script_of(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("token", "found"),
    [
        ("Kyiv", {"Latn"}),
        ("Кyiv", {"Latn", "Cyrl"}),
        ("O'Neill-12", {"Latn"}),
        ("пʼять", {"Cyrl"}),
        ("п’ять", {"Cyrl"}),
        ("2024", set()),
    ],
)
def test_scripts_of_a_token(token: str, found: set[str]) -> None:
    assert scripts(token) == found


@pytest.mark.parametrize(
    ("token", "script", "spelt"),
    [
        ("Раris", "Latn", None),
        ("раris", "Latn", "paris"),
        ("Mоscоw", "Latn", "Moscow"),
        ("Москва", "Latn", None),
        ("Мaсквa", "Cyrl", "Масква"),
        ("Paris-2024", "Latn", "Paris-2024"),
        ("кiт", "Cyrl", "кіт"),
        ("abc", "Geor", None),
        ("", "Latn", ""),
    ],
)
def test_to_script(token: str, script: str, spelt: str | None) -> None:
    assert to_script(token, script, LOOKALIKES) == spelt


@given(st.text(alphabet="abcоаеxyz-'1Ωκ"))
def test_to_script_gives_one_script_and_keeps_the_length(token: str) -> None:
    spelt = to_script(token, "Latn", LOOKALIKES)
    assert spelt is None or (scripts(spelt) <= {"Latn"} and len(spelt) == len(token))


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (RUSSIAN, "ru"), (UKRAINIAN, "uk")])
def test_detect(text: str, language: str) -> None:
    found = detect(text, TABLES)
    assert found is not None
    assert found.language == language
    assert found.certainty > 0.9


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1234 – 5678",
        "Zelensky",
        "Selenskyj, Merkel, Macron",
        "これは東京です",
        "Αθήνα",
        ICELANDIC,
        "lorem ipsum dolor sit",
    ],
)
def test_detect_says_nothing_without_evidence(text: str) -> None:
    assert detect(text, TABLES) is None


def test_detect_keeps_to_the_candidates() -> None:
    assert detect(ENGLISH, TABLES, candidates=["de", "ru"]) is None
    found = detect(GERMAN, TABLES, candidates=["de"])
    assert found is not None
    assert found.language == "de"


def test_names_of_another_language_do_not_sway() -> None:
    found = detect(f"{ENGLISH} Jäger, Müller, Höß, Größler and Weiß.", TABLES)
    assert found is not None
    assert found.language == "en"


def test_detect_reads_letters_that_are_decomposed() -> None:
    assert detect(unicodedata.normalize("NFD", GERMAN), TABLES) == detect(GERMAN, TABLES)


def test_detect_reads_samples_of_a_long_text() -> None:
    long = f"{GERMAN} " * 500
    assert detect(long, TABLES) is not None
    assert detect(f"{'0 ' * 4000}{long}", TABLES) is not None


@given(st.text(max_size=300))
def test_detect_answers_any_text(text: str) -> None:
    found = detect(text, TABLES)
    assert found is None or (found.language in {"en", "de", "ru", "uk"} and 0 < found.certainty <= 1)


@given(st.text(max_size=300))
def test_script_of_is_a_script_of_its_letters(text: str) -> None:
    found = script_of(text)
    assert found == "Zyyy" or found in scripts(text)


def test_words_compile_to_what_marshal_can_keep() -> None:
    import marshal

    compiled = compile_words(
        {
            "language": "uk",
            "function": "і в",
            "letters": "а і",
            "titles": ["пан"],
            "calendar": "пʼятниця",
            "territories": "Чад; Великий Дім",
            "demonyms": "Чаду",
            "peoples": "Чадець",
            "common": "п'ять",
        }
    )
    assert marshal.loads(marshal.dumps(compiled)) == compiled
    assert compiled["common"] == {"і", "в", "п'ять", "п’ять", "пʼять"}
    assert compiled["calendar"] == {"п'ятниця", "п’ятниця", "пʼятниця"}
    assert compiled["territories"] == {"Чад", "Великий Дім"}
    assert compiled["demonyms"] == {"Чаду", "Чадець"}
    assert marshal.loads(marshal.dumps(TABLES)) == TABLES
