"""Who says it: words stay with their speaker, and what is said is not stated as a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.brief import Finding, RedLine
from briefing.check.alignment import align, evidence_propositions, is_comparable
from briefing.check.passages import Passage
from briefing.document import Document
from briefing.findings import finding
from briefing.language.families import Vocabulary, is_same_name
from briefing.language.propositions import propositions
from briefing.language.sayings import Saying, is_hedged, is_saying, owner_of, sayings, words_of

__all__ = ["check_issuer", "check_reported", "check_speaker"]

_LEAST = 0.4
"""The part of its content words that a saying shares at least with what it reports."""
_CLOSE = 0.75
"""A saying counts beside the closest one where it shares at least this part of what that does."""


@dataclass(frozen=True)
class _Match:
    saying: Saying
    document: Document
    shared: float
    is_owner: bool = False


def check_speaker(
    text: str, passages: Sequence[Passage], path: str, speaker: str | None = None
) -> list[Finding]:
    """Find words that `text` gives to another speaker than its evidence does.

    Args:
        text: One field of a statement.
        passages: The cited sentences.
        path: Where the field stands.
        speaker: To whom the item gives the whole of `text`: the issuer of a red line, the
            actor whose position it is; None where `text` names its speakers itself.
    """
    if not is_comparable(text, passages):
        return []
    said = _evidence(passages)
    findings = []
    named = {word for passage in passages for word in words_of(passage.text)}
    for saying in sayings(text):
        if not (saying.source and saying.names and saying.words and saying.is_told):
            continue
        others = _closest(saying.words, said)
        if others and not (
            any(_is_same(saying.names, other) for other in others)
            or _speaks(saying.names, passages)
            or (others[0].is_owner and _is_open(saying, named))
        ):
            findings.append(_changed(saying.source, others[0], path))
    if speaker and not findings:
        words = frozenset(
            word for clause in propositions(text) for word in clause.words | {clause.predicate}
        )
        names = frozenset(word.strip(".,'’").lower() for word in speaker.split())
        others = _closest(words, said) if words else []
        if others and not any(_is_same(names, other) for other in others):
            findings.append(_changed(speaker, others[0], path))
    return findings


def check_issuer(red_line: RedLine, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find a red line that is given to another issuer than the speaker of its quote."""
    return check_speaker(red_line.quote, passages, f"{path}.issuer", red_line.issuer)


def check_reported(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find what `text` states as a fact and its evidence only as somebody's words.

    For whole statements; the parts of a red line and an actor's position have a speaker in
    another field.
    """
    if not is_comparable(text, passages) or is_hedged(text):
        return []
    told = sayings(text)
    evidence = evidence_propositions(passages)
    findings = []
    for claim in propositions(text):
        if any(saying.content.holds(claim.span) or saying.cue == claim.span for saying in told):
            continue
        matches = align(claim, evidence)
        if not matches or matches[0].shared < _LEAST:
            continue
        agents = claim.agent.names | claim.agent.words if claim.agent else frozenset()
        reported = [
            _reporter(match.passage, match.proposition.span.start, agents) for match in matches
        ]
        if all(reported) and (first := reported[0]):
            findings.append(
                finding(
                    "reported-as-fact",
                    path,
                    f"“{claim.span.of(text)}” is stated as a fact, and in the evidence "
                    f"“{first.source or 'somebody'}” says it",
                )
            )
    return findings


def _evidence(passages: Sequence[Passage]) -> list[_Match]:
    found = []
    for passage in passages:
        document = passage.document
        within = [
            saying
            for saying in sayings(document.text)
            if saying.source
            and saying.content.start < passage.span.end
            and passage.span.start < saying.content.end
        ]
        found += [_Match(saying, document, 0.0) for saying in within]
        if owner := owner_of(document.text, passage.span):
            found.append(_Match(owner, document, 0.0, is_owner=True))
    return found


def _is_open(saying: Saying, named: set[str]) -> bool:
    """Whether the source may be the one who gives the statement, or is named in the evidence."""
    return saying.source.islower() or not saying.names.isdisjoint(named)


def _speaks(names: frozenset[str], passages: Sequence[Passage]) -> bool:
    """Whether one of `names` says something in the passages that has no content of its own."""
    return any(
        is_saying(said.predicate)
        and said.agent is not None
        and any(
            is_same_name(one, two)
            for one in names
            for two in said.agent.names | said.agent.words | said.words
        )
        for said, _ in evidence_propositions(passages)
    )


def _closest(words: frozenset[str], said: Sequence[_Match]) -> list[_Match]:
    """The sayings of the evidence that share the most of `words`."""
    matches = []
    for one in said:
        known = Vocabulary(one.saying.words)
        shared = sum(word in known for word in words) / len(words)
        if shared >= _LEAST:
            matches.append(_Match(one.saying, one.document, shared, one.is_owner))
    best = max((match.shared for match in matches), default=0.0)
    return [match for match in matches if match.shared >= _CLOSE * best]


def _is_same(names: frozenset[str], other: _Match) -> bool:
    """Whether the speaker goes by one of `names`; one that cannot be told is."""
    saying = other.saying
    if saying.is_first_person or not saying.names:
        return owner_of(other.document.text, saying.content) is None
    return any(is_same_name(one, two) for one in names for two in saying.names)


def _changed(source: str, other: _Match, path: str) -> Finding:
    return finding(
        "speaker-changed",
        path,
        f"“{source}” is said to say what in the evidence “{other.saying.source}” says",
    )


def _reporter(passage: Passage, place: int, agents: frozenset[str]) -> Saying | None:
    """Who says what stands at `place`; None where it is stated, or vouched for by its agent."""
    for saying in sayings(passage.document.text):
        if saying.content.start <= place < saying.content.end and saying.is_speech:
            if saying.is_first_person or any(
                is_same_name(one, two) for one in saying.names for two in agents
            ):
                continue
            return saying if saying.is_contested or saying.is_person else None
    return None
