"""Lines that were drawn long ago, and are told as history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.language.cues import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from briefing.document import Span

__all__ = ["is_history"]

_LONG_PAST: Final = re.compile(r"1[0-9]{3}")
_IN: Final = words("during in of since")


def is_history(sentence: Iterable[Token], said: Iterable[Span]) -> bool:
    """Whether the words around what is said date it into a century past: "in October 1962".

    Args:
        sentence: The words of the whole sentence.
        said: What is said in it; years there are no date of the saying.
    """
    contents = list(said)
    return any(
        token.ent_type_ == "DATE"
        and _LONG_PAST.fullmatch(token.text) is not None
        and _is_dating(token)
        and not any(content.start <= token.idx < content.end for content in contents)
        for token in sentence
    )


def _is_dating(year: Token) -> bool:
    """Whether the year, with its month, follows a preposition of time."""
    before = year
    for _ in range(4):
        if before.i == 0:
            return False
        before = before.nbor(-1)
        if before.ent_type_ != "DATE":
            return before.lower_ in _IN
    return False
