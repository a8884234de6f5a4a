"""One statement held against the passages that it cites, by every rule that fits it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.brief import Actor, Claim, Finding, OpenQuestion, RedLine
from briefing.check.evidence import Evidence
from briefing.check.names import check_names, check_role
from briefing.check.numbers import check_numbers
from briefing.check.participants import check_participants
from briefing.check.passages import Passage
from briefing.check.polarity import check_condition, check_modality, check_polarity
from briefing.check.quotations import check_quotations, check_quote
from briefing.check.speakers import check_issuer, check_reported, check_speaker
from briefing.check.support import check_support
from briefing.findings import finding

__all__ = ["Statement", "check_statement"]

Statement = Claim | Actor | RedLine | OpenQuestion

_PROPOSITION_RULES = (
    check_polarity,
    check_modality,
    check_condition,
    check_participants,
    check_speaker,
    check_reported,
    check_support,
)
"""For texts that say something by themselves, in one or more whole sentences."""


def check_statement(
    statement: Statement, evidence: Evidence, path: str, *, holder: str | None = None
) -> list[Finding]:
    """Everything in `statement` that its citations do not carry.

    An actor's position is a statement of its own and is not looked at with the actor.

    Args:
        statement: What is said.
        evidence: The documents.
        path: Where it stands in the brief.
        holder: Whose position the claim is: the subject that its first verb lacks.
    """
    passages = evidence.passages(statement.citations)
    findings: list[Finding] = []
    if not passages:
        findings.append(finding("evidence-missing", path, "no sentence is cited"))
    for field, text in _texts(statement):
        where = f"{path}.{field}"
        if not any(character.isalnum() for character in text):
            findings.append(finding("text-empty", where, "there is nothing in it to read"))
            continue
        for rule in (check_quotations, check_numbers, check_names):
            findings += rule(text, passages, where)
    match statement:
        case Claim():
            said = f"{holder} {statement.text}" if holder else statement.text
            findings += _check_said(said, passages, f"{path}.text")
        case Actor():
            findings += check_role(statement.name, statement.role, passages, f"{path}.role")
        case RedLine():
            outside = f"{statement.trigger} {statement.consequence or ''}"
            findings += check_quote(statement.quote, passages, f"{path}.quote", outside)
            findings += check_issuer(statement, passages, path)
        case OpenQuestion():
            findings += _check_said(statement.why, passages, f"{path}.why")
    return findings


def _check_said(text: str, passages: Sequence[Passage], path: str) -> Iterator[Finding]:
    for rule in _PROPOSITION_RULES:
        yield from rule(text, passages, path)


def _texts(statement: Statement) -> list[tuple[str, str]]:
    texts: list[tuple[str, str | None]]
    match statement:
        case Claim():
            texts = [("text", statement.text)]
        case Actor():
            texts = [("name", statement.name), ("role", statement.role or None)]
        case RedLine():
            texts = [
                ("issuer", statement.issuer),
                ("addressee", statement.addressee),
                ("trigger", statement.trigger),
                ("consequence", statement.consequence),
            ]
        case OpenQuestion():
            texts = [("question", statement.question), ("why", statement.why)]
    return [(field, text) for field, text in texts if text is not None]
