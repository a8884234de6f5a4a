"""Support: what a statement says is carried by the words of its evidence.

A paraphrase puts another word here and there among words that match. An invention comes as a
stretch of its own, most often a phrase appended to what is true: all its telling words are new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from briefing.brief import Finding
from briefing.check.alignment import is_comparable
from briefing.check.passages import Passage
from briefing.document import Document, Sentence, Span
from briefing.findings import finding
from briefing.language.families import Vocabulary
from briefing.language.propositions import capitalised
from briefing.language.quotations import quotations
from briefing.language.sentences import sentence_spans
from briefing.language.telling import Telling, phrases, telling_words, topics, words_within

__all__ = ["check_support"]

_APART = 1.0
_CLOSE = 1.25
_CORE = 2.25
"""By how much the new words of a phrase outweigh the known ones in an addition: of one that the
sentence is whole without, of one that completes another, and of all others."""
_TOPICAL = 0.75
"""What is taken off the weight of a new word that the whole document is about."""
_CARRIED = 0.5
"""The part of its words, by weight, that a statement shares at least with its evidence."""
_CLEARLY = 0.35
"""By how much more of it another sentence carries, where the wrong one is cited."""
_FOREIGN = 2
"""Telling words of a sentence that has nothing to do with its evidence."""
_BORNE = 0.6
"""Of the words that tell little, the part that such a sentence has not in common with it."""
_SLIGHT = 0.5
"""Weight of its words up to which such a sentence may be told by the others."""
_FEWEST = 3
"""Content words of a statement by which it can be told where it comes from."""


def check_support(text: str, passages: Sequence[Passage], path: str) -> Iterator[Finding]:
    """Find what `text` adds to its evidence, or that it has it from somewhere else."""
    if not is_comparable(text, passages):
        return
    cited = [word for passage in passages for word in _passage_words(passage)]
    known = Vocabulary(cited, wide=True)
    # Whether a name stands in the right place is for the rule on names to say.
    named: frozenset[str] = frozenset().union(
        *(capitalised(document.text) for document, _ in passages)
    )
    about = frozenset[str]().union(*(topics(document.text) for document, _ in passages))
    quoted = [quotation.inner for quotation in quotations(text)]
    told: set[str] = set()
    for phrase in phrases(text):
        words = [
            word
            for word in phrase.words
            if word.weight and not word.is_name and word.text not in named
            if not any(span.start <= word.start < span.end for span in quoted)
        ]
        added = [word for word in words if not _has(known, word)]
        least = _APART if phrase.is_apart else _CLOSE if phrase.is_close else _CORE
        # What all of the document is about, a statement may name without its evidence.
        topical = [word for word in added if word.lemma in about]
        outweighing = 2 * _weight(added) - _weight(words) - _TOPICAL * _weight(topical)
        if outweighing >= least and told.isdisjoint(word.text for word in added):
            told.update(word.text for word in added)
            listed = ", ".join(f"“{word.text}”" for word in added)
            yield finding("claim-unsupported", path, f"the evidence has nothing of {listed}")
    if not told:
        strict = Vocabulary(cited)
        yield from _foreign(text, strict, path)
        yield from _misplaced(text, passages, strict, path)


def _foreign(text: str, known: Vocabulary, path: str) -> Iterator[Finding]:
    """Find the sentences of `text` of which not one telling word stands in the evidence.

    Whom a sentence names tells nothing of what it says of them.

    A sentence with a quotation has its words from there, or is told otherwise; one with
    numbers is held by those.
    """
    quoted = [quotation.span for quotation in quotations(text)]
    for sentence in sentence_spans(text):
        if any(sentence.start < span.end and span.start < sentence.end for span in quoted):
            continue
        if any(map(str.isdigit, sentence.of(text))):
            continue
        words = [
            word for word in telling_words(text) if sentence.start <= word.start < sentence.end
        ]
        telling = [word for word in words if word.weight and word.text.islower()]
        least = 1
        if not telling or not any(word.is_name for word in words):
            telling, least = [word for word in words if word.weight or word.is_name], _FOREIGN
        light = [word for word in words if not (word.weight or word.is_name or word.lemma == "say")]
        borne = sum(_has(known, word) for word in light)
        slight = _weight(word for word in telling if not word.is_name) <= _SLIGHT
        if slight and light and borne >= _BORNE * len(light):
            continue
        if len(telling) >= least and not any(_has(known, word) for word in telling):
            said = sentence.of(text)
            yield finding("claim-unsupported", path, f"the evidence has nothing of “{said}”")


def _misplaced(
    text: str, passages: Sequence[Passage], known: Vocabulary, path: str
) -> Iterator[Finding]:
    """Find that another sentence than those cited carries the statement."""
    words = telling_words(text)
    if len(words) < _FEWEST:
        return
    here = _share(words, known)
    if here >= _CARRIED:
        return
    total = sum(_counted(word) for word in words)
    best, sentence = max(
        (
            (sum(map(_counted, shared)) / total, one.id)
            for document in {passage.document.id: passage.document for passage in passages}.values()
            for one, shared in _shared_words(document, words)
            if not any(span.holds(one.span) for source, span in passages if source is document)
        ),
        default=(0.0, ""),
    )
    if best - here >= _CLEARLY:
        yield finding(
            "claim-unsupported",
            path,
            f"little of “{text}” stands in the evidence, and most of it in {sentence}",
        )


def _shared_words(
    document: Document, words: Sequence[Telling]
) -> Iterator[tuple[Sentence, list[Telling]]]:
    """The sentences that have one of the words or more, with those that they have."""
    index = _index(document.text, tuple(sentence.span for sentence in document.sentences))
    shared: dict[int, list[Telling]] = {}
    for word in words:
        for place in index.places(_forms(word)):
            shared.setdefault(place, []).append(word)
    return ((document.sentences[place], found) for place, found in shared.items())


def _share(words: Sequence[Telling], known: Vocabulary) -> float:
    """The part of the words that are known, as they are counted."""
    shared = [word for word in words if _has(known, word)]
    return sum(map(_counted, shared)) / sum(map(_counted, words))


def _counted(word: Telling) -> float:
    """What a word counts: a name counts, and so do light words by half."""
    return 0.5 + word.weight


def _weight(words: Iterable[Telling]) -> float:
    return sum(word.weight for word in words)


def _has(known: Vocabulary, word: Telling) -> bool:
    return any(form in known for form in _forms(word))


def _forms(word: Telling) -> tuple[str, str, str]:
    return word.lemma, word.text.lower(), word.joined


def _passage_words(passage: Passage) -> Iterator[str]:
    return _words(passage.document.text, passage.span)


@lru_cache(maxsize=64)
def _index(text: str, sentences: tuple[Span, ...]) -> _Index:
    return _Index(_words(text, span) for span in sentences)


class _Index:
    """In which sentences of a text a word stands, or one that says the same."""

    def __init__(self, sentences: Iterable[Iterable[str]]) -> None:
        self._places: dict[str, list[int]] = {}
        for place, words in enumerate(sentences):
            for word in dict.fromkeys(words):
                self._places.setdefault(word, []).append(place)
        self._known = Vocabulary(self._places)

    def places(self, forms: Iterable[str]) -> set[int]:
        """The sentences, by their numbers from 0, that have one of the forms of a word."""
        known = {known for form in forms for known in self._known.like(form)}
        return {place for word in known for place in self._places[word]}


def _words(text: str, span: Span) -> Iterator[str]:
    for word in words_within(text, span):
        yield from _forms(word)
