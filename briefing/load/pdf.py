"""PDF: the text of each page in reading order, and where each page begins.

Text that a reader does not see is left out where the file itself says so: invisible (text
render modes 3 and 7), fully transparent, white, or set smaller than two points. Not found
are text under an image or a coloured box, outside the page's crop box, in a colour that
its ground has too, or in a layer that is switched off. White on a dark ground is left out
though it can be seen. Pages that are pictures of text have no text for us. Running heads and
page numbers are left out too.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import SourceEmptyError, SourceUnreadableError
from briefing.load.article import Article
from briefing.load.running import Line, without_running

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

__all__ = ["read_pdf"]

_ALONE: Final = Lock()
"""One thread uses pdfium at a time: it is not made for more (its own public/fpdfview.h)."""

_PAGES: Final = 2000
_CHARACTERS: Final = 5_000_000
_TOO_LONG_HINT: Final = "split it, and name the part that matters"

_UNSEEN_MODES: Final = (3, 7)
"""Text render modes that paint nothing (ISO 32000-1, 9.3.6)."""
_SMALLEST: Final = 2.0
"""Points; the smallest print that is meant to be read is about four."""
_WHITE: Final = 250
_PASSWORD: Final = 4
"""Pdfium's FPDF_ERR_PASSWORD."""

_SENTENCE_END: Final = re.compile(r"[.!?:;…。！？؟][\"'”’»)\]]*$")
_ENDING: Final = 20
"""Characters in which a sentence's end is looked for."""
_HYPHEN: Final = "\x02"
"""Stands for a hyphen at the end of a line until it is known if it belongs to the word."""
_HYPHENS: Final = frozenset((0x02, 0x2D, 0xAD, 0x2010))
"""What pdfium gives for a hyphen at the end of a line."""
_BROKEN: Final = re.compile(rf"(\w+){_HYPHEN}(\w+)")
_COMPOUND: Final = re.compile(r"\w+-\w+")
_BREAKS: Final = ("\r", "\n")
_GAP: Final = 1.35
"""Of the usual step from line to line: white space that sets paragraphs apart."""
_OTHER_SIZE: Final = 0.08
_SHORT_LINE: Final = 0.75
"""Of the page's usual width: a line that ends a sentence before it ends a paragraph."""


def read_pdf(data: bytes, name: str) -> Article:
    """Read the text of a PDF, one paragraph a line.

    Lines that were broken for want of room are joined, also across pages, with a space in
    place of the break. Title and author are those of the file's properties. Its date is when
    it was made, not published, and is not taken.

    Raises:
        SourceUnreadableError: If it is encrypted, broken or too long.
        SourceEmptyError: If it has no text, as scanned paper has none.
    """
    with _ALONE:
        return _read(data, name)


def _read(data: bytes, name: str) -> Article:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise SourceUnreadableError(
                f"{name} is an encrypted PDF file",
                hint="open it with its password and print it to a new PDF file",
            ) from error
        raise _broken(name) from error
    try:
        return _article(document, name)
    except pypdfium2.PdfiumError as error:
        raise _broken(name) from error
    finally:
        document.close()


def _article(document: PdfDocument, name: str) -> Article:
    if len(document) > _PAGES:
        raise SourceUnreadableError(f"{name} has more than {_PAGES} pages", hint=_TOO_LONG_HINT)
    pages = []
    left = _CHARACTERS
    for page in document:
        text_page = page.get_textpage()
        try:
            left -= text_page.count_chars()
            if left < 0:
                raise SourceUnreadableError(f"{name} is too long a text", hint=_TOO_LONG_HINT)
            pages.append(_seen(text_page))
        finally:
            text_page.close()
            page.close()
    pages = without_running(pages)
    compounds = {
        word.casefold()
        for lines in pages
        for line in lines
        for word in _COMPOUND.findall(line.text)
    }
    text, starts = "", []
    for lines in pages:
        paragraphs = [_without_hyphens(part, compounds) for part in _paragraphs(lines)]
        separator = _separator(text, paragraphs)
        starts.append(len(text) + len(separator))
        text += separator + "\n".join(paragraphs)
    if not any(character.isalpha() for character in text):
        raise SourceEmptyError(
            f"there is no text in {name}, as in scanned paper",
            hint="run it through text recognition (OCR) first, such as ocrmypdf",
        )
    properties = document.get_metadata_dict()
    return Article(
        text,
        title=_property(properties.get("Title")) or _headline(text),
        author=_property(properties.get("Author")),
        pages=tuple(starts),
    )


def _seen(text_page: Any) -> list[Line]:
    """The lines of a page, without what is not painted, in the order that pdfium reads them."""
    import pypdfium2.raw as raw

    text = text_page.raw
    # What is painted together looks the same: pdfium is asked once for each object.
    unseen: dict[int, bool] = {}
    lines: list[Line] = []
    characters: list[str] = []
    first: int | None = None

    def end_line() -> None:
        nonlocal first
        if line := " ".join("".join(characters).split()):
            lines.append(Line(line, *_place(raw, text, first)))
        characters.clear()
        first = None

    for index in range(raw.FPDFText_CountChars(text)):
        # Breaks and blanks that pdfium puts between words belong to no object.
        if painted := raw.FPDFText_GetTextObject(text, index):
            object = ctypes.addressof(painted.contents)
            if object not in unseen:
                unseen[object] = _is_unseen(raw, text, index, painted)
            if unseen[object]:
                continue
        code = raw.FPDFText_GetUnicode(text, index)
        if code in _HYPHENS and raw.FPDFText_IsHyphen(text, index) == 1:
            character = _HYPHEN
        else:
            character = _character(code)
        if character in _BREAKS:
            end_line()
            continue
        if first is None and painted and not character.isspace():
            first = index
        characters.append(character)
    end_line()
    return lines


def _place(raw: Any, text_page: Any, index: int | None) -> tuple[float, float]:
    if index is None:
        return 0.0, 0.0
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    return raw.FPDFText_GetFontSize(text_page, index) * _scale(raw, text_page, index), y.value


def _scale(raw: Any, text_page: Any, index: int) -> float:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text_page, index, matrix):
        return 1.0
    return float(max(abs(matrix.a) + abs(matrix.b), abs(matrix.c) + abs(matrix.d)))


def _is_unseen(raw: Any, text_page: Any, index: int, painted: Any) -> bool:
    if raw.FPDFTextObj_GetTextRenderMode(painted) in _UNSEEN_MODES:
        return True
    size = raw.FPDFText_GetFontSize(text_page, index) * _scale(raw, text_page, index)
    if 0 < size < _SMALLEST:
        return True
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFText_GetFillColor(text_page, index, *colour):
        return False
    red, green, blue, opacity = (part.value for part in colour)
    return opacity == 0 or min(red, green, blue) >= _WHITE


def _character(code: int) -> str:
    # Half of a pair, a byte without meaning, and the two values that are no characters.
    if code == 0 or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return ""
    return chr(code)


def _paragraphs(lines: Sequence[Line]) -> list[str]:
    """Join the lines that were broken for want of room.

    A paragraph ends where the next line stands lower than usual or in another size, or where
    its own line is short, or nearly full and ends a sentence.
    """
    if not lines:
        return []
    widths = sorted(len(line.text) for line in lines)
    usual = widths[len(widths) * 9 // 10]
    steps = sorted(
        step for one, other in pairwise(lines) if (step := one.height - other.height) > 1
    )
    step = steps[len(steps) // 2] if steps else 0.0
    paragraphs = [lines[0].text]
    for before, line in pairwise(lines):
        width = len(before.text)
        apart = (
            before.height - line.height > _GAP * step
            or abs(before.size - line.size) > _OTHER_SIZE * before.size
            or width < _SHORT_LINE * usual
            or (_SENTENCE_END.search(before.text) and width < 0.95 * usual)
        )
        if apart:
            paragraphs.append(line.text)
        elif paragraphs[-1].endswith(_HYPHEN):
            paragraphs[-1] += line.text
        else:
            paragraphs[-1] += f" {line.text}"
    return paragraphs


def _without_hyphens(text: str, compounds: set[str]) -> str:
    """Take out the hyphens that only a line's end put there.

    One stays where the word is so written elsewhere in the document, or goes on with
    a capital or a figure.
    """

    def joined(match: re.Match[str]) -> str:
        left, right = match.groups()
        is_compound = f"{left}-{right}".casefold() in compounds or not right[:1].islower()
        return f"{left}-{right}" if is_compound else left + right

    return _BROKEN.sub(joined, text).replace(_HYPHEN, "-")


def _separator(text: str, paragraphs: list[str]) -> str:
    if not text or not paragraphs:
        return ""
    goes_on = not _SENTENCE_END.search(text[-_ENDING:]) and paragraphs[0][0].islower()
    return " " if goes_on else "\n"


def _headline(text: str) -> str | None:
    first, _, rest = text.partition("\n")
    is_headline = rest and len(first) <= 200 and not _SENTENCE_END.search(first)
    return first if is_headline else None


def _property(value: str | None) -> str | None:
    plain = " ".join((value or "").split())
    # What word processors write there of themselves: "Microsoft Word - draft3.doc", "untitled".
    if re.search(r"^(microsoft |untitled)|\.(docx?|pdf|indd|odt|rtf)$", plain, re.IGNORECASE):
        return None
    return plain or None


def _broken(name: str) -> SourceUnreadableError:
    return SourceUnreadableError(
        f"{name} is a broken PDF file", hint="open it in a PDF reader and save it anew"
    )
