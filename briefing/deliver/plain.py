"""Texts of sources and models as a mail shows them: read, and not acted on."""

from __future__ import annotations

import re
import textwrap
from typing import Final
from urllib.parse import quote, urlsplit

from briefing.render.markdown import visible

__all__ = ["defang", "web_address", "wrap"]

_ACTIVE: Final = re.compile(
    r"""(?P<scheme>):(?=//)
    |(?P<short>\b(?:data|file|javascript|mailto|sms|tel|vbscript)):(?=\S)
    |(?P<host>(?<![\w-])[\w-]++(?:\.[\w-]++)++)
    |(?P<wide>[。．｡])(?=[a-z]{2})          # dots that browsers take for one
    |(?P<share>\\\\)(?=\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""No pattern here goes back over what it took: the text may be long, and a stranger's."""
_TOP: Final = re.compile(r"xn--|[^\W\d_]{2}", re.IGNORECASE)
_FILE: Final = re.compile(r"csv|docx|eml|html?|json|odt|pdf|rtf|txt|xml", re.IGNORECASE)
_INDENT: Final = re.compile(r"\s*(?:- |\d+\. |\[\d+\] )?")
_WIDTH: Final = 72


def defang(text: str) -> str:
    """One line of text in which no mail program finds an address to link.

    Programs make links of what looks like one, in HTML as in plain text. So the colon of
    ``https://`` and the dots of a host's name are put in brackets: ``https[:]//example[.]org``;
    not those of a file's name, since no domain ends in ``.txt`` or ``.pdf``.
    Nothing else is changed, but white space and characters that would steer the page.
    """
    return _ACTIVE.sub(_bracketed, " ".join(visible(text).split()))


def _bracketed(match: re.Match[str]) -> str:
    if host := match["host"]:
        ends = host.split(".")[1:]
        is_host = any(_TOP.match(end) and not _FILE.fullmatch(end) for end in ends)
        return host.replace(".", "[.]") if is_host else host
    if match["wide"]:
        return f"[{match['wide']}]"
    if match["share"]:
        return "\\[\\]"
    return f"{match['short'] or ''}[:]"


def web_address(location: str) -> str | None:
    """The location of a source as an address to follow; None where it is none.

    It is http or https with a host and without a user, everything in it in ASCII and without
    quotes, brackets and white space.
    """
    try:
        parts = urlsplit(location)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    try:
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if not re.fullmatch(r"[a-z0-9.:-]+", host):
        return None
    host = f"[{host}]" if ":" in host else host
    rest = quote(parts.path, safe="/:@!$&*+,;=~%-._")
    if parts.query:
        rest += "?" + quote(parts.query, safe="/:@!$&*+,;=~%-._?")
    if parts.fragment:
        rest += "#" + quote(parts.fragment, safe="/:@!$&*+,;=~%-._?")
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{rest}"


def wrap(text: str) -> str:
    """Lines of at most 72 characters where words allow it; lists hang on their markers."""
    return "\n".join(_wrapped(line.rstrip()) for line in text.split("\n"))


def _wrapped(line: str) -> str:
    if len(line) <= _WIDTH:
        return line
    marker = _INDENT.match(line)
    return textwrap.fill(
        line,
        _WIDTH,
        subsequent_indent=" " * (marker.end() if marker else 0),
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )
