"""What hurts and what asks for an answer: force, deprivation, and what another has to bear.

Each class is small and closed in meaning; none names a country, a conflict or a trade.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefing.language.clauses import (
    REMEMBERED,
    complements,
    is_negated,
    is_passive,
    object_of,
)
from briefing.language.cues import lemma, words
from briefing.language.parties import is_body, is_party
from briefing.language.relief import RELIEF, relieves
from briefing.language.wordnet import Family

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "COST",
    "DEEMING",
    "DEPRIVE",
    "HOSTILITIES",
    "IMPOSED",
    "MEASURES",
    "STRIFE",
    "TREATING",
    "answers",
    "costs",
    "harms",
    "imposes",
    "is_answer_noun",
    "is_cost",
    "is_force",
    "is_loss",
    "is_punishment",
    "is_target",
    "is_war",
    "opposed",
    "recalls_envoy",
    "repaid",
    "stops",
]

_HURTFUL: Final = Family(
    "punish retaliate discontinue expel prohibit destroy assail deprive withdraw repudiate sever "
    "confiscate obstruct imprison disable paralyze",
    "attach blow jump level move object recall release retire round rush surprise want",
)
"""Verbs of punishing, excluding, destroying, taking away."""

_PENALTIES: Final = Family(
    "punishment reprisal expulsion walkout severance countermeasure prohibition confiscation",
    "bar blow boot breach break discipline kick release scourge striker",
)
"""Nouns for the same."""

_ANSWER: Final = words("avenge counter hit punish react reciprocate respond retaliate strike")
_OPPOSE: Final = words("block boycott derail oppose sabotage sue thwart torpedo veto")
"""Their object is what is answered: to boycott a vote answers the vote."""

_FORCE: Final = (
    _ANSWER
    | _OPPOSE
    | words("""
        annihilate arrest attack blockade bomb bury crush destroy devastate drag eliminate expel
        fight haul
        fire intercept invade kill launch occupy prosecute seize shoot sink storm target
        """)
)
DEPRIVE: Final = words("""
    abandon ban bar blacklist break cancel close confiscate curtail cut delay deny deport disrupt
    downgrade end escalate exclude freeze ground halt hold impose isolate keep leave limit prohibit
    pull quit refuse resign rescind restrict revoke sanction scrap sever shut stop strip suspend
    switch terminate turn walk withdraw withhold
    """)
_ACTS: Final = {
    "hold": words("back off account"),
    "keep": words("back shut closed"),
    "pull": words("from out"),
    "switch": words("off"),
    "turn": words("around away back off"),
    "walk": words("away off out"),
}
"""Verbs that deprive only with their particle."""

_AIMED: Final = words("counter drag fight fire haul hit launch strike target")
"""They hurt where they are aimed at a party or are of arms: one launches products too."""

COST: Final = words("""
    aggression answer attack ban blockade boycott consequence cost countermeasure embargo
    exclusion expulsion fine force lawsuit offensive penalty price punishment reaction
    repercussion reprisal resistance response retaliation retribution revenge sanction strike
    suspension tariff veto walkout
    """)
"""Nouns for what is done to another in answer."""

HOSTILITIES: Final = words("""
    bombing breach fighting incursion occupation provocation shelling siege threat violation
    violence
    """)
STRIFE: Final = words("catastrophe clash conflict confrontation escalation trouble war")
"""Nouns for what a quarrel ends in; a forecast names them as often as a threat does."""

DEEMING: Final = words("be consider constitute deem mean regard see treat view")
"""Verbs by which an act counts as one of war."""

_ANSWER_NOUNS: Final = words("""
    answer consequence penalty price punishment reaction reply repercussion reprisal response
    retaliation
    """)
_PUNISH: Final = words("""
    arrest ban bar blacklist board charge deport detain dismiss disqualify exclude expel fine hang
    hunt impound imprison jail prosecute punish sack sanction sentence strip sue try
    """)
_APPLAUSE: Final = words("""
    acclaim applause approval enthusiasm gratitude indifference praise relief scepticism silence
    support welcome
    """)
_SITES: Final = words("base facility infrastructure plant port position ship site target")
_REPEL: Final = words("crush foil quash rebuff repel repulse suppress thwart")
_PAYING: Final = words("at be bring carry come draw exact extract have mean pay")
TREATING: Final = DEEMING - {"be", "mean", "see"}

IMPOSED: Final = words("""
    ban barrier blockade contract curb curfew cut decree duty embargo fee law levy offer order
    permit plan quota reform restriction rule sanction tariff tax toll
    """)
"""What those in power lay upon others."""

_LAYING: Final = words("impose introduce levy place put slap")
_BURDENS: Final = words("barrier control curb duty levy quota restriction surcharge tariff toll")

_ANSWERED: Final = COST | STRIFE | HOSTILITIES | IMPOSED - {"offer"}
_SUMMONS: Final = words("bring call drag go haul hold put see take")
_VENUES: Final = words("court justice trial tribunal")
_LOST: Final = words("forfeit lose")
_REPAY: Final = words("answer match meet repay return")
_LIABLE: Final = words("accountable answerable liable responsible")
_LIGHT: Final = words("make take")
MEASURES: Final = words("action decision measure steps")
_EMERGENCY: Final = words("blackout curfew emergency restriction shutdown siege")
_ENVOYS: Final = words("ambassador consul diplomat envoy")
_LIGHTER: Final = words("fewer lesser lighter lower milder reduced smaller")
_STILL: Final = {
    "come": words("down"),
    "go": words("cold dark down offline out silent"),
    "stand": words("idle still"),
    "take": words("offline"),
}
_FIRING: Final = words("open resume return")
_STANDSTILL: Final = words("end halt standstill stop")
_TENDER: Final = words("hand offer submit tender")
_DAMAGES: Final = words("compensation damages reparations")
_VOID: Final = words("legitimacy recognition validity")


def answers(verb: Token) -> bool:
    """Whether the verb itself says that something is answered: "we will retaliate"."""
    if verb.lemma_ in _LIGHT:
        return _thing(verb) in MEASURES
    if verb.lemma_ in _REPAY and _is_each(object_of(verb)):
        return True
    thing = object_of(verb)
    if verb.lemma_ in ("answer", "counter") and thing is not None and thing.lemma_ in _ANSWERED:
        return True
    if verb.lemma_ == "answer":
        return any(part.lemma_ in ("kind", "force", "fire") for part in complements(verb))
    return verb.lemma_ in _ANSWER and _is_aimed(verb)


def _is_each(thing: Token | None) -> bool:
    """Any tariff, every drone: what is answered one for one."""
    return thing is not None and thing.left_edge.lower_ in ("any", "each", "every")


def repaid(verb: Token) -> Token | None:
    """What is answered one for one: "we will match any tariff"."""
    thing = object_of(verb)
    return thing if verb.lemma_ in _REPAY and _is_each(thing) else None


def is_force(verb: Token) -> bool:
    """Whether the act is one of force or open opposition."""
    if verb.lemma_ == "act":
        return any(child.lower_ == "against" for child in verb.rights)
    return (verb.lemma_ in _FORCE and _is_aimed(verb)) or answers(verb)


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
    if verb.lemma_ == "make":
        return any(_is_drawn_in(part) for part in verb.rights)
    return verb.lemma_ in ("be", "become") and any(
        child.dep_ == "attr" and _is_drawn_in(child) for child in verb.rights
    )


def _is_drawn_in(noun: Token) -> bool:
    """A target, or a party to the conflict."""
    to = [part for child in noun.rights if child.lower_ == "to" for part in child.rights]
    joined = noun.lemma_ == "party" and any(part.lemma_ in HOSTILITIES | STRIFE for part in to)
    return noun.lemma_ == "target" or joined


def is_answer_noun(noun: Token) -> bool:
    """Whether the noun names what follows an act, and says no more."""
    return noun.lemma_ in _ANSWER_NOUNS


def is_punishment(verb: Token) -> bool:
    """Whether the verb says what is done to whoever breaks a rule."""
    word = lemma(verb.lemma_)
    return word in _PUNISH or word in _HURTFUL


def is_loss(verb: Token) -> bool:
    """Whether the clause says that its subject loses what is its own."""
    return verb.lemma_ in _LOST and _is_theirs(verb)


def _is_theirs(verb: Token) -> bool:
    """Whether the object is theirs: of that another deprives them; a match is merely lost."""
    return any(part.tag_ == "PRP$" for thing in verb.rights for part in thing.lefts)


def opposed(verb: Token) -> Token | None:
    """What a verb of opposition is directed against, where that is an act and no party."""
    thing = object_of(verb) if verb.lemma_ in _OPPOSE else None
    return None if is_party(thing) else thing


@lru_cache(maxsize=REMEMBERED)
def harms(verb: Token) -> bool:
    """Whether the clause states an act of harm, force or deprivation, or a cost."""
    things = [part.lemma_ for part in complements(verb)]
    if relieves(verb):
        return is_negated(verb)
    if verb.lemma_ in RELIEF and any(thing in COST | STRIFE | _EMERGENCY for thing in things):
        return is_negated(verb)
    if recalls_envoy(verb):
        return not is_negated(verb)
    particles = _ACTS.get(verb.lemma_)
    if particles and verb.lemma_ in ("switch", "turn") and not _is_transitive(verb):
        return False  # crews turn back
    if particles:
        # "pull its men from the post": the parser hangs the particle on the object as often.
        thing = object_of(verb)
        near = [*verb.rights, *(thing.rights if thing is not None else ())]
        if not any(part.lower_ in particles for part in near):
            return False
    if object_of(verb) is None and any(_is_behalf(child) for child in verb.rights):
        return False  # to fight for somebody, to answer for something
    if any(part.lemma_ in _VENUES for part in complements(verb)):
        return (verb.lemma_ in _SUMMONS or _sues(verb)) and not is_negated(verb)
    for clause in verb.rights:
        if clause.dep_ == "xcomp" and clause.tag_ == "VBG" and is_force(clause):
            return not is_negated(verb)
    if verb.lemma_ in _FIRING and "fire" in things:
        return not is_negated(verb)
    if stops(verb) or _steps_down(verb) or _sues(verb) or _topples(verb):
        return not is_negated(verb)
    stated = verb.lemma_ in DEPRIVE or verb.lemma_ in _HURTFUL
    stated = stated or is_force(verb) or imposes(verb)
    return (stated and not is_negated(verb)) or costs(verb, strife=True)


def _is_transitive(verb: Token) -> bool:
    return object_of(verb) is not None or is_passive(verb)


def stops(verb: Token) -> bool:
    """Whether something is brought to a standstill, goes dark, or is taken offline."""
    particles = _STILL.get(verb.lemma_)
    if verb.lemma_ == "bring":
        thing = object_of(verb)
        evil = thing is not None and thing.lemma_ in _ANSWERED
        still = any(part.lemma_ in _STANDSTILL for part in complements(verb))
        return still and not evil
    return particles is not None and any(child.lower_ in particles for child in verb.rights)


def _steps_down(verb: Token) -> bool:
    """Whether somebody hands in his resignation."""
    thing = object_of(verb)
    return verb.lemma_ in _TENDER and thing is not None and thing.lemma_ == "resignation"


def _topples(verb: Token) -> bool:
    """Whether somebody brings down a government."""
    thing = object_of(verb)
    down = verb.lemma_ == "bring" and any(child.lower_ == "down" for child in verb.rights)
    return thing is not None and is_body(thing) and (down or verb.lemma_ == "topple")


def _sues(verb: Token) -> bool:
    """Whether somebody seeks damages."""
    thing = object_of(verb)
    return verb.lemma_ in ("claim", "seek") and thing is not None and thing.lower_ in _DAMAGES


def _confronts(verb: Token) -> bool:
    """Whether another will meet the speaker's own side: "they will find ten thousand of us"."""
    if verb.lemma_ not in ("face", "find", "meet") or is_negated(verb):
        return False
    met = (part for c in (*complements(verb), *verb.rights) for part in (c, *c.lefts))
    return any(
        part.lower_ == "us" or (part.left_edge.lower_ == "our" and is_party(part)) for part in met
    )


def imposes(verb: Token) -> bool:
    """Whether the clause says that a burden is laid upon another: "slaps duties on pork"."""
    thing = object_of(verb)
    return verb.lemma_ in _LAYING and thing is not None and thing.lemma_ in _BURDENS


def recalls_envoy(verb: Token) -> bool:
    """Whether relations are made worse: an envoy called home, diplomats sent away."""
    home = any(child.lower_ == "home" for child in verb.rights)
    home = home or verb.lemma_ in ("pull", "recall", "withdraw")
    return home and any(c.lemma_ in _ENVOYS for c in verb.rights if c.dep_ in ("dobj", "oprd"))


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
        if clause.lemma_ in RELIEF or relieves(clause):
            continue
        nouns = COST | STRIFE if strife or clause.lemma_ in DEEMING else COST
        if clause.lemma_ == "be":
            nouns -= {"catastrophe"}  # a spill would be one
        if _costs(clause, nouns | HOSTILITIES if clause.lemma_ in TREATING else nouns):
            return True
        clauses += [
            child
            for child in clause.rights
            if child.pos_ in ("VERB", "AUX") and child.dep_ in ("conj", "ccomp")
        ]
    return False


def _costs(verb: Token, nouns: frozenset[str]) -> bool:
    if _confronts(verb):
        return True
    things = [part for part in complements(verb) if part.pos_ in ("NOUN", "PROPN")]
    if any(part.lemma_ in _VOID and part.left_edge.lower_ == "no" for part in things):
        return True
    if is_negated(verb):
        bare = [part for child in verb.rights if child.lower_ == "without" for part in child.rights]
        unforgiven = verb.lemma_ in ("excuse", "forgive", "spare")
        return (
            unforgiven
            or any(part.lemma_ in _ANSWER_NOUNS for part in bare)
            or any(child.lower_ in ("unanswered", "unpunished") for child in verb.subtree)
        )
    if any(is_cost(part, nouns) for part in things):
        return True
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    if verb.lemma_ == "meet":
        met = [part for part in things if part.head.lower_ == "with"]
        met += [part for part in things if part.head.lower_ == "by"] if passive else []
        return bool(met) and not any(
            part.lemma_ in _APPLAUSE or (is_party(part) and part.lemma_ != "opposition")
            for part in met
        )
    if passive and verb.lemma_ in _REPEL:
        return True
    paid_back = verb.lemma_ in ("pay", "repay") and passive
    if paid_back and (verb.lemma_ == "repay" or any(part.lower_ == "back" for part in verb.rights)):
        return True
    if verb.lemma_ in ("cost", "pay") and any(part.lower_ == "dearly" for part in verb.rights):
        return True
    if verb.lemma_ == "cost":
        return _is_theirs(verb)
    if verb.lemma_ == "hold":  # we will hold them responsible
        return any(p.lower_ in _LIABLE for child in verb.rights for p in (child, *child.rights))
    return verb.lemma_ == "regret" or (verb.lemma_ == "answer" and passive)


def is_cost(noun: Token, nouns: frozenset[str] = COST) -> bool:
    """Whether the noun names what is done to another in answer."""
    if noun.lemma_ == "force" and noun.head.lemma_ not in ("by", "meet", "use", "with"):
        return False  # a body of people
    if noun.lemma_ in ("cost", "price") and (noun.tag_ == "NNS" or noun.head.lemma_ not in _PAYING):
        return False  # one pays a price, and raises prices
    if noun.lemma_ in ("attack", "offensive") and any(c.dep_ == "poss" for c in noun.lefts):
        return False  # somebody's own
    if any(part.lower_ in _LIGHTER for part in noun.lefts):
        return False
    named = noun.lemma_ in nouns or (noun.pos_ == "NOUN" and noun.lemma_ in _PENALTIES)
    return named and noun.left_edge.lower_ != "no"


def _is_aimed(verb: Token) -> bool:
    """Whether the verb is one of hostility here: one fights poverty and responds to letters."""
    aim = object_of(verb) if verb.lemma_ in _AIMED else None
    if aim is not None and aim.lemma_ in IMPOSED:
        return True
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == "to" and verb.lemma_ in ("respond", "react"):
            aim = next(iter(child.children), None)
    if verb.lemma_ == "fight" and any(child.lower_ == "on" for child in verb.rights):
        return False  # to fight on is to carry on
    if aim is None or is_party(aim) or aim.left_edge.lower_ == "any":
        return True
    if aim.lemma_ in _SITES and any(is_party(part) for part in complements(aim)):
        return True
    return any(part.lemma_ in _ANSWERED for part in (aim, *complements(aim)))


def _thing(verb: Token) -> str | None:
    thing = object_of(verb) or next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if thing is None:
        return None
    return thing.lower_ if thing.lemma_ == "step" else thing.lemma_
