"""Templates run in a sandbox, and whatever they print is escaped for their format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefing.errors import SettingsError
from briefing.render.assets import Assets, load_assets
from briefing.render.filters import FILTERS
from briefing.render.markdown import escape_markdown, visible
from briefing.render.page import Page
from briefing.render.sandbox import compile_template
from briefing.resources import find

if TYPE_CHECKING:
    import jinja2

__all__ = ["PageTemplate", "load_template"]


@dataclass(frozen=True)
class PageTemplate:
    """A template that was read; it is given ``page``, its ``brief``, and for HTML ``assets``.

    `sha256` is the hash of its file and of its style and script, what it includes left aside.
    """

    name: str
    sha256: str
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


def load_template(
    name: str,
    format: str,
    *,
    escape: Callable[[Any], Any] | None = None,
    filters: Mapping[str, Callable[..., Any]] = MappingProxyType({}),
) -> PageTemplate:
    """Read a template by its name or path.

    Args:
        name: Its name or path.
        format: ``md`` or ``html``, or another for which `escape` is given.
        escape: What makes a text safe for the format, called with all that is printed.
        filters: Filters beside those that every template has.

    Raises:
        SettingsError: If it is not there or broken, or if `format` takes none.
    """
    from jinja2 import TemplateError

    escape = escape or {"md": _markdown, "html": _html}.get(format)
    if escape is None:
        raise SettingsError(f"--format {format} takes no template")
    path = find("templates", name)
    assets = load_assets("brief", path.parent) if format == "html" else None
    all_filters = {**FILTERS, **filters}
    try:
        text = path.read_text(encoding="utf-8")
        template = compile_template(text, path.parent, escape, tuple(all_filters.items()))
    except (TemplateError, UnicodeDecodeError) as error:
        raise SettingsError(f"template {path}: {error}") from error
    # The policy names style and script by their hashes.
    sha256 = hashlib.sha256(f"{text}{assets.policy if assets else ''}".encode()).hexdigest()
    return PageTemplate(path.name, sha256, template, assets)


def _markdown(value: Any) -> Any:
    from markupsafe import Markup

    return Markup(escape_markdown(value)) if _is_plain(value) else value


def _html(value: Any) -> Any:
    return visible(value) if _is_plain(value) else value


def _is_plain(value: Any) -> bool:
    """Whether it is text that no template wrote: templates' own comes marked as such."""
    return isinstance(value, str) and not hasattr(value, "__html__")
