"""Modality and conditions: as certain as the evidence, and no more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing.brief import Finding
from briefing.check.alignment import (
    ANYTHING,
    Match,
    cited_lemmas,
    closest,
    counterparts,
    does_so,
    evidence_propositions,
    is_comparable,
    is_thinking,
    may_be_one,
    nearest,
    stated_lemmas,
)
from briefing.check.passages import Passage
from briefing.findings import finding
from briefing.language.families import Vocabulary, are_related
from briefing.language.hedges import Hedge, Kind, hedges
from briefing.language.outlook import Modality
from briefing.language.propositions import Proposition, clause_words, propositions

__all__ = ["check_condition", "check_modality"]

_CARRIED_BY: Final[dict[Modality, frozenset[Modality]]] = {
    "fact": frozenset({"fact", "able"}),
    "will": frozenset({"will", "would", "promise", "expected"}),
    "would": frozenset({"would", "will", "could"}),
    "possible": frozenset({"possible", "could", "threat"}),
    "could": frozenset({"could", "possible", "able", "fact"}),
    "able": frozenset({"able", "could", "possible", "fact", "would"}),
    "must": frozenset({"must", "demand", "will", "would", "fact"}),
    "should": frozenset({"should", "demand"}),
    "demand": frozenset({"demand", "must", "should", "fact"}),
    "promise": frozenset({"promise", "will", "would"}),
    "plan": frozenset({"plan", "promise", "will", "would", "expected"}),
    "threat": frozenset({"threat", "will", "would", "possible"}),
    "expected": frozenset({"expected", "plan", "will", "could", "possible"}),
}
"""For each way to put a statement, the ways of the evidence that carry it."""

_ANSWERS: Final[dict[Kind, frozenset[Kind]]] = {
    "possible": frozenset({"possible", "seeming", "planned", "open"}),
    "seeming": frozenset({"possible", "seeming", "open"}),
    "planned": frozenset({"possible", "planned", "open", "coming", "wanted"}),
    "open": frozenset({"possible", "seeming", "planned", "open", "coming", "wanted"}),
    "wanted": frozenset(),
    "coming": frozenset(),
    "firm": frozenset(),
}
"""For each way of a statement to leave something open, the ways that may say the same."""
_PREPOSITIONS: Final = frozenset({"about", "for", "to"})
_FEW: Final = 3
"""Ways of a clause; with more of them the text leaves open how it is put."""
_AHEAD: Final[frozenset[Modality]] = frozenset({"will", "would", "must"})
_UNSURE: Final[frozenset[Kind]] = frozenset({"possible", "seeming", "planned", "wanted", "claimed"})
_FORCING: Final = frozenset({"compel", "force", "oblige"})
"""They say no more than to require, or that one must."""

_MOODS: Final[frozenset[Modality]] = frozenset({"will", "possible", "could", "must", "should"})
"""What a verb of mood says by itself, backshifted or not."""
_OPEN: Final[frozenset[Kind]] = frozenset(
    {"possible", "seeming", "planned", "open", "wanted", "claimed"}
)
"""By any of these a statement leaves open what it says."""
_DROPPED: Final = 0.7
"""The part of the words of what is left open that a statement has at least which says it."""
_MENTIONED: Final = 0.5
"""The part of a condition's words by which a statement has it in another form."""
_TOLD: Final = 0.6
"""The part of a clause's words by which a statement says it."""
_HARDLY: Final = 0.34
"""Below this part of a condition's words a statement does not have it."""
_FEWEST: Final = 3
"""Words of a clause by which a statement can be told to say it."""
_LIMITED: Final = re.compile(
    r"\b(?:if|unless|until|provided|providing|whether|when(?:ever)?|once|while|without|should|were"
    r"|would|could|conditions?|conditional(?:ly)?|depend(?:s|ed|ing)?|case|under|subject\s+to"
    r"|as\s+long\s+as|only|even|threat\w*|risk\w*)\b",
    re.IGNORECASE,
)
"""Words by which a statement may limit what it says, in one form or another."""
_ADDRESSED: Final = re.compile(r"\byou\b", re.IGNORECASE)
_PUT: Final[dict[Modality, str]] = {
    "fact": "as a fact",
    "will": "as what will be",
    "would": "as what would be",
    "possible": "as possible",
    "could": "as what could be",
    "able": "as what can be",
    "must": "as necessary",
    "should": "as advisable",
    "demand": "as a demand",
    "promise": "as a promise",
    "plan": "as an intention",
    "threat": "as a threat",
    "expected": "as expected",
}


def check_modality(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find what `text` puts as more or less certain than its evidence does."""
    if not is_comparable(text, passages):
        return []
    evidence, near = evidence_propositions(passages), closest(text, passages)
    alone = near == passages
    findings = []
    claims = [one for one in propositions(text) if one.asserted and not is_thinking(one)]
    pairs = [(claim, counterparts(claim, text, evidence, near)) for claim in claims]
    taken = {matches[0].proposition for _, matches in pairs if matches}
    for claim, counterpart in pairs:
        matches = [match for match in counterpart if not match.opposite]
        told = [
            match
            for match in matches
            if match.proposition.asserted or match.shared >= matches[0].shared
        ]
        if _is_put_so(claim, evidence):
            continue
        if told and not any(_is_carried(claim, match.proposition) for match in told):
            findings.append(_put_otherwise(text, claim, matches[0], path))
        elif not any(len(match.proposition.modality) <= _FEW for match in matches) and (
            other := _put_apart(claim, near, taken)
        ):
            findings.append(_put_otherwise(text, claim, other, path))
    if not findings and alone and (lone := _lone_hedge(text, passages)):
        message = f"“{lone.span.of(text)}” has nothing in the cited sentences to answer it"
        findings.append(finding("modality-changed", path, message))
    if not findings and alone and (dropped := _dropped_hedge(text, passages)):
        hedge, passage = dropped
        there = hedge.span.of(passage.document.text)
        message = f"nothing is left open here, and “{there}” in the evidence leaves it open"
        findings.append(finding("modality-changed", path, message))
    return findings


def check_condition(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find what `text` says without the condition under which alone its evidence says it.

    For whole statements; the parts of a red line state condition and consequence apart.
    """
    if not is_comparable(text, passages):
        return []
    claims = propositions(text)
    if any(claim.condition for claim in claims) or _LIMITED.search(text):
        return []
    evidence, near = evidence_propositions(passages), closest(text, passages)
    stated = Vocabulary(word.lemma for clause in clause_words(text) for word in clause)
    for said, passage in evidence:
        if _stands_alone(said, passage, stated):
            there = said.span.of(passage.document.text)
            message = f"the condition of “{there}” in the evidence is not stated"
            return [finding("condition-dropped", path, message)]
    findings = []
    for claim in claims:
        if not claim.asserted or not claim.modality <= {"fact", "will"}:
            continue
        matches = counterparts(claim, text, evidence, near)
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


def _stands_alone(said: Proposition, passage: Passage, stated: Vocabulary) -> bool:
    """Whether the statement has the words of the clause, and hardly one of its condition's."""
    words = said.words | {said.predicate}
    if len(words) < _FEWEST or not said.asserted or said.modality <= {"fact"}:
        return False
    if sum(word in stated for word in words) < _TOLD * len(words):
        return False
    held = _condition_words(said, passage)
    return bool(held) and sum(word in stated for word in held) < _HARDLY * len(held)


def _hangs(match: Match, stated: Vocabulary) -> bool:
    """Whether the clause has a condition of which the statement says nothing."""
    if match.proposition.modality <= {"fact"}:
        return False
    words = _condition_words(match.proposition, match.passage)
    return sum(word in stated for word in words) < _MENTIONED * len(words)


def _condition_words(said: Proposition, passage: Passage) -> list[str]:
    """The content lemmas of the condition under which the clause holds."""
    held = said.condition
    if held and _ADDRESSED.search(held.of(passage.document.text)):
        return []  # "if you look at it": the reader is spoken to
    if held is None:
        return []
    return [word.lemma for clause in clause_words(passage.document.text, held) for word in clause]


def _is_carried(claim: Proposition, by: Proposition) -> bool:
    if not by.asserted and (claim.modality <= {"fact"} or not _is_prospect(by)):
        return True
    if claim.modality <= {"fact"} and not claim.past and by.modality <= _AHEAD:
        return True  # "prosecutors seek the death penalty": the present also tells what will be
    if claim.condition and claim.modality <= {"would"} and by.modality <= {"fact"}:
        return True  # in the case that the statement names
    if claim.condition and claim.modality <= {"will", "would"} and "threat" in by.modality:
        return True  # to threaten to leave is to say that one will leave if it comes to that
    return any(_CARRIED_BY[put] & by.modality for put in claim.modality)


def _is_put_so(claim: Proposition, evidence: Sequence[tuple[Proposition, Passage]]) -> bool:
    """Whether another clause of the evidence says the same, or "will do so", in the same way."""
    own = claim.words - (claim.agent.words | claim.agent.names if claim.agent else frozenset())
    if claim.predicate in ANYTHING:
        return False
    said_at = {
        passage
        for said, passage in evidence
        if said.predicate == claim.predicate and _has_most(said, own)
    }
    return any(
        passage in said_at
        and (
            does_so(said, passage)
            or (own and said.predicate == claim.predicate and _has_most(said, own))
        )
        and said.denied == claim.denied
        and said.asserted
        and may_be_one(said.agent, claim.agent)
        and len(said.modality) <= _FEW
        and not claim.modality.isdisjoint(said.modality)
        for said, passage in evidence
    )


def _has_most(said: Proposition, words: frozenset[str]) -> bool:
    known = Vocabulary(said.words)
    return 2 * sum(word in known for word in words) >= len(words)


def _is_prospect(said: Proposition) -> bool:
    """Whether the text tells how it is put, and not as a fact."""
    return "fact" not in said.modality and len(said.modality) <= _FEW


def _put_apart(
    claim: Proposition, near: Sequence[Passage], taken: set[Proposition]
) -> Match | None:
    """A clause with another predicate and another verb of mood, where none has the same mood.

    For clauses with other predicates, of which it is less sure that they say the same; those
    `taken` say what other clauses of the statement say.
    """
    if len(claim.modality) > 1 or not claim.modality <= _MOODS:
        return None
    others = [
        match
        for match in nearest(claim, evidence_propositions(near))
        if match.proposition.asserted and match.proposition.modality <= _MOODS
        if match.proposition not in taken
    ]
    if any(_is_carried(claim, match.proposition) for match in others):
        return None
    return others[0] if others else None


def _lone_hedge(text: str, passages: Sequence[Passage]) -> Hedge | None:
    """A word by which the statement is less or more certain than any word of the evidence."""
    stated, said = stated_lemmas(text), cited_lemmas(passages)
    if "unlikely" in said:
        said |= {"likely"}  # none is likely to: it is unlikely that any will
    extra = [
        hedge
        for hedge in hedges(text)
        if hedge.certain and not any(are_related(hedge.word, word) for word in said)
    ]
    if not extra:
        return None
    own = Counter(hedge.word for hedge in hedges(text))
    there = [hedge for passage in passages for hedge in hedges(passage.document.text, passage.span)]
    often = Counter(hedge.word for hedge in there)
    left = [
        hedge
        for hedge in there
        if (often[hedge.word] > own[hedge.word] > 0 and hedge.word not in _PREPOSITIONS)
        or not any(are_related(hedge.word, word) for word in stated)
    ]
    for hedge in extra:
        if "firm" in hedge.kinds:
            forced = hedge.word in _FORCING
            unsure = _UNSURE - {"wanted"} if forced else _UNSURE
            answered = any("firm" in there.kinds and there.word not in _FORCING for there in left)
            if not answered and any(not there.kinds.isdisjoint(unsure) for there in left):
                return hedge
        elif not any(_is_answered(hedge, there) for there in left):
            return hedge
    return None


def _dropped_hedge(text: str, passages: Sequence[Passage]) -> tuple[Hedge, Passage] | None:
    """A word of the evidence that leaves open what the statement says as if it were certain."""
    if any(not hedge.kinds.isdisjoint(_OPEN) for hedge in hedges(text)):
        return None
    stated = Vocabulary(stated_lemmas(text))
    for passage in passages:
        for hedge in hedges(passage.document.text, passage.span):
            if not hedge.certain or hedge.kinds.isdisjoint({"possible", "seeming"}):
                continue
            near = hedge.near - {hedge.word}
            shared = sum(word in stated for word in near)
            if len(near) >= _FEWEST and shared >= _DROPPED * len(near):
                return hedge, passage
    return None


def _is_answered(hedge: Hedge, there: Hedge) -> bool:
    """Whether the other leaves open as much, in a clause that has something of this one's."""
    if not any(not _ANSWERS[kind].isdisjoint(there.kinds) for kind in hedge.kinds):
        return False
    known = Vocabulary(hedge.near - {hedge.word})
    return any(word in known for word in there.near if word != there.word)


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
