"""A brief and what it rests on, to a pack."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Final

from briefing.archive import write_archive
from briefing.brief import Brief
from briefing.document import Document
from briefing.packs.contents import (
    BRIEF,
    MANIFEST,
    RECORDING,
    Manifest,
    PackedFile,
    prompt_name,
    source_name,
)
from briefing.prompts import Prompt
from briefing.render import render
from briefing.resources import is_own

__all__ = ["PROGRAM", "make_pack", "pages"]

PROGRAM: Final = f"briefing {version('grounded-briefing')}"
_TEMPLATES: Final = ("brief.html.jinja", "brief.md.jinja", "brief.css", "brief.js")


def make_pack(
    brief: Brief,
    documents: Sequence[Document],
    *,
    prompt: Prompt | None = None,
    recording: bytes | None = None,
) -> bytes:
    """The pack of `brief`, which was made of `documents`; the same gives the same bytes.

    Args:
        brief: The brief.
        documents: What it was made of.
        prompt: What the model was asked; None where none drafted.
        recording: The cassette's bytes, where the calls were recorded.

    Raises:
        SettingsError: If a template is broken.
    """
    files = {
        **pages(brief, documents),
        BRIEF: render(brief, "json").encode("utf-8", "replace"),
        **{
            f"sources/{source_name(document)}": document.text.encode("utf-8", "replace")
            for document in documents
        },
    }
    if prompt:
        files[prompt_name(prompt.name)] = prompt.text.encode()
    if recording is not None:
        files[RECORDING] = recording
    manifest = Manifest(
        made_by=PROGRAM,
        own_templates=any(is_own("templates", name) for name in _TEMPLATES),
        prompt=prompt_name(prompt.name) if prompt else None,
        files={name: PackedFile.of(content) for name, content in files.items()},
    )
    listed = manifest.model_dump_json(indent=2) + "\n"
    return write_archive({MANIFEST: listed.encode(), **files})


def pages(brief: Brief, documents: Sequence[Document]) -> dict[str, bytes]:
    """The pages of a pack: what people read of it."""
    return {
        "brief.html": render(brief, "html", documents=documents).encode("utf-8", "replace"),
        "brief.md": render(brief, "md").encode("utf-8", "replace"),
    }
