"""What a desk is promised of a fix: only wrong letters change, whole files or none, and the same at every run."""

from __future__ import annotations

import codecs
import os
import re
import shutil
import stat
import subprocess
import sys
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint import config
from lint.checks import name_variant
from lint.cli import FORMATS
from lint.compiler.rulefile import read_file
from lint.document import Span
from lint.engine import MOST_PASSES, Engine, Selection
from lint.finding import Edit, Finding, Fix, Safety

ROOT = Path(config.__file__).parent.parent
KNOWN = "--select=name-variant"
OLD = "President Volodymyr Selenskyj met Anthony Blinken in the capital.\n"
NEW = "President Volodymyr Zelensky met Antony Blinken in the capital.\n"


# How names are written into files, and what the fix makes of the letters (of "O Selenskyj" it makes Olena Zelenska).
MENDED = {
    "Selenskyj": "Zelensky",
    "**Selens**kyj": "**Zelens**ky",
    "S<b>elens</b>kyj": "Z<b>elens</b>ky",
    "Selens&#107;yj": "Zelens&#107;y",
    "Anthony": "Antony",
    "Andrij": "Andriy",
    "Jermak": "Yermak",
}
WRITTEN = re.compile("|".join(map(re.escape, sorted(MENDED, key=len, reverse=True))))
FAULTY = ["President Volodymyr Selenskyj", "Selenskyj", "Selenskyj's", "Anthony Blinken", "Andrij Jermak"]
SOUND = ["Antony\u00a0Blinken", "www.selenskyj.example/Selenskyj", "@Selenskyj", "selenskyj@example.org"]
IN_MARKDOWN = [*FAULTY, "Volodymyr **Selens**kyj", "[Volodymyr Selenskyj](/x.html)"]
SOUND_IN_MARKDOWN = [*SOUND, "`Volodymyr Selenskyj`", "[him](Selenskyj.html)", "<!-- Volodymyr Selenskyj -->"]
IN_HTML = [*FAULTY, "Volodymyr S<b>elens</b>kyj", "Volodymyr Selens&#107;yj"]
SOUND_IN_HTML = [*SOUND, "<img alt='' src='Selenskyj.jpg'>", "<!-- Volodymyr Selenskyj -->", "<code>Selenskyj</code>"]
PLANTED = {
    "txt": (FAULTY, SOUND),
    "md": (IN_MARKDOWN, SOUND_IN_MARKDOWN),
    "html": (IN_HTML, SOUND_IN_HTML),
}
FILLERS = {
    "txt": [
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\t",
        "\u2028",
        "\x85",
        "\ufeff",
        "🎉",
        "e\u0301",
        "ـ",
        " and ",
        '"',
        "”",
        "\u202e",
    ],
    "md": [
        "\n",
        "\r\n",
        "\n\n",
        "\n\n# ",
        "\n\n> ",
        "\n- ",
        " * ",
        "_",
        "`",
        "<b>",
        "</b>",
        "&amp;",
        "\\",
        "|",
        " and ",
    ],
    "html": [
        "\n",
        "\r\n",
        "<p>",
        "</p>",
        "<p lang=en>",
        "<br>",
        "&amp;",
        "&",
        "<",
        "<a title='Selenskyj'>",
        " and ",
        "🎉",
    ],
}


@lru_cache(maxsize=1)
def engine() -> Engine:
    return Engine(config.load(None), Selection(frozenset({"name-variant"})), "en")


def files(suffix: str) -> st.SearchStrategy[str]:
    """Files in which every planted name stands between two runs of whatever else may stand there but names."""
    letters = st.text(  # of these some are letters of a romanised name: Zelensʹkyj
        st.characters(exclude_characters="\0ʹʺʻʼʽʾʿˈ", exclude_categories=("Cs", "Cf", "M", "Lu", "Lt")), max_size=4
    )
    fillers = st.lists(st.sampled_from(FILLERS[suffix]) | st.just(" ") | letters, max_size=3).map("".join)
    faulty, sound = PLANTED[suffix]
    groups = st.lists(st.tuples(fillers, st.sampled_from([*faulty, *sound]), fillers), max_size=5)
    return groups.map(lambda groups: "".join(piece for group in groups for piece in group))


def forms(piece: str) -> set[str]:
    mended = MENDED.get(piece, piece)
    return {piece, mended, mended.removesuffix("ky") + "ka"} if mended.endswith("ky") else {piece, mended}


def possible(source: str) -> re.Pattern[str]:
    """Match what a fix may make of a file: each name mended or not, and everything else as it was."""
    pieces = re.split(f"({WRITTEN.pattern})", source)
    return re.compile("".join(f"(?:{'|'.join(map(re.escape, forms(piece)))})" for piece in pieces))


def mend(suffix: str, data: bytes) -> tuple[bytes, list[Any]]:
    return engine().mend(engine().read(f"copy.{suffix}", data), Safety.SAFE)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", FILLERS)
@settings(max_examples=2000, deadline=None)
@given(data=st.data())
def test_1_and_3_only_names_change_and_a_second_fix_changes_nothing(suffix: str, data: st.DataObject) -> None:
    source = data.draw(files(suffix))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    mended, left = mend(suffix, source.encode(encoding))
    assert possible(source).fullmatch(mended.decode(encoding))
    assert mend(suffix, mended) == (mended, left)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    ("suffix", "piece", "faulty"),
    [(suffix, piece, bool(kind)) for suffix in PLANTED for kind in (0, 1) for piece in PLANTED[suffix][1 - kind]],
)
def test_1_and_8_names_are_mended_and_addresses_are_not(suffix: str, piece: str, faulty: bool, encoding: str) -> None:
    bom = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    copy = "President Volodymyr Zelensky said that {} came in 2024.\r\n"
    mended, _ = mend(suffix, bom + copy.format(piece).encode(encoding))
    wanted = WRITTEN.sub(lambda match: MENDED[match[0]], piece) if faulty else piece
    assert mended == bom + copy.format(wanted).encode(encoding)


@pytest.fixture
def folder(desk: Path) -> Path:
    """A folder of faulty files, one of each format, and clean ones beside them."""
    for name, text in (
        ("a.txt", OLD),
        ("b.md", f"# Talks\n\n{OLD}"),
        ("c.html", f"<p>{OLD}</p>\n"),
        ("clean.txt", NEW),
        ("empty.txt", ""),
    ):
        (desk / name).write_text(text, "utf-8", newline="")
    return desk


def identity(path: Path) -> tuple[int, int, int, bytes]:
    status = os.stat(path)
    return status.st_ino, status.st_mtime_ns, status.st_mode, path.read_bytes()


def test_2_no_finding_no_write(onym: Any, folder: Path) -> None:
    (folder / "shown.txt").write_text("He said that Selenskyj came.\n", "utf-8")
    names = ("clean.txt", "empty.txt", "shown.txt")
    before = [identity(folder / name) for name in names]
    ran = onym("fix", KNOWN, ".")
    assert (folder / "a.txt").read_text("utf-8") == NEW
    assert ran.code == 1
    assert [identity(folder / name) for name in names] == before
    assert b"shown.txt:1:14" in ran.out


def test_2_checking_writes_nothing(onym: Any, folder: Path) -> None:
    before = {path: identity(path) for path in folder.iterdir() if path.is_file()}
    assert onym("check", KNOWN, ".").code == 1
    assert {path: identity(path) for path in folder.iterdir() if path.is_file()} == before


TERMS = """\
- {write: aim, instead-of: [goal], BOTH}
- {write: goal, instead-of: [aim], BOTH}
- {write: car park, instead-of: [parking lot]}
"""


def test_3_terms_that_undo_one_another_are_found_when_they_are_loaded(onym: Any, desk: Path) -> None:
    (desk / "terms.yaml").write_text(TERMS.replace(", BOTH", ""), "utf-8")
    (desk / "copy.txt").write_text("The goal, the aim and the parking lot.\n", "utf-8")
    ran = onym("fix", "--select=house-term", "--rules=terms.yaml", "copy.txt", "--output-format=json")
    assert ran.code == 2
    (error,) = ran.report["errors"]
    assert (error["path"], error["line"]) == ("terms.yaml", 2)
    assert error["message"].startswith("goal brings back what aim (terms.yaml:1) replaces")
    assert (desk / "copy.txt").read_text("utf-8") == "The aim, the aim and the car park.\n"


def test_3_terms_that_undo_one_another_elsewhere_are_found_before_anything_is_written(onym: Any, desk: Path) -> None:
    (desk / "terms.yaml").write_text(TERMS.replace("BOTH", "before: [of]"), "utf-8")
    (desk / "copy.txt").write_text("The goal of the parking lot.\n", "utf-8")
    (desk / "other.txt").write_text("The parking lot.\n", "utf-8")
    before = identity(desk / "copy.txt")
    ran = onym("fix", "--select=house-term", "--rules=terms.yaml", ".", "--output-format=json")
    assert ran.code == 2
    (error,) = ran.report["errors"]
    assert error["path"] == "copy.txt"
    assert "house-term (aim) and house-term (goal) undo one another" in error["message"]
    assert identity(desk / "copy.txt") == before
    assert (desk / "other.txt").read_text("utf-8") == "The car park.\n"


@pytest.mark.parametrize("passes", [1, MOST_PASSES, MOST_PASSES + 1])
def test_3_ten_passes_are_enough_and_eleven_are_too_many(
    onym: Any, desk: Path, monkeypatch: pytest.MonkeyPatch, passes: int
) -> None:
    def peel(document: Any, context: Any, options: Any) -> Any:
        if "x" in document.text:
            place = Span(document.text.index("x"), document.text.index("x") + 1)
            yield Finding("name-variant", place, "one x too many", fix=Fix("", (Edit(place, ""),), Safety.SAFE))

    monkeypatch.setattr(name_variant, "check", peel)
    peeled = passes <= MOST_PASSES
    (desk / "copy.txt").write_text("a" + "x" * passes + "b\n", "utf-8")
    assert onym("fix", KNOWN, "copy.txt").code == (0 if peeled else 2)
    assert (desk / "copy.txt").read_text("utf-8") == ("ab\n" if peeled else "a" + "x" * passes + "b\n")


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_5_git_applies_the_diff_to_the_same_bytes(onym: Any, desk: Path, encoding: str, newline: str) -> None:
    shutil.rmtree(desk / ".git")
    subprocess.run(["git", "init", "-q"], cwd=desk, check=True)
    (desk / "onym.yaml").write_text("encoding: cp1252\n" if encoding == "cp1252" else "language: en\n", "utf-8")
    lines = ["Café in Kyiv.", "", OLD.strip(), "", "Nothing.", OLD.strip()]
    (desk / "sub").mkdir()
    names = ("ends.txt", "breaks off.txt", "sub/deep.md", 'sub/"quoted".txt')
    for number, name in enumerate(names):
        text = newline.join(lines) + newline * (number % 2)
        (desk / name).write_bytes(text.encode(encoding))
    before = {name: (desk / name).read_bytes() for name in names}
    diff = onym("fix", KNOWN, "--language=en", "--diff", ".")
    assert {name: (desk / name).read_bytes() for name in names} == before
    assert onym("fix", KNOWN, "--language=en", ".").code == 0
    fixed = {name: (desk / name).read_bytes() for name in names}
    assert all(fixed[name] != before[name] for name in names)
    for name, data in before.items():
        (desk / name).write_bytes(data)
    applied = subprocess.run(["git", "apply", "-"], cwd=desk, input=diff.out, capture_output=True, check=False)
    assert applied.returncode == 0, applied.stderr
    assert {name: (desk / name).read_bytes() for name in names} == fixed


# Writing

KILLED = """
import os, random, signal, sys, time
from lint import run
from lint.engine import Selection
from lint.finding import Safety

folder, rounds, least = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
OLD, NEW = (text.encode() * 5 for text in sys.argv[4:])
settings = run.Settings(selection=Selection(frozenset({"name-variant"})), least=Safety.SAFE, write=True)
names = [os.path.join(folder, f"{number}.txt") for number in range(8)]

def fix():
    for _ in run.outcomes([folder], settings, 1):
        pass

def restore():
    for name in names:
        with open(name, "wb") as file:
            file.write(OLD)

def found():
    return {open(name, "rb").read() for name in names}

runner = run.Runner(settings)

def work():
    for name in names:
        runner.read(name)

restore()
work()  # loads the rules
restore()
start = time.process_time()
work()
lasts = time.process_time() - start
assert found() == {NEW}
torn = halfway = done = 0
random.seed(5)
while done < rounds or (halfway < least and done < 10 * rounds):  # a busy machine misses the work more often
    done += 1
    restore()
    child = os.fork()
    after = random.uniform(0, lasts)
    if not child:
        signal.setitimer(signal.ITIMER_PROF, after)  # which kills it after so much of its own time, however busy all is
        work()
        os._exit(0)
    os.waitpid(child, 0)
    torn += not found() <= {OLD, NEW}
    halfway += len(found()) == 2
restore()
fix()
print(torn, halfway, found() == {NEW}, len(os.listdir(folder)) - len(names))
"""


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_9_two_hundred_kills_leave_files_old_or_new_and_nothing_beside_them(tmp_path: Path) -> None:
    process = start("-c", KILLED, tmp_path, 200, 40, OLD, NEW)
    output, _ = process.communicate(timeout=900)
    assert process.returncode == 0, output
    torn, halfway, fixed, left = output.split()
    assert (torn, fixed, left) == ("0", "True", "0")
    assert int(halfway) >= 40  # the kills fell into the work, not before or behind it


def test_9_what_a_dead_run_left_is_removed_by_the_next_fix(onym: Any, folder: Path) -> None:
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    (folder / "sub").mkdir()
    (folder / "sub" / "clean.txt").write_text(NEW, "utf-8")
    stale = [place / f".onym-{int(dead.stdout)}-0123456789abcdef.tmp" for place in (folder, folder / "sub")]
    for path in stale:
        path.write_text(OLD, "utf-8")
    onym("check", KNOWN, ".")
    onym("fix", KNOWN, "--diff", ".")
    assert all(path.exists() for path in stale)
    ran = onym("fix", KNOWN, ".")
    assert ran.code == 0
    assert not any(path.exists() for path in stale)
    assert b".tmp" not in ran.out


def test_10_a_file_that_changed_meanwhile_is_not_written(
    onym: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, other = name_variant.check, OLD + "A line from somebody else.\n"

    def meddle(document: Any, context: Any, options: Any) -> Any:
        if document.path == "a.txt":
            (folder / "a.txt").write_text(other, "utf-8")
        return real(document, context, options)

    monkeypatch.setattr(name_variant, "check", meddle)
    ran = onym("fix", KNOWN, ".", "--output-format=json")
    assert ran.code == 2
    assert (folder / "a.txt").read_text("utf-8") == other
    assert [(error["path"], "changed" in error["message"]) for error in ran.report["errors"]] == [("a.txt", True)]
    assert NEW in (folder / "b.md").read_text("utf-8")


def test_10_links_modes_and_pipes(onym: Any, folder: Path) -> None:
    (folder / "target").write_text(OLD, "utf-8")
    (folder / "target").chmod(0o640)
    (folder / "linked.txt").symlink_to("target")
    (folder / "hard.txt").write_text(OLD, "utf-8")
    os.link(folder / "hard.txt", folder / "other name")
    os.mkfifo(folder / "pipe.txt")
    ran = onym("fix", KNOWN, ".", "--output-format=json")
    assert ran.code == 2
    assert (folder / "linked.txt").is_symlink()
    assert (folder / "target").read_text("utf-8") == NEW
    assert stat.S_IMODE(os.stat(folder / "target").st_mode) == 0o640
    assert (folder / "hard.txt").read_text("utf-8") == OLD
    errors = {error["path"]: error["message"] for error in ran.report["errors"]}
    assert errors.keys() == {"hard.txt", "pipe.txt"}
    assert "hard links" in errors["hard.txt"]
    assert "a named pipe" in errors["pipe.txt"]


def test_11_two_fixes_at_once_give_what_one_gives(desk: Path) -> None:
    for number in range(40):
        (desk / f"{number}.txt").write_text(OLD * 5, "utf-8")
    runs = [start("-m", "lint", "fix", KNOWN, desk) for _ in range(2)]
    outputs = [process.communicate(timeout=120)[0] for process in runs]
    assert [process.returncode for process in runs] == [0, 0], outputs
    assert {path.read_text("utf-8") for path in desk.glob("*.txt")} == {NEW * 5}
    assert len(list(desk.iterdir())) == 41


# Hostile input


def refused(onym: Any, desk: Path, rules: bytes) -> dict[str, Any]:
    """Return what is said of a rule file that cannot be used; the copy is linted all the same."""
    (desk / "rules.yaml").write_bytes(rules)
    (desk / "copy.txt").write_text(OLD, "utf-8")
    ran = onym("check", KNOWN, "--rules=rules.yaml", "copy.txt", "--output-format=json")
    assert ran.code == 2
    assert [text for text, _ in ran.found] == ["Selenskyj", "Anthony"]
    assert {error["path"] for error in ran.report["errors"]} == {"rules.yaml"}
    error: dict[str, Any] = ran.report["errors"][0]
    return error


@pytest.mark.parametrize(
    ("rules", "line", "column", "words"),
    [
        pytest.param(b"- " + b"[" * 200, 1, 66, "nest more than 64 deep", id="deep"),
        # Where the parser reads ahead and has a limit of its own, the place is its own as well.
        pytest.param(b"- " + b"[" * 100_000, 1, None, "nest more than 64 deep", id="deepest"),
        pytest.param(b"- " * 100_000, 1, 129, "nest more than 64 deep", id="deepest-block"),
        pytest.param(b"#" * (1 << 20) + b"\n", 1, 1, "too large", id="large"),
        pytest.param(b"- native: &a {uk: x}\n- native: *a\n", 1, 11, "'&a' marks a place", id="alias"),
        pytest.param(b"- native: {uk: x}\n  native: {ru: y}\n", 2, 3, "stands twice", id="twice"),
        pytest.param(b"- native: [uk]\n", 1, 11, "expected a mapping", id="type"),
        pytest.param(b"- {native: {en: x}, nonsense: 1}\n", 1, 21, "unknown key 'nonsense'", id="unknown"),
        pytest.param(b"- native: {uk: x\n", 1, 11, "its '}' is missing", id="open"),
        pytest.param(b"- native: {uk: \xff}\n", 1, 16, "is not UTF-8", id="bytes"),
        pytest.param("- native: {uk: Łódź}\n".encode(), 1, 1, "in its own letters", id="script"),
        pytest.param("- native: {chr: ᏣᎳᎩ}\n".encode(), 1, 1, "can never match", id="never"),
        pytest.param(b"- {write: a, instead-of: [a]}\n", 1, 1, "can never match", id="itself"),
        pytest.param(b"- {write: a, pattern: '(?=x)'}\n", 1, 1, "no RE2 pattern", id="pattern"),
        pytest.param(b"- !!python/object/apply:os.system [echo]\n", 1, 3, "is not allowed", id="code"),
    ],
)
def test_12_a_bad_rule_is_refused_with_its_place(
    onym: Any, desk: Path, rules: bytes, line: int, column: int | None, words: str
) -> None:
    error = refused(onym, desk, rules)
    assert words in error["message"]
    assert (error["line"], error["column"]) == (line, column or error["column"])


def test_12_one_bad_rule_leaves_the_others_in_force(onym: Any, desk: Path) -> None:
    (desk / "rules.yaml").write_text("- nonsense: 1\n- native: {uk: Василь Стус}\n- native: {uk: [}\n", "utf-8")
    ran = onym(
        "check",
        KNOWN,
        "--rules=rules.yaml",
        "--language=en",
        "-",
        "--output-format=json",
        stdin=b"A poem by Wassyl Stus.\n",
    )
    assert ran.code == 2
    assert ran.found == [("Wassyl", "Vasyl")]
    assert {error["line"] for error in ran.report["errors"]} == {1, 3}


@pytest.mark.parametrize("rules", [b"- " + b"[" * 100_000, b"#" * (1 << 21), b"{" * 1000, b"- a: " + b"'" * 99_999])
def test_12_a_hostile_rule_file_is_refused_within_a_tenth_of_a_second(tmp_path: Path, rules: bytes) -> None:
    (tmp_path / "rules.yaml").write_bytes(rules)
    least = min(timed(read_file, str(tmp_path / "rules.yaml")) for _ in range(3))
    assert least < 0.1


def timed(function: Any, *arguments: object) -> float:
    begun = time.process_time()
    _, problems = function(*arguments)
    assert problems
    return time.process_time() - begun


@pytest.mark.parametrize("name", ["../style.yaml", "sub/../../style.yaml", "link.yaml", "linked/style.yaml"])
def test_15_extends_cannot_leave_the_project(onym: Any, desk: Path, name: str) -> None:
    outside, project = desk / "style.yaml", desk / "project"
    (project / "sub").mkdir(parents=True)
    outside.write_text("title: outside\n", "utf-8")
    (project / "link.yaml").symlink_to(outside)
    (project / "linked").symlink_to(desk)
    (project / "copy.txt").write_text(OLD, "utf-8")
    (project / "onym.yaml").write_text(f"extends: {name}\n", "utf-8")
    ran = onym("check", KNOWN, "project", "-q")
    assert ran.code == 2
    assert f"project/onym.yaml:1:10: failed: extends: {name} lies outside the project" in ran.text


def test_15_a_run_opens_no_way_to_the_network(desk: Path) -> None:
    (desk / "a.txt").write_text(OLD, "utf-8")
    script = (
        "import sys\nfrom lint.__main__ import run\nsys.argv = ['onym', 'check', 'a.txt']\n"
        "run()\n"
        "print(sorted({'socket', 'ssl', 'urllib.request', 'http.client'} & set(sys.modules)))"
    )
    output, _ = start("-c", script).communicate(timeout=60)
    assert output.splitlines()[-1] == "[]"


HOSTILE = "\x1b]0;Titel\x07 \u202e\u200b\x9b31m ::error::x%0A::warning::y \x7f\r"
STEERING = "\x1b\x07\u202e\u200b\x9b\x7f\r"


@pytest.mark.parametrize("form", FORMATS)
def test_16_no_control_character_reaches_a_terminal_or_a_workflow(onym: Any, desk: Path, form: str) -> None:
    name = "\x1b[2J\n::error::\u202e.txt"
    (desk / name).write_text(f"{HOSTILE}President Volodymyr Selenskyj {HOSTILE} came.\n", "utf-8")
    (desk / f"b{name}").write_bytes(b"\xff")
    ran = onym("check", KNOWN, "--language=en", ".", "--output-format", form)
    assert ran.code == 2
    written = ran.text + ran.err
    assert "Selenskyj" in written
    assert [character for character in STEERING if character in written] == []
    commands = [line for line in written.splitlines() if line.startswith("::")]
    assert len(commands) == (2 if form == "github" else 0)


def on_terminal(*arguments: object) -> str:
    """Return what a command writes to a terminal."""
    terminal, output = os.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    command = [sys.executable, "-m", "lint", *map(str, arguments)]
    process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.DEVNULL)
    os.close(output)
    written = bytearray()
    with suppress(OSError):  # a terminal that nobody writes to any more
        while chunk := os.read(terminal, 4096):
            written += chunk
    os.close(terminal)
    process.wait(60)
    return written.decode().replace("\r\n", "\n")


def test_16_a_diff_cannot_steer_a_terminal_or_a_workflow(onym: Any, desk: Path) -> None:
    (desk / "a.txt").write_text(f"{HOSTILE}\nPresident Volodymyr Selenskyj {HOSTILE} came.\n", "utf-8", newline="")
    arguments = ("fix", KNOWN, "--language=en", "--diff", "a.txt")
    for shown in (onym(*arguments).text, on_terminal(*arguments)):  # what a log shows, and a terminal
        assert "+President Volodymyr Zelensky " in shown
        assert [character for character in STEERING if character in shown] == []
        assert not [line for line in shown.splitlines() if line.lstrip().startswith("::")]
    assert "\x1b[1;31m" in on_terminal("check", KNOWN, "--language=en", "a.txt")
