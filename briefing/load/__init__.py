"""Loading: files and standard input to documents.

This door imports nothing by itself, so that ``from briefing import load`` costs nothing and
always gives the function, not this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefing.document import Document

__all__ = ["load", "load_all"]


def load(source: str | Path, *, id: str = "D1") -> Document:
    """Read one source: a file of plain text, Markdown or HTML, or ``-`` for standard input.

    The text is exactly as decoded; of an HTML page it is the article, one paragraph a
    line. Sentences are numbered from ``{id}.1``; Markdown's front matter holds none.

    Args:
        source: Path, or ``-``.
        id: The document's id.

    Raises:
        SourceNotFoundError: If there is no such file.
        SourceUnreadableError: If it is a directory or an address, or may not be read.
        SourceNotTextError: If it is no text in any encoding we can tell.
        SourceEmptyError: If there is no sentence in it.
    """
    from briefing.load.documents import read_document

    return read_document(source, id=id)


def load_all(sources: Sequence[str | Path]) -> list[Document]:
    """Read several sources, in order, as ``D1``, ``D2``, ….

    Raises:
        SettingsError: If standard input is named more than once.
        SourceError: As `load` does, for the first source that cannot be read.
    """
    from briefing.load.documents import read_documents

    return read_documents(sources)
