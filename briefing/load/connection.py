"""Connections to the web that go where they were checked to go, and end in time.

The name is looked up once, every address is checked, and the connection is made to a
checked address: a name server that answers otherwise the next time changes nothing. `Host`
and the TLS server name stay those of the URL.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Sequence
from ipaddress import ip_address
from typing import Any

import httpcore2

from briefing.errors import SourceRefusedError, SourceUnreachableError
from briefing.load.addresses import literal, refusal
from briefing.load.reading import Resolver

__all__ = ["CheckedBackend", "Deadline"]

_ALLOW = "give --allow-private if you trust the source to be there"


class Deadline:
    """A moment after which nothing more is waited for."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            httpcore2.TimeoutException: If none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout(f"not done in {self.seconds:g} seconds")
        return left


class CheckedBackend(httpcore2.NetworkBackend):
    """Opens TCP connections for httpcore, to checked addresses alone."""

    def __init__(
        self, deadline: Deadline, source: str, *, allow_private: bool, resolver: Resolver | None
    ) -> None:
        """`source` is what messages call the address that is read."""
        self._inner = httpcore2.SyncBackend()
        self._deadline = deadline
        self._source = source
        self._allow_private = allow_private
        self._resolve = resolver or _resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of `host` that answers.

        Raises:
            SourceRefusedError: If any of its addresses may not be connected to.
            SourceUnreachableError: If it has none.
        """
        failure: Exception | None = None
        addresses = self._checked(host, port)
        for number, address in enumerate(addresses):
            # An address that does not answer leaves time for those that follow.
            seconds = self._deadline.left() / (len(addresses) - number)
            try:
                stream = self._inner.connect_tcp(
                    address, port, seconds, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or httpcore2.ConnectError(f"{host} has no address")

    def _checked(self, host: str, port: int) -> Sequence[str]:
        written = literal(host)
        if written and not written[1] and not self._allow_private:
            raise SourceRefusedError(
                f"{self._source} is at or leads to {host}, which is {written[0]} in an unusual "
                "form",
                hint="write the address in four decimal numbers",
            )
        addresses = [str(written[0])] if written and written[1] else self._looked_up(host, port)
        for address in addresses:
            kind = refusal(ip_address(address.partition("%")[0]))
            if kind and not self._allow_private:
                at = address if host == address else f"{host} ({address})"
                raise SourceRefusedError(
                    f"{self._source} is at or leads to {at}, which is {kind}: not on the public "
                    "internet",
                    hint=_ALLOW,
                )
        return addresses

    def _looked_up(self, host: str, port: int) -> Sequence[str]:
        try:
            return list(dict.fromkeys(self._resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise SourceUnreachableError(
                f"no host is known as {host}", hint="check the address, and your connection"
            ) from error


class _TimedStream(httpcore2.NetworkStream):
    """A connection on which no wait outlasts the deadline, however slowly bytes drip."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left()
        return _TimedStream(
            self._inner.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]
