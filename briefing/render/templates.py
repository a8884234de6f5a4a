"""Templates run in a sandbox, and whatever they print is escaped for their format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.errors import SettingsError
from briefing.render.assets import load_assets
from briefing.render.filters import FILTERS
from briefing.render.markdown import escape_markdown, visible
from briefing.render.page import Page
from briefing.resources import find, packaged_folder

if TYPE_CHECKING:
    import jinja2

__all__ = ["PageTemplate", "load_template"]


@dataclass(frozen=True)
class PageTemplate:
    """A template that was read; it is given ``page`` and its ``brief``."""

    name: str
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
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    escapes: dict[str, Callable[[Any], Any]] = {"md": _markdown, "html": _html}
    if format not in escapes:
        raise SettingsError(f"--format {format} takes no template")
    path = find("templates", name)
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([path.parent, packaged_folder("templates")]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        finalize=escapes[format],
    )
    environment.filters.update(FILTERS)
    if format == "html":
        environment.globals["assets"] = load_assets(path.parent)
    try:
        return PageTemplate(path.name, environment.from_string(path.read_text(encoding="utf-8")))
    except (TemplateError, UnicodeDecodeError) as error:
        raise SettingsError(f"template {path}: {error}") from error


def _markdown(value: Any) -> Any:
    from markupsafe import Markup

    return Markup(escape_markdown(value)) if _is_plain(value) else value


def _html(value: Any) -> Any:
    return visible(value) if _is_plain(value) else value


def _is_plain(value: Any) -> bool:
    """Whether it is text that no template wrote: templates' own comes marked as such."""
    return isinstance(value, str) and not hasattr(value, "__html__")
