"""Answers: what will be done about what another has done, or about whoever does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.language.acts import is_deed, is_happening
from briefing.language.clauses import (
    clause_span,
    complements,
    condition,
    is_negated,
    modal,
    object_of,
    phrase_span,
    subject,
)
from briefing.language.cues import words
from briefing.language.harms import (
    COST,
    DEPRIVE,
    HOSTILITIES,
    IMPOSED,
    costs,
    harms,
    imposes,
    is_cost,
    is_force,
    is_punishment,
    recalls_envoy,
    repaid,
)
from briefing.language.parties import GENERAL, PARTIES, is_body, is_named, is_party, is_people
from briefing.language.stance import (
    WILL,
    Stance,
    asides,
    following,
    is_pointed,
    occasion,
    reason,
    resented,
    returned,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing.document import Span

__all__ = ["answer", "done_to", "reprisal", "whoever"]

_ASSENT: Final = words("approve back endorse join pass ratify sign support vote")

_ANSWERS: Final = words("answer reply reprisal response retaliation revenge")


def answer(verb: Token) -> Stance | None:
    """An act that the speaker announces in answer: "we will retaliate"."""
    actor = subject(verb)
    if modal(verb) not in WILL or condition(verb) is not None:
        return None  # a condition is judged as one
    cause = reason(verb) or _hostility(verb)
    if cause is not None and _is_happening(cause):
        return None  # jobs cut in response to weak sales
    named = cause is not None and any(part.lower_ in _ANSWERS for part in cause.subtree)
    each = cause is not None and returned(cause) is not None
    if is_negated(verb) and not (named or each):
        return _not_unanswered(verb, actor)
    if cause is not None and (actor is None or (each and is_negated(verb))):
        if not each:
            return None
        return Stance(verb, "retaliation", occasion(verb), clause_span(verb, [cause]))
    if actor is None or actor.lower_ == "who" or not (is_party(actor) or actor.lower_ == "it"):
        return None
    if (thing := repaid(verb)) is not None:
        trigger, outcome = phrase_span(thing), clause_span(verb)
        return Stance(verb, "conditional", trigger, outcome, actor=actor)
    if (phrase := _for_any(verb)) is not None:
        trigger, outcome = phrase_span(next(phrase.children)), clause_span(verb, [phrase])
        return Stance(verb, "conditional", trigger, outcome, actor=actor)
    if (aimed := whoever(verb)) is not None:
        trigger, outcome = phrase_span(aimed), done_to(aimed, verb)
        return Stance(verb, "conditional", trigger, outcome, None, aimed, None, actor)
    named = named or _hostility(verb) is not None
    suffered = actor.dep_ == "nsubjpass" and not is_named(actor)  # a character is killed off
    if not named and (suffered or not (harms(verb) and is_pointed(verb, verb))):
        return None
    cut = [
        part
        for part in (cause or resented(verb) or following(verb), *asides(verb))
        if part is not None
    ]
    outcome = clause_span(_first_of(verb), cut)
    return Stance(verb, "retaliation", occasion(verb), outcome, actor=actor)


def reprisal(verb: Token) -> Stance | None:
    """A countermeasure taken: "it recalls its envoy over the map"."""
    actor = subject(verb)
    if actor is None or actor.dep_ == "nsubjpass" or modal(verb) is not None or is_negated(verb):
        return None
    ours = actor.lower_ in ("it", "we") or is_named(actor) or is_body(actor)
    cause = reason(verb) if ours and _is_measure(verb) else None
    if cause is None or cause.dep_ != "prep" or not harms(verb):
        return None
    if condition(verb) is not None or not _is_answered(cause, verb):
        return None
    cut = [cause, *asides(verb)]
    outcome = clause_span(_first_of(verb), cut)
    return Stance(verb, "retaliation", occasion(verb), outcome, actor, actor=actor)


def _is_measure(verb: Token) -> bool:
    """Whether the clause tells of a measure short of force that may be one against another."""
    first = _first_of(verb)
    stated = verb.tag_ in ("VBD", "VBP", "VBZ") or any(c.dep_ == "aux" for c in first.lefts)
    if not stated:
        return False
    thing = object_of(verb)
    laid = imposes(verb) or recalls_envoy(verb) or (thing is not None and is_cost(thing))
    hard = laid or verb.lemma_ in DEPRIVE or is_punishment(verb)
    return hard and (verb.lemma_ == "expel" or not is_force(verb))


def _is_answered(cause: Token, verb: Token) -> bool:
    """Whether it is another's act that is answered, and lately."""
    if any(part.ent_type_ == "DATE" and part.shape_ == "dddd" for part in verb.sent):
        return False  # told as history
    if cause.lower_ == "over":
        going = verb.tag_ == "VBZ" or any(c.lemma_ == "be" and c.dep_ == "aux" for c in verb.lefts)
        deed = any(is_deed(part) for part in cause.children)
        return recalls_envoy(verb) or (going and (deed or _is_anothers(cause)))
    return recalls_envoy(verb) or _is_anothers(cause)


def _is_anothers(cause: Token) -> bool:
    """Whether the phrase names a party whose act it is, or what only a party does."""
    return any(part.ent_type_ in PARTIES or _is_hostile(part) for part in cause.subtree)


def _is_hostile(noun: Token) -> bool:
    named = noun.lemma_ in COST | HOSTILITIES | IMPOSED and noun.pos_ == "NOUN"
    return named and noun.lemma_ not in ("consequence", "response")


def _hostility(verb: Token) -> Token | None:
    """Of "as a consequence of the walkout" the phrase, where what has led to it was hostile."""
    phrase = following(verb) if harms(verb) else None
    hostile = phrase is not None and any(_is_hostile(part) for part in phrase.subtree)
    return phrase if hostile else None


def _is_happening(cause: Token) -> bool:
    """Whether what is answered has come about, and no party has done it."""
    led = (thing for part in cause.subtree if part.lower_ == "to" for thing in part.children)
    return any(is_happening(thing) for thing in led) and not _is_anothers(cause)


def _for_any(verb: Token) -> Token | None:
    """Of "seek damages for any stoppage" the phrase of what is so answered."""
    if not harms(verb):
        return None
    for child in (*verb.rights, *(part for thing in verb.rights for part in thing.rights)):
        if child.dep_ == "prep" and child.lower_ == "for":
            thing = next(iter(child.children), None)
            if thing is not None and thing.left_edge.lower_ == "any" and not is_party(thing):
                return child
    return None


def whoever(verb: Token) -> Token | None:
    """Those, whoever they are, who are punished or harmed for what they do, or None."""
    if not (harms(verb) or is_punishment(verb)):
        return None
    on = [part for child in verb.rights if child.lower_ == "on" for part in child.children]
    return next((part for part in (*complements(verb), *on) if _is_general(part, verb)), None)


def done_to(aimed: Token, verb: Token) -> Span:
    """What is done, without the words for those to whom it is done."""
    hung = aimed.head if aimed.dep_ == "pobj" else aimed
    return clause_span(verb, [hung] if hung.i > verb.i else [])


def _first_of(verb: Token) -> Token:
    """The first of the verbs that share a subject: "will call home its envoy and shut …"."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        if any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts):
            break
        verb = verb.head
    return verb


def _not_unanswered(verb: Token, actor: Token | None) -> Stance | None:
    """We will not let it go unanswered; we will not sit down with those who did it."""
    if actor is None or not is_party(actor):
        return None
    if verb.lemma_ in ("leave", "let") and costs(verb):
        below = [child for child in verb.rights if child.dep_ == "ccomp"]
        acts = [child for part in (verb, *below) for child in part.children]
        act = next((c for c in acts if c.i > verb.i and c.dep_ in ("dobj", "nsubj")), None)
        if act is not None:
            outcome = clause_span(verb)
            return Stance(verb, "retaliation", phrase_span(act), outcome, actor=actor)
    aimed = next((part for part in complements(verb) if _is_general(part, verb)), None)
    if aimed is None:
        return None
    return Stance(verb, "prohibition", phrase_span(aimed), None, None, aimed, None, actor)


def _is_general(noun: Token, verb: Token) -> bool:
    """Any bank that does it, officials who do it: whoever does what the relative clause says.

    Of what is not agreed to, also any one thing: "a budget that cuts pensions".
    """
    clause = next((child for child in noun.rights if child.dep_ == "relcl"), None)
    if clause is None:
        return False
    first = noun.left_edge.lower_
    if first in GENERAL | {"every"}:
        return True
    if is_negated(verb):
        return first in ("a", "an") and verb.lemma_ in _ASSENT
    # What they did before, they are not warned of.
    still = clause.tag_ != "VBD" or modal(verb) == "would"
    bare = noun.tag_ == "NNS" and first == noun.lower_ and (is_people(noun) or is_force(verb))
    return bare and still and not is_named(noun)
