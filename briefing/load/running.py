"""Running heads and page numbers, which a reader passes over, told from the text of a page.

They would stand in the middle of each sentence that goes on overleaf, and be read as part of
it. Left out is a line at the edge of its page, in reading order, no larger than the document's
usual print, if at the same height of at least three pages, and of a third of all, there stands
the very same line, or one that begins or ends with a number that goes up by one a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from statistics import median
from typing import Final, NamedTuple

__all__ = ["Line", "without_running"]

_EDGE: Final = 3
"""Lines of a head or foot at most; a program may write both before the text of the page."""
_PAGES: Final = 3
_SHARE: Final = 3
"""Left and right pages differ, and so do chapters."""
_LARGER: Final = 1.1
_LONGEST: Final = 100
_NUMBER: Final = re.compile(r"\d{1,4}\b(?![.,)\]:])|(?<![\d.,])\b\d{1,4}$")
"""At the beginning of a line, where it numbers no item or section, or at the end."""


class Line(NamedTuple):
    """A line as it stands on its page: its size and the height of its foot, in points."""

    text: str
    size: float
    height: float


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without heads, feet and page numbers."""
    usual = median([line.size for lines in pages for line in lines] or [0])
    marks = [
        {place: set(_marks(lines[place], number)) for place in _edge(lines, usual)}
        for number, lines in enumerate(pages)
    ]
    counts = Counter(
        mark for page in marks for mark in {mark for found in page.values() for mark in found}
    )
    least = max(_PAGES, len(pages) / _SHARE)
    return [
        [
            line
            for place, line in enumerate(lines)
            if not any(counts[mark] >= least for mark in page.get(place, ()))
        ]
        for lines, page in zip(pages, marks, strict=True)
    ]


def _edge(lines: Sequence[Line], usual: float) -> list[int]:
    places = range(len(lines))
    return [
        place
        for place in sorted({*places[:_EDGE], *places[-_EDGE:]})
        if lines[place].size <= _LARGER * usual and len(lines[place].text) <= _LONGEST
    ]


def _marks(line: Line, page: int) -> Iterator[Hashable]:
    """By what it would be told as running: where it stands, with its words or its number."""
    height = round(line.height)
    yield height, line.text
    for number in {line.text[at.start() : at.end()] for at in _numbers(line.text)}:
        yield height, int(number) - page


def _numbers(text: str) -> list[re.Match[str]]:
    return [at for at in _NUMBER.finditer(text) if at.start() == 0 or at.end() == len(text)]
