"""`briefing send` as its user meets it."""

from __future__ import annotations

import os
from email import message_from_string, policy
from pathlib import Path

import pytest
import trustme

from tests.loopback import closed_port
from tests.mailserver import PASSWORD, USER, Behaviour, authority, mail_server, trusted
from tests.test_cli import run
from tests.test_render import brief

__all__ = ["authority", "trusted"]

TO = ("--to", "Anna <anna@example.org>", "--to", "ben@example.org")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_MAIL_FROM", "Desk <desk@example.org>")
    path = tmp_path / "brief.json"
    path.write_text(brief("Talks failed.").model_dump_json(), "utf-8")
    return path


def test_each_reader_is_sent_the_brief_once_whatever_is_typed_again(made: Path) -> None:
    with mail_server() as server:
        done = run("send", made, *TO, "--to", "BEN@example.org", "--smtp", server.url)
        assert done == (
            0,
            "",
            "briefing: delivered to anna@example.org\nbriefing: delivered to BEN@example.org\n",
        )
        done = run("send", made, *TO, "--to", "eve@example.org", "--smtp", server.url)
        assert done.returncode == 0
        assert done.stderr.count("has it since") == 1
        assert "delivered to eve@example.org" in done.stderr
        assert server.copies["anna@example.org"] == server.copies["eve@example.org"] == 1
        message = server.messages()[0]
        assert message["To"] == "Anna <anna@example.org>"
        assert message["From"] == "Desk <desk@example.org>"
        assert message["Subject"] == "Talks failed."
        assert "List-Id" not in message
        assert run("send", made, *TO, "--smtp", server.url, "--again").returncode == 0
        assert server.copies["anna@example.org"] == 2


def test_who_is_not_reached_is_named_and_the_same_command_tries_them_alone(made: Path) -> None:
    answers = {"anna@example.org": "451 greylisted", "ben@example.org": "250 known"}
    with mail_server(Behaviour(rcpt=answers.__getitem__)) as server:
        done = run("send", made, *TO, "--smtp", server.url)
        assert done.returncode == 4
        assert "briefing: delivered to ben@example.org\n" in done.stderr
        assert "briefing: waiting: anna@example.org: 451 greylisted; next try " in done.stderr
        assert "briefing: not delivered: anna@example.org\n" in done.stderr
        assert "the same command" in done.stderr
        answers["anna@example.org"] = "550 unknown"
        done = run("send", made, *TO, "--smtp", server.url)
        assert done.returncode == 4
        assert "briefing: undelivered: anna@example.org: 550 unknown\n" in done.stderr
        answers["anna@example.org"] = "250 known"
        assert run("send", made, *TO, "--smtp", server.url).returncode == 0
        assert server.copies == {"anna@example.org": 1, "ben@example.org": 1}


def test_a_server_that_is_away_is_exit_4(made: Path) -> None:
    done = run("send", made, *TO, "--smtp", f"smtp://127.0.0.1:{closed_port()}")
    assert done.returncode == 4
    assert "not delivered: anna@example.org, ben@example.org" in done.stderr


def test_a_dry_run_prints_the_mail_and_sends_and_notes_nothing(made: Path, tmp_path: Path) -> None:
    done = run("send", made, *TO, "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    message = message_from_string(done.stdout, policy=policy.default)
    assert message["To"] == "Anna <anna@example.org>"
    target = tmp_path / "mail.eml"
    assert run("send", made, *TO, "--dry-run", "-o", target).returncode == 0
    assert target.read_bytes().startswith(b"From: Desk <desk@example.org>\r\nTo: Anna <anna@")
    assert not Path(os.environ["BRIEFING_OUTBOX"]).exists()


def test_files_are_attached(made: Path) -> None:
    with mail_server() as server:
        done = run("send", made, "--to", "a@example.org", "--attach", made, "--smtp", server.url)
        assert done.returncode == 0
        (attached,) = server.messages()[0].iter_attachments()
        assert attached.get_filename() == "brief.json"
        assert attached.get_content() == made.read_bytes()


def test_a_password_is_in_nothing_that_is_printed_or_written(
    made: Path, trusted: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server(security="starttls", authority=trusted, login=True) as server:
        monkeypatch.setenv("BRIEFING_SMTP", f"smtp+starttls://{USER}@127.0.0.1:{server.port}")
        monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", "hunter2")
        wrong = run("send", made, *TO)
        assert wrong.returncode == 4
        assert "535" in wrong.stderr
        monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", PASSWORD)
        right = run("send", made, *TO)
        assert right.returncode == 0, right.stderr
        mails = b"".join(content for _, content in server.taken)
    kept = b"".join(
        path.read_bytes() for path in Path(os.environ["BRIEFING_OUTBOX"]).parent.iterdir()
    )
    for secret in ("hunter2", PASSWORD, "aHVudGVyMg"):
        assert secret not in wrong.stderr + right.stderr
        assert secret.encode() not in kept + mails


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "anna"), "no mail address"),
        (("--to", "a@example.org", "--smtp", "smtps://u@mail.example.org"), "no password for u@"),
        (("--to", "a@example.org", "--smtp", "smtps://u:hunter2@mail.example.org"), "password"),
        (("--to", "a@example.org"), "no mail server is named"),
        (("--to", "a@example.org", "--from", "x y"), "no mail address"),
        (("--to", "a@example.org", "-o", "x.eml"), "--dry-run"),
    ],
)
def test_wrong_settings_are_exit_2_and_send_nothing(
    made: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run("send", made, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "hunter2" not in done.stderr
    assert not Path(os.environ["BRIEFING_OUTBOX"]).exists()


def test_a_missing_sender_and_a_missing_reader_are_exit_2(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BRIEFING_MAIL_FROM")
    done = run("send", made, "--to", "a@example.org")
    assert done.returncode == 2
    assert "BRIEFING_MAIL_FROM" in done.stderr
    assert run("send", made).returncode == 2


def test_a_file_that_is_no_brief_is_exit_3(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    done = run("send", tmp_path / "x.json", "--to", "a@example.org", "--from", "b@example.org")
    assert done.returncode == 3
