"""The outbox's file: an SQLite database, whatever SQLite the system brings (3.24 or newer)."""

from __future__ import annotations

import os
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

__all__ = ["WAIT", "as_text", "open_database"]

WAIT: Final = 30.0
"""Seconds that one process waits for another's writing, or for its handing over."""
_VERSION: Final = 1

_TABLES: Final = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    watch TEXT NOT NULL,
    period TEXT NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    made TEXT NOT NULL,
    brief TEXT,
    UNIQUE (watch, period)
);
CREATE TABLE sources (
    run INTEGER NOT NULL REFERENCES runs,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (run, sha256)
) WITHOUT ROWID;
CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs,
    reader TEXT NOT NULL,
    once TEXT NOT NULL UNIQUE,
    message BLOB NOT NULL,
    state TEXT NOT NULL,
    since TEXT NOT NULL,
    next TEXT,
    tries INTEGER NOT NULL,
    doubts INTEGER NOT NULL,
    reply TEXT NOT NULL
);
CREATE INDEX messages_by_state ON messages (state, next);
CREATE TABLE claims (
    watch TEXT NOT NULL,
    period TEXT NOT NULL,
    owner TEXT NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (watch, period)
) WITHOUT ROWID;
"""


def open_database(path: Path) -> sqlite3.Connection:
    """Open the file, and make it where it is missing; what is committed is on the disk.

    Raises:
        sqlite3.Error: If it is damaged, locked for too long, or of a newer version.
        OSError: If it cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Readers' addresses are nobody else's business; SQLite's other files get the same mode.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        _use_wal(database)
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("BEGIN IMMEDIATE")
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise sqlite3.DatabaseError("a newer version of briefing made it")
        if version == 0:
            for statement in _TABLES.split(";"):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {_VERSION}")
        database.execute("COMMIT")
    except BaseException:
        database.close()
        raise
    return database


def _use_wal(database: sqlite3.Connection) -> None:
    """Switch to write-ahead logging, for which SQLite does not wait where others do so too."""
    end = time.monotonic() + WAIT
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def as_text(moment: datetime) -> str:
    """A moment as text that sorts by time.

    Raises:
        ValueError: If it has no time zone, and so is none.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
