"""Answers: what an act will cost, and what is announced in return."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.language.clauses import (
    clause_span,
    condition,
    is_negated,
    modal,
    object_of,
    phrase_span,
    subject,
)
from briefing.language.cues import words
from briefing.language.harms import DEEMING, costs, harms, is_force, is_named, is_party
from briefing.language.stance import POINTERS, WILL, Stance, asides, is_pointed, occasion, reason

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["answer", "cost"]

_ALL: Final = words("all everybody everyone everything nobody nothing someone you")
_TURNS: Final = frozenset({"but", "nor", "yet"})


def cost(verb: Token) -> Stance | None:
    """An act that will cost its author: "any attack will be met with force"."""
    who = subject(verb)
    if modal(verb) not in WILL or (who is not None and who.lower_ in POINTERS | _ALL):
        return None
    act = object_of(verb) if verb.lemma_ in DEEMING and is_party(who) and costs(verb) else None
    if act is not None:
        judged = next((c for c in verb.rights if c.dep_ == "prep" and c.i > act.i), None)
        outcome = phrase_span(judged) if judged is not None else None
        return Stance(verb, "conditional", phrase_span(act), outcome, actor=who)
    general = who is not None and (
        who.left_edge.lower_ in ("any", "every", "those")
        or any(child.dep_ == "relcl" for child in who.rights)
    )
    destroyed = general and who is not None and who.dep_ == "nsubjpass" and is_force(verb)
    if not (costs(verb) or destroyed):
        return None
    if who is None:
        announced = any(child.dep_ == "expl" for child in verb.children)
        return Stance(verb, "retaliation", None, clause_span(verb)) if announced else None
    outcome = clause_span(verb, [who, *_turns(verb)])
    if general or not is_party(who):
        return Stance(verb, "conditional", clause_span(who), outcome)
    if is_named(who) and verb.lemma_ in ("face", "pay", "suffer"):
        things = [part for part in verb.subtree if part.dep_ == "prep" and part.lower_ == "for"]
        causes = [child for part in things if part.i > verb.i for child in part.children]
        trigger = phrase_span(causes[0]) if causes else None
        return Stance(verb, "retaliation", trigger, outcome, addressee=who, agent=who)
    return None


def answer(verb: Token) -> Stance | None:
    """An act that the speaker announces in answer: "we will retaliate"."""
    actor = subject(verb)
    if modal(verb) not in WILL or is_negated(verb) or not harms(verb):
        return None
    if condition(verb) is not None:
        return None  # judged as a condition, and found none
    if actor is None or actor.lower_ == "who" or not (is_party(actor) or actor.lower_ == "it"):
        return None
    if not is_pointed(verb, verb):
        return None
    cut = [part for part in (reason(verb), *asides(verb)) if part is not None]
    return Stance(verb, "retaliation", occasion(verb), clause_span(verb, cut), actor=actor)


def _turns(verb: Token) -> list[Token]:
    """Clauses joined on that change the subject: "…, nor can it …"."""
    joined = [child for child in verb.children if child.dep_ == "cc" and child.lower_ in _TURNS]
    return [*joined, *(c for c in verb.children if joined and c.dep_ == "conj" and c.i > verb.i)]
