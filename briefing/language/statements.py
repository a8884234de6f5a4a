"""Statements set apart from the words that say who makes them.

"…, Estonia's defence minister, Kaarel Tamm, warned": at the end of a long sentence the parser
hangs such words on what stands before them. Parsed as two sentences, both are read rightly.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.clauses import phrase_span
from briefing.language.cues import SPEECH, lemma, words
from briefing.language.openings import openings
from briefing.language.parsing import parse, parsed_again
from briefing.language.parties import PARTIES, is_party
from briefing.language.sentences import paragraph_spans, sentence_spans
from briefing.language.tellings import Telling, listener

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

__all__ = ["statements"]

_LABEL: Final = re.compile(
    r"(?P<name>[A-Z][^:?!\r\n“”\"‘]{1,60}?)"
    r"(?: (?:tells|to|warns) (?P<listener>[^:.?!,\r\n“”\"‘]{2,40}))?:[ \t]+(?=\S)"
)
_NOMINAL: Final = frozenset({"ADJ", "ADP", "CCONJ", "DET", "NOUN", "NUM", "PART", "PROPN"})
_SAID: Final = frozenset({"VBD", "VBP", "VBZ"})
_STATED: Final = frozenset({"MD", "VB", "VBD", "VBP", "VBZ"})
_LATER: Final = words("""
    after ahead as at before by during earlier early following from in late later on to when while
    """)
"""What follows a verb of saying that has what is said before it."""

_TELLING: Final = words("inform remind tell warn")
_SETTINGS: Final = words("after although as because since though when while")
_CLOSING: Final = frozenset("”\"'’»")
_PARTICLES: Final = words("al bin da de den der di du el la le ten van von")
"""Small words in names, which the tagger may take for others."""

_HEADINGS: Final = words("a answer note q question summary update warning")
_FARTHEST: Final = 12


def statements(text: str) -> tuple[Doc, tuple[Telling, ...]]:
    """The parse of English `text` with statements as sentences of their own, and who makes them.

    Raises:
        SettingsError: If no English model is installed.
    """
    doc = parse(text)
    labelled = list(_labelled(doc, text))
    tails = list(_tails(doc, text))
    opened = list(openings(doc))
    if not labelled and not tails and not opened:
        return doc, ()
    starts = {first for _, first, _ in tails}
    for telling in (*labelled, *opened):
        if (said := doc.char_span(*telling.statement, alignment_mode="contract")) is not None:
            starts.add(said.start)
    doc = parsed_again(doc, starts)
    told = (_told(statement, doc[first], doc[cue]) for statement, first, cue in tails)
    return doc, (*labelled, *opened, *(telling for telling in told if telling is not None))


def _labelled(doc: Doc, text: str) -> Iterator[Telling]:
    """Headlines and transcripts: "Rebels to Rome: no ransom, no hostages"."""
    matches = (_LABEL.match(text, one.start, one.end) for one in sentence_spans(text))
    found = [match for match in matches if match is not None and _names_a_speaker(doc, match)]
    if not found:
        return
    starts = [match.start() for match in found]
    for paragraph in paragraph_spans(text):
        first, last = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
        ends = [*starts[first + 1 : last], paragraph.end]
        for match, end in zip(found[first:last], ends, strict=last > first):
            listener = Span(*match.span("listener")) if match["listener"] else None
            colon = match.end("listener") if listener else match.end("name")
            cue = Span(colon, colon + 1)
            yield Telling(Span(match.end(), end), Span(*match.span("name")), cue, listener)


def _names_a_speaker(doc: Doc, match: re.Match[str]) -> bool:
    name = doc.char_span(*match.span("name"), alignment_mode="expand")
    if name is None:
        return False
    last = name[-1]
    if last.lower_ in _HEADINGS:
        return False
    plain = last.lower_.removesuffix("s")
    return last.ent_type_ in PARTIES or is_party(last) or plain.endswith(("er", "ist", "men", "or"))


def _tails(doc: Doc, text: str) -> Iterator[tuple[Span, int, int]]:
    """Each statement with a tail: its span, the tail's first token, its verb of saying."""
    for span in sentence_spans(text):
        sentence = doc.char_span(*span, alignment_mode="contract")
        if sentence is None:
            continue
        for cue in sentence:
            if cue.tag_ not in _SAID or lemma(cue.lemma_) not in SPEECH:
                continue
            first = _first(cue, sentence.start)
            if first is None or not _is_last(cue, first, sentence.end):
                continue
            last = first - 1
            while last > sentence.start and (doc[last].is_punct or doc[last].is_quote):
                last -= 1
            said = doc[sentence.start : last + 1]
            if _is_statement(said):
                yield Span(span.start, doc[first].idx), first, cue.i
                break


def _is_statement(said: Words) -> bool:
    moods = [token for token in said if token.tag_ == "MD"]
    finite = any(token.tag_ in _STATED for token in said)
    return bool(moods) or said[0].is_quote or (finite and said[0].lower_ not in _SETTINGS)


def _first(cue: Token, start: int) -> int | None:
    """The first token of who says it, or of the saying where that stands first."""
    doc = cue.doc
    before = doc[cue.i - 1] if cue.i > start else None
    if before is None:
        return None
    if before.text in _CLOSING:
        return cue.i
    first = _first_of_name(cue, start)
    if first is None and before.text == "," and _begins_name(doc, cue.i + 1):
        return cue.i
    return first


def _first_of_name(cue: Token, start: int) -> int | None:
    """The first token of the name before the verb of saying, with its title."""
    doc, parts = cue.doc, 1
    at = cue.i - 1
    if doc[at].text == ",":
        parts, at = 2, at - 1
    while at > start:
        token = doc[at]
        if token.text == ",":
            following = doc[at + 1]
            parts -= 0 if following.lower_ in ("who", "which") else 1
            if parts == 0:
                return at + 1
        elif token.text in _CLOSING and token.tag_ != "POS":
            return at + 1
        elif not _is_nominal(token) and not _is_described(token, cue, start):
            return None
        at -= 1
    return None


def _is_nominal(token: Token) -> bool:
    return (
        token.pos_ in _NOMINAL
        or token.tag_ in ("PRP", "PRP$", "HYPH")
        or token.text == "-"
        or token.lower_ in _PARTICLES
    )


def _is_described(token: Token, cue: Token, start: int) -> bool:
    """Whether the token lies in a relative clause: "Ada Rey, who leads it, said"."""
    doc = token.doc
    for at in range(token.i, max(start, token.i - _FARTHEST), -1):
        if doc[at].text == ",":
            return False
        if doc[at].lower_ in ("who", "which"):
            return doc[cue.i - 1].text == "," and doc[at - 1].text == ","
    return False


def _begins_name(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].pos_ in ("DET", "NOUN", "PROPN", "ADJ")


def _is_last(cue: Token, first: int, end: int) -> bool:
    """Whether nothing of what is said follows the verb of saying."""
    rest = list(cue.doc[cue.i + 1 : end])
    for left, right in pairwise(rest):
        if left.text == "," and right.tag_ == "VBG":
            rest = rest[: left.i - cue.i - 1]  # …, he said, calling it a breach
            break
    if any(token.tag_ == "MD" for token in rest):
        return False
    if first == cue.i:
        return True
    if lemma(cue.lemma_) in _TELLING:
        while rest and (_is_nominal(rest[0]) and rest[0].lower_ not in _LATER):
            rest = rest[1:]
    if not rest or rest[0].text in ".;" or rest[0].lower_ in _LATER or rest[0].is_quote:
        return len(rest) < 2 or not rest[0].is_quote
    if rest[0].ent_type_ in ("DATE", "TIME"):
        return True
    if rest[0].text == "," and len(rest) > 1:
        turn = rest[1]
        joined = turn.pos_ == "CCONJ" or turn.lower_ in ("if", "unless")
        return turn.tag_ not in _STATED and not turn.is_quote and not joined
    return False


def _told(statement: Span, first: Token, cue: Token) -> Telling | None:
    """Who says it and to whom, by the parse of the tail alone."""
    speaker = next((child for child in cue.children if child.dep_ == "nsubj"), None)
    if speaker is None:
        return None
    named = any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in speaker.rights)
    if not (named or is_party(speaker)):
        return None
    clauses = [part for part in speaker.rights if part.dep_ == "relcl"]
    name = phrase_span(speaker, clauses)
    # A title before the name is at times taken for a sentence of its own.
    name = Span(min(name.start, first.idx) if first.i < cue.i else name.start, name.end)
    verb = Span(cue.idx, cue.idx + len(cue))
    return Telling(statement, name, verb, listener(cue))
