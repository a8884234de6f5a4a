"""What a run may spend: tokens and US dollars, allowed before each call and counted after it."""

from __future__ import annotations

from threading import Lock

from briefing.brief import TokenCount
from briefing.client import Reply, Request
from briefing.errors import BudgetExceededError, SettingsError
from briefing.tokens import cost_usd, count_tokens

__all__ = ["Budget", "tokens_of"]

_NONE = TokenCount(input=0, output=0)


class Budget:
    """A limit, and what has been spent of it, over all calls of a run and all its threads.

    A call is allowed if the limit holds at its worst: all that is sent, and an answer as long
    as there is room for, with what other calls under way may take at theirs.

    Args:
        model: The model's name, for its price.
        base_url: The service's address, for its price; None for OpenAI's own.
        max_tokens: Tokens sent and received together; None for no limit.
        max_cost: US dollars; None for no limit.

    Raises:
        SettingsError: If there is a limit in dollars and no price is known for the model.
    """

    def __init__(
        self,
        model: str,
        base_url: str | None,
        *,
        max_tokens: int | None = None,
        max_cost: float | None = None,
    ) -> None:
        self._model = model
        self._base_url = base_url
        self._max_tokens = max_tokens
        self._max_cost = max_cost
        self._spent = _NONE
        self._aside = _NONE
        self._lock = Lock()
        if max_cost is not None and self._cost(_NONE) is None:
            raise SettingsError(
                f"no price is known for {model}, so --max-cost cannot hold",
                hint="limit the tokens with --max-tokens",
            )

    @property
    def spent(self) -> TokenCount:
        """The tokens that the calls so far took."""
        return self._spent

    def allow(self, request: Request, max_tokens: int) -> TokenCount:
        """Set aside the most that a call with this room for its answer can take.

        Raises:
            BudgetExceededError: If there is not as much left.
        """
        most = TokenCount(input=tokens_of(request), output=max_tokens)
        with self._lock:
            self._hold(_sum(_sum(self._spent, self._aside), most))
            self._aside = _sum(self._aside, most)
        return most

    def settle(self, aside: TokenCount, request: Request, reply: Reply | None) -> None:
        """Count what the call took; one without a reply took nothing."""
        took = _NONE
        if reply is not None:
            took = reply.tokens or TokenCount(
                input=tokens_of(request), output=count_tokens(reply.text)
            )
        with self._lock:
            self._aside = TokenCount(
                input=self._aside.input - aside.input, output=self._aside.output - aside.output
            )
            self._spent = _sum(self._spent, took)

    def _hold(self, worst: TokenCount) -> None:
        limit, total = self._max_tokens, worst.input + worst.output
        spent = self._spent.input + self._spent.output
        if limit is not None and total > limit:
            raise BudgetExceededError(
                f"the next call may bring the run to {total:,} tokens, and --max-tokens is "
                f"{limit:,}; {spent:,} are spent",
                hint="raise --max-tokens, or give fewer or shorter sources",
            )
        cost = self._cost(worst) if self._max_cost is not None else None
        # So told that a limit of NaN, too, allows nothing.
        if self._max_cost is not None and cost is not None and not cost <= self._max_cost:
            raise BudgetExceededError(
                f"the next call may bring the run to {cost:.4f} US dollars, and --max-cost is "
                f"{self._max_cost:g}; {self._cost(self._spent) or 0.0:.4f} are spent",
                hint="raise --max-cost, take a cheaper --model, or give fewer or shorter sources",
            )

    def _cost(self, tokens: TokenCount) -> float | None:
        return cost_usd(self._model, tokens, self._base_url)


def tokens_of(request: Request) -> int:
    """The tokens that a request sends, the schema in words included."""
    return sum(count_tokens(message.content) for message in request.messages) + count_tokens(
        request.schema_note
    )


def _sum(one: TokenCount, other: TokenCount) -> TokenCount:
    return TokenCount(input=one.input + other.input, output=one.output + other.output)
