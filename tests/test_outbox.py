"""The outbox: made once, handed to each reader once, whatever fails."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import trustme

from briefing.deliver.outbox import BY_HAND, Outbox, Report
from briefing.deliver.records import Delivery, lines
from briefing.deliver.transport import Transport
from briefing.errors import DeliveryError
from tests.conftest import ROOT
from tests.loopback import closed_port
from tests.mailserver import (
    AT_ONCE,
    PASSWORD,
    USER,
    Behaviour,
    MailServer,
    Protocol,
    abort,
    authority,
    mail_server,
    trusted,
)

__all__ = ["authority", "trusted"]

PERIOD = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 4, 31, tzinfo=UTC)
HOUR = timedelta(hours=1)
READERS = [f"reader{number}@example.org" for number in range(10)]
MESSAGES = {
    reader: f"From: Desk <desk@example.org>\r\nMessage-ID: <{reader}>\r\n\r\nHi.\r\n".encode()
    for reader in READERS
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "outbox.sqlite"


@pytest.fixture
def outbox(path: Path) -> Iterator[Outbox]:
    with Outbox(path) as opened:
        yield opened


def add(outbox: Outbox, period: datetime = PERIOD, readers: list[str] = READERS) -> None:
    messages = {reader: MESSAGES[reader] for reader in readers}
    outbox.add("w", period, messages, brief_json="{}", sources=["s1", "s2"], now=NOW)


def who(deliveries: tuple[Delivery, ...]) -> list[str]:
    return [delivery.reader for delivery in deliveries]


# Making, once -----------------------------------------------------------------------------


def test_what_was_added_is_found_in_whatever_zone_it_is_asked_for(outbox: Outbox) -> None:
    assert outbox.find("w", PERIOD) is None
    add(outbox)
    run = outbox.find("w", PERIOD.astimezone(timezone(timedelta(hours=2))))
    assert run is not None
    assert (run.watch, run.period, run.state, run.made) == ("w", PERIOD, "made", NOW)
    assert run.brief_json == "{}"
    assert run.sources == {"s1", "s2"}
    assert who(run.readers) == READERS
    assert {reader.state for reader in run.readers} == {"waiting"}


def test_a_period_without_a_zone_is_refused(outbox: Outbox) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        outbox.find("w", PERIOD.replace(tzinfo=None))


def test_a_run_that_is_there_stays_as_it_is(outbox: Outbox) -> None:
    add(outbox)
    before = outbox.find("w", PERIOD)
    outbox.add("w", PERIOD, {"x@example.org": b"other"}, brief_json="other", sources=["s9"])
    outbox.skip("w", PERIOD, "nothing new")
    assert outbox.find("w", PERIOD) == before


def test_an_empty_run_and_a_failed_one_say_why_and_only_the_failed_is_made_later(
    outbox: Outbox,
) -> None:
    outbox.skip("w", PERIOD, "nothing new")
    outbox.skip("w", PERIOD + HOUR, "no answer", failed=True)
    empty, failed = outbox.find("w", PERIOD), outbox.find("w", PERIOD + HOUR)
    assert empty
    assert failed
    assert (empty.state, empty.note) == ("empty", "nothing new")
    assert (failed.state, failed.note) == ("failed", "no answer")
    assert not outbox.claim("w", PERIOD, owner="me")
    assert outbox.claim("w", PERIOD + HOUR, owner="me")
    add(outbox, PERIOD)
    add(outbox, PERIOD + HOUR)
    assert outbox.find("w", PERIOD) == empty
    made = outbox.find("w", PERIOD + HOUR)
    assert made
    assert (made.state, made.note, len(made.readers)) == ("made", "", 10)


def test_messages_without_a_brief_say_that_there_is_none(outbox: Outbox) -> None:
    outbox.add("w", PERIOD, MESSAGES, brief_json=None, sources=[])
    run = outbox.find("w", PERIOD)
    assert run
    assert (run.state, len(run.readers)) == ("empty", 10)


def test_the_last_run_is_that_of_the_latest_period(outbox: Outbox) -> None:
    assert outbox.last("w") is None
    add(outbox, PERIOD + HOUR)
    outbox.skip("w", PERIOD, "nothing new")
    outbox.skip("other", PERIOD + 9 * HOUR, "nothing new")
    last = outbox.last("w")
    assert last
    assert last.period == PERIOD + HOUR


def test_sources_are_seen_over_all_briefs_of_a_watch(outbox: Outbox) -> None:
    outbox.add("w", PERIOD, {}, brief_json="{}", sources=["s1", "s2"])
    outbox.add("w", PERIOD + HOUR, {}, brief_json="{}", sources=["s2", "s3"])
    outbox.add("other", PERIOD, {}, brief_json="{}", sources=["s4"])
    assert outbox.seen("w") == {"s1", "s2", "s3"}
    assert outbox.seen("none") == set()


def test_one_owner_at_a_time_makes_a_brief(outbox: Outbox) -> None:
    def claim(owner: str, minutes: int) -> bool:
        return outbox.claim("w", PERIOD, owner=owner, now=NOW + timedelta(minutes=minutes))

    assert claim("one", 0)
    assert not claim("two", 14)
    assert claim("one", 14)
    assert not claim("two", 28)
    assert claim("two", 29)
    assert not claim("one", 30)
    add(outbox)
    assert not claim("two", 31)
    assert not claim("three", 99)


@pytest.mark.parametrize("time", range(5))
def test_of_many_at_once_one_gets_the_claim_of_a_file_that_all_make(path: Path, time: int) -> None:
    won: list[int] = []
    gate = threading.Barrier(8)

    def try_it(number: int) -> None:
        gate.wait()
        with Outbox(path) as outbox:
            if outbox.claim("w", PERIOD, owner=str(number)):
                won.append(number)

    threads = [threading.Thread(target=try_it, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1


# Handing over, once -----------------------------------------------------------------------


def test_each_reader_is_handed_the_message_once(outbox: Outbox) -> None:
    add(outbox)
    with mail_server() as server:
        report = outbox.deliver(server.transport(), now=NOW)
        assert who(report.delivered) == READERS
        assert outbox.deliver(server.transport(), now=NOW + 99 * HOUR) == Report()
        assert server.taken == list(MESSAGES.items())


def test_one_bad_address_among_ten_holds_up_no_other(outbox: Outbox) -> None:
    add(outbox)
    bad = READERS[3]

    def rcpt(reader: str) -> str:
        return "550 unknown" if reader == bad else "250 known"

    with mail_server(Behaviour(rcpt=rcpt)) as server:
        report = outbox.deliver(server.transport(), now=NOW)
        assert who(report.undelivered) == [bad]
        assert report.undelivered[0].reply == "550 unknown"
        assert who(report.delivered) == [reader for reader in READERS if reader != bad]
        assert outbox.deliver(server.transport(), now=NOW + HOUR) == Report()
        assert max(server.copies.values()) == 1


@pytest.mark.parametrize("answer", ["421 too much", "530 log in first", "drop", "hang"])
def test_one_address_that_fails_for_now_holds_up_no_other(outbox: Outbox, answer: str) -> None:
    add(outbox)
    behaviour = Behaviour(rcpt=lambda one: answer if one == READERS[0] else "250 known")
    with mail_server(behaviour) as server:
        report = outbox.deliver(server.transport(timeout=AT_ONCE), now=NOW)
        assert (who(report.waiting), who(report.delivered)) == (READERS[:1], READERS[1:])


def test_a_greylisting_server_takes_it_at_the_second_try(outbox: Outbox) -> None:
    add(outbox, readers=READERS[:1])
    answers = iter(["451 greylisted", "250 known"])
    with mail_server(Behaviour(rcpt=lambda _: next(answers))) as server:
        report = outbox.deliver(server.transport(), now=NOW)
        (waiting,) = report.waiting
        assert waiting.next == NOW + timedelta(minutes=5)
        assert waiting.reply == "451 greylisted"
        early = outbox.deliver(server.transport(), now=NOW + timedelta(minutes=4))
        assert (who(early.waiting), early.delivered) == ([READERS[0]], ())
        later = outbox.deliver(server.transport(), now=NOW + timedelta(minutes=5))
        assert who(later.delivered) == [READERS[0]]
        assert server.copies == {READERS[0]: 1}


def tries(outbox: Outbox, transport: Transport) -> tuple[list[timedelta], Report]:
    """When it is tried after the first time, until it ends, and the last report."""
    moments = [NOW]
    while True:
        report = outbox.deliver(transport, now=moments[-1])
        if not report.waiting:
            return [moment - NOW for moment in moments], report
        assert report.waiting[0].next
        moments.append(report.waiting[0].next)


def test_tries_back_off_and_end_after_a_day(outbox: Outbox) -> None:
    add(outbox, readers=READERS[:1])
    with mail_server(Behaviour(rcpt=lambda _: "451 later")) as server:
        moments, report = tries(outbox, server.transport())
        minutes = [int(moment.total_seconds()) // 60 for moment in moments]
        assert minutes == [0, 5, 15, 35, 75, 155, 315, 555, 795, 1035, 1275, 1440]
        (ended,) = report.undelivered
        assert (ended.state, ended.tries) == ("undelivered", 12)
        assert list(lines(report)) == [f"undelivered: {READERS[0]}: 451 later"]
        assert outbox.deliver(server.transport(), now=NOW + 99 * HOUR) == Report()


def test_what_waits_while_the_machine_is_off_for_days_is_tried_once_more(outbox: Outbox) -> None:
    add(outbox, readers=READERS[:2])
    with mail_server() as server:
        report = outbox.deliver(server.transport(), now=NOW + 72 * HOUR)
        assert who(report.delivered) == READERS[:2]


def test_a_server_that_is_away_is_asked_once_a_round(outbox: Outbox) -> None:
    add(outbox)
    port = closed_port()
    report = outbox.deliver(Transport("127.0.0.1", port, "none", timeout=2), now=NOW)
    assert who(report.waiting) == READERS
    assert all(str(port) in one.reply for one in report.waiting)
    with mail_server() as server:
        report = outbox.deliver(server.transport(), now=NOW + timedelta(minutes=5))
        assert who(report.delivered) == READERS


def test_a_wrong_password_is_tried_once_a_round_and_loses_nothing(
    outbox: Outbox, trusted: trustme.CA
) -> None:
    add(outbox)
    with mail_server(security="starttls", authority=trusted, login=True) as server:
        wrong = server.transport("starttls", user=USER, password="hunter2")
        report = outbox.deliver(wrong, now=NOW)
        assert who(report.waiting) == READERS
        assert len(server.logins) == 1
        assert "hunter2" not in "\n".join(lines(report))
        right = server.transport("starttls", user=USER, password=PASSWORD)
        report = outbox.deliver(right, now=NOW + timedelta(minutes=5))
        assert who(report.delivered) == READERS


class HangsUpAtLogin(Protocol):
    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802 (aiosmtpd's name)
        abort(self)


def test_a_server_that_hangs_up_at_the_login_is_asked_once_a_round(
    outbox: Outbox, trusted: trustme.CA
) -> None:
    add(outbox)
    with mail_server(
        security="starttls", authority=trusted, login=True, protocol=HangsUpAtLogin
    ) as server:
        transport = server.transport("starttls", user=USER, password=PASSWORD)
        assert who(outbox.deliver(transport, now=NOW).waiting) == READERS
        assert server.connections == 1


def test_a_refusal_after_the_message_is_final_and_one_for_now_is_not(outbox: Outbox) -> None:
    add(outbox, readers=READERS[:3])
    answers = dict(zip(READERS, ["554 spam", "452 disk full", "250 taken"], strict=False))
    with mail_server(Behaviour(data=answers.__getitem__)) as server:
        report = outbox.deliver(server.transport(), now=NOW)
        assert who(report.undelivered) == [READERS[0]]
        assert who(report.waiting) == [READERS[1]]
        assert who(report.delivered) == [READERS[2]]


@pytest.mark.parametrize("failure", ["drop", "hang"])
@pytest.mark.parametrize("kept", [True, False])
def test_a_message_without_an_answer_is_sent_once_more_under_the_same_id(
    outbox: Outbox, failure: str, kept: bool
) -> None:
    add(outbox, readers=READERS[:1])
    behaviour = Behaviour(data=lambda _: failure, keeps=lambda _: kept)
    with mail_server(behaviour) as server:
        report = outbox.deliver(server.transport(patience=AT_ONCE), now=NOW)
        assert [one.doubtful for one in report.waiting] == [True]
        behaviour.data, behaviour.keeps = (lambda _: "250 taken"), (lambda _: True)
        report = outbox.deliver(server.transport(), now=NOW + HOUR)
        assert who(report.delivered) == READERS[:1]
        assert "an earlier copy may have come too" in "".join(lines(report))
        assert server.copies == {READERS[0]: 2 if kept else 1}
        assert {message["Message-ID"] for message in server.messages()} == {f"<{READERS[0]}>"}


def test_a_server_that_never_answers_a_message_gets_it_twice_and_no_more(outbox: Outbox) -> None:
    add(outbox, readers=READERS[:1])
    with mail_server(Behaviour(data=lambda _: "drop")) as server:
        moments, report = tries(outbox, server.transport())
        assert len(moments) == 2
        assert [one.state for one in report.undelivered] == ["unknown"]
        assert "may not have come" in "".join(lines(report))
        assert server.copies == {READERS[0]: 2}


def test_one_watch_is_delivered_alone(outbox: Outbox) -> None:
    add(outbox, readers=READERS[:1])
    outbox.add("other", PERIOD, {READERS[1]: MESSAGES[READERS[1]]}, brief_json="{}", sources=[])
    with mail_server() as server:
        report = outbox.deliver(server.transport(), now=NOW, watch="w")
        assert (who(report.delivered), who(report.waiting)) == (READERS[:1], [])
        report = outbox.deliver(server.transport(), now=datetime.now(UTC))
        assert who(report.delivered) == [READERS[1]]


# By hand ----------------------------------------------------------------------------------


def test_by_hand_the_same_is_sent_once_to_each_reader(outbox: Outbox) -> None:
    def hand(*readers: str) -> tuple[int, ...]:
        letters = {reader: ("brief", MESSAGES[reader]) for reader in readers}
        return outbox.hand(letters, brief_json="{}", now=NOW)

    with mail_server() as server:
        outbox.deliver(server.transport(), now=NOW, only=hand(*READERS[:2]))
        report = outbox.deliver(server.transport(), now=NOW, only=hand(*READERS[:3]))
        assert who(report.delivered) == [READERS[2]]
        assert server.copies == dict.fromkeys(READERS[:3], 1)
    assert outbox.last(BY_HAND)


def test_by_hand_an_undelivered_one_is_tried_again_at_once(outbox: Outbox) -> None:
    letters = {READERS[0]: ("brief", MESSAGES[READERS[0]])}
    behaviour = Behaviour(rcpt=lambda _: "550 unknown")
    with mail_server(behaviour) as server:
        for verdict in ("550 unknown", "451 later", "250 known"):
            behaviour.rcpt = lambda _, verdict=verdict: verdict  # type: ignore[misc]
            numbers = outbox.hand(letters, brief_json="{}", now=NOW)
            outbox.deliver(server.transport(), now=NOW, only=numbers)
        assert server.copies == {READERS[0]: 1}


# Crashes, other processes, other files ----------------------------------------------------

DELIVER = """
import sys
from datetime import datetime
from pathlib import Path
from briefing.deliver.outbox import Outbox
from briefing.deliver.transport import Transport

with Outbox(Path(sys.argv[1])) as outbox:
    print("ready", flush=True)
    sys.stdin.readline()
    transport = Transport("127.0.0.1", int(sys.argv[2]), "none", timeout=10, patience=10)
    report = outbox.deliver(transport, now=datetime.fromisoformat(sys.argv[3]))
    print(len(report.delivered), flush=True)
"""


def start(path: Path, server: MailServer) -> subprocess.Popen[str]:
    """A process that delivers once it is told to go."""
    process = subprocess.Popen(
        [sys.executable, "-c", DELIVER, str(path), str(server.port), NOW.isoformat()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def end(process: subprocess.Popen[str]) -> None:
    """As kill -9 does; on Windows TerminateProcess, which is the same."""
    process.kill()
    process.communicate()


def test_two_processes_at_once_hand_each_reader_one_message(path: Path) -> None:
    with Outbox(path) as outbox:
        add(outbox)
    with mail_server() as server:
        both = [start(path, server) for _ in range(2)]
        for process in both:
            go(process)
        counts = [int(process.communicate(timeout=30)[0]) for process in both]
        assert sum(counts) == 10
        assert server.copies == dict.fromkeys(READERS, 1)


@pytest.mark.parametrize("moment", ["rcpt", "data before it is kept", "data once it is kept"])
def test_a_process_killed_at_a_moment_leaves_a_message_for_each_reader(
    path: Path, moment: str
) -> None:
    """The one window: the server has the whole message, and its answer was not noted."""
    fifth = READERS[4]
    behaviour = Behaviour()
    with Outbox(path) as outbox:
        add(outbox)
    with mail_server(behaviour) as server:
        process = start(path, server)

        def kill(reader: str) -> str:
            if reader == fifth:
                end(process)
            return "250 fine"

        if moment == "rcpt":
            behaviour.rcpt = kill
        elif moment == "data before it is kept":
            behaviour.keeps = lambda reader: reader != fifth or bool(kill(reader)) is False
        else:
            behaviour.data = kill
        go(process)
        process.wait(30)
        behaviour.rcpt = behaviour.data = lambda _: "250 fine"
        behaviour.keeps = lambda _: True
        with Outbox(path) as outbox:
            report = outbox.deliver(server.transport(), now=NOW)
        assert who(report.delivered) == READERS[4:]
        doubtful = [one.reader for one in report.delivered if one.doubtful]
        assert doubtful == ([] if moment == "rcpt" else [fifth])
        twice = {fifth: 2} if moment == "data once it is kept" else {}
        assert server.copies == dict.fromkeys(READERS, 1) | twice
        assert len({message["Message-ID"] for message in server.messages()}) == 10


def test_a_process_killed_twice_in_the_window_gives_up_and_says_so(path: Path) -> None:
    with Outbox(path) as outbox:
        add(outbox, readers=READERS[:1])
    behaviour = Behaviour()
    with mail_server(behaviour) as server:
        for _ in range(2):
            process = start(path, server)

            def kill(_: str, process: subprocess.Popen[str] = process) -> str:
                end(process)
                return "250 fine"

            behaviour.data = kill
            go(process)
            process.wait(30)
        with Outbox(path) as outbox:
            report = outbox.deliver(server.transport(), now=NOW)
            assert [(one.reader, one.state) for one in report.undelivered] == [
                (READERS[0], "unknown")
            ]
            assert outbox.deliver(server.transport(), now=NOW) == Report()
        assert server.copies == {READERS[0]: 2}


def test_a_file_that_is_no_outbox_or_of_a_newer_version_is_named(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(DeliveryError, match="cannot be used"), Outbox(path):
        pass
    path.unlink()
    with Outbox(path):
        pass
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(DeliveryError, match="newer version"), Outbox(path):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeliveryError, match="cannot be used"), Outbox(tmp_path / "file" / "x"):
        pass


def test_what_is_noted_is_on_the_disk_and_nobody_else_reads_it(outbox: Outbox, path: Path) -> None:
    asked = outbox._database.execute
    assert asked("PRAGMA journal_mode").fetchone() == ("wal",)
    assert asked("PRAGMA synchronous").fetchone() == (2,)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
