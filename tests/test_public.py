"""The package's door: what it exports, and that opening it costs nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

import briefing
from tests.conftest import ROOT

HEAVY = (
    "openai pydantic spacy tiktoken trafilatura vcr jinja2 numpy "
    "docx pypdfium2 fastfeedparser httpcore2 typst"
).split()


def test_the_exported_names_are_sorted_and_all_there() -> None:
    assert briefing.__all__ == sorted(briefing.__all__)
    for name in briefing.__all__:
        assert getattr(briefing, name) is not None
    assert set(briefing.__all__) == {
        *briefing._HOME,
        *("load", "load_all", "load_sources", "render"),
    }
    assert set(briefing.__all__) <= set(dir(briefing))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'summarise'"):
        _ = briefing.summarise


@pytest.mark.parametrize(
    "program",
    ["import briefing", "import sys; sys.argv[1:] = ['--help']; import briefing.__main__"],
)
def test_nothing_heavy_is_imported_before_it_is_needed(program: str) -> None:
    report = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print('HEAVY', [m for m in {HEAVY} if m in sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", report + program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "HEAVY []"


def test_a_function_is_never_hidden_by_the_package_of_its_name() -> None:
    program = (
        "import briefing.load.files, briefing.render.page, briefing.cli.commands\n"
        "from briefing import load, render\n"
        "assert load('seeds/../README.md').title == 'briefing', load\n"
        "assert callable(render)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)
