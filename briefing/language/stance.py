"""A line that a clause draws, and the parts that all shapes of it share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.brief import Form
from briefing.document import Span
from briefing.language.acts import is_act
from briefing.language.clauses import (
    clause_span,
    complements,
    condition,
    is_negated,
    object_of,
    phrase_span,
)
from briefing.language.cues import SPEECH, words
from briefing.language.harms import answers, is_force, opposed
from briefing.language.parties import PARTIES, is_people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = [
    "MAY",
    "POINTERS",
    "WILL",
    "Stance",
    "act_span",
    "answering",
    "asides",
    "condition_span",
    "following",
    "form_of",
    "is_answer",
    "is_pointed",
    "occasion",
    "reason",
    "resented",
    "returned",
]


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


WILL: Final = frozenset({"will", "would", "shall"})
MAY: Final = WILL | {"may", "might", "could", "can"}
POINTERS: Final = frozenset({"it", "this", "that", "these", "those", "there", "which", "what"})
_ASKED: Final = words("inquiry query question questions request requests")
_PURPOSES: Final = frozenset({"demand", "protest"})
_OCCASION_NOUNS: Final = words(
    "answer end halt protest reply reprisal response retaliation return revenge"
)
_OCCASIONS: Final = (
    ("over",),
    ("in", "answer", "to"),
    ("in", "reply", "to"),
    ("in", "reprisal", "for"),
    ("in", "response", "to"),
    ("in", "return", "for"),
    ("in", "revenge", "for"),
    ("as", "a", "reply", "to"),
    ("as", "a", "response", "to"),
    ("in", "retaliation", "for"),
    ("in", "protest", "at"),
    ("depending", "on"),
)


_SINCE: Final = (("following",), ("as", "a", "consequence", "of"), ("as", "a", "result", "of"))
"""What the act comes after; of an act of hostility it tells what is answered."""


_OPENERS: Final = frozenset(start[0] for start in _OCCASIONS)


def is_pointed(act: Token, cue: Token) -> bool:
    """Whether the act is aimed: at somebody, at an act, or in answer to something."""
    if is_answer(act, cue):
        return True
    if is_force(act) and act.lemma_ not in ("make", "take"):
        thing = object_of(act)
        if thing is not None and thing.pos_ == "PRON":
            return False
        return not any(child.dep_ == "prep" and child.lower_ == "for" for child in act.rights)
    return any(
        part.ent_type_ in PARTIES
        for child in act.rights
        if child.dep_ in ("dobj", "prep", "dative") and child.lower_ != "in"
        for part in child.subtree
    )


def is_answer(act: Token, cue: Token) -> bool:
    """Whether the act hangs on what another does or has done."""
    clause = condition(act) or condition(cue)
    return (clause is not None and is_act(clause)) or reason(act) is not None


def occasion(verb: Token) -> Span | None:
    """What the act answers, where its clause says so."""
    if (phrase := reason(verb)) is not None:
        return _reason_span(phrase)
    if (act := opposed(verb)) is not None:
        return phrase_span(act)
    if (phrase := resented(verb)) is not None:
        return _reason_span(phrase)
    if answers(verb) and (answered := _answered(verb)) is not None:
        return answered
    since = following(verb)
    led = [part for part in since.subtree if part.dep_ == "pobj"] if since is not None else []
    first = next((part for part in led if part.lower_ not in ("consequence", "result")), None)
    return phrase_span(first) if first is not None else None


def resented(verb: Token) -> Token | None:
    """Of "… over Paris's new map" the phrase, wherever the parser hangs it: it is another's."""
    for part in verb.subtree:
        if part.dep_ == "prep" and part.lower_ == "over" and part.i > verb.i:
            for thing in part.children:
                if any(c.dep_ == "poss" and c.ent_type_ in PARTIES for c in thing.lefts):
                    return part
    return None


def following(verb: Token) -> Token | None:
    """Following, or as a consequence of, another's act: the phrase of what has led to it."""
    for child in (*verb.rights, *_said_last(verb)):
        if child.dep_ == "prep" and child.lower_ in ("as", "following"):
            said = tuple(part.lower_ for part in child.subtree)
            if any(said[: len(start)] == start for start in _SINCE):
                return child
    return None


def _answered(verb: Token) -> Span | None:
    thing = object_of(verb)
    if verb.lemma_ in ("answer", "counter") and thing is not None and not is_people(thing):
        cut = [part for part in verb.subtree if part.dep_ == "prep" and part.lower_ == "with"]
        return phrase_span(thing, cut)
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == "to":
            for thing in child.children:
                return phrase_span(thing)
    return None


def reason(verb: Token) -> Token | None:
    """The phrase that says what is answered: over, in response to, to protest."""
    gerunds = [c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VBG"]
    below = [part for gerund in gerunds for part in gerund.rights]
    for child in (*verb.children, *complements(verb), *below, *_said_last(verb)):
        if child.head != verb and child.dep_ != "prep":
            continue
        if child.dep_ == "advcl" and _is_now_that(child):
            return child
        if child.dep_ == "prep" and child.lower_ in _OPENERS and _is_occasion(child, verb):
            asked = any(part.lower_ in _ASKED for part in child.subtree)
            return None if asked else child
        if returned(child) is not None:
            return child
        if (
            child.i > verb.i
            and child.dep_ == "advcl"
            and child.lemma_ in _PURPOSES
            and child.tag_ == "VB"
        ):
            return child
    return None


def _is_occasion(phrase: Token, verb: Token) -> bool:
    said = tuple(part.lower_ for part in phrase.subtree)
    # Before the verb, "over" is of time: "over the past few days".
    starts = (start for start in _OCCASIONS if phrase.i > verb.i or len(start) > 1)
    return any(said[: len(start)] == start for start in starts)


def _said_last(verb: Token) -> Iterator[Token]:
    """…, the ministry said, in response to the duties: what hangs on the verb of saying."""
    head = verb.head if verb.dep_ == "ccomp" else None
    if verb.dep_ == "ROOT" and verb.sent.end < len(verb.doc):
        tail = verb.doc[verb.sent.end]
        # Where the saying is set apart, it is a sentence that begins without a full stop.
        head = tail.sent.root if tail.nbor(-1).text in ",\"”’'" else None
    if head is None or head.lemma_ not in SPEECH or head.i < verb.i:
        return
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("as", "in") and child.nbor(-1).text == ",":
            yield child


def _is_now_that(clause: Token) -> bool:
    """Now that they have struck: the act that is answered, as a clause."""
    first = clause.left_edge
    return first.i > 0 and first.lower_ == "that" and first.nbor(-1).lower_ == "now"


def answering(noun: Token) -> Token | None:
    """Of "revenge for the raid", "a response to the raid", the phrase of what is answered."""
    if noun.lemma_ not in _OCCASION_NOUNS or noun.pos_ != "NOUN":
        return None
    phrases = (c for c in noun.rights if c.dep_ == "prep" and c.lower_ in ("for", "over", "to"))
    return next((one for one in phrases if next(one.children, None) is not None), None)


def returned(phrase: Token) -> Token | None:
    """Of "for every rocket" the rocket, which is answered one for one, or None."""
    if phrase.dep_ != "prep" or phrase.lower_ != "for" or phrase.head.lemma_ == "fight":
        return None  # to fight for every vote is to want it
    return next((thing for thing in phrase.rights if thing.left_edge.lower_ == "every"), None)


def _reason_span(reason: Token) -> Span | None:
    """What follows "over", "in response to", "to demand an end to"."""
    if (thing := returned(reason)) is not None:
        return phrase_span(thing)
    if reason.dep_ == "advcl" and reason.lemma_ not in _PURPOSES:
        return clause_span(reason)
    end = phrase_span(reason).end
    last = reason
    while True:
        deeper = [c for c in last.rights if c.dep_ in ("prep", "pobj", "dobj")]
        if not deeper or (last.pos_ == "NOUN" and last.lemma_ not in _OCCASION_NOUNS):
            break
        if (
            last.dep_ == "prep"
            and deeper[0].dep_ != "prep"
            and deeper[0].lemma_ not in _OCCASION_NOUNS
        ):
            break
        last = deeper[0]
    if last.dep_ == "prep":
        start = last.idx + len(last) + len(last.whitespace_)
        return Span(start, end) if start < end else None
    return phrase_span(last)


def _remarks(clause: Token) -> list[Token]:
    """…, deepening the row: what the writer remarks at the end, after a comma."""
    return [
        child
        for child in clause.rights
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.left_edge.nbor(-1).text == ","
    ]


def asides(verb: Token) -> list[Token]:
    """Clauses of time that say when it was said, not what was said."""
    return [
        child
        for child in verb.rights
        if child.dep_ == "advcl"
        and any(part.lower_ in ("as", "while", "after") for part in (child.left_edge, *child.lefts))
    ]


def act_span(verb: Token) -> Span:
    """The act alone, without who does it and the words that forbid or demand it."""
    left = [
        child
        for child in verb.lefts
        if child.dep_ in ("aux", "neg", "mark", "nsubj") and child.i < verb.i
    ]
    others = [
        child
        for child in verb.rights
        if child.dep_ in ("cc", "conj") and any(_has_subject(part) for part in verb.conjuncts)
    ]
    return clause_span(verb, [*left, *others])


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts)


def form_of(clause: Token) -> Form:
    """Conditional, or an ultimatum where what is due has a date."""
    dated = any(
        part.ent_type_ in ("DATE", "TIME") and part.dep_ == "pobj" for part in clause.subtree
    )
    due = is_negated(clause) or clause.left_edge.lower_ == "unless"
    return "ultimatum" if dated and due else "conditional"


def condition_span(clause: Token) -> Span:
    """The condition without the word that only hangs it on its clause."""
    if clause.lower_ == "if":
        return Span(next(clause.rights).left_edge.idx, phrase_span(clause).end)
    if clause.lower_ == "were" and clause.i + 1 < len(clause.doc):
        return Span(clause.nbor().idx, clause_span(clause).end)
    if clause.dep_ != "prep" or clause.lower_ == "without":
        # Of an inverted condition the parser makes the head of what hangs on it.
        ahead = [part for part in clause.lefts if part.dep_ == "ccomp"]
        if clause.left_edge.lower_ == "in" and clause.left_edge.nbor().lower_ == "case":
            ahead += [clause.left_edge, clause.left_edge.nbor()]
        return clause_span(clause, [*ahead, *_remarks(clause)])
    objects = [part for part in clause.subtree if part.dep_ in ("pobj", "pcomp")]
    return phrase_span(
        objects[-1] if objects[:1] == [clause] else objects[min(1, len(objects) - 1)]
    )
