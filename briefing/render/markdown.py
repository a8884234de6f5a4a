"""Plain text made safe for Markdown: it reads the same and makes nothing of its own."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["escape_markdown", "visible"]

_ACTIVE = re.compile(
    r"""[\\`*\[\]<|]                       # code, emphasis, links, HTML, table cells
    | (?<![^\W_])_ | _(?![^\W_])           # emphasis, but not in snake_case
    | ~(?=~) | (?<=~)~                     # strikethrough (GitHub)
    | &(?=\#?\w+;)                         # character references
    | (?<=\w):(?=//)                       # addresses that would become links (GitHub):
    | (?<=\bwww)\.                         #   by scheme, by www,
    | @(?=\w)                              #   by mail address, and mentions
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:[#>+=~-]|\d{1,9}(?=[.)]))")
"""What makes a heading, quote, list, rule or fence of a line that begins with it."""


def escape_markdown(text: str) -> str:
    """Escape `text` for any place inside a line of Markdown (CommonMark and GitHub's).

    Line breaks and runs of white space become one space, control and direction
    characters are made visible: a line of text stays one line, in one direction.
    """
    line = _ACTIVE.sub(lambda match: "\\" + match[0], " ".join(visible(text).split()))
    opening = _OPENING.match(line)
    if not opening:
        return line
    end = opening.end()
    return f"{line[:end]}\\{line[end:]}" if opening[0].isdigit() else f"\\{line}"


def visible(text: str) -> str:
    """Put U+FFFD for each character that would steer a terminal or a page.

    These are the control characters but tab and line breaks, the direction overrides and
    isolates of Unicode Annex 9, and lone surrogates.
    """
    return "".join("\ufffd" if _steers(character) else character for character in text)


def _steers(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cc":
        return character not in "\t\n\r\x0b\x0c\x85"
    return (
        category == "Cs" or "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    )
