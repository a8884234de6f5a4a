"""Unit files: what the systems that read them make of them, for odd paths too."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.deliver.config import ConfigFile, read_config
from briefing.deliver.schedule import Schedule
from briefing.deliver.units import SYSTEMS, System, unit_file
from briefing.errors import SettingsError
from tests.test_cli import run
from tests.test_watch_config import GOOD

NOW = datetime(2026, 11, 24, tzinfo=UTC)
MORE = '\n[[watch]]\nname = "daily"\nsources = ["x"]\nschedule = "0 9 * * *"\n'
ODD = "50% off $HOME $(id) `id` 'a' \"b\" ${{ secrets.X }} {{ x }} \\ ї 💩 #;&|"
PLACES = [
    "plain",
    pytest.param(ODD, marks=pytest.mark.skipif(os.name == "nt", reason="no such names there")),
]


def printed(system: System, file: ConfigFile, name: str | None = None) -> str:
    return unit_file(system, file, name, now=NOW, python="/opt/my python/bin/python3")


@pytest.fixture(params=PLACES)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> ConfigFile:
    place = tmp_path / request.param
    place.mkdir()
    (place / "briefing.toml").write_text(GOOD + MORE, "utf-8")
    return read_config(place / "briefing.toml")


# systemd ------------------------------------------------------------------------------------


def settings_of(unit: str) -> dict[str, str]:
    lines = [line for line in unit.splitlines() if "=" in line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def words_of(command: str) -> list[str]:
    """Words as systemd.service(5) splits them, specifiers and variables undone."""
    return [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(command)]


def test_a_service_starts_the_watches_of_the_file_and_keeps_doing_so(file: ConfigFile) -> None:
    settings = settings_of(printed("systemd", file))
    assert words_of(settings["ExecStart"]) == [
        *("/opt/my python/bin/python3", "-P", "-m", "briefing", "watch", "start"),
        *("--config", str(file.path)),
    ]
    assert settings["Restart"] == "on-failure"
    assert settings["RestartPreventExitStatus"] == "2"
    (one,) = words_of(settings_of(printed("systemd", file, "daily"))["ExecStart"])[6:7]
    assert one == "daily"


def test_systemd_takes_the_service(file: ConfigFile, tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("there is no systemd here")
    path = tmp_path / "briefing.service"
    path.write_text(unit_file("systemd", file, now=NOW, python=sys.executable), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


# cron ---------------------------------------------------------------------------------------


def test_cron_calls_each_watch_at_its_hours_and_every_hour(
    file: ConfigFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        line for line in printed("cron", file).splitlines() if line and not line.startswith("#")
    ]
    commands = []
    for line in lines:
        fields = line.split(" ", 5)
        Schedule(" ".join(fields[:5]))
        # cron takes \% for %, and any other % for a line break.
        assert "%" not in fields[5].replace(r"\%", "")
        commands.append(fields[5].replace(r"\%", "%"))
    assert [shlex.split(command) for command in dict.fromkeys(commands)] == [
        [
            *("/opt/my python/bin/python3", "-P", "-m", "briefing", "watch", "run", name),
            *("--config", str(file.path), "--quiet"),
        ]
        for name in ("black-sea", "daily")
    ]
    assert sum(line.startswith("41 * * * *") for line in lines) == 2


def test_the_shell_runs_the_very_words(file: ConfigFile) -> None:
    if not shutil.which("sh"):
        pytest.skip("there is no sh here")
    line = unit_file("cron", file, "daily", now=NOW, python=sys.executable).splitlines()[-1]
    command = line.split(" ", 5)[5].replace(r"\%", "%")
    said = "import json, sys; print(json.dumps(sys.argv[1:]))"
    done = subprocess.run(
        ["sh", "-c", command.replace(" -P -m briefing ", f" -c '{said}' ", 1)],
        capture_output=True,
        text=True,
        check=True,
    )
    expected = ["watch", "run", "daily", "--config", str(file.path), "--quiet"]
    assert json.loads(done.stdout) == expected


# GitHub -------------------------------------------------------------------------------------


def workflow(file: ConfigFile, name: str | None = None) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load(printed("github-actions", file, name))
    return read


def test_a_workflow_calls_in_utc_and_keeps_what_was_sent(file: ConfigFile) -> None:
    read = workflow(file, "black-sea")
    # YAML 1.1 reads the key `on` as true.
    crons = [entry["cron"] for entry in read[True]["schedule"]]
    assert crons == ["30 3,4 * * 1-5"]  # 06:30 in Kyiv, in winter and in summer
    job = read["jobs"]["briefing"]
    steps = job["steps"]
    assert [step["run"] for step in steps if "watch run" in step.get("run", "")] == [
        'BRIEFING_OUTBOX="$GITHUB_WORKSPACE/.briefing/outbox.sqlite" '
        'briefing watch run black-sea --config "$CONFIG"'
    ]
    restore, save = (step for step in steps if "cache/" in step.get("uses", ""))
    assert restore["with"]["key"] == save["with"]["key"]
    assert restore["with"]["key"].startswith(restore["with"]["restore-keys"])
    assert save["if"] == "always()"
    assert restore["with"]["path"] == save["with"]["path"] == ".briefing"
    assert job["env"]["BRIEFING_SMTP_PASSWORD"] == "${{ secrets.BRIEFING_SMTP_PASSWORD }}"
    assert read["concurrency"]["cancel-in-progress"] is False


def test_github_evaluates_nothing_of_a_path(file: ConfigFile) -> None:
    (file.path.parent.parent / ".git").mkdir()
    config = workflow(file)["jobs"]["briefing"]["env"]["CONFIG"]
    assert config.replace("${{ '${{' }}", "${{") == f"{file.path.parent.name}/briefing.toml"
    assert "${{ secrets.X" not in config


# Kubernetes ---------------------------------------------------------------------------------


def test_a_manifest_carries_the_settings_and_runs_one_scheduler(file: ConfigFile) -> None:
    settings, claim, deployment = yaml.safe_load_all(printed("kubernetes", file))
    assert settings["data"] == {"briefing.toml": file.text}
    assert claim["spec"]["accessModes"] == ["ReadWriteOnce"]
    assert deployment["spec"]["replicas"] == 1
    assert deployment["spec"]["strategy"] == {"type": "Recreate"}
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    assert container["command"][-4:] == [
        *("watch", "start", "--config", "/etc/briefing/briefing.toml")
    ]
    mounts = {mount["mountPath"] for mount in container["volumeMounts"]}
    assert "/var/lib/briefing" in mounts
    assert {"name": "BRIEFING_OUTBOX", "value": "/var/lib/briefing/outbox.sqlite"} in container[
        "env"
    ]
    one = list(yaml.safe_load_all(printed("kubernetes", file, "daily")))
    assert {part["metadata"]["name"] for part in one} == {"briefing-daily"}


@pytest.mark.parametrize(
    "comment",
    [
        "# trailing \t",
        "# ї 💩",
        "# \u2028 \x85",
        "  # {{ x }} {% raw %}",
        "---\n# : |",
        "\r\n#",
        "",
    ],
)
def test_the_settings_reach_kubernetes_unchanged(comment: str, tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    path.write_bytes(f"# {comment}\n\n{GOOD}{comment.replace('---', '#')}".encode())
    file = read_config(path)
    settings, *_ = yaml.safe_load_all(printed("kubernetes", file))
    assert settings["data"] == {"briefing.toml": file.text}


# All ----------------------------------------------------------------------------------------


def test_a_path_that_would_break_a_line_is_refused(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("no such names there")
    place = tmp_path / "a\nExecStartPre=b"
    place.mkdir()
    (place / "briefing.toml").write_text(GOOD, "utf-8")
    for system in SYSTEMS:
        with pytest.raises(SettingsError, match="no unit file can"):
            printed(system, read_config(place / "briefing.toml"))


def test_the_command_prints_what_was_asked_for_and_asks_for_one(tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text(GOOD, "utf-8")
    done = run("watch", "install", "--systemd", "--config", path)
    assert done.returncode == 0
    assert "ExecStart=" in done.stdout
    assert done.stderr == ""
    for options in ((), ("--cron", "--systemd")):
        assert run("watch", "install", *options, "--config", path).returncode == 2
    assert run("watch", "install", "red-sea", "--cron", "--config", path).returncode == 2
