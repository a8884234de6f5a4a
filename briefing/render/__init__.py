"""Rendering: a brief in, a page out, through `templates/`.

This door imports nothing by itself, so that ``from briefing import render`` costs nothing
and always gives the function, not this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.brief import Brief
    from briefing.document import Document
    from briefing.render.formats import BinaryFormat, Format, TextFormat
    from briefing.render.paper import Paper

__all__ = ["render"]


@overload
def render(
    brief: Brief,
    format: TextFormat = "md",
    *,
    template: str | None = None,
    paper: Paper | None = None,
    documents: Sequence[Document] = (),
) -> str: ...


@overload
def render(
    brief: Brief,
    format: BinaryFormat,
    *,
    template: str | None = None,
    paper: Paper | None = None,
    documents: Sequence[Document] = (),
) -> bytes: ...


@overload
def render(
    brief: Brief,
    format: Format,
    *,
    template: str | None = None,
    paper: Paper | None = None,
    documents: Sequence[Document] = (),
) -> str | bytes: ...


def render(
    brief: Brief,
    format: Format = "md",
    *,
    template: str | None = None,
    paper: Paper | None = None,
    documents: Sequence[Document] = (),
) -> str | bytes:
    """Render a brief.

    Markdown is one page, at most 500 words, and PDF one page of paper: what does not fit is
    left out from the lowest rank and counted in the foot. HTML, DOCX and JSON hold everything;
    HTML shows the sources beside it, each statement tied to what carries it.

    Args:
        brief: What to print. Its texts are printed as text, whatever they hold.
        format: ``md``, ``html`` or ``json``, which give text, ``pdf`` or ``docx``, which give
            bytes.
        template: A template's name or path, in place of ``brief.<format>.jinja``, or of
            ``brief.typ`` for PDF.
        paper: ``a4`` or ``letter``, for PDF and DOCX; A4 where None.
        documents: The sources as they were read, for HTML; of those that are not given it
            shows the cited sentences alone.

    Raises:
        SettingsError: If the template is missing or broken, or given for JSON or DOCX, or
            paper for what has none, or if a
            document is none of the brief's sources.
    """
    from briefing.render.formats import render_brief

    return render_brief(brief, format, template=template, paper=paper, documents=documents)
