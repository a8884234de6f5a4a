"""Where the sentences of a text begin and end, by rules alone, so that ids never drift."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from briefing.document import Span

__all__ = ["first_sentence", "paragraph_spans", "sentence_spans"]

_LINE = re.compile(r"[^\r\n\u2028\u2029\v\f\x85]+")
_BREAK = r"(?>\r\n|[\r\n\u2028\u2029\v\f\x85])"
_BLANK_LINES = re.compile(rf"{_BREAK}(?:[ \t]*{_BREAK})+")
_TITLE = re.compile(r"\b(?:Ms|Govs|Amb)\.\Z")
_WRAPPED_WIDTH = range(45, 101)
"""Columns that text is hard-wrapped to; plain-text mail wraps at 72 to 78 (RFC 5322, 2.1.1)."""


def sentence_spans(text: str, language: str = "en") -> list[Span]:
    """Split `text` into sentences; the white space between them belongs to none.

    A line break ends a sentence unless the lines of its paragraph are hard-wrapped. A
    quotation of several sentences stays in one piece where the splitter sees its end.

    Args:
        text: Any text.
        language: ISO 639-1 code; rules of a related language serve where there are none.

    Returns:
        Spans in order, none empty, none overlapping.
    """
    return list(_sentences(text, language))


def first_sentence(text: str) -> Span | None:
    """The first of the sentences of English `text`; None where it has none."""
    return next(_sentences(text, "en"), None)


def paragraph_spans(text: str) -> list[Span]:
    """Split `text` into paragraphs: at blank lines, and at each line where none is wrapped."""
    return list(_paragraphs(text))


def _sentences(text: str, language: str) -> Iterator[Span]:
    import sentencex

    for paragraph in _paragraphs(text):
        begun: int | None = None
        for boundary in sentencex.get_sentence_boundaries(language, paragraph.of(text)):
            start = paragraph.start + boundary["start_index"] if begun is None else begun
            end = paragraph.start + boundary["end_index"]
            trimmed = _trim(text, start, end)
            if trimmed and trimmed.end < paragraph.end and _TITLE.search(trimmed.of(text)):
                begun = start  # the splitter knows "Mrs.", but not "Ms."
                continue
            begun = None
            if trimmed:
                yield trimmed


def _paragraphs(text: str) -> Iterator[Span]:
    for block in _blocks(text):
        lines = [
            Span(block.start + line.start(), block.start + line.end())
            for line in _LINE.finditer(block.of(text))
            if line.group().strip()
        ]
        if _is_wrapped([line.of(text).rstrip() for line in lines]):
            lines = [Span(lines[0].start, lines[-1].end)]
        for line in lines:
            if trimmed := _trim(text, *line):
                yield trimmed


def _blocks(text: str) -> Iterator[Span]:
    start = 0
    for gap in _BLANK_LINES.finditer(text):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, len(text))


def _is_wrapped(lines: list[str]) -> bool:
    width = max((len(line) for line in lines), default=0)
    # A line is broken for want of room where the next word would not have fitted.
    return (
        len(lines) > 1
        and width in _WRAPPED_WIDTH
        and all(
            len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
            for line, following in itertools.pairwise(lines)
        )
    )


def _trim(text: str, start: int, end: int) -> Span | None:
    passage = text[start:end]
    start += len(passage) - len(passage.lstrip())
    end -= len(passage) - len(passage.rstrip())
    return Span(start, end) if start < end else None
