"""Attributions whose cue is a noun or an adjective: X's warning that …, X is sure that …."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.document import Span
from briefing.language.cues import ADJECTIVES, CLAUSE_NOUNS, NOUN_PREPOSITIONS
from briefing.language.frames import EMPTY, Frame, part, prepositional_objects
from briefing.language.phrases import subject, tokens_span, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["nominal", "predicative"]


def nominal(noun: Token) -> Frame | None:
    """The attribution that the noun marks: X's refusal to …, calls by X for …, or None."""
    word, doc = noun.lemma_.lower(), noun.doc
    if word in CLAUSE_NOUNS:
        for child in noun.rights:
            if child.dep_ in ("acl", "ccomp") and child.tag_ not in ("VBG", "VBN"):
                group = Span(noun.idx, noun.idx + len(noun))
                return Frame(noun, group, _holder(noun), [part(noun, child)])
    prepositions = NOUN_PREPOSITIONS.get(word)
    # In view of, in support of: a preposition of three words.
    if prepositions is None or (noun.i and doc[noun.i - 1].lower_ == "in"):
        return None
    for thing in prepositional_objects(noun, prepositions):
        first, last = trimmed(doc, thing.head.i + 1, thing.right_edge.i)
        group = tokens_span(doc, noun.i, thing.head.i)
        return Frame(noun, group, _holder(noun), [tokens_span(doc, first, last)])
    return None


def predicative(verb: Token) -> Frame | None:
    """The attribution in what a form of "be" says: her fear is that …, X is sure that …."""
    for child in verb.rights:
        if child.dep_ == "ccomp":
            noun = next((other for other in verb.lefts if other.dep_ == "nsubj"), None)
            if noun is not None and noun.lemma_.lower() in CLAUSE_NOUNS:
                group = tokens_span(verb.doc, noun.i, verb.i)
                return Frame(noun, group, _possessor(noun), [part(verb, child)])
        elif child.dep_ == "acomp" and child.lower_ in ADJECTIVES:
            return _adjectival(verb, child)
    return None


def _adjectival(verb: Token, adjective: Token) -> Frame | None:
    taken = ADJECTIVES[adjective.lower_]
    source = subject(verb)
    if source is not None and source.lower_ in EMPTY:
        source = None
    for clause in adjective.rights:
        if clause.dep_ in ("ccomp", "xcomp") and clause.dep_ in taken:
            group = tokens_span(verb.doc, verb.i, adjective.i)
            return Frame(adjective, group, source, [part(adjective, clause)])
    for thing in prepositional_objects(adjective, taken):
        group = tokens_span(verb.doc, verb.i, thing.head.i)
        return Frame(adjective, group, source, [part(thing.head, thing)])
    return None


def _holder(noun: Token) -> Token | None:
    """Whose saying it is: X's promise, a promise by X, X made a promise."""
    if possessor := _possessor(noun):
        return possessor
    if author := next(prepositional_objects(noun, frozenset({"by", "from"})), None):
        return author
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        return subject(noun.head)
    return None


def _possessor(noun: Token) -> Token | None:
    return next((child for child in noun.lefts if child.dep_ == "poss"), None)
