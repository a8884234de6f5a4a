"""Quotations and the words that mark who says them, matched to each other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.cues import SPEECH, lemma
from briefing.language.frames import Frame
from briefing.language.phrases import subject, verb_group
from briefing.language.sentences import paragraph_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["with_quotations"]

_NEAR: Final = 160
"""Code points between a quotation and the verb beside it, at most."""
_STOP: Final = re.compile(r"[.!?…][”\"’')]*\s|[\r\n]")


def with_quotations(doc: Doc, found: list[Frame], quotes: Sequence[Span]) -> list[Frame]:
    """Give each quotation to the frame that introduces it.

    Args:
        doc: The parsed text.
        found: What the parse shows; the frames are changed in place.
        quotes: The quotations of the text, with their marks, in order.

    Returns:
        The frames that have a content, in the order of their cues.
    """
    text = doc.text
    starts = [quote.start for quote in quotes]
    for frame in found:
        outer = _around(frame.group.start, quotes, starts)
        frame.pieces = [
            _clipped(piece, outer) if outer else _widened(piece, frame, quotes, starts)
            for piece in frame.pieces
        ]
    speaking = [frame for frame in found if not _around(frame.group.start, quotes, starts)]
    covered = sorted(piece for frame in speaking for piece in frame.pieces)
    paragraphs = paragraph_spans(text)
    paragraph_starts = [paragraph.start for paragraph in paragraphs]
    groups = [frame.group.start for frame in speaking]
    for quote in quotes:
        if any(piece.start <= quote.start and quote.end <= piece.end for piece in covered):
            continue
        if not _is_speech(text, quote):
            continue
        at = max(0, bisect_right(paragraph_starts, quote.start) - 1)
        frame = _introducing(doc, quote, speaking, groups, paragraphs[at])
        if frame is None and at > 0:
            frame = _continued(text, quote, speaking, groups, paragraphs[at - 1 : at + 1])
        if frame is not None:
            if frame not in speaking:
                place = bisect_left(groups, frame.group.start)
                speaking.insert(place, frame)
                groups.insert(place, frame.group.start)
                found.append(frame)
            frame.pieces = _merged([*frame.pieces, quote], text)
    for frame in found:
        frame.pieces = _merged(frame.pieces, text)
    return sorted((frame for frame in found if frame.pieces), key=lambda frame: frame.group)


def _around(at: int, quotes: Sequence[Span], starts: list[int]) -> Span | None:
    """The quotation that holds offset `at`."""
    index = bisect_right(starts, at) - 1
    return quotes[index] if index >= 0 and at < quotes[index].end else None


def _clipped(piece: Span, outer: Span) -> Span:
    start, end = max(piece.start, outer.start + 1), min(piece.end, outer.end - 1)
    return Span(start, end) if start < end else piece


def _widened(piece: Span, frame: Frame, quotes: Sequence[Span], starts: list[int]) -> Span:
    """The piece with the whole of each quotation that it cuts."""
    index = max(0, bisect_right(starts, piece.start) - 1)
    while index < len(quotes) and quotes[index].start < piece.end + 1:
        quote = quotes[index]
        if quote.end > piece.start and not quote.holds(frame.group):
            piece = Span(min(piece.start, quote.start), max(piece.end, quote.end))
        index += 1
    return piece


def _is_speech(text: str, quote: Span) -> bool:
    """Whether it is more than a title or a word held at arm's length."""
    inner = quote.of(text).strip("“”\"‘’'«»„ ")
    return inner.count(" ") >= 3 or inner[-1:] in (",", ".", "!", "?")


def _introducing(
    doc: Doc, quote: Span, speaking: list[Frame], groups: list[int], paragraph: Span
) -> Frame | None:
    text = doc.text
    # Right after it: "…," he said.
    index = bisect_left(groups, quote.end)
    if index < len(speaking):
        near = speaking[index]
        between = text[quote.end : near.group.start]
        if len(between) < _NEAR and near.group.start < paragraph.end and not _STOP.search(between):
            ends = text[quote.end - 2 : quote.end - 1]
            if ends in ",?!—-…" or lemma(near.cue.lemma_) in SPEECH:
                return near
    if fresh := _beside(doc, quote, paragraph):
        return fresh
    # Before it, in the same sentence or in the sentences before.
    before = bisect_left(groups, quote.start) - 1
    if before >= 0 and speaking[before].group.start >= paragraph.start:
        return speaking[before]
    if index < len(speaking) and speaking[index].group.start < paragraph.end:
        return speaking[index]
    return None


def _beside(doc: Doc, quote: Span, paragraph: Span) -> Frame | None:
    """A frame made of any verb right after the quotation: "…," smiled the minister."""
    text = doc.text
    if text[quote.end - 2 : quote.end - 1] not in ",?!—-…":
        return None
    rest = doc.char_span(quote.end, min(quote.end + _NEAR, paragraph.end), alignment_mode="contract")
    for token in rest if rest is not None else ():
        if token.text[0] in ".!?“\"‘«":
            return None
        if token.pos_ == "VERB" and token.tag_ != "VBN":
            source = subject(token)
            if source is not None and source.idx >= quote.end:
                return Frame(token, verb_group(token), source, [])
    return None


def _continued(
    text: str, quote: Span, speaking: list[Frame], groups: list[int], paragraphs: list[Span]
) -> Frame | None:
    """The frame of the paragraph before, where a paragraph of nothing but quotation follows."""
    previous, paragraph = paragraphs
    if quote.start != paragraph.start:
        return None
    index = bisect_left(groups, paragraph.start) - 1
    if index >= 0 and speaking[index].group.start >= previous.start:
        return speaking[index]
    pieces = [(p.end, f) for f in speaking for p in f.pieces if previous.start <= p.start < previous.end]
    return max(pieces, key=lambda pair: pair[0])[1] if pieces else None


def _merged(pieces: list[Span], text: str) -> list[Span]:
    """In order, and one where nothing but white space lies between two."""
    merged: list[Span] = []
    for piece in sorted(pieces):
        if merged and not text[merged[-1].end : piece.start].strip():
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, piece.end))
        else:
            merged.append(piece)
    return merged
