"""Recording the calls to a model, and replaying them without a network.

A call is found again by its method, its address without the query, and its body as JSON.
What could tell who recorded it (keys, cookies, organisations) never reaches the file: of
the headers only the content type and the date are kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher, unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from briefing.cassettes.file import (
    Body,
    Exchange,
    RecordedRequest,
    RecordedResponse,
    read_cassette,
    require_writable,
    write_cassette,
)
from briefing.errors import CassetteError

if TYPE_CHECKING:
    from vcr.request import Request as VcrRequest

__all__ = ["RecordMode", "Recorded", "recorded", "recording"]

RecordMode = Literal["none", "once", "all"]
"""Only replay; record where there is no file yet, else replay; record anew."""

_COMPLETIONS = "/chat/completions"
_TYPE, _DATE = "content-type", "date"
_CREDENTIALS = frozenset({"authorization", "api-key", "x-api-key"})
_OUTAGES = frozenset({401, 403, 408, 409, 429})
_DIFF_LINES = 60
_DIFF_WIDTH = 200


class Recorded(NamedTuple):
    """Where the first recorded call went, and which model it asked."""

    base_url: str
    model: str


def recorded(path: Path) -> Recorded | None:
    """What a cassette was recorded with; None where there is none yet.

    Raises:
        CassetteError: If the file is no cassette, or holds no call to a model.
    """
    exchanges = read_cassette(path)
    if exchanges is None:
        return None
    for request in (exchange.request for exchange in exchanges):
        body = request.body.parsed
        model = body.get("model") if isinstance(body, dict) else None
        if request.uri.endswith(_COMPLETIONS) and isinstance(model, str):
            return Recorded(request.uri.removesuffix(_COMPLETIONS), model)
    raise CassetteError(f"{path} holds no call to a model", hint="record it again")


@contextmanager
def recording(path: Path, mode: RecordMode) -> Iterator[None]:
    """Record the calls that clients make inside this context, or replay them.

    The file is written when the context ends without an error and something was recorded,
    as a whole. Answers that only say that a service is out of order, or that it wants
    another key, are not recorded. A request that was recorded several times gets its
    answers in that order, each once.

    Raises:
        CassetteError: If the cassette is missing in mode ``none``, cannot be read or
            written, or holds no answer to a request; then the hint shows what differs from
            the nearest recorded request.
    """
    import vcr

    exchanges = read_cassette(path)
    if exchanges is None and mode == "none":
        raise CassetteError(
            f"there is no recording at {path}",
            hint="record it with --record once, which asks the model",
        )
    replay = exchanges is not None and mode != "all"
    if not replay:
        require_writable(path)
    tape = _Tape(exchanges if replay else None)
    recorder = vcr.VCR(
        record_mode="none" if replay else "all",
        match_on=("method", "scheme", "host", "port", "path", "json"),
        before_record_request=tape.scrub_request,
        before_record_response=tape.scrub_response,
        decode_compressed_response=True,
        record_on_exception=False,
        # The SDK speaks through httpx2; what else the program fetches is not ours to record.
        skip_patchers=[name for name in vcr.patch.PATCHER_NAMES if name != "httpx2"],
    )
    recorder.register_matcher("json", _same_json)
    recorder.register_persister(tape)
    try:
        with recorder.use_cassette(str(path)):
            yield
    except Exception as error:
        for cause in _causes(error):
            if isinstance(cause, vcr.errors.CannotOverwriteExistingCassetteException):
                missed = _as_recorded(tape.scrub_request(cause.failed_request))
                raise _miss(path, missed, tape.loaded) from None
        raise
    if tape.recorded:
        write_cassette(path, tape.recorded)


class _Tape:
    """Stands between vcr and the file: what vcr loads, what it may keep, and what it keeps.

    Args:
        loaded: What there is to replay; None for recording.
    """

    def __init__(self, loaded: tuple[Exchange, ...] | None) -> None:
        self.loaded = loaded
        self.recorded: list[Exchange] = []
        self._secrets: set[str] = set()

    def load_cassette(
        self, path: str, serializer: object
    ) -> tuple[list[VcrRequest], list[dict[str, Any]]]:
        from vcr.persisters.filesystem import CassetteNotFoundError
        from vcr.request import Request

        if self.loaded is None:
            raise CassetteNotFoundError
        requests = [
            Request(
                request.method,
                request.uri,
                request.body.content,
                {_TYPE: request.body.content_type} if request.body.content_type else {},
            )
            for request in (exchange.request for exchange in self.loaded)
        ]
        return requests, [_as_played(exchange.response) for exchange in self.loaded]

    def save_cassette(self, path: str, content: dict[str, Any], serializer: object) -> None:
        self.recorded = [
            Exchange(
                request=_as_recorded(request),
                response=_response_as_recorded(response, self._secrets),
            )
            for request, response in zip(content["requests"], content["responses"], strict=True)
        ]

    def scrub_request(self, request: VcrRequest) -> VcrRequest:
        from vcr.request import Request

        self._secrets |= {
            value.split()[-1]
            for name, value in request.headers.items()
            if name.lower() in _CREDENTIALS and value.strip()
        }
        parts = urlsplit(request.uri)
        host = parts.netloc.rpartition("@")[2]
        kept = {name: value for name, value in request.headers.items() if name.lower() == _TYPE}
        uri = urlunsplit((parts.scheme, host, parts.path, "", ""))
        return Request(request.method, uri, request.body, kept)

    def scrub_response(self, response: dict[str, Any]) -> dict[str, Any] | None:
        status = response["status"]["code"]
        if status in _OUTAGES or status >= 500:
            return None
        kept = {
            name: values
            for name, values in response["headers"].items()
            if name.lower() in (_TYPE, _DATE)
        }
        return response | {"headers": kept}


def _as_recorded(request: VcrRequest) -> RecordedRequest:
    return RecordedRequest(
        method=request.method,
        uri=request.uri,
        body=Body.of(request.body or b"", request.headers.get(_TYPE)),
    )


def _response_as_recorded(response: dict[str, Any], secrets: set[str]) -> RecordedResponse:
    headers = {name.lower(): values[0] for name, values in response["headers"].items() if values}
    status, content = response["status"]["code"], response["body"]["string"]
    if status >= 400:
        # A service may repeat the key when it refuses; an answer is left as it came.
        for secret in secrets:
            content = content.replace(secret.encode(), b"[key]")
    return RecordedResponse(
        status=status, date=headers.get(_DATE), body=Body.of(content, headers.get(_TYPE))
    )


def _as_played(response: RecordedResponse) -> dict[str, Any]:
    headers = {_TYPE: response.body.content_type, _DATE: response.date}
    return {
        "status": {"code": response.status, "message": ""},
        "headers": {name: [value] for name, value in headers.items() if value},
        "body": {"string": response.body.content},
    }


def _same_json(one: VcrRequest, other: VcrRequest) -> bool:
    return _canonical(one.body) == _canonical(other.body)


def _canonical(body: bytes | None) -> object:
    try:
        return json.dumps(json.loads(body or b""), sort_keys=True)
    except (ValueError, RecursionError):
        return body or b""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what led to it: an SDK may wrap what is raised under it."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__


def _miss(
    path: Path, missed: RecordedRequest, loaded: tuple[Exchange, ...] | None
) -> CassetteError:
    said = missed.as_yaml().splitlines()
    requests = [exchange.request.as_yaml().splitlines() for exchange in loaded or ()]
    nearest = max(
        requests, key=lambda lines: SequenceMatcher(None, lines, said).ratio(), default=[]
    )
    diff = list(unified_diff(nearest, said, "recorded", "asked now", n=1, lineterm=""))
    if not diff:
        return CassetteError(
            f"{path} has no further answer to a request that it has answered already",
            hint="record it again with --record all, which asks the model",
        )
    shown = [_printable(line) for line in diff[:_DIFF_LINES]]
    if len(diff) > _DIFF_LINES:
        shown.append(f"… and {len(diff) - _DIFF_LINES} lines more")
    return CassetteError(
        f"{path} holds no answer to this request",
        hint="\n".join(
            ("record it again with --record all, which asks the model; what differs:", *shown)
        ),
    )


def _printable(line: str) -> str:
    """A line of a source or a prompt, without what a terminal would obey, and cut."""
    clean = "".join(c if c.isprintable() else " " for c in line)
    return clean if len(clean) <= _DIFF_WIDTH else f"{clean[:_DIFF_WIDTH]}…"
