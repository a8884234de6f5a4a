"""What a pack holds, and how one is opened."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefing.archive import ArchiveError, read_archive
from briefing.brief import Brief
from briefing.document import Document
from briefing.errors import SourceUnreadableError
from briefing.load.files import read_file

__all__ = [
    "BRIEF",
    "MANIFEST",
    "RECORDING",
    "Manifest",
    "Pack",
    "PackedFile",
    "open_pack",
    "prompt_name",
    "source_name",
]

MANIFEST: Final = "manifest.json"
BRIEF: Final = "brief.json"
RECORDING: Final = "recording.yaml"
_MARKDOWN: Final = (".md", ".markdown")
_LARGEST: Final = 250_000_000
"""Bytes; more than the largest that is written, which is never compressed."""


class PackedFile(BaseModel):
    """A file of a pack: its hash in hexadecimal, and its size in bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    size: int = Field(ge=0)

    @classmethod
    def of(cls, content: bytes) -> PackedFile:
        """What a manifest says of `content`."""
        return cls(sha256=hashlib.sha256(content).hexdigest(), size=len(content))


class Manifest(BaseModel):
    """What is in a pack.

    Attributes:
        schema_version: Of this form.
        made_by: The program and its version.
        own_templates: Whether the pages come from templates of the maker's own.
        prompt: The name of the prompt's file in the pack; None where no model drafted.
        files: Every file but the manifest itself, by name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    made_by: str
    own_templates: bool
    prompt: str | None
    files: dict[str, PackedFile]


@dataclass(frozen=True)
class Pack:
    """A pack that was opened; nothing of it has been checked but its form.

    Attributes:
        manifest: What it says of itself.
        brief: The brief.
        files: Every file by name, in the order of the archive.
        data: The bytes of the archive.
    """

    manifest: Manifest
    brief: Brief
    files: Mapping[str, bytes]
    data: bytes

    @property
    def sha256(self) -> str:
        """Hash of the archive, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def open_pack(path: Path) -> Pack:
    """Read a pack into memory; nothing of it is written to disk.

    Raises:
        SourceNotFoundError: If nothing is there.
        SourceUnreadableError: If it is no pack, or one that may not be opened.
    """
    if path.is_file() and path.stat().st_size > _LARGEST:
        raise _no_pack(path, f"it is larger than {_LARGEST // 1_000_000} MB")
    data = read_file(path, str(path))
    try:
        files = read_archive(data)
    except ArchiveError as error:
        raise _no_pack(path, str(error)) from error
    for needed in (MANIFEST, BRIEF):
        if needed not in files:
            raise _no_pack(path, f"it has no {needed}")
    name = MANIFEST
    try:
        manifest = Manifest.model_validate_json(files[name])
        name = BRIEF
        brief = Brief.model_validate_json(files[name])
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise _no_pack(path, f"{name}: {where}: {first['msg']}") from error
    return Pack(manifest, brief, files, data)


def source_name(document: Document) -> str:
    """The name of a source's file; Markdown stays Markdown, so that its front matter is told."""
    suffix = Path(document.location).suffix.lower()
    return f"{document.id}{suffix if suffix in _MARKDOWN else '.txt'}"


def prompt_name(name: str) -> str:
    """The name of a prompt's file in a pack, whatever the file was called."""
    return f"prompts/{re.sub(r'[^A-Za-z0-9_-]+', '.', name).strip('.') or 'prompt'}.jinja"


def _no_pack(path: Path, reason: str) -> SourceUnreadableError:
    return SourceUnreadableError(
        f"{path} is no pack: {reason}",
        hint="make one with briefing make --pack FILE; ask who sent this one to send it again",
    )
