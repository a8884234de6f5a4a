"""Figures of a statement: each belongs to the one that its evidence gives it to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from briefing.brief import Finding
from briefing.check.alignment import is_comparable
from briefing.check.passages import Passage
from briefing.document import Span
from briefing.findings import finding
from briefing.language.bearers import bearers
from briefing.language.quantities import quantities
from briefing.language.roles import Filler, may_be

__all__ = ["check_figures"]


class _Figure(NamedTuple):
    span: Span
    unit: str | None
    values: frozenset[Fraction]
    filler: Filler
    text: str


def check_figures(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find figures that have changed hands: 24 % of one party's, where it is another's.

    Only of those who are named, and where the evidence gives the one in the statement another
    figure of the same unit.
    """
    if not is_comparable(text, passages):
        return []
    evidence = [
        figure
        for document in {passage.document.id: passage.document for passage in passages}.values()
        for figure in _figures(document.text)
        if any(p.document is document and p.span.holds(figure.span) for p in passages)
    ]
    for said in _figures(text):
        alike = [there for there in evidence if there.unit == said.unit]
        same = [there for there in alike if there.values & said.values]
        others = [there for there in alike if not there.values & said.values]
        if not same or any(may_be(said.filler, there.filler) for there in same):
            continue
        if any(may_be(said.filler, there.filler) for there in others):
            return [
                finding(
                    "roles-swapped",
                    path,
                    f"“{said.span.of(text)}” is given to “{said.filler.span.of(text)}”, and in the "
                    f"evidence to “{same[0].filler.span.of(same[0].text)}”",
                )
            ]
    return []


def _figures(text: str) -> Iterator[_Figure]:
    owned = bearers(text)
    for quantity in quantities(text, "en"):
        if quantity.implied or not quantity.unit:
            continue
        for place, filler in owned:
            if quantity.span.holds(place) and filler.about:
                yield _Figure(
                    quantity.span, quantity.unit, frozenset(quantity.values), filler, text
                )
                break
