"""A process that hands over is killed at moments of chance; the mailboxes are counted."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from briefing.deliver.outbox import Outbox
from tests.mailserver import mail_server
from tests.test_outbox import NOW, READERS, add, end, go, start

MOMENTS = 50
BRIEFLY = 6


def kill_at_moments(tmp_path: Path, moments: int) -> tuple[int, int]:
    """How often the kill came before the end, and how many readers got a second copy."""
    chance = random.Random(20261124)
    early = second = 0
    with mail_server() as server:
        path = tmp_path / "whole.sqlite"
        with Outbox(path) as outbox:
            add(outbox)
        process = start(path, server)
        begun = time.perf_counter()
        go(process)
        process.communicate(timeout=30)
        whole = time.perf_counter() - begun
        for number in range(moments):
            server.taken.clear()
            path = tmp_path / f"{number}.sqlite"
            with Outbox(path) as outbox:
                add(outbox)
            process = start(path, server)
            go(process)
            # Spread over the run, one in each part of it, so that none of it goes untried.
            time.sleep(whole * (number + chance.random()) / moments)
            early += process.poll() is None
            end(process)
            with Outbox(path) as outbox:
                outbox.deliver(server.transport(), now=NOW)
                run = outbox.find("w", NOW.replace(minute=30))
            assert run
            assert {one.state for one in run.readers} == {"delivered"}
            doubtful = {one.reader for one in run.readers if one.doubtful}
            assert len(doubtful) <= 1
            for reader in READERS:
                copies = server.copies[reader]
                assert copies == 1 or (copies == 2 and reader in doubtful), (number, reader, copies)
                second += copies - 1
    return early, second


def test_killed_at_some_moments_each_reader_has_one_message(tmp_path: Path) -> None:
    early, _ = kill_at_moments(tmp_path, BRIEFLY)
    assert early >= BRIEFLY // 2


@pytest.mark.installed
def test_killed_at_50_moments_each_reader_has_one_message(tmp_path: Path) -> None:
    early, second = kill_at_moments(tmp_path, MOMENTS)
    print(f"killed before the end: {early} of {MOMENTS}; second copies: {second}")
    assert early >= MOMENTS // 2
