"""What an engine proposes (`Draft`), and what survived the check (`Brief`).

The brief's types are the JSON that `briefing make --format json` prints and that
`briefing check` and `briefing render` read; `briefing schema` prints their JSON Schema.
The draft's types are the JSON that a model answers with: every field is required and
nothing else is allowed, as strict structured output demands.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

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
    "Run",
    "Section",
    "Severity",
    "Source",
    "TokenCount",
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


class Draft(_Frozen):
    """A whole proposal, each list in order of importance."""

    bottom_line: DraftClaim
    summary: list[DraftClaim]
    key_actors: list[DraftActor]
    red_lines: list[DraftRedLine]
    open_questions: list[DraftQuestion]


# What survived -------------------------------------------------------------------------


class Citation(_Frozen):
    """A passage of a source: ``document.text[start:end] == quote``, in code points."""

    document: str
    sentence: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str


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


class Source(_Frozen):
    """A document that was read; `characters` counts code points."""

    id: str
    title: str
    location: str
    publisher: str | None
    published: str | None
    language: str
    sha256: str
    characters: int


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
    item: DraftClaim | DraftActor | DraftRedLine | DraftQuestion
    findings: tuple[Finding, ...]


class Audit(_Frozen):
    """What was read, proposed, shown and withheld, in items.

    `uncovered` holds the red-line candidates of the sources that no red line cites.
    """

    documents: int
    sentences: int
    proposed: int
    shown: int
    withheld: int
    uncovered: tuple[Citation, ...]


class TokenCount(_Frozen):
    """Tokens sent and received over all calls of a run."""

    input: int
    output: int


class Run(_Frozen):
    """How the brief was made.

    Attributes:
        engine: ``openai`` or ``embedded``.
        model: The model's name, as asked for.
        prompt: Name of the prompt template; None without a model.
        prompt_sha256: Hash of the template file.
        tokens: None without a model.
        cost_usd: None where the model's price is not known.
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


class Brief(_Frozen):
    """A one-page brief in which nothing is unsupported.

    `bottom_line` is None only where the proposed one was withheld.
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
