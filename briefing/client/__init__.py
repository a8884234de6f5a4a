"""Asking a model: the `Client` protocol, the OpenAI client, and a scripted stand-in.

Whatever a service does ends in a `Completion` or in a `ModelError`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Protocol, Self
from urllib.parse import SplitResult, parse_qsl, urlsplit, urlunsplit

from briefing.brief import TokenCount
from briefing.client.again import pause
from briefing.client.dialect import Dialect, Message, Request
from briefing.client.failures import Service
from briefing.client.reply import Refusal, Reply, read_models, read_refusal, read_reply
from briefing.errors import ModelError, ModelRequestError, SettingsError

if TYPE_CHECKING:
    import openai

__all__ = [
    "Client",
    "Completion",
    "Message",
    "Meter",
    "OpenAIClient",
    "Refusal",
    "Reply",
    "Request",
    "ScriptedClient",
]

_OPENAI = "https://api.openai.com/v1"
_CONNECT_SECONDS = 10.0
_OFFERS = 12


@dataclass(frozen=True)
class Completion:
    """A model's answer.

    Attributes:
        text: What the model wrote; never blank.
        model: The model's name, as asked for.
        tokens: As the service counted, over all calls that the answer took; None where it
            did not count each of them.
        created: When the answer was made, in UTC, by the service's clock; None where it does
            not say.
        seconds: Waiting for it.
        cached: Whether it had been kept from before, and nobody was asked.
    """

    text: str
    model: str
    tokens: TokenCount | None
    created: datetime | None
    seconds: float
    cached: bool = False


class Meter(Protocol):
    """Whatever allows each single call before it is made, and counts it after."""

    def allow(self, request: Request, max_tokens: int) -> TokenCount:
        """The most that a call with this room for its answer can take, now set aside.

        Raises:
            BudgetExceededError: If there is not as much left; the call must not be made.
        """
        ...

    def settle(self, aside: TokenCount, request: Request, answer: Reply | Refusal | None) -> None:
        """Count what the call took in place of what was set aside; None is no answer at all."""
        ...


class Client(Protocol):
    """Whatever can be asked for JSON."""

    def complete(self, request: Request) -> Completion:
        """Ask a model.

        Raises:
            ModelError: If the model or its service fails; each way has its subclass.
        """
        ...


class OpenAIClient:
    """Asks a model through OpenAI's chat-completions protocol, which many services speak.

    What a service does not understand (strict schemas, JSON mode) is left out from then on.
    Redirects are not followed: the sources go to no address that nobody named.

    Args:
        model: The model's name.
        base_url: The service's address up to the path before ``/chat/completions``; None for
            OpenAI's own.
        api_key: Never shown, logged or recorded; None where the service needs none.
        timeout: Seconds without a byte until the service is given up.
        retries: How often an overloaded or unreachable service is tried again.
        meter: Is asked before each call; None where nothing is limited.

    Raises:
        SettingsError: If `base_url` is no address, or `api_key` cannot stand in a header.
    """

    def __init__(
        self,
        *,
        model: str,
        base_url: str | None = None,
        api_key: str | None = None,
        timeout: float = 180.0,
        retries: int = 2,
        meter: Meter | None = None,
    ) -> None:
        import openai

        # A key that is read from a file often brings the file's line end.
        key = (api_key or "").strip() or None
        if key and not (key.isascii() and key.isprintable()):
            raise SettingsError(
                "OPENAI_API_KEY holds characters that no key has",
                hint="copy the key again, without spaces or line breaks in it",
            )
        address = _address(base_url or _OPENAI)
        self._service = Service(model, _shown(address), key)
        self._keyless = key is None and base_url is None
        self._timeout = timeout
        self._retries = retries
        self._meter = meter
        self._dialect = Dialect()
        self._sdk = openai.OpenAI(
            # Without a value the SDK would take the environment's key and send it to whoever
            # is asked; services that need none ignore this one.
            api_key=key or "none",
            base_url=urlunsplit(address._replace(query="", fragment="")),
            default_query=dict(parse_qsl(address.query)),
            # No more than a recorder, too, can unpack.
            default_headers={"Accept-Encoding": "gzip, deflate"},
            timeout=openai.Timeout(timeout, connect=min(timeout, _CONNECT_SECONDS)),
            # Each try is a call of its own to the meter, of which the SDK knows nothing.
            max_retries=0,
            http_client=openai.DefaultHttpxClient(follow_redirects=False),
        )

    def __repr__(self) -> str:
        return f"OpenAIClient(model={self._service.model!r}, base_url={self._service.address!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._sdk.close()

    def complete(self, request: Request) -> Completion:
        """Ask the model; an answer that was cut off is asked for once more, with more room.

        Raises:
            ModelError: If the model or its service fails; each way has its subclass.
        """
        if self._keyless:
            raise self._service.keyless()
        started = time.monotonic()
        reply = self._ask(request, request.max_tokens)
        tokens = reply.tokens
        if reply.finish_reason == "length":
            reply = self._ask_with_more_room(request)
            tokens = _total(tokens, reply.tokens)
        if error := self._service.unanswered(reply):
            raise error
        return Completion(
            text=reply.text,
            model=self._service.model,
            tokens=tokens,
            created=reply.created,
            seconds=time.monotonic() - started,
        )

    def _ask_with_more_room(self, request: Request) -> Reply:
        room = 2 * request.max_tokens
        try:
            reply = self._ask(request, room)
        except ModelRequestError as error:
            # What it took with less room it refuses with more: it has no more to give.
            raise self._service.truncated(request.max_tokens) from error
        if reply.finish_reason == "length":
            raise self._service.truncated(room)
        return reply

    def _ask(self, request: Request, max_tokens: int) -> Reply:
        """One reply, in the strongest dialect that the service takes."""
        while True:
            body = self._dialect.body(self._service.model, request, max_tokens)
            answer = self._tried(request, max_tokens, body)
            if isinstance(answer, Reply):
                return answer
            weaker = self._dialect.weaker(answer)
            if weaker is None:
                offers = self._offers() if answer.status == 404 else ()
                raise self._service.refused(answer, offers)
            self._dialect = weaker

    def _tried(self, request: Request, max_tokens: int, body: dict[str, Any]) -> Reply | Refusal:
        """An answer, asked for again where the service was busy or could not be reached."""
        for tries in range(self._retries):
            try:
                answer = self._metered(request, max_tokens, body)
            except ModelError as error:
                seconds = pause(error, tries)
                if seconds is None:
                    raise
            else:
                seconds = None if isinstance(answer, Reply) else pause(answer, tries)
                if seconds is None:
                    return answer
            time.sleep(seconds)
        return self._metered(request, max_tokens, body)

    def _metered(self, request: Request, max_tokens: int, body: dict[str, Any]) -> Reply | Refusal:
        if self._meter is None:
            return self._call(body)
        aside = self._meter.allow(request, max_tokens)
        answer = None
        try:
            answer = self._call(body)
        finally:
            self._meter.settle(aside, request, answer)
        return answer

    def _call(self, body: dict[str, Any]) -> Reply | Refusal:
        import openai

        try:
            # The raw response, since the SDK takes for granted that its body is as it should be.
            raw = self._sdk.chat.completions.with_raw_response.create(**body)
        except openai.APIStatusError as error:
            answer = error.response
            # Returned and raised later: the SDK's error repeats what the service said, and so
            # must not hang on ours.
            return read_refusal(answer.status_code, answer.content, answer.headers)
        except openai.OpenAIError as error:
            raise sdk_failure(error, self._service, self._timeout) from error
        response = raw.http_response
        if not response.content.strip():
            raise self._service.empty()
        reply = read_reply(response.content, response.headers)
        if reply is None:
            raise self._service.strange()
        return reply

    def _offers(self) -> tuple[str, ...]:
        """Names of models that the service has, nearest to the one asked for first."""
        import openai

        try:
            brief = self._sdk.with_options(timeout=_CONNECT_SECONDS)
            listed = brief.models.with_raw_response.list().http_response.content
        except openai.OpenAIError:
            return ()
        names = [self._service.quote(name) for name in read_models(listed)]
        names.sort(key=lambda name: -SequenceMatcher(None, self._service.model, name).ratio())
        return tuple(names[:_OFFERS])


class ScriptedClient:
    """A stand-in that answers from a script, for tests of whatever asks a model.

    Args:
        answers: What to answer, in order; an error is raised.

    Attributes:
        requests: What was asked so far.
    """

    model = "scripted"

    def __init__(self, answers: Iterable[str | ModelError]) -> None:
        self.requests: list[Request] = []
        self._answers = iter(answers)

    def complete(self, request: Request) -> Completion:
        """The script's next answer.

        Raises:
            ModelError: If the script says so.
            LookupError: If the script is at its end.
        """
        self.requests.append(request)
        answer = next(self._answers, None)
        if answer is None:
            raise LookupError(f"the script has no answer to request {len(self.requests)}")
        if isinstance(answer, ModelError):
            raise answer
        return Completion(answer, self.model, tokens=None, created=None, seconds=0.0)


def sdk_failure(error: openai.OpenAIError, service: Service, timeout: float) -> ModelError:
    """The error that one of the SDK's comes to.

    Args:
        error: Any of its classes.
        service: Who was asked.
        timeout: Seconds that were waited.
    """
    import openai

    if isinstance(error, openai.APIStatusError):
        answer = error.response
        return service.refused(read_refusal(answer.status_code, answer.content, answer.headers))
    if isinstance(error, openai.APITimeoutError):
        return service.late(timeout)
    if isinstance(error, openai.APIConnectionError):
        return service.unreachable(error.__cause__ or error)
    if isinstance(error, openai.LengthFinishReasonError):
        return service.truncated()
    if isinstance(error, openai.ContentFilterFinishReasonError):
        return service.declined()
    if isinstance(error, openai.APIError):
        return service.unusable(error)
    return service.unaskable(error)


def _address(base_url: str) -> SplitResult:
    """Take an address apart.

    Raises:
        SettingsError: If it is none.
    """
    try:
        parts = urlsplit(base_url.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(
            f"{base_url!r} is no address of a service",
            hint="OPENAI_BASE_URL or --base-url looks like http://localhost:11434/v1",
        )
    return parts


def _shown(address: SplitResult) -> str:
    """The address without user, password and query, any of which may be secret."""
    host = address.netloc.rpartition("@")[2]
    return f"{address.scheme}://{host}{address.path.rstrip('/')}"


def _total(one: TokenCount | None, other: TokenCount | None) -> TokenCount | None:
    if one is None or other is None:
        return None
    return one + other
