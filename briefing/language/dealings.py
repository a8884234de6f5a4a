"""What two sides have with each other, talks, treaties, truces, and the end of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.language.clauses import complements, is_negated, object_of, subject
from briefing.language.cues import words
from briefing.language.harms import DEPRIVE
from briefing.language.wordnet import Family

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_dealing", "is_undone", "ruins"]

_DEALINGS: Final = words("""
    accord agreement alliance amnesty armistice border ceasefire coalition contract cooperation
    deal dialogue friendship handover membership negotiation normalisation normalization pact
    partnership peace relation settlement talk tie treaty truce
    """)
"""What two sides have with each other, and either of them can end or withhold."""

_ENDINGS: Final = Family("cessation closure collapse termination withdrawal")
_GONE: Final = words("dead finished null off over void")

_RUIN: Final = words("""
    break bury collapse destroy doom end endanger imperil jeopardise jeopardize kill scupper sink
    terminate void wreck
    """)
_PERILS: Final = words("danger doubt jeopardy peril risk")


def is_dealing(noun: Token) -> bool:
    """Whether the noun names what two sides have with each other."""
    return noun.lemma_ in _DEALINGS


def ruins(verb: Token) -> bool:
    """Whether the clause says that an act ends what two sides have with each other."""
    if is_negated(verb):
        return False
    thing = object_of(verb)
    down = verb.lemma_ == "bring" and any(child.lower_ == "down" for child in verb.rights)
    if thing is not None and thing.lemma_ in _DEALINGS:
        risked = any(part.lemma_ in _PERILS for part in complements(verb))
        return verb.lemma_ in _RUIN or down or (verb.lemma_ == "put" and risked)
    ends = filter(_is_end, complements(verb))
    return any(below.lemma_.lower() in _DEALINGS for end in ends for below in end.subtree)


def _is_end(noun: Token) -> bool:
    return noun.lemma_ in ("death", "end") or noun.lemma_ in _ENDINGS


def is_undone(verb: Token) -> bool:
    """Whether the clause says that what two sides have with each other is no more."""
    thing = subject(verb)
    if thing is None or thing.lemma_ not in _DEALINGS or is_negated(verb):
        return False
    if thing.dep_ == "nsubjpass":
        return verb.lemma_ in DEPRIVE | _RUIN
    return any(child.lower_ in _GONE for child in verb.rights)
