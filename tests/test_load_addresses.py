"""What the web may reach, held against the standard library's view of the same ranges."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.load.addresses import literal, refusal

IPV4 = st.integers(0, 2**32 - 1).map(IPv4Address)
IPV6 = st.integers(0, 2**128 - 1).map(IPv6Address)
SPECIAL = st.sampled_from(
    "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 172.31.255.255 "
    "192.168.0.1 192.0.0.192 198.18.0.1 224.0.0.1 255.255.255.255 168.63.129.16".split()
).map(IPv4Address)


@given(IPV4 | SPECIAL)
def test_nothing_is_let_through_that_python_says_is_not_global(address: IPv4Address) -> None:
    if refusal(address) is None:
        assert address.is_global
        assert not any((address.is_multicast, address.is_reserved, address.is_unspecified))


@given(IPV6)
def test_of_ipv6_only_what_is_handed_out_is_let_through(address: IPv6Address) -> None:
    if refusal(address) is None:
        assert address.is_global
        assert not any((address.is_private, address.is_link_local, address.is_multicast))


@given(IPV4 | SPECIAL)
def test_an_ipv4_address_inside_ipv6_is_what_it_is_outside(address: IPv4Address) -> None:
    number = int(address)
    inside = [
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address(0xFFFF << 48 | number),
        IPv6Address(0x0064FF9B << 96 | number),
        IPv6Address(0x2002 << 112 | number << 80),
        IPv6Address(0x2002 << 112 | number << 80 | 1),
    ]
    for wrapped in inside:
        assert (refusal(wrapped) is None) == (refusal(address) is None), wrapped
    if refusal(address):
        assert refusal(IPv6Address(0x26001234 << 96 | 0x5EFE << 32 | number))


@pytest.mark.parametrize(
    "address",
    "::1 :: ::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1::1 "
    "2001:0:1::1 fe80::1 fec0::1 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1 4000::1 "
    "169.254.169.254 100.100.100.200 168.63.129.16 192.0.0.192".split(),
)
def test_private_and_metadata_addresses_are_refused(address: str) -> None:
    assert refusal(ip_address(address))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1"]
)
def test_public_addresses_are_let_through(address: str) -> None:
    assert refusal(ip_address(address)) is None


@pytest.mark.parametrize(
    "host",
    "0x7f.1 2130706433 127.1 0177.0.0.1 0x7f000001 017700000001 127.0.1 0x7f.0x0.0x0.0x1 "
    "127.0.0.1. 00000177.0.0.1".split(),
)
def test_odd_forms_of_the_loopback_address_are_recognised(host: str) -> None:
    found = literal(host)
    assert found is not None
    address, is_usual = found
    assert (address, is_usual) == (IPv4Address("127.0.0.1"), False)


@pytest.mark.parametrize("host", ["example.org", "a.1b", "1.2.3.org", "dead.beef", ""])
def test_a_name_is_no_address(host: str) -> None:
    assert literal(host) is None


@given(
    st.from_regex(
        r"(0x[0-9a-f]{1,9}|[0-9]{1,11})(\.(0x[0-9a-f]{1,3}|[0-9]{1,4})){0,3}", fullmatch=True
    )
)
def test_what_the_system_takes_for_an_address_is_never_taken_for_a_name(host: str) -> None:
    found = literal(host)
    assert found is not None
    try:
        system = IPv4Address(socket.inet_aton(host))
    except OSError:
        return
    assert found[0] == system


@given(IPV4 | IPV6)
def test_the_usual_form_is_usual(address: IPv4Address | IPv6Address) -> None:
    assert literal(str(address)) == (address, True)
