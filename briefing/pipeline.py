"""The whole way: documents, draft, check, brief."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.brief import Audit, Brief, Source
from briefing.check import Checked, check_draft, uncovered
from briefing.document import Document
from briefing.draft import Drafter
from briefing.errors import SettingsError

__all__ = ["make_brief"]


def make_brief(documents: Sequence[Document], *, drafter: Drafter | None = None) -> Brief:
    """Make a brief in which every statement stands in `documents`.

    Args:
        documents: What was read; at least one.
        drafter: Who proposes; the embedded engine where none is given.

    Raises:
        SettingsError: If there is no document.
        ModelError: If the drafter asks a model, and it or its service fails.
    """
    if not documents:
        raise SettingsError("there is no document to brief", hint="give at least one source")
    if drafter is None:
        from briefing.draft.embedded import EmbeddedDrafter

        drafter = EmbeddedDrafter()
    draft, run = drafter.draft(documents)
    checked = check_draft(draft, documents)
    shown = _count(checked)
    return Brief(
        title=_title(documents),
        bottom_line=checked.bottom_line,
        summary=checked.summary,
        key_actors=checked.key_actors,
        red_lines=checked.red_lines,
        open_questions=checked.open_questions,
        sources=tuple(_source(document) for document in documents),
        withheld=checked.withheld,
        audit=Audit(
            documents=len(documents),
            sentences=sum(len(document.sentences) for document in documents),
            proposed=shown + len(checked.withheld),
            shown=shown,
            withheld=len(checked.withheld),
            uncovered=uncovered(checked.red_lines, documents),
        ),
        run=run,
    )


def _title(documents: Sequence[Document]) -> str:
    """The first document's title: a title of ours would be one more claim to prove."""
    more = len(documents) - 1
    others = {0: "", 1: " (and one more source)"}.get(more, f" (and {more} more sources)")
    return documents[0].title + others


def _count(checked: Checked) -> int:
    """Statements that stand: the bottom line, each item, and each actor's position."""
    positions = sum(actor.position is not None for actor in checked.key_actors)
    lists = (checked.summary, checked.key_actors, checked.red_lines, checked.open_questions)
    return (checked.bottom_line is not None) + sum(map(len, lists)) + positions


def _source(document: Document) -> Source:
    return Source(
        id=document.id,
        title=document.title,
        location=document.location,
        publisher=document.publisher,
        published=document.published,
        language=document.language,
        sha256=document.sha256,
        characters=len(document.text),
    )
