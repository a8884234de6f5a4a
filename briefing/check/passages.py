"""The passages that a statement cites, as every rule of the check sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.document import Document, Span
from briefing.language.requests import requests

__all__ = ["Passage", "carrying"]


class Passage(NamedTuple):
    """A cited stretch of a document."""

    document: Document
    span: Span

    @property
    def text(self) -> str:
        """The source's own characters."""
        return self.span.of(self.document.text)


def carrying(passages: Sequence[Passage]) -> list[Passage]:
    """What of the passages can carry a statement: all but instructions and questions.

    A question states nothing, and an instruction to the reader is no news, whoever put it
    there. Only English is searched for them.
    """
    kept: list[Passage] = []
    for passage in passages:
        document, (start, end) = passage
        for request in requests(document.text) if document.language == "en" else ():
            if start < request.end and request.start < end:
                if document.text[start : request.start].strip():
                    kept.append(Passage(document, _trimmed(document, start, request.start)))
                start = max(start, request.end)
        if document.text[start:end].strip():
            kept.append(Passage(document, _trimmed(document, start, end)))
    return kept


def _trimmed(document: Document, start: int, end: int) -> Span:
    text = document.text[start:end]
    return Span(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))
