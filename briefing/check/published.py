"""A finished brief, from anywhere, held against its sources again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.brief import Brief, Citation, Finding
from briefing.check.coverage import uncovered
from briefing.check.evidence import Evidence
from briefing.check.statements import Statement, check_statement
from briefing.document import Document
from briefing.findings import finding

__all__ = ["check_brief"]


def check_brief(brief: Brief, documents: Sequence[Document]) -> list[Finding]:
    """Hold every statement and citation of `brief` against `documents`.

    Documents are told by the hash of their text, so their order and ids do not matter.

    Returns:
        Findings in the order of the page; none where all stands. Red lines that the
        sources state and the brief leaves out are warnings.
    """
    by_hash = {document.sha256: document for document in documents}
    named = []
    findings: list[Finding] = []
    for number, source in enumerate(brief.sources):
        if document := by_hash.get(source.sha256):
            named.append(_renamed(document, source.id))
        else:
            findings.append(
                finding(
                    "source-missing",
                    f"sources[{number}]",
                    f"{source.id} ({source.location}) is not among the texts given, "
                    "or has been changed since",
                )
            )
    evidence = Evidence(named)
    for path, statement, holder in _statements(brief):
        broken = [
            finding
            for number, citation in enumerate(statement.citations)
            for finding in _check_citation(citation, evidence, f"{path}.citations[{number}]")
        ]
        findings += broken or check_statement(statement, evidence, path, holder=holder)
    findings += [
        finding(
            "red-line-uncovered",
            "red_lines",
            f"no red line cites {citation.sentence}: {citation.quote}",
        )
        for citation in uncovered(brief.red_lines, named)
    ]
    return findings


def _statements(brief: Brief) -> Iterator[tuple[str, Statement, str | None]]:
    if brief.bottom_line:
        yield "bottom_line", brief.bottom_line, None
    for number, claim in enumerate(brief.summary):
        yield f"summary[{number}]", claim, None
    for number, actor in enumerate(brief.key_actors):
        yield f"key_actors[{number}]", actor, None
        if actor.position:
            yield f"key_actors[{number}].position", actor.position, actor.name
    for number, red_line in enumerate(brief.red_lines):
        yield f"red_lines[{number}]", red_line, None
    for number, question in enumerate(brief.open_questions):
        yield f"open_questions[{number}]", question, None


def _check_citation(citation: Citation, evidence: Evidence, path: str) -> list[Finding]:
    document = evidence.documents.get(citation.document)
    if document is None:
        return [finding("citation-source", path, f"{citation.document} is none of the sources")]
    sentence = document.sentence_by_id.get(citation.sentence)
    if sentence is None or not (sentence.start <= citation.start < citation.end <= sentence.end):
        where = f"{citation.start} to {citation.end}"
        return [finding("citation-sentence", path, f"{where} does not lie in {citation.sentence}")]
    stands = document.text[citation.start : citation.end]
    if stands != citation.quote:
        return [
            finding(
                "citation-text",
                path,
                f"“{citation.quote}” is cited where {citation.sentence} has “{stands}”",
            )
        ]
    return []


def _renamed(document: Document, id: str) -> Document:
    """The document under the id that it has in the brief."""
    if document.id == id:
        return document
    sentences = tuple(
        sentence.model_copy(update={"id": f"{id}.{number}"})
        for number, sentence in enumerate(document.sentences, start=1)
    )
    return document.model_copy(update={"id": id, "sentences": sentences})
