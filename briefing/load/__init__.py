"""Loading: files, folders, addresses, feeds and standard input to documents.

This door imports nothing by itself, so that ``from briefing import load`` costs nothing and
always gives the function, not this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefing.document import Document
    from briefing.load.documents import Loaded
    from briefing.load.reading import Reading

__all__ = ["load", "load_all", "load_sources"]


def load(source: str | Path, *, id: str = "D1", reading: Reading | None = None) -> Document:
    """Read one source: a file, an http or https address, or ``-`` for standard input.

    Read are plain text, Markdown, HTML, PDF, DOCX and mail (``.eml``), told by their bytes.
    Text and Markdown are exactly as decoded; of the others it is what a reader sees, one
    paragraph a line. Sentences are numbered from ``{id}.1``; Markdown's front matter holds
    none.

    Args:
        source: Path, address, or ``-``.
        id: The document's id.
        reading: What the web may reach and cost.

    Raises:
        SourceNotFoundError: If there is nothing there.
        SourceUnreadableError: If it is a directory, a feed or broken, or may not be read.
        SourceRefusedError: If the address leads where the web may not reach.
        SourceUnreachableError: If there is no answer from there.
        SourceNotTextError: If it is nothing that can be read.
        SourceEmptyError: If there is no sentence in it.
    """
    from briefing.load.documents import read_document
    from briefing.load.reading import Reading

    return read_document(source, id=id, reading=reading or Reading())


def load_all(sources: Sequence[str | Path], *, reading: Reading | None = None) -> list[Document]:
    """Read several sources, in order, as ``D1``, ``D2``, …; folders and feeds hold several.

    Copies of the same report are one document, which names its other carriers.

    Raises:
        SettingsError: If standard input is named more than once.
        SourceError: As `load` does, for the first source that cannot be read.
    """
    return list(load_sources(sources, reading=reading).documents)


def load_sources(sources: Sequence[str | Path], *, reading: Reading | None = None) -> Loaded:
    """Read several sources as `load_all` does, and say which were not read.

    Raises:
        SettingsError: If standard input is named more than once.
        SourceError: As `load` does, for the first source that cannot be read; where
            `reading` says to skip those, only if there is nothing else.
    """
    from briefing.load.documents import read_documents
    from briefing.load.reading import Reading

    return read_documents(sources, reading or Reading())
