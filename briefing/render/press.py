"""The only place that knows typst: a template and data in, PDF out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import SettingsError

if TYPE_CHECKING:
    from typst import PDFStandard

__all__ = ["Press", "page_count"]

_STANDARDS: Final[list[PDFStandard]] = ["ua-1", "a-2a"]
_FONTS: Final = ("*.ttf", "*.otf", "*.ttc", "*.otc")
_PROBE: Final = b"""#set page(width: 40pt, height: 40pt, margin: 4pt)
#set text(font: "Libertinus Serif")
#for character in json(bytes(sys.inputs.characters)) { page(character) }"""
_UNDRAWN: Final = "\U0010ffff"
"""A noncharacter (Unicode 23.7): no font has it."""
_UNKNOWN: Final = "\ufffd"
_LATIN_1: Final = "\xff"


class Press:
    """A typst template and its fonts: the wheel's, and those in the user's own `templates/`.

    The system's fonts are not looked at: the page would differ from machine to machine.
    """

    def __init__(self, template: Path) -> None:
        self._template = template.resolve()
        import typst

        own = Path("templates")
        with_fonts = own.is_dir() and any(next(own.glob(kind), None) for kind in _FONTS)
        self._fonts = typst.Fonts(
            include_system_fonts=False, font_paths=[own.resolve()] if with_fonts else []
        )

    def print(self, data: dict[str, Any], created: datetime) -> bytes:
        """The document as PDF; the template finds `data` in ``sys.inputs.page``, as JSON.

        It is PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), or where a text or a user's
        template does not allow that, PDF 1.7 with tags.

        Raises:
            SettingsError: If the template is broken.
        """
        import typst

        def compiled(standards: list[PDFStandard]) -> bytes:
            return typst.compile(
                self._template,
                root=self._template.parent,
                font_paths=self._fonts,
                format="pdf",
                sys_inputs={"page": json.dumps(data)},
                timestamp=created,
                pdf_standards=standards,
            )

        try:
            return compiled(_STANDARDS)
        except typst.TypstError:
            pass
        try:
            return compiled([])
        except typst.TypstError as error:
            raise SettingsError(f"template {self._template.name}: {error.message}") from error

    def missing(self, texts: Iterable[str]) -> frozenset[str]:
        """The characters of `texts` that none of the fonts can draw.

        Each is drawn by itself: one that looks like a character that no font has is missing.
        """
        import typst

        characters = sorted({one for text in texts for one in text if one > _LATIN_1})
        if not characters:
            return frozenset()
        pages = typst.compile(
            _PROBE,
            font_paths=self._fonts,
            format="svg",
            sys_inputs={"characters": json.dumps([_UNDRAWN, *characters])},
        )
        return frozenset(
            one for one, page in zip(characters, pages[1:], strict=True) if page == pages[0]
        )


def page_count(pdf: bytes) -> int:
    """How many pages it has."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
