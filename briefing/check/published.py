"""A finished brief, from anywhere, held against its sources again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.brief import Brief, Citation, Finding, Stated
from briefing.check.coverage import uncovered
from briefing.check.evidence import Evidence
from briefing.check.page import check_page, check_repeated
from briefing.check.statements import check_statement
from briefing.document import Document
from briefing.findings import finding

__all__ = ["check_brief", "stated_in", "uncovered_message"]


def check_brief(brief: Brief, documents: Sequence[Document]) -> list[Finding]:
    """Hold every statement and citation of `brief` against `documents`.

    Documents are told by the hash of their text, so their order and ids do not matter.

    Returns:
        Findings in the order of the page; none where all stands. What the brief leaves
        out and what concerns the page as a whole are warnings.
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
    statements = list(stated_in(brief))
    for number, stated in enumerate(statements):
        broken = [
            finding
            for place, citation in enumerate(stated.statement.citations)
            for finding in _check_citation(citation, evidence, f"{stated.path}.citations[{place}]")
        ]
        findings += broken or check_statement(stated, evidence)
        findings += check_repeated(stated, statements[:number])
    findings += check_page(statements, named)
    findings += [
        finding("red-line-uncovered", "red_lines", uncovered_message(citation))
        for citation in uncovered(brief.red_lines, named)
    ]
    return findings


def stated_in(brief: Brief) -> Iterator[Stated]:
    """Every statement of `brief` with its path, in the order of the page."""
    if brief.bottom_line:
        yield Stated("bottom_line", brief.bottom_line)
    for number, claim in enumerate(brief.summary):
        yield Stated(f"summary[{number}]", claim)
    for number, actor in enumerate(brief.key_actors):
        yield Stated(f"key_actors[{number}]", actor)
        if actor.position:
            yield Stated(f"key_actors[{number}].position", actor.position, actor.name)
    for number, red_line in enumerate(brief.red_lines):
        yield Stated(f"red_lines[{number}]", red_line)
    for number, question in enumerate(brief.open_questions):
        yield Stated(f"open_questions[{number}]", question)


def uncovered_message(citation: Citation) -> str:
    """What is said of a red-line candidate that no red line cites."""
    return f"no red line cites {citation.sentence}: {citation.quote}"


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
