"""Attributions whose cue is a verb: X said that …, X wants to …, X was accused of …."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.document import Span
from briefing.language.cues import (
    CAUSATIVE,
    CLAUSAL,
    INFINITIVE,
    OBJECT,
    PREPOSITIONS,
    SEEMING,
    SPEECH,
    lemma,
)
from briefing.language.frames import EMPTY, Frame, part, prepositional_objects, rest_of_sentence
from briefing.language.phrases import noun_phrase, subject, tokens_span, trimmed, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["verbal"]

_CLAUSAL: Final = CLAUSAL | INFINITIVE | OBJECT | PREPOSITIONS.keys()
_SPENT: Final = frozenset({"comment", "know", "say"})
"""Declined to comment on it: the infinitive is part of the cue, and the content is "it"."""
_REACH: Final = 12
"""Tokens after a verb in which its conjunction is looked for."""
_PREDICATES: Final = frozenset({"prep", "oprd", "acomp", "xcomp", "advmod", "dative"})
_RELATIVES: Final = frozenset({"who", "which", "that"})


class _Verb(NamedTuple):
    """A verb with what it governs; of two children of a kind the last."""

    token: Token
    word: str
    children: dict[str, Token]
    source: Token | None
    group: Span


def verbal(token: Token) -> Frame | None:
    """The attribution that the verb marks, by what it governs, or None.

    A verb of speech that has a subject but no content makes one with no pieces: what it
    introduces may be a quotation that the parse does not hang on it.
    """
    word = lemma(token.lemma_)
    if word == "accord":
        return _according(token)
    spent = token.dep_ == "xcomp" and token.lower_ in _SPENT and token.head.i < token.i
    if spent and token.head.pos_ == "VERB" and lemma(token.head.lemma_) in INFINITIVE:
        return None
    return _governing(token, word)


def _governing(token: Token, word: str) -> Frame | None:
    children = {child.dep_: child for child in token.children}
    verb = _Verb(token, word, children, subject(token), verb_group(token))
    if "ccomp" in children:
        return _clausal(verb, children["ccomp"])
    if "nsubjpass" in children:
        return _passive(verb, children["nsubjpass"])
    if word in SPEECH and (clause := _hung_on_noun(token)) is not None:
        return _clausal(verb, clause)
    return (
        _infinitive(verb)
        or _objective(verb)
        or _prepositional(verb)
        or _for_clause(verb)
        or _relative(verb)
        or _parenthetical(verb)
    )


def _clausal(verb: _Verb, clause: Token) -> Frame | None:
    """X said that …; that …, X said."""
    token, source, doc = verb.token, verb.source, verb.token.doc
    if verb.word in CAUSATIVE:
        return None
    if verb.word not in _CLAUSAL and not _is_marked(token, clause):
        return None
    if source is not None and (source.lower_ in EMPTY or source.dep_ == "nsubjpass"):
        source = None
    if clause.i > token.i:
        first = max(clause.left_edge.i, token.i + 1)
        # The parser at times hangs the conjunction and what follows it elsewhere.
        for i in range(token.i + 1, min(first, token.i + _REACH)):
            if doc[i].lower_ in ("that", "whether") and doc[i].tag_ in ("IN", "WDT", "DT"):
                first = i
                break
        return Frame(token, verb.group, source, [part(token, clause, first)])
    if source is None or source.i < clause.left_edge.i:
        # "…," smiled the minister: the parser takes an inverted subject for an object.
        inverted = (child for child in token.rights if child.dep_ == "dobj")
        source = next((child for child in inverted if child.left_edge.i == token.i + 1), source)
    first, last = trimmed(doc, clause.left_edge.i, clause.right_edge.i)
    borders = [token.i] + ([source.left_edge.i] if source is not None else [])
    inside = [border for border in borders if first <= border <= last]
    if inside:
        first, last = trimmed(doc, first, max(first, min(inside) - 1))
    return Frame(token, verb.group, source, [tokens_span(doc, first, last)])


def _hung_on_noun(verb: Token) -> Token | None:
    """Of "said in a statement that …" the clause, which the parser hangs on the noun."""
    for child in verb.rights:
        for noun in (child, *child.rights):
            if child.dep_ not in ("dobj", "dative", "prep") or noun.pos_ not in ("NOUN", "PROPN"):
                continue
            for clause in noun.rights:
                if clause.dep_ not in ("acl", "relcl") or clause.pos_ not in ("AUX", "VERB"):
                    continue
                that = clause.left_edge
                if that.lower_ == "that" and that.dep_ == "mark" and that.head == clause:
                    return clause
    return None


def _is_marked(verb: Token, clause: Token) -> bool:
    """Whether a conjunction or a quotation mark tells that the clause is a content."""
    if any(child.dep_ == "mark" for child in clause.lefts):
        return True
    between = verb.doc[min(verb.i, clause.i) : max(verb.i, clause.i)]
    return any(token.is_quote for token in between)


def _passive(verb: _Verb, patient: Token) -> Frame | None:
    """X was accused of …; X is expected to …."""
    if verb.word not in OBJECT | INFINITIVE and verb.word != "know":
        return None
    source = None
    if "agent" in verb.children:
        source = next((c for c in verb.children["agent"].rights if c.dep_ == "pobj"), None)
    pieces = [] if patient.lower_ in EMPTY else [noun_phrase(patient)]
    for child in verb.token.rights:
        said_of = child.dep_ == "prep" and child.lower_ in ("as", "of")
        if said_of or child.dep_ in ("xcomp", "oprd"):
            pieces.append(part(verb.token, child))
    return Frame(verb.token, verb.group, source, pieces) if pieces else None


def _infinitive(verb: _Verb) -> Frame | None:
    """X wants to …; X called on Y to …; X seems to …, in somebody's eyes."""
    infinitive = verb.children.get("xcomp")
    if infinitive is None or infinitive.i < verb.token.i:
        return None
    if verb.word in SEEMING and verb.source is not None:
        pieces = [noun_phrase(verb.source), part(verb.token, infinitive)]
        return Frame(verb.token, verb.group, None, pieces)
    if verb.word not in INFINITIVE:
        return None
    if infinitive.lower_ in _SPENT and infinitive.pos_ == "VERB":
        inner = _governing(infinitive, infinitive.lower_)
        if inner is None:
            return None
        group = Span(verb.group.start, inner.group.end)
        return Frame(verb.token, group, verb.source, inner.pieces)
    first = max(_first_argument(verb.token, infinitive).left_edge.i, verb.token.i + 1)
    return Frame(verb.token, verb.group, verb.source, [part(verb.token, infinitive, first)])


def _first_argument(verb: Token, infinitive: Token) -> Token:
    """Whom the verb asks to do what the infinitive says, else the infinitive."""
    for child in verb.rights:
        if child.i < infinitive.i and child.dep_ == "dobj":
            return child
    return next(prepositional_objects(verb, frozenset({"on"})), infinitive)


def _objective(verb: _Verb) -> Frame | None:
    """X condemned …; X accused Y of …; X called Y a …."""
    thing = verb.children.get("dobj")
    if thing is None or verb.word not in OBJECT:
        return None
    doc, last = verb.token.doc, thing.right_edge.i
    for child in verb.token.rights:
        if child.i > last and child.dep_ in _PREDICATES:
            last = child.right_edge.i
    content = tokens_span(doc, *trimmed(doc, thing.left_edge.i, last))
    return Frame(verb.token, verb.group, verb.source, [content])


def _prepositional(verb: _Verb) -> Frame | None:
    """X called for …; X referred to Y as …."""
    prepositions = PREPOSITIONS.get(verb.word)
    thing = prepositions and next(prepositional_objects(verb.token, prepositions), None)
    if not thing:
        return None
    doc, preposition, last = verb.token.doc, thing.head, thing.right_edge.i
    for further in verb.token.rights:
        if further.left_edge.i == last + 1 and further.lower_ == "as":
            last = further.right_edge.i
    content = tokens_span(doc, *trimmed(doc, preposition.i + 1, last))
    group = Span(verb.group.start, preposition.idx + len(preposition))
    return Frame(verb.token, group, verb.source, [content])


def _for_clause(verb: _Verb) -> Frame | None:
    """X called for Y to …: one clause, in the parser's eyes."""
    clause = verb.children.get("advcl")
    if clause is None or clause.i < verb.token.i or "for" not in PREPOSITIONS.get(verb.word, ()):
        return None
    conjunction = clause.left_edge
    if conjunction.lower_ != "for":
        return None
    group = Span(verb.group.start, conjunction.idx + len(conjunction))
    return Frame(verb.token, group, verb.source, [part(conjunction, clause, conjunction.i + 1)])


def _relative(verb: _Verb) -> Frame | None:
    """The deal that X supports: without a relative pronoun the content is the deal."""
    token, source = verb.token, verb.source
    if token.dep_ != "relcl" or "dobj" in verb.children or verb.word not in OBJECT:
        return None
    if source is None or source.lower_ in _RELATIVES or token.head.i > token.i:
        return None
    doc = token.doc
    first, last = trimmed(doc, token.head.left_edge.i, token.left_edge.i - 1)
    return Frame(token, verb.group, source, [tokens_span(doc, first, last)])


def _parenthetical(verb: _Verb) -> Frame | None:
    """The talks, X said, will go on; as X put it, …."""
    thing = verb.children.get("dobj")
    if verb.source is None:
        return None
    if verb.word == "put" and thing is not None and thing.lower_ == "it":
        return Frame(verb.token, verb.group, verb.source, _around(verb.token))
    if verb.word not in SPEECH or "xcomp" in verb.children:
        return None
    pieces = [] if thing is not None else _around(verb.token)
    return Frame(verb.token, verb.group, verb.source, pieces)


def _around(verb: Token) -> list[Span]:
    """The clause in the middle or at the end of which the verb and its source stand."""
    if verb.dep_ not in ("parataxis", "ccomp", "advcl") or verb.head is verb:
        return []
    marks = {child.lower_ for child in verb.lefts if child.dep_ in ("mark", "advmod")}
    if verb.dep_ == "advcl" and "as" not in marks:
        return []
    if any(child.dep_ == "mark" and child.lower_ != "as" for child in verb.lefts):
        return []
    if any(child.dep_ == "aux" and child.lower_ in ("should", "were") for child in verb.lefts):
        return []  # should they insist on it: a condition
    # A parenthesis stands between marks; they may hang on it or on the clause around it.
    first, last = verb.left_edge.i, verb.right_edge.i
    borders = verb.doc[max(0, first - 1) : first + 1], verb.doc[last : last + 2]
    if not any(token.is_punct for border in borders for token in border):
        return []
    return rest_of_sentence(verb, first, last)


def _according(verb: Token) -> Frame | None:
    """According to X, …."""
    source = next(prepositional_objects(verb, frozenset({"to"})), None)
    if source is None:
        return None
    pieces = rest_of_sentence(verb, verb.i, source.right_edge.i)
    return Frame(verb, tokens_span(verb.doc, verb.i, source.head.i), source, pieces)
