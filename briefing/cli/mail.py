"""`briefing send`: a brief by mail, by hand."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from briefing.cli.commands import read_brief
from briefing.cli.output import note, write
from briefing.deliver.account import open_transport, outbox_path
from briefing.deliver.headers import Mailbox, make_message_id, parse_mailbox
from briefing.deliver.message import compose, to_bytes
from briefing.deliver.outbox import Outbox
from briefing.deliver.records import Delivery, lines
from briefing.errors import DeliveryError, SettingsError
from briefing.load.files import read_file

__all__ = ["send"]


def send(
    brief: str,
    *,
    to: Sequence[str],
    sender: str | None,
    smtp: str | None,
    attach: Sequence[Path],
    again: bool,
    dry_run: bool,
    output: Path | None,
) -> None:
    """Send a brief to each reader, once."""
    if output and not dry_run:
        raise SettingsError("-o is for --dry-run; without it nothing is written")
    read = read_brief(brief)
    desk = parse_mailbox(sender or os.environ.get("BRIEFING_MAIL_FROM") or _no_sender())
    readers = {mailbox.address.casefold(): mailbox for mailbox in map(parse_mailbox, to)}
    now = datetime.now(UTC)
    content = read.model_dump_json()
    files = {path.name: read_file(path, str(path)) for path in attach}
    once = _digest(content, files, now.isoformat() if again else "")

    def letter(reader: Mailbox) -> bytes:
        message = compose(
            read,
            sender=_written(desk),
            reader=_written(reader),
            message_id=make_message_id(desk.domain, once, reader.address),
            date=now.replace(microsecond=0),
            attachments=files,
        )
        return to_bytes(message)

    if dry_run:
        write(letter(next(iter(readers.values()))).decode("ascii"), output)
        return
    transport = open_transport(smtp)
    with Outbox(outbox_path()) as outbox:
        ids = outbox.hand(
            {reader.address: (once, letter(reader)) for reader in readers.values()},
            brief_json=content,
            now=now,
        )
        for delivery in outbox.state(ids):
            _tell_of_before(delivery)
        report = outbox.deliver(transport, now=now, only=ids)
        for line in lines(report):
            note(line)
        left = [one.reader for one in outbox.state(ids) if one.state != "delivered"]
    if left:
        raise DeliveryError(
            f"not delivered: {', '.join(left)}",
            hint="the same command tries them again, and nobody else",
        )


def _tell_of_before(delivery: Delivery) -> None:
    if delivery.state == "delivered":
        note(
            f"{delivery.reader} has it since {delivery.since:%Y-%m-%d %H:%M} UTC, and is not sent "
            "it again; --again does"
        )
    elif delivery.state == "unknown":
        note(f"{delivery.reader} may have it, and is not sent it again; --again does")


def _written(mailbox: Mailbox) -> str:
    return f"{mailbox.name} <{mailbox.address}>"


def _digest(content: str, files: Mapping[str, bytes], more: str) -> str:
    parts = [content, more]
    parts += [f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in files.items()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _no_sender() -> str:
    raise SettingsError(
        "no sender is named",
        hint="set BRIEFING_MAIL_FROM or give --from, such as 'Desk <desk@example.org>'",
    )
