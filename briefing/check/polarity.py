"""Negation: what the statement denies and affirms, the evidence denies and affirms."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.brief import Finding
from briefing.check.alignment import (
    Match,
    about_the_same,
    closest,
    counterparts,
    evidence_propositions,
    cited_lemmas,
    is_comparable,
    stated_lemmas,
)
from briefing.check.passages import Passage
from briefing.findings import finding
from briefing.language.families import Vocabulary, are_related
from briefing.language.negatives import Denial, denials, has_negative
from briefing.language.propositions import Proposition, propositions

__all__ = ["check_polarity"]


def check_polarity(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find what `text` denies and its evidence affirms, or the other way round."""
    if not is_comparable(text, passages):
        return []
    evidence, near = evidence_propositions(passages), closest(text, passages)
    findings = []
    for claim in propositions(text):
        if not claim.asserted:
            continue
        matches = [match for match in counterparts(claim, text, evidence, near) if match.proposition.asserted]
        if matches and all(_denied(match) != claim.denied for match in matches):
            findings.append(_contradiction(text, claim, matches[0], path))
        elif not matches and not claim.denied and not has_negative(text):
            other = about_the_same(claim, evidence_propositions(near))
            if other and other.proposition.asserted and other.proposition.denied:
                findings.append(_contradiction(text, claim, other, path))
    if not findings and near == passages and (lone := _lone_denial(text, passages)):
        message = f"“{lone.span.of(text)}” denies what no cited sentence denies"
        findings.append(finding("negation-changed", path, message))
    return findings


def _lone_denial(text: str, passages: Sequence[Passage]) -> Denial | None:
    """A word of the statement that denies, where the evidence has none that could."""
    stated, said = stated_lemmas(text), cited_lemmas(passages)
    known = Vocabulary(stated)
    there = [
        denial
        for passage in passages
        for denial in denials(passage.document.text)
        if passage.span.holds(denial.span)
    ]
    own = denials(text)
    extra = [denial for denial in _unmatched(own, there, said) if denial.certain]
    if not extra:
        return None
    answers = [
        denial
        for denial in _unmatched(there, own, stated)
        if any(word in known for word in denial.near if word != denial.word)
    ]
    return None if answers else extra[0]


def _unmatched(
    denied: Sequence[Denial], others: Sequence[Denial], words: frozenset[str]
) -> list[Denial]:
    """Those that the other side has not got: one "not" answers another, a word its family."""
    spare = sum(other.word == "not" for other in others)
    left = []
    for denial in denied:
        if denial.word == "not":
            spare -= 1
            if spare < 0:
                left.append(denial)
        elif not any(are_related(denial.word, word) for word in words):
            left.append(denial)
    return left


def _denied(match: Match) -> bool:
    return match.proposition.denied != match.opposite


def _contradiction(text: str, claim: Proposition, match: Match, path: str) -> Finding:
    here, there = claim.span.of(text), match.proposition.span.of(match.passage.document.text)
    return finding(
        "negation-changed",
        path,
        f"“{here}” says the opposite of “{there}” in the evidence",
    )
