"""What the outbox knows: runs of a watch, and what became of each reader's message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

__all__ = ["Delivery", "Report", "Run", "RunState", "State", "lines"]

RunState = Literal["made", "empty", "failed"]
State = Literal["waiting", "sending", "handed", "delivered", "undelivered", "unknown"]
"""See `briefing.deliver.outbox`."""


@dataclass(frozen=True)
class Delivery:
    """What became of one reader's message.

    Attributes:
        watch: The watch, or `BY_HAND`.
        period: The run's period.
        reader: The address.
        state: ``sending`` and ``handed`` are of another process, or of one
            that died.
        since: When it came into this state.
        reply: What the server said last, or what failed.
        next: When it is tried again, where it waits.
        tries: How often it was tried.
        doubtful: Whether the reader may have it although no answer said so.
    """

    watch: str
    period: datetime
    reader: str
    state: State
    since: datetime
    reply: str = ""
    next: datetime | None = None
    tries: int = 0
    doubtful: bool = False


@dataclass(frozen=True)
class Run:
    """What became of one watch in one period.

    Attributes:
        watch: The watch.
        period: The hour it was due, in UTC.
        state: ``made`` with a brief, ``empty`` where there was nothing new, or ``failed``.
        note: Why, where it is not made.
        made: When that was noted, in UTC.
        brief_json: The brief; None where there is none.
        sources: The sha256 of the sources' texts.
        readers: Each reader's message.
    """

    watch: str
    period: datetime
    state: RunState
    note: str
    made: datetime
    brief_json: str | None
    sources: frozenset[str]
    readers: tuple[Delivery, ...]


@dataclass(frozen=True)
class Report:
    """What one round of handing over came to.

    Attributes:
        delivered: Who has it now.
        waiting: Who is tried again, and when.
        undelivered: Who ended without it, or without an answer (`Delivery.state`).
        busy: Whether another process was handing over all the while, so that this one did not.
    """

    delivered: tuple[Delivery, ...] = ()
    waiting: tuple[Delivery, ...] = ()
    undelivered: tuple[Delivery, ...] = ()
    busy: bool = False


def lines(report: Report) -> Iterator[str]:
    """A report for people, a line for each reader."""
    if report.busy:
        yield "another process is handing over; it takes these too, or the next run does"
    for one in report.delivered:
        twice = "; an earlier copy may have come too" if one.doubtful else ""
        yield f"delivered to {one.reader}{twice}"
    for one in report.waiting:
        when = f"; next try {one.next:%Y-%m-%d %H:%M} UTC" if one.next else ""
        yield f"waiting: {one.reader}: {one.reply or 'not tried yet'}{when}"
    for one in report.undelivered:
        what = "may not have come" if one.state == "unknown" else "undelivered"
        yield f"{what}: {one.reader}: {one.reply}"
