"""The foot of a printed brief: how it was made, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.brief import Run, Withheld
from briefing.findings import CODES
from briefing.render.page import Page

__all__ = ["day", "foot", "reason"]

_MOST = 8
"""Names in one sentence of the foot; the rest is counted."""


def foot(page: Page) -> list[str]:
    """The sentences of the foot, without those on what a page has no room for."""
    return list(_foot(page))


def day(run: Run) -> str:
    """The date in words that no reader can take for another: 3 May 2026."""
    return f"{run.created.day} {run.created:%B %Y}"


def reason(withheld: Withheld) -> str:
    """Where an item stood, and why it is withheld, in a line."""
    if not withheld.findings:
        return withheld.section
    first = withheld.findings[0]
    meaning = CODES[first.code].meaning if first.code in CODES else first.code
    return f"{first.path}: {meaning} ({first.code})"


def _foot(page: Page) -> Iterator[str]:
    brief, audit = page.brief, page.brief.audit
    yield (
        f"{audit.shown} of {audit.proposed} statements stand, each with the sentence that "
        f"carries it; {audit.withheld} withheld."
    )
    if page.left_out_statements:
        yield f"Left out for length: {page.left_out_statements}."
    if brief.unread or page.left_out["unread"]:
        unread = [f"{entry.location} ({entry.reason})" for entry in brief.unread]
        more = page.left_out["unread"]
        yield f"Not read: {_listed(unread, '; ', more)}."
    if audit.uncovered:
        ids = list(dict.fromkeys(citation.sentence for citation in audit.uncovered))
        yield f"Possible red lines not listed: {_listed(ids)}."
    for warning in audit.warnings:
        yield f"{warning.message[:1].upper()}{warning.message[1:]}."
    if page.not_english:
        named = [f"{source.id} ({source.language})" for source in page.not_english]
        yield (f"Not in English, so not searched for red lines and speakers: {_listed(named)}.")
    yield _made_by(brief.run)


def _made_by(run: Run) -> str:
    if run.engine == "embedded":
        return f"Drafted from the text itself, without a model ({run.model})."
    parts = [f"Drafted by {run.model} from {run.prompt}"]
    if run.parts > 1:
        parts.append(f"read in {run.parts} parts")
    if run.cached:
        parts.append(f"{run.cached} {'answer' if run.cached == 1 else 'answers'} kept from before")
    if run.tokens:
        parts.append(f"{run.tokens.input} tokens in and {run.tokens.output} out")
    if run.cost_usd is not None:
        parts.append(f"{run.cost_usd:.4f} US dollars")
    return f"{', '.join(parts)}."


def _listed(names: Sequence[str], separator: str = ", ", more: int = 0) -> str:
    more += max(0, len(names) - _MOST)
    shown = separator.join(names[:_MOST])
    if not more:
        return shown
    return f"{shown} and {more} more" if shown else f"{more}"
