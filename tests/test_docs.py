"""What the docs show is what the program prints."""

from __future__ import annotations

import itertools
import re
import runpy

import pytest

from briefing.cli.app import app
from briefing.cli.watch_app import watch_app
from briefing.settings import DEFAULT_MODEL, VARIABLES
from tests.conftest import ROOT
from tests.test_cli import run

WRITE = runpy.run_path(str(ROOT / "docs" / "write.py"))
COMMANDS = WRITE["COMMANDS"]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_docs_show_the_help_of_every_command(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    help = run(*command.split(), "--help").stdout
    assert f"```\n{help.strip()}\n```" in shown


def test_every_command_is_in_the_docs() -> None:
    names = {info.callback.__name__ for info in app.registered_commands if info.callback}
    names |= {f"watch {info.name}" for info in watch_app.registered_commands}
    assert names == set(COMMANDS) - {""}


def test_every_option_has_help() -> None:
    for command in COMMANDS:
        lines = run(*command.split(), "--help").stdout.splitlines()
        for line, following in itertools.pairwise(lines):
            if re.match(r"  -", line):
                assert re.search(r"\S {2,}\S", line.strip()) or following.startswith(" " * 10), line


def test_the_docs_list_every_code_of_the_check_with_its_examples() -> None:
    listed = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert WRITE["table_of_codes"]() in listed


def test_the_docs_list_every_setting() -> None:
    listed = (ROOT / "docs" / "watches.md").read_text(encoding="utf-8")
    assert WRITE["table_of_settings"]() in listed


def test_the_docs_list_every_variable_of_the_environment() -> None:
    listed = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert WRITE["table_of_variables"]() in listed
    code = "".join(path.read_text("utf-8") for path in (ROOT / "briefing").rglob("*.py"))
    assert set(re.findall(r"(?<!_)(?:BRIEFING|OPENAI)_[A-Z][A-Z_]+", code)) == set(VARIABLES) - {
        "SOURCE_DATE_EPOCH"
    }


def test_the_readme_begins_with_its_two_commands() -> None:
    assert README.index("make demo") < README.index("make test") < README.index("## ")


def test_the_readme_names_the_default_model() -> None:
    assert f"`{DEFAULT_MODEL}`" in README


def test_every_file_that_the_docs_link_to_is_there() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
