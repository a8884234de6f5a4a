"""Negation: what the statement denies and affirms, the evidence denies and affirms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing.brief import Finding
from briefing.check.alignment import (
    ANYTHING,
    Match,
    about_the_same,
    cited_lemmas,
    closest,
    counterparts,
    does_so,
    evidence_propositions,
    is_comparable,
    is_thinking,
    may_be_one,
    stated_lemmas,
)
from briefing.check.passages import Passage
from briefing.findings import finding
from briefing.language.cues import CLAUSAL
from briefing.language.families import Vocabulary, are_related
from briefing.language.negatives import REFUSING, Denial, denials, has_negative
from briefing.language.outlook import KEEPING
from briefing.language.propositions import Proposition, capitalised, propositions

__all__ = ["check_polarity"]

_EXCEPTING = re.compile(
    r"\b(?:except|excluding|other\s+than|apart\s+from|but\s+for|nobody\s+but|none\s+but)\b",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(r"\bfor\s+the\s+first\s+time\b|\bfirst\s+time\b", re.IGNORECASE)
_NEVER_BEFORE: Final = re.compile(
    r"\bha(?:d|s|ve)\s+(?:never|not)\b[^.;]*\bbefore\b", re.IGNORECASE
)
_RATHER: Final = re.compile(r"\bnot\b.*\bbut\b", re.DOTALL)
_LESS: Final = re.compile(r"(?<!no )\b(?:less|fewer)\s+(?P<what>\w+)\s+than\b", re.IGNORECASE)
_AS: Final = re.compile(r"\b(?:as|so)\s+(?:m\w+\s+)?(?P<what>\w+)\s+as\b", re.IGNORECASE)
_DENIED = 0.7
"""The part of the words of what the evidence denies that a statement has at least which says it."""
_CONVERSE: Final = frozenset({"win", "lose"})
_DISOWNING = frozenset({"denial", "deny", "disavow", "disown"})
_UNLESS = 0.6
"""As `_DENIED`, of a condition with "unless": a statement that has its words says "if"."""


def check_polarity(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find what `text` denies and its evidence affirms, or the other way round."""
    if not is_comparable(text, passages):
        return []
    evidence, near = evidence_propositions(passages), closest(text, passages)
    findings = []
    for claim in propositions(text):
        if not claim.asserted or is_thinking(claim):
            continue
        matches = [
            match
            for match in counterparts(claim, text, evidence, near)
            if match.proposition.asserted
            # To confirm a report is the opposite of denying it, and no other word for it.
            if match.opposite or not _is_saying_apart(claim, match.proposition)
        ]
        if turned := next((match for match in matches if _turns_on(claim, match, evidence)), None):
            findings.append(_contradiction(text, claim, turned, path))
            continue
        if matches and _is_said_so(claim, evidence):
            continue
        if matches and all(_contradicts(claim, text, match) for match in matches):
            findings.append(_contradiction(text, claim, matches[0], path))
        elif not matches and not claim.denied and not has_negative(text):
            other = about_the_same(claim, evidence_propositions(near))
            if claim.predicate not in ANYTHING and any(
                said.predicate == claim.predicate and not said.denied for said, _ in evidence
            ):
                continue
            if other and other.proposition.asserted and other.proposition.denied:
                findings.append(_contradiction(text, claim, other, path))
    if findings or near != passages:
        return findings
    if (lone := _lone_denial(text, passages)) or (lone := _lacking(text, passages)):
        message = f"“{lone.span.of(text)}” denies what no cited sentence denies"
        return [finding("negation-changed", path, message)]
    if dropped := _dropped_denial(text, passages):
        denial, passage = dropped
        there = denial.span.of(passage.document.text)
        words = ", ".join(sorted(denial.denied or {denial.base}))
        message = f"nothing is denied here, and “{there}” in the evidence denies “{words}”"
        return [finding("negation-changed", path, message)]
    return []


def _is_saying_apart(claim: Proposition, said: Proposition) -> bool:
    """Whether both are of saying, in different words: who cannot tell who did it has said so."""
    return claim.predicate != said.predicate and {claim.predicate, said.predicate} <= CLAUSAL


def _contradicts(claim: Proposition, text: str, match: Match) -> bool:
    """Whether one denies what the other affirms, and no word beside them makes up for it.

    To answer “no comment” is not to comment, what comes for the first time has never come
    before, and what nobody has but one has come about.
    """
    if _are_opposed(claim, match.proposition):
        return claim.predicate == match.proposition.predicate and _denied(match) == claim.denied
    if _denied(match) == claim.denied:
        return False
    verbs = {claim.predicate, match.proposition.predicate}
    if verbs == _CONVERSE and not may_be_one(claim.agent, match.proposition.agent):
        return False  # what one has lost the other has won
    here = claim.clause.of(text)
    there = match.proposition.clause.of(match.passage.document.text)
    if bool(_EXCEPTING.search(here)) != bool(_EXCEPTING.search(there)):
        return False
    affirmed, denying = (there, here) if claim.denied else (here, there)
    if _is_less(affirmed, denying):
        return False
    told = affirmed
    if claim.denied:  # "it is unlikely that any will pass": the denial stands in the clause above
        document = match.passage.document
        (sentence, *_) = document.sentences_touching(match.proposition.span)
        beside = denials(document.text, sentence.span)
        told = sentence.span.of(document.text)
    else:
        beside = denials(text)
    known = Vocabulary(match.proposition.inside)
    return not _AT_FIRST.search(told) and not any(
        any(are_related(claim.predicate, word) for word in denial.denied)
        # "A question of justice, not of blame", for "not of blame, but of justice".
        or (
            not claim.denied
            and _RATHER.search(there)
            and denial.word == "not"
            and denial.denied
            and all(map(known.__contains__, denial.denied))
        )
        for denial in beside
        if denial.certain
    )


def _are_opposed(one: Proposition, other: Proposition) -> bool:
    """Whether one speaks for, and the other against, the same."""
    if one.side is None or other.side is None or one.side.way == other.side.way:
        return False
    things = (one.side.thing, other.side.thing)
    return not all(things) or are_related(*things)


def _turns_on(
    claim: Proposition, match: Match, evidence: Sequence[tuple[Proposition, Passage]]
) -> bool:
    """Whether one who is named takes the other side there, and nowhere this one."""
    return _are_opposed(claim, match.proposition) and not any(
        said.side is not None
        and claim.side is not None
        and said.side.way == claim.side.way
        and may_be_one(said.agent, claim.agent)
        for said, _ in evidence
    )


def _is_less(affirmed: str, denying: str) -> bool:
    """Whether the one says less of it, and the other that it is not as much: less devout."""
    less, same = _LESS.search(affirmed), _AS.search(denying)
    return bool(less and same and are_related(less["what"].lower(), same["what"].lower()))


def _is_said_so(claim: Proposition, evidence: Sequence[tuple[Proposition, Passage]]) -> bool:
    """Whether the evidence has the verb as the statement has it, denied or not, somewhere else.

    "Might do so" has the verb of the clause before it.
    """
    return any(
        there.denied == claim.denied
        and not _are_opposed(there, claim)
        and may_be_one(there.agent, claim.agent)
        and (
            (there.predicate == claim.predicate and bool(there.words & claim.words))
            or does_so(there, passage)
        )
        for there, passage in evidence
    )


def _lone_denial(text: str, passages: Sequence[Passage]) -> Denial | None:
    """A word of the statement that denies, where the evidence has none that could answer.

    Where the evidence denies anything, a verb that does may say so in words that are on no list:
    to reverse a ruling is to roll it back.
    """
    stated, said = stated_lemmas(text), cited_lemmas(passages)
    known = Vocabulary(stated)
    there = [
        denial for passage in passages for denial in denials(passage.document.text, passage.span)
    ]
    own, denied = denials(text), Vocabulary(said)
    extra = [
        denial
        for denial in _unmatched(own, there, stated, said)
        if (_is_plain(denial, there) and _is_about(denial, denied)) or _is_base(denial, said)
    ]
    if not extra:
        return None
    answers = [
        denial
        for denial in _unmatched(there, own, said, stated)
        if not denial.base or denial.certain or _is_base(denial, stated)
    ]
    if _NEVER_BEFORE.search(text) and any(_AT_FIRST.search(passage.text) for passage in passages):
        return None  # what comes for the first time has never come before
    if any(
        answer.word in _DISOWNING and any(map(known.__contains__, answer.near))
        for answer in answers
    ):
        return None  # to have no part in it is to deny involvement, in whatever words
    return next((denial for denial in extra if not _is_answered(denial, answers)), None)


def _lacking(text: str, passages: Sequence[Passage]) -> Denial | None:
    """What the statement does "without", and the evidence, which has it, denies nowhere."""
    for denial in denials(text):
        if denial.span.of(text).lower() != "without" or not denial.denied:
            continue
        having = [
            passage
            for passage in passages
            if all(map(Vocabulary(cited_lemmas([passage])).__contains__, denial.denied))
        ]
        if having and not any(denials(one.document.text, one.span) for one in having):
            return denial
    return None


def _is_plain(denial: Denial, there: Sequence[Denial]) -> bool:
    """Whether it is a "not", or refuses where the evidence denies nothing: vetoed, for signed."""
    return denial.word == "not" or (denial.word in REFUSING and not there)


def _is_answered(denial: Denial, answers: Sequence[Denial]) -> bool:
    """Whether one of the others denies something of the clause in which it stands.

    A clause of one word, "they had not known", may have any other word in its place.
    """
    near = (denial.near | denial.denied) - {denial.word}
    known = Vocabulary(near)
    for answer in answers:
        there = (answer.near | answer.denied) - {answer.word}
        if len(near) <= 1 or any(word in known for word in there):
            return True
    return False


def _dropped_denial(text: str, passages: Sequence[Passage]) -> tuple[Denial, Passage] | None:
    """A word of the evidence that denies what the statement says and does not deny."""
    stated, said = stated_lemmas(text), cited_lemmas(passages)
    own = denials(text)
    if any(denial.word == "not" for denial in own) or _unmatched(own, [], stated, said):
        return None
    known = Vocabulary(stated)
    for passage in passages:
        for denial in denials(passage.document.text, passage.span):
            if _is_said(denial, stated):
                continue
            if _is_affirmed(denial, passages):
                continue
            shared = sum(word in known for word in denial.denied)
            unless = denial.span.of(passage.document.text).lower() == "unless"
            least = _UNLESS if unless else _DENIED
            whole = shared and shared >= least * len(denial.denied)
            if not (whole or denial.base in stated):
                continue
            names = {word.lower() for word in capitalised(passage.document.text)}
            if not (denial.denied and denial.denied <= names):
                return denial, passage  # but who somebody is not, "he isn't Rey", denies nothing
    return None


def _is_affirmed(denial: Denial, passages: Sequence[Passage]) -> bool:
    """Whether a clause of the passages says of itself what the denial denies."""
    return bool(denial.denied) and any(
        proposition.asserted and not proposition.denied and denial.denied <= proposition.inside
        for proposition, passage in evidence_propositions(passages)
        if not proposition.clause.holds(denial.span)
    )


def _is_said(denial: Denial, stated: frozenset[str]) -> bool:
    """Whether the statement has the word too, or another one for "not … until"."""
    if denial.word == "not":
        return "until" in stated
    if denial.word in KEEPING and not KEEPING.isdisjoint(stated):
        return True  # to stop him from it is to keep him from it
    return any(are_related(denial.word, word) for word in stated)


def _unmatched(
    denied: Sequence[Denial],
    others: Sequence[Denial],
    words: frozenset[str],
    other_words: frozenset[str],
) -> list[Denial]:
    """Those that the other side has not got: one "not" answers another, a word its family."""
    same = Counter(other.word for other in others) & Counter(denial.word for denial in denied)
    del same["not"]
    spare = [other for other in others if other.word == "not" or _is_base(other, words)]
    nots, left = [], []
    for denial in denied:
        if same[denial.word]:
            same[denial.word] -= 1
        elif denial.word == "not" or _is_base(denial, other_words):
            nots.append(denial)
        elif not any(are_related(denial.word, word) for word in other_words):
            left.append(denial)
    apart = []
    for denial in nots:
        answer = next((other for other in spare if _is_answered(denial, [other])), None)
        if answer:
            spare.remove(answer)
        else:
            apart.append(denial)
    return left + apart[len(spare) :]


def _is_about(denial: Denial, said: Vocabulary) -> bool:
    """Whether it denies by itself, or in a condition what the evidence has words for.

    "If nothing changes" may be said for "if the plan remains intact".
    """
    known = sum(word in said for word in denial.denied)
    return not denial.conditional or known > len(denial.denied) / 2


def _is_base(denial: Denial, words: frozenset[str]) -> bool:
    """Whether what its prefix denies stands among the words: unqualified, qualified."""
    return bool(denial.base) and any(are_related(denial.base, word) for word in words)


def _denied(match: Match) -> bool:
    return match.proposition.denied != match.opposite


def _contradiction(text: str, claim: Proposition, match: Match, path: str) -> Finding:
    here, there = claim.span.of(text), match.proposition.span.of(match.passage.document.text)
    return finding(
        "negation-changed",
        path,
        f"“{here}” says the opposite of “{there}” in the evidence",
    )
