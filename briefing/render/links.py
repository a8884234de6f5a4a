"""Where a link on a page may lead: to the web, and nowhere else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["web_address"]

_LONGEST = 2000
_UNFIT = re.compile(r"[^\x21-\x7e]|[\"<>\\^`{|}]")
"""What no address has as it is (RFC 3986, 2)."""


def web_address(location: str) -> str | None:
    """`location` if it is an http or https address that a link may hold, else None."""
    if len(location) > _LONGEST or _UNFIT.search(location):
        return None
    try:
        parts = urlsplit(location)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    # A user's name before the host makes one address look like another.
    return location if is_web and "@" not in parts.netloc else None
