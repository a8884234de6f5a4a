"""The command line with a model: over HTTP, from a recording, and when the service fails."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefing.brief import Brief
from tests.conftest import ROOT, SEED
from tests.loopback import Answer, Loopback, closed_port, completion, refusal, serving
from tests.test_cli import run

CASSETTE = ROOT / "cassettes" / f"{SEED.stem}.yaml"
IN_PARTS = ROOT / "cassettes" / "two-sources-in-parts.yaml"
STATEMENT = Path("tests/data/unsc/2014_spv.7138/spch004-united_states_of_america.txt")
DRAFT = {
    "bottom_line": {"text": "Putin warned Atlantic Alliance countries.", "evidence": ["D1.3"]},
    "summary": [
        {"text": "Umerov confirmed that airfields would be in range.", "evidence": ["D1.13"]},
        {"text": "Putin said “we will strike”.", "evidence": ["D1.5"]},
    ],
    "key_actors": [],
    "red_lines": [],
    "open_questions": [],
}
UNREPAIRED = {"items": [{"path": "summary[1]", "item": None}]}
CALLS = (completion(json.dumps(DRAFT)), completion(json.dumps(UNREPAIRED)))
KEY = "sk-a-secret-that-nobody-may-see"


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def make(server: Loopback, *arguments: str | Path) -> tuple[int, str, str]:
    return run("make", SEED, "--base-url", server.base_url, "--model", "m", *arguments)


def test_a_model_writes_the_brief_and_what_does_not_stand_is_withheld() -> None:
    with serving(*CALLS) as server:
        code, stdout, stderr = make(server)
    assert code == 0
    assert "**Bottom line.** Putin warned Atlantic Alliance countries. [D1.3]" in stdout
    assert "we will strike" not in stdout
    assert "summary\\[1\\].text: a quote in it does not stand in the cited sentences" in stdout
    assert "we will strike" in stderr
    assert "Drafted by m from brief.v1, 200 tokens in and 40 out." in stdout


def test_what_the_model_puts_right_is_printed() -> None:
    item = {"text": "Putin said “we will make appropriate decisions”.", "evidence": ["D1.5"]}
    repaired = {"items": [{"path": "summary[1]", "item": item}]}
    with serving(CALLS[0], completion(json.dumps(repaired))) as server:
        code, stdout, _ = make(server, "--strict")
    assert "Putin said “we will make appropriate decisions”. [D1.5]" in stdout
    assert "## Withheld" not in stdout
    assert code == 5  # for the red lines that the draft leaves out


def test_the_judge_withholds_what_it_denies() -> None:
    verdicts = {"verdicts": [{"path": "summary[0]", "follows": False, "reason": "it was May"}]}
    with serving(*CALLS, completion(json.dumps(verdicts))) as server:
        code, stdout, stderr = make(server, "--judge")
        assert len(server.asked) == 3
    assert code == 0
    assert "in range" not in stdout
    assert "m finds it unsupported: it was May (judge-disagrees)" in stderr


def test_a_finished_brief_is_judged_too(tmp_path: Path) -> None:
    brief = tmp_path / "brief.json"
    with serving(*CALLS) as server:
        make(server, "--format", "json", "-o", brief)
    verdicts = {"verdicts": [{"path": "bottom_line", "follows": False, "reason": "who?"}]}
    with serving(completion(json.dumps(verdicts))) as server:
        done = run("check", brief, SEED, "--judge", "--base-url", server.base_url, "--model", "m")
    assert done.returncode == 5
    assert "bottom_line: error: m finds it unsupported: who? (judge-disagrees)" in done.stdout


def test_the_judge_needs_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    for engine in ("auto", "embedded"):
        done = run("make", SEED, "--engine", engine, "--judge")
        assert (done.returncode, done.stdout) == (2, "")
        assert "--judge" in done.stderr


def test_auto_takes_the_model_where_there_is_a_key() -> None:
    with serving(*CALLS) as server:
        _, _, stderr = make(server)
    assert stderr.startswith(f"briefing: drafting with m at {server.base_url}\n")


def test_strict_prints_the_brief_and_exits_5() -> None:
    with serving(*CALLS) as server:
        code, stdout, _ = make(server, "--strict")
    assert code == 5
    assert stdout.startswith("# Putin threatens")


@pytest.mark.parametrize(
    "failures",
    [
        [refusal(401, "bad key")],
        [refusal(404, "no such model")],
        [refusal(400, "no")],
        [refusal(429, "slow down", {"Retry-After": "0"})],
        [refusal(500, "oops", {"Retry-After": "0"})],
        [Answer(cut=-1)],
        [Answer(body="<html>hello</html>")],
        [completion("")],
        [completion(None, refusal="I will not.")],
        [completion("{", finish_reason="length")],
        [completion("no JSON here")],
        [completion('{"summary": 7}')],
    ],
)
def test_a_failing_service_exits_4_with_a_hint_and_writes_no_file(
    failures: list[Answer], tmp_path: Path
) -> None:
    target = tmp_path / "brief.md"
    with serving(*failures) as server:
        code, stdout, stderr = make(server, "-o", target)
    assert (code, stdout) == (4, "")
    assert list(tmp_path.iterdir()) == []
    assert len(stderr.splitlines()) >= 3
    assert stderr.splitlines()[-1].startswith("  ")
    assert "Traceback" not in stderr
    assert KEY not in stderr


def test_a_silent_service_exits_4_after_the_time_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_TIMEOUT", "0.2")
    with serving(Answer(wait=1.0)) as server:
        code, stdout, stderr = make(server)
    assert (code, stdout) == (4, "")
    assert "in 0.2 s" in stderr
    assert "BRIEFING_TIMEOUT" in stderr


@pytest.mark.parametrize("seconds", ["soon", "0", "-1", "nan", "inf"])
def test_a_time_that_is_none_exits_2(seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_TIMEOUT", seconds)
    done = run("make", SEED)
    assert done.returncode == 2
    assert "BRIEFING_TIMEOUT" in done.stderr


def test_a_service_that_is_not_there_exits_4() -> None:
    done = run("make", SEED, "--base-url", f"http://127.0.0.1:{closed_port()}/v1")
    assert done.returncode == 4
    assert "--base-url" in done.stderr


def test_a_recording_is_made_once_and_replayed_without_key_or_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cassette = tmp_path / "c.yaml"
    with serving(*CALLS) as server:
        first = make(server, "--cassette", cassette)
        assert KEY not in cassette.read_text()
    monkeypatch.delenv("OPENAI_API_KEY")
    for mode in ("none", "once"):
        replayed = run("make", SEED, "--cassette", cassette, "--record", mode)
        assert (replayed.returncode, replayed.stdout) == (0, first[1])


@pytest.mark.parametrize("format", ["md", "json", "html"])
def test_the_shipped_recording_prints_the_same_brief_every_time(
    format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.chdir(ROOT)
    arguments = (
        *("make", SEED.relative_to(ROOT), "--engine", "openai", "--format", format),
        *("--cassette", CASSETTE.relative_to(ROOT), "--record", "none"),
    )
    first, second = run(*arguments), run(*arguments)
    assert first.returncode == 0
    assert first.stdout == second.stdout


def test_the_shipped_recording_s_brief_is_the_one_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    page = run(
        *("make", SEED.relative_to(ROOT).as_posix(), "--engine", "openai"),
        *("--cassette", CASSETTE, "--record", "none"),
    ).stdout
    assert page == CASSETTE.with_suffix(".md").read_text(encoding="utf-8")


def test_the_shipped_recording_of_long_sources_is_read_in_parts_and_merged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("BRIEFING_WINDOW", "8000")
    page = run(
        *("make", SEED.relative_to(ROOT).as_posix(), STATEMENT.as_posix(), "--engine", "openai"),
        *("--cassette", IN_PARTS, "--record", "none"),
    ).stdout
    assert page == IN_PARTS.with_suffix(".md").read_text(encoding="utf-8")
    assert "read in 2 parts" in page
    # What either part found stands in the one brief, with its evidence.
    assert {"D1", "D2"} <= set(re.findall(r"\[(D\d+)\.\d+\]", page))


@pytest.mark.parametrize("recording", [CASSETTE, IN_PARTS], ids=lambda path: path.stem)
def test_a_shipped_recording_names_its_origin_and_holds_no_secret(recording: Path) -> None:
    text = recording.read_text(encoding="utf-8")
    assert "recorded through a loopback relay" in text.splitlines()[0]
    assert "authorization" not in text.lower()


def test_every_recording_is_used() -> None:
    assert set((ROOT / "cassettes").glob("*.yaml")) == {CASSETTE, IN_PARTS}


def test_a_changed_source_fails_with_a_diff_and_not_with_an_old_answer(tmp_path: Path) -> None:
    changed = tmp_path / SEED.name
    text = SEED.read_text(encoding="utf-8").replace("Courtney", "Court")
    changed.write_text(text, encoding="utf-8")
    done = run("make", changed, "--cassette", CASSETTE, "--record", "none")
    assert done.returncode == 4
    assert "William Court," in done.stderr
    assert "William Courtney," in done.stderr
    assert len(done.stderr.splitlines()) < 80


def test_json_says_how_the_brief_was_made() -> None:
    done = run(
        *("make", SEED, "--cassette", CASSETTE, "--record", "none", "--format", "json"),
    )
    made = Brief.model_validate_json(done.stdout).run
    assert made.engine == "openai"
    assert made.prompt == "brief.v1"
    assert made.tokens is not None
    assert made.tokens.input > 1_000
    assert made.seconds is None
