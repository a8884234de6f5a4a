"""Mail (``.eml``): what its reader sees, its sender as publisher, its subject as title.

Attachments, and messages that are forwarded as attachments, are not read, and named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from email import message_from_bytes
from email.errors import MessageError
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage
from email.policy import default
from typing import Final, cast

from briefing.errors import SourceNotTextError
from briefing.load.article import Article
from briefing.load.decode import decode
from briefing.load.html import read_visible

__all__ = ["read_mail"]

_HEADER: Final = 5000
"""Characters of a header that is parsed, which takes time that grows with their square."""
_NAME: Final = 80
_MOST: Final = 20
"""Attachments that are named; of more only the number is said."""
_PARSED: Final = ("from", "subject", "date", "content-type", "content-disposition", "content-id")


def read_mail(data: bytes, name: str) -> Article:
    """Read the HTML part, which is what mail programs show, or else the plain one.

    Raises:
        SourceNotTextError: If it is no mail, or has no part that is text.
    """
    try:
        message = message_from_bytes(data, policy=default)
        if any(
            len(str(value)) > _HEADER
            for part in _parts(message)
            for name, value in part.raw_items()
            if name.lower() in _PARSED
        ):
            raise _broken(name)
        part = message.get_body(preferencelist=("html", "plain"))
        attachments = tuple(_attachments(message))
    except (MessageError, ValueError, LookupError, AttributeError, IndexError) as error:
        raise _broken(name) from error
    if part is None or not (message["From"] or message["Subject"] or message["Date"]):
        raise _broken(name)
    text = _text(cast("EmailMessage", part), name)
    if part.get_content_subtype() == "html":
        text = read_visible(text)
    return Article(
        text,
        title=_line(message["Subject"]),
        publisher=_sender(message["From"]),
        published=_date(message["Date"]),
        unread=attachments,
    )


def _parts(message: EmailMessage, *, forwarded: bool = True) -> Iterator[EmailMessage]:
    """All parts, however deeply they are nested; `forwarded` is whether in other messages too."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        yield part
        below = part.get_payload()
        if isinstance(below, list) and (forwarded or part.get_content_maintype() == "multipart"):
            waiting += reversed(cast("list[EmailMessage]", below))


def _attachments(message: EmailMessage) -> Iterator[str]:
    """Their names, in order; pictures that belong to the text, as in a signature, are none."""
    found = [
        part
        for part in _parts(message, forwarded=False)
        if part is not message and part.get_content_maintype() != "multipart"
        if part.is_attachment()
        or part.get_content_maintype() not in ("text", "image")
        or (part.get_filename() and not part["Content-ID"])
    ]
    for part in found[:_MOST]:
        name = _line(part.get_filename()) or part.get_content_type()
        yield f"attachment {name if len(name) <= _NAME else f'{name[:_NAME]}…'}"
    if len(found) > _MOST:
        yield f"{len(found) - _MOST} more attachments"


def _text(part: EmailMessage, name: str) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise _broken(name)
    return decode(data, name, part.get_content_charset()).replace("\r\n", "\n")


def _sender(header: AddressHeader | None) -> str | None:
    for address in getattr(header, "addresses", ()):
        return _line(address.display_name) or _line(address.addr_spec)
    return None


def _date(header: DateHeader | None) -> str | None:
    moment = getattr(header, "datetime", None)
    if moment is None:
        return None
    # No zone is "-0000": the time is UTC, of a sender who does not say where (RFC 5322, 3.3).
    return str((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat())


def _line(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None


def _broken(name: str) -> SourceNotTextError:
    return SourceNotTextError(
        f"{name} is no mail with a text in it",
        hint="export the message as .eml, or save its text as a plain text file",
    )
