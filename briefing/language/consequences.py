"""Consequences: what will follow, where another does something or has done it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
from briefing.language.cues import CLAUSAL, words
from briefing.language.harms import (
    DEEMING,
    costs,
    harms,
    is_act,
    is_force,
    is_named,
    is_party,
    is_target,
    is_war,
    is_welcome,
    serves,
)
from briefing.language.stance import (
    MAY,
    POINTERS,
    WILL,
    Stance,
    asides,
    condition_span,
    form_of,
    is_pointed,
    occasion,
    reason,
    returned,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["answer", "condition_set", "cost", "dare"]

_ALL: Final = words("all everybody everyone everything nobody nothing someone you")
_GENERAL: Final = words("any anybody anyone every those whoever")
_CHOICES: Final = words("alternative choice option")
_DEFINITE: Final = frozenset({"that", "the", "these", "this"})
_TURNS: Final = frozenset({"but", "nor", "yet"})
_BEARING: Final = words("face lose meet pay regret suffer")
_ANSWERS: Final = words("response retaliation")
_OVER: Final = words("dead done finished over")


def condition_set(verb: Token) -> Stance | None:
    """What will follow if another does something: "if they do not pay, we will strike"."""
    clause = condition(_forced_act(verb) or verb)
    if clause is None or not is_act(clause):
        return None
    mood, actor, agent = modal(verb), subject(verb), subject(clause)
    mood = mood or ("will" if _forced_act(verb) is not None else None)
    own = actor is not None and (is_party(actor) or actor.lower_ == "it")
    open_ = actor is None and any(child.dep_ == "expl" for child in verb.children)
    # In the first person the present tense commits as well: "we stop work if …".
    plural = actor is not None and actor.lower_ == "we"
    present = plural and verb.tag_ == "VBP" and verb.lemma_ not in CLAUSAL
    if mood not in MAY and not present and not _is_open_option(verb):
        return None
    warned, addressee = _told(verb)
    hurt = harms(verb) and (actor is None or actor.dep_ != "nsubjpass" or is_force(verb))
    committed = (own and (mood in WILL or present)) or (open_ and is_negated(verb))
    pressed = committed and _is_pressure(verb, clause, actor, agent)
    outcome = _outcome(verb)
    brought = hurt and own and not costs(verb, strife=True)
    if brought and _is_same(actor, agent):
        return None
    spoken = costs(outcome, strife=True) or _is_open_option(verb)
    if not (hurt or pressed or spoken or (warned and addressee is not None)):
        return None
    return Stance(
        verb,
        form_of(clause),
        condition_span(clause),
        clause_span(outcome, [clause, *_hinges(verb)]),
        None,
        addressee,
        agent,
        actor if own and (brought or (pressed and not spoken)) and not warned else None,
    )


def cost(verb: Token) -> Stance | None:
    """An act that will cost its author: "any attack will be met with force"."""
    who = subject(verb)
    if who is not None and who.lower_ in POINTERS | _ALL:
        return None
    general = who is not None and (
        who.left_edge.lower_ in _GENERAL or any(child.dep_ == "relcl" for child in who.rights)
    )
    if modal(verb) not in WILL:
        if who is not None and (is_war(verb) or (general and is_target(verb))):
            return Stance(verb, "conditional", clause_span(who), clause_span(verb, [who]))
        return None
    act = object_of(verb) if verb.lemma_ in DEEMING and is_party(who) and costs(verb) else None
    if act is not None:
        judged = next((c for c in verb.rights if c.dep_ == "prep" and c.i > act.i), None)
        outcome = phrase_span(judged) if judged is not None else None
        return Stance(verb, "conditional", phrase_span(act), outcome, actor=who)
    destroyed = general and who is not None and who.dep_ == "nsubjpass" and is_force(verb)
    deprived = verb.lemma_ == "lose" and who is not None and who.left_edge.lower_ in _GENERAL
    forced = _forced_act(verb) is not None
    if not (costs(verb) or destroyed or deprived or forced or is_war(verb)):
        return None
    if who is None:
        return _brought_on(verb)
    outcome = clause_span(verb, [who, *_turns(verb)])
    if general or not is_party(who):
        # What bears an article has been done; what bears none is any such act.
        done = is_negated(verb) and who.left_edge.lower_ in _DEFINITE and not general
        return Stance(verb, "retaliation" if done else "conditional", clause_span(who), outcome)
    if is_named(who) and verb.lemma_ in _BEARING:
        things = [part for part in verb.subtree if part.dep_ == "prep" and part.lower_ == "for"]
        causes = [child for part in things if part.i > verb.i for child in part.children]
        trigger = phrase_span(causes[0]) if causes else None
        return Stance(verb, "retaliation", trigger, outcome, addressee=who, agent=who)
    return None


def answer(verb: Token) -> Stance | None:
    """An act that the speaker announces in answer: "we will retaliate"."""
    actor = subject(verb)
    if modal(verb) not in WILL or is_negated(verb) or condition(verb) is not None:
        return None  # a condition is judged as one
    cause = reason(verb)
    if actor is None:
        if cause is None or returned(cause) is None:
            return None
        return Stance(verb, "retaliation", occasion(verb), clause_span(verb, [cause]))
    if actor.lower_ == "who" or not (is_party(actor) or actor.lower_ == "it"):
        return None
    aimed = next((part for part in complements(verb) if _is_general(part)), None)
    if aimed is not None and harms(verb):
        hung = aimed.head if aimed.dep_ == "pobj" else aimed
        outcome = clause_span(verb, [hung] if hung.i > verb.i else [])
        return Stance(verb, "conditional", phrase_span(aimed), outcome, None, aimed, None, actor)
    named = cause is not None and any(part.lower_ in _ANSWERS for part in cause.subtree)
    if not named and not (harms(verb) and is_pointed(verb, verb)):
        return None
    cut = [part for part in (cause, *asides(verb)) if part is not None]
    return Stance(verb, "retaliation", occasion(verb), clause_span(verb, cut), actor=actor)


def dare(verb: Token) -> Stance | None:
    """An order that is a condition: "touch the land and you will meet our army"."""
    ordered = verb.tag_ == "VB" and verb.dep_ in ("ROOT", "ccomp", "advcl")
    if not ordered or any(child.dep_ in ("aux", "nsubj") for child in verb.lefts):
        return None
    joined = [child for child in verb.rights if child.dep_ == "cc" and child.lower_ == "and"]
    for child in verb.rights:
        who = next((part for part in child.lefts if part.dep_ in ("nsubj", "nsubjpass")), None)
        if child.dep_ != "conj" or who is None or not joined:
            continue
        borne = who.lower_ == "you" and modal(child) in WILL and child.lemma_ in _BEARING
        over = child.lemma_ in _OVER or any(part.lower_ in _OVER for part in child.rights)
        if borne or over or (modal(child) in WILL and harms(child)):
            trigger = clause_span(verb, [child, *joined])
            return Stance(verb, "conditional", trigger, clause_span(child), None, _told(verb)[1])
    return None


def _is_pressure(verb: Token, clause: Token, actor: Token | None, agent: Token | None) -> bool:
    """Whether what the actor will do puts pressure on another who acts in the condition.

    A refusal, or what follows where another does not act, is pressure whatever it is. An
    answer to another's act is none where it serves him, or where the act was wished for.
    """
    if _is_same(actor, agent):
        return False
    other = agent is not None and is_party(agent) and agent.lower_ != "you"
    done = agent is None or agent.dep_ in ("nsubjpass", "csubjpass")
    # What must be done is no threat but a lack of choice, unless one says so of oneself.
    forced = verb.lemma_ in ("have", "need") and (actor is None or actor.lower_ not in ("i", "we"))
    if (act := _forced_act(verb)) is not None:
        return harms(act)
    if forced:
        return False
    if is_negated(verb):
        return True
    unless = is_negated(clause) or clause.left_edge.lower_ in ("unless", "until")
    if serves(verb):
        return False
    if unless:
        return other or done
    provoked = is_force(clause)
    return provoked or ((other or done) and not is_welcome(clause))


def _is_general(noun: Token) -> bool:
    """Any bank that does it: whoever does what the relative clause says."""
    return noun.left_edge.lower_ in _GENERAL and any(child.dep_ == "relcl" for child in noun.rights)


def _is_same(actor: Token | None, agent: Token | None) -> bool:
    """If he wins, he will …: a condition on oneself, by the same word."""
    return actor is not None and agent is not None and actor.lower_ == agent.lower_


def _forced_act(verb: Token) -> Token | None:
    """What one has, or is left, no choice but to do: the blame is put on another."""
    if verb.lemma_ not in ("have", "leave"):
        return None
    for choice in verb.rights:
        if choice.lemma_ in _CHOICES and choice.left_edge.lower_ == "no":
            return next((act for act in choice.subtree if act.tag_ == "VB"), None)
    return None


def _is_open_option(verb: Token) -> bool:
    """All options are on the table: of what may be chosen, force is the one that is meant."""
    who = subject(verb)
    return (
        who is not None
        and who.lemma_ == "option"
        and verb.lemma_ in ("be", "remain", "stay")
        and any(part.lower_ in ("table", "open") for part in verb.subtree)
    )


def _brought_on(verb: Token) -> Stance | None:
    """There will be consequences: for those who do it, or announced."""
    if not any(child.dep_ == "expl" for child in verb.children):
        return None
    for part in verb.subtree:
        if part.dep_ == "prep" and part.lower_ == "for" and part.i > verb.i:
            for who in part.children:
                if who.left_edge.lower_ in _GENERAL:
                    trigger, outcome = phrase_span(who), clause_span(verb, [part])
                    return Stance(verb, "conditional", trigger, outcome, None, who)
    return Stance(verb, "retaliation", None, clause_span(verb))


def _hinges(verb: Token) -> list[Token]:
    """The words that a condition hangs on: as long as, the moment."""
    return [
        child
        for child in verb.children
        if child.lower_ == "long" or (child.dep_ == "npadvmod" and child.i > verb.i)
    ]


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


def _turns(verb: Token) -> list[Token]:
    """Clauses joined on that change the subject: "…, nor can it …"."""
    joined = [child for child in verb.children if child.dep_ == "cc" and child.lower_ in _TURNS]
    return [*joined, *(c for c in verb.children if joined and c.dep_ == "conj" and c.i > verb.i)]
