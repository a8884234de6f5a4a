"""A draft held against its documents: what stands becomes citable, the rest is withheld."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from briefing.brief import (
    Actor,
    Claim,
    Draft,
    DraftActor,
    DraftClaim,
    DraftQuestion,
    DraftRedLine,
    Finding,
    OpenQuestion,
    RedLine,
    Section,
    Withheld,
)
from briefing.check.evidence import Evidence
from briefing.check.resolve import (
    resolve_actor,
    resolve_claim,
    resolve_question,
    resolve_red_line,
)
from briefing.check.statements import Statement, check_statement
from briefing.document import Document

__all__ = ["Checked", "check_draft"]

Proposed = DraftClaim | DraftActor | DraftRedLine | DraftQuestion
P = TypeVar("P", bound=Proposed)
S = TypeVar("S", bound=Statement)
Resolve = Callable[[P, Evidence, str], tuple[S, list[Finding]]]


@dataclass(frozen=True)
class Checked:
    """What stands of a draft, and what is withheld with its findings."""

    bottom_line: Claim | None
    summary: tuple[Claim, ...]
    key_actors: tuple[Actor, ...]
    red_lines: tuple[RedLine, ...]
    open_questions: tuple[OpenQuestion, ...]
    withheld: tuple[Withheld, ...]


def check_draft(draft: Draft, documents: Sequence[Document]) -> Checked:
    """Hold every item of `draft` against the sentences that it cites.

    An item with an error is withheld whole, as it was proposed; an actor's position may
    be withheld alone. Nothing is repaired.
    """
    sieve = _Sieve(Evidence(documents))
    return Checked(
        bottom_line=sieve.one("bottom_line", "bottom_line", draft.bottom_line, resolve_claim),
        summary=sieve.all("summary", draft.summary, resolve_claim),
        key_actors=tuple(
            actor
            for number, proposed in enumerate(draft.key_actors)
            if (actor := sieve.actor(f"key_actors[{number}]", proposed))
        ),
        red_lines=sieve.all("red_lines", draft.red_lines, resolve_red_line),
        open_questions=sieve.all("open_questions", draft.open_questions, resolve_question),
        withheld=tuple(sieve.withheld),
    )


class _Sieve:
    """Lets through what stands and keeps the rest."""

    def __init__(self, evidence: Evidence) -> None:
        self.withheld: list[Withheld] = []
        self._evidence = evidence

    def one(
        self,
        section: Section,
        path: str,
        item: P,
        resolve: Resolve[P, S],
        holder: str | None = None,
    ) -> S | None:
        statement, findings = resolve(item, self._evidence, path)
        if not findings:
            findings = check_statement(statement, self._evidence, path, holder=holder)
        if not findings:
            return statement
        self.withheld.append(Withheld(section=section, item=item, findings=tuple(findings)))
        return None

    def all(self, section: Section, items: Sequence[P], resolve: Resolve[P, S]) -> tuple[S, ...]:
        return tuple(
            statement
            for number, item in enumerate(items)
            if (statement := self.one(section, f"{section}[{number}]", item, resolve))
        )

    def actor(self, path: str, item: DraftActor) -> Actor | None:
        actor = self.one("key_actors", path, item, resolve_actor)
        if actor is None or item.position is None:
            return actor
        position = self.one(
            "key_actors", f"{path}.position", item.position, resolve_claim, holder=actor.name
        )
        return actor.model_copy(update={"position": position})
