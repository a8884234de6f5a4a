"""Threats and ultimatums: the words themselves say that the clause is one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

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
from briefing.language.harms import harms, is_body, is_cost, is_named, is_party
from briefing.language.stance import (
    POINTERS,
    Stance,
    act_span,
    asides,
    condition_span,
    form_of,
    is_answer,
    is_pointed,
    occasion,
    reason,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["threat", "ultimatum"]

_SETTING: Final = words("announce give impose issue set")
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
        if child.dep_ == "prep" and child.lower_ == "against" and _is_rival(target):
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
            form_of(clause),
            condition_span(clause),
            consequence,
            issuer,
            addressee,
            subject(clause),
        )
    return Stance(
        act, "retaliation", occasion(act) or occasion(cue), consequence, issuer, addressee
    )


def _is_rival(target: Token | None) -> bool:
    """Whether a party in particular is warned: the public is given advice."""
    if is_named(target):
        return True
    single = target is not None and target.tag_ == "NN" and target.left_edge.lower_ == "the"
    return single and target is not None and is_body(target)


def ultimatum(verb: Token) -> Stance | None:
    """A demand with a time limit that its verb states, or with "or else"."""
    issuer = subject(verb)
    if issuer is not None and issuer.lower_ not in POINTERS and modal(verb) is None:
        for child in verb.rights:
            timed = child.ent_type_ in ("TIME", "DATE") or child.lower_ == "until"
            if verb.lemma_ == "give" and timed and _demand(verb, child) is not None:
                return _given(verb, child, issuer)
            limit = verb.lemma_ in _SETTING and child.dep_ == "dobj" and child.lemma_ == "deadline"
            if limit and _demand(verb, child) is not None:
                return _given(verb, child, issuer)
            if child.dep_ == "dobj" and child.lemma_ == "ultimatum":
                return _given(verb, child, issuer)
    if verb.tag_ == "VB" and verb.head.lemma_ in ("order", "tell", "warn") and verb.dep_ != "conj":
        ordered = _or_else(verb)
        who, whom = subject(verb.head), object_of(verb.head)
        return replace(ordered, issuer=who, addressee=whom, agent=None) if ordered else None
    imperative = verb.tag_ == "VB" and issuer is None and verb.dep_ in ("ROOT", "ccomp")
    return _or_else(verb) if imperative or modal(verb) in ("must", "should") else None


def _is_suffered(verb: Token) -> bool:
    """Or be expelled: what is done to one who does not do as he is told."""
    return verb.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in verb.lefts)


def _demand(verb: Token, thing: Token) -> Token | None:
    for part in thing.subtree:
        if part.dep_ in ("acl", "relcl", "advcl", "xcomp") and part.tag_ == "VB":
            return part
    return to_infinitive(verb)


def _given(verb: Token, thing: Token, issuer: Token) -> Stance:
    demand = _demand(verb, thing)
    target = next((child for child in verb.rights if child.dep_ == "dative"), None)
    for child in thing.children:
        if child.dep_ == "prep" and child.lower_ == "to":
            target = next(iter(child.children), target)
    if target is None:
        target = next((c for c in verb.rights if c.dep_ == "dobj" and is_party(c)), None)
    if demand is None:
        return Stance(verb, "ultimatum", None, None, issuer, target)
    either = _or_else(demand) or _failing(demand)
    if target is None:
        target = next((child for child in demand.lefts if child.dep_ == "nsubj"), None)
    trigger = act_span(demand)
    if either is not None and either.trigger is not None:
        trigger = Span(trigger.start, either.trigger.end)
    return Stance(
        verb, "ultimatum", trigger, either.consequence if either else None, issuer, target
    )


def _failing(verb: Token) -> Stance | None:
    """Do this by then, failing which that will follow."""
    for token in verb.subtree:
        if token.lower_ == "failing" and token.i + 2 < len(token.doc) and token.i > verb.i:
            after = token.nbor(2)
            if token.nbor().lower_ not in ("which", "that") or after not in token.subtree:
                continue
            before = token.nbor(-2 if token.nbor(-1).is_punct else -1)
            end = phrase_span(token).end
            return Stance(
                verb,
                "ultimatum",
                Span(act_span(verb).start, before.idx + len(before)),
                Span(after.idx, max(end, after.idx + len(after))),
            )
    return None


def _or_else(verb: Token) -> Stance | None:
    """Do this, or else: what is demanded, and what follows where it is not done."""
    whole = clause_span(verb)
    for token in verb.subtree:
        if token.lower_ not in ("or", "otherwise") or token.i <= verb.i:
            continue
        if token.i + 2 >= len(token.doc):
            return None
        orelse = token.lower_ == "or" and token.nbor().lower_ == "else"
        after = token.nbor(2 if orelse else 1)
        orelse = orelse or (token.lower_ == "otherwise" and token.nbor(-1).text in (",", ";"))
        risk = orelse or after.lower_ in ("face", "lose", "risk")
        threat = any(
            child.dep_ == "conj"
            and child.i >= after.i
            and (harms(child) or child.lemma_ == "face" or _is_suffered(child))
            for child in verb.children
        )
        if risk or threat:
            before = token.nbor(-2 if token.nbor(-1).is_punct else -1)
            return Stance(
                verb,
                "ultimatum",
                Span(whole.start, before.idx + len(before)),
                Span(after.idx, max(whole.end, after.idx + len(after))),
                agent=subject(verb),
            )
    return None
