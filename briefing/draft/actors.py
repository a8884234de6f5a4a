"""Who acts and speaks: names, roles, and what each says, in the sources' own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.brief import DraftActor, DraftClaim
from briefing.document import Document, Span
from briefing.language.attributions import Attribution, attributions
from briefing.language.mentions import Entity, entities

__all__ = ["draft_actors", "name_at", "sentences_at"]

_POSITION_LENGTH = range(4, 41)
"""Words that a position on a one-page brief can have."""
_SPEAKING_WEIGHT = 3


@dataclass
class _Actor:
    """Somebody, gathered over all documents."""

    name: str
    role: str = ""
    evidence: list[str] = field(default_factory=list)
    positions: list[DraftClaim] = field(default_factory=list)
    weight: int = 0
    person: bool = False


def draft_actors(documents: Sequence[Document], number: int) -> list[DraftActor]:
    """The people, and the bodies that speak, with roles and positions.

    People whose role is known come first, then the weightiest: who speaks, then who is named.
    Names that share their last word and do not contradict each other are one actor.
    """
    actors: list[_Actor] = []
    for document in documents:
        said = [
            attribution
            for attribution in attributions(document.text)
            if attribution.cue and not _in_title(document, attribution.cue)
        ]
        for entity in entities(document.text):
            _gather(actors, document, entity, said)
    seen = [actor for actor in actors if actor.person or actor.positions]
    seen.sort(key=lambda actor: (not (actor.person and actor.role), -actor.weight))
    return [
        DraftActor(
            name=actor.name,
            role=actor.role,
            position=actor.positions[0] if actor.positions else None,
            evidence=actor.evidence,
        )
        for actor in seen[:number]
    ]


def _gather(
    actors: list[_Actor], document: Document, entity: Entity, said: Sequence[Attribution]
) -> None:
    name = entity.name.of(document.text)
    actor = next((other for other in actors if _same(other.name, name)), None)
    if actor is None:
        actor = _Actor(name)
        actors.append(actor)
    elif len(name) > len(actor.name):
        actor.name = name
    positions = [
        claim
        for attribution in said
        if attribution.speaker in entity.mentions or attribution.source in entity.mentions
        if (claim := _position(document, attribution))
    ]
    role = max((span.of(document.text) for span in entity.roles), key=len, default="")
    if not actor.evidence or (role and not actor.role):
        role_span = max(entity.roles, key=lambda span: span.end - span.start, default=entity.name)
        actor.evidence = sentences_at(document, entity.name, role_span)
    actor.role = actor.role or role
    actor.person = actor.person or entity.kind == "person"
    actor.positions += positions
    actor.weight += len(entity.mentions) + _SPEAKING_WEIGHT * len(positions)


def _same(one: str, other: str) -> bool:
    """Whether two names name the same: equal, or one is the other's last words."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return longer[-len(shorter) :] == shorter


def _position(document: Document, attribution: Attribution) -> DraftClaim | None:
    """The saying as the text has it, from its cue on; None where it is too long or too short."""
    cue, content = attribution.cue, attribution.content
    if cue is None or content is None:
        return None
    if cue.end <= content.start and content.start - cue.end <= 2:
        text = Span(cue.start, content.end).of(document.text)
    else:
        text = f"{cue.of(document.text)} {content.of(document.text)}"
    text = " ".join(text.split()).rstrip(" ,;.")
    if len(text.split()) not in _POSITION_LENGTH:
        return None
    return DraftClaim(text=text, evidence=sentences_at(document, cue, content))


def _in_title(document: Document, span: Span) -> bool:
    """Whether a passage stands in the headline, which only announces what the text says."""
    (sentence, *_) = sentences_at(document, span)
    return document.sentence_by_id[sentence].span.of(document.text) == document.title


def name_at(text: str, span: Span) -> str:
    """The name of whom a passage stands for; the passage itself where nobody is known."""
    for entity in entities(text):
        if any(
            span.start < mention.end and mention.start < span.end for mention in entity.mentions
        ):
            return entity.name.of(text)
    return span.of(text)


def sentences_at(document: Document, *spans: Span) -> list[str]:
    """The ids of the sentences that the spans touch, in reading order."""
    return [
        sentence.id
        for sentence in document.sentences
        if any(sentence.start < span.end and span.start < sentence.end for span in spans)
    ]
