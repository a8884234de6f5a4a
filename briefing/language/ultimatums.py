"""Ultimatums: do this, by then, or else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.document import Span
from briefing.language.clauses import clause_span, modal, object_of, subject, to_infinitive
from briefing.language.harms import harms, is_party
from briefing.language.stance import POINTERS, Stance, act_span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["ultimatum"]


def ultimatum(verb: Token) -> Stance | None:
    """A demand with a time limit that its verb states, or with "or else"."""
    issuer = subject(verb)
    if issuer is not None and issuer.lower_ not in POINTERS and modal(verb) is None:
        for child in verb.rights:
            timed = child.ent_type_ in ("TIME", "DATE") or child.lower_ == "until"
            if verb.lemma_ == "give" and timed and _demand(verb, child) is not None:
                return _given(verb, child, issuer)
            limit = child.dep_ == "dobj" and child.lemma_ == "deadline"
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
    either = _or_else(demand)
    if target is None:
        target = next((child for child in demand.lefts if child.dep_ == "nsubj"), None)
    trigger = act_span(demand)
    if either is not None and either.trigger is not None:
        trigger = Span(trigger.start, either.trigger.end)
    return Stance(
        verb, "ultimatum", trigger, either.consequence if either else None, issuer, target
    )


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
            child.dep_ == "conj" and child.i >= after.i and (harms(child) or child.lemma_ == "face")
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
