"""Feeds (RSS, RDF, Atom, JSON Feed) to their entries, newest first.

The parser is given bytes alone: of an address or a page it would fetch more by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from briefing.errors import SourceEmptyError, SourceUnreadableError
from briefing.load.article import Article
from briefing.load.decode import decode
from briefing.load.html import read_visible
from briefing.load.reading import Reading
from briefing.times import in_words, latest_moment

__all__ = ["Entry", "is_feed", "read_feed"]

_ROOT: Final = re.compile(
    # Each piece is taken whole or not at all, so that no page can make the search a long one.
    rb"(?:\xef\xbb\xbf)?+(?>\s++|<\?.{0,500}?\?>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,500}+"
    rb"(?:\[.{0,100000}?\]\s*+)?+>)*+<(?:rss|feed|(?:\w+:)?RDF|channel)[\s>/]",
    re.DOTALL,
)
_SNIFFED: Final = 200_000
_ENTITY: Final = re.compile(r"<!ENTITY", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"\s*<\?xml\b[^>]{0,500}>")
_FULL: Final = 150
"""Words from which an entry's own content is the article and not its teaser."""
_TEASER: Final = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.|read more\W*)\s*$", re.I)


@dataclass(frozen=True)
class Entry:
    """One entry of a feed: where its article is, and the article where the feed holds it."""

    location: str
    article: Article
    is_full: bool
    link: str | None


def is_feed(data: bytes) -> bool:
    """Whether it opens as a feed does."""
    head = data[:_SNIFFED]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return b"jsonfeed.org/version/1" in head.replace(b"\\/", b"/")
    # UTF-16 is read as far as its root by leaving out the zeros.
    plain = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return _ROOT.match(plain) is not None


def read_feed(
    data: bytes, name: str, base: str, reading: Reading, charset: str | None = None
) -> list[Entry]:
    """The entries that `reading` asks for, newest first; those without a date are last.

    Args:
        data: The feed.
        name: What messages call it.
        base: The address that its links are relative to; ``""`` for a file.
        reading: `limit`, `since` and `now` are what counts here.
        charset: The encoding that a server declares.

    Raises:
        SourceNotTextError: If it is no text.
        SourceUnreadableError: If it is broken, or defines entities of its own.
        SourceEmptyError: If no entry is new enough.
    """
    text = decode(data, name, charset)
    if _ENTITY.search(text):
        raise SourceUnreadableError(
            f"{name} is a feed that defines entities of its own, which are not read",
            hint="no honest feed needs them: name the articles themselves",
        )
    feed = _parsed(text, name)
    publisher = _plain((feed.get("feed") or {}).get("title"))
    entries = [_entry(entry, publisher, base, name) for entry in feed.get("entries") or ()]
    wanted = _newest_first(entries, reading)
    if not wanted:
        within = f" of the last {in_words(reading.since)}" if reading.since else ""
        raise SourceEmptyError(
            f"there is no entry{within} in {name}",
            hint="give a longer --since" if entries else "check that the feed is still kept",
        )
    return wanted[: reading.limit]


def _parsed(text: str, name: str) -> Mapping[str, Any]:
    import fastfeedparser
    from lxml.etree import LxmlError

    try:
        # As UTF-8 without its declaration, which may name another encoding than the real one.
        plain = _DECLARATION.sub("", text, count=1).encode()
        parsed: Mapping[str, Any] = fastfeedparser.parse(plain)
    # Whatever a parser of others' making does on what no feed should hold.
    except (
        *(ValueError, TypeError, KeyError, AttributeError, IndexError),
        *(LxmlError, RecursionError, OverflowError),
    ) as error:
        raise SourceUnreadableError(
            f"{name} is a broken feed", hint="check the address in a feed reader"
        ) from error
    return parsed


def _newest_first(entries: Sequence[Entry], reading: Reading) -> list[Entry]:
    never = datetime.min.replace(tzinfo=UTC)
    moments = [
        latest_moment(entry.article.published) if entry.article.published else None
        for entry in entries
    ]
    since = (reading.now or datetime.now(UTC)) - reading.since if reading.since else None
    dated = [
        (moment or never, entry)
        for moment, entry in zip(moments, entries, strict=True)
        if since is None or (moment is not None and moment >= since)
    ]
    return [entry for _, entry in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def _entry(entry: Mapping[str, Any], publisher: str | None, base: str, name: str) -> Entry:
    link = _link(entry.get("link"), base)
    text = max((_content(part) for part in entry.get("content") or ()), key=len, default="")
    text = text or _visible(str(entry.get("description") or ""))
    return Entry(
        location=link or name,
        article=Article(
            text,
            title=_plain(entry.get("title")),
            publisher=publisher,
            published=_date(entry.get("published") or entry.get("updated")),
            author=_plain(entry.get("author")),
        ),
        is_full=len(text.split()) >= _FULL and not _TEASER.search(text),
        link=link,
    )


def _content(part: Mapping[str, Any]) -> str:
    value = str(part.get("value") or "")
    return value if part.get("type") == "text/plain" else _visible(value)


def _visible(markup: str) -> str:
    return read_visible(markup) if markup.strip() else ""


def _link(link: object, base: str) -> str | None:
    import httpx2

    if not isinstance(link, str) or not link.strip():
        return None
    try:
        return str(httpx2.URL(base).join(link.strip())) if base else link.strip()
    except (httpx2.InvalidURL, ValueError, UnicodeError):
        return None


def _plain(value: object) -> str | None:
    """Text without the markup that a title may hold, escaped once or twice."""
    if not isinstance(value, str):
        return None
    text = _visible(value) if "<" in value or "&" in value else value
    return " ".join(text.split()) or None


def _date(value: object) -> str | None:
    return value if isinstance(value, str) and latest_moment(value) else None
