"""Whose a figure is: the one that a text gives 24 % to, in the clause that has it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.document import Span
from briefing.language.cues import words
from briefing.language.parsing import parse
from briefing.language.parties import is_party
from briefing.language.roles import Filler, fillers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = ["Bearer", "bearers"]

_FARTHEST: Final = 8
_PARTS: Final = frozenset({"nsubj", "nsubjpass", "dobj", "poss", "appos"})
_TIMES: Final = frozenset({"DATE", "TIME"})
_OF: Final = words("by for from of")


class Bearer(NamedTuple):
    """A figure and whose it is.

    Attributes:
        place: Where a word of the figure stands, in code points.
        filler: Whose it is.
    """

    place: Span
    filler: Filler


@lru_cache(maxsize=64)
def bearers(text: str) -> tuple[Bearer, ...]:
    """The figures of English `text` that belong to a party in their clause, in its order.

    Raises:
        SettingsError: If no English model is installed.
    """
    found = []
    read = fillers(text)
    for token in parse(text):
        if not token.like_num or token.ent_type_ in _TIMES:
            continue
        if (bearer := _bearer(token)) is not None:
            found.append(Bearer(Span(token.idx, token.idx + len(token)), read(bearer)))
    return tuple(found)


def _bearer(number: Token) -> Token | None:
    """The nearest party above the figure, or beside one of the words above it."""
    token = number
    for _ in range(_FARTHEST):
        beside = [one for one in _beside(token) if _is_one(one)]
        if beside:
            return min(beside, key=lambda one: abs(one.i - number.i))
        if token.head is token:
            break
        token = token.head
        if _is_one(token):
            return token
    return None


def _beside(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in _PARTS:
            yield child
        elif child.dep_ == "prep" and child.lower_ in _OF:
            yield from (one for one in child.children if one.dep_ == "pobj")


def _is_one(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and not noun.like_num and is_party(noun)
