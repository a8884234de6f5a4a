"""Which server and sender the environment names, where the outbox is, and the password."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from briefing.deliver.transport import Transport, parse_transport
from briefing.errors import SettingsError

__all__ = ["open_transport", "outbox_path"]

_SERVICE = "briefing"


def open_transport(url: str | None, environment: Mapping[str, str] = os.environ) -> Transport:
    """The mail server at `url`, with its password.

    The password is ``BRIEFING_SMTP_PASSWORD``, else what the keyring holds for the service
    ``briefing`` and the user ``user@host``.

    Args:
        url: The address; None or empty for ``BRIEFING_SMTP``.
        environment: Where the variables are looked up.

    Raises:
        SettingsError: If there is no address, it cannot be read, or the password is missing.
    """
    url = url or environment.get("BRIEFING_SMTP")
    if not url:
        raise SettingsError(
            "no mail server is named",
            hint="set BRIEFING_SMTP or give --smtp, such as smtps://user@mail.example.org",
        )
    password = environment.get("BRIEFING_SMTP_PASSWORD")
    return parse_transport(url, password or _from_keyring(url))


def _from_keyring(url: str) -> str | None:
    try:
        parts = urlsplit(url.strip())
        user, host = parts.username, parts.hostname
    except ValueError:
        return None  # parse_transport says what is wrong with it
    if not user or parts.password is not None:
        return None
    who = f"{unquote(user)}@{host}"
    hint = (
        "set BRIEFING_SMTP_PASSWORD, or pip install 'grounded-briefing[keyring]' and "
        f"keyring set {_SERVICE} {who}"
    )
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise SettingsError(f"there is no password for {who}", hint=hint) from None
    try:
        password: str | None = keyring.get_password(_SERVICE, who)
    except KeyringError as error:
        raise SettingsError(
            f"the keyring gives no password for {who}: {type(error).__name__}", hint=hint
        ) from None
    return password


def outbox_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the outbox is: ``BRIEFING_OUTBOX``, else in the user's folder for state."""
    from platformdirs import user_state_path

    named = environment.get("BRIEFING_OUTBOX")
    return Path(named or user_state_path("briefing", appauthor=False) / "outbox.sqlite")
