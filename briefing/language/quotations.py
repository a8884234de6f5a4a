"""Where quotations begin and end, by the marks of any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from briefing.document import Span
from briefing.language.sentences import paragraph_spans

__all__ = ["Quotation", "quotations", "with_marks"]

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
_PLURAL: Final = re.compile(r" [^\W\d_]")
_SINGLE: Final = frozenset("‘’‚'›‹")


@dataclass(frozen=True)
class Quotation:
    """A quotation.

    Attributes:
        span: With its marks, in code points.
        inner: Without them.
        closed: Whether it has a closing mark. One that has none ends with its paragraph;
            where the next paragraph begins with a quotation, the same speaker goes on.
    """

    span: Span
    inner: Span
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """Find the outermost quotations of `text`, in any language's marks.

    Double and single marks, straight and curly, guillemets, low marks and corner brackets
    count; an apostrophe and the ending of a possessive are no marks.

    Returns:
        In order, none overlapping another.
    """
    found: list[Quotation] = []
    for paragraph in paragraph_spans(text):
        found += _in_paragraph(text, paragraph)
    return found


def with_marks(span: Span, text: str) -> Span:
    """The span with the mark beside it whose other half stands alone in it: take “all steps”."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    inside = span.of(text)
    for mark in _PAIRS.get(before, "") if before else "":
        said, closed, rest = inside.partition(mark)
        if closed and before not in said and mark not in rest and not rest[:1].isalnum():
            return Span(span.start - 1, span.end)
    for opening, closing in _PAIRS.items():
        said, opened, rest = inside.rpartition(opening)
        apart = opened and opening not in said and not said[-1:].isalnum()
        if after and after in closing and apart and after not in rest:
            return Span(span.start, span.end + 1)
    return span


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
            yield Quotation(Span(opened.start, at.end), Span(opened.end, at.start), closed=True)
            opened = None
    if opened is not None and text[opened.start] not in _SINGLE:
        span = Span(opened.start, paragraph.end)
        yield Quotation(span, Span(opened.end, paragraph.end), closed=False)


def _opens(text: str, mark: Span, paragraph: Span) -> bool:
    before = text[mark.start - 1] if mark.start > paragraph.start else " "
    after = text[mark.end] if mark.end < paragraph.end else " "
    return not before.isalnum() and not after.isspace()


def _closes(text: str, at: Span, mark: str, paragraph: Span) -> bool:
    if mark not in _SINGLE:
        return True
    after = text[at.end] if at.end < paragraph.end else " "
    if after.isalnum():
        return False
    # The boys' favour: the possessive of a plural, if the quotation is closed later on.
    if text[at.start - 1] in "sS" and _PLURAL.match(text, at.end, paragraph.end):
        for later in _MARK.finditer(text, at.end, paragraph.end):
            if _DOUBLED.get(later.group(), later.group()) != mark:
                continue
            here = Span(*later.span())
            if _opens(text, here, paragraph):
                return True
            if here.end == paragraph.end or not text[here.end].isalnum():
                return False
    return True
