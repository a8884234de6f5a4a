"""Long sources are read in parts, and no sentence is lost or read twice."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.brief import Brief, Draft, DraftClaim
from briefing.budget import tokens_of
from briefing.client import Completion, Request
from briefing.draft.model import ModelDrafter
from briefing.draft.parts import cut_to_fit, group_to_fit
from briefing.errors import SettingsError
from briefing.prompts import load_prompt
from briefing.tokens import count_tokens
from tests.conftest import SEED, document
from tests.loopback import Answer, Received, completion, refusal, serving_by
from tests.test_cli import run

PROMPT = load_prompt()
SENTENCE = st.text(
    st.sampled_from("abc XYZ 019 éß中文字 […](=)~/\t\n“”—😀"), min_size=1, max_size=60
).map(lambda text: f"It said {text.strip()} so.")
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
    again = {id for place, id in enumerate(read) if id in read[:place]}
    assert all(id.endswith(".1") for id in again)  # the heading of a document
    read = list(dict.fromkeys(read))
    assert read == [sentence.id for one in documents for sentence in one.sentences]
    for part in parts:
        shown = [sentence.span.of(one.text) for one in part for sentence in one.sentences]
        assert count_tokens("\n".join(shown)) <= room


@settings(deadline=None)
@given(st.lists(st.lists(SENTENCE, min_size=1, max_size=12), min_size=1, max_size=4))
def test_what_is_sent_of_a_part_is_never_over_the_room(texts: list[list[str]]) -> None:
    documents = [document("\n\n".join(text), f"D{i}") for i, text in enumerate(texts, start=1)]
    for part in cut_to_fit(documents, 300):
        assert count_tokens(PROMPT.sources(part)) <= 300


def test_all_that_fits_is_one_part() -> None:
    documents = [document(f"The port of {name} closed.", name) for name in ("D1", "D2")]
    assert cut_to_fit(documents, 1000) == [documents]


def test_a_heading_stands_in_each_part_of_its_document() -> None:
    said = "The minister spoke of the harbour. The harbour is closed."
    source = document("\n\n".join(["Statement by Ada Rey, minister", *[said] * 8]))
    parts = [[one.id for one in part.sentences] for (part,) in cut_to_fit([source], 140)]
    assert len(parts) > 2
    assert all(part[0] == "D1.1" for part in parts)
    assert [id for part in parts for id in part[1:]] == [one.id for one in source.sentences[1:]]


def test_a_part_begins_with_the_documents_that_are_left_and_keeps_what_they_are() -> None:
    first, second = (document(text_of([[9] * 3] * 4), id) for id in ("D1", "D2"))
    parts = cut_to_fit([first, second], 250)
    assert [[one.id for one in part] for part in parts] == [["D1"], ["D1", "D2"], ["D2"]]
    for part in parts:
        for one in part:
            whole = first if one.id == "D1" else second
            assert one.model_copy(update={"sentences": whole.sentences}) == whole


def test_a_long_paragraph_alone_is_cut_between_its_sentences() -> None:
    short = "One short sentence stands here. Another short one follows it."
    long = " ".join(f"Sentence {number} of the long paragraph is read too." for number in range(20))
    source = document(f"{short}\n\n{long}\n\n{short}")
    assert len(source.sentences) == 24
    parts = [[sentence.id for sentence in one.sentences] for (one,) in cut_to_fit([source], 220)]
    assert len(parts) > 2
    assert parts[0][:3] == ["D1.1", "D1.2", "D1.3"]
    assert parts[-1][-2:] == ["D1.23", "D1.24"]


def test_parts_are_cut_between_paragraphs() -> None:
    paragraph = "One short sentence stands here. Another short one follows it."
    source = document("\n\n".join([paragraph] * 12))
    for room in range(120, 250, 5):
        parts = cut_to_fit([source], room)
        assert len(parts) > 1
        for (part,) in parts:
            assert len(part.sentences) % 2 == 0


@pytest.mark.parametrize("words", [150, 190, 500])
def test_a_sentence_longer_than_a_part_is_no_silent_loss(words: int) -> None:
    with pytest.raises(SettingsError, match=r"D1\.1 .* one call has room for 136"):
        cut_to_fit([document("word " * words + "end.")], 200)


@given(st.lists(st.integers(1, 90)), st.integers(1, 100))
def test_groups_lose_nothing_and_come_to_one_in_the_end(sizes: list[int], room: int) -> None:
    groups = group_to_fit(range(len(sizes)), sizes, room)
    assert [item for group in groups for item in group] == list(range(len(sizes)))
    assert all(len(group) > 1 for group in groups[:-1])
    assert all(sum(sizes[item] for item in group) <= room for group in groups if len(group) > 2)
    if len(sizes) > 1:
        assert len(groups) < len(sizes)


def test_a_group_is_as_large_as_it_may_be() -> None:
    assert group_to_fit("abcdef", [30, 30, 40, 90, 90, 10], 100) == [
        ["a", "b", "c"],
        ["d", "e"],
        ["f"],
    ]
    assert group_to_fit("", [], 100) == []


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


def test_a_recording_of_parts_is_replayed_in_its_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_WINDOW", "4000")
    recorded = ("make", SEED, "--cassette", tmp_path / "a.yaml")
    with serving_by(
        lambda received: completion(wordy([f"D1.{part_asked(received)}"], 5).model_dump_json())
    ) as server:
        first = run(*recorded, "--base-url", server.base_url, "--model", "m")
        assert "read in 5 parts" in first.stdout, first.stderr
    again = run(*recorded, "--record", "none")
    assert (again.returncode, again.stdout) == (0, first.stdout)
    monkeypatch.delenv("BRIEFING_WINDOW")
    assert run(*recorded, "--record", "none").returncode == 4


# Rounds, and parts that fail ------------------------------------------------------------

WINDOW = 8000


def wordy(evidence: list[str], words: int = 600) -> Draft:
    """A draft that cites `evidence`, of `words` words."""
    claim = DraftClaim(text="word " * words, evidence=evidence)
    return Draft(bottom_line=claim, summary=[], key_actors=[], red_lines=[], open_questions=[])


class Citing:
    """A client that cites the first sentence of a part, and all that the drafts cite."""

    def __init__(self) -> None:
        self.drafts: list[Request] = []
        self.merges: list[Request] = []

    def complete(self, request: Request) -> Completion:
        asked = request.messages[1].content
        ids = [line[1:].split("]")[0] for line in asked.splitlines() if line.startswith("[D")]
        if "=== begin draft" in asked:
            self.merges.append(request)
            return self._say(wordy(ids))
        self.drafts.append(request)
        return self._say(wordy(ids[:1]))

    def _say(self, draft: Draft) -> Completion:
        return Completion(draft.model_dump_json(), "m", None, None, 1.0)


def test_drafts_too_long_for_one_call_are_put_together_in_rounds() -> None:
    documents = [document("The port closed. " * 400, f"D{number}") for number in range(1, 6)]
    client, told = Citing(), list[str]()
    drafter = ModelDrafter(client, PROMPT, window=WINDOW, tell=told.append)
    draft, run = drafter.draft(documents)
    parts = len(client.drafts)
    assert run.parts == parts > 5
    assert len(client.merges) > parts // 3
    assert told[0] == f"drafting part 1 of {parts}"
    assert told[-1] == "putting drafts together, 1 of 1"
    assert len(told) == parts + len(client.merges)
    for request in client.drafts + client.merges:
        # An answer that is cut off is asked for again with twice the room.
        assert tokens_of(request) + 2 * request.max_tokens <= WINDOW
    for request in client.merges:
        assert "=== begin draft 2" in request.messages[1].content
    firsts = [
        next(line for line in request.messages[1].content.splitlines() if line.startswith("[D"))
        for request in client.drafts
    ]
    assert draft.bottom_line.evidence == [line[1:].split("]")[0] for line in firsts]
    assert run.seconds == parts + len(client.merges)
    assert run.tokens
    assert run.tokens.input == sum(tokens_of(request) for request in client.drafts + client.merges)


def test_without_a_window_all_goes_in_one_call() -> None:
    client = Citing()
    drafted = ModelDrafter(client, PROMPT).draft([document("The port closed. " * 4000)])
    assert (len(client.drafts), client.merges, drafted.run.parts) == (1, [], 1)


def test_a_window_without_room_exits_2_and_asks_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_WINDOW", "2000")
    with serving_by([completion("{}")]) as server:
        done = run("make", SEED, "--base-url", server.base_url, "--model", "m")
        assert server.connections == 0
    assert done.returncode == 2
    assert "a window of 2,000 tokens has no room for the sources" in done.stderr
    assert "BRIEFING_WINDOW" in done.stderr


def part_asked(received: Received) -> int:
    """The number of the first sentence after the heading that was asked about."""
    asked: str = received.body["messages"][1]["content"]
    numbers = [int(number) for number in re.findall(r"^\[D1\.(\d+)\]", asked, re.MULTILINE)]
    return next(number for number in numbers if number > 1)


def test_a_part_that_fails_leaves_no_file_and_what_was_drafted_is_not_paid_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_WINDOW", "4000")
    broken = True

    def answer(received: Received) -> Answer:
        if broken and part_asked(received) > 2:
            return refusal(500, "oops", {"x-should-retry": "false"})
        first = f"D1.{part_asked(received)}"
        return completion(wordy([first], 5).model_dump_json())

    with serving_by(answer) as server:
        target = tmp_path / "brief.json"
        arguments = ("make", SEED, "--base-url", server.base_url, "--model", "m")
        done = run(*arguments, "--format", "json", "-o", target)
        assert (done.returncode, done.stdout) == (4, "")
        assert list(tmp_path.iterdir()) == []
        assert part_asked(server.asked[0]) == 2
        assert len(server.asked) == 2
        broken = False
        server.received.clear()
        run(*arguments, "--format", "json", "-o", target)
        assert part_asked(server.asked[0]) > 2
        made = Brief.model_validate_json(target.read_bytes()).run
    assert made.parts > 2
    assert made.cached == 1


def test_a_budget_stops_between_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_WINDOW", "4000")
    with serving_by(
        lambda received: completion(wordy([f"D1.{part_asked(received)}"], 5).model_dump_json())
    ) as server:
        arguments = ("make", SEED, "--base-url", server.base_url, "--model", "m")
        done = run(*arguments, "--max-tokens", "2900", "-o", tmp_path / "brief.md")
        assert len(server.asked) == 2
    assert done.returncode == 6
    assert "240 are spent" in done.stderr
    assert list(tmp_path.iterdir()) == []
