from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.sentences import paragraph_spans, sentence_spans

WRAPPED = (
    "The minister said on Wednesday that his government would not",
    "accept any agreement which did not include a full withdrawal",
    "of forces. Talks will go on in Geneva.",
)

prose = st.text(
    alphabet=st.sampled_from(
        list("abcÄŠж中。.!?…,;:'\"“”‘’«»()-–— \t\n\r\u2028\u00a0\u200b\U0001f600")
    ),
    max_size=400,
)


def sentences(text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in sentence_spans(text, language)]


@given(st.one_of(st.text(max_size=300), prose))
def test_sentences_stand_in_order_apart_and_together_hold_all_that_is_not_white(text: str) -> None:
    end = 0
    covered = ""
    for span in sentence_spans(text):
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert not text[end : span.start].strip()
        covered += span.of(text)
        end = span.end
    assert "".join(covered.split()) == "".join(text.split())


@given(prose, prose)
def test_what_comes_after_a_blank_line_does_not_move_what_stands_before(
    first: str, second: str
) -> None:
    alone = sentence_spans(first.rstrip())
    together = sentence_spans(f"{first.rstrip()}\n\n{second}")
    assert together[: len(alone)] == alone


@given(prose)
def test_the_same_text_is_always_split_alike(text: str) -> None:
    assert sentence_spans(text) == sentence_spans(text)


def test_offsets_count_code_points_not_bytes() -> None:
    text = "😀 Привет мир. 𝔘nicode e\u0301 holds."
    spans = sentence_spans(text)
    assert [span.of(text) for span in spans] == ["😀 Привет мир.", "𝔘nicode e\u0301 holds."]
    assert spans[1].start == 14


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_sentence_of_hard_wrapped_mail_runs_over_its_lines(newline: str) -> None:
    text = newline.join([*WRAPPED, "", "A second paragraph."])
    assert sentences(text) == [
        newline.join([*WRAPPED[:2], "of forces."]),
        "Talks will go on in Geneva.",
        "A second paragraph.",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_of_every_system_end_a_sentence(newline: str) -> None:
    text = newline.join(["Minister rejects deal", "He left. She stayed", "", "Nobody came"])
    assert sentences(text) == ["Minister rejects deal", "He left.", "She stayed", "Nobody came"]


@pytest.mark.parametrize(
    "headline",
    ["Minister rejects deal", "Minister rejects the proposal of the other side in Geneva"],
    ids=["short", "as wide as wrapped text"],
)
def test_a_headline_is_a_sentence_of_its_own(headline: str) -> None:
    body = "The minister rejected it on Monday, and said that he would not come back to the table."
    longer = f"{body[:-1]} before the other side had answered."
    assert sentences(f"{headline}\n{longer}") == [headline, longer]


@pytest.mark.parametrize(
    "quotation",
    [
        "“We will not accept this. We will answer,” he said.",
        "‘We will not accept this. We will answer,’ he said.",
        '"We will not accept this. We will answer," he said.',
        "«We will not accept this. We will answer», he said.",
        "„We will not accept this. We will answer“, he said.",
    ],
)
def test_a_quotation_of_several_sentences_stays_in_one_piece(quotation: str) -> None:
    assert sentences(f"{quotation} Then he left.") == [quotation, "Then he left."]


def test_a_quotation_that_never_ends_does_not_swallow_the_text() -> None:
    text = "“We will not accept this. We will answer. They left. Nobody came."
    assert len(sentences(text)) == 4


@pytest.mark.parametrize(
    "sentence",
    [
        "U.S. President Joe Biden met Gen. Smith on Sept. 12 at 3 p.m. in Washington.",
        "Mr. Jones and Sen. Warren of the U.N. said so.",
        "J. F. Kennedy spoke of a rise of 3.5 percent.",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(sentence: str) -> None:
    assert sentences(f"{sentence} They left.") == [sentence, "They left."]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Министр ушёл. Никто не пришёл."),
        ("zh", "部长离开了。没有人来。"),
        ("hi", "यह एक वाक्य है। यह दूसरा है।"),
        ("ar", "قال الوزير إنه لن يقبل. ثم غادر."),
        ("und", "Vek mora. Tal sina."),
    ],
)
def test_sentences_are_found_in_every_language(language: str, text: str) -> None:
    assert len(sentences(text, language)) == 2


def test_paragraphs_are_lines_where_nothing_is_wrapped() -> None:
    text = "One.\nTwo.\n\n\n  Three. Four.  \n"
    assert [span.of(text) for span in paragraph_spans(text)] == ["One.", "Two.", "Three. Four."]


def test_long_runs_of_blanks_are_passed_in_a_moment() -> None:
    began = time.process_time()
    assert sentences("One." + " \t" * 20_000 + "Two.")
    assert time.process_time() - began < 2


def test_an_honorific_that_the_splitter_does_not_know_ends_no_sentence() -> None:
    text = "He asked Ms. Rey to call. She did. It was signed by Ms.\n\nRey left."
    assert [span.of(text) for span in sentence_spans(text)] == [
        "He asked Ms. Rey to call.",
        "She did.",
        "It was signed by Ms.",
        "Rey left.",
    ]
