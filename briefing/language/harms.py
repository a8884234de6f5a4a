"""What hurts, who has a will, and what asks for an answer: the classes red lines are made of.

Each class is small and closed in meaning; none names a country, a conflict or a trade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.language.clauses import complements, is_negated, object_of, subject
from briefing.language.cues import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "DEEMING",
    "PARTIES",
    "answers",
    "costs",
    "harms",
    "is_act",
    "is_body",
    "is_cost",
    "is_force",
    "is_named",
    "is_party",
    "is_target",
    "is_war",
    "is_welcome",
    "opposed",
    "serves",
]

_ANSWER: Final = words("avenge counter hit punish react reciprocate respond retaliate strike")
_OPPOSE: Final = words("block boycott oppose sue veto")
"""Their object is what is answered: to boycott a vote answers the vote."""

_FORCE: Final = (
    _ANSWER
    | _OPPOSE
    | words("""
        annihilate arrest attack blockade bomb bury crush destroy devastate eliminate expel fight
        fire intercept invade kill launch occupy prosecute seize shoot sink storm target
        """)
)
_DEPRIVE: Final = words("""
    abandon ban bar blacklist break cancel close confiscate curtail cut delay deny deport disrupt
    downgrade end escalate exclude freeze halt impose isolate leave limit prohibit pull quit refuse
    rescind restrict revoke sanction scrap sever shut stop strip suspend terminate walk withdraw
    withhold
    """)
_ACTS: Final = {"walk": "out", "pull": "out"}
"""Verbs that deprive only with their particle."""

_AIMED: Final = words("counter fight fire hit launch strike target")
"""They hurt where they are aimed at a party or are of arms: one launches products too."""

_COST: Final = words("""
    aggression attack ban blockade blow boycott consequence countermeasure embargo fine force
    offensive penalty price punishment reaction repercussion reprisal response retaliation
    retribution revenge sanction strike tariff veto walkout
    """)
"""Nouns for what is done to another in answer."""

_HOSTILITIES: Final = words("""
    bombing breach fighting incursion occupation provocation shelling siege threat violation
    violence
    """)
_STRIFE: Final = words("catastrophe conflict confrontation escalation war")
"""Nouns for what a quarrel ends in; a forecast names them as often as a threat does."""

DEEMING: Final = words("be consider constitute deem mean regard see treat view")
"""Verbs by which an act counts as one of war."""

_PAYING: Final = words("at be carry come exact extract have pay")
_TREATING: Final = DEEMING - {"be", "mean", "see"}

_LIGHT: Final = words("make take")
_MEASURES: Final = words("action decision measure steps")
_RELIEF: Final = words(
    "avert avoid drop ease end lift lower prevent reduce relax remove repeal stop waive"
)
"""Verbs that take a harm away."""

_BOONS: Final = words("""
    aid assist back compensate contribute cooperate donate evacuate fund give grant help hire
    invest join offer pay protect provide refund reimburse rescue restore resume return
    reward share sign supply support welcome
    """)
"""Verbs by which one serves another, or rewards him."""

_PROCEDURES: Final = words("""
    address announce be begin comment consider decide discuss examine hold investigate know look
    meet need review see speak talk
    """)
"""Verbs that say how one goes about things, not what one does to another."""

_WELCOME: Final = words("""
    agree apply approve ask back comply cooperate help honour invite need pass permit ratify
    release request respect sign want win wish
    """)
"""Verbs for what one would have another do, or what he asks for."""

_EMERGENCY: Final = words("blackout curfew emergency restriction shutdown siege")
_VOID: Final = words("legitimacy recognition validity")

PARTIES: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})
"""spaCy's labels of what can act: states, peoples, organisations, persons."""

_NAMES_OF_THINGS: Final = frozenset({"DATE", "EVENT", "LAW", "MONEY", "TIME"})
_COLLECTIVE: Final = words("""
    administration agency airline alliance army assembly association authority bank bloc body
    cabinet candidate chief coalition commission committee community company congress council
    country court delegation faction federation firm force government group guerrilla guild
    insurgent junta kingdom leadership member military militia ministry movement nation navy
    network nurse opposition organisation organization parliament party people pilot police
    president rebel regime republic rival secretary senate side staff state syndicate team troop
    union world
    """)
"""Nouns for those who have a will and whose ending does not say so."""

_OFFICERS: Final = words("""
    admiral ayatollah bishop boss captain cardinal chair colonel delegate envoy general head imam
    king mayor official pope prince queen sheikh spokesperson
    """)
"""Nouns for persons in office whose ending does not say so."""

_PERSON_ENDINGS: Final = (
    "ander", "cher", "der", "er", "or", "ist", "ian", "ant", "man", "men", "ee", "woman", "women",
)  # fmt: skip
_THINGS: Final = words("""
    banner barrier border chapter charter computer container corner corridor dinner disaster door
    error factor fear fertiliser fertilizer flavor floor frontier harbor labor letter matter merger
    motor murder newspaper number offer order other paper plant power quarter reactor register
    restaurant river sector shelter summer surrender takeover tender terror tower transfer trailer
    vapor water weather winter
    """)
"""Things that end as persons do."""

_PRONOUNS: Final = frozenset({"i", "we", "you", "he", "she", "they", "anyone", "who"})


def is_party(noun: Token | None) -> bool:
    """Whether the noun phrase stands for a person or a body of people that has a will."""
    if noun is None:
        return False
    if noun.lower_ in _PRONOUNS or is_named(noun):
        return True
    return _is_person_or_body(noun)


def _is_person_or_body(noun: Token) -> bool:
    person = noun.lemma_.endswith(_PERSON_ENDINGS) and noun.lemma_ not in _THINGS | _STRIFE
    if noun.tag_ == "NN" and noun.dep_ in ("nsubj", "nsubjpass", "dobj") and not any(noun.lefts):
        person = False  # a substance: copper, timber
    return noun.pos_ == "NOUN" and (person or noun.lemma_ in _COLLECTIVE | _OFFICERS)


def is_named(noun: Token | None) -> bool:
    """Whether the noun is a party's name, or tells whose the people are: "Israeli settlers"."""
    if noun is None:
        return False
    if noun.ent_type_ in PARTIES:
        return True
    if noun.tag_ in ("NNP", "NNPS"):
        return noun.ent_type_ not in _NAMES_OF_THINGS
    return (noun.tag_ == "NNS" or _is_person_or_body(noun)) and any(
        part.ent_type_ in PARTIES and part.dep_ in ("amod", "compound", "poss")
        for part in noun.lefts
    )


def is_body(noun: Token) -> bool:
    """Whether the noun names a body of people, which its head can speak for."""
    return noun.lemma_ in _COLLECTIVE


def is_act(clause: Token) -> bool:
    """Whether the clause is about what somebody does or lets be done, not about what happens."""
    actor = subject(clause)
    if actor is None or is_party(actor) or actor.dep_ in ("nsubjpass", "csubjpass"):
        return True
    if is_negated(clause) or object_of(clause) is not None or clause.lemma_ == "continue":
        return True
    return actor.lower_ == "it" or actor.lemma_ in _COST | _STRIFE | _HOSTILITIES | _MEASURES


def answers(verb: Token) -> bool:
    """Whether the verb itself says that something is answered: "we will retaliate"."""
    if verb.lemma_ in _LIGHT:
        return _thing(verb) in _MEASURES
    return verb.lemma_ in _ANSWER and _is_aimed(verb)


def is_force(verb: Token) -> bool:
    """Whether the act is one of force or open opposition."""
    if verb.lemma_ == "act":
        return any(child.lower_ == "against" for child in verb.rights)
    return (verb.lemma_ in _FORCE and _is_aimed(verb)) or answers(verb)


def serves(verb: Token) -> bool:
    """Whether the act is a service, a relief or a matter of procedure."""
    return verb.lemma_ in _BOONS | _PROCEDURES | _RELIEF or (
        verb.lemma_ == "send"
        and not any(part.ent_type_ == "NORP" or is_body(part) for part in complements(verb))
    )


def is_welcome(clause: Token) -> bool:
    """Whether what the condition asks for is wished for: "if they agree"."""
    if clause.lemma_ == "be":  # were they to agree
        clause = next((child for child in clause.rights if child.dep_ == "xcomp"), clause)
    return clause.lemma_ in _WELCOME and not is_negated(clause)


def is_war(verb: Token) -> bool:
    """Whether the clause says of an act that it is, or means, war."""
    if verb.lemma_ not in ("amount", "be", "equal", "mean") or is_negated(verb):
        return False
    lower = [part.lower_ for part in verb.subtree if part.i > verb.i]
    if "casus" in lower or "tantamount" in lower:
        return "casus" in lower or "war" in lower
    return verb.lemma_ != "be" and any(part.lemma_ == "war" for part in complements(verb))


def is_target(verb: Token) -> bool:
    """Whether the clause says of somebody that he is a target."""
    return verb.lemma_ in ("be", "become") and any(
        child.dep_ == "attr" and child.lemma_ == "target" for child in verb.rights
    )


def opposed(verb: Token) -> Token | None:
    """What a verb of opposition is directed against, where that is an act and no party."""
    thing = object_of(verb) if verb.lemma_ in _OPPOSE else None
    return None if is_party(thing) else thing


def harms(verb: Token) -> bool:
    """Whether the clause states an act of harm, force or deprivation, or a cost."""
    things = [part.lemma_ for part in complements(verb)]
    if verb.lemma_ in _RELIEF and any(thing in _COST | _STRIFE | _EMERGENCY for thing in things):
        return is_negated(verb)
    if verb.lemma_ in _ACTS and not any(
        child.lower_ == _ACTS[verb.lemma_] for child in verb.children
    ):
        return False
    if object_of(verb) is None and any(_is_behalf(child) for child in verb.rights):
        return False  # to fight for somebody, to answer for something
    for clause in verb.rights:
        if clause.dep_ == "xcomp" and clause.tag_ == "VBG" and is_force(clause):
            return not is_negated(verb)
    stated = verb.lemma_ in _DEPRIVE or is_force(verb)
    return (stated and not is_negated(verb)) or costs(verb, strife=True)


def _is_behalf(phrase: Token) -> bool:
    every = any(thing.left_edge.lower_ == "every" for thing in phrase.rights)
    return phrase.lower_ == "for" and not every


def costs(verb: Token, *, strife: bool = False) -> bool:
    """Whether the clause states what another will have to bear.

    Args:
        verb: The head of the clause.
        strife: Whether war and the like count even where they only come about.
    """
    clauses = [verb]
    for clause in clauses:
        if clause.lemma_ in _RELIEF:
            continue
        nouns = _COST | _STRIFE if strife or clause.lemma_ in DEEMING else _COST
        if _costs(clause, nouns | _HOSTILITIES if clause.lemma_ in _TREATING else nouns):
            return True
        clauses += [
            child
            for child in clause.rights
            if child.pos_ in ("VERB", "AUX") and child.dep_ in ("conj", "ccomp")
        ]
    return False


def _costs(verb: Token, nouns: frozenset[str]) -> bool:
    things = [part for part in complements(verb) if part.pos_ in ("NOUN", "PROPN")]
    if any(part.lemma_ in _VOID and part.left_edge.lower_ == "no" for part in things):
        return True
    if is_negated(verb):
        return any(child.lower_ in ("unanswered", "unpunished") for child in verb.rights)
    if any(is_cost(part, nouns) for part in things):
        return True
    passive = any(child.dep_ == "nsubjpass" for child in verb.children)
    return verb.lemma_ == "regret" or (verb.lemma_ == "answer" and passive)


def is_cost(noun: Token, nouns: frozenset[str] = _COST) -> bool:
    """Whether the noun names what is done to another in answer."""
    if noun.lemma_ == "force" and noun.head.lemma_ not in ("by", "use", "with"):
        return False  # a body of people
    if noun.lemma_ == "price" and noun.head.lemma_ not in _PAYING:
        return False  # one pays a price, and raises prices
    return noun.lemma_ in nouns and noun.left_edge.lower_ != "no"


def _is_aimed(verb: Token) -> bool:
    """Whether the verb is one of hostility here: one fights poverty and responds to letters."""
    aim = object_of(verb) if verb.lemma_ in _AIMED else None
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == "to" and verb.lemma_ in ("respond", "react"):
            aim = next(iter(child.children), None)
    if verb.lemma_ == "fight" and any(child.lower_ == "on" for child in verb.rights):
        return False  # to fight on is to carry on
    if aim is None or is_party(aim) or aim.left_edge.lower_ == "any":
        return True
    return any(part.lemma_ in _COST | _STRIFE | _HOSTILITIES for part in (aim, *complements(aim)))


def _thing(verb: Token) -> str | None:
    thing = object_of(verb) or next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if thing is None:
        return None
    return thing.lower_ if thing.lemma_ == "step" else thing.lemma_
