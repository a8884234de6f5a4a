"""The evidence page: a brief beside its sources, each statement tied to what carries it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.brief import Brief, Citation, Source
from briefing.document import Document, Span
from briefing.errors import SettingsError
from briefing.language.sentences import paragraph_spans
from briefing.render.lines import Line, lines_of
from briefing.render.page import Page
from briefing.render.passages import (
    Excerpt,
    Paragraph,
    Passage,
    cut,
    excerpts_of,
    passages_of,
)

__all__ = ["EvidencePage", "Mark", "SourceView", "evidence_page"]

LENGTH = 1000
"""How long the bar over a source is, in its own units."""

_THINNEST = 4.0


@dataclass(frozen=True)
class Mark:
    """Where a passage stands in the bar over its source, in 1/`LENGTH` of it."""

    x: float
    width: float
    passage: Passage


@dataclass(frozen=True)
class SourceView:
    """A source on the page.

    Attributes:
        source: What the brief says of it.
        paragraphs: Its text, or the cited words alone.
        whole: Whether the text is there.
        passages: What the brief cites of it, in the order of the text.
    """

    source: Source
    paragraphs: tuple[Paragraph, ...]
    whole: bool
    passages: tuple[Passage, ...]

    @property
    def marks(self) -> list[Mark]:
        """The bar: where the passages stand, none too thin to be seen."""
        scale = LENGTH / max(self.source.characters, 1)
        marks = []
        for passage in self.passages:
            width = min(max((passage.span.end - passage.span.start) * scale, _THINNEST), LENGTH)
            x = min(passage.span.start * scale, LENGTH - width)
            marks.append(Mark(round(x, 1), round(width, 1), passage))
        return marks

    @property
    def cited(self) -> int:
        """How many passages the brief rests on."""
        return sum(passage.shown for passage in self.passages)

    @property
    def share(self) -> float:
        """How much of the text the brief rests on, from 0 to 1."""
        covered, reached = 0, 0
        for passage in self.passages:
            if passage.shown:
                covered += max(passage.span.end - max(passage.span.start, reached), 0)
                reached = max(reached, passage.span.end)
        return min(covered / max(self.source.characters, 1), 1.0)


@dataclass(frozen=True)
class EvidencePage(Page):
    """A brief and its sources.

    Attributes:
        lines: The statements, and what was withheld or is not covered.
        passages: What they cite.
        sources: In the order of the brief.
    """

    lines: tuple[Line, ...] = ()
    passages: tuple[Passage, ...] = ()
    sources: tuple[SourceView, ...] = ()

    def line(self, section: str, number: int | None = None) -> Line:
        """The line of a statement: ``page.line("summary", 2)``, ``page.line("bottom-line")``."""
        return self._by_anchor[section if number is None else f"{section}-{number}"]

    def passage(self, citation: Citation) -> Passage:
        """The passage of a citation."""
        return self._by_citation[citation]

    def language(self, citation: Citation) -> str | None:
        """The language of the source that is cited; None where it is no source of the brief."""
        return next(
            (one.language for one in self.brief.sources if one.id == citation.document), None
        )

    @property
    def notes(self) -> list[Passage]:
        """What the statements on the page rest on, for footnotes: each passage once."""
        return [passage for view in self.sources for passage in view.passages if passage.shown]

    @property
    def whole(self) -> bool:
        """Whether the text of every source is there."""
        return all(view.whole for view in self.sources)

    @cached_property
    def _by_anchor(self) -> dict[str, Line]:
        return {line.anchor: line for line in self.lines}

    @cached_property
    def _by_citation(self) -> dict[Citation, Passage]:
        return {passage.citation: passage for passage in self.passages}


def evidence_page(brief: Brief, documents: Sequence[Document] = ()) -> EvidencePage:
    """Lay a brief beside its sources.

    Args:
        brief: What is printed.
        documents: The sources' texts, found by their hash; of those that are not given the
            page shows the cited words alone.

    Raises:
        SettingsError: If one is no source of the brief, or other words stand where it cites.
    """
    texts = _texts(brief, documents)
    lines = tuple(lines_of(brief, texts))
    passages = passages_of(lines)
    return EvidencePage(
        brief,
        lines=lines,
        passages=tuple(passages),
        sources=tuple(_view(source, texts, passages) for source in brief.sources),
    )


def _texts(brief: Brief, documents: Sequence[Document]) -> dict[str, Document]:
    by_hash = {document.sha256: document for document in documents}
    texts = {
        source.id: by_hash[source.sha256] for source in brief.sources if source.sha256 in by_hash
    }
    known = {document.sha256 for document in texts.values()}
    for document in documents:
        if document.sha256 not in known:
            raise SettingsError(
                f"{document.location} is no source of this brief: its text has another sha256",
                hint="give the sources as they were read; briefing make --keep DIR writes them",
            )
    return texts


def _view(source: Source, texts: Mapping[str, Document], passages: Sequence[Passage]) -> SourceView:
    own = sorted(
        (passage for passage in passages if passage.citation.document == source.id),
        key=lambda passage: passage.span,
    )
    document = texts.get(source.id)
    if document is None:
        paragraphs = [
            paragraph
            for excerpt in excerpts_of(own)
            for paragraph in cut(excerpt, [excerpt.span], own)
        ]
    else:
        for passage in own:
            _stands(passage, document)
        whole = Excerpt(0, document.text)
        paragraphs = cut(whole, paragraph_spans(document.text), own, document.pages)
    return SourceView(source, tuple(paragraphs), document is not None, tuple(own))


def _stands(passage: Passage, document: Document) -> None:
    citation = passage.citation
    if Span(citation.start, citation.end).of(document.text) != citation.quote:
        raise SettingsError(
            f"other words stand in {document.location} where the brief cites {citation.sentence}",
            hint="briefing check BRIEF.json says what does not stand",
        )
