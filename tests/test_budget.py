"""A budget: no call is made that could exceed it, and all that is spent is counted."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest

from briefing.brief import Brief, Draft, TokenCount
from briefing.budget import Budget, tokens_of
from briefing.client import Message, OpenAIClient, Reply, Request
from briefing.errors import (
    BudgetExceededError,
    ModelConnectionError,
    ModelError,
    ModelRequestError,
    SettingsError,
)
from briefing.tokens import cost_usd, count_tokens
from tests.conftest import SEED
from tests.loopback import Answer, Loopback, completion, refusal, serving
from tests.test_cli import Done, run
from tests.test_cli_model import CALLS, DRAFT

REQUEST = Request(
    messages=(Message("system", "Be brief."), Message("user", "What happened?")),
    answer=Draft,
    schema_note="As JSON, please.",
    max_tokens=1000,
)
SENT = tokens_of(REQUEST)
MOST = SENT + REQUEST.max_tokens
"""One call at its worst."""

TOOK = 120
"""What each call takes, by the word of the loopback server."""


@contextmanager
def asking(
    budget: Budget, *script: Answer, retries: int = 0
) -> Iterator[tuple[OpenAIClient, Loopback]]:
    with (
        serving(*script) as server,
        OpenAIClient(model="m", base_url=server.base_url, retries=retries, meter=budget) as client,
    ):
        yield client, server


def reply(tokens: TokenCount | None, text: str = "{}") -> Reply:
    return Reply(text=text, refusal=None, finish_reason="stop", tokens=tokens, created=None)


def spent(budget: Budget) -> int:
    return budget.spent.input + budget.spent.output


# Before a call --------------------------------------------------------------------------


def test_a_call_at_its_worst_is_all_that_is_sent_and_the_whole_room_for_the_answer() -> None:
    words = "Be brief.", "What happened?", "As JSON, please."
    assert sum(map(count_tokens, words)) == SENT
    assert Budget("m", None).allow(REQUEST, 7) == TokenCount(input=SENT, output=7)


def test_a_call_that_could_exceed_the_limit_is_not_made() -> None:
    budget = Budget("m", None, max_tokens=MOST - 1)
    with (
        asking(budget, completion("{}")) as (client, server),
        pytest.raises(BudgetExceededError, match=rf"{MOST:,} tokens.* {MOST - 1:,}; 0 are spent"),
    ):
        client.complete(REQUEST)
    assert server.connections == 0
    assert spent(budget) == 0


def test_a_call_that_could_just_reach_it_is_made() -> None:
    with asking(Budget("m", None, max_tokens=MOST), completion("{}")) as (client, _):
        assert client.complete(REQUEST).text == "{}"


def test_a_limit_in_dollars_holds_at_the_listed_price() -> None:
    worst = cost_usd("gpt-4o", TokenCount(input=SENT, output=REQUEST.max_tokens), None)
    assert worst
    with asking(Budget("gpt-4o", None, max_cost=worst), completion("{}")) as (client, _):
        client.complete(REQUEST)
    budget = Budget("gpt-4o", None, max_cost=worst * 0.999)
    with (
        asking(budget, completion("{}")) as (client, server),
        pytest.raises(BudgetExceededError, match=r"US dollars.*--max-cost.*0\.0000 are spent"),
    ):
        client.complete(REQUEST)
    assert server.connections == 0


@pytest.mark.parametrize("limits", [{"max_tokens": 0}, {"max_cost": 0.0}, {"max_cost": math.nan}])
def test_a_limit_of_nothing_allows_nothing(limits: dict[str, float]) -> None:
    budget = Budget("gpt-4o", None, **limits)  # type: ignore[arg-type]
    with pytest.raises(BudgetExceededError):
        budget.allow(REQUEST, 1)


def test_both_limits_hold() -> None:
    for limits in ((MOST - 1, 100.0), (MOST, 0.000001)):
        budget = Budget("gpt-4o", None, max_tokens=limits[0], max_cost=limits[1])
        with pytest.raises(BudgetExceededError):
            budget.allow(REQUEST, REQUEST.max_tokens)


def test_dollars_cannot_be_limited_where_no_price_is_known() -> None:
    with pytest.raises(SettingsError, match="no price is known for m"):
        Budget("m", None, max_cost=1.0)
    with pytest.raises(SettingsError):
        Budget("gpt-4o", "http://127.0.0.1:8099/v1", max_cost=1.0)
    Budget("m", None, max_tokens=1)


# After a call ---------------------------------------------------------------------------


def test_what_the_service_counts_is_spent_and_not_what_was_set_aside() -> None:
    budget = Budget("m", None, max_tokens=MOST + 2 * TOOK)
    with asking(budget, completion("{}")) as (client, server):
        for calls in (1, 2, 3):
            client.complete(REQUEST)
            assert budget.spent == TokenCount(input=100 * calls, output=20 * calls)
        with pytest.raises(BudgetExceededError, match=f"{3 * TOOK} are spent"):
            client.complete(REQUEST)
    assert len(server.asked) == 3


def test_what_a_service_does_not_count_is_counted_here() -> None:
    budget = Budget("m", None)
    text = "It rained all day."
    budget.settle(budget.allow(REQUEST, 9), REQUEST, reply(None, text))
    assert budget.spent == TokenCount(input=SENT, output=count_tokens(text))


def test_a_call_that_was_refused_gives_back_what_was_set_aside() -> None:
    budget = Budget("m", None, max_tokens=MOST)
    with asking(budget, refusal(400, "no"), completion("{}")) as (client, _):
        with pytest.raises(ModelRequestError):
            client.complete(REQUEST)
        assert spent(budget) == 0
        client.complete(REQUEST)
    assert spent(budget) == TOOK


@pytest.mark.parametrize(
    ("failure", "error"),
    [(Answer(cut=-1), ModelConnectionError), (Answer(body="no JSON"), ModelError)],
)
def test_a_call_without_a_readable_answer_may_have_been_paid_for(
    failure: Answer, error: type[Exception]
) -> None:
    budget = Budget("m", None, max_tokens=2 * MOST - 1)
    with asking(budget, failure, completion("{}")) as (client, server):
        with pytest.raises(error):
            client.complete(REQUEST)
        assert spent(budget) == MOST
        asked = len(server.asked)
        with pytest.raises(BudgetExceededError):
            client.complete(REQUEST)
        assert len(server.asked) == asked


def test_each_try_of_a_call_that_broke_off_is_counted_and_asks_the_budget() -> None:
    budget = Budget("m", None, max_tokens=2 * MOST)
    with asking(budget, Answer(cut=-1), completion("{}"), retries=2) as (client, server):
        assert client.complete(REQUEST).text == "{}"
        assert len(server.asked) == 2
    assert spent(budget) == MOST + TOOK
    budget = Budget("m", None, max_tokens=3 * MOST - 1)
    with asking(budget, Answer(cut=-1), retries=2) as (client, server):
        with pytest.raises(BudgetExceededError, match=f"; {2 * MOST:,} are spent"):
            client.complete(REQUEST)
        assert len(server.asked) == 2


def test_tries_of_a_service_that_refuses_cost_nothing() -> None:
    budget = Budget("m", None, max_tokens=MOST)
    with asking(budget, refusal(503, "busy"), completion("{}"), retries=1) as (client, server):
        client.complete(REQUEST)
        assert len(server.asked) == 2
    assert spent(budget) == TOOK


def test_a_form_that_is_refused_costs_nothing_and_the_next_is_allowed() -> None:
    budget = Budget("m", None, max_tokens=MOST)
    script = refusal(400, "json_schema is not supported"), completion("{}")
    with asking(budget, *script) as (client, server):
        client.complete(REQUEST)
    assert len(server.asked) == 2
    assert spent(budget) == TOOK


# A truncated answer ---------------------------------------------------------------------


@pytest.mark.parametrize("enough", [True, False])
def test_more_room_for_a_truncated_answer_is_a_call_of_its_own(enough: bool) -> None:
    limit = TOOK + MOST + REQUEST.max_tokens - (not enough)
    budget = Budget("m", None, max_tokens=limit)
    script = completion("{", finish_reason="length"), completion("{}")
    with asking(budget, *script) as (client, server):
        if enough:
            assert client.complete(REQUEST).tokens == TokenCount(input=200, output=40)
        else:
            with pytest.raises(BudgetExceededError, match=f"; {TOOK} are spent"):
                client.complete(REQUEST)
    assert len(server.asked) == 1 + enough
    assert spent(budget) == TOOK * (1 + enough)


# Threads --------------------------------------------------------------------------------


def test_what_other_threads_have_under_way_is_set_aside() -> None:
    budget = Budget("m", None, max_tokens=2 * MOST)
    first, _ = (budget.allow(REQUEST, REQUEST.max_tokens) for _ in range(2))
    with pytest.raises(BudgetExceededError):
        budget.allow(REQUEST, REQUEST.max_tokens)
    budget.settle(first, REQUEST, reply(TokenCount(input=0, output=0)))
    budget.allow(REQUEST, REQUEST.max_tokens)


def test_threads_that_ask_at_once_do_not_exceed_it_together() -> None:
    budget = Budget("m", None, max_tokens=3 * MOST + TOOK)
    ready = Barrier(8)

    def ask(client: OpenAIClient) -> bool:
        ready.wait()
        try:
            client.complete(REQUEST)
        except BudgetExceededError:
            return False
        return True

    with (
        asking(budget, Answer(body=completion("{}").body, wait=0.5)) as (client, server),
        ThreadPoolExecutor(8) as pool,
    ):
        done = list(pool.map(ask, [client] * 8))
    assert sum(done) == len(server.asked) == 3
    assert spent(budget) == 3 * TOOK


def test_no_count_of_many_threads_is_lost() -> None:
    budget = Budget("m", None)

    def ask(_: int) -> None:
        aside = budget.allow(REQUEST, REQUEST.max_tokens)
        budget.settle(aside, REQUEST, reply(TokenCount(input=1, output=2)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(400)))
    assert budget.spent == TokenCount(input=400, output=800)


# On the command line --------------------------------------------------------------------


def make(server: Loopback, *arguments: str | Path) -> Done:
    return run("make", SEED, "--base-url", server.base_url, "--model", "m", *arguments)


def test_a_call_that_is_not_allowed_exits_6_with_clear_words_and_leaves_no_file(
    tmp_path: Path,
) -> None:
    with serving(*CALLS) as server:
        done = make(server, "--max-tokens", "8000", "-o", tmp_path / "brief.md")
        assert server.connections == 0
    assert (done.returncode, done.stdout) == (6, "")
    assert list(tmp_path.iterdir()) == []
    said, hint = done.stderr.splitlines()[-2:]
    assert "the next call may bring the run to " in said
    assert said.endswith("--max-tokens is 8,000; 0 are spent")
    assert "raise --max-tokens" in hint


def test_what_the_draft_took_is_counted_before_the_repair(tmp_path: Path) -> None:
    # The draft at its worst has room; the repair beside what the draft took has not.
    usage = {"prompt_tokens": 2000, "completion_tokens": 6000}
    draft = completion(json.dumps(DRAFT), usage=usage)
    with serving(draft, CALLS[1]) as server:
        done = make(server, "--max-tokens", "12000", "-o", tmp_path / "brief.md")
        assert len(server.asked) == 1
        assert done.returncode == 6
        assert "--max-tokens is 12,000; 8,000 are spent" in done.stderr
        assert list(tmp_path.iterdir()) == []
        # The draft that was paid for is kept: the next run asks for the repair alone.
        again = make(server, "--max-tokens", "12000", "--format", "json")
        assert again.returncode == 0, again.stderr
        assert len(server.asked) == 2
    made = Brief.model_validate_json(again.stdout).run
    assert made.cached == 1
    assert made.tokens == TokenCount(input=100, output=20)


def test_what_is_kept_from_before_needs_no_budget() -> None:
    with serving(*CALLS) as server:
        first = make(server)
        again = make(server, "--max-tokens", "0")
    assert again.returncode == 0, again.stderr
    assert again.stdout.split("\n## ")[1:-1] == first.stdout.split("\n## ")[1:-1]


def test_a_limit_in_dollars_without_a_price_exits_2_and_asks_nobody() -> None:
    with serving(*CALLS) as server:
        done = make(server, "--max-cost", "1")
        assert server.connections == 0
    assert (done.returncode, done.stdout) == (2, "")
    assert "no price is known for m" in done.stderr
    assert "--max-tokens" in done.stderr


@pytest.mark.parametrize("limit", ["--max-cost", "--max-tokens"])
def test_a_limit_needs_a_model_and_is_not_below_zero(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for engine in ("embedded", "auto"):
        done = run("make", SEED, "--engine", engine, limit, "1")
        assert done.returncode == 2
        assert limit in done.stderr
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none")
    assert run("make", SEED, limit, "-1").returncode == 2
