"""Many briefs at once: none lost, none made twice."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

import pypdfium2
import pytest

from briefing.batch import find_jobs
from briefing.brief import Brief, Draft, DraftClaim
from briefing.errors import SettingsError, WorkerEndedError
from briefing.workers import _elsewhere
from tests.conftest import ROOT
from tests.loopback import Answer, Received, serving_by
from tests.test_cli import run

TEXTS = {
    "a.txt": "Port closes\n\nThe port of Halden said on Monday that it would close its gate.\n",
    "b.txt": "Bridge opens\n\nThe town of Moss said on Tuesday that its bridge would open.\n",
    "c.txt": "Ferry stops\n\nThe ferry of Horten said on Friday that it would not sail.\n",
}


def answer(received: Received) -> Answer:
    """A draft of whatever was asked about, in the words of its last sentence."""
    asked = received.body["messages"][1]["content"]
    line = next(line for line in reversed(asked.splitlines()) if line.startswith("[D1."))
    sentence, text = line[1:].split("] ", 1)
    draft = Draft(
        bottom_line=DraftClaim(text=text, evidence=[sentence]),
        summary=[],
        key_actors=[],
        red_lines=[],
        open_questions=[],
    )
    message = {"role": "assistant", "content": draft.model_dump_json()}
    return Answer(
        body={
            "created": 1_795_430_000,
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 4000, "completion_tokens": 1000},
        }
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    for name, text in TEXTS.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def asked() -> Iterator[tuple[str, list[Received]]]:
    with serving_by(answer) as server:
        yield f"http://127.0.0.1:{server.server_port}/v1", server.received


def lines(out: Path) -> list[dict[str, object]]:
    text = (out / "manifest.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_each_source_has_its_brief_and_a_second_run_makes_what_is_missing_or_changed(
    folder: Path, tmp_path: Path, asked: tuple[str, list[Received]]
) -> None:
    address, received = asked
    out = tmp_path / "out"
    arguments = ("batch", folder, "-o", out, "--base-url", address, "--model", "m", "--no-cache")
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in out.iterdir()} == {
        *(f"{name}.{suffix}" for name in "abc" for suffix in ("md", "json")),
        "manifest.jsonl",
    }
    brief = Brief.model_validate_json((out / "b.json").read_bytes())
    assert brief.bottom_line
    assert "Moss" in brief.bottom_line.text
    assert {line["name"] for line in lines(out)} == {"a", "b", "c"}
    assert all(line["tokens"] == 5000 for line in lines(out))
    assert len(received) == 3

    assert run(*arguments).returncode == 0
    assert len(received) == 3
    (out / "a.md").unlink()
    (folder / "c.txt").write_text(TEXTS["c.txt"].replace("Friday", "Sunday"), encoding="utf-8")
    assert run(*arguments).returncode == 0
    assert len(received) == 5
    assert "Sunday" in (out / "c.md").read_text("utf-8")


def test_one_that_fails_stops_no_other_and_is_tried_again(
    folder: Path, tmp_path: Path, asked: tuple[str, list[Received]]
) -> None:
    out = tmp_path / "out"
    (folder / "aa.txt").write_bytes(b"")
    arguments = ("batch", folder, "-o", out, "--base-url", asked[0], "--model", "m")
    done = run(*arguments)
    assert done.returncode == 4
    assert "failed: aa: " in done.stderr
    assert {line["name"]: line["status"] for line in lines(out)} == {
        "a": "made",
        "aa": "failed",
        "b": "made",
        "c": "made",
    }
    (folder / "aa.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    assert run(*arguments).returncode == 0
    assert lines(out)[-1]["status"] == "made"


def test_a_spent_budget_ends_it_and_what_was_made_is_kept(
    folder: Path, tmp_path: Path, asked: tuple[str, list[Received]]
) -> None:
    out = tmp_path / "out"
    arguments = ("batch", folder, "-o", out, "--base-url", asked[0], "--model", "m", "--jobs", "1")
    # Room for one call at its worst, and not for another beside what the first one took.
    done = run(*arguments, "--max-tokens", "12000")
    assert done.returncode == 6, done.stderr
    made = len(lines(out))
    assert len(asked[1]) == made == 1
    assert run(*arguments).returncode == 0
    assert {line["name"] for line in lines(out)} == {"a", "b", "c"}
    assert len(asked[1]) == 3


def test_what_failed_before_the_budget_ended_is_listed(
    folder: Path, tmp_path: Path, asked: tuple[str, list[Received]]
) -> None:
    (folder / "0.txt").write_bytes(b"")
    arguments = ("batch", folder, "-o", tmp_path / "out", "--base-url", asked[0], "--model", "m")
    done = run(*arguments, "--jobs", "1", "--max-tokens", "12000", "--quiet")
    assert done.returncode == 6
    assert "failed: 0: " in done.stderr
    assert done.stderr.splitlines()[-2].endswith("5,000 are spent")


def test_a_brief_is_made_again_where_the_template_a_prompt_or_the_title_changed(
    folder: Path, tmp_path: Path, asked: tuple[str, list[Received]], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    address, received = asked
    arguments = ("batch", folder, "-o", out, "--base-url", address, "--model", "m", "--no-cache")
    monkeypatch.chdir(tmp_path)

    def made() -> int:
        before = len(received)
        done = run(*arguments)
        assert done.returncode == 0, done.stderr
        return len(received) - before

    assert (made(), made()) == (3, 0)
    for kind, name in (("templates", "brief.md.jinja"), ("prompts", "merge.v1.jinja")):
        (tmp_path / kind).mkdir()
        text = (ROOT / kind / name).read_text("utf-8")
        (tmp_path / kind / name).write_text(text.replace("one-page", "brief") + "\n", "utf-8")
        assert (made(), made()) == (3, 0)
    monkeypatch.setenv("BRIEFING_WINDOW", "30000")
    assert (made(), made()) == (3, 0)
    (folder / "a.txt").rename(folder / "a.md")  # the same text, from another place
    assert (made(), made()) == (1, 0)


@pytest.mark.parametrize(
    ("format", "name"), [("pdf", "brief.typ"), ("html", "brief.css"), ("html", "brief.html.jinja")]
)
def test_a_page_is_printed_again_where_what_lays_it_out_changed(
    format: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "out" / f"a.{format}"
    arguments = ("batch", "in", "-o", "out", "--engine", "embedded", "--format", format)
    assert run(*arguments).returncode == 0
    first = page.stat().st_mtime_ns
    assert run(*arguments).returncode == 0
    assert page.stat().st_mtime_ns == first
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    with (tmp_path / "templates" / name).open("a", encoding="utf-8") as template:
        template.write("\n")
    assert run(*arguments).returncode == 0
    assert page.stat().st_mtime_ns > first


def test_many_briefs_are_printed_on_the_paper_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    arguments = ("batch", tmp_path / "in", "-o", tmp_path / "out", "--engine", "embedded")
    for page, size in (("letter", (612, 792)), ("a4", (595, 842))):
        assert run(*arguments, "--format", "pdf", "--page", page).returncode == 0
        document = pypdfium2.PdfDocument(tmp_path / "out" / "a.pdf")
        width, height = document[0].get_size()
        document.close()
        assert (round(width), round(height)) == size
    refused = run(*arguments, "--format", "md", "--page", "a4")
    assert refused.returncode == 2
    assert "--page is for --format pdf and docx" in refused.stderr


def test_what_was_not_read_stands_in_the_foot(
    tmp_path: Path, asked: tuple[str, list[Received]]
) -> None:
    pair = tmp_path / "in" / "pair"
    pair.mkdir(parents=True)
    (pair / "a.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    (pair / "empty.txt").write_bytes(b"")
    out = tmp_path / "out"
    arguments = ("batch", tmp_path / "in", "-o", out, "--base-url", asked[0], "--model", "m")
    assert run(*arguments).returncode == 4
    assert run(*arguments, "--skip-unreadable").returncode == 0
    assert "Not read: " in (out / "pair.md").read_text("utf-8")


def test_workers_make_the_same_briefs_as_one_process(
    tmp_path: Path, asked: tuple[str, list[Received]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795430000")
    for number in range(20):
        path = tmp_path / "in" / f"{number:02}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXTS["a.txt"].replace("Monday", f"{number + 1} May"), encoding="utf-8")
    model = ("--base-url", asked[0], "--model", "m", "--no-cache")
    made: list[dict[str, str]] = []
    for jobs, engine in product(("1", "2"), (("--engine", "embedded"), model)):
        out = tmp_path / f"out{len(made)}"
        done = run("batch", tmp_path / "in", "-o", out, "--jobs", jobs, *engine)
        assert done.returncode == 0, done.stderr
        made.append({path.name: path.read_text("utf-8") for path in out.glob("*.md")})
    assert len(made[0]) == 20
    assert made[:2] == made[2:]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console")
def test_ctrl_c_ends_the_workers_and_leaves_whole_briefs_and_lines(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(200):
        path = tmp_path / "in" / f"{number:03}.txt"
        path.write_text(TEXTS["a.txt"].replace("Monday", f"day {number}"), encoding="utf-8")
    out = tmp_path / "out"
    batch = ["batch", str(tmp_path / "in"), "-o", str(out), "--engine", "embedded", "--jobs", "2"]
    # Where these tests run in the background, what they start would ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", *batch], stderr=subprocess.PIPE, start_new_session=True
    )
    signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 120
    while not (out / "manifest.jsonl").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of its processes
    _, stderr = process.communicate(timeout=120)  # until the last worker closes it
    assert process.returncode == 130 or b"Aborted" in stderr, stderr
    assert b"Traceback" not in stderr
    made = lines(out)
    assert 0 < len(made) < 200
    assert {f"{line['name']}.json" for line in made} <= {path.name for path in out.iterdir()}
    assert not [path for path in out.iterdir() if path.name.startswith(".")]
    for path in out.glob("*.json"):
        Brief.model_validate_json(path.read_bytes())


def test_a_worker_that_is_ended_from_outside_is_told() -> None:
    with (
        ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool,
        pytest.raises(WorkerEndedError, match="ended from outside") as caught,
    ):
        _elsewhere(pool, os._exit, 1)
    assert "--jobs" in (caught.value.hint or "")


def test_a_line_cut_off_by_a_crash_is_made_again(
    folder: Path, tmp_path: Path, asked: tuple[str, list[Received]]
) -> None:
    out = tmp_path / "out"
    arguments = ("batch", folder, "-o", out, "--base-url", asked[0], "--model", "m", "--no-cache")
    assert run(*arguments).returncode == 0
    manifest = out / "manifest.jsonl"
    whole = manifest.read_bytes()
    manifest.write_bytes(whole[: whole.rindex(b'"key"')])
    assert run(*arguments).returncode == 0
    assert len(asked[1]) == 4
    kept = [line for line in manifest.read_text("utf-8").splitlines() if line.endswith("}")]
    assert {json.loads(line)["name"] for line in kept} == {"a", "b", "c"}


def test_names_are_safe_and_each_once(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    hostile = ["https://example.org/../../etc/passwd?x=\x1b[2J", "CON: a.txt", "b/x.txt", "c/x.txt"]
    listed.write_text("\n".join(["# sources", "", *hostile, "b/x.txt"]), encoding="utf-8")
    jobs = find_jobs(listed)
    assert len(jobs) == len({job.name for job in jobs}) == len(hostile)
    for job in jobs:
        assert set(job.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")
        assert not job.name.startswith(".")
        assert "/" not in job.name
    assert jobs[2].sources == (str(tmp_path / "b/x.txt"),)


def test_no_name_is_a_device_of_windows(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("\n".join(["CON.txt", "nul.2026.md", "com1", "lpt9.pdf", "console.txt"]))
    names = [job.name for job in find_jobs(listed)]
    assert names[-1] == "console"
    for name, device in zip(names, ["con", "nul", "com1", "lpt9"], strict=False):
        assert name.startswith(f"{device}-")
        assert name.partition(".")[0] != device


def test_a_folder_in_the_folder_is_one_brief(folder: Path) -> None:
    (folder / "pair").mkdir()
    (folder / "pair" / "one.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    assert [job.name for job in find_jobs(folder)] == ["a", "b", "c", "pair"]


def test_without_a_source_there_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for place in ("empty", "none"):
        with pytest.raises(SettingsError):
            find_jobs(tmp_path / place)
