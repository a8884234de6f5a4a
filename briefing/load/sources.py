"""Sources as they are named, to the articles in them: a folder or a feed holds several."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.brief import Unread
from briefing.errors import SettingsError, SourceEmptyError, SourceError, SourceUnreadableError
from briefing.load.article import Article
from briefing.load.articles import read_article
from briefing.load.feeds import Entry, is_feed, read_feed
from briefing.load.files import STDIN, read_file, read_stdin
from briefing.load.folders import files_in
from briefing.load.reading import Reading

if TYPE_CHECKING:
    from briefing.load.web import Fetched

__all__ = ["Found", "find_articles", "read_one"]

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_MARKUP_SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf", ".json", ""})


class Found(NamedTuple):
    """An article that was read, and where."""

    article: Article
    location: str


def find_articles(
    sources: Sequence[str | Path], reading: Reading
) -> tuple[list[Found], list[Unread]]:
    """Read all articles of `sources`, in order, and say what was skipped.

    Raises:
        SettingsError: If standard input is named more than once.
        SourceError: For the first source that cannot be read; with `skip_unreadable` only
            where none can be.
    """
    if [os.fspath(source) for source in sources].count(STDIN) > 1:
        raise SettingsError("standard input can be read only once", hint="give - once")
    found: list[Found] = []
    unread: list[Unread] = []
    failures: list[SourceError] = []

    def failed(location: str, error: SourceError) -> None:
        if not reading.skip_unreadable:
            raise error
        failures.append(error)
        if not (reading.skip_empty and isinstance(error, SourceEmptyError)):
            unread.append(Unread(location=location, reason=error.message))

    addresses = [
        source if isinstance(source, str) and _ADDRESS.match(source) else None for source in sources
    ]
    for source, page in zip(sources, _fetched(addresses, reading), strict=True):
        try:
            parts = _parts(source, page, reading)
        except SourceError as error:
            failed(printable(source), error)
            continue
        pages = _fetched([part.address for part in parts], reading)
        for number, (part, page) in enumerate(zip(parts, pages, strict=True), start=1):
            if len(parts) > 1:
                _tell(reading, f"reading {number} of {len(parts)}: {part.location}")
            try:
                entry = part.read(page)
            except SourceError as error:
                failed(part.location, error)
                continue
            found.append(entry)
            unread.extend(
                Unread(location=f"{part.location}: {each}", reason="attachments are not read")
                for each in entry.article.unread
            )
    if failures and not found:
        # An empty source tells nothing of why another could not be read.
        raise min(failures, key=lambda failure: isinstance(failure, SourceEmptyError))
    return found, unread


def read_one(source: str | Path, reading: Reading) -> Found:
    """Read a source that is one article.

    Raises:
        SourceError: If it cannot be read, or holds several, as folders and feeds do.
    """
    address = source if isinstance(source, str) and _ADDRESS.match(source) else None
    (page,) = _fetched([address], reading)
    (part,) = _parts(source, page, reading, single=True)
    return part.read(None)


Page = Future["Fetched"] | None


class Part(NamedTuple):
    """What there is to read of a source: where it is, and how.

    `address` is what is to be fetched before, and given to `read`; None for nothing.
    """

    location: str
    read: Callable[[Page], Found]
    address: str | None = None


def _fetched(addresses: Sequence[str | None], reading: Reading) -> Iterator[Page]:
    if not any(addresses):
        return iter([None] * len(addresses))  # without what the web takes to import
    from briefing.load.ahead import fetched

    return fetched(addresses, reading)


def _tell(reading: Reading, line: str) -> None:
    if reading.tell:
        reading.tell(line)


def _parts(source: str | Path, page: Page, reading: Reading, *, single: bool = False) -> list[Part]:
    """What there is to read in one source, of which `page` is fetched if it is an address."""
    location = printable(source)
    if location == STDIN:
        return [Part(location, lambda _: _whole(read_stdin(), "standard input", location))]
    if page is not None:
        _tell(reading, f"reading {location}")
        return _web_parts(location, page.result(), reading, single)
    path = Path(source)
    if not single and _is_folder(path):
        return [_file_part(file) for file in files_in(path, reading.glob)]
    if path.suffix.lower() not in _MARKUP_SUFFIXES or single:
        return [_file_part(path)]
    data = read_file(path, location)
    if is_feed(data):
        return _entries(data, location, "", reading)
    suffix = path.suffix.lower()
    return [Part(location, lambda _: _whole(data, location, location, suffix))]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    # What is wrong with the path is said when it is read.
    except (OSError, ValueError):
        return False


def _file_part(path: Path) -> Part:
    location = printable(path)
    suffix = Path(location).suffix.lower()
    return Part(location, lambda _: _whole(read_file(path, location), location, location, suffix))


def _web_parts(address: str, page: Fetched, reading: Reading, single: bool) -> list[Part]:
    if not is_feed(page.content):
        return [
            Part(
                address,
                lambda _: _whole(
                    page.content,
                    address,
                    address,
                    _suffix(page.url),
                    page.content_type,
                    page.charset,
                ),
            )
        ]
    if single:
        raise SourceUnreadableError(
            f"{address} is a feed, which holds several articles",
            hint="read it with load_all, or name one of its articles",
        )
    return _entries(page.content, address, page.url, reading, page.charset)


def _entries(
    data: bytes, name: str, base: str, reading: Reading, charset: str | None = None
) -> list[Part]:
    return [
        Part(entry.location, partial(_entry, entry), None if entry.is_full else entry.link)
        for entry in read_feed(data, name, base, reading, charset)
    ]


def _entry(entry: Entry, page: Page) -> Found:
    """The entry's own article where the feed holds it in full, else what its link leads to."""
    if page is None:
        title = f"the entry “{entry.article.title}”" if entry.article.title else "an entry"
        return _checked(entry.article, entry.location, f"{title} of {entry.location}")
    came = page.result()
    article = read_article(
        came.content,
        entry.location,
        suffix=_suffix(came.url),
        content_type=came.content_type,
        charset=came.charset,
    )
    told = entry.article
    whole = replace(
        article,
        title=article.title or told.title,
        publisher=article.publisher or told.publisher,
        published=told.published or article.published,
        author=article.author or told.author,
    )
    return _checked(whole, entry.location)


def _whole(
    data: bytes,
    name: str,
    location: str,
    suffix: str = "",
    content_type: str = "",
    charset: str | None = None,
) -> Found:
    article = read_article(data, name, suffix=suffix, content_type=content_type, charset=charset)
    return _checked(article, location, name)


def _checked(article: Article, location: str, name: str | None = None) -> Found:
    if not any(character.isalpha() for character in article.text[article.start :]):
        name = name or location
        page = "save the page from your browser, since its text may come by script, and name it"
        raise SourceEmptyError(
            f"there is no sentence in {name}" if article.text else f"{name} is empty",
            hint=page if _ADDRESS.match(location) else "name a source that has text in it",
        )
    return Found(article, location)


def printable(source: str | Path) -> str:
    """The source's name as text.

    A path may hold bytes that are no UTF-8, which Python keeps as lone surrogates.
    """
    return os.fsencode(source).decode("utf-8", "replace")


def _suffix(url: str) -> str:
    return Path(url.partition("?")[0].rpartition("/")[2]).suffix.lower()
