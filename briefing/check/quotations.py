"""Quotations in a statement: the source's own words, of one speaker, whole enough to mean the same.

A quotation may begin and end where it likes, but not so that a “not” or an “unless” that
governs it in the source falls away: what is left of it would say something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.brief import Finding
from briefing.check.passages import Passage
from briefing.check.quotes import locate
from briefing.document import Span
from briefing.findings import finding
from briefing.language.cuts import governors, has_condition, has_negation
from briefing.language.families import Vocabulary, is_same_name
from briefing.language.propositions import clause_words
from briefing.language.quotations import quotations
from briefing.language.sayings import sayings

__all__ = ["check_quotations", "check_quote", "find_quote"]

_SPACED = re.compile(r'(?<!\S)"\s([^"]+)"(?!\w)')
"""A quotation in typewriter marks that its writer set a space inside of."""
_FEWEST = 3
"""Words of a part of a quotation by which it can be told whose it is."""
_GIVEN = 0.5
"""The part of the words of a condition by which a statement is taken to give it."""


def check_quotations(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find quotations in `text` that are not the source's, not one speaker's, or cut.

    Args:
        text: One field of a statement.
        passages: What it cites.
        path: Where the field stands in the brief.
    """
    findings: list[Finding] = []
    for span, inner in _quoted(text):
        quoted = span.of(text)
        # What closes the sentence of the statement may stand inside the marks.
        found = find_quote(quoted, passages) or find_quote(inner.of(text).rstrip(" ,."), passages)
        outside = f"{text[: span.start]} {text[span.end :]}"
        findings += _judge(quoted, found, outside, passages, path)
    return findings


def check_quote(
    quote: str, passages: Sequence[Passage], path: str, outside: str = ""
) -> list[Finding]:
    """Find a quote, given without marks, that is not the source's, not one speaker's, or cut.

    Args:
        quote: The words that are said to be the source's.
        passages: What the item cites.
        path: Where the quote stands in the brief.
        outside: What else the item says: it may give a condition that the quote leaves out.
    """
    found = find_quote(quote, passages)
    return list(_judge(f"the quote “{quote}”", found, outside, passages, path, bare=quote))


def find_quote(quote: str, passages: Sequence[Passage]) -> Passage | None:
    """Where a quote stands in the cited passages, exactly up to typography."""
    for document, span in passages:
        if found := locate(quote, document.text, within=span):
            return Passage(document, found)
    return None


def _judge(
    quoted: str,
    found: Passage | None,
    outside: str,
    passages: Sequence[Passage],
    path: str,
    bare: str | None = None,
) -> Iterator[Finding]:
    if found is None:
        if speakers := _parts_of_two(bare or quoted, passages):
            yield _stitched(quoted, speakers, path)
        else:
            message = f"{quoted} does not stand in {_cited(passages)}"
            yield finding("quote-not-found", path, message)
    elif found.document.language == "en":
        if speakers := _two_speakers([found]):
            yield _stitched(quoted, speakers, path)
        elif lost := _cut_off(found, outside):
            yield finding(
                "quote-cut", path, f"{quoted} leaves out “{lost}”, which governs it in the source"
            )


def _quoted(text: str) -> Iterator[tuple[Span, Span]]:
    """The quotations of a statement, with and without their marks."""
    known = [one.span for one in quotations(text) if one.closed]
    for one in quotations(text):
        if _has_word(one.inner.of(text)):
            yield one.span, one.inner
    for match in _SPACED.finditer(text):
        span = Span(*match.span())
        if _has_word(match[1]) and not any(span.meets(other) for other in known):
            yield span, Span(*match.span(1))


def _cut_off(found: Passage, outside: str) -> str | None:
    """The negation or condition that governs the quote, where nothing in `outside` gives it."""
    for governor in governors(found.document.text, found.span):
        lost = governor.span.of(found.document.text)
        given = has_negation(outside) if governor.kind == "negation" else _gives(outside, lost)
        if not given:
            return " ".join(lost.split())
    return None


def _gives(outside: str, condition: str) -> bool:
    if has_condition(outside):
        return True
    known = Vocabulary(word.lemma for clause in clause_words(outside) for word in clause)
    words = [word.lemma for clause in clause_words(condition) for word in clause]
    return bool(words) and sum(word in known for word in words) >= _GIVEN * len(words)


def _parts_of_two(quoted: str, passages: Sequence[Passage]) -> tuple[str, str] | None:
    """Whose words a quote is put together from, where its two halves are of two speakers."""
    words = quoted.split()
    for cut in range(_FEWEST, len(words) - _FEWEST + 1):
        first = find_quote(" ".join(words[:cut]).rstrip(" ,.;:…"), passages)
        if first is None:
            return None
        rest = find_quote(" ".join(words[cut:]).lstrip(" ,.;:…"), passages)
        if rest is not None and rest.document.language == first.document.language == "en":
            return _two_speakers([first, rest])
    return None


def _two_speakers(parts: Sequence[Passage]) -> tuple[str, str] | None:
    """Two speakers of the parts of a quotation, where each says some of it and nobody all."""
    said = [
        saying
        for part in parts
        for saying in sayings(part.document.text, part.span)
        if saying.names and saying.is_told and saying.is_quoted
    ]
    for one in said:
        for other in said:
            apart = not one.content.meets(other.content)
            same = any(is_same_name(a, b) for a in one.names for b in other.names)
            if apart and not same and not one.is_first_person and not other.is_first_person:
                return one.source, other.source
    return None


def _stitched(quoted: str, speakers: tuple[str, str], path: str) -> Finding:
    one, other = speakers
    return finding(
        "quote-stitched", path, f"in {quoted} words of “{one}” and of “{other}” stand as one's"
    )


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _cited(passages: Sequence[Passage]) -> str:
    return ", ".join(id for passage in passages for id in _ids(passage)) or "any cited sentence"


def _ids(passage: Passage) -> list[str]:
    return [
        sentence.id for sentence in passage.document.sentences if sentence.span.meets(passage.span)
    ]
