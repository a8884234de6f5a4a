"""Where quotations begin and end, by the marks of any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from briefing.document import Span
from briefing.language.sentences import paragraph_spans

__all__ = ["Quotation", "quotations"]

_PAIRS: Final = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    '"': '"',
    "'": "'",
}
"""The marks that open a quotation, each with those that close it."""
_MARK: Final = re.compile("''|``|[" + "".join(_PAIRS) + "".join(_PAIRS.values()) + "]")
_DOUBLED: Final = {"''": '"', "``": '"'}
"""Two typewriter marks that stand for one, as older wire copy has them."""
_SINGLE: Final = frozenset("‘’‚'›‹")


@dataclass(frozen=True)
class Quotation:
    """A quotation.

    Attributes:
        span: With its marks, in code points.
        inner: Without them.
    """

    span: Span
    inner: Span


def quotations(text: str) -> list[Quotation]:
    """Find the outermost quotations of `text`, in any language's marks.

    A quotation that is left open at the end of its paragraph goes on where the next
    paragraph begins with an opening mark, and ends with its paragraph where none does.
    An apostrophe is no mark.

    Returns:
        In order, none overlapping another.
    """
    found: list[Quotation] = []
    for paragraph in paragraph_spans(text):
        found += _in_paragraph(text, paragraph)
    return found


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Quotation]:
    opened: Span | None = None
    closing = ""
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        at = Span(*match.span())
        mark = _DOUBLED.get(match.group(), match.group())
        if opened is None:
            if mark in _PAIRS and _opens(text, at, paragraph):
                opened, closing = at, _PAIRS[mark]
        elif mark in closing and _closes(text, at, mark, paragraph):
            yield Quotation(Span(opened.start, at.end), Span(opened.end, at.start))
            opened = None
    if opened is not None and text[opened.start] not in _SINGLE:
        yield Quotation(Span(opened.start, paragraph.end), Span(opened.end, paragraph.end))


def _opens(text: str, mark: Span, paragraph: Span) -> bool:
    before = text[mark.start - 1] if mark.start > paragraph.start else " "
    after = text[mark.end] if mark.end < paragraph.end else " "
    return not before.isalnum() and not after.isspace()


def _closes(text: str, at: Span, mark: str, paragraph: Span) -> bool:
    after = text[at.end] if at.end < paragraph.end else " "
    return mark not in _SINGLE or not after.isalnum()
