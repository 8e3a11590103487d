"""XLIFF 1.2 and 2: only translations are copy, inline codes are kept, and each is paired with its original."""

import pytest

from lint.document import Span
from lint.finding import Edit
from lint.formats import xliff

OLD = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="uk" target-language="en" original="Kiew" datatype="x-news">
<header><note>Kiew</note></header><body>
<trans-unit id="1"><source>Пан <g id="1">Єр<bpt id="9">&lt;b&gt;</bpt>мак</g> &amp; інші</source>
<seg-source>Kiew</seg-source>
<target>Mr <g id="1">Jer</g>mak<x id="2"/><bpt id="3">&lt;b></bpt> left</target><note>Kiew</note></trans-unit>
<trans-unit id="2" translate="no"><source>а</source><target>Kiew</target></trans-unit>
<group><trans-unit id="3"><source>Б</source>
<target xml:lang="fr">Le <ph id="3">Kiew</ph> <mrk mtype="protected">Kiew</mrk> x</target>
<alt-trans><source>Б</source><target>Kiew</target></alt-trans></trans-unit></group>
<trans-unit id="4"><source>В</source></trans-unit><trans-unit id="5"><source>Г</source><target/></trans-unit>
</body></file></xliff>
"""

NEW = """<xliff version="2.0" srcLang="uk" trgLang="de" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">
<notes><note>Kiew</note></notes><unit id="1"><originalData><data id="d">Kiew</data></originalData>
<segment><source>Пан Єрмак</source><target>Herr Jer<pc id="1">mak</pc><ph id="2"/><sc id="3"/></target></segment>
<ignorable><source>Kiew</source></ignorable></unit>
<unit id="2" translate="no"><segment><source>а</source><target>Kiew</target></segment></unit>
<unit id="3"><segment><source>Б</source>
<target>der <mrk id="m" translate="no">Kiew</mrk></target></segment></unit></file></xliff>
"""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            OLD,
            [("Пан Єрмак & інші", "uk", "Mr Jermak\ufffc left", "en"), ("Б", "uk", "Le \ufffc \ufffc x", "fr")],
        ),
        (NEW, [("Пан Єрмак", "uk", "Herr Jermak\ufffc", "de"), ("Б", "uk", "der \ufffc", "de")]),
    ],
)
def test_translations_and_their_originals(source, expected):
    document = xliff.read("a.xlf", source.encode())
    regions = [(document.text[slice(*region.span)], region.language) for region in document.regions]
    assert regions == [(text, language) for _, _, text, language in expected]
    assert [
        (segment.source, segment.source_language, document.text[slice(*segment.target)], segment.target_language)
        for segment in document.segments
    ] == expected


def test_an_edit_keeps_the_codes():
    document = xliff.read("a.xlf", OLD.encode())
    start = document.text.index("Jermak")
    changed = xliff.write(document, [Edit(Span(start, start + 6), "Yermak")])
    assert changed.decode() == OLD.replace('<g id="1">Jer</g>mak', '<g id="1">Yer</g>mak')


def test_a_translation_that_is_deleted_keeps_its_tags():
    document = xliff.read("a.xlf", NEW.encode())
    changed = xliff.write(document, [Edit(document.regions[0].span, "")])
    assert '<target><pc id="1"></pc><ph id="2"/><sc id="3"/></target>' in changed.decode()
