"""Articles to documents: copies put aside, then numbered, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.brief import Source, Unread
from briefing.document import Document, Sentence, sha256_of
from briefing.language.identify import identify
from briefing.language.sentences import sentence_spans
from briefing.load.article import Article
from briefing.load.carriers import group_copies
from briefing.load.files import STDIN
from briefing.load.plain import read_markdown
from briefing.load.reading import Reading
from briefing.load.sources import Found, find_articles, read_one

__all__ = ["Loaded", "read_document", "read_documents", "read_text"]


@dataclass(frozen=True)
class Loaded:
    """What was read, and what was not."""

    documents: tuple[Document, ...]
    unread: tuple[Unread, ...] = ()


def read_document(source: str | Path, *, id: str, reading: Reading) -> Document:
    """See `briefing.load`."""
    return _document(read_one(source, reading), id)


def read_documents(sources: Sequence[str | Path], reading: Reading) -> Loaded:
    """See `briefing.load_sources`."""
    found, unread = find_articles(sources, reading)
    groups = group_copies([entry.article for entry in found])
    documents = [
        _document(
            found[group.kept],
            f"D{number}",
            carriers=tuple(_carrier(found[place]) for place in group.copies),
            copies=tuple(sha256_of(found[place].article.text) for place in group.copies),
        )
        for number, group in enumerate(groups, start=1)
    ]
    return Loaded(tuple(documents), tuple(unread))


def read_text(text: str, source: Source, *, is_markdown: bool) -> Document:
    """The document of a text that was read before, with what its source said about it.

    Its sentences are numbered anew, by the same rules.
    """
    article = read_markdown(text) if is_markdown else Article(text)
    document = _document(Found(article, source.location), source.id)
    return document.model_copy(
        update=source.model_dump(include={"title", "publisher", "published", "author"})
    )


def _document(
    found: Found, id: str, *, carriers: tuple[str, ...] = (), copies: tuple[str, ...] = ()
) -> Document:
    article, location = found
    prose = article.text[article.start :]
    language = identify(prose)
    spans = sentence_spans(prose, language)
    return Document(
        id=id,
        text=article.text,
        sentences=tuple(
            Sentence(id=f"{id}.{number}", start=article.start + start, end=article.start + end)
            for number, (start, end) in enumerate(spans, start=1)
        ),
        title=article.title or _name(location),
        location=location,
        publisher=article.publisher,
        published=article.published,
        language=language,
        author=article.author,
        pages=article.pages,
        carriers=carriers,
        copies=copies,
    )


def _name(location: str) -> str:
    if location == STDIN:
        return "Standard input"
    return Path(location).name or location


def _carrier(found: Found) -> str:
    """Who else carries it: the publisher where known, and where."""
    publisher = found.article.publisher
    return f"{publisher} ({found.location})" if publisher else found.location
