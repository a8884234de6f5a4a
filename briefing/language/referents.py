"""Whom the pronouns and descriptions of cited sentences may stand for: he, we, the senator."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.document import Span
from briefing.language.cues import words
from briefing.language.mentions import Entity, entities
from briefing.language.names import is_role
from briefing.language.parsing import parse

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["KIN", "Mention", "has_stand_in", "is_named", "label_of", "named", "referents"]

_THIRD: Final = words("he him his himself she her hers herself")
_FIRST: Final = words("i me my mine myself we us our ours ourselves")
_DEFINITE: Final = words("the this that his her its their")
KIN: Final = words(
    """
    boy brother child couple daughter father girl husband man mother parent sister son widow wife
    woman
    """
)
_PLACES: Final = words("city country island kingdom nation province region state town village")
_BODIES: Final = words(
    """
    agency airline alliance army association bank bloc board body business chain channel charity
    church club college commission committee company council court department
    government force foundation group firm hospital institute institution ministry
    movement network newspaper organisation organization outlet paper party police province
    publication school service side site station team union university village
    website
    """
)
_KINDS: Final = {
    "person": frozenset({"person"}),
    "speaker": frozenset({"person"}),
    "kin": frozenset({"person"}),
    "body": frozenset({"organisation"}),
    "place": frozenset({"place"}),
}
_LAST: Final = 1
"""Of the persons who acted before it so many may be meant by a word."""
_LAST_OTHERS: Final = 2
"""The same, of bodies and places."""
_LABEL: Final = re.compile(r"^[ \t]*[A-Z][A-Z.’' -]+:(?=\s)", re.MULTILINE)


class Mention(NamedTuple):
    """A mention by name, and who is named."""

    span: Span
    entity: Entity


@lru_cache(maxsize=8)
def named(text: str) -> tuple[Mention, ...]:
    """Every mention by name in `text`, in order."""
    return tuple(
        sorted(
            Mention(span, entity)
            for entity in entities(text)
            for span in entity.mentions
            if is_named(span.of(text))
        )
    )


def is_named(mention: str) -> bool:
    """Whether the mention has a name: no pronoun, and no title such as "The president"."""
    pronoun = mention.casefold() in _THIRD
    return not pronoun and any(map(str.isupper, re.sub(r"^[Tt]he\s+", "", mention)))


def has_stand_in(text: str, passage: Span) -> bool:
    """Whether a pronoun or a description stands for a person whom the passage does not name."""
    return not {"person", "kin"}.isdisjoint(_stand_ins(text, passage))


def referents(text: str, passage: Span) -> list[Entity]:
    """Those named elsewhere for whom a word of the passage may stand.

    A pronoun or a description ("the senator", "the group") that no name precedes in the
    passage may stand for the last person who acted before it; where it is none, for the last
    two of its kind and the one named most; "I" and "we" also for the next one named, a word of
    kinship for the namesakes of those named before.
    """
    found: list[Entity] = []
    for kind in dict.fromkeys(_stand_ins(text, passage)):
        last = _LAST if kind == "person" else _LAST_OTHERS
        actors = (m.entity for m in _before(text, passage) if _acts(m.span, text))
        others = (m.entity for m in _before(text, passage))
        acting = list(islice(_fitting(actors, kind, text), last))
        found += acting or islice(_fitting(others, kind, text), last)
        if kind != "person":
            found += _foremost(text, kind)
        if kind == "speaker":
            found += islice(_fitting((m.entity for m in _after(text, passage)), kind, text), 1)
        if kind == "kin":
            known = _fitting((m.entity for m in _before(text, passage)), kind, text)
            found += _relatives(text, known)
    return list(dict.fromkeys(found))


def _before(text: str, passage: Span) -> Iterator[Mention]:
    """The mentions by name before the passage that are not part of another, the last one first."""
    mentions = named(text)
    for place in range(bisect_left(mentions, passage.start, key=_start) - 1, -1, -1):
        span = mentions[place].span
        if span.end <= passage.start and not _is_part(span, text):
            yield mentions[place]


def _after(text: str, passage: Span) -> Iterator[Mention]:
    """The mentions by name after the passage that are not part of another."""
    mentions = named(text)
    for place in range(bisect_left(mentions, passage.end, key=_start), len(mentions)):
        if not _is_part(mentions[place].span, text):
            yield mentions[place]


def _start(mention: Mention) -> int:
    return mention.span.start


def _fitting(entities: Iterable[Entity], kind: str, text: str) -> Iterator[Entity]:
    """Those for whom a word of this kind may stand, each once."""
    seen: set[Entity] = set()
    for entity in entities:
        if entity not in seen:
            seen.add(entity)
            if _fits(entity, kind, text):
                yield entity


def _fits(entity: Entity, kind: str, text: str) -> bool:
    """Whether a word of this kind may stand for the entity.

    A company named for a person, or like one, is taken for a person; it has no office and is
    neither he nor she.
    """
    if entity.kind in _KINDS[kind]:
        return True
    if kind != "body" or entity.kind != "person":
        return False
    return not entity.roles and all(is_named(span.of(text)) for span in entity.mentions)


def _is_part(name: Span, text: str) -> bool:
    """Whether the name only tells whose another one is, or what it is like: Obama's Council."""
    span = parse(text).char_span(*name, alignment_mode="expand")
    return span is not None and span.root.dep_ in ("poss", "compound", "amod", "nmod")


def _acts(name: Span, text: str) -> bool:
    """Whether the name is the subject of its clause."""
    span = parse(text).char_span(*name, alignment_mode="expand")
    return span is not None and span.root.dep_ in ("nsubj", "nsubjpass")


def label_of(text: str, passage: Span) -> str:
    """The name by which the turn of a transcript begins that holds the passage, if any."""
    labels = _labels(text)
    place = bisect_right(labels, passage.start, key=lambda label: label.end)
    return labels[place - 1].of(text) if place else ""


@lru_cache(maxsize=8)
def _labels(text: str) -> tuple[Span, ...]:
    return tuple(Span(*label.span()) for label in _LABEL.finditer(text))


def _relatives(text: str, of: Iterable[Entity]) -> list[Entity]:
    """The persons who share a surname with one of these."""
    surnames = {entity.name.of(text).split()[-1] for entity in of}
    return [
        entity
        for entity in entities(text)
        if entity.kind == "person" and entity.name.of(text).split()[-1] in surnames
    ]


@lru_cache(maxsize=32)
def _foremost(text: str, kind: str) -> tuple[Entity, ...]:
    """The one of this kind that the text names most, if no other one is named as often."""
    count = Counter(m.entity for m in named(text) if _fits(m.entity, kind, text))
    ranked = count.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ()
    return (ranked[0][0],)


def _stand_ins(text: str, passage: Span) -> Iterator[str]:
    """What kinds of one the pronouns and descriptions stand for."""
    mentions = named(text)
    first_here, after = (bisect_left(mentions, place, key=_start) for place in passage)
    here = [mention for mention in mentions[first_here:after] if passage.holds(mention.span)]
    first = {
        kind: min((m.span.start for m in here if _fits(m.entity, kind, text)), default=len(text))
        for kind in _KINDS
    }
    for token in parse(text).char_span(*passage, alignment_mode="expand") or ():
        kind = _kind(token)
        if kind in ("speaker", "kin") or (kind and token.left_edge.idx <= first[kind]):
            yield kind


def _kind(token: Token) -> str | None:
    if token.lower_ in _FIRST and token.text != "US":
        return "speaker"
    if token.lower_ in _THIRD:
        return "person"
    if token.tag_ not in ("NN", "NNS") or not _is_definite(token):
        return None
    lemma = token.lemma_.lower()
    if lemma in _PLACES:
        return "place"
    if lemma in _BODIES:
        return "body"
    if lemma in KIN:
        return "kin"
    return "person" if is_role(token) else None


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in _DEFINITE for child in noun.lefts)
