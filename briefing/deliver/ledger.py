"""What the outbox notes: each run of a watch once, and one message for each of its readers."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from briefing.deliver.records import Delivery, Run, RunState
from briefing.deliver.tables import as_text, open_database
from briefing.errors import DeliveryError

__all__ = ["BY_HAND", "Ledger"]

BY_HAND: Final = "by hand"
"""The watch of what `briefing send` sends; no watch of a user's has a name with a space."""

_LEASE: Final = timedelta(minutes=15)


class Ledger:
    """Runs and messages in the file at `path`; see `briefing.deliver.outbox.Outbox`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        with self._usable():
            self._database = open_database(self._path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def find(self, watch: str, period: datetime) -> Run | None:
        """What became of `watch` in `period`; None where nothing was noted yet."""
        return self._run("watch = ? AND period = ?", watch, as_text(period))

    def last(self, watch: str, *, state: RunState | None = None) -> Run | None:
        """The run of the latest period that was noted, of those in `state`; None without one."""
        which, values = ("", [watch]) if state is None else ("AND state = ?", [watch, state])
        return self._run(f"watch = ? {which} ORDER BY period DESC LIMIT 1", *values)

    def seen(self, watch: str) -> set[str]:
        """The sha256 of every source in an earlier brief of `watch`."""
        with self._usable():
            rows = self._database.execute(
                "SELECT DISTINCT sha256 FROM sources JOIN runs ON runs.id = run WHERE watch = ?",
                [watch],
            )
            return {sha256 for (sha256,) in rows}

    def claim(
        self, watch: str, period: datetime, *, owner: str, now: datetime | None = None
    ) -> bool:
        """Take `watch` in `period` for `owner`, for 15 minutes, so that no other makes it too.

        A claim that is taken again by its owner runs anew. One that has run out is anybody's,
        so that the brief of a process that died is made by another; should both live and both
        make it, `add` takes the first. A run that failed may be claimed again.

        Returns:
            Whether `owner` is to make it: nobody has, and nobody else is about to.
        """
        now = now or datetime.now(UTC)
        with self._writing() as database:
            done = database.execute(
                "SELECT 1 FROM runs WHERE watch = ? AND period = ? AND state != 'failed'",
                [watch, as_text(period)],
            ).fetchone()
            if done:
                return False
            taken = database.execute(
                """
                INSERT INTO claims VALUES (:watch, :period, :owner, :until)
                ON CONFLICT (watch, period) DO UPDATE SET owner = :owner, until = :until
                WHERE owner = :owner OR until <= :now
                """,
                {
                    "watch": watch,
                    "period": as_text(period),
                    "owner": owner,
                    "until": as_text(now + _LEASE),
                    "now": as_text(now),
                },
            )
            return taken.rowcount > 0

    def add(
        self,
        watch: str,
        period: datetime,
        messages: Mapping[str, bytes],
        *,
        brief_json: str | None,
        sources: Iterable[str],
        now: datetime | None = None,
    ) -> None:
        """Note the brief and the message of each reader, all or nothing.

        Where the run is there already, it stays as it is, unless it failed.

        Args:
            watch: The watch.
            period: The hour it was due.
            messages: The whole message for each reader's address.
            brief_json: The brief; None where the messages say that there is none.
            sources: The sha256 of its sources' texts.
            now: When that is.
        """
        state: RunState = "empty" if brief_json is None else "made"
        with self._writing() as database:
            run = self._note(watch, period, state, "", brief_json, now)
            if run is None:
                return
            database.executemany(
                "INSERT OR IGNORE INTO sources VALUES (?, ?)", [(run, one) for one in sources]
            )
            for reader, message in messages.items():
                self._put(run, reader, f"{watch}\n{as_text(period)}\n{reader}", message, now)

    def skip(
        self,
        watch: str,
        period: datetime,
        reason: str,
        *,
        failed: bool = False,
        now: datetime | None = None,
    ) -> None:
        """Note that there is no brief, and why: nothing new, or it failed and may be tried again.

        Where the run is there already, it stays as it is, unless it failed.
        """
        with self._writing():
            self._note(watch, period, "failed" if failed else "empty", reason, None, now)

    def hand(
        self, messages: Mapping[str, tuple[str, bytes]], *, brief_json: str, now: datetime
    ) -> tuple[int, ...]:
        """Note messages that are sent by hand.

        Args:
            messages: For each reader's address what is sent once (a name for it), and the
                message. What was noted under that name for that reader is not noted again; if
                it was undelivered, it waits again.
            brief_json: The brief.
            now: When that is; its run's period.

        Returns:
            The number of each reader's message, new or old, for `deliver`.
        """
        with self._writing() as database:
            keys = [f"{once}\n{reader}" for reader, (once, _) in messages.items()]
            marks = ", ".join("?" * len(keys))
            known = f"SELECT id, once FROM messages WHERE once IN ({marks})"
            there = {once for _, once in database.execute(known, keys)}
            # Sending it by hand once more is the user's word that what was in the way is gone.
            database.execute(
                f"""
                UPDATE messages SET state = 'waiting', next = ?
                WHERE state = 'undelivered' AND once IN ({marks})
                """,
                [as_text(now), *keys],
            )
            if there != set(keys):
                run = self._note(BY_HAND, self._free_period(now), "made", "", brief_json, now)
                assert run is not None
                for key, (reader, (_, message)) in zip(keys, messages.items(), strict=True):
                    if key not in there:
                        self._put(run, reader, key, message, now)
            return tuple(id for id, _ in database.execute(known, keys))

    def state(self, only: Collection[int]) -> tuple[Delivery, ...]:
        """What became of the messages with these numbers."""
        marks = ", ".join("?" * len(only))
        with self._usable():
            return tuple(self._deliveries(f"messages.id IN ({marks})", *only))

    # Rows ---------------------------------------------------------------------------------

    def _note(
        self,
        watch: str,
        period: datetime,
        state: RunState,
        note: str,
        brief_json: str | None,
        now: datetime | None,
    ) -> int | None:
        """Write the run, and end its claim; None where it is there."""
        now = now or datetime.now(UTC)
        self._database.execute(
            "DELETE FROM claims WHERE watch = ? AND period = ?", [watch, as_text(period)]
        )
        written = self._database.execute(
            """
            INSERT INTO runs (watch, period, state, note, made, brief)
            VALUES (:watch, :period, :state, :note, :made, :brief)
            ON CONFLICT (watch, period) DO UPDATE
            SET state = :state, note = :note, made = :made, brief = :brief
            WHERE state = 'failed'
            """,
            {
                "watch": watch,
                "period": as_text(period),
                "state": state,
                "note": note,
                "made": as_text(now),
                "brief": brief_json,
            },
        )
        if not written.rowcount:
            return None
        (id,) = self._database.execute(
            "SELECT id FROM runs WHERE watch = ? AND period = ?", [watch, as_text(period)]
        ).fetchone()
        return int(id)

    def _put(self, run: int, reader: str, once: str, message: bytes, now: datetime | None) -> None:
        moment = as_text(now or datetime.now(UTC))
        self._database.execute(
            """
            INSERT INTO messages
                (run, reader, once, message, state, since, next, tries, doubts, reply)
            VALUES (?, ?, ?, ?, 'waiting', ?, ?, 0, 0, '')
            """,
            [run, reader, once, message, moment, moment],
        )

    def _free_period(self, now: datetime) -> datetime:
        while self._database.execute(
            "SELECT 1 FROM runs WHERE watch = ? AND period = ?", [BY_HAND, as_text(now)]
        ).fetchone():
            now += timedelta(microseconds=1)
        return now

    def _run(self, where: str, *values: str) -> Run | None:
        with self._usable():
            row = self._database.execute(
                f"SELECT id, watch, period, state, note, made, brief FROM runs WHERE {where}",
                values,
            ).fetchone()
            if row is None:
                return None
            id, watch, period, state, note, made, brief = row
            sources = self._database.execute("SELECT sha256 FROM sources WHERE run = ?", [id])
            return Run(
                watch=watch,
                period=datetime.fromisoformat(period),
                state=state,
                note=note,
                made=datetime.fromisoformat(made),
                brief_json=brief,
                sources=frozenset(sha256 for (sha256,) in sources),
                readers=tuple(self._deliveries("run = ?", id)),
            )

    def _deliveries(self, where: str, *values: object) -> Iterator[Delivery]:
        rows = self._database.execute(
            f"""
            SELECT watch, period, reader, messages.state, since, reply, next, tries, doubts
            FROM messages JOIN runs ON runs.id = run WHERE {where} ORDER BY messages.id
            """,
            values,
        ).fetchall()
        for watch, period, reader, state, since, reply, again, tries, doubts in rows:
            yield Delivery(
                watch=watch,
                period=datetime.fromisoformat(period),
                reader=reader,
                state=state,
                since=datetime.fromisoformat(since),
                reply=reply,
                next=datetime.fromisoformat(again) if again and state == "waiting" else None,
                tries=tries,
                doubtful=doubts > 0,
            )

    def _selected(
        self, watch: str | None, only: Collection[int] | None
    ) -> tuple[str, list[object]]:
        where, values = "TRUE", list[object]()
        if watch is not None:
            where, values = f"{where} AND watch = ?", [*values, watch]
        if only is not None:
            marks = ", ".join("?" * len(only))
            where, values = f"{where} AND messages.id IN ({marks})", [*values, *only]
        return where, values

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._usable():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
                self._database.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._database.execute("ROLLBACK")
                raise

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """What is written inside outlives our process at once, and the machine a moment later.

        A commit that waits for the disk takes long, and so is a long time to die in. So an
        outcome is noted first, and on the disk with the next commit that waits.
        """
        with self._usable():
            self._database.execute("PRAGMA synchronous = NORMAL")
            try:
                yield
            finally:
                self._database.execute("PRAGMA synchronous = FULL")

    def _sync(self) -> None:
        """Wait until all that was noted is on the disk."""
        with self._usable():
            self._database.execute("PRAGMA wal_checkpoint(PASSIVE)")

    @contextmanager
    def _usable(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise DeliveryError(
                f"the outbox {self._path} cannot be used: {error}",
                hint="see that it is writable, its disk not full, and no other program holds it",
            ) from error
