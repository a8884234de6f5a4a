"""Drafting: documents in, a `Draft` out; two drafters behind one protocol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from briefing.brief import Draft, Run, Withheld
from briefing.document import Document

__all__ = ["Drafted", "Drafter", "Plan", "Repairer"]


class Drafted(NamedTuple):
    """A proposal, and how it was made."""

    draft: Draft
    run: Run


class Plan(NamedTuple):
    """What drafting would take.

    Attributes:
        parts: In how many parts the sources are read, each in a call.
        kept: How many of these calls are answered from the cache.
        tokens: Sent in the other calls.
        source_tokens: Sent in all of them, were none kept.
        answer_tokens: Room for each answer, and twice that where one was cut off.
    """

    parts: int
    kept: int
    tokens: int
    source_tokens: int
    answer_tokens: int


class Drafter(Protocol):
    """Whatever proposes a brief; it need not be right, since all it says is checked."""

    def draft(self, documents: Sequence[Document]) -> Drafted:
        """Propose a brief of the documents.

        Raises:
            ModelError: If a model is asked and it or its service fails.
        """
        ...


@runtime_checkable
class Repairer(Protocol):
    """A drafter that can put right, once, what did not stand."""

    def repair(
        self, drafted: Drafted, withheld: Sequence[Withheld], documents: Sequence[Document]
    ) -> Drafted:
        """Propose the failing items anew, and leave the others as they are.

        Raises:
            ModelError: If a model is asked and it or its service fails.
        """
        ...
