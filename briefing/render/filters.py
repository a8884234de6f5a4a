"""What templates ask of a value: a date in words, a language's name, whether it may be a link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from briefing.findings import CODES
from briefing.render.links import web_address

__all__ = ["FILTERS"]

_DAY_LENGTH = len("2026-11-24")


def day(moment: date) -> str:
    """The date in words that no reader can take for another: 3 May 2026."""
    return f"{moment.day} {moment:%B %Y}"


def dated(published: str) -> str:
    """An ISO 8601 date, or date and time, in words; anything else as it is."""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    if len(published) <= _DAY_LENGTH:
        return day(moment)
    zone = moment.tzname() if moment.tzinfo else None
    return f"{day(moment)}, {moment:%H:%M}{f' {zone}' if zone else ''}"


def meaning(code: str) -> str:
    """What a finding says of an item."""
    return CODES[code].meaning if code in CODES else code


def language_name(code: str | None) -> str | None:
    """The English name of a language by its ISO 639-1 code; None where it is none."""
    from babel import Locale

    return Locale("en").languages.get(code) if code and code != "und" else None


FILTERS: dict[str, Callable[[Any], Any]] = {
    "dated": dated,
    "day": day,
    "language_name": language_name,
    "meaning": meaning,
    "web_address": web_address,
}
"""By the names that templates have for them."""
