"""The statements of a page one by one: what each is called, and what it cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.brief import Brief, Citation, DraftActor, DraftItem, Statement
from briefing.document import Document

__all__ = ["Kind", "Line", "lines_of"]

Kind = Literal["claim", "actor", "red-line", "question", "withheld", "uncovered"]
"""What colour a statement has; the last two are shown on demand only."""


@dataclass(frozen=True)
class Line:
    """A statement of the page, or an item that is kept off it.

    Attributes:
        anchor: Its place in the page, ``summary-2``: letters, digits and hyphens.
        label: What it is called, ``Summary 2``.
        sign: The same in the margin, ``S2``.
        kind: Which colour it has.
        citations: What carries it; of a withheld item, those of its sentences that there are.
    """

    anchor: str
    label: str
    sign: str
    kind: Kind
    citations: tuple[Citation, ...]

    @property
    def shown(self) -> bool:
        """Whether it stands on the page, so that the brief rests on what it cites."""
        return self.kind not in ("withheld", "uncovered")


def lines_of(brief: Brief, documents: Mapping[str, Document]) -> list[Line]:
    """The lines of a brief, in the order of the page.

    Args:
        brief: What is printed.
        documents: The sources that were given, by the ids that the brief has for them.
    """
    lines: list[Line] = []
    if brief.bottom_line:
        lines.append(Line("bottom-line", "Bottom line", "B", "claim", brief.bottom_line.citations))
    lines += _numbered("summary", "Summary", "S", "claim", brief.summary)
    for number, actor in enumerate(brief.key_actors, start=1):
        lines.append(_line("actor", "Actor", "A", "actor", number, actor.citations))
        if actor.position:
            citations = actor.position.citations
            lines.append(_line("position", "Position of actor", "P", "actor", number, citations))
    lines += _numbered("red-line", "Red line", "R", "red-line", brief.red_lines)
    lines += _numbered("question", "Open question", "Q", "question", brief.open_questions)

    known = {citation.sentence: citation for line in lines for citation in line.citations}
    for number, withheld in enumerate(brief.withheld, start=1):
        citations = tuple(_proposed(withheld.item, known, documents))
        lines.append(_line("withheld", "Withheld", "W", "withheld", number, citations))
    for number, citation in enumerate(brief.audit.uncovered, start=1):
        lines.append(_line("uncovered", "Not covered", "U", "uncovered", number, (citation,)))
    return lines


def _line(
    anchor: str, label: str, sign: str, kind: Kind, number: int, citations: tuple[Citation, ...]
) -> Line:
    return Line(f"{anchor}-{number}", f"{label} {number}", f"{sign}{number}", kind, citations)


def _numbered(
    anchor: str, label: str, sign: str, kind: Kind, statements: Sequence[Statement]
) -> Iterator[Line]:
    for number, statement in enumerate(statements, start=1):
        yield _line(anchor, label, sign, kind, number, statement.citations)


def _proposed(
    item: DraftItem, known: Mapping[str, Citation], documents: Mapping[str, Document]
) -> Iterator[Citation]:
    """The sentences that a withheld item named, as far as they are there."""
    named = list(item.evidence)
    if isinstance(item, DraftActor) and item.position:
        named += item.position.evidence
    for sentence in dict.fromkeys(named):
        citation = known.get(sentence) or _sentence(sentence, documents)
        if citation:
            yield citation


def _sentence(sentence: str, documents: Mapping[str, Document]) -> Citation | None:
    name, _, number = sentence.rpartition(".")
    document = documents.get(name)
    if document is None or not number.isdecimal():
        return None
    place = int(number) - 1
    if not 0 <= place < len(document.sentences):
        return None
    span = document.sentences[place].span
    return Citation(
        document=name,
        sentence=sentence,
        start=span.start,
        end=span.end,
        quote=span.of(document.text),
        page=document.page_at(span.start),
    )
