"""What an engine proposes (`Draft`), and what survived the check (`Brief`).

The brief's types are the JSON that `briefing make --format json` prints and that
`briefing check` and `briefing render` read; `briefing schema` prints their JSON Schema.
The draft's types are the JSON that a model answers with: every field is required and
nothing else is allowed, as strict structured output demands.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "Actor",
    "Audit",
    "Brief",
    "Citation",
    "Claim",
    "Draft",
    "DraftActor",
    "DraftClaim",
    "DraftQuestion",
    "DraftRedLine",
    "Finding",
    "Form",
    "OpenQuestion",
    "RedLine",
    "Repair",
    "Repairs",
    "Run",
    "Section",
    "Severity",
    "Source",
    "Stated",
    "Statement",
    "TokenCount",
    "Unread",
    "Withheld",
]

Form = Literal["conditional", "prohibition", "ultimatum", "retaliation"]
"""How a red line is put: if-then, must-not, or-else by a date, announced answer."""

Section = Literal["bottom_line", "summary", "key_actors", "red_lines", "open_questions"]
Severity = Literal["error", "warning"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


# What an engine proposes ---------------------------------------------------------------


class DraftClaim(_Frozen):
    """A statement, and the ids of the sentences that carry it."""

    text: str
    evidence: list[str]


class DraftActor(_Frozen):
    """Somebody who acts or speaks in the sources."""

    name: str
    role: str
    position: DraftClaim | None
    evidence: list[str]


class DraftRedLine(_Frozen):
    """A stated red line; `quote` is copied from the cited sentences."""

    issuer: str
    addressee: str | None
    trigger: str
    consequence: str | None
    form: Form
    quote: str
    evidence: list[str]


class DraftQuestion(_Frozen):
    """A question that the sources raise and do not answer."""

    question: str
    why: str
    evidence: list[str]


DraftItem = DraftClaim | DraftActor | DraftRedLine | DraftQuestion
_ITEM_PATH = re.compile(
    r"(?P<section>bottom_line|summary|key_actors|red_lines|open_questions)"
    r"(?:\[(?P<number>\d+)\](?P<position>\.position)?)?"
)


class Draft(_Frozen):
    """A whole proposal, each list in order of importance."""

    bottom_line: DraftClaim
    summary: list[DraftClaim]
    key_actors: list[DraftActor]
    red_lines: list[DraftRedLine]
    open_questions: list[DraftQuestion]

    def replaced(self, path: str, item: DraftItem) -> Draft:
        """The draft with `item` at `path`, such as ``summary[1]`` or ``key_actors[0].position``.

        Raises:
            LookupError: If nothing stands there, or something of another kind.
        """
        place = _ITEM_PATH.match(path)
        if place is None or place.end() < len(path):
            raise LookupError(path)
        section: Any = getattr(self, place["section"])
        old = section if place["number"] is None else section[int(place["number"])]
        new: Any = item
        if place["position"]:
            old, actor = old.position, old
            new = actor.model_copy(update={"position": item})
        if type(old) is not type(item):
            raise LookupError(path)
        if place["number"] is not None:
            number = int(place["number"])
            new = [*section[:number], new, *section[number + 1 :]]
        return self.model_copy(update={place["section"]: new})


class Repair(_Frozen):
    """An item as a model puts it right; None where nothing carries it."""

    path: str
    item: DraftItem | None


class Repairs(_Frozen):
    """What a model answers when it is shown the items that did not stand."""

    items: list[Repair]


# What survived -------------------------------------------------------------------------


class Citation(_Frozen):
    """A passage of a source: ``document.text[start:end] == quote``, in code points.

    `page` is where it begins, from 1, in a source that has pages.
    """

    document: str
    sentence: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str
    page: int | None = None


class Claim(_Frozen):
    """A statement with the passages that carry it."""

    text: str
    citations: tuple[Citation, ...]


class Actor(_Frozen):
    """Somebody who acts or speaks in the sources; `role` is empty where they name none."""

    name: str
    role: str
    position: Claim | None
    citations: tuple[Citation, ...]


class RedLine(_Frozen):
    """A stated red line.

    A statement, attributed to an identifiable issuer, that a specified act or condition
    by another party is unacceptable or will bring a consequence. `quote` is the source's
    own characters and lies inside the citations.
    """

    issuer: str
    addressee: str | None
    trigger: str
    consequence: str | None
    form: Form
    quote: str
    citations: tuple[Citation, ...]


class OpenQuestion(_Frozen):
    """A question that the sources raise and do not answer, and what raises it."""

    question: str
    why: str
    citations: tuple[Citation, ...]


Statement = Claim | Actor | RedLine | OpenQuestion


class Stated(NamedTuple):
    """A statement and where it stands: ``summary[1]``.

    `holder` is the actor whose position it is, and the subject that its first verb lacks.
    """

    path: str
    statement: Statement
    holder: str | None = None


class Source(_Frozen):
    """A document that was read; `characters` counts code points.

    `carriers` are others that carry the same report, and were not read a second time.
    """

    id: str
    title: str
    location: str
    publisher: str | None
    published: str | None
    language: str
    sha256: str
    characters: int
    author: str | None = None
    carriers: tuple[str, ...] = ()


class Unread(_Frozen):
    """A source that was named and could not be read, and why."""

    location: str
    reason: str


class Finding(_Frozen):
    """Something that does not fit, by its stable code.

    `path` says where: ``red_lines[0].quote``. An error withholds its item.
    """

    code: str
    severity: Severity
    path: str
    message: str


class Withheld(_Frozen):
    """An item that is kept off the page, as it was proposed, with the reasons."""

    section: Section
    item: DraftItem
    findings: tuple[Finding, ...]

    @property
    def path(self) -> str:
        """Where the item stood in the draft, without the field."""
        place = _ITEM_PATH.match(self.findings[0].path)
        return place.group() if place else self.section


class Audit(_Frozen):
    """What was read, proposed, shown and withheld, in items.

    `uncovered` holds the red-line candidates of the sources that no red line cites,
    `warnings` what is to be said of the page as a whole, and withholds nothing.
    """

    documents: int
    sentences: int
    proposed: int
    shown: int
    withheld: int
    uncovered: tuple[Citation, ...]
    warnings: tuple[Finding, ...] = ()


class TokenCount(_Frozen):
    """Tokens sent and received over all calls of a run."""

    input: int = 0
    output: int = 0

    def __add__(self, other: TokenCount) -> TokenCount:
        return TokenCount(input=self.input + other.input, output=self.output + other.output)

    def __sub__(self, other: TokenCount) -> TokenCount:
        return TokenCount(input=self.input - other.input, output=self.output - other.output)

    @property
    def total(self) -> int:
        """Both together."""
        return self.input + self.output


class Run(_Frozen):
    """How the brief was made.

    Attributes:
        engine: ``openai`` or ``embedded``.
        model: The model's name, as asked for.
        prompt: Name of the prompt template; None without a model.
        prompt_sha256: Hash of the template file.
        tokens: None without a model.
        cost_usd: None where the model's price is not known.
        parts: In how many parts the sources were read, where they were too long for one call.
        cached: Answers that had been paid for before and were kept; at no tokens and no cost.
        seconds: Waiting for the model; None without one and when replayed.
        created: When the model answered, or when the embedded engine ran, in UTC.
    """

    engine: Literal["openai", "embedded"]
    model: str
    prompt: str | None
    prompt_sha256: str | None
    tokens: TokenCount | None
    cost_usd: float | None
    seconds: float | None
    created: datetime
    parts: int = 1
    cached: int = 0


class Brief(_Frozen):
    """A one-page brief in which nothing is unsupported.

    `bottom_line` is None only where the proposed one was withheld. `cutoff` is the newest
    date on which a source was published, None where none is dated; what happened after it
    the brief cannot know.
    """

    schema_version: Literal[1] = 1
    title: str
    bottom_line: Claim | None
    summary: tuple[Claim, ...]
    key_actors: tuple[Actor, ...]
    red_lines: tuple[RedLine, ...]
    open_questions: tuple[OpenQuestion, ...]
    sources: tuple[Source, ...]
    withheld: tuple[Withheld, ...]
    audit: Audit
    run: Run
    cutoff: str | None = None
    unread: tuple[Unread, ...] = ()
