"""A name's card: how every language writes it, what else is right there, and why."""

from __future__ import annotations

from collections.abc import Iterator

from lint import config
from lint.engine import Engine
from lint.names.headword import Name, Standing

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "tr", "ro", "hr")


def card(subject: str, language: str) -> str | None:
    """Return the card of a name, found by its id or by any of its spellings in copy of a language; None if unknown."""
    engine = Engine(config.load(config.find(".")), language=language)
    name = next((name for catalogue in engine.packs.catalogues for name in catalogue.names if name.id == subject), None)
    spelling = ""
    if name is None:
        found = engine.context(engine.read("card.txt", subject.encode())).mentions
        if not found:
            return None
        name = found[0].name
        reasons = dict.fromkeys(
            f"“{word.variant.form}”: {word.variant.reason or _STANDING[word.variant.standing]}"
            for word in found[0].words
        )
        spelling = "\n" + "\n".join(f"  {reason}" for reason in reasons)
    head = f"{name.id} ({name.kind})"
    native = "\n".join(f"  {tongue:<4} {form}" for tongue, form in name.native.items())
    return "\n".join([head + spelling, "", "In its own script", native, "", "In print", *_printed(engine, name)])


_STANDING = {
    Standing.LISTED: "a form the rule lists",
    Standing.ACCEPTED: "a form the rule accepts",
    Standing.WRONG: "a known mistake",
    Standing.SLIP: "a letter off",
}


def audit(languages: tuple[str, ...], files: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield a row for every name: id, native form, and the form each language prints, for reading.

    A form that no rule pins down is in brackets: it is what the language's orthography makes of the native form.
    """
    engine = Engine(config.load(None)._replace(rules=files))
    yield "id", "native", *languages
    for catalogue in engine.packs.catalogues[: 1 if files else None]:
        for name in catalogue.names:
            forms = (engine.house.form(name, language) for language in languages)
            written = ("" if form is None else form.text if form.pinned else f"[{form.text}]" for form in forms)
            yield name.id, name.native[name.language], *written


def _printed(engine: Engine, name: Name) -> Iterator[str]:
    for language in LANGUAGES:
        form = engine.house.form(name, language)
        if form is None:
            continue
        listed = name.record.get("accept", {}).get(language, ())
        also = f"; also {', '.join(listed)}" if listed else ""
        yield f"  {language:<4} {form.text:<28} {form.reason}{also}"
