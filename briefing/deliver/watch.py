"""One watch at one of its hours: read what is new, make the brief, hand it over. Once.

What was made and sent before stands in the outbox. A run that fails is noted as failed and may
be made again; one that is made, or had nothing new, is never made again.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Final

from briefing.brief import Brief
from briefing.deliver.gather import Gathered, gather
from briefing.deliver.headers import make_message_id, parse_mailbox
from briefing.deliver.interrupts import Interrupts, Stopped
from briefing.deliver.message import compose, notice, to_bytes
from briefing.deliver.outbox import Outbox, Report, Run
from briefing.deliver.plain import defang
from briefing.deliver.records import lines
from briefing.deliver.settings import Mail, Watch
from briefing.deliver.transport import Transport
from briefing.engines import Spending, open_drafter
from briefing.errors import BriefingError, SourceUnreadableError
from briefing.pipeline import make_brief

__all__ = ["Prepared", "owner", "prepare", "run_watch"]

_NOTHING: Final = "there is no new source"

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Prepared:
    """What a watch sends in one period.

    Attributes:
        brief: None where there is no new source.
        messages: The message for each reader's address; none where nothing is sent.
        sources: The sha256 of the texts that are new in it.
        note: Why there is no brief.
    """

    brief: Brief | None
    messages: Mapping[str, bytes]
    sources: frozenset[str] = frozenset()
    note: str = ""


def owner() -> str:
    """A name for this process that no other has, for `Outbox.claim`."""
    return f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(4)}"


def run_watch(
    watch: Watch,
    mail: Mail,
    period: datetime,
    *,
    outbox: Outbox,
    transport: Transport,
    owner: str,
    now: datetime,
    tell: Tell,
    interrupts: Interrupts | None = None,
) -> tuple[Run | None, Report]:
    """Make the brief of `watch` for `period` if nobody has, and hand over what is due of it.

    Paths are from the working directory. It may be called again and again for the same period,
    also by several processes at once.

    Args:
        watch: What is watched.
        mail: Who sends.
        period: The hour that it is due, in UTC.
        outbox: What was made and sent.
        transport: The mail server.
        owner: Who makes it; see `owner`.
        now: The time, in UTC.
        tell: Is told what is done.
        interrupts: Signals to end, which then wait for the message that is handed over.

    Returns:
        What became of the run, None where another process is making it; and of the messages.

    Raises:
        SourceError: If no source could be read. This and what follows is noted as failed.
        ModelError: If the model failed.
        BudgetExceededError: If the next call could cost more than `max_cost`.
        SettingsError: If a prompt, a template or an address cannot be used.
        DeliveryError: If the outbox cannot be used.
    """
    interrupts = interrupts or Interrupts()

    def hand_over() -> Report:
        with interrupts.held():
            return outbox.deliver(
                transport, now=now, watch=watch.name, stopping=lambda: interrupts.asked
            )

    if outbox.claim(watch.name, period, owner=owner, now=now):
        try:
            prepared = prepare(watch, mail, period, outbox=outbox, now=now, tell=tell)
        except Stopped:
            outbox.skip(watch.name, period, "it was stopped", failed=True, now=now)
            raise
        except BriefingError as error:
            outbox.skip(watch.name, period, error.message, failed=True, now=now)
            # What waits of earlier runs does not wait for this one.
            for line in lines(hand_over()):
                tell(line)
            raise
        _note(outbox, watch, period, prepared, now)
    report = hand_over()
    return outbox.find(watch.name, period), report


def prepare(
    watch: Watch,
    mail: Mail,
    period: datetime,
    *,
    outbox: Outbox | None,
    now: datetime,
    tell: Tell,
) -> Prepared:
    """Read the new sources, make the brief, and write each reader's message; nothing is noted.

    `outbox` is None where there is none yet. Raises what `run_watch` does.
    """
    gathered = gather(watch, period, outbox.seen(watch.name) if outbox else ())
    for skipped in gathered.unread:
        tell(f"not read: {skipped.location}: {skipped.reason}")
    if not gathered.documents:
        since = _last_brief(outbox, watch) if outbox else None
        return _nothing_new(watch, mail, period, gathered, since, now)
    brief = _brief(watch, gathered, tell)

    def letter(reader: str, message_id: str) -> EmailMessage:
        return compose(
            brief,
            sender=mail.sender,
            reader=reader,
            message_id=message_id,
            date=now,
            list_name=watch.name,
            unsubscribe=[watch.unsubscribe] if watch.unsubscribe else (),
        )

    return Prepared(brief, _for_each(watch, mail, period, letter), gathered.sources)


def _brief(watch: Watch, gathered: Gathered, tell: Tell) -> Brief:
    with open_drafter(
        watch.engine,
        model=watch.model,
        prompt=watch.prompt,
        judge=watch.judge,
        spending=Spending(max_cost=watch.max_cost),
    ) as opened:
        tell(opened.notice)
        return make_brief(
            gathered.documents,
            drafter=opened.drafter,
            judge=opened.judge,
            unread=gathered.unread,
            stale_after=watch.stale,
        )


def _nothing_new(
    watch: Watch,
    mail: Mail,
    period: datetime,
    gathered: Gathered,
    last: Brief | None,
    now: datetime,
) -> Prepared:
    if watch.when_empty == "skip":
        if gathered.unread:
            first = gathered.unread[0]
            raise SourceUnreadableError(
                f"{_NOTHING} but what could not be read, such as {first.location}: {first.reason}",
                hint="it is read again at the next try; take it out if it is gone for good",
            )
        return Prepared(None, {}, note=_NOTHING)
    told = [f"There is no new source for “{watch.name}” since the last brief."]
    if last is None:
        told = [f"There is no source for “{watch.name}” yet."]
    elif last.cutoff:
        told.append(f"That one's information cut-off: {last.cutoff}.")
    else:
        told.append("That one's information cut-off: not known, no source was dated.")
    told += [defang(f"Not read: {one.location} ({one.reason}).") for one in gathered.unread]

    def letter(reader: str, message_id: str) -> EmailMessage:
        return notice(
            f"{watch.name}: nothing new",
            "\n\n".join(told),
            sender=mail.sender,
            reader=reader,
            message_id=message_id,
            date=now,
            list_name=watch.name,
            unsubscribe=[watch.unsubscribe] if watch.unsubscribe else (),
        )

    return Prepared(None, _for_each(watch, mail, period, letter), note=_NOTHING)


def _for_each(
    watch: Watch, mail: Mail, period: datetime, letter: Callable[[str, str], EmailMessage]
) -> dict[str, bytes]:
    """The message for each reader's address; its Message-ID is the same for the same run."""
    domain, hour = parse_mailbox(mail.sender).domain, period.astimezone(UTC).isoformat()
    messages = {}
    for reader in watch.to or (mail.sender,):
        address = parse_mailbox(reader).address
        message_id = make_message_id(domain, watch.name, hour, address)
        messages[address] = to_bytes(letter(reader, message_id))
    return messages


def _note(
    outbox: Outbox, watch: Watch, period: datetime, prepared: Prepared, now: datetime
) -> None:
    if not prepared.messages:
        outbox.skip(watch.name, period, prepared.note, now=now)
        return
    outbox.add(
        watch.name,
        period,
        prepared.messages,
        brief_json=prepared.brief.model_dump_json() if prepared.brief else None,
        sources=prepared.sources,
        now=now,
    )


def _last_brief(outbox: Outbox, watch: Watch) -> Brief | None:
    """The last brief that was made."""
    run = outbox.last(watch.name, state="made")
    return Brief.model_validate_json(run.brief_json) if run and run.brief_json else None
