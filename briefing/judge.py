"""The judge: a model's second opinion of what the check let stand, in one call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from briefing.ask import Asker, also_spent
from briefing.brief import Actor, Claim, Finding, OpenQuestion, RedLine, Run, Stated
from briefing.cache import AnswerCache
from briefing.client import Client
from briefing.findings import finding
from briefing.prompts import JUDGE_PROMPT, Prompt, load_prompt

__all__ = ["Judge", "Judged", "Verdict", "Verdicts"]

_LONGEST_REASON = 300


class Verdict(BaseModel):
    """Whether the statement at `path` follows from its cited sentences; `reason` if not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    follows: bool
    reason: str


class Verdicts(BaseModel):
    """What a model answers when it is asked to judge."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdicts: list[Verdict]


class Judged(NamedTuple):
    """A finding for each statement that the model finds unsupported, and the run with its cost.

    `warnings` says where statements were not judged, for want of room.
    """

    opinions: tuple[Finding, ...]
    run: Run
    warnings: tuple[Finding, ...] = ()


class Judge:
    """Asks a model whether statements follow from what they cite.

    Its no is a finding; its yes, and silence, change nothing.

    Args:
        client: Who is asked.
        prompt: What is asked; the published prompt where none is given.
        base_url: The service's address, by which the price is looked up; None for OpenAI's.
        replayed: Whether the answers come from a recording, so that waiting means nothing.
        cache: Keeps answers that could be used; None to ask each time.
        window: Tokens that the model reads and writes in one call; None where not known.
    """

    def __init__(
        self,
        client: Client,
        prompt: Prompt | None = None,
        *,
        base_url: str | None = None,
        replayed: bool = False,
        cache: AnswerCache | None = None,
        window: int | None = None,
    ) -> None:
        self._asker = Asker(
            client, base_url=base_url, replayed=replayed, cache=cache, window=window
        )
        self._prompt = prompt or load_prompt(JUDGE_PROMPT, "statements")

    def judge(self, statements: Sequence[Stated], run: Run) -> Judged:
        """Ask for an opinion of all `statements` that fit into one call, which is added to `run`.

        Raises:
            ModelError: If the model or its service fails.
            ModelAnswerInvalidError: If the second answer, too, is not the JSON asked for.
        """
        asked = self._asker.fitting(self._prompt, statements, self._question, Verdicts)
        warnings = [
            finding("judge-unasked", one.path, f"{one.path} was not judged: the call had no room")
            for one in statements
            if one not in asked
        ]
        if not asked:
            return Judged((), run, tuple(warnings))
        answered = self._asker.ask(self._prompt, self._question(asked), Verdicts)
        paths = {one.path for one in asked}
        return Judged(
            tuple(
                finding(
                    "judge-disagrees",
                    verdict.path,
                    f"{answered.model} finds it unsupported: {_short(verdict.reason)}",
                )
                for verdict in answered.answer.verdicts
                if not verdict.follows and verdict.path in paths
            ),
            also_spent(run, answered),
            tuple(warnings),
        )

    def _question(self, statements: Sequence[Stated]) -> str:
        return self._prompt.statements(
            [
                (one.path, _said(one), [citation.quote for citation in one.statement.citations])
                for one in statements
            ]
        )


def _said(stated: Stated) -> str:
    match stated.statement:
        case Claim(text=text):
            return f"{stated.holder} {text}" if stated.holder else text
        case Actor(name=name, role=role):
            return f"{name}, {role}" if role else f"{name} is named."
        case RedLine() as line:
            warned = f" to {line.addressee}" if line.addressee else ""
            outcome = f"; consequence: {line.consequence}" if line.consequence else ""
            return f"A red line of {line.issuer}{warned}; act: {line.trigger}{outcome}"
        case OpenQuestion(question=question, why=why):
            return f"The sources leave open: {question} {why}"


def _short(reason: str) -> str:
    line = " ".join(reason.split()) or "no reason given"
    return line if len(line) <= _LONGEST_REASON else f"{line[:_LONGEST_REASON]}…"
