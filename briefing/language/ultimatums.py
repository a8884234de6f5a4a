"""Ultimatums: a demand with a time limit that its verb states, or with "or else"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.acts import serves
from briefing.language.clauses import (
    clause_span,
    is_negated,
    modal,
    object_of,
    phrase_span,
    subject,
    to_infinitive,
)
from briefing.language.cues import words
from briefing.language.harms import harms
from briefing.language.parties import is_named, is_party
from briefing.language.stance import POINTERS, WILL, Stance, act_span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["ultimatum"]

_RISKS: Final = words("face forget lose pay risk")
_SETTING: Final = words("announce give impose issue set")
_ELSE: Final = words("else or otherwise")
_ENTITLED: Final = words("""
    appeal apply bid buy claim comment decide enrol enroll enter object register reply respond
    sign submit subscribe vote
    """)
"""What one is given time to do for one's own sake."""


def ultimatum(verb: Token) -> Stance | None:
    """A demand with a time limit that its verb states, or with "or else"."""
    issuer = subject(verb)
    if (granted := _has_until(verb)) is not None:
        return granted
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


def _has_until(verb: Token) -> Stance | None:
    """One who "has until Friday to leave" has been given that long by who says so."""
    if verb.lemma_ not in ("get", "have") or modal(verb) is not None:
        return None
    # In "they have until Friday to leave", the parser may take it for an auxiliary.
    who = subject(verb) or (subject(verb.head) if verb.dep_ == "aux" else None)
    if who is None:
        return None
    if verb.tag_ == "VBN":
        return None  # they have had years to do it
    near = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    limit = next((part for part in (*verb.rights, near) if part.lower_ in ("until", "till")), None)
    timed = [part for part in verb.rights if part.ent_type_ in ("DATE", "TIME")]
    if limit is None and not timed:
        return None
    after = (limit or timed[0]).i
    rest = verb.doc[after + 1 : verb.sent.end]
    demands = (part for part in rest if part.tag_ == "VB")
    demand = next((part for part in demands if part.nbor(-1).lower_ == "to"), None)
    if demand is None or demand.lemma_ in _ENTITLED:
        return None
    if not (is_party(who) or who.lower_ == "it"):
        return None
    named = who if who.pos_ != "PRON" else None
    either = _or_else(verb) or _or_else(demand)
    outcome = either.consequence if either is not None else _otherwise(demand)
    return Stance(verb, "ultimatum", act_span(demand), outcome, None, named, who)


def _otherwise(demand: Token) -> Span | None:
    """…; otherwise the lines stop: what follows, to the end of what is said."""
    doc = demand.doc
    for token in doc[demand.i + 1 : demand.sent.end]:
        if token.lower_ == "otherwise" and token.nbor(-1).text in ",;" and token.i + 1 < len(doc):
            end = max(part.i for part in demand.sent if not (part.is_punct or part.is_quote))
            return Span(token.nbor().idx, doc[end].idx + len(doc[end]))
    return None


def _is_had_done(verb: Token) -> bool:
    """Or have their accounts closed, or see them closed."""
    return verb.lower_ in ("have", "see") and any(
        child.dep_ == "ccomp" and child.tag_ == "VBN" for child in verb.rights
    )


def _is_to_follow(verb: Token) -> bool:
    """…, or trade will suffer: whatever it is that will be, and serves nobody."""
    own = any(child.dep_ == "nsubj" for child in verb.lefts)
    return own and modal(verb) in WILL and not serves(verb) and not is_negated(verb)


def _is_suffered(verb: Token) -> bool:
    """Or be expelled: what is done to one who does not do as he is told."""
    return verb.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in verb.lefts)


def _demand(verb: Token, thing: Token) -> Token | None:
    for part in thing.subtree:
        if part.dep_ in ("acl", "relcl", "advcl", "xcomp") and part.tag_ == "VB":
            return part
    after = thing.i + 2
    if after < len(thing.doc) and thing.nbor().tag_ == "TO" and thing.doc[after].tag_ == "VB":
        return thing.doc[after]  # wherever the parser hangs it: "48 hours to leave"
    return to_infinitive(verb)


def _given(verb: Token, thing: Token, issuer: Token) -> Stance | None:
    demand = _demand(verb, thing)
    target = next((child for child in verb.rights if child.dep_ == "dative"), None)
    for child in (*thing.children, *verb.rights):
        if child.dep_ in ("dative", "prep") and child.lower_ == "to":
            target = next(iter(child.children), target)
    if target is None:
        target = next((c for c in verb.rights if c.dep_ == "dobj" and is_party(c)), None)
    if demand is None:
        return Stance(verb, "ultimatum", None, None, issuer, target)
    if demand.lemma_ in _ENTITLED and not is_named(target):
        return None
    either = _or_else(demand) or _failing(demand)
    failing = _failing(verb)
    follows = failing.consequence if failing is not None else _or_clause(verb)
    if target is None:
        target = next((child for child in demand.lefts if child.dep_ == "nsubj"), None)
    trigger = act_span(demand)
    if either is not None and either.trigger is not None:
        trigger = Span(trigger.start, either.trigger.end)
    outcome = either.consequence if either is not None else follows
    if follows is not None and either is None:
        trigger = Span(trigger.start, min(trigger.end, _last_before(verb.doc, follows.start)))
    return Stance(verb, "ultimatum", trigger, outcome, issuer, target)


def _or_clause(verb: Token) -> Span | None:
    """…, or the talks will be over: what follows, as a clause of its own."""
    for part in verb.doc[verb.i + 1 : verb.sent.end]:
        if part.tag_ != "MD" or part.lower_ not in WILL:
            continue
        follows = part.head
        own = next((c for c in follows.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None and own.left_edge.i > 0 and own.left_edge.nbor(-1).lower_ in _ELSE:
            return Span(own.left_edge.idx, clause_span(follows).end)
    return None


def _last_before(doc: Doc, start: int) -> int:
    """The end of the last word before the conjunction that stands before offset `start`."""
    last = next(token for token in reversed(doc) if token.idx < start)
    while last.i > 0 and (last.is_punct or last.lower_ in _ELSE):
        last = last.nbor(-1)
    return last.idx + len(last)


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
        risk = orelse or after.lower_ in _RISKS or _is_had_done(after)
        if (
            modal(verb) == "should"
            and not orelse
            and after.nbor().lower_ in ("can", "may", "might")
        ):
            return None  # advice
        threat = any(
            child.dep_ == "conj"
            and child.i >= after.i
            and (
                harms(child)
                or child.lemma_ in _RISKS
                or _is_suffered(child)
                or _is_to_follow(child)
            )
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
