"""Which mail server takes our mail, and how it is spoken to."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import SplitResult, unquote, urlsplit

from briefing.errors import SettingsError

__all__ = ["Security", "Transport", "parse_transport"]

Security = Literal["smtps", "starttls", "none"]

_PORTS: Final[dict[Security, int]] = {"smtps": 465, "starttls": 587, "none": 25}
"""RFC 8314 for the first, RFC 6409 for the second, RFC 5321 for a relay on this machine."""
_HINT: Final = "write smtps://user@mail.example.org or smtp+starttls://user@mail.example.org:587"
_HOST: Final = re.compile(r"[\w.:-]+")


@dataclass(frozen=True)
class Transport:
    """A mail server and how to log in there.

    Attributes:
        host: Its name or address.
        port: Its port.
        security: TLS from the start, TLS by STARTTLS before anything else is said, or none,
            which is for a server on this machine alone.
        user: Who logs in; None where nobody does.
        password: Never shown, logged or part of an error.
        timeout: Seconds without an answer until the server is given up.
        patience: The same, once it has the whole message: RFC 5321, 4.5.3.2.6, asks for ten
            minutes, since who hangs up earlier cannot know whether it was taken.
    """

    host: str
    port: int
    security: Security
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 60.0
    patience: float = 600.0

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def parse_transport(url: str, password: str | None) -> Transport:
    """Read the address of a mail server.

    ``smtps://`` speaks TLS from the start, ``smtp+starttls://`` demands STARTTLS, and so does
    ``smtp://`` but on loopback, where it speaks in the clear. Certificates are always verified.

    Args:
        url: ``scheme://[user@]host[:port]``; an ``@`` in the user's name may stay as it is.
        password: The user's; None or empty where there is none.

    Raises:
        SettingsError: If the address cannot be read, holds a password, names a user without
            one, or the other way round.
    """
    # Nothing of the address is repeated before it is known to hold no password.
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise SettingsError("the mail server's address cannot be read", hint=_HINT) from None
    if parts.password is not None:
        raise SettingsError(
            "the mail server's address holds a password, which files and lists of processes show",
            hint="take it out; set BRIEFING_SMTP_PASSWORD, or keep it in the keyring",
        )
    host = parts.hostname or ""
    security = _security(parts.scheme.lower(), host)
    if not security or _more_than_a_server(parts) or not _HOST.fullmatch(host):
        raise SettingsError(f"{url!r} is no address of a mail server", hint=_HINT)
    user = unquote(parts.username) if parts.username else None
    if user is not None and not user.isprintable():
        raise SettingsError("the user's name holds control characters", hint=_HINT)
    if user and not password:
        raise SettingsError(
            f"there is no password for {user} at {host}",
            hint="set BRIEFING_SMTP_PASSWORD, or keep it in the keyring: "
            f"keyring set briefing {user}@{host}",
        )
    if password and not user:
        raise SettingsError(
            f"there is a password for {host}, and no user", hint=f"write smtps://user@{host}"
        )
    return Transport(host, port or _PORTS[security], security, user, password or None)


def _more_than_a_server(parts: SplitResult) -> bool:
    return bool(parts.path.strip("/") or parts.query or parts.fragment)


def _security(scheme: str, host: str) -> Security | None:
    if scheme == "smtps":
        return "smtps"
    if scheme == "smtp+starttls" or (scheme == "smtp" and not _is_loopback(host)):
        return "starttls"
    return "none" if scheme == "smtp" else None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
