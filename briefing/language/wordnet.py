"""WordNet: which English words say the same, a wider or a narrower thing, or the opposite.

The relations are those of WordNet 3.0 (Princeton University; see `_data/wordnet/LICENSE`) between
single words, and verbs with their particle, in their most frequent senses.
"""

from __future__ import annotations

import lzma
from functools import lru_cache
from importlib import resources
from typing import Final, NamedTuple

from briefing.errors import BriefingError

__all__ = ["Family", "Senses", "antonyms", "senses"]

_FILE: Final = "relations.tsv.xz"


class Senses(NamedTuple):
    """What a word can mean, as numbers of WordNet's synsets.

    Attributes:
        own: Its synsets, those of the words derived from it, and adjectives close to it.
        wider: The synsets directly above its most frequent ones: an athlete to a runner.
    """

    own: frozenset[int]
    wider: frozenset[int]

    def meets(self, other: Senses) -> bool:
        """Whether one of the two words can say what the other says, or something wider."""
        return not (
            self.own.isdisjoint(other.own)
            and self.own.isdisjoint(other.wider)
            and self.wider.isdisjoint(other.own)
        )


_NONE: Final = Senses(frozenset(), frozenset())


@lru_cache(maxsize=1 << 14)
def senses(lemma: str) -> Senses:
    """The senses of `lemma`, in lower case; none where WordNet does not have it."""
    row = _rows().get(lemma)
    if row is None:
        return _NONE
    own, wider, _ = row.split("\t")
    return Senses(_numbers(own), _numbers(wider))


def antonyms(lemma: str) -> frozenset[str]:
    """The words directly opposed to `lemma` in one of its most frequent senses."""
    row = _rows().get(lemma, "\t\t")
    return frozenset(row.rsplit("\t", 1)[1].split(",")) - {""}


class Family:
    """The words that say the same as one of a few, or something narrower: to punish, to fine.

    Args:
        exemplars: Lemmas, as running text, each of one meaning as far as may be.
        others: Lemmas that are not in it, though one of their senses is.
    """

    def __init__(self, exemplars: str, others: str = "") -> None:
        self._exemplars = exemplars.split()
        self._others = frozenset(others.split())
        self._known: dict[str, bool] = {}

    def __contains__(self, lemma: str) -> bool:
        """Whether the lemma, in lower case, is one of them."""
        known = self._known.get(lemma)
        if known is None:
            meant = senses(lemma)
            known = lemma not in self._others and any(
                not one.isdisjoint(meant.own | meant.wider) for one in self._meant()
            )
            self._known[lemma] = known
        return known

    def _meant(self) -> list[frozenset[int]]:
        return [senses(word).own for word in self._exemplars]


def _numbers(listed: str) -> frozenset[int]:
    return frozenset(map(int, listed.split()))


@lru_cache(maxsize=1)
def _rows() -> dict[str, str]:
    file = resources.files("briefing") / "_data" / "wordnet" / _FILE
    try:
        text = lzma.decompress(file.read_bytes()).decode()
    except (OSError, lzma.LZMAError) as error:
        raise BriefingError(
            f"the word relations {_FILE} are missing or damaged",
            hint="reinstall grounded-briefing",
        ) from error
    return dict(line.split("\t", 1) for line in text.splitlines())
