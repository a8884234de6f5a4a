"""Sentences that ask the reader for something, in English: instructions, and talk to a program."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.attributions import attributions
from briefing.language.parsing import parse
from briefing.language.quotations import quotations
from briefing.language.speaker import speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

__all__ = ["requests"]

_TO_A_PROGRAM: Final = re.compile(
    r"""\byour\s+(?:\w+\s+)?(?:answer|brief|instruction|message|output|prompt|reply|response|summary)
    |\b(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,3}(?:instruction|prompt|rule)
    |\bsystem\s+prompt\b|\bas\s+an\s+ai\b|\blanguage\s+model\s+(?:must|should|reading)
    |\b(?:the\s+ai|dear|hey)\s+(?:ai\s+)?(?:assistant|chatbot|summari[sz]er)\b
    |\bthe\s+(?:chatbot|summari[sz]er)\b
    |\bthe\s+assistant\b(?!\s+(?:attorney|chief|coach|commissioner|director|district|editor|general
        |leader|manager|minister|principal|professor|prosecutor|secretary)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words by which a text speaks to whoever is to answer it, and not of the world."""

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_LET: Final = frozenset(
    {"let", "consider", "imagine", "suppose", "remember", "note", "see", "recall"}
)
"""What a speaker or writer says to carry the reader along, and asks for nothing by."""


@lru_cache(maxsize=64)
def requests(text: str) -> tuple[Span, ...]:
    """The sentences of English `text` that ask the reader to do or answer something.

    An imperative, a question, or words to a program that reads it; in code points. What
    stands in quotation marks or is said by somebody is a fact about its speaker and no
    request, nor is what an order goes on to tell of somebody named. A speech that names its
    speaker on top asks nothing, but for words to a program.

    Raises:
        SettingsError: If no English model is installed.
    """
    spoken = [quotation.span for quotation in quotations(text)]
    spoken += [said.content for said in attributions(text) if said.content and said.source]
    owned = speaker_of(text) is not None
    named = {token.text for token in parse(text) if token.pos_ == "PROPN"}
    found = []
    for sentence in parse(text).sents:
        span = Span(sentence.start_char, sentence.start_char + len(sentence.text.rstrip()))
        asks = text[span.end - 1] == "?" and not _is_inside(spoken, span.end - 1)
        root = sentence.root
        # "Trump still ducks": a name that is taken for a verb is one elsewhere in the text.
        orders = root.text not in named and _is_imperative(root)
        orders = orders and not _is_inside(spoken, root.idx)
        if _TO_A_PROGRAM.search(span.of(text)) or (asks and not owned):
            found.append(span)
        elif orders and not owned:
            found.append(Span(span.start, _told_from(sentence) or span.end))
    return tuple(found)


def _told_from(order: Words) -> int | None:
    """Where an order goes on to tell of somebody named: "compare that with Rey, who has left"."""
    return next(
        (
            token.left_edge.idx
            for token in order
            if token.pos_ == "PROPN" and any(child.dep_ == "relcl" for child in token.rights)
        ),
        None,
    )


def _is_inside(spans: list[Span], place: int) -> bool:
    return any(span.start <= place < span.end for span in spans)


def _is_imperative(root: Token) -> bool:
    """Whether the clause has a bare verb, no subject, and stands first: "Write a poem"."""
    if root.tag_ not in ("VB", "VBP") or root.lemma_ in _LET or root.lower_ in ("are", "am"):
        return False
    if any(child.dep_ in _SUBJECTS or child.dep_ in ("aux", "auxpass") for child in root.children):
        return False
    before = [child for child in root.lefts if not child.is_punct]
    return all(child.dep_ in ("advmod", "intj", "prep", "dep") for child in before)
