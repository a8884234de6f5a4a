"""Templates run in a sandbox, and whatever they print is escaped for their format."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import SettingsError
from briefing.render.assets import Assets, load_assets
from briefing.render.filters import FILTERS
from briefing.render.markdown import escape_markdown, visible
from briefing.render.page import Page
from briefing.resources import find, packaged_folder

if TYPE_CHECKING:
    import jinja2

__all__ = ["PageTemplate", "load_template"]


@dataclass(frozen=True)
class PageTemplate:
    """A template that was read; it is given ``page``, its ``brief``, and for HTML ``assets``."""

    name: str
    _template: jinja2.Template
    _assets: Assets | None

    def render(self, page: Page) -> str:
        """Print one page.

        Raises:
            SettingsError: If the template asks for what there is not.
        """
        from jinja2 import TemplateError

        try:
            given = {"page": page, "brief": page.brief}
            with_assets = {**given, "assets": self._assets} if self._assets else given
            return self._template.render(with_assets).strip() + "\n"
        except TemplateError as error:
            raise SettingsError(f"template {self.name}: {error}") from error


def load_template(name: str, format: str) -> PageTemplate:
    """Read a template by its name or path.

    Raises:
        SettingsError: If it is not there or broken, or if `format` takes none.
    """
    from jinja2 import TemplateError

    if format not in ("md", "html"):
        raise SettingsError(f"--format {format} takes no template")
    path = find("templates", name)
    assets = load_assets(path.parent) if format == "html" else None
    try:
        template = _compile(path.read_text(encoding="utf-8"), path.parent, format)
    except (TemplateError, UnicodeDecodeError) as error:
        raise SettingsError(f"template {path}: {error}") from error
    return PageTemplate(path.name, template, assets)


@lru_cache(maxsize=8)
def _compile(text: str, folder: Path, format: str) -> jinja2.Template:
    """Kept, since it takes 50 ms and a batch prints a thousand pages."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([folder, packaged_folder("templates")]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        finalize=_html if format == "html" else _markdown,
    )
    environment.filters.update(FILTERS)
    return environment.from_string(text)


def _markdown(value: Any) -> Any:
    from markupsafe import Markup

    return Markup(escape_markdown(value)) if _is_plain(value) else value


def _html(value: Any) -> Any:
    return visible(value) if _is_plain(value) else value


def _is_plain(value: Any) -> bool:
    """Whether it is text that no template wrote: templates' own comes marked as such."""
    return isinstance(value, str) and not hasattr(value, "__html__")
