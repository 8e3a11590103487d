"""Rules of other tools: what each file becomes, and what is refused with which word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lint import importers
from lint.importers import ImportingError, carry, written
from lint.proof import prove

STUS = {"write": "Stus", "instead-of": ["Stuss"]}
KYIV = {"safe": "false", "message": "write one of kyiv, kyjiv"}
LVIV = {"safe": "false", "message": "the Russian form"}

TABLE: list[tuple[str, str, list[dict[str, Any]], list[str]]] = [
    ("a.yml", "rules:\n  - expected: Stus\n    pattern: Stuss\n", [STUS], []),
    ("a.yml", "rules:\n  - expected: Stus\n    pattern: /\\bStuss\\b/\n", [STUS], []),
    (
        "a.yml",
        "rules:\n  - expected: Stus\n    patterns: [/\\bStuss\\b/, Stusz]\n",
        [{"write": "Stus", "instead-of": ["Stuss", "Stusz"]}],
        [],
    ),
    (
        "a.yml",
        "rules:\n  - expected: Stus$1\n    pattern: /Stu[sz]s('s)?/i\n",
        [{"write": "Stus\\1", "pattern": "(?i)Stu[sz]s('s)?"}],
        [],
    ),
    ("a.yml", "rules:\n  - expected: Stus\n", [{"write": "Stus", "pattern": "(?i)\\bStus\\b"}], []),
    ("a.yml", "rules: [{pattern: expected}] # expected:\n", [], ["no expected form"]),
    ("a.yml", "rules:\n  - {expected: x, pattern: '/a(?!b)/'}\n", [], ["looks ahead or behind"]),
    ("a.yml", "rules:\n  - {expected: x, pattern: '/(a)\\1/'}\n", [], ["refers back"]),
    ("a.yml", "rules:\n  - {expected: x, pattern: '/(a/'}\n", [], ["RE2 cannot read"]),
    ("a.yml", "imports: [b.yml]\nrules: [{expected: Stus, pattern: Stuss}]\n", [STUS], ["read that file"]),
    ("S.yml", "extends: substitution\nswap:\n  Stuss: Stus\n", [STUS], []),
    (
        "S.yml",
        "extends: substitution\nignorecase: true\nmessage: The poet\nswap: {stuss: Stus}\n",
        [{"write": "Stus", "pattern": "(?i)\\b(?:stuss)\\b", "message": "The poet"}],
        [],
    ),
    (
        "S.yml",
        "extends: substitution\nmessage: Use '%s' instead of '%s'.\nswap: {Lvov|Lwow: Lviv}\n",
        [{"write": "Lviv", "instead-of": ["Lvov", "Lwow"]}],
        [],
    ),
    (
        "S.yml",
        "extends: substitution\nswap: {Kiev: Kyiv|Kyjiv}\n",
        [{"write": "Kyiv", "instead-of": ["Kiev"], "safe": "false", "message": "write one of Kyiv, Kyjiv"}],
        [],
    ),
    ("S.yml", "extends: existence\ntokens: [Kiev]\n", [], ["only substitution rules"]),
    (
        "accept.txt",
        "# ours\nNATO\n(?i)stus\n[Ss]tus\nstus\n",
        [{"write": "NATO", "pattern": "(?i)\\bNATO\\b"}],
        ["any case of it is right", "cannot be told from a pattern"],
    ),
    ("reject.txt", "Stuss\n", [], ["not what to write"]),
    (
        "d.txt",
        "stuss->stus\nnonsense->\nkiev->kyiv, kyjiv,\nlvov->lviv, the Russian form\n",
        [
            {"write": "stus", "instead-of": ["stuss"]},
            {"id": "stus-2", "write": "Stus", "instead-of": ["Stuss"]},
            {"id": "stus-3", "write": "STUS", "instead-of": ["STUSS"]},
            {"write": "kyiv", "instead-of": ["kiev"], **KYIV},
            {"id": "kyiv-2", "write": "Kyiv", "instead-of": ["Kiev"], **KYIV},
            {"id": "kyiv-3", "write": "KYIV", "instead-of": ["KIEV"], **KYIV},
            {"write": "lviv", "instead-of": ["lvov"], **LVIV},
            {"id": "lviv-2", "write": "Lviv", "instead-of": ["Lvov"], **LVIV},
            {"id": "lviv-3", "write": "LVIV", "instead-of": ["LVOV"], **LVIV},
        ],
        ["no wrong->right"],
    ),
    (
        "typos.toml",
        "[default.extend-identifiers]\nStuss = 'Stus'\n[default.extend-words]\nok = 'ok'\nbad = ''\n",
        [STUS],
        ["right as it is", "not what to write"],
    ),
    ("cspell.json", '{"caseSensitive": true, "flagWords": ["Stuss->Stus", "Kiev"]}', [STUS], ["not what to write"]),
    (
        ".textlintrc.json",
        '{"rules": {"terminology": {"terms": ["NATO", ["Stuss(?= wrote)", "Stus"]]}}}',
        [
            {"write": "NATO", "pattern": "(?i)\\bNATO\\b"},
            {"write": "Stus", "pattern": "(?i)\\b(?:Stuss)\\b", "before": ["wrote"]},
        ],
        [],
    ),
    ("a.weir", 'expr main [Stuss]\nlet becomes "Stus"\n', [STUS], []),
    ("a.weir", 'expr main <(a * b)>\nlet becomes "Stus"\n', [], ["more than words"]),
    (
        "a.tbx",
        '<tbx><termEntry><langSet xml:lang="en-GB"><tig><term>Stus</term>'
        '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig><tig><term>Stuss</term>'
        '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry></tbx>',
        [{**STUS, "languages": ["en"]}],
        [],
    ),
    ("a.csv", "wrong,right\nStuss,Stus\nx,\n", [STUS], ["a form is missing"]),
    ("a.csv", "Stuss;Stus\n", [STUS], []),
    (
        "a.tsv",
        "native\tlanguage\tkind\ten\nВасиль Стус\tuk\tperson\tVasyl Stus\n\tuk\t\t\n",
        [{"native": {"uk": "Василь Стус"}, "kind": "person", "prefer": {"en": "Vasyl Stus"}}],
        ["native form or its language"],
    ),
    (
        "kyiv.json",
        '{"category": "City", "sourceSpelling": "Київ", "correctSpelling": "Kyiv", "incorrectSpellings": ["Kiev"]}',
        [{"native": {"uk": "Київ"}, "prefer": {"en": "Kyiv"}, "wrong": [{"full": "Kiev"}]}],
        [],
    ),
    (
        "kyiv.json",
        '[{"ukr": "Київ", "eng": "Kyiv", "mistakes": []}, {"name": "Стус", "translation": "Stus"}, {"name": "x"}]',
        [
            {"native": {"uk": "Київ"}, "prefer": {"en": "Kyiv"}},
            {"native": {"uk": "Стус"}, "prefer": {"en": "Stus"}},
        ],
        ["lacks the Ukrainian or the English"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "records", "refused"), TABLE)
def test_what_a_file_becomes(
    name: str, text: str, records: list[dict[str, Any]], refused: list[str], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    imported = carry(str(path))
    assert imported.records == records
    assert len(imported.refused) == len(refused)
    for one, words in zip(imported.refused, refused, strict=True):
        assert words in one.why
    rules = tmp_path / "rules.yaml"
    rules.write_text(written(imported, name), "utf-8")
    assert not records or prove([str(rules)]).failures == ()


def test_every_tool_has_a_case(tmp_path: Path) -> None:
    kinds = {importers.guess(name, text) for name, text, *_ in TABLE}
    assert kinds == set(importers.MODULES)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yml", "rules: [{expected: x", "is not closed|is missing"),
        ("a.yml", "text", "cannot be told"),
        ("a.bin", "text", "cannot be told"),
        ("typos.toml", "extend-words = [", "not valid TOML"),
        ("cspell.json", '{"flagWords": [', "not valid JSON"),
        ("cspell.json", '["flagWords"]', "no configuration"),
        (".textlintrc.json", '{"terminology": {}}', "no rules.terminology.terms"),
        ("a.tbx", "<tbx>", "not well-formed"),
        ("a.tbx", "<!DOCTYPE t [<!ENTITY a 'b'>]><tbx/>", "declares entities"),
        ("a.csv", "\n", "empty"),
    ],
)
def test_what_is_no_rule_file_is_said(name: str, text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(ImportingError, match=said):
        carry(str(tmp_path / name))


def test_a_folder_of_entries(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"ukr": "Київ", "eng": "Kyiv"}', "utf-8")
    (tmp_path / "b.json").write_text('{"ukr": "Львів", "eng": "Lviv"}', "utf-8")
    (tmp_path / "readme.txt").write_text("nothing", "utf-8")
    assert [record["prefer"] for record in carry(str(tmp_path)).records] == [{"en": "Kyiv"}, {"en": "Lviv"}]


def test_a_folder_of_styles(onym: Any, desk: Path) -> None:
    house, vocabulary = desk / "styles" / "House", desk / "styles" / "Vocab" / "Desk"
    house.mkdir(parents=True)
    vocabulary.mkdir(parents=True)
    (house / "Names.yml").write_text("extends: substitution\nswap: {Stuss: Stus}\n", "utf-8")
    (house / "README.txt").write_text("How we write names.\n", "utf-8")
    (house / "meta.json").write_text("{}", "utf-8")
    (vocabulary / "accept.txt").write_text("Kyiv\n", "utf-8")
    ran = onym("rules", "import", "styles")
    assert (ran.code, ran.err) == (0, "")
    assert "- write: Stus\n  instead-of: [Stuss]" in ran.text
    assert "- write: Kyiv" in ran.text
    assert "How we write" not in ran.text
    for kind in ((), ("--from", "prh")):
        (desk / "nothing").mkdir(exist_ok=True)
        ran = onym("rules", "import", *kind, "nothing")
        assert (ran.code, "no rules of" in ran.err) == (2, True)
    (desk / ".textlintrc").write_text('{"rules": {"terminology": {"terms": [["Stuss", "Stus"]]}}}', "utf-8")
    assert "- write: Stus" in onym("rules", "import", ".textlintrc").text
    (desk / "cspell.json").write_text('{"words": ["Stus"]}', "utf-8")
    assert "cspell.json: there are no corrections in it" in onym("rules", "import", "cspell.json").err


def test_carried_rules_find_and_fix(onym: Any, desk: Path) -> None:
    (desk / "prh.yml").write_text(
        "rules:\n  - expected: Stus\n    pattern: /\\bStuss\\b/\n  - {expected: x, pattern: '/a(?=b+)/'}\n"
    )
    ran = onym("rules", "import", "prh.yml", "-o", "carried.yaml")
    assert ran.code == 0
    assert ran.err.startswith("prh.yml:4: not carried over: /a(?=b+)/ -> x: ")
    assert ran.text == "wrote 1 rule to carried.yaml; name it under rules in onym.yaml\n"
    assert onym("rules", "import", "prh.yml", "-o", "carried.yaml").code == 2
    (desk / "a.txt").write_text("The poet Stuss wrote.\n", "utf-8")
    assert onym("fix", "--no-packs", "--rules=carried.yaml", "a.txt").code == 0
    assert (desk / "a.txt").read_text("utf-8") == "The poet Stus wrote.\n"
    assert onym("rules", "import", "missing.yml").code == 2
    (desk / "broken.yml").write_text("rules: [{expected: x")
    ran = onym("rules", "import", "broken.yml", "prh.yml")
    assert ran.code == 2
    assert "broken.yml:1:" in ran.err
    assert "Stuss" in ran.text
