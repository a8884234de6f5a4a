"""Words that put what is said as possible, intended, wanted, seeming or certain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from briefing.document import Span
from briefing.language.clauses import clause_tokens, content_lemmas
from briefing.language.cues import lemma, words
from briefing.language.parsing import tokens_held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = ["Hedge", "Kind", "hedges"]

_FARTHEST: Final = 40
Kind = Literal["possible", "seeming", "planned", "wanted", "coming", "claimed", "open", "firm"]

_WORDS: Final[dict[Kind, frozenset[str]]] = {
    "possible": words(
        """
        may might maybe perhaps possibly possible possibility potential potentially likely
        unlikely probable probably chance risk danger fear
        """
    ),
    "seeming": words(
        """
        seem appear apparently reportedly allegedly supposedly seemingly presumably purportedly
        alleged supposed purported reputed so-called suspect believe
        """
    ),
    "planned": words(
        """
        threat threaten plan intend intention hope wish want desire seek consider
        contemplate propose proposal prepare promise pledge vow commit commitment
        undertake offer volunteer ready willing eager keen poise trust expect expectation
        anticipate predict forecast schedule slate due
        """
    ),
    "open": words(
        """
        could can able unable ability capable allow permit let enable if unless whether option
        opportunity think feel doubt unclear uncertain uncertainty concern worry worried afraid
        anxious rule exclude suggest suggestion warn warning prospect claim allegation accusation
        bet guess question authorize authorise licence license
        """
    ),
    "claimed": words(
        """
        claim claimed allege allegation accuse accusation suggest suggestion think feel concern
        concerned worry worried guess doubt
        """
    ),
    "wanted": words(
        """
        must should ought need shall urge demand call ask require necessary order instruct direct
        recommend advise request
        """
    ),
    "coming": words(
        """
        will would 'll 'd going aim goal try attempt effort struggle work push bid campaign decide
        decision agree agreement vote determine future upcoming imminent pending candidate look
        interest interested assure decline refuse about to for set ability able
        """
    ),
    "firm": words(
        """
        certain certainly certainty compel definite definitely doubtless force foregone guarantee
        indisputably inevitable inevitably oblige proof prove sure surely undeniably undoubtedly
        unquestionably
        """
    ),
}
_KINDS: Final = {
    word: frozenset(kind for kind, listed in _WORDS.items() if word in listed)
    for word in frozenset().union(*_WORDS.values())
}
_GOVERNING: Final = _WORDS["planned"] | words("seem appear believe suspect threaten fear risk")
"""They leave open what they govern, and only that: to hope to win, but not to fear the dark."""

_GOVERNED: Final = frozenset({"acl", "acomp", "ccomp", "oprd", "xcomp"})


_ASCRIBED: Final = frozenset({"acomp", "attr", "dobj", "oprd"})
"""So a hedge stands with a verb that shares its clause with it: it is possible that."""


@dataclass(frozen=True)
class Hedge:
    """A word that leaves open whether something is so.

    Attributes:
        word: Its lemma.
        span: Where it stands, in code points.
        near: The content lemmas of its clause.
        kinds: How it leaves open: as possible, seeming, planned, wanted, coming, or in some
            way of these ("open"); or, to the contrary, as beyond doubt ("firm").
        certain: Whether it leaves open by itself, not only in some uses.
    """

    word: str
    span: Span
    near: frozenset[str]
    kinds: frozenset[Kind]
    certain: bool


@lru_cache(maxsize=256)
def hedges(text: str, within: Span | None = None) -> tuple[Hedge, ...]:
    """Every word of English `text` that leaves something open, or may.

    Args:
        text: The text.
        within: Where the words lie wholly; anywhere, where none is given.

    Raises:
        SettingsError: If no English model is installed.
    """
    found = []
    for token, span in tokens_held(text, within):
        word = lemma(token.lemma_) if lemma(token.lemma_) in _KINDS else token.lower_
        if word not in _KINDS:
            continue
        kinds = _KINDS[word]
        if word in ("may", "might") and token.tag_ != "MD":
            continue  # the month, the power
        if "firm" in kinds and (_is_denied(token) or _is_copular(token)):
            continue  # no sure guide; it may prove the key
        if word in ("rule", "exclude") and not _is_not_excluded(token):
            continue
        if word == "undertake" and not any(child.dep_ in _GOVERNED for child in token.rights):
            continue  # to undertake a march is to march
        if word == "doubt" and any(part.lower_ in ("little", "no") for part in token.lefts):
            kinds = frozenset[Kind]({"firm"})
        if word in ("may", "might"):
            # "Only they may decide" is a right, not a possibility.
            certain = token.tag_ == "MD" and "only" not in _before(token)
        elif word == "could":
            # Somebody who could help is somebody to help.
            certain = token.head.dep_ != "relcl" and not any(
                part.lower_ in ("so", "not", "n't", "n’t") for part in token.head.lefts
            )
        elif word == "believe":
            # What somebody believes is an opinion told; what is believed is no certainty.
            certain = token.dep_ != "amod" and any(
                child.dep_ in ("auxpass", "nsubjpass") for child in token.lefts
            )
        elif word == "consider":
            # To consider leaving is a plan, to consider it certain an opinion.
            certain = any(child.dep_ == "xcomp" and child.tag_ == "VBG" for child in token.rights)
        elif word in _GOVERNING:
            certain = any(child.dep_ in _GOVERNED for child in token.rights)
        else:
            certain = word != "proof" and not kinds.isdisjoint({"possible", "seeming", "firm"})
        found.append(Hedge(word, span, _near(token), kinds, certain))
    return tuple(found)


def _is_not_excluded(verb: Token) -> bool:
    """Whether it leaves open what it governs: did not rule out, does not exclude."""
    out = verb.lemma_ == "exclude" or any(child.lower_ == "out" for child in verb.rights)
    return out and any(child.dep_ == "neg" for child in verb.lefts)


def _is_copular(token: Token) -> bool:
    return token.pos_ == "VERB" and any(
        child.dep_ in ("acomp", "attr", "oprd") for child in token.rights
    )


def _is_denied(token: Token) -> bool:
    return any(
        part.dep_ == "neg" or part.lower_ == "no"
        for head in (token, token.head)
        for part in head.lefts
    )


def _before(token: Token) -> set[str]:
    return {part.lower_ for part in token.doc[token.sent.start : token.i]}


def _near(token: Token) -> frozenset[str]:
    if token.dep_ == "advmod" and token.head.pos_ not in ("VERB", "AUX"):
        return content_lemmas(clause_tokens(token.head))  # "presumably with their consent"
    top = token
    for _ in range(_FARTHEST):
        if (top.pos_ in ("VERB", "AUX") and top.dep_ not in ("aux", "auxpass")) or top.head is top:
            break
        top = top.head
    near = content_lemmas(clause_tokens(top)).union(
        *(content_lemmas(clause_tokens(child)) for child in _governed(token))
    )
    if token == top or token.dep_ in _ASCRIBED:
        # It is possible that they leave; they suspect that he left.
        near = near.union(
            *(content_lemmas(clause_tokens(child)) for child in top.rights if child.dep_ == "ccomp")
        )
    return near


def _governed(token: Token) -> Iterator[Token]:
    """What is left open: due to leave, the chance of leaving."""
    for child in token.rights:
        if child.dep_ in _GOVERNED:
            yield child
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (part for part in child.rights if part.dep_ == "pcomp")
