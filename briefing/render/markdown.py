"""Plain text made safe for Markdown: it reads the same and makes nothing of its own."""

from __future__ import annotations

import re

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

_STEERING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # direction overrides and isolates
    "\ud800-\udfff]"  # lone surrogates
)


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
    return _STEERING.sub("\ufffd", text)
