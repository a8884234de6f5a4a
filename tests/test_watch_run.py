"""A watch at its hours: what is new is briefed and mailed once, by a real server, or it is said."""

from __future__ import annotations

import base64
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import trustme

from briefing.brief import Draft, DraftClaim
from briefing.deliver.config import ConfigFile, read_config
from briefing.deliver.outbox import Outbox
from briefing.deliver.scheduler import Scheduler
from briefing.deliver.watch import run_watch
from briefing.errors import BriefingError
from tests.loopback import completion, refusal, serving
from tests.mailserver import (
    PASSWORD,
    USER,
    Behaviour,
    MailServer,
    authority,
    mail_server,
    trusted,
)
from tests.test_cli import Done, run

__all__ = ["authority", "trusted"]

HARBOUR = """---
title: The harbour of Aldrin
date: 2026-11-22
---
The harbour of Aldrin was closed on Sunday, the minister Ana Kerr said.
"If the convoy enters our waters, we will stop it," she warned the government of Moss.
"""
MOSS = """---
title: Moss answers
date: 2026-11-23
---
The government of Moss said on Monday that its convoy would sail on Thursday.
Its spokesman Ivo Lund called the closure of the harbour unlawful.
"""
MONDAY = datetime(2026, 11, 23, 10, 33, 20, tzinfo=UTC)
HOUR = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
"""06:30 in Kyiv."""
READERS = ["ann@example.org", "bo@example.org"]


@dataclass(frozen=True)
class Desk:
    """A folder with a briefing.toml in it, and the command line in it."""

    folder: Path

    @property
    def toml(self) -> Path:
        return self.folder / "briefing.toml"

    @property
    def outbox(self) -> Path:
        return self.folder / ".briefing" / "outbox.sqlite"

    def settings(self, server: str, **settings: object) -> ConfigFile:
        """Write briefing.toml with one watch, `aldrin`."""
        watch = {
            "name": "aldrin",
            "sources": ["inbox/*"],
            "schedule": "30 6 * * *",
            "timezone": "Europe/Kyiv",
            "to": READERS,
            "engine": "embedded",
        }
        lines = [f"{key} = {toml(value)}" for key, value in (watch | settings).items()]
        self.toml.write_text(
            f'[mail]\nfrom = "Desk <desk@example.org>"\nsmtp = "{server}"\n\n[[watch]]\n'
            + "\n".join(lines),
            "utf-8",
        )
        return read_config(self.toml)

    def put(self, name: str, text: str) -> None:
        path = self.folder / "inbox" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")

    def run(self, *arguments: str, now: datetime = MONDAY) -> Done:
        stamp = str(int(now.timestamp()))
        return run("watch", "run", "aldrin", *arguments, "--config", self.toml, now=stamp)


def toml(value: object) -> str:
    return str(value).replace("'", '"') if not isinstance(value, str) else f'"{value}"'


def said(message: bytes) -> str:
    """The plain text of a mail, its lines joined."""
    text = message_from_bytes(message, policy=policy.default).get_body(("plain",))
    assert text is not None
    content = text.get_content()
    assert isinstance(content, str)
    return " ".join(content.split())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.delenv("BRIEFING_OUTBOX")
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "desk"
    folder.mkdir()
    return Desk(folder)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


# The whole way ------------------------------------------------------------------------------


def test_a_brief_comes_once_and_the_next_one_holds_what_is_new(
    desk: Desk, server: MailServer
) -> None:
    desk.settings(server.url)
    desk.put("harbour.md", HARBOUR)
    first = desk.run()
    assert first.returncode == 0, first.stderr
    assert server.copies == dict.fromkeys(READERS, 1)
    assert "aldrin, Mon 23 Nov 2026 06:30: delivered to 2 of 2" in first.stderr
    text = said(server.taken[0][1])
    assert "we will stop it" in text
    assert "Information cut-off: 22 November 2026." in text
    assert "(harbour[.]md)" in text
    assert str(desk.folder) not in text

    # The same hour again: nothing is made, nothing is sent, also with a new source.
    desk.put("moss.md", MOSS)
    again = desk.run(now=MONDAY + timedelta(hours=3))
    assert again.returncode == 0
    assert "06:30: nothing left to do, delivered to 2 of 2" in again.stderr
    assert server.copies == dict.fromkeys(READERS, 1)

    second = desk.run(now=MONDAY + timedelta(days=1))
    assert second.returncode == 0, second.stderr
    assert server.copies == dict.fromkeys(READERS, 2)
    text = said(server.taken[2][1])
    assert "its convoy would sail on Thursday" in text
    assert "we will stop it" not in text
    assert "harbour[.]md" not in text
    assert "Information cut-off: 23 November 2026." in text
    ids = {str(message["Message-ID"]) for message in server.messages()}
    assert len(ids) == 4

    listed = run("watch", "list", "--config", desk.toml).stdout
    assert "last  Tue 24 Nov 2026 06:30: delivered to 2 of 2" in listed


def test_a_source_with_a_new_copy_of_an_old_report_is_not_new(
    desk: Desk, server: MailServer
) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    desk.settings(server.url)
    desk.put("one.txt", f"{HARBOUR}\nMore of it said: {words}.\n")
    desk.put("two.txt", f"{HARBOUR}\nMore of it said: {words}!\n")
    assert desk.run().returncode == 0
    # The copy that was put aside stays, alone, the day after.
    text = said(server.taken[0][1])
    assert "Also carried by inbox" in text
    kept = "one.txt" if "(one.txt)" in text else "two.txt"
    (desk.folder / "inbox" / kept).unlink()
    done = desk.run(now=MONDAY + timedelta(days=1))
    assert "there is no new source, so nothing is sent" in done.stderr
    assert server.copies == dict.fromkeys(READERS, 1)


def test_without_readers_it_goes_to_who_sends(desk: Desk, server: MailServer) -> None:
    desk.settings(server.url, to=[])
    desk.put("harbour.md", HARBOUR)
    assert desk.run().returncode == 0
    assert server.copies == {"desk@example.org": 1}


# Nothing new --------------------------------------------------------------------------------


def test_without_a_new_source_nothing_is_sent_or_it_is_said(desk: Desk, server: MailServer) -> None:
    desk.settings(server.url)
    done = desk.run()
    assert done.returncode == 0
    assert "there is no new source, so nothing is sent" in done.stderr
    assert server.taken == []

    desk.settings(server.url, when_empty="say-so")
    # That hour is settled; what was decided is not decided anew.
    assert desk.run().returncode == 0
    assert server.taken == []
    assert desk.run(now=MONDAY + timedelta(days=1)).returncode == 0
    assert server.copies == dict.fromkeys(READERS, 1)
    assert "There is no source for “aldrin” yet" in said(server.taken[0][1])

    desk.put("harbour.md", HARBOUR)
    desk.run(now=MONDAY + timedelta(days=2))
    assert desk.run(now=MONDAY + timedelta(days=3)).returncode == 0
    assert server.copies == dict.fromkeys(READERS, 3)
    text = said(server.taken[-1][1])
    assert "There is no new source for “aldrin” since the last brief." in text
    assert "information cut-off: 2026-11-22" in text
    assert server.messages()[-1]["Subject"] == "aldrin: nothing new"


# Sources that fail --------------------------------------------------------------------------


def test_a_source_that_cannot_be_read_is_named_in_the_foot(desk: Desk, server: MailServer) -> None:
    desk.settings(server.url, sources=["inbox/*", "gone.txt"])
    desk.put("harbour.md", HARBOUR)
    done = desk.run()
    assert done.returncode == 0, done.stderr
    assert "not read: gone.txt: there is no file gone.txt" in done.stderr
    assert "Not read: gone.txt (there is no file gone.txt)." in said(server.taken[0][1])


def test_a_quiet_folder_is_no_failure_and_a_source_away_is_waited_for(
    desk: Desk, server: MailServer
) -> None:
    (desk.folder / "quiet").mkdir()
    sources = ["inbox/*", "quiet"]
    desk.settings(server.url, sources=sources)
    desk.put("harbour.md", HARBOUR)
    assert desk.run().returncode == 0
    assert "Not read" not in said(server.taken[0][1])
    assert desk.run(now=MONDAY + timedelta(days=1)).returncode == 0

    desk.settings(server.url, sources=[*sources, "away.txt"])
    tuesday = MONDAY + timedelta(days=2)
    done = desk.run(now=tuesday)
    assert done.returncode == 3
    assert "there is no new source but what could not be read, such as away.txt" in done.stderr
    (desk.folder / "away.txt").write_text(MOSS, "utf-8")
    assert desk.run(now=tuesday).returncode == 0
    assert server.copies == dict.fromkeys(READERS, 2)

    # Where readers are told of days without news, they are told of this too.
    desk.settings(server.url, sources=[*sources, "gone.txt"], when_empty="say-so")
    assert desk.run(now=tuesday + timedelta(days=1)).returncode == 0
    assert "Not read: gone.txt (there is no file gone.txt)." in said(server.taken[-1][1])


def test_where_none_can_be_read_the_run_failed_and_is_made_later(
    desk: Desk, server: MailServer
) -> None:
    (desk.folder / "empty").mkdir()
    desk.settings(server.url, sources=["empty", "gone.txt"])
    done = desk.run()
    assert done.returncode == 3
    assert "there is no file gone.txt" in done.stderr
    assert "last  Mon 23 Nov 2026 06:30: failed: there is no file gone.txt" in (
        run("watch", "list", "--config", desk.toml).stdout
    )
    (desk.folder / "gone.txt").write_text(HARBOUR, "utf-8")
    assert desk.run().returncode == 0
    assert server.copies == dict.fromkeys(READERS, 1)


def test_a_model_that_fails_is_asked_again_at_the_next_call(
    desk: Desk, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft(
        bottom_line=DraftClaim(text="The harbour of Aldrin was closed.", evidence=["D1.1"]),
        summary=[],
        key_actors=[],
        red_lines=[],
        open_questions=[],
    )
    desk.settings(server.url, engine="openai", model="m")
    desk.put("harbour.md", HARBOUR)
    with serving(refusal(401, "no"), completion(draft.model_dump_json())) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.base_url)
        assert desk.run().returncode == 4
        assert server.taken == []
        done = desk.run()
    assert done.returncode == 0, done.stderr
    assert server.copies == dict.fromkeys(READERS, 1)
    assert "Drafted by m" in said(server.taken[0][1])


# Mail that fails ----------------------------------------------------------------------------


def test_who_is_refused_is_named_and_the_others_have_it(desk: Desk) -> None:
    refuse = Behaviour(rcpt=lambda reader: "550 no" if reader == READERS[0] else "250 yes")
    desk_readers = [*READERS, "cy@example.org"]
    with mail_server(refuse) as server:
        desk.settings(server.url, to=desk_readers)
        desk.put("harbour.md", HARBOUR)
        done = desk.run()
        assert done.returncode == 4
        assert "not delivered: ann@example.org" in done.stderr
        assert server.copies == {"bo@example.org": 1, "cy@example.org": 1}
        # It is told once; the run is over.
        again = desk.run()
    assert again.returncode == 0
    assert "delivered to 2 of 3; ann@example.org undelivered" in again.stderr


def test_a_server_that_is_away_is_tried_again_with_the_same_mail(desk: Desk) -> None:
    with mail_server() as server:
        url = server.url
    file = desk.settings(url)
    desk.put("harbour.md", HARBOUR)
    assert desk.run().returncode == 4
    with Outbox(file.outbox()) as outbox:
        before = outbox.find("aldrin", HOUR)
    assert before
    assert [one.state for one in before.readers] == ["waiting", "waiting"]
    with mail_server() as server:
        desk.settings(server.url)
        assert desk.run().returncode == 4  # not yet: it backs off
        done = desk.run(now=MONDAY + timedelta(minutes=6))
    assert done.returncode == 0, done.stderr
    assert server.copies == dict.fromkeys(READERS, 1)


def test_asked_to_end_it_finishes_the_mail_under_way_and_leaves_the_rest(desk: Desk) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no SIGTERM to send")

    def end_us(reader: str) -> str:
        if reader == READERS[0]:
            os.kill(os.getpid(), signal.SIGTERM)
        return "250 taken"

    with mail_server(Behaviour(data=end_us)) as server:
        file = desk.settings(server.url)
        desk.put("harbour.md", HARBOUR)
        assert desk.run().returncode == 130
        with Outbox(file.outbox()) as outbox:
            made = outbox.find("aldrin", HOUR)
        assert made
        assert [one.state for one in made.readers] == ["delivered", "waiting"]
        done = desk.run("--quiet")
        assert (done.returncode, done.stderr) == (0, "")
        assert server.copies == dict.fromkeys(READERS, 1)


def test_mail_that_waits_does_not_wait_for_a_run_that_fails(desk: Desk) -> None:
    with mail_server() as server:
        url = server.url
    desk.settings(url)
    desk.put("harbour.md", HARBOUR)
    assert desk.run().returncode == 4
    with mail_server() as server:
        desk.settings(server.url, sources=["gone.txt"])
        tomorrow = HOUR + timedelta(days=1, minutes=1)
        done = desk.run(now=tomorrow)
        assert done.returncode == 3
        assert "delivered to ann@example.org" in done.stderr
    assert server.copies == dict.fromkeys(READERS, 1)


# Trying out ---------------------------------------------------------------------------------


def test_a_dry_run_writes_the_mails_and_leaves_no_trace(
    desk: Desk, server: MailServer, tmp_path: Path
) -> None:
    desk.settings(server.url.replace("127.0.0.1", "user@mail.example.org"))
    desk.put("harbour.md", HARBOUR)
    out = tmp_path / "out"
    out.mkdir()
    done = desk.run("--dry-run", "-o", str(out))
    assert done.returncode == 0, done.stderr
    written = sorted(out.iterdir())
    assert [path.name for path in written] == [
        "aldrin-2026-11-23T0430Z-1.eml",
        "aldrin-2026-11-23T0430Z-2.eml",
    ]
    assert "we will stop it" in said(written[0].read_bytes())
    assert not desk.outbox.exists()
    # A time to come, on the watch's clocks.
    done = desk.run("--dry-run", "--at", "2026-12-01T07:00", "-o", str(out))
    assert (out / "aldrin-2026-12-01T0430Z-1.eml").exists(), done.stderr
    assert desk.run("--dry-run", "-o", str(tmp_path / "none")).returncode == 2

    desk.settings(server.url)
    assert desk.run().returncode == 0
    kept = desk.outbox.read_bytes()
    assert "no new source" in desk.run("--dry-run").stderr
    assert desk.outbox.read_bytes() == kept


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--at", "tomorrow"], "--at is 'tomorrow'"),
        (["--at", "2026-12-01T07:00"], "still to come"),
        (["-o", "out"], "-o is for --dry-run"),
    ],
)
def test_what_cannot_be_asked_for_is_told(
    desk: Desk, server: MailServer, arguments: list[str], message: str
) -> None:
    desk.settings(server.url)
    done = desk.run(*arguments)
    assert done.returncode == 2
    assert message in done.stderr


# Missed runs --------------------------------------------------------------------------------


def test_a_missed_run_is_made_up_or_left_as_the_settings_say(
    desk: Desk, server: MailServer
) -> None:
    desk.put("harbour.md", HARBOUR)
    desk.settings(server.url, missed="skip")
    late = desk.run(now=HOUR + timedelta(hours=2))
    assert late.returncode == 0
    assert "it was missed, so nothing is sent" in late.stderr
    assert server.taken == []
    # Within the hour it is not missed.
    assert desk.run(now=HOUR + timedelta(days=1, minutes=50)).returncode == 0
    assert server.copies == dict.fromkeys(READERS, 1)

    desk.settings(server.url, missed="once")
    desk.put("moss.md", MOSS)
    assert desk.run(now=HOUR + timedelta(days=4, hours=20)).returncode == 0
    assert server.copies == dict.fromkeys(READERS, 2)


def scheduler(
    file: ConfigFile, outbox: Outbox, server: MailServer, told: list[str], clock: list[datetime]
) -> Scheduler:
    """The scheduler, with runs in this process."""

    def make(watch: object, period: datetime) -> int:
        (only,) = file.watches()
        try:
            run_watch(
                only,
                file.config.mail,
                period,
                outbox=outbox,
                transport=server.transport(),
                owner="a test",
                now=clock[-1],
                tell=told.append,
            )
        except BriefingError as error:
            return error.exit_code
        return 0

    return Scheduler(
        file.watches(), outbox=outbox, transport=server.transport(), run=make, tell=told.append
    )


def test_a_scheduler_runs_each_hour_once_and_makes_up_the_last_one_it_missed(
    desk: Desk, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.settings(server.url)
    monkeypatch.chdir(desk.folder)
    desk.put("harbour.md", HARBOUR)
    told: list[str] = []
    clock = [MONDAY]
    with Outbox(file.outbox()) as outbox:
        first = scheduler(file, outbox, server, told, clock)
        first.begin(MONDAY)
        # A watch that never ran has missed nothing.
        assert first.tick(MONDAY) == HOUR + timedelta(days=1)
        assert server.taken == []
        clock.append(HOUR + timedelta(days=1, seconds=1))
        first.tick(clock[-1])
        first.tick(clock[-1] + timedelta(seconds=30))
        assert server.copies == dict.fromkeys(READERS, 1)

        # The machine was off for four days: one brief, not four.
        desk.put("moss.md", MOSS)
        clock.append(HOUR + timedelta(days=5, hours=3))
        later = scheduler(file, outbox, server, told, clock)
        later.begin(clock[-1])
        assert later.tick(clock[-1]) == HOUR + timedelta(days=6)
        assert server.copies == dict.fromkeys(READERS, 2)
        assert outbox.find("aldrin", HOUR + timedelta(days=4)) is None


def test_a_run_that_fails_is_tried_again_ever_later_and_given_up_after_a_day(
    desk: Desk, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Once a week, so that no other hour comes in between.
    file = desk.settings(server.url, sources=["gone.txt"], schedule="30 6 * * mon")
    monkeypatch.chdir(desk.folder)
    told: list[str] = []
    now = HOUR
    clock = [now]
    waits = []
    with Outbox(file.outbox()) as outbox:
        outbox.skip("aldrin", HOUR - timedelta(days=7), "before", now=HOUR - timedelta(days=7))
        working = scheduler(file, outbox, server, told, clock)
        while now <= HOUR + timedelta(days=1):
            then = working.tick(now)
            waits.append((then - now).total_seconds() / 60)
            now = then
            clock.append(now)
        assert waits[:5] == [5, 10, 20, 40, 60]
        assert set(waits[5:]) == {60}
        working.tick(now)
        last = outbox.find("aldrin", HOUR)
    assert last
    assert (last.state, last.note) == ("empty", "it failed for a day: there is no file gone.txt")
    assert told[0].startswith("aldrin: it failed (exit 3); next try 2026-11-23 04:35 UTC")
    assert told[-1].startswith("aldrin: no brief for Mon 23 Nov 2026 06:30: it failed for a day")


def test_mail_that_waits_is_sent_in_between_and_told_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = {"on": True}
    grey = Behaviour(rcpt=lambda reader: "451 later" if later["on"] else "250 yes")
    told: list[str] = []
    with mail_server(grey) as server:
        file = desk.settings(server.url, to=READERS[:1])
        monkeypatch.chdir(desk.folder)
        desk.put("harbour.md", HARBOUR)
        clock = [HOUR]
        with Outbox(file.outbox()) as outbox:
            outbox.skip("aldrin", HOUR - timedelta(days=1), "before", now=HOUR)
            working = scheduler(file, outbox, server, told, clock)
            assert working.tick(HOUR) == HOUR + timedelta(minutes=5)
            for seconds in (30, 60, 90):
                working.tick(HOUR + timedelta(seconds=seconds))
            assert sum("451 later" in line for line in told) == 1
            later["on"] = False
            working.tick(HOUR + timedelta(minutes=5))
    assert server.copies == {READERS[0]: 1}
    assert "delivered to ann@example.org" in told


# Secrets ------------------------------------------------------------------------------------


def forms(secret: str) -> Iterator[bytes]:
    yield secret.encode()
    yield base64.b64encode(secret.encode())
    yield base64.b64encode(f"\0{USER}\0{secret}".encode())
    yield repr(secret).encode()
    yield secret.encode("utf-16-le")


def test_no_password_is_in_anything_that_is_printed_written_or_sent(
    desk: Desk,
    trusted: trustme.CA,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = "sk-never-shown-0123456789"
    monkeypatch.setenv("OPENAI_API_KEY", key)
    desk.put("harbour.md", HARBOUR)
    outputs: list[str] = []

    def keep(done: Done, expected: int) -> None:
        assert done.returncode == expected, done.stderr
        outputs.extend((done.stdout, done.stderr))

    wrong = "wrong-and-never-shown"
    with mail_server(security="starttls", authority=trusted, login=True) as server:
        url = f"smtp+starttls://{USER}@127.0.0.1:{server.port}"
        desk.settings(url)
        monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", wrong)
        keep(desk.run(), 4)
        monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", PASSWORD)
        keep(desk.run("--dry-run", "-o", str(tmp_path)), 0)
        keep(desk.run(now=MONDAY + timedelta(minutes=6)), 0)
        keep(run("watch", "list", "--config", desk.toml), 0)
        for system in ("systemd", "cron", "github-actions", "kubernetes"):
            keep(run("watch", "install", f"--{system}", "--config", desk.toml), 0)
        desk.toml.write_text(
            desk.toml.read_text("utf-8").replace(f"//{USER}@", f"//{USER}:{wrong}@"), "utf-8"
        )
        keep(desk.run(), 2)
    assert server.copies == dict.fromkeys(READERS, 1)
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path != desk.toml]
    held = {str(path): path.read_bytes() for path in written}
    held |= {f"mail to {reader}": content for reader, content in server.taken}
    held |= {"what was printed": "\n".join(outputs).encode()}
    for secret in (PASSWORD, wrong, key):
        for form in forms(secret):
            assert [place for place, content in held.items() if form in content] == []
