"""Plain text and Markdown: the text is the file, only the title is looked for."""

from __future__ import annotations

import re
from datetime import datetime

from briefing.language.sentences import paragraph_spans
from briefing.load.article import Article

__all__ = ["read_markdown", "read_plain"]

_TITLE_LENGTH = 200
"""Code points; a longer line is a paragraph, whatever stands at its end."""

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?=[\w-]+[ \t]*:)(?P<fields>.*?)^---[ \t]*(?:\r?\n|\Z)", re.S | re.M
)
_FIELD = re.compile(r"^(title|date|publisher)[ \t]*:[ \t]*(\S.*?)[ \t]*\r?$", re.I | re.M)
_FENCED = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.S | re.M)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(\S.*)$", re.M)
_CLOSING_MARKS = re.compile(r"[ \t]+#+[ \t]*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_EMPHASIS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)")

_CLOSERS = "\"'”’»)]"
_STOPS = (".", "。", "।", "۔", ",", ";")


def read_plain(text: str) -> Article:
    """Take `text` as it is; its title is its first line, where that is a headline.

    A headline is a paragraph of one line that more text follows, and that does not end as
    a sentence does.
    """
    paragraphs = paragraph_spans(text)
    if len(paragraphs) < 2:
        return Article(text)
    first = paragraphs[0].of(text).lstrip("\ufeff")
    if first.rstrip(_CLOSERS).endswith(_STOPS):
        return Article(text)
    return Article(text, title=_title(first))


def read_markdown(text: str) -> Article:
    """Take `text` as it is; title and date are the front matter's, else the first heading's.

    Front matter is the block between two lines of three hyphens at the very top.
    """
    front = _FRONT_MATTER.match(text)
    fields = _fields(front["fields"]) if front else {}
    start = front.end() if front else 0
    heading = _HEADING.search(_FENCED.sub("", text[start:]))
    return Article(
        text,
        title=_title(fields.get("title", "")) or (_title(heading[1]) if heading else None),
        publisher=fields.get("publisher"),
        published=_date(fields.get("date", "")),
        start=start,
    )


def _fields(block: str) -> dict[str, str]:
    return {key.lower(): _unquoted(value) for key, value in _FIELD.findall(block)}


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _title(line: str) -> str | None:
    if len(line) > _TITLE_LENGTH or "\n" in line:
        return None
    plain = _EMPHASIS.sub("", _LINK.sub(r"\1", _CLOSING_MARKS.sub("", line)))
    title = " ".join(plain.split())
    return title if any(character.isalnum() for character in title) else None


def _date(value: str) -> str | None:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value
