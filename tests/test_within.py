"""What is found in a part of a text is what is found in the whole of it, and stands there."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from briefing.document import Span
from briefing.language.hedges import hedges
from briefing.language.mentions import entities, entities_in
from briefing.language.negatives import denials
from briefing.language.propositions import clause_words, propositions
from briefing.language.roles import roles
from briefing.language.sayings import sayings
from briefing.language.sentences import first_sentence, sentence_spans
from briefing.language.telling import telling_words, words_within

_FOLDER = Path(__file__).parents[1] / "seeds"
_TEXT = (_FOLDER / "putin-warns-nato-over-long-range-weapons.txt").read_text(encoding="utf-8")
_SENTENCES = sentence_spans(_TEXT)
_PARTS = [
    *_SENTENCES,
    *(Span(one.start, two.end) for one, two in pairwise(_SENTENCES)),
    *(Span((span.start + span.end) // 2, span.end + 20) for span in _SENTENCES[:-1]),
]
"""Sentences, two together, and the end of one with the beginning of the next."""


def _whole(part: Span, one: Any) -> bool:
    return part.holds(one.span)


def _placed(part: Span, one: Any) -> bool:
    return part.holds(one.place)


def _met(part: Span, one: Any) -> bool:
    return part.meets(one.content)


@pytest.mark.parametrize(
    ("find", "belongs"),
    [
        (propositions, _whole),
        (denials, _whole),
        (hedges, _whole),
        (roles, _placed),
        (sayings, _met),
    ],
)
def test_a_part_has_what_the_whole_text_has_there(
    find: Callable[..., tuple[Any, ...]], belongs: Callable[[Span, Any], bool]
) -> None:
    found = find(_TEXT)
    assert found
    for part in _PARTS:
        assert find(_TEXT, part) == tuple(one for one in found if belongs(part, one))


def test_a_part_has_the_content_words_that_begin_in_it() -> None:
    clauses = clause_words(_TEXT)
    telling = telling_words(_TEXT)
    for part in _PARTS:
        inside = [[w for w in words if part.start <= w.start < part.end] for words in clauses]
        assert [list(words) for words in clause_words(_TEXT, part)] == list(filter(None, inside))
        assert list(words_within(_TEXT, part)) == [
            word for word in telling if part.start <= word.start < part.end
        ]


def test_a_part_has_those_whom_it_mentions_in_the_order_of_the_text() -> None:
    for part in _PARTS:
        assert entities_in(_TEXT, part) == [
            entity
            for entity in entities(_TEXT)
            if any(mention.meets(part) for mention in entity.mentions)
        ]


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "One. Two.", "\n  \n A title\n\nText. More.", _TEXT]
)
def test_the_first_sentence_is_the_first_of_all(text: str) -> None:
    assert first_sentence(text) == next(iter(sentence_spans(text)), None)
