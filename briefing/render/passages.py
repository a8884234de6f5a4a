"""Texts cut where they carry something: passages, and the parts that a page marks."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.brief import Citation
from briefing.document import Span
from briefing.render.lines import Line

__all__ = [
    "Excerpt",
    "Paragraph",
    "Part",
    "Passage",
    "cut",
    "excerpts_of",
    "passages_of",
]

_SENTENCE = re.compile(r"[A-Za-z]+\d+\.\d+")


@dataclass(frozen=True)
class Passage:
    """A stretch of a source, and every line that rests on it.

    Attributes:
        anchor: Its place in the page: the sentence's id, where that is one.
        citation: The stretch.
        lines: In the order of the page.
    """

    anchor: str
    citation: Citation
    lines: tuple[Line, ...]

    @property
    def span(self) -> Span:
        """Where it stands: as long as its words are, whatever end is given."""
        return Span(self.citation.start, self.citation.start + len(self.citation.quote))

    @property
    def shown(self) -> bool:
        """Whether a statement on the page rests on it."""
        return any(line.shown for line in self.lines)

    @property
    def kinds(self) -> str:
        """The kinds of its lines, as classes of the page."""
        return " ".join(dict.fromkeys(line.kind for line in self.lines))


@dataclass(frozen=True)
class Part:
    """A piece of text that carries the same from end to end.

    Attributes:
        text: Its words.
        passages: What it belongs to; none where nothing rests on it.
        begin: Those of them that begin with it.
        end: Those of them that end with it.
        page: The page that begins with it, in a source that has pages.
    """

    text: str
    passages: tuple[Passage, ...] = ()
    begin: tuple[Passage, ...] = ()
    end: tuple[Passage, ...] = ()
    page: int | None = None

    @property
    def kinds(self) -> str:
        """The kinds of what rests on it, as classes of the page."""
        return " ".join(
            dict.fromkeys(line.kind for passage in self.passages for line in passage.lines)
        )

    @property
    def anchors(self) -> str:
        """The anchors of its passages, separated by spaces."""
        return " ".join(passage.anchor for passage in self.passages)


Paragraph = tuple[Part, ...]


@dataclass(frozen=True)
class Excerpt:
    """What is known of a source's text from `start` on: all of it, or the cited words."""

    start: int
    text: str

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return Span(self.start, self.start + len(self.text))


def passages_of(lines: Iterable[Line]) -> list[Passage]:
    """Every stretch that a line cites, once, in the order in which they are first cited."""
    citing: defaultdict[Citation, list[Line]] = defaultdict(list)
    for line in lines:
        for citation in dict.fromkeys(line.citations):
            citing[citation].append(line)
    taken: set[str] = set()
    passages = []
    for number, (citation, citers) in enumerate(citing.items(), start=1):
        anchor = citation.sentence
        if anchor in taken or not _SENTENCE.fullmatch(anchor):
            anchor = f"passage-{number}"
        taken.add(anchor)
        passages.append(Passage(anchor, citation, tuple(citers)))
    return passages


def excerpts_of(passages: Sequence[Passage]) -> list[Excerpt]:
    """The words that `passages` cite, those that meet as one, in the order of the source."""
    excerpts: list[Excerpt] = []
    for passage in sorted(passages, key=lambda passage: passage.span):
        span, quote = passage.span, passage.citation.quote
        last = excerpts[-1] if excerpts else None
        if last and span.start < last.span.end:
            known = last.span.end - span.start
            excerpts[-1] = Excerpt(last.start, last.text + quote[known:])
        else:
            excerpts.append(Excerpt(span.start, quote))
    return excerpts


def cut(
    excerpt: Excerpt,
    paragraphs: Sequence[Span],
    passages: Sequence[Passage],
    pages: Sequence[int] = (),
) -> list[Paragraph]:
    """The paragraphs of an excerpt, cut where a passage or a page begins or ends.

    Args:
        excerpt: The text.
        paragraphs: Where its paragraphs stand, in order, in positions of the source.
        passages: What to mark.
        pages: Where each page of the source begins.
    """
    starts = [span.start for span in paragraphs]
    ends = [span.end for span in paragraphs]
    marked: defaultdict[int, list[_Piece]] = defaultdict(list)
    numbered: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for passage in passages:
        first = bisect_right(ends, passage.span.start)
        places = range(first, bisect_left(starts, passage.span.end, lo=first))
        for place in places:
            marked[place].append(_Piece(passage, place == places[0], place == places[-1]))
    for number, start in enumerate(pages, start=1):
        place = bisect_right(ends, start)
        if place < len(paragraphs):
            numbered[place][max(start, starts[place])] = number
    return [
        _parts(excerpt, span, marked.get(place, ()), numbered.get(place, {}))
        for place, span in enumerate(paragraphs)
    ]


class _Piece(NamedTuple):
    """What a paragraph has of a passage: its first words, its last, or what is between."""

    passage: Passage
    first: bool
    last: bool


def _parts(
    excerpt: Excerpt, within: Span, pieces: Sequence[_Piece], pages: dict[int, int]
) -> Paragraph:
    # The longest first, so that its anchor is the mark's own.
    spans = {
        piece: Span(
            max(piece.passage.span.start, within.start), min(piece.passage.span.end, within.end)
        )
        for piece in sorted(pieces, key=lambda piece: -piece.passage.span.end)
    }
    edges = sorted({*within, *pages, *(edge for span in spans.values() for edge in span)})
    parts = []
    for start, end in itertools.pairwise(edges):
        over = [piece for piece, span in spans.items() if span.holds(Span(start, end))]
        parts.append(
            Part(
                text=excerpt.text[start - excerpt.start : end - excerpt.start],
                passages=tuple(piece.passage for piece in over),
                begin=tuple(
                    piece.passage for piece in over if piece.first and spans[piece].start == start
                ),
                end=tuple(
                    piece.passage for piece in over if piece.last and spans[piece].end == end
                ),
                page=pages.get(start),
            )
        )
    return tuple(parts)
