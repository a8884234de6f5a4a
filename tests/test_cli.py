"""The command line as its user meets it: output, messages, exit codes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from briefing.brief import Brief
from briefing.cli import main
from briefing.render.page import Page
from tests.conftest import SEED


class Done(NamedTuple):
    """What a run of the command line left behind."""

    returncode: int
    stdout: str
    stderr: str


class _Stream(io.TextIOWrapper):
    """A standard stream that keeps its bytes."""

    def __init__(self, data: bytes = b"", encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(data), encoding=encoding, write_through=True)

    def kept(self) -> str:
        self.flush()
        kept: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]
        return kept.decode()


NOW = "1795430000"
"""23 November 2026, 10:33:20 UTC."""


def run(
    *arguments: str | Path, stdin: bytes = b"", encoding: str = "utf-8", now: str = NOW
) -> Done:
    """Run the command line in this process, with streams of its own."""
    stdout, stderr = _Stream(encoding=encoding), _Stream(encoding=encoding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", now)
        patch.setattr(sys, "argv", ["briefing", *map(str, arguments)])
        patch.setattr(sys, "stdin", _Stream(stdin))
        patch.setattr(sys, "stdout", stdout)
        patch.setattr(sys, "stderr", stderr)
        try:
            main()
        except SystemExit as done:
            code = done.code
    assert isinstance(code, int)
    return Done(code, stdout.kept(), stderr.kept())


@pytest.fixture(scope="module")
def seed_json(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seed") / "brief.json"
    done = run("make", SEED, "--format", "json", "-o", path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    return path


def test_the_program_runs_on_its_own_and_warns_of_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "briefing", "make", str(SEED)],
        capture_output=True,
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795430000"},
    )
    assert done.stdout.decode() == run("make", SEED).stdout


def test_make_prints_the_brief_and_says_on_stderr_who_drafted_it() -> None:
    done = run("make", SEED)
    assert done.returncode == 0
    assert done.stdout.startswith("# Putin threatens NATO")
    assert done.stderr.startswith("briefing: drafting with the embedded engine")
    assert "OPENAI_API_KEY" in done.stderr
    assert len(done.stdout.split()) <= 500
    assert done.stdout == run("make", SEED).stdout


def test_the_seed_brief_names_who_matters_with_role_and_red_line() -> None:
    page = run("make", SEED).stdout
    for actor in (
        "**Vladimir Putin**, Russian President",
        "**Sergey Lavrov**, Foreign Minister",
        "**Volodimir Zelensky**, Ukrainian President",
        "**Antony Blinken**, US Secretary of State",
        "**Rustem Umerov**, the Ukrainian defence minister",
        "**David Lammy**, British Foreign Secretary",
        "**William Courtney**, former US ambassador and adjunct fellow at the RAND Corporation",
    ):
        assert actor in page
    red_lines = page.split("## Stated red lines")[1].split("##")[0]
    trigger = "lift their veto on long-range weapons to allow Ukraine to attack Russian territory"
    assert "**Vladimir Putin** to " in red_lines
    assert f"Trigger: they {trigger}" in red_lines
    assert "Consequence: NATO countries will be directly involved" in red_lines
    assert "all-out war" in red_lines
    assert SEED.read_text(encoding="utf-8").splitlines()[2] in red_lines


def test_every_citation_of_the_seed_brief_is_exact(seed_json: Path) -> None:
    brief = Brief.model_validate_json(seed_json.read_bytes())
    text = SEED.read_text(encoding="utf-8")
    page = Page(brief)
    assert len(page.evidence) > 10
    for citation in page.evidence:
        assert text[citation.start : citation.end] == citation.quote
    for red_line in brief.red_lines:
        assert red_line.quote in text


def test_a_brief_passes_its_own_check_and_renders_as_it_was_made(seed_json: Path) -> None:
    checked = run("check", seed_json)
    assert (checked.returncode, checked.stdout) == (0, "")
    assert run("render", seed_json).stdout == run("make", SEED).stdout
    assert run("render", "-", stdin=seed_json.read_bytes()).stdout == run("make", SEED).stdout


def test_check_prints_what_does_not_fit_and_exits_5(seed_json: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.txt"
    changed.write_text(SEED.read_text(encoding="utf-8").replace("NATO", "SEATO"), encoding="utf-8")
    done = run("check", seed_json, changed)
    assert done.returncode == 5
    assert "sources[0]: error: " in done.stdout
    assert "(source-missing)" in done.stdout
    listed = json.loads(run("check", seed_json, changed, "--format", "json").stdout)
    assert {"code", "severity", "path", "message"} == set(listed[0])


def test_schema_is_that_of_a_brief() -> None:
    assert json.loads(run("schema").stdout) == Brief.model_json_schema()


def test_stdin_is_a_source() -> None:
    done = run("make", "-", stdin=b"Title of it\n\nThe minister said on Monday that he would go.\n")
    assert done.returncode == 0
    assert done.stdout.startswith("# Title of it\n")


def test_several_sources_make_one_brief(tmp_path: Path) -> None:
    second = tmp_path / "second.txt"
    second.write_text("Berlin\n\nThe chancellor said on Monday that Germany would not wait.\n")
    page = run("make", SEED, second).stdout
    assert "(and one more source)" in page.splitlines()[0]
    assert "- D2: Berlin" in page


def test_o_writes_the_whole_file_or_nothing(tmp_path: Path) -> None:
    target = tmp_path / "brief.md"
    assert run("make", SEED, "-o", target).returncode == 0
    assert target.read_text(encoding="utf-8") == run("make", SEED).stdout
    target.write_text("old")
    assert run("make", tmp_path / "missing.txt", "-o", target).returncode == 3
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["brief.md"]
    done = run("make", SEED, "-o", tmp_path / "no" / "folder.md")
    assert done.returncode == 2
    assert "no/folder.md" in done.stderr.replace(os.sep, "/")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["make"], "no source"),
        (["make", "--no-such-option", "x"], "No such option"),
        (["make", SEED, "--record", "none"], "--record needs --cassette"),
        (["make", SEED, "--engine", "openai"], "no key and no address"),
        (["make", SEED, "--engine", "embedded", "--model", "m"], "--model is for a model"),
        (["make", SEED, "--model", "m"], "--model needs a model to ask"),
        (["make", SEED, "--template", "nothing"], "nothing"),
        (["make", SEED, "--format", "odt"], "odt"),
        (["make", SEED, "--page", "a4"], "--page is for"),
        (["render", SEED.name, "--format", "json", "--template", "x"], ""),
    ],
)
def test_wrong_usage_exits_2_and_says_what_is_wrong(
    arguments: list[str | Path], reason: str, seed_json: Path
) -> None:
    done = run(*[seed_json if argument == SEED.name else argument for argument in arguments])
    assert done.returncode == 2
    assert done.stdout == ""
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unreadable_source_exits_3_and_says_which_and_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00")
    for name in ("empty.txt", "picture.png", "missing.txt", "."):
        done = run("make", SEED, name)
        assert done.returncode == 3
        assert done.stdout == ""
        assert name in done.stderr
        assert "Traceback" not in done.stderr


def test_a_file_that_is_no_brief_exits_3(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    for text in ("{}", "not json", "[]", ""):
        path.write_text(text)
        done = run("render", path)
        assert done.returncode == 3
        assert "other.json is no brief" in done.stderr
    assert run("check", tmp_path / "none.json").returncode == 3


def test_strict_is_silent_where_nothing_is_withheld_or_missed() -> None:
    assert run("make", SEED, "--strict").returncode == 0


def test_a_closed_pipe_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "briefing", "schema"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_the_brief_is_utf_8_whatever_the_terminal_says(encoding: str, tmp_path: Path) -> None:
    source = tmp_path / "кириллица.txt"
    source.write_text("Заголовок\n\nМинистр сказал в понедельник, что он поедет туда.\n", "utf-8")
    done = run("make", source, encoding=encoding)
    assert done.returncode == 0
    assert "# Заголовок" in done.stdout
