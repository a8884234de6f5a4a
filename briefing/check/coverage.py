"""What the sources say and the brief does not: red lines that were left out."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.brief import Citation, RedLine
from briefing.document import Document, Span
from briefing.language.redlines import red_line_candidates

__all__ = ["uncovered"]


def uncovered(red_lines: Sequence[RedLine], documents: Sequence[Document]) -> tuple[Citation, ...]:
    """The red-line candidates of the sources that no red line cites, in reading order.

    Only English documents are searched, since the candidates are found by English rules. A
    headline counts as covered where a red line cites the text below it.
    """
    cited = [citation for red_line in red_lines for citation in red_line.citations]
    announced = {citation.document for citation in cited}
    return tuple(
        Citation(
            document=document.id,
            sentence=_sentence_at(document, candidate.span),
            start=candidate.span.start,
            end=candidate.span.end,
            quote=candidate.span.of(document.text),
            page=document.page_at(candidate.span.start),
        )
        for document in documents
        if document.language == "en"
        for candidate in red_line_candidates(document.text)
        if not (document.id in announced and candidate.span.of(document.text) == document.title)
        if not any(
            citation.document == document.id
            and citation.start < candidate.span.end
            and candidate.span.start < citation.end
            for citation in cited
        )
    )


def _sentence_at(document: Document, span: Span) -> str:
    return next(
        sentence.id
        for sentence in document.sentences
        if sentence.start <= span.start < sentence.end
    )
