"""One page: which statements it has room for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from briefing.brief import Brief, Citation, Source, Statement

__all__ = ["PAGE_WORDS", "Page", "fit", "fit_page", "words"]

T = TypeVar("T")

PAGE_WORDS = 500
"""What one printed page holds: words separated by white space, foot included."""

Part = Literal[
    "summary",
    "key_actors",
    "positions",
    "red_lines",
    "open_questions",
    "sources",
    "withheld",
    "unread",
]

_WEIGHTS: dict[Part, float] = {
    "key_actors": 10,
    "positions": 5,
    "summary": 3,
    "red_lines": 3,
    "sources": 3,
    "open_questions": 2,
    "withheld": 2,
    "unread": 2,
}
"""The k-th item of a part ranks at k / weight; the highest figure is left out first."""

_NAMES: dict[Part, tuple[str, str]] = {
    "summary": ("summary statement", "summary statements"),
    "key_actors": ("actor", "actors"),
    "positions": ("position", "positions"),
    "red_lines": ("red line", "red lines"),
    "open_questions": ("open question", "open questions"),
}


@dataclass(frozen=True)
class Page:
    """A brief, or as much of it as a page has room for.

    Attributes:
        brief: What is printed.
        left_out: How many items of each part are not printed, for length.
    """

    brief: Brief
    left_out: Counter[Part] = field(default_factory=Counter)

    @property
    def statements(self) -> list[Statement]:
        """Everything printed that cites something."""
        brief = self.brief
        return [
            *([brief.bottom_line] if brief.bottom_line else ()),
            *brief.summary,
            *brief.key_actors,
            *(actor.position for actor in brief.key_actors if actor.position),
            *brief.red_lines,
            *brief.open_questions,
        ]

    @property
    def evidence(self) -> list[Citation]:
        """Every sentence that something printed cites, once, in the order of the sources."""
        cited = {
            citation.sentence: citation
            for statement in self.statements
            for citation in statement.citations
        }
        order = {source.id: place for place, source in enumerate(self.brief.sources)}
        last = len(order)  # a brief from elsewhere may cite what it does not list
        return sorted(
            cited.values(),
            key=lambda citation: (order.get(citation.document, last), citation.start),
        )

    @property
    def not_english(self) -> list[Source]:
        """The sources in which our English rules find nothing: red lines, who said what."""
        return [source for source in self.brief.sources if source.language != "en"]

    @property
    def left_out_statements(self) -> str:
        """What is not printed, counted in words: ``2 open questions, 1 position``."""
        return ", ".join(
            f"{self.left_out[part]} {one if self.left_out[part] == 1 else many}"
            for part, (one, many) in _NAMES.items()
            if self.left_out[part]
        )


def fit_page(brief: Brief, render: Callable[[Page], str], limit: int = PAGE_WORDS) -> str:
    """Render as much of `brief` as a page of `limit` words holds; see `fit`."""
    return fit(brief, render, lambda text: words(text) <= limit)


def fit(brief: Brief, render: Callable[[Page], T], fits: Callable[[T], bool]) -> T:
    """Render as much of `brief` as `fits`.

    Items are left out from the lowest rank up; the bottom line goes only where it alone
    is longer than the page.
    """
    order = [part for _, _, part in sorted(_ranked(brief), reverse=True)]
    rendered: dict[int, T] = {}

    def first(dropped: int) -> T:
        if dropped not in rendered:
            rendered[dropped] = render(_page(brief, order[:dropped]))
        return rendered[dropped]

    least = bisect_left(range(len(order)), True, key=lambda dropped: fits(first(dropped)))
    if fits(first(least)):
        return first(least)
    return render(_page(brief.model_copy(update={"bottom_line": None}), order))


def words(text: str) -> int:
    """How many words the text has, as white space separates them."""
    return len(text.split())


def _ranked(brief: Brief) -> Iterator[tuple[float, int, Part]]:
    """The rank of each item; a tie goes to the part of less weight."""
    for place, (part, weight) in enumerate(_WEIGHTS.items()):
        if part == "positions":
            numbers = [
                number for number, actor in enumerate(brief.key_actors, start=1) if actor.position
            ]
        else:
            numbers = list(range(1, len(getattr(brief, part)) + 1))
        yield from ((number / weight, place, part) for number in numbers)


def _page(brief: Brief, dropped: list[Part]) -> Page:
    left_out = Counter(dropped)
    placed = [number for number, actor in enumerate(brief.key_actors) if actor.position]
    silenced = placed[len(placed) - left_out["positions"] :]
    actors = tuple(
        actor.model_copy(update={"position": None}) if number in silenced else actor
        for number, actor in enumerate(brief.key_actors)
    )
    brief = brief.model_copy(update={"key_actors": actors})
    kept: dict[str, object] = {
        part: getattr(brief, part)[: len(getattr(brief, part)) - left_out[part]]
        for part in _WEIGHTS
        if part != "positions"
    }
    return Page(brief.model_copy(update=kept), left_out)
