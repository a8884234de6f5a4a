"""The parse is spaCy's own, however much sooner."""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.language import networks, parsing
from briefing.language.datelines import undated
from briefing.language.sentences import sentence_spans
from tests.conftest import SEED

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

parse = parsing.parse.__wrapped__

IDIOMS = """\
There's no choice. There are two, and there were others: it ain't over, you're gonna see.
Let's go; they gotta leave. C'mon, y'all know nothin'. I saw you, and you saw it.
She's been told that they'd have done it if they could've, whereas he didn't, nor will I.
"""
NAMES = """\
Moscow, 3 March 2024

Foreign Minister Sergey Lavrov  told the U.N. Security Council on Monday
that the European Union and the Ministry of Foreign Affairs of the People's Republic of China
had paid $1.5 billion, about 40 percent of it since May.   Ukraine denied that. Kyiv
"""
WORDS = (
    "There there's is are ain't gonna let 's us c'mon y'all it you I that so not n't do did had to "
    "the this which all both Paris Germany Monday Mr. Smith U.N. $5 million 40 % first leaves "
    'said better worst men " . , ; ? -- \n \n\n'
).split(" ")


def attributes(doc: Any) -> list[Any]:
    names = "ORTH TAG POS MORPH LEMMA DEP HEAD SENT_START ENT_IOB ENT_TYPE ENT_KB_ID ENT_ID"
    return [doc.to_array(names.split()).tolist(), [(e.start, e.end, e.label_) for e in doc.ents]]


@lru_cache(maxsize=1)
def spacys_pipeline() -> Language:
    import spacy

    return spacy.load(next(name for name in parsing._MODELS if importlib.util.find_spec(name)))


def spacys_parse(text: str) -> Doc:
    doc = spacys_pipeline().make_doc(text)
    starts = {span.start for span in sentence_spans(text)}
    starts |= {undated(span, text).start for span in sentence_spans(text)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return spacys_pipeline()(doc)


def test_a_dateline_is_no_subject_of_the_sentence_after_it() -> None:
    for opening in ("LIMA, May 3 (Reuters) - ", "ASMARA/CAIRO — ", "SÃO PAULO (AP) -- "):
        doc = parse(f"{opening}Peru gave the rebels two days to leave.")
        (gave,) = (token for token in doc if token.lower_ == "gave")
        assert [child.text for child in gave.lefts if child.dep_ == "nsubj"] == ["Peru"]


@pytest.mark.parametrize("text", [IDIOMS, NAMES, IDIOMS + NAMES, "", " ", "Paris", "so"])
def test_a_parse_is_that_of_spacys_pipeline(text: str) -> None:
    assert attributes(parse(text)) == attributes(spacys_parse(text))


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@settings(deadline=None, max_examples=50)
def test_the_parse_of_any_words_is_that_of_spacys_pipeline(text: str) -> None:
    assert attributes(parse(text)) == attributes(spacys_parse(text))


def test_no_component_is_left_to_spacy_that_ours_can_stand_for() -> None:
    assert [type(component).__name__ for component in parsing._components()] == [
        "Tok2Vec",
        "Tagger",
        "DependencyParser",
        "_Attributes",
        "_Lemmas",
        "_Entities",
    ]


def test_a_parse_does_not_hang_on_what_was_parsed_before(monkeypatch: pytest.MonkeyPatch) -> None:
    parsing._pipeline.cache_clear()
    parsing._components.cache_clear()
    first = parse(NAMES).tensor
    assert (parse(NAMES).tensor == first).all()
    monkeypatch.setattr(networks, "_VECTORS", 0)
    parse(IDIOMS)
    monkeypatch.undo()
    parse("Foreign Minister Sergey Lavrov told it.")
    assert (parse(NAMES).tensor == first).all()


def test_products_leave_the_number_of_threads_as_it_was() -> None:
    count, _ = networks._openblas_threads()
    before = count()
    with networks._one_thread():
        assert count() == 1
    parse(NAMES)
    assert count() == before


def test_a_long_text_is_parsed_in_pieces_to_the_same_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "\n\n".join([SEED.read_text("utf-8"), "Lead: one line\n\n", SEED.read_text("utf-8")])
    whole = parse(text)
    monkeypatch.setattr(parsing, "_PIECE", 1_000)
    pieces = parse(text)
    assert len(text) > 3 * 1_000
    assert pieces.text == text
    assert [facts(token) for token in pieces] == [facts(token) for token in whole]


def facts(token: Token) -> tuple[object, ...]:
    return (
        *(token.text, token.idx, token.tag_, token.lemma_, token.head.i, token.dep_),
        *(token.ent_type_, token.ent_iob_, token.is_sent_start),
    )


def test_a_text_longer_than_the_pipeline_takes_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing._pipeline(), "max_length", 10_000)
    monkeypatch.setattr(parsing, "_PIECE", 1_000)
    text = "The port will close on Monday. " * 1_000
    assert len(text) > 10_000
    assert parse(text).text == text
    with pytest.raises(ValueError, match="E088"):
        parsing._pipeline().make_doc(text)
