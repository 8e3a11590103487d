"""Files read and written safely: whoever looks, and whenever the power fails, a file is the old one or the new one."""

from __future__ import annotations

import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from lint.lazy import pattern
from lint.typed import BinaryIO

try:
    import fcntl
except ImportError:  # Windows has no flock
    fcntl = None  # type: ignore[assignment]

TEMPORARY_PREFIX = ".onym-"
_TEMPORARY = pattern(re.escape(TEMPORARY_PREFIX) + r"(\d{1,10})-[0-9a-f]{16}\.tmp")
_LOCK_SECONDS = 10.0
_STALE_SECONDS = 60.0
_CHUNK = 1 << 16
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_KINDS = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class ReadError(Exception):
    """The file cannot be read: ``message`` says why and does not name the file."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class SaveError(Exception):
    """The file was not written and is as it was: ``message`` says why and does not name the file."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class _IrregularError(Exception):
    """A directory, a pipe or the like stands where a regular file should."""


def read(path: str, limit: int | None = None) -> bytes:
    """Return the bytes of a regular file of at most ``limit`` bytes; raises ReadError.

    A directory, pipe, socket or device is never opened: opening some of them waits for ever or has effects.
    """
    try:
        status, data = _read_regular(path, limit)
    except _IrregularError as error:
        raise ReadError(str(error)) from None
    except (OSError, ValueError) as error:
        raise ReadError(f"the file cannot be read: {_plain(error)}") from None
    if limit is not None and len(data) > limit:
        size = max(status.st_size, len(data))
        raise ReadError(f"the file is too large: {size:,} bytes, and {limit:,} are allowed")
    return data


def head(path: str, size: int) -> bytes:
    """Return how a regular file begins: its first ``size`` bytes, or all if it has fewer; raises ReadError."""
    try:
        return _read_regular(path, size)[1][:size]
    except _IrregularError as error:
        raise ReadError(str(error)) from None
    except (OSError, ValueError) as error:
        raise ReadError(f"the file cannot be read: {_plain(error)}") from None


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """Open a regular file, to be read a part at a time and more than once; raises ReadError, also if it changes."""
    try:
        _check_regular(os.stat(path))
        with open(_open(path), "rb", buffering=0) as file:
            before = os.fstat(file.fileno())
            _check_regular(before)
            yield file
            after = os.fstat(file.fileno())
    except _IrregularError as error:
        raise ReadError(str(error)) from None
    except OSError as error:
        raise ReadError(f"the file cannot be read: {_plain(error)}") from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ReadError("the file changed while it was read: run again")


def size(path: str) -> int:
    """Return how many bytes a file has, 0 where nobody can tell."""
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def save(path: str, old: bytes, new: bytes, *, hard_links: bool = False) -> None:
    """Put ``new`` in place of ``old`` in a file that exists, all of it or nothing; raises SaveError.

    The new bytes go to a temporary file beside the file and take its place once they are on the disk. A symbolic link
    stays, and the file it leads to is written. The mode is kept, and owner and extended attributes as far as the system
    lets us. A file that no longer holds ``old`` is left alone, unless another run has already made it ``new``. With
    ``hard_links`` a file of several names is written too; its other names keep the old bytes.
    """
    try:
        target = os.path.realpath(path)
        directory = os.path.dirname(target)
        _check_writable(os.stat(target), target, hard_links)
        if old == new:
            return
        with _temporary(directory, new) as temporary, _locked(target):
            status, found = _read_regular(target)
            if found == new:
                return
            if found != old:
                raise SaveError("the file changed after it was read: nothing was written, run again")
            _copy_attributes(target, status, temporary)
            os.replace(temporary, target)
    except _IrregularError as error:
        raise SaveError(str(error)) from None
    except (OSError, ValueError) as error:
        raise SaveError(f"the file cannot be written and is as it was: {_plain(error)}") from None
    _sync_directory(directory)


def put(path: str, data: bytes) -> None:
    """Write a file that may be new, all of it or nothing, in place of whatever it holds; raises SaveError."""
    try:
        target = os.path.realpath(path)
        if os.path.lexists(target):
            save(path, read(path), data)
            return
        with _temporary(os.path.dirname(target), data) as temporary:
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(temporary, 0o666 & ~mask)
            os.replace(temporary, target)
    except ReadError as error:
        raise SaveError(error.message) from None
    except (OSError, ValueError) as error:
        raise SaveError(f"the file cannot be written: {_plain(error)}") from None
    _sync_directory(os.path.dirname(target))


def sweep(directory: str) -> None:
    """Remove the temporary files that a run which died has left in a directory."""
    with suppress(OSError), os.scandir(directory) as entries:
        for entry in entries:
            match = _TEMPORARY.fullmatch(entry.name)
            if match and entry.is_file(follow_symlinks=False):
                _remove_stale(entry.path, int(match[1]))


def _plain(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _check_regular(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = next((name for is_kind, name in _KINDS if is_kind(status.st_mode)), "something else")
        raise _IrregularError(f"this is {kind}, and only regular files are read and written")


def _check_writable(status: os.stat_result, target: str, hard_links: bool) -> None:
    _check_regular(status)
    if status.st_nlink > 1 and not hard_links:
        message = f"the file has {status.st_nlink} names (hard links), and writing one would part it from the others"
        raise SaveError(message)
    # A replacement asks only for the directory's permission, and root may do anything: a read-only file is meant so.
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise SaveError("the file is read-only")


def _read_regular(path: str, limit: int | None = None) -> tuple[os.stat_result, bytes]:
    """Read a regular file, and no further than one byte past the limit."""
    _check_regular(os.stat(path))
    file = _open(path)
    try:
        status = os.fstat(file)
        _check_regular(status)
        chunks, wanted = [], sys.maxsize if limit is None else limit + 1
        while wanted and (chunk := os.read(file, min(wanted, max(status.st_size + 1, _CHUNK)))):
            chunks.append(chunk)
            wanted -= len(chunk)
            if len(chunk) == status.st_size:
                break  # a regular file that gives less than was asked for has ended
    finally:
        os.close(file)
    return status, b"".join(chunks)


def _open(path: str) -> int:
    """Open a file for reading; a pipe that has just taken its place does not make us wait."""
    return os.open(path, _READING)


@contextmanager
def _temporary(directory: str, data: bytes) -> Iterator[str]:
    """Make a temporary file of these bytes, safe on the disk; it is locked while we live, and gone afterwards."""
    path = os.path.join(directory, f"{TEMPORARY_PREFIX}{os.getpid()}-{os.urandom(8).hex()}.tmp")
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        try:
            if fcntl is not None:
                with suppress(OSError):
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
            os.fsync(file)
            if fcntl is not None:
                yield path
        finally:
            os.close(file)
        if fcntl is None:  # Windows moves no file that is open
            yield path
    finally:
        with suppress(OSError):
            os.unlink(path)


@contextmanager
def _locked(target: str) -> Iterator[None]:
    """Keep other runs from writing a file; where the system has no locks, do nothing."""
    if fcntl is None:
        yield
        return
    deadline = time.monotonic() + _LOCK_SECONDS
    while True:
        file = _open(target)
        try:
            held = _lock(file)
            # Whoever held the lock before us has put another file in this one's place: that is the one to lock.
            if held is not False and os.path.samestat(os.fstat(file), os.stat(target)):
                yield
                return
        finally:
            os.close(file)
        if held is False:
            if time.monotonic() > deadline:
                raise SaveError("another program has locked the file")
            time.sleep(0.01)


def _lock(file: int) -> bool | None:
    """Lock an open file: True if it is ours, False if it is somebody else's, None if there are no locks here."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _copy_attributes(target: str, status: os.stat_result, temporary: str) -> None:
    """Give the temporary file the owner, the mode and the extended attributes of the file it will replace."""
    mode, own = stat.S_IMODE(status.st_mode), os.stat(temporary)
    if (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
        try:
            os.chown(temporary, status.st_uid, status.st_gid)
        except OSError:
            mode &= 0o777  # nobody gets a set-user-id file of another owner
            with suppress(OSError):
                os.chown(temporary, -1, status.st_gid)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(target):
                with suppress(OSError):
                    os.setxattr(temporary, name, os.getxattr(target, name))
    os.chmod(temporary, mode)


def _sync_directory(directory: str) -> None:
    """Make the new name last; the file is whole by now, so that a system which cannot do this is no failure."""
    with suppress(OSError):
        file = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _remove_stale(path: str, pid: int) -> None:
    """Remove a temporary file that nobody holds.

    The lock tells, and survives process ids that are used again (in containers every run may have the same); between
    a file's creation and its lock, the process id tells.
    """
    with suppress(OSError):
        file = _open(path)
        try:
            held = _lock(file) if fcntl is not None else None
            old = time.time() - os.fstat(file).st_mtime > _STALE_SECONDS
        finally:
            os.close(file)
        if held is not False and (old or not _may_run(pid)):
            os.unlink(path)


def _may_run(pid: int) -> bool:
    if fcntl is None:  # on Windows kill() would end the process
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
