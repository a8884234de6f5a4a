"""Answers: what will be done about what another has done, or about whoever does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.language.clauses import (
    clause_span,
    complements,
    condition,
    is_negated,
    modal,
    phrase_span,
    subject,
)
from briefing.language.cues import words
from briefing.language.harms import costs, harms, is_force, is_punishment, repaid
from briefing.language.parties import GENERAL, is_named, is_party, is_people
from briefing.language.stance import (
    WILL,
    Stance,
    asides,
    is_pointed,
    occasion,
    reason,
    resented,
    returned,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing.document import Span

__all__ = ["answer", "done_to", "whoever"]

_ASSENT: Final = words("approve back endorse join pass ratify sign support vote")

_ANSWERS: Final = words("answer reply reprisal response retaliation revenge")


def answer(verb: Token) -> Stance | None:
    """An act that the speaker announces in answer: "we will retaliate"."""
    actor = subject(verb)
    if modal(verb) not in WILL or condition(verb) is not None:
        return None  # a condition is judged as one
    if is_negated(verb):
        return _not_unanswered(verb, actor)
    cause = reason(verb)
    if actor is None:
        if cause is None or returned(cause) is None:
            return None
        return Stance(verb, "retaliation", occasion(verb), clause_span(verb, [cause]))
    if actor.lower_ == "who" or not (is_party(actor) or actor.lower_ == "it"):
        return None
    if (thing := repaid(verb)) is not None:
        trigger, outcome = phrase_span(thing), clause_span(verb)
        return Stance(verb, "conditional", trigger, outcome, actor=actor)
    if (aimed := whoever(verb)) is not None:
        trigger, outcome = phrase_span(aimed), done_to(aimed, verb)
        return Stance(verb, "conditional", trigger, outcome, None, aimed, None, actor)
    named = cause is not None and any(part.lower_ in _ANSWERS for part in cause.subtree)
    suffered = actor.dep_ == "nsubjpass" and not is_named(actor)  # a character is killed off
    if not named and (suffered or not (harms(verb) and is_pointed(verb, verb))):
        return None
    cut = [part for part in (cause or resented(verb), *asides(verb)) if part is not None]
    outcome = clause_span(_first_of(verb), cut)
    return Stance(verb, "retaliation", occasion(verb), outcome, actor=actor)


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
