"""Threats: an act announced, or bound to a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.brief import Form
from briefing.document import Span
from briefing.language.clauses import (
    clause_span,
    condition,
    is_indirect_question,
    is_negated,
    modal,
    object_of,
    phrase_span,
    subject,
    to_infinitive,
)
from briefing.language.cues import words
from briefing.language.harms import costs, harms, is_act, is_cost, is_force, is_named, is_party
from briefing.language.stance import (
    MAY,
    WILL,
    Stance,
    act_span,
    asides,
    is_answer,
    is_pointed,
    occasion,
    reason,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["condition_set", "threat"]

_VOWS: Final = words("swear vow")
_PROMISES: Final = words("pledge promise")
_READY: Final = words("prepared ready")


def threat(verb: Token) -> Stance | None:
    """A threat, a warning, a vow, a right reserved: the verb itself says that it is one."""
    issuer = subject(verb)
    if is_negated(verb) or modal(verb) is not None or not is_party(issuer):
        return None
    lemma = verb.lemma_.lower()
    if lemma == "threaten":
        return _threatened(verb, issuer)
    if lemma == "warn":
        return _warned(verb, issuer)
    act, thing = to_infinitive(verb), object_of(verb)
    ready = lemma == "be" and any(child.lower_ in _READY for child in verb.children)
    if ready:
        act = next(
            (found for child in verb.children if (found := to_infinitive(child)) is not None), None
        )
    if lemma in _VOWS or lemma in _PROMISES or ready:
        pointed = act is not None and is_pointed(act, verb)
        if lemma in _PROMISES:
            pointed = act is not None and is_answer(act, verb)
        if act is not None and harms(act) and pointed:
            return _announced(act, verb, issuer)
        if thing is not None and not ready and is_cost(thing):
            return _announced(thing, verb, issuer)
    if lemma == "reserve" and thing is not None and thing.lemma_ == "right":
        for child in thing.children:
            if child.dep_ in ("acl", "relcl") and harms(child):
                return _announced(child, verb, issuer)
    return None


def condition_set(verb: Token) -> Stance | None:
    """What will follow if another does something: "if they do not pay, we will strike"."""
    clause = condition(verb)
    if clause is None or modal(verb) not in MAY or not is_act(clause):
        return None
    actor, agent = subject(verb), subject(clause)
    warned, addressee = _told(verb)
    hurt = harms(verb) and (actor is None or actor.dep_ != "nsubjpass" or is_force(verb))
    own = actor is not None and (is_party(actor) or actor.lower_ == "it")
    refused = is_negated(verb) and (actor is None or own) and modal(verb) in WILL
    provoked = own and is_force(clause) and modal(verb) in WILL
    # What will come unless another acts is put to him as pressure, whatever it is.
    unless = is_negated(clause) or clause.left_edge.lower_ == "unless"
    other = agent is not None and is_party(agent) and agent.lower_ != "you"
    pressed = own and unless and other and modal(verb) in WILL
    outcome = _outcome(verb)
    brought = hurt and own and not costs(verb, strife=True)
    if not (
        hurt
        or refused
        or provoked
        or pressed
        or costs(outcome, strife=True)
        or (warned and addressee is not None)
    ):
        return None
    return Stance(
        verb,
        _form(clause),
        _condition_span(clause),
        clause_span(outcome, [clause, *(c for c in verb.children if c.lower_ == "long")]),
        None,
        addressee,
        agent,
        actor if (brought or refused or provoked or pressed) and not warned else None,
    )


def _threatened(verb: Token, issuer: Token | None) -> Stance | None:
    act, target = to_infinitive(verb), object_of(verb)
    if act is not None and is_indirect_question(act):
        return None
    if act is not None:
        return _announced(act, verb, issuer, target)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "with":
            for means in child.children:
                return _announced(means, verb, issuer, target)
    if target is not None and (is_cost(target) or target.lemma_ == "action"):
        return _announced(target, verb, issuer)
    return None


def _warned(verb: Token, issuer: Token | None) -> Stance | None:
    target = object_of(verb)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "against" and is_named(target):
            for deed in child.children:
                return Stance(verb, "prohibition", phrase_span(deed), None, issuer, target)
        if child.dep_ == "prep" and child.lower_ in ("of", "about"):
            for thing in child.children:
                # Warned of attacks, one is told of danger; of sanctions, one is threatened.
                if is_cost(thing) and thing.lemma_ != "attack":
                    return _announced(thing, verb, issuer, target)
    act = to_infinitive(verb)
    if act is not None and is_negated(act) and is_named(target):
        return Stance(verb, "prohibition", act_span(act), None, issuer, target)
    return None


def _announced(
    act: Token, cue: Token, issuer: Token | None, addressee: Token | None = None
) -> Stance:
    """An act, or the noun for one, that the cue announces."""
    clause = condition(act) or condition(cue)
    answered = None if clause is not None else reason(act) or reason(cue)
    cut = [part for part in (clause, answered, *asides(act)) if part is not None]
    consequence = clause_span(act, cut)
    for later in cue.rights:
        # "sworn to fight until …": the limit belongs to the act, wherever the parser hangs it.
        if later.dep_ == "advcl" and later.left_edge.lower_ == "until" and later != clause:
            consequence = Span(consequence.start, max(consequence.end, phrase_span(later).end))
    if clause is not None:
        return Stance(
            act,
            _form(clause),
            _condition_span(clause),
            consequence,
            issuer,
            addressee,
            subject(clause),
        )
    return Stance(
        act, "retaliation", occasion(act) or occasion(cue), consequence, issuer, addressee
    )


def _form(clause: Token) -> Form:
    dated = any(
        part.ent_type_ in ("DATE", "TIME") and part.dep_ == "pobj" for part in clause.subtree
    )
    due = is_negated(clause) or clause.left_edge.lower_ == "unless"
    return "ultimatum" if dated and due else "conditional"


def _condition_span(clause: Token) -> Span:
    if clause.lower_ == "were":
        return Span(clause.nbor().idx, clause_span(clause).end)
    if clause.dep_ != "prep" or clause.lower_ == "without":
        return clause_span(clause)
    objects = [part for part in clause.subtree if part.dep_ in ("pobj", "pcomp")]
    return phrase_span(
        objects[-1] if objects[:1] == [clause] else objects[min(1, len(objects) - 1)]
    )


def _outcome(verb: Token) -> Token:
    """What "it will mean that …" says will come, else the clause itself."""
    if verb.lemma_ == "mean":
        for child in verb.rights:
            if child.dep_ == "ccomp":
                return child
    return verb


def _told(verb: Token) -> tuple[bool, Token | None]:
    """Whether the clause is a warning, and whom it is told."""
    if verb.dep_ == "ccomp" and verb.head.lemma_ == "warn":
        return True, object_of(verb.head)
    if verb.dep_ == "ccomp" and verb.head.lemma_ == "tell":
        listener = object_of(verb.head)
        return False, listener if is_named(listener) else None
    return False, None
