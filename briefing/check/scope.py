"""Scope: of no more, and of no fewer, than the evidence says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.brief import Finding
from briefing.check.alignment import closest, is_comparable
from briefing.check.passages import Passage
from briefing.findings import finding
from briefing.language.families import Vocabulary
from briefing.language.quantifiers import RANKING, Quantifier, quantifiers

__all__ = ["check_scope"]

_FREE: Final = frozenset({"any"})
"""In a statement it may tell of all or of one: any help, no help of any kind."""
_COUNTING: Final = frozenset({"both", "each"})
"""They tell of a number of things just named, of which there may be no more."""
_HALF: Final = 0.5
"""The part of the words beside an adverb that those beside another have at least."""
_OF_ALL: Final = re.compile(
    r"\b(?:whatever|whatsoever|regardless|irrespective|unconditional(?:ly)?|indefinitely|for\s+good"
    r"|no\s+matter|(?:in|at|by|under|on)\s+(?:all|any|every)\s+(?:case|circumstance|condition|event"
    r"|issue|matter|means|price|respect|rate|time|way)s?|across\s+the\s+board"
    r"|without\s+(?:any\s+)?(?:conditions?|exceptions?|limits?|reservations?))\b",
    re.IGNORECASE,
)
"""They say that something holds in all cases."""
_OF_ANY: Final = re.compile(
    rf"{_OF_ALL.pattern}|\b(?:any\w*|all|every\w*|always|never|none|full(?:y)?"
    r"|absolute(?:ly)?|permanent(?:ly)?|forever|either)\b",
    re.IGNORECASE,
)


def check_scope(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find what `text` says of more, or of less, of a thing than its evidence does."""
    if not is_comparable(text, passages):
        return []
    if wider := _wider(text, passages):
        message = f"“{wider}” has nothing in the cited sentences: they say it of less"
        return [finding("scope-changed", path, message)]
    said = [
        (quantifier, passage)
        for passage in closest(text, passages)
        for quantifier in quantifiers(passage.document.text, passage.span)
    ]
    for stated in quantifiers(text):
        here = stated.span.of(text)
        if stated.is_number or here.lower() in _FREE or _is_ranked(stated, here, passages):
            continue
        alike = [
            (one, passage)
            for one, passage in said
            if _is_alike(stated, one) and one.span.of(passage.document.text).lower() not in _FREE
        ]
        if alike and all(_is_otherwise(stated, here, one) for one, _ in alike):
            one, passage = alike[0]
            there = one.span.of(passage.document.text)
            message = f"“{here}” is said here, and “{there}” of the same in the evidence"
            return [finding("scope-changed", path, message)]
    return []


def _is_ranked(stated: Quantifier, here: str, passages: Sequence[Passage]) -> bool:
    """Whether the evidence has the word too, of a noun that the parse does not give it."""
    ranking = stated.is_noun and here.lower() in RANKING
    return ranking and any(
        re.search(rf"\b{re.escape(here)}\b", passage.text, re.IGNORECASE) for passage in passages
    )


def _is_otherwise(stated: Quantifier, here: str, said: Quantifier) -> bool:
    """Whether one tells of more than the other: all three are no more than a bare three.

    Whether a number is most of another is not computed.
    """
    if said.is_number and said.is_counted and stated.level == "most":
        return False
    bare = said.is_number and not said.is_counted
    counting = stated.is_counted or here.lower() in _COUNTING
    return said.level != stated.level and not (bare and counting)


def _wider(text: str, passages: Sequence[Passage]) -> str | None:
    """Words that say something of all cases, where the evidence has none that do."""
    found = _OF_ALL.search(text)
    if found is None or any(_OF_ANY.search(passage.text) for passage in passages):
        return None
    return found.group()


def _is_alike(stated: Quantifier, said: Quantifier) -> bool:
    """Whether both tell of how much of the same thing something is said."""
    if stated.is_noun != said.is_noun:
        return False
    known = Vocabulary(said.of, wide=True)
    shared = sum(word in known for word in stated.of)
    if stated.is_noun:
        return shared == len(stated.of)
    return shared >= _HALF * min(len(stated.of), len(said.of))
