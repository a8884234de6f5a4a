"""What the failures of a model's service are called, and what a person can do about each."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from briefing.client.reply import Refusal, Reply
from briefing.errors import (
    ModelAnswerEmptyError,
    ModelAnswerTruncatedError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelError,
    ModelNotFoundError,
    ModelQuotaError,
    ModelRateLimitError,
    ModelRefusalError,
    ModelRequestError,
    ModelTimeoutError,
    ModelUnavailableError,
)

__all__ = ["Service"]

_LONGEST = 300
"""Characters of a stranger's text that fit into an error message."""


@dataclass(frozen=True)
class Service:
    """Who is asked; its methods name the errors.

    Attributes:
        model: The model's name.
        address: Without user, password and query, any of which may be secret.
        key: The secret that no message may hold; None where there is none.
    """

    model: str
    address: str
    key: str | None = field(default=None, repr=False)

    def quote(self, text: str) -> str:
        """A stranger's words on one line, without control characters or the key, and cut."""
        if self.key:
            text = text.replace(self.key, "[key]")
        text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

    def keyless(self) -> ModelAuthenticationError:
        """Nobody gave a key for a service that is known to want one."""
        return ModelAuthenticationError(
            f"there is no key for {self.address}",
            hint="set OPENAI_API_KEY, or name another service with OPENAI_BASE_URL or --base-url",
        )

    def refused(self, refusal: Refusal, offers: tuple[str, ...] = ()) -> ModelError:
        """The service said no.

        Args:
            refusal: Its words.
            offers: Models that it does have, nearest name first.
        """
        status = refusal.status
        said = f": {self.quote(refusal.message)}" if refusal.message else ""
        answered = f"{self.address} answered HTTP {status}{said}"
        if refusal.quota:
            return ModelQuotaError(
                f"the quota at {self.address} is used up{said}",
                hint="waiting does not help: check the account's plan and billing, or set "
                "OPENAI_API_KEY to a key of another",
            )
        if refusal.too_long:
            return ModelRequestError(
                f"the sources do not fit into the context of {self.model}{said}",
                hint="give fewer or shorter sources, or a model with a longer context (--model), "
                "or have them read in parts: set BRIEFING_WINDOW to its tokens",
            )
        if status == 429:
            wait = refusal.retry_after
            when = "later" if wait is None else f"in {math.ceil(wait)} s"
            return ModelRateLimitError(
                answered,
                hint=f"try again {when}, or take another model with --model",
                retry_after=wait,
            )
        if status in (401, 403):
            return ModelAuthenticationError(answered, hint=self._about_the_key())
        if status in (404, 405, 410):
            return ModelNotFoundError(
                f"{self.address} does not know {self.model}, or is the wrong address{said}",
                hint=_about_the_model(offers),
            )
        if 300 <= status < 400:
            where = self.quote(refusal.location or "nowhere")
            return ModelNotFoundError(
                f"{self.address} redirects to {where}",
                hint="redirects are not followed: if you trust that address, set OPENAI_BASE_URL "
                "or --base-url to it",
            )
        if status == 408:
            return ModelTimeoutError(answered, hint="try again, or a faster model (--model)")
        if status >= 500:
            return ModelUnavailableError(
                answered, hint="try again later, or another model or service (--model, --base-url)"
            )
        return ModelRequestError(
            answered, hint="try another model (--model) or service (OPENAI_BASE_URL, --base-url)"
        )

    def late(self, seconds: float) -> ModelTimeoutError:
        """Nothing came for so long."""
        return ModelTimeoutError(
            f"no answer from {self.address} in {seconds:g} s",
            hint="try again, give it more time (BRIEFING_TIMEOUT), or a faster model (--model)",
        )

    def unreachable(self, cause: BaseException) -> ModelConnectionError:
        """There was no connection, or it broke."""
        why = self.quote(str(cause)) or type(cause).__name__
        return ModelConnectionError(
            f"the connection to {self.address} failed: {why}",
            hint="check the network and the address (OPENAI_BASE_URL, --base-url)",
        )

    def unusable(self, cause: BaseException) -> ModelUnavailableError:
        """What came is nothing that the SDK can make sense of."""
        return ModelUnavailableError(
            f"{self.address} failed: {self.quote(str(cause))}", hint="try again later"
        )

    def unaskable(self, cause: BaseException) -> ModelRequestError:
        """The SDK did not even send the request."""
        return ModelRequestError(
            f"{self.address} could not be asked: {self.quote(str(cause))}",
            hint="check OPENAI_API_KEY and the address (OPENAI_BASE_URL, --base-url)",
        )

    def strange(self) -> ModelNotFoundError:
        """It answered with something that is no chat completion."""
        return ModelNotFoundError(
            f"what answers at {self.address} is no chat-completions service",
            hint="check OPENAI_BASE_URL or --base-url: the address mostly ends in /v1",
        )

    def truncated(self, room: int | None = None) -> ModelAnswerTruncatedError:
        """The answer did not fit into `room` tokens."""
        where = "" if room is None else f", with room for {room} tokens"
        return ModelAnswerTruncatedError(
            f"the answer of {self.model} was cut off{where}",
            hint="give fewer or shorter sources, or take another model with --model",
        )

    def declined(self, why: str | None = None) -> ModelRefusalError:
        """The model or a filter before it would not answer."""
        said = self.quote(why) if why else "a content filter stepped in"
        return ModelRefusalError(
            f"{self.model} declined to answer: {said}",
            hint="try another model with --model, or --engine embedded",
        )

    def empty(self) -> ModelAnswerEmptyError:
        """There is nothing in the answer."""
        return ModelAnswerEmptyError(
            f"the answer of {self.model} at {self.address} is empty",
            hint="try again, or another model with --model",
        )

    def unanswered(self, reply: Reply) -> ModelError | None:
        """What keeps a reply from being an answer, or None where nothing does."""
        if reply.refusal or reply.finish_reason == "content_filter":
            return self.declined(reply.refusal)
        return None if reply.text.strip() else self.empty()

    def _about_the_key(self) -> str:
        if self.key is None:
            return f"set OPENAI_API_KEY to a key that {self.address} accepts"
        return (
            f"check that OPENAI_API_KEY belongs to {self.address} (OPENAI_BASE_URL, --base-url) "
            f"and may use {self.model} (--model)"
        )


def _about_the_model(offers: tuple[str, ...]) -> str:
    if offers:
        return f"take one of these with --model: {', '.join(offers)}"
    return (
        "check the model's name (--model) and the address (OPENAI_BASE_URL, --base-url), "
        "which mostly ends in /v1"
    )
