"""Stretches of a parsed text: noun phrases, verb groups and clauses, as spans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.document import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["noun_phrase", "sentence", "subject", "tokens_span", "trimmed", "verb_group"]

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_GROUP: Final = frozenset({"aux", "auxpass", "neg", "advmod"})
_PAIRED: Final = frozenset({",", "—", "–", "―", "--"})
_CLOSERS: Final = frozenset({",", ".", ";", ":", "—", "–", "-", "--", "…", "?", "!"})
_OPENERS: Final = frozenset({",", ".", ";", ":", "—", "–", "-", "--", "…"})


def tokens_span(doc: Doc, first: int, last: int) -> Span:
    """From the start of token `first` to the end of token `last`."""
    end = doc[last]
    return Span(doc[first].idx, end.idx + len(end))


def trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The range of tokens without marks and white space at either end; quote marks stay."""
    last = max(first, last)
    while last > first and (doc[last].is_space or doc[last].text in _CLOSERS):
        last -= 1
    while first < last and (doc[first].is_space or doc[first].text in _OPENERS):
        first += 1
    # A bracket with its other half outside.
    if first < last and doc[last].text == ")" and not _has(doc, first, last, "("):
        return trimmed(doc, first, last - 1)
    if first < last and doc[first].text == "(" and not _has(doc, first, last, ")"):
        return trimmed(doc, first + 1, last)
    return first, last


def _has(doc: Doc, first: int, last: int, mark: str) -> bool:
    return any(doc[i].text == mark for i in range(first, last + 1))


def sentence(token: Token) -> tuple[int, int]:
    """First and last token of the sentence; `Token.sent` walks the whole document for it."""
    doc, first, last = token.doc, token.i, token.i
    while first > 0 and not doc[first].is_sent_start:
        first -= 1
    while last + 1 < len(doc) and not doc[last + 1].is_sent_start:
        last += 1
    return first, last


def subject(verb: Token) -> Token | None:
    """The subject of `verb`: its own, else the one it shares as a conjunct or participle."""
    for _ in range(4):
        # Of two the nearer one: the other is a dateline or a topic.
        for child in reversed(list(verb.lefts)):
            if child.dep_ in _SUBJECTS:
                return child
        for child in verb.rights:
            if child.dep_ in _SUBJECTS:
                return child
        if verb.dep_ == "acl" or (verb.dep_ == "relcl" and verb.tag_ == "VBG"):
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep"):
            return None
        if verb.dep_ in ("ccomp", "dep") and verb.tag_ != "VBG":
            return None
        if verb.head is verb:
            return None
        verb = verb.head
    return None


def noun_phrase(head: Token, cue: Token | None = None) -> Span:
    """The phrase of a noun with all that describes it, up to the clause of `cue`.

    A closing comma stays if it is paired.
    """
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i
    if cue is not None and head.i < cue.i <= last:
        last = max(head.i, cue.left_edge.i - 1)
    for child in head.children:
        # Participles and clauses that the parser hangs on a noun across a verb are another's.
        if child.dep_ in ("parataxis", "dep", "ccomp") and child.i > head.i:
            last = min(last, child.left_edge.i - 1)
    first, last = trimmed(doc, first, last)
    if last + 1 < len(doc) and doc[last + 1].text in _PAIRED:
        closing = doc[last + 1].text
        last += any(token.text == closing for token in doc[head.i + 1 : last])
    return tokens_span(doc, first, last)


def verb_group(verb: Token) -> Span:
    """The verb with its auxiliaries, negation, adverbs and particle."""
    doc = verb.doc
    first = last = verb.i
    for child in verb.children:
        if child.dep_ in _GROUP and child.i < verb.i and child.left_edge.i == child.i:
            first = min(first, child.i)
        elif child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    # Words between belong to another constituent: the group is unbroken.
    own = {child.i for child in verb.children if child.dep_ in _GROUP}
    first = max(
        [first] + [i + 1 for i in range(first, verb.i) if i not in own and not doc[i].is_space]
    )
    return tokens_span(doc, first, last)
