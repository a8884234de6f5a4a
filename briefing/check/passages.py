"""The passages that a statement cites, as every rule of the check sees them."""

from __future__ import annotations

from typing import NamedTuple

from briefing.document import Document, Span

__all__ = ["Passage"]


class Passage(NamedTuple):
    """A cited stretch of a document."""

    document: Document
    span: Span

    @property
    def text(self) -> str:
        """The source's own characters."""
        return self.span.of(self.document.text)
