"""What hurts, who has a will, and what asks for an answer: the classes red lines are made of.

Each class is small and closed in meaning; none names a country, a conflict or a trade.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefing.language.clauses import complements, is_negated, object_of, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "PARTIES",
    "answers",
    "costs",
    "harms",
    "is_act",
    "is_cost",
    "is_force",
    "is_named",
    "is_party",
    "opposed",
]

_ANSWER: Final = frozenset(
    "avenge counter hit punish react reciprocate respond retaliate strike".split()
)
_OPPOSE: Final = frozenset("block boycott oppose resist sue veto".split())
"""Their object is what is answered: to boycott a vote answers the vote."""

_FORCE: Final = (
    _ANSWER
    | _OPPOSE
    | frozenset(
        """
        annihilate arrest attack blockade bomb bury crush destroy devastate eliminate expel fight
        fire intercept invade kill launch prosecute seize shoot sink storm target
        """.split()
    )
)
_DEPRIVE: Final = frozenset(
    """
    abandon ban bar break cancel close cut delay deny deport disrupt end escalate freeze halt
    impose isolate leave limit prohibit pull quit refuse restrict sanction sever shut stop suspend
    terminate walk withdraw withhold
    """.split()
)
_ACTS: Final = {"walk": "out", "pull": "out"}
"""Verbs that deprive only with their particle."""

_COST: Final = frozenset(
    """
    aggression attack blow boycott consequence countermeasure embargo force offensive penalty
    price punishment reaction repercussion reprisal response retaliation retribution revenge
    sanction strike tariff veto
    """.split()
)
"""Nouns for what is done to another in answer."""

_STRIFE: Final = frozenset("catastrophe conflict confrontation escalation war".split())
"""Nouns for what a quarrel ends in; a forecast names them as often as a threat does."""

_DEEMED: Final = frozenset("be consider constitute deem mean regard see treat view".split())
_LIGHT: Final = frozenset("make take".split())
_MEASURES: Final = frozenset("action decision measure step".split())
_SUFFER: Final = frozenset("face incur meet pay regret suffer".split())
_RELIEF: Final = frozenset(
    "avert avoid drop ease end lift lower prevent reduce relax remove repeal stop waive".split()
)
"""Verbs that take a harm away."""

_VOID: Final = frozenset("legitimacy recognition validity".split())

PARTIES: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})
"""spaCy's labels of what can act: states, peoples, organisations, persons."""

_NAMES_OF_THINGS: Final = frozenset({"DATE", "EVENT", "LAW", "MONEY", "PRODUCT", "TIME"})
_COLLECTIVE: Final = frozenset(
    """
    administration agency alliance army assembly authority bank bloc body cabinet candidate chief
    coalition commission committee company congress council country court delegation faction firm
    force government group guerrilla insurgent junta kingdom leadership military militia ministry
    movement nation navy network opposition organisation organization parliament party people
    police president rebel regime republic secretary senate side staff state syndicate team troop
    union
    """.split()
)
"""Nouns for those who have a will and whose ending does not say so."""

_PERSON_ENDINGS: Final = (
    "ander", "cher", "der", "er", "or", "ist", "ian", "ant", "man", "men", "ee", "woman", "women",
)  # fmt: skip
_THINGS: Final = frozenset(
    """
    corner disaster error factor fear flavor harbor matter number order other paper power river
    summer terror tower vapor water weather winter
    """.split()
)
"""Things that end as persons do."""

_PRONOUNS: Final = frozenset({"i", "we", "you", "he", "she", "they", "anyone", "who"})


def is_party(noun: Token | None) -> bool:
    """Whether the noun phrase stands for a person or a body of people that has a will."""
    if noun is None:
        return False
    if noun.lower_ in _PRONOUNS or is_named(noun):
        return True
    return noun.pos_ == "NOUN" and (
        noun.lemma_ in _COLLECTIVE
        or (noun.lemma_.endswith(_PERSON_ENDINGS) and noun.lemma_ not in _THINGS | _STRIFE)
    )


def is_named(noun: Token | None) -> bool:
    """Whether the noun is a party's name, or tells whose the people are: "Israeli settlers"."""
    if noun is None:
        return False
    if noun.ent_type_ in PARTIES:
        return True
    if noun.tag_ in ("NNP", "NNPS"):
        return noun.ent_type_ not in _NAMES_OF_THINGS
    return noun.tag_ == "NNS" and any(
        part.ent_type_ in PARTIES and part.dep_ in ("amod", "compound", "poss")
        for part in noun.lefts
    )


def is_act(clause: Token) -> bool:
    """Whether the clause is about what somebody does or lets be done, not about what happens."""
    actor = subject(clause)
    if actor is None or is_party(actor) or actor.dep_ in ("nsubjpass", "csubjpass"):
        return True
    return actor.lower_ == "it" or actor.lemma_ in _COST | _STRIFE | _MEASURES


def answers(verb: Token) -> bool:
    """Whether the verb itself says that something is answered: "we will retaliate"."""
    return verb.lemma_ in _ANSWER or (verb.lemma_ in _LIGHT and _thing(verb) in _MEASURES)


def is_force(verb: Token) -> bool:
    """Whether the act is one of force or open opposition."""
    return verb.lemma_ in _FORCE or answers(verb)


def opposed(verb: Token) -> Token | None:
    """What a verb of opposition is directed against, where that is an act and no party."""
    thing = object_of(verb) if verb.lemma_ in _OPPOSE else None
    return None if is_party(thing) else thing


def harms(verb: Token) -> bool:
    """Whether the clause states an act of harm, force or deprivation, or a cost."""
    things = [part.lemma_ for part in complements(verb)]
    if verb.lemma_ in _RELIEF and any(thing in _COST | _STRIFE for thing in things):
        return is_negated(verb)
    if verb.lemma_ in _ACTS and not any(
        child.lower_ == _ACTS[verb.lemma_] for child in verb.children
    ):
        return False
    stated = verb.lemma_ in _FORCE | _DEPRIVE or answers(verb)
    return (stated and not is_negated(verb)) or costs(verb, strife=True)


def costs(verb: Token, *, strife: bool = False) -> bool:
    """Whether the clause states what another will have to bear.

    Args:
        verb: The head of the clause.
        strife: Whether war and the like count even where they only come about.
    """
    if verb.lemma_ in _RELIEF:
        return False
    things = [part for part in complements(verb) if part.pos_ in ("NOUN", "PROPN")]
    if any(part.lemma_ in _VOID and part.left_edge.lower_ == "no" for part in things):
        return True
    denied = is_negated(verb)
    nouns = _COST | _STRIFE if strife or verb.lemma_ in _DEEMED else _COST
    if not denied and any(is_cost(part, nouns) for part in things):
        return True
    if not denied and verb.lemma_ in ("pay", "regret"):
        return True
    if denied and any(child.lower_ in ("unanswered", "unpunished") for child in verb.rights):
        return True
    return any(costs(clause, strife=strife) for clause in _also(verb))


def is_cost(noun: Token, nouns: frozenset[str] = _COST) -> bool:
    """Whether the noun names what is done to another in answer."""
    return noun.lemma_ in nouns and noun.left_edge.lower_ != "no"


def _thing(verb: Token) -> str | None:
    thing = object_of(verb) or next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    return thing.lemma_ if thing is not None else None


def _also(verb: Token) -> Iterator[Token]:
    for child in verb.rights:
        if child.pos_ in ("VERB", "AUX") and child.dep_ in ("conj", "ccomp"):
            yield child
