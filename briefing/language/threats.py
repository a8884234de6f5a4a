"""Threats: the words themselves say that the clause is one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.acts import is_act, is_happening, is_welcome, serves
from briefing.language.answers import done_to, whoever
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
from briefing.language.harms import IMPOSED, harms, is_cost
from briefing.language.parties import GENERAL, is_body, is_named, is_party
from briefing.language.stance import (
    Stance,
    act_span,
    answering,
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

__all__ = ["threat"]

_VOWS: Final = words("decide resolve swear vote vow")
_PROMISES: Final = words("pledge promise")
_CALLS: Final = words("announce call declare plan schedule")
_BECOMES: Final = words("be become turn")
_READY: Final = words("prepared ready")


def threat(verb: Token) -> Stance | None:
    """A threat, a warning, a vow, a right reserved: the verb itself says that it is one."""
    if verb.lemma_ == "reserve" and (reserved := _reserved(verb)) is not None:
        return reserved
    if verb.lemma_ == "rule" and (ruled := _ruled_out(verb)) is not None:
        return ruled
    issuer = subject(verb)
    if is_negated(verb) or modal(verb) is not None:
        return None
    if issuer is not None and issuer.lower_ == "it":
        issuer = None  # a body that speaks of itself
    elif not is_party(issuer):
        return None
    lemma = verb.lemma_.lower()
    if lemma in _CALLS:
        return _called(verb, issuer)
    if lemma == "threaten":
        return _threatened(verb, issuer)
    if lemma == "warn":
        return _warned(verb, issuer)
    act, thing = to_infinitive(verb), object_of(verb) or _object_in_quotes(verb)
    ready = lemma == "be" and any(child.lower_ in _READY for child in verb.children)
    if ready:
        act = next(
            (found for child in verb.children if (found := to_infinitive(child)) is not None), None
        )
    if lemma in _VOWS or lemma in _PROMISES or ready:
        pointed = act is not None and is_pointed(act, verb)
        if lemma in _PROMISES:
            pointed = act is not None and is_answer(act, verb)
        # What one swears to do where another does not do as he should, presses on him.
        clause = None if act is None else condition(act) or condition(verb)
        due = clause is not None and (is_negated(clause) or clause.left_edge.lower_ == "unless")
        if clause is not None and lemma == "vow":
            due = is_act(clause) and not is_welcome(clause)
        due = due and act is not None and not serves(act)
        bound = act is not None and (is_negated(act) or due) and is_answer(act, verb)
        if act is not None and (harms(act) or bound) and pointed:
            return _announced(act, verb, issuer)
        if thing is not None and not ready and is_cost(thing) and not _meets_misfortune(thing):
            announced = _announced(thing, verb, issuer)
            if thing.head != verb and announced.consequence is not None:
                start = thing.head.nbor(-1).idx
                return replace(announced, consequence=Span(start, announced.consequence.end))
            return announced
    return None


def _object_in_quotes(verb: Token) -> Token | None:
    """Of "vows 'crushing' response" the response: the quoted word is taken for a verb."""
    for word in verb.rights:
        last = word.i + 1 == len(word.doc)
        if word.tag_ == "VBG" and not last and word.nbor(-1).is_quote and word.nbor().is_quote:
            return object_of(word)
    return None


def _meets_misfortune(thing: Token) -> bool:
    """Whether what is answered has come about and nobody has done it."""
    phrase = answering(thing)
    answered = next(phrase.children) if phrase is not None else thing
    return any(is_happening(part) for part in (answered, *answered.lefts))


def _reserved(verb: Token) -> Stance | None:
    """A right reserved; the tagger takes "the navy reserves" for a plural."""
    right = next((child for child in verb.rights if child.lemma_ == "right"), None)
    names = [child for child in verb.lefts if child.dep_ in ("compound", "nsubj")]
    issuer = subject(verb) or (names[-1] if names else None)
    if issuer is not None and issuer.lower_ == "it":
        issuer = None
    elif not is_party(issuer):
        return None
    if right is None or modal(verb) is not None:
        return None
    for act in right.children:
        if act.dep_ in ("acl", "relcl") and harms(act):
            return _announced(act, verb, issuer)
    return None


def _called(verb: Token, issuer: Token | None) -> Stance | None:
    """A strike called, sanctions announced, unless another acts."""
    thing = object_of(verb)
    clause = condition(verb) or (condition(thing) if thing is not None else None)
    if thing is None or not is_cost(thing) or clause is None or not is_act(clause):
        return None
    return _announced(thing, verb, issuer)


def _ruled_out(verb: Token) -> Stance | None:
    """Talks ruled out with whoever does something, or as long as something is done."""
    issuer, thing = subject(verb), object_of(verb)
    out = any(child.lower_ == "out" for child in verb.rights)
    thing = thing or next((part for part in verb.rights if part.tag_ == "VBG"), None)
    if not out or thing is None or is_negated(verb) or not is_party(issuer):
        return None
    clause = condition(verb)
    if clause is not None and is_act(clause):
        trigger, outcome = condition_span(clause), phrase_span(thing)
        return Stance(verb, "conditional", trigger, outcome, issuer, agent=subject(clause))
    for part in verb.subtree:
        shut = part.left_edge.lower_ in GENERAL and any(c.dep_ == "relcl" for c in part.rights)
        if shut and part != thing:
            return Stance(verb, "prohibition", phrase_span(thing), None, issuer)
    return None


def _threatened(verb: Token, issuer: Token | None) -> Stance | None:
    act, target = to_infinitive(verb), object_of(verb)
    if act is not None and (is_indirect_question(act) or act.lemma_ in _BECOMES):
        return None
    if issuer is not None and issuer.dep_ == "nsubjpass":
        return None
    if target is not None and target.lower_ == "other":
        return None  # each other
    if act is not None:
        # Rivals threaten to undercut one another: what threatens so is a tendency.
        nameless = issuer is not None and issuer.left_edge == issuer and not is_named(issuer)
        if nameless and not harms(act) and condition(act) is None and condition(verb) is None:
            return None
        return _announced(act, verb, issuer, target)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "with":
            for means in child.children:
                return _announced(means, verb, issuer, target)
    clause = condition(verb)
    hung = clause is not None and is_act(clause) and not is_party(target)
    if target is not None and (is_cost(target) or target.lemma_ == "action" or hung):
        return _announced(target, verb, issuer)
    return None


def _warned(verb: Token, issuer: Token | None) -> Stance | None:
    target = object_of(verb)
    near = [
        part for child in verb.rights if child.dep_ in ("prep", "npadvmod") for part in child.rights
    ]
    dated = [part for day in near if day.ent_type_ == "DATE" for part in day.rights]
    for child in (*verb.children, *(target.rights if target is not None else ()), *dated):
        if child.dep_ == "prep" and child.lower_ == "against" and _is_rival(target):
            for deed in child.children:
                return Stance(verb, "prohibition", phrase_span(deed), None, issuer, target)
        if child.dep_ == "prep" and child.lower_ in ("of", "about"):
            for thing in child.children:
                # Warned of attacks, one is told of danger; of sanctions, one is threatened.
                burden = is_named(target) and thing.lemma_ in IMPOSED
                told = child in verb.children or is_named(target) or condition(verb) is not None
                if told and (is_cost(thing) or burden) and thing.lemma_ != "attack":
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
    answered = None if clause is not None else reason(act) or reason(cue) or answering(act)
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
    aimed = whoever(act) if answered is None and act.pos_ == "VERB" else None
    if aimed is not None:
        who, outcome = phrase_span(aimed), done_to(aimed, act)
        return Stance(act, "conditional", who, outcome, issuer, addressee or aimed)
    trigger = occasion(act) or occasion(cue)
    if trigger is None and (phrase := answering(act)) is not None:
        trigger = phrase_span(next(phrase.children))
    return Stance(act, "retaliation", trigger, consequence, issuer, addressee)


def _is_rival(target: Token | None) -> bool:
    """Whether a party in particular is warned: the public is given advice."""
    if is_named(target):
        return True
    single = target is not None and target.tag_ == "NN" and target.left_edge.lower_ == "the"
    return single and target is not None and is_body(target)
