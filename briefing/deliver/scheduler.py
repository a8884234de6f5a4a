"""Runs each watch at its hours and tries again what was not delivered, as long as it is left to.

It holds nothing in memory that matters: at each tick the outbox says what was made. So it may be
ended at any point, started again, or run twice at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from briefing.deliver.outbox import Outbox
from briefing.deliver.records import Report, Run, lines
from briefing.deliver.settings import Watch
from briefing.deliver.transport import Transport

__all__ = ["GRACE", "Scheduler", "is_missed"]

GRACE: Final = timedelta(hours=1)
"""How late a run may start without having been missed."""

_DAY: Final = timedelta(days=1)
_FIRST_WAIT: Final = timedelta(minutes=5)
_LONGEST_WAIT: Final = timedelta(hours=1)


def is_missed(watch: Watch, period: datetime, now: datetime, run: Run | None) -> bool:
    """Whether the run of `period` is not to be made, since it is too late for it."""
    return run is None and watch.missed == "skip" and now - period > GRACE


@dataclass
class _Failure:
    """A run that failed: how often by now, and when it is tried again."""

    period: datetime
    tries: int
    again: datetime


class Scheduler:
    """The watches of one file.

    Args:
        watches: At least one.
        outbox: What was made and sent.
        transport: The mail server.
        run: Makes the run of a watch for a period, and hands it over; returns its exit status.
        tell: Is told what is done.
        stopping: Whether it is time to end; asked between two runs.
    """

    def __init__(
        self,
        watches: Sequence[Watch],
        *,
        outbox: Outbox,
        transport: Transport,
        run: Callable[[Watch, datetime], int],
        tell: Callable[[str], None],
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._watches = watches
        self._outbox = outbox
        self._transport = transport
        self._run = run
        self._tell = tell
        self._stopping = stopping
        self._failures: dict[str, _Failure] = {}
        self._waiting: dict[tuple[str, datetime, str], int] = {}

    def begin(self, now: datetime) -> None:
        """Note of watches that never ran that they missed nothing so far."""
        for watch in self._watches:
            period = watch.due.last(now)
            if period and self._outbox.last(watch.name) is None:
                self._outbox.skip(watch.name, period, "before the first start", now=now)

    def tick(self, now: datetime) -> datetime:
        """Make what is due and hand over what waits.

        Of the periods that passed since the last run only the latest is made.

        Returns:
            When there is something to do again, in UTC.
        """
        for watch in self._watches:
            if not self._stopping():
                self._look_at(watch, now)
        if self._stopping():
            return now
        report = self._outbox.deliver(self._transport, now=now, stopping=self._stopping)
        for line in self._told_once(report):
            self._tell(line)
        return self._next(now, report)

    def _look_at(self, watch: Watch, now: datetime) -> None:
        period = watch.due.last(now)
        if period is None:
            return
        run = self._outbox.find(watch.name, period)
        if run and run.state != "failed":
            return
        failure = self._failures.get(watch.name)
        if failure and failure.period == period and now < failure.again:
            return
        if is_missed(watch, period, now, run):
            self._give_up(watch, period, "it was missed", now)
        elif run and now - period > _DAY:
            self._give_up(watch, period, f"it failed for a day: {run.note}", now)
        else:
            self._make(watch, period, now)

    def _make(self, watch: Watch, period: datetime, now: datetime) -> None:
        status = self._run(watch, period)
        run = self._outbox.find(watch.name, period)
        if self._stopping() or (run and run.state != "failed"):
            return
        before = self._failures.get(watch.name)
        tries = before.tries + 1 if before and before.period == period else 1
        again = now + min(_FIRST_WAIT * 2 ** (tries - 1), _LONGEST_WAIT)
        self._failures[watch.name] = _Failure(period, tries, again)
        why = f"it failed (exit {status})" if status else "another process is making it"
        self._tell(f"{watch.name}: {why}; next try {again:%Y-%m-%d %H:%M} UTC")

    def _give_up(self, watch: Watch, period: datetime, reason: str, now: datetime) -> None:
        self._outbox.skip(watch.name, period, reason, now=now)
        self._tell(f"{watch.name}: no brief for {watch.due.shown(period)}: {reason}")

    def _told_once(self, report: Report) -> Iterator[str]:
        """What is new in a report: who still waits is told when it was tried."""
        tries = {(one.watch, one.period, one.reader): one.tries for one in report.waiting}
        new = [
            one
            for one in report.waiting
            if self._waiting.get((one.watch, one.period, one.reader)) != one.tries
        ]
        self._waiting = tries
        yield from lines(replace(report, waiting=tuple(new), busy=False))

    def _next(self, now: datetime, report: Report) -> datetime:
        times = [time for watch in self._watches for time in islice(watch.due.after(now), 1)]
        times += [failure.again for failure in self._failures.values() if failure.again > now]
        times += [one.next for one in report.waiting if one.next]
        return min(times, default=now + _LONGEST_WAIT)
