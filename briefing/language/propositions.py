"""What an English text says, clause by clause: who does what to whom, denied or not, how put."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from briefing.document import Span
from briefing.language.clauses import subject
from briefing.language.cues import lemma, words
from briefing.language.mentions import entities
from briefing.language.outlook import (
    Modality,
    condition_of,
    is_asserted,
    is_denied,
    is_past,
    modality,
)
from briefing.language.parsing import parse, tokens_of
from briefing.language.phrases import verb_group
from briefing.language.speaker import speaker_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = [
    "Participant",
    "Proposition",
    "Word",
    "capitalised",
    "clause_words",
    "lemmas",
    "propositions",
]

_FARTHEST: Final = 400
"""Words of one clause that are looked at; longer ones are lists or tables."""
_OWN: Final = frozenset({"VERB", "AUX"})
_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
_LIGHT: Final = frozenset({"be", "have", "do", "'s", "get", "make", "take", "give"})
"""Verbs that say little without their object: take part, make an offer."""
_KEEPING: Final = frozenset({"keep", "hold", "stop"})
"""With "from" and a participle they say to prevent."""
_GRAMMAR: Final = words("a an the be have do of say")
_FIRST_PERSON: Final = frozenset({"i", "we", "us", "me"})
_RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
_SIDING: Final = words("argue campaign lobby rally rule speak testify vote")
_TIMES: Final = frozenset({"DATE", "TIME", "CARDINAL", "QUANTITY"})
_FAVOUR: Final = frozenset({"favor", "favour", "support"})
_OBJECTS: Final = frozenset({"dobj", "dative", "attr", "oprd", "acomp"})


@dataclass(frozen=True)
class Participant:
    """One that takes part in what a clause says.

    Attributes:
        span: The noun phrase without its relative clauses, in code points.
        words: Its content lemmas, in lower case.
        names: The words of its names, and of all names of whom a pronoun or title stands for.
    """

    span: Span
    words: frozenset[str]
    names: frozenset[str]


class Side(NamedTuple):
    """Which side is taken, and the lemma of what it is about: "" of a pronoun, or of nothing."""

    way: Literal["for", "against"]
    thing: str


@dataclass(frozen=True)
class Proposition:
    """One clause.

    Attributes:
        predicate: Lemma of the verb with its particle, or of what a copula ascribes.
        span: The verb with auxiliaries and negation, in code points.
        clause: The whole clause with those inside it.
        agent: Who acts; in the passive, whom "by" names.
        patient: Whom or what it is done to; in the passive, the subject.
        words: The content lemmas of the clause without those inside it, without the predicate.
        inside: The content lemmas of the clauses inside it.
        denied: Whether it says that something is not so.
        modality: How it is put; several where the text leaves it open.
        past: Whether it is said to have come about.
        asserted: Whether it is said by itself, not as a condition, a purpose or a limit.
        condition: The clause with the condition under which alone it holds.
        is_copular: Whether it ascribes something: its predicate is no verb.
        side: Which side the verb takes: voted for it, spoke in favour of it, argued against it.
    """

    predicate: str
    span: Span
    clause: Span
    agent: Participant | None
    patient: Participant | None
    words: frozenset[str]
    inside: frozenset[str]
    denied: bool
    modality: frozenset[Modality]
    past: bool
    asserted: bool
    condition: Span | None
    is_copular: bool
    side: Side | None


class Word(NamedTuple):
    """A content word: its lemma, with its particle, and where it starts in code points."""

    lemma: str
    text: str
    start: int


@lru_cache(maxsize=256)
def propositions(text: str, within: Span | None = None) -> tuple[Proposition, ...]:
    """The clauses of English `text` that have a verb, in its order.

    Args:
        text: The text.
        within: Where their spans lie wholly; anywhere, where none is given.

    Raises:
        SettingsError: If no English model is installed.
    """
    names = _names(text)
    found = (
        _proposition(token, names)
        for token in tokens_of(text, within)
        if token.pos_ in _OWN and token.dep_ not in ("aux", "auxpass")
    )
    return tuple(one for one in found if within is None or within.holds(one.span))


@lru_cache(maxsize=256)
def clause_words(text: str, within: Span | None = None) -> tuple[tuple[Word, ...], ...]:
    """The content words of English `text`, clause by clause, in its order.

    A sentence without a verb is a clause.

    Args:
        text: The text.
        within: Where the words begin; anywhere, where none is given.

    Raises:
        SettingsError: If no English model is installed.
    """
    clauses: dict[int, list[Word]] = {}
    for token in tokens_of(text, within):
        if within and not within.start <= token.idx < within.end:
            continue
        if _is_content(token):
            word = Word(_predicate(token), token.text, token.idx)
            clauses.setdefault(_clause_head(token).i, []).append(word)
    return tuple(tuple(words) for _, words in sorted(clauses.items()))


@lru_cache(maxsize=256)
def lemmas(text: str, span: Span) -> frozenset[str]:
    """The content lemmas of English `text` in `span`, words of grammar that are verbs included.

    Raises:
        SettingsError: If no English model is installed.
    """
    part = parse(text).char_span(*span, alignment_mode="expand")
    return frozenset(
        lemma(token.lemma_)
        for token in part or ()
        if token.is_alpha and lemma(token.lemma_) not in _GRAMMAR
    )


@lru_cache(maxsize=64)
@lru_cache(maxsize=64)
def capitalised(text: str) -> frozenset[str]:
    """The content words of English `text` that are written with a capital."""
    return frozenset(
        token.text for token in parse(text) if token.text[:1].isupper() and _is_content(token)
    )


def _proposition(verb: Token, names: _Names) -> Proposition:
    complement = _complement(verb)
    own = list(_own_tokens(verb))
    agent, patient = _participants(verb, names)
    predicate = complement or verb
    return Proposition(
        predicate=_predicate(verb) if complement is None else _lemma(complement),
        span=verb_group(verb),
        clause=_whole(verb),
        agent=agent,
        patient=patient,
        words=frozenset(
            _lemma(token)
            for token in own
            if token is not predicate and token is not verb and _is_content(token)
        )
        | (agent.names | agent.words if agent else frozenset())
        | (patient.names if patient else frozenset()),
        inside=frozenset(_lemma(token) for token in verb.subtree if _is_content(token)),
        denied=is_denied(verb),
        modality=modality(verb),
        past=is_past(verb),
        asserted=is_asserted(verb),
        condition=_whole(held) if (held := condition_of(verb)) is not None else None,
        is_copular=complement is not None or verb.lemma_ == "be",
        side=_side(verb),
    )


def _side(verb: Token) -> Side | None:
    if verb.lemma_ not in _SIDING:
        return None
    found = [side for child in verb.rights if (side := _side_of(child)) is not None]
    return found[0] if len(found) == 1 else None


def _side_of(preposition: Token) -> Side | None:
    thing = next((child for child in preposition.rights if child.dep_ == "pobj"), None)
    if preposition.dep_ not in ("advmod", "prep", "prt"):
        return None
    if thing is None:
        return Side("against", "") if preposition.lower_ == "against" else None
    if thing.ent_type_ in _TIMES:
        return None
    if preposition.lower_ == "in" and thing.lemma_ in _FAVOUR:
        named = (part for child in thing.rights for part in child.rights if part.dep_ == "pobj")
        favoured = next(named, None)
        return Side("for", _lemma(favoured)) if favoured is not None else None
    if preposition.lower_ not in ("for", "against"):
        return None
    about = "" if thing.pos_ == "PRON" else _lemma(thing)
    return Side("for" if preposition.lower_ == "for" else "against", about)


def _whole(head: Token) -> Span:
    return Span(head.left_edge.idx, head.right_edge.idx + len(head.right_edge))


def _predicate(verb: Token) -> str:
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)
    word = _lemma(verb)
    if word in _KEEPING and any(
        child.lower_ == "from" and any(part.dep_ == "pcomp" for part in child.children)
        for child in verb.children
    ):
        return f"{word} from"
    return f"{word} {particle}" if particle else word


def _complement(verb: Token) -> Token | None:
    """What a copula ascribes: the adjective or noun after it."""
    if verb.lemma_ != "be":
        return None
    return next((child for child in verb.children if child.dep_ in ("acomp", "attr")), None)


def _own_tokens(verb: Token) -> Iterator[Token]:
    """The words of the clause without those of the clauses inside it."""
    waiting, seen = [verb], 0
    while waiting and seen < _FARTHEST:
        token = waiting.pop()
        seen += 1
        yield token
        waiting += [child for child in token.children if not _is_clause(child)]


def _clause_head(token: Token) -> Token:
    for _ in range(_FARTHEST):
        if token.head is token or _is_clause(token):
            break
        token = token.head
    return token


def _is_clause(token: Token) -> bool:
    return token.pos_ in _OWN and token.dep_ not in ("aux", "auxpass", "amod", "compound")


def _participants(verb: Token, names: _Names) -> tuple[Participant | None, Participant | None]:
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    first = subject(verb)
    if first is not None and first.lower_ in _RELATIVES and first.head.dep_ == "relcl":
        first = first.head.head
    participle = verb.dep_ == "acl" and verb.tag_ == "VBN"
    if participle:
        first, passive = verb.head, True
    thing = next(
        (child for child in verb.children if child.dep_ in _OBJECTS and child.pos_ != "ADP"), None
    )
    if passive:
        agent = next(
            (
                inner
                for child in verb.children
                if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
                for inner in child.children
                if inner.dep_ == "pobj"
            ),
            None,
        )
        return names.participant(agent), names.participant(first)
    return names.participant(first), names.participant(thing)


@lru_cache(maxsize=64)
def _names(text: str) -> _Names:
    return _Names(text)


class _Names:
    """Who the words of a text stand for."""

    def __init__(self, text: str) -> None:
        speaker = speaker_of(text)
        self._speaker = frozenset(speaker.of(text).lower().split()) if speaker else frozenset()
        self._aliases: dict[int, frozenset[str]] = {}
        for entity in entities(text):
            named = frozenset(
                word.lower()
                for mention in entity.mentions
                for word in mention.of(text).split()
                if word[:1].isupper()
            ) | frozenset(word.lower() for role in entity.roles for word in role.of(text).split())
            for mention in entity.mentions:
                self._aliases[mention.end] = named

    def participant(self, head: Token | None) -> Participant | None:
        """The noun phrase of `head`."""
        if head is None:
            return None
        tokens = [token for token in _own_tokens(head) if not token.is_space]
        first, last = min(tokens, key=_place), max(tokens, key=_place)
        heads = [head, *(child for child in head.children if child.dep_ in ("conj", "appos"))]
        aliases = [self._aliases.get(one.idx + len(one), frozenset()) for one in heads]
        if head.lower_ in _FIRST_PERSON:
            aliases.append(self._speaker)
        return Participant(
            Span(first.idx, last.idx + len(last)),
            frozenset(_lemma(token) for token in tokens if _is_content(token)),
            frozenset(token.lower_ for token in tokens if token.pos_ == "PROPN").union(*aliases),
        )


def _place(token: Token) -> int:
    return token.i


def _lemma(token: Token) -> str:
    if token.pos_ == "PROPN":
        return token.lower_
    return lemma(token.lemma_)


def _is_content(token: Token) -> bool:
    if token.pos_ not in _CONTENT or not any(character.isalnum() for character in token.text):
        return False
    return not token.is_stop and token.lemma_ not in _LIGHT
