"""Zip containers read with bounds and written so that every member that does not change is copied as it lies."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise
from struct import Struct, error
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lint.formats import FormatError
from lint.typed import NamedTuple

MOST_OF_A_MEMBER = 64 << 20  # bytes, unpacked
MOST_OF_ALL = 256 << 20
MOST_MEMBERS = 10_000

_LOCAL = Struct("<4s5H3L2H")
_CENTRAL = Struct("<4s6H3L5H2L")
_END = Struct("<4s4H2LH")
_ENCRYPTED, _DESCRIPTOR = 0x1, 0x8
_ZIP64 = 0x0001
_AFTER = (b"PK\5\6", b"PK\6\6")  # what follows the directory: its end, or first that of long sizes
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = ("_xmlsignatures/", "META-INF/documentsignatures.xml")
ADVICE = "open it in a word processor and save it again"


class Member(NamedTuple):
    """A member, where its local header begins, where the next one's does, and its entry in the directory."""

    info: ZipInfo
    start: int
    end: int
    entry: bytes


class Archive(NamedTuple):
    """A container that was found sound: its bytes, and its members in the order of the directory."""

    data: bytes
    members: dict[str, Member]
    comment: bytes

    def read(self, name: str) -> bytes:
        """Return the unpacked bytes of a member; raises FormatError."""
        with ZipFile(BytesIO(self.data)) as opened:
            return _unpacked(opened, self.members[name].info)


def read(data: bytes) -> Archive:
    """Open a container and unpack every member once; raises FormatError for what is damaged, hostile or locked."""
    if data.startswith(_COMPOUND):
        raise FormatError("the file is locked with a password, or of an old format: save it without a password, as new")
    try:
        with ZipFile(BytesIO(data)) as opened:
            infos = opened.infolist()
            _check(infos)
            for info in infos:
                _unpacked(opened, info)
            return Archive(data, dict(_members(data, infos, opened.start_dir)), opened.comment)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, error, zlib.error) as fault:
        raise FormatError(f"this is no sound zip file ({_plain(fault)}): {ADVICE}") from fault


def _plain(fault: Exception) -> str:
    return str(fault).split("\n")[0][:80].lower() or "it ends too soon"


def _check(infos: list[ZipInfo]) -> None:
    """Refuse what is empty, leads elsewhere, stands twice, is locked, or would unpack too large."""
    if not infos:
        raise BadZipFile("it is empty")
    if len(infos) > MOST_MEMBERS:
        raise FormatError(f"the zip file has {len(infos):,} members, and {MOST_MEMBERS:,} are allowed")
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        if name in seen:
            raise FormatError(f"the zip file holds {name!a} twice: {ADVICE}")
        seen.add(name)
        if name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/"):
            raise FormatError(f"the zip file holds {name!a}, a name that leads out of it: it is not read")
        if info.flag_bits & _ENCRYPTED:
            raise FormatError("the file is locked with a password: save it without one")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise FormatError(f"{name!a} is packed in a way that documents do not use: {ADVICE}")
        if info.file_size > MOST_OF_A_MEMBER:
            raise FormatError(f"{name!a} would unpack to more than {MOST_OF_A_MEMBER:,} bytes")
    if sum(info.file_size for info in infos) > MOST_OF_ALL:
        raise FormatError(f"the zip file would unpack to more than {MOST_OF_ALL:,} bytes")


def _unpacked(opened: ZipFile, info: ZipInfo) -> bytes:
    """Unpack a member; no more is unpacked than it is said to hold, and then its checksum must be right."""
    with opened.open(info) as member:
        data = member.read(MOST_OF_A_MEMBER + 1)
    if len(data) != info.file_size:
        raise BadZipFile("a member is shorter or longer than the directory says")
    return data


def _members(data: bytes, infos: list[ZipInfo], directory: int) -> list[tuple[str, Member]]:
    """Return the members with the stretches they take up; no two may share a byte."""
    starts = [*sorted(info.header_offset for info in infos), directory]
    following = dict(pairwise(starts))
    if len(following) != len(infos) or starts[0] != 0 or starts[-2] >= directory:
        raise BadZipFile("members overlap, or something stands before them")
    found = []
    place = directory
    for info in infos:
        fields = _CENTRAL.unpack_from(data, place)
        size = _CENTRAL.size + sum(fields[10:13])
        start, end = info.header_offset, following[info.header_offset]
        local = _LOCAL.unpack_from(data, start)
        if fields[0] != b"PK\1\2" or start + _LOCAL.size + sum(local[9:11]) + info.compress_size > end:
            raise BadZipFile("members overlap, or the directory is damaged")
        found.append((info.orig_filename, Member(info, start, end, data[place : place + size])))
        place += size
    if data[place : place + 4] not in _AFTER:
        raise BadZipFile("the directory is damaged")
    return found


def write(archive: Archive, changed: Mapping[str, bytes], added: Mapping[str, bytes] | None = None) -> bytes:
    """Return the container with other bytes in some members, and new members at its end.

    All other members keep their packed bytes, headers and order. With nothing changed these are the same bytes.
    """
    if not changed and not added:
        return archive.data
    if any(name.startswith(_SIGNATURES) for name in archive.members):
        raise FormatError("the file carries a digital signature, which a correction would break: sign it afterwards")
    parts: list[bytes] = []
    entries: dict[str, bytes] = {}
    length = 0
    for name, member in sorted(archive.members.items(), key=lambda item: item[1].start):
        body = archive.data[member.start : member.end]
        entry = _moved(member, length)
        if name in changed:
            body, entry = _packed(archive, member, changed[name], length)
        parts.append(body)
        entries[name] = entry
        length += len(body)
    for name, data in (added or {}).items():
        body, entries[name] = _new(name, data, length)
        parts.append(body)
        length += len(body)
    order = [*archive.members, *(added or ())]
    directory = b"".join(entries[name] for name in order)
    end = _END.pack(b"PK\5\6", 0, 0, len(order), len(order), len(directory), length, len(archive.comment))
    return b"".join([*parts, directory, end, archive.comment])


def _moved(member: Member, offset: int) -> bytes:
    """Return a member's entry in the directory for its new place."""
    if _ZIP64 not in _extras(member.info.extra):
        return member.entry[: _CENTRAL.size - 4] + offset.to_bytes(4, "little") + member.entry[_CENTRAL.size :]
    info = member.info
    return _entry(member, info.CRC, info.compress_size, info.file_size, info.flag_bits, offset)


def _packed(archive: Archive, member: Member, data: bytes, offset: int) -> tuple[bytes, bytes]:
    """Pack new bytes for a member the way the old were; date, attributes and extra fields stay."""
    local = _LOCAL.unpack_from(archive.data, member.start)
    name_end = member.start + _LOCAL.size + local[9]
    name = archive.data[member.start + _LOCAL.size : name_end]
    extra = _without_zip64(archive.data[name_end : name_end + local[10]])
    packed = _deflated(data) if member.info.compress_type == ZIP_DEFLATED else data
    flags = local[2] & ~_DESCRIPTOR
    sizes = (zlib.crc32(data), len(packed), len(data))
    header = _LOCAL.pack(*local[:2], flags, *local[3:6], *sizes, len(name), len(extra))
    entry = _entry(member, *sizes, member.info.flag_bits & ~_DESCRIPTOR, offset)
    return header + name + extra + packed, entry


def _entry(member: Member, crc: int, packed: int, size: int, flags: int, offset: int) -> bytes:
    fields = _CENTRAL.unpack_from(member.entry)
    name_end = _CENTRAL.size + fields[10]
    extra = _without_zip64(member.entry[name_end : name_end + fields[11]])
    head = _CENTRAL.pack(
        *fields[:3], flags, *fields[4:7], crc, packed, size, fields[10], len(extra), *fields[12:16], offset
    )
    return head + member.entry[_CENTRAL.size : name_end] + extra + member.entry[name_end + fields[11] :]


def _new(name: str, data: bytes, offset: int) -> tuple[bytes, bytes]:
    """Pack a member that was not there; like the word processors, give it the first date a zip file knows."""
    packed, encoded = _deflated(data), name.encode("ascii")
    common = (20, 0, ZIP_DEFLATED, 0, 0x21, zlib.crc32(data), len(packed), len(data), len(encoded), 0)
    header = _LOCAL.pack(b"PK\3\4", *common)
    return header + encoded + packed, _CENTRAL.pack(b"PK\1\2", 20, *common, 0, 0, 0, 0, offset) + encoded


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _extras(extra: bytes) -> dict[int, bytes]:
    """Return the extra fields by their kind, each with its head; what is no field ends the list."""
    found: dict[int, bytes] = {}
    place = 0
    while place + 4 <= len(extra):
        size = 4 + int.from_bytes(extra[place + 2 : place + 4], "little")
        found[int.from_bytes(extra[place : place + 2], "little")] = extra[place : place + size]
        place += size
    return found


def _without_zip64(extra: bytes) -> bytes:
    """Return extra fields without the long sizes, which nothing of this size needs."""
    field = _extras(extra).get(_ZIP64, b"")
    return extra.replace(field, b"", 1) if field else extra
