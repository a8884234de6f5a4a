"""Cue, source and content of each attribution, as the parse of an English text shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.cues import (
    ADJECTIVES,
    CAUSATIVE,
    CLAUSE_NOUNS,
    INFINITIVE,
    NOUN_PREPOSITIONS,
    OBJECT,
    PREPOSITIONS,
    SEEMING,
    SPEECH,
    lemma,
)
from briefing.language.phrases import noun_phrase, subject, tokens_span, trimmed, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Frame", "frames"]

_EMPTY: Final = frozenset({"it", "there"})
_PREDICATES: Final = frozenset({"prep", "oprd", "acomp", "xcomp", "advmod", "dative"})


@dataclass
class Frame:
    """An attribution in the making.

    Attributes:
        cue: The word that marks it.
        group: The cue with its auxiliaries and prepositions.
        source: The head word of the source; None where it is unnamed.
        pieces: The content, in one or more pieces, in the order of the text.
    """

    cue: Token
    group: Span
    source: Token | None
    pieces: list[Span]


def frames(doc: Doc) -> Iterator[Frame]:
    """Every attribution that the parse of `doc` shows, in the order of the cues.

    A verb of speech that has a subject but no content is one, too, with no pieces: what it
    introduces may be a quotation that the parse does not hang on it.
    """
    for token in doc:
        pos = token.pos_
        frame: Frame | None = None
        if pos == "VERB":
            frame = _verbal(token)
        elif pos == "NOUN":
            frame = _nominal(token)
        elif pos == "AUX":
            frame = _adjectival(token)
        if frame:
            yield frame


def _verbal(verb: Token) -> Frame | None:
    word = lemma(verb.lemma_)
    if word == "accord":
        return _according(verb)
    children = {child.dep_: child for child in verb.children}
    source = subject(verb)
    group = verb_group(verb)
    if clause := children.get("ccomp"):
        if word in CAUSATIVE or not word.isalpha():
            return None
        return _clausal(verb, clause, source, group)
    if "nsubjpass" in children:
        return _passive(verb, word, children)
    infinitive = children.get("xcomp")
    if infinitive is not None and infinitive.i > verb.i:
        if word in SEEMING and source is not None:
            return Frame(verb, group, None, [noun_phrase(source), _after(verb, infinitive)])
        if word in INFINITIVE or (word in OBJECT and "dobj" in children):
            first = min(
                [infinitive.left_edge.i]
                + [children["dobj"].left_edge.i for _ in [0] if "dobj" in children]
            )
            return Frame(verb, group, source, [_from(verb, max(first, verb.i + 1), infinitive)])
    thing = children.get("dobj")
    if thing is not None and word in OBJECT:
        return Frame(verb, group, source, [_object(verb, thing)])
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in PREPOSITIONS.get(word, ()):
            for inner in child.rights:
                if inner.dep_ in ("pobj", "pcomp"):
                    cue = Span(group.start, child.idx + len(child))
                    first, last = trimmed(verb.doc, child.i + 1, inner.right_edge.i)
                    return Frame(verb, cue, source, [tokens_span(verb.doc, first, last)])
    if verb.dep_ == "relcl" and word in OBJECT and verb.head.i < verb.i and thing is None:
        if source is not None and source.lower_ not in ("who", "which", "that"):
            first, last = trimmed(verb.doc, verb.head.left_edge.i, verb.left_edge.i - 1)
            return Frame(verb, group, source, [tokens_span(verb.doc, first, last)])
    if word in SPEECH and source is not None:
        return Frame(verb, group, source, _around(verb, source))
    return None


def _clausal(verb: Token, clause: Token, source: Token | None, group: Span) -> Frame:
    if source is not None and (source.lower_ in _EMPTY or source.dep_ == "nsubjpass"):
        source = None
    if clause.i < verb.i:
        first, last = trimmed(verb.doc, clause.left_edge.i, clause.right_edge.i)
        inside = [t for t in (verb, source) if t is not None and first <= t.i <= last]
        if inside:
            last = min(t.left_edge.i if t is source else t.i for t in inside) - 1
            first, last = trimmed(verb.doc, first, max(first, last))
        return Frame(verb, group, source, [tokens_span(verb.doc, first, last)])
    return Frame(verb, group, source, [_after(verb, clause)])


def _after(verb: Token, part: Token) -> Span:
    return _from(verb, max(part.left_edge.i, verb.i + 1), part)


def _from(verb: Token, first: int, part: Token) -> Span:
    first, last = trimmed(verb.doc, first, part.right_edge.i)
    return tokens_span(verb.doc, first, last)


def _object(verb: Token, thing: Token) -> Span:
    # What is said of the object belongs to it: accused him of …, calls it a …, saw it as ….
    last = thing.right_edge.i
    for child in verb.rights:
        if child.i > last and child.dep_ in _PREDICATES:
            last = child.right_edge.i
    first, last = trimmed(verb.doc, thing.left_edge.i, last)
    return tokens_span(verb.doc, first, last)


def _passive(verb: Token, word: str, children: dict[str, Token]) -> Frame | None:
    known = word in OBJECT or word in INFINITIVE or word == "know"
    if not known:
        return None
    source = None
    if "agent" in children:
        source = next((c for c in children["agent"].children if c.dep_ == "pobj"), None)
    pieces = []
    patient = children["nsubjpass"]
    if patient.lower_ not in _EMPTY:
        pieces.append(noun_phrase(patient))
    for name in ("xcomp", "oprd"):
        if name in children and children[name].i > verb.i:
            pieces.append(_after(verb, children[name]))
    return Frame(verb, verb_group(verb), source, pieces) if pieces else None


def _around(verb: Token, source: Token) -> list[Span]:
    """The clause in the middle or at the end of which the verb and its source stand."""
    doc = verb.doc
    if verb.dep_ not in ("parataxis", "ccomp", "advcl", "relcl") or verb.head is verb:
        return []
    if verb.dep_ == "advcl" and not any(child.lower_ == "as" for child in verb.lefts):
        return []
    if verb.dep_ in ("relcl",):
        return []
    first, last = verb.left_edge.i, verb.right_edge.i
    sentence = verb.sent
    pieces = []
    for begin, end in ((sentence.start, first - 1), (last + 1, sentence.end - 1)):
        if begin <= end and any(token.is_alpha for token in doc[begin : end + 1]):
            pieces.append(tokens_span(doc, *trimmed(doc, begin, end)))
    return pieces


def _according(verb: Token) -> Frame | None:
    doc = verb.doc
    to = next((child for child in verb.rights if child.lower_ == "to"), None)
    source = next((c for c in to.rights if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or source is None:
        return None
    first, last = verb.i, source.right_edge.i
    sentence = verb.sent
    pieces = []
    for begin, end in ((sentence.start, first - 1), (last + 1, sentence.end - 1)):
        if begin <= end and any(token.is_alpha for token in doc[begin : end + 1]):
            pieces.append(tokens_span(doc, *trimmed(doc, begin, end)))
    return Frame(verb, tokens_span(doc, verb.i, to.i), source, pieces)


def _nominal(noun: Token) -> Frame | None:
    word = noun.lemma_.lower()
    source = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    doc = noun.doc
    if word in CLAUSE_NOUNS:
        for child in noun.rights:
            if child.dep_ in ("acl", "ccomp") and child.tag_ != "VBG" and child.tag_ != "VBN":
                return Frame(noun, _one(noun), source, [_after(noun, child)])
    prepositions = NOUN_PREPOSITIONS.get(word)
    if prepositions:
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ in prepositions:
                for inner in child.rights:
                    if inner.dep_ in ("pobj", "pcomp"):
                        first, last = trimmed(doc, child.i + 1, inner.right_edge.i)
                        cue = tokens_span(doc, noun.i, child.i)
                        return Frame(noun, cue, source, [tokens_span(doc, first, last)])
    return None


def _adjectival(verb: Token) -> Frame | None:
    for child in verb.rights:
        if child.dep_ == "acomp" and child.lower_ in ADJECTIVES:
            taken = ADJECTIVES[child.lower_]
            for part in child.rights:
                source = subject(verb)
                if part.dep_ in taken and part.dep_ in ("ccomp", "xcomp"):
                    group = tokens_span(verb.doc, verb.i, child.i)
                    return Frame(child, group, source, [_after(child, part)])
                if part.dep_ == "prep" and part.lower_ in taken:
                    for inner in part.rights:
                        if inner.dep_ in ("pobj", "pcomp"):
                            group = tokens_span(verb.doc, verb.i, part.i)
                            return Frame(child, group, source, [_after(part, inner)])
    return None


def _one(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))
