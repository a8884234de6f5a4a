"""An attribution in the making: its cue, the head of its source, and the pieces of its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.phrases import sentence, tokens_span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = ["EMPTY", "Frame", "part", "prepositional_objects", "rest_of_sentence"]

EMPTY: Final = frozenset({"it", "there"})
"""Subjects that stand for nobody: it is said that …"""


@dataclass
class Frame:
    """An attribution in the making.

    Attributes:
        cue: The word that marks it.
        group: The cue with its auxiliaries and prepositions, in code points.
        source: The head word of the source; None where it is unnamed.
        pieces: The content, in one or more pieces, in the order of the text.
        label: The words of the source where no phrase of the parse has them.
    """

    cue: Token
    group: Span
    source: Token | None
    pieces: list[Span]
    label: Span | None = None


def part(governor: Token, head: Token, first: int | None = None) -> Span:
    """What `head` governs, after `governor`, from token `first` where that is given."""
    doc = head.doc
    if first is None:
        first = max(head.left_edge.i, governor.i + 1)
    first = _past_date(head, first)
    last = head.right_edge.i
    # A relative clause after a comma is more likely the writer's than the source's.
    for i in range(head.i + 1, last):
        if doc[i].lower_ == "which" and doc[i - 1].text == ",":
            last = i - 2
            break
    return tokens_span(doc, *trimmed(doc, first, last))


def _past_date(head: Token, first: int) -> int:
    """The token after a date at `first` that tells when it was said: said on Monday it would."""
    for child in head.lefts:
        if child.left_edge.i == first and child.dep_ in ("npadvmod", "prep"):
            words = head.doc[child.i + (child.dep_ == "prep") : child.right_edge.i + 1]
            if len(words) and all(word.ent_type_ in ("DATE", "TIME") for word in words):
                return child.right_edge.i + 1
    return first


def prepositional_objects(head: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """What `head` reaches through one of `prepositions`; its own head is the preposition."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            yield from (inner for inner in child.rights if inner.dep_ in ("pobj", "pcomp"))


def rest_of_sentence(cue: Token, first: int, last: int) -> list[Span]:
    """What stands before token `first` and after token `last` in the sentence of the cue."""
    doc = cue.doc
    start, end = sentence(cue)
    return [
        tokens_span(doc, *trimmed(doc, begin, close))
        for begin, close in ((start, first - 1), (last + 1, end))
        if begin <= close and any(token.is_alpha for token in doc[begin : close + 1])
    ]
