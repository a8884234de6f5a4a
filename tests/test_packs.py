"""Packs: what is handed on can be checked by who gets it, and by nothing but itself."""

from __future__ import annotations

import hashlib
import json
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.archive import read_archive, write_archive
from briefing.packs.contents import open_pack
from briefing.packs.verify import verify_pack
from tests.conftest import ROOT, SEED, Write
from tests.test_cli import run

CASSETTE = ROOT / "cassettes" / f"{SEED.stem}.yaml"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def seed_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pack") / "seed.zip"
    done = run("make", SEED, "--pack", path)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="module")
def model_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pack") / "model.zip"
    done = run("make", SEED, "--cassette", CASSETTE, "--record", "none", "--pack", path)
    assert done.returncode == 0, done.stderr
    return path


def listed(files: Files) -> Files:
    """The files with a manifest that is true of them: what a careful forger would send."""
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for name, content in files.items()
        if name != "manifest.json"
    }
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def verified(files: Files, tmp_path: Path) -> tuple[int, set[str], str]:
    """Exit code, codes of the findings, and what was said."""
    path = tmp_path / "sent.zip"
    path.write_bytes(write_archive(files))
    done = run("verify", path, "--format", "json")
    found = json.loads(done.stdout) if done.stdout else []
    return done.returncode, {finding["code"] for finding in found}, done.stderr


def edited(files: Files, change: Callable[[dict[str, Any]], object]) -> Files:
    """The files with a change in the brief, and a manifest that knows of it."""
    brief = json.loads(files["brief.json"])
    change(brief)
    return listed({**files, "brief.json": json.dumps(brief).encode()})


def test_a_pack_holds_the_brief_and_all_it_rests_on(model_pack: Path) -> None:
    files = read_archive(model_pack.read_bytes())
    assert list(files) == [
        "manifest.json",
        "brief.html",
        "brief.md",
        "brief.json",
        "sources/D1.txt",
        "prompts/brief.v1.jinja",
        "recording.yaml",
    ]
    assert files["sources/D1.txt"] == SEED.read_bytes()
    assert files["prompts/brief.v1.jinja"] == (ROOT / "prompts" / "brief.v1.jinja").read_bytes()
    assert files["recording.yaml"] == CASSETTE.read_bytes()
    assert files["brief.md"].startswith(b"# Putin threatens NATO")
    manifest = json.loads(files["manifest.json"])
    assert manifest["schema_version"] == 1
    assert manifest["prompt"] == "prompts/brief.v1.jinja"
    brief = json.loads(files["brief.json"])
    assert manifest["files"]["sources/D1.txt"]["sha256"] == brief["sources"][0]["sha256"]
    with zipfile.ZipFile(model_pack) as archive:
        assert archive.testzip() is None


def test_a_pack_stands_and_says_so(seed_pack: Path, model_pack: Path) -> None:
    for pack in (seed_pack, model_pack):
        done = run("verify", pack)
        assert (done.returncode, done.stdout) == (0, "")
        assert "all of it stands" in done.stderr
        assert hashlib.sha256(pack.read_bytes()).hexdigest() in done.stderr


def test_the_same_brief_makes_the_same_pack(seed_pack: Path, tmp_path: Path) -> None:
    run("make", SEED, "--pack", tmp_path / "again.zip", "--format", "json")
    assert (tmp_path / "again.zip").read_bytes() == seed_pack.read_bytes()


SOURCES = {
    "front.md": "---\ntitle: A day\ndate: 2026-11-20\n---\n\n# Heading\n\nBerg said the port is "
    "closed. Lind warned that if the convoy comes, the fleet will answer.\n",
    "page.html": "<!doctype html><title>T</title><article><p>Berg said the port is closed.</p>"
    "<p>Lind said on Monday that the talks had failed, and that no ship is let in.</p></article>",
    "marked.txt": "\ufeffA headline\r\n\r\nBerg said the port is closed.\r\nLind said no.\r\n",
    "looks.txt": "Berg said that <p> is a paragraph and <html> a page. Lind said no.\n",
    "russian.txt": "Заголовок\n\nМинистр сказал в понедельник, что порт закрыт.\n",
}


@pytest.mark.parametrize("name", list(SOURCES))
def test_sources_of_every_kind_verify(name: str, write: Write, tmp_path: Path) -> None:
    source = write(name, SOURCES[name].encode())
    pack = tmp_path / "kind.zip"
    assert run("make", source, "--pack", pack).returncode == 0
    done = run("verify", pack)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_pack_of_own_templates_says_so(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, pack = write("a.txt", b"Berg said the port is closed."), tmp_path / "own.zip"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "brief.md.jinja").write_text("Mine: {{ brief.title }}")
    assert run("make", source, "--pack", pack).returncode == 0
    assert read_archive(pack.read_bytes())["brief.md"].startswith(b"Mine: ")
    assert run("verify", pack).returncode == 0
    monkeypatch.chdir(ROOT)
    done = run("verify", pack)
    assert done.returncode == 0
    assert "not checked: brief.md, which was made by templates of its maker's own" in done.stderr


def test_several_sources_stand_under_their_ids(write: Write, tmp_path: Path) -> None:
    names = [write(name, text.encode()) for name, text in SOURCES.items()]
    pack = tmp_path / "several.zip"
    assert run("make", *names, "--pack", pack).returncode == 0
    assert run("verify", pack).returncode == 0
    files = read_archive(pack.read_bytes())
    assert [name for name in files if name.startswith("sources/")] == [
        "sources/D1.md",
        *(f"sources/D{number}.txt" for number in range(2, 6)),
    ]


@pytest.mark.parametrize(
    "name", ["brief.html", "brief.md", "brief.json", "sources/D1.txt", "recording.yaml"]
)
def test_a_changed_file_is_named(name: str, model_pack: Path, tmp_path: Path) -> None:
    files = read_archive(model_pack.read_bytes())
    changed = files[name].replace(b"Putin", b"Xutin", 1).replace(b"uri:", b"urj:", 1)
    assert changed != files[name]
    code, found, _ = verified({**files, name: changed}, tmp_path)
    assert code == 5
    assert "file-changed" in found


def test_a_changed_page_is_found_under_a_true_manifest(seed_pack: Path, tmp_path: Path) -> None:
    files = read_archive(seed_pack.read_bytes())
    for name in ("brief.html", "brief.md"):
        changed = listed({**files, name: files[name].replace(b"NATO", b"NAFO")})
        assert verified(changed, tmp_path)[:2] == (5, {"page-differs"})


def test_pages_of_other_makers_are_said_to_be_unchecked(seed_pack: Path, tmp_path: Path) -> None:
    files = read_archive(seed_pack.read_bytes())
    for key, value in (("made_by", "briefing 0.0.1"), ("own_templates", True)):
        manifest = {**json.loads(files["manifest.json"]), key: value}
        other = {**files, "manifest.json": json.dumps(manifest).encode()}
        assert verified(other, tmp_path)[:2] == (0, set())
        code, found, said = verified(listed({**other, "brief.md": b"# Other words"}), tmp_path)
        assert (code, found) == (0, set())
        assert "not checked: brief.md" in said


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda b: b["bottom_line"]["citations"][0].update(quote="NATO agreed."), "citation-text"),
        (lambda b: b["bottom_line"]["citations"][0].update(end=9999), "citation-sentence"),
        (lambda b: b["bottom_line"]["citations"][0].update(document="D2"), "citation-source"),
        (lambda b: b["bottom_line"].update(text="Putin named 500 towns."), "number-unsupported"),
        (lambda b: b["summary"].pop(), "audit-differs"),
        (lambda b: b["sources"][0].update(sha256="0" * 64), "source-missing"),
        (lambda b: b["sources"][0].update(id="../D1"), "source-missing"),
        (lambda b: b["run"].update(prompt_sha256="0" * 64), "prompt-differs"),
        (lambda b: b["run"].update(prompt_sha256=None), "prompt-differs"),
        (lambda b: b["red_lines"].clear(), "red-line-uncovered"),
    ],
)
def test_a_forged_brief_is_found_under_a_true_manifest(
    change: Callable[[dict[str, Any]], object], code: str, model_pack: Path, tmp_path: Path
) -> None:
    files = edited(read_archive(model_pack.read_bytes()), change)
    exit_code, found, _ = verified(files, tmp_path)
    assert exit_code == 5
    assert code in found


def test_a_forged_source_or_prompt_is_found_under_a_true_manifest(
    model_pack: Path, tmp_path: Path
) -> None:
    files = read_archive(model_pack.read_bytes())
    for name, code in (
        ("sources/D1.txt", "source-missing"),
        ("prompts/brief.v1.jinja", "prompt-differs"),
    ):
        forged = listed({**files, name: files[name] + b"One more word."})
        exit_code, found, _ = verified(forged, tmp_path)
        assert exit_code == 5
        assert code in found
    binary = listed({**files, "sources/D1.txt": b"\xff\xfe\xff"})
    assert "source-missing" in verified(binary, tmp_path)[1]


def test_files_too_many_and_too_few_are_named(seed_pack: Path, tmp_path: Path) -> None:
    files = read_archive(seed_pack.read_bytes())
    extra = {**files, "extra.exe": b"MZ"}
    assert verified(extra, tmp_path)[:2] == (5, {"file-unknown"})
    assert verified(listed(extra), tmp_path)[:2] == (5, {"file-unknown"})
    without = {name: content for name, content in files.items() if name != "sources/D1.txt"}
    assert {"file-missing", "source-missing"} <= verified(without, tmp_path)[1]


def test_an_archive_packed_anew_or_added_to_is_named(seed_pack: Path, tmp_path: Path) -> None:
    path = tmp_path / "anew.zip"
    files = read_archive(seed_pack.read_bytes())
    for data in (write_archive(files, compressed=True), b"GIF89a" + seed_pack.read_bytes()):
        path.write_bytes(data)
        done = run("verify", path)
        assert done.returncode == 5
        assert "archive-differs" in done.stdout


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"manifest.json": b"{}"},
        {"manifest.json": b"{}", "brief.json": b"{}"},
        {"manifest.json": b"not json", "brief.json": b"{}"},
        {"manifest.json": b"[" * 100_000, "brief.json": b"{}"},
    ],
)
def test_what_is_no_pack_exits_3(files: Files, tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    for data in (write_archive(files), b"not a zip at all", b""):
        path.write_bytes(data)
        done = run("verify", path)
        assert done.returncode == 3
        assert "other.zip is no pack" in done.stderr
        assert "Traceback" not in done.stderr
    assert run("verify", tmp_path / "none.zip").returncode == 3
    assert run("verify", tmp_path).returncode == 3


def test_a_manifest_of_another_schema_or_with_more_in_it_is_refused(
    seed_pack: Path, tmp_path: Path
) -> None:
    files = read_archive(seed_pack.read_bytes())
    for change in ({"schema_version": 2}, {"more": 1}, {"files": {"a": {"sha256": "x"}}}):
        manifest = {**json.loads(files["manifest.json"]), **change}
        code, _, said = verified(
            {**files, "manifest.json": json.dumps(manifest).encode()}, tmp_path
        )
        assert code == 3
        assert "manifest.json" in said


def test_nothing_is_unpacked_to_disk(seed_pack: Path, tmp_path: Path) -> None:
    pack = open_pack(seed_pack)
    before = set(tmp_path.rglob("*"))
    assert not verify_pack(pack).findings
    assert set(tmp_path.rglob("*")) == before


def test_no_byte_of_a_recording_is_a_key(model_pack: Path) -> None:
    assert b"authorization" not in read_archive(model_pack.read_bytes())["recording.yaml"].lower()


def test_a_pack_that_cannot_be_written_exits_2_and_the_brief_is_printed(tmp_path: Path) -> None:
    done = run("make", SEED, "--pack", tmp_path / "no" / "pack.zip")
    assert done.returncode == 2
    assert "--pack" in done.stderr
    assert done.stdout.startswith("# Putin")


def test_verifying_asks_no_network(seed_pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert run("verify", seed_pack).returncode == 0
