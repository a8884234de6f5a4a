"""Who said, believed, wanted or judged what, in English text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.datelines import undated
from briefing.language.frames import Frame
from briefing.language.mentions import entities
from briefing.language.nouns import nominal, predicative
from briefing.language.parsing import parse
from briefing.language.phrases import noun_phrase
from briefing.language.quotations import Quotation, quotations
from briefing.language.speech import labelled, with_quotations
from briefing.language.verbs import verbal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

__all__ = ["Attribution", "attributions"]

_FIRST_PERSON: Final = frozenset({"i", "me", "my", "myself"})
_RELATIVES: Final = frozenset({"who", "which", "that", "whom"})


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
    return list(_attributions(text))


@lru_cache(maxsize=8)
def _attributions(text: str) -> tuple[Attribution, ...]:
    doc = parse(text)
    quoted = quotations(text)
    found = with_quotations(doc, text, [*_frames(doc), *labelled(doc, text)], quoted)
    flat = [(frame, undated(piece, text)) for frame in found for piece in frame.pieces]
    parents = _parents([(frame.group, piece) for frame, piece in flat])
    sources = [_source(frame, text) for frame, _ in flat]
    speakers = _speakers(text, [frame for frame, _ in flat], sources, parents)
    return tuple(
        Attribution(source, frame.group, piece, speaker, _is_quoted(piece, quoted), parent)
        for (frame, piece), source, speaker, parent in zip(
            flat, sources, speakers, parents, strict=True
        )
    )


def _frames(doc: Doc) -> Iterator[Frame]:
    for token in doc:
        pos = token.pos_
        frame: Frame | None = None
        if pos == "VERB":
            frame = verbal(token)
        elif pos == "NOUN":
            frame = nominal(token)
        elif pos == "AUX":
            frame = predicative(token)
        if frame:
            yield frame


def _is_quoted(piece: Span, quoted: list[Quotation]) -> bool:
    """Whether quotations, one after the other, make up the whole piece."""
    first = bisect_left(quoted, piece.start, key=lambda quotation: quotation.span.start)
    last = bisect_right(quoted, piece.end, key=lambda quotation: quotation.span.end) - 1
    return (
        first <= last < len(quoted)
        and quoted[first].span.start == piece.start
        and quoted[last].span.end == piece.end
        and all(not quotation.closed for quotation in quoted[first:last])
    )


def _source(frame: Frame, text: str) -> Span | None:
    if frame.label is not None or frame.source is None:
        return frame.label
    return undated(noun_phrase(frame.source, frame.cue), text)


def _speakers(
    text: str, found: list[Frame], sources: list[Span | None], parents: list[int | None]
) -> list[Span | None]:
    """For each source the fullest name of whom it stands for, else the source."""
    named = {mention.end: entity.name for entity in entities(text) for mention in entity.mentions}
    speakers = list(sources)
    for index, frame in enumerate(found):
        head = frame.source
        if head is None:
            continue
        if head.lower_ in _RELATIVES and head.head.dep_ == "relcl":
            head = head.head.head
            speakers[index] = noun_phrase(head, frame.cue)
        # The minister, Jane Doe, said.
        bearers = [head, *(child for child in head.rights if child.dep_ == "appos")]
        names = [named[end] for end in (one.idx + len(one) for one in bearers) if end in named]
        if names:
            speakers[index] = names[0]
    # "I" in a quotation is whoever says it; parents come before the sayings inside them.
    for index in sorted(range(len(found)), key=lambda index: _depth(index, parents)):
        parent, source = parents[index], found[index].source
        if parent is not None and source is not None and source.lower_ in _FIRST_PERSON:
            speakers[index] = speakers[parent]
    return speakers


def _depth(index: int, parents: list[int | None]) -> int:
    depth, parent = 0, parents[index]
    while parent is not None:
        depth, parent = depth + 1, parents[parent]
    return depth


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
            holds = other.holds(cue) and other_cue != cue and not content.holds(other_cue)
            if holds and (best is None or sayings[best][1].holds(other)):
                best = index
        parents.append(best)
    return parents
