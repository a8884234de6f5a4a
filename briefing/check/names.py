"""Names in a statement, held against those of its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.brief import Finding
from briefing.check.alignment import evidence_propositions
from briefing.check.naming import Naming
from briefing.check.passages import Passage
from briefing.document import Span
from briefing.findings import finding
from briefing.language.demonyms import naming_words, stems
from briefing.language.proper import proper_names

__all__ = ["check_names"]


def check_names(
    text: str, passages: Sequence[Passage], path: str, given: Span | None = None
) -> list[Finding]:
    """Each name of `text` that its evidence does not hold.

    A surname, a pronoun or a title in the evidence stands for the full name where the
    document resolves it so; an acronym for what it abbreviates; a people for its place.
    A text that names its speaker on top is the speaker's own words throughout, so that the
    speaker may be named as the one who says it.

    Args:
        text: One field of a statement.
        passages: What it cites; nothing is found unless all are English.
        path: Where the statement stands in the brief.
        given: Where the text has the name of whose position it is, which his own evidence holds;
            these passages may call him otherwise: she, the poll, demonstrators.
    """
    if not passages or any(passage.document.language != "en" for passage in passages):
        return []
    evidence = Naming(passages, text)
    findings = []
    for name in proper_names(text):
        if given and given.holds(name.span) and _has_unnamed_subject(passages):
            continue
        missing = evidence.missing(name, text)
        if missing and (name.certain or all(map(evidence.is_name_elsewhere, missing))):
            findings.append(_unsupported(name.span.of(text), missing, passages, path))
    return findings


def _has_unnamed_subject(passages: Sequence[Passage]) -> bool:
    """Whether the first who acts in one of the passages is not named there."""
    first: dict[Passage, bool] = {}
    for proposition, passage in evidence_propositions(passages):
        if proposition.agent is not None and passage not in first:
            here = proposition.agent.span.of(passage.document.text).lower().split()
            first[passage] = proposition.agent.names.isdisjoint(here)
    return any(first.values())


def _unsupported(name: str, missing: list[str], passages: Sequence[Passage], path: str) -> Finding:
    cited = ", ".join(f"“{word}”" for word in missing)
    elsewhere = {
        stem
        for document in {passage.document.id: passage.document for passage in passages}.values()
        for word in naming_words(document.text)
        for stem in stems(word)
    }
    if all(stems(word) & elsewhere for word in missing):
        return finding(
            "name-not-in-evidence",
            path,
            f"“{name}” is named in the document, but the cited sentences do not name {cited}",
        )
    return finding(
        "name-unsupported", path, f"“{name}” is not in the document: nothing stands for {cited}"
    )
