"""What a noun is called: the opposite of what the evidence calls it makes it another thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.brief import Finding
from briefing.check.alignment import cited_lemmas, is_comparable, stated_lemmas
from briefing.check.passages import Passage
from briefing.findings import finding
from briefing.language.families import Vocabulary, are_opposite, are_related
from briefing.language.modifiers import modifiers

__all__ = ["check_modifiers"]


def check_modifiers(text: str, passages: Sequence[Passage], path: str) -> Iterator[Finding]:
    """Find a noun with the opposite of the modifier that the evidence has with it, in its place."""
    if not is_comparable(text, passages):
        return
    known = Vocabulary(cited_lemmas(passages), wide=True)
    stated = Vocabulary(stated_lemmas(text), wide=True)
    for modifier in modifiers(text):
        if modifier.word in known:
            continue
        for document, span in passages:
            for other in modifiers(document.text, span):
                if other.word in stated or not are_related(other.noun, modifier.noun):
                    continue
                if are_opposite(modifier.word, other.word):
                    here, there = modifier.span.of(text), other.span.of(document.text)
                    message = f"“{here}” stands where the evidence has “{there}”"
                    yield finding("claim-unsupported", path, message)
                    return
