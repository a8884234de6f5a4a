"""The index: one page that lists the briefs of a folder, with filters that run in the page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from briefing.brief import Brief
from briefing.errors import SettingsError
from briefing.render.assets import load_assets
from briefing.render.foot import day
from briefing.render.markdown import visible
from briefing.render.sandbox import compile_template
from briefing.resources import find

__all__ = ["Entry", "render_index"]


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
    from jinja2 import TemplateError

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
    path = find("templates", "index.html.jinja")
    assets = load_assets("index", path.parent)
    try:
        template = compile_template(path.read_text(encoding="utf-8"), path.parent, _shown, ())
        page = template.render(entries=listed, assets=assets)
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


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
