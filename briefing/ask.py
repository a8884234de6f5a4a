"""Asking a model for JSON of a type: one call, and one more where the answer is not as asked."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from briefing.brief import Run, TokenCount
from briefing.budget import tokens_of
from briefing.cache import AnswerCache
from briefing.client import Client, Completion, Message, Request
from briefing.errors import ModelAnswerInvalidError, SettingsError
from briefing.prompts import Prompt
from briefing.settings import now
from briefing.tokens import cost_usd, count_tokens

__all__ = ["Answered", "Asker", "also_spent"]

A = TypeVar("A", bound=BaseModel)
Item = TypeVar("Item")

_MAX_TOKENS = 8_000
"""A whole brief takes some 2,000; models that reason first spend several times that unseen.

Few models allow less than 8,000, and the client doubles it once.
"""

_TOKENIZERS = 0.95
"""Of a window; the rest is for models that count more tokens than we do."""

_MOST_BRACES = 256
_MOST_PROBLEMS = 8
_LONGEST_PROBLEM = 160


@dataclass(frozen=True)
class Answered(Generic[A]):
    """What a model answered, and what that took.

    Attributes:
        answer: As it was asked for.
        model: The model's name, as asked for.
        tokens: Over all calls that the answer took.
        cost_usd: None where the model's price is not known.
        seconds: Waiting for it; None where it was replayed.
        cached: Whether it had been kept from before; then it took nothing.
        created: When the model answered, in UTC.
    """

    answer: A
    model: str
    tokens: TokenCount
    cost_usd: float | None
    seconds: float | None
    created: datetime
    cached: bool = False


class Asker:
    """Asks one model.

    Args:
        client: Who is asked.
        base_url: The service's address, by which the price is looked up; None for OpenAI's.
        replayed: Whether the answers come from a recording, so that waiting means nothing.
        cache: Keeps answers that could be used; None to ask each time.
        window: Tokens that the model reads and writes in one call; None where not known.
    """

    def __init__(
        self,
        client: Client,
        *,
        base_url: str | None = None,
        replayed: bool = False,
        cache: AnswerCache | None = None,
        window: int | None = None,
    ) -> None:
        self._client = client
        self._base_url = base_url
        self._replayed = replayed
        self._cache = cache
        self._window = window

    def ask(self, prompt: Prompt, question: str, answer: type[A]) -> Answered[A]:
        """Ask for an `answer` to the prompt's instructions and `question`.

        Raises:
            ModelError: If the model or its service fails.
            ModelAnswerInvalidError: If the second answer, too, is not the JSON asked for.
        """
        request = self.request(prompt, question, answer)
        if self._cache and (kept := self._cache.find(request)):
            # Only what could be read is kept, by this or an earlier version.
            with contextlib.suppress(_UnusableError):
                return self._answered(_read(kept.text, answer), [(request, kept)])
        completion = self._client.complete(request)
        try:
            read = _read(completion.text, answer)
        except _UnusableError as problem:
            second = self._correcting(request, completion.text, prompt.correction(str(problem)))
        else:
            self._keep(request, completion)
            return self._answered(read, [(request, completion)])
        correction = self._client.complete(second)
        try:
            corrected = _read(correction.text, answer)
        except _UnusableError as problem:
            raise ModelAnswerInvalidError(
                f"the answer of {correction.model} is not the JSON asked for: {problem}",
                hint="try again, or a larger model with --model",
            ) from None
        self._keep(request, correction)
        return self._answered(corrected, [(request, completion), (second, correction)])

    def request(self, prompt: Prompt, question: str, answer: type[A]) -> Request:
        """What is sent for `question`; what never changes stands first, for providers' caches."""
        request = Request(
            messages=(Message("system", prompt.instructions()), Message("user", question)),
            answer=answer,
            schema_note="",
            max_tokens=self._answer_room,
        )
        schema = json.dumps(request.schema, ensure_ascii=False)
        return replace(request, schema_note=prompt.schema(schema))

    def room(self, prompt: Prompt, answer: type[A]) -> int | None:
        """Tokens that a question may have; None where the model's window is not known.

        Room is left for the instructions, the schema, an answer that takes twice its room, and
        for other tokenizers than ours.

        Raises:
            SettingsError: If there is none.
        """
        if self._window is None:
            return None
        asked = tokens_of(self.request(prompt, "", answer))
        room = int(self._window * _TOKENIZERS) - 2 * self._answer_room - asked
        if room <= 0:
            raise SettingsError(
                f"a window of {self._window:,} tokens has no room for the sources",
                hint="take a model with a longer context (--model, BRIEFING_WINDOW)",
            )
        return room

    def surely_fits(self, prompt: Prompt, question: str, answer: type[A]) -> bool:
        """Whether `question` fits in any case: no text has more tokens than bytes."""
        if self._window is None:
            return True
        request = self.request(prompt, question, answer)
        texts = [message.content for message in request.messages] + [request.schema_note]
        room = int(self._window * _TOKENIZERS) - 2 * self._answer_room
        return sum(len(text.encode()) for text in texts) <= room

    def fitting(
        self,
        prompt: Prompt,
        items: Sequence[Item],
        question: Callable[[Sequence[Item]], str],
        answer: type[A],
    ) -> list[Item]:
        """As many of `items`, in order, as one `question` about them has room for."""
        if self.surely_fits(prompt, question(items), answer):
            return list(items)
        # Each is counted alone; what several share makes them no longer together.
        left = self.room(prompt, answer) or 0
        fit = []
        for item in items:
            size = count_tokens(question([item]))
            if size <= left:
                left -= size
                fit.append(item)
        return fit

    def is_kept(self, request: Request) -> bool:
        """Whether the answer is kept from before, so that asking would cost nothing."""
        return self._cache is not None and self._cache.find(request) is not None

    @property
    def _answer_room(self) -> int:
        return _MAX_TOKENS if self._window is None else min(_MAX_TOKENS, self._window // 4)

    def _correcting(self, request: Request, said: str, correction: str) -> Request:
        """The same request with what was said and what is wrong with it, cut to the window."""

        def asked(said: str) -> Request:
            return Request(
                messages=(
                    *request.messages,
                    Message("assistant", said),
                    # The schema goes along whatever the service promised: some take a schema
                    # and ignore it.
                    Message("user", f"{correction}\n\n{request.schema_note}"),
                ),
                answer=request.answer,
                schema_note="",
                max_tokens=request.max_tokens,
            )

        if self._window is None:
            return asked(said)
        taken = tokens_of(asked("…")) + request.max_tokens
        left = max(int(self._window * _TOKENIZERS) - taken, 1)
        # Few characters are more than one token.
        return asked(said if count_tokens(said) <= left else f"{said[:left]}…")

    def _keep(self, request: Request, completion: Completion) -> None:
        if self._cache:
            self._cache.keep(request, completion)

    def _answered(self, answer: A, calls: list[tuple[Request, Completion]]) -> Answered[A]:
        counts = [
            completion.tokens or _counted(request, completion)
            for request, completion in calls
            if not completion.cached
        ]
        tokens = sum(counts, TokenCount())
        last = calls[-1][1]
        created = last.created or now()
        seconds = sum(completion.seconds for _, completion in calls)
        return Answered(
            answer=answer,
            model=last.model,
            tokens=tokens,
            cost_usd=cost_usd(last.model, tokens, self._base_url, at=created),
            seconds=None if self._replayed else round(seconds, 2),
            created=created,
            cached=last.cached,
        )


def also_spent(run: Run, answered: Answered[A]) -> Run:
    """The run with what a further answer took; what is not known of one is not known of both."""
    return run.model_copy(
        update={
            "tokens": (run.tokens or TokenCount()) + answered.tokens,
            "cost_usd": _sum(run.cost_usd if run.tokens else 0.0, answered.cost_usd),
            "seconds": _sum(run.seconds if run.tokens else 0.0, answered.seconds),
            "created": answered.created,
            "cached": run.cached + answered.cached,
        }
    )


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


class _UnusableError(Exception):
    """An answer is not as asked; the message says why, in words fit to print and to send back."""


def _counted(request: Request, completion: Completion) -> TokenCount:
    """Tokens by our own count, for services that do not count."""
    return TokenCount(
        input=tokens_of(request),
        output=count_tokens(completion.text),
    )


def _read(text: str, answer: type[A]) -> A:
    value = _json(text.strip().removeprefix("\ufeff"))
    try:
        # JSON can spell half a surrogate pair, which no encoding can write down again.
        json.dumps(value, ensure_ascii=False).encode()
        return answer.model_validate(value)
    except RecursionError:
        raise _UnusableError("it is nested too deeply") from None
    except UnicodeEncodeError:
        raise _UnusableError("it holds half a character") from None
    except ValidationError as error:
        problems = [f"{_path(problem['loc'])}: {problem['msg']}" for problem in error.errors()]
        more = len(problems) - _MOST_PROBLEMS
        listed = [_one_line(problem) for problem in problems[:_MOST_PROBLEMS]]
        if more > 0:
            listed.append(f"and {more} more")
        raise _UnusableError("; ".join(listed)) from None


def _path(location: tuple[int | str, ...]) -> str:
    """A place as code would name it: ``summary[0].text``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".") or "the whole"


def _one_line(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line[:_LONGEST_PROBLEM]


class _Found(NamedTuple):
    """A JSON object in a text."""

    start: int
    end: int
    value: object


def _json(text: str) -> object:
    """The JSON in a text: all of it, else the longest object that is no reasoning."""
    decoder = json.JSONDecoder(object_pairs_hook=_unique)
    try:
        return decoder.decode(text)
    except RecursionError:
        raise _UnusableError("it is nested too deeply") from None
    except ValueError as error:
        objects = list(_objects(text, decoder))
        thought = _end_of_reasoning(text, objects)
        said = [found for found in objects if found.start >= thought]
        if not said:
            raise _UnusableError(_one_line(f"it is not JSON: {error}")) from None
        return max(said, key=lambda found: found.end - found.start).value


def _objects(text: str, decoder: json.JSONDecoder) -> Iterator[_Found]:
    """The outermost JSON objects in a text."""
    end = 0
    # Bounded, since a text of nothing but braces would be read again from each of them.
    for brace in islice(re.finditer(r"\{", text), _MOST_BRACES):
        if brace.start() < end:
            continue
        try:
            value, end = decoder.raw_decode(text, brace.start())
        except (ValueError, RecursionError):
            continue
        yield _Found(brace.start(), end, value)


def _end_of_reasoning(text: str, objects: list[_Found]) -> int:
    """Where the answer begins: after the tag that ends reasoning, if it is not in a quote."""
    for tag in re.finditer(r"</think>", text):
        if not any(found.start < tag.start() < found.end for found in objects):
            return tag.end()
    return 0


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("an object holds the same key twice")
    return values
