"""Files and standard input to documents: bytes, then text, then numbered sentences."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from briefing.document import Document, Sentence
from briefing.errors import SettingsError, SourceEmptyError, SourceUnreadableError
from briefing.language.identify import identify
from briefing.language.sentences import sentence_spans
from briefing.load.article import Article
from briefing.load.decode import decode
from briefing.load.files import STDIN, read_file, read_stdin
from briefing.load.html import is_html, read_html
from briefing.load.plain import read_markdown, read_plain

__all__ = ["read_document", "read_documents"]

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})


def read_document(source: str | Path, *, id: str = "D1") -> Document:
    """See `briefing.load`."""
    location = _printable(os.fspath(source))
    name = "standard input" if location == STDIN else location
    article = _article(_bytes(source, name), name, Path(location).suffix.lower())
    prose = article.text[article.start :]
    if not any(character.isalpha() for character in prose):
        raise SourceEmptyError(
            f"there is no sentence in {name}" if article.text else f"{name} is empty",
            hint="name a source that has text in it",
        )
    language = identify(prose)
    spans = sentence_spans(prose, language)
    return Document(
        id=id,
        text=article.text,
        sentences=tuple(
            Sentence(id=f"{id}.{number}", start=article.start + start, end=article.start + end)
            for number, (start, end) in enumerate(spans, start=1)
        ),
        title=article.title or (name.capitalize() if location == STDIN else Path(location).name),
        location=location,
        publisher=article.publisher,
        published=article.published,
        language=language,
    )


def read_documents(sources: Sequence[str | Path]) -> list[Document]:
    """See `briefing.load_all`."""
    if [os.fspath(source) for source in sources].count(STDIN) > 1:
        raise SettingsError("standard input can be read only once", hint="give - once")
    return [
        read_document(source, id=f"D{number}") for number, source in enumerate(sources, start=1)
    ]


def _bytes(source: str | Path, name: str) -> bytes:
    if os.fspath(source) == STDIN:
        return read_stdin()
    if isinstance(source, str) and _ADDRESS.match(source):
        raise SourceUnreadableError(
            f"{name} is an address, not a file",
            hint="only files and - are read: save the page and name the file",
        )
    return read_file(Path(source), name)


def _article(data: bytes, name: str, suffix: str) -> Article:
    text = decode(data, name)
    if suffix in _MARKDOWN_SUFFIXES:
        return read_markdown(text)
    if suffix in _HTML_SUFFIXES or is_html(text):
        return read_html(text)
    return read_plain(text)


def _printable(path: str) -> str:
    # A path may hold bytes that are no UTF-8, which Python keeps as lone surrogates.
    return os.fsencode(path).decode("utf-8", "replace")
