"""Scripts and languages: which script letters belong to, which letters only look alike, which language copy is in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp, log

from lint.typed import Any, NamedTuple

NO_SCRIPT = "Zyyy"

_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "HANGUL": "Hang",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva",
}
_WORD = re.compile(r"[^\W\d_]+")
_ASCII = re.compile(r"[\x00-\x7f]+")
_CUTS = bytes(code if code > 127 or chr(code).isalpha() else 32 for code in range(256))
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_OPENING, _SAMPLE = 4000, 1000
# So many characters are enough where they make an answer this certain.
_GLANCE, _CLEAR = 600, 0.999

_APOSTROPHES = frozenset("'’ʼ")
_STRAIGHT = {ord(mark): "'" for mark in "’ʼ"}

# All scores are natural logarithms of likelihood ratios. The word of rank r has a share of about .08 / (r + 2.7) of
# running text (Zipf's law as Mandelbrot shifted it); a word that a language does not list has the floor as its share.
_ZIPF, _SHIFT, _FLOOR = 0.08, 2.7, 0.00006
# Measured on the Declaration of Human Rights: copy of a listed language scores .6 to 1.5 a word, any other up to .5.
_UNLISTED = 0.5
# A language without a word list is rarer in the copy of a desk that uses this program, by a factor of exp(4).
_RARER = 4.0
# A letter of few languages speaks for them, a letter that a language has not, against it; a dozen of each are enough.
_OWN_LETTER, _FOREIGN_LETTER, _MOST_LETTERS = 0.4, -2.0, 12
# What the best language must be ahead by, and how fast certainty grows with that: .22 at 1, .71 at 5, .95 at 12.
_LEAST, _SCALE = 1.0, 4.0


class Detected(NamedTuple):
    """The language of a piece of copy (BCP 47) and how sure that is, 0 to 1."""

    language: str
    certainty: float


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script that most letters of a text (of a long one, of samples) belong to.

    Han characters beside kana are Japanese (``Jpan``), alone they are ``Hani``. ``Zyyy`` means no letters, or letters
    of a script not told apart here.
    """
    return _dominant(_sample(text))


def scripts(token: str) -> frozenset[str]:
    """Return the ISO 15924 codes of all scripts whose letters stand in a token."""
    return frozenset(filter(None, map(_script, token)))


def is_latin(text: str) -> bool:
    """Say whether most letters of a text are Latin, or it has none."""
    script = script_of(text)
    return script == "Latn" or (script == NO_SCRIPT and not any(map(str.isalpha, text)))


def to_script(token: str, script: str, lookalikes: Mapping[str, Mapping[str, str]]) -> str | None:
    """Spell a token in one script by putting look-alikes in the place of all letters of other scripts.

    ``lookalikes`` comes of ``compile_lookalikes``. None where a letter has no look-alike in that script.
    """
    table = lookalikes.get(script, {})
    letters = [letter if _script(letter) in (script, "") else table.get(letter) for letter in token]
    return None if None in letters else "".join(filter(None, letters))


def compile_lookalikes(raw: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Compile ``confusables.yaml`` to {target script: {letter of another script: its look-alike}}, plain data."""
    table: dict[str, dict[str, str]] = {}
    for pair in raw["pairs"].split():
        for letter, other in (pair, reversed(pair)):
            table.setdefault(_script(other), {}).setdefault(letter, other)
    return table


def compile_words(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Compile one language's word list to plain data that ``marshal`` can write.

    ``function`` keeps its order, most frequent word first; ``common`` takes in the function words and, as ``calendar``,
    is in lower case; ``titles``, ``territories`` and ``demonyms`` stand as they are written in copy.
    """
    function = tuple(raw["function"].split())
    territories = (name.strip() for name in raw.get("territories", "").split(";"))
    return {
        "language": raw["language"],
        "function": function,
        "letters": raw.get("letters", "").replace(" ", ""),
        "titles": frozenset(raw.get("titles", ())),
        "calendar": _with_apostrophes(raw.get("calendar", "").split()),
        "territories": frozenset(filter(None, territories)),
        "demonyms": frozenset(raw.get("demonyms", "").split()).union(raw.get("peoples", "").split()),
        "common": _with_apostrophes(function, raw["common"].split()),
    }


def compile_detector(
    words: Iterable[Mapping[str, Any]], strangers: Mapping[str, Mapping[str, str]] | None = None
) -> dict[str, Any]:
    """Compile the function words and letters of the compiled word lists to what ``detect`` reads, plain data.

    ``strangers`` are the languages of ``strangers.yaml``, which are known only so that nothing is taken for them.
    """
    entries = {str(entry["language"]): (entry["function"], entry["letters"]) for entry in words}
    others = {language: entry for language, entry in (strangers or {}).items() if language not in entries}
    entries |= {language: (entry["function"].split(), entry["letters"]) for language, entry in others.items()}
    alphabets: dict[str, dict[str, frozenset[str]]] = {}
    shares: dict[str, dict[str, float]] = {}
    for language, (function, letters) in sorted(entries.items()):
        alphabets.setdefault(_dominant(" ".join(function)), {})[language] = frozenset(letters) - {" "}
        for rank, word in enumerate(function, 1):
            shares.setdefault(word, {})[language] = log(_ZIPF / (rank + _SHIFT) / _FLOOR)
    return {
        "words": shares,
        "alphabets": alphabets,
        "letters": {script: _letter_scores(table) for script, table in alphabets.items()},
        "priors": {
            script: {language: -_RARER if language in others else 0.0 for language in table}
            for script, table in alphabets.items()
        },
        "strangers": frozenset(others),
    }


def detect(text: str, tables: Mapping[str, Any], candidates: Collection[str] | None = None) -> Detected | None:
    """Say which language copy is in, by its script, its function words and its letters.

    ``tables`` comes of ``compile_detector``; ``candidates`` limits the answer to these languages. None where the text
    has too little evidence, or reads rather like a language that has no word list. Naive Bayes over ranked function
    words; repeated words count less each time, and a language nobody knows is one more candidate.
    """
    if len(text) > _GLANCE:
        # Plain copy is told by a glance; what stands in two languages is read more closely.
        found = _detected(_sample(text, _GLANCE // 2, _GLANCE // 4), tables, candidates)
        if found and found.certainty >= _CLEAR:
            return found
    return _detected(_sample(text), tables, candidates)


def _detected(sample: str, tables: Mapping[str, Any], candidates: Collection[str] | None) -> Detected | None:
    if not sample.isascii():
        # Lower case of İ would be two characters, of which the second is no letter.
        sample = unicodedata.normalize("NFC", sample).replace("İ", "i")
    script = _dominant(sample)
    words = _words(sample.lower())  # of any case, since a capital tells a name
    scores: dict[str, float] = dict(tables["priors"].get(script, ()))
    if candidates is not None:
        scores = {language: prior for language, prior in scores.items() if language in candidates}
    if not scores or not words:
        return None
    total = 0.0
    shares = tables["words"]
    for word, count in Counter(words).items():
        weight = 1 + log(count) if count > 1 else 1.0
        total += weight
        if word in shares:
            for language, score in shares[word].items():
                if language in scores:
                    scores[language] += score * weight
    if not sample.isascii():
        _weigh_letters(_words(sample), script, scores, tables)
    best, language = max(zip(scores.values(), scores, strict=True))
    del scores[language]
    unlisted = _UNLISTED * total
    if best - unlisted < _LEAST:
        unlisted = min(unlisted, _UNLISTED * _without_names(sample))
    margin = best - max(unlisted, *scores.values(), *([] if scores else [0.0]))
    if margin < _LEAST or language in tables["strangers"]:
        return None
    return Detected(language, round(1 - exp(-margin / _SCALE), 3))


def _without_names(sample: str) -> float:
    """Weigh the words of a sample, those with a capital a third: the names in a list of results tell little.

    Copy in capitals throughout tells no names.
    """
    words = _words(sample)
    plain = [word for word in words if word[0].islower()]
    return _weight(plain) + _weight([word for word in words if not word[0].islower()]) / (3 if plain else 1)


def _weight(words: Iterable[str]) -> float:
    return sum(1 + log(count) for count in Counter(words).values())


def _words(text: str) -> list[str]:
    """Return the runs of letters of a text in any order: cut in ASCII at the speed of C, and what is left again."""
    found = text.encode("utf-8", "surrogatepass").translate(_CUTS).decode("utf-8", "surrogatepass").split()
    if text.isascii():
        return found
    odd = [word for word in found if not word.isalpha()]
    return [word for word in found if word.isalpha()] + _WORD.findall(" ".join(odd))


def _weigh_letters(tokens: Sequence[str], script: str, scores: dict[str, float], tables: Mapping[str, Any]) -> None:
    """Add to the scores of languages what the letters of their alphabets say."""
    alphabets = tables["alphabets"][script]
    # Names carry letters of other languages, so that capitalised words tell of letters only where nothing else does.
    telling = [token for token in tokens if not token.isascii()]  # a to z are in every alphabet of a script
    plain = [token for token in telling if token[0].islower()]
    if not plain and not any(token[0].islower() for token in tokens):
        plain = [token.lower() for token in telling]
    rare = tables["letters"][script]
    for letter, count in Counter("".join(plain)).items():
        if letter > "z" and _script(letter) == script:
            own = rare.get(letter)
            for language in scores:
                if letter not in alphabets[language]:
                    scores[language] += _FOREIGN_LETTER * min(count, _MOST_LETTERS)
                elif own:
                    scores[language] += own * min(count, _MOST_LETTERS)


def _with_apostrophes(*lists: Iterable[str]) -> frozenset[str]:
    """Return words with each of the apostrophes that copy may spell them with."""
    words = {word for entries in lists for word in entries}
    marked = [word.translate(_STRAIGHT) for word in words if _APOSTROPHES & set(word)]
    return frozenset(words.union(word.replace("'", mark) for word in marked for mark in _APOSTROPHES))


def _letter_scores(alphabets: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """Score each letter of a script by how few of its languages write it; a letter of all of them scores nothing."""
    owners = Counter(letter for letters in alphabets.values() for letter in letters)
    return {letter: _OWN_LETTER * log(len(alphabets) / count) for letter, count in owners.items()}


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """Return the script of a character: empty where it has none, ``Zyyy`` where it is a letter of no script above.

    A modifier letter (ʼ in пʼять) has none, it stands in words of any script.
    """
    if not letter.isalpha() or unicodedata.category(letter) == "Lm":
        return ""
    name = unicodedata.name(letter, "").removeprefix("FULLWIDTH ").removeprefix("HALFWIDTH ")
    return _SCRIPTS.get(name.partition(" ")[0], NO_SCRIPT)


def _dominant(sample: str) -> str:
    """Return the script of most letters of a sample."""
    if sample.isascii():
        return "Latn" if _WORD.search(sample) else NO_SCRIPT
    counts: Counter[str] = Counter()
    for letter, count in Counter(_ASCII.sub("", sample)).items():
        counts[_script(letter)] += count
    counts["Latn"] += len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    del counts[""]
    if 0 < counts["Hani"] <= counts["Jpan"] * 10:
        counts["Jpan"] += counts.pop("Hani")
    return max(counts, key=lambda script: (counts[script], script)) if counts.total() else NO_SCRIPT


def _sample(text: str, opening: int = _OPENING, size: int = _SAMPLE) -> str:
    """Return a text that is short, and the opening, a middle and an end of a long one."""
    if len(text) <= opening + 2 * size:
        return text
    middle = (opening + len(text) - size) // 2
    return f"{text[:opening]} {text[middle : middle + size]} {text[-size:]}"
