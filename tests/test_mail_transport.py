"""Mail servers: how they are named, and what is known when one of them fails."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
import trustme

from briefing.deliver.account import open_transport
from briefing.deliver.smtp import Outcome, hand_over
from briefing.deliver.transport import Security, Transport, parse_transport
from briefing.errors import SettingsError
from tests.loopback import closed_port
from tests.mailserver import (
    AT_ONCE,
    PASSWORD,
    USER,
    Behaviour,
    Protocol,
    abort,
    authority,
    mail_server,
    raw_server,
    trusted,
)

__all__ = ["authority", "trusted"]

MESSAGE = b"From: desk@example.org\r\nTo: a@example.org\r\n\r\n.\r\n..two\r\nlast\r\n"


def hand(transport: Transport, reader: str = "a@example.org", **options: Any) -> Outcome:
    return hand_over(
        transport, sender="desk@example.org", reader=reader, message=MESSAGE, **options
    )


# How a server is named ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "host", "port", "security"),
    [
        ("smtps://u@mail.example.org", "mail.example.org", 465, "smtps"),
        ("smtps://u@mail.example.org:4650/", "mail.example.org", 4650, "smtps"),
        ("SMTP+STARTTLS://u@mail.example.org", "mail.example.org", 587, "starttls"),
        ("smtp://u@mail.example.org", "mail.example.org", 587, "starttls"),
        ("smtp://u@mail.example.org:25", "mail.example.org", 25, "starttls"),
        ("smtp://u@localhost", "localhost", 25, "none"),
        ("smtp://u@127.0.0.1:8025", "127.0.0.1", 8025, "none"),
        ("smtp://u@[::1]:8025", "::1", 8025, "none"),
        ("smtp+starttls://u@localhost", "localhost", 587, "starttls"),
        ("smtp://u@127.0.0.1.example.org", "127.0.0.1.example.org", 587, "starttls"),
        ("smtp://u@localhost.example.org", "localhost.example.org", 587, "starttls"),
    ],
)
def test_the_scheme_says_how_the_server_is_spoken_to(
    url: str, host: str, port: int, security: Security
) -> None:
    found = parse_transport(url, "secret")
    assert found == Transport(host, port, security, "u", "secret")


@pytest.mark.parametrize(
    ("url", "user"),
    [
        ("smtps://desk@example.org@mail.example.org", "desk@example.org"),
        ("smtps://desk%40example.org@mail.example.org", "desk@example.org"),
    ],
)
def test_a_user_may_be_an_address(url: str, user: str) -> None:
    found = parse_transport(url, "secret")
    assert (found.user, found.host) == (user, "mail.example.org")


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtps://",
        "smtps://user@",
        "smtps://user@mail.example.org/path",
        "smtps://user@mail.example.org?x=1",
        "smtps://user@mail.example.org:port",
        "smtps://user@mail.example.org:99999",
        "smtps://user@mail example.org",
        "smtps://us\x00er@mail.example.org",
        "smtps://us%0Aer@mail.example.org",
        "smtps://[::1",
    ],
)
def test_what_names_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_transport(url, "secret")
    assert caught.value.hint
    assert "smtps://" in caught.value.hint


@pytest.mark.parametrize(
    "url",
    [
        "smtps://user:hunter2@mail.example.org",
        "smtps://user:hunter2@mail.example.org:port",
        "smtp://user:hunter2@localhost/x",
        "http://user:hunter2@mail.example.org",
        "smtps://user:@mail.example.org",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_transport(url, None)
    assert "hunter2" not in f"{caught.value.message} {caught.value.hint}"


def test_a_user_without_a_password_and_a_password_without_a_user_are_refused() -> None:
    with pytest.raises(SettingsError, match="no password for u at mail") as caught:
        parse_transport("smtps://u@mail.example.org", None)
    assert "BRIEFING_SMTP_PASSWORD" in (caught.value.hint or "")
    with pytest.raises(SettingsError, match="no user"):
        parse_transport("smtps://mail.example.org", "secret")


def test_the_password_is_in_no_representation() -> None:
    transport = parse_transport("smtps://u@mail.example.org", "hunter2")
    assert "hunter2" not in f"{transport!r} {transport}"


def test_the_password_comes_from_the_environment() -> None:
    environment = {"BRIEFING_SMTP": "smtps://u@h.example.org", "BRIEFING_SMTP_PASSWORD": "p"}
    assert open_transport(None, environment).password == "p"
    with pytest.raises(SettingsError, match="no mail server is named"):
        open_transport(None, {})


def test_without_keyring_and_variable_the_error_says_how_to_get_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "keyring", None)
    with pytest.raises(SettingsError) as caught:
        open_transport("smtps://u@h.example.org", {})
    assert "keyring set briefing u@h.example.org" in (caught.value.hint or "")
    assert "BRIEFING_SMTP_PASSWORD" in (caught.value.hint or "")


# What a server does -------------------------------------------------------------------------


def test_a_message_arrives_as_it_was_handed_over() -> None:
    with mail_server() as server:
        outcome = hand(server.transport())
        assert outcome == Outcome("accepted", "250 taken")
        assert server.taken == [("a@example.org", MESSAGE)]


@pytest.mark.parametrize("security", ["starttls", "smtps"])
def test_over_tls_a_user_logs_in(security: Security, trusted: trustme.CA) -> None:
    with mail_server(security=security, authority=trusted, login=True) as server:
        outcome = hand(server.transport(security, user=USER, password=PASSWORD))
        assert outcome.verdict == "accepted"
        assert server.logins == [f"PLAIN {USER} True"]


def test_where_the_server_has_no_plain_the_user_logs_in_by_login(trusted: trustme.CA) -> None:
    with mail_server(security="smtps", authority=trusted, login=True, without=["PLAIN"]) as server:
        outcome = hand(server.transport("smtps", user=USER, password=PASSWORD))
        assert outcome.verdict == "accepted"
        assert server.logins == [f"LOGIN {USER} True"]


@pytest.mark.parametrize("security", ["starttls", "smtps"])
def test_a_wrong_password_is_the_server_s_matter_and_is_not_shown(
    security: Security, trusted: trustme.CA, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with mail_server(security=security, authority=trusted, login=True) as server:
        outcome = hand(server.transport(security, user=USER, password="hunter2"))
    assert outcome.verdict == "temporary"
    assert outcome.server
    assert outcome.reply.startswith("535")
    assert "hunter2" not in outcome.reply + caplog.text
    assert server.taken == []


def test_a_server_that_says_the_password_back_is_not_repeated() -> None:
    said = (
        *(b"220 hi\r\n", "read", b"250-me\r\n250 AUTH PLAIN\r\n", "read"),
        b"535 no: hunter2 AGRlc2sAaHVudGVyMg==\r\n",
    )
    with raw_server(*said) as port:  # type: ignore[arg-type]
        transport = Transport("127.0.0.1", port, "none", USER, "hunter2", timeout=2)
        outcome = hand(transport)
    assert outcome.reply == "535 no: … …"


@pytest.mark.parametrize("security", ["starttls", "smtps"])
def test_a_certificate_that_nobody_vouches_for_gets_no_message(
    security: Security, authority: trustme.CA
) -> None:
    with mail_server(security=security, authority=authority, login=True) as server:
        outcome = hand(server.transport(security, user=USER, password=PASSWORD))
        assert (outcome.verdict, outcome.server) == ("temporary", True)
        assert "certificate" in outcome.reply
        assert (server.logins, server.taken) == ([], [])


@pytest.mark.parametrize("security", ["starttls", "smtps"])
def test_a_certificate_of_another_name_gets_no_message(
    security: Security, trusted: trustme.CA
) -> None:
    with mail_server(security=security, authority=trusted, host="elsewhere.test") as server:
        outcome = hand(server.transport(security))
        assert (outcome.verdict, outcome.server) == ("temporary", True)
        assert "certificate" in outcome.reply
        assert server.taken == []


def test_where_starttls_is_not_offered_nothing_is_sent() -> None:
    with mail_server(login=True) as server:
        outcome = hand(server.transport("starttls", user=USER, password=PASSWORD))
        assert (outcome.verdict, outcome.server) == ("temporary", True)
        assert "STARTTLS" in outcome.reply
        assert (server.logins, server.taken) == ([], [])


class DropsTLS(Protocol):
    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802 (aiosmtpd's name)
        await self.push("220 go")
        abort(self)


def test_tls_that_is_dropped_is_a_temporary_failure(trusted: trustme.CA) -> None:
    with mail_server(security="starttls", authority=trusted, protocol=DropsTLS) as server:
        outcome = hand(server.transport("starttls"))
        assert (outcome.verdict, outcome.server) == ("temporary", True)
    with raw_server(b"") as port:
        outcome = hand(Transport("127.0.0.1", port, "smtps", timeout=2))
        assert (outcome.verdict, outcome.server) == ("temporary", True)


def test_text_before_the_handshake_is_not_taken_for_the_server_s(trusted: trustme.CA) -> None:
    """What somebody between us slips in after 220 (CVE-2011-0411) ends the connection."""
    said = (b"220 hi\r\n", "read", b"250-me\r\n250 STARTTLS\r\n", "read")
    with raw_server(*said, b"220 go\r\n250 AUTH PLAIN\r\n", "wait") as port:  # type: ignore[arg-type]
        transport = Transport("127.0.0.1", port, "starttls", USER, PASSWORD, timeout=AT_ONCE)
        outcome = hand(transport)
    assert (outcome.verdict, outcome.server) == ("temporary", True)


@pytest.mark.parametrize(
    ("rcpt", "verdict"),
    [
        ("550 unknown", "permanent"),
        ("451 greylisted, come back", "temporary"),
        ("421 too much, bye", "temporary"),
        ("530 log in first", "temporary"),
        ("drop", "temporary"),
        ("hang", "temporary"),
    ],
)
def test_what_is_refused_before_the_message_has_not_been_taken(rcpt: str, verdict: str) -> None:
    with mail_server(Behaviour(rcpt=lambda _: rcpt)) as server:
        outcome = hand(server.transport(timeout=AT_ONCE))
        assert outcome.verdict == verdict
        assert not outcome.server
        assert server.taken == []


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        ("554 spam", "permanent"),
        ("552 too big", "permanent"),
        ("451 try later", "temporary"),
        ("drop", "unknown"),
        ("hang", "unknown"),
    ],
)
def test_what_follows_the_whole_message(data: str, verdict: str) -> None:
    with mail_server(Behaviour(data=lambda _: data)) as server:
        outcome = hand(server.transport(patience=AT_ONCE))
        assert outcome.verdict == verdict
        assert not outcome.server


def test_before_the_message_s_end_the_server_has_not_taken_it() -> None:
    class StopError(Exception):
        pass

    def stop() -> None:
        raise StopError

    with mail_server() as server:
        with pytest.raises(StopError):
            hand(server.transport(), before_end=stop)
        assert hand(server.transport()).verdict == "accepted"
        assert len(server.taken) == 1


def test_a_server_that_does_not_speak_is_given_up() -> None:
    with raw_server("wait") as port:
        outcome = hand(Transport("127.0.0.1", port, "none", timeout=AT_ONCE))
    assert (outcome.verdict, outcome.server) == ("temporary", True)
    assert "no answer in time" in outcome.reply


def test_a_server_that_is_not_there_is_named() -> None:
    port = closed_port()
    outcome = hand(Transport("127.0.0.1", port, "none", timeout=2))
    assert (outcome.verdict, outcome.server) == ("temporary", True)
    assert str(port) in outcome.reply


@pytest.mark.parametrize(
    "greeting", [b"554 go away\r\n", b"what?\r\n", b"\xff\xfe\r\n", b"2" * 20_000 + b"\r\n", b""]
)
def test_a_server_that_is_none_is_a_temporary_failure(greeting: bytes) -> None:
    with raw_server(greeting, "wait") as port:
        outcome = hand(Transport("127.0.0.1", port, "none", timeout=AT_ONCE))
    assert (outcome.verdict, outcome.server) == ("temporary", True)
    assert outcome.reply.isprintable()
    assert len(outcome.reply) <= 300


def test_the_answer_to_quit_is_not_waited_for() -> None:
    class NeverQuits(Protocol):
        async def smtp_QUIT(self, arg: str) -> None:  # noqa: N802 (aiosmtpd's name)
            await asyncio.sleep(3600)

    with mail_server(protocol=NeverQuits) as server:
        outcome = hand(server.transport(timeout=30))
        assert outcome.verdict == "accepted"
