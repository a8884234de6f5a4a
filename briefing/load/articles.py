"""Bytes to the article in them, by what they are and not by what they are called."""

from __future__ import annotations

import re
from typing import Final

from briefing.errors import SourceUnreadableError
from briefing.load.article import Article
from briefing.load.decode import decode
from briefing.load.html import is_html, read_html
from briefing.load.plain import read_markdown, read_plain

__all__ = ["read_article"]

_HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN_SUFFIXES: Final = frozenset({".md", ".markdown"})
_HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
_MARKDOWN_TYPES: Final = frozenset({"text/markdown", "text/x-markdown"})
_MAIL_TYPES: Final = frozenset({"message/rfc822"})

_TAGS: Final = 1_000_000
"""Tags of a page, read in about a minute; the HTML Standard itself has 0.6 million."""
_PDF_WITHIN: Final = 1024
"""Bytes in which a PDF must begin (ISO 32000-1, annex H, note 13)."""
_HEADERS: Final = re.compile(rb"(?:[!-9;-~]+:[ \t].*\r?\n(?:[ \t].*\r?\n)*){2}")


def read_article(
    data: bytes, name: str, *, suffix: str = "", content_type: str = "", charset: str | None = None
) -> Article:
    """Read PDF, DOCX, mail, HTML, Markdown or plain text.

    PDF, DOCX and HTML are told by the bytes; only between kinds of text that bytes do not
    tell apart do the name's suffix and the server's word decide.

    Raises:
        SourceNotTextError: If it is none of these.
        SourceUnreadableError: If it is broken, encrypted or takes too long to read.
        SourceEmptyError: If it is a PDF without text.
    """
    if b"%PDF-" in data[:_PDF_WITHIN] and not is_html(data[:_PDF_WITHIN].decode("latin-1")):
        from briefing.load.pdf import read_pdf

        return read_pdf(data, name)
    if data.startswith(b"PK\x03\x04"):
        from briefing.load.docx import is_docx, read_docx

        if is_docx(data):
            return read_docx(data, name)
    if (suffix == ".eml" or content_type in _MAIL_TYPES) and _HEADERS.match(data):
        from briefing.load.mail import read_mail

        return read_mail(data, name)
    text = decode(data, name, charset)
    if suffix in _MARKDOWN_SUFFIXES or content_type in _MARKDOWN_TYPES:
        return read_markdown(text)
    if suffix in _HTML_SUFFIXES or content_type in _HTML_TYPES or is_html(text):
        if text.count("<") > _TAGS:
            raise SourceUnreadableError(
                f"{name} is a page of more than {_TAGS:,} tags",
                hint="save the part that matters and name the file",
            )
        return read_html(text)
    return read_plain(text)
