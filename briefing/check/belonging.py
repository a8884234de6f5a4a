"""Which people's or place's something is, held against whose the evidence says that it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.brief import Finding
from briefing.check.passages import Passage
from briefing.document import Span
from briefing.findings import finding
from briefing.language.demonyms import naming_words, stems
from briefing.language.described import described_nouns

__all__ = ["check_belonging"]


def check_belonging(text: str, passages: Sequence[Passage], path: str) -> Iterator[Finding]:
    """Find what is one people's or place's here, and another one's in the evidence.

    The Ukrainian referendum is not the referendum of Crimea. Nothing is found where a
    pronoun in the evidence may stand for the name.
    """
    if not passages or any(passage.document.language != "en" for passage in passages):
        return
    here = [
        described
        for document, span in passages
        for described in described_nouns(document.text, span)
    ]
    for said in described_nouns(text, Span(0, len(text))):
        same = [one for one in here if one.lemma == said.lemma]
        if not said.names or not any(one.names or one.places for one in same):
            continue
        known = {stem for one in same for name in naming_words(one.phrase) for stem in stems(name)}
        if any(one.has_pronoun for one in same) or any(stems(name) & known for name in said.names):
            continue
        if any(name.lower() in one.phrase for one in same for name in said.names):
            continue  # the private baptist school
        given = " and ".join(f"“{one.phrase}”" for one in same if one.names or one.places)
        yield finding(
            "name-unsupported",
            path,
            f"“{said.phrase}” is not in the cited sentences, which have {given}",
        )
