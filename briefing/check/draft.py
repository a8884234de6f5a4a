"""A draft held against its documents: what stands becomes citable, the rest is withheld."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from briefing.brief import (
    Actor,
    Claim,
    Draft,
    DraftActor,
    DraftItem,
    Finding,
    OpenQuestion,
    RedLine,
    Section,
    Stated,
    Statement,
    Withheld,
)
from briefing.check.evidence import Evidence
from briefing.check.page import check_repeated
from briefing.check.resolve import (
    resolve_actor,
    resolve_claim,
    resolve_question,
    resolve_red_line,
)
from briefing.check.statements import check_statement
from briefing.document import Document

__all__ = ["Checked", "check_draft"]

P = TypeVar("P", bound=DraftItem)
S = TypeVar("S", bound=Statement)
Resolve = Callable[[P, Evidence, str], tuple[S, list[Finding]]]


@dataclass(frozen=True)
class Checked:
    """What stands of a draft, and what is withheld with its findings.

    `stated` holds all that stands, positions by themselves, under its path in the draft.
    """

    bottom_line: Claim | None
    summary: tuple[Claim, ...]
    key_actors: tuple[Actor, ...]
    red_lines: tuple[RedLine, ...]
    open_questions: tuple[OpenQuestion, ...]
    stated: tuple[Stated, ...]
    withheld: tuple[Withheld, ...]


def check_draft(
    draft: Draft, documents: Sequence[Document], opinions: Sequence[Finding] = ()
) -> Checked:
    """Hold every item of `draft` against the sentences that it cites.

    An item with an error is withheld whole, as it was proposed; an actor's position may
    be withheld alone. Nothing is repaired.

    Args:
        draft: What an engine proposes.
        documents: The sources.
        opinions: Findings of a second reader, each under the path of its item.
    """
    sieve = _Sieve(Evidence(documents), {opinion.path: opinion for opinion in opinions})
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
        stated=tuple(sieve.stated),
        withheld=tuple(sieve.withheld),
    )


@dataclass
class _Sieve:
    """Lets through what stands and keeps the rest."""

    evidence: Evidence
    opinions: Mapping[str, Finding]
    stated: list[Stated] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)

    def one(
        self,
        section: Section,
        path: str,
        item: P,
        resolve: Resolve[P, S],
        holder: str | None = None,
    ) -> S | None:
        statement, findings = resolve(item, self.evidence, path)
        stated = Stated(path, statement, holder)
        if not findings:
            findings = check_statement(stated, self.evidence)
            findings += check_repeated(stated, self.stated)
            findings += [self.opinions[path]] if path in self.opinions else []
        if not findings:
            self.stated.append(stated)
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
