"""Of how much an English text says something: of all, of most, or of a part."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from briefing.document import Span
from briefing.language.clauses import clause_tokens
from briefing.language.cues import lemma, words
from briefing.language.parsing import tokens_held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Token

__all__ = ["RANKING", "Level", "Quantifier", "quantifiers"]

Level = Literal["all", "most", "some"]

_FARTHEST: Final = 30
_BESIDE_NOUNS: Final[dict[Level, frozenset[str]]] = {
    "all": words("all any both each entire every none whole"),
    "most": words("most majority"),
    "some": words(
        """
        some several many much few part half quarter third fifth handful minority dozens
        """
    ),
}
"""They stand before a noun, or before "of" with one."""
_BESIDE_VERBS: Final[dict[Level, frozenset[str]]] = {
    "all": words("entirely wholly fully completely totally always solely exclusively unanimously"),
    "most": words("mostly mainly largely chiefly primarily generally usually"),
    "some": words("partly partially often sometimes occasionally frequently seldom rarely"),
}
"""They tell how far, or how often, what they stand beside holds."""
_RANKS: Final[dict[Level, frozenset[str]]] = {
    "all": words("only sole"),
    "most": words("main key principal chief primary"),
}
"""Before a noun they tell whether there are others: the only worry, the main worry."""
RANKING: Final = frozenset[str]().union(*_RANKS.values())
_NEARLY: Final = words("almost nearly virtually practically")
_IDIOMS: Final = words("above after at first in of with")
"""Above all, after all, at all, first of all, in all: they tell of no things."""
_DEFINITE: Final = words("the these those its his her their our my your")


@dataclass(frozen=True)
class Quantifier:
    """A word that tells of how much something is said.

    Attributes:
        level: Of all, of most or of some of it.
        span: Where it stands, in code points.
        of: The lemmas of the noun of which it is said; of the words that an adverb stands beside.
        is_noun: Whether it stands with a noun.
        is_number: Whether it is a number: two talks, two of the talks.
        is_counted: Whether it counts out of known things: two of the talks, all the talks, all
            three talks.
    """

    level: Level
    span: Span
    of: frozenset[str]
    is_noun: bool
    is_number: bool = False
    is_counted: bool = False


@lru_cache(maxsize=256)
def quantifiers(text: str, within: Span | None = None) -> tuple[Quantifier, ...]:
    """Every word of English `text` that tells of how much of a thing something is said.

    A number of things out of more, and a number of things that are not "the", tell of some.

    Args:
        text: The text.
        within: Where the words lie wholly; anywhere, where none is given.

    Raises:
        SettingsError: If no English model is installed.
    """
    found = []
    for token, span in tokens_held(text, within):
        one = _with_noun(token, span) or _with_verb(token, span)
        if one and one.of:
            found.append(one)
    return tuple(found)


def _level(token: Token, listed: Mapping[Level, frozenset[str]]) -> Level | None:
    return next((level for level, known in listed.items() if token.lower_ in known), None)


def _with_noun(token: Token, span: Span) -> Quantifier | None:
    level = _level(token, _BESIDE_NOUNS)
    rank = _level(token, _RANKS) if token.dep_ == "amod" else None
    noun = _noun(token)
    if noun is None or not (level or rank or token.like_num or token.text == "%"):
        return None
    if token.i > 1 and _is_before_but(token.nbor(-2)):
        return None
    of, among = frozenset(_lemmas([noun])), _is_counted(noun, token)
    if rank:
        return None if _is_among(noun) else Quantifier(rank, span, of, is_noun=True)
    if level is None:
        if _is_definite(noun) != among:
            return None
        return Quantifier("some", span, of, is_noun=True, is_number=True, is_counted=among)
    if level == "all":
        level = _all(token)
    elif token.lower_ == "half" and token.doc[max(0, token.i - 2) : token.i].text.lower().endswith(
        "more than"
    ):
        level = "most"
    elif token.lower_ == "part" and not _is_definite(noun):
        level = None  # as part of a campaign
    if level is None:
        return None
    counted = _is_definite(noun) or any(part.dep_ == "nummod" for part in noun.lefts)
    return Quantifier(level, span, of, is_noun=True, is_counted=counted)


def _with_verb(token: Token, span: Span) -> Quantifier | None:
    level = _level(token, _BESIDE_VERBS)
    if level is None or token.dep_ != "advmod":
        return None
    return Quantifier(level, span, frozenset(_lemmas(_beside(token))), is_noun=False)


def _all(token: Token) -> Level | None:
    """What "all" says where it stands: nearly all are most, and not all may be any number."""
    before = token.nbor(-1).lower_ if token.i else ""
    if before in _NEARLY or _is_before_but(token):
        return "most"
    idiom = token.lower_ == "all" and before in _IDIOMS
    return None if idiom or before == "not" else "all"


def _is_before_but(token: Token) -> bool:
    """Whether it is the "all" of "all but two"."""
    following = [part.lower_ for part in token.doc[token.i : token.i + 2]]
    return following == ["all", "but"]


def _noun(token: Token) -> Token | None:
    """The noun that it counts: all talks, all of the talks, two of the talks."""
    counted = token
    if _is_before_but(token) and token.i + 2 < len(token.doc):
        counted = token.nbor(2)
    elif token.dep_ in ("det", "predet") and token.head.like_num:
        counted = token.head
    below = [
        part
        for child in counted.rights
        if child.dep_ == "prep" and child.lower_ == "of"
        for part in child.rights
        if part.dep_ == "pobj"
    ]
    if below:
        return below[0] if below[0].pos_ in ("NOUN", "PROPN") else None
    beside = token.dep_ in ("det", "predet", "amod", "nummod") and token.head.i > token.i
    if beside:
        return token.head if token.head.pos_ in ("NOUN", "PROPN") else None
    if token.dep_ not in ("advmod", "dep"):
        return None
    # Most – but not all – talks.
    following = itertools.takewhile(
        lambda part: part.pos_ not in ("VERB", "AUX", "ADP"), token.doc[token.i + 1 : token.i + 8]
    )
    return next((part for part in following if part.pos_ in ("NOUN", "PROPN")), None)


def _is_among(noun: Token) -> bool:
    """Whether it is one of several: one of the main reasons."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of"


def _is_counted(noun: Token, token: Token) -> bool:
    """Whether the word counts a part of it: two of the talks."""
    return _is_among(noun) and noun.head.head == token


def _is_definite(noun: Token) -> bool:
    return any(part.lower_ in _DEFINITE or part.dep_ == "poss" for part in noun.lefts)


def _beside(adverb: Token) -> Iterator[Token]:
    """The words of the phrase in which it stands."""
    return itertools.islice(clause_tokens(adverb.head, subjects=False), _FARTHEST)


def _lemmas(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.is_alpha and not token.is_stop and not _level(token, _BESIDE_VERBS):
            yield token.lower_ if token.pos_ == "PROPN" else lemma(token.lemma_)
