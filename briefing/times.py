"""When something was published, and how long ago that is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from briefing.errors import SettingsError

__all__ = ["duration", "in_words", "latest_moment", "newest"]

_DURATION: Final = re.compile(r"(\d{1,6})\s*([mhdw])", re.IGNORECASE)
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_AHEAD: Final = timedelta(days=1)
"""How far a clock or a time zone may run ahead; a date after that is no date of a past event."""


def duration(text: str, option: str) -> timedelta:
    """Read ``30m``, ``24h``, ``7d`` or ``2w``.

    Raises:
        SettingsError: If it is none of these; `option` is named.
    """
    match = _DURATION.fullmatch(text.strip())
    if not match or not int(match[1]):
        raise SettingsError(f"{option} is {text!r}", hint="give a time such as 30m, 24h, 7d or 2w")
    return timedelta(**{_UNITS[match[2].lower()]: int(match[1])})


def in_words(length: timedelta) -> str:
    """A duration in its largest whole unit: ``7 days``."""
    seconds = int(length.total_seconds())
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size and (unit != "day" or seconds % size == 0):
            return f"{seconds // size} {unit}{'' if seconds // size == 1 else 's'}"
    return "less than a minute"


def latest_moment(published: str) -> datetime | None:
    """The last moment that an ISO 8601 date, or date and time, can mean; None if it is none.

    A date alone means its whole day. Where no time zone is given, it is UTC.
    """
    try:
        if len(published) <= len("2026-11-24"):
            return datetime.combine(date.fromisoformat(published), time.max, UTC)
        moment = datetime.fromisoformat(published)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def newest(published: Iterable[str | None], now: datetime) -> str | None:
    """The newest of the dates, as it was given; what lies ahead of `now` is passed over."""
    dated = [
        (moment, value)
        for value in published
        if value and (moment := latest_moment(value)) and moment.date() <= (now + _AHEAD).date()
    ]
    return max(dated)[1] if dated else None
