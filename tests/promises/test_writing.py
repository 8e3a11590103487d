"""Files that are written whole or not at all: text and containers, with what was found before in the cache."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import lint
from lint.checks import name_variant
from lint.run import WORTH_KEEPING

ROOT = str(Path(lint.__file__ or "").parent.parent)
KNOWN = "--select=name-variant"
NAMES = ("a.txt", "a.docx", "a.odt")


@pytest.fixture
def before(newsroom: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in newsroom.iterdir() if path.is_file()}


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def start(*arguments: object, cwd: Path | None = None) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": ROOT}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_9_a_full_disk_is_told_and_every_file_is_the_old_one(
    onym: Any, newsroom: Path, before: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    onym("check", KNOWN, *NAMES)  # so that the rules are in the cache, which is written too
    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        ran = onym("fix", KNOWN, *NAMES, "--output-format=json")
    assert ran.code == 2
    errors = {error["path"]: error["message"] for error in ran.report["errors"]}
    assert errors.keys() == set(NAMES)
    assert all("no space left" in message for message in errors.values())
    assert held(newsroom) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no small file system can be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("name", NAMES)
def test_9_a_disk_that_is_really_full(onym: Any, small_disk: Path, samples: Any, name: str) -> None:
    path = small_disk / name
    path.write_bytes(samples[name].pack(samples[name].faulty))
    (small_disk / "filler").write_bytes(b"x" * (256 * 1024 - 12 * 1024))
    with (small_disk / "rest").open("wb", buffering=0) as rest, suppress(OSError):
        while rest.write(b"x" * 512):
            pass
    old = path.read_bytes()
    ran = onym("fix", KNOWN, "--language=en", path, "--output-format=json")
    assert ran.code == 2
    assert "no space left" in ran.report["errors"][0]["message"]
    assert path.read_bytes() == old
    assert sorted(os.listdir(small_disk)) == sorted([name, "filler", "rest"])


LIMITED = """
import resource, signal, sys
from lint.__main__ import run
sys.argv = ["onym", "fix", "--select=name-variant", "--language=en", "--no-cache", *sys.argv[1:]]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200, resource.RLIM_INFINITY))
sys.exit(run())
"""


@pytest.mark.slow
def test_9_a_limit_on_the_size_of_files_leaves_the_old_ones(newsroom: Path, before: dict[str, bytes]) -> None:
    process = start("-c", LIMITED, *NAMES, cwd=newsroom)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 2, output
    assert output.count("file too large") == len(NAMES)
    assert held(newsroom) == before


KILLED = """
import os, random, signal, sys, time
from lint import run
from lint.engine import Selection
from lint.finding import Safety

folder, rounds, least = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
settings = run.Settings(
    language="en", selection=Selection(frozenset({"name-variant"})), least=Safety.SAFE, write=True, track_changes=False
)
names = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]

def held():
    found = []
    for name in names:
        with open(name, "rb") as file:
            found.append(file.read())
    return found

def restore():
    for name, data in zip(names, old):
        with open(name, "wb") as file:
            file.write(data)

runner, old = run.Runner(settings), held()

def work():
    for name in names:
        runner.read(name)

work()  # loads the rules
restore()
begun = time.process_time()
work()
lasts = time.process_time() - begun
new = held()
torn = halfway = done = 0
chance = random.Random(5)
while done < rounds or (halfway < least and done < 10 * rounds):  # a busy machine misses the work more often
    done += 1
    restore()
    child = os.fork()
    after = chance.uniform(0, lasts)
    if not child:
        signal.setitimer(signal.ITIMER_PROF, after)  # which kills it after so much of its own time, however busy all is
        work()
        os._exit(0)
    os.waitpid(child, 0)
    states = [(now == before, now == after) for now, before, after in zip(held(), old, new)]
    torn += not all(map(any, states))
    halfway += 0 < sum(done for _, done in states) < len(states)
restore()
for _ in run.outcomes([folder], settings, 1):
    pass
print(torn, halfway, held() == new and new != old, len(os.listdir(folder)) - len(names))
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_9_kills_leave_containers_old_or_new(tmp_path: Path, samples: Any) -> None:
    for number in range(4):
        for name in ("a.docx", "a.odt"):
            (tmp_path / f"{number}{name}").write_bytes(samples[name].pack(samples[name].faulty))
    process = start("-c", KILLED, tmp_path, 60, 10)
    output, _ = process.communicate(timeout=900)
    assert process.returncode == 0, output
    torn, halfway, fixed, left = output.split()
    assert (torn, fixed, left) == ("0", "True", "0")
    assert int(halfway) >= 10  # the kills fell into the work, not before or behind it


@pytest.mark.parametrize("name", NAMES)
def test_10_a_file_that_changed_meanwhile_is_not_written(
    onym: Any, newsroom: Path, samples: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    real = name_variant.check
    other = samples[name].pack(samples[name].faulty.replace("capital", "harbour"))

    def meddle(document: Any, context: Any, options: Any) -> Any:
        (newsroom / name).write_bytes(other)
        return real(document, context, options)

    monkeypatch.setattr(name_variant, "check", meddle)
    ran = onym("fix", KNOWN, name, "--output-format=json")
    assert ran.code == 2
    assert (newsroom / name).read_bytes() == other
    assert ["changed" in error["message"] for error in ran.report["errors"]] == [True]


def test_10_a_change_that_size_and_time_do_not_show_is_seen_past_the_cache(onym: Any, newsroom: Path) -> None:
    for number in range(WORTH_KEEPING):
        (newsroom / f"{number}.txt").write_text("The Senate met in Rome.\n", "utf-8")
    names = [f"{number}.txt" for number in range(WORTH_KEEPING)]
    assert onym("check", KNOWN, *names).code == 0
    status = os.stat(newsroom / "7.txt")
    (newsroom / "7.txt").write_text("Andrij Jermak in Rome.\n".ljust(status.st_size), "utf-8")
    os.utime(newsroom / "7.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert os.stat(newsroom / "7.txt").st_size == status.st_size
    assert onym("check", KNOWN, *names, "--output-format=json").found == [("Andrij Jermak", "Andriy Yermak")]
    assert onym("fix", KNOWN, *names, "--quiet").code == 0
    assert onym("check", KNOWN, *names).code == 0
    assert (newsroom / "7.txt").read_text("utf-8").startswith("Andriy Yermak")


@pytest.mark.parametrize("arguments", [("check",), ("fix",), ("fix", "--diff"), ("check", "--no-cache")])
def test_10_pipes_and_devices_of_any_suffix_are_never_opened(
    onym: Any, newsroom: Path, monkeypatch: pytest.MonkeyPatch, samples: Any, arguments: tuple[str, ...]
) -> None:
    pipes = [f"pipe{Path(name).suffix}" for name in samples]
    for name in set(pipes):
        os.mkfifo(newsroom / name)
    (newsroom / "device.docx").symlink_to("/dev/zero")
    opened: list[str] = []
    real = os.open

    def noted(path: Any, *more: Any, **keywords: Any) -> int:
        opened.append(os.path.basename(os.fspath(path)))
        return real(path, *more, **keywords)

    monkeypatch.setattr(os, "open", noted)
    ran = onym(*arguments, KNOWN, ".", *pipes, "--output-format=json")
    assert ran.code == 2
    assert {name for name in opened if name.startswith(("pipe", "device"))} == set()
    assert "a.docx" in opened
    if "--diff" not in arguments:
        assert {error["path"] for error in ran.report["errors"]} == {*pipes, "device.docx"}


def test_11_two_fixes_at_once_give_what_one_gives_with_the_cache_on(desk: Path, samples: Any) -> None:
    (desk / "onym.yaml").write_text("language: en\ntrack-changes: false\n", "utf-8")
    kept = [sample for sample in samples.values() if sample.name in (*NAMES, "a.html", "a.nitf")]
    for number in range(8):
        for sample in kept:
            (desk / f"{number}{sample.name}").write_bytes(sample.pack(sample.faulty))
    runs = [start("-m", "lint", verb, KNOWN, desk) for verb in ("fix", "check", "fix")]
    outputs = [process.communicate(timeout=120)[0] for process in runs]
    assert [process.returncode for process in (runs[0], runs[2])] == [0, 0], outputs
    for sample in kept:
        assert {(desk / f"{number}{sample.name}").read_bytes() for number in range(8)} == {sample.pack(sample.mended)}
    assert len(os.listdir(desk)) == 8 * len(kept) + 2
    final = start("-m", "lint", "check", KNOWN, desk)
    assert (final.wait(60), final.communicate()[0].startswith("All clear")) == (0, True)
