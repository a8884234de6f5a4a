"""An address of the web to bytes, as if everyone on the way were hostile.

Only http and https; nothing is sent along but the request itself: no credentials, no
cookies, no referrer, no proxy of the environment's. Where a connection may go is in
`briefing.load.addresses`, and is checked anew at each redirect.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.errors import (
    SourceError,
    SourceNotFoundError,
    SourceRefusedError,
    SourceUnreachableError,
    SourceUnreadableError,
)
from briefing.load.reading import Reading

if TYPE_CHECKING:
    import httpcore2
    import httpx2

__all__ = ["Fetched", "fetch"]

_HEADERS: Final[dict[bytes | str, bytes | str]] = {
    "Accept": "text/html, application/xhtml+xml, application/pdf, application/feed+json, "
    "application/rss+xml, application/atom+xml, text/plain, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
    "User-Agent": "grounded-briefing",
}
_GZIP: Final = b"\x1f"
_GZIP_OR_ZLIB: Final = zlib.MAX_WBITS | 32
"""Whichever the bytes are (zlib.h, inflateInit2)."""
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_SAVE: Final = "save the page from your browser and name the file"


class Fetched(NamedTuple):
    """What an address gave.

    Attributes:
        url: Where it was in the end, after redirects.
        content: The body, decompressed.
        content_type: What the server says it is, in lower case; ``""`` where it does not.
        charset: The encoding that the server declares, or None.
    """

    url: str
    content: bytes
    content_type: str
    charset: str | None


def fetch(address: str, reading: Reading) -> Fetched:
    """Get what is at `address`.

    Raises:
        SourceRefusedError: If it, or what it redirects to, may not be connected to, or it is
            longer than the limits allow.
        SourceNotFoundError: If the server has nothing there (HTTP 404, 410).
        SourceUnreadableError: If the server does not let us read it (other HTTP 4xx).
        SourceUnreachableError: If there is no answer in time, or a broken one.
    """
    import httpcore2

    from briefing.load.connection import CheckedBackend, Deadline

    deadline = Deadline(reading.limits.seconds)
    backend = CheckedBackend(
        deadline,
        _shown(address),
        allow_private=reading.allow_private,
        resolver=reading.resolver,
    )
    url = _checked_url(address, address)
    try:
        with httpcore2.ConnectionPool(network_backend=backend) as pool:
            for _ in range(reading.limits.redirects + 1):
                with pool.stream("GET", _core(url), headers=_headers(url)) as response:
                    if response.status not in _REDIRECTS:
                        return _fetched(url, response, address, reading.limits.bytes)
                    headers = _lowered(response)
                url = _redirected(url, headers.get("location", ""), address)
    except httpcore2.TimeoutException as error:
        raise SourceUnreachableError(
            f"{_shown(address)} did not come within {reading.limits.seconds:g} seconds",
            hint=f"try again later, or {_SAVE}",
        ) from error
    except httpcore2.ConnectError as error:
        raise _unconnected(address, error) from error
    except (
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        # The limit of h11 for the head of an answer among others.
        OSError,
    ) as error:
        raise SourceUnreachableError(
            f"{_shown(address)} cannot be read: {error or type(error).__name__}",
            hint=f"try again later, or {_SAVE}",
        ) from error
    raise SourceRefusedError(
        f"{_shown(address)} redirects more than {reading.limits.redirects} times", hint=_SAVE
    )


def _checked_url(address: str, source: str) -> httpx2.URL:
    import httpx2

    try:
        url = httpx2.URL(address.strip())
        host = url.host
    except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
        raise SourceRefusedError(
            f"{_shown(source)} is no valid address: {error}", hint="check how it is written"
        ) from error
    if url.scheme not in ("http", "https"):
        raise SourceRefusedError(
            f"{_shown(source)} is or leads to {url.scheme}://, which is not read",
            hint="only http and https addresses, files and folders are read",
        )
    if not host:
        raise SourceRefusedError(
            f"{_shown(source)} names no host", hint="write it as https://host/path"
        )
    # Escapes are taken out of a host by some programs and looked up as they stand by others.
    if "%" in host and ":" not in host:
        raise SourceRefusedError(
            f"{_shown(source)} is or leads to a host with an escape in it",
            hint="write the host's name as it is",
        )
    if url.userinfo:
        raise SourceRefusedError(
            f"{_shown(source)} is or leads to an address with a user name or password in it",
            hint=f"no credentials are sent: take them out of the address, or {_SAVE}",
        )
    return url


def _redirected(url: httpx2.URL, location: str, source: str) -> httpx2.URL:
    import httpx2

    if not location:
        raise SourceUnreadableError(f"{_shown(source)} redirects to nowhere", hint=_SAVE)
    try:
        joined = str(url.join(location))
    except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
        raise SourceRefusedError(
            f"{_shown(source)} redirects to no valid address", hint=_SAVE
        ) from error
    return _checked_url(joined, source)


def _core(url: httpx2.URL) -> httpcore2.URL:
    import httpcore2

    return httpcore2.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )


def _headers(url: httpx2.URL) -> Mapping[bytes | str, bytes | str]:
    return {"Host": url.netloc.decode("ascii"), **_HEADERS}


def _lowered(response: httpcore2.Response) -> dict[str, str]:
    return {name.decode("latin-1").lower(): _value(value) for name, value in response.headers}


def _value(value: bytes) -> str:
    """Headers should be ASCII; what is not is UTF-8 nowadays."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _fetched(url: httpx2.URL, response: httpcore2.Response, source: str, limit: int) -> Fetched:
    from email.message import Message

    if response.status != 200:
        raise _failed(source, response.status)
    headers = _lowered(response)
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise SourceUnreadableError(
            f"{_shown(source)} is compressed as {encoding}, which was not asked for", hint=_SAVE
        )
    content = bytearray()
    try:
        for part in _decoded(response.iter_stream(), encoding, limit):
            content += part
            if len(content) > limit:
                raise SourceRefusedError(
                    f"{_shown(source)} is longer than {limit / 1e6:g} MB",
                    hint="save the part that matters and name the file",
                )
    except zlib.error as error:
        raise SourceUnreadableError(
            f"{_shown(source)} is not compressed as it says: {error}", hint=_SAVE
        ) from error
    kind = Message()
    kind["Content-Type"] = headers.get("content-type", "").replace("\n", " ")
    charset = kind.get_content_charset() if headers.get("content-type") else None
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(str(url.copy_with(fragment=None)), bytes(content), content_type, charset)


def _decoded(parts: Iterator[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    """Decompress, in pieces that never take more memory than the limit."""
    if encoding in ("identity", ""):
        yield from parts
        return
    inflate = zlib.decompressobj(_GZIP_OR_ZLIB)
    for part in parts:
        rest = part
        while rest:
            # Gzip may go on with another member (RFC 1952, 2.2); anything else is no text.
            if inflate.eof:
                if not rest.startswith(_GZIP):
                    return
                inflate = zlib.decompressobj(_GZIP_OR_ZLIB)
            yield inflate.decompress(rest, limit + 1)
            rest = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
    if not inflate.eof:
        raise zlib.error("it breaks off")


def _unconnected(source: str, error: httpcore2.ConnectError) -> SourceError:
    import ssl

    cause: BaseException | None = error
    while cause:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return SourceRefusedError(
                f"the server of {_shown(source)} shows a certificate that cannot be trusted: "
                f"{cause.verify_message.rstrip('.')}",
                hint=f"check the address; if you trust what your browser shows, {_SAVE}",
            )
        cause = cause.__cause__ or cause.__context__
    return SourceUnreachableError(
        f"{_shown(source)} cannot be read: {error or type(error).__name__}",
        hint=f"try again later, or {_SAVE}",
    )


def _failed(source: str, status: int) -> SourceError:
    name = _shown(source)
    if status in (404, 410):
        return SourceNotFoundError(
            f"there is nothing at {name} (HTTP {status})", hint="check the address"
        )
    if status == 429 or status >= 500:
        return SourceUnreachableError(
            f"the server of {name} does not answer for now (HTTP {status})",
            hint=f"try again later, or {_SAVE}",
        )
    answer = "gives no page for" if status < 400 else "refuses"
    return SourceUnreadableError(f"the server {answer} {name} (HTTP {status})", hint=_SAVE)


def _shown(address: str) -> str:
    """The address without what stands before an ``@``, which may be a password."""
    scheme, separator, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}"
