"""The settings of ``briefing.toml``: who sends, and what is watched, when, and for whom."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Final, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from briefing.deliver.headers import parse_mailbox
from briefing.deliver.schedule import Schedule
from briefing.errors import SettingsError
from briefing.settings import Engine
from briefing.times import duration

__all__ = ["Config", "Mail", "Watch"]

_LEAVE: Final = re.compile(r"https://[!-+\--;=?-~]+|mailto:[!-+\--;=?-~]+@[!-+\--;=?-~]+")
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
Listed = TypeVar("Listed")


def _mailbox(text: str) -> str:
    try:
        parse_mailbox(text)
    except SettingsError as error:
        raise ValueError(f"{error.message}: {error.hint}") from error
    return text


def _leave(text: str) -> str:
    if not _LEAVE.fullmatch(text):
        raise ValueError("it must be an https or mailto address, in ASCII and without commas")
    return text


def _sources(listed: tuple[str, ...]) -> tuple[str, ...]:
    if "-" in listed:
        raise ValueError("standard input (-) is none that can be read at every hour")
    return _some(listed)


def _some(listed: tuple[Listed, ...]) -> tuple[Listed, ...]:
    if not listed:
        raise ValueError("it names none")
    return listed


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise ValueError(
            f"{text!r} is no name of a watch: it takes up to 40 small letters a to z, digits and "
            "hyphens, none at either end"
        )
    return text


def _length(text: str) -> str:
    try:
        duration(text, "it")
    except SettingsError as error:
        raise ValueError(f"{text!r} is no length of time such as 30m, 24h, 7d or 2w") from error
    return text


Name = Annotated[str, AfterValidator(_name)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Leave = Annotated[str, AfterValidator(_leave)]
Length = Annotated[str, AfterValidator(_length)]
Text = Annotated[str, Field(min_length=1)]


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Mail(_Settings):
    """Who sends, and by which server."""

    sender: Mailbox = Field(alias="from", description="Who sends, as in `Desk <desk@example.org>`.")
    smtp: Text = Field(
        description="The mail server: `smtps://user@mail.example.org`, or `smtp+starttls://…`. "
        "The password is never in here: set `BRIEFING_SMTP_PASSWORD`, or keep it in the keyring."
    )


class Watch(_Settings):
    """A brief that is made again and again, and whom it goes to."""

    name: Name = Field(description="Small letters, digits and hyphens; each name once.")
    sources: Annotated[tuple[Text, ...], AfterValidator(_sources)] = Field(
        description="Files, folders, patterns such as `inbox/*.txt`, addresses, feeds. Paths are "
        "from the folder of this file."
    )
    schedule: Text = Field(
        description="When, as a cron line: minute, hour, day of the month, month, day of the week."
    )
    timezone: Text = Field("UTC", description="The time zone of `schedule`, as in `Europe/Kyiv`.")
    to: tuple[Mailbox, ...] = Field((), description="The readers; who sends, where none is named.")
    since: Length | None = Field(
        None, description="Of feeds, only entries that were at most this old at the hour: `24h`."
    )
    limit: int = Field(20, ge=1, description="Of a feed, at most so many entries, newest first.")
    glob: Text | None = Field(None, description="Which files of a folder: `**/*.md`.")
    allow_private: bool = Field(False, description="Read from private and loopback addresses too.")
    stale_after: Length | None = Field(
        None, description="Warn in the brief where the newest source is older: `48h`."
    )
    engine: Engine = Field(
        "auto",
        description="Who drafts: `auto` (a model where a key or an address is set), `openai`, "
        "`embedded`.",
    )
    model: Text | None = Field(None, description="The model to ask, in place of `BRIEFING_MODEL`.")
    prompt: Text | None = Field(None, description="A prompt of `prompts/`, or its path.")
    judge: bool = Field(False, description="Ask the model once more if each statement follows.")
    max_cost: float | None = Field(
        None, ge=0, description="US dollars that a brief may cost; no call that could exceed it."
    )
    missed: Literal["once", "skip"] = Field(
        "once",
        description="What becomes of a run that could not start within an hour, since the machine "
        "was off: the last one is made `once`, or none (`skip`).",
    )
    when_empty: Literal["skip", "say-so"] = Field(
        "skip", description="Without a new source: no mail (`skip`), or one that says it."
    )
    unsubscribe: Leave | None = Field(
        None, description="Where readers leave the list: an https or mailto address."
    )

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, timezone: str) -> str:
        Schedule("0 0 * * *", timezone)
        return timezone

    @field_validator("schedule")
    @classmethod
    def _cron_line(cls, schedule: str) -> str:
        Schedule(schedule)
        return schedule

    @model_validator(mode="after")
    def _engine_takes_it(self) -> Self:
        if self.engine == "embedded":
            for name in ("model", "prompt", "judge", "max_cost"):
                if getattr(self, name) not in (None, False):
                    raise ValueError(f"{name} is for a model; the embedded engine asks none")
        return self

    @property
    def due(self) -> Schedule:
        """When it is made."""
        return Schedule(self.schedule, self.timezone)

    @property
    def newer_than(self) -> timedelta | None:
        """`since` as a length of time."""
        return duration(self.since, "since") if self.since else None

    @property
    def stale(self) -> timedelta | None:
        """`stale_after` as a length of time."""
        return duration(self.stale_after, "stale_after") if self.stale_after else None


class Config(_Settings):
    """The whole file."""

    outbox: Text = Field(
        ".briefing/outbox.sqlite",
        description="The file that knows what was made and sent, from the folder of this one. "
        "`BRIEFING_OUTBOX` in the environment wins over it.",
    )
    mail: Mail
    watch: Annotated[tuple[Watch, ...], AfterValidator(_some)]

    @field_validator("watch", mode="before")
    @classmethod
    def _several(cls, watch: object) -> object:
        if isinstance(watch, dict):
            raise ValueError("write [[watch]] in double brackets")
        return watch
