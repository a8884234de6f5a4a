"""Adjectives and nouns that stand before a noun in an English text and say which one it is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.document import Span
from briefing.language.cues import lemma
from briefing.language.parsing import tokens_held

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Modifier", "modifiers"]

_BESIDE: Final = frozenset({"amod", "compound", "nmod"})
_ORDERING: Final = frozenset({"last", "next"})
_SORTS: Final = frozenset({"ADJ", "NOUN"})


class Modifier(NamedTuple):
    """A modifier and its noun.

    Attributes:
        word: Its lemma.
        noun: The lemma of the noun.
        span: Both with what stands between them, in code points.
    """

    word: str
    noun: str
    span: Span


@lru_cache(maxsize=256)
def modifiers(text: str, within: Span | None = None) -> tuple[Modifier, ...]:
    """The adjectives and nouns of English `text` that modify a common noun after them.

    Args:
        text: The text.
        within: Where they lie wholly; anywhere, where none is given.

    Raises:
        SettingsError: If no English model is installed.
    """
    return tuple(
        Modifier(
            lemma(token.lemma_),
            lemma(token.head.lemma_),
            Span(token.idx, token.head.idx + len(token.head)),
        )
        for token, _ in tokens_held(text, within)
        if _modifies(token)
    )


def _modifies(token: Token) -> bool:
    noun = token.head
    return (
        token.dep_ in _BESIDE
        and token.pos_ in _SORTS
        and token.tag_ not in ("JJR", "JJS")
        and noun.pos_ == "NOUN"
        and token.i < noun.i
        and token.is_alpha
        and "-" not in (token.nbor(-1).text if token.i else "", token.nbor(1).text)
        and (not token.is_stop or token.lower_ in _ORDERING)
    )
