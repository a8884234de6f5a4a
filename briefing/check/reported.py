"""What is said is not stated as a fact."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.brief import Finding
from briefing.check.alignment import (
    Match,
    align,
    evidence_propositions,
    is_comparable,
)
from briefing.check.passages import Passage
from briefing.check.speakers import are_one
from briefing.findings import finding
from briefing.language.families import Vocabulary, are_related, is_same_name
from briefing.language.offices import offices
from briefing.language.propositions import Proposition, clause_words, propositions
from briefing.language.sayings import (
    Saying,
    is_hedged,
    is_hung,
    is_saying,
    is_under,
    sayings,
)
from briefing.language.sentences import sentence_spans

__all__ = ["check_reported"]

_MUCH = 0.6
"""The part of its words that a fact shares at least with what somebody is reported to say."""
_FEWEST = 2
"""Words of a clause besides its predicate by which it can be told to be what somebody said."""
_APART = 0.5
"""Below this part of those words the text has outside of what is said, it is only said."""
_PRONOUNS = frozenset({"he", "she", "they"})
_THEMSELVES = "those"
"""Who describe themselves as this or that: whose words they are is no matter."""
_DEFINITE = frozenset({"her", "his", "the", "their"})


def check_reported(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find what `text` states as a fact and its evidence only as somebody's words.

    For whole statements; the parts of a red line and an actor's position have a speaker in
    another field.
    """
    if not is_comparable(text, passages) or is_hedged(text):
        return []
    told = sayings(text)
    evidence = evidence_propositions(passages)
    words = _Words(passages)
    findings = []
    for claim in propositions(text):
        if any(_is_in(saying, claim) for saying in told):
            continue
        if len(claim.words) < _FEWEST or not claim.asserted:
            continue
        agents = claim.agent.names | claim.agent.words if claim.agent else frozenset()
        reporter = words.reporter(claim, agents)
        if reporter is None:
            matches = align(claim, evidence)
            if not matches or matches[0].shared < _MUCH:
                continue
            reported = [_reporter(match, agents) for match in matches]
            reporter = reported[0] if all(reported) else None
        if not reporter or _is_mentioned(reporter, claim, text):
            continue
        covering = [saying for saying in told if _covers(saying, claim, text)]
        if not _is_given(reporter, covering):
            findings.append(
                finding(
                    "reported-as-fact",
                    path,
                    f"“{claim.span.of(text)}” is stated as a fact, and in the evidence "
                    f"“{reporter.source or 'somebody'}” says it",
                )
            )
    return findings


class _Words:
    """The words of the cited sentences: those that somebody says, and those that stand alone."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._said: list[tuple[Saying, Vocabulary]] = []
        stated: set[str] = set()
        for document, span in passages:
            within = [
                saying
                for saying in sayings(document.text, span)
                if saying.is_speech and not saying.is_first_person
                if saying.source.lower() != _THEMSELVES
                if saying.source or "note" not in saying.acts  # it should be noted that
            ]
            self._said += [(saying, Vocabulary(saying.words)) for saying in within]
            stated |= {
                word.lemma
                for clause in clause_words(document.text, span)
                for word in clause
                if not any(s.content.start <= word.start < s.content.end for s in within)
            }
        self._stated = Vocabulary(stated)

    def reporter(self, claim: Proposition, agents: frozenset[str]) -> Saying | None:
        """Who says what the clause does in so many words that nobody else has."""
        words = claim.words | {claim.predicate}
        if len(words) <= _FEWEST:
            return None
        if any(saying.is_person and are_one(saying.proper, agents) for saying, _ in self._said):
            return None
        for saying, said in self._said:
            if are_one(saying.names, agents):
                continue
            inside = {word for word in words if word in said}
            outside = {word for word in inside if word in self._stated}
            if len(inside) >= _MUCH * len(words) and len(outside) < _APART * len(inside):
                return saying
        return None


def _reporter(match: Match, agents: frozenset[str]) -> Saying | None:
    """Who says what the clause does; None where it is stated, or vouched for by its agent."""
    said = match.proposition
    for saying in sayings(match.passage.document.text, match.passage.span):
        if not (saying.content.start <= said.span.start < saying.content.end and saying.is_speech):
            continue
        if saying.is_first_person or are_one(saying.names, agents):
            continue
        if saying.source.lower() == _THEMSELVES:
            continue
        if saying.is_contested or saying.is_person:
            return saying
    return None


def _is_in(saying: Saying, claim: Proposition) -> bool:
    """Whether the clause is what somebody says, or says that he does."""
    if saying.content.holds(claim.span):
        return True
    return saying.cue == claim.span and (bool(saying.source) or is_saying(claim.predicate))


def _is_mentioned(reporter: Saying, claim: Proposition, text: str) -> bool:
    """Whether the statement has the speaker in another way: the agency's report, their fear.

    Who does something else in it is not so mentioned, unless the clause hangs on that.
    """
    called = reporter.proper if reporter.form == "name" else reporter.names - reporter.proper
    acts = [(other, other.agent.span) for other in propositions(text) if other.agent]
    above = {
        agent
        for act, agent in acts
        if act.span.start < claim.span.start
        and (is_saying(act.predicate) or is_under(text, claim.span, act.span))
    }
    acting = {agent for act, agent in acts if act.span != claim.span} - above
    if claim.agent and _may_be_he(claim.agent.span.of(text)):
        acting = set()
    if any(
        is_saying(act.predicate)
        and act.span.start < claim.span.start
        and act.agent
        and not act.agent.words.isdisjoint(reporter.names)
        for act, _ in acts
    ):
        return True
    nouns = {
        word.lemma
        for clause in clause_words(text)
        for word in clause
        if not any(span.start <= word.start < span.end for span in acting)
    }
    return any(is_same_name(one, two) or are_related(one, two) for one in nouns for two in called)


def _may_be_he(agent: str) -> bool:
    """Whether it may stand for a person named before: she, the actor."""
    first = agent.split()[0].lower()
    return first in _PRONOUNS or (first in _DEFINITE and bool(offices(agent)))


def _covers(saying: Saying, claim: Proposition, text: str) -> bool:
    """Whether what the clause says may be the speaker's too, by where the two stand.

    What stands before in a sentence of its own is not, nor what the saying is only hung on.
    """
    if saying.cue is None or saying.cue.start < claim.span.start:
        return True
    if saying.cue == claim.span:
        return False
    between = text[claim.span.end : saying.cue.start]
    ended = any(claim.span.end <= span.end <= saying.cue.start for span in sentence_spans(text))
    return not (ended or ";" in between or is_hung(text, saying.cue, claim.span))


def _is_given(reporter: Saying, told: Sequence[Saying]) -> bool:
    """Whether the statement gives something to the same speaker, or to one it cannot tell apart.

    Where the parse ends what somebody says is no matter for a finding.
    """
    return any(
        not saying.names
        or not reporter.names
        or _is_vague(saying, reporter)
        or are_one(saying.names, reporter.names)
        for saying in told
    )


def _is_vague(saying: Saying, reporter: Saying) -> bool:
    """Whether a description may stand for the other speaker."""
    if reporter.is_person:
        return saying.form in ("description", "several")
    return saying.form != "name" or reporter.form != "name"
