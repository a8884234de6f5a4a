"""Evidence: from sentence ids to the exact passages, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.brief import Citation, Finding
from briefing.check.passages import Passage
from briefing.document import Document, Sentence, Span
from briefing.findings import finding

__all__ = ["Evidence"]


class Evidence:
    """The sentences of all documents, by id."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = {document.id: document for document in documents}
        self._sentences = {
            sentence.id: (document, sentence)
            for document in documents
            for sentence in document.sentences
        }
        self._order = {id: place for place, id in enumerate(self._sentences)}

    def cite(self, ids: Iterable[str], path: str) -> tuple[tuple[Citation, ...], list[Finding]]:
        """Resolve sentence ids to citations of the whole sentences, in reading order.

        Returns:
            The citations, and a finding for each id that is none of ours, or one
            for there being no ids at all.
        """
        wanted = list(dict.fromkeys(ids))
        findings = [
            finding("evidence-unknown", path, f"there is no sentence {_shown(id)} in the sources")
            for id in wanted
            if id not in self._sentences
        ]
        if not wanted:
            findings.append(finding("evidence-missing", path, "no sentence is cited"))
        known = sorted((id for id in wanted if id in self._sentences), key=self._order.__getitem__)
        return tuple(cite_sentence(*self._sentences[id]) for id in known), findings

    def passages(self, citations: Sequence[Citation]) -> list[Passage]:
        """The cited stretches; those with nothing but white space between them are one."""
        passages: list[Passage] = []
        for citation in citations:
            document, span = self.documents[citation.document], Span(citation.start, citation.end)
            if passages and passages[-1].document is document:
                before = passages[-1].span
                between = document.text[before.end : span.start]
                if before.end <= span.start and not between.strip():
                    passages[-1] = Passage(document, Span(before.start, span.end))
                    continue
            passages.append(Passage(document, span))
        return passages


def cite_sentence(document: Document, sentence: Sentence) -> Citation:
    """The citation of a whole sentence."""
    return Citation(
        document=document.id,
        sentence=sentence.id,
        start=sentence.start,
        end=sentence.end,
        quote=sentence.span.of(document.text),
        page=document.page_at(sentence.start),
    )


def _shown(id: str) -> str:
    return repr(id if len(id) <= 40 else f"{id[:40]}…")
