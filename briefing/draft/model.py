"""The drafter that asks a language model."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence

from briefing.ask import Answered, Asker, also_spent
from briefing.brief import Draft, Repairs, Run, Withheld
from briefing.budget import tokens_of
from briefing.cache import AnswerCache
from briefing.client import Client
from briefing.document import Document
from briefing.draft import Drafted, Plan
from briefing.draft.parts import cut_to_fit, group_to_fit
from briefing.errors import (
    ModelAnswerEmptyError,
    ModelAnswerInvalidError,
    ModelAnswerTruncatedError,
    ModelRefusalError,
)
from briefing.prompts import MERGE_PROMPT, REPAIR_PROMPT, Prompt, load_prompt
from briefing.tokens import count_tokens

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
        cache: Keeps answers that could be used; None to ask each time.
        window: Tokens that the model reads and writes in one call; sources that are longer are
            read in parts. None where it is not known: then all goes in one call.
        tell: Is told of each call of several, before it is made, and of what is not asked.
    """

    def __init__(
        self,
        client: Client,
        prompt: Prompt,
        *,
        repair: Prompt | None = None,
        base_url: str | None = None,
        replayed: bool = False,
        cache: AnswerCache | None = None,
        window: int | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self._asker = Asker(
            client, base_url=base_url, replayed=replayed, cache=cache, window=window
        )
        self._tell = tell or (lambda _: None)
        self._prompt = prompt
        self._repair = repair

    def draft(self, documents: Sequence[Document]) -> Drafted:
        """Ask for a brief of the documents.

        Raises:
            ModelError: If the model or its service fails.
            ModelAnswerInvalidError: If the second answer, too, is not the JSON asked for.
        """
        parts = self._parts(documents)
        drafts: list[Draft] = []
        run: Run | None = None
        for number, part in enumerate(parts, start=1):
            if len(parts) > 1:
                self._tell(f"drafting part {number} of {len(parts)}")
            answered = self._asker.ask(self._prompt, self._prompt.sources(part), Draft)
            drafts.append(answered.answer)
            run = also_spent(run, answered) if run else self._run(answered, len(parts))
        assert run
        return self._merged(drafts, run, documents)

    def plan(self, documents: Sequence[Document]) -> Plan:
        """What a brief of the documents would take; nothing is asked.

        Raises:
            SettingsError: If the model's window has no room for them.
        """
        plan = Plan(parts=0, kept=0, tokens=0, source_tokens=0, answer_tokens=0)
        for part in self._parts(documents):
            request = self._asker.request(self._prompt, self._prompt.sources(part), Draft)
            kept, tokens = self._asker.is_kept(request), tokens_of(request)
            plan = Plan(
                parts=plan.parts + 1,
                kept=plan.kept + kept,
                tokens=plan.tokens + (0 if kept else tokens),
                source_tokens=plan.source_tokens + tokens,
                answer_tokens=request.max_tokens,
            )
        return plan

    def _parts(self, documents: Sequence[Document]) -> list[list[Document]]:
        whole = self._prompt.sources(documents)
        if self._asker.surely_fits(self._prompt, whole, Draft):  # no need to count
            return [list(documents)]
        return cut_to_fit(documents, self._asker.room(self._prompt, Draft) or 0)

    def _run(self, answered: Answered[Draft], parts: int) -> Run:
        return Run(
            engine="openai",
            model=answered.model,
            prompt=self._prompt.name,
            prompt_sha256=self._prompt.sha256,
            tokens=answered.tokens,
            cost_usd=answered.cost_usd,
            seconds=answered.seconds,
            created=answered.created,
            parts=parts,
            cached=int(answered.cached),
        )

    def _merged(self, drafts: list[Draft], run: Run, documents: Sequence[Document]) -> Drafted:
        """One draft of several, by as many rounds as it takes for them to fit into one call."""
        while len(drafts) > 1:
            prompt = load_prompt(MERGE_PROMPT, "drafts")
            room = self._asker.room(prompt, Draft) or 0
            sizes = [count_tokens(prompt.drafts([draft], documents)) for draft in drafts]
            groups = group_to_fit(drafts, sizes, room)
            drafts = []
            for number, group in enumerate(groups, start=1):
                if len(group) == 1:  # left over, for the next round
                    drafts += group
                    continue
                self._tell(f"putting drafts together, {number} of {len(groups)}")
                answered = self._asker.ask(prompt, prompt.drafts(group, documents), Draft)
                drafts.append(answered.answer)
                run = also_spent(run, answered)
        return Drafted(drafts[0], run)

    def repair(
        self, drafted: Drafted, withheld: Sequence[Withheld], documents: Sequence[Document]
    ) -> Drafted:
        """Ask for the items that did not stand, and for nothing else.

        The model sees each failing item, what was found, and the sentences around its
        evidence; what it gives up stays as it was drafted, and so do all where its answer
        is of no use, and those that one call has no room for.

        Raises:
            ModelError: If the service fails.
        """
        prompt = self._repair or load_prompt(REPAIR_PROMPT, "failures")

        def question(items: Sequence[Withheld]) -> str:
            return prompt.failures(items, documents)

        asked = self._asker.fitting(prompt, withheld, question, Repairs)
        if left_out := len(withheld) - len(asked):
            self._tell(f"{left_out} of {len(withheld)} failing items stay: too long for one call")
        if not asked:
            return drafted
        try:
            answered = self._asker.ask(prompt, question(asked), Repairs)
        except _UNUSABLE:
            return drafted
        draft = drafted.draft
        failing = {entry.path for entry in asked}
        for repair in answered.answer.items:
            if repair.path in failing and repair.item is not None:
                with contextlib.suppress(LookupError):  # an item of another kind repairs nothing
                    draft = draft.replaced(repair.path, repair.item)
        return Drafted(draft, also_spent(drafted.run, answered))
