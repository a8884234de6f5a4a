"""The drafter that asks a language model."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from briefing.ask import Asker, also_spent
from briefing.brief import Draft, Repairs, Run, Withheld
from briefing.client import Client
from briefing.document import Document
from briefing.draft import Drafted
from briefing.errors import (
    ModelAnswerEmptyError,
    ModelAnswerInvalidError,
    ModelAnswerTruncatedError,
    ModelRefusalError,
)
from briefing.prompts import REPAIR_PROMPT, Prompt, load_prompt

__all__ = ["ModelDrafter"]

_UNUSABLE = (
    ModelAnswerEmptyError,
    ModelAnswerInvalidError,
    ModelAnswerTruncatedError,
    ModelRefusalError,
)
"""What the model did, not the service: a draft that is there is not lost to it."""


class ModelDrafter:
    """Has a model write the draft, and put right once what did not stand.

    Args:
        client: Who is asked.
        prompt: What is asked.
        repair: What is asked of failing items; the published prompt where none is given.
        base_url: The service's address, by which the price is looked up; None for OpenAI's.
        replayed: Whether the answers come from a recording, so that waiting means nothing.
    """

    def __init__(
        self,
        client: Client,
        prompt: Prompt,
        *,
        repair: Prompt | None = None,
        base_url: str | None = None,
        replayed: bool = False,
    ) -> None:
        self._asker = Asker(client, base_url=base_url, replayed=replayed)
        self._prompt = prompt
        self._repair = repair

    def draft(self, documents: Sequence[Document]) -> Drafted:
        """Ask for a brief of the documents.

        Raises:
            ModelError: If the model or its service fails.
            ModelAnswerInvalidError: If the second answer, too, is not the JSON asked for.
        """
        answered = self._asker.ask(self._prompt, self._prompt.sources(documents), Draft)
        return Drafted(
            answered.answer,
            Run(
                engine="openai",
                model=answered.model,
                prompt=self._prompt.name,
                prompt_sha256=self._prompt.sha256,
                tokens=answered.tokens,
                cost_usd=answered.cost_usd,
                seconds=answered.seconds,
                created=answered.created,
            ),
        )

    def repair(
        self, drafted: Drafted, withheld: Sequence[Withheld], documents: Sequence[Document]
    ) -> Drafted:
        """Ask for the items that did not stand, and for nothing else.

        The model sees each failing item, what was found, and the sentences around its
        evidence; what it gives up stays as it was drafted, and so do all where its answer
        is of no use.

        Raises:
            ModelError: If the service fails.
        """
        prompt = self._repair or load_prompt(REPAIR_PROMPT, "failures")
        try:
            answered = self._asker.ask(prompt, prompt.failures(withheld, documents), Repairs)
        except _UNUSABLE:
            return drafted
        draft = drafted.draft
        failing = {entry.path for entry in withheld}
        for repair in answered.answer.items:
            if repair.path in failing and repair.item is not None:
                with contextlib.suppress(LookupError):  # an item of another kind repairs nothing
                    draft = draft.replaced(repair.path, repair.item)
        return Drafted(draft, also_spent(drafted.run, answered))
