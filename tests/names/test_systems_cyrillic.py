"""The tables of Serbian, Macedonian, Kazakh, Kyrgyz and Mongolian: their own examples, well-known names, refusals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lint.names.acceptance import accept
from lint.names.key import key, keys
from lint.names.romanisation import Table, compile_system, romanise

SYSTEMS = Path(__file__).parents[2] / "rules" / "systems"
LANGUAGES = ("sr", "mk", "kk", "ky", "mn")
PRESS = ("en", "de", "fr", "pl")
# Two steps that are no rule of the copy's language but met in print: a second choice, and marks left out.
WELL = 0.35


def read(language: str) -> Any:
    return yaml.load((SYSTEMS / f"{language}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


RAW = {language: read(language) for language in LANGUAGES}
TABLES: dict[str, Table] = {language: compile_system(raw) for language, raw in RAW.items()}
EXAMPLES = [(language, *example) for language, raw in RAW.items() for example in raw["examples"]]

# Native name, then what English, German, French and Polish papers print.
NAMES = {
    "sr": """
        Вучић        Vučić        Vučić        Vučić        Vučić
        Николић      Nikolić      Nikolić      Nikolić      Nikolić
        Тадић        Tadić        Tadić        Tadić        Tadić
        Коштуница    Koštunica    Koštunica    Koštunica    Koštunica
        Милошевић    Milošević    Milošević    Milošević    Milošević
        Ђоковић      Djokovic     Djokovic     Djokovic     Djokovic
        Караџић      Karadžić     Karadžić     Karadžić     Karadžić
        Младић       Mladić       Mladić       Mladić       Mladić
        Дачић        Dačić        Dačić        Dačić        Dačić
        Јокић        Jokić        Jokić        Jokić        Jokić
        Љубомир      Ljubomir     Ljubomir     Ljubomir     Ljubomir
        Београд      Belgrade     Belgrad      Belgrade     Belgrad
        Србија       Serbia       Serbien      Serbie       Serbia
        Крагујевац   Kragujevac   Kragujevac   Kragujevac   Kragujevac
        Зрењанин     Zrenjanin    Zrenjanin    Zrenjanin    Zrenjanin
    """,
    "mk": """
        Заев         Zaev         Zaev         Zaev         Zaew
        Груевски     Gruevski     Gruevski     Gruevski     Gruewski
        Мицкоски     Mickoski     Mickoski     Mickoski     Mickoski
        Пендаровски  Pendarovski  Pendarovski  Pendarovski  Pendarowski
        Иванов       Ivanov       Ivanov       Ivanov       Iwanow
        Ѓорге        Gjorge       Gjorge       Gjorge       Gjorge
        Црвенковски  Crvenkovski  Crvenkovski  Crvenkovski  Crwenkowski
        Глигоров     Gligorov     Gligorov     Gligorov     Gligorow
        Трајковски   Trajkovski   Trajkovski   Trajkovski   Trajkowski
        Георгиевски  Georgievski  Georgievski  Georgievski  Georgiewski
        Никола       Nikola       Nikola       Nikola       Nikoła
        Скопје       Skopje       Skopje       Skopje       Skopje
        Македонија   Macedonia    Mazedonien   Macédoine    Macedonia
        Охрид        Ohrid        Ohrid        Ohrid        Ochryda
        Куманово     Kumanovo     Kumanovo     Kumanovo     Kumanowo
    """,
    "kk": """
        Тоқаев       Tokayev      Tokajew      Tokaïev      Tokajew
        Назарбаев    Nazarbayev   Nasarbajew   Nazarbaïev   Nazarbajew
        Нұрсұлтан    Nursultan    Nursultan    Noursoultan  Nursułtan
        Бектенов     Bektenov     Bektenow     Bektenov     Bektenow
        Құнанбаев    Kunanbayev   Kunanbajew   Kounanbaïev  Kunanbajew
        Шымкент      Shymkent     Schymkent    Chymkent     Szymkent
        Павлодар     Pavlodar     Pawlodar     Pavlodar     Pawłodar
        Талдықорған  Taldykorgan  Taldykorgan  Taldykorgan  Tałdykorgan
        Көкшетау     Kokshetau    Kökschetau   Kokchetaou   Kokszetau
        Байқоңыр     Baikonur     Baikonur     Baïkonour    Bajkonur
        Қарағанды    Karaganda    Karaganda    Karaganda    Karaganda
        Алматы       Almaty       Almaty       Almaty       Ałmaty
        Астана       Astana       Astana       Astana       Astana
        Ақтау        Aktau        Aktau        Aktaou       Aktau
        Қазақстан    Kazakhstan   Kasachstan   Kazakhstan   Kazachstan
    """,
    "ky": """
        Атамбаев     Atambayev    Atambajew    Atambaïev    Atambajew
        Бакиев       Bakiyev      Bakijew      Bakiev       Bakijew
        Отунбаева    Otunbayeva   Otunbajewa   Otounbaïeva  Otunbajewa
        Акаев        Akayev       Akajew       Akaïev       Akajew
        Жапаров      Japarov      Dschaparow   Japarov      Dżaparow
        Садыр        Sadyr        Sadyr        Sadyr        Sadyr
        Жээнбеков    Jeenbekov    Dscheenbekow Jeenbekov    Dżeenbekow
        Сооронбай    Sooronbay    Sooronbai    Sooronbaï    Sooronbaj
        Алмазбек     Almazbek     Almasbek     Almazbek     Ałmazbek
        Айтматов     Aitmatov     Aitmatow     Aïtmatov     Ajtmatow
        Бишкек       Bishkek      Bischkek     Bichkek      Biszkek
        Кыргызстан   Kyrgyzstan   Kirgisistan  Kirghizistan Kirgistan
        Ош           Osh          Osch         Och          Osz
        Нарын        Naryn        Naryn        Naryn        Naryn
        Талас        Talas        Talas        Talas        Tałas
    """,
    "mn": """
        Хүрэлсүх     Khurelsukh   Chürelsüch   Khürelsükh   Chürelsüch
        Ухнаагийн    Ukhnaagiin   Uchnaagiin   Ukhnaagiin   Uchnaagijn
        Элбэгдорж    Elbegdorj    Elbegdordsch Elbegdorj    Elbegdordż
        Баттулга     Battulga     Battulga     Battulga     Battulga
        Энхбаяр      Enkhbayar    Enchbajar    Enkhbayar    Enchbajar
        Багабанди    Bagabandi    Bagabandi    Bagabandi    Bagabandi
        Очирбат      Ochirbat     Otschirbat   Ochirbat     Oczirbat
        Алтанхуяг    Altankhuyag  Altanchujag  Altankhuyag  Altanchujag
        Сайханбилэг  Saikhanbileg Saichanbileg Saikhanbileg Sajchanbileg
        Амаржаргал   Amarjargal   Amardschargal Amarjargal  Amardżargal
        Сүхбаатар    Sukhbaatar   Süchbaatar   Sükhbaatar   Süchbaatar
        Цэдэнбал     Tsedenbal    Tsedenbal    Tsedenbal    Cedenbal
        Чойбалсан    Choibalsan   Tschoibalsan Choibalsan   Czojbalsan
        Дархан       Darkhan      Darchan      Darkhan      Darchan
        Эрдэнэт      Erdenet      Erdenet      Erdenet      Erdenet
    """,
}
KNOWN = [
    (language, native, target, form)
    for language, rows in NAMES.items()
    for native, *forms in map(str.split, rows.strip().splitlines())
    for target, form in zip(PRESS, forms, strict=True)
]


@pytest.mark.parametrize(("language", "native", "target", "form"), EXAMPLES)
def test_example_of_a_system_holds(language: str, native: str, target: str, form: str) -> None:
    assert romanise(native, TABLES[language], target) == form


@pytest.mark.parametrize("language", LANGUAGES)
def test_system_has_examples_of_many_columns(language: str) -> None:
    assert len(RAW[language]["examples"]) >= 40
    assert len({target for _, target, _ in RAW[language]["examples"]}) >= 10
    assert all(target["source"] for target in RAW[language]["targets"].values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_writes_every_letter(language: str) -> None:
    table = TABLES[language]
    for target in table["columns"]:
        for letter in table["letters"]:
            written = romanise(letter, table, target)
            assert not any("\u0400" <= mark <= "\u052f" for mark in written), (target, letter)


@pytest.mark.parametrize(("language", "native", "target", "form"), KNOWN)
def test_well_known_name_is_printed_as_the_press_prints_it(language: str, native: str, target: str, form: str) -> None:
    table = TABLES[language]
    assert romanise(native, table, target) == form
    found = accept(form, native, table, prefer=(target,))
    assert found is not None
    assert (found.cost, found.system) == (0, target)
    assert key(form) in keys(native, table)


def test_there_are_fifteen_names_a_language() -> None:
    assert {language: sum(known[0] == language for known in KNOWN) for language in LANGUAGES} == dict.fromkeys(
        LANGUAGES, 15 * len(PRESS)
    )


@pytest.mark.parametrize(
    ("language", "native", "form"),
    [
        ("sr", "Вучић", "Vucic"),
        ("sr", "Вучић", "Wutschitsch"),
        ("sr", "Ђоковић", "Đoković"),
        ("sr", "Ђукић", "Djukic"),
        ("sr", "Милошевић", "Milosevich"),
        ("sr", "Милошевић", "Milochevitch"),
        ("mk", "Душко", "Dushko"),
        ("mk", "Ѓорге", "Gjorge"),
        ("mk", "Скопје", "Skopje"),
        ("kk", "Тоқаев", "Toqaev"),
        ("kk", "Қайрат", "Kayrat"),
        ("kk", "Қайрат", "Kairat"),
        ("kk", "Ақтөбе", "Aqtobe"),
        ("ky", "Жапаров", "Zhaparov"),
        ("ky", "Жапаров", "Dzhaparov"),
        ("ky", "Өмүрбек", "Omurbek"),
        ("mn", "Мөнхбат", "Munkhbat"),
        ("mn", "Мөнхбат", "Mönkhbat"),
        ("mn", "Халтмаагийн", "Khaltmaagyn"),
        ("mn", "Улаанбаатар", "Ulan Bator"),
    ],
)
def test_form_met_in_print_is_accepted(language: str, native: str, form: str) -> None:
    found = accept(form, native, TABLES[language])
    assert found is not None
    assert found.cost <= WELL


@pytest.mark.parametrize(
    ("language", "native", "form"),
    [
        ("sr", "Вучић", "Vujić"),
        ("sr", "Вучић", "Vučković"),
        ("sr", "Тадић", "Dačić"),
        ("sr", "Николић", "Nikolin"),
        ("sr", "Јокић", "Đokić"),
        ("sr", "Београд", "Bugarska"),
        ("mk", "Заев", "Zajcev"),
        ("mk", "Иванов", "Ivanovski"),
        ("mk", "Трајковски", "Trajanovski"),
        ("kk", "Назарбаев", "Nazarov"),
        ("kk", "Тоқаев", "Tokarev"),
        ("kk", "Әлиев", "Valiev"),
        ("ky", "Бакиев", "Akayev"),
        ("ky", "Жапаров", "Sharapov"),
        ("ky", "Атамбаев", "Otunbayev"),
        ("mn", "Энхбаяр", "Enkhbold"),
        ("mn", "Баттулга", "Batbold"),
        ("mn", "Сүхбаатар", "Munkhbaatar"),
    ],
)
def test_another_name_is_refused(language: str, native: str, form: str) -> None:
    assert accept(form, native, TABLES[language]) is None


@pytest.mark.parametrize(
    ("language", "native", "target", "form"),
    [
        ("sr", "ГУСИЊЕ", "gaj", "GUSINJE"),
        ("sr", "Бијело Поље", "en", "Bijelo Polje"),
        ("mk", "ЅВЕЗДА", "en", "DZVEZDA"),
        ("kk", "Ибрагим", "qazaq-2021", "İbragim"),
        ("kk", "Іле", "qazaq-2021", "Ile"),
        ("kk", "ІЛЕ", "qazaq-2021", "ILE"),
        ("kk", "Қасым-Жомарт", "pl", "Kasym-Żomart"),
        ("ky", "ЧҮЙ", "bgnpcgn-1979", "CHÜY"),
        ("mn", "Бат-Эрдэнэ", "en", "Bat-Erdene"),
    ],
)
def test_case_and_words(language: str, native: str, target: str, form: str) -> None:
    assert romanise(native, TABLES[language], target) == form
