"""How sources are read: what the web may reach, what of a feed or folder is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["Reading", "WebLimits"]

Resolver = Callable[[str, int], Sequence[str]]
"""From a host name and a port to IP addresses."""


@dataclass(frozen=True)
class WebLimits:
    """What one address of the web may cost.

    Attributes:
        seconds: For all of it: every redirect, and the last byte.
        megabytes: Of the body, also once decompressed.
        redirects: How many are followed.
    """

    seconds: float = 30
    megabytes: float = 20
    redirects: int = 5

    @property
    def bytes(self) -> int:
        """The limit of the body, in bytes."""
        return int(self.megabytes * 1_000_000)


@dataclass(frozen=True)
class Reading:
    """How sources are read.

    Attributes:
        glob: Which files of a folder are taken, in the syntax of `pathlib.Path.glob`; all
            that can be read, at any depth, where None.
        since: How old the entries of a feed may be; entries without a date are then left out.
        limit: How many entries of a feed are taken, newest first.
        allow_private: Connect to addresses that are not on the public internet too.
        skip_unreadable: Go on without a source that cannot be read, while there are others.
        skip_empty: Pass over feeds and folders that hold nothing that is asked for, without
            listing them; with `skip_unreadable` alone.
        limits: What one address of the web may cost.
        resolver: Looks up host names, in place of the system.
        now: What `since` counts back from; the time of the call where None.
        tell: Is told of each address, and of each part of a folder or feed, before it is read.
    """

    glob: str | None = None
    since: timedelta | None = None
    limit: int = 20
    allow_private: bool = False
    skip_unreadable: bool = False
    skip_empty: bool = False
    limits: WebLimits = WebLimits()
    resolver: Resolver | None = None
    now: datetime | None = None
    tell: Callable[[str], None] | None = None
