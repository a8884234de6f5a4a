"""Costly acts: what will befall whoever does them: "any attack will be met with force"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.acts import is_deed
from briefing.language.choices import forced_act
from briefing.language.clauses import (
    before_modal,
    clause_span,
    complements,
    condition,
    is_gerund,
    is_negated,
    is_passive,
    modal,
    object_of,
    phrase_span,
    subject,
)
from briefing.language.cues import words
from briefing.language.dares import BEARING
from briefing.language.dealings import ruins
from briefing.language.harms import (
    COST,
    DEPRIVE,
    HOSTILITIES,
    IMPOSED,
    STRIFE,
    TREATING,
    costs,
    harms,
    is_answer_noun,
    is_force,
    is_punishment,
    is_target,
    is_war,
    stops,
)
from briefing.language.parties import GENERAL, is_named, is_party
from briefing.language.stance import POINTERS, WILL, Stance, asides, condition_span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["cost"]

_ALL: Final = words("all everybody everyone everything nobody nothing someone you")
_DEFINITE: Final = frozenset({"that", "the", "these", "this"})
_TURNS: Final = frozenset({"but", "nor", "yet"})
_COMING: Final = words("be come follow")
_DEPRIVED: Final = words("forfeit lose pay")
_GRANTED: Final = words("""
    access accreditation aid citizenship concession contract exemption funding immunity job licence
    license mandate membership passport permit post privilege protection right seat status subsidy
    visa
    """)
"""What those in power grant, and take away."""

_PENAL: Final = (
    COST
    | IMPOSED
    | words("""
    arrest charge court dismissal jail leniency mercy prison prosecution sentence term
    """)
) - (words("contract offer order permit plan reform"))
_FOES: Final = words("enemies enemy hostile intruder intruders target targets threat threats")
_STATES: Final = words("be earn finish have live own reach turn work")
"""Verbs of how one is placed, not of what one does to another."""


def cost(verb: Token) -> Stance | None:
    """An act that will cost its author: "any attack will be met with force"."""
    who = subject(verb)
    if modal(verb) in WILL and (judged := _judged(verb, who)) is not None:
        return judged
    bare = who is not None and not any(child.dep_ == "relcl" for child in who.rights)
    if who is not None and bare and who.lower_ in POINTERS | _ALL:
        return None
    under = verb.dep_ in ("advcl", "ccomp") and is_negated(verb.head)
    if under and who is not None and who.left_edge.lower_ == "any":
        return None  # it does not appear that any of it will be banned
    general = who is not None and _is_general(who)
    if modal(verb) not in WILL:
        own = general and who is not None and who.dep_ == "csubj" and _is_on_oneself(verb)
        if who is not None and (is_war(verb) or own or (general and is_target(verb))):
            return Stance(verb, "conditional", clause_span(who), clause_span(verb, [who]))
        return None
    if who is not None and is_answer_noun(who) and not costs(verb):
        return _comes(verb, who)
    if not _is_costly(verb, who, general):
        return None
    if who is None:
        return _brought_on(verb)
    halves = before_modal(verb, who, asides(verb)) if not _turns(verb) else None
    outcome = halves[1] if halves is not None else clause_span(verb, [who, *_turns(verb)])
    thing = not is_party(who) or is_gerund(who) or _is_hostile(who)
    if general or thing or verb.lemma_ == "mean":
        # What bears an article has been done; what bears none is any such act.
        done = is_negated(verb) and who.left_edge.lower_ in _DEFINITE and not general
        act = halves[0] if halves is not None else _act(verb, who)
        if general and (is_party(who) or _is_kind(who)):
            return Stance(verb, "conditional", act, outcome, addressee=who)
        return Stance(verb, "retaliation" if done else "conditional", act, outcome)
    if is_named(who) and verb.lemma_ in BEARING:
        things = [part for part in verb.subtree if part.dep_ == "prep" and part.lower_ == "for"]
        causes = [child for part in things if part.i > verb.i for child in part.children]
        trigger = phrase_span(causes[0]) if causes else None
        return Stance(verb, "retaliation", trigger, outcome, addressee=who, agent=who)
    return None


def _is_costly(verb: Token, who: Token | None, general: bool) -> bool:
    if costs(verb) or forced_act(verb) is not None or is_war(verb):
        return True
    if who is None:
        return False
    particular = who.left_edge.lower_ in GENERAL or _is_kind(who)
    suffered = [part for part in verb.rights if part.dep_ == "ccomp" and part.tag_ == "VBN"]
    if (
        (general or particular)
        and verb.lemma_ in ("have", "see")
        and any(is_punishment(p) or harms(p) for p in suffered)
    ):
        return True
    suffers = any(child.dep_ == "auxpass" for child in verb.lefts)
    suffers = suffers or who.dep_ in ("nsubjpass", "csubjpass")
    hostile = general and any(part.lower_ in _FOES for part in verb.subtree if part.i > verb.i)
    if (particular or hostile) and verb.lemma_ in TREATING and suffers:
        return True
    caught = who.head.tag_ == "VBD" or any(child.dep_ == "acl" for child in who.rights)
    acting = who.tag_ == "NNS" and caught and not is_named(who)
    if (general or acting) and suffers:
        if is_force(verb) or verb.lemma_ == "board":
            return True
        nameless = who.tag_ == "NNS" and not is_named(who)
        if is_punishment(verb) and (particular or nameless):
            return True
        if (verb.lemma_ in DEPRIVE or verb.lemma_ == "remove") and particular:
            return True
    if who.left_edge.lower_ in GENERAL and verb.lemma_ in _DEPRIVED:
        return True
    if particular and (_is_stripped(verb) or _is_shut_out(verb)):
        return True
    if particular and is_target(verb):
        return True
    thing = not is_party(who) or is_gerund(who) or _is_hostile(who)
    return thing and (is_target(verb) or ruins(verb) or (is_deed(who) and stops(verb)))


def _is_on_oneself(verb: Token) -> bool:
    """Whoever fires signs his own sentence: what one does to oneself."""
    thing = object_of(verb)
    return thing is not None and any(part.lower_ == "own" for part in thing.lefts)


def _is_hostile(noun: Token) -> bool:
    """Whether an act is named, whoever's it is: American tariffs, Syrian shelling."""
    return noun.pos_ == "NOUN" and noun.lemma_ in COST | HOSTILITIES | IMPOSED


def _is_general(who: Token) -> bool:
    """Whoever it is that does what is said of him: anyone, those who, trawlers found there."""
    caught = who.tag_ == "NNS" and (not is_named(who) or any(_is_going_on(c) for c in who.rights))
    kinds = ("acl", "relcl") if caught else ("relcl",)
    return who.left_edge.lower_ in GENERAL or any(child.dep_ in kinds for child in who.rights)


def _is_going_on(clause: Token) -> bool:
    """Drones entering its airspace: what any of them may do, and none has done."""
    return clause.dep_ == "acl" and clause.tag_ == "VBG"


def _is_kind(who: Token) -> bool:
    """Countries that refuse it: those of a kind who do something, as a general rule."""
    bare = all(part.dep_ in ("amod", "compound") for part in who.lefts)
    if who.tag_ != "NNS" or not bare:
        return False
    done = (c for c in who.rights if c.dep_ == "relcl" and not is_passive(c))
    return any(c.lemma_ not in _STATES for c in done)


def _is_stripped(verb: Token) -> bool:
    """Whether what was granted is lost, or what is imposed is to be faced."""
    things = [part.lemma_ for part in complements(verb)]
    if verb.lemma_ in ("forfeit", "lose"):
        return any(thing in _GRANTED for thing in things)
    return verb.lemma_ in ("expect", "face") and any(thing in _PENAL for thing in things)


def _is_shut_out(verb: Token) -> bool:
    """Whether those will never do a thing again, or not expect to, or find all doors closed."""
    again = any(child.lower_ in ("again", "never") for child in verb.children)
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "expect":
        return is_negated(verb.head)
    if is_negated(verb):
        return again
    shut = (part.lemma_ in DEPRIVE for child in verb.rights for part in (child, *child.rights))
    return verb.lemma_ == "find" and any(shut)


def _act(verb: Token, who: Token) -> Span:
    """The subject with the participle that is taken for a verb: "ships caught inside it"."""
    span = clause_span(who, [verb])
    if who.head.tag_ == "VBD" and verb.head == who.head:
        last = verb.doc[max(0, verb.left_edge.i - 1)]
        return Span(span.start, last.idx + len(last))
    return span


def _may_judge(who: Token | None) -> bool:
    return is_party(who) or (who is not None and who.lower_ == "it")


def _judged(verb: Token, who: Token | None) -> Stance | None:
    """We would regard the act as one of war."""
    if verb.lemma_ not in TREATING or not _may_judge(who):
        return None
    hostile = COST | STRIFE | HOSTILITIES
    for noun in verb.rights:
        # The parser takes "the raid an act of war" for a clause.
        deed = subject(noun) if noun.dep_ == "ccomp" and noun.pos_ == "NOUN" else None
        judged = any(part.lemma_ in hostile for part in noun.subtree if part.i >= noun.i)
        if deed is not None and judged:
            trigger, outcome = phrase_span(deed), phrase_span(noun, [deed])
            return Stance(verb, "conditional", trigger, outcome, actor=who)
    act = object_of(verb)
    if act is None:
        return None
    for part in verb.subtree:
        # Wherever the parser hangs it: "any attempt to board the ship as an attack".
        judged = part.dep_ == "prep" and part.lower_ == "as" and part.i > act.i
        if judged and any(below.lemma_ in hostile for below in part.subtree):
            start, last = phrase_span(act).start, part.nbor(-1)
            trigger = Span(start, last.idx + len(last))
            return Stance(verb, "conditional", trigger, phrase_span(part), actor=who)
    return Stance(verb, "conditional", phrase_span(act), actor=who) if costs(verb) else None


def _comes(verb: Token, who: Token) -> Stance | None:
    """The price for another raid will be high: what follows is the subject itself."""
    if verb.lemma_ not in _COMING or is_negated(verb):
        return None
    told = any(child.dep_ == "acomp" for child in verb.rights)
    if verb.lemma_ == "be" and not told:
        return None  # our answer to inflation will be higher wages
    if (clause := condition(verb)) is not None:
        trigger, outcome = condition_span(clause), clause_span(verb, [clause])
        return Stance(verb, "conditional", trigger, outcome, agent=subject(clause))
    for part in who.rights:
        if part.dep_ == "prep" and part.lower_ in ("for", "to"):
            for act in part.children:
                trigger = phrase_span(act)
                return Stance(verb, "conditional", trigger, clause_span(verb, [part]))
    return None


def _brought_on(verb: Token) -> Stance | None:
    """There will be consequences: for those who do it, or announced."""
    if not any(child.dep_ == "expl" for child in verb.children):
        return None
    for part in verb.subtree:
        if part.dep_ == "prep" and part.lower_ == "for" and part.i > verb.i:
            for who in part.children:
                if who.left_edge.lower_ in GENERAL:
                    trigger, outcome = phrase_span(who), clause_span(verb, [part])
                    return Stance(verb, "conditional", trigger, outcome, None, who)
    return Stance(verb, "retaliation", None, clause_span(verb))


def _turns(verb: Token) -> list[Token]:
    """Clauses joined on that change the subject: "…, nor can it …"."""
    joined = [child for child in verb.children if child.dep_ == "cc" and child.lower_ in _TURNS]
    return [*joined, *(c for c in verb.children if joined and c.dep_ == "conj" and c.i > verb.i)]
