"""What a brief would take: said without asking anybody, and held against real runs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from briefing.brief import Brief, Draft, DraftClaim, Repair, Repairs
from briefing.draft import Plan
from briefing.engines import plan_model
from briefing.estimate import Estimate
from briefing.judge import Verdict, Verdicts
from briefing.load import load_all
from briefing.prompts import load_prompt
from briefing.tokens import count_tokens
from tests.conftest import SEED
from tests.loopback import Answer, Received, closed_port, completion, serving, serving_by
from tests.test_cli import run
from tests.test_cli_model import CALLS

PROMPT = load_prompt()
TOWNS = "Alta Bodo Drammen Fredrikstad Gjovik Halden Kragero Larvik Mandal Notodden".split()
PAUSE = "Ships were told to wait outside until the works in it are done. "
LONG = "\n\n".join(
    f"The harbour of {town} will close on Monday, its director said. {PAUSE * 12}" for town in TOWNS
)


@pytest.fixture
def long(tmp_path: Path) -> Path:
    path = tmp_path / "long.txt"
    path.write_text(LONG, encoding="utf-8")
    return path


def planned(*arguments: str | Path) -> dict[str, str]:
    """The lines of a plan, by their names."""
    done = run("plan", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return dict(line.split(maxsplit=1) for line in done.stdout.splitlines())


def numbers(line: str) -> list[int]:
    return [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", line)]


# What is said ---------------------------------------------------------------------------


def test_one_part_of_a_model_that_is_not_listed() -> None:
    lines = planned(SEED, "--model", "m")
    sent = numbers(lines["tokens"])[0]
    assert lines == {
        "documents": "1",
        "sentences": "16",
        "model": "m",
        "window": "not known: set BRIEFING_WINDOW",
        "parts": "1",
        "cached": "0 of 1 drafts",
        "calls": "1 to 8",
        "tokens": lines["tokens"],
        "cost": "no price is known",
    }
    assert 2000 < sent < 4000


def test_a_listed_model_has_a_window_and_a_price() -> None:
    lines = planned(SEED, "--model", "gpt-4o")
    assert lines["window"] == "128,000 tokens"
    found = re.fullmatch(r"(0\.\d{4}) to (\d\.\d{4}) US dollars, at list price", lines["cost"])
    assert found
    assert 0 < float(found[1]) < float(found[2])


def test_a_long_source_is_planned_in_parts(long: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert planned(long)["parts"] == "1"
    monkeypatch.setenv("BRIEFING_WINDOW", "6000")
    lines = planned(long)
    assert lines["window"] == "6,000 tokens"
    parts = int(lines["parts"])
    assert parts > 1
    # Each is drafted, and the drafts are put together in one call at best and by twos at worst.
    assert numbers(lines["calls"]) == [parts + 1, 4 * (parts + (parts - 1) + 1)]
    assert lines["cached"] == f"0 of {parts} drafts"


def test_the_judge_is_a_call_more() -> None:
    assert planned(SEED, "--judge")["calls"] == "2 to 12"


def test_the_embedded_engine_asks_no_model() -> None:
    assert planned(SEED, "--engine", "embedded") == {
        "documents": "1",
        "sentences": "16",
        "calls": "none: the embedded engine asks no model",
    }


def test_what_is_kept_from_before_is_not_paid_for_again() -> None:
    with serving(*CALLS) as server:
        arguments = (SEED, "--base-url", server.base_url, "--model", "m")
        assert planned(*arguments)["cached"] == "0 of 1 drafts"
        assert run("make", *arguments).returncode == 0
        kept = planned(*arguments)
        assert kept["cached"] == "1 of 1 drafts"
        assert numbers(kept["calls"])[0] == 0
        assert numbers(kept["tokens"])[0] == 0
        assert planned(*arguments, "--judge")["calls"].startswith("0 to ")
        assert planned(*arguments, "--no-cache")["cached"] == "0 of 1 drafts"
        assert planned(*arguments[:-1], "another")["cached"] == "0 of 1 drafts"


def test_a_price_of_nothing_is_said_where_nothing_need_be_asked() -> None:
    kept = Plan(parts=3, kept=3, tokens=0, source_tokens=2700, answer_tokens=8000)
    estimate = Estimate("gpt-4o", None, 128_000, kept, judge=True)
    assert dict(estimate.lines())["cost"].startswith("0.0000 to ")


def test_a_part_that_is_not_kept_is_put_together_with_the_others() -> None:
    plan = Plan(parts=3, kept=2, tokens=900, source_tokens=2700, answer_tokens=1000)
    estimate = Estimate("m", None, None, plan, judge=False)
    assert estimate.calls() == (2, 4 * (1 + 2 + 1))


# Nobody is asked ------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["", "sk-some-key"])
def test_no_request_reaches_the_network_and_no_key_is_needed(
    key: str, long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", key)
    monkeypatch.setenv("BRIEFING_WINDOW", "6000")
    with serving(*CALLS) as server:
        planned(long, "--base-url", server.base_url, "--judge")
        assert server.connections == 0
    planned(long, "--base-url", f"http://127.0.0.1:{closed_port()}/v1")


def test_what_a_brief_could_not_be_made_of_is_told_beforehand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("plan").returncode == 2
    assert run("plan", tmp_path / "none.txt").returncode == 3
    assert run("plan", SEED, "--prompt", "none.v1").returncode == 2
    assert run("plan", SEED, "--base-url", "nowhere").returncode == 2
    monkeypatch.setenv("BRIEFING_WINDOW", "3000")
    done = run("plan", SEED)
    assert (done.returncode, done.stdout) == (2, "")
    assert "BRIEFING_WINDOW" in done.stderr


# Held against real runs -----------------------------------------------------------------

Reply = Callable[[str, int, bool], str]
"""What is answered to a question, in a room of tokens, asked for the first time or again."""


def counted(reply: Reply) -> Callable[[Received], Answer]:
    """A service that counts what it is sent, a schema as it is in words, and what it says.

    Where it is wordy, each answer is cut off once.
    """
    cut: set[str] = set()

    def answer(received: Received) -> Answer:
        body = received.body
        contents = [message["content"] for message in body["messages"]]
        room = body["max_completion_tokens"]
        ends = reply is terse or "".join(contents) in cut
        cut.add("".join(contents))
        text = reply(contents[1], room, len(contents) == 2) if ends else " well" * room
        schema = json.dumps(body["response_format"]["json_schema"]["schema"])
        usage = {
            "prompt_tokens": sum(map(count_tokens, contents)) + count_tokens(PROMPT.schema(schema)),
            "completion_tokens": count_tokens(text),
        }
        assert usage["completion_tokens"] <= room
        return completion(text, usage=usage, finish_reason="stop" if ends else "length")

    return answer


def shown(asked: str) -> list[tuple[str, str]]:
    """The numbered sentences of a question."""
    return re.findall(r"^\[(D1\.\d+)\] (.*)$", asked, re.MULTILINE)


def terse(asked: str, room: int, first: bool) -> str:
    """Few statements, which stand at once."""
    if "=== begin statement" in asked:
        return '{"verdicts": []}'
    once = {text: id for id, text in reversed(shown(asked))}
    claims = [DraftClaim(text=text, evidence=[id]) for text, id in reversed(once.items())]
    return Draft(
        bottom_line=claims[0],
        summary=claims[1:4],
        key_actors=[],
        red_lines=[],
        open_questions=[],
    ).model_dump_json()


def verbose(asked: str, room: int, first: bool) -> str:
    """All that there is room for, once wrongly and once well, and a statement that fails."""
    if "=== begin statement" in asked:
        verdict = Verdict(path="bottom_line", follows=True, reason="")
        return padded(Verdicts(verdicts=[verdict]), room, first)
    (id, text), *_ = shown(asked)
    if "=== begin item" in asked:
        wrong = DraftClaim(text="Nobody paid 700 dollars.", evidence=[id])
        return padded(Repairs(items=[Repair(path="summary[0]", item=wrong)]), room, first)
    stands = DraftClaim(text=text, evidence=[id])
    # Long enough that no call has room for three drafts, and short enough for a repair.
    wrong = DraftClaim(text=f"Nobody paid 500 dollars{' well' * (room // 6)}.", evidence=[id])
    draft = Draft(
        bottom_line=stands, summary=[wrong], key_actors=[], red_lines=[], open_questions=[]
    )
    return padded(draft, room, first)


def padded(answer: BaseModel, room: int, first: bool) -> str:
    """The answer after as much talk as there is room for; at first cut short of its end."""
    text = answer.model_dump_json()
    talk = " well" * (room - count_tokens(text) - 10)
    return f"{talk}\n{text[:-2] if first else text}"


@pytest.mark.parametrize("judge", [False, True])
@pytest.mark.parametrize("window", [None, 6000, 8000])
@pytest.mark.parametrize("reply", [terse, verbose])
def test_a_real_run_takes_no_less_and_no_more(
    reply: Reply, window: int | None, judge: bool, long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_WINDOW", str(window or ""))
    with serving_by(counted(reply)) as server:
        estimate = plan_model(
            load_all([str(long)]), model="m", base_url=server.base_url, judge=judge
        )
        options = ["--judge"] if judge else []
        done = run(
            *("make", long, "--base-url", server.base_url, "--model", "m", "--format", "json"),
            *options,
        )
        assert done.returncode == 0, done.stderr
        calls = len(server.asked)
    made = Brief.model_validate_json(done.stdout).run
    assert made.tokens
    assert made.parts == estimate.plan.parts
    assert (made.parts > 1) == (window is not None)
    fewest, most = estimate.calls()
    assert calls == (fewest if reply is terse else most)
    low, high = estimate.least(), estimate.most()
    assert low.input <= made.tokens.input <= high.input
    assert low.output <= made.tokens.output <= high.output


def test_a_second_run_takes_no_less_and_no_more_than_its_plan(
    long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_WINDOW", "6000")
    with serving_by(counted(terse)) as server:
        arguments = (long, "--base-url", server.base_url, "--model", "m")
        run("make", *arguments)
        server.received.clear()
        lines = planned(*arguments)
        run("make", *arguments)
        assert server.asked == []
    assert numbers(lines["calls"])[0] == numbers(lines["tokens"])[0] == 0
