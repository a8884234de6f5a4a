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

_TAGS: Final = 150_000
"""Tags of a page, which take up to 30 s of a processor; few pages have a tenth of it."""
_ATTRIBUTES: Final = 2_000
"""Attributes of one tag, which the parser holds each against each."""
_LONG_TAG: Final = re.compile(r"<[a-z][^\s<>]*+\s[^<>]{4000,}+", re.IGNORECASE)
_VALUE: Final = re.compile(r"\"[^\"]*+\"|'[^']*+'")
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
        if text.count("<") > _TAGS or _has_endless_tag(text):
            raise SourceUnreadableError(
                f"{name} is a page of more than {_TAGS:,} tags, or of {_ATTRIBUTES:,} attributes "
                "in one tag",
                hint="save the part that matters and name the file",
            )
        return read_html(text)
    return read_plain(text)


def _has_endless_tag(text: str) -> bool:
    return any(
        len(_VALUE.sub("", tag.group()).split()) > _ATTRIBUTES for tag in _LONG_TAG.finditer(text)
    )
