from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.check.quotes import QuoteIndex, locate
from briefing.document import Span


def found(quote: str, text: str, within: Span | None = None) -> str | None:
    span = locate(quote, text, within)
    return None if span is None else span.of(text)


# Typography --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ('a "red" line', "a “red” line"),
        ("a 'red' line", "a «red» line"),
        ("a «red» line", "a „red“ line"),
        ("a “red” line", "a «\u00a0red\u00a0» line"),
        ("a “red” line", "a »red« line"),
        ("a “red” line", "a ''red'' line"),
        ("a `red` line", "a ‘red’ line"),
        ("a ``red'' line", "a ″red″ line"),
        ("a “red” line", "a 「red」 line"),
        ("don't", "don’t"),
        ("don´t", "donʼt"),
        ("a “‘red’” line", "a \"'red'\" line"),
        ("now - or never", "now – or never"),
        ("now -- or never", "now—or never"),
        ("now — or never", "now―or never"),
        ("well-known", "well\u2011known"),
        ("fell to -5", "fell to −5"),
        ("two words", "two \u00a0\r\n\t words"),
        ("two words", "two\u2028words"),
        ("two words", "two\n\nwords"),
        ("find", "ﬁnd"),
        ("NATO", "ＮＡＴＯ"),
        ("café", "cafe\u0301"),
        ("cafe\u0301", "café"),
        ("5 km2", "5 km²"),
        ("1 1/2", "1 ½"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("international", "inter\u00adnational"),
        ("maybe", "may\u200bbe"),
        ("may\u2060be", "maybe"),
        ("wait ... here", "wait… here"),
        ("wait…here", "wait [...] here"),
        ("wait . . . here", "wait (…) here"),
        ("We will", "we will"),
        ("we will", "We will"),
        ("я прийду", "Я прийду"),
    ],
)
def test_typography_does_not_tell_passages_apart(quote: str, text: str) -> None:
    assert found(quote, text) == text
    assert found(quote, f"Before, {text}; after.") == text


@pytest.mark.parametrize(
    "quote", ['"We will"', "“We will”", "'We will'", "« We will »", "“‘We will’”", "„we will…“"]
)
def test_marks_around_the_quote_are_no_part_of_it(quote: str) -> None:
    assert found(quote, "He said “We will” twice") == "We will"
    assert found(quote, "He said we will, twice") in {"we will", None}


def test_a_mark_at_one_end_belongs_to_the_quote_where_the_text_has_it() -> None:
    text = "He called it “a test” and left"
    assert found('called it "a test"', text) == "called it “a test”"
    assert found('"a test', text) == "“a test"
    assert found('"called it', text) == "called it"
    assert found("the dogs'", "all the dogs’ tails") == "the dogs’"


# Never fuzzily -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quote",
    [
        "We will attack on 5 May",
        "We will not attack on 6 May",
        "We must not attack on 5 May",
        "We will not attack on 5 June",
        "We will never attack on 5 May",
        "we will not Attack on 5 May",
        "We will not attack, on 5 May",
        "We will not attack on on 5 May",
        "We wil not attack on 5 May",
        "We will not attack on 5 May.",
        "Wewill not attack on 5 May",
    ],
)
def test_one_changed_word_number_case_or_comma_is_nowhere(quote: str) -> None:
    assert found(quote, "We will not attack on 5 May") is None


@pytest.mark.parametrize("quote", ["", " ", "…", "...", '""', "«…»", "—", "?!", "\u200b", "\u0301"])
def test_a_quote_without_a_letter_or_digit_is_nowhere(quote: str) -> None:
    assert locate(quote, f"a {quote} b … «» — ?! \u0301") is None


# Word borders ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("may be", "maybe"),
        ("may", "may\u200bbe"),
        ("art", "part"),
        ("art", "arts"),
        ("do", "don’t"),
        ("can", "can't"),
        ("can", "cannot"),
        ("known", "well-known"),
        ("war", "anti–war"),
        ("lethal", "non\u2011lethal"),
        ("S", "the U.S. Army"),
        ("led", "U.S.-led"),
        ("T", "AT&T"),
        ("kremlin", "kremlin.ru"),
        ("fi", "ﬁnd"),
        ("cafe", "cafe\u0301"),
        ("क", "यह कि वह"),
        ("102", "10²"),
        ("102", "10\u200b²"),
        ("11/2", "1½"),
        ("15", "①5"),
    ],
)
def test_no_match_begins_or_ends_inside_a_word(quote: str, text: str) -> None:
    assert locate(quote, text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("15", "51", "5.3", "3.5", ".5", "1,500", "5,000", "5 300", "1\u202f005", "5 300 000"),
        *("-5", "−5", "–5", "+5", "±5", "~5", "5+", "5-10", "10–5", "10—5", "5/8", "5:30"),
        *("$5", "€5", "£\u00a05", "US$5", "-$5", "5€", "5%", "5 %", "5\u00a0%", "5‰", "5°C"),
        *("5'10", "5bn", "5th", "A5", "5½", "5²", "5\u0301"),
    ],
)
def test_no_match_begins_or_ends_inside_a_number(text: str) -> None:
    assert locate("5", text) is None
    assert locate("5", f"about {text} of them") is None
    assert found(text, f"about {text} of them") == text


@pytest.mark.parametrize(
    "text", ["(5)", "5.", "5, 6", "“5”", "No. 5;", "it—5 of us", "a - 5", "5…", "#5"]
)
def test_punctuation_beside_a_number_is_a_border(text: str) -> None:
    assert found("5", text) == "5"


def test_a_dash_between_clauses_is_a_border() -> None:
    for text in ["so—we will—unless", "so -- we will -- unless", "so – we will - unless"]:
        assert found("we will", text) == "we will"


def test_a_missing_space_after_a_full_stop_is_a_border() -> None:
    assert found("They stay", "We go.They stay.") == "They stay"


def test_scripts_without_spaces_have_a_border_at_each_character() -> None:
    assert found("我们不会", "他说我们不会离开") == "我们不会"


# Offsets -----------------------------------------------------------------------------------


def test_the_first_place_is_the_answer_and_within_narrows_it() -> None:
    text = "we go, We go, we go"
    assert locate("We go", text) == (0, 5)
    assert locate("We go", text, Span(1, 19)) == (7, 12)
    assert locate("We go", text, Span(8, 19)) == (14, 19)
    assert locate("We go", text, Span(8, 18)) is None
    assert locate("We go", text, Span(19, 8)) is None


def test_within_does_not_make_a_border() -> None:
    assert locate("may", "maybe", Span(0, 3)) is None
    assert locate("5", "-5", Span(1, 2)) is None


def test_white_space_around_a_dash_at_the_end_is_left_out() -> None:
    assert found("we will -", "so we will — unless") == "we will —"


# Ellipsis ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ellipsis", ["…", "...", " … ", " [...] ", "[…]", " (. . .) ", "....", " [. . .] "]
)
def test_an_ellipsis_skips_words_of_one_sentence(ellipsis: str) -> None:
    text = "First this. We will, as I said, attack them. Then that."
    assert found(f"we will{ellipsis}attack", text) == "We will, as I said, attack"
    assert (
        found(f"We will{ellipsis}I said{ellipsis}them", text) == "We will, as I said, attack them"
    )
    assert found(f"{ellipsis}I said{ellipsis}", text) == "I said"
    assert found(f"attack{ellipsis}We will", text) is None
    assert found(f"We will{ellipsis}att", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "We leave. They stay.",
        "“We leave. They stay. Good,” he said.",
        "(We leave. They stay.)",
        "We leave! “They stay.”",
        "We leave\n\nThey stay",
        "“We leave.” “They stay.”",
    ],
)
def test_an_ellipsis_does_not_skip_a_sentence_end(text: str) -> None:
    assert locate("We … stay", text) is None
    assert locate("leave … They stay", text) is None
    assert locate('leave. … "They stay', text) is None


def test_four_dots_are_a_full_stop_and_an_ellipsis_where_the_text_has_the_stop() -> None:
    text = "We leave today. They stay…. We return"
    assert found("leave today....", text) == "leave today."
    assert found("leave....", text) == "leave"
    assert found("They stay.... We return", text) == "They stay…. We return"
    assert found("They stay. ... We", text) == "They stay…. We"
    assert found("leave.... They", text) is None
    assert found("leave today.... stay", text) is None


def test_an_ellipsis_of_the_text_may_stand_between_sentences() -> None:
    text = "“I think NATO may be obsolete.  ...  NATO was set up long ago.”"
    assert found("NATO may be obsolete. ... NATO was", text) == text[9:45]
    assert found("I … may be obsolete… NATO", text) == text[1:41]


@pytest.mark.parametrize(
    "text",
    [
        "We will not attack",
        "We will never, ever attack",
        "We will say we don’t attack",
        "We will, unless provoked, go and attack",
        "We will go home without an attack",
        "We will (no) attack",
    ],
)
def test_an_ellipsis_does_not_skip_a_negation(text: str) -> None:
    assert locate("We will … attack", text) is None


def test_a_negation_that_is_quoted_is_not_skipped() -> None:
    text = "We will not, as I said, attack"
    assert found("We will not … attack", text) == text
    assert found("We … not … attack", text) is not None
    text = "We will not, but we will surely attack"
    assert found("we will … attack", text) == "we will surely attack"
    assert found("Мы … нападём", "Мы не нападём") is None


def test_an_ellipsis_both_in_quote_and_text_is_first_taken_at_its_word() -> None:
    assert found("we … go", "We are here and we … go there") == "we … go"


# Any text ----------------------------------------------------------------------------------

_words = st.lists(
    st.text(alphabet="abcdeABCDEéñßжЖяłø", min_size=1, max_size=6),
    min_size=1,
    max_size=12,
    unique_by=str.casefold,
)
_gaps = st.sampled_from(
    [
        " ",
        "  ",
        "\n",
        "\u00a0",
        ", ",
        " — ",
        "—",
        " - ",
        ". ",
        " “",
        "” ",
        "’ ",
        " ... ",
        "… ",
        " «",
        "; ",
    ]
)
_VARIANTS = {
    " ": [" ", "  ", "\n", "\u00a0", "\u2009", " \u200b"],
    "\n": [" ", "\r\n", "\u2028"],
    "\u00a0": [" ", "\u202f"],
    "—": ["—", "--", "―", "---", "⸺"],
    "-": ["-", "–", "‒", "−"],
    "“": ['"', "«", "„", "''", "'", "`"],
    "”": ['"', "»", "“", "''", "'", "´"],
    "’": ["'", "`", "′", "ʼ"],
    "«": ['"', "‹", "“"],
    "…": ["...", "[…]", ". . .", "…"],
    "é": ["e\u0301", "é\u00ad"],
    "a": ["a", "\u00ada", "ａ", "a\u2060"],
}


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, Span]:
    """A text of words that differ from each other, and a passage of it from word to word."""
    words = draw(_words)
    gaps = [draw(_gaps) for _ in words]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, len(words) - 1))
    pieces = [piece for pair in zip(gaps, words, strict=True) for piece in pair]
    start = sum(map(len, pieces[: 2 * first + 1]))
    end = sum(map(len, pieces[: 2 * last + 2]))
    return "".join(pieces) + ".", Span(start, end)


@given(passages())
def test_any_passage_between_word_borders_is_found_where_it_stands(case: tuple[str, Span]) -> None:
    text, passage = case
    assert locate(passage.of(text), text) == passage


@given(passages(), st.data())
def test_any_typographic_variant_has_the_same_offsets(
    case: tuple[str, Span], data: st.DataObject
) -> None:
    text, passage = case
    variant = "".join(
        data.draw(st.sampled_from(_VARIANTS.get(character, [character])))
        for character in passage.of(text)
    )
    assert locate(variant, text) == passage
    assert locate(f"“{variant}”", text) == passage
    first = variant[0].swapcase()
    if len(first) == 1:
        assert locate(first + variant[1:], text) == passage


@given(passages(), st.data())
def test_any_passage_with_one_word_changed_is_nowhere(
    case: tuple[str, Span], data: st.DataObject
) -> None:
    text, passage = case
    words = passage.of(text).split(" ")
    place = data.draw(st.integers(0, len(words) - 1))
    words[place] = "XYZ"
    assert locate(" ".join(words), text) is None


_letters = st.characters(categories=["Lu", "Ll"])


@given(st.text(max_size=30), _letters, st.text(max_size=30), _letters, st.text(max_size=30))
def test_in_any_text_a_passage_from_word_to_word_is_found(
    before: str, first: str, between: str, last: str, after: str
) -> None:
    passage = f"{first}{between}{last}"
    text = f"{before} {passage} {after}"
    start, end = len(before) + 1, len(before) + 1 + len(passage)
    span = locate(text[start:end], text)
    assert span is not None
    assert span.start <= start
    assert locate(text[start:end], text, Span(start, end)) == (start, end)


@given(st.text(max_size=20), st.text(max_size=80), st.integers(-5, 90), st.integers(-5, 90))
def test_whatever_is_asked_the_answer_lies_inside(
    quote: str, text: str, start: int, end: int
) -> None:
    span = locate(quote, text)
    assert span is None or 0 <= span.start < span.end <= len(text)
    within = Span(start, end)
    span = locate(quote, text, within)
    assert span is None or within.holds(span)
    assert span is None or 0 <= span.start < span.end <= len(text)


@given(passages(), st.integers(0, 40), st.integers(0, 40))
def test_a_match_never_leaves_within(case: tuple[str, Span], start: int, end: int) -> None:
    text, passage = case
    within = Span(start, end)
    expected = passage if within.holds(passage) else None
    assert locate(passage.of(text), text, within) == expected


# Time --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a " * 50_000, "a … a … b"),
        ("a not " * 30_000, "a … a"),
        ("a " * 50_000, "a … " * 10_000 + "b"),
        ("x" + " " * 100_000 + "y", "x … z"),
        (". " * 50_000 + "- " * 50_000 + "[" * 50_000, "a"),
        ("a" + "\u0301\u0323" * 50_000, "a"),
        ("a" * 100_000, "a"),
        ("1 " * 50_000 + "AAA" * 30_000, "2"),
    ],
    ids=["ellipses", "negations", "parts", "spaces", "dots", "marks", "letters", "numbers"],
)
def test_a_hostile_text_takes_no_more_than_linear_time(text: str, quote: str) -> None:
    started = time.perf_counter()
    QuoteIndex(text).locate(quote)
    assert time.perf_counter() - started < 5
