"""Greek, Georgian and Armenian names: the tables prove themselves, and other names are refused."""

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
from lint.names.romanisation import Table, compile_system, romanise, segments
from lint.names.script import script_of

RULES = Path(__file__).parents[2] / "rules" / "systems"
SCRIPTS = {"el": "Grek", "ka": "Geor", "hy": "Armn"}
PRESS = set(re.findall(r"\w+", "en de fr es it pt pl nl cs sk sv da nb fi hu tr ro hr sl"))


def read(language: str) -> Any:
    return yaml.load((RULES / f"{language}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


RAW = {language: read(language) for language in SCRIPTS}
TABLES: dict[str, Table] = {language: compile_system(raw) for language, raw in RAW.items()}
EXAMPLES = [(language, *example) for language, raw in RAW.items() for example in raw["examples"]]

# Native form; English, German, French and Polish.
NAMES = {
    "el": """
        Μητσοτάκης Mitsotakis Mitsotakis Mitsotakis Mitsotakis
        Τσίπρας Tsipras Tsipras Tsipras Tsipras
        Παπανδρέου Papandreou Papandreou Papandréou Papandreu
        Βαρουφάκης Varoufakis Varoufakis Varoufakis Warufakis
        Ανδρουλάκης Androulakis Androulakis Androulakis Andrulakis
        Καραμανλής Karamanlis Karamanlis Karamanlis Karamanlis
        Βενιζέλος Venizelos Venizelos Venizelos Wenizelos
        Χρυσοχοΐδης Chrysochoidis Chrysochoidis Chrysochoïdis Chrisochoidis
        Παυλόπουλος Pavlopoulos Pavlopoulos Pavlopoulos Pawlopulos
        Ευάγγελος Evangelos Evangelos Evangelos Ewangelos
        Μπουτάρης Boutaris Boutaris Boutaris Butaris
        Ντόρα Dora Dora Dora Dora
        Αθήνα Athens Athen Athènes Ateny
        Θεσσαλονίκη Thessaloniki Thessaloniki Thessalonique Saloniki
        Λευκωσία Nicosia Nikosia Nicosie Nikozja
    """,
    "ka": """
        სააკაშვილი Saakashvili Saakaschwili Saakachvili Saakaszwili
        შევარდნაძე Shevardnadze Schewardnadse Chevardnadze Szewardnadze
        ივანიშვილი Ivanishvili Iwanischwili Ivanichvili Iwaniszwili
        ზურაბიშვილი Zurabishvili Surabischwili Zourabichvili Zurabiszwili
        კობახიძე Kobakhidze Kobachidse Kobakhidze Kobachidze
        მარგველაშვილი Margvelashvili Margwelaschwili Margvelachvili Margwelaszwili
        გამსახურდია Gamsakhurdia Gamsachurdia Gamsakhourdia Gamsachurdia
        ბურჯანაძე Burjanadze Burdschanadse Bourdjanadze Burdżanadze
        ჟვანია Zhvania Schwania Jvania Żwania
        ჭავჭავაძე Chavchavadze Tschawtschawadse Tchavtchavadze Czawczawadze
        ქუთაისი Kutaisi Kutaissi Koutaïssi Kutaisi
        მცხეთა Mtskheta Mzcheta Mtskheta Mccheta
        ბათუმი Batumi Batumi Batoumi Batumi
        ცხინვალი Tskhinvali Zchinwali Tskhinvali Cchinwali
        თბილისი Tbilisi Tiflis Tbilissi Tbilisi
    """,
    "hy": """
        Փաշինյան Pashinyan Paschinjan Pachinian Paszinian
        Քոչարյան Kocharyan Kotscharjan Kotcharian Koczarian
        Սարգսյան Sargsyan Sargsjan Sarkissian Sarkisjan
        Պետրոսյան Petrosyan Petrosjan Petrossian Petrosjan
        Խաչատուրյան Khachaturyan Chatschaturjan Khatchatourian Chaczaturian
        Մխիթարյան Mkhitaryan Mchitarjan Mkhitarian Mchitarian
        Միրզոյան Mirzoyan Mirsojan Mirzoyan Mirzojan
        Հովհաննիսյան Hovhannisyan Howhannisjan Hovhannissian Howhannisjan
        Հարությունյան Harutyunyan Harutjunjan Haroutiounian Harutiunian
        Բագրատյան Bagratyan Bagratjan Bagratian Bagratian
        Մանուկյան Manukyan Manukjan Manoukian Manukian
        Ոսկանյան Voskanyan Woskanjan Voskanian Woskanian
        Երևան Yerevan Jerewan Erevan Erywań
        Ջերմուկ Jermuk Dschermuk Djermouk Dżermuk
        Վանաձոր Vanadzor Wanadsor Vanadzor Wanadzor
    """,
}
ROWS = [(language, *line.split()) for language, lines in NAMES.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("language", "native", "target", "form"), EXAMPLES)
def test_example_of_a_system_holds(language: str, native: str, target: str, form: str) -> None:
    assert romanise(native, TABLES[language], target) == form


@pytest.mark.parametrize(("language", "native", "en", "de", "fr", "pl"), ROWS)
def test_standard_form_of_the_press(language: str, native: str, en: str, de: str, fr: str, pl: str) -> None:
    found = [prepare(romanise(native, TABLES[language], target)) for target in ("en", "de", "fr", "pl")]
    assert found == [prepare(form) for form in (en, de, fr, pl)]


@pytest.mark.parametrize("language", SCRIPTS)
def test_table_is_whole(language: str) -> None:
    table = TABLES[language]
    assert set(table["columns"]) > PRESS
    assert len(RAW[language]["examples"]) >= 40
    assert table["script"] == SCRIPTS[language] == script_of(table["letters"])
    assert marshal.loads(marshal.dumps(table)) == table
    for target in table["columns"]:
        for letter in table["letters"]:
            assert script_of(romanise(letter, table, target)) != table["script"], (target, letter)


@pytest.mark.parametrize(
    ("language", "native", "form", "cost"),
    [
        ("el", "Γεωργιάδης", "Yeorgiadis", 0.25),
        ("el", "Γιάννης", "Yannis", 0.25),
        ("el", "Μπακογιάννη", "Bakoyanni", 0.25),
        ("el", "Χριστοδουλίδης", "Christodoulides", 0),
        ("el", "Αναστασιάδης", "Anastasiades", 0),
        ("el", "Χατζηδάκης", "Hatzidakis", 0.25),
        ("el", "Αλεξανδρούπολη", "Alexandroupolis", 0.25),
        ("el", "Γιώργος Παπανδρέου", "George Papandreou", 0.25),
        ("el", "Κωνσταντίνος", "Konstadinos", 0.25),
        ("ka", "ყაყიჩაშვილი", "Q’aq’ichashvili", 0),
        ("ka", "მიხეილ სააკაშვილი", "Mikhail Saakashvili", 0.25),
        ("ka", "ჩხეიძე", "čʻxeiże", 0),
        ("hy", "Սարգսյան", "Sarkisian", 0.25),
        ("hy", "Փաշինյան", "Paszynian", 0.25),
        ("hy", "Հովհաննիսյան", "Hovannisian", 0.25),
        ("hy", "Արոնյան", "Aronian", 0),
        ("hy", "Հակոբ", "Hagop", 0),
        ("hy", "Պետրոսյան", "Bedrosian", 0.25),
    ],
)
def test_form_met_in_print(language: str, native: str, form: str, cost: float) -> None:
    found = accept(form, native, TABLES[language])
    assert found is not None
    assert found.cost == cost


@pytest.mark.parametrize(
    ("language", "native", "form"),
    [
        ("el", "Μητσοτάκης", "Mitsotakos"),
        ("el", "Παπανδρέου", "Papadopoulos"),
        ("el", "Παπαδόπουλος", "Papanikolaou"),
        ("el", "Τσίπρας", "Tsitsipas"),
        ("el", "Αθήνα", "Atene Thebes"),
        ("el", "Ρόδος", "Poros"),
        ("ka", "ივანიშვილი", "Ioseliani"),
        ("ka", "სააკაშვილი", "Saakadze"),
        ("ka", "კობახიძე", "Kobalia"),
        ("ka", "ბაქრაძე", "Abashidze"),
        ("hy", "Սարգսյան", "Sarafyan"),
        ("hy", "Պետրոսյան", "Poghosyan"),
        ("hy", "Քոչարյան", "Kostanyan"),
        ("hy", "Մանուկյան", "Melkonyan"),
    ],
)
def test_another_name_is_refused(language: str, native: str, form: str) -> None:
    assert accept(form, native, TABLES[language]) is None


@pytest.mark.parametrize(("language", "native", "target", "form"), EXAMPLES)
def test_key_of_an_example_is_a_key_of_its_name(language: str, native: str, target: str, form: str) -> None:
    assert key(form) in keys(native, TABLES[language])
    found = match(form, lattice(native, TABLES[language]), (target,))
    assert found is not None
    assert (found.cost, found.system) == (0, target)


@pytest.mark.parametrize(
    ("language", "native", "target", "form"),
    [
        ("el", "ΜΗΤΣΟΤΆΚΗΣ", "en", "MITSOTAKIS"),
        ("el", "ΤΣΊΠΡΑΣ", "tr", "ÇİPRAS"),
        ("el", "Κ. Μητσοτάκης", "de", "K. Mitsotakis"),
        ("el", "Παπαδόπουλος-Γεωργίου", "en", "Papadopoulos-Georgiou"),
        ("ka", "ᲡᲐᲐᲙᲐᲨᲕᲘᲚᲘ", "en", "SAAKASHVILI"),
        ("hy", "ՓԱՇԻՆՅԱՆ", "de", "PASCHINJAN"),
        ("hy", "ԵՐԵՎԱՆ", "en", "YEREVAN"),
        ("hy", "Տեր-Պետրոսյան", "en", "Ter-Petrosyan"),
    ],
)
def test_capitals_initials_and_hyphens(language: str, native: str, target: str, form: str) -> None:
    assert romanise(native, TABLES[language], target) == form


@pytest.mark.parametrize(("language", "native", "en", "de", "fr", "pl"), ROWS)
def test_decomposed_input_reads_alike(language: str, native: str, en: str, de: str, fr: str, pl: str) -> None:
    apart = unicodedata.normalize("NFD", native)
    assert romanise(apart, TABLES[language], "de") == romanise(native, TABLES[language], "de")


@given(st.data(), st.sampled_from(sorted(SCRIPTS)))
def test_segments_lose_nothing_and_the_standard_is_accepted(data: st.DataObject, language: str) -> None:
    table = TABLES[language]
    native = data.draw(st.text(alphabet=table["letters"], min_size=1, max_size=10))
    target = data.draw(st.sampled_from(table["columns"]))
    assert "".join(piece for piece, _ in segments(native, table, target)) == native
    found = match(romanise(native, table, target), lattice(native, table))
    assert found is not None
    assert found.cost == 0
