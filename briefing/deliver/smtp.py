"""One message to one reader by SMTP (RFC 5321), and what is known of it afterwards."""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal

from briefing.deliver.transport import Transport
from briefing.render.markdown import visible

__all__ = ["Outcome", "Verdict", "hand_over"]

Verdict = Literal["accepted", "temporary", "permanent", "unknown"]

_OURS: Final = {530, 534, 535, 538}
"""Refusals of our login, whatever they answer (RFC 4954, 6): put right, they may be accepted."""
_DOT: Final = re.compile(rb"^\.", re.MULTILINE)
_UNNAMED: Final = "localhost"
"""In place of the machine's full name, for which smtplib would ask the name service, and wait."""
_SHOWN: Final = 300
"""Characters of a server's reply that are kept."""


@dataclass(frozen=True)
class Outcome:
    """What became of a message.

    Attributes:
        verdict: ``accepted``: the server has it. ``temporary``: it has not, and may take it
            later. ``permanent``: it has not, and never will. ``unknown``: the connection ended
            after the whole message was sent, before the server answered.
        reply: What the server said, or what failed, in one line without secrets.
        server: Whether it is about the server, before it knew of the reader: it cannot be
            reached, its certificate is wrong, it refuses the login. Others would fare no better.
    """

    verdict: Verdict
    reply: str
    server: bool = False


class _NotTakenError(Exception):
    def __init__(self, verdict: Verdict, reply: str, *, server: bool = False) -> None:
        super().__init__(reply)
        self.outcome = Outcome(verdict, reply, server)


def hand_over(
    transport: Transport,
    *,
    sender: str,
    reader: str,
    message: bytes,
    before_end: Callable[[], None] = lambda: None,
) -> Outcome:
    """Hand one message to one reader; never raises for what the server or the network does.

    Args:
        transport: The server.
        sender: The envelope's sender, a bare address in ASCII.
        reader: The envelope's recipient, likewise.
        message: The message in 7-bit ASCII, its lines ended by CRLF.
        before_end: Called when all but the line that ends the message is sent. Up to there the
            server cannot have taken it; from there to the outcome that cannot be known.
    """
    outcome = _hand_over(transport, sender, reader, message, before_end)
    return Outcome(outcome.verdict, _shown(outcome.reply, transport), outcome.server)


def _hand_over(
    transport: Transport,
    sender: str,
    reader: str,
    message: bytes,
    before_end: Callable[[], None],
) -> Outcome:
    try:
        smtp = _connect(transport)
    except _NotTakenError as failure:
        return failure.outcome
    except (smtplib.SMTPException, OSError, ValueError) as error:
        return Outcome("temporary", f"{transport}: {_reason(error)}", server=True)
    try:
        try:
            said = smtp.docmd("MAIL", f"FROM:<{sender}>")
            _expect(said, 250, server=said[0] in _OURS)
            _expect(smtp.docmd("RCPT", f"TO:<{reader}>"), 250, 251)
            _expect(smtp.docmd("DATA"), 354)
            smtp.send(_DOT.sub(b"..", message).removesuffix(b"\r\n") + b"\r\n")
        except (smtplib.SMTPException, OSError) as error:
            return Outcome("temporary", f"{transport}: {_reason(error)}")
        before_end()
        return _end(smtp, transport)
    except _NotTakenError as failure:
        _leave(smtp)
        return failure.outcome
    finally:
        smtp.close()


def _end(smtp: smtplib.SMTP, transport: Transport) -> Outcome:
    try:
        if smtp.sock:
            smtp.sock.settimeout(transport.patience)
        smtp.send(b".\r\n")
        code, said = smtp.getreply()
    except (smtplib.SMTPException, OSError) as error:
        return Outcome("unknown", f"no answer to the whole message: {_reason(error)}")
    _expect((code, said), 250)
    _leave(smtp)
    return Outcome("accepted", _text(code, said))


def _leave(smtp: smtplib.SMTP) -> None:
    """Say goodbye; the answer is of no use, and waiting for it would put off noting the outcome."""
    with suppress(smtplib.SMTPException, OSError):
        smtp.send(b"QUIT\r\n")


def _connect(transport: Transport) -> smtplib.SMTP:
    smtp: smtplib.SMTP
    if transport.security == "smtps":
        smtp = smtplib.SMTP_SSL(
            transport.host,
            transport.port,
            local_hostname=_UNNAMED,
            timeout=transport.timeout,
            context=ssl.create_default_context(),
        )
    else:
        smtp = smtplib.SMTP(
            transport.host, transport.port, local_hostname=_UNNAMED, timeout=transport.timeout
        )
    try:
        if smtp.sock:
            smtp.local_hostname = _literal(smtp.sock.getsockname()[0])
            # The end of a message is sent by itself, and must not wait for the rest's receipt.
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _expect(smtp.ehlo(), 250, server=True)
        if transport.security == "starttls":
            if not smtp.has_extn("starttls"):
                raise _NotTakenError(
                    "temporary", f"{transport} offers no STARTTLS, so nothing is sent", server=True
                )
            _expect(smtp.starttls(context=ssl.create_default_context()), 220, server=True)
            _expect(smtp.ehlo(), 250, server=True)
        _login(smtp, transport)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _literal(address: str) -> str:
    """An address as EHLO takes it (RFC 5321, 4.1.3)."""
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _login(smtp: smtplib.SMTP, transport: Transport) -> None:
    """Log in by PLAIN or LOGIN, in UTF-8 (RFC 4616), which smtplib has in ASCII alone."""
    user, password = transport.user, transport.password
    if user is None or password is None:
        return
    offered = set(str(smtp.esmtp_features.get("auth", "")).upper().split())
    if "PLAIN" in offered:
        reply = smtp.docmd("AUTH", "PLAIN " + _plain(user, password))
    elif "LOGIN" in offered:
        reply = smtp.docmd("AUTH", "LOGIN")
        for answer in (user, password):
            if reply[0] == 334:
                reply = smtp.docmd(_base64(answer))
    else:
        raise _NotTakenError(
            "temporary", f"{transport} offers no login by name and password", server=True
        )
    _expect(reply, 235, server=True)


def _plain(user: str, password: str) -> str:
    return _base64(f"\0{user}\0{password}")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _expect(reply: tuple[int, bytes], *codes: int, server: bool = False) -> None:
    code, said = reply
    if code in codes:
        return
    permanent = code >= 500 and not server and code not in _OURS
    raise _NotTakenError(
        "permanent" if permanent else "temporary", _text(code, said), server=server
    )


def _text(code: int, said: bytes) -> str:
    return f"{code} {said.decode('utf-8', 'replace')}"


def _reason(error: BaseException) -> str:
    if isinstance(error, smtplib.SMTPConnectError):
        return _text(error.smtp_code, _as_bytes(error.smtp_error))
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate does not hold: {error.verify_message}"
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def _as_bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _shown(reply: str, transport: Transport) -> str:
    """One line of it, without a password that a server says back to us."""
    user, password = transport.user, transport.password
    if user is not None and password is not None:
        for secret in (_plain(user, password), _base64(password), password):
            reply = reply.replace(secret, "…")
    return " ".join(visible(reply).split())[:_SHOWN]
