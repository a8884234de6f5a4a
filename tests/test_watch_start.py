"""The scheduler as a process of its own: it starts, works, and ends when it is asked to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.deliver.outbox import Outbox
from tests.loopback import Answer, Received, serving_by
from tests.mailserver import mail_server
from tests.test_watch_run import HARBOUR, READERS, Desk, desk

__all__ = ["desk"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")

PATIENCE = 30
"""Seconds until a test gives up; each wait ends as soon as there is something to see."""


class Running:
    """`briefing watch start`, and what it says."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        self.said.extend(self.process.stderr)

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while not any(text in line for line in self.said):
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.02)

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        status = self.process.wait(PATIENCE)
        self._reader.join()
        return status


@contextmanager
def started(desk: Desk) -> Iterator[Running]:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "briefing", "watch", "start", "--config", desk.toml],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    running = Running(process)
    try:
        yield running
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        running._reader.join()
        assert process.stderr is not None
        process.stderr.close()


def missed_one(desk: Desk, path: Path) -> datetime:
    """Note an hour before the last one, so that the last one was missed; gives that."""
    with Outbox(path) as outbox:
        now = datetime.now(UTC)
        last = now.replace(hour=0, minute=0, second=0, microsecond=0)
        outbox.skip("aldrin", last - timedelta(days=1), "before", now=now)
    return last


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_waits_in_little_memory_and_ends_at_once(desk: Desk, number: int) -> None:
    desk.settings("smtp://127.0.0.1:9", schedule="0 0 29 2 *")
    with started(desk) as running:
        running.wait_for("watching aldrin")
        status = Path(f"/proc/{running.process.pid}/status")
        if status.exists():
            (line,) = (row for row in status.read_text().splitlines() if row.startswith("VmRSS"))
            assert int(line.split()[1]) < 80_000  # kB; a run with the language model takes 300,000
        began = time.monotonic()
        assert running.end(number) == 0
        assert time.monotonic() - began < 5
    assert "stopped" in running.said[-1]


def test_it_makes_up_what_was_missed_once_and_two_of_it_are_safe(desk: Desk) -> None:
    desk.put("harbour.md", HARBOUR)
    with mail_server() as server:
        file = desk.settings(server.url, schedule="0 0 * * *", timezone="UTC")
        missed_one(desk, file.outbox())
        with started(desk) as one, started(desk) as two:
            end = time.monotonic() + 2 * PATIENCE
            while len(server.taken) < 2:
                assert time.monotonic() < end, (one.said, two.said)
                time.sleep(0.05)
            assert [running.end() for running in (one, two)] == [0, 0], (one.said, two.said)
        assert server.copies == dict.fromkeys(READERS, 1)
    assert sum("drafting with" in line for line in one.said + two.said) == 1


def test_a_run_under_way_is_given_up_and_may_be_made_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = threading.Event()

    def hang(received: Received) -> Answer:
        asked.set()
        return Answer(wait=5, cut=-1)

    desk.put("harbour.md", HARBOUR)
    with mail_server() as server, serving_by(hang) as model:
        file = desk.settings(
            server.url, schedule="0 0 * * *", timezone="UTC", engine="openai", model="m"
        )
        last = missed_one(desk, file.outbox())
        monkeypatch.setenv("OPENAI_BASE_URL", model.base_url)
        with started(desk) as running:
            assert asked.wait(PATIENCE), running.said
            began = time.monotonic()
            assert running.end() == 0, running.said
            assert time.monotonic() - began < 4
        with Outbox(file.outbox()) as outbox:
            run = outbox.find("aldrin", last)
        assert run
        assert (run.state, run.note) == ("failed", "it was stopped")
        assert server.taken == []
