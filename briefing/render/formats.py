"""Rendering: a brief in, a page out, through `templates/`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from briefing.brief import Brief
from briefing.document import Document
from briefing.render.evidence import evidence_page
from briefing.render.page import fit_page
from briefing.render.templates import load_template

__all__ = ["Format", "render_brief"]

Format = Literal["md", "html", "json"]


def render_brief(
    brief: Brief,
    format: Format = "md",
    *,
    template: str | None = None,
    documents: Sequence[Document] = (),
) -> str:
    """See `briefing.render`."""
    if format == "json" and template is None:
        return brief.model_dump_json(indent=2) + "\n"
    page_template = load_template(template or f"brief.{format}.jinja", format)
    if format == "md":
        return fit_page(brief, page_template.render)
    return page_template.render(evidence_page(brief, documents))
