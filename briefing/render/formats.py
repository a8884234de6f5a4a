"""Rendering: a brief in, a page out, through `templates/`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Literal

from briefing.brief import Brief
from briefing.document import Document
from briefing.errors import SettingsError
from briefing.render.evidence import evidence_page
from briefing.render.page import fit_page
from briefing.render.paper import Paper
from briefing.render.templates import PageTemplate, load_template

__all__ = ["BinaryFormat", "Format", "TextFormat", "layout_sha256", "render_brief"]

TextFormat = Literal["md", "html", "json"]
BinaryFormat = Literal["pdf", "docx"]
Format = TextFormat | BinaryFormat


def _template_of(format: Format, template: str | None = None) -> PageTemplate | None:
    """The template of a format: the one that is named, or the published one.

    JSON and DOCX have none; that of a PDF is for another program, and not read here.

    Raises:
        SettingsError: If there is none of that name, or `format` takes none.
    """
    if format == "pdf" or (format in ("json", "docx") and template is None):
        return None
    return load_template(template or f"brief.{format}.jinja", format)


def layout_sha256(format: Format, template: str | None = None) -> str | None:
    """The hash of all that lays a page of the format out; None where no file of ours does.

    Raises:
        SettingsError: If the template is missing or broken, or `format` takes none.
    """
    if format == "pdf":
        from briefing.render.pdf import template_path

        return hashlib.sha256(template_path(template).read_bytes()).hexdigest()
    page_template = _template_of(format, template)
    return page_template.sha256 if page_template else None


def render_brief(
    brief: Brief,
    format: Format = "md",
    *,
    template: str | None = None,
    paper: Paper | None = None,
    documents: Sequence[Document] = (),
) -> str | bytes:
    """See `briefing.render`."""
    if format == "pdf":
        from briefing.render.pdf import render_pdf

        return render_pdf(brief, template=template, paper=paper or "a4")
    if format == "docx" and template is None:
        from briefing.render.docx import render_docx

        return render_docx(brief, paper=paper or "a4")
    if paper:
        raise SettingsError(f"--page is for pdf and docx; {format} has no paper")
    page_template = _template_of(format, template)
    if page_template is None:
        return brief.model_dump_json(indent=2) + "\n"
    if format == "md":
        return fit_page(brief, page_template.render)
    return page_template.render(evidence_page(brief, documents))
