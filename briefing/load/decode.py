"""Bytes to text, in whatever encoding they are.

A byte order mark is believed first, then UTF-8, which other encodings do not resemble by
chance, then what the file declares, and only then a guess. Nothing is normalised.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from briefing.errors import SourceNotTextError
from briefing.language.identify import guess

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose little-endian mark is the beginning of this one.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a sound, film or image file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)

_WIDE = ("utf-16-le", "utf-16-be")
_ZEROS_AT_LEAST = 0.06
"""Share of zero bytes in wide text by its blanks alone, where words have seven letters."""
_ZEROS_AT_MOST = 0.01
"""Share of zero bytes in markup that has a few astray."""

_SEVEN_BIT = ("iso2022_jp_2", "iso2022_jp_ext", "iso2022_kr")
"""Encodings of ASCII bytes alone (RFC 1554, 1557), which UTF-8 would take for itself."""
_SEVEN_BIT_ESCAPE = re.compile(rb"\x1b\$[@B()AC]")

_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 1024
"""Bytes in which a page must declare its encoding (HTML Standard, 4.2.5.4)."""

_CHARSET = re.compile(
    r"ascii|utf-8|cp\d+|iso8859-\d+|koi8-[rtu]|mac-[\w-]+|tis-620|kz1048|hz|johab"
    r"|gb\w+|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+"
)
"""Python's names of character sets; its escape, compression and domain-name codecs are none."""

_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""What a page means by the name on the left (Encoding Standard, 4.2)."""

_LEGACY = (
    *("cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp874", "gb18030", "big5", "big5hkscs", "cp932", "euc_jp", "cp949"),
    *("iso8859_2", "iso8859_3", "iso8859_4", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8"),
    *("iso8859_10", "iso8859_13", "iso8859_14", "iso8859_15", "iso8859_16"),
    *("koi8_r", "koi8_u", "cp866", "mac_roman", "mac_cyrillic"),
)
"""The Encoding Standard's legacy encodings, the more common ones first."""

_COHERENCE_MARGIN = 0.1
_SAMPLE = 4096
_CONTROLS_AT_MOST = 0.05
"""Share of control characters that a text may hold; in random bytes it is above 0.1."""


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Turn the bytes of a source into text; a byte order mark is no part of it.

    `declared` is the encoding that a server or a mail names; like a page's own word for it,
    it counts after a byte order mark and UTF-8. UTF-8 with a few damaged bytes stays UTF-8;
    each becomes U+FFFD.

    Raises:
        SourceNotTextError: If they are no text in any encoding we can tell.
    """
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise SourceNotTextError(
                f"{name} is {kind}, not text", hint="save or export it as plain text or HTML"
            )
    text = _decoded(data, declared)
    if text is None or not _has_few_controls(text):
        raise SourceNotTextError(
            f"{name} is a binary file, not text", hint="save or export it as plain text or HTML"
        )
    return text


def _decoded(data: bytes, declared: str | None) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if b"\0" in data:
        readings = (_strictly(data, encoding) for encoding in _WIDE)
        if wide := next((text for text in readings if text and _is_wide(text, data)), None):
            return wide
        if not data.lstrip().startswith(b"<") or data.count(0) > _ZEROS_AT_MOST * len(data):
            return None
        # Strays in a page, which browsers pass over (HTML Standard, 13.2.6.4.7).
        data = data.replace(b"\0", b"")
    for encoding in _candidates(data, declared):
        if (text := _strictly(data, encoding)) is not None:
            return text
    return _damaged_utf8(data) or _typographic(data) or _guessed(data)


def _candidates(data: bytes, declared: str | None) -> Iterator[str]:
    if _SEVEN_BIT_ESCAPE.search(data):
        yield from _SEVEN_BIT
    yield "utf-8"
    labels = [declared] if declared else []
    if data.lstrip().startswith(b"<") and (match := _DECLARED.search(data[:_DECLARED_WITHIN])):
        labels.append((match[1] or match[2]).decode("ascii", "replace"))
    for label in labels:
        try:
            encoding = codecs.lookup(label).name
        # ValueError: a label with a NUL in it.
        except (LookupError, ValueError):
            continue
        if _CHARSET.fullmatch(encoding):
            yield _SUPERSETS.get(encoding, encoding)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - damaged
    # Bytes of another encoding seldom happen to form even one sound sequence.
    return text if sound >= 10 * damaged else None


def _typographic(data: bytes) -> str | None:
    text = _strictly(data, "cp1252")
    if text is None:
        return None
    # Unaccented words with curly quotes, dashes and currency signs: too little to guess by,
    # and in any other encoding the signs would be stray letters.
    others = [character for character in text if character > "\x7f"]
    is_plain = not any(character.isalpha() for character in others)
    return text if is_plain and 2 * len(others) < len(text) else None


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data, cp_isolation=list(_LEGACY)))
    if not matches:
        return None
    # Sister encodings differ in a few letters, too few for counting letters to decide;
    # whether the words are still words of a language does.
    best = matches[0]
    encodings = {
        encoding
        for match in matches
        if match.chaos == best.chaos and match.coherence >= best.coherence - _COHERENCE_MARGIN
        for encoding in (match.encoding, *match.could_be_from_charset)
    }
    readings = [
        text
        for encoding in _LEGACY
        if encoding in encodings and (text := _strictly(data, encoding)) is not None
    ]
    return max(readings, key=_likeness) if readings else str(best)


def _likeness(text: str) -> float:
    return round(guess(text[:_SAMPLE]).probability, 2)


def _is_wide(text: str, data: bytes) -> bool:
    # A zero byte is the upper half of a Latin letter or a blank; the other way round the
    # bytes make rare ideographs.
    zeros = data.count(0)
    latin = sum(character < "\u0100" for character in text)
    return (
        zeros / len(data) >= _ZEROS_AT_LEAST
        and 2 * latin > zeros
        and all(
            unicodedata.category(character) not in ("Cn", "Co") and character != "\0"
            for character in text[:_SAMPLE]
        )
    )


def _has_few_controls(text: str) -> bool:
    controls = sum(
        unicodedata.category(character) == "Cc" and character not in "\t\n\v\f\r\x1b\x85"
        for character in text
    )
    return controls <= _CONTROLS_AT_MOST * len(text)
