"""HTML: the text of the article, and what the page says about it.

What no reader of the page sees, no reader of the brief sees either: scripts, styles and
hidden elements are taken out before the text is looked for. Left in is what the publisher
states of the article for machines (JSON-LD): where a page shows next to nothing without
running its scripts, trafilatura takes the article's body from there. What a page shows in
place of its scripts (noscript) counts where it is longer than all the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.load.article import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["is_html", "read_html", "read_visible"]

_OPENING = re.compile(
    r"(?:\s|<\?xml[^>]*>|(?><!--.*?-->))*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>", re.I)

_UNREAD = ("script", "style", "template", "noscript", "iframe", "object", "svg", "math")
_STATED = "application/ld+json"
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:opacity|font-size)\s*:\s*0(?:\.0*)?(?![\d.])",
    re.I,
)

_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp"),
        *("small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
"""Elements that do not break a line (HTML Standard, 4.5 and 4.7, and their forerunners)."""

_DATES = {"original_date": True, "extensive_search": False}
"""The date a page states for itself; an extensive search would take any date in its text."""


def is_html(text: str) -> bool:
    """Whether `text` opens as an HTML document does."""
    return _OPENING.match(text) is not None


def read_html(markup: str) -> Article:
    """Extract the article from a page: one paragraph a line, without menus and comments.

    Where the page has no article that stands out, its whole visible text is taken. An
    empty or broken page gives an empty text.
    """
    import trafilatura

    page = _parse(markup)
    if page is None:
        return Article("")
    unscripted = max((len(part.text_content()) for part in page.iter("noscript")), default=0)
    # With the scripts, since publishers state title and date in JSON-LD.
    metadata = trafilatura.extract_metadata(page, date_config=dict(_DATES), extensive=False)
    article = _extracted(page)
    if len(article) < unscripted and (page := _parse(markup)) is not None:
        for part in page.iter("noscript"):
            part.tag = "div"
        article = max(article, _extracted(page), key=len)
    return Article(
        article,
        title=_line(metadata.title),
        publisher=_line(metadata.sitename),
        published=metadata.date,
        author=_line(metadata.author),
    )


def _extracted(page: HtmlElement) -> str:
    import trafilatura

    _drop_unseen(page)
    visible = _visible_text(page)
    try:
        extracted = trafilatura.bare_extraction(page, include_comments=False)
    except RecursionError:  # lists in lists in lists
        return visible
    article = (getattr(extracted, "text", None) or "").strip()
    # Of a short page the extractor takes everything, and breaks it within words where an
    # inline element begins.
    return visible if _without_space(article) in ("", _without_space(visible)) else article


def read_visible(markup: str) -> str:
    """All that a reader of `markup` sees, one paragraph a line, without looking for an article."""
    page = _parse(markup)
    if page is None:
        return ""
    _drop_unseen(page)
    return _visible_text(page)


def _parse(markup: str) -> HtmlElement | None:
    from lxml import etree, html

    # lxml refuses text that declares an encoding, since it is decoded already.
    try:
        return html.document_fromstring(
            _XML_DECLARATION.sub("", markup, count=1), parser=html.HTMLParser(huge_tree=True)
        )
    except etree.ParserError:
        return None


def _drop_unseen(page: HtmlElement) -> None:
    for element in [*page.iter()]:
        if element.getparent() is None or element.tag == "body":
            continue
        if element.tag == "script" and element.get("type") == _STATED:
            continue
        if not isinstance(element.tag, str) or element.tag in _UNREAD or _is_unseen(element):
            element.drop_tree()


def _is_unseen(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_UNSEEN.search(element.get("style", "")))


def _visible_text(page: HtmlElement) -> str:
    from lxml import etree

    body = page.find("body")
    if body is None:
        return ""
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag not in _INLINE:
            parts.append("\n")
        if event == "start":
            text = "" if element.tag == "script" else element.text or ""
        else:
            text = element.tail or ""
        parts.append(text.replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _without_space(text: str) -> str:
    return "".join(text.split())


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
