"""The index: one page that lists the briefs of a folder, with filters that run in the page."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from briefing.brief import Brief
from briefing.errors import SettingsError
from briefing.render.foot import day
from briefing.render.markdown import visible
from briefing.resources import find, packaged_folder

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["Entry", "render_index"]

_TEMPLATE, _STYLE, _SCRIPT = "index.html.jinja", "index.css", "index.js"
_POLICY: Final = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
    "base-uri 'none'; form-action 'none'"
)
"""Nothing is fetched; of styles and scripts only those of the page count (W3C CSP Level 3)."""
_ENDINGS: Final = ("</style", "</script", "<!--")
"""What would end a style or a script inside a page (HTML Standard, 13.2.5)."""


class Entry(NamedTuple):
    """A brief, and the names of the files that it lies in, the one to open first."""

    brief: Brief
    files: tuple[str, ...]


@dataclass(frozen=True)
class _Link:
    """A file of a brief: what it is called, and where it lies from the index."""

    kind: str
    address: str


@dataclass(frozen=True)
class _Listed:
    """A brief as the template finds it."""

    brief: Brief
    links: tuple[_Link, ...]
    day: str
    date: str


def render_index(entries: Sequence[Entry], folder: Path, index: Path) -> str:
    """The index page of briefs that lie in `folder`, to stand at `index`.

    Args:
        entries: The briefs, in their order.
        folder: Where their files lie.
        index: Where the page will stand; links are from there.

    Raises:
        SettingsError: If a template is broken, or no relative link leads to the folder.
    """
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    way = _way(folder, index)
    listed = [
        _Listed(
            entry.brief,
            tuple(_Link(name.rpartition(".")[2], way + _encoded(name)) for name in entry.files),
            day(entry.brief.run),
            f"{entry.brief.run.created:%Y-%m-%d}",
        )
        for entry in entries
    ]
    path = find("templates", _TEMPLATE)
    style, script = _asset(_STYLE), _asset(_SCRIPT)
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([path.parent, packaged_folder("templates")]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        finalize=_shown,
    )
    try:
        page = environment.from_string(path.read_text(encoding="utf-8")).render(
            entries=listed,
            style=style,
            script=script,
            policy=_POLICY.format(style=_hash(style), script=_hash(script)),
        )
    except (TemplateError, UnicodeDecodeError) as error:
        raise SettingsError(f"template {path}: {error}") from error
    return page.strip() + "\n"


def _way(folder: Path, index: Path) -> str:
    """The relative address of the folder from the index, empty or with a slash at its end."""
    try:
        way = Path(os.path.relpath(folder.resolve(), index.resolve().parent))
    except ValueError as error:  # another drive of Windows
        raise SettingsError(
            f"no relative link leads from {index} to {folder}",
            hint="write the index to the drive that the briefs are on",
        ) from error
    return "".join(f"{_encoded(part)}/" for part in way.parts)


def _encoded(name: str) -> str:
    """A file's name as a part of an address (RFC 3986, 3.3): never a scheme, query or path."""
    return quote(os.fsencode(name), safe="")


def _asset(name: str) -> Markup:
    from markupsafe import Markup

    path = find("templates", name)
    text = path.read_text(encoding="utf-8")
    if ending := next((ending for ending in _ENDINGS if ending in text.lower()), None):
        raise SettingsError(f"{path} has {ending} in it, which would end it inside the page")
    return Markup(text)


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
