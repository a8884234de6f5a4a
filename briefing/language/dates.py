"""Calendar dates in English text, and numeric dates in any language."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from briefing.document import Span

__all__ = ["Date", "Reading", "dates"]

_MONTHS: Final = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
_WEEKDAYS: Final = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH: Final = (
    r"(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER"
    r"|DECEMBER)\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?\b(?![.,]?\d|\s*(?:%|percent|per\s+cent))"
_DAYS: Final = rf"(?P<days>{_DAY}(?:\s*(?:-|–|—|,|,?\s(?:and|or|to))\s*(?:the\s+)?{_DAY})*)"
_WEEKDAY: Final = (
    r"(?P<weekday>(?i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))(?:s?\b)"
)
_YEAR: Final = r"(?P<year>1[0-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"
_DATE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w/.-])(?P<year>\d{4})-(?P<number>\d{2})-(?P<days>\d{2})(?![\w/-])",
        r"(?<![\w/.-])(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})(?![\w/])",
        rf"(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?<![\w.,$€£])(?:{_DAYS}\s+(?:of\s+)?{_MONTH})"
        rf"(?:,?\s+(?:of\s+)?{_YEAR})?",
        rf"(?:{_WEEKDAY},?\s+)?\b{_MONTH}\s+(?:the\s+)?{_DAYS}(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}",
        rf"\b{_WEEKDAY}",
        rf"\b{_MONTH}",
    )
)
_AMBIGUOUS: Final = frozenset({"march", "may", "mar", "jan", "jun", "dec", "sep", "apr"})
_BEFORE_MONTH: Final = re.compile(
    r"(?i)\b(?:in|of|by|since|until|till|from|to|through|during|before|after|last|next|this|every"
    r"|each|early|late|mid|and|or|between)[\s-]+$"
)
_WHOSE: Final = re.compile(r"(?i)(?:\b(?:her|his|its|my|our|the|their)|['’]s)\s+$")
_NOUN: Final = re.compile(r"\s+(?!(?:and|for|in|of|on|or|through|to|was|will)\b)[a-z]{3,}")


class Reading(NamedTuple):
    """The parts of a date that are stated: day 1–31, month 1–12, weekday 0 (Monday)–6."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


class Date(NamedTuple):
    """A date, and what it may mean: 3/4/2020 has two readings."""

    span: Span
    readings: tuple[Reading, ...]


def dates(text: str) -> list[Date]:
    """Find dates that name a month, a weekday or all of year, month and day.

    Days that share a month ("13 and 16 March") are dates each. A year alone is a number.

    Returns:
        Dates in the order of the text; those that share a month share their span.
    """
    found: list[Date] = []
    taken: list[Span] = []
    for pattern in _DATE:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if any(span.start < other.end and other.start < span.end for other in taken):
                continue
            read = _read(match)
            if read:
                taken.append(span)
                found += [Date(span, readings) for readings in read]
    return sorted(found, key=lambda date: date.span)


def _read(match: re.Match[str]) -> list[tuple[Reading, ...]]:
    part = match.groupdict()
    year = int(part["year"]) if part.get("year") else None
    if part.get("first"):
        first, second = int(part["first"]), int(part["second"])
        orders = {(first, second), (second, first)}
        readings = tuple(
            Reading(year, month, day) for day, month in sorted(orders) if month <= 12 and day <= 31
        )
        return [readings] if readings else []
    weekday = _WEEKDAYS.index(part["weekday"].lower()) if part.get("weekday") else None
    month = int(part["number"]) if part.get("number") else None
    if name := part.get("month"):
        if name.rstrip(".").lower() in _AMBIGUOUS and not _is_month(match):
            return []
        month = next(i for i, m in enumerate(_MONTHS, 1) if m[:3] == name[:3].lower())
    days = [int(day) for day in re.findall(r"\d+", part.get("days") or "")]
    if any(not 1 <= day <= 31 for day in days) or (month is not None and not 1 <= month <= 12):
        return []
    if not days:
        return [(Reading(year, month, None, weekday),)]
    return [(Reading(year, month, day, weekday),) for day in days]


def _is_month(match: re.Match[str]) -> bool:
    """Whether a word such as May or March is the month: what stands beside it says so.

    A day, a year, a preposition, or whose it is, before a noun: in March, her March speech.
    """
    if re.search(r"\d", match.group()) or _BEFORE_MONTH.search(match.string, 0, match.start()):
        return True
    owned = _WHOSE.search(match.string, 0, match.start())
    return bool(owned and _NOUN.match(match.string, match.end()))
