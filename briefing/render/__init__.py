"""Rendering: a brief in, a page out, through `templates/`."""

from __future__ import annotations

from typing import Literal

from briefing.brief import Brief
from briefing.render.page import Page, fit_page
from briefing.render.templates import load_template

__all__ = ["Format", "Page", "render"]

Format = Literal["md", "html", "json"]


def render(brief: Brief, format: Format = "md", *, template: str | None = None) -> str:
    """Render a brief.

    Markdown is one page, at most 500 words: what does not fit is left out from the lowest
    rank and counted in the foot. HTML and JSON hold everything.

    Args:
        brief: What to print. Its texts are printed as text, whatever they hold.
        format: ``md``, ``html`` or ``json``.
        template: A template's name or path, in place of ``brief.<format>.jinja``.

    Raises:
        SettingsError: If the template is missing or broken, or given for JSON.
    """
    if format == "json" and template is None:
        return brief.model_dump_json(indent=2) + "\n"
    page_template = load_template(template or f"brief.{format}.jinja", format)
    if format == "md":
        return fit_page(brief, page_template.render)
    return page_template.render(Page(brief))
