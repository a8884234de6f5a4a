from __future__ import annotations

import importlib
import lzma
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import briefing
from briefing.brief import TokenCount
from briefing.tokens import _encoding, cost_usd, count_tokens
from tests.conftest import SEED

PACKAGE = Path(briefing.__file__).parent
RANKS = Path("_data", "tokenizer", "o200k_base.tiktoken.xz")

MILLION = TokenCount(input=1_000_000, output=1_000_000)
THEN = datetime(2026, 11, 1, tzinfo=UTC)


# The figures are those of tiktoken 0.14's own o200k_base.
@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", 0),
        ("tiktoken is great!", 6),
        ("Привет, мир! 你好，世界。 😀", 11),
        ("We'll NOT accept 1234567 of them\r\n\r\n  \n/", 12),
        ("<|endoftext|>", 7),
        (SEED.read_text(encoding="utf-8"), 545),
    ],
    ids=["nothing", "English", "scripts", "clitics, digits and blanks", "special token", "seed"],
)
def test_tokens_are_counted_as_tiktoken_counts_them(text: str, tokens: int) -> None:
    assert count_tokens(text) == tokens


def test_text_is_cut_before_merging_as_tiktoken_cuts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    published = importlib.import_module("tiktoken_ext.openai_public")
    # Its pattern is wanted, not its ranks, which it would download.
    monkeypatch.setattr(published, "load_tiktoken_bpe", lambda *_, **__: {})
    assert _encoding()._pat_str == published.o200k_base()["pat_str"]


def test_half_a_surrogate_and_long_runs_are_counted() -> None:
    assert count_tokens("\ud800") > 0
    assert count_tokens("a" * 100_000) > 0


def test_counting_and_pricing_open_no_connection() -> None:
    program = (
        "import socket\n"
        "def refuse(*_, **__): raise AssertionError('a connection was opened')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from briefing.brief import TokenCount\n"
        "from briefing.tokens import cost_usd, count_tokens\n"
        "print(count_tokens('tiktoken is great!'))\n"
        "print(cost_usd('gpt-4o', TokenCount(input=1, output=1), None) > 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["6", "True"]


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1000])


def altered(file: Path) -> None:
    content = lzma.decompress(file.read_bytes())
    file.write_bytes(lzma.compress(content[:-1], preset=0))


@pytest.mark.parametrize("damage", [cut_short, altered, Path.unlink])
def test_a_damaged_installation_says_to_reinstall(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    shutil.copytree(PACKAGE, tmp_path / "briefing")
    damage(tmp_path / "briefing" / RANKS)
    program = (
        "from briefing.errors import BriefingError\n"
        "from briefing.tokens import count_tokens\n"
        "try: count_tokens('text')\n"
        "except BriefingError as error: print(error.exit_code, error.message, error.hint)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("1 the tokenizer's file o200k_base.tiktoken.xz is")
    assert "reinstall" in done.stdout


# Prices of 1 November 2026 in genai-prices 0.2.3.
@pytest.mark.parametrize(
    ("model", "address", "dollars"),
    [
        ("gpt-4o", None, 12.5),
        ("gpt-4o-2024-08-06", "https://api.openai.com/v1", 12.5),
        ("openai/gpt-4o", "https://openrouter.ai/api/v1", 12.5),
        ("gpt-4o", "https://desk.openai.azure.com/openai/v1", 12.5),
        ("gpt-4o", "http://127.0.0.1:8000/v1", None),
        ("gpt-4o", "http://localhost:11434/v1", None),
        ("gpt-4o", "https://models.example.org/v1", None),
        ("no-such-model", None, None),
        ("whisper-1", None, None),
        ("", None, None),
    ],
)
def test_a_price_is_that_of_the_address_which_served_the_model(
    model: str, address: str | None, dollars: float | None
) -> None:
    assert cost_usd(model, MILLION, address, at=THEN) == dollars


def test_no_tokens_cost_nothing() -> None:
    assert cost_usd("gpt-4o", TokenCount(input=0, output=0), None) == 0
