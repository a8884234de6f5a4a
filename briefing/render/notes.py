"""The numbered notes of a printed brief: each cited passage once, as it is first cited."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.brief import Brief, Citation, Statement

__all__ = ["Place", "notes_of", "place_of", "statements_of"]

Place = tuple[str, int, int]
"""What tells a passage: its document, start and end."""


def notes_of(brief: Brief) -> dict[Place, Citation]:
    """The passages that `brief` cites, in the order in which a reader comes to them.

    The red lines come after the summary: that is where a printed page has them.
    """
    notes: dict[Place, Citation] = {}
    for statement in statements_of(brief):
        for citation in sorted(statement.citations, key=place_of):
            notes.setdefault(place_of(citation), citation)
    return notes


def place_of(citation: Citation) -> Place:
    """What tells the passage from every other."""
    return citation.document, citation.start, citation.end


def statements_of(brief: Brief) -> Iterator[Statement]:
    """Every statement, in the order of a printed page."""
    if brief.bottom_line:
        yield brief.bottom_line
    yield from brief.summary
    yield from brief.red_lines
    heard = [actor for actor in brief.key_actors if actor.position]
    for actor in heard:
        yield actor
        if actor.position:
            yield actor.position
    yield from (actor for actor in brief.key_actors if not actor.position)
    yield from brief.open_questions
