"""From a draft's sentence ids to a brief's citations."""

from __future__ import annotations

from briefing.brief import (
    Actor,
    Claim,
    DraftActor,
    DraftClaim,
    DraftQuestion,
    DraftRedLine,
    Finding,
    OpenQuestion,
    RedLine,
)
from briefing.check.evidence import Evidence
from briefing.check.quotations import find_quote

__all__ = ["resolve_actor", "resolve_claim", "resolve_question", "resolve_red_line"]


def resolve_claim(draft: DraftClaim, evidence: Evidence, path: str) -> tuple[Claim, list[Finding]]:
    """The claim with its citations, and a finding for each id that does not resolve."""
    citations, findings = evidence.cite(draft.evidence, f"{path}.evidence")
    return Claim(text=draft.text.strip(), citations=citations), findings


def resolve_actor(draft: DraftActor, evidence: Evidence, path: str) -> tuple[Actor, list[Finding]]:
    """The actor without position, which is a claim of its own."""
    citations, findings = evidence.cite(draft.evidence, f"{path}.evidence")
    actor = Actor(
        name=draft.name.strip(), role=draft.role.strip(), position=None, citations=citations
    )
    return actor, findings


def resolve_red_line(
    draft: DraftRedLine, evidence: Evidence, path: str
) -> tuple[RedLine, list[Finding]]:
    """The red line, its quote in the source's own characters where it stands there."""
    citations, findings = evidence.cite(draft.evidence, f"{path}.evidence")
    found = find_quote(draft.quote, evidence.passages(citations))
    red_line = RedLine(
        issuer=draft.issuer.strip(),
        addressee=(draft.addressee or "").strip() or None,
        trigger=draft.trigger.strip(),
        consequence=(draft.consequence or "").strip() or None,
        form=draft.form,
        quote=found.text if found else draft.quote,
        citations=citations,
    )
    return red_line, findings


def resolve_question(
    draft: DraftQuestion, evidence: Evidence, path: str
) -> tuple[OpenQuestion, list[Finding]]:
    """The question with its citations."""
    citations, findings = evidence.cite(draft.evidence, f"{path}.evidence")
    question = OpenQuestion(
        question=draft.question.strip(), why=draft.why.strip(), citations=citations
    )
    return question, findings
