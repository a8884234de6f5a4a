"""Who tells what to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.clauses import phrase_span
from briefing.language.cues import words
from briefing.language.parties import PARTIES, is_party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = ["Telling", "listener"]

_HAND: Final = words("letter message note post statement")
"""What is written to somebody."""


_OF: Final = words("about against of over")
"""What leads to what one is warned of, and is hung on who is warned."""


@dataclass(frozen=True)
class Telling:
    """What somebody says, and the words that say so; spans in code points.

    Attributes:
        statement: What is said, as far as it stands beside the words that say so.
        speaker: The words that name who says it.
        cue: The verb of saying, or the colon.
        listener: The words that name whom it is said to, where they are there.
    """

    statement: Span
    speaker: Span
    cue: Span
    listener: Span | None = None


def listener(cue: Token) -> Span | None:
    """Whom the verb of saying tells it, or writes it to, where that is a party."""
    for child in cue.rights:
        heard = None
        named = child.dep_ == "npadvmod" and child.ent_type_ in PARTIES
        if named or (child.dep_ in ("dobj", "dative") and child.pos_ != "ADP"):
            heard = child
        elif child.dep_ in ("prep", "dative"):
            things = [part for part in child.children if part.dep_ == "pobj"]
            if child.lower_ == "to":
                heard = next(iter(things), None)
            else:
                written = [part for part in things if part.lemma_ in _HAND]
                heard = next((one for thing in written for one in _directed(thing)), None)
        if heard is not None and is_party(heard):
            clauses = [part for part in heard.rights if part.dep_ in ("relcl", "acl", "appos")]
            if cue.lemma_ == "warn":
                clauses += [part for part in heard.rights if part.lower_ in _OF]
            return phrase_span(heard, clauses)
    return None


def _directed(thing: Token) -> Iterator[Token]:
    for part in thing.rights:
        if part.dep_ == "prep" and part.lower_ == "to":
            yield from part.children
