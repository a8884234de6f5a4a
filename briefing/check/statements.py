"""One statement held against the passages that it cites."""

from __future__ import annotations

from briefing.brief import Actor, Citation, Claim, Finding, OpenQuestion, RedLine
from briefing.check.evidence import Evidence
from briefing.findings import finding
from briefing.language.quotations import quotations

__all__ = ["Statement", "check_statement"]

Statement = Claim | Actor | RedLine | OpenQuestion


def check_statement(statement: Statement, evidence: Evidence, path: str) -> list[Finding]:
    """Everything in `statement` that its citations do not carry.

    An actor's position is a statement of its own and is not looked at here.
    """
    findings = []
    if not statement.citations:
        findings.append(finding("evidence-missing", path, "no sentence is cited"))
    for field, text in _texts(statement):
        where = f"{path}.{field}"
        if not any(character.isalnum() for character in text):
            findings.append(finding("text-empty", where, "there is nothing in it to read"))
        findings += _check_quotations(text, statement.citations, evidence, where)
    if isinstance(statement, RedLine) and not evidence.find_quote(
        statement.quote, statement.citations
    ):
        findings.append(
            finding(
                "quote-not-found",
                f"{path}.quote",
                f"the quote “{statement.quote}” does not stand in {_cited(statement.citations)}",
            )
        )
    return findings


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


def _check_quotations(
    text: str, citations: tuple[Citation, ...], evidence: Evidence, path: str
) -> list[Finding]:
    return [
        finding(
            "quote-not-found",
            path,
            f"{quotation.span.of(text)} does not stand in {_cited(citations)}",
        )
        for quotation in quotations(text)
        if not evidence.find_quote(quotation.span.of(text), citations)
    ]


def _cited(citations: tuple[Citation, ...]) -> str:
    return ", ".join(citation.sentence for citation in citations) or "any cited sentence"
