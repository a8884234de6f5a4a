"""Which engine drafts: a model, a recording of one, or the embedded engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

from briefing.cassettes import RecordMode, recorded, recording
from briefing.draft import Drafter
from briefing.errors import SettingsError
from briefing.prompts import DEFAULT_PROMPT, Prompt, load_prompt
from briefing.settings import Engine, ModelSettings

__all__ = ["Opened", "open_drafter"]


class Opened(NamedTuple):
    """A drafter that is ready, and one line that says which it is and why."""

    drafter: Drafter
    notice: str


@contextmanager
def open_drafter(
    engine: Engine = "auto",
    *,
    model: str | None = None,
    base_url: str | None = None,
    prompt: str | None = None,
    cassette: Path | None = None,
    record: RecordMode = "once",
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
    }
    asked = [option for option, value in for_models.items() if value is not None]
    if engine == "embedded" and asked:
        raise SettingsError(f"{asked[0]} is for a model; the embedded engine asks none")
    if engine == "embedded" or (engine == "auto" and not (settings.configured or cassette)):
        if asked:
            raise SettingsError(
                f"{asked[0]} needs a model to ask",
                hint="set OPENAI_API_KEY, or OPENAI_BASE_URL for a service without keys",
            )
        yield _open_embedded(engine)
        return

    played = recorded(cassette) if cassette and record != "all" else None
    if played:
        settings = ModelSettings(model or played.model, base_url or played.base_url)
    elif not settings.configured and not (cassette and record == "none"):
        raise SettingsError(
            "there is no model to ask: no key and no address",
            hint="set OPENAI_API_KEY, or OPENAI_BASE_URL for a service without keys, "
            "or draft without a model by --engine embedded",
        )
    template = load_prompt(prompt or DEFAULT_PROMPT)
    with recording(cassette, record) if cassette else nullcontext():
        yield from _open_model(settings, template, replayed=played is not None)


def _open_embedded(engine: Engine) -> Opened:
    from briefing.draft.embedded import EmbeddedDrafter

    reason = "no OPENAI_API_KEY and no OPENAI_BASE_URL is set" if engine == "auto" else "as asked"
    return Opened(EmbeddedDrafter(), f"drafting with the embedded engine, no model: {reason}")


def _open_model(settings: ModelSettings, prompt: Prompt, *, replayed: bool) -> Iterator[Opened]:
    from briefing.client import OpenAIClient
    from briefing.draft.model import ModelDrafter

    where = "from its recording" if replayed else f"at {settings.base_url or 'OpenAI'}"
    with OpenAIClient(
        model=settings.model,
        base_url=settings.base_url,
        api_key=settings.api_key,
        timeout=settings.timeout,
        retries=0 if replayed else 2,
    ) as client:
        drafter = ModelDrafter(client, prompt, base_url=settings.base_url, replayed=replayed)
        yield Opened(drafter, f"drafting with {settings.model} {where}")
