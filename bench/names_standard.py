"""Whether the first answer is the standard form: the label that a language of the copy has for a name.

A label that follows no standard is left out, by a rule that needs no eye:

* it copies English: it is not what the table writes, but a word of the English label or the English standard form;
* it is personal or established: the column does not write it, even with one second choice and its marks left out
  (Botirov for Батыров, Lydia for Лидия, and what was copied from German or Czech into another language).

The second half of the rule asks the table that is measured, so that a fault of it may hide there: `--left-out` lists
these labels to be read. The last figure, of all labels unlike the English one, asks no table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.names_data import OWN, SLAVIC, Label, labels, tables
from bench.names_rivals import marked, spellers
from lint.names.acceptance import fold, lattice, match, prepare
from lint.names.romanisation import romanise

ALPHABETS = (*SLAVIC, "sr", "mk", "kk", "ky", "mn", "el", "ka", "hy")
# Stress, which the native form does not show, sets the accents of these languages: they do not count.
_STRESSED = ("es", "pt")


def standard(data: Path, misses: bool, left_out: bool) -> None:
    """Print both views of the standard form: all labels, and those that follow a standard."""
    found = list(labels(data, ALPHABETS))
    persons = [label for label in found if label.kind == "person" and label.language in SLAVIC]
    _print("standard form, persons of uk ru be bg", persons, misses, left_out)
    _print(
        "standard form, persons of the other alphabets",
        [one for one in found if one.kind == "person" and one.language not in SLAVIC],
        misses,
        left_out,
    )
    _print("standard form, places", [one for one in found if one.kind == "place"], misses, left_out)


def _print(title: str, found: Sequence[Label], misses: bool, left_out: bool) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for label in found:
        here = counts[label.target]
        reason = _reason(label)
        right = _same(label.standard, label.label, label.target)
        tools = {tool for tool, forms in marked(label.native, label.language).items() if _written(label, forms)}
        here.update(["all", *(["right"] if right else ())])
        if label.target != "en" and label.label not in label.english:
            here.update(["unlike", *(["right unlike"] if right else ())])
        here.update([f"all {tool}" for tool in (tools and [*tools, "union"])])
        if reason:
            here[reason] += 1
        else:
            here["following"] += 1
            here.update([f"{tool}" for tool in (tools and [*tools, "union"])])
        if (left_out and reason) or (misses and not right and not reason):
            what = f"left out ({reason})" if reason else "miss"
            print(f"  {what}: {label.language} {label.target} {label.native}: {label.label}, ours {label.standard}")
    print(
        f"{title}: all labels | that follow a standard | left out: copies of English, personal or established "
        "| all labels unlike the English one"
    )
    names = [*spellers(), "union"]
    for target, here in sorted(counts.items(), key=lambda item: -item[1]["all"]):
        right_of_following = here["right"] / max(1, here["following"])
        rivals = " ".join(f"{name} {here[name] / max(1, here['following']):.2f}" for name in names)
        best = here["all union"] / here["all"]
        print(
            f"  {target}: {here['right'] / here['all']:.3f} of {here['all']} (union {best:.3f})"
            f" | {right_of_following:.3f} of {here['following']} ({rivals})"
            f" | {here['copies English']}, {here['personal or established']}"
            f" | {here['right unlike'] / max(1, here['unlike']):.3f} of {here['unlike']}"
        )


def _reason(label: Label) -> str:
    """Say why a label follows no standard; empty if it does."""
    table = tables()[label.language]
    if _same(label.standard, label.label, label.target):
        return ""
    english = romanise(label.native, table, "en")
    if label.target != "en" and (label.label in label.english or prepare(label.label) == prepare(english)):
        return "copies English"
    taken = match(label.label, lattice(label.native, table, aside=True), (label.target,))
    own = taken is not None and taken.system == label.target and taken.cost <= OWN
    return "" if own else "personal or established"


def _written(label: Label, forms: frozenset[str]) -> bool:
    return any(_same(form, label.label, label.target) for form in forms)


def _same(spelt: str, word: str, target: str) -> bool:
    if target in _STRESSED:
        return fold(prepare(spelt)) == fold(prepare(word))
    return prepare(spelt) == prepare(word)
