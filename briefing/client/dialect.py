"""What a chat-completions service is sent, and what is left out where it refuses that."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from briefing.client.reply import Refusal

__all__ = ["Dialect", "Message", "Request"]


class Message(NamedTuple):
    """One turn of the conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Request:
    """What is asked of a model.

    Attributes:
        messages: In order; at least one.
        answer: The answer is to be JSON of this type.
        schema_note: Asks for JSON by the schema in words; it is appended to the last message
            where the service cannot be held to a schema. May be empty.
        max_tokens: Room for the answer, the model's unseen reasoning included.
    """

    messages: tuple[Message, ...]
    answer: type[BaseModel]
    schema_note: str
    max_tokens: int

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the answer; it is shared, so leave it as it is."""
        return _schema(self.answer)


@lru_cache(maxsize=16)
def _schema(answer: type[BaseModel]) -> dict[str, Any]:
    # Made once: it takes longer than the rest of a call.
    return answer.model_json_schema()


_STATUSES = frozenset({400, 404, 415, 422, 501})
"""Bad request, no route for these parameters, unsupported, unprocessable, not implemented."""

_ABOUT_FORM = re.compile(
    r"response_format|json_schema|json_object|structured[ _-]?outputs?|json[ _-]?mode|grammar", re.I
)
_ABOUT_LIMIT = re.compile(r"max_completion_tokens", re.I)
_ABOUT_AMOUNT = re.compile(r"too (?:large|high|many)|at most|maximum|exceed|context", re.I)


@dataclass(frozen=True)
class Dialect:
    """The part of the protocol that a service is known or hoped to understand.

    Attributes:
        form: How JSON is asked for; each is understood by more services than the one before.
        limit: The parameter that bounds the answer; the second is the older name.
    """

    form: Literal["json_schema", "json_object", "text"] = "json_schema"
    limit: Literal["max_completion_tokens", "max_tokens"] = "max_completion_tokens"

    def body(self, model: str, request: Request, max_tokens: int) -> dict[str, Any]:
        """The parameters of the call, by their names in the protocol."""
        messages = [message._asdict() for message in request.messages]
        body: dict[str, Any] = {"model": model, "messages": messages, self.limit: max_tokens}
        if self.form == "json_schema":
            schema = {
                "name": request.answer.__name__,
                "strict": True,
                "schema": request.schema,
            }
            return body | {"response_format": {"type": "json_schema", "json_schema": schema}}
        if request.schema_note:
            messages[-1]["content"] += f"\n\n{request.schema_note}"
        if self.form == "json_object":
            return body | {"response_format": {"type": "json_object"}}
        return body

    def weaker(self, refusal: Refusal) -> Dialect | None:
        """The dialect to try next, or None where the refusal is about something else."""
        if refusal.status not in _STATUSES:
            return None
        about = f"{refusal.code} {refusal.parameter} {refusal.message}"
        if _ABOUT_FORM.search(about) and self.form != "text":
            return replace(self, form="json_object" if self.form == "json_schema" else "text")
        if (
            self.limit == "max_completion_tokens"
            and _ABOUT_LIMIT.search(about)
            # A service that finds the number too large understands the name.
            and not _ABOUT_AMOUNT.search(about)
        ):
            return replace(self, limit="max_tokens")
        return None
