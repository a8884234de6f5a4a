"""Addresses of mail as people write them."""

from __future__ import annotations

import email.policy

__all__ = ["read_mailbox"]


def read_mailbox(text: str) -> str:
    """The bare address of ``Desk <desk@example.org>`` or ``desk@example.org`` (RFC 5322, 3.4).

    Raises:
        ValueError: If it is not one address, in ASCII.
    """
    if text.isprintable():
        header = email.policy.default.header_factory("to", text)
        addresses = header.addresses
        if len(addresses) == 1 and not header.defects:
            (address,) = addresses
            if address.username and address.domain and address.addr_spec.isascii():
                return str(address.addr_spec)
    raise ValueError(f"{text!r} is no mail address such as desk@example.org")
