"""Input that means harm: rules, XML and zip bombs, patterns, files of one line, and whatever no reader expects."""

from __future__ import annotations

import gc
import itertools
import math
import os
import re
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import lint
from lint import config, formats
from lint.compiler.rulefile import read_file
from lint.document import Document
from lint.engine import Engine
from lint.formats import FormatError
from lint.packs import Packs
from lint.terms import Terms

ROOT = str(Path(lint.__file__ or "").parent.parent)
KNOWN = "--select=name-variant"
GOOD = "President Volodymyr Selenskyj came.\n"


TWICE = 2.2 * 1.25  # what twice the size may cost, and a quarter for noise


def process_time(function: Callable[[], Any]) -> float:
    """Measure a call as the command makes it: without the collector, which would walk all that other tests hold."""
    gc.disable()
    try:
        begun = time.process_time()
        function()
        return time.process_time() - begun
    finally:
        gc.enable()


def growth(half: Callable[[], float], whole: Callable[[], float]) -> float:
    """Return how many times as much a call takes as one of half its size: a noisy machine is asked up to four times."""
    found = math.inf
    for _ in range(4):
        found = min(found, whole() / half())
        if found <= TWICE:
            break
    return found


# Rules

SOUP = ["- ", "native: ", "{", "}", "[", "]", ":", ",", "&a ", "*a", "!!x ", "|\n", ">-\n", "'", '"', "#", "\n", "  "]
SOUP += ["%YAML 1.1\n", "---\n", "...\n", "<<: ", "? ", "\t", "uk", "Київ", "\x00", "\ufeff", "\u2028", "1e999", "~"]


@settings(
    max_examples=300 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(st.lists(st.sampled_from(SOUP), max_size=60).map("".join))
@example("- " * 10_000)
@example("? " * 10_000)
@example("a: " * 5_000)
@example("{a: " * 63 + "}" * 63)
def test_12_any_rule_file_is_read_or_refused_within_a_tenth_of_a_second(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "soup.yaml"
    path.write_text(text, "utf-8")
    assert any(process_time(lambda: read_file(str(path))) < 0.1 for _ in range(4))


# Bombs

LOL = "<!DOCTYPE {0} [<!ENTITY a 'Selenskyj'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in itertools.pairwise("abcdefghij")
)
BOMBS = {
    "entities": (LOL + "]><{0}>&j;</{0}>", "entit"),
    "quadratic": ("<!DOCTYPE {0} [<!ENTITY a '" + "x" * 50_000 + "'>]><{0}>" + "&a;" * 20_000 + "</{0}>", "entit"),
    "a file from outside": ("<!DOCTYPE {0} [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><{0}>&a;</{0}>", "entit"),
    "a page from outside": ("<!DOCTYPE {0} [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/'> %a;]><{0}/>", "entit"),
    "depth": ("<{0}>" + "<b>" * 100_000 + "</b>" * 100_000 + "</{0}>", "deep|inside one another|nest"),
    "no end": ("<{0}>" + "<b>" * 100_000, "deep|inside one another|nest"),
}
ROOTS = {
    "xml": "story", "nitf": "nitf", "newsml": "newsItem", "rss": "rss", "atom": "feed", "xlf": "xliff", "tmx": "tmx",
}  # fmt: skip


@pytest.mark.parametrize("kind", BOMBS)
def test_13_an_xml_bomb_costs_one_file(onym: Any, desk: Path, kind: str) -> None:
    form, words = BOMBS[kind]
    for suffix, root in ROOTS.items():
        (desk / f"bomb.{suffix}").write_text(form.replace("{0}", root), "utf-8")
    refused_beside_the_good(onym, desk, words)


def refused_beside_the_good(onym: Any, desk: Path, words: str) -> None:
    """Check a folder of bombs, and one good file among them."""
    bombs = {path.name: path.read_bytes() for path in desk.glob("bomb.*")}
    (desk / "copy.txt").write_text(GOOD, "utf-8")
    for command in ("check", "fix"):
        begun = time.process_time()
        ran = onym(command, KNOWN, "--language=en", ".", "--output-format=json")
        assert time.process_time() - begun < 20
        assert ran.code == 2
        errors = {error["path"]: error["message"] for error in ran.report["errors"]}
        assert sorted(error["path"] for error in ran.report["errors"]) == sorted(bombs)  # each once
        for message in errors.values():
            assert "onym itself failed" not in message
            assert any(word in message for word in words.split("|")), message
        if command == "check":
            assert ran.found == [("Selenskyj", "Zelensky")]
    assert "Zelensky" in (desk / "copy.txt").read_text("utf-8")
    assert {name: (desk / name).read_bytes() for name in bombs} == bombs


def zip_of(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def lying() -> bytes:
    """A member of a hundred million bytes whose entry says that it has five."""
    data = bytearray(zip_of({"word/document.xml": b"\0" * 10**8}))
    for mark, field in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<L", data, data.index(mark) + field, 5)
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(zip_of({"word/document.xml": b"<a>copy</a>" * 999}))
    struct.pack_into("<L", data, 14, 1)
    struct.pack_into("<L", data, data.index(b"PK\1\2") + 16, 1)
    return bytes(data)


ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a member too large": (lambda: zip_of({"content.xml": b"\0" * (65 << 20)}), "unpack to more"),
    "all too large": (lambda: zip_of({f"{n}.xml": b"\0" * (60 << 20) for n in range(5)}), "more than"),
    "a size that lies": (lying, "no sound zip"),
    "a wrong checksum": (damaged, "no sound zip"),
    "a path upwards": (lambda: zip_of({"../../content.xml": b"<a/>"}), "leads out"),
    "an absolute path": (lambda: zip_of({"/word/document.xml": b"<a/>"}), "leads out"),
}


@pytest.mark.parametrize("kind", ZIPS)
def test_13_a_zip_bomb_costs_one_file(onym: Any, desk: Path, kind: str) -> None:
    make, words = ZIPS[kind]
    for suffix in ("docx", "odt"):
        (desk / f"bomb.{suffix}").write_bytes(make())
    refused_beside_the_good(onym, desk, words)


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
@pytest.mark.parametrize("kind", BOMBS)
def test_13_a_bomb_inside_a_container_costs_one_file(onym: Any, desk: Path, samples: Any, name: str, kind: str) -> None:
    form, words = BOMBS[kind]
    root = "w:document" if name == "a.docx" else "office:document-content"
    bomb = desk / f"bomb{Path(name).suffix}"
    bomb.write_bytes(samples[name].pack(form.replace("{0}", root)))
    refused_beside_the_good(onym, desk, f"{words}|document type")


# Patterns

ATOMS = ["a", ".", "[ab]", "(?:a|a)", "(?:a|aa)", "(?:a?)", "(?i:A)", r"\w", "(?:a|b|ab)", "[^b]", r"\pL", "(?:.a)"]
REPEATS = ["*", "+", "{1,30}", "*?", "{0,9}", "{9}"]
ENDS = ["b", "$", r"\b", "c+$", "(?:x|y)", ".{9}!"]
ADVERSARIAL = [f"(?:{one}{first}){second}{end}" for one, first, second, end in
               itertools.product(ATOMS, REPEATS, REPEATS, ENDS)]  # fmt: skip
LETTERS = "a" * 100_000 + "!"


def slow_ones(patterns: list[str], folder: Path) -> tuple[int, dict[str, float]]:
    """Return how many patterns a rule file may have, and which of them take long in a hundred thousand letters."""
    rules = [{"id": f"p{n}", "write": "x", "pattern": pattern} for n, pattern in enumerate(patterns)]
    (folder / "rules.yaml").write_text(yaml.safe_dump(rules), "utf-8")
    packs = Packs((str(folder / "rules.yaml"),), None, use_shipped=False)
    assert all("pattern" in fault.message for fault in packs.broken)
    terms, slow = Terms(packs), {}
    document = Document("a.txt", LETTERS, (), None)
    context = Engine(config.load(None), language="en", use_packs=False).context(document)
    patterns_of = list(terms._patterns)
    for pattern, term in patterns_of:
        assert type(pattern).__module__.startswith("re2")
        if pattern.fullmatch(""):
            continue  # a match at each letter: what takes time is to look at a hundred thousand of them
        terms._patterns = [(pattern, term)]
        taken = min(process_time(lambda: list(terms.matches(LETTERS, context))) for _ in range(2))
        if taken >= 0.1:
            slow[pattern.pattern] = taken
    return len(patterns_of), slow


def test_14_adversarial_patterns_take_less_than_a_tenth_of_a_second(tmp_path: Path) -> None:
    used, slow = slow_ones(ADVERSARIAL[:: len(ADVERSARIAL) // 60], tmp_path)
    assert used > 50
    assert slow == {}


@pytest.mark.slow
def test_14_a_thousand_of_them_do(tmp_path: Path) -> None:
    used, slow = slow_ones(ADVERSARIAL[::2], tmp_path)
    assert used > 1000
    assert slow == {}


@pytest.mark.parametrize(
    "pattern", [r"(?:\pL{1,30}){9}", "(?:(?:.{1,99}){1,9}){1,30}", "(?=a)b", r"(a)\1", "(?<!a)b", "("]
)
def test_14_what_re2_cannot_do_fast_is_refused_without_a_word_of_its_own(
    onym: Any, desk: Path, capfd: pytest.CaptureFixture[str], pattern: str
) -> None:
    (desk / "rules.yaml").write_text(yaml.safe_dump([{"write": "x", "pattern": pattern}]), "utf-8")
    (desk / "copy.txt").write_text(GOOD, "utf-8")
    ran = onym("check", KNOWN, "--language=en", "--rules=rules.yaml", "copy.txt", "--output-format=json")
    assert (ran.code, ran.found) == (2, [("Selenskyj", "Zelensky")])
    assert "no RE2 pattern" in ran.report["errors"][0]["message"]
    assert capfd.readouterr() == ("", "")


# What a configuration may reach


@pytest.mark.parametrize("said", ["extends: ../style.yaml", "overrides: [{paths: ['*'], extends: ../style.yaml}]"])
def test_15_extends_cannot_leave_the_project_from_an_override_either(onym: Any, desk: Path, said: str) -> None:
    (desk / "style.yaml").write_text("title: outside\n", "utf-8")
    (desk / "project").mkdir()
    (desk / "project" / "copy.txt").write_text(GOOD, "utf-8")
    (desk / "project" / "onym.yaml").write_text(said + "\n", "utf-8")
    ran = onym("check", KNOWN, "project", "-q")
    assert ran.code == 2
    assert "lies outside the project" in ran.text


@pytest.mark.parametrize("text", ["!!python/object/apply:os.system [touch made]", "rules: !!python/name:os.system x"])
def test_15_a_configuration_runs_no_code(onym: Any, desk: Path, text: str) -> None:
    (desk / "onym.yaml").write_text(text + "\n", "utf-8")
    (desk / "copy.txt").write_text(GOOD, "utf-8")
    ran = onym("check", KNOWN, ".", "-q")
    assert ran.code == 2
    assert "is not allowed" in ran.text
    assert not (desk / "made").exists()


NETWORK = """
import sys
from lint.__main__ import run
sys.argv = ["onym", "check", "--language=en", "-j1", *sys.argv[1:]]
run()
print(sorted({"socket", "ssl", "urllib.request", "http.client"} & set(sys.modules)))
"""


def test_15_no_format_opens_a_way_to_the_network(newsroom: Path, samples: Any) -> None:
    output = subprocess.run(
        [sys.executable, "-c", NETWORK, *samples], cwd=newsroom, env={**os.environ, "PYTHONPATH": ROOT},
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert output.stdout.splitlines()[-1] == "[]"


# Size

ONE_LINE = """
import re, sys, time
from lint.__main__ import run
begun = time.process_time()
sys.argv = ["onym", "check", "--language=en", "--statistics", "-j1", sys.argv[1]]
code = run()
sys.stdout.flush()
seconds = time.process_time() - begun
print(code, seconds, re.search("VmHWM: *(.*) kB", open("/proc/self/status").read())[1])
"""
SENTENCES = (
    "President Volodymyr Zelensky met the ministers of {0} countries in the capital, and said that talks would go on. "
    "The bank of {0} towns raised its rate to {0} per cent after a vote on Friday, which nobody had expected. "
)


ABOUT = {  # what stands about the copy of a file whose copy is one line
    "txt": ("", ""),
    "po": ('msgid "x"\nmsgstr "', '"\n'),
}


def one_line(path: Path, size: int) -> tuple[int, float, float]:
    """Check a file of one line; return the exit code, seconds of the processor, and the most memory in megabytes."""
    head, tail = ABOUT[path.suffix[1:]]
    sentences, length, number = [], 0, 0
    while length < size:
        sentences.append(SENTENCES.format(number))
        length, number = length + len(sentences[-1]), number + 1
    copy = "".join(sentences)[: size - 40] + "and Volodymyr Selenskyj came."
    path.write_text(f"{head}{copy}{tail}", "utf-8")
    return checked(path)


def checked(path: Path) -> tuple[int, float, float]:
    """Check a file in a process of its own; return the exit code, its seconds, and the most memory in megabytes."""
    ran = subprocess.run(
        [sys.executable, "-c", ONE_LINE, path], env={**os.environ, "PYTHONPATH": ROOT}, capture_output=True, text=True,
        timeout=600, check=True,
    )  # fmt: skip
    assert "name-variant" in ran.stdout
    code, seconds, kilobytes = ran.stdout.splitlines()[-1].split()
    return int(code), float(seconds), float(kilobytes) / 1024


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="needs what the system tells of a process")
@pytest.mark.parametrize("suffix", ABOUT)
def test_18_one_long_line_costs_twice_as_much_when_it_is_twice_as_long(tmp_path: Path, suffix: str) -> None:
    """A tenth of the promised hundred megabytes in a tenth of the time; noise of the machine is allowed for."""
    path = tmp_path / f"a.{suffix}"
    start = min(one_line(path, 1_000)[1] for _ in range(2))  # the first may compile the rules

    def seconds(size: int) -> float:
        code, taken, megabytes = one_line(path, size)
        assert code == 1
        assert taken - start <= 60 / 10
        assert megabytes <= 1_500 / 10 + 200
        return taken - start

    assert growth(lambda: seconds(5_000_000), lambda: seconds(10_000_000)) <= TWICE


@pytest.mark.slow
def test_18_long_copy_of_any_format_costs_twice_as_much_when_it_is_twice_as_long(sample: Any) -> None:
    engine = Engine(config.load(None), language="en")

    def seconds(times: int) -> float:
        copy = "".join(map(SENTENCES.format, range(times)))
        raw = sample.pack(sample.faulty.replace(" met ", f" met {copy} ", 1))
        return process_time(lambda: engine.lint(engine.read(sample.name, raw)))

    seconds(2)  # loads the rules
    assert growth(lambda: seconds(2_600), lambda: seconds(5_200)) <= TWICE


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="needs what the system tells of a process")
def test_18_long_plain_text_is_held_in_memory_few_times(tmp_path: Path) -> None:
    """A piece of it, what is found out about a piece, and the words met of late; neither its bytes nor its text."""
    words = re.findall(r"\w+", SENTENCES)
    paragraphs = (
        " ".join(words[(number * (place + 7) * 31 + place * place) % len(words)] for place in range(40))
        for number in range(100_000)
    )
    (tmp_path / "a.txt").write_text("“Volodymyr Selenskyj came.”", "utf-8")
    (tmp_path / "b.txt").write_text("”\n\n“".join(paragraphs) + "Volodymyr Selenskyj came.", "utf-8")
    megabytes = (tmp_path / "b.txt").stat().st_size / 1e6
    assert megabytes > 18
    little, much = (checked(tmp_path / name) for name in ("a.txt", "b.txt"))
    assert much[2] <= little[2] + 60


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["po", "tmx"])
def test_18_twice_as_many_segments_cost_twice_as_much(suffix: str) -> None:
    engine = Engine(config.load(None), language="en")

    def seconds(number: int) -> float:
        document = engine.read(f"a.{suffix}", translated(suffix, number).encode())
        assert len(document.segments) == number
        return process_time(lambda: engine.lint(document))

    seconds(50)  # loads the rules
    assert growth(lambda: seconds(3_000), lambda: seconds(6_000)) <= TWICE


def translated(suffix: str, number: int) -> str:
    """Return a translation of so many segments."""
    copies = map(SENTENCES.format, range(number))
    if suffix == "po":
        return "".join(f'msgid "x {place}"\nmsgstr "{copy}"\n\n' for place, copy in enumerate(copies))
    unit = "<tu><tuv xml:lang='uk'><seg>x</seg></tuv><tuv xml:lang='en'><seg>{}</seg></tuv></tu>\n"
    return f"<tmx><header srclang='uk'/><body>{''.join(map(unit.format, copies))}</body></tmx>"


# Readers


@pytest.mark.slow
@settings(
    max_examples=150 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_19_a_damaged_file_of_any_format_is_read_or_refused(sample: Any, data: st.DataObject) -> None:
    """Stretches of a whole file are taken out, doubled, exchanged and overwritten."""
    raw = sample.pack(sample.faulty)
    for _ in range(data.draw(st.integers(1, 4))):
        first, second = sorted(data.draw(st.tuples(*[st.integers(0, len(raw))] * 2)))
        new = data.draw(st.binary(max_size=6) | st.sampled_from([b"", raw[first:second] * 2, b"<", b"&", b'"', b"\0"]))
        raw = raw[:first] + new + raw[second:]
    module = formats.named(sample.name)
    try:
        document = module.read(sample.name, raw)
    except FormatError:
        return
    assert module.write(document, []) == raw
    assert all(0 <= start < end <= len(document.text) for (start, end), _, _ in document.regions)
    module.places(document, [region.span for region in document.regions])


@settings(
    max_examples=100 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(raw=st.binary(max_size=200))
def test_19_any_bytes_are_read_or_refused_by_every_reader(raw: bytes) -> None:
    for suffix in formats.MODULES:
        module = formats.named(f"a{suffix}")
        try:
            document = module.read(f"a{suffix}", raw)
        except FormatError:
            continue
        assert module.write(document, []) == raw


@pytest.mark.parametrize("opened", ["<b>", "[", '{"a":', "(", "> ", "- ", "<div>", "{\\", "<v ", "((", '"', "&amp;"])
def test_19_nothing_nests_deep_enough_to_break_down(opened: str) -> None:
    for suffix in formats.MODULES:
        for head in ("", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "<a>", '{"a":"', "1\n00:00:01,000 --> 00:00:02,000\n"):
            with suppress(FormatError):
                formats.named(f"a{suffix}").read(f"a{suffix}", (head + opened * 5_000).encode())
