"""Whose words a whole text is: a speech, a statement, a letter that names its speaker on top."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.document import Span
from briefing.language.sentences import first_sentence

__all__ = ["first_person", "speaker_of"]

_TITLE = re.compile(
    r"\b(?:statement|remarks|speech|address|declaration|letter)\s+(?:by|of|from)\s+"
    r"(?P<name>[^\r\n.:;]+)",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|I|[Mm]y)\b")


@lru_cache(maxsize=64)
def speaker_of(text: str) -> Span | None:
    """Who speaks, where the first sentence of English `text` says whose statement it is."""
    title = first_sentence(text)
    named = _TITLE.search(text, *title) if title else None
    if named is None:
        return None
    return Span(named.start("name"), named.start("name") + len(named["name"].rstrip()))


def first_person(text: str, spans: list[Span]) -> list[Span]:
    """Those of the sentences in which the speaker speaks as "we" or "I"."""
    return [span for span in spans if _FIRST_PERSON.search(span.of(text))]
