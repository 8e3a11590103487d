"""The shape of every kind of rule file, said once for reading, for errors and for JSON Schema."""

from __future__ import annotations

import re

from lint.compiler.rulefile import Mapping, Node
from lint.compiler.schema import Field, Flag, Integer, ListOf, MapOf, Number, OneOf, Record, Shape, Text
from lint.document import Kind
from lint.formats import json_values
from lint.languages import meant
from lint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lint.compiler.report import Report

LANGUAGE = Text(
    pattern=r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", description="a language (BCP 47): en, de, uk", meant=meant
)
SYSTEM = Text(
    pattern=r"\*|[a-z][a-z0-9-]*", description="a language, a named system such as kmu2010, or * for every other"
)
ANY_LANGUAGE = Text(pattern=r"\*|[a-z]{2,3}(-[A-Za-z]+)*", description="a language, or * for every other", meant=meant)
PATTERN = Text(
    pattern=r"F A([- ]?[Bb])?|A([- ]?[Bb])? F",
    description="a pattern such as F A-b (Kim Jong-un), F A B (Kim Jong Un), A F (Shinzo Abe) or F A (Abe Shinzo)",
)
ID = Text(
    pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
    description="an id in small letters, figures and hyphens",
    meant=lambda text: re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") if re.search(r"[^a-z0-9-]", text) else None,
)
LEVEL = Text(choices=("error", "warning", "info", "off"), description="how much it matters; off switches it off")
WORD = Text()
WORDS = ListOf(WORD, or_one=True)
BY_LANGUAGE = MapOf(WORD, key=LANGUAGE)
KIND = Text(choices=tuple(kind.value for kind in Kind), description="what a field is to the desk: headline, body")
PATH = Text(pattern=json_values.PATH, description="a key, or a path from the root: $.articles[*].body")

EXAMPLE_LANGUAGES = (  # noqa: SIM905 a list of two-letter strings is not easier to read
    "ar be bg bs ca cs da de el en es et fa fi fr he hi hr hu hy id is it ja ka kk ko ky lt lv mk mn nb nl pl pt ro ru"
    " sk sl sq sr sv tr uk ur uz vi zh"
).split()

NAME_EXAMPLE = Record(
    "example",
    {
        "clean": Field(Flag(), description="nothing may be found in it"),
        "fixed": Field(WORD, description="what the copy must read after every fix"),
        **{language: Field(WORD, description="copy in this language") for language in EXAMPLE_LANGUAGES},
    },
)


class ByKey(NamedTuple):
    """One of two records: the one where the key stands, else the other."""

    key: str
    there: Record
    elsewhere: Record

    def _decode(self, node: Node, report: Report) -> object:
        """Decode a node as the record it is."""
        has = isinstance(node, Mapping) and any(key.value == self.key for key, _ in node.entries)
        return (self.there if has else self.elsewhere)._decode(node, report)

    def _export(self) -> dict[str, Any]:
        """Return both records, told apart by the key."""
        return {
            "if": {"type": "object", "required": [self.key]},
            "then": self.there._export(),
            "else": self.elsewhere._export(),
        }


class Anything(NamedTuple):
    """What is looked into only where it is compiled."""

    def _decode(self, node: Node, report: Report) -> None:
        """Ask nothing of a node."""

    def _export(self) -> dict[str, Any]:
        """Return the schema of whatever there may be."""
        return {}


NAME = Record(
    "name",
    {
        "id": Field(ID, description="made from the English form if it is left out"),
        "kind": Field(Text(choices=("person", "place", "organisation"))),
        "wikidata": Field(Text(pattern=r"Q[1-9][0-9]*")),
        "native": Field(
            MapOf(WORD, key=LANGUAGE),
            required=True,
            description="the name in its own script, by language; the first is the name's own language",
        ),
        "reading": Field(
            MapOf(WORD, key=LANGUAGE),
            description="how a native form is read where its script does not tell: kana for ja, plain pinyin for zh",
        ),
        "family": Field(WORDS, description="the surname, where it is more than the last word: López Obrador"),
        "prefer": Field(BY_LANGUAGE, description="the form to print, where it is not the plain romanisation"),
        "accept": Field(MapOf(WORDS, key=LANGUAGE), description="right too, if one document keeps to it"),
        "not": Field(WORDS, description="look-alikes that are other names"),
        "wrong": Field(
            ListOf(Record("wrong form", {part: Field(WORD) for part in ("given", "family", "full")})),
            description="wrong parts seen in print, judged beside the rest of the name",
        ),
        "titles": Field(MapOf(WORDS, key=LANGUAGE)),
        "source": Field(WORD),
        "examples": Field(ListOf(NAME_EXAMPLE)),
    },
    place="line",
    missing={
        "native": "your own form of a name that onym brings goes into onym.yaml (prefer: {kyiv: {en: Kiev}})",
    },
)

TERM = Record(
    "term",
    {
        "id": Field(ID, description="made from the term if it is left out"),
        "kind": Field(Text(choices=("acronym", "term")), description="acronym: case is judged; term: a house term"),
        "write": Field(
            OneOf(WORD, MapOf(WORD, key=ANY_LANGUAGE)),
            required=True,
            description="what to write, for all languages or by language",
        ),
        "accept": Field(MapOf(WORDS, key=ANY_LANGUAGE), description="right too, if one document keeps to it"),
        "instead-of": Field(WORDS, description="literal forms that the term replaces"),
        "pattern": Field(WORD, description="a RE2 pattern that the term replaces; write may use \\1"),
        "before": Field(WORDS, description="only before one of these words"),
        "after": Field(WORDS, description="only after one of these words"),
        "not": Field(WORDS, description="forms that are never touched"),
        "languages": Field(ListOf(LANGUAGE, or_one=True), description="only in copy of these languages"),
        "message": Field(WORD, description="why, in words for the desk"),
        "safe": Field(Flag(), description="whether the fix may go in unasked (default true)"),
        "source": Field(WORD),
        "examples": Field(ListOf(NAME_EXAMPLE)),
    },
    place="line",
)

RULE_FILE = OneOf(
    ListOf(ByKey("write", TERM, NAME)),
    Record("rule file", {"names": Field(ListOf(NAME)), "terms": Field(ListOf(TERM))}),
)

PERCENT = Number(low=0, high=100)

# Every check with its own options; the defaults stand in the check's Options.
CHECKS: dict[str, dict[str, Field]] = {
    "name-variant": {
        "near": Field(Flag(), description="also report a long name that is one letter off (default true)"),
    },
    "inconsistent-name": {},
    "source-mismatch": {},
    "foreign-orthography": {},
    "letter-case": {
        "wander": Field(Flag(), description="also report words nobody listed whose case wanders (default true)"),
    },
    "repeated-text": {
        "similar": Field(PERCENT, description="how alike two captions or paragraphs must be, in per cent (default 92)"),
        "least": Field(Integer(low=1), description="shortest text that counts, in characters (default 40)"),
    },
    "mixed-script": {},
    "house-term": {},
}


def _check(options: dict[str, Field]) -> Shape:
    return OneOf(LEVEL, Record("check", {"level": Field(LEVEL), **options}))


STYLE_FIELDS = {
    "title": Field(WORD),
    "source": Field(WORD),
    "extends": Field(WORDS, description="shipped styles by name, or files beside this one"),
    "systems": Field(
        MapOf(MapOf(SYSTEM, key=LANGUAGE), key=LANGUAGE),
        description="which romanisation to use: native language, then language of the copy",
    ),
    "layouts": Field(
        MapOf(MapOf(ListOf(PATTERN, or_one=True, least=1), key=LANGUAGE), key=LANGUAGE),
        description="how the parts of a person's name stand: native language, then language of the copy",
    ),
    "prefer": Field(MapOf(BY_LANGUAGE, key=ID), description="the house's form of a name: id, then language"),
    "accept": Field(MapOf(MapOf(WORDS, key=LANGUAGE), key=ID), description="also right in this house"),
    "write": Field(MapOf(OneOf(WORD, MapOf(WORD, key=ANY_LANGUAGE)), key=ID), description="the house's form of a term"),
    "forms": Field(
        Text(choices=("enforce", "consistent")),
        description="enforce the preferred form, or only ask that one document keeps to one accepted form",
    ),
    "marks": Field(
        Text(choices=("either", "keep", "drop", "respell")),
        description="names in Latin letters in copy of another language: with diacritics, without, in plain letters "
        "that stand for them (Mueller), or either",
    ),
    "letters": Field(
        MapOf(WORD, key=WORD),
        description="letters this house never prints in names, and what it prints for them (ß: ss)",
    ),
    "quotes": Field(Text(choices=("fix", "ask")), description="ask: a fix inside quoted speech is never made unasked"),
    "checks": Field(
        Record("checks", {check: Field(_check(options)) for check, options in CHECKS.items()}),
        description="the level of each check, and its options",
    ),
}

STYLE = Record("style", STYLE_FIELDS)

# What may differ from one file to another.
COPY_FIELDS = {
    "language": Field(LANGUAGE, description="the language of the copy, where the file does not say"),
    "fallback-language": Field(LANGUAGE, description="the language of copy whose words do not tell theirs"),
    "encoding": Field(WORD, description="the encoding of files that are not UTF-8 or UTF-16"),
    "track-changes": Field(
        Flag(), description="whether fixes of DOCX and ODT are tracked changes to accept or reject (default true)"
    ),
    "allow": Field(WORDS, description="spellings that are never reported"),
    "columns": Field(
        OneOf(WORDS, MapOf(KIND, key=WORD)),
        description="the columns of CSV that are read, by header or number, each with its kind or without",
    ),
    "values": Field(
        OneOf(ListOf(PATH, or_one=True), MapOf(KIND, key=PATH)),
        description="the strings of JSON that are read: a key, or a path such as $.articles[*].body",
    ),
}

ROMANISATION = Record(
    "romanisation table",
    {
        "language": Field(LANGUAGE, required=True),
        "script": Field(Text(pattern="[A-Z][a-z]{3}", description="a script (ISO 15924): Cyrl, Grek"), required=True),
        "order": Field(Text(choices=("given-family", "family-given"))),
        "targets": Field(
            MapOf(
                Record(
                    "target",
                    {key: Field(Anything()) for key in ("title", "source", "like", "capitals", "aside", "marks")},
                )
            ),
            required=True,
        ),
        "rows": Field(
            ListOf(
                Record(
                    "row",
                    {
                        "from": Field(Anything(), required=True, description="native letters"),
                        "at": Field(WORD, description="where they stand"),
                        "to": Field(MapOf(Anything()), required=True, description="what each target writes"),
                    },
                )
            ),
            required=True,
        ),
        "near": Field(ListOf(WORD)),
        "patronymics": Field(ListOf(WORD)),
        "examples": Field(ListOf(ListOf(WORD))),
        **{
            key: Field(MapOf(Anything()))
            for key in ("classes", "alike", "unwritten", "doubling", "exceptions", "vowelled")
        },
        **{key: Field(Flag()) for key in ("loose", "caseless", "decompose")},
    },
)

_PARADIGM = Record(
    "paradigm",
    {
        "name": Field(WORD),
        "ends": Field(WORDS, required=True, description="how the names of this paradigm end"),
        "gender": Field(Text(choices=("m", "f", "n", "pl"))),
        "kind": Field(Text(choices=("person", "place"))),
        "cells": Field(MapOf(Anything())),
        "recognise": Field(MapOf(Anything())),
        **{key: Field(Anything()) for key in ("like", "of", "vowel")},
    },
)

INFLECTION = Record(
    "table of endings",
    {
        "language": Field(LANGUAGE, required=True),
        "source": Field(WORD, required=True),
        "letters": Field(MapOf(Anything())),
        "paradigms": Field(ListOf(_PARADIGM)),
        "derivation": Field(ListOf(_PARADIGM)),
        "examples": Field(ListOf(ListOf(WORD))),
        "harmony": Field(MapOf(Anything())),
        **{key: Field(Anything()) for key in ("derived", "women", "neglected")},
    },
)

OVERRIDE = Record(
    "override",
    {
        "paths": Field(
            ListOf(WORD, or_one=True, least=1), required=True, description="the files it holds for (patterns)"
        ),
        **{key: field for key, field in STYLE_FIELDS.items() if key not in ("title", "source")},
        **COPY_FIELDS,
    },
)

CONFIG = Record(
    "configuration",
    {
        **STYLE_FIELDS,
        **COPY_FIELDS,
        "packs": Field(Flag(), description="whether the shipped names and terms are used (default true)"),
        "rules": Field(WORDS, description="the project's own rule files (patterns like rules/*.yaml)"),
        "names": Field(ListOf(NAME), description="names said right here"),
        "terms": Field(ListOf(TERM), description="terms said right here"),
        "exclude": Field(WORDS, description="files that are left out (patterns)"),
        "overrides": Field(ListOf(OVERRIDE), description="what holds for some files only; later entries win"),
        "baseline": Field(WORD, description="the file of findings that are not reported (--add-baseline writes it)"),
    },
    meant={"style": "extends", "select": "checks", "ignore": "checks", "disable": "checks"},
)
