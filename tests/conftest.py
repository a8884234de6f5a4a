"""What all tests share: no network but loopback, no key, no settings of this machine's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from briefing.brief import Draft, DraftClaim
from briefing.check import check_draft
from briefing.document import Document, Sentence
from briefing.language.sentences import sentence_spans
from tests.chromium import chromium

__all__ = ["chromium"]

# How long an example takes depends on the machine and on what else it does.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
Write = Callable[[str, bytes], Path]
SEED = ROOT / "seeds" / "putin-warns-nato-over-long-range-weapons.txt"


@pytest.fixture(autouse=True)
def _loopback_only() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("BRIEFING_OUTBOX", str(tmp_path_factory.mktemp("outbox") / "outbox.sqlite"))
    for name in (
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "BRIEFING_MODEL",
        "BRIEFING_TIMEOUT",
        "BRIEFING_WINDOW",
        "BRIEFING_SMTP",
        "BRIEFING_SMTP_PASSWORD",
        "BRIEFING_MAIL_FROM",
        "SOURCE_DATE_EPOCH",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file into the test's folder."""

    def to(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return to


def document(
    text: str, id: str = "D1", *, title: str = "A title", language: str = "en"
) -> Document:
    """A document made by hand, its sentences numbered as `load` numbers them."""
    return Document(
        id=id,
        text=text,
        sentences=tuple(
            Sentence(id=f"{id}.{number}", start=span.start, end=span.end)
            for number, span in enumerate(sentence_spans(text, language), start=1)
        ),
        title=title,
        location=f"{id}.txt",
        language=language,
    )


def withheld(text: str, said: str) -> set[str]:
    """Why `said`, citing all sentences of `text`, is withheld: the codes; none where it stands."""
    source = document(text)
    claim = DraftClaim(text=said, evidence=[sentence.id for sentence in source.sentences])
    draft = Draft(bottom_line=claim, summary=[], key_actors=[], red_lines=[], open_questions=[])
    return {one.code for entry in check_draft(draft, [source]).withheld for one in entry.findings}


def documents(texts: Sequence[str]) -> list[Document]:
    """Several documents made by hand: D1, D2, …"""
    return [document(text, f"D{number}") for number, text in enumerate(texts, start=1)]
