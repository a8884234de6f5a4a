"""Support: what a statement says is carried by the words of its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.brief import Finding
from briefing.check.alignment import is_comparable
from briefing.check.passages import Passage
from briefing.document import Span
from briefing.findings import finding
from briefing.language.families import Vocabulary
from briefing.language.propositions import capitalised, clause_words
from briefing.language.sayings import is_saying

__all__ = ["check_support"]

_LEAST_ADDED = 2
"""Content words; one new word is as often another name for the same as an addition."""
_LARGEST_PART = 0.6
"""Of the content words of a clause that may be new in a paraphrase."""


def check_support(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find the clauses of `text` most of whose content words its evidence does not have."""
    if not is_comparable(text, passages):
        return []
    known = Vocabulary(_evidence_words(passages))
    # Whether a name stands in the right place is for the rule on names to say.
    named: frozenset[str] = frozenset().union(
        *(capitalised(document.text) for document, _ in passages)
    )
    findings = []
    for clause in clause_words(text):
        plain = [word for word in clause if word.text not in named and not is_saying(word.lemma)]
        added = [word for word in plain if word.lemma not in known]
        if len(added) >= _LEAST_ADDED and len(added) >= _LARGEST_PART * len(clause):
            words = ", ".join(f"“{word.text}”" for word in added)
            findings.append(
                finding("claim-unsupported", path, f"the evidence has nothing of {words}")
            )
    return findings


def _evidence_words(passages: Sequence[Passage]) -> Iterator[str]:
    for document, span in passages:
        for clause in clause_words(document.text):
            for word in clause:
                if span.holds(Span(word.start, word.start + len(word.text))):
                    yield word.lemma
