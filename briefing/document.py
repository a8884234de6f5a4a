"""A source as it was read: its text, and its sentences by position.

All positions are offsets into `Document.text` in Unicode code points, start inclusive,
end exclusive, so that ``text[start:end]`` is the very passage.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

__all__ = ["Document", "Sentence", "Span", "renumbered", "sha256_of"]


def sha256_of(text: str) -> str:
    """Hash of `text` as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


class Span(NamedTuple):
    """A stretch of text: `start` inclusive, `end` exclusive, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


class Sentence(BaseModel):
    """One numbered sentence of a document; `id` is ``D1.4`` for the fourth of the first."""

    model_config = ConfigDict(frozen=True)

    id: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the sentence stands in its document."""
        return Span(self.start, self.end)


class Document(BaseModel):
    """A source, with its text exactly as read.

    Attributes:
        id: ``D1``, ``D2``, … in the order in which the sources were given.
        text: The text, in Unicode code points; nothing is normalised.
        sentences: In the order of the text; white space between them belongs to none.
        title: From the document itself, else from its file name.
        location: The path or address as the user gave it; ``-`` for standard input.
        publisher: Who published it, where the source says so.
        published: When, as an ISO 8601 date or date and time, where the source says so.
        language: ISO 639-1 code, or ``und`` where it cannot be told.
        author: Who wrote it, where the source says so.
        pages: Where each page begins, in a source that has pages; a page without text begins
            where the next one does.
        carriers: Who else carries the same report: near-duplicates that were put aside.
        copies: The sha256 of their texts.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    text: str
    sentences: tuple[Sentence, ...]
    title: str
    location: str
    publisher: str | None = None
    published: str | None = None
    language: str = "und"
    author: str | None = None
    pages: tuple[int, ...] = ()
    carriers: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()

    def page_at(self, position: int) -> int | None:
        """The number of the page that holds `position`, from 1; None without pages."""
        return bisect_right(self.pages, position) or None

    @cached_property
    def sha256(self) -> str:
        """Hash of the text as UTF-8, in hexadecimal."""
        return sha256_of(self.text)

    def sentences_touching(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences of which `span` covers a character, in reading order."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end, lo=first)
        return self.sentences[first:last]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _ends(self) -> list[int]:
        return [sentence.end for sentence in self.sentences]

    @cached_property
    def sentence_by_id(self) -> dict[str, Sentence]:
        """The sentences under their ids."""
        return {sentence.id: sentence for sentence in self.sentences}


def renumbered(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents as ``D1``, ``D2``, …, and their sentences likewise."""
    return tuple(
        Document(
            **{
                **dict(document),
                "id": f"D{number}",
                "sentences": tuple(
                    Sentence(id=f"D{number}.{place}", start=sentence.start, end=sentence.end)
                    for place, sentence in enumerate(document.sentences, start=1)
                ),
            }
        )
        for number, document in enumerate(documents, start=1)
    )
