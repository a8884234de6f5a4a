"""What a chat-completions service answers: a reply, or a refusal.

Services are strangers: nothing of what they send is taken to have the type it ought to.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeGuard

from briefing.brief import TokenCount

__all__ = ["Refusal", "Reply", "read_models", "read_refusal", "read_reply"]

_CONTEXT = ("context_length", "context length", "context window", "context size", "exceed_context")
_QUOTA = ("insufficient_quota", "billing_hard_limit")
_FAILED = 500


@dataclass(frozen=True)
class Reply:
    """An answer of the model.

    Attributes:
        text: What the model wrote; free of lone surrogates.
        refusal: Why the model declined, or None.
        finish_reason: By the protocol ``stop``, ``length``, ``content_filter``, …
        tokens: As the service counted, or None.
        created: When the answer was made, by the service's clock, or None.
    """

    text: str
    refusal: str | None
    finish_reason: str
    tokens: TokenCount | None
    created: datetime | None


@dataclass(frozen=True)
class Refusal:
    """A service's no.

    Attributes:
        status: The HTTP status, or the one that the error object names.
        message: In the service's words; may be empty.
        code: Its short name for the reason: ``insufficient_quota``; may be empty.
        parameter: Which parameter it is about; may be empty.
        retry_after: Seconds to wait, or None.
        location: Where a redirect points, or None.
        again: Whether asking again may help, by the service's word; None where it says nothing.
    """

    status: int
    message: str = ""
    code: str = ""
    parameter: str = ""
    retry_after: float | None = None
    location: str | None = None
    again: bool | None = None

    @property
    def quota(self) -> bool:
        """Whether the account has nothing left, so that waiting does not help."""
        return self.status == 402 or self.code in _QUOTA

    @property
    def too_long(self) -> bool:
        """Whether the request does not fit into the model's context."""
        words = f"{self.code} {self.message}".lower()
        return self.status == 413 or any(name in words for name in _CONTEXT)


def read_reply(content: bytes, headers: Mapping[str, str]) -> Reply | Refusal | None:
    """Read the body of a response whose status is 2xx.

    Args:
        content: The body.
        headers: ``Date`` stands in where the body does not say when it was made.

    Returns:
        None where this is no chat completion at all, so that some other service must have
        answered.
    """
    body = _parse(content)
    if not isinstance(body, dict):
        return None
    choices = body.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else {}
    choice = choice if isinstance(choice, dict) else {}
    for error in (body.get("error"), choice.get("error")):
        if error:
            return _refusal(_FAILED, {"error": error}, headers)
    if "choices" not in body:
        return None
    message = choice.get("message")
    message = message if isinstance(message, dict) else {}
    return Reply(
        text=_text(message.get("content")),
        refusal=_text(message.get("refusal")) or None,
        finish_reason=_text(choice.get("finish_reason")),
        tokens=_tokens(body.get("usage")),
        created=_created(body.get("created"), headers.get("date")),
    )


def read_refusal(status: int, content: bytes, headers: Mapping[str, str]) -> Refusal:
    """Read the body of a response whose status is not 2xx."""
    return _refusal(status, _parse(content), headers)


def read_models(content: bytes) -> tuple[str, ...]:
    """The names in a list of models; none where it is no such list."""
    body = _parse(content)
    data = body.get("data") if isinstance(body, dict) else None
    models = data if isinstance(data, list) else []
    names = (_text(model.get("id")) for model in models if isinstance(model, dict))
    return tuple(filter(None, names))


def _refusal(status: int, body: object, headers: Mapping[str, str]) -> Refusal:
    outer = body if isinstance(body, dict) else {}
    inner = outer.get("error")
    error: dict[str, Any] = inner if isinstance(inner, dict) else outer
    code = error.get("code")
    # Gateways that answer 200 put the status of the service behind them into the code.
    if isinstance(code, int) and 400 <= code < 600:
        status = code
    detail = error.get("message") or error.get("detail") or inner
    return Refusal(
        status=status,
        message=_described(detail),
        code=_text(code) or _text(error.get("type")),
        parameter=_text(error.get("param")),
        retry_after=_retry_after(headers),
        location=headers.get("location"),
        again={"true": True, "false": False}.get(headers.get("x-should-retry", "")),
    )


def _described(detail: object) -> str:
    """The words of an error; lists of `loc` and `msg` are how pydantic reports them."""
    if isinstance(detail, list):
        return "; ".join(filter(None, map(_described, detail)))
    if isinstance(detail, dict):
        place = detail.get("loc")
        where = ".".join(map(str, place)) if isinstance(place, list) else ""
        said = _text(detail.get("msg") or detail.get("message"))
        return ": ".join(filter(None, (where, said)))
    return _text(detail)


def _parse(content: bytes) -> object:
    """The JSON in `content` with lone surrogates replaced, or None where it is none."""
    try:
        body = json.loads(content.decode(errors="replace").removeprefix("\ufeff"))
        # A lone surrogate is valid in JSON but can be neither printed nor sent back.
        clean = json.dumps(body, ensure_ascii=False).encode(errors="replace")
        return json.loads(clean)
    except (ValueError, RecursionError):
        return None


def _text(content: object) -> str:
    """The text of a message; some services send it as a list of parts."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(_text(part.get("text")) for part in content if isinstance(part, dict))
    return ""


def _tokens(usage: object) -> TokenCount | None:
    if not isinstance(usage, dict):
        return None
    sent, received = usage.get("prompt_tokens"), usage.get("completion_tokens")
    if not (_is_count(sent) and _is_count(received)):
        return None
    return TokenCount(input=sent, output=received)


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _created(created: object, date: str | None) -> datetime | None:
    if isinstance(created, int | float) and created > 0 and created is not True:
        with suppress(ValueError, OverflowError, OSError):
            return datetime.fromtimestamp(int(created), UTC)
    if date:
        with suppress(ValueError):
            return parsedate_to_datetime(date).astimezone(UTC)
    return None


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, from ``Retry-After`` as a number or a date (RFC 9110, 10.2.3)."""
    value = headers.get("retry-after", "")
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, OverflowError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None
