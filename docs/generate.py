"""Write a page for every check and the manual page of the command line; with --check only say whether one is stale."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import manual
import yaml

from lint import checks

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "checks"
SHOWN = 8  # cases of each sort on a page; all of them stand in the test file


def page(check: str) -> str:
    """Return the page of one check."""
    summary, _, body = (checks.named(check).__doc__ or "").strip().partition("\n")
    cases = yaml.safe_load((ROOT / "tests" / "checks" / f"{check}.yaml").read_text("utf-8"))
    faulty = [case for case in cases if not case.get("clean") and "shown" not in case.get("tags", ())]
    clean = [case for case in cases if case.get("clean")]
    lines = [f"# {check}", "", summary, body.rstrip(), "", "## Example", ""]
    for case in faulty[:SHOWN]:
        lines += [f"**{case['name']}**", "", *_block(case["text"])]
        if case.get("fixed", case["text"]) != case["text"]:
            lines += ["becomes", "", *_block(case["fixed"])]
        else:
            lines += ["is shown to a person, and nothing is changed.", ""]
    lines += ["## Left alone", "", "Nothing is found in these:", ""]
    for case in clean[:SHOWN]:
        lines += [f"**{case['name']}**", "", *_block(case["text"])]
    lines += [f"All cases: [tests/checks/{check}.yaml](../../tests/checks/{check}.yaml)", ""]
    return "\n".join(lines)


def _block(text: str) -> list[str]:
    return ["```text", *text.rstrip("\n").split("\n"), "```", ""]


def pages() -> dict[Path, str]:
    """Return every page that should stand there."""
    found: dict[Path, str] = {PAGES / f"{check}.md": page(check) for check in checks.IDS}
    index = ["# The checks", "", "| check | what it finds |", "| --- | --- |"]
    for check in checks.IDS:
        summary = (checks.named(check).__doc__ or "").strip().partition("\n")[0]
        index.append(f"| [{check}]({check}.md) | {summary} |")
    found[PAGES / "README.md"] = "\n".join([*index, ""])
    found[PAGES.parent / "onym.1"] = manual.page()
    return found


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them with what stands there."""
    stale: list[Any] = []
    for path, text in pages().items():
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(path.relative_to(ROOT))
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    for name in stale:
        print(f"{'stale' if '--check' in arguments else 'wrote'}: {name}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
