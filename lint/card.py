"""A name's card: how every language writes it, what else is right there and why, in each case, and who writes what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint import config
from lint.engine import Engine
from lint.known.house import Form
from lint.names.acceptance import accept
from lint.names.headword import Name, Standing, is_latin, written
from lint.names.paradigms import Cell, inflect
from lint.names.romanisation import romanise
from lint.typed import Any

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "et", "lv", "lt", "pl", "cs", "sk", "sl",
             "hr", "hu", "tr", "ro")  # fmt: skip

_STANDING = {
    Standing.LISTED: "a form the rule lists",
    Standing.ACCEPTED: "a form the rule accepts",
    Standing.WRONG: "a known mistake",
    Standing.SLIP: "a letter off",
    Standing.DERIVED: "another usual spelling",
}

# The cases that an editor meets oftenest, in the order in which grammars give them.
_CASES = {
    "poss": "possessive", "gen": "genitive", "dat": "dative", "acc": "accusative", "ins": "instrumental",
    "loc": "locative", "part": "partitive", "iness": "inessive", "elat": "elative", "illat": "illative",
    "allat": "allative", "ine": "inessive", "all": "allative", "com": "comitative", "del": "delative",
}  # fmt: skip
_MOST_CASES = 5


def card(subject: str, language: str) -> str | None:
    """Return the card of a name, found by its id or by any of its spellings in copy of a language; None if unknown."""
    engine = Engine(config.load(config.find(".")), language=language)
    name = next((name for catalogue in engine.packs.catalogues for name in catalogue.names if name.id == subject), None)
    spelling: list[str] = []
    if name is None:
        found = engine.context(engine.read("card.txt", subject.encode())).mentions
        if not found:
            return None
        name = found[0].name
        spelling = _reasons(found[0].words)
    forms = {language: form for language in LANGUAGES if (form := engine.house.form(name, language))}
    sections = {
        "In its own script": [f"{tongue:<4} {form}" for tongue, form in name.native.items()],
        "In print": _printed(forms),
        "In every orthography": _orthographies(engine, name),
        "Who writes what": _users(engine, name),
        "In other cases": _inflected(engine, name, forms),
    }
    lines = [f"{name.id} ({name.kind})", *(f"  {reason}" for reason in spelling)]
    for title, rows in sections.items():
        if rows:
            lines += ["", title, *(f"  {row}" for row in rows)]
    return "\n".join(line.rstrip() for line in lines)


def audit(languages: tuple[str, ...], files: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield a row for every name: id, native form, and the form each language prints, for reading.

    A form that no rule pins down is in brackets: it is what the language's orthography makes of the native form.
    """
    engine = Engine(config.load(None)._replace(rules=files))
    yield "id", "native", *languages
    for catalogue in engine.packs.catalogues[: 1 if files else None]:
        for name in catalogue.names:
            forms = (engine.house.form(name, language) for language in languages)
            printed = ("" if form is None else form.text if form.pinned else f"[{form.text}]" for form in forms)
            yield name.id, name.native[name.language], *printed


def _reasons(words: Iterable[Any]) -> list[str]:
    reasons = (f"“{word.variant.form}”: {word.variant.reason or _STANDING[word.variant.standing]}" for word in words)
    return list(dict.fromkeys(reasons))


def _printed(forms: dict[str, Form]) -> list[str]:
    """Return each form with the languages that print it for the same reason."""
    users: dict[tuple[str, str], list[str]] = {}
    for language, form in forms.items():
        users.setdefault((form.text, form.reason), []).append(language)
    width = max((len(text) for text, _ in users), default=0)
    return [f"{' '.join(languages):<3}  {text:<{width}}  {reason}" for (text, reason), languages in users.items()]


def _orthographies(engine: Engine, name: Name) -> list[str]:
    """Return each spelling that the columns of the name's table make, with the titles of those that make it."""
    table, native = engine.packs.system(name.language), name.spoken.get(name.language)
    if table is None or native is None or table["loose"]:
        return []
    makers: dict[str, list[str]] = {}
    for column, title in zip(table["columns"], table["titles"], strict=True):
        short = title.removesuffix(" transcription").removesuffix(" transliteration")
        makers.setdefault(romanise(native, table, column), []).append(short)
    width = max(map(len, makers))
    return [f"{form:<{width}}  {', '.join(titles)}" for form, titles in makers.items()]


def _users(engine: Engine, name: Name) -> list[str]:
    """Return each Latin form that the rule lists: whose press prints it, who accepts it, and how far from a system."""
    printing: dict[str, dict[Standing, list[str]]] = {}
    for language, form, standing in written(name.record):
        if is_latin(form) and standing is not Standing.WRONG:
            printing.setdefault(form, {}).setdefault(standing, []).append(language or "")
    rows: list[tuple[str, str, str]] = []
    for form, users in printing.items():
        said = [", ".join(users.get(Standing.LISTED, ()))]
        if Standing.ACCEPTED in users:
            said.append(f"right too in {', '.join(users[Standing.ACCEPTED])}")
        rows.append((form, "; ".join(filter(None, said)), _distance(engine, name, form)))
    if len(rows) == 1 and rows[0][0] == name.native[name.language]:
        return []  # its own form, and nobody else's
    widths = [max((len(row[place]) for row in rows), default=0) for place in (0, 1)]
    return [f"{form:<{widths[0]}}  {users:<{widths[1]}}  {distance}" for form, users, distance in rows]


def _distance(engine: Engine, name: Name, form: str) -> str:
    """Say which system a form is of, and what it costs where it is not quite that (1 for each letter group)."""
    table, native = engine.packs.system(name.language), name.spoken.get(name.language)
    found = accept(form, native, table) if table is not None and native is not None else None
    if found is None:
        return ""
    return f"{found.reason}, cost {found.cost:g}" if found.cost else found.reason


def _inflected(engine: Engine, name: Name, forms: dict[str, Form]) -> list[str]:
    """Return the commonest cases of a surname or of a name of one word, by language."""
    rows: list[str] = []
    for language, form in forms.items():
        table = engine.packs.inflection(language)
        if table is None or len(form.parts.family) != 1:
            continue
        given = form.parts.given[0] if form.parts.given else ""
        cases: dict[str, list[str]] = {}
        for case in _CASES:
            found = _in_case(form.parts.family[0], given, Cell(case, "sg", "any", name.kind), table)
            if found:
                cases.setdefault(found, []).append(_CASES[case])
        cells = [f"{' and '.join(names)} {found}" for found, names in cases.items()][:_MOST_CASES]
        if cells:
            rows.append(f"{language:<4} {', '.join(cells)}")
    return rows


def _in_case(word: str, given: str, cell: Cell, table: Any) -> str:
    """Inflect a word as of a man and, where the given name can be a woman's, as of a woman too; "" if nothing changes.

    A given name can be a woman's if women's paradigms change it.
    """
    genders = ["m"] if given else ["any"]
    if given and inflect(given, cell._replace(gender="f"), table) not in (None, given):
        genders.append("f")
    found = [inflect(word, cell._replace(gender=gender), table) for gender in genders]
    return " or ".join(dict.fromkeys(form for form in found if form)) if set(found) - {word, None} else ""
