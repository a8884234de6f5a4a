"""Rendering: a brief in, a page out, through `templates/`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from briefing.brief import Brief
from briefing.document import Document
from briefing.render.evidence import evidence_page
from briefing.render.page import fit_page
from briefing.render.templates import PageTemplate, load_template

__all__ = ["Format", "render_brief", "template_of"]

Format = Literal["md", "html", "json"]


def template_of(format: Format, template: str | None = None) -> PageTemplate | None:
    """The template of a format: the one that is named, or the published one; of JSON none.

    Raises:
        SettingsError: If there is none of that name, or `format` takes none.
    """
    if format == "json" and template is None:
        return None
    return load_template(template or f"brief.{format}.jinja", format)


def render_brief(
    brief: Brief,
    format: Format = "md",
    *,
    template: str | None = None,
    documents: Sequence[Document] = (),
) -> str:
    """See `briefing.render`."""
    page_template = template_of(format, template)
    if page_template is None:
        return brief.model_dump_json(indent=2) + "\n"
    if format == "md":
        return fit_page(brief, page_template.render)
    return page_template.render(evidence_page(brief, documents))
