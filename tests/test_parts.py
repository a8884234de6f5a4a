"""Long sources are read in parts, and no sentence is lost or read twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.brief import Brief, Draft, DraftClaim
from briefing.draft.parts import cut_to_fit, group_to_fit
from briefing.errors import SettingsError
from briefing.tokens import count_tokens
from tests.conftest import document
from tests.loopback import Answer, Received, serving_by
from tests.test_cli import run

PARAGRAPH = st.lists(st.integers(1, 30), min_size=1, max_size=5)


def text_of(paragraphs: list[list[int]]) -> str:
    return "\n\n".join(
        " ".join(f"Sentence {'very ' * length}long." for length in lengths)
        for lengths in paragraphs
    )


@settings(deadline=None)  # the first example loads the tokenizer
@given(st.lists(st.lists(PARAGRAPH, min_size=1, max_size=6), min_size=1, max_size=4))
def test_each_sentence_stands_in_one_part_in_order(texts: list[list[list[int]]]) -> None:
    documents = [document(text_of(text), f"D{i}") for i, text in enumerate(texts, start=1)]
    room = 200
    parts = cut_to_fit(documents, room)
    read = [sentence.id for part in parts for one in part for sentence in one.sentences]
    assert read == [sentence.id for one in documents for sentence in one.sentences]
    for part in parts:
        shown = [sentence.span.of(one.text) for one in part for sentence in one.sentences]
        assert count_tokens("\n".join(shown)) <= room


def test_parts_are_cut_between_paragraphs() -> None:
    paragraph = "One short sentence stands here. Another short one follows it."
    source = document("\n\n".join([paragraph] * 12))
    parts = cut_to_fit([source], 160)
    assert len(parts) > 1
    for (part,) in parts:
        assert len(part.sentences) % 2 == 0


def test_a_sentence_longer_than_a_part_is_no_silent_loss() -> None:
    with pytest.raises(SettingsError, match=r"D1\.1"):
        cut_to_fit([document("word " * 500 + "end.")], 200)


@given(st.lists(st.integers(1, 90)), st.integers(1, 100))
def test_groups_lose_nothing_and_come_to_one_in_the_end(sizes: list[int], room: int) -> None:
    groups = group_to_fit(range(len(sizes)), sizes, room)
    assert [item for group in groups for item in group] == list(range(len(sizes)))
    if len(sizes) > 1:
        assert all(len(group) > 1 for group in groups)
        assert len(groups) < len(sizes)


def test_a_long_source_is_drafted_in_parts_and_put_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    towns = ["Alta", "Bodo", "Drammen", "Fredrikstad", "Gjovik", "Halden", "Kragero", "Larvik"]
    source = tmp_path / "long.txt"
    source.write_text(
        "Harbours close\n\n"
        + "\n\n".join(
            f"The harbour of {town} will close on Monday, its director said. "
            + "Ships were told to wait outside until the works in it are done. " * 12
            for town in towns
        ),
        encoding="utf-8",
    )
    monkeypatch.setenv("BRIEFING_WINDOW", "6000")
    merges: list[str] = []

    def answer(received: Received) -> Answer:
        asked: str = received.body["messages"][1]["content"]
        lines = [line for line in asked.splitlines() if line.startswith("[D1.")]
        closing = [line for line in lines if "will close" in line]
        if "=== begin draft" in asked:
            merges.append(asked)
            assert lines == closing
        claims = [
            DraftClaim(text=text, evidence=[sentence])
            for sentence, text in (line[1:].split("] ", 1) for line in closing)
        ]
        draft = Draft(
            bottom_line=claims[0],
            summary=claims[1:],
            key_actors=[],
            red_lines=[],
            open_questions=[],
        )
        message = {"role": "assistant", "content": draft.model_dump_json()}
        return Answer(body={"choices": [{"finish_reason": "stop", "message": message}]})

    with serving_by(answer) as server:
        address = f"http://127.0.0.1:{server.server_port}/v1"
        target = tmp_path / "brief.json"
        arguments = ("make", source, "--base-url", address, "--model", "m")
        planned = run("plan", *arguments[1:]).stdout
        assert not server.received
        done = run(*arguments, "--format", "json", "-o", target)
        assert done.returncode == 0, done.stderr
        calls = len(server.received)
        again = run(*arguments)
        assert len(server.received) == calls, "the second run is answered from the cache"
    brief = Brief.model_validate_json(target.read_bytes())
    assert brief.run.parts > 1
    assert merges
    assert calls == brief.run.parts + len(merges)
    assert f"parts      {brief.run.parts}\n" in planned
    assert f"read in {brief.run.parts} parts" in again.stdout
    assert f"{calls} answers kept from before" in again.stdout
    assert "drafting part 1 of" in done.stderr
    assert brief.bottom_line
    stated = [brief.bottom_line.text, *(claim.text for claim in brief.summary)]
    assert [town for town in towns if any(town in text for text in stated)] == towns
    assert json.loads(target.read_text("utf-8"))["run"]["cached"] == 0
