"""What somebody is asked for: as insistently as in the evidence, and not as got."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.brief import Finding
from briefing.check.alignment import (
    cited_lemmas,
    evidence_propositions,
    is_comparable,
)
from briefing.check.passages import Passage
from briefing.findings import finding
from briefing.language.cues import words
from briefing.language.families import Vocabulary, are_related
from briefing.language.propositions import Proposition, propositions
from briefing.language.urging import Urging, urgings

__all__ = ["check_asking"]

_SAME: Final = 0.5
"""The part of the words of what is asked for that another asks for at least, to be compared."""
_ROOM: Final = 1
"""Steps of insistence between which a paraphrase may choose: asked, urged; urged, demanded."""
_MADE: Final = frozenset({5})
_SEEKING: Final = words(
    "apply ask bid campaign demand hope lobby offer petition propose pursue push request seek want"
)
_GETTING: Final = words("achieve attain gain get obtain receive secure win")
"""Whoever did this has it."""
_GIVING: Final = words(
    "accept adopt agree allow approve award deliver do give grant hand pass provide send sign"
    " supply take"
)
"""Where the evidence has one of these, what was sought may have been given."""
_THING: Final = 0.6
"""The part of the words of what was got that what was sought has at least."""


def check_asking(text: str, passages: Sequence[Passage], path: str) -> Iterator[Finding]:
    """Find what `text` asks for more or less insistently than its evidence, or says was got."""
    if not is_comparable(text, passages):
        return
    said = [
        (urging, passage)
        for passage in passages
        for urging in urgings(passage.document.text, passage.span)
    ]
    done = {
        act.predicate.split()[0]  # without its particle
        for act, _ in evidence_propositions(passages)
        if act.asserted and not act.denied and act.modality <= {"fact"}
    }
    for stated in urgings(text):
        if stated.grades == _MADE and not done.isdisjoint({*stated.words, "do"}):
            continue  # they were asked to, and did
        others = [(urging, passage) for urging, passage in said if _is_same(stated, urging)]
        if others and all(_is_apart(stated, urging) for urging, _ in others):
            urging, passage = others[0]
            there = urging.span.of(passage.document.text)
            message = f"“{stated.span.of(text)}” is not as insistent as “{there}” in the evidence"
            yield finding("modality-changed", path, message)
            return
    yield from _got(text, passages, path)


def _is_same(stated: Urging, said: Urging) -> bool:
    known = Vocabulary(said.words)
    shared = sum(word in known for word in stated.words)
    return bool(shared) and shared >= _SAME * len(stated.words)


def _is_apart(stated: Urging, said: Urging) -> bool:
    return min(abs(one - other) for one in stated.grades for other in said.grades) > _ROOM


def _got(text: str, passages: Sequence[Passage], path: str) -> Iterator[Finding]:
    """Find that `text` says was got what its evidence says is sought: secured, for proposed."""
    got = [
        (claim, claim.patient.words)
        for claim in propositions(text)
        if claim.predicate in _GETTING and claim.asserted and not claim.denied
        if claim.modality <= {"fact"} and claim.patient and claim.patient.words
    ]
    if not got or not (_GETTING | _GIVING).isdisjoint(cited_lemmas(passages)):
        return
    for claim, thing in got:
        for said, passage in evidence_propositions(passages):
            # An offer that was made is had.
            made = any(are_related(said.predicate, word) for word in thing)
            if said.predicate in _SEEKING and not made and _is_about(said, thing):
                here, there = claim.span.of(text), said.span.of(passage.document.text)
                message = f"“{here}” says it was got, “{there}” in the evidence does not"
                yield finding("modality-changed", path, message)
                return


def _is_about(said: Proposition, thing: frozenset[str]) -> bool:
    known = Vocabulary(said.words | said.inside)
    return sum(word in known for word in thing) >= _THING * len(thing)
