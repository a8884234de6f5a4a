"""Rendering: a brief in, a page out, through `templates/`.

This door imports nothing by itself, so that ``from briefing import render`` costs nothing
and always gives the function, not this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.brief import Brief
    from briefing.document import Document
    from briefing.render.formats import Format

__all__ = ["render"]


def render(
    brief: Brief,
    format: Format = "md",
    *,
    template: str | None = None,
    documents: Sequence[Document] = (),
) -> str:
    """Render a brief.

    Markdown is one page, at most 500 words: what does not fit is left out from the lowest
    rank and counted in the foot. HTML and JSON hold everything; HTML shows the sources beside
    it, each statement tied to what carries it.

    Args:
        brief: What to print. Its texts are printed as text, whatever they hold.
        format: ``md``, ``html`` or ``json``.
        template: A template's name or path, in place of ``brief.<format>.jinja``.
        documents: The sources as they were read, for HTML; of those that are not given it
            shows the cited sentences alone.

    Raises:
        SettingsError: If the template is missing or broken, or given for JSON, or if a
            document is none of the brief's sources.
    """
    from briefing.render.formats import render_brief

    return render_brief(brief, format, template=template, documents=documents)
