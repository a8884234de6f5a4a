"""Nouns with the peoples and places whose they are: the Ukrainian referendum, a port of Crimea."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.document import Span
from briefing.language.demonyms import naming_words
from briefing.language.names import is_role
from briefing.language.parsing import parse

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Described", "described_nouns"]

_BEFORE: Final = frozenset({"amod", "compound", "poss", "nmod"})
_PLACES: Final = frozenset({"GPE", "NORP", "LOC"})
_BELONGING: Final = frozenset({"of", "with", "between", "against"})
_CLASSES: Final = frozenset(
    {"city", "country", "county", "district", "island", "province", "region", "state", "town"}
)
"""With "of" they only say what the place is: the city of Mosul."""
_PRONOUNS: Final = frozenset({"PRP$", "WP$"})


class Described(NamedTuple):
    """A noun, the peoples and places whose it is or where it is, and all that describes it."""

    noun: Token
    names: tuple[str, ...]
    places: tuple[str, ...]
    phrase: str

    @property
    def lemma(self) -> str:
        """The noun's lemma, in lower case."""
        return self.noun.lemma_.lower()

    @property
    def has_pronoun(self) -> bool:
        """Whether a pronoun tells whose it is."""
        return any(child.tag_ in _PRONOUNS for child in self.noun.lefts)


def described_nouns(text: str, span: Span) -> Iterator[Described]:
    """The common nouns of a stretch of English `text`, with what describes them."""
    for token in parse(text).char_span(*span, alignment_mode="expand") or ():
        # One person may belong to several: the England and Manchester City goalkeeper.
        if token.tag_ not in ("NN", "NNS") or is_role(token) or token.lemma_ in _CLASSES:
            continue
        names = [word for child in token.lefts if child.dep_ in _BEFORE for word in _words(child)]
        places: list[str] = []
        for preposition in token.rights:
            if preposition.dep_ == "prep":
                found = [word for one in preposition.children for word in _words(one)]
                if preposition.lower_ in _BELONGING:
                    names += found
                elif preposition.lower_ == "in":
                    places += found
        start, end = token.left_edge.idx, token.right_edge
        yield Described(token, tuple(names), tuple(places), text[start : end.idx + len(end)])


def _words(token: Token) -> list[str]:
    """The naming words of a people or a place that the token heads."""
    if token.ent_type_ not in _PLACES:
        return []
    first, last = token, token
    while first.ent_iob_ == "I":
        first = first.nbor(-1)
    while last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I":
        last = last.nbor()
    return naming_words(token.doc[first.i : last.i + 1].text)
