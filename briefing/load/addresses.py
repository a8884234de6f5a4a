"""What an address of the web may reach: pure rules over IP addresses and host names.

The ranges are those of IANA's IPv4 and IPv6 special-purpose address registries (RFC 6890)
that are not globally reachable, written out since Python's own ``is_global`` changed
between versions, and the two that cloud providers serve metadata from outside them.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

__all__ = ["Address", "literal", "refusal"]

Address = IPv4Address | IPv6Address

_IPV4: Final = tuple(
    (IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "private (carrier-grade NAT)"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "a cloud's metadata service"),
        ("169.254.0.0/16", "link-local, where clouds serve metadata"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "reserved (6to4 relay)"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_IPV6: Final = tuple(
    (IPv6Network(network), kind)
    for network, kind in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "reserved (IPv4-compatible)"),
        ("64:ff9b:1::/48", "private (local NAT64)"),
        ("100::/64", "discarded"),
        ("2001::/23", "reserved for protocols (Teredo among them)"),
        ("2001:db8::/32", "for documentation"),
        ("3fff::/20", "for documentation"),
        ("5f00::/16", "reserved (segment routing)"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private (site-local)"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")
"""The only IPv6 range that is handed out (RFC 4291, 2.4); what lies outside is nobody's."""

_HOLDS_IPV4: Final = (
    (IPv6Network("::ffff:0:0/96"), 0),  # mapped (RFC 4291, 2.5.5.2)
    (IPv6Network("::ffff:0:0:0/96"), 0),  # translated (RFC 2765)
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64 (RFC 6052)
    (IPv6Network("2002::/16"), 80),  # 6to4 (RFC 3056)
)
"""Networks whose addresses hold an IPv4 address, and how many bits stand right of it."""
_ISATAP: Final = (0x00005EFE, 0x02005EFE)
"""The upper half of an interface id that ends in an IPv4 address (RFC 5214, 6.1)."""

_NUMBER: Final = re.compile(r"0x[0-9a-f]*|[0-9]+", re.IGNORECASE)


def refusal(address: Address) -> str | None:
    """Why nothing on the web may be read from `address`: ``loopback``; None where it may."""
    if isinstance(address, IPv4Address):
        return next((kind for network, kind in _IPV4 if address in network), None)
    if (inner := _held(address)) is not None:
        kind = refusal(inner)
        return f"{kind} ({inner} inside IPv6)" if kind else None
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        kind = refusal(IPv4Address(int(address) & 0xFFFFFFFF))
        if kind:
            return f"{kind} (inside IPv6)"
    kind = next((kind for network, kind in _IPV6 if address in network), None)
    return kind or (None if address in _GLOBAL_UNICAST else "reserved")


def literal(host: str) -> tuple[Address, bool] | None:
    """The address that `host` writes out, and whether in the usual form; None for a name.

    Other forms are those that resolvers and browsers take for IPv4 (URL Standard, 3.5):
    fewer than four parts, octal and hexadecimal ones. What ends in a number and is no
    address at all counts as 0.0.0.0 in an unusual form.
    """
    bare = host.strip("[]").partition("%")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        pass
    else:
        return address, True
    parts = host.rstrip(".").split(".")
    if not _NUMBER.fullmatch(parts[-1]):
        return None
    return _unusual(parts) or IPv4Address(0), False


def _unusual(parts: list[str]) -> IPv4Address | None:
    numbers = [_number(part) for part in parts]
    if len(numbers) > 4 or None in numbers:
        return None
    *leading, last = [number for number in numbers if number is not None]
    rest = 4 - len(leading)
    if any(number > 255 for number in leading) or last >= 256**rest:
        return None
    return IPv4Address(int.from_bytes(bytes(leading), "big") * 256**rest + last)


def _number(part: str) -> int | None:
    if not _NUMBER.fullmatch(part):
        return None
    try:
        if part[:2] in ("0x", "0X"):
            return int(part[2:] or "0", 16)
        return int(part, 8 if part[0] == "0" else 10)
    except ValueError:
        return None


def _held(address: IPv6Address) -> IPv4Address | None:
    return next(
        (
            IPv4Address(int(address) >> shift & 0xFFFFFFFF)
            for network, shift in _HOLDS_IPV4
            if address in network
        ),
        None,
    )
