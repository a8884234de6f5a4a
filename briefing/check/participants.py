"""Who did what to whom: each in the role that the evidence gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.brief import Finding
from briefing.check.alignment import closest, is_comparable
from briefing.check.passages import Passage
from briefing.findings import finding
from briefing.language.families import Vocabulary, are_related
from briefing.language.roles import Filler, Role, converse, may_be, name_forms, roles

__all__ = ["check_participants"]

_EITHER_WAY = frozenset(
    """
    agree clash cooperate differ disagree face fight meet negotiate talk
    alarm anger concern disappoint encourage please regret surprise trouble worry
    """.split()
)
"""Verbs of what two do to each other, and of feelings: either may come first."""
_EITHER = frozenset({"agent", "patient", "to", "with"})
"""The roles in which either may stand."""

_DOES = frozenset({"agent"})
_BESIDE = frozenset({"of", "in", "at"})
_OF = frozenset({"of"})
_UNDERGOES = frozenset({"patient"})
_DYING = frozenset({"dead", "death", "die"})
_SHARED = 0.34
"""The part of its clause's words by which a role is told to be of the same event."""
_ALIKE = 0.4
"""The same, where one alone is found in another one's place."""
_PUT_ALIKE = 0.6
"""The same, where the statement has nothing else of the one whose place it is."""
_PLACED = frozenset({"in", "of", "is"})
"""Roles of what is larger or smaller as well: who is in Kyiv is in Ukraine."""
_MUCH_ALIKE = 0.7
"""The same, where the evidence is many sentences."""
_CROSSED = 0.2
"""The same, where one who does something in it undergoes that in the other."""
_REACH = 60
"""Code points after a name in which another one is looked for that shares its part."""


def check_participants(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find two that have exchanged their roles in `text`."""
    if not is_comparable(text, passages):
        return []
    evidence = [
        role
        for passage in passages
        for role in _with_converses(roles(passage.document.text, passage.span))
    ]
    near = closest(text, passages)
    least = _ALIKE if near == passages else _MUCH_ALIKE
    stated = _with_converses(roles(text))
    names = name_forms(text)
    others = frozenset().union(*(name_forms(passage.text) for passage in passages))
    mistaken = [(role, said) for role in stated if (said := _others(role, evidence))]
    for role, said in mistaken:
        for there in said:
            known = _is_among(role.filler, evidence, others)
            if _is_joined(role.filler, there.filler, _source(there, passages)):
                continue
            if not any(passage.span.holds(there.place) for passage in near):
                continue
            if ("in" in role.kinds) != ("in" in there.kinds):
                continue  # a store of the company's, and one in the town
            if role.kinds <= _BESIDE and {role.filler.kind, there.filler.kind} == {"place", ""}:
                continue  # a shooting in California, and one by gunmen
            named = _is_among(there.filler, stated, names)
            if not named and _is_put_for(role, there, stated):
                return [_swapped(role, there, text, passages, path)]
            if (named and known) and (
                _gives_back(role, there, mistaken) or _is_replaced(role, there, stated, least)
            ):
                return [_swapped(role, there, text, passages, path)]
    for role in stated:
        if crossed := _crossed(role, text, stated, evidence):
            return [_swapped(role, crossed, text, passages, path)]
    return []


def _with_converses(given: Sequence[Role]) -> list[Role]:
    return [*given, *filter(None, map(converse, given))]


def _crossed(
    role: Role, text: str, stated: Sequence[Role], evidence: Sequence[Role]
) -> Role | None:
    """Who does to the one named, in the evidence, what he does to somebody here.

    Whoever "it" may be elsewhere, it is not what stands beside it: "it has blocked the ships".
    """
    shown = role.filler.span.of(text)
    if role.kinds != _DOES or role.filler.unknown or not shown[:1].isupper():
        return None
    if role.predicate in _EITHER_WAY:
        return None
    if not any(
        other.place == role.place
        and other.kinds == _UNDERGOES
        and not other.filler.span.of(text).endswith(("self", "selves"))
        for other in stated
    ):
        return None
    same = [
        there
        for there in evidence
        if there.predicate == role.predicate and _shared(role, there) >= _CROSSED
    ]
    undergone = {
        there.place
        for there in same
        if there.kinds == _UNDERGOES and not role.filler.about.isdisjoint(there.filler.about)
    }
    doing = [there for there in same if there.kinds == _DOES]
    if any(
        may_be(role.filler, there.filler)
        and not (there.filler.unknown and there.place in undergone)
        for there in doing
    ):
        return None
    return next((there for there in doing if there.place in undergone), None)


def _swapped(role: Role, there: Role, text: str, passages: Sequence[Passage], path: str) -> Finding:
    source = _source(there, passages)
    return finding(
        "roles-swapped",
        path,
        f"“{role.filler.span.of(text)}” stands with “{role.place.of(text)}”, and in "
        f"the evidence “{there.filler.span.of(source)}” does",
    )


def _source(role: Role, passages: Sequence[Passage]) -> str:
    return next(p.document.text for p in passages if p.span.holds(role.place))


def _others(role: Role, evidence: Iterable[Role]) -> list[Role]:
    """The same role in the evidence, where others fill it, and none may be the one stated."""
    if role.filler.unknown:
        return []
    same = [
        there
        for there in evidence
        if not _kinds(there).isdisjoint(_kinds(role)) and _is_same_event(role, there)
    ]
    if role.kinds == _OF and any(may_be(role.filler, there.filler) for there in same):
        return []  # 79 percent of the one, and 49 percent of the other
    same = [there for there in same if _shared(role, there) >= _SHARED]
    if any(may_be(role.filler, there.filler) for there in same):
        return []
    if not role.filler.kind:  # "members must": of whom a speech says "we" is left open
        same = [there for there in same if not there.filler.is_speaker]
    return same


def _kinds(role: Role) -> frozenset[str]:
    either = role.predicate in _EITHER_WAY and not role.kinds.isdisjoint(_EITHER)
    return role.kinds | _EITHER if either else role.kinds


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


def _is_replaced(role: Role, there: Role, stated: Sequence[Role], least: float) -> bool:
    """Whether a named one stands in the place of another named one, in a clause much the same."""
    if _shared(role, there) < least or not _tells_apart(role, there):
        return False
    if not (role.filler.about and there.filler.about):
        return False
    return not any(
        other.place == role.place
        and not other.kinds.isdisjoint(role.kinds)
        and may_be(other.filler, there.filler)
        for other in stated
    )


def _is_put_for(role: Role, there: Role, stated: Sequence[Role]) -> bool:
    """Whether a name stands in the place of another, of which the statement has nothing."""
    one, other = role.filler, there.filler
    listed = any(
        also.place == role.place and also.kinds == role.kinds for also in stated if also is not role
    )
    return (
        bool(one.kind)
        and one.kind == other.kind
        and not listed
        and _PLACED.isdisjoint(role.kinds)
        and _is_replaced(role, there, stated, _PUT_ALIKE)
    )


def _tells_apart(role: Role, there: Role) -> bool:
    """Whether the word is one that few do: many say something, in many words for it."""
    if not are_related(role.predicate, "say"):
        return True
    return role.predicate == there.predicate and role.predicate not in ("say", "tell")


def _is_joined(one: Filler, other: Filler, source: str) -> bool:
    """Whether the evidence goes on to "and" the one after the other: they share its part."""
    _, joined, following = source[other.span.end : other.span.end + _REACH].partition(" and ")
    first = " ".join(following.split()[:2])
    return bool(joined) and not one.about.isdisjoint(name_forms(first))


def _is_among(one: Filler, roles: Sequence[Role], names: frozenset[str]) -> bool:
    """Whether a text mentions it: in one of its roles, or by name."""
    if one.unknown:
        return False
    return not one.about.isdisjoint(names) or any(_is_one(one, role.filler) for role in roles)


def _is_one(one: Filler, other: Filler) -> bool:
    return not one.unknown and not other.unknown and may_be(one, other)


def _shared(role: Role, there: Role) -> float:
    known = Vocabulary(there.clause)
    return sum(word in known for word in role.clause) / max(1, len(role.clause))
