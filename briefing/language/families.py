"""Which words say the same: of one family (adopt, adoption), near synonyms, opposites."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from briefing.language.cues import words
from briefing.language.kindred import KINDRED
from briefing.language.synonyms import SYNONYMS
from briefing.language.wordnet import Senses, antonyms, senses

__all__ = ["Vocabulary", "are_opposite", "are_related", "is_same_name"]

_STEM: Final = 4
"""Letters that words of one family share at least; in names of peoples and places too."""

_ENDINGS: Final = words(
    """
    a able acy age al ally an ance ancy ant ar ary ate ated ates ating ation ative ator c ce ct
    cted ctic cting cts cy d de des ding dly ds e ed edly ee eed en ence ency ent er ers es ese ever
    ful ging hood i ia ial ian ians ible ic ical ied ies ification ify in ing ion ions is
    isation ise ised ish ising ism ist istic ists ition itive ity ive ization ize ized izing le
    less ly man ment ments n ness nt or ors ory ous ption red ring rs ry s se ship sion sions sis
    sive ss st sure t tal te ted tic ting tion tional tions tive tor tory ts ty ual ure ward
    wards woman y ying ze
    """
) | {""}
"""What may follow the shared stem in words of one family, inflections included."""


_OPPOSITES: Final = tuple(
    (frozenset(left.split()), frozenset(right.split()))
    for left, right in (
        ("accept agree approve endorse", "reject refuse decline oppose veto"),
        ("support back endorse favour favor", "oppose reject resist"),
        ("confirm acknowledge admit", "deny dispute"),
        ("allow permit let authorize authorise", "ban prohibit forbid prevent bar block"),
        ("increase rise grow raise expand climb", "decrease fall reduce cut drop decline lower"),
        ("succeed", "fail"),
        ("win", "lose"),
        ("open", "close shut"),
        ("begin start launch resume", "end stop halt cease suspend"),
        ("lift remove", "impose"),
        ("praise welcome hail applaud commend", "condemn denounce criticize criticise deplore"),
        ("include", "exclude omit"),
        ("attend join", "boycott"),
        ("improve strengthen", "worsen weaken deteriorate"),
        ("free release", "arrest detain jail imprison"),
        ("advance", "retreat withdraw"),
        ("enter arrive", "leave depart"),
        ("respect honour honor heed obey observe", "violate breach ignore defy flout disregard"),
        ("defend", "attack assail"),
        ("ease relax loosen", "tighten harden stiffen"),
        ("deploy", "withdraw"),
        ("hide conceal withhold", "reveal disclose"),
        ("remember", "forget"),
        ("keep", "break"),
        ("little", "great considerable"),
        ("last past previous", "next coming upcoming forthcoming"),
        ("demand seek", "reject refuse oppose"),
        ("grant give", "refuse deny withhold"),
        ("confirm reaffirm reconfirm renew", "withdraw"),
        ("uphold keep maintain", "revoke rescind repeal abolish scrap overturn"),
    )
)
_PREFIXES: Final = ("un", "im", "il", "ir", "non-", "non", "dis")


def _by_word(groups: tuple[frozenset[str], ...]) -> dict[str, frozenset[int]]:
    numbers: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for word in group:
            numbers.setdefault(word, set()).add(number)
    return {word: frozenset(found) for word, found in numbers.items()}


_GROUPS: Final = _by_word(SYNONYMS)
_WIDE_GROUPS: Final = _by_word((*SYNONYMS, *KINDRED))


@lru_cache(maxsize=1 << 16)
def are_related(one: str, other: str) -> bool:
    """Whether two lemmas in lower case are the same, of one family, or near synonyms.

    Words of one family share a stem and differ in endings of inflection and derivation. Of a
    verb with its particle, which means few things, WordNet's senses count too.
    """
    if (" " in one or " " in other) and senses(one).meets(senses(other)):
        return True
    if one == other or not _GROUPS.get(one, frozenset()).isdisjoint(_GROUPS.get(other, ())):
        return True
    return _is_family(one, other)


def is_same_name(one: str, other: str) -> bool:
    """Whether two words of names, in lower case, name the same: Russia, Russian."""
    plural = one + "s" == other or other + "s" == one
    return one == other or (not plural and _is_family(one, other))


@lru_cache(maxsize=1 << 14)
def are_opposite(one: str, other: str) -> bool:
    """Whether two lemmas in lower case deny each other: accept and reject, legal and illegal."""
    if any(
        (one in left and other in right) or (other in left and one in right)
        for left, right in _OPPOSITES
    ):
        return True
    if other in antonyms(one) or one in antonyms(other):
        return True
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(shorter) >= _STEM and any(longer == prefix + shorter for prefix in _PREFIXES)


def _is_family(one: str, other: str) -> bool:
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    if shared < _STEM:
        return False
    # The shorter of two possible stems may fit where the longest does not: decide, decision.
    return any(
        one[stem:] in _ENDINGS and other[stem:] in _ENDINGS
        for stem in range(shared, max(_STEM, shared - 2) - 1, -1)
    )


class Vocabulary:
    """Words to which others are compared.

    Args:
        words: Lemmas in lower case.
        wide: Whether words of one field, which only retell each other, count as well.
    """

    def __init__(self, words: Iterable[str], *, wide: bool = False) -> None:
        self._words = frozenset(words)
        self._groups = _WIDE_GROUPS if wide else _GROUPS
        meant = [senses(word) for word in self._words] if wide else []
        self._senses = Senses(
            frozenset().union(*(one.own for one in meant)),
            frozenset().union(*(one.wider for one in meant)),
        )
        self._by_stem: dict[str, list[str]] = {}
        self._by_group: dict[int, list[str]] = {}
        for word in self._words:
            self._by_stem.setdefault(word[:_STEM], []).append(word)
            for group in self._groups.get(word, ()):
                self._by_group.setdefault(group, []).append(word)

    def like(self, word: str) -> set[str]:
        """Those of the words that say the same by their form or as near synonyms."""
        same = {word} & self._words
        for group in self._groups.get(word, ()):
            same.update(self._by_group.get(group, ()))
        same.update(
            known for known in self._by_stem.get(word[:_STEM], ()) if _is_family(word, known)
        )
        return same

    def __contains__(self, word: str) -> bool:
        """Whether the word, or one that says the same, is among them."""
        return (
            word in self._words
            or any(group in self._by_group for group in self._groups.get(word, ()))
            or any(_is_family(word, known) for known in self._by_stem.get(word[:_STEM], ()))
            or senses(word).meets(self._senses)
        )
