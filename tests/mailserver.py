"""Real SMTP servers on loopback, by aiosmtpd, that take mail or fail as a test says."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from briefing.deliver.transport import Transport

USER, PASSWORD = "desk", "pass wörd: s3cret"
AT_ONCE = 0.3
"""Seconds until our side gives up a server that hangs, in tests."""

Security = Literal["none", "starttls", "smtps"]


@dataclass
class Behaviour:
    """What a server does; `rcpt` and `data` answer by the reader's address.

    ``drop`` closes the connection before the answer, and ``hang`` gives none.
    """

    rcpt: Callable[[str], str] = lambda reader: "250 known"
    data: Callable[[str], str] = lambda reader: "250 taken"
    keeps: Callable[[str], bool] = lambda reader: True
    """Whether a message is in the mailbox before the answer to it."""


@dataclass
class MailServer:
    """A server that runs, and the mailboxes that it filled."""

    port: int = 0
    behaviour: Behaviour = field(default_factory=Behaviour)
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    connections: int = 0
    logins: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def copies(self) -> Counter[str]:
        """How many messages each mailbox holds."""
        return Counter(reader for reader, _ in self.taken)

    def messages(self) -> list[EmailMessage]:
        return [
            message_from_bytes(content, EmailMessage, policy=policy.default)
            for _, content in self.taken
        ]

    def transport(self, security: Security = "none", **changes: Any) -> Transport:
        settings = {"timeout": 5.0, "patience": 5.0} | changes
        return Transport("127.0.0.1", self.port, security, **settings)

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = await self._answer(server, self.behaviour.rcpt(address))
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        (reader,) = envelope.rcpt_tos
        assert isinstance(envelope.content, bytes)
        # A real server has it on its disk before it says so; a refused one is in no mailbox.
        answer = self.behaviour.data(reader)
        if self.behaviour.keeps(reader) and answer[0] not in "45":
            self.taken.append((reader, envelope.content))
        return await self._answer(server, answer)

    async def _answer(self, server: SMTP, answer: str) -> str:
        if answer == "hang":
            await asyncio.sleep(3600)
        if answer == "drop":
            abort(server)
        return answer


def abort(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class Protocol(SMTP):
    """Keeps aiosmtpd from writing to connections that are gone."""

    async def push(self, status: Any) -> None:
        if self.transport is not None and not self.transport.is_closing():
            await super().push(status)


def authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    good = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
    server.event_handler.logins.append(f"{mechanism} {data.login.decode()} {good}")
    return AuthResult(success=good, handled=good)


@contextmanager
def mail_server(
    behaviour: Behaviour | None = None,
    *,
    security: Security = "none",
    authority: trustme.CA | None = None,
    host: str = "127.0.0.1",
    login: bool = False,
    without: Sequence[str] = (),
    protocol: type[SMTP] = Protocol,
) -> Iterator[MailServer]:
    """Run a server in a thread of its own; `without` are ways to log in that it has not."""
    server = MailServer(behaviour=behaviour or Behaviour())
    context = None
    if authority is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(host).configure_cert(context)
    options: dict[str, Any] = {"auth_exclude_mechanism": without}
    if login:
        options |= {"authenticator": authenticate, "auth_required": True}
        options |= {"auth_require_tls": security == "starttls"}
    loop = asyncio.new_event_loop()

    def connected() -> SMTP:
        server.connections += 1
        with warnings.catch_warnings():  # it warns of a login without STARTTLS
            warnings.simplefilter("ignore")
            return protocol(
                server,
                hostname="mail.test",
                loop=loop,
                tls_context=context if security == "starttls" else None,
                **options,
            )

    async def listen() -> asyncio.Server:
        return await loop.create_server(
            connected, "127.0.0.1", 0, ssl=context if security == "smtps" else None
        )

    listening = loop.run_until_complete(listen())
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_close(listening), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _close(listening: asyncio.Server) -> None:
    listening.close()
    rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    await asyncio.sleep(0.01)  # connections that were cancelled close in the next turns


@contextmanager
def raw_server(*lines: bytes | Literal["wait", "read"]) -> Iterator[int]:
    """A server that says each line in turn, reads one or waits, then hangs up; gives its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve() -> None:
        with listener:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as reading:
                for line in lines:
                    if line == "wait":
                        done.wait(10)
                    elif line == "read":
                        reading.readline()
                    else:
                        assert isinstance(line, bytes)
                        connection.sendall(line)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        done.set()
        thread.join()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """The authority, trusted as a user's own is: by OpenSSL's variable."""
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return authority
