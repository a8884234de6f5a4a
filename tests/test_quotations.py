from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document import Span
from briefing.language.quotations import quotations, with_marks


def _quoted(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"),
        ('"', '"'),
        ("‘", "’"),
        ("'", "'"),
        ("''", "''"),
        ("``", "''"),
        ("«", "»"),
        ("»", "«"),
        ("‹", "›"),
        ("„", "“"),
        ("‚", "‘"),
        ("「", "」"),
    ],
)
def test_the_marks_of_any_language_make_a_quotation(opening: str, closing: str) -> None:
    text = f"He said: {opening}We will stay{closing} and left."
    (found,) = quotations(text)
    assert found.inner.of(text) == "We will stay"
    assert found.span.of(text) == f"{opening}We will stay{closing}"
    assert found.closed


@pytest.mark.parametrize(
    "text",
    [
        "The minister's car and the ministers' cars don't run.",
        "It wasn’t the boys’ fault.",
        "In the '90s nobody knew.",
    ],
)
def test_an_apostrophe_makes_no_quotation(text: str) -> None:
    assert _quoted(text) == []


def test_an_apostrophe_does_not_end_a_single_quotation() -> None:
    text = "She said: 'It's the boys' fault, isn't it?' Nobody spoke."
    assert _quoted(text) == ["It's the boys' fault, isn't it?"]


def test_a_quotation_inside_another_is_not_listed() -> None:
    text = "“He told me ‘never’ and left,” she said."
    assert _quoted(text) == ["He told me ‘never’ and left,"]


def test_a_quotation_without_end_stops_at_its_paragraph_and_says_so() -> None:
    text = "“We came here to help.\n\n“Nobody asked us,” she said."
    first, second = quotations(text)
    assert (first.span.of(text), first.closed) == ("“We came here to help.", False)
    assert (second.span.of(text), second.closed) == ("“Nobody asked us,”", True)


def test_a_lone_single_mark_opens_nothing() -> None:
    assert _quoted("'Tis the season.") == []


@given(st.text(alphabet="ab s.,\n“”‘’'\"«»„`", max_size=60))
def test_quotations_are_in_order_apart_and_inside_the_text(text: str) -> None:
    end = 0
    for quotation in quotations(text):
        assert end <= quotation.span.start < quotation.span.end <= len(text)
        assert quotation.span.holds(quotation.inner)
        end = quotation.span.end


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("He vows “strong” steps.", "strong” steps", "“strong” steps"),
        ("It will take “all steps” soon.", "take “all steps", "take “all steps”"),
        ('It will take "all steps" soon.', 'take "all steps', 'take "all steps"'),
        ("She said ‘they don’t know’.", "they don’t know", "they don’t know"),
        ("“All steps” will follow.", "All steps", "All steps"),
        ("The miners’ leader's word", "miners’ leader's word", "miners’ leader's word"),
    ],
)
def test_a_mark_beside_a_part_is_taken_in_where_its_other_half_stands_alone_inside(
    text: str, part: str, whole: str
) -> None:
    start = text.index(part)
    assert with_marks(Span(start, start + len(part)), text).of(text) == whole
