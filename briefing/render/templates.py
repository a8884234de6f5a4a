"""Templates run in a sandbox, and whatever they print is escaped for their format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import SettingsError
from briefing.findings import CODES
from briefing.render.markdown import escape_markdown, visible
from briefing.render.page import Page
from briefing.resources import find, packaged_folder

if TYPE_CHECKING:
    import jinja2

__all__ = ["PageTemplate", "load_template"]


@dataclass(frozen=True)
class PageTemplate:
    """A template that was read; it is given ``page`` and its ``brief``.

    `sha256` is the hash of its file, those that it includes left aside.
    """

    name: str
    sha256: str
    _template: jinja2.Template

    def render(self, page: Page) -> str:
        """Print one page.

        Raises:
            SettingsError: If the template asks for what there is not.
        """
        from jinja2 import TemplateError

        try:
            return self._template.render(page=page, brief=page.brief).strip() + "\n"
        except TemplateError as error:
            raise SettingsError(f"template {self.name}: {error}") from error


def load_template(name: str, format: str) -> PageTemplate:
    """Read a template by its name or path.

    Raises:
        SettingsError: If it is not there or broken, or if `format` takes none.
    """
    if format not in _ESCAPES:
        raise SettingsError(f"--format {format} takes no template")
    path = find("templates", name)
    try:
        source = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SettingsError(f"template {path}: {error}") from error
    return PageTemplate(
        path.name, hashlib.sha256(source.encode()).hexdigest(), _compiled(path, source, format)
    )


@lru_cache(maxsize=8)
def _compiled(path: Path, source: str, format: str) -> jinja2.Template:
    """A template, compiled once for all briefs of a batch."""
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([path.parent, packaged_folder("templates")]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        finalize=_ESCAPES[format],
    )
    environment.filters["day"] = _day
    environment.filters["meaning"] = _meaning
    try:
        return environment.from_string(source)
    except TemplateError as error:
        raise SettingsError(f"template {path}: {error}") from error


def _markdown(value: Any) -> Any:
    from markupsafe import Markup

    return Markup(escape_markdown(value)) if _is_plain(value) else value


def _html(value: Any) -> Any:
    return visible(value) if _is_plain(value) else value


def _is_plain(value: Any) -> bool:
    """Whether it is text that no template wrote: templates' own comes marked as such."""
    return isinstance(value, str) and not hasattr(value, "__html__")


def _meaning(code: str) -> str:
    return CODES[code].meaning if code in CODES else code


def _day(moment: datetime) -> str:
    """The date in words that no reader can take for another: 3 May 2026."""
    return f"{moment.day} {moment:%B %Y}"


_ESCAPES: dict[str, Callable[[Any], Any]] = {"md": _markdown, "html": _html}
