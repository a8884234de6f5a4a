"""What is read out of one source, before its sentences are numbered."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Article"]


@dataclass(frozen=True)
class Article:
    """A text, and what its source says about it.

    Attributes:
        text: The text, exactly as decoded.
        title: From the source itself, or None where it names none.
        publisher: Who published it, where the source says so.
        published: ISO 8601 date or date and time, where the source says so.
        author: Who wrote it, where the source says so.
        pages: Where each page begins, in code points, where it has pages.
        start: Where the prose begins, in code points; before it stands only front matter.
        unread: What came with it and was not read, such as the attachments of a mail.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    author: str | None = None
    pages: tuple[int, ...] = ()
    start: int = 0
    unread: tuple[str, ...] = ()
