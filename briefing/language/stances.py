"""The shapes in which a party draws a line: threat, condition, refusal, ultimatum, answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.brief import Form
from briefing.document import Span
from briefing.language.clauses import (
    clause_span,
    condition,
    is_hypothetical,
    is_negated,
    modal,
    object_of,
    phrase_span,
    subject,
    to_infinitive,
)
from briefing.language.harms import (
    PARTIES,
    answers,
    costs,
    harms,
    is_act,
    is_cost,
    is_force,
    is_named,
    is_party,
    opposed,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Stance", "stance"]


@dataclass(frozen=True)
class Stance:
    """A line that a clause draws, before it is known who draws it.

    Attributes:
        head: The verb that states it.
        form: How it is put.
        trigger: The condition or act.
        consequence: What will follow.
        issuer: The head of who draws it, where the clause itself says so; else whoever
            speaks the clause.
        addressee: The head of whom it is said to.
        agent: The head of who acts in the trigger, who must be another than the issuer.
        actor: The head of who brings the consequence, who must be on the issuer's side.
    """

    head: Token
    form: Form
    trigger: Span | None = None
    consequence: Span | None = None
    issuer: Token | None = None
    addressee: Token | None = None
    agent: Token | None = None
    actor: Token | None = None


_PROMISES: Final = frozenset("pledge promise swear vow".split())
_READY: Final = frozenset("determined prepared ready".split())
_ACCEPT: Final = frozenset(
    "accept allow condone countenance permit recognise recognize tolerate".split()
)
_UNACCEPTABLE: Final = frozenset(
    "impermissible inadmissible intolerable non-negotiable unacceptable unthinkable".split()
)
_WILL: Final = frozenset({"will", "would", "shall"})
_MAY: Final = _WILL | {"may", "might", "could", "can"}
_POINTERS: Final = frozenset({"it", "this", "that", "these", "those", "there", "which", "what"})
_PURPOSES: Final = frozenset({"demand", "protest"})
_OCCASIONS: Final = (
    ("over",),
    ("in", "response", "to"),
    ("in", "retaliation", "for"),
    ("in", "protest", "at"),
    ("depending", "on"),
)


def stance(verb: Token) -> Stance | None:
    """The line that the clause of `verb` draws, or None."""
    if is_hypothetical(verb) or verb.sent.text.rstrip(" \"'”’»").endswith("?"):
        return None
    for shape in (_threat, _ultimatum, _conditional, _prohibition, _cost, _answer):
        if found := shape(verb):
            return found
    return None


# Threats ---------------------------------------------------------------------------------


def _threat(verb: Token) -> Stance | None:
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
    if lemma in _PROMISES or ready:
        if act is not None and harms(act) and _is_pointed(act, verb):
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
            for act in child.children:
                return Stance(verb, "prohibition", phrase_span(act), None, issuer, target)
        if child.dep_ == "prep" and child.lower_ in ("of", "about"):
            for cost in child.children:
                if is_cost(cost) and cost.lemma_ != "attack":
                    return _announced(cost, verb, issuer, target)
    act = to_infinitive(verb)
    if act is not None and is_negated(act) and is_named(target):
        return Stance(verb, "prohibition", _act_span(act), None, issuer, target)
    return None


def _announced(
    act: Token, cue: Token, issuer: Token | None, addressee: Token | None = None
) -> Stance:
    """An act, or the noun for one, that the cue announces."""
    clause = condition(act) or condition(cue)
    reason = None if clause is not None else _reason(act) or _reason(cue)
    cut = [part for part in (clause, reason, *_asides(act)) if part is not None]
    consequence = clause_span(act, cut)
    for child in cue.rights:
        # "sworn to fight until …": the limit belongs to the act, wherever the parser hangs it.
        if child.dep_ == "advcl" and child.left_edge.lower_ == "until" and child is not clause:
            consequence = Span(consequence.start, max(consequence.end, phrase_span(child).end))
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
    trigger = _reason_span(reason) if reason is not None else None
    return Stance(act, "retaliation", trigger, consequence, issuer, addressee)


# Conditions ------------------------------------------------------------------------------


def _conditional(verb: Token) -> Stance | None:
    clause = condition(verb)
    if clause is None or modal(verb) not in _MAY or not is_act(clause):
        return None
    actor, agent = subject(verb), subject(clause)
    warned, addressee = _told(verb)
    hurt = harms(verb)
    refused = is_negated(verb) and is_party(actor) and modal(verb) in _WILL
    outcome = _outcome(verb)
    brought = hurt and is_party(actor) and not costs(verb, strife=True)
    if not (hurt or refused or costs(outcome, strife=True) or (warned and addressee is not None)):
        return None
    return Stance(
        verb,
        _form(clause),
        _condition_span(clause),
        clause_span(outcome, [clause]),
        None,
        addressee,
        agent,
        actor if (brought or refused) and not warned else None,
    )


def _form(clause: Token) -> Form:
    dated = any(
        part.ent_type_ in ("DATE", "TIME") and part.dep_ == "pobj" for part in clause.subtree
    )
    due = is_negated(clause) or clause.left_edge.lower_ == "unless"
    return "ultimatum" if dated and due else "conditional"


def _condition_span(clause: Token) -> Span:
    if clause.dep_ != "prep":
        return clause_span(clause)
    objects = [part for part in clause.subtree if part.dep_ in ("pobj", "pcomp")]
    return phrase_span(objects[-1] if objects[:1] == [clause] else objects[min(1, len(objects) - 1)])


def _outcome(verb: Token) -> Token:
    """What "it will mean that …" says will come, else the clause itself."""
    if verb.lemma_ == "mean":
        for child in verb.rights:
            if child.dep_ == "ccomp":
                return child
    return verb


def _told(verb: Token) -> tuple[bool, Token | None]:
    """Whether the clause is a warning, and whom it is told."""
    if verb.dep_ == "ccomp" and verb.head.lemma_ in ("tell", "warn"):
        return verb.head.lemma_ == "warn", object_of(verb.head)
    return False, None


# Refusals --------------------------------------------------------------------------------


def _prohibition(verb: Token) -> Stance | None:
    lemma = verb.lemma_.lower()
    if lemma in _ACCEPT and modal(verb) in _MAY | {"must"} and is_negated(verb):
        return _refused(verb)
    if lemma in ("be", "remain", "become") and not is_negated(verb):
        return _called_unacceptable(verb)
    who = subject(verb)
    if modal(verb) == "must" and is_negated(verb) and is_named(who):
        return Stance(verb, "prohibition", _act_span(verb), agent=who)
    return None


def _refused(verb: Token) -> Stance | None:
    who = subject(verb)
    if any(child.dep_ == "nsubjpass" for child in verb.children):
        if who is None or who.lower_ in _POINTERS:
            return None
        return Stance(verb, "prohibition", phrase_span(who))
    for child in verb.rights:
        if child.dep_ in ("dobj", "ccomp", "xcomp") and child.lower_ not in _POINTERS:
            span = clause_span(child)
            for part in verb.rights:
                if child.dep_ == "dobj" and part.dep_ == "prep" and part.i > child.i:
                    span = Span(span.start, phrase_span(part).end)
            return Stance(verb, "prohibition", span, actor=who)
    return None


def _called_unacceptable(verb: Token) -> Stance | None:
    who = subject(verb)
    judged = next((child for child in verb.rights if _is_limit(child)), None)
    if who is None or judged is None:
        return None
    if who.lower_ in _POINTERS:
        for part in (*verb.rights, *judged.rights):
            if part.dep_ in ("ccomp", "xcomp", "advcl", "csubj") and part.pos_ in ("VERB", "AUX"):
                return Stance(verb, "prohibition", clause_span(part))
        return None
    # What was unacceptable is done and criticised; what is unacceptable may not be done.
    if verb.tag_ == "VBD" and who.pos_ != "VERB" and who.left_edge.lower_ != "any":
        return None
    return Stance(verb, "prohibition", clause_span(who))


def _is_limit(predicate: Token) -> bool:
    if predicate.dep_ == "acomp":
        return predicate.lower_ in _UNACCEPTABLE
    return (
        predicate.dep_ == "attr"
        and predicate.lemma_.lower() == "line"
        and any(part.lower_ == "red" for part in predicate.lefts)
    )


# Ultimatums ------------------------------------------------------------------------------


def _ultimatum(verb: Token) -> Stance | None:
    issuer = subject(verb)
    if not is_party(issuer):
        return None
    for child in verb.rights:
        if child.dep_ == "dobj" and child.lemma_ == "ultimatum":
            return _given(verb, child, issuer)
        if verb.lemma_ == "give" and child.ent_type_ in ("TIME", "DATE") and modal(verb) is None:
            return _given(verb, child, issuer) if _demand(verb, child) is not None else None
        if verb.lemma_ == "give" and child.lower_ == "until" and _demand(verb, child) is not None:
            return _given(verb, child, issuer)
    return _or_else(verb)


def _demand(verb: Token, thing: Token) -> Token | None:
    for part in thing.subtree:
        if part.dep_ in ("acl", "relcl", "advcl", "xcomp") and part.tag_ == "VB":
            return part
    return to_infinitive(verb)


def _given(verb: Token, thing: Token, issuer: Token | None) -> Stance:
    demand = _demand(verb, thing)
    target = next((child for child in verb.rights if child.dep_ == "dative"), None)
    for child in thing.children:
        if child.dep_ == "prep" and child.lower_ == "to":
            target = next(iter(child.children), target)
    if target is None:
        target = next((c for c in verb.rights if c.dep_ == "dobj" and is_party(c)), None)
    span = _act_span(demand) if demand is not None else None
    return Stance(verb, "ultimatum", span, None, issuer, target)


def _or_else(verb: Token) -> Stance | None:
    if modal(verb) not in ("must", "should", "will"):
        return None
    either = [child for child in verb.children if child.dep_ == "cc" and child.lower_ == "or"]
    for child in verb.children:
        if either and child.dep_ == "conj" and (child.lemma_ == "face" or harms(child)):
            demand = clause_span(verb, [child, *either])
            return Stance(verb, "ultimatum", demand, clause_span(child), agent=subject(verb))
    return None


# Announced answers -----------------------------------------------------------------------


def _cost(verb: Token) -> Stance | None:
    """An act that will cost its author: "any attack will be met with force"."""
    if modal(verb) not in _WILL or not costs(verb):
        return None
    who = subject(verb)
    if who is None:
        announced = any(child.dep_ == "expl" for child in verb.children)
        return Stance(verb, "retaliation", None, clause_span(verb)) if announced else None
    if who.lower_ in _POINTERS:
        return None
    if is_party(who) and not any(child.dep_ in ("relcl", "acl") for child in who.rights):
        return None
    return Stance(verb, "conditional", clause_span(who), clause_span(verb, [who]))


def _answer(verb: Token) -> Stance | None:
    """An act that the speaker announces in answer: "we will retaliate"."""
    actor = subject(verb)
    if modal(verb) not in _WILL or is_negated(verb) or not harms(verb):
        return None
    if actor is None or not (is_party(actor) or actor.lower_ == "it"):
        return None
    if not _is_pointed(verb, verb):
        return None
    reason, object_ = _reason(verb), opposed(verb)
    cut = [part for part in (reason, *_asides(verb)) if part is not None]
    trigger = _reason_span(reason) if reason is not None else None
    if trigger is None and object_ is not None:
        trigger = phrase_span(object_)
    if trigger is None and answers(verb):
        trigger = _answered(verb)
    return Stance(verb, "retaliation", trigger, clause_span(verb, cut), actor=actor)


# Shared ----------------------------------------------------------------------------------


def _is_pointed(act: Token, cue: Token) -> bool:
    """Whether the act is aimed: at somebody, at an act, or in answer to something."""
    if answers(act) or opposed(act) is not None:
        return act.lemma_ != "take" and act.lemma_ != "make" or _reason(act) is not None
    if condition(act) is not None or condition(cue) is not None or _reason(act) is not None:
        return True
    if is_force(act):
        return True
    return any(
        part.ent_type_ in PARTIES
        for child in act.rights
        if child.dep_ in ("dobj", "prep", "dative") and child.lower_ != "in"
        for part in child.subtree
    )


def _answered(verb: Token) -> Span | None:
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == "to":
            for thing in child.children:
                return phrase_span(thing)
    return None


def _reason(verb: Token) -> Token | None:
    """The phrase that says what is answered: over, in response to, to protest."""
    for child in verb.rights:
        words = tuple(part.lower_ for part in child.subtree)
        if child.dep_ == "prep" and any(words[: len(start)] == start for start in _OCCASIONS):
            return child
        if child.dep_ == "advcl" and child.lemma_ in _PURPOSES and child.tag_ == "VB":
            return child
    return None


def _reason_span(reason: Token) -> Span | None:
    for part in reason.subtree:
        if part.dep_ in ("pobj", "pcomp", "dobj"):
            if part.lemma_ in ("response", "retaliation", "protest", "end", "halt"):
                continue
            # The tagger splits "non-payment" in two, and the parser hangs the rest on "non".
            return phrase_span(part.head if part.head.dep_ == "pobj" and _hyphened(part) else part)
    return None


def _hyphened(part: Token) -> bool:
    return part.i > 0 and part.nbor(-1).text == "-"


def _asides(verb: Token) -> list[Token]:
    """Clauses of time that say when it was said, not what was said."""
    return [
        child
        for child in verb.rights
        if child.dep_ == "advcl" and child.left_edge.lower_ in ("as", "while", "after")
    ]


def _act_span(verb: Token) -> Span:
    left = [
        child
        for child in verb.lefts
        if child.dep_ in ("aux", "neg", "mark", "nsubj") and child.i < verb.i
    ]
    return clause_span(verb, left)
