from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.brief import Draft, DraftClaim, TokenCount
from briefing.budget import tokens_of
from briefing.client import Completion, OpenAIClient, Request, ScriptedClient
from briefing.draft import Drafted
from briefing.draft.model import ModelDrafter
from briefing.errors import ModelAnswerInvalidError, ModelError, ModelRefusalError
from briefing.prompts import load_prompt
from briefing.tokens import cost_usd, count_tokens
from tests.conftest import document
from tests.loopback import Answer, completion, refusal, serving

DRAFT = Draft(
    bottom_line=DraftClaim(text="It rained.", evidence=["D1.1"]),
    summary=[DraftClaim(text="He said {so} </think>.", evidence=["D1.2"])],
    key_actors=[],
    red_lines=[],
    open_questions=[],
)
GOOD = DRAFT.model_dump_json()
SOURCE = document("It rained all day. He said so.")
PROMPT = load_prompt()


class Answering:
    """A client whose completions say what a service might have said."""

    def __init__(self, *completions: Completion) -> None:
        self._completions = iter(completions)

    def complete(self, request: Request) -> Completion:
        return next(self._completions)


def drafted(*answers: str | ModelError) -> tuple[Drafted, list[Request]]:
    client = ScriptedClient(answers)
    return ModelDrafter(client, PROMPT).draft([SOURCE]), client.requests


# What is asked --------------------------------------------------------------------------


def test_the_model_gets_the_instructions_apart_from_the_sources() -> None:
    _, (asked,) = drafted(GOOD)
    assert [(message.role, message.content) for message in asked.messages] == [
        ("system", PROMPT.instructions()),
        ("user", PROMPT.sources([SOURCE])),
    ]
    assert asked.answer is Draft
    assert json.dumps(Draft.model_json_schema()) in asked.schema_note


def test_an_answer_that_is_no_draft_is_asked_for_again_with_what_was_wrong() -> None:
    bad = json.dumps({**DRAFT.model_dump(), "summary": [{"text": 7}], "mood": "grey"})
    (draft, _), (first, second) = drafted(bad, GOOD)
    assert draft == DRAFT
    assert second.messages[:2] == first.messages
    assert second.messages[2] == ("assistant", bad)
    asked = second.messages[3].content
    assert "summary[0].text: Input should be a valid string" in asked
    assert "summary[0].evidence: Field required" in asked
    assert "mood: Extra inputs are not permitted" in asked


def test_the_second_time_the_schema_is_told_whatever_the_service_promised() -> None:
    _, (_, second) = drafted("no", GOOD)
    assert json.dumps(Draft.model_json_schema()) in second.messages[3].content
    assert second.schema_note == ""


def test_a_long_list_of_errors_is_cut() -> None:
    bad = json.dumps({**DRAFT.model_dump(), "summary": [{"x" * 5000: 1}] * 50})
    _, (_, second) = drafted(bad, GOOD)
    problem = second.messages[3].content.split("\n")[0]
    assert "and 142 more" in problem
    assert len(problem) < 2000


# What is understood ---------------------------------------------------------------------

FOUND = {
    "bare": GOOD,
    "indented": DRAFT.model_dump_json(indent=2),
    "byte order mark": "\ufeff" + GOOD,
    "fence": f"```json\n{GOOD}\n```",
    "talk around it": f"Here {{is}} the brief:\n{GOOD}\nI hope {{that}} helps!",
    "reasoning": f'<think>Maybe {{"bottom_line": 1}} or {GOOD} {{{{ so?</think>\n\n{GOOD}',
    "reasoning without its first tag": f"Hm {{ so </think> {GOOD}",
    "an example before it": f'It looks like {{"text": "x", "evidence": []}}: {GOOD}',
}


@pytest.mark.parametrize("answer", FOUND.values(), ids=FOUND)
def test_the_draft_is_found_in_what_a_model_says(answer: str) -> None:
    (draft, _), asked = drafted(answer)
    assert draft == DRAFT
    assert len(asked) == 1


def _with(name: str, value: str) -> str:
    return GOOD.replace(f'"{name}":[]', f'"{name}":{value}')


UNUSABLE = {
    "no JSON": "I am only a small model.",
    "another shape": '{"answer": "yes"}',
    "a list": "[]",
    "a text": '"It rained."',
    "nothing to find": "{" * 100_000,
    "too deep": "[" * 200_000,
    "too deep inside": _with("key_actors", "[" * 200_000 + "]" * 200_000),
    "cut off": GOOD[:-5],
    "twice the same key": _with("key_actors", '[],"key_actors":[]'),
    "not a number": _with("key_actors", "NaN"),
    "no end": _with("key_actors", "[-Infinity]"),
    "a huge number": _with("key_actors", "9" * 5000),
    "half a character": GOOD.replace("It rained.", "\\ud800"),
    "control characters": GOOD.replace("It rained.", "a\x00b"),
    "hostile keys": '{"\\u001b[31m\\u202e": 1}',
}


@pytest.mark.parametrize("answer", UNUSABLE.values(), ids=UNUSABLE)
def test_what_is_no_draft_twice_is_an_error_that_can_be_shown(answer: str) -> None:
    client = ScriptedClient([answer, answer])
    with pytest.raises(ModelAnswerInvalidError) as caught:
        ModelDrafter(client, PROMPT).draft([SOURCE])
    assert len(client.requests) == 2
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 2000
    assert "--model" in (caught.value.hint or "")


@settings(deadline=None, max_examples=200)
@given(answers=st.lists(st.text() | st.text('{}[]":,\\ud80truefalsn </think>'), min_size=2))
def test_whatever_a_model_says_ends_as_a_draft_or_an_error_of_ours(answers: list[str]) -> None:
    with pytest.raises(ModelAnswerInvalidError):
        ModelDrafter(ScriptedClient(answers), PROMPT).draft([SOURCE])


def test_an_error_of_the_model_is_passed_on() -> None:
    with pytest.raises(ModelRefusalError):
        drafted(ModelRefusalError("no"))
    with pytest.raises(ModelRefusalError):
        drafted("no JSON", ModelRefusalError("no"))


# How it was made ------------------------------------------------------------------------


def test_the_run_tells_how_the_draft_was_made() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    client = Answering(
        Completion("no", "gpt-4o-mini", TokenCount(input=1000, output=10), moment, 1.25),
        Completion(GOOD, "gpt-4o-mini", TokenCount(input=1200, output=200), moment, 2.5),
    )
    run = ModelDrafter(client, PROMPT).draft([SOURCE]).run
    assert run.engine == "openai"
    assert run.model == "gpt-4o-mini"
    assert (run.prompt, run.prompt_sha256) == (PROMPT.name, PROMPT.sha256)
    assert run.tokens == TokenCount(input=2200, output=210)
    assert run.cost_usd == cost_usd("gpt-4o-mini", run.tokens, None, at=moment)
    assert run.cost_usd is not None
    assert run.seconds == 3.75
    assert run.created == moment


def test_a_model_at_an_address_of_one_s_own_has_no_price() -> None:
    client = Answering(Completion(GOOD, "gpt-4o-mini", None, None, 0.0))
    drafter = ModelDrafter(client, PROMPT, base_url="http://127.0.0.1:8099/v1")
    assert drafter.draft([SOURCE]).run.cost_usd is None


def test_tokens_are_counted_where_the_service_does_not() -> None:
    (_, run), (asked,) = drafted(GOOD)
    assert run.tokens == TokenCount(input=tokens_of(asked), output=count_tokens(GOOD))


def test_a_replayed_run_took_no_time() -> None:
    client = Answering(Completion(GOOD, "m", None, None, 9.0))
    assert ModelDrafter(client, PROMPT, replayed=True).draft([SOURCE]).run.seconds is None


def test_the_current_time_stands_in_and_can_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    (_, run), _ = drafted(GOOD)
    assert run.created == datetime.fromtimestamp(1750000000, UTC)


# Over the wire --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "script",
    [
        [completion(GOOD)],
        [refusal(400, "json_schema is not supported"), completion(f"```\n{GOOD}\n```")],
        [completion(GOOD[:40], finish_reason="length"), completion(GOOD)],
        [completion("Sure!"), completion(GOOD)],
        [completion('{"a": "\ud800"}'), completion(GOOD)],
    ],
)
def test_a_draft_comes_over_the_wire(script: Sequence[Answer]) -> None:
    with (
        serving(*script) as server,
        OpenAIClient(model="m", base_url=server.base_url, retries=0) as client,
    ):
        assert ModelDrafter(client, PROMPT).draft([SOURCE]).draft == DRAFT
