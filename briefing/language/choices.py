"""What one is left to choose, when another acts: no choice but one, or all options open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.language.acts import is_deed
from briefing.language.clauses import clause_span, is_negated, modal, subject, to_infinitive
from briefing.language.cues import words
from briefing.language.harms import harms
from briefing.language.parties import is_party
from briefing.language.stance import WILL, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["forced", "forced_act", "is_open_option", "obliged_act", "preferred", "rethinks"]

_CHOICES: Final = words("alternative choice option")
_FORCED: Final = words("compel force lead oblige prompt push")
_RETHINK: Final = words("act consider reassess reconsider respond review revisit rethink think")


def forced_act(verb: Token) -> Token | None:
    """What one has, or is left, no choice but to do: the blame is put on another."""
    if verb.lemma_ not in ("have", "leave"):
        return None
    withs = [part for child in verb.rights if child.lower_ == "with" for part in child.rights]
    for choice in (*verb.rights, *withs):
        if choice.lemma_ in _CHOICES and choice.left_edge.lower_ == "no":
            below = (act for act in choice.subtree if act.tag_ == "VB")
            return next(below, to_infinitive(verb))
    return None


def obliged_act(verb: Token) -> Token | None:
    """What one will be forced, or will have, to do."""
    passive = verb.lemma_ in _FORCED and verb.tag_ == "VBN"
    if not passive and verb.lemma_ != "have":
        return None
    return next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)


def preferred(verb: Token) -> Stance | None:
    """What one would rather do than give way: "it would rather leave than pay"."""
    actor = subject(verb)
    rather = any(child.lower_ in ("rather", "sooner") for child in verb.lefts)
    if not rather or modal(verb) != "would" or actor is None or not harms(verb):
        return None
    for child in verb.rights:
        if child.left_edge.lower_ == "than":
            trigger = clause_span(child, [child.left_edge])
            return Stance(verb, "conditional", trigger, clause_span(verb, [child]), actor=actor)
    return None


def forced(verb: Token) -> Stance | None:
    """What another's act would force one to do: "a blockade would force us to respond"."""
    deed, act = subject(verb), to_infinitive(verb)
    if verb.lemma_ not in _FORCED or modal(verb) not in WILL or deed is None or act is None:
        return None
    actor = subject(act)
    if is_negated(verb) or not is_deed(deed) or not (harms(act) or rethinks(act)):
        return None
    trigger, outcome = clause_span(deed), clause_span(act)
    if actor is not None and actor.lower_ in ("me", "us"):
        return Stance(verb, "conditional", trigger, outcome)
    return Stance(verb, "conditional", trigger, outcome, actor=actor) if is_party(actor) else None


def rethinks(verb: Token) -> bool:
    """Whether the act is to think again of what one grants or does, or to answer."""
    return verb.lemma_ in _RETHINK


def is_open_option(verb: Token) -> bool:
    """All options are on the table: of what may be chosen, force is the one that is meant."""
    who = subject(verb)
    return (
        who is not None
        and who.lemma_ == "option"
        and verb.lemma_ in ("be", "remain", "stay")
        and any(part.lower_ in ("table", "open") for part in verb.subtree)
    )
