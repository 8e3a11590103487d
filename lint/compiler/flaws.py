"""Why a rule can never match, or not as it is meant: in words for whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from unicodedata import category

from lint.compiler.completion import READ_ALOUD
from lint.languages import SCRIPTS
from lint.names.headword import Standing, headword, is_latin, written
from lint.names.script import script_of, scripts, to_script
from lint.packs import Packs
from lint.typed import Any

# Bytes that RE2 may use for the steps of a pattern: some 40,000, which take less than a tenth of a second in 100,000
# letters; repeats of repeats of \p{L} come to more.
_MOST_OF_A_PATTERN = 1 << 20

_OPENING, _CLOSING = {"Pi", "Ps"}, {"Pi", "Pf"}  # categories of Unicode: German opens with „ and closes with “

_MOST_READERS = 3  # languages that are named where the one that was meant is not certain


def name_faults(record: Mapping[str, Any], packs: Packs) -> Iterator[str]:
    """Yield why a name can never match, or never as it is meant."""
    for language, form in record["native"].items():
        table = packs.system(language)
        if table is None or language in record["spoken"] or table["script"] in READ_ALOUD:
            continue
        script, own = _script(form), SCRIPTS.get(table["script"], table["script"])
        if script == "Latin":
            yield (
                f"native {language}: write {form!r} in its own letters ({own}), so that its spellings can be derived;"
                " if the name is of another language, say which"
            )
        elif script != own:
            meant = _readers(form, language, packs)
            yield f"native {language} is written in {own} letters, and {form!r} in {script} ones{meant}"
    forms = {
        f"{key} {language}": form for key in ("native", "prefer") for language, form in record.get(key, {}).items()
    }
    yield from _mixed(forms, packs)
    quoted = list(_quoted(forms))
    yield from quoted
    if not quoted and not record["spoken"] and not any(is_latin(form) for _, form, _ in written(record)):
        language = next(iter(record["native"]))
        yield (
            f"this rule can never match: no romanisation table reads its native {language} form"
            f"{_readers(record['native'][language], language, packs)}; if that is its language, write the Latin form"
            " under prefer, as in prefer: {en: ...}"
        )
    name = headword(0, record)
    for wrong in record.get("wrong", ()):
        if not wrong:
            yield "wrong: an entry is empty; give given, family or full"
        if name.whole and ("given" in wrong or "family" in wrong):
            yield "wrong: given and family hold for persons with the given name first; use full"
        for role in ("given", "family"):
            good = (form for _, form, standing in written(record) if standing is not Standing.WRONG)
            right = {word.casefold() for form in good for word in getattr(name.parts(form), role)}
            if role in wrong and wrong[role].casefold() in right:
                yield f"wrong {role} {wrong[role]!r} can never match: it is a right form of this name"


def _readers(form: str, said: str, packs: Packs) -> str:
    """Name some languages whose tables read a form that is said to be of another; none for one in Latin letters."""
    letters = set(filter(str.isalpha, form.lower()))
    tables = {language: packs.system(language) for language in sorted(packs.system_languages)}
    read = [language for language, table in tables.items() if table and letters <= set(table["letters"])]
    if not read or script_of(form) == "Latn":
        return ""
    named = sorted(read, key=lambda language: not said.startswith(language))[:_MOST_READERS]
    return f" (did you mean {' or '.join(named)}{', or another' if len(read) > len(named) else ''}?)"


def _mixed(forms: Mapping[str, str], packs: Packs) -> Iterator[str]:
    """Yield which of the forms that a rule gives have letters of two scripts that look alike in one word."""
    for where, form in forms.items():
        for word in form.split():
            own = script_of(word)
            strange = dict.fromkeys(letter for letter in word if scripts(letter) - {own})
            if strange and to_script(word, own, packs.confusables) is not None:
                odd = ", ".join(f"“{letter}” (U+{ord(letter):04X}, {_script(letter)})" for letter in strange)
                yield f"{where}: “{word}” is {_script(word)} but for {odd}, which only looks so: type it anew"


def _quoted(forms: Mapping[str, str]) -> Iterator[str]:
    """Yield which forms stand in the quotation marks of print, which YAML takes for letters."""
    for where, form in forms.items():
        if category(form[0]) in _OPENING and category(form[-1]) in _CLOSING:
            yield f"{where}: the marks around {form} are no quotes of YAML: write straight ones, or none"


def _script(text: str) -> str:
    """Return what editors call the script of a text."""
    return SCRIPTS.get(script_of(text), script_of(text))


def term_faults(record: Mapping[str, Any], packs: Packs) -> Iterator[str]:
    """Yield why a term can never match, or never as it is meant."""
    forms = [record["write"]] if isinstance(record["write"], str) else list(record["write"].values())
    yield from _mixed({"write": " ".join(forms)}, packs)
    if record["kind"] == "acronym":
        if any(part in record for part in ("instead-of", "pattern", "before", "after")):
            yield "an acronym is judged by its case alone; for instead-of, pattern, before or after write kind: term"
        elif all(form.islower() for form in forms):
            yield (
                f"this rule can never match: {forms[0]!r} has no capital letter to judge; say what it replaces,"
                " with instead-of"
            )
        elif any(" " in form for form in forms):
            yield "an acronym is one word; write kind: term with instead-of for more words"
        return
    if not record.get("instead-of") and "pattern" not in record:
        yield "this rule can never match: say what the term replaces, with instead-of or pattern"
    for form in record.get("instead-of", ()):
        if form in forms and isinstance(record["write"], str):
            yield f"this rule can never match: it replaces {form!r} with itself"
        if form in record.get("not", ()):
            yield f"this rule can never match: {form!r} stands under not too"
    if "pattern" in record:
        import re2

        options = re2.Options()
        options.max_mem, options.log_errors = _MOST_OF_A_PATTERN, False
        try:
            re2.compile(record["pattern"], options)
        except re2.error as error:
            reason = error.args[0] if error.args else error
            reason = reason.decode() if isinstance(reason, bytes) else reason
            yield f"pattern is no RE2 pattern ({reason}); for look-ahead and look-behind use before and after"
