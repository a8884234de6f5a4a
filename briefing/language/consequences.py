"""Consequences: what will follow, where another does something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.language.acts import (
    befalls,
    fares,
    is_act,
    is_boon,
    is_favour,
    is_happening,
    is_procedural,
    is_welcome,
    serves,
)
from briefing.language.choices import forced_act, is_open_option, obliged_act, rethinks
from briefing.language.clauses import (
    clause_span,
    complements,
    condition,
    is_negated,
    is_only_after,
    is_passive,
    is_past_unreal,
    is_refused,
    modal,
    object_of,
    subject,
)
from briefing.language.cues import CLAUSAL, THOUGHT, words
from briefing.language.dares import BEARING
from briefing.language.dealings import is_dealing, is_undone
from briefing.language.harms import (
    COST,
    DEPRIVE,
    HOSTILITIES,
    IMPOSED,
    MEASURES,
    STRIFE,
    costs,
    harms,
    is_cost,
    is_force,
    is_loss,
    is_punishment,
    is_target,
)
from briefing.language.parties import is_body, is_named, is_party
from briefing.language.relief import relieves
from briefing.language.stance import (
    MAY,
    WILL,
    Stance,
    condition_span,
    form_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["condition_set"]

_RECEIVE: Final = words("gain get obtain receive")
"""What one is not to receive, another withholds."""

_KEPT: Final = words("continue remain stay")
_SHUT: Final = words("barred blocked closed cut frozen off out shut sealed suspended")

_MEASURES: Final = words("countermeasures measures sanctions steps")
_WISHES: Final = words("ask want wish")
_REJECT: Final = words("reject rule")
_WITHHELD: Final = words("hold keep withhold")
"""Verbs that hold something back also in the present tense."""


def condition_set(verb: Token) -> Stance | None:
    """What will follow if another does something: "if they do not pay, we will strike"."""
    forced = forced_act(verb)
    below = forced or obliged_act(verb)
    clause = (condition(below) if below is not None else None) or condition(verb)
    if clause is None:
        return None
    if not (is_act(clause) or _is_withheld_dealing(verb) or _is_measure_to_come(verb)):
        return None
    if clause.lower_ == "without" and subject(verb) is None and not _is_withheld_dealing(verb):
        return None  # no growth without reform
    mood, actor, agent = modal(verb), subject(verb), _agent(clause)
    if mood == "would" and is_past_unreal(clause):
        return None
    if clause.left_edge.lower_ == "whenever" and not harms(verb):
        return None
    borne = is_passive(verb) or verb.lemma_ in BEARING
    if _is_own(actor) and borne and agent is not None and agent.pos_ == "PRON":
        return None  # its own soldiers would be tried if they looted
    if forced is not None or is_refused(verb) or _is_withheld(verb, clause):
        mood = mood or "will"
    own = actor is not None and (is_party(actor) or actor.lower_ == "it")
    open_ = any(child.dep_ == "expl" for child in verb.children)
    open_ = open_ or (_is_none(actor) and mood not in ("can", "could"))
    # In the first person the present tense commits as well: "we stop work if …".
    plural = actor is not None and actor.lower_ == "we"
    present = plural and verb.tag_ == "VBP" and verb.lemma_ not in CLAUSAL
    if open_ and is_negated(verb) and verb.lemma_ == "be" and _is_limit(clause):
        mood = mood or "will"
    if actor is not None and _is_ours(actor) and is_passive(verb) and harms(verb):
        mood = mood or "will"  # if they shut us out, our ports are shut to them
    present_harm = verb.tag_ in ("VBP", "VBZ") and verb.lemma_ not in ("be", "have")
    if is_undone(verb) or is_target(verb) or (present_harm and _is_kept_up(verb, clause)):
        mood = mood or "will"
    if present_harm and harms(verb):
        mood = mood or "will"  # if they vote so, the transfers stop
    if mood not in MAY and not present and not is_open_option(verb):
        return None
    if (
        open_
        and any(part.lemma_ in COST | STRIFE for part in complements(verb))
        and is_negated(verb)
    ):
        return None  # there will be no consequences
    wished = clause.lemma_ in _WISHES and agent is not None and agent.dep_ == "nsubj"
    if wished and not is_negated(clause):
        return None  # if they want it so
    warned, addressee = _told(verb)
    done = actor is not None and actor.dep_ == "nsubjpass"
    named = actor is None or own or _is_ours(actor) or actor.text[0].isupper()
    # What ends by itself is ended by who speaks, where another acts: the app would leave.
    other = agent is not None and agent.dep_ == "nsubj" and is_party(agent)
    hurt = harms(verb) and (is_force(verb) if done else named or not _comes_about(actor))
    if done and mood in WILL and harms(verb):
        # Of things that are cut off or shut, somebody does it: where another has acted.
        due = is_negated(clause) or clause.left_edge.lower_ == "unless"
        hurt = hurt or due or other
    # One who may do it speaks of himself, and of another who acts: the threat is veiled.
    veiled = other and mood in ("could", "may", "might") and not is_negated(verb)
    ours = own or (actor is not None and _is_ours(actor) and not befalls(verb))
    committed = (ours and (mood in WILL or present or veiled)) or (open_ and is_negated(verb))
    # The buses will not leave: somebody sees to it, where another acts.
    things = actor is not None and not is_procedural(actor) and not _comes_about(actor)
    things = things and clause.lower_ != "without"
    committed = committed or (things and is_negated(verb) and mood in WILL)
    pressed = committed and _is_pressure(verb, clause, actor, agent)
    outcome = _outcome(verb)
    obliged = below is not None and forced is None and addressee is not None
    if obliged and mood in WILL and _is_same(actor, agent) and not is_negated(verb):
        return _deprived(verb, clause, addressee)  # it was told that it would have to leave
    spoken = is_open_option(verb) or is_undone(verb) or _is_kept_up(verb, clause)
    spoken = spoken or (is_target(verb) and agent is not None)
    spoken = spoken or (mood in WILL and _is_measure_to_come(verb))
    spoken = spoken or any(costs(part, strife=True) for part in (outcome, below or outcome))
    spoken = spoken or (done and hurt and other)
    brought = hurt and own and not spoken
    same = _is_same(actor, agent)
    if brought and same:
        return None
    lost = is_loss(verb) and own and mood in WILL
    if lost and (addressee is not None or _is_deprived(actor, agent)):
        return _deprived(verb, clause, addressee or actor)
    if (
        done
        and mood in WILL
        and _is_same(actor, agent)
        and (hurt or is_punishment(verb) or verb.lemma_ in DEPRIVE)
    ):
        return _deprived(verb, clause, addressee)
    if not (hurt or pressed or spoken or (warned and addressee is not None)):
        return None
    if addressee is None and done and is_party(actor) and agent is not None:
        addressee = actor if agent.lower_ in ("he", "it", "she", "they") else None
    return Stance(
        verb,
        form_of(clause),
        condition_span(clause),
        clause_span(outcome, [clause, *_hinges(verb)]),
        None,
        addressee,
        agent,
        actor if own and (brought or (pressed and not spoken)) and not (warned or same) else None,
    )


def _is_pressure(verb: Token, clause: Token, actor: Token | None, agent: Token | None) -> bool:
    """Whether what the actor will do puts pressure on another who acts in the condition.

    A refusal, or what follows where another does not act, is pressure whatever it is. An
    answer to another's act is none where it serves him, or where the act was wished for.
    """
    if _is_same(actor, agent):
        ours = (part.lower_ for thing in verb.rights for part in thing.subtree)
        given = verb.lemma_ in _RECEIVE or any(word in ("my", "our", "us") for word in ours)
        return is_negated(verb) and given
    other = agent is not None and is_party(agent) and agent.lower_ != "you"
    done = _is_done(clause, agent)
    if rethinks(verb) and verb.lemma_ not in ("act", "consider", "respond", "think"):
        return (other or done) and not is_welcome(clause)
    if (act := forced_act(verb)) is not None:
        return harms(act) or rethinks(act)
    if (act := obliged_act(verb)) is not None:
        # The blame is put on another who acts; of what happens one only bears the results.
        return (harms(act) or rethinks(act)) and (other or (done and agent is not None))
    if is_only_after(clause):
        return other
    if verb.lemma_ in THOUGHT:
        return False  # we will not know until the votes are counted
    if (is_negated(verb) and not is_favour(clause)) or is_refused(verb):
        return True
    unless = is_negated(clause) or clause.left_edge.lower_ in ("unless", "until")
    if serves(verb) or is_boon(verb):
        return False
    if unless:
        return other or done
    provoked = is_force(clause) or costs(clause)
    return provoked or ((other or done) and not is_welcome(clause))


def _agent(clause: Token) -> Token | None:
    """Who acts in the condition; in the event of her coming, the participle tells."""
    acts = (part for part in clause.subtree if part.dep_ == "pcomp")
    act = next(acts, clause) if clause.dep_ == "prep" else clause
    return subject(act)


def _comes_about(actor: Token | None) -> bool:
    return actor is not None and is_happening(actor)


def _is_done(clause: Token, agent: Token | None) -> bool:
    """Whether what the condition tells is somebody's act, whoever he is."""
    if agent is None:
        # "If there is no deal": of what is or is not there, dealings are others' acts.
        exists = any(child.dep_ == "expl" for child in clause.children)
        return not exists or any(map(is_dealing, complements(clause)))
    if agent.dep_ in ("nsubjpass", "csubjpass") or agent.lemma_ in HOSTILITIES:
        return True
    return agent.lemma_ in IMPOSED and clause.lemma_ != "be"


def _is_none(actor: Token | None) -> bool:
    """Not one ship will sail, nothing moves: a refusal, whoever sees to it."""
    if actor is None or is_procedural(actor):
        return False
    return any(part.lower_ in ("no", "not", "nothing") for part in (actor, *actor.lefts)) or (
        actor.left_edge.lower_ in ("no", "not")
    )


def _is_ours(actor: Token) -> bool:
    """Our missiles, my men: what is said to act is the speaker's own."""
    return actor.left_edge.lower_ in ("my", "our")


def _is_own(actor: Token | None) -> bool:
    return actor is not None and any(part.lower_ == "own" for part in actor.lefts)


def _is_limit(clause: Token) -> bool:
    return clause.left_edge.lower_ in ("as", "until", "till", "unless", "while", "without")


def _is_kept_up(verb: Token, clause: Token) -> bool:
    """Whether what presses on another stays until he acts: the border stays shut."""
    thing = subject(verb)
    limited = clause.left_edge.lower_ in ("as", "if", "till", "until", "unless", "while")
    if thing is None or verb.lemma_ not in _KEPT or is_negated(verb) or not limited:
        return False
    shut = any(child.lower_ in _SHUT for child in verb.rights)
    presses = thing.lemma_ in COST | IMPOSED | MEASURES or is_cost(thing)
    due = is_negated(clause) or clause.left_edge.lower_ != "if"
    return due and (shut or presses)


def _is_measure_to_come(verb: Token) -> bool:
    """Measures will follow, countermeasures be taken, there will be further action."""
    if is_negated(verb) or relieves(verb):
        return False
    thing = subject(verb)
    if any(child.dep_ == "expl" for child in verb.lefts):
        there = (c for c in verb.rights if c.dep_ == "attr")
        return any(c.lemma_ in MEASURES or c.lower_ in MEASURES for c in there)
    coming = verb.lemma_ in ("come", "follow") and thing is not None and not is_negated(verb)
    if coming and thing is not None:
        return thing.lower_ in _MEASURES or is_cost(thing)
    taken = object_of(verb)
    return verb.lemma_ == "take" and taken is not None and taken.lemma_ == "countermeasure"


def _is_deprived(actor: Token | None, agent: Token | None) -> bool:
    """Whether who loses is a named one, who does it himself: "Ajax will lose it if it …"."""
    body = actor is not None and is_body(actor) and actor.left_edge.lower_ == "the"
    if actor is None or agent is None or not (body or is_named(actor)):
        return False
    return agent.lower_ in ("it", "they", "he", "she") or agent.lower_ == actor.lower_


def _deprived(verb: Token, clause: Token, target: Token | None) -> Stance:
    """What is done to one who does it."""
    trigger, outcome = condition_span(clause), clause_span(verb, [clause])
    return Stance(verb, form_of(clause), trigger, outcome, None, target, target)


def _is_withheld(verb: Token, clause: Token) -> bool:
    """Whether something is held back now, until another acts."""
    until = clause.left_edge.lower_ in ("before", "until", "till", "while", "unless", "as")
    return until and (verb.lemma_ in _REJECT or (verb.lemma_ in _WITHHELD and harms(verb)))


def _is_withheld_dealing(verb: Token) -> bool:
    """There can be no talks: what is not to be had is what either side can withhold."""
    return is_negated(verb) and any(
        child.dep_ in ("attr", "nsubj", "dobj") and is_dealing(child) for child in verb.children
    )


def _is_same(actor: Token | None, agent: Token | None) -> bool:
    """If he wins, he will …: a condition on oneself, by the same word."""
    if actor is None or agent is None:
        return False
    if agent.left_edge.tag_ == "PRP$" and actor.pos_ == "PRON" and fares(agent.head):
        return True  # she will go if her party loses
    # If Labour wins, it will scrap it: the pronoun points back at the nearest name.
    points = actor.lower_ in ("he", "it", "she") and agent.i < actor.i and is_named(agent)
    points = points or (actor.lower_ == "they" and agent.i < actor.i and agent.tag_ == "NNS")
    return actor.lower_ == agent.lower_ or (points and agent.dep_ == "nsubj")


def _hinges(verb: Token) -> list[Token]:
    """The words that a condition hangs on: as long as, the moment; she added."""
    return [
        child
        for child in verb.children
        if "long" in (child.lower_, *(part.lower_ for part in child.rights))
        or (child.dep_ == "npadvmod" and child.i > verb.i)
        or (child.lower_ == "on" and any(part.lemma_ == "day" for part in child.rights))
        or (child.dep_ == "parataxis" and child.i < verb.i)
        or (child.dep_ == "ccomp" and child.i < verb.i and _is_before_colon(child))
    ]


def _is_before_colon(clause: Token) -> bool:
    """We have said it before: what opens the statement and is none of it."""
    last = clause.right_edge
    return last.i + 1 < len(last.doc) and ":" in (last.text, last.nbor().text)


def _outcome(verb: Token) -> Token:
    """What "it will mean that …" says will come, else the clause itself, as a whole."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("go", "hesitate", "seek"):
        return verb.head  # we will not hesitate to strike
    shared = verb.dep_ == "conj" and not any(child.dep_ in ("aux", "nsubj") for child in verb.lefts)
    if shared and verb.head.pos_ == "VERB" and modal(verb.head) in WILL:
        return verb.head  # we will not sit back and watch
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
        single = listener is not None and listener.tag_ == "NN" and is_party(listener)
        return False, listener if is_named(listener) or single else None
    return False, None
