"""PDF: one page of paper with numbered evidence, the same bytes for the same brief."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any, Final

from briefing.brief import Brief, RedLine, Source
from briefing.errors import SettingsError
from briefing.render.foot import day, foot, reason
from briefing.render.links import web_address
from briefing.render.markdown import visible
from briefing.render.notes import notes_of
from briefing.render.page import Page, fit
from briefing.render.paper import Paper
from briefing.render.press import Press, page_count
from briefing.resources import find

__all__ = ["render_pdf"]

_PAPERS: Final = {"a4": "a4", "letter": "us-letter"}
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_LONG_WORD: Final = re.compile(r"\S{35,}")
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)
_JOINT: Final = re.compile(r"([_?&=]|\.(?=\w{5}))(?=\w)")
_RUN: Final = re.compile(r"([^\W_]{24})(?=[^\W_]{8})|([^\w\s]{24})(?=[^\w\s]{8})")
_BREAK: Final = "\u200b"
_UNKNOWN: Final = "\ufffd"
_LACKS: Final = f"{_UNKNOWN} stands for what the fonts of this page cannot draw."
_TITLE, _DETAIL, _SENTENCE = 240, 110, 500
"""Code points that a title, a detail of a source and a sentence of the foot may have."""


def template_path(template: str | None) -> Path:
    """The typst template of that name or path, or the published one.

    Raises:
        SettingsError: If it is not there, or no typst file.
    """
    path = find("templates", template or "brief.typ")
    if path.suffix != ".typ":
        raise SettingsError(f"{path.name} is no template for PDF", hint="name a .typ file")
    return path


def render_pdf(brief: Brief, *, template: str | None = None, paper: Paper = "a4") -> bytes:
    """Print as much of `brief` as one page of paper holds; its foot counts the rest.

    Args:
        brief: What to print.
        template: A typst template's name or path, in place of ``brief.typ``.
        paper: ``a4`` or ``letter``.

    Raises:
        SettingsError: If the template is missing or broken, or takes more than a page even
            for the title and the foot.
    """
    path = template_path(template)
    press = Press(path)
    missing = press.missing(_strings(_data(Page(brief), paper, str)))
    readable = _readable(missing)
    notices = (_LACKS,) if missing else ()

    def printed(page: Page) -> bytes:
        page = _with_cited_sources(page, brief.sources)
        return press.print(_data(page, paper, readable, notices), brief.run.created)

    pdf = fit(brief, printed, lambda pdf: page_count(pdf) == 1)
    if page_count(pdf) != 1:
        raise SettingsError(
            f"template {path.name} takes more than a page for the title and the foot alone",
            hint="make it smaller, or print with the package's brief.typ",
        )
    return pdf


def _with_cited_sources(page: Page, sources: Sequence[Source]) -> Page:
    """The page with every source that something on it cites, whatever its rank."""
    kept = {source.id for source in page.brief.sources}
    kept |= {citation.document for citation in notes_of(page.brief).values()}
    shown = tuple(source for source in sources if source.id in kept)
    left_out = Counter(page.left_out)
    left_out["sources"] = len(sources) - len(shown)
    return Page(page.brief.model_copy(update={"sources": shown}), left_out)


def _data(
    page: Page, paper: Paper, readable: Callable[[str], str], notices: Sequence[str] = ()
) -> dict[str, Any]:
    """What the template is given; every text goes through `readable`, addresses of links do not.

    The brief is in the form of its JSON, with the number of its note in each citation.
    """
    brief = page.brief
    notes = notes_of(brief)
    numbers = {place: number for number, place in enumerate(notes, start=1)}
    languages = {source.id: _language(source) for source in brief.sources}
    created = brief.run.created
    created = created.astimezone(UTC) if created.tzinfo else created

    def shown(value: Any) -> Any:
        match value:
            case str():
                return readable(value)
            case dict():
                place = value.get("document"), value.get("start"), value.get("end")
                number = {"note": numbers[place]} if place in numbers else {}
                return {key: shown(inner) for key, inner in value.items()} | number
            case list():
                return [shown(inner) for inner in value]
        return value

    whole = brief.model_dump(mode="json", exclude={"sources", "withheld", "audit", "run", "unread"})
    whole["title"] = _clipped(brief.title, _TITLE)
    for red_line, stated in zip(whole["red_lines"], brief.red_lines, strict=True):
        red_line["shows_quote"] = _quotes_a_part(stated)
    texts = {
        "brief": whole,
        "day": day(brief.run),
        "notes": [
            {"number": number, "language": languages.get(citation.document, "en")}
            | citation.model_dump(include={"sentence", "page", "quote"})
            for number, citation in enumerate(notes.values(), start=1)
        ],
        "sources": [_source(source) for source in brief.sources],
        "withheld": [_clipped(reason(item), _DETAIL * 2) for item in brief.withheld],
        "foot": [_clipped(sentence, _SENTENCE) for sentence in (*foot(page), *notices)],
    }
    return {
        **shown(texts),
        "links": [web_address(source.location) for source in brief.sources],
        "title": " ".join(visible(brief.title).split()),
        "paper": _PAPERS[paper],
        "title_language": _language(brief.sources[0]) if brief.sources else "en",
        "left_out": {
            part: page.left_out[part]
            for part in ("summary", "key_actors", "red_lines", "open_questions", "sources")
        }
        | {"withheld": page.left_out["withheld"]},
        "created": {
            part: getattr(created, part)
            for part in ("year", "month", "day", "hour", "minute", "second")
        },
    }


def _source(source: Source) -> dict[str, Any]:
    details = [source.author, source.publisher, source.published or "undated"]
    return {
        "id": source.id,
        "title": _clipped(source.title, _DETAIL),
        "language": _language(source),
        "details": [_clipped(detail, _DETAIL) for detail in details if detail],
        "location": _clipped(source.location, _DETAIL),
        "carriers": _clipped(", ".join(source.carriers), _DETAIL),
    }


def _language(source: Source) -> str:
    return source.language if _LANGUAGE.fullmatch(source.language) else "und"


def _quotes_a_part(red_line: RedLine) -> bool:
    """Whether its quotation is not a whole note, which stands on the page as it is."""
    return all(citation.quote != red_line.quote for citation in red_line.citations)


def _clipped(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _readable(missing: frozenset[str]) -> Callable[[str], str]:
    """What makes any text one line that can be set: in the fonts, and with places to break.

    A run of characters that no font has becomes one U+FFFD.
    """

    def readable(text: str) -> str:
        drawn: list[str] = []
        for character in " ".join(visible(text).split()):
            if character in missing or unicodedata.category(character) in ("Co", "Cn"):
                if drawn[-1:] != [_UNKNOWN]:
                    drawn.append(_UNKNOWN)
            else:
                drawn.append(character)
        return _LONG_WORD.sub(_with_breaks, "".join(drawn))

    return readable


def _with_breaks(match: re.Match[str]) -> str:
    """A long word with places to break, so that it does not run over the edge of a column.

    Addresses are broken by typst at their joints, and so hold none where they can do without.
    """
    word = match[0] if _ADDRESS.match(match[0]) else _JOINT.sub(rf"\1{_BREAK}", match[0])
    return _RUN.sub(rf"\g<0>{_BREAK}", word)


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list():
            for inner in value:
                yield from _strings(inner)
