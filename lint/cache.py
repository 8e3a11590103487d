"""Compiled rules: those that a wheel brings along, and those kept between runs; one file a section.

A section is thrown away when what it was made of changes.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType

from lint import __version__
from lint.typed import Any

_HEADER, _SIZE = b"onym2", 8
BROUGHT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "compiled")
_UNPACKING = 60.0  # seconds that may lie between the first and the last file of a wheel that is installed
_MARSHAL = 4  # a form that every Python reads for which there is a wheel
NO_PARTS: Mapping[str, bytes] = MappingProxyType({})

Stored = tuple[Any, dict[str, Any]]
"""The plain value of a section, and its parts by name."""


def directory() -> str:
    """Return where compiled rules are kept: in ONYM_CACHE_DIR, else in the user's cache directory.

    Every installation and every Python has a folder of its own, or two of them would compile against one another.
    """
    from _blake2 import blake2b  # hashlib would load OpenSSL, which costs more than the hashing

    owner = f"{os.path.abspath(__file__)}\0{sys.implementation.cache_tag}"
    folder = blake2b(os.fsencode(owner), digest_size=6).hexdigest()
    named = os.environ.get("ONYM_CACHE_DIR")
    if named:
        return os.path.join(os.path.abspath(named), folder)
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(home, "onym", folder)


def signature(files: Iterable[str], *about: object) -> bytes:
    """Return 16 bytes that change when one of the files does (path, size, time), or the program that compiles them."""
    from _blake2 import blake2b

    seen = [_HEADER.decode(), sys.version, *map(repr, about)]
    seen += map(_state, files)
    return blake2b("\n".join(seen).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _state(path: str) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return f"{path}\0missing"
    return f"{path}\0{status.st_size}\0{status.st_mtime_ns}"


def load(section: str, wanted: bytes) -> Any:
    """Return a section as it was stored under this signature, or None."""
    found = load_mapped(section, wanted)
    return found[0] if found else None


def brought(section: str, files: Sequence[str]) -> Stored | None:
    """Return a section that the wheel brings, with its parts; None if there is none, or one of its files is another.

    What is looked at are sizes and times: a file is read by nobody until somebody has changed it.
    """
    path = os.path.join(BROUGHT, f"{section}.bin")
    try:
        made = os.stat(path).st_mtime
        states = [os.stat(file) for file in files]
    except OSError:
        return None
    if any(state.st_mtime > made + _UNPACKING for state in states):
        return None
    return _mapped(path, _edition(section, files, [state.st_size for state in states]))


def bring(folder: str, section: str, files: Sequence[str], value: Any, parts: Mapping[str, bytes] = NO_PARTS) -> None:
    """Write a section into a folder for a wheel."""
    wanted = _edition(section, files, [os.path.getsize(file) for file in files])
    with open(os.path.join(folder, f"{section}.bin"), "wb") as file:
        file.writelines(_written(wanted, value, parts))


def _edition(section: str, files: Iterable[str], sizes: Iterable[int]) -> bytes:
    """Return 16 bytes that are alike wherever a wheel of one version is unpacked."""
    from _blake2 import blake2b

    named = (f"{os.path.basename(file)}\0{size}" for file, size in zip(files, sizes, strict=True))
    return blake2b("\n".join((__version__, section, *named)).encode(), digest_size=16).digest()


def load_mapped(section: str, wanted: bytes) -> Stored | None:
    """Return a section with its parts, which stay on the disk until they are looked into, or None."""
    return _mapped(os.path.join(directory(), f"{section}.bin"), wanted)


def _mapped(path: str, wanted: bytes) -> Stored | None:
    try:
        with open(path, "rb") as file:
            if file.read(len(_HEADER) + len(wanted)) != _HEADER + wanted:
                return None
            whole = os.fstat(file.fileno()).st_size
            size = int.from_bytes(file.read(_SIZE), "little")
            start = file.tell() + size
            if start > whole:
                return None
            value, sizes = marshal.loads(file.read(size))
            if start + sum(sizes.values()) != whole:
                return None
            if not sizes:
                return value, {}
            import mmap

            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))[start:]
    except (OSError, ValueError, EOFError, TypeError):
        return None  # no cache, or one cut short: it is made again
    ends = list(accumulate(sizes.values()))
    return value, {name: view[end - size : end] for (name, size), end in zip(sizes.items(), ends, strict=True)}


def store(section: str, wanted: bytes, value: Any, parts: Mapping[str, bytes] = NO_PARTS) -> None:
    """Keep a section; a cache that cannot be written is no fault, the next run compiles again.

    ``parts`` are stretches of bytes that a run reads a little of. The file appears whole or not at all, so that
    parallel runs never read half a section.
    """
    place = directory()
    if not os.path.isabs(place):
        return  # nobody knows the user's home, and the working directory is no place for a cache
    path = os.path.join(place, f"{section}.bin")
    temporary = f"{path}.{os.getpid()}.new"
    try:
        os.makedirs(place, mode=0o700, exist_ok=True)
        with open(temporary, "wb") as file:
            file.writelines(_written(wanted, value, parts))
        os.replace(temporary, path)
    except OSError:
        try:
            os.unlink(temporary)
        except OSError:
            return


def _written(wanted: bytes, value: Any, parts: Mapping[str, bytes]) -> Iterable[bytes]:
    plain = marshal.dumps((value, {name: len(part) for name, part in parts.items()}), _MARSHAL)
    return _HEADER, wanted, len(plain).to_bytes(_SIZE, "little"), plain, *parts.values()
