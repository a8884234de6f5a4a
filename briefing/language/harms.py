"""What hurts, what serves and what asks for an answer: the classes of acts in red lines.

Each class is small and closed in meaning; none names a country, a conflict or a trade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.language.clauses import complements, is_negated, object_of, subject
from briefing.language.cues import words
from briefing.language.parties import is_body, is_party

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "DEEMING",
    "answers",
    "costs",
    "harms",
    "is_act",
    "is_answer_noun",
    "is_boon",
    "is_cost",
    "is_dealing",
    "is_force",
    "is_punishment",
    "is_target",
    "is_war",
    "is_welcome",
    "opposed",
    "ruins",
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
    downgrade end escalate exclude freeze halt hold impose isolate keep leave limit prohibit pull
    quit refuse resign
    rescind restrict revoke sanction scrap sever shut stop strip suspend terminate walk withdraw
    withhold
    """)
_ACTS: Final = {
    "hold": words("back off"),
    "keep": words("back shut closed"),
    "pull": words("from out"),
    "walk": words("away out"),
}
"""Verbs that deprive only with their particle."""

_AIMED: Final = words("counter fight fire hit launch strike target")
"""They hurt where they are aimed at a party or are of arms: one launches products too."""

_COST: Final = words("""
    aggression answer attack ban blockade blow boycott consequence countermeasure embargo
    exclusion expulsion fine force offensive penalty price punishment reaction repercussion
    reprisal resistance response retaliation retribution revenge sanction strike suspension
    tariff veto walkout
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

_ANSWER_NOUNS: Final = words("""
    answer consequence penalty price punishment reaction repercussion reprisal response
    retaliation
    """)
_PUNISH: Final = words("""
    arrest ban bar blacklist charge deport detain dismiss disqualify exclude expel fine hang hunt
    imprison jail prosecute punish sack sanction sentence sue try
    """)
_DEALINGS: Final = words("""
    accord agreement alliance amnesty armistice ceasefire coalition contract cooperation deal
    dialogue friendship handover negotiation normalisation normalization pact partnership peace
    relation settlement talk tie treaty truce
    """)
"""What two sides have with each other, and either of them can end or withhold."""

_RUIN: Final = words("break bury collapse destroy doom end kill scupper sink terminate void wreck")

_APPLAUSE: Final = words("""
    acclaim applause approval enthusiasm gratitude indifference praise relief scepticism silence
    support welcome
    """)
_PAYING: Final = words("at be carry come exact extract have pay")
_TREATING: Final = DEEMING - {"be", "mean", "see"}

_IMPOSED: Final = words("""
    ban blockade curfew cut decree duty embargo fee law levy order plan quota reform restriction
    rule sanction tariff tax toll
    """)
"""What those in power lay upon others."""

_PROVOKE: Final = words("challenge harass press provoke threaten violate")
_LASTING: Final = words("continue proceed")
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
_ENVOYS: Final = words("ambassador consul diplomat envoy")
_VOID: Final = words("legitimacy recognition validity")


def is_act(clause: Token) -> bool:
    """Whether the clause is about what somebody does or lets be done, not about what happens."""
    actor = subject(clause)
    if actor is None:
        return clause.tag_ != "VBN" or is_force(clause) or clause.lemma_ in _PROVOKE
    if is_party(actor) or actor.dep_ in ("nsubjpass", "csubjpass"):
        return True
    if any(child.dep_ == "acomp" and child.tag_ == "VBN" for child in clause.rights):
        return True  # they remain suspended, by somebody
    if is_negated(clause) or object_of(clause) is not None or clause.lemma_ in _LASTING:
        return True
    measures = _COST | _STRIFE | _HOSTILITIES | _MEASURES | _IMPOSED
    return actor.lower_ == "it" or actor.lemma_ in measures


def answers(verb: Token) -> bool:
    """Whether the verb itself says that something is answered: "we will retaliate"."""
    if verb.lemma_ in _LIGHT:
        return _thing(verb) in _MEASURES
    if verb.lemma_ == "answer":
        return any(part.lemma_ in ("kind", "force", "fire") for part in complements(verb))
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
    if verb.lemma_ == "make":
        return any(part.lemma_ == "target" for part in verb.rights)
    return verb.lemma_ in ("be", "become") and any(
        child.dep_ == "attr" and child.lemma_ == "target" for child in verb.rights
    )


def ruins(verb: Token) -> bool:
    """Whether the clause says that an act ends what two sides have with each other."""
    if is_negated(verb):
        return False
    thing = object_of(verb)
    down = verb.lemma_ == "bring" and any(child.lower_ == "down" for child in verb.rights)
    if thing is not None and thing.lemma_ in _DEALINGS:
        return verb.lemma_ in _RUIN or down
    ends = (part for part in complements(verb) if part.lemma_ in ("death", "end"))
    return any(below.lemma_ in _DEALINGS for end in ends for below in end.subtree)


def is_dealing(noun: Token) -> bool:
    """Whether the noun names what two sides have with each other."""
    return noun.lemma_ in _DEALINGS


def is_answer_noun(noun: Token) -> bool:
    """Whether the noun names what follows an act, and says no more."""
    return noun.lemma_ in _ANSWER_NOUNS


def is_punishment(verb: Token) -> bool:
    """Whether the verb says what is done to whoever breaks a rule."""
    return verb.lemma_ in _PUNISH


def is_boon(verb: Token) -> bool:
    """Whether the verb is one by which somebody is served or wished well."""
    return verb.lemma_ in _BOONS | _WELCOME


def opposed(verb: Token) -> Token | None:
    """What a verb of opposition is directed against, where that is an act and no party."""
    thing = object_of(verb) if verb.lemma_ in _OPPOSE else None
    return None if is_party(thing) else thing


def harms(verb: Token) -> bool:
    """Whether the clause states an act of harm, force or deprivation, or a cost."""
    things = [part.lemma_ for part in complements(verb)]
    if verb.lemma_ in _RELIEF and any(thing in _COST | _STRIFE | _EMERGENCY for thing in things):
        return is_negated(verb)
    particles = _ACTS.get(verb.lemma_)
    if particles and not any(part.lower_ in particles for part in verb.subtree if part.i > verb.i):
        return False
    if object_of(verb) is None and any(_is_behalf(child) for child in verb.rights):
        return False  # to fight for somebody, to answer for something
    for clause in verb.rights:
        if clause.dep_ == "xcomp" and clause.tag_ == "VBG" and is_force(clause):
            return not is_negated(verb)
    stated = verb.lemma_ in _DEPRIVE or is_force(verb) or _recalls_envoy(verb)
    return (stated and not is_negated(verb)) or costs(verb, strife=True)


def _recalls_envoy(verb: Token) -> bool:
    """Whether relations are made worse: an envoy called home, diplomats sent away."""
    home = verb.lemma_ in ("recall", "withdraw") or any(c.lower_ == "home" for c in verb.rights)
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
        bare = [part for child in verb.rights if child.lower_ == "without" for part in child.rights]
        return any(part.lemma_ in _ANSWER_NOUNS for part in bare) or any(
            child.lower_ in ("unanswered", "unpunished") for child in verb.subtree
        )
    if any(is_cost(part, nouns) for part in things):
        return True
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    if verb.lemma_ == "meet" and passive:
        met = [part for part in things if part.head.lower_ == "with"]
        return bool(met) and not any(part.lemma_ in _APPLAUSE for part in met)
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
