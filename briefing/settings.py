"""Settings from the environment: which model, where, and what time it is."""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from briefing.errors import SettingsError

__all__ = ["DEFAULT_MODEL", "VARIABLES", "Engine", "ModelSettings", "cache_folder", "now"]

Engine = Literal["auto", "openai", "embedded"]
DEFAULT_MODEL = "gpt-5.4-mini"
_TIMEOUT = 180.0

VARIABLES = {
    "OPENAI_API_KEY": "the key for the model's service; never printed, written or recorded",
    "OPENAI_BASE_URL": "the address of an OpenAI-compatible service, as `--base-url`; OpenAI's own "
    "where unset",
    "BRIEFING_MODEL": f"the model, as `--model`; `{DEFAULT_MODEL}` where unset",
    "BRIEFING_WINDOW": "tokens that the model reads and writes in one call, from which follows "
    "what is read in parts; what its provider lists where unset, and where nothing is listed all "
    "goes in one call",
    "BRIEFING_TIMEOUT": "seconds without a byte until the model's service is given up; "
    f"{_TIMEOUT:g} where unset",
    "BRIEFING_CACHE": "the folder in which answers of models are kept; the user's folder for "
    "caches where unset",
    "BRIEFING_MAIL_FROM": "who sends mail, as `--from`",
    "BRIEFING_SMTP": "the mail server, as `--smtp`",
    "BRIEFING_SMTP_PASSWORD": "its password, where the keyring does not hold it; never printed or "
    "written",
    "BRIEFING_OUTBOX": "the file in which it is noted who was sent what; where unset, in the "
    "user's folder for state, and for watches as `briefing.toml` says",
    "SOURCE_DATE_EPOCH": "what time it is, in seconds since 1970, for briefs that are to come out "
    "the same again (reproducible-builds.org)",
}
"""Every variable of the environment that is read, and what it sets; an empty one is unset."""


@dataclass(frozen=True)
class ModelSettings:
    """Which model is asked, and where.

    Attributes:
        model: The model's name.
        base_url: The service's address; None for OpenAI's own.
        api_key: Never shown, written or recorded; None where the service needs none.
        timeout: Seconds without a byte until the service is given up.
        window: Tokens that the model reads and writes in one call; None to take what its
            provider lists.
    """

    model: str = DEFAULT_MODEL
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    timeout: float = _TIMEOUT
    window: int | None = None

    @classmethod
    def read(
        cls,
        environment: Mapping[str, str] = os.environ,
        *,
        model: str | None = None,
        base_url: str | None = None,
    ) -> ModelSettings:
        """Settings from arguments, else from the environment.

        Reads ``OPENAI_API_KEY``, ``OPENAI_BASE_URL``, ``BRIEFING_MODEL``,
        ``BRIEFING_TIMEOUT`` (seconds) and ``BRIEFING_WINDOW`` (tokens); an empty variable
        counts as unset.

        Raises:
            SettingsError: If ``BRIEFING_TIMEOUT`` is no number of seconds above 0, or
                ``BRIEFING_WINDOW`` no number of tokens above 0.
        """
        return cls(
            model=model or environment.get("BRIEFING_MODEL") or DEFAULT_MODEL,
            base_url=base_url or environment.get("OPENAI_BASE_URL") or None,
            api_key=environment.get("OPENAI_API_KEY") or None,
            timeout=_seconds(environment.get("BRIEFING_TIMEOUT")),
            window=_tokens(environment.get("BRIEFING_WINDOW")),
        )

    @property
    def configured(self) -> bool:
        """Whether there is a model to ask: a key or an address is set."""
        return bool(self.api_key or self.base_url)


def _seconds(text: str | None) -> float:
    if not text:
        return _TIMEOUT
    with contextlib.suppress(ValueError):
        if 0 < (seconds := float(text)) < math.inf:
            return seconds
    raise SettingsError(f"BRIEFING_TIMEOUT is {text!r}", hint="set it to seconds, such as 600")


def _tokens(text: str | None) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdecimal() and int(text) > 0:
        return int(text)
    raise SettingsError(f"BRIEFING_WINDOW is {text!r}", hint="set it to tokens, such as 32000")


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where answers of models are kept: ``BRIEFING_CACHE``, else the user's folder for caches."""
    from platformdirs import user_cache_path

    return Path(environment.get("BRIEFING_CACHE") or user_cache_path("briefing", appauthor=False))


def now(environment: Mapping[str, str] = os.environ) -> datetime:
    """The current time in UTC, in whole seconds.

    ``SOURCE_DATE_EPOCH`` (reproducible-builds.org: Unix time in seconds) replaces it.

    Raises:
        SettingsError: If ``SOURCE_DATE_EPOCH`` is no Unix time.
    """
    fixed = environment.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SettingsError(
            f"SOURCE_DATE_EPOCH is {fixed!r}", hint="set it to seconds since 1970, or unset it"
        ) from error
