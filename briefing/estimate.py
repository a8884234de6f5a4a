"""What a brief would take, from its plan: calls, tokens and cost, at the least and at the most."""

from __future__ import annotations

from typing import NamedTuple

from briefing.brief import TokenCount
from briefing.draft import Plan
from briefing.tokens import cost_usd

__all__ = ["Estimate"]

_SHORT_ANSWER = 100
"""Tokens of a draft that says little."""

_INSTRUCTIONS = 1_500
"""Tokens of what is asked after the drafts, beside the drafts: no prompt of ours has more."""

_CORRECTION = 1_500
"""Tokens that say what was wrong with an answer, and the schema once more, at most."""


class Estimate(NamedTuple):
    """A plan, and who would carry it out.

    Attributes:
        model: The model's name.
        base_url: The service's address; None for OpenAI's own.
        window: Tokens that the model reads and writes in one call; None where not known.
        plan: What drafting would take.
        judge: Whether the model is asked for a second opinion.
    """

    model: str
    base_url: str | None
    window: int | None
    plan: Plan
    judge: bool

    def lines(self) -> list[tuple[str, str]]:
        """What there is to know, each with its name, in the order of reading."""
        plan = self.plan
        least, most = self.calls()
        window = f"{self.window:,} tokens" if self.window else "not known: set BRIEFING_WINDOW"
        low, high = (
            cost_usd(self.model, tokens, self.base_url) for tokens in (self.least(), self.most())
        )
        cost = (
            "no price is known"
            if low is None or high is None
            else f"{low:.4f} to {high:.4f} US dollars, at list price"
        )
        return [
            ("model", self.model),
            ("window", window),
            ("parts", f"{plan.parts:,}"),
            ("cached", f"{plan.kept:,} of {plan.parts:,} drafts"),
            ("calls", f"{least:,} to {most:,}"),
            ("tokens", f"{self.least().total:,} to {self.most().total:,}"),
            ("cost", cost),
        ]

    def calls(self) -> tuple[int, int]:
        """Calls at the least, and at the most.

        At the most each answer is cut off and asked for with more room, is then not as asked
        and asked for again, and that answer, too, is cut off. A service that breaks off and is
        asked again is not foreseen.
        """
        least = self._proposals and self._proposals + self.judge
        return least, 4 * (self._drafts + self._later)

    def least(self) -> TokenCount:
        """Tokens where answers are short and nothing is to be put right."""
        return TokenCount(input=self.plan.tokens, output=self._proposals * _SHORT_ANSWER)

    def most(self) -> TokenCount:
        """Tokens where each call is made four times, and each answer is as long as it may be."""
        plan = self.plan
        longest = 2 * plan.answer_tokens  # with more room
        # Shown are two drafts, or one with what was found, and the sentences that they cite.
        shown = _INSTRUCTIONS + 2 * longest + plan.source_tokens
        later = min(shown, self.window or shown)
        asked = plan.tokens + self._later * later
        questions = self._drafts + self._later
        return TokenCount(
            input=4 * asked + 2 * questions * (longest + _CORRECTION),
            output=questions * 2 * (plan.answer_tokens + longest),
        )

    @property
    def _drafts(self) -> int:
        return self.plan.parts - self.plan.kept

    @property
    def _proposals(self) -> int:
        """Calls for drafts and for one of all, at the least.

        Where all drafts are kept, what was asked after them may be kept too.
        """
        return self._drafts and self._drafts + (self.plan.parts > 1)

    @property
    def _later(self) -> int:
        """What is asked after the drafts, at the most: merges of two at a time, repair, judge."""
        return self.plan.parts - 1 + 1 + self.judge
