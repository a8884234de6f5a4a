"""What the model reads: versioned template files, rendered in a sandbox.

A prompt file has four blocks: `instructions` (never changes, so that a provider can keep
it cached), what is asked about, `schema` (for services without structured output) and
`correction` (when an answer could not be read). What is asked about is `sources` (the
numbered sentences) for a brief, `drafts` (of parts, with what they cite) for a merge,
`failures` (items that do not stand) for a repair, and `statements` (with what they cite)
for the judge.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from briefing.brief import Draft, Withheld
from briefing.document import Document, Sentence
from briefing.errors import SettingsError
from briefing.resources import find

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = [
    "DEFAULT_PROMPT",
    "JUDGE_PROMPT",
    "MERGE_PROMPT",
    "REPAIR_PROMPT",
    "Prompt",
    "load_prompt",
]

DEFAULT_PROMPT = "brief.v1"
REPAIR_PROMPT = "repair.v1"
MERGE_PROMPT = "merge.v1"
JUDGE_PROMPT = "judge.v1"
_AROUND = 2
"""Sentences shown before and after each that a failing item cites: the right one is often near."""


@dataclass(frozen=True)
class Prompt:
    """A prompt file that was read.

    Attributes:
        name: The file's name without its suffix: ``brief.v1``.
        sha256: Hash of the file's bytes, in hexadecimal.
        text: The file's text.
    """

    name: str
    sha256: str
    text: str
    _template: Template

    def instructions(self) -> str:
        """What the model is to do."""
        return self._block("instructions")

    def sources(self, documents: Sequence[Document]) -> str:
        """The documents' numbered sentences, fenced as data.

        The fence carries a hash of all texts, which no text can contain by foresight.
        """
        return self._block(
            "sources",
            fence=_fence(document.sha256 for document in documents),
            documents=documents,
            one_line=_one_line,
        )

    def drafts(self, drafts: Sequence[Draft], documents: Sequence[Document]) -> str:
        """Drafts of parts of the documents, and the sentences that they cite, fenced as data."""
        cited = {id for draft in drafts for id in _cited(draft)}
        return self._block(
            "drafts",
            fence=_fence(document.sha256 for document in documents),
            sentences=[
                f"[{sentence.id}] {_one_line(document, sentence)}"
                for document in documents
                for sentence in document.sentences
                if sentence.id in cited
            ],
            drafts=[draft.model_dump_json() for draft in drafts],
        )

    def failures(self, withheld: Sequence[Withheld], documents: Sequence[Document]) -> str:
        """The items that do not stand, what was found, and the sentences around their evidence."""
        cited = {id for entry in withheld for id in _evidence(entry)}
        return self._block(
            "failures",
            fence=_fence(document.sha256 for document in documents),
            sentences=[
                f"[{sentence.id}] {_one_line(document, sentence)}"
                for document in documents
                for sentence in _around(document.sentences, cited)
            ],
            failures=[
                {
                    "path": entry.path,
                    "item": entry.item.model_dump_json(),
                    "findings": list(
                        dict.fromkeys(_folded(finding.message) for finding in entry.findings)
                    ),
                }
                for entry in withheld
            ],
        )

    def statements(self, stated: Sequence[tuple[str, str, Sequence[str]]]) -> str:
        """Statements to be judged: of each its path, what it says, and the passages it cites."""
        return self._block(
            "statements",
            fence=_fence(f"{said}{''.join(quotes)}" for _, said, quotes in stated),
            statements=[
                {
                    "path": path,
                    "said": _folded(said),
                    "quotes": [_folded(quote) for quote in quotes],
                }
                for path, said, quotes in stated
            ],
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


def load_prompt(
    name: str = DEFAULT_PROMPT,
    about: Literal["sources", "drafts", "failures", "statements"] = "sources",
) -> Prompt:
    """Read a prompt by its name (``brief.v1``) or its file's path.

    Args:
        name: The name or path.
        about: The block with what the prompt asks about.

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
        text = source.decode()
        template = environment.from_string(text)
    except (TemplateError, UnicodeDecodeError) as error:
        raise SettingsError(f"prompt {path}: {error}") from error
    blocks = ("instructions", about, "schema", "correction")
    if missing := [block for block in blocks if block not in template.blocks]:
        raise SettingsError(f"prompt {path} lacks the block {missing[0]!r}")
    name = path.name.removesuffix(".jinja")
    return Prompt(name, hashlib.sha256(source).hexdigest(), text, template)


def _fence(texts: Iterable[str]) -> str:
    """A mark that none of the texts can contain by foresight."""
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:12]


def _one_line(document: Document, sentence: Sentence) -> str:
    return _folded(sentence.span.of(document.text))


def _folded(text: str) -> str:
    """The text with its line breaks folded, so that none can number or fence a line of its own."""
    return re.sub(r"\s+", " ", text)


def _evidence(entry: Withheld) -> list[str]:
    position = getattr(entry.item, "position", None)
    return [*entry.item.evidence, *(position.evidence if position else ())]


def _cited(draft: Draft) -> Iterator[str]:
    positions = [actor.position for actor in draft.key_actors if actor.position]
    lists = (draft.summary, draft.key_actors, positions, draft.red_lines, draft.open_questions)
    for item in (draft.bottom_line, *(item for items in lists for item in items)):
        yield from item.evidence


def _around(sentences: Sequence[Sentence], cited: set[str]) -> list[Sentence]:
    """The cited sentences with those before and after them."""
    places = [place for place, sentence in enumerate(sentences) if sentence.id in cited]
    shown = {near for place in places for near in range(place - _AROUND, place + _AROUND + 1)}
    return [sentence for place, sentence in enumerate(sentences) if place in shown]
