"""What takes a burden or a harm off others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.language.clauses import object_of
from briefing.language.cues import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["RELIEF", "relieves"]

RELIEF: Final = words(
    "avert avoid drop ease end lift lower prevent reduce relax remove repeal stop waive"
)
"""Verbs that take a harm away."""

_LESSEN: Final = words("abolish cancel cut halt halve rescind scrap shelve slash suspend withdraw")
_BURDENS: Final = words("""
    ban barrier blockade boycott charge check control curb curfew duty embargo fee fine levy
    penalty price restriction sanction tariff tax toll
    """)
_ENDING: Final = words("come ease end go stop")
"""Verbs whose subject, too, is taken off others."""

_ACTIONS: Final = words("action attack march offensive protest raid siege strike")


def relieves(verb: Token) -> bool:
    """Whether the act takes a burden off others: duties cut, checks ended."""
    borne = ("nsubj", "nsubjpass") if verb.lemma_ in _ENDING else ("nsubjpass",)
    thing = object_of(verb) or next((c for c in verb.lefts if c.dep_ in borne), None)
    if thing is None:
        return False
    if verb.lemma_ == "call" and any(child.lower_ == "off" for child in verb.rights):
        return thing.lemma_ in _BURDENS | _ACTIONS
    if thing.dep_ == "nsubj" and thing.lemma_ in _ACTIONS and verb.lemma_ in RELIEF:
        return True
    return thing.lemma_ in _BURDENS and (verb.lemma_ in RELIEF | _LESSEN or _comes_off(verb))


def _comes_off(verb: Token) -> bool:
    away = any(child.lower_ in ("down", "off") for child in verb.rights)
    return away and verb.lemma_ in ("come", "go", "take")
