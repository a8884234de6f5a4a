"""A brief as a mail: text and HTML, with headers that no text of a source can change.

The headers are those of RFC 5322, with RFC 2919 and 2369 for a list, RFC 8058 to leave it by
one request, and RFC 3834 so that no machine answers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime
from typing import Any, Final

from briefing.brief import Brief
from briefing.deliver.headers import (
    Mailbox,
    encode_text,
    fold_list,
    list_id,
    one_line,
    parse_mailbox,
)
from briefing.deliver.letter import render_letter
from briefing.errors import BriefingError, SettingsError

__all__ = ["compose", "notice", "to_bytes"]

_MESSAGE_ID: Final = re.compile(r"<[A-Za-z0-9._-]{1,100}@[A-Za-z0-9.-]{1,255}>")
_PLACE: Final = re.compile(r"(?:mailto:|https://)[!-;=?-~]+")
"""What List-Unsubscribe may hold: an address in visible ASCII but ``<`` and ``>``."""
_HEADER: Final = re.compile(rb"[!-9;-~]+: [ -~]*(?:\r\n[ \t][ -~]+)*")
_LONGEST: Final = 998
"""Characters of a line (RFC 5322, 2.1.1)."""


class _Encoded(policy.EmailPolicy):
    """Writes a message's own headers as they were given, encoded and folded by us."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        if _is_content(name):
            return super().header_store_parse(name, value)
        if not _HEADER.fullmatch(f"{name}: {value}".encode("ascii", "replace")):
            raise BriefingError(f"the header {name} would hold what no header may")
        return name, str(value)

    def fold(self, name: str, value: Any) -> str:
        return super().fold(name, value) if _is_content(name) else f"{name}: {value}\r\n"

    def fold_binary(self, name: str, value: Any) -> bytes:
        if _is_content(name):
            return super().fold_binary(name, value)
        return f"{name}: {value}\r\n".encode("ascii")


_POLICY: Final = _Encoded(linesep="\r\n", cte_type="7bit", max_line_length=78)


def compose(
    brief: Brief,
    *,
    sender: str,
    reader: str,
    message_id: str,
    date: datetime,
    list_name: str | None = None,
    unsubscribe: Sequence[str] = (),
    attachments: Mapping[str, bytes] | None = None,
) -> EmailMessage:
    """Make the mail that brings `brief` to one reader.

    Args:
        brief: The brief. The subject is its title, in one line and 200 characters at most.
        sender: ``desk@example.org`` or ``Desk <desk@example.org>``.
        reader: Likewise.
        message_id: ``<…@example.org>``; see `briefing.deliver.headers.make_message_id`.
        date: When it is sent.
        list_name: The watch; None where it is sent by hand and the reader is on no list.
        unsubscribe: Where the reader leaves the list: ``mailto:`` or ``https://`` addresses.
            Without any it is a mail to the sender.
        attachments: Files to attach, by their names.

    Raises:
        SettingsError: If an address cannot be used, or a template is broken.
        SourceUnreadableError: If the brief cites what is none of its sources.
    """
    who = parse_mailbox(sender)
    places = _places(unsubscribe, who, list_name)
    text, html = render_letter(brief, list_name=list_name, leave=_ways(places))
    message = _write(
        brief.title, text, html, who, parse_mailbox(reader), message_id, date, list_name, places
    )
    for name, data in (attachments or {}).items():
        _attach(message, name, data)
    _set_boundaries(message)
    return message


def notice(
    title: str,
    text: str,
    *,
    sender: str,
    reader: str,
    message_id: str,
    date: datetime,
    list_name: str | None = None,
    unsubscribe: Sequence[str] = (),
) -> EmailMessage:
    """Make a mail of plain text: that there is nothing new, for one; see `compose`."""
    who = parse_mailbox(sender)
    places = _places(unsubscribe, who, list_name)
    if places:
        text += f"\n\nTo get no more of “{one_line(list_name or '')}”: {' or '.join(_ways(places))}"
    return _write(
        title,
        text.strip() + "\n",
        None,
        who,
        parse_mailbox(reader),
        message_id,
        date,
        list_name,
        places,
    )


def to_bytes(message: EmailMessage) -> bytes:
    """The message as it is sent: 7-bit ASCII, lines ended by CRLF.

    It is parsed once more and refused where its headers are not the very ones it was given.

    Raises:
        BriefingError: If they are not.
    """
    data = message.as_bytes(policy=_POLICY)
    head = data.partition(b"\r\n\r\n")[0]
    given = [name.lower() for name in message]
    for form in (policy.default, policy.compat32):
        read = BytesParser(policy=form).parsebytes(data)
        if [name.lower() for name in read] != given or read.defects:
            raise BriefingError("the mail's headers did not survive being written; it is not sent")
    if re.search(rb"(?<!\r)\n|\r(?!\n)|[^\t\r\n -~]", data) or any(
        len(line) > _LONGEST for line in data.split(b"\r\n")
    ):
        raise BriefingError("the mail's lines are not those of a mail; it is not sent")
    if not re.fullmatch(rb"(?:%b\r\n)+" % _HEADER.pattern, head + b"\r\n"):
        raise BriefingError("the mail's headers are not those of a mail; it is not sent")
    return data


def _write(
    title: str,
    text: str,
    html: str | None,
    sender: Mailbox,
    reader: Mailbox,
    message_id: str,
    date: datetime,
    list_name: str | None,
    places: Sequence[str],
) -> EmailMessage:
    if not _MESSAGE_ID.fullmatch(message_id):
        raise SettingsError(f"{message_id!r} is no Message-ID", hint="write <letters@example.org>")
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender.header("From")
    message["To"] = reader.header("To")
    message["Subject"] = encode_text(title, "Subject")
    message["Date"] = format_datetime(date)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    if list_name is not None:
        message["List-Id"] = _list_id(list_name, sender)
        message["List-Unsubscribe"] = fold_list([f"<{place}>" for place in places])
        if any(place.startswith("https:") for place in places):
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def _list_id(list_name: str, sender: Mailbox) -> str:
    identifier = f"<{list_id(list_name, sender.domain)}>"
    return f"{encode_text(list_name, 'List-Id')}\r\n {identifier}"


def _places(unsubscribe: Sequence[str], sender: Mailbox, list_name: str | None) -> tuple[str, ...]:
    if list_name is None:
        return ()
    for place in unsubscribe:
        if not _PLACE.fullmatch(place) or "," in place:
            raise SettingsError(
                f"{one_line(place)!r} is no address to leave a list by",
                hint="write mailto:desk@example.org or https://example.org/leave",
            )
    label = list_id(list_name, sender.domain).partition(".")[0]
    return tuple(unsubscribe) or (f"mailto:{sender.address}?subject=unsubscribe%20{label}",)


def _ways(places: Sequence[str]) -> tuple[str, ...]:
    """The places in words, for the foot."""
    return tuple(
        f"write to {place.removeprefix('mailto:').partition('?')[0]}"
        if place.startswith("mailto:")
        else f"go to {place}"
        for place in places
    )


def _attach(message: EmailMessage, name: str, data: bytes) -> None:
    # A name in ASCII, so that nothing in it is encoded, decoded or taken for a path.
    kept = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")
    stem, dot, suffix = kept.rpartition(".") if "." in kept else (kept, "", "")
    kept = f"{stem.strip('-.')[:60] or 'attachment'}{dot}{suffix[:12]}"
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=kept)


def _set_boundaries(message: EmailMessage) -> None:
    """Boundaries that are the same for the same mail; Python's own are random.

    What stands between them is their origin, so that no text can hold its own boundary.
    """
    digest = hashlib.sha256()
    for part in message.walk():
        if not part.is_multipart():
            digest.update(str(part.get_payload()).encode("ascii", "replace"))
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{number}_{digest.hexdigest()[:40]}")


def _is_content(name: str) -> bool:
    return name.lower().startswith("content-") or name.lower() == "mime-version"
