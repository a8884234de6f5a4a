"""Addresses that attackers use against servers that fetch pages, and addresses in public.

    python benchmarks/addresses.py DIR [LIST]... [--check | --raise | --lower]

DIR is https://github.com/swisskyrepo/PayloadsAllTheThings; fetched, never committed. A LIST has
one address a line, as the ``ip.py`` in its folder writes them for an address of one's choice.
Nothing is looked up and nothing connected to: names stand for what the lists say that they lead
to, any other name for an address in public, and a connection is only written down.

* **attacks_refused**: of the addresses in code in ``Server Side Request Forgery/*.md`` and of
  those of every LIST, the share that are not read and at which nothing is connected to.
* **redirects_refused**: the same as where a page in public redirects to; nothing but that
  page's own server is connected to.
* **public_let_through**: of the public name servers below, the last address before and the
  first after each private network, and the links in all pages of DIR, the share that are
  connected to.

A name of DIR's pages that is of no private address (a page that redirects, a vendor's manual)
is no attack by itself: it is listed and not counted. The aim of all three is 1.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import floors
import httpcore2

from briefing.errors import SourceError, SourceUnreachableError
from briefing.load import load
from briefing.load.reading import Reading

_ATTACKS = "Server Side Request Forgery"
_STAND_IN = "93.184.215.14"
_REDIRECTING = "93.184.215.15"
_NAMES = {
    "localhost": "127.0.0.1",
    "localh.st": "127.0.0.1",
    "localtest.me": "::1",
    "ip6-localhost": "::1",
    "ip6-loopback": "::1",
    "xn--zca.localdomain.pw": "127.127.127.127",
    "instance-data": "169.254.169.254",
    "metadata": "169.254.169.254",
    "metadata.google.internal": "169.254.169.254",
    "rancher-metadata": "169.254.169.250",
}
_IN_NAME = re.compile(r"(?:\d+\.){3}\d+(?=\.nip\.io$)")

_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_ADDRESS = re.compile(
    # All of a piece of code that begins as an address, or the addresses in a longer one.
    r"(?<=`)http[^`\n]+(?=`)|(?:jar:)?[a-z][a-z0-9+.-]*://[^\s`\"'<>|]+|http:\d[^\s`]+",
    re.IGNORECASE,
)
_LINK = re.compile(r"\]\((https?://(?!127\.)[^\s()]+)\)")
_PUBLIC = (
    "1.1.1.1 8.8.8.8 9.9.9.9 198.41.0.4 170.247.170.2 192.33.4.12 199.7.91.13 192.203.230.10 "
    "192.5.5.241 192.112.36.4 198.97.190.53 192.36.148.17 192.58.128.30 193.0.14.129 199.7.83.42 "
    "202.12.27.33 [2606:4700:4700::1111] [2001:4860:4860::8888] [2620:fe::fe] "
    "[2001:503:ba3e::2:30] [2801:1b8:10::b] [2001:500:2::c] [2001:500:2d::d] [2001:500:a8::e] "
    "[2001:500:2f::f] [2001:500:12::d0d] [2001:500:1::53] [2001:7fe::53] [2001:503:c27::2:30] "
    "[2001:7fd::1] [2001:500:9f::42] [2001:dc3::35] [::ffff:9.9.9.9] [64:ff9b::909:909] "
    "[2002:909:909::1] 1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 "
    "128.0.0.0 168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 "
    "191.255.255.255 192.0.1.0 192.0.1.255 192.0.3.0 192.88.98.255 192.88.100.0 192.167.255.255 "
    "192.169.0.0 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 "
    "223.255.255.255 [2000::] [2001:200::] [2001:db7:ffff::] [2001:db9::] [2003::] [3ffe::] "
    "[3fff:1000::]"
).split()
"""Open resolvers and the servers of the root zone, by IPv4 and IPv6, then neighbours."""


@dataclass
class Connections:
    """What would have been connected to; the first is answered with `answer`, if there is one."""

    answer: bytes | None = None
    made: list[str] = field(default_factory=list)

    def connect(self, host: str) -> httpcore2.NetworkStream:
        """Write it down."""
        self.made.append(host)
        if self.answer is None or len(self.made) > 1:
            raise httpcore2.ConnectError("only written down")
        return httpcore2.MockStream([self.answer])


def main() -> int:
    parser = argparse.ArgumentParser(description="Addresses of attackers and of the public web.")
    parser.add_argument("folder", type=Path, metavar="DIR", help=f"holds '{_ATTACKS}'")
    parser.add_argument("lists", type=Path, metavar="LIST", nargs="*", help="an address a line")
    floors.add_arguments(parser)
    arguments = parser.parse_args()
    folder: Path = arguments.folder / _ATTACKS
    if not folder.is_dir():
        print(f"PayloadsAllTheThings is not there: no {folder}", file=sys.stderr)
        print("fetch https://github.com/swisskyrepo/PayloadsAllTheThings", file=sys.stderr)
        return 2
    pages = sorted(folder.glob("*.md"))
    shown = list(dict.fromkeys(address for page in pages for address in in_code(page)))
    listed = [line for list_ in arguments.lists for line in list_.read_text("utf-8").split("\n")]
    links = [link for page in sorted(arguments.folder.rglob("*.md")) for link in links_in(page)]
    public = [f"http://{host}/" for host in _PUBLIC] + list(dict.fromkeys(links))
    aside = [address for address in shown if made(address) == [_STAND_IN]]
    attacks = [address for address in shown if address not in aside]
    attacks += dict.fromkeys(filter(None, listed))
    followed = [made(one, redirects=True) for one in attacks]
    figures = {
        "attacks_refused": share("let through", attacks, [not made(one) for one in attacks]),
        "redirects_refused": share(
            "followed", attacks, [set(hosts) == {_REDIRECTING} for hosts in followed]
        ),
        "public_let_through": share("refused", public, [bool(made(one)) for one in public]),
    }
    for name, figure in figures.items():
        count = len(public if name.startswith("public") else attacks)
        print(f"{name:20} {figure:.4f} of {count}")
    print(f"\nof public names, not counted: {len(aside)}")
    for address in aside:
        print(f"- {address}")
    return floors.hold("addresses", figures, floors.corpus_sha256(folder), arguments.floors)


def in_code(page: Path) -> Iterator[str]:
    """The addresses in the code of a page in Markdown."""
    for code in _CODE.findall(page.read_text(encoding="utf-8")):
        yield from _ADDRESS.findall(code)


def links_in(page: Path) -> Iterator[str]:
    """Where a page in Markdown links to, but for links that are attacks themselves."""
    yield from _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8", errors="replace")))


def made(address: str, *, redirects: bool = False) -> list[str]:
    """The IP addresses that reading `address` would connect to.

    With `redirects` it is read as what a page in public redirects to.
    """
    connections = Connections()
    if redirects:
        location = quote(address, safe="".join(map(chr, range(33, 127)))).encode()
        connections.answer = b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\n\r\n"
        address = f"http://{_REDIRECTING}/"
    with written_down(connections):
        try:
            load(address, reading=Reading(resolver=_resolve))
        except SourceUnreachableError:
            pass
        except SourceError as error:
            if not error.message or not error.hint:
                raise
    return connections.made


@contextmanager
def written_down(connections: Connections) -> Iterator[None]:
    """No connection leaves this process."""

    def connect(backend: object, host: str, *args: Any, **more: Any) -> httpcore2.NetworkStream:
        return connections.connect(host)

    with patch.object(httpcore2.SyncBackend, "connect_tcp", connect):
        yield


def share(fault: str, addresses: Sequence[str], right: Sequence[bool]) -> float:
    """How many are right, between 0 and 1; the others are printed."""
    for address, is_right in zip(addresses, right, strict=True):
        if not is_right:
            print(f"{fault}: {address}")
    return sum(right) / len(right)


def _resolve(host: str, port: int) -> list[str]:
    if inside := _IN_NAME.search(host):
        return [inside[0]]
    return [_NAMES.get(host, _STAND_IN)]


if __name__ == "__main__":
    sys.exit(main())
