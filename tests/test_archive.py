"""Archives: the same bytes for the same files, and only what we would have written is read."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.archive import ArchiveError, read_archive, write_archive

FILES = {"manifest.json": b"{}", "sources/D1.txt": "Зима\r\n".encode(), "empty.txt": b""}
NAMES = st.from_regex(r"\A([a-z][a-z0-9._-]{0,8}/){0,2}[a-z0-9][a-z0-9._-]{0,12}\Z")


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(NAMES, st.binary(max_size=300), max_size=6), st.booleans())
def test_what_is_written_is_read_back_in_its_order(
    files: dict[str, bytes], compressed: bool
) -> None:
    data = write_archive(files, compressed=compressed)
    assert list(read_archive(data).items()) == list(files.items())
    assert write_archive(files, compressed=compressed) == data


def test_a_change_of_any_byte_is_seen() -> None:
    data = write_archive(FILES)
    for place in range(len(data)):
        for change in (0x01, 0x80, 0xFF):
            changed = bytearray(data)
            changed[place] ^= change
            try:
                files = read_archive(bytes(changed))
            except ArchiveError:
                continue
            assert files != FILES or write_archive(files) != changed, place


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"#!/bin/sh\n" + data,
        lambda data: data + b"more",
        lambda data: data[:-2] + b"\x04\x00note",
    ],
)
def test_what_is_put_around_the_files_is_seen(change: Callable[[bytes], bytes]) -> None:
    changed = change(write_archive(FILES))
    try:
        files = read_archive(changed)
    except ArchiveError:
        return
    assert write_archive(files) != changed


def archive_of(*entries: tuple[zipfile.ZipInfo | str, bytes], method: int = 0) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    return written.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../up.txt",
        "a/../../up.txt",
        "/etc/passwd",
        "C:/windows/x",
        "C:x",
        "\\\\host\\share",
        "a\\b",
        "a//b",
        "./a",
        ".hidden",
        "-option",
        "folder/",
        "a\x00.txt",
        "a\nb",
        "con\u202etxt",
        "ä.txt",
        " ",
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    entry = zipfile.ZipInfo("placeholder")
    entry.filename = name
    with pytest.raises(ArchiveError, match="none of ours"):
        read_archive(archive_of((entry, b"x")))


def test_a_name_is_taken_once() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = archive_of(("a.txt", b"one"), ("a.txt", b"two"))
    with pytest.raises(ArchiveError, match=r"a\.txt twice"):
        read_archive(data)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_only_plain_files_are_read(kind: int) -> None:
    entry = zipfile.ZipInfo("link")
    entry.external_attr = (kind | 0o777) << 16
    with pytest.raises(ArchiveError, match="no plain file"):
        read_archive(archive_of((entry, b"/etc/passwd")))


def test_an_encrypted_file_is_refused() -> None:
    data = bytearray(archive_of(("a.txt", b"secret")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(ArchiveError, match="encrypted"):
        read_archive(bytes(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_rare_compressions_are_refused(method: int) -> None:
    with pytest.raises(ArchiveError, match="compressed in a way"):
        read_archive(archive_of(("a.txt", b"x" * 100), method=method))


def test_bombs_are_refused_before_they_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.archive._FILE_BYTES", 1_000_000)
    monkeypatch.setattr("briefing.archive._ALL_BYTES", 2_000_000)
    monkeypatch.setattr("briefing.archive._FILES", 20)
    bomb = b"0" * 1_000_000
    with pytest.raises(ArchiveError, match="more than 1 MB"):
        read_archive(archive_of(("a.txt", bomb + b"0"), method=zipfile.ZIP_DEFLATED))
    several = archive_of(*[(f"{number}.txt", bomb) for number in range(3)], method=8)
    assert len(several) < 10_000
    with pytest.raises(ArchiveError, match="more than 2 MB"):
        read_archive(several)
    with pytest.raises(ArchiveError, match="more than 20 files"):
        read_archive(archive_of(*[(f"{number}", b"") for number in range(21)]))
    with pytest.raises(ArchiveError, match="more than 20 files"):
        read_archive(b"PK\x01\x02" * 100)


def test_a_file_that_is_longer_than_it_says_is_not_read_on() -> None:
    data = bytearray(archive_of(("a.txt", b"0" * 5000), method=zipfile.ZIP_DEFLATED))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(mark) + place
        data[start : start + 4] = (10).to_bytes(4, "little")
    with pytest.raises(ArchiveError, match="broken"):
        read_archive(bytes(data))


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 17, b"text", b"\0" * 400])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(ArchiveError, match="no zip archive"):
        read_archive(data)
