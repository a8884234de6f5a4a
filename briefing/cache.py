"""Answers of models, kept on disk, so that the same question is paid for once."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from briefing.client import Completion, Request

__all__ = ["AnswerCache"]

_SIZE = 64 * 1024 * 1024
_WAIT = 5.0
"""Seconds that one process waits while another writes."""

_DAMAGED = (sqlite3.Error, OSError, ValueError, TypeError)
"""What a file comes to that is none of ours, or cannot be opened; the last two by its values."""

_TABLE = """
    CREATE TABLE IF NOT EXISTS answers (
        key TEXT PRIMARY KEY, text TEXT NOT NULL, created TEXT, used INTEGER NOT NULL
    )
"""
_TICK = "(SELECT coalesce(max(used), 0) + 1 FROM answers)"
"""Later than every use before it, by no clock."""


class AnswerCache:
    """One model's answers in an SQLite file, which several processes may share.

    An answer is found by everything that it depends on: the service's address, the model, all
    messages, the form that was asked for and the room for it. A file that is damaged or cannot
    be written keeps nothing and stops nobody.

    Args:
        path: The file; it and its folder are made where they are missing.
        model: The model's name.
        base_url: The service's address; None for OpenAI's own.
        size: Bytes of text that are kept at most; what was used longest ago goes first.
    """

    def __init__(self, path: Path, *, model: str, base_url: str | None, size: int = _SIZE) -> None:
        self._path = path
        self._who = [base_url, model]
        self._size = size

    def find(self, request: Request) -> Completion | None:
        """The answer that was kept, at no tokens and no time; None where there is none."""
        with suppress(*_DAMAGED), closing(self._open()) as database, database:
            row = database.execute(
                f"UPDATE answers SET used = {_TICK} WHERE key = ? AND typeof(text) = 'text' "
                "RETURNING text, created",
                [self._key(request)],
            ).fetchone()
            if row is not None:
                text, created = row
                return Completion(
                    text=text,
                    model=self._who[1] or "",
                    tokens=None,
                    created=datetime.fromisoformat(created) if created else None,
                    seconds=0.0,
                    cached=True,
                )
        return None

    def keep(self, request: Request, completion: Completion) -> None:
        """Keep an answer that could be used."""
        created = completion.created.isoformat() if completion.created else None
        with suppress(*_DAMAGED), closing(self._open()) as database, database:
            database.execute(
                f"INSERT OR REPLACE INTO answers VALUES (?, ?, ?, {_TICK})",
                [self._key(request), completion.text, created],
            )
            self._make_room(database)

    def _make_room(self, database: sqlite3.Connection) -> None:
        # Summed from the latest use back: what lies beyond the size goes.
        database.execute(
            """
            DELETE FROM answers WHERE key IN (
                SELECT key FROM (
                    SELECT key, sum(length(CAST(text AS BLOB))) OVER (ORDER BY used DESC) AS held
                    FROM answers
                ) WHERE held > ?
            )
            """,
            [self._size],
        )

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path, timeout=_WAIT)
        try:
            database.execute(_TABLE)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _key(self, request: Request) -> str:
        asked = [
            self._who,
            [list(message) for message in request.messages],
            request.schema,
            request.schema_note,
            request.max_tokens,
        ]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()
