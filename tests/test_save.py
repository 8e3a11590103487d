"""Saving: whatever cuts it short, a file is the old one or the new one, and nothing is left beside it."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import lint
from lint import save
from lint.save import ReadError, SaveError

OLD = "старий текст\r\n".encode() * 1000
NEW = "новий текст\r\n".encode() * 1000
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(lint.__file__ or save.__file__)))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "copy.txt"
    path.write_bytes(OLD)
    return path


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a script in a process of its own."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def result(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    return output.strip()


def test_the_new_bytes_are_written_and_nothing_else(copy: Path) -> None:
    save.save(str(copy), OLD, NEW)
    assert copy.read_bytes() == NEW == save.read(str(copy))
    assert os.listdir(copy.parent) == ["copy.txt"]


def test_no_change_writes_nothing(copy: Path) -> None:
    before = os.stat(copy)
    save.save(str(copy), OLD, OLD)
    after = os.stat(copy)
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_relative_path(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy.parent)
    save.save("copy.txt", OLD, b"")
    assert copy.read_bytes() == b""


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o750, 0o664, 0o222 | 0o444])
def test_the_mode_is_kept(copy: Path, mode: int) -> None:
    copy.chmod(mode)
    save.save(str(copy), OLD, NEW)
    assert stat.S_IMODE(os.stat(copy).st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_is_kept(copy: Path) -> None:
    os.chown(copy, 12, 34)
    save.save(str(copy), OLD, NEW)
    assert (os.stat(copy).st_uid, os.stat(copy).st_gid) == (12, 34)


def test_an_owner_that_cannot_be_kept_loses_the_set_user_id_bit(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status = list(os.stat(copy))
    status[stat.ST_MODE], status[stat.ST_UID] = 0o104755, status[stat.ST_UID] + 1

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", refuse)
    save._copy_attributes(str(copy), os.stat_result(status), str(copy))
    assert stat.S_IMODE(os.stat(copy).st_mode) == 0o755


def test_extended_attributes_are_kept(copy: Path) -> None:
    try:
        os.setxattr(copy, "user.desk", b"foreign")
    except (AttributeError, OSError):
        pytest.skip("this file system keeps no extended attributes")
    save.save(str(copy), OLD, NEW)
    assert os.getxattr(copy, "user.desk") == b"foreign"


def test_a_symbolic_link_stays_and_its_target_is_written(copy: Path) -> None:
    (copy.parent / "elsewhere").mkdir()
    first, second = copy.parent / "elsewhere" / "first", copy.parent / "second"
    first.symlink_to("../copy.txt")
    second.symlink_to(first)
    save.save(str(second), OLD, NEW)
    assert copy.read_bytes() == NEW
    assert (os.readlink(first), os.readlink(second)) == ("../copy.txt", str(first))
    assert sorted(os.listdir(copy.parent)) == ["copy.txt", "elsewhere", "second"]
    assert os.listdir(copy.parent / "elsewhere") == ["first"]


def test_hard_links_are_refused_unless_they_are_allowed(copy: Path) -> None:
    other = copy.parent / "other"
    other.hardlink_to(copy)
    with pytest.raises(SaveError, match="2 names"):
        save.save(str(copy), OLD, NEW)
    assert copy.read_bytes() == OLD
    save.save(str(copy), OLD, NEW, hard_links=True)
    assert (copy.read_bytes(), other.read_bytes()) == (NEW, OLD)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()
        os.chdir(path.parent)  # the path of a socket may not be long
        try:
            server.bind(path.name)
        finally:
            os.chdir(here)


def make_link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (Path.mkdir, "a directory"),
        (make_pipe, "a named pipe"),
        (make_socket, "a socket"),
        (make_link_to_device, "a device"),
    ],
)
def test_what_is_no_regular_file_is_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None], kind: str
) -> None:
    path = tmp_path / "thing"
    make(path)
    opened: list[object] = []
    monkeypatch.setattr(os, "open", lambda path, *_: opened.append(path))
    with pytest.raises(ReadError, match=kind):
        save.read(str(path))
    with pytest.raises(SaveError, match=kind):
        save.save(str(path), OLD, NEW)
    assert opened == []


def test_a_pipe_that_takes_the_place_of_a_file_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    monkeypatch.setattr(os, "stat", lambda *_: os.lstat(__file__))
    with pytest.raises(ReadError, match="a named pipe"):
        save.read(str(pipe))


@pytest.mark.parametrize("name", ["missing", "dangling", "circle", "nul\0nul", "lone\ud800", "copy.txt/inside"])
def test_paths_that_lead_nowhere(copy: Path, name: str) -> None:
    with suppress(ValueError, OSError):
        (copy.parent / "dangling").symlink_to("nowhere")
        (copy.parent / "circle").symlink_to("circle")
    path = os.path.join(copy.parent, name)
    with pytest.raises(ReadError, match="cannot be read: "):
        save.read(path)
    with pytest.raises(SaveError, match="cannot be written and is as it was: "):
        save.save(path, OLD, NEW)


def test_a_limit(copy: Path) -> None:
    assert save.read(str(copy), limit=len(OLD)) == OLD
    with pytest.raises(ReadError, match="too large"):
        save.read(str(copy), limit=len(OLD) - 1)


def test_a_read_only_file_is_refused(copy: Path) -> None:
    copy.chmod(0o444)
    with pytest.raises(SaveError, match="read-only"):
        save.save(str(copy), OLD, NEW)
    assert copy.read_bytes() == OLD


def test_a_file_that_changed_meanwhile_is_left_alone(copy: Path) -> None:
    copy.write_bytes(OLD + b"a late correction")
    with pytest.raises(SaveError, match="changed after it was read"):
        save.save(str(copy), OLD, NEW)
    assert copy.read_bytes() == OLD + b"a late correction"
    assert os.listdir(copy.parent) == ["copy.txt"]


def test_a_file_that_changes_while_it_is_saved_is_left_alone(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = os.fsync

    def change_first(file: int) -> None:
        sync(file)
        copy.write_bytes(b"a late correction")

    monkeypatch.setattr(os, "fsync", change_first)
    with pytest.raises(SaveError, match="changed after it was read"):
        save.save(str(copy), OLD, NEW)
    assert copy.read_bytes() == b"a late correction"


def test_what_another_run_has_already_written_is_no_error(copy: Path) -> None:
    copy.write_bytes(NEW)
    before = os.stat(copy)
    save.save(str(copy), OLD, NEW)
    assert os.stat(copy).st_ino == before.st_ino
    assert os.listdir(copy.parent) == ["copy.txt"]


@pytest.mark.parametrize("call", ["open", "write", "fsync", "chmod", "replace", "read", "fstat"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_system_call_that_fails_leaves_the_old_file(
    copy: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(SaveError, match=os.strerror(number).lower()):
            save.save(str(copy), OLD, NEW)
    assert copy.read_bytes() == OLD
    assert os.listdir(copy.parent) == ["copy.txt"]


def test_a_short_write_is_continued(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:1000]))
    save.save(str(copy), OLD, NEW)
    assert copy.read_bytes() == NEW


def test_an_interrupt_leaves_the_old_file(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save.save(str(copy), OLD, NEW)
    assert copy.read_bytes() == OLD
    assert os.listdir(copy.parent) == ["copy.txt"]


def test_a_directory_that_cannot_be_synced_is_no_failure(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = os.fsync

    def files_only(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(errno.EINVAL, "not here")
        sync(file)

    monkeypatch.setattr(os, "fsync", files_only)
    save.save(str(copy), OLD, NEW)
    assert copy.read_bytes() == NEW


@pytest.mark.slow
def test_a_file_size_limit_leaves_the_old_file(copy: Path) -> None:
    script = """
import resource, sys
from lint import save
old = open(sys.argv[1], "rb").read()
resource.setrlimit(resource.RLIMIT_FSIZE, (len(old) // 3, resource.RLIM_INFINITY))
try:
    save.save(sys.argv[1], old, old[::-1])
except save.SaveError as error:
    print(error.message)
"""
    assert "file too large" in result(run(script, copy))
    assert copy.read_bytes() == OLD
    assert os.listdir(copy.parent) == ["copy.txt"]


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


def test_a_full_disk_leaves_the_old_file(small_disk: Path) -> None:
    path = small_disk / "copy.txt"
    old = b"x" * 180_000
    path.write_bytes(old)
    with pytest.raises(SaveError, match="no space left"):
        save.save(str(path), old, b"y" * 180_000)
    assert path.read_bytes() == old
    assert os.listdir(small_disk) == ["copy.txt"]


@pytest.mark.slow
def test_two_hundred_kills_tear_no_file(tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_bytes(b"a" * 400_000)
    script = """
import os, random, signal, sys, time
from lint import save
path, directory = sys.argv[1], os.path.dirname(sys.argv[1])
texts = [b"a" * 400_000, b"b" * 300_000]
chance = random.Random(1)
torn = stale = unswept = 0
for _ in range(200):
    pid = os.fork()
    if not pid:
        now = texts.index(save.read(path))
        while True:
            save.save(path, texts[now], texts[1 - now])
            now = 1 - now
    time.sleep(chance.uniform(0.001, 0.01))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with open(path, "rb") as file:
        torn += file.read() not in texts
    stale += len(os.listdir(directory)) > 1
    save.sweep(directory)
    unswept += os.listdir(directory) != [os.path.basename(path)]
print(torn, unswept, stale > 0)
"""
    assert result(run(script, path)) == "0 0 True"


WRITER = """
import os, sys, time
from lint import save
directory, ready, others, mark = sys.argv[1:]
paths = [os.path.join(directory, name) for name in sorted(os.listdir(directory))]
olds = [save.read(path) for path in paths]
open(ready, "w").close()
while not os.path.exists(others):
    time.sleep(0.001)
saved = 0
for path, old in zip(paths, olds):
    try:
        save.save(path, old, old.upper() + mark.encode())
        saved += 1
    except save.SaveError as error:
        assert "changed after it was read" in error.message, error.message
print(saved)
"""


def two_runs(tmp_path: Path, first: str, second: str) -> tuple[int, int, set[bytes]]:
    """Let two runs write one tree of 100 files; return how many each saved, and what the files then hold."""
    tree = tmp_path / "tree"
    tree.mkdir()
    for number in range(100):
        (tree / f"{number:02}.txt").write_bytes(b"copy")
    ready = [tmp_path / "one", tmp_path / "two"]
    runs = [run(WRITER, tree, ready[0], ready[1], first), run(WRITER, tree, ready[1], ready[0], second)]
    saved = [int(result(process)) for process in runs]
    assert len(os.listdir(tree)) == 100
    return saved[0], saved[1], {path.read_bytes() for path in tree.iterdir()}


@pytest.mark.slow
def test_two_runs_that_agree_give_what_one_gives(tmp_path: Path) -> None:
    assert two_runs(tmp_path, "", "") == (100, 100, {b"COPY"})


@pytest.mark.slow
def test_of_two_runs_that_differ_one_writes_each_file(tmp_path: Path) -> None:
    first, second, found = two_runs(tmp_path, "1", "2")
    assert first + second == 100
    assert found <= {b"COPY1", b"COPY2"}


def test_a_file_that_another_program_keeps_locked_is_left_alone(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save, "_LOCK_SECONDS", 0.02)
    with open(copy) as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(SaveError, match="another program has locked the file"):
            save.save(str(copy), OLD, NEW)
    save.save(str(copy), OLD, NEW)
    assert copy.read_bytes() == NEW


def test_the_lock_follows_a_file_that_was_replaced(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = copy.parent / "other"
    other.write_bytes(OLD)
    lock = save._lock
    monkeypatch.setattr(save, "_LOCK_SECONDS", 0.02)
    with open(other) as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        def replace_first(file: int) -> bool | None:
            if other.exists():
                other.replace(copy)
            return lock(file)

        monkeypatch.setattr(save, "_lock", replace_first)
        with pytest.raises(SaveError, match="another program has locked the file"):
            save.save(str(copy), OLD, NEW)
    assert copy.read_bytes() == OLD


def test_without_locks_a_file_is_saved_all_the_same(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    save.save(str(copy), OLD, NEW)
    monkeypatch.setattr(save, "fcntl", None)
    save.save(str(copy), NEW, OLD)
    assert copy.read_bytes() == OLD
    assert os.listdir(copy.parent) == ["copy.txt"]


@pytest.fixture
def dead() -> int:
    """Return the id of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def temporary(directory: Path, pid: int, age: float = 0) -> str:
    name = f"{save.TEMPORARY_PREFIX}{pid}-{'0' * 15}{len(os.listdir(directory)):x}.tmp"
    (directory / name).write_bytes(b"half a te")
    os.utime(directory / name, (time.time() - age, time.time() - age))
    return name


def test_sweeping_removes_what_dead_runs_left(tmp_path: Path, dead: int) -> None:
    temporary(tmp_path, dead)
    temporary(tmp_path, 9_999_999_999)
    temporary(tmp_path, os.getpid(), age=120)
    save.sweep(str(tmp_path))
    assert os.listdir(tmp_path) == []


def test_sweeping_keeps_what_lives_and_what_is_not_ours(tmp_path: Path, dead: int) -> None:
    kept = [temporary(tmp_path, os.getpid())]
    for name in (f".onym-{dead}.tmp", f".onym-{dead}-xyz.tmp", f"onym-{dead}-{'0' * 16}.tmp", ".onym.yaml"):
        (tmp_path / name).touch()
        kept.append(name)
    link = f".onym-{dead}-{'a' * 16}.tmp"
    (tmp_path / link).symlink_to(tmp_path / ".onym.yaml")
    folder = f".onym-{dead}-{'b' * 16}.tmp"
    (tmp_path / folder).mkdir()
    pipe = f".onym-{dead}-{'c' * 16}.tmp"
    os.mkfifo(tmp_path / pipe)
    locked = temporary(tmp_path, dead, age=120)
    with open(tmp_path / locked) as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        save.sweep(str(tmp_path))
    assert sorted(os.listdir(tmp_path)) == sorted([*kept, link, folder, pipe, locked])


def test_sweeping_while_a_file_is_saved_does_no_harm(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace: Any = os.replace

    def sweep_first(source: str, target: str) -> None:
        os.utime(source, (0, 0))
        save.sweep(str(copy.parent))
        replace(source, target)

    monkeypatch.setattr(os, "replace", sweep_first)
    save.save(str(copy), OLD, NEW)
    assert copy.read_bytes() == NEW


def test_sweeping_a_directory_that_is_not_there() -> None:
    save.sweep("/nowhere/at/all")


# A file that may be new


@pytest.mark.parametrize("old", [None, b"", b"old" * 9999])
def test_a_file_is_put_there_whole(tmp_path: Path, old: bytes | None) -> None:
    path = tmp_path / "report"
    if old is not None:
        path.write_bytes(old)
        path.chmod(0o640)
    save.put(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["report"]
    if old is None:
        other = tmp_path / "other"
        other.touch()
        assert path.stat().st_mode == other.stat().st_mode
    else:
        assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["missing/report", "folder", "a\0b"])
def test_a_file_that_cannot_be_put_there_leaves_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(SaveError):
        save.put(str(tmp_path / name), b"new")
    assert os.listdir(tmp_path) == ["folder"]
