"""Quotations in a statement: the source's own words, whole enough to mean the same."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.brief import Finding
from briefing.check.passages import Passage
from briefing.check.quotes import locate
from briefing.document import Span
from briefing.findings import finding
from briefing.language.quotations import quotations

__all__ = ["check_quotations", "check_quote", "find_quote"]


def check_quotations(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find quotations in `text` that do not stand in the cited passages.

    Args:
        text: One field of a statement.
        passages: What it cites.
        path: Where the field stands in the brief.
    """
    return [
        finding("quote-not-found", path, f"{quoted} does not stand in {_cited(passages)}")
        for quotation in quotations(text)
        if _has_word(quoted := quotation.span.of(text))
        if find_quote(quoted, passages) is None
        # Where a quotation is followed by its speaker, a comma of the writer's may close it.
        if find_quote(quotation.inner.of(text).rstrip(" ,"), passages) is None
    ]


def check_quote(quote: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find a quote, given without marks, that does not stand in the cited passages."""
    if find_quote(quote, passages):
        return []
    return [
        finding(
            "quote-not-found", path, f"the quote “{quote}” does not stand in {_cited(passages)}"
        )
    ]


def find_quote(quote: str, passages: Sequence[Passage]) -> Passage | None:
    """Where a quote stands in the cited passages, exactly up to typography."""
    for document, span in passages:
        if found := locate(quote, document.text, within=span):
            return Passage(document, found)
    return None


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _cited(passages: Sequence[Passage]) -> str:
    return ", ".join(id for passage in passages for id in _ids(passage)) or "any cited sentence"


def _ids(passage: Passage) -> list[str]:
    return [
        sentence.id
        for sentence in passage.document.sentences
        if _overlap(sentence.span, passage.span)
    ]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
