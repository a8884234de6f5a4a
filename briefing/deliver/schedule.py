"""When a watch is due: a cron line in a time zone, through both changes of the clocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import takewhile
from zoneinfo import ZoneInfo

__all__ = ["Schedule"]

_FIELDS = 5
_HOUR = timedelta(hours=1)
_LONGEST = timedelta(days=366 * 10)
"""How far back `last` looks; 29 February may be eight years away."""


@dataclass(frozen=True)
class Schedule:
    """A cron line of five fields (crontab(5)) in a time zone of the IANA database.

    A time that the clocks leap over in spring is due at the leap, once; one that comes twice
    in autumn is due the first time alone. Lines whose minute or hour begins with ``*`` count
    hours and not the clock: they are due at every such time that there is.

    Raises:
        ValueError: If either is none.
    """

    cron: str
    timezone: str = "UTC"

    def __post_init__(self) -> None:
        from cronsim import CronSimError

        _ = self.zone
        if len(self.cron.split()) != _FIELDS:
            raise ValueError(
                f"{self.cron!r} is no cron line: it takes five fields, minute, hour, day of the "
                "month, month, day of the week, as in 30 6 * * mon-fri"
            )
        try:
            first = next(self.after(datetime.now(UTC)), None)
        except CronSimError as error:
            field = str(error).removeprefix("Bad ").replace("-", " ")
            raise ValueError(f"{self.cron!r} is no cron line: its {field} is wrong") from None
        if first is None:
            raise ValueError(f"{self.cron!r} is never due")

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        try:
            return ZoneInfo(self.timezone)
        # A folder of the database, such as Europe, is met as a file that cannot be read.
        except (KeyError, ValueError, OSError):
            raise ValueError(
                f"there is no time zone {self.timezone!r}; they are called as in Europe/Kyiv"
            ) from None

    def after(self, moment: datetime) -> Iterator[datetime]:
        """The times that come after `moment`, in UTC, each once and in order."""
        from cronsim import CronSim

        latest = moment
        for time in CronSim(self.cron, moment.astimezone(self.zone)):
            # Within an hour that comes twice it counts by the clock, and may look back; and of
            # several times that the clocks leap over each is moved to the leap.
            if (due := time.astimezone(UTC)) > latest:
                latest = due
                yield due

    def due(self, after: datetime, until: datetime) -> list[datetime]:
        """The times after `after` and not after `until`, in UTC."""
        return list(takewhile(lambda time: time <= until, self.after(after)))

    def last(self, moment: datetime) -> datetime | None:
        """The latest time that is not after `moment`, in UTC; None if there is none in 10 years."""
        length = _HOUR
        while length <= _LONGEST * 2:
            if times := self.due(moment - min(length, _LONGEST), moment):
                return times[-1]
            length *= 2
        return None

    def shown(self, moment: datetime) -> str:
        """A moment on the clocks of the zone: ``Tue 24 Nov 2026 06:30``."""
        there = moment.astimezone(self.zone)
        return f"{there:%a} {there.day} {there:%b %Y %H:%M}"
