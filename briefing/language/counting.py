"""What the numbers of an English text count."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefing.language.parsing import parse

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["counted_nouns", "place_lists"]

_LIST: Final = 3
"""Names of a list that a reader counts, at least."""


@lru_cache(maxsize=256)
def counted_nouns(text: str) -> dict[int, str]:
    """The lemma of the counted noun, by the offset at which its number ends, in code points.

    Where the noun follows from afar ("20 wounded Russian soldiers") the parse finds it; a
    number that counts no noun is left out.
    """
    found = {}
    for token in parse(text):
        if token.dep_ in ("nummod", "amod") and (token.like_num or token.pos_ == "NUM"):
            noun = _noun(token)
            if noun is not None:
                found[token.idx + len(token)] = noun.lemma_.lower()
    return found


@lru_cache(maxsize=256)
def place_lists(text: str) -> frozenset[int]:
    """How many names each list of places in an English text has, where it has three or more."""
    return frozenset(
        len(token.conjuncts) + 1
        for token in parse(text)
        if token.dep_ != "conj" and len(token.conjuncts) >= _LIST - 1
        if all(one.ent_type_ in ("GPE", "LOC") for one in (token, *token.conjuncts))
    )


def _noun(number: Token) -> Token | None:
    # A second-half strike is one of the second half.
    joined = number.i + 2 < len(number.doc) and number.nbor().text in ("-", "‑", "–")
    if joined and number.nbor(2).pos_ == "NOUN":
        return number.nbor(2)
    head = number.head
    if head.pos_ == "NOUN" and head.i > number.i and not head.like_num:
        return head
    return None
