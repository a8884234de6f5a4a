"""Settings from the environment: which model, where, and what time it is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from briefing.errors import SettingsError

__all__ = ["DEFAULT_MODEL", "Engine", "ModelSettings", "now"]

Engine = Literal["auto", "openai", "embedded"]
DEFAULT_MODEL = "gpt-5.4-mini"


@dataclass(frozen=True)
class ModelSettings:
    """Which model is asked, and where.

    Attributes:
        model: The model's name.
        base_url: The service's address; None for OpenAI's own.
        api_key: Never shown, written or recorded; None where the service needs none.
    """

    model: str = DEFAULT_MODEL
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)

    @classmethod
    def read(
        cls,
        environment: Mapping[str, str] = os.environ,
        *,
        model: str | None = None,
        base_url: str | None = None,
    ) -> ModelSettings:
        """Settings from arguments, else from the environment.

        Reads ``OPENAI_API_KEY``, ``OPENAI_BASE_URL`` and ``BRIEFING_MODEL``; an empty
        variable counts as unset.
        """
        return cls(
            model=model or environment.get("BRIEFING_MODEL") or DEFAULT_MODEL,
            base_url=base_url or environment.get("OPENAI_BASE_URL") or None,
            api_key=environment.get("OPENAI_API_KEY") or None,
        )

    @property
    def configured(self) -> bool:
        """Whether there is a model to ask: a key or an address is set."""
        return bool(self.api_key or self.base_url)


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
