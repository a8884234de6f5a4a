"""briefing.toml: what it takes, and where it says what is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from briefing.deliver.config import read_config
from briefing.deliver.settings import Watch
from briefing.errors import SettingsError
from tests.test_cli import run

GOOD = """\
[mail]
from = "Desk <desk@example.org>"
smtp = "smtps://user@mail.example.org"

[[watch]]
name = "black-sea"
sources = ["https://example.org/feed.xml", "inbox/*.txt"]
since = "24h"
schedule = "30 6 * * mon-fri"
timezone = "Europe/Kyiv"
to = ["team@example.org"]
when_empty = "skip"
"""
SECRET = "hunter2-never-shown"


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return tmp_path / "briefing.toml"


def test_the_example_of_the_issue_is_read(toml: Path) -> None:
    toml.write_text("\ufeff" + GOOD, "utf-8")
    file = read_config(toml)
    (watch,) = file.watches()
    assert watch.sources == ("https://example.org/feed.xml", "inbox/*.txt")
    assert watch.newer_than == timedelta(hours=24)
    assert file.config.mail.sender == "Desk <desk@example.org>"
    assert file.outbox({}) == toml.parent / ".briefing" / "outbox.sqlite"
    elsewhere = toml.parent.parent / "elsewhere"
    assert file.outbox({"BRIEFING_OUTBOX": str(elsewhere)}) == elsewhere


WRONG = [
    ("since", "sinc", 8, "has no setting 'sinc'", "since?"),
    ("30 6 * * mon-fri", "60 6 * * *", 9, "its minute is wrong", ""),
    ("30 6 * * mon-fri", "30 6 * *", 9, "five fields", ""),
    ("Europe/Kyiv", "Europe/Kyif", 10, "no time zone 'Europe/Kyif'", ""),
    ('["team@example.org"]', '[\n "a@example.org",\n "bad"]', 13, "'bad' is no mail address", ""),
    ('["team@example.org"]', '["a@b.org",\n "c <A@b.org>"]', 12, "a@b.org is named twice", ""),
    ('["team@example.org"]', '"a@example.org"', 11, "a list in square brackets", ""),
    ("Desk <desk@example.org>", "Desk\\nBcc: x@example.org", 2, "from: ", ""),
    ("smtps", "gopher", 3, "no address of a mail server", ""),
    ("user@mail", f"user:{SECRET}@mail", 3, "holds a password", "BRIEFING_SMTP_PASSWORD"),
    ('when_empty = "skip"', f'password = "{SECRET}"', 12, "has no setting", "not for files"),
    ('when_empty = "skip"', f'api_key = "{SECRET}"', 12, "has no setting", "not for files"),
    ('when_empty = "skip"', 'when_empty = "no"', 12, "'skip' or 'say-so'", ""),
    ('when_empty = "skip"', 'engine = "embedded"\nmodel = "m"', 5, "asks none", ""),
    ('when_empty = "skip"', "limit = 0", 12, "greater than or equal to 1", ""),
    ('when_empty = "skip"', "limit = true", 12, "a whole number", ""),
    ('when_empty = "skip"', "max_cost = -1", 12, "greater than or equal to 0", ""),
    ('when_empty = "skip"', 'unsubscribe = "ftp://x"', 12, "https or mailto", ""),
    ('"24h"', '"yesterday"', 8, "no length of time", ""),
    ('"black-sea"', '"Black Sea"', 6, "no name of a watch", ""),
    ('name = "black-sea"\n', "", 5, "[[watch]] needs name", ""),
    ('from = "Desk <desk@example.org>"\n', "", 2, "[mail] needs from", ""),
    ("[[watch]]", "[watch]", 6, "double brackets", ""),
    ("[mail]", "[mail", 1, "no TOML", ""),
    ("[mail]", "[post]", 1, "no [mail]", ""),
    ('"skip"', '"skip', 12, "no TOML", ""),
    ('sources = ["https://example.org/feed.xml", "inbox/*.txt"]', "sources = []", 7, "none", ""),
    ('"inbox/*.txt"]', '"-"]', 7, "standard input", ""),
]


@pytest.mark.parametrize(("old", "new", "line", "message", "hint"), WRONG)
def test_what_is_wrong_is_told_with_its_line_and_without_secrets(
    toml: Path, old: str, new: str, line: int, message: str, hint: str
) -> None:
    assert old in GOOD
    toml.write_text(GOOD.replace(old, new, 1), "utf-8")
    done = run("watch", "list", "--config", toml)
    assert done.returncode == 2
    assert done.stdout == ""
    # A sentence each for what is wrong and what to do, and no trace of Python.
    assert f"briefing: {toml}:{line}: " in done.stderr
    assert message in done.stderr
    assert hint in done.stderr
    assert SECRET not in done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_a_name_may_stand_once(toml: Path) -> None:
    again = '[[watch]]\nname = "black-sea"\nsources = ["x"]\nschedule = "* * * * *"\n'
    toml.write_text(GOOD + again, "utf-8")
    with pytest.raises(SettingsError, match=r"toml:14: there are two watches 'black-sea'"):
        read_config(toml)


def test_the_password_is_asked_for_before_anything_is_read_or_made(
    toml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    toml.write_text(GOOD, "utf-8")
    for command in (["run", "black-sea"], ["start"]):
        done = run("watch", *command, "--config", toml)
        assert done.returncode == 2
        assert f"{toml}:3: there is no password for user@mail.example.org" in done.stderr
    assert not (toml.parent / ".briefing").exists()


def test_a_file_that_is_not_there_or_no_text_is_told(toml: Path) -> None:
    assert "briefing init" in run("watch", "list", "--config", toml).stderr
    toml.write_bytes(b"\xff\xfe")
    assert "UTF-8" in run("watch", "list", "--config", toml).stderr


def test_an_unknown_watch_is_told_with_those_there_are(toml: Path) -> None:
    toml.write_text(GOOD, "utf-8")
    done = run("watch", "run", "red-sea", "--config", toml)
    assert done.returncode == 2
    assert "it has black-sea" in done.stderr


def test_what_init_writes_is_read_as_it_stands_and_nothing_is_overwritten(tmp_path: Path) -> None:
    place = tmp_path / "desk"
    done = run("init", place)
    assert done.returncode == 0
    assert f"briefing: wrote {place / 'briefing.toml'}" in done.stderr
    file = read_config(place / "briefing.toml")
    assert [watch.name for watch in file.watches()] == ["morning"]
    assert (place / "prompts" / "brief.v1.jinja").exists()
    assert (place / "templates" / "mail.html.jinja").exists()
    assert (place / ".briefing" / ".gitignore").read_text() == "*\n"

    (place / "briefing.toml").write_text(GOOD, "utf-8")
    (place / "templates" / "mail.css").unlink()
    again = run("init", place)
    assert again.returncode == 0
    assert f"kept, since it was there: {place / 'briefing.toml'}" in again.stderr
    assert [line for line in again.stderr.splitlines() if "wrote" in line] == [
        f"briefing: wrote {place / 'templates' / 'mail.css'}"
    ]
    assert (place / "briefing.toml").read_text("utf-8") == GOOD


def test_what_init_writes_holds_with_every_setting_that_it_shows(tmp_path: Path) -> None:
    run("init", tmp_path)
    path = tmp_path / "briefing.toml"
    lines = path.read_text("utf-8").splitlines()
    start = lines.index("# The rest may be left out.")
    shown = [line.removeprefix("# ") if "=" in line or "[[" in line else line for line in lines]
    path.write_text(
        "\n".join(lines[:start] + shown[start:])
        .replace('"gpt-5.4-mini"', '"m"')
        .replace('engine = "embedded"', 'engine = "openai"'),
        "utf-8",
    )
    file = read_config(path)
    assert [watch.name for watch in file.watches()] == ["morning", "week"]
    named = {line.split("=")[0].strip("# ") for line in lines if " = " in line}
    left_out = set(Watch.model_fields) - named
    assert left_out == {"glob", "allow_private", "prompt", "judge"}


def test_init_into_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("init", tmp_path / "file")
    assert done.returncode == 2
    assert "cannot write" in done.stderr


def test_the_next_times_and_no_run_yet_are_listed(toml: Path) -> None:
    toml.write_text(GOOD, "utf-8")
    # 23 November 2026, 12:33 in Kyiv.
    assert run("watch", "list", "--config", toml).stdout == (
        "black-sea\n"
        "  next  Tue 24 Nov 2026 06:30, Wed 25 Nov 2026 06:30, Thu 26 Nov 2026 06:30 "
        "(Europe/Kyiv)\n"
        "  last  none yet\n"
    )
