"""Which sentences carry the story: weighed by their words, chosen without repeats."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.document import Document, Sentence, Span
from briefing.language.mentions import entities
from briefing.language.words import content_words

__all__ = ["Ranked", "Worded", "choose", "rank_sentences", "worded"]

_LENGTH = range(6, 61)
"""Words; a shorter sentence says too little, a longer one is no line of a brief."""
_TITLE_WEIGHT = 3.0
_OPENING = re.compile(
    r"(?:he|she|it|they|this|these|those|that|such|but|and|also)\b", re.IGNORECASE
)
"""How a sentence opens that leans on the one before."""
_LEANING_WEIGHT = 0.6
_CONNECTED = re.compile(
    r"(?:besides|consequently|furthermore|hence|however|indeed|instead|meanwhile|moreover"
    r"|nevertheless|similarly|still|then|therefore|thus|as a result|at the same time|by contrast"
    r"|for (?:example|instance)|in (?:addition|contrast|fact|the same vein|turn)"
    r"|on the other hand)\b"
    r"|(?:after|at|before|during|following|since) (?:the|this|that|these|those) [a-z]+,?"
    r" (?-i:[A-Z])",
    re.IGNORECASE,
)
"""How one opens that goes on from the one before, and yet says who and what: "During the meeting
Rey said", of a meeting that stands in another sentence."""
_CONNECTED_WEIGHT = 0.8
_JOINING = re.compile(
    r"^(?:besides|furthermore|indeed|likewise|meanwhile|moreover|similarly|in addition|in fact),\s+"
    r"(?=\w)",
    re.IGNORECASE,
)
"""What a sentence can lose at its beginning and say the same."""
_PRONOUNS = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_SAME = 0.5
"""Jaccard similarity of content words from which two sentences tell the same."""


@dataclass(frozen=True)
class Ranked:
    """A sentence with its weight."""

    document: Document
    sentence: Sentence
    words: frozenset[str]
    weight: float

    @property
    def text(self) -> str:
        """The sentence's characters."""
        return self.sentence.span.of(self.document.text)

    @property
    def line(self) -> str:
        """The sentence as a line by itself: without the "Indeed," that joins it to another."""
        joined = _JOINING.match(self.text)
        if joined is None:
            return self.text
        text = self.text[joined.end() :]
        return text[0].upper() + text[1:]


@dataclass(frozen=True)
class Worded:
    """A document with what its sentences are weighed by.

    Attributes:
        document: The document.
        words: The content words of each sentence.
        leaning: The ids of the sentences with a pronoun whose owner they do not name.
    """

    document: Document
    words: list[frozenset[str]]
    leaning: set[str]


def worded(document: Document) -> Worded:
    """Read a document for `rank_sentences`."""
    spans = [sentence.span for sentence in document.sentences]
    words = content_words(document.text, spans, document.language)
    return Worded(document, words, _leaning(document))


def rank_sentences(read: Sequence[Worded]) -> list[Ranked]:
    """Weigh every sentence that could stand in a brief, heaviest first.

    A sentence weighs what its words weigh, by how many sentences use them (SumBasic,
    Nenkova and Vanderwende 2005) and whether a title does, and less the later it comes.
    """
    counts = Counter(word for one in read for words in one.words for word in words)
    titles = _title_words(read)
    ranked = []
    for one in read:
        document = one.document
        for place, (sentence, words) in enumerate(zip(document.sentences, one.words, strict=True)):
            text = sentence.span.of(document.text)
            if text == document.title or not _is_statement(text):
                continue
            weight = math.fsum(
                math.log1p(counts[word]) * (_TITLE_WEIGHT if word in titles else 1)
                for word in words
            ) / math.sqrt(len(words) + 1)
            weight /= 1 + math.log1p(place) / 4
            if _OPENING.match(text) or sentence.id in one.leaning:
                weight *= _LEANING_WEIGHT
            elif _CONNECTED.match(text):
                weight *= _CONNECTED_WEIGHT
            ranked.append(Ranked(document, sentence, words, weight))
    return sorted(ranked, key=lambda item: -item.weight)


def _leaning(document: Document) -> set[str]:
    """The sentences with a pronoun whose owner they do not name; known for English alone."""
    if document.language != "en":
        return set()
    found: set[str] = set()
    for entity in entities(document.text):
        sentences: dict[bool, set[str]] = {True: set(), False: set()}
        for span in entity.mentions:
            ids = {sentence.id for sentence in document.sentences_touching(span)}
            sentences[_is_pronoun(span, document)] |= ids
        found |= sentences[True] - sentences[False]
    return found


def _is_pronoun(span: Span, document: Document) -> bool:
    return span.of(document.text).casefold() in _PRONOUNS


def _is_statement(text: str) -> bool:
    """Whether it is a whole sentence of a fitting length, and no question."""
    first = next((character for character in text if character.isalnum()), "")
    return len(text.split()) in _LENGTH and not first.islower() and not text.endswith("?")


def choose(ranked: Sequence[Ranked], number: int) -> list[Ranked]:
    """The heaviest sentences, none of which tells what a heavier one tells."""
    chosen: list[Ranked] = []
    for candidate in ranked:
        if len(chosen) == number:
            break
        if all(_similarity(candidate.words, other.words) < _SAME for other in chosen):
            chosen.append(candidate)
    return chosen


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _title_words(read: Sequence[Worded]) -> frozenset[str]:
    """The content words of the sentences that are titles."""
    return frozenset(
        word
        for one in read
        for sentence, words in zip(one.document.sentences, one.words, strict=True)
        if sentence.span.of(one.document.text) == one.document.title
        for word in words
    )
