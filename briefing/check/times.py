"""Relative times, stretches and rhythms of a statement, held against those of its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from briefing.brief import Finding
from briefing.check.passages import Passage
from briefing.findings import finding
from briefing.language.dates import Reading, dates
from briefing.language.times import Distance, distances, rhythms, stretches

__all__ = ["check_times", "readings_of"]

_DAYS: Final = {
    "day": 1,
    "weekend": 7,
    "week": 7,
    "month": 30,
    "quarter": 91,
    "season": 365,
    "year": 365,
}
_WEEKS: Final = {"week": (0, 1, 2, 3, 4, 5, 6), "weekend": (5, 6)}
_SINCE: Final = re.compile(r"\s+(?:after|before|of)\b", re.IGNORECASE)
"""After a stretch that nothing stands before: months after it."""
_VAGUE: Final = re.compile(
    r"\b(?:several|some|few|many|couple\s+of|recent|for|over|the|past|last|in|within|of|dozens\s+of"
    r"|hundreds\s+of|after|took|take)\s+$",
    re.IGNORECASE,
)


def check_times(text: str, passages: Sequence[Passage], path: str) -> Iterator[Finding]:
    """Find the times told from today ("last week"), stretches and rhythms that stand nowhere here.

    A relative time must stand in the evidence, in whatever words, or be the same by the day
    on which the document was published. One that holds today ("this year") is true of
    all that the evidence puts nearer than its unit.
    """
    cited = [(distance, passage) for passage in passages for distance in distances(passage.text)]
    shown = [distance.span.of(passage.text) for distance, passage in cited]
    given = [date.span.of(passage.text) for passage in passages for date in dates(passage.text)]
    for said in distances(text):
        if any(_agrees(said, other) for other, _ in cited) or _is_dated(said, passages):
            continue
        if said.told and (not cited or given):
            continue
        yield _finding(said.span.of(text), path, shown + given)
    evidence = "\n".join(passage.text for passage in passages)
    for rhythm in rhythms(text):
        if not re.search(rf"\b(?:{_forms(rhythm.unit)})", evidence, re.IGNORECASE):
            shown = [other.span.of(evidence) for other in rhythms(evidence)]
            yield _finding(rhythm.span.of(text), path, shown)
    spoken = stretches(evidence)
    for span, unit in stretches(text):
        vague = _VAGUE.search(text, 0, span.start) or _SINCE.match(text, span.end)
        if spoken and vague and unit not in evidence.casefold():
            yield _finding(span.of(text), path, [other.of(evidence) for other, _ in spoken])


def readings_of(passage: Passage) -> list[Reading]:
    """The calendar dates of the relative times of a passage, where its document is dated."""
    today = _published(passage)
    if today is None:
        return []
    found = []
    for distance in distances(passage.text):
        if distance.told:
            continue
        if distance.unit == "day":
            day = today + timedelta(days=distance.steps)
            found.append(Reading(day.year, day.month, day.day, day.weekday()))
        elif distance.unit == "week":
            day = today + timedelta(days=7 * distance.steps)
            found.append(Reading(day.year))
        elif distance.unit == "month":
            months = today.year * 12 + today.month - 1 + distance.steps
            found.append(Reading(months // 12, months % 12 + 1))
        elif distance.unit == "year":
            found.append(Reading(today.year + distance.steps))
    return found


def _agrees(said: Distance, given: Distance) -> bool:
    if (said.unit, said.steps) == (given.unit, given.steps):
        return True
    if said.steps == 0 and said.unit in _DAYS and given.unit in _DAYS:
        return _DAYS[given.unit] * max(1, abs(given.steps)) < _DAYS[said.unit]
    return False


def _is_dated(said: Distance, passages: Sequence[Passage]) -> bool:
    """Whether a date of the evidence is that time, by the day of publication."""
    for passage in passages:
        named = [reading for found in dates(passage.text) for reading in found.readings]
        week = _WEEKS.get(said.unit, ())
        if said.steps == 0 and any(reading.weekday in week for reading in named):
            return True
        today = _published(passage)
        if today is None:
            continue
        years = [int(year) for year in re.findall(r"\b(?:1[5-9]|20)\d\d\b", passage.text)]
        if said.unit == "year" and today.year + said.steps in years:
            return True
        for reading in named:
            if said.unit == "month" and reading.month is not None:
                months = 12 * ((reading.year or today.year) - today.year)
                if months + reading.month - today.month == said.steps:
                    return True
            if said.unit in ("day", "week"):
                near = [
                    day
                    for offset in range(-14, 15)
                    for day in [today + timedelta(days=offset)]
                    if reading.weekday in (None, day.weekday())
                    and reading.day in (None, day.day)
                    and reading.month in (None, day.month)
                    and (reading.day is not None or reading.weekday is not None)
                ]
                for day in near:
                    apart = (day - today).days
                    if said.unit == "day" and apart == said.steps:
                        return True
                    monday = day - timedelta(days=day.weekday())
                    this = today - timedelta(days=today.weekday())
                    if said.unit == "week" and (monday - this).days == 7 * said.steps:
                        return True
    return False


def _published(passage: Passage) -> date | None:
    written = (passage.document.published or "")[:10]
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _forms(unit: str) -> str:
    return {"day": "dai|day|24.hour", "year": "year|annu"}.get(unit, unit)


def _finding(said: str, path: str, shown: list[str]) -> Finding:
    given = ", ".join(f"“{one}”" for one in dict.fromkeys(shown[:8]))
    return finding(
        "date-unsupported",
        path,
        f"“{said}” is no time of the cited sentences, which have {given or 'no such time'}",
    )
