"""Answers kept on disk: which are found again, which are not, and what cannot stop a run."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.ask import Asker
from briefing.brief import Brief, Draft, Repairs, TokenCount
from briefing.cache import AnswerCache
from briefing.client import Completion, Message, Request, ScriptedClient
from briefing.errors import ModelAnswerInvalidError
from briefing.prompts import load_prompt
from briefing.settings import cache_folder
from tests.conftest import ROOT, SEED
from tests.loopback import completion, serving
from tests.test_cli import run
from tests.test_cli_model import CALLS, DRAFT

REQUEST = Request(
    messages=(Message("system", "Be brief."), Message("user", "What happened?")),
    answer=Draft,
    schema_note="As JSON, please.",
    max_tokens=8000,
)
PROMPT = load_prompt()
GOOD = json.dumps(DRAFT)


def cache(folder: Path, *, model: str = "m", size: int = 1 << 20) -> AnswerCache:
    return AnswerCache(folder / "deep" / "answers", model=model, base_url=None, size=size)


def answered(text: str) -> Completion:
    created = datetime(2026, 1, 2, tzinfo=UTC)
    return Completion(text, "m", TokenCount(input=10, output=5), created, 2.5)


def number(place: int) -> Request:
    return replace(REQUEST, messages=(Message("user", f"{place}"),))


# What is found --------------------------------------------------------------------------


def test_what_was_kept_is_found_by_another_at_no_tokens_and_no_time(tmp_path: Path) -> None:
    cache(tmp_path).keep(REQUEST, answered("ünïcode 😀"))
    found = cache(tmp_path).find(REQUEST)
    assert found == Completion(
        "ünïcode 😀", "m", None, datetime(2026, 1, 2, tzinfo=UTC), 0.0, cached=True
    )


@pytest.mark.parametrize(
    "other",
    [
        replace(REQUEST, messages=(Message("system", "Be long."), REQUEST.messages[1])),
        replace(REQUEST, messages=(REQUEST.messages[0], Message("user", "What happened? "))),
        replace(REQUEST, messages=(Message("user", "Be brief."), REQUEST.messages[1])),
        replace(REQUEST, messages=REQUEST.messages[1:]),
        replace(REQUEST, messages=(*REQUEST.messages, Message("assistant", "Nothing."))),
        replace(REQUEST, answer=Repairs),
        replace(REQUEST, schema_note=""),
        replace(REQUEST, max_tokens=8001),
    ],
    ids=["instructions", "question", "role", "one less", "one more", "schema", "note", "room"],
)
def test_another_request_is_not_answered(tmp_path: Path, other: Request) -> None:
    cache(tmp_path).keep(REQUEST, answered("yes"))
    assert cache(tmp_path).find(other) is None


@pytest.mark.parametrize(
    ("model", "base_url"),
    [("m2", None), ("", None), ("m", "http://127.0.0.1:1/v1"), ("m", "")],
)
def test_another_model_or_service_is_not_answered_for(
    tmp_path: Path, model: str, base_url: str | None
) -> None:
    path = tmp_path / "answers"
    AnswerCache(path, model="m", base_url=None).keep(REQUEST, answered("yes"))
    assert AnswerCache(path, model="m", base_url=None).find(REQUEST)
    assert AnswerCache(path, model=model, base_url=base_url).find(REQUEST) is None


def test_a_schema_that_changed_under_its_name_is_another(tmp_path: Path) -> None:
    class Draft(Repairs):
        """Of the same name as the type above."""

    cache(tmp_path).keep(REQUEST, answered("yes"))
    assert cache(tmp_path).find(replace(REQUEST, answer=Draft)) is None


# What is kept ---------------------------------------------------------------------------


def ask(folder: Path, *answers: str) -> tuple[int, int]:
    """How many calls were made, and how many answers were taken from the cache."""
    client = ScriptedClient(answers)
    asked = Asker(client, cache=cache(folder)).ask(PROMPT, "What?", Draft)
    return len(client.requests), asked.cached


def test_an_answer_that_could_be_used_is_asked_for_once(tmp_path: Path) -> None:
    assert ask(tmp_path, GOOD) == (1, False)
    assert ask(tmp_path) == (0, True)


def test_an_answer_that_could_not_be_used_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ModelAnswerInvalidError):
        ask(tmp_path, "no", "no again")
    assert ask(tmp_path, GOOD) == (1, False)


def test_a_corrected_answer_is_kept_as_the_answer_to_the_question(tmp_path: Path) -> None:
    assert ask(tmp_path, "no", GOOD) == (2, False)
    assert ask(tmp_path) == (0, True)


def test_a_kept_answer_that_cannot_be_used_any_more_is_asked_for_anew(tmp_path: Path) -> None:
    asker = Asker(ScriptedClient([]), cache=cache(tmp_path))
    cache(tmp_path).keep(asker.request(PROMPT, "What?", Draft), answered('{"older": "form"}'))
    assert ask(tmp_path, GOOD) == (1, False)
    assert ask(tmp_path) == (0, True)


def test_a_kept_answer_costs_nothing_where_a_price_is_known(tmp_path: Path) -> None:
    kept = AnswerCache(tmp_path / "answers", model="gpt-4o", base_url=None)
    asker = Asker(ScriptedClient([]), cache=kept)
    priced = replace(answered(GOOD), model="gpt-4o")
    kept.keep(asker.request(PROMPT, "What?", Draft), priced)
    asked = asker.ask(PROMPT, "What?", Draft)
    assert (asked.tokens, asked.cost_usd) == (TokenCount(input=0, output=0), 0.0)
    assert asked.created == priced.created


# A file that is no good -----------------------------------------------------------------


def noise(path: Path) -> None:
    path.write_bytes(b"\x00\xff no database " * 500)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def other_table(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE answers (question TEXT)")
    database.close()


def no_time(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("UPDATE answers SET created = 'soon'")
    database.close()


def no_text(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("UPDATE answers SET text = CAST(x'ff00fe' AS TEXT)")
    database.close()


def bytes_for_text(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("UPDATE answers SET text = x'7b7d'")
    database.close()


DAMAGES = [noise, half, empty, folder, other_table, no_time, no_text, bytes_for_text]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_stops_nobody(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    ask(tmp_path, GOOD)
    damage(tmp_path / "deep" / "answers")
    assert ask(tmp_path, GOOD) == (1, False)


def test_a_folder_that_cannot_be_made_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "deep").write_text("a file where the folder should be")
    for _ in range(2):
        assert ask(tmp_path, GOOD) == (1, False)


def test_a_file_that_another_holds_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(tmp_path, GOOD)
    monkeypatch.setattr("briefing.cache._WAIT", 0.01)
    with sqlite3.connect(tmp_path / "deep" / "answers", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert ask(tmp_path, GOOD) == (1, False)
        other.execute("ROLLBACK")
    other.close()
    assert ask(tmp_path) == (0, True)


# Its size -------------------------------------------------------------------------------


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    kept = cache(tmp_path, size=30)
    for place in range(3):
        kept.keep(number(place), answered("x" * 10))
    assert kept.find(number(0))
    kept.keep(number(3), answered("x" * 10))
    assert [bool(kept.find(number(place))) for place in range(4)] == [True, False, True, True]


def test_the_size_is_counted_in_bytes_and_is_never_exceeded(tmp_path: Path) -> None:
    kept = cache(tmp_path, size=100)
    for place in range(20):
        kept.keep(number(place), answered("é" * 20))
    found = [place for place in range(20) if kept.find(number(place))]
    assert found == [18, 19]


def test_an_answer_larger_than_the_cache_is_not_kept(tmp_path: Path) -> None:
    kept = cache(tmp_path, size=10)
    kept.keep(REQUEST, answered("x" * 11))
    assert kept.find(REQUEST) is None


def test_the_same_question_is_kept_once(tmp_path: Path) -> None:
    kept = cache(tmp_path, size=25)
    kept.keep(number(1), answered("x" * 10))
    for text in ("a", "b", "c"):
        kept.keep(REQUEST, answered(text * 10))
    assert kept.find(number(1))
    assert (found := kept.find(REQUEST))
    assert found.text == "c" * 10


# Several at once ------------------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from tests.test_cache import answered, cache, number

kept = cache(Path(sys.argv[1]))
sys.stdin.read()
for place in map(int, sys.argv[2:]):
    kept.keep(number(place), answered(f"answer {place}"))
    assert kept.find(number(place)), place
"""


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, tmp_path, *map(str, range(first, 60, 2))],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for first in (0, 1)
    ]
    for writer in writers:
        assert writer.stdin
        writer.stdin.close()  # both are told to begin
    for writer in writers:
        assert writer.stderr
        with writer.stderr:
            assert writer.stderr.read() == ""
        assert writer.wait(60) == 0
    kept = cache(tmp_path)
    found = [kept.find(number(place)) for place in range(60)]
    assert [one and one.text for one in found] == [f"answer {place}" for place in range(60)]


# On the command line --------------------------------------------------------------------


def made(stdout: str) -> tuple[int, TokenCount | None]:
    brief = Brief.model_validate_json(stdout)
    return brief.run.cached, brief.run.tokens


def test_a_second_run_asks_nobody_and_says_so() -> None:
    with serving(*CALLS) as server:
        arguments = ("make", SEED, "--base-url", server.base_url, "--model", "m")
        first = run(*arguments, "--format", "json")
        assert made(first.stdout) == (0, TokenCount(input=200, output=40))
        second = run(*arguments, "--format", "json")
        assert made(second.stdout) == (2, TokenCount(input=0, output=0))
        assert "2 answers kept from before, 0 tokens in and 0 out" in run(*arguments).stdout
        assert len(server.asked) == 2
    one, two = (Brief.model_validate_json(done.stdout) for done in (first, second))
    assert two.model_copy(update={"run": one.run}) == one


def test_no_cache_asks_anew_and_keeps_nothing() -> None:
    with serving(completion(GOOD), CALLS[1]) as server:
        arguments = ("make", SEED, "--base-url", server.base_url, "--model", "m", "--no-cache")
        run(*arguments)
        run(*arguments)
        assert len(server.asked) == 4
    assert list(cache_folder().iterdir()) == []


def test_no_cache_does_not_take_what_was_kept() -> None:
    with serving(CALLS[0], CALLS[1], CALLS[0], CALLS[1]) as server:
        arguments = ("make", SEED, "--base-url", server.base_url, "--model", "m", "--format=json")
        run(*arguments)
        assert made(run(*arguments, "--no-cache").stdout)[0] == 0
        assert len(server.asked) == 4


def test_a_recording_neither_takes_from_the_cache_nor_fills_it(tmp_path: Path) -> None:
    with serving(*CALLS) as server:
        arguments = ("make", SEED, "--base-url", server.base_url, "--model", "m")
        run(*arguments, "--cassette", tmp_path / "first.yaml")
        assert list(cache_folder().iterdir()) == []
        run(*arguments)
        server.received.clear()  # the script begins anew
        recorded = run(*arguments, "--cassette", tmp_path / "second.yaml", "--format", "json")
        assert len(server.asked) == 2
    assert made(recorded.stdout)[0] == 0
    calls = [
        (tmp_path / name).read_text().count("- request:") for name in ("first.yaml", "second.yaml")
    ]
    assert calls == [2, 2]
