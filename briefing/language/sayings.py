"""What is said in a text as far as it can be compared: by whom, in which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.document import Span
from briefing.language.attributions import attributions
from briefing.language.cues import CLAUSAL, lemma, words
from briefing.language.mentions import entities
from briefing.language.parsing import parse
from briefing.language.propositions import clause_words
from briefing.language.speaker import speaker_of

if TYPE_CHECKING:
    from briefing.language.attributions import Attribution

__all__ = ["Saying", "is_hedged", "is_saying", "owner_of", "sayings", "words_of"]

_SPEECH: Final = words(
    """
    accord accuse add allege announce argue assert assure believe blame boast caution charge claim
    clarify complain confirm contend counter declare describe emphasise emphasize
    estimate explain insist maintain note point predict protest read reckon reiterate repeat reply
    report respond say state
    stress suggest suspect tell testify think underline warn write speculate fear judge
    """
)
"""Cues of what is no more than said or believed; to admit, show or know it vouches for it."""

_CONTESTED: Final = words(
    """
    accuse allege argue assert believe blame charge claim complain contend fear insist maintain
    predict reckon speculate suspect think
    """
)
_TOLD: Final = _SPEECH | words("acknowledge admit affirm conclude disclose mention reveal remark")
"""Cues after which what is said could as well stand in quotation marks."""

_WORD: Final = re.compile(r"[^\W_]+")
_FIRST_PERSON: Final = frozenset({"i", "we", "me", "us", "my", "our"})
_HEDGE: Final = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|apparently|according\s+to|is\s+said\s+to"
    r"|are\s+said\s+to|alleged|claims?\s+that"
    r"|in\s+[^.;]{2,50}['’]s?\s+(?:view|eyes|opinion|words))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Saying:
    """Something said, believed or wanted.

    Attributes:
        source: The words that name who says it; "" where nobody is named.
        names: In lower case, the words of all names and titles that the source goes by.
        cue: The words that mark the saying, in code points.
        content: What is said, in code points.
        words: The content lemmas of what is said.
        is_told: Whether the cue is one of saying or thinking, not of wanting or doing.
        is_speech: Whether the cue only reports, without vouching for what it reports.
        is_contested: Whether the cue leaves open that it is otherwise: to claim, to accuse.
        is_person: Whether the source is a person that the text names.
        is_first_person: Whether the source is "I" or "we".
    """

    source: str
    names: frozenset[str]
    cue: Span | None
    content: Span
    words: frozenset[str]
    is_told: bool
    is_speech: bool
    is_contested: bool
    is_person: bool
    is_first_person: bool


class _Aliases(NamedTuple):
    """For each mention all names of whom it stands for, and the mentions of persons."""

    names: dict[Span, frozenset[str]]
    persons: frozenset[Span]


@lru_cache(maxsize=64)
def sayings(text: str) -> tuple[Saying, ...]:
    """What is said in English `text`, in the order of the cues; sayings without content are none.

    Raises:
        SettingsError: If no English model is installed.
    """
    known = [(word.start, word.lemma) for clause in clause_words(text) for word in clause]
    aliases = _aliases(text)
    return tuple(
        _saying(text, one, one.content, known, aliases) for one in attributions(text) if one.content
    )


@lru_cache(maxsize=64)
def _owner(text: str) -> Span | None:
    return speaker_of(text)


def owner_of(text: str, span: Span) -> Saying | None:
    """The stretch `span` of a speech or statement as said by whom `text` names on top."""
    speaker = _owner(text)
    if speaker is None:
        return None
    said = [word for clause in clause_words(text) for word in clause]
    return Saying(
        source=speaker.of(text),
        names=frozenset(_names(text, speaker)),
        cue=None,
        content=span,
        words=frozenset(word.lemma for word in said if span.start <= word.start < span.end),
        is_told=True,
        is_speech=False,
        is_contested=False,
        is_person=False,
        is_first_person=False,
    )


def words_of(text: str) -> set[str]:
    """The words of `text`, in lower case."""
    return {word.lower() for word in _WORD.findall(text)}


def is_saying(word: str) -> bool:
    """Whether the lemma only marks that something is said or thought."""
    return word in CLAUSAL or word == "accord"


def is_hedged(text: str) -> bool:
    """Whether `text` marks what it states as hearsay."""
    return _HEDGE.search(text) is not None


def _saying(
    text: str,
    one: Attribution,
    content: Span,
    known: list[tuple[int, str]],
    aliases: _Aliases,
) -> Saying:
    source = one.speaker or one.source
    spans = [span for span in (one.source, one.speaker) if span]
    persons = aliases.persons
    names: set[str] = set()
    for span in spans:
        names |= _names(text, span)
        for mention, called in aliases.names.items():
            if span.holds(mention):
                names |= called
    return Saying(
        source=source.of(text) if source else "",
        names=frozenset(names),
        cue=one.cue,
        content=content,
        words=frozenset(word for start, word in known if content.start <= start < content.end),
        is_told=one.cue is None or _has(text, one.cue, _TOLD),
        is_speech=one.cue is None or _has(text, one.cue, _SPEECH),
        is_contested=one.cue is not None and _has(text, one.cue, _CONTESTED),
        is_person=any(span.holds(mention) for span in spans for mention in persons),
        is_first_person=one.source is not None and one.source.of(text).lower() in _FIRST_PERSON,
    )


def _names(text: str, span: Span) -> set[str]:
    tokens = parse(text).char_span(*span, alignment_mode="expand") or ()
    initials = "".join(token.lower_[0] for token in tokens if token.text[:1].isupper())
    return {
        token.lower_ if token.pos_ == "PROPN" else lemma(token.lemma_)
        for token in tokens
        if token.pos_ in ("PROPN", "NOUN", "ADJ")
    } | {initials[:end] for end in range(2, len(initials) + 1)}


def _has(text: str, cue: Span, listed: frozenset[str]) -> bool:
    tokens = parse(text).char_span(*cue, alignment_mode="expand") or ()
    return any(lemma(token.lemma_) in listed for token in tokens)


def _aliases(text: str) -> _Aliases:
    names = {}
    persons: set[Span] = set()
    for entity in entities(text):
        called = frozenset(
            word.lower().strip(".,'’")
            for span in (*entity.mentions, *entity.roles)
            for word in span.of(text).split()
            if word[:1].isupper() or span in entity.roles
        )
        names.update(dict.fromkeys(entity.mentions, called))
        if entity.kind == "person":
            persons.update(entity.mentions)
    return _Aliases(names, frozenset(persons))
