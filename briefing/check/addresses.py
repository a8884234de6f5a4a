"""Addresses in a statement: a brief sends its reader nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.brief import Finding
from briefing.check.passages import Passage
from briefing.findings import finding

__all__ = ["check_addresses"]

_ADDRESS: Final = re.compile(
    r"""[\w.+-]+@[\w-]+\.\w[\w.-]*
    |\b[a-z][a-z0-9+.-]*://\S+
    |\bwww\.\S+
    |\b(?:data|javascript|mailto|tel|vbscript):\S+
    |\]\s*\(\s*\S+|\]\s*\[\w""",
    re.VERBOSE | re.IGNORECASE,
)
"""E-mail and web addresses, and links as Markdown writes them."""

_BARE: Final = re.compile(r"(?<![\w@.])(?:[\w-]+\.)+[a-z]{2,}(?!\w|\.\w)")
"""A host's name by itself; firms are called so as well."""


def check_addresses(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find addresses and links in `text`.

    A source's text can be anybody's; where it leads, nobody has looked. The bare name of a
    host is let pass where the passages have it: it may be a firm's.
    """
    found = [address.group() for address in _ADDRESS.finditer(text)]
    found += [
        host.group()
        for host in _BARE.finditer(_ADDRESS.sub(" ", text))
        if not any(host.group() in passage.text for passage in passages)
    ]
    return [
        finding("address-in-text", path, f"“{address}” is an address or a link")
        for address in found
    ]
