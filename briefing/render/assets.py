"""What a page carries with it: its style and script, and the policy that allows just these."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import SettingsError
from briefing.resources import find, packaged_folder

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["Assets", "load_assets"]

_POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True)
class Assets:
    """The text of the style and the script, to stand in the page as they are.

    Attributes:
        style: For the one `style` element, with nothing beside it.
        script: For the one `script` element, likewise.
        policy: A Content-Security-Policy (W3C CSP Level 3): nothing is fetched, and of styles
            and scripts only these two count, by their hash.
    """

    style: Markup
    script: Markup
    policy: str


def load_assets(name: str, beside: Path) -> Assets:
    """Read the style and the script of a page.

    Args:
        name: That of both files without suffix: ``brief`` for ``brief.css`` and ``brief.js``.
        beside: The template's folder: those in it win over those in `templates/`, which a
            user's own folder and the package's have.

    Raises:
        SettingsError: If one cannot stand in a page.
    """
    from markupsafe import Markup

    style, script = _read(f"{name}.css", beside), _read(f"{name}.js", beside)
    policy = _POLICY.format(style=_hash(style), script=_hash(script))
    return Assets(Markup(style), Markup(script), policy)


def _read(name: str, beside: Path) -> str:
    own = beside != packaged_folder("templates") and (beside / name).is_file()
    path = beside / name if own else find("templates", name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: {error}") from error
    # In a script element these would end it, or hide its end (HTML, 13.2.5.4 and following).
    for ending in ("</style", "</script", "<!--"):
        if ending in text.lower():
            raise SettingsError(f"{path} has {ending} in it, which would end it inside the page")
    return text


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
