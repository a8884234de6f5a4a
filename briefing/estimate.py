"""What a brief would take, from its plan: calls, tokens and cost, at the least and at the most."""

from __future__ import annotations

from typing import NamedTuple

from briefing.brief import TokenCount
from briefing.draft import Plan
from briefing.tokens import cost_usd

__all__ = ["Estimate"]

_SHORT_ANSWER = 500
"""Tokens of a draft that says little."""


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
            ("tokens", f"{_total(self.least()):,} to {_total(self.most()):,}"),
            ("cost", cost),
        ]

    def calls(self) -> tuple[int, int]:
        """Calls at the least, and at the most, each corrected once and the draft repaired."""
        drafts = self.plan.parts - self.plan.kept
        least = drafts + self._merges + self.judge
        return least, 2 * (least + 1)

    def least(self) -> TokenCount:
        """Tokens where answers are short and nothing is to be put right."""
        merged = self.plan.parts * _SHORT_ANSWER if self._merges else 0
        calls, _ = self.calls()
        return TokenCount(input=self.plan.tokens + merged, output=calls * _SHORT_ANSWER)

    def most(self) -> TokenCount:
        """Tokens where each answer is as long as it may be, and each call is made twice."""
        answer = self.plan.answer_tokens
        _, calls = self.calls()
        # What is asked after the drafts shows them, and the sentences that they cite.
        later = calls - 2 * (self.plan.parts - self.plan.kept)
        shown = 2 * self.plan.parts * answer if self._merges else 2 * answer
        asked = 2 * self.plan.tokens + calls // 2 * answer + later * shown
        return TokenCount(input=asked, output=calls * answer)

    @property
    def _merges(self) -> int:
        """Calls that put drafts of parts together, if those fit into one."""
        return int(self.plan.parts > 1)


def _total(tokens: TokenCount) -> int:
    return tokens.input + tokens.output
