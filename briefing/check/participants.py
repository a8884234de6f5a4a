"""Who did what to whom: each in the role that the evidence gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.brief import Finding
from briefing.check.alignment import closest, is_comparable
from briefing.check.passages import Passage
from briefing.findings import finding
from briefing.language.families import Vocabulary, are_related
from briefing.language.roles import Filler, Role, may_be, roles

__all__ = ["check_participants"]

_EITHER_WAY = frozenset(
    """
    agree clash cooperate differ disagree fight meet negotiate talk
    alarm anger concern disappoint encourage please regret surprise trouble worry
    """.split()
)
"""Verbs of what two do to each other, and of feelings: either may come first."""

_DYING = frozenset({"dead", "death", "die"})
_ALIKE = 0.4
_SHARED = 0.34
"""The part of its clause's words by which a role is told to be of the same event."""


_AND = re.compile(r"(?:\W*\w+){0,6}\W+(?:and|or)\W+(?:\w+\W+){0,6}")


def check_participants(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find two that have exchanged their roles in `text`."""
    if not is_comparable(text, passages):
        return []
    evidence = [
        role
        for passage in passages
        for role in roles(passage.document.text)
        if passage.span.holds(role.place)
    ]
    near = closest(text, passages)
    stated = [role for role in roles(text) if role.predicate not in _EITHER_WAY]
    mistaken = [(role, said) for role in stated if (said := _others(role, evidence))]
    for role, said in mistaken:
        for there in said:
            named = any(_is_one(there.filler, other.filler) for other in stated)
            known = any(_is_one(role.filler, other.filler) for other in evidence)
            if not named or not known:
                continue
            if not any(passage.span.holds(there.place) for passage in near):
                continue
            if _gives_back(role, there, mistaken) or _is_replaced(role, there, stated):
                source = next(p.document.text for p in passages if p.span.holds(there.place))
                return [
                    finding(
                        "roles-swapped",
                        path,
                        f"“{role.filler.span.of(text)}” stands with “{role.place.of(text)}”, and in "
                        f"the evidence “{there.filler.span.of(source)}” does",
                    )
                ]
    return []


def _others(role: Role, evidence: Iterable[Role]) -> list[Role]:
    """The same role in the evidence, where others fill it, and none may be the one stated."""
    if role.filler.unknown:
        return []
    same = [
        there
        for there in evidence
        if not there.kinds.isdisjoint(role.kinds) and _is_same_event(role, there)
    ]
    same = [there for there in same if _shared(role, there) >= _SHARED]
    if any(may_be(role.filler, there.filler) for there in same):
        return []
    return same


def _is_same_event(role: Role, there: Role) -> bool:
    one, other = role.predicate, there.predicate
    # To kill is not to die: one is the converse of the other.
    return one == other or (are_related(one, other) and _DYING.isdisjoint({one, other}))


def _gives_back(role: Role, there: Role, mistaken: Sequence[tuple[Role, list[Role]]]) -> bool:
    """Whether the one of the evidence has in turn a role that the evidence gives the first."""
    return any(
        _is_one(other.filler, there.filler)
        and any(_is_one(role.filler, said.filler) for said in said_roles)
        for other, said_roles in mistaken
    )


def _is_replaced(role: Role, there: Role, stated: Sequence[Role]) -> bool:
    """Whether a named one stands in the place of another named one, in a clause much the same."""
    if are_related(role.predicate, "say") or _shared(role, there) < _ALIKE:
        return False
    if not (role.filler.about and there.filler.about):
        return False
    return not any(
        other.place == role.place
        and not other.kinds.isdisjoint(role.kinds)
        and may_be(other.filler, there.filler)
        for other in stated
    )


def _is_one(one: Filler, other: Filler) -> bool:
    return not one.unknown and not other.unknown and may_be(one, other)


def _shared(role: Role, there: Role) -> float:
    known = Vocabulary(there.clause)
    return sum(word in known for word in role.clause) / max(1, len(role.clause))
