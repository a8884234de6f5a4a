"""PDF: the text of each page in reading order, and where each page begins.

Text that a reader does not see is left out where the file itself says so: invisible (text
render modes 3 and 7), fully transparent, white, or set smaller than two points. Not found
are text under an image or a coloured box, outside the page's crop box, in a colour that
its ground has too, or in a layer that is switched off. White on a dark ground is left out
though it can be seen. Pages that are pictures of text have no text for us.
"""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import SourceEmptyError, SourceUnreadableError
from briefing.load.article import Article

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

__all__ = ["read_pdf"]

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
    text, starts = "", []
    for page in document:
        lines = [" ".join(line.split()) for line in _seen(page).splitlines()]
        paragraphs = _paragraphs([line for line in lines if line])
        separator = _separator(text, paragraphs)
        starts.append(len(text) + len(separator) if paragraphs else len(text))
        text += separator + "\n".join(paragraphs)
        page.close()
        if len(text) > _CHARACTERS:
            raise SourceUnreadableError(f"{name} is too long a text", hint=_TOO_LONG_HINT)
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


def _seen(page: Any) -> str:
    """The characters of a page that are painted, in the order that pdfium reads them."""
    import pypdfium2.raw as raw

    text_page = page.get_textpage()
    colour = [ctypes.c_uint() for _ in range(4)]
    characters: list[str] = []
    try:
        for index in range(raw.FPDFText_CountChars(text_page)):
            code = raw.FPDFText_GetUnicode(text_page, index)
            # Breaks and blanks that pdfium puts between words belong to no object.
            if not raw.FPDFText_IsGenerated(text_page, index) and _is_unseen(
                raw, text_page, index, colour
            ):
                continue
            characters.append(_character(code))
    finally:
        text_page.close()
    return re.sub(r"\x02\s*", "", "".join(characters))


def _is_unseen(raw: Any, text_page: Any, index: int, colour: list[ctypes.c_uint]) -> bool:
    painted = raw.FPDFText_GetTextObject(text_page, index)
    if painted and raw.FPDFTextObj_GetTextRenderMode(painted) in _UNSEEN_MODES:
        return True
    matrix = raw.FS_MATRIX()
    scale = 1.0
    if raw.FPDFText_GetMatrix(text_page, index, matrix):
        scale = max(abs(matrix.a) + abs(matrix.b), abs(matrix.c) + abs(matrix.d))
    if 0 < raw.FPDFText_GetFontSize(text_page, index) * scale < _SMALLEST:
        return True
    if not raw.FPDFText_GetFillColor(text_page, index, *colour):
        return False
    red, green, blue, opacity = (part.value for part in colour)
    return opacity == 0 or min(red, green, blue) >= _WHITE


def _character(code: int) -> str:
    # Half of a pair, a byte without meaning, and the two values that are no characters.
    if code == 0 or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return ""
    return chr(code)


def _paragraphs(lines: list[str]) -> list[str]:
    usual = sorted(len(line) for line in lines)[len(lines) * 9 // 10] if lines else 0
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        if is_open:
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
        short = len(line) < _SHORT_LINE * usual
        is_open = not (short or (_SENTENCE_END.search(line) and len(line) < 0.95 * usual))
    return paragraphs


def _separator(text: str, paragraphs: list[str]) -> str:
    if not text or not paragraphs:
        return ""
    goes_on = not _SENTENCE_END.search(text) and paragraphs[0][0].islower()
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
