"""Negation, modality and conditions: as strong as the evidence, and no stronger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.brief import Finding
from briefing.check.alignment import (
    Match,
    about_the_same,
    align,
    evidence_propositions,
    is_comparable,
)
from briefing.check.passages import Passage
from briefing.findings import finding
from briefing.language.families import Vocabulary
from briefing.language.negatives import has_negative, has_possibility
from briefing.language.outlook import Modality, is_prospective
from briefing.language.propositions import Proposition, clause_words, propositions

__all__ = ["check_condition", "check_modality", "check_polarity"]

_CARRIED_BY: Final[dict[Modality, frozenset[Modality]]] = {
    "fact": frozenset({"fact"}),
    "will": frozenset({"will", "promise"}),
    "would": frozenset({"would", "will"}),
    "possible": frozenset({"possible"}),
    "must": frozenset({"must", "demand"}),
    "should": frozenset({"should", "demand"}),
    "demand": frozenset({"demand", "must", "should"}),
    "promise": frozenset({"promise", "will", "would"}),
    "plan": frozenset({"plan", "promise", "will"}),
    "threat": frozenset({"threat", "will", "would"}),
    "expected": frozenset({"expected", "plan", "will"}),
}
"""For each way to put a statement, the ways of the evidence that carry it."""

_SOME: Final = 0.4
"""The part of its words by which a clause is about what another one is about."""
_MENTIONED: Final = 0.5
"""The part of a condition's words by which a statement has it in another form."""
_FIRM: Final[frozenset[Modality]] = frozenset({"will"})
_OPEN: Final[frozenset[Modality]] = frozenset({"possible", "plan", "threat"})
_PUT: Final[dict[Modality, str]] = {
    "fact": "as a fact",
    "will": "as what will be",
    "would": "as what would be",
    "possible": "as possible",
    "must": "as necessary",
    "should": "as advisable",
    "demand": "as a demand",
    "promise": "as a promise",
    "plan": "as an intention",
    "threat": "as a threat",
    "expected": "as expected",
}


def check_polarity(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find what `text` denies and its evidence affirms, or the other way round."""
    if not is_comparable(text, passages):
        return []
    evidence = evidence_propositions(passages)
    findings = []
    for claim in propositions(text):
        matches = [
            match
            for match in align(claim, evidence)
            if match.proposition.asserted == claim.asserted
            and (claim.asserted or match.proposition.predicate == claim.predicate)
        ]
        if matches and all(_denied(match) != claim.denied for match in matches):
            findings.append(_contradiction(text, claim, matches[0], path))
        elif matches or not claim.asserted:
            continue
        elif not claim.denied and not has_negative(text):
            other = about_the_same(claim, evidence)
            if other and other.proposition.asserted and other.proposition.denied:
                findings.append(_contradiction(text, claim, other, path))
        elif claim.denied and not has_negative(_nearest(claim, evidence, passages)):
            findings.append(
                finding(
                    "negation-changed",
                    path,
                    f"“{claim.span.of(text)}” denies what no cited sentence denies",
                )
            )
    return findings


def check_modality(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find what `text` puts as more or less certain than its evidence does."""
    if not is_comparable(text, passages):
        return []
    evidence = evidence_propositions(passages)
    findings = []
    for claim in propositions(text):
        if not claim.asserted:
            continue
        matches = [match for match in align(claim, evidence) if not match.opposite]
        if matches and not any(_is_carried(claim, match.proposition) for match in matches):
            findings.append(_put_otherwise(text, claim, matches[0], path))
        elif not matches and (other := about_the_same(claim, evidence)):
            if is_prospective(claim.predicate):
                continue
            if claim.modality <= _FIRM and other.proposition.modality <= _OPEN:
                findings.append(_put_otherwise(text, claim, other, path))
        elif not matches and claim.modality == {"possible"} and not _any_possible(passages):
            findings.append(
                finding(
                    "modality-changed",
                    path,
                    f"“{claim.span.of(text)}” is put as possible, and nothing in the cited "
                    "sentences is",
                )
            )
    return findings


def check_condition(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find what `text` says without the condition under which alone its evidence says it.

    For whole statements; the parts of a red line state condition and consequence apart.
    """
    if not is_comparable(text, passages):
        return []
    claims = propositions(text)
    if any(claim.condition for claim in claims):
        return []
    evidence = evidence_propositions(passages)
    stated = Vocabulary(word.lemma for clause in clause_words(text) for word in clause)
    findings = []
    for claim in claims:
        if not claim.asserted or not claim.modality <= {"fact", "will"}:
            continue
        matches = align(claim, evidence)
        if matches and all(_hangs(match, stated) for match in matches):
            findings.append(
                finding(
                    "condition-dropped",
                    path,
                    f"“{claim.span.of(text)}” stands without the condition of "
                    f"“{_said(matches[0])}”",
                )
            )
    return findings


def _denied(match: Match) -> bool:
    return match.proposition.denied != match.opposite


def _hangs(match: Match, stated: Vocabulary) -> bool:
    """Whether the clause has a condition of which the statement says nothing."""
    said, held = match.proposition, match.proposition.condition
    if held is None or said.modality <= {"fact"}:
        return False
    words = [
        word.lemma
        for clause in clause_words(match.passage.document.text)
        for word in clause
        if held.start <= word.start < held.end
    ]
    return sum(word in stated for word in words) < _MENTIONED * len(words)


def _is_carried(claim: Proposition, by: Proposition) -> bool:
    if not by.asserted:
        return True
    return any(_CARRIED_BY[put] & by.modality for put in claim.modality)


def _nearest(
    claim: Proposition, evidence: Sequence[tuple[Proposition, Passage]], passages: Sequence[Passage]
) -> str:
    """The text of the clause that is about what the claim is about, else of all evidence."""
    if match := about_the_same(claim, evidence, _SOME):
        return match.proposition.clause.of(match.passage.document.text)
    return "\n".join(passage.text for passage in passages)


def _any_possible(passages: Sequence[Passage]) -> bool:
    return any(has_possibility(passage.text) for passage in passages)


def _contradiction(text: str, claim: Proposition, match: Match, path: str) -> Finding:
    here, there = claim.span.of(text), _said(match)
    return finding(
        "negation-changed",
        path,
        f"“{here}” says the opposite of “{there}” in the evidence",
    )


def _put_otherwise(text: str, claim: Proposition, match: Match, path: str) -> Finding:
    here, there = claim.span.of(text), _said(match)
    return finding(
        "modality-changed",
        path,
        f"“{here}” is put {_how(claim)}, and “{there}” in the evidence {_how(match.proposition)}",
    )


def _said(match: Match) -> str:
    return match.proposition.span.of(match.passage.document.text)


def _how(proposition: Proposition) -> str:
    return _PUT[min(proposition.modality)]
