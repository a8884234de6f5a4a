"""Who said, believed, wanted or judged what, in English text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from briefing.document import Span
from briefing.language.frames import frames
from briefing.language.parsing import parse
from briefing.language.phrases import noun_phrase
from briefing.language.quotations import quotations
from briefing.language.speech import with_quotations

__all__ = ["Attribution", "attributions"]


@dataclass(frozen=True)
class Attribution:
    """Who said what; all spans are offsets into the text in code points.

    Attributes:
        source: The words that name the source; None where the text names none.
        cue: The words that mark the saying, with their auxiliaries.
        content: What is said.
        speaker: The fullest naming mention, in the same text, of whom the source stands
            for; the source itself where it cannot be resolved.
        direct: Whether the content is wholly a quotation.
        parent: Index, in the list, of the attribution whose content holds this one.
    """

    source: Span | None
    cue: Span | None
    content: Span | None
    speaker: Span | None
    direct: bool
    parent: int | None


def attributions(text: str) -> list[Attribution]:
    """Find who said what in English `text`, in the order of the cues.

    A saying whose content comes in several pieces ("…," he said, "…") gives one
    attribution for each piece, with the same source and cue.

    Raises:
        SettingsError: If no English model is installed.
    """
    doc = parse(text)
    quotes = [quotation.span for quotation in quotations(text)]
    found = with_quotations(doc, list(frames(doc)), quotes)
    flat = [
        (frame, source, piece)
        for frame in found
        for source in [noun_phrase(frame.source, frame.cue) if frame.source is not None else None]
        for piece in frame.pieces
    ]
    parents = _parents([(frame.group, piece) for frame, _, piece in flat])
    whole = set(quotes)
    return [
        Attribution(source, frame.group, piece, source, piece in whole, parent)
        for (frame, source, piece), parent in zip(flat, parents, strict=True)
    ]


def _parents(sayings: list[tuple[Span, Span]]) -> list[int | None]:
    """For each cue and content the index of the closest one whose content holds the cue."""
    order = sorted(range(len(sayings)), key=lambda index: sayings[index][1])
    starts = [sayings[index][1].start for index in order]
    longest = max((content.end - content.start for _, content in sayings), default=0)
    parents: list[int | None] = []
    for cue, content in sayings:
        best: int | None = None
        first = bisect_left(starts, cue.start - longest)
        for index in order[first : bisect_right(starts, cue.start)]:
            other_cue, other = sayings[index]
            if other.holds(cue) and other_cue != cue and not content.holds(other_cue):
                if best is None or sayings[best][1].holds(other):
                    best = index
        parents.append(best)
    return parents
