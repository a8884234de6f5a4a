"""Which clauses of the evidence say what a clause of the statement says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.check.passages import Passage
from briefing.document import Document, Span
from briefing.language.families import Vocabulary, are_opposite, are_related
from briefing.language.outlook import RAISING
from briefing.language.propositions import (
    Participant,
    Proposition,
    clause_words,
    lemmas,
    propositions,
)
from briefing.language.quotations import quotations
from briefing.language.sentences import sentence_spans

__all__ = [
    "ANYTHING",
    "Match",
    "about_the_same",
    "align",
    "closest",
    "counterparts",
    "does_so",
    "evidence_propositions",
    "holds",
    "is_comparable",
    "is_thinking",
    "may_be_one",
    "nearest",
]

_CLOSE = 0.6
"""A clause counts beside the best one where it shares at least this part of what that shares."""
_LEAST = 0.34
"""The part of its words that a clause shares at least with one that says the same."""

_LEAST_SAME = 0.3
"""As `_LEAST`, where the predicate is the same word."""

_NEAR = 0.8
"""Such a sentence counts beside the closest one where it has this part of what that has."""

_MOST = 0.6
"""The part of its words that a clause shares at least with one that has another predicate."""
_MANY = 5
"""Cited sentences among which some clauses are alike by chance."""
_CARRIES = 0.75
"""The part of the statement's words that one of many sentences has at least, to be compared."""
_SO = re.compile(r"\s+so\b")
ANYTHING = frozenset({"be", "have", "do", "make", "take", "go", "come", "say"})
"""Predicates that say little without their words."""
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
    stated = " ".join(text.split())
    return bool(passages) and all(
        passage.document.language == "en" and not _holds_whole(passage, stated)
        for passage in passages
    )


def _holds_whole(passage: Passage, stated: str) -> bool:
    """Whether the passage has the statement as one of its sentences, or several in a row."""
    if stated not in " ".join(passage.text.split()):
        return False
    sentences = [" ".join(span.of(passage.text).split()) for span in sentence_spans(passage.text)]
    return any(
        " ".join(sentences[first:last]) == stated
        for first in range(len(sentences))
        for last in range(first + 1, len(sentences) + 1)
    )


def evidence_propositions(passages: Sequence[Passage]) -> list[tuple[Proposition, Passage]]:
    """The clauses of the cited passages, in reading order."""
    return [
        (proposition, passage)
        for passage in passages
        for proposition in propositions(passage.document.text, passage.span)
    ]


def closest(text: str, passages: Sequence[Passage]) -> Sequence[Passage]:
    """Where the passages say what `text` says; of many sentences those alone that come close.

    A statement that cites many sentences may be drawn from any of them: a clause that is like
    one of its own by chance tells nothing, and nothing is found unless a sentence is like the
    whole of it.
    """
    sentences = [
        Passage(
            passage.document, Span(passage.span.start + span.start, passage.span.start + span.end)
        )
        for passage in passages
        for span in sentence_spans(passage.text)
    ]
    if len(sentences) < _MANY:
        return passages
    stated = {word.lemma for clause in clause_words(text) for word in clause}
    shares = []
    for sentence in sentences:
        known = Vocabulary(
            word.lemma
            for clause in clause_words(sentence.document.text, sentence.span)
            for word in clause
        )
        shares.append(sum(word in known for word in stated) / max(1, len(stated)))
    least = max(_CARRIES, _NEAR * max(shares))
    return [sentence for sentence, share in zip(sentences, shares, strict=True) if share >= least]


def holds(passages: Sequence[Passage], document: Document, span: Span) -> bool:
    """Whether `span` of the document stands in one of the passages."""
    return any(passage.document is document and passage.span.holds(span) for passage in passages)


def stated_lemmas(text: str) -> frozenset[str]:
    """The lemmas of a statement."""
    return lemmas(text, Span(0, len(text)))


def cited_lemmas(passages: Sequence[Passage]) -> frozenset[str]:
    """The lemmas of all passages."""
    return frozenset().union(*(lemmas(passage.document.text, passage.span) for passage in passages))


def does_so(said: Proposition, passage: Passage) -> bool:
    """Whether the clause has the verb of the one before it: they might do so."""
    return said.predicate == "do" and bool(_SO.match(passage.document.text, said.span.end))


def may_be_one(one: Participant | None, other: Participant | None) -> bool:
    """Whether nothing tells the two apart: one is not known, or they share a word."""
    known = [who.names | who.words for who in (one, other) if who is not None]
    return len(known) < 2 or not all(known) or not known[0].isdisjoint(known[1])


def is_thinking(claim: Proposition) -> bool:
    """Whether it denies what it governs: not to think that it is so is to think it is not so."""
    return claim.denied and claim.predicate in RAISING and bool(claim.inside)


def align(claim: Proposition, evidence: Sequence[tuple[Proposition, Passage]]) -> list[Match]:
    """The clauses that say what `claim` says, the closest first; [] where none comes close.

    They have its predicate, or one that says the same or the opposite, and share its words.
    """
    matches: list[Match] = []
    if claim.predicate in ANYTHING and not claim.words:
        return matches  # "executives are not": what, is said elsewhere
    for proposition, passage in evidence:
        opposite = claim.predicate not in ANYTHING and are_opposite(
            claim.predicate, proposition.predicate
        )
        if not opposite and not are_related(claim.predicate, proposition.predicate):
            continue
        same = claim.predicate == proposition.predicate
        shared = _shared_of(claim, proposition, same=same)
        if same and not claim.words:
            matches.append(Match(proposition, passage, shared + 0.1, opposite))
        elif opposite or claim.predicate in ANYTHING:
            if shared >= _MOST and len(claim.words) >= _FEWEST - 1 - opposite:
                matches.append(Match(proposition, passage, shared + 0.1 * same, opposite))
        elif shared >= (_LEAST_SAME if same else _LEAST) and claim.words:
            matches.append(Match(proposition, passage, shared + 0.1 * same, opposite))
    matches.sort(key=lambda match: -match.shared)
    return [match for match in matches if match.shared >= _CLOSE * matches[0].shared]


def counterparts(
    claim: Proposition,
    text: str,
    evidence: Sequence[tuple[Proposition, Passage]],
    near: Sequence[Passage],
) -> list[Match]:
    """As `align`, the closest of them in `near`, else [].

    What stands in a quotation has the quoted clause alone beside it.
    """
    for quotation in quotations(text):
        if quotation.inner.holds(claim.span):
            words = map(re.escape, quotation.inner.of(text).strip(" .,;:!?").split())
            pattern = re.compile(r"\s+".join(words).replace("’", "['’]"), re.IGNORECASE)
            depth = claim.span.end - quotation.inner.start
            for proposition, passage in evidence:
                start = max(0, proposition.span.end - depth - 2)
                found = pattern.search(passage.document.text, start, start + 5 + len(text))
                if found and abs(found.start() + depth - proposition.span.end) <= 1:
                    return [Match(proposition, passage, 1.0, opposite=False)]
    matches = align(claim, evidence)
    return matches if matches and _is_in(near, matches[0]) else []


def _is_in(near: Sequence[Passage], match: Match) -> bool:
    return holds(near, match.passage.document, match.proposition.span)


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
        Match(proposition, passage, _shared(claim.words, proposition), opposite=False)
        for proposition, passage in evidence
    ]
    best = max(matches, key=_by_shared, default=None)
    return best if best and best.shared >= least else None


def nearest(claim: Proposition, evidence: Sequence[tuple[Proposition, Passage]]) -> list[Match]:
    """The clauses with most of the words of `claim`, whatever their predicates, closest first."""
    if len(claim.words) < _FEWEST:
        return []
    matches = [
        Match(said, passage, shared, opposite=False)
        for said, passage in evidence
        if (shared := _shared(claim.words, said)) >= _MOST
    ]
    return sorted(matches, key=lambda match: -match.shared)


def _by_shared(match: Match) -> float:
    return match.shared


def _shared_of(claim: Proposition, said: Proposition, *, same: bool) -> float:
    """The part of the clause's words that the other has, with the same predicate whoever acts."""
    if not claim.words:
        return 0.5
    shared = _shared(claim.words, said)
    own = claim.words - (claim.agent.words | claim.agent.names if claim.agent else frozenset())
    if same and len(own) >= _FEWEST - 1:
        return max(shared, _shared(own, said))
    return shared


def _shared(words: frozenset[str], said: Proposition) -> float:
    known = _vocabulary(said.words | said.inside)
    return sum(word in known for word in words) / len(words)


@lru_cache(maxsize=1 << 10)
def _vocabulary(words: frozenset[str]) -> Vocabulary:
    return Vocabulary(words)
