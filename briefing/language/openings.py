"""Statements that phrases other than a verb of saying open: "X made it plain that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.clauses import phrase_span
from briefing.language.cues import words
from briefing.language.parties import is_party
from briefing.language.tellings import Telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

__all__ = ["openings"]

_CLEAR: Final = words("clear explicit known plain")
_TOLD: Final = words("advise inform notify tell warn")
_MESSAGES: Final = words("answer condition message position reply response threat warning")
_FARTHEST: Final = 14
"""Tokens between the verb and the conjunction, at most."""


def openings(doc: Doc) -> Iterator[Telling]:
    """Who makes it plain that, puts on notice that, or is the one by whom another is told that."""
    for verb in doc:
        if verb.pos_ not in ("AUX", "VERB") or (that := _that(verb)) is None:
            continue
        said = doc[verb.i + 1 : that.i]
        last = _end(that)
        if last.i <= that.i + 1:
            continue
        statement = Span(doc[that.i + 1].idx, last.idx + len(last))
        cue = Span(verb.idx, verb.idx + len(verb))
        subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        by = next((part for part in said if part.lower_ == "by" and part.head == verb), None)
        told = verb.lemma_ in _TOLD and verb.tag_ == "VBN" and by is not None
        if told and by is not None:
            speaker, heard = next(iter(by.children), None), subject
        elif _is_opening(verb, said) or (that.text == ":" and _is_blunt(verb)):
            speaker, heard = _spokesman(subject), _hearer(verb, subject, said)
        else:
            continue
        if speaker is not None and is_party(speaker):
            listener = phrase_span(heard) if heard is not None and is_party(heard) else None
            clauses = [part for part in speaker.rights if part.dep_ in ("relcl", "advcl", "case")]
            yield Telling(statement, phrase_span(speaker, clauses), cue, listener)


def _spokesman(subject: Token | None) -> Token | None:
    """Who speaks, where the subject is his message."""
    if subject is not None and subject.lemma_ in _MESSAGES:
        return next((part for part in subject.lefts if part.dep_ == "poss"), None)
    return subject


def _is_blunt(verb: Token) -> bool:
    """Whether the clause before a colon says how somebody speaks: "X was blunt: …"."""
    if verb.lemma_ == "be":
        return any(child.dep_ in ("acomp", "attr") for child in verb.rights)
    return verb.lemma_ == "put" and any(child.lower_ == "it" for child in verb.rights)


def _is_opening(verb: Token, said: Words) -> bool:
    lower = [token.lower_ for token in said]
    if verb.lemma_ == "make":
        return any(word in _CLEAR for word in lower)
    if verb.lemma_ in ("give", "put", "serve"):
        return "notice" in lower
    return verb.lemma_ == "leave" and lower[-2:] in (["no", "doubt"], ["little", "doubt"])


def _hearer(verb: Token, subject: Token | None, said: Words) -> Token | None:
    after: list[Token] = [*(subject.rights if subject is not None else ()), *said]
    for token in after:
        if token.lower_ in ("to", "on") and token.pos_ == "ADP" and token.nbor().lower_ != "notice":
            heard: Token | None = next(iter(token.children), None)
            if heard is not None:
                return heard
    return next((c for c in verb.rights if c.dep_ in ("dobj", "dative") and is_party(c)), None)


def _that(verb: Token) -> Token | None:
    for token in verb.doc[verb.i + 1 : verb.i + _FARTHEST]:
        if token.text == ":" and not token.is_sent_start:
            return token
        if token.is_sent_start or token.text in ".;" or token.tag_ == "MD":
            return None
        if token.lower_ == "that" and token.tag_ in ("IN", "DT", "WDT"):
            return token
    return None


def _end(token: Token) -> Token:
    """The last word of the sentence."""
    doc, last = token.doc, token.i
    while last + 1 < len(doc) and not doc[last + 1].is_sent_start:
        last += 1
    while last > token.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    return doc[last]
