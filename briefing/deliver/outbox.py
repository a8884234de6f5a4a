"""The outbox: a brief for one watch and one period is made once, and reaches each reader once.

An SQLite file that several processes on one machine may share. What is written is on the disk
before anything is done that follows from it, so that a process may die at any point. The states
of a message:

    waiting → sending → handed → delivered
       ↑         │         ├───→ undelivered    the server refuses it, or a day has passed
       │         │         └───→ unknown        twice handed over without an answer
       └─────────┴─ it was not taken, or the process died

One process hands over at a time: it holds a lock that the system frees when it dies. So whatever
it finds as ``sending`` was never taken by the server, and is sent again. What it finds as
``handed`` may have been taken: this is the one case that cannot be known. It is sent once more
under the same Message-ID, since two copies are seen by the reader and a lost brief by nobody.
"""

from __future__ import annotations

import email.policy
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from typing import Final, NamedTuple

from briefing.deliver.ledger import BY_HAND, Ledger
from briefing.deliver.records import Delivery, Report, Run, RunState, State
from briefing.deliver.smtp import Outcome, hand_over
from briefing.deliver.tables import WAIT, as_text
from briefing.deliver.transport import Transport

__all__ = ["BY_HAND", "Delivery", "Outbox", "Report", "Run", "RunState", "State"]

_DAY: Final = timedelta(hours=24)
_FIRST_WAIT: Final = timedelta(minutes=5)
_LONGEST_WAIT: Final = timedelta(hours=4)


class _Due(NamedTuple):
    id: int
    reader: str
    message: bytes
    tries: int
    doubts: int
    made: str


class Outbox(Ledger):
    """The outbox in the file at `path`; it and its folder are made where they are missing.

    Use it as a context manager, in one thread.

    Raises:
        DeliveryError: From every method, if the file cannot be used.
    """

    def deliver(
        self,
        transport: Transport,
        *,
        now: datetime,
        watch: str | None = None,
        only: Collection[int] | None = None,
        stopping: Callable[[], bool] = lambda: False,
    ) -> Report:
        """Hand over what is due at `now`, each message once in this round.

        What the server does not take for now is tried again after 5 minutes, then after twice
        as long each time, 4 hours at most; a try that fails 24 hours after the message was noted
        is the last. Where the server itself fails (not reached, no TLS, no login), the others
        wait without a try of their own.

        Args:
            transport: The server.
            now: What counts as due.
            watch: The messages of this watch alone.
            only: The messages with these numbers alone, due or not.
            stopping: Whether to leave the rest for another time; asked before each message.
        """
        with self._alone() as alone:
            if not alone:
                where, values = self._selected(watch, only)
                with self._usable():
                    waiting = self._deliveries(
                        f"messages.state IN ('waiting', 'sending', 'handed') AND {where}", *values
                    )
                    return Report(waiting=tuple(waiting), busy=True)
            return self._round(transport, now, watch, only, stopping)

    def _round(
        self,
        transport: Transport,
        now: datetime,
        watch: str | None,
        only: Collection[int] | None,
        stopping: Callable[[], bool],
    ) -> Report:
        given_up = self._recover(now)
        tried: list[int] = []
        outage: Outcome | None = None
        while not stopping() and (due := self._due(now, watch, only, tried)) is not None:
            tried.append(due.id)
            outcome = outage or self._hand_over(due, transport, now)
            if outcome.server:
                outage = outcome
            self._settle(due, outcome, now)
        self._sync()
        where, values = self._selected(watch, only)
        ended = [*given_up, *tried]
        marks = ", ".join("?" * len(ended))
        with self._usable():
            done = list(self._deliveries(f"messages.id IN ({marks})", *ended))
            waiting = self._deliveries(f"messages.state = 'waiting' AND {where}", *values)
            return Report(
                delivered=tuple(one for one in done if one.state == "delivered"),
                waiting=tuple(waiting),
                undelivered=tuple(one for one in done if one.state in ("undelivered", "unknown")),
            )

    def _hand_over(self, due: _Due, transport: Transport, now: datetime) -> Outcome:
        self._mark(due.id, "sending", now)
        return hand_over(
            transport,
            sender=_sender(due.message),
            reader=due.reader,
            message=due.message,
            before_end=lambda: self._mark(due.id, "handed", now),
        )

    def _recover(self, now: datetime) -> list[int]:
        """Take up what a process left behind that died; we hold the lock, so it did.

        Returns:
            The messages that are given up, since their fate is not known for the second time.
        """
        with self._writing() as database:
            given_up = database.execute(
                "SELECT id FROM messages WHERE state = 'handed' AND doubts > 0"
            ).fetchall()
            database.execute(
                "UPDATE messages SET state = 'waiting', next = ? WHERE state = 'sending'",
                [as_text(now)],
            )
            database.execute(
                """
                UPDATE messages SET doubts = doubts + 1, next = :now, since = :now,
                    reply = 'the program ended before it noted an answer to the whole message',
                    state = CASE WHEN doubts = 0 THEN 'waiting' ELSE 'unknown' END
                WHERE state = 'handed'
                """,
                {"now": as_text(now)},
            )
        return [id for (id,) in given_up]

    def _due(
        self, now: datetime, watch: str | None, only: Collection[int] | None, tried: list[int]
    ) -> _Due | None:
        where, values = self._selected(watch, only)
        if only is None:
            where, values = f"{where} AND next <= ?", [*values, as_text(now)]
        marks = ", ".join("?" * len(tried))
        with self._usable():
            row = self._database.execute(
                f"""
                SELECT messages.id, reader, message, tries, doubts, made
                FROM messages JOIN runs ON runs.id = run
                WHERE messages.state = 'waiting' AND {where} AND messages.id NOT IN ({marks})
                ORDER BY next, messages.id LIMIT 1
                """,
                [*values, *tried],
            ).fetchone()
        return _Due(*row) if row else None

    def _settle(self, due: _Due, outcome: Outcome, now: datetime) -> None:
        state: State = "waiting"
        doubts = due.doubts + (outcome.verdict == "unknown")
        if outcome.verdict == "accepted":
            state = "delivered"
        elif outcome.verdict == "permanent":
            state = "undelivered"
        elif outcome.verdict == "unknown" and doubts > 1:
            state = "unknown"
        end = datetime.fromisoformat(due.made) + _DAY
        if state == "waiting" and now >= end:
            state = "unknown" if doubts else "undelivered"
        again = None
        if state == "waiting":
            wait = min(_FIRST_WAIT * 2 ** min(due.tries, 10), _LONGEST_WAIT)
            again = as_text(min(now + wait, end))
        with self._at_once(), self._writing() as database:
            database.execute(
                """
                UPDATE messages SET state = :state, since = :now, next = :next, doubts = :doubts,
                    tries = tries + 1, reply = :reply,
                    message = CASE WHEN :state = 'delivered' THEN x'' ELSE message END
                WHERE id = :id
                """,
                {
                    "state": state,
                    "now": as_text(now),
                    "next": again,
                    "doubts": doubts,
                    "reply": outcome.reply,
                    "id": due.id,
                },
            )

    def _mark(self, id: int, state: State, now: datetime) -> None:
        with self._writing() as database:
            database.execute(
                "UPDATE messages SET state = ?, since = ? WHERE id = ?", [state, as_text(now), id]
            )

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Hold the lock that lets one process hand over; the system frees it when we die.

        It is SQLite's own lock on a second, empty file, since that is one for every system.
        """
        path = self._path.with_name(f"{self._path.name}.lock")
        with self._usable():
            lock = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        try:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                yield False
                return
            yield True
            lock.rollback()
        finally:
            lock.close()


def _sender(message: bytes) -> str:
    headers = BytesHeaderParser(policy=email.policy.compat32).parsebytes(message)
    return parseaddr(str(headers["From"]))[1]
