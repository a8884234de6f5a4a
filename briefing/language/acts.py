"""What others do in a condition, and what one does for them: acts, happenings, services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.language.clauses import complements, is_gerund, is_negated, object_of, subject
from briefing.language.cues import words
from briefing.language.harms import (
    COST,
    HOSTILITIES,
    IMPOSED,
    MEASURES,
    STRIFE,
    is_force,
)
from briefing.language.parties import is_body, is_party
from briefing.language.relief import RELIEF, relieves

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "befalls",
    "fares",
    "is_act",
    "is_boon",
    "is_deed",
    "is_favour",
    "is_happening",
    "is_procedural",
    "is_welcome",
    "serves",
]

_PROVOKE: Final = words("challenge harass press provoke threaten violate")

_LASTING: Final = words("cease continue end last pass proceed remain resume stand stay stop")

_HAPPENINGS: Final = words("""
    ash cold currency demand drought economy fever fire flood frost fuel growth harvest heat
    index inflation level market number performance price profit rain rate result revenue river
    sale season share snow storm supply temperature traffic virus water weather wind winter
    """)
"""What comes about, and nobody does."""

_BEFALLS: Final = words("""
    be become burst climb collapse crash exceed fail fall get grow happen improve occur rise run
    slow worsen
    """)
"""What things do, and nobody brings about."""

_VENTURES: Final = words("investment merger project sale takeover venture")
"""What those do who are in business, and do to nobody."""

_PROCEDURAL: Final = words("announcement appointment comment date decision detail result")

_BOONS: Final = words("""
    aid assist back compensate contribute cooperate deliver donate evacuate fund give grant help
    hire invest invite join offer pay protect provide refund reimburse rescue restore resume return
    reward share sign supply support welcome
    """)
"""Verbs by which one serves another, or rewards him."""

_PROCEDURES: Final = words("""
    address announce appeal be begin comment consider consult decide discuss examine hold
    investigate know listen look meet need review see speak talk
    """)
"""Verbs that say how one goes about things, not what one does to another."""

_WELCOME: Final = words("""
    accept agree allow apply approve ask back comply cooperate help honour invite need pass permit
    ratify release request respect sign want win wish
    """)
"""Verbs for what one would have another do, or what he asks for."""


_BARGAINS: Final = words("agreement ceasefire contract deal pact settlement treaty truce")
_AGAIN: Final = words("additional another any fresh further more new renewed such")
_ACTION: Final = ("ance", "ment", "sion", "tion")
"""Endings of nouns for acts."""

_FARING: Final = words("come drop fail fall finish gain get lose poll score secure slip win")
_CHOOSE: Final = words("choose elect re-elect reelect vote win")


def is_act(clause: Token) -> bool:
    """Whether the clause is about what somebody does or lets be done, not about what happens."""
    actor = subject(clause)
    if actor is not None and actor.dep_ == "nsubj" and _is_amount_of(actor):
        return False
    if actor is None:
        return clause.tag_ != "VBN" or is_force(clause) or clause.lemma_ in _PROVOKE
    if is_party(actor) or actor.dep_ in ("nsubjpass", "csubjpass"):
        return True
    if any(child.dep_ == "acomp" and child.tag_ == "VBN" for child in clause.rights):
        return True  # they remain suspended, by somebody
    if is_negated(clause) or object_of(clause) is not None or clause.lemma_ in _LASTING:
        return True
    if any(part.lemma_ in COST | HOSTILITIES for part in complements(clause)):
        return True  # to come under attack
    if any(part.lower_ in _AGAIN for part in actor.lefts):
        return True  # another drone falls
    if any(child.lower_ == "again" for child in clause.rights):
        return True
    if clause.lemma_ == "keep" and any(child.tag_ == "VBG" for child in clause.rights):
        return True
    if actor.lemma_ in _BARGAINS:
        return True  # a deal is in place: others have made it
    measures = COST | STRIFE | HOSTILITIES | MEASURES | IMPOSED
    if actor.lower_ == "it" or actor.lemma_ in measures:
        return True
    if actor.lemma_ in _VENTURES:
        return False
    return clause.lemma_ != "be" and not befalls(
        clause
    )  # the bill goes through: others have brought it about


def befalls(verb: Token) -> bool:
    """Whether the verb says what becomes of a thing: it grows, it fails."""
    return verb.lemma_ in _BEFALLS and verb.lemma_ != "be"


def _is_amount_of(noun: Token) -> bool:
    """Whether the noun names a happening, or so much of one: "more than a foot of snow"."""
    of = (part for child in noun.rights if child.lower_ == "of" for part in child.rights)
    return noun.lemma_ in _HAPPENINGS or any(part.lemma_ in _HAPPENINGS for part in of)


def serves(verb: Token) -> bool:
    """Whether the act is a service, a relief or a matter of procedure."""
    if verb.lemma_ == "drop" and any(child.lower_ == "out" for child in verb.rights):
        return False
    return (
        verb.lemma_ in _BOONS | _PROCEDURES | RELIEF
        or relieves(verb)
        or (
            verb.lemma_ == "send"
            and not any(part.ent_type_ == "NORP" or is_body(part) for part in complements(verb))
        )
    )


def is_welcome(clause: Token) -> bool:
    """Whether what the condition asks for is wished for: "if they agree"."""
    if clause.lemma_ == "be":  # were they to agree
        clause = next((child for child in clause.rights if child.dep_ == "xcomp"), clause)
    return clause.lemma_ in _WELCOME | _BOONS and not is_negated(clause)


def is_favour(clause: Token) -> bool:
    """Whether the condition is that one is chosen: "if you elect me", "if it wins"."""
    return clause.lemma_ in _CHOOSE and not is_negated(clause)


def is_boon(verb: Token) -> bool:
    """Whether the verb is one by which somebody is served or wished well."""
    return verb.lemma_ in _BOONS | _WELCOME


def fares(clause: Token) -> bool:
    """Whether the clause says how its subject fares in a contest: it loses, it falls below."""
    return clause.lemma_ in _FARING


def is_deed(noun: Token) -> bool:
    """Whether the noun names an act, done or feared: "another raid", "Minsk's entry"."""
    of = any(part.lower_ == "of" for part in noun.rights)
    if noun.tag_ == "VBG" or is_gerund(noun) or (noun.lemma_.endswith("ing") and of):
        return True
    if is_party(noun) or any(is_happening(part) for part in noun.subtree):
        return False
    again = any(part.lower_ in _AGAIN for part in noun.lefts)
    done = any(p.dep_ == "poss" and is_party(p) and p.lemma_ != "court" for p in noun.lefts)
    done = done or any(part.lower_ == "by" for part in noun.rights)
    named = noun.lemma_ in COST | HOSTILITIES | IMPOSED or noun.lemma_.endswith(_ACTION)
    return again or done or (named and any(part.dep_ == "prep" for part in noun.rights))


def is_happening(noun: Token) -> bool:
    """Whether the noun names what comes about: weather, prices."""
    return noun.lemma_ in _HAPPENINGS


def is_procedural(noun: Token) -> bool:
    """Whether the noun names a step of a procedure: a decision, a date."""
    return noun.lemma_ in _PROCEDURAL
