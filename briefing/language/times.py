"""Times told from the day of writing, vague stretches of time, and how often something happens."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from briefing.document import Span
from briefing.language.numerals import numerals

__all__ = ["Distance", "Rhythm", "distances", "rhythms", "stretches"]

_UNIT_WORD: Final = (
    r"(?P<unit>day|night|weekend|week|fortnight|month|quarter|season|year|decade|century"
    r"|spring|summer|autumn|winter|morning|afternoon|evening)"
)
_AHEAD: Final = r"(?P<ahead>next|coming|upcoming)"
_BACK: Final = r"(?P<back>last|past)"
_NOW: Final = r"(?P<now>this|current)"
_NAMED: Final = re.compile(
    r"\b(?:(?P<today>today|tonight|(?:this|the\s+present)\s+day)|(?P<tomorrow>tomorrow)"
    r"|(?P<yesterday>yesterday|last\s+(?:night|evening)))\b",
    re.IGNORECASE,
)
_ADJECTIVE: Final = re.compile(
    rf"\b(?:(?:earlier|later)\s+)?(?:{_NOW}|{_BACK}|{_AHEAD})\s+{_UNIT_WORD}\b", re.IGNORECASE
)
_TOLD: Final = re.compile(
    rf"\b(?:the\s+)?(?:(?P<back>previous|preceding)|(?P<ahead>following|next))\s+{_UNIT_WORD}\b"
    r"|\b(?:the\s+|an?\s+)?(?P<unit2>day|week|month|year)\s+(?:(?P<back2>before|earlier)"
    r"|(?P<ahead2>after|later))\b",
    re.IGNORECASE,
)
_AGO: Final = re.compile(
    r"[\s-]+(?P<unit>second|minute|hour|day|week|fortnight|month|year|decade|century)"
    r"s?\s+(?:(?P<back>ago|earlier|before|previously)|(?P<ahead>from\s+now|later|hence))\b",
    re.IGNORECASE,
)
_ONE_AGO: Final = re.compile(
    r"\b(?:an?|one)\s+(?P<unit>day|week|fortnight|month|year|decade|century)\s+"
    r"(?:(?P<back>ago)|(?P<ahead>from\s+now|hence))\b",
    re.IGNORECASE,
)
_STRETCH: Final = re.compile(
    r"\b(?P<unit>second|minute|hour|day|night|week|month|year|decade)s\b", re.IGNORECASE
)
_RHYTHM: Final = re.compile(
    r"\b(?:(?P<often>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annual(?:ly)?)"
    r"|(?:(?:per|each|every)|(?:once|twice|times|hours|days|weeks|months|dollars|euros|pounds"
    r"|barrels|tonn?es|tons|thousand|million|billion|\d[\d.,]*%?)\s+an?)"
    r"\s+(?P<unit>hour|day|night|week|fortnight|month|quarter|year))\b"
)
_RHYTHMS: Final = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}
_DAYTIME: Final = frozenset({"night", "morning", "afternoon", "evening"})


class Distance(NamedTuple):
    """How far from the day of writing something is.

    Attributes:
        span: In code points.
        unit: day, week, month, year and so on; the season where one is named.
        steps: That many units ahead, below zero back, zero the unit that it is now.
        told: Whether it is told from another time of the text: the next day.
    """

    span: Span
    unit: str
    steps: int
    told: bool = False


class Rhythm(NamedTuple):
    """How often: the unit in which something comes again."""

    span: Span
    unit: str


def distances(text: str) -> list[Distance]:
    """Find the relative times of English `text`, in order: today, last week, two years ago."""
    found: list[Distance] = []
    for match in _NAMED.finditer(text):
        steps = 0 if match["today"] else 1 if match["tomorrow"] else -1
        found.append(Distance(Span(*match.span()), "day", steps))
    for match in _ADJECTIVE.finditer(text):
        steps = 0 if match["now"] else 1 if match["ahead"] else -1
        unit = match["unit"].lower()
        if unit in _DAYTIME:
            unit = "day"
        found.append(_counted(Span(*match.span()), unit, steps))
    for match in _TOLD.finditer(text):
        unit = (match["unit"] or match["unit2"]).lower()
        unit = "day" if unit in _DAYTIME else unit
        steps = -1 if match["back"] or match["back2"] else 1
        found.append(_counted(Span(*match.span()), unit, steps, told=True))
    for match in _ONE_AGO.finditer(text):
        steps = -1 if match["back"] else 1
        found.append(_counted(Span(*match.span()), match["unit"].lower(), steps))
    for number in numerals(text):
        ago = _AGO.match(text, number.span.end)
        if ago and number.kind == "cardinal" and number.values[0].denominator == 1:
            steps = int(number.values[0]) * (-1 if ago["back"] else 1)
            told = (ago["back"] or ago["ahead"]).lower() in ("earlier", "before", "later")
            span = Span(number.span.start, ago.end())
            found.append(_counted(span, ago["unit"].lower(), steps, told=told))
    kept: list[Distance] = []
    for one in sorted(found, key=lambda one: (one.span.start, one.told)):
        if not any(one.span.meets(other.span) for other in kept):
            kept.append(one)
    return kept


def stretches(text: str) -> list[tuple[Span, str]]:
    """The units of time that stand in the plural, as in "several weeks", with their places."""
    return [(Span(*match.span()), match["unit"].lower()) for match in _STRETCH.finditer(text)]


def rhythms(text: str) -> list[Rhythm]:
    """Find how often: daily, per week, ten times a day."""
    return [
        Rhythm(
            Span(*match.span()),
            _RHYTHMS[match["often"]] if match["often"] else match["unit"],
        )
        for match in _RHYTHM.finditer(text)
    ]


def _counted(span: Span, unit: str, steps: int, *, told: bool = False) -> Distance:
    """In days, weeks, months or years where another unit is so many of them."""
    factor, base = {
        "fortnight": (2, "week"),
        "decade": (10, "year"),
        "century": (100, "year"),
    }.get(unit, (1, unit))
    steps *= factor
    for smaller, many, larger in (("day", 7, "week"), ("month", 12, "year")):
        if base == smaller and steps and steps % many == 0:
            base, steps = larger, steps // many
    return Distance(span, base, steps, told)
