"""Who did what to whom: subject and object as in the evidence."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.brief import Finding
from briefing.check.alignment import align, evidence_propositions, is_comparable
from briefing.check.passages import Passage
from briefing.findings import finding
from briefing.language.families import Vocabulary, is_same_name
from briefing.language.propositions import Participant, Proposition, propositions

__all__ = ["check_participants"]

_EITHER_WAY = frozenset(
    """
    agree clash cooperate differ disagree fight meet negotiate talk
    alarm anger concern disappoint encourage please regret surprise trouble worry
    """.split()
)
"""Verbs of what two do to each other, and of feelings: either may come first."""


def check_participants(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find who acts in `text` where in its evidence it is done to them, or by another."""
    if not is_comparable(text, passages):
        return []
    evidence = evidence_propositions(passages)
    findings = []
    for claim in propositions(text):
        if claim.predicate in _EITHER_WAY or not claim.asserted:
            continue
        matches = [
            match
            for match in align(claim, evidence)
            if not match.opposite and _is_alike(claim, match.proposition)
        ]
        if matches and all(_is_swapped(claim, match.proposition) for match in matches):
            best = matches[0]
            actor = best.proposition.agent
            findings.append(
                finding(
                    "roles-swapped",
                    path,
                    f"in “{claim.span.of(text)}” {_shown(claim.agent, text)} acts, and in "
                    f"the evidence {_shown(actor, best.passage.document.text)} does",
                )
            )
    return findings


def _is_alike(claim: Proposition, said: Proposition) -> bool:
    """Whether both have an object, or the very same verb: to kill is not to die."""
    objects = (claim.patient is None) == (said.patient is None)
    return claim.is_copular == said.is_copular and (objects or claim.predicate == said.predicate)


def _is_swapped(claim: Proposition, said: Proposition) -> bool:
    if claim.agent is None or said.agent is None or _overlaps(claim.agent, said.agent):
        return False
    exchanged = _has_name(said, claim.agent) and _has_name(claim, said.agent)
    if claim.is_copular:
        return exchanged and claim.patient is not None
    done_to = said.patient is not None and _overlaps(claim.agent, said.patient)
    does = claim.patient is not None and _overlaps(said.agent, claim.patient)
    return done_to or does or exchanged


def _has_name(clause: Proposition, one: Participant) -> bool:
    """Whether the clause names the participant in a role other than the agent's."""
    return any(is_same_name(name, word) for name in one.names for word in clause.words)


def _overlaps(one: Participant, other: Participant) -> bool:
    known = Vocabulary(other.words | other.names)
    return any(word in known for word in one.words | one.names)


def _shown(participant: Participant | None, text: str) -> str:
    return f"“{participant.span.of(text)}”" if participant else "another"
