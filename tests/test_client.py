from __future__ import annotations

import inspect
import logging
import time
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
from pydantic import BaseModel

from briefing.brief import Draft, TokenCount
from briefing.client import (
    Completion,
    Message,
    OpenAIClient,
    Request,
    ScriptedClient,
    sdk_failure,
)
from briefing.client.failures import Service
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
    SettingsError,
)
from tests.loopback import (
    Answer,
    Received,
    closed_port,
    completion,
    refusal,
    serving,
    serving_by,
)

KEY = "sk-test-0123456789abcdef"
NOTE = "Answer with JSON by this schema."


class Reply(BaseModel):
    word: str


def request(max_tokens: int = 500) -> Request:
    return Request(
        messages=(Message("system", "Be brief."), Message("user", "Say a word.")),
        answer=Reply,
        schema_note=NOTE,
        max_tokens=max_tokens,
    )


def ask(base_url: str, *, key: str | None = KEY, retries: int = 0, **more: Any) -> Completion:
    with OpenAIClient(
        model="some-model", base_url=base_url, api_key=key, retries=retries, **more
    ) as client:
        return client.complete(request())


def failure(*script: Answer, **more: Any) -> ModelError:
    with serving(*script) as server, pytest.raises(ModelError) as caught:
        ask(server.base_url, **more)
    assert type(caught.value) is not ModelError
    assert KEY not in "".join(traceback.format_exception(caught.value))
    return caught.value


# What is sent ---------------------------------------------------------------------------


def test_the_answer_is_asked_for_by_a_strict_schema() -> None:
    with serving(completion('{"word": "yes"}')) as server:
        ask(server.base_url)
    body = server.asked[0].body
    assert body == {
        "model": "some-model",
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Say a word."},
        ],
        "max_completion_tokens": 500,
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": "Reply",
                "strict": True,
                "schema": Reply.model_json_schema(),
            },
        },
    }
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert server.asked[0].headers["accept-encoding"] == "gzip, deflate"


def test_the_schema_of_a_draft_meets_the_demands_of_strict_mode() -> None:
    objects = list(_objects(Draft.model_json_schema()))
    assert len(objects) == 5
    for schema in objects:
        assert schema["additionalProperties"] is False
        assert sorted(schema["required"]) == sorted(schema["properties"])


def _objects(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, list):
        for item in schema:
            yield from _objects(item)
    elif isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for item in schema.values():
            yield from _objects(item)


def test_the_environment_s_key_is_not_sent_where_none_was_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(completion("yes")) as server:
        ask(server.base_url, key=None)
    assert KEY not in str(server.asked[0].headers)


def test_the_environment_s_address_is_not_asked_where_none_was_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(completion("yes")) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        client = OpenAIClient(model="some-model")
        assert "api.openai.com" in repr(client)
        client.close()


def test_a_query_in_the_address_stays_a_query() -> None:
    with serving(completion("yes")) as server:
        ask(f"{server.base_url}?api-version=2")
    assert server.received[0].path == "/v1/chat/completions?api-version=2"


def test_white_space_around_the_key_is_not_sent() -> None:
    with serving(completion("yes")) as server:
        ask(server.base_url, key=f"{KEY}\n")
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("address", ["", "localhost:11434", "ftp://host/v1", "http://", "http://["])
def test_what_is_no_address_is_named_before_anything_is_asked(address: str) -> None:
    with pytest.raises(SettingsError) as caught:
        OpenAIClient(model="m", base_url=address or " ")
    assert "--base-url" in (caught.value.hint or "")


@pytest.mark.parametrize("key", ["sk-\u2026", "sk-one\nsk-two"])
def test_a_key_that_no_header_can_carry_is_not_repeated(key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        OpenAIClient(model="m", api_key=key)
    assert "sk-" not in str(caught.value)


def test_without_a_key_openai_is_not_asked() -> None:
    with OpenAIClient(model="m") as client, pytest.raises(ModelAuthenticationError) as caught:
        client.complete(request())
    assert "OPENAI_API_KEY" in (caught.value.hint or "")


# What is understood ---------------------------------------------------------------------


def test_a_completion_says_what_it_took() -> None:
    with serving(completion("yes")) as server:
        answer = ask(server.base_url)
    assert answer.text == "yes"
    assert answer.model == "some-model"
    assert answer.tokens == TokenCount(input=100, output=20)
    assert answer.created == datetime(2025, 6, 15, 15, 6, 40, tzinfo=UTC)
    assert 0 < answer.seconds < 10


@pytest.mark.parametrize(
    "usage", [None, {}, [], {"prompt_tokens": "9", "completion_tokens": -1}, {"prompt_tokens": 1}]
)
def test_a_service_that_does_not_count_is_not_believed_to(usage: object) -> None:
    with serving(completion("yes", usage=usage)) as server:
        assert ask(server.base_url).tokens is None


@pytest.mark.parametrize("created", [None, 0, -5, "today", 1e300, True])
def test_the_date_header_stands_in_for_a_missing_time(created: object) -> None:
    with serving(completion("yes", created=created)) as server:
        moment = ask(server.base_url).created
    assert moment is not None
    assert abs((datetime.now(UTC) - moment).total_seconds()) < 60


def test_a_text_in_parts_is_one_text() -> None:
    parts = [{"type": "text", "text": "y"}, {"type": "text", "text": "es"}, None, {"text": 1}]
    with serving(completion(parts)) as server:
        assert ask(server.base_url).text == "yes"


def test_a_lone_surrogate_can_be_printed_and_sent_back() -> None:
    with serving(completion("yes \ud800 no")) as server:
        assert ask(server.base_url).text.encode() == b"yes ? no"


# Dialects -------------------------------------------------------------------------------

NO_SCHEMAS = [
    refusal(400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported"),
    refusal(400, "unknown field", param="response_format"),
    refusal(404, "no endpoint supports structured outputs"),
    refusal(415, "json_schema"),
    Answer(422, {"detail": [{"loc": ["body", "response_format", "type"], "msg": "bad enum"}]}),
    refusal(501, "Structured output is not implemented"),
]


@pytest.mark.parametrize("no_schemas", NO_SCHEMAS)
def test_without_schemas_json_mode_is_used_and_remembered(no_schemas: Answer) -> None:
    with (
        serving(no_schemas, completion("one"), completion("two")) as server,
        OpenAIClient(model="m", base_url=server.base_url, retries=0) as client,
    ):
        assert client.complete(request()).text == "one"
        assert client.complete(request()).text == "two"
    formats = [call.body["response_format"]["type"] for call in server.asked]
    assert formats == ["json_schema", "json_object", "json_object"]
    asked = server.asked[1].body["messages"]
    assert asked[-1]["content"] == f"Say a word.\n\n{NOTE}"
    assert asked[0]["content"] == "Be brief."


def test_without_json_mode_plain_text_is_used_and_remembered() -> None:
    no_json_mode = refusal(400, "response_format is not supported by this model")
    with (
        serving(no_json_mode, no_json_mode, completion("one"), completion("two")) as server,
        OpenAIClient(model="m", base_url=server.base_url, retries=0) as client,
    ):
        client.complete(request())
        client.complete(request())
    assert ["response_format" in call.body for call in server.asked] == [True, True, False, False]
    assert server.asked[3].body["messages"][-1]["content"].endswith(NOTE)


def test_the_older_name_of_the_limit_is_used_where_the_newer_is_unknown() -> None:
    def older(call: Received) -> Answer:
        if "max_completion_tokens" in call.body:
            return refusal(400, "Unrecognized request argument supplied: max_completion_tokens")
        if call.body["response_format"]["type"] == "json_schema":
            return refusal(400, "json_schema is not supported")
        return completion("yes")

    with serving_by(older) as server:
        ask(server.base_url)
    assert server.asked[-1].body["max_tokens"] == 500
    assert len(server.asked) == 3


def test_a_limit_that_is_too_large_is_not_sent_under_another_name() -> None:
    too_large = refusal(400, "max_completion_tokens is too large: 500. At most 400 are supported")
    with serving(too_large) as server, pytest.raises(ModelRequestError):
        ask(server.base_url)
    assert len(server.asked) == 1


# Answers that are none ------------------------------------------------------------------


def test_an_answer_that_was_cut_off_gets_twice_the_room_once() -> None:
    cut = completion('{"wo', finish_reason="length")
    with serving(cut, completion("whole")) as server:
        answer = ask(server.base_url)
    assert answer.text == "whole"
    assert answer.tokens == TokenCount(input=200, output=40)
    assert [call.body["max_completion_tokens"] for call in server.asked] == [500, 1000]


def test_an_answer_that_is_cut_off_twice_is_given_up() -> None:
    error = failure(completion("", finish_reason="length"))
    assert isinstance(error, ModelAnswerTruncatedError)
    assert "1000 tokens" in str(error)


def test_a_model_that_has_no_more_room_cut_its_answer_off() -> None:
    cut = completion("{", finish_reason="length")
    error = failure(cut, refusal(400, "max_completion_tokens is too large"))
    assert isinstance(error, ModelAnswerTruncatedError)
    assert "500 tokens" in str(error)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (completion(None, refusal="I can't help with that."), ModelRefusalError),
        (completion("", finish_reason="content_filter"), ModelRefusalError),
        (completion(""), ModelAnswerEmptyError),
        (completion(" \n"), ModelAnswerEmptyError),
        (completion(None), ModelAnswerEmptyError),
        (completion(7), ModelAnswerEmptyError),
        (completion("x", choices=[]), ModelAnswerEmptyError),
        (completion("x", choices=None), ModelAnswerEmptyError),
        (completion("x", choices=[None]), ModelAnswerEmptyError),
        (completion("x", choices=[{"message": None}]), ModelAnswerEmptyError),
        (completion("x", choices={"0": "x"}), ModelAnswerEmptyError),
        (Answer(), ModelAnswerEmptyError),
        (Answer(204), ModelAnswerEmptyError),
        (Answer(body="<!doctype html><title>Welcome</title>"), ModelNotFoundError),
        (Answer(body="Welcome", headers={"Content-Type": "text/html"}), ModelNotFoundError),
        (Answer(body='{"choices": [{"mess'), ModelNotFoundError),
        (Answer(body="[" * 100_000), ModelNotFoundError),
        (Answer(body="9" * 10_000), ModelNotFoundError),
        (Answer(body=b"\xff\xfe\x00"), ModelNotFoundError),
        (Answer(body=["choices"]), ModelNotFoundError),
        (Answer(body={"status": "ok"}), ModelNotFoundError),
        (refusal(200, "upstream is overloaded"), ModelUnavailableError),
        (refusal(200, "slow down", code=429), ModelRateLimitError),
        (refusal(200, "bad key", code=401), ModelAuthenticationError),
        (Answer(body={"error": "out of memory"}), ModelUnavailableError),
        (
            completion("x", choices=[{"error": {"message": "gone", "code": 502}}]),
            ModelUnavailableError,
        ),
    ],
)
def test_what_is_no_answer_has_its_own_error(answer: Answer, kind: type[ModelError]) -> None:
    error = failure(answer)
    assert type(error) is kind
    assert error.hint


# Refusals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "kind", "helps"),
    [
        (refusal(400, "bad"), ModelRequestError, "--model"),
        (refusal(401, "no"), ModelAuthenticationError, "OPENAI_API_KEY"),
        (refusal(403, "no"), ModelAuthenticationError, "OPENAI_BASE_URL"),
        (refusal(402, "pay first"), ModelQuotaError, "billing"),
        (refusal(404, "no such model"), ModelNotFoundError, "--model"),
        (refusal(405, "no such method"), ModelNotFoundError, "--base-url"),
        (refusal(408, "late"), ModelTimeoutError, "again"),
        (refusal(409, "conflict"), ModelRequestError, "--model"),
        (refusal(413, "too big"), ModelRequestError, "fewer or shorter sources"),
        (refusal(422, "bad"), ModelRequestError, "--model"),
        (refusal(429, "slow down"), ModelRateLimitError, "again"),
        (refusal(500, "oops"), ModelUnavailableError, "again"),
        (refusal(503, "busy"), ModelUnavailableError, "again"),
        (Answer(502, "<html>Bad Gateway</html>"), ModelUnavailableError, "again"),
        (Answer(400, ["odd"]), ModelRequestError, "--model"),
        (Answer(400, {"error": "a text"}), ModelRequestError, "--model"),
        (Answer(500, "{" * 50_000), ModelUnavailableError, "again"),
        (
            refusal(400, "maximum context length is 8", code="context_length_exceeded"),
            ModelRequestError,
            "longer context",
        ),
        (
            refusal(400, "the request exceeds the available context size"),
            ModelRequestError,
            "longer context",
        ),
    ],
)
def test_each_refusal_has_its_error_and_a_way_on(
    answer: Answer, kind: type[ModelError], helps: str
) -> None:
    error = failure(answer)
    assert type(error) is kind
    assert helps in (error.hint or "")


def test_without_a_key_the_hint_is_to_set_one() -> None:
    error = failure(refusal(401, "who are you?"), key=None)
    assert (error.hint or "").startswith("set OPENAI_API_KEY")


def test_an_unknown_model_brings_the_names_of_those_that_are_there() -> None:
    names = [f"other-{number}" for number in range(30)] + ["some-model-2", 7, None]

    def offering(call: Received) -> Answer:
        if call.method == "GET":
            return Answer(body={"data": [{"id": name} for name in names]})
        return refusal(404, "The model `some-model` does not exist", code="model_not_found")

    with serving_by(offering) as server, pytest.raises(ModelNotFoundError) as caught:
        ask(server.base_url)
    hint = caught.value.hint or ""
    assert "--model: some-model-2, other-" in hint
    assert hint.count(",") == 11


@pytest.mark.parametrize(
    "listed", [Answer(500), Answer(body="<html>"), Answer(body={"data": "none"}), Answer(cut=-1)]
)
def test_an_unknown_model_is_named_also_where_no_names_can_be_had(listed: Answer) -> None:
    def silent(call: Received) -> Answer:
        return listed if call.method == "GET" else refusal(404, "no")

    with serving_by(silent) as server, pytest.raises(ModelNotFoundError) as caught:
        ask(server.base_url)
    assert "some-model" in str(caught.value)
    assert "/v1" in (caught.value.hint or "")


# Trying again ---------------------------------------------------------------------------


def test_a_busy_service_is_tried_again_when_it_says() -> None:
    busy = refusal(429, "slow down", {"Retry-After": "0.3"})
    started = time.monotonic()
    with serving(busy, completion("yes")) as server:
        assert ask(server.base_url, retries=1).text == "yes"
    assert 0.3 <= time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("0.5", 0.5), ("-3", 0.0), ("nan", None), ("soon", None)]
)
def test_the_error_says_how_long_to_wait(header: str, seconds: float | None) -> None:
    error = failure(refusal(429, "slow down", {"Retry-After": header}))
    assert isinstance(error, ModelRateLimitError)
    assert error.retry_after == seconds


def test_a_date_to_wait_for_becomes_seconds() -> None:
    error = failure(refusal(429, "", {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}))
    assert isinstance(error, ModelRateLimitError)
    assert (error.retry_after or 0) > 1e6


def test_a_used_up_quota_is_not_tried_again() -> None:
    spent = refusal(429, "You exceeded your current quota", code="insufficient_quota")
    with serving(spent) as server, pytest.raises(ModelQuotaError) as caught:
        ask(server.base_url, retries=2)
    assert len(server.asked) == 1
    assert "quota" in str(caught.value)


def test_a_service_that_failed_is_tried_again() -> None:
    with serving(refusal(500, "oops"), completion("yes")) as server:
        assert ask(server.base_url, retries=1).text == "yes"


@pytest.mark.parametrize("first", [Answer(cut=-1), Answer(500), Answer(200, {"error": "busy"})])
def test_a_service_that_broke_off_or_failed_is_tried_again(first: Answer) -> None:
    with serving(first, completion("yes")) as server:
        assert ask(server.base_url, retries=1).text == "yes"


@pytest.mark.parametrize(
    "headers", [{"x-should-retry": "false"}, {"Retry-After": "86400"}], ids=["no", "not today"]
)
def test_a_service_that_says_no_is_not_asked_again(headers: dict[str, str]) -> None:
    with serving(refusal(503, "closed", headers)) as server, pytest.raises(ModelUnavailableError):
        ask(server.base_url, retries=2)
    assert len(server.asked) == 1


# The wire -------------------------------------------------------------------------------


def test_a_silent_service_is_given_up() -> None:
    error = failure(Answer(wait=1.0), timeout=0.2)
    assert isinstance(error, ModelTimeoutError)
    assert "0.2 s" in str(error)


@pytest.mark.parametrize("cut", [-1, 0, 40])
def test_a_connection_that_breaks_is_named(cut: int) -> None:
    whole = completion("yes")
    error = failure(Answer(body=whole.body, cut=cut))
    assert isinstance(error, ModelConnectionError)
    assert "--base-url" in (error.hint or "")


def test_a_service_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(ModelConnectionError) as caught:
        ask(f"http://me:hush@127.0.0.1:{closed_port()}/v1?code=hush")
    assert "127.0.0.1" in str(caught.value)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_neither_the_sources_nor_the_key_follow_a_redirect(status: int) -> None:
    with serving(completion("stolen")) as elsewhere:
        error = failure(Answer(status, headers={"Location": f"{elsewhere.base_url}/x"}))
        assert elsewhere.connections == 0
    assert isinstance(error, ModelNotFoundError)
    assert elsewhere.base_url in str(error)


# What strangers say ---------------------------------------------------------------------


def test_a_service_s_words_are_shown_clean_short_and_without_the_key() -> None:
    said = f"Incorrect key {KEY}\x1b[31m\r\nred\u202e " + "x" * 5000
    error = failure(refusal(401, said))
    assert "Incorrect key [key] [31m red" in str(error)
    assert len(str(error)) < 400
    assert str(error).isprintable()


@pytest.mark.parametrize(
    "answer",
    [
        Answer(307, headers={"Location": f"http://127.0.0.1/{KEY}"}),
        completion(None, refusal=f"no {KEY}"),
        Answer(400, {"detail": [{"loc": [KEY], "msg": KEY}]}),
        Answer(body={"error": KEY}),
    ],
)
def test_the_key_is_in_no_error(answer: Answer) -> None:
    error = failure(answer)
    assert KEY not in f"{error!r} {error} {error.hint}"


def test_the_key_is_in_no_log_and_no_repr(caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        serving(refusal(500, KEY), completion("yes")) as server,
        OpenAIClient(model="m", base_url=server.base_url, api_key=KEY, retries=1) as client,
    ):
        client.complete(request())
        shown = f"{client!r} {client._service!r}"
    assert caplog.records
    assert KEY not in caplog.text + shown


# Every error of the SDK -----------------------------------------------------------------

EXPECTED = {
    "APIConnectionError": ModelConnectionError,
    "APIError": ModelUnavailableError,
    "APIResponseValidationError": ModelUnavailableError,
    "APIStatusError": ModelRequestError,
    "APITimeoutError": ModelTimeoutError,
    "AuthenticationError": ModelAuthenticationError,
    "BadRequestError": ModelRequestError,
    "ConflictError": ModelRequestError,
    "ContentFilterFinishReasonError": ModelRefusalError,
    "InternalServerError": ModelUnavailableError,
    "LengthFinishReasonError": ModelAnswerTruncatedError,
    "NotFoundError": ModelNotFoundError,
    "OAuthError": ModelAuthenticationError,
    "OpenAIError": ModelRequestError,
    "PermissionDeniedError": ModelAuthenticationError,
    "RateLimitError": ModelRateLimitError,
    "UnprocessableEntityError": ModelRequestError,
}
"""The others have to do with web sockets and tokens of other makers: nothing was asked."""


def test_each_error_of_the_sdk_has_one_of_ours() -> None:
    import openai

    kinds = list(_with_subclasses(openai.OpenAIError))
    assert {kind.__name__ for kind in kinds} >= set(EXPECTED)
    for kind in kinds:
        ours = sdk_failure(_made(kind), Service("m", "http://localhost/v1"), 180.0)
        assert type(ours) is EXPECTED.get(kind.__name__, ModelRequestError), kind
        assert ours.hint


def _with_subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    yield kind
    for subclass in kind.__subclasses__():
        yield from _with_subclasses(subclass)


def _made(kind: type[Any]) -> Any:
    """An error of the SDK, whatever its constructor asks for."""
    asked = httpx2.Request("POST", "http://localhost/v1/chat/completions")
    status = getattr(kind, "status_code", 500 if kind.__name__ == "InternalServerError" else 418)
    values = {
        "message": "no",
        "request": asked,
        "response": httpx2.Response(status, request=asked, json={"error": {"message": "no"}}),
        "body": None,
        "completion": SimpleNamespace(usage=None),
        "unsent_messages": [],
    }
    if kind.__init__ is Exception.__init__:
        return kind("no")
    wanted = inspect.signature(kind).parameters.values()
    needed = [parameter for parameter in wanted if parameter.default is parameter.empty]
    return kind(
        *(values[p.name] for p in needed if p.kind is p.POSITIONAL_OR_KEYWORD),
        **{p.name: values.get(p.name, "x") for p in needed if p.kind is p.KEYWORD_ONLY},
    )


# The stand-in ---------------------------------------------------------------------------


def test_the_scripted_client_answers_and_fails_as_told() -> None:
    client = ScriptedClient(["one", ModelRefusalError("no")])
    assert client.complete(request()).text == "one"
    with pytest.raises(ModelRefusalError):
        client.complete(request())
    with pytest.raises(LookupError, match="request 3"):
        client.complete(request())
    assert [asked.max_tokens for asked in client.requests] == [500, 500, 500]
