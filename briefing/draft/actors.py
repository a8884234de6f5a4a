"""Who acts and speaks: names, roles, and what each says, in the sources' own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.brief import DraftActor, DraftClaim
from briefing.document import Document, Span
from briefing.language.attributions import Attribution, attributions
from briefing.language.given import gender_of
from briefing.language.mentions import Entity, entities, entities_in
from briefing.language.parsing import parse
from briefing.language.referents import KIN, is_named
from briefing.language.speaker import first_person, speaker_of

__all__ = ["Cast", "name_at", "sentences_at"]

_POSITION_LENGTH = range(4, 36)
"""Words that a position on a one-page brief can have."""
_SPEAKING_WEIGHT = 3
_OWN_TEXT_WEIGHT = 30
"""What having the word in a whole document weighs, in mentions."""
_LOOSE_END = re.compile(r"[\s,;:.]+$")
_TORN = re.compile(r"\s*(?:['’]|(?:to|have|are|were)\b|\w+,\s+[a-z])")
"""How what follows a name begins where it does not go on from it alone: "’s poised", "vowed,
would", "and Orr have said"."""
_LISTING = re.compile(r":\s*$")
_TO_WHOM = frozenset({"assured", "informed", "reminded", "tell", "tells", "told"})
"""Cues that want to be followed by who was told."""
_WHOSE = re.compile(r"(?:whose|his|her|its|our|their|my)\s+", re.IGNORECASE)
_NO_OFFICE = re.compile(r"^year-old\b|[<>=]")
_ROLE_LENGTH = range(1, 21)
"""Words of a role that can be read at a glance."""
_COMMA_QUOTED = re.compile(r",(?=[\"'”’»]+$)")
"""The comma of the sentence around it that stands inside a quotation."""
_TURNING = re.compile(
    r"n[’']t\b|\b(?:no|not|never|nobody|neither|nor|without|if|unless|whether|den(?:y|ie[sd])|"
    r"false|untrue|doubt\w*|reject\w*)\b",
    re.IGNORECASE,
)
"""Words that, before a saying, may mean that it was not said."""


@dataclass
class _Actor:
    """Somebody, gathered over all documents."""

    name: str
    role: str = ""
    evidence: list[str] = field(default_factory=list)
    positions: list[DraftClaim] = field(default_factory=list)
    weight: int = 0
    person: bool = False
    speaker: bool = False


class Cast:
    """The people, and the bodies that speak, gathered document by document.

    Names of which one is the other's last words are one actor.
    """

    def __init__(self) -> None:
        self._actors: list[_Actor] = []
        self._by_last_word: dict[tuple[str, ...], list[_Actor]] = {}
        self._speeches: list[tuple[Document, Span]] = []

    def add(self, document: Document) -> None:
        """Gather who is named and who speaks in an English document."""
        said = _by_source(
            [
                attribution
                for attribution in attributions(document.text)
                if attribution.cue and not _in_title(document, attribution.cue)
            ]
        )
        for entity in entities(document.text):
            self._gather(document, entity, said)
        if (speaker := speaker_of(document.text)) is not None:
            self._speeches.append((document, speaker))

    def foremost(self, number: int, weights: Mapping[str, float]) -> list[DraftActor]:
        """Those who come first, with roles and positions.

        Args:
            number: How many at most.
            weights: What each sentence weighs that a position may come from, by id.

        Whoever has the word in a whole document and people whose role is known come first, then
        the weightiest: who speaks, then who is named.
        """

        def weight(position: DraftClaim) -> float:
            return max(weights.get(sentence, 0.0) for sentence in position.evidence)

        for document, speaker in self._speeches:
            self._gather_speaker(document, speaker)
        self._speeches.clear()
        seen = [actor for actor in self._actors if actor.person or actor.positions]
        seen.sort(
            key=lambda actor: (not (actor.speaker or (actor.person and actor.role)), -actor.weight)
        )
        return [
            DraftActor(
                name=actor.name,
                role=actor.role,
                position=max(filter(weight, actor.positions), key=weight, default=None),
                evidence=actor.evidence,
            )
            for actor in seen[:number]
        ]

    def _named(self, name: str) -> _Actor:
        """The first one of this name, or a new one."""
        alike = self._by_last_word.setdefault(tuple(name.split()[-1:]), [])
        actor = next((other for other in alike if _same(other.name, name)), None)
        if actor is None:
            actor = _Actor(name)
            self._actors.append(actor)
            alike.append(actor)
        return actor

    def _gather(
        self,
        document: Document,
        entity: Entity,
        said: Mapping[Span, Sequence[tuple[int, Attribution]]],
    ) -> None:
        name = entity.name.of(document.text)
        actor = self._named(name)
        if len(name) > len(actor.name):
            actor.name = name
        text = document.text
        sure = bool(entity.roles) or gender_of(name.split()[0].lower()) is not None
        # What is not surely a person's name may be taken for one: "he" is not the White House.
        own = {
            place: saying
            for mention in entity.mentions
            for place, saying in said.get(mention, ())
            if sure or (saying.source is not None and is_named(saying.source.of(text)))
        }
        positions = [
            claim for place in sorted(own) if (claim := _position(document, own[place])) is not None
        ]
        fitting = (_role(document.text, span) for span in entity.roles)
        roles = [span for span in fitting if span is not None]
        role_span = max(roles, key=lambda span: span.end - span.start, default=None)
        role = role_span.of(document.text) if role_span else ""
        if not actor.evidence or (role and not actor.role):
            actor.evidence = sentences_at(document, entity.name, role_span or entity.name)
        actor.role = actor.role or role
        actor.person = actor.person or entity.kind == "person"
        actor.positions += positions
        actor.weight += len(entity.mentions) + _SPEAKING_WEIGHT * len(positions)

    def _gather_speaker(self, document: Document, speaker: Span) -> None:
        """The speaker of a whole document, with what is said there in the first person."""
        name = speaker.of(document.text)
        actor = self._named(name)
        own = first_person(document.text, [sentence.span for sentence in document.sentences])
        positions = [
            DraftClaim(text=span.of(document.text), evidence=sentences_at(document, speaker, span))
            for span in own
            if len(span.of(document.text).split()) in _POSITION_LENGTH
        ]
        actor.name = name
        actor.evidence = sentences_at(document, speaker)
        actor.positions = positions + actor.positions
        actor.weight += _OWN_TEXT_WEIGHT
        actor.speaker = True


def _by_source(said: Sequence[Attribution]) -> dict[Span, list[tuple[int, Attribution]]]:
    """The sayings, numbered in their order, under the spans of their sources and speakers."""
    found: dict[Span, list[tuple[int, Attribution]]] = {}
    for place, attribution in enumerate(said):
        for span in (attribution.speaker, attribution.source):
            if span is not None:
                found.setdefault(span, []).append((place, attribution))
    return found


def _same(one: str, other: str) -> bool:
    """Whether two names name the same: equal, or one is the other's last words."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return longer[-len(shorter) :] == shorter


def _role(text: str, span: Span) -> Span | None:
    """The role as it can stand beside a name by itself: without "his", no kinship, no long tale."""
    whose = _WHOSE.match(text, *span)
    if whose:
        span = Span(whose.end(), span.end)
    role = span.of(text)
    if _NO_OFFICE.search(role) or len(role.split()) not in _ROLE_LENGTH:
        return None
    return None if whose and role.split()[-1] in KIN else span


def _position(document: Document, attribution: Attribution) -> DraftClaim | None:
    """The saying as the text has it, without a word left out inside it.

    What follows the source to the end of the sentence, or a quotation that opens the
    sentence and its cue. None where that is too long or too short, and where what stands
    before the source could turn the saying round.
    """
    source, cue, content = attribution.source, attribution.cue, attribution.content
    if source is None or cue is None or content is None or attribution.parent is not None:
        return None
    (sentence, *more) = sentences_at(document, source, cue, content)
    if more:
        return None
    whole = document.sentence_by_id[sentence].span
    if source.end <= cue.start < content.start:
        before = Span(whole.start, source.start).of(document.text)
        text = Span(source.end, whole.end).of(document.text)
        verb = parse(document.text).char_span(*cue, alignment_mode="expand")
        if verb is not None and verb.root.pos_ not in ("VERB", "AUX"):
            return None  # Rey's proposal that
        if _TURNING.search(before) or _TORN.match(text) or _LISTING.search(text):
            return None
    elif attribution.direct and content.start == whole.start:
        if cue.of(document.text).split()[-1] in _TO_WHOM:
            return None
        text = f"{cue.of(document.text)} {content.of(document.text)}"
    else:
        return None
    text = _LOOSE_END.sub("", " ".join(text.split()).lstrip(" ,;:—–-"))
    text = _COMMA_QUOTED.sub("", text)
    if len(text.split()) not in _POSITION_LENGTH:
        return None
    return DraftClaim(text=text, evidence=[sentence])


def _in_title(document: Document, span: Span) -> bool:
    """Whether a passage stands in the headline, which only announces what the text says."""
    (sentence, *_) = sentences_at(document, span)
    return document.sentence_by_id[sentence].span.of(document.text) == document.title


def name_at(text: str, span: Span) -> str:
    """The name of whom a passage stands for; the passage itself where nobody is known."""
    known = entities_in(text, span)
    return (known[0].name if known else span).of(text)


def sentences_at(document: Document, *spans: Span) -> list[str]:
    """The ids of the sentences that the spans touch, in reading order."""
    touched = {sentence for span in spans for sentence in document.sentences_touching(span)}
    return [sentence.id for sentence in sorted(touched, key=lambda sentence: sentence.start)]
