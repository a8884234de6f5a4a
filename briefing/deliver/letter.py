"""The letter: a page, its evidence numbered, as the mail's templates print it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

from briefing.brief import Actor, Brief, Citation, Claim, OpenQuestion, RedLine, Source
from briefing.deliver.plain import defang, web_address, wrap
from briefing.errors import SourceUnreadableError
from briefing.render.page import PAGE_WORDS, Page, fit, words
from briefing.render.templates import PageTemplate, load_template
from briefing.resources import find

__all__ = ["Letter", "Note", "render_letter"]


@dataclass(frozen=True)
class Note:
    """A footnote: its number, from 1, and the passage that it shows."""

    number: int
    citation: Citation


@dataclass(frozen=True)
class Letter(Page):
    """A page of a brief that is sent.

    Attributes:
        sources: All sources of the brief, also those that a page has no room for.
        list_name: The list that the reader is on; None where it is sent by hand.
        leave: What the reader does to get no more, ``write to desk@example.org``; ours, and so
            printed as it is.
        css: The style of the HTML.
    """

    sources: tuple[Source, ...] = ()
    list_name: str | None = None
    leave: tuple[str, ...] = ()
    css: str = ""

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The evidence of what is printed, numbered in the order of the sources."""
        return tuple(
            Note(number, citation) for number, citation in enumerate(self.evidence, start=1)
        )

    def notes_of(self, source: Source) -> list[Note]:
        """The footnotes out of one source."""
        return [note for note in self.notes if note.citation.document == source.id]

    def numbers(self, statement: Claim | Actor | RedLine | OpenQuestion) -> str:
        """The footnotes of a statement: ``[2] [5]``."""
        numbers = {note.citation.sentence: note.number for note in self.notes}
        found = sorted({numbers[citation.sentence] for citation in statement.citations})
        return " ".join(f"[{number}]" for number in found)


def render_letter(
    brief: Brief, *, list_name: str | None = None, leave: tuple[str, ...] = ()
) -> tuple[str, str]:
    """The letter's text and its HTML, of the same page that Markdown shows.

    Raises:
        SettingsError: If a template is missing or broken.
        SourceUnreadableError: If the brief cites what is none of its sources.
    """
    cited = {
        citation.document
        for statement in Page(brief).statements
        for citation in statement.citations
    }
    if unknown := cited - {source.id for source in brief.sources}:
        raise SourceUnreadableError(
            f"the brief cites {', '.join(sorted(unknown))}, which is none of its sources",
            hint="make it anew with briefing make --format json",
        )
    markdown = load_template("brief.md.jinja", "md")
    page = fit(brief, lambda page: page, lambda page: words(markdown.render(page)) <= PAGE_WORDS)
    kept = page.brief.model_copy(update={"sources": brief.sources})
    letter = Letter(kept, page.left_out, brief.sources, list_name, leave)
    text = wrap(_template("mail.txt.jinja", str).render(letter))
    return text, _inlined(_template("mail.html.jinja", html.escape).render(_styled(letter)))


def _styled(letter: Letter) -> Letter:
    from markupsafe import Markup

    return replace(letter, css=Markup(find("templates", "mail.css").read_text(encoding="utf-8")))


def _inlined(page: str) -> str:
    import css_inline

    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    return inliner.inline(page)


def _template(name: str, shown: Callable[[str], str]) -> PageTemplate:
    """A template of the mail; `shown` makes a text that is safe to read one of its format."""
    escape, filters = _dialect(shown)
    return load_template(name, "mail", escape=escape, filters=filters)


@cache
def _dialect(
    shown: Callable[[str], str],
) -> tuple[Callable[[Any], Any], dict[str, Callable[..., Any]]]:
    """What is done to all that a template prints, and its filters."""
    from markupsafe import Markup

    def escape(value: Any) -> Any:
        is_plain = isinstance(value, str) and not hasattr(value, "__html__")
        return Markup(shown(defang(value))) if is_plain else value

    def address(location: str) -> Markup | None:
        found = web_address(location)
        return Markup(shown(found)) if found else None

    def as_it_is(text: str) -> Markup:
        return Markup(shown(text))

    return escape, {
        "as_it_is": as_it_is,
        "dated": _dated,
        "place": _place,
        "web_address": address,
    }


def _place(location: str) -> str:
    """A source's location that is no web address: of a path the file's name alone."""
    return location if "://" in location else re.split(r"[\\/]", location.rstrip("\\/"))[-1]


def _dated(published: str) -> str:
    """An ISO 8601 date, or date and time, in words; what is neither as it is."""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    words = f"{moment.day} {moment:%B %Y}"
    try:
        date.fromisoformat(published)
    except ValueError:
        return f"{words}, {moment:%H:%M} {moment.tzname() or 'UTC'}"
    return words
