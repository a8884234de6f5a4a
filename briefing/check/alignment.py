"""Which clauses of the evidence say what a clause of the statement says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.check.passages import Passage
from briefing.language.families import Vocabulary, are_opposite, are_related
from briefing.language.propositions import Proposition, propositions

__all__ = ["Match", "about_the_same", "align", "evidence_propositions", "is_comparable"]

_CLOSE = 0.6
"""A clause counts beside the best one where it shares at least this part of what that shares."""
_LEAST = 0.34
"""The part of its words that a clause shares at least with one that says the same."""

_MOST = 0.6
"""The part of its words that a clause shares at least with one that has another predicate."""
_FEWEST = 3
"""Words by which two clauses with different predicates can be told to be about the same."""


@dataclass(frozen=True)
class Match:
    """A clause of the evidence that says the same as one of the statement, or its opposite.

    Attributes:
        proposition: The clause.
        passage: Where it stands.
        shared: The part, in 0 to 1, of the statement's words that it has too.
        opposite: Whether its predicate is the opposite of the statement's.
    """

    proposition: Proposition
    passage: Passage
    shared: float
    opposite: bool


def is_comparable(text: str, passages: Sequence[Passage]) -> bool:
    """Whether there is anything to compare: English evidence, and other words than its own."""
    stated = text.strip()
    return bool(passages) and all(
        passage.document.language == "en" and passage.text != stated for passage in passages
    )


def evidence_propositions(passages: Sequence[Passage]) -> list[tuple[Proposition, Passage]]:
    """The clauses of the cited passages, in reading order."""
    return [
        (proposition, passage)
        for passage in passages
        for proposition in propositions(passage.document.text)
        if passage.span.holds(proposition.span)
    ]


def align(claim: Proposition, evidence: Sequence[tuple[Proposition, Passage]]) -> list[Match]:
    """The clauses that say what `claim` says, the closest first; [] where none comes close.

    They have its predicate, or one that says the same or the opposite, and share its words.
    """
    matches = []
    for proposition, passage in evidence:
        opposite = are_opposite(claim.predicate, proposition.predicate)
        if not opposite and not are_related(claim.predicate, proposition.predicate):
            continue
        same = claim.predicate == proposition.predicate
        shared = _shared(claim.words, proposition.words) if claim.words else 0.5
        if shared >= _LEAST or (same and not claim.words):
            matches.append(Match(proposition, passage, shared + 0.1 * same, opposite))
    matches.sort(key=lambda match: -match.shared)
    return [match for match in matches if match.shared >= _CLOSE * matches[0].shared]


def about_the_same(
    claim: Proposition, evidence: Sequence[tuple[Proposition, Passage]], least: float = _MOST
) -> Match | None:
    """The clause that shares the most words with `claim`, whatever its predicate.

    Args:
        claim: A clause of the statement.
        evidence: Where to look.
        least: The part of the words, in 0 to 1, below which nothing is found.
    """
    if len(claim.words) < _FEWEST:
        return None
    matches = [
        Match(proposition, passage, _shared(claim.words, proposition.words), opposite=False)
        for proposition, passage in evidence
    ]
    best = max(matches, key=_by_shared, default=None)
    return best if best and best.shared >= least else None


def _by_shared(match: Match) -> float:
    return match.shared


def _shared(words: frozenset[str], others: frozenset[str]) -> float:
    known = Vocabulary(others)
    return sum(word in known for word in words) / len(words)
