"""The whole way: documents, draft, check, brief."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from briefing.brief import Audit, Brief, Finding, Source, Unread
from briefing.check import Held, check_age, hold
from briefing.document import Document
from briefing.draft import Drafted, Drafter, Repairer
from briefing.errors import SettingsError
from briefing.times import newest

if TYPE_CHECKING:
    from briefing.judge import Judge

__all__ = ["make_brief"]


def make_brief(
    documents: Sequence[Document],
    *,
    drafter: Drafter | None = None,
    judge: Judge | None = None,
    unread: Sequence[Unread] = (),
    stale_after: timedelta | None = None,
    check: Callable[..., Held] = hold,
) -> Brief:
    """Make a brief in which every statement stands in `documents`.

    What does not stand goes back to the drafter once, if it can repair; what then still
    does not is withheld.

    Args:
        documents: What was read; at least one.
        drafter: Who proposes; the embedded engine where none is given.
        judge: Gives a second opinion of what stands; none is asked where none is given.
        unread: Sources that could not be read, to be named in the foot.
        stale_after: Warn where the newest source is older than this.
        check: Calls `briefing.check.hold`, here or in another process.

    Raises:
        SettingsError: If there is no document.
        ModelError: If a model is asked, and it or its service fails.
    """
    if not documents:
        raise SettingsError("there is no document to brief", hint="give at least one source")
    if drafter is None:
        from briefing.draft.embedded import EmbeddedDrafter

        drafter = EmbeddedDrafter()
    draft, run = drafter.draft(documents)
    held = check(draft, documents)
    if held.checked.withheld and isinstance(drafter, Repairer):
        draft, run = drafter.repair(Drafted(draft, run), held.checked.withheld, documents)
        held = check(draft, documents)
    unjudged: tuple[Finding, ...] = ()
    if judge:
        opinions, run, unjudged = judge.judge(held.checked.stated, run)
        if opinions:
            held = check(draft, documents, opinions)
    checked = held.checked
    cutoff = newest((document.published for document in documents), run.created)
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
            proposed=len(checked.stated) + len(checked.withheld),
            shown=len(checked.stated),
            withheld=len(checked.withheld),
            uncovered=held.uncovered,
            warnings=(
                *held.warnings,
                *check_age(cutoff, run.created, stale_after),
                *unjudged,
            ),
        ),
        run=run,
        cutoff=cutoff,
        unread=tuple(unread),
    )


def _title(documents: Sequence[Document]) -> str:
    """The first document's title: a title of ours would be one more claim to prove."""
    more = len(documents) - 1
    others = {0: "", 1: " (and one more source)"}.get(more, f" (and {more} more sources)")
    return documents[0].title + others


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
        author=document.author,
        carriers=document.carriers,
    )
