"""Who drafts and who judges: a model, a recording of one, or the embedded engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.cassettes import RecordMode, recorded, recording
from briefing.document import Document
from briefing.draft import Drafter
from briefing.errors import SettingsError
from briefing.estimate import Estimate
from briefing.prompts import (
    DEFAULT_PROMPT,
    JUDGE_PROMPT,
    MERGE_PROMPT,
    REPAIR_PROMPT,
    Prompt,
    load_prompt,
)
from briefing.settings import Engine, ModelSettings, cache_folder

if TYPE_CHECKING:
    from briefing.cache import AnswerCache
    from briefing.client import Meter, OpenAIClient
    from briefing.judge import Judge

__all__ = ["Opened", "Spending", "open_drafter", "open_judge", "plan_model"]

_NO_MODEL = "set OPENAI_API_KEY, or OPENAI_BASE_URL for a service without keys"


@dataclass(frozen=True)
class Spending:
    """What asking a model may cost, and how it is told.

    Attributes:
        max_cost: US dollars over the run; None for no limit.
        max_tokens: Tokens over the run, sent and received; None for no limit.
        cached: Whether answers are kept, and taken from what was kept.
        tell: Is told of each call of several, before it is made.
    """

    max_cost: float | None = None
    max_tokens: int | None = None
    cached: bool = True
    tell: Callable[[str], None] | None = None


_FREELY = Spending()


class Opened(NamedTuple):
    """A drafter that is ready, the judge where one is asked for, and who they are, in a line.

    `settings` is all of them that a draft hangs on: who drafts, what is asked, in what window;
    `prompt` is what the model is asked, None without one.
    """

    drafter: Drafter
    judge: Judge | None
    notice: str
    settings: str
    prompt: Prompt | None = None


@contextmanager
def open_drafter(
    engine: Engine = "auto",
    *,
    model: str | None = None,
    base_url: str | None = None,
    prompt: str | None = None,
    cassette: Path | None = None,
    record: RecordMode = "once",
    judge: bool = False,
    spending: Spending = _FREELY,
) -> Iterator[Opened]:
    """Open the engine that the arguments and the environment ask for.

    ``auto`` is the model where there is a recording, a key or an address, else the
    embedded engine. When a recording is replayed, the model and address that the
    arguments leave open are the recording's, and no key is needed.

    Raises:
        SettingsError: If the arguments contradict each other or the environment.
        CassetteError: If the recording cannot be used.
    """
    settings = ModelSettings.read(model=model, base_url=base_url)
    for_models = {
        "--model": model,
        "--base-url": base_url,
        "--prompt": prompt,
        "--cassette": cassette,
        "--judge": judge or None,
        "--max-cost": spending.max_cost,
        "--max-tokens": spending.max_tokens,
    }
    asked = [option for option, value in for_models.items() if value is not None]
    if engine == "embedded" and asked:
        raise SettingsError(f"{asked[0]} is for a model; the embedded engine asks none")
    if engine == "embedded" or (engine == "auto" and not (settings.configured or cassette)):
        if asked:
            raise SettingsError(
                f"{asked[0]} needs a model to ask",
                hint=_NO_MODEL,
            )
        yield _open_embedded(engine)
        return

    played = recorded(cassette) if cassette and record != "all" else None
    if played:
        settings = replace(
            settings,
            model=model or played.model,
            base_url=base_url or played.base_url,
            api_key=None,
        )
    elif not settings.configured and not (cassette and record == "none"):
        raise SettingsError(
            "there is no model to ask: no key and no address",
            hint=f"{_NO_MODEL}, or draft without a model by --engine embedded",
        )
    template = load_prompt(prompt or DEFAULT_PROMPT)
    # A recording holds each call: none may be answered from elsewhere.
    cache = _cache(settings) if spending.cached and not cassette else None
    with recording(cassette, record) if cassette else nullcontext():
        yield from _open_model(
            settings, template, spending, cache, replayed=played is not None, judge=judge
        )


def plan_model(
    documents: Sequence[Document],
    *,
    model: str | None = None,
    base_url: str | None = None,
    prompt: str | None = None,
    judge: bool = False,
    spending: Spending = _FREELY,
) -> Estimate:
    """What a brief of the documents by the model of the arguments and the environment would take.

    No model is asked and no key is needed.

    Raises:
        SettingsError: If the prompt cannot be used, or the window has no room for the sources.
    """
    from briefing.draft.model import ModelDrafter

    settings = ModelSettings.read(model=model, base_url=base_url)
    window = _window(settings)
    with _client(settings, retries=0) as client:
        drafter = ModelDrafter(
            client,
            load_prompt(prompt or DEFAULT_PROMPT),
            base_url=settings.base_url,
            cache=_cache(settings) if spending.cached else None,
            window=window,
        )
        return Estimate(settings.model, settings.base_url, window, drafter.plan(documents), judge)


@contextmanager
def open_judge(*, model: str | None = None, base_url: str | None = None) -> Iterator[Judge]:
    """Open the model that gives a second opinion of a brief that is already made.

    Raises:
        SettingsError: If there is no model to ask.
    """
    from briefing.judge import Judge

    settings = ModelSettings.read(model=model, base_url=base_url)
    if not settings.configured:
        raise SettingsError("--judge needs a model to ask", hint=_NO_MODEL)
    with _client(settings, retries=2) as client:
        yield Judge(client, base_url=settings.base_url, window=_window(settings))


def _open_embedded(engine: Engine) -> Opened:
    from briefing.draft.embedded import EmbeddedDrafter

    reason = "no OPENAI_API_KEY and no OPENAI_BASE_URL is set" if engine == "auto" else "as asked"
    notice = f"drafting with the embedded engine, no model: {reason}"
    return Opened(EmbeddedDrafter(), None, notice, "embedded")


def _open_model(
    settings: ModelSettings,
    prompt: Prompt,
    spending: Spending,
    cache: AnswerCache | None,
    *,
    replayed: bool,
    judge: bool,
) -> Iterator[Opened]:
    from briefing.budget import Budget
    from briefing.draft.model import ModelDrafter
    from briefing.judge import Judge

    where = "from its recording" if replayed else f"at {settings.base_url or 'OpenAI'}"
    base_url = settings.base_url
    meter = None
    if spending.max_cost is not None or spending.max_tokens is not None:
        meter = Budget(
            settings.model,
            base_url,
            max_tokens=spending.max_tokens,
            max_cost=spending.max_cost,
        )
    window = _window(settings)
    with _client(settings, retries=0 if replayed else 2, meter=meter) as client:
        yield Opened(
            ModelDrafter(
                client,
                prompt,
                base_url=base_url,
                replayed=replayed,
                cache=cache,
                window=window,
                tell=spending.tell,
            ),
            Judge(client, base_url=base_url, replayed=replayed, cache=cache, window=window)
            if judge
            else None,
            f"drafting with {settings.model} {where}",
            " ".join([settings.model, str(base_url), str(window), *_asked(prompt, judge=judge)]),
            prompt,
        )


def _asked(prompt: Prompt, *, judge: bool) -> list[str]:
    """The hashes of all prompts that a model may be asked."""
    later = [load_prompt(MERGE_PROMPT, "drafts"), load_prompt(REPAIR_PROMPT, "failures")]
    if judge:
        later.append(load_prompt(JUDGE_PROMPT, "statements"))
    return [each.sha256 for each in (prompt, *later)]


def _window(settings: ModelSettings) -> int | None:
    from briefing.tokens import context_window

    return settings.window or context_window(settings.model, settings.base_url)


def _cache(settings: ModelSettings) -> AnswerCache:
    from briefing.cache import AnswerCache

    path = cache_folder() / "answers.sqlite3"
    return AnswerCache(path, model=settings.model, base_url=settings.base_url)


def _client(settings: ModelSettings, *, retries: int, meter: Meter | None = None) -> OpenAIClient:
    from briefing.client import OpenAIClient

    return OpenAIClient(
        model=settings.model,
        base_url=settings.base_url,
        api_key=settings.api_key,
        timeout=settings.timeout,
        retries=retries,
        meter=meter,
    )
