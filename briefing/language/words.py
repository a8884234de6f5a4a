"""The words that carry a sentence's subject matter, for weighing and comparing sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.document import Span
from briefing.language.parsing import parse

__all__ = ["content_words"]

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4
"""Characters; in languages that we have no stop words for, shorter words carry little."""


def content_words(text: str, spans: Sequence[Span], language: str) -> list[frozenset[str]]:
    """The content words of each span: lemmas in English, folded words elsewhere."""
    if language != "en":
        return [
            frozenset(
                word for word in _WORD.findall(span.of(text).casefold()) if len(word) >= _SHORTEST
            )
            for span in spans
        ]
    doc = parse(text)
    return [
        frozenset(
            token.lemma_.casefold()
            for token in doc.char_span(*span, alignment_mode="expand") or ()
            if not token.is_stop and (token.is_alpha or token.like_num)
        )
        for span in spans
    ]
