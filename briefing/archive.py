"""Zip archives: the same files give the same bytes, and none is believed before it is read.

Written are plain files in the order given, with one fixed time and mode. Read is only what
this module could have written: no folders, links, passwords, or names that lead elsewhere.
Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

__all__ = ["ArchiveError", "read_archive", "write_archive"]

_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold (APPNOTE.TXT 4.4.6)."""
_UNIX: Final = 3
_MODE: Final = (stat.S_IFREG | 0o644) << 16
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
"""Bits of APPNOTE.TXT 4.4.4: encrypted, strongly so, and with masked headers."""
_ENTRY: Final = b"PK\x01\x02"
"""What an entry of the directory begins with (APPNOTE.TXT 4.3.12)."""
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NAME: Final = re.compile(r"(?:[A-Za-z0-9][\w.-]*/)*[A-Za-z0-9][\w.-]*", re.ASCII)
_FILES: Final = 2000
_FILE_BYTES: Final = 100_000_000
_ALL_BYTES: Final = 200_000_000


class ArchiveError(ValueError):
    """It is no archive that we would have written; the message says why."""


def write_archive(files: Mapping[str, bytes], *, compressed: bool = False) -> bytes:
    """A zip of `files`, in their order.

    Uncompressed, the bytes hang on nothing but `files`; compressed, also on the release of
    zlib.
    """
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system = _UNIX
            entry.external_attr = _MODE
            entry.compress_type = method
            archive.writestr(entry, content)
    return written.getvalue()


def read_archive(data: bytes) -> dict[str, bytes]:
    """The files of a zip by name, in their order.

    Raises:
        ArchiveError: If it is broken, holds more than 2,000 files, 100 MB in one or 200 MB in
            all, names a file twice, or holds what is no plain file inside it.
    """
    # Counted before zipfile makes an object of each entry of the directory.
    if data.count(_ENTRY) > 2 * _FILES:
        raise ArchiveError(f"it holds more than {_FILES:,} files")
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _FILES:
                raise ArchiveError(f"it holds more than {_FILES:,} files")
            # What the archive says of the sizes is what is read at most, true or not.
            if sum(entry.file_size for entry in entries) > _ALL_BYTES:
                raise ArchiveError(f"it unpacks to more than {_ALL_BYTES // 1_000_000} MB")
            for entry in entries:
                _check(entry)
                if entry.filename in files:
                    raise ArchiveError(f"it holds {entry.filename} twice")
                files[entry.filename] = archive.read(entry)
    except ArchiveError:
        raise
    # What zipfile raises on damaged archives; a NotImplementedError for what it cannot unpack.
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        struct.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        OverflowError,
        ValueError,
    ) as error:
        raise ArchiveError("it is no zip archive, or a broken one") from error
    return files


def _check(entry: zipfile.ZipInfo) -> None:
    # The name as it stands in the archive: zipfile cuts it at a NUL.
    name = entry.orig_filename
    if not _NAME.fullmatch(name):
        raise ArchiveError(f"it names a file that is none of ours: {name[:80]!r}")
    mode = entry.external_attr >> 16
    if entry.is_dir() or stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise ArchiveError(f"{name} is no plain file")
    if entry.flag_bits & _ENCRYPTED:
        raise ArchiveError(f"{name} is encrypted")
    if entry.compress_type not in _METHODS:
        raise ArchiveError(f"{name} is compressed in a way that we do not read")
    if entry.file_size > _FILE_BYTES:
        raise ArchiveError(f"{name} unpacks to more than {_FILE_BYTES // 1_000_000} MB")
