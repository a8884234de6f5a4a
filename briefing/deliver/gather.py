"""The sources of a watch, and which of them no brief of it has read before."""

from __future__ import annotations

import glob
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.brief import Unread
from briefing.deliver.settings import Watch
from briefing.document import Document, renumbered
from briefing.errors import SourceEmptyError
from briefing.load import load_sources
from briefing.load.reading import Reading

__all__ = ["Gathered", "gather"]


@dataclass(frozen=True)
class Gathered:
    """What a watch has to go on.

    Attributes:
        documents: The new ones, as D1, D2, …
        unread: Sources that could not be read, and why.
    """

    documents: tuple[Document, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def sources(self) -> frozenset[str]:
        """The sha256 of the new texts, and of the copies that were put aside for them."""
        return frozenset(
            sha256 for document in self.documents for sha256 in (document.sha256, *document.copies)
        )


def gather(watch: Watch, period: datetime, seen: Collection[str]) -> Gathered:
    """Read the sources of a watch; relative paths are from the working directory.

    Args:
        watch: What to read.
        period: The hour that `since` counts back from.
        seen: The sha256 of what was read before.

    Raises:
        SourceError: If sources could not be read, and no other has anything in it.
    """
    reading = Reading(
        glob=watch.glob,
        since=watch.newer_than,
        limit=watch.limit,
        allow_private=watch.allow_private,
        skip_unreadable=True,
        skip_empty=True,
        now=period,
    )
    sources = [source for named in watch.sources for source in _matching(named)]
    if not sources:
        return Gathered()
    try:
        loaded = load_sources(sources, reading=reading)
    except SourceEmptyError:
        return Gathered()
    new = [document for document in loaded.documents if document.sha256 not in seen]
    return Gathered(renumbered(new), loaded.unread)


def _matching(source: str) -> Iterator[str]:
    """The files that a pattern matches, by name, for now perhaps none; anything else as it is."""
    if "://" in source or not glob.has_magic(source) or Path(source).exists():
        yield source
    else:
        # pathlib's takes no absolute pattern, and hidden files too.
        yield from sorted(glob.iglob(source, recursive=True))  # noqa: PTH207
