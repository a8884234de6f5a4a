"""Another name in the place of one, in words that are otherwise those of the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from briefing.brief import Finding
from briefing.check.alignment import is_comparable
from briefing.check.passages import Passage
from briefing.document import Document, Span
from briefing.findings import finding
from briefing.language.mentions import entities_in
from briefing.language.parsing import tokens_of
from briefing.language.roles import acronym_forms, name_forms
from briefing.language.sentences import sentence_spans

__all__ = ["check_replaced"]

_MUCH = 0.7
"""The part of a sentence's words that stand in the evidence in the same order, at least."""
_BESIDE = 2
"""Words on either side of the name that are the same; fewer at the ends of the sentence."""
_SHORTENED = 3
"""Letters that a name and its short form share at least."""
_NAMING = frozenset({"ADJ", "NOUN", "PROPN"})


class _Word(NamedTuple):
    text: str
    span: Span
    is_name: bool
    is_noun: bool
    is_article: bool


class _Change(NamedTuple):
    """What stands in the evidence, and in its place in the statement."""

    given: Span
    put: Span


def check_replaced(text: str, passages: Sequence[Passage], path: str) -> Iterator[Finding]:
    """Find a name that stands where a sentence of the evidence, word for word, has another one."""
    if not is_comparable(text, passages):
        return
    for document, cited in passages:
        for sentence in document.sentences_touching(cited):
            given = _words(document.text, sentence.span)
            for span in sentence_spans(text):
                for change in _changes(_words(text, span), given):
                    if _is_another(change, text, document):
                        yield finding(
                            "name-unsupported",
                            path,
                            f"“{change.put.of(text)}” stands where the evidence has "
                            f"“{change.given.of(document.text)}”",
                        )
                        return


def _changes(stated: Sequence[_Word], given: Sequence[_Word]) -> Iterator[_Change]:
    """The names that are changed in what is otherwise the same."""
    one = [word.text for word in given]
    other = [word.text for word in stated]
    if len(set(one) & set(other)) < _MUCH * len(set(other)):
        return
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    same = sum(end - start for kind, _, _, start, end in blocks if kind == "equal")
    if same < _MUCH * len(other):
        return
    for place, (kind, first, last, start, end) in enumerate(blocks):
        old, new = _run(given, first, last), _run(stated, start, end)
        if kind != "replace" or not old or not new or _sort(old) != _sort(new):
            continue
        beside = [near for near in (place - 1, place + 1) if 0 < near < len(blocks) - 1]
        if all(blocks[near][2] - blocks[near][1] >= _BESIDE for near in beside):
            yield _Change(_span(old), _span(new))


def _run(words: Sequence[_Word], first: int, last: int) -> Sequence[_Word]:
    """The words, where they are all of a noun phrase with a name in it; else none."""
    run, beside = words[first:last], (*words[first - 1 : first], *words[last : last + 1])
    named = any(word.is_name for word in run) and not any(word.is_name for word in beside)
    return run if named and all(word.is_noun for word in run) else ()


def _sort(run: Sequence[_Word]) -> tuple[bool, bool]:
    """A name alone, or a description: "the senator" and "the Norwegian" may be anybody."""
    return run[0].is_article, run[-1].is_name


def _span(run: Sequence[_Word]) -> Span:
    return Span(run[0].span.start, run[-1].span.end)


def _is_another(change: _Change, text: str, document: Document) -> bool:
    """Whether the one name does not stand for the other, as far as the document tells."""
    put, given = change.put.of(text), change.given.of(document.text)
    called = [
        _forms(span.of(document.text))
        for entity in entities_in(document.text, change.given)
        for span in (*entity.mentions, *entity.roles)
    ]
    if put[:_SHORTENED] == given[:_SHORTENED] and put not in document.text:
        return False  # Hibs is Hibernian, but Iraq not Iran
    return _forms(put).isdisjoint(_forms(given).union(*called))


def _forms(name: str) -> frozenset[str]:
    return name_forms(name) | acronym_forms(name)


@lru_cache(maxsize=64)
def _words(text: str, span: Span) -> tuple[_Word, ...]:
    return tuple(
        _Word(
            token.lower_,
            Span(token.idx, token.idx + len(token)),
            token.text[:1].isupper() and token.pos_ in _NAMING,
            token.pos_ in _NAMING or token.pos_ == "DET",
            token.pos_ == "DET",
        )
        for token in tokens_of(text, span)
        if not token.is_space
    )
