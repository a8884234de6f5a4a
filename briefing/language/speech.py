"""Quotations and the words that mark who says them, matched to each other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.cues import SPEECH, lemma
from briefing.language.frames import Frame
from briefing.language.phrases import subject, verb_group
from briefing.language.quotations import Quotation
from briefing.language.sentences import paragraph_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["labelled", "with_quotations"]

_NEAR: Final = 160
"""Code points between a quotation and the verb beside it, at most."""
_LONGEST: Final = 400
"""Code points in which the start of a sentence is looked for."""
_STOP: Final = re.compile(r"[.!?…][”\"’')]*\s|[\r\n]")
_MIDDLE: Final = re.compile(r"\W+[a-z]")
_LABEL: Final = re.compile(r"([A-Z][^:,\n“”\"‘]{1,60}):[ \t]+(?=\S)")
_MARKS: Final = "“”„‟\"«»‹›‘’‚'「」『』` "
_UNFINISHED: Final = ",?!—–-…"
"""The marks before the closing one where the sentence goes on: "…," he said."""


def labelled(doc: Doc, text: str) -> list[Frame]:
    """Headlines and transcripts, in which a name and a colon say who speaks: X: We will stay.

    A label is taken for a name where the rest begins with a quotation or the text has the
    same name again.
    """
    found = []
    for paragraph in paragraph_spans(text):
        match = _LABEL.match(text, paragraph.start, paragraph.end)
        label = match and doc.char_span(match.start(1), match.end(1))
        if not match or label is None or any(token.pos_ in ("VERB", "AUX") for token in label):
            continue
        name = label[-1]
        again = text.find(name.text, match.end(1)) >= 0 or text.find(name.text) < label[0].idx
        said = Span(match.end(), paragraph.end)
        if name.pos_ in ("PROPN", "NOUN") and (again or text[said.start] in _MARKS):
            colon = doc[label.end]
            group = Span(colon.idx, colon.idx + 1)
            found.append(Frame(colon, group, name, [said], Span(*match.span(1))))
    return found


def with_quotations(
    doc: Doc, text: str, found: list[Frame], quotations: Sequence[Quotation]
) -> list[Frame]:
    """Give each quotation to the frame that introduces it.

    Args:
        doc: The parsed text.
        text: The same, as a string; `Doc.text` builds it anew each time.
        found: What the parse shows; the frames are changed in place.
        quotations: Those of the text, in order.

    Returns:
        The frames that have a content, in the order of their cues.
    """
    return _Matching(doc, text, found, quotations).frames()


class _Matching:
    """The frames and quotations of one text, on the way to each other."""

    def __init__(
        self, doc: Doc, text: str, found: list[Frame], quotations: Sequence[Quotation]
    ) -> None:
        self.doc = doc
        self.text = text
        self.quotations = quotations
        self.starts = [quotation.span.start for quotation in quotations]
        self.paragraphs = paragraph_spans(text)
        self.found = sorted(found, key=_group)
        # A cue inside a quotation introduces nothing outside it.
        self.speaking = [frame for frame in self.found if self._quoting(frame) is None]

    def frames(self) -> list[Frame]:
        for frame in self.found:
            outer = self._quoting(frame)
            if outer is None:
                frame.pieces = [self._widened(piece, frame) for piece in frame.pieces]
            else:
                clipped = (_clipped(piece, outer.inner, self.text) for piece in frame.pieces)
                frame.pieces = [piece for piece in clipped if piece is not None]
        covered = sorted(piece for frame in self.speaking for piece in frame.pieces)
        for index, quotation in enumerate(self.quotations):
            span = quotation.span
            at = bisect_right(covered, span.start, key=lambda piece: piece.start)
            held = any(piece.holds(span) for piece in covered[max(0, at - _NEAR) : at])
            if held or not _is_speech(self.text, span):
                continue
            if introducing := self._introducing(index):
                introducing.pieces = _merged([*introducing.pieces, span], self.text)
        for frame in self.found:
            frame.pieces = _merged([self._begun(piece, frame) for piece in frame.pieces], self.text)
        return [frame for frame in self.found if frame.pieces]

    def _quoting(self, frame: Frame) -> Quotation | None:
        """The quotation that holds the cue."""
        index = bisect_right(self.starts, frame.group.start) - 1
        if index < 0 or frame.group.start >= self.quotations[index].span.end:
            return None
        return self.quotations[index]

    def _widened(self, piece: Span, frame: Frame) -> Span:
        """The piece with the whole of each quotation that it cuts."""
        index = max(0, bisect_right(self.starts, piece.start) - 1)
        for quotation in self.quotations[index:]:
            quote = quotation.span
            if quote.start > piece.end:
                break
            if quote.end > piece.start and not quote.holds(frame.group):
                piece = Span(min(piece.start, quote.start), max(piece.end, quote.end))
        return piece

    def _begun(self, piece: Span, frame: Frame) -> Span:
        """The piece with the words before a quotation that starts in the middle of a sentence."""
        index = bisect_left(self.starts, piece.start)
        quoted = index < len(self.starts) and self.starts[index] == piece.start
        if (
            not quoted
            or piece.start > frame.group.start
            or not _MIDDLE.match(self.text, piece.start)
        ):
            return piece
        begin = max(0, piece.start - _LONGEST)
        stops = [stop.end() for stop in _STOP.finditer(self.text, begin, piece.start)]
        if not stops or self._next(stops[-1]) < self._next(piece.start):
            return piece
        words = self.text[stops[-1] : piece.start]
        return Span(piece.start - len(words.lstrip()), piece.end)

    def _next(self, at: int) -> int:
        """Index, in `speaking`, of the first frame whose cue begins at offset `at` or later."""
        return bisect_left(self.speaking, at, key=lambda frame: frame.group.start)

    def _introducing(self, index: int) -> Frame | None:
        """The frame that the quotation belongs to, by the words around it."""
        last = index
        while not self.quotations[last].closed and self._goes_on(last + 1):
            last += 1
        at = self._paragraph(self.quotations[index].span)
        return (
            self._in_paragraph(self.quotations[index].span, self.paragraphs[at])
            or (last > index and self._introducing(last))
            or self._before_paragraph(self.quotations[index].span, at)
        ) or None

    def _goes_on(self, index: int) -> bool:
        """Whether the quotation begins a paragraph."""
        if index >= len(self.quotations):
            return False
        span = self.quotations[index].span
        return self.paragraphs[self._paragraph(span)].start == span.start

    def _paragraph(self, span: Span) -> int:
        return max(0, bisect_right(self.paragraphs, span.start, key=lambda one: one.start) - 1)

    def _in_paragraph(self, quote: Span, paragraph: Span) -> Frame | None:
        index = self._next(quote.end)
        after = self.speaking[index] if index < len(self.speaking) else None
        if after is not None and after.group.start >= paragraph.end:
            after = None
        # Right after it: "…," he said.
        if after is not None:
            between = self.text[quote.end : after.group.start]
            unfinished = self.text[quote.end - 2] in _UNFINISHED
            near = len(between) < _NEAR and not _STOP.search(between)
            other = bisect_left(self.starts, quote.end)
            if other < len(self.starts) and self.starts[other] < after.group.start:
                near = False
            if near and (unfinished or lemma(after.cue.lemma_) in SPEECH):
                return after
        if fresh := self._beside(quote, paragraph):
            return fresh
        # Before it, in the same sentence or in the sentences before.
        index = self._next(quote.start) - 1
        if index >= 0 and self.speaking[index].group.start >= paragraph.start:
            return self.speaking[index]
        return after

    def _beside(self, quote: Span, paragraph: Span) -> Frame | None:
        """A frame made of any verb right after the quotation: "…," smiled the minister."""
        if self.text[quote.end - 2] not in _UNFINISHED:
            return None
        end = min(quote.end + _NEAR, paragraph.end)
        rest = self.doc.char_span(quote.end, end, alignment_mode="contract")
        for token in rest if rest is not None else ():
            if token.text[0] in _MARKS or token.text in (".", "!", "?"):
                return None
            if token.pos_ == "VERB" and token.tag_ != "VBN":
                source = subject(token)
                if source is not None and source.idx >= quote.end:
                    frame = Frame(token, verb_group(token), source, [])
                    insort(self.speaking, frame, key=_group)
                    insort(self.found, frame, key=_group)
                    return frame
        return None

    def _before_paragraph(self, quote: Span, at: int) -> Frame | None:
        """The last frame of the paragraph before, where the quotation begins a paragraph."""
        if at == 0 or quote.start != self.paragraphs[at].start:
            return None
        previous = self.paragraphs[at - 1]
        index = self._next(quote.start) - 1
        if index >= 0 and self.speaking[index].group.start >= previous.start:
            return self.speaking[index]
        # Its speaker, too, may have been named still earlier.
        pieces = [
            (piece.end, index)
            for index, frame in enumerate(self.speaking)
            for piece in frame.pieces
            if previous.start <= piece.start < previous.end
        ]
        return self.speaking[max(pieces)[1]] if pieces else None


def _group(frame: Frame) -> Span:
    return frame.group


def _clipped(piece: Span, inner: Span, text: str) -> Span | None:
    """What of the piece lies inside the quotation in which its cue stands."""
    start, end = max(piece.start, inner.start), min(piece.end, inner.end)
    words = text[start:end].rstrip()
    return Span(start, start + len(words)) if start < end and words else None


def _is_speech(text: str, quote: Span) -> bool:
    """Whether it is more than a title or a word held at arm's length."""
    inner = quote.of(text).strip(_MARKS)
    return inner.count(" ") >= 3 or inner[-1:] in (",", ".", "!", "?")


def _merged(pieces: list[Span], text: str) -> list[Span]:
    """In order, and one where nothing but white space lies between two."""
    merged: list[Span] = []
    for piece in sorted(pieces):
        if merged and not text[merged[-1].end : piece.start].strip():
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, piece.end))
        else:
            merged.append(piece)
    return merged
