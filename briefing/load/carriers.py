"""The same report from several publishers counts once: near-duplicates are put aside.

Two texts are the same report where at least half of the five-word sequences that either of
them has are in both (Jaccard's coefficient of their shingles; Broder 1997). It is computed
exactly, since the sources of one brief are tens, not millions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing.load.article import Article
from briefing.times import latest_moment

__all__ = ["Group", "group_copies"]

_SHINGLE: Final = 5
_SAME: Final = 0.5
_FEW: Final = 30
"""Words below which only the very same words are a copy."""
_AS_LONG: Final = 0.8
_WORD: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+"
)
"""Writing without spaces counts by its letters."""


class Group(NamedTuple):
    """Places of articles: of the one that is kept, and of those that say the same."""

    kept: int
    copies: tuple[int, ...]


def group_copies(articles: Sequence[Article]) -> list[Group]:
    """Group articles that are the same report, in the order of the first of each group.

    Kept is the newest of those that are about as long as the longest, so that neither a
    correction nor a part that others cut off is lost.
    """
    words = [_words(article.text) for article in articles]
    shingles = [_shingles(text) for text in words]
    groups: list[list[int]] = []
    # From the longest down, so that each is held against the fullest form of its report.
    for place in sorted(range(len(articles)), key=lambda place: -len(words[place])):
        for group in groups:
            if _is_copy(words[place], words[group[0]], shingles[place], shingles[group[0]]):
                group.append(place)
                break
        else:
            groups.append([place])
    return [
        _group(group, articles, [len(text) for text in words]) for group in sorted(groups, key=min)
    ]


def _group(group: list[int], articles: Sequence[Article], lengths: Sequence[int]) -> Group:
    longest = max(lengths[place] for place in group)

    def rank(place: int) -> tuple[float, int, int]:
        moment = latest_moment(articles[place].published or "")
        return (moment.timestamp() if moment else 0.0, lengths[place], -place)

    full = [place for place in group if lengths[place] >= _AS_LONG * longest]
    kept = max(full, key=rank)
    return Group(kept, tuple(sorted(place for place in group if place != kept)))


def _is_copy(one: list[str], other: list[str], ones: set[int], others: set[int]) -> bool:
    if min(len(one), len(other)) < _FEW:
        return one == other
    # The overlap is never above the quotient of the sizes.
    if len(ones) < _SAME * len(others):
        return False
    shared = len(ones & others)
    return shared >= _SAME * (len(ones) + len(others) - shared)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shingles(words: list[str]) -> set[int]:
    return {
        hash(tuple(words[place : place + _SHINGLE])) for place in range(len(words) - _SHINGLE + 1)
    }
