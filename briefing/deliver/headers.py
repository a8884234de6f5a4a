"""Mail headers from texts that are anybody's: whatever a text holds, it stays one header's text.

Nothing is left to the header classes of Python's ``email``: on versions before 3.11.10 they
decode encoded words inside a text and write their line breaks out (CVE-2024-6923).
"""

from __future__ import annotations

import base64
import hashlib
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefing.errors import SettingsError
from briefing.render.markdown import visible

__all__ = [
    "Mailbox",
    "encode_text",
    "fold_list",
    "list_id",
    "make_message_id",
    "one_line",
    "parse_mailbox",
]

_MAILBOX: Final = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>|(?P<bare>[^<>]*)")
_LOCAL: Final = re.compile(r"[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN: Final = re.compile(r"(?!-)[a-zA-Z0-9-]{1,63}(?<!-)(\.(?!-)[a-zA-Z0-9-]{1,63}(?<!-))*")
_PLAIN: Final = re.compile(r"""[\w ,;:!?.'"()&/+*%-]*""", re.ASCII)
"""What stands in a subject as it is."""
_ATOMS: Final = re.compile(r"[A-Za-z0-9 !#$%&'*+/^_`{|}~-]*")
"""What stands in a name as it is: atoms of RFC 5322, 3.2.3, but ``=?``, of encoded words."""
_WORD: Final = 45
"""Bytes of UTF-8 in an encoded word, which then has 72 of the 75 characters of RFC 2047, 2."""
_LINE: Final = 78


@dataclass(frozen=True)
class Mailbox:
    """Whose address it is, and the address; `name` is empty where there is none."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands after the ``@``."""
        return self.address.rpartition("@")[2]

    def header(self, name: str) -> str:
        """The mailbox as the header `name` holds it (RFC 5322, 3.4)."""
        address = f"<{self.address}>"
        if not self.name:
            return self.address
        if _ATOMS.fullmatch(self.name) and len(name) + len(self.name) + len(address) < _LINE - 4:
            return f"{self.name} {address}"
        return f"{_words(self.name, len(name) + 2)}\r\n {address}"


def parse_mailbox(text: str) -> Mailbox:
    """Read ``desk@example.org`` or ``Desk <desk@example.org>``.

    The address is a dot-atom in ASCII (RFC 5321, 4.1.2); a domain in other letters becomes its
    ASCII form (RFC 5891). Line breaks and control characters in the name do not survive.

    Raises:
        SettingsError: If it is no address, or one that not every server takes.
    """
    match = _MAILBOX.fullmatch(text.strip())
    shown = one_line(text)
    hint = "write desk@example.org or Desk <desk@example.org>"
    if not match:
        raise SettingsError(f"{shown!r} is no mail address", hint=hint)
    local, _, domain = (match["address"] if match["bare"] is None else match["bare"]).rpartition(
        "@"
    )
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        domain = ""
    if not _LOCAL.fullmatch(local) or len(local) > 64:
        raise SettingsError(
            f"{shown!r} is no mail address that every server takes", hint=f"{hint}, in ASCII"
        )
    if not _DOMAIN.fullmatch(domain) or len(domain) > 253:
        raise SettingsError(f"{shown!r} is no mail address", hint=hint)
    return Mailbox(one_line(match["name"] or "").strip('" '), f"{local}@{domain}")


def one_line(text: str, longest: int = 200) -> str:
    """`text` in one line of visible characters; beyond `longest` characters it ends in “…”."""
    line = " ".join(visible(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def encode_text(text: str, name: str) -> str:
    """A text as the header `name` holds it: as it is, or in encoded words (RFC 2047)."""
    line = one_line(text)
    if not line:
        return ""
    if not _PLAIN.fullmatch(line):
        return _words(line, len(name) + 2)
    lines = textwrap.wrap(
        f"{name}: {line}", _LINE - 2, break_long_words=False, break_on_hyphens=False
    )
    if max(map(len, lines)) > _LINE:
        return _words(line, len(name) + 2)
    return "\r\n ".join(lines).removeprefix(f"{name}: ")


def _words(text: str, used: int) -> str:
    """Encoded words, a line each; the first stands after `used` characters of its line."""
    words, room = [""], min(_WORD, (_LINE - used - len("=?utf-8?b??=")) // 4 * 3)
    for character in text:
        if len((words[-1] + character).encode()) > room:
            words.append("")
            room = _WORD
        words[-1] += character
    return "\r\n ".join(
        f"=?utf-8?b?{base64.b64encode(word.encode()).decode()}?=" for word in words if word
    )


def fold_list(items: Sequence[str]) -> str:
    """Items with commas between, a line each."""
    return ",\r\n ".join(items)


def list_id(name: str, domain: str) -> str:
    """The identifier of a list (RFC 2919): its name in letters, digits and hyphens, and `domain`.

    Names that have nothing of the kind, or lose something, get a hash of theirs.
    """
    label = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:40]
    if label != name:
        label = (
            f"{label or 'list'}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"
        )
    return f"{label}.{domain}"


def make_message_id(domain: str, *parts: str) -> str:
    """A Message-ID that is the same for the same parts, and no other's (RFC 5322, 3.6.4)."""
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"<{digest[:40]}@{domain}>"
