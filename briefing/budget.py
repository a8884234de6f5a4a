"""What a run may spend: tokens and US dollars, allowed before each call and counted after it."""

from __future__ import annotations

from threading import Lock

from briefing.brief import TokenCount
from briefing.client import Refusal, Reply, Request
from briefing.errors import BudgetExceededError, SettingsError
from briefing.tokens import cost_usd, count_tokens

__all__ = ["Budget", "tokens_of"]


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
        self._spent = TokenCount()
        self._aside = TokenCount()
        self._lock = Lock()
        if max_cost is not None and self._cost(TokenCount()) is None:
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
            self._hold(self._spent + self._aside + most)
            self._aside += most
        return most

    def settle(self, aside: TokenCount, request: Request, answer: Reply | Refusal | None) -> None:
        """Count what the call took in place of what was set aside for it.

        A refusal took nothing. A call without an answer, or with one that could not be read,
        may have been paid for all the same, and counts as all that was set aside.
        """
        match answer:
            case Reply():
                took = answer.tokens or TokenCount(
                    input=tokens_of(request), output=count_tokens(answer.text)
                )
            case Refusal():
                took = TokenCount()
            case None:
                took = aside
        with self._lock:
            self._aside -= aside
            self._spent += took

    def _hold(self, worst: TokenCount) -> None:
        limit = self._max_tokens
        if limit is not None and worst.total > limit:
            raise BudgetExceededError(
                f"the next call may bring the run to {worst.total:,} tokens, and --max-tokens is "
                f"{limit:,}; {self._spent.total:,} are spent",
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
