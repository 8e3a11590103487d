"""Zip containers: what is hostile is refused, and what does not change keeps every byte."""

import io
import random
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.formats import FormatError, zipped


def listed(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return [(info, file.read(info)) for info in file.infolist()]


def raw(data, info):
    """Return a member's local header and packed bytes."""
    name, extra = struct.unpack_from("<2H", data, info.header_offset + 26)
    return data[info.header_offset : info.header_offset + 30 + name + extra + info.compress_size]


contents = st.binary(max_size=200) | st.integers(0, 5000).map(lambda size: b"copy " * size)
archives = st.dictionaries(
    st.text("abc/é", min_size=1, max_size=6).filter(lambda name: name[0] != "/"), contents, min_size=1, max_size=5
)


@given(archives, st.data())
@settings(max_examples=150 * settings.default.max_examples // 100, deadline=None)
def test_only_changed_members_change(make_zip, members, data):
    file = make_zip(members)
    archive = zipped.read(file)
    assert zipped.write(archive, {}) == file
    changed = {name: data.draw(contents) for name in members if data.draw(st.booleans())}
    written = zipped.write(archive, changed)
    before, after = listed(file), listed(written)
    assert [info.filename for info, _ in after] == [info.filename for info, _ in before]
    for (old, old_data), (new, new_data) in zip(before, after, strict=True):
        assert new_data == changed.get(old.filename, old_data)
        if old.filename not in changed:
            assert raw(written, new) == raw(file, old)
        for kept in ("date_time", "compress_type", "external_attr", "create_system", "extra", "comment"):
            assert getattr(new, kept) == getattr(old, kept)
    assert zipped.read(written).data == written


class Stream(io.RawIOBase):
    """A file that cannot be sought, so that sizes follow the members."""

    def __init__(self):
        self.data = b""

    def writable(self):
        return True

    def write(self, data):
        self.data += bytes(data)
        return len(data)


def streamed(zip64):
    out = Stream()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.comment = b"a comment"
        for name in ("a.xml", "b.xml", "c.xml"):
            with file.open(name, "w", force_zip64=zip64) as member:
                member.write(name.encode() * 100)
    return out.data


@pytest.mark.parametrize("zip64", [False, True])
def test_sizes_that_follow_and_long_sizes(zip64):
    file = streamed(zip64)
    written = zipped.write(zipped.read(file), {"b.xml": b"new" * 9}, {"d.xml": b"added"})
    assert {info.filename: data for info, data in listed(written)} == {
        "a.xml": b"a.xml" * 100, "b.xml": b"new" * 9, "c.xml": b"c.xml" * 100, "d.xml": b"added",
    }  # fmt: skip
    assert zipfile.ZipFile(io.BytesIO(written)).comment == b"a comment"
    assert written.startswith(file[: zipfile.ZipFile(io.BytesIO(file)).getinfo("b.xml").header_offset])


def crafted(make_zip, name="a.xml", data=b"copy " * 99, **fields):
    """Return a zip file whose only member is said to be other than it is."""
    file = bytearray(make_zip({name: data}))
    directory = file.rindex(b"PK\1\2")
    for field, value in fields.items():
        local, central, form = {
            "flags": (6, 8, "<H"), "method": (8, 10, "<H"), "crc": (14, 16, "<L"), "packed": (18, 20, "<L"),
            "size": (22, 24, "<L"), "offset": (None, 42, "<L"),
        }[field]  # fmt: skip
        if local is not None:
            struct.pack_into(form, file, local, value)
        struct.pack_into(form, file, directory + central, value)
    return bytes(file)


def duplicated():
    return _pack({"a.xml": "one", "b.xml": "two"}).replace(b"b.xml", b"a.xml")


def overlapping():
    """Two names for the same packed bytes, as bombs have them."""
    data = crafted(lambda members: _pack(members), data=b"x" * 1000)
    start = data.rindex(b"PK\1\2")
    end = data.rindex(b"PK\5\6")
    entry = data[start:end]
    second = entry.replace(b"a.xml", b"b.xml")
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 2, 2, 2 * len(entry), start, 0)
    return data[:start] + entry + second + tail


def _pack(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


HOSTILE = {
    "empty": (lambda make: b"", "no sound zip"),
    "nothing in it": (lambda make: make({}), "no sound zip"),
    "text": (lambda make: b"President Selenskyj " * 9, "no sound zip"),
    "locked by Word": (lambda make: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
    "locked": (lambda make: crafted(make, flags=1), "password"),
    "truncated": (lambda make: make({"a.xml": b"x" * 999})[:-40], "no sound zip"),
    "wrong checksum": (lambda make: crafted(make, crc=1), "no sound zip"),
    "size said too small": (lambda make: crafted(make, size=5), "no sound zip"),
    "size said too large": (lambda make: crafted(make, size=5000), "no sound zip"),
    "packed size too large": (lambda make: crafted(make, packed=9000), "no sound zip"),
    "place outside": (lambda make: crafted(make, offset=9000), "no sound zip"),
    "unknown packing": (lambda make: crafted(make, method=14), "packed in a way"),
    "duplicate": (lambda make: duplicated(), "twice"),
    "overlapping": (lambda make: overlapping(), "no sound zip"),
    "something before": (lambda make: b"#!/bin/sh\n" + make({"a.xml": b"x"}), "no sound zip"),
    "absolute": (lambda make: make({"/etc/a.xml": b"x"}), "leads out"),
    "upwards": (lambda make: make({"word/../../a.xml": b"x"}), "leads out"),
    "drive": (lambda make: make({"C:a.xml": b"x"}), "leads out"),
    "backslash": (lambda make: make({"b.xml": b"x"}).replace(b"b.xml", b"..\\ax"), "leads out"),
    "member too large": (lambda make: make({"a.xml": b"\0" * (zipped.MOST_OF_A_MEMBER + 1)}), "unpack to more"),
    "all too large": (lambda make: make({f"{n}.xml": b"\0" * zipped.MOST_OF_A_MEMBER for n in range(5)}), "more than"),
    "too many": (lambda make: make({f"{n}": b"" for n in range(zipped.MOST_MEMBERS + 1)}), "members"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_containers_are_refused(make_zip, name):
    make, message = HOSTILE[name]
    with pytest.raises(FormatError, match=message):
        zipped.read(make(make_zip))


def test_a_bomb_that_lies_is_not_unpacked_far(make_zip):
    """The directory says five bytes; the member would unpack to a hundred million."""
    packed = zlib.compressobj(9, wbits=-15)
    body = b"".join([packed.compress(b"\0" * 10**8), packed.flush()])
    file = crafted(make_zip, data=b"x" * 5, method=8)
    at = file.index(b"a.xml") + 5
    end = file.index(b"PK\1\2")
    bomb = bytearray(file[:at] + body + file[end:])
    directory = bomb.rindex(b"PK\1\2")
    struct.pack_into("<L", bomb, 18, len(body))
    struct.pack_into("<L", bomb, directory + 20, len(body))
    struct.pack_into("<L", bomb, bomb.rindex(b"PK\5\6") + 16, directory)
    with pytest.raises(FormatError, match="no sound zip"):
        zipped.read(bytes(bomb))


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data):
    with pytest.raises(FormatError):
        zipped.read(b"PK\3\4" + data)


def test_damage_anywhere_is_noticed_or_harmless(make_zip):
    file = make_zip({"a.xml": b"copy " * 40, "b/c.png": bytes(range(200))})
    chance = random.Random(1)
    for _ in range(3000):
        damaged = bytearray(file)
        damaged[chance.randrange(len(file))] ^= 1 << chance.randrange(8)
        try:
            archive = zipped.read(bytes(damaged))
        except FormatError:
            continue
        assert zipped.write(archive, {}) == bytes(damaged)
        name = next(iter(archive.members))
        assert zipped.read(zipped.write(archive, {name: b"new"})).read(name) == b"new"
