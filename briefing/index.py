"""The briefs of a folder: those in our JSON and those in packs, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import ValidationError

from briefing.brief import Brief
from briefing.errors import SourceError, SourceNotFoundError
from briefing.load.files import read_file
from briefing.packs.contents import BRIEF, PackedFile, open_pack
from briefing.render.index import Entry

__all__ = ["Found", "find_briefs"]

_PACK: Final = ".zip"
_READ: Final = (".json", _PACK)
_BESIDE: Final = (".html", ".pdf", ".docx", ".md", *_READ)
"""What may lie beside a brief under its name, in the order in which it is offered."""


class Found(NamedTuple):
    """The briefs of a folder, and the files that look like one and are none, with the reason."""

    entries: tuple[Entry, ...]
    passed_over: tuple[str, ...]


def find_briefs(folder: Path, index: Path) -> Found:
    """Read the briefs that lie in `folder` itself; those in folders in it are left.

    Files of one name are one brief: its JSON is read, and only where there is none its pack.

    Args:
        folder: The folder.
        index: Where the index will stand; it is offered by no brief.

    Raises:
        SourceNotFoundError: If there is no such folder, or no brief in it.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise SourceNotFoundError(
            f"there is no folder {folder}", hint="name the folder that your briefs are in"
        ) from error
    names = {path.name for path in files if path.resolve() != index.resolve()}
    entries: dict[str, Entry] = {}
    passed_over = []
    for path in sorted(_readable(files), key=lambda path: (path.stem, _READ.index(path.suffix))):
        if path.stem in entries:
            continue
        try:
            brief = _packed(path) if path.suffix == _PACK else _read(path)
        except (SourceError, ValidationError) as error:
            reason = error.message if isinstance(error, SourceError) else "it is no brief"
            passed_over.append(f"{path.name}: {reason}")
            continue
        beside = tuple(
            f"{path.stem}{suffix}" for suffix in _BESIDE if f"{path.stem}{suffix}" in names
        )
        entries[path.stem] = Entry(brief, beside)
    if not entries:
        raise SourceNotFoundError(
            f"there is no brief in {folder}",
            hint="briefs are found by their JSON (--format json) or their pack (--pack)",
        )
    newest = sorted(entries.values(), key=lambda entry: _moment(entry.brief), reverse=True)
    return Found(tuple(newest), tuple(passed_over))


def _readable(files: list[Path]) -> Iterator[Path]:
    return (path for path in files if path.suffix in _READ and not path.name.startswith("."))


def _read(path: Path) -> Brief:
    return Brief.model_validate_json(read_file(path, path.name))


def _packed(path: Path) -> Brief:
    pack = open_pack(path)
    if pack.manifest.files.get(BRIEF) != PackedFile.of(pack.files[BRIEF]):
        raise SourceError(f"its {BRIEF} is not what its manifest says")
    return pack.brief


def _moment(brief: Brief) -> datetime:
    created = brief.run.created
    return created if created.tzinfo else created.replace(tzinfo=UTC)
