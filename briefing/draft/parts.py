"""Sources cut into parts that a model can read at once, at the borders of paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from briefing.document import Document, Sentence, Span
from briefing.errors import SettingsError
from briefing.language.sentences import paragraph_spans
from briefing.tokens import count_tokens

__all__ = ["cut_to_fit", "group_to_fit"]

T = TypeVar("T")

_FRAME = 64
"""Tokens around a document's sentences: its fence, twice, with room to spare."""
_HEADING = 100
"""Tokens of a heading at most; what is longer is a paragraph of the text."""


def cut_to_fit(documents: Sequence[Document], room: int) -> list[list[Document]]:
    """Cut `documents` into parts of at most `room` tokens; all of one is the whole of them.

    Each part holds whole paragraphs, and of a paragraph longer than a part whole sentences;
    each sentence stands in just one part, under its own id, but for a document's heading, which
    stands in each of its parts: it tells whose speech or which article goes on there.

    Raises:
        SettingsError: If one sentence alone is longer than `room`.
    """
    parts: list[list[Document]] = []
    left = 0
    for document in documents:
        held: list[Sentence] = []
        paragraphs = paragraph_spans(document.text)
        heading = _heading(document, paragraphs)
        frame = _FRAME + sum(_size(document, sentence) for sentence in heading)
        for sentences, size in _pieces(document, paragraphs, room - frame):
            if sentences == heading:
                continue
            if size + (0 if held else frame) > left:
                if held:
                    parts[-1].append(_of(document, held))
                    held = []
                parts.append([])
                left = room
            if not held:
                held += heading
                left -= frame
            left -= size
            held += sentences
        if held:
            parts[-1].append(_of(document, held))
    return parts


def group_to_fit(items: Iterable[T], sizes: Iterable[int], room: int) -> list[list[T]]:
    """Neighbours in groups of at most `room` in all, but of at least two; the last may be one."""
    groups: list[list[T]] = []
    left = 0
    for item, size in zip(items, sizes, strict=True):
        if not groups or (size > left and len(groups[-1]) > 1):
            groups.append([])
            left = room
        groups[-1].append(item)
        left -= size
    return groups


def _heading(document: Document, paragraphs: Sequence[Span]) -> list[Sentence]:
    """The first sentence, where it is a short paragraph of its own."""
    first, *others = document.sentences or [None]
    if first is None or not others or not first.span.holds(paragraphs[0]):
        return []
    return [first] if _size(document, first) <= _HEADING else []


def _size(document: Document, sentence: Sentence) -> int:
    """Tokens of the sentence as it is shown."""
    return count_tokens(f"[{sentence.id}] {sentence.span.of(document.text)}\n")


def _pieces(
    document: Document, paragraphs: Sequence[Span], room: int
) -> Iterator[tuple[list[Sentence], int]]:
    """The paragraphs with their sizes in tokens; sentence by sentence where one is too long."""
    starts = [paragraph.start for paragraph in paragraphs]
    sizes = {sentence.id: _size(document, sentence) for sentence in document.sentences}
    for _, group in groupby(
        document.sentences, key=lambda sentence: bisect_left(starts, sentence.start + 1)
    ):
        sentences = list(group)
        size = sum(sizes[sentence.id] for sentence in sentences)
        if size <= room:
            yield sentences, size
            continue
        for sentence in sentences:
            if sizes[sentence.id] > room:
                raise SettingsError(
                    f"the sentence {sentence.id} of {document.location} has "
                    f"{sizes[sentence.id]:,} tokens, and one call has room for {max(room, 0):,}",
                    hint="take a model with a longer context (--model, BRIEFING_WINDOW)",
                )
            yield [sentence], sizes[sentence.id]


def _of(document: Document, sentences: Sequence[Sentence]) -> Document:
    # Anew, since a copy would keep what was derived from all sentences.
    return Document(**dict(document) | {"sentences": tuple(sentences)})
