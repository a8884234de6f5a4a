"""What the model reads: versioned template files, rendered in a sandbox.

A prompt file has four blocks: `instructions` (never changes, so that a provider can keep
it cached), `sources` (the numbered sentences), `schema` (for services without structured
output) and `correction` (when an answer could not be read).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.document import Document, Sentence
from briefing.errors import SettingsError
from briefing.resources import find

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["DEFAULT_PROMPT", "Prompt", "load_prompt"]

DEFAULT_PROMPT = "brief.v1"
_BLOCKS = ("instructions", "sources", "schema", "correction")


@dataclass(frozen=True)
class Prompt:
    """A prompt file that was read.

    Attributes:
        name: The file's name without its suffix: ``brief.v1``.
        sha256: Hash of the file's bytes, in hexadecimal.
    """

    name: str
    sha256: str
    _template: Template

    def instructions(self) -> str:
        """What the model is to do."""
        return self._block("instructions")

    def sources(self, documents: Sequence[Document]) -> str:
        """The documents' numbered sentences, fenced as data.

        The fence carries a hash of all texts, which no text can contain by foresight.
        """
        texts = "".join(document.sha256 for document in documents)
        return self._block(
            "sources",
            fence=hashlib.sha256(texts.encode()).hexdigest()[:12],
            documents=documents,
            one_line=_one_line,
        )

    def schema(self, schema: str) -> str:
        """The request for JSON by a JSON Schema, for services that cannot be held to one."""
        return self._block("schema", schema=schema)

    def correction(self, problem: str) -> str:
        """The request to answer again, with what was wrong."""
        return self._block("correction", problem=problem)

    def _block(self, name: str, **variables: Any) -> str:
        from jinja2 import TemplateError

        try:
            context = self._template.new_context(variables)
            return "".join(self._template.blocks[name](context)).strip()
        except TemplateError as error:
            raise SettingsError(f"prompt {self.name}, block {name}: {error}") from error


def load_prompt(name: str = DEFAULT_PROMPT) -> Prompt:
    """Read a prompt by its name (``brief.v1``) or its file's path.

    Raises:
        SettingsError: If there is no such prompt, or its template is broken.
    """
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    path = find("prompts", name if name.endswith(".jinja") else f"{name}.jinja")
    source = path.read_bytes()
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    try:
        template = environment.from_string(source.decode())
    except (TemplateError, UnicodeDecodeError) as error:
        raise SettingsError(f"prompt {path}: {error}") from error
    if missing := [block for block in _BLOCKS if block not in template.blocks]:
        raise SettingsError(f"prompt {path} lacks the block {missing[0]!r}")
    return Prompt(path.name.removesuffix(".jinja"), hashlib.sha256(source).hexdigest(), template)


def _one_line(document: Document, sentence: Sentence) -> str:
    """The sentence with its line breaks folded, so that no text can number a line of its own."""
    return re.sub(r"\s+", " ", sentence.span.of(document.text))
