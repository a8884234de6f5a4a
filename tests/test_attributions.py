from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.document import Span
from briefing.language.attributions import Attribution, attributions
from briefing.language.mentions import entities
from briefing.language.parsing import parse

SEED = Path(__file__).parents[1] / "seeds" / "putin-warns-nato-over-long-range-weapons.txt"

Words = tuple[str | None, str | None, str | None]


def _words(span: Span | None, text: str) -> str | None:
    return span.of(text) if span else None


def _found(text: str) -> list[Words]:
    return [
        (_words(one.source, text), _words(one.cue, text), _words(one.content, text))
        for one in attributions(text)
    ]


def _saying(text: str, content: str) -> Attribution:
    (found,) = [one for one in attributions(text) if _words(one.content, text) == content]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister has repeatedly said that the border will stay closed.",
            ("The minister", "has repeatedly said", "that the border will stay closed"),
        ),
        (
            "The talks will go on, the spokesman said.",
            ("the spokesman", "said", "The talks will go on"),
        ),
        (
            "According to the ministry, two ships were sunk.",
            ("the ministry", "According to", "two ships were sunk"),
        ),
        (
            "It is believed that forty people died.",
            (None, "is believed", "that forty people died"),
        ),
        (
            "Her warning that the ceasefire could collapse went unheard.",
            ("Her", "warning", "that the ceasefire could collapse"),
        ),
        (
            "The union threatened to strike.",
            ("The union", "threatened", "to strike"),
        ),
        (
            "The senator called for an inquiry.",
            ("The senator", "called for", "an inquiry"),
        ),
        (
            "The government condemned the attack.",
            ("The government", "condemned", "the attack"),
        ),
        (
            "The ministry declined to comment on the report.",
            ("The ministry", "declined to comment on", "the report"),
        ),
        (
            "The Kremlin said on Monday it would regard the move as a threat.",
            ("The Kremlin", "said", "it would regard the move as a threat"),
        ),
        (
            "The union called on ministers to step in.",
            ("The union", "called", "ministers to step in"),
        ),
        (
            "The prosecutor accused him of lying.",
            ("The prosecutor", "accused", "him of lying"),
        ),
        (
            "The plan was rejected by the senate.",
            ("the senate", "was rejected", "The plan"),
        ),
        (
            "The board is confident that the price will fall.",
            ("The board", "is confident", "that the price will fall"),
        ),
        (
            "As Macron put it, Europe must wake up.",
            ("Macron", "put", "Europe must wake up"),
        ),
    ],
)
def test_source_cue_and_content_of_indirect_speech(text: str, expected: Words) -> None:
    assert expected in _found(text)


def test_an_apposition_belongs_to_the_source_with_its_closing_comma() -> None:
    text = "Anna Berg, the chief negotiator, said the offer was too low."
    assert ("Anna Berg, the chief negotiator,", "said", "the offer was too low") in _found(text)


@pytest.mark.parametrize(
    ("opening", "closing"), [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("''", "''")]
)
def test_a_quotation_broken_by_its_cue_gives_a_piece_on_either_side(
    opening: str, closing: str
) -> None:
    first = f"{opening}We don't negotiate under pressure,{closing}"
    second = f"{opening}If they attack us, they will regret it.{closing}"
    text = f"{first} Karimi told reporters. {second}"
    for content in (first, second):
        found = _saying(text, content)
        assert (_words(found.source, text), found.direct) == ("Karimi", True)
    assert _saying(text, first).cue == _saying(text, second).cue


def test_a_quotation_of_several_sentences_stays_whole() -> None:
    quotation = "“We came to help. Nobody asked us to leave. We will stay,”"
    text = f"{quotation} said Maria Diaz on Monday."
    assert _words(_saying(text, quotation).source, text) == "Maria Diaz"


def test_a_quotation_over_two_paragraphs_has_the_speaker_of_the_second() -> None:
    text = (
        "“The first thing,” said the spokesman, “is to talk.”\n\n"
        "“We came here to help.\n\n“Nobody asked us to leave,” said Maria Diaz."
    )
    content = "“We came here to help.\n\n“Nobody asked us to leave,”"
    assert _words(_saying(text, content).speaker, text) == "Maria Diaz"
    assert _saying(text, content).direct


def test_a_paragraph_of_quotation_alone_has_the_speaker_of_the_one_before() -> None:
    text = "“It was a mistake,” Anna Berg said.\n\n“It must not happen again.”"
    assert _words(_saying(text, "“It must not happen again.”").speaker, text) == "Anna Berg"


def test_any_verb_beside_a_quotation_may_introduce_it() -> None:
    text = "“They will pay for what they did,” smiled the minister."
    found = _saying(text, "“They will pay for what they did,”")
    assert _words(found.source, text) == "the minister"


def test_a_quotation_after_the_cue_belongs_to_the_saying_before_it() -> None:
    text = '"We will," Mrs Lund told the council, "never leave." "Never," she repeated.'
    found = _saying(text, '"never leave."')
    assert (_words(found.source, text), _words(found.cue, text)) == ("Mrs Lund", "told")
    assert _words(_saying(text, '"Never,"').cue, text) == "repeated"


def test_a_cue_inside_a_quotation_says_nothing_outside_it() -> None:
    text = "“If they close the strait, we will answer,” Berg said."
    assert _found(text) == [("Berg", "said", "“If they close the strait, we will answer,”")]


def test_an_apposition_that_names_the_source_is_its_speaker() -> None:
    text = "The French president, Emmanuel Macron, insisted no option was ruled out."
    found = _saying(text, "no option was ruled out")
    assert _words(found.source, text) == "The French president, Emmanuel Macron,"
    assert _words(found.speaker, text) == "Emmanuel Macron"


def test_a_nested_saying_points_at_the_one_that_holds_it() -> None:
    text = "Lavrov said Kiev had warned that it would respond."
    inner = _saying(text, "that it would respond")
    assert inner.parent is not None
    outer = attributions(text)[inner.parent]
    assert _words(outer.source, text) == "Lavrov"
    assert outer.parent is None


def test_a_headline_with_a_colon_names_its_speaker() -> None:
    text = "Karimi: We will not be threatened\n\nKarimi spoke in Tehran on Monday."
    assert ("Karimi", ":", "We will not be threatened") in _found(text)


def test_a_dateline_belongs_to_no_content() -> None:
    text = "GENEVA (Reuters) - Diplomats will meet on Friday, officials said."
    assert ("officials", "said", "Diplomats will meet on Friday") in _found(text)


def test_what_a_statement_says_is_said_by_whose_statement_it_is() -> None:
    text = "The ministry said in a statement that any landing would be met with force."
    assert ("The ministry", "said", "that any landing would be met with force") in _found(text)


def test_what_others_insist_on_in_a_condition_is_not_what_follows() -> None:
    text = "“Should they insist on it, Lima will act,” the ministry said."
    assert not any(content == "Lima will act" for _, _, content in _found(text))


def test_pronouns_titles_and_relatives_lead_to_the_full_name() -> None:
    text = SEED.read_text(encoding="utf-8")
    speakers = {(_words(one.source, text), _words(one.speaker, text)) for one in attributions(text)}
    assert ("he", "Vladimir Putin") in speakers
    assert ("the Russian president", "Vladimir Putin") in speakers
    assert ("the Russian leader", "Vladimir Putin") in speakers
    assert ("who", "Sergey Lavrov") in speakers


def test_i_in_a_quotation_is_whoever_says_it() -> None:
    text = "“I believe the war will end,” said Maria Diaz."
    found = _saying(text, "the war will end")
    assert (_words(found.source, text), _words(found.speaker, text)) == ("I", "Maria Diaz")


def test_what_comes_about_is_not_said() -> None:
    assert _found("The storm made the bridge collapse.") == []


def test_a_text_is_read_the_same_every_time() -> None:
    text = SEED.read_text(encoding="utf-8")
    first = attributions(text)
    parse.cache_clear()
    entities.cache_clear()
    assert attributions(text) == first


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", "“”", "said", ":", "X:", "he said “”."])
def test_no_text_is_too_poor(text: str) -> None:
    for one in attributions(text):
        assert one.content is not None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"“”‘’\"':,.—()\n", "he", "said", "that", "Putin", "warned", "who", "it", "to", "go"]
        ),
        max_size=25,
    ).map(" ".join)
)
def test_spans_lie_inside_the_text_and_parents_in_the_list(text: str) -> None:
    found = attributions(text)
    for index, one in enumerate(found):
        for span in (one.source, one.cue, one.content, one.speaker):
            assert span is None or 0 <= span.start < span.end <= len(text)
        if one.parent is not None:
            assert one.parent != index
            holder = found[one.parent]
            assert holder.content is not None
            assert one.cue is not None
            assert holder.content.holds(one.cue)
