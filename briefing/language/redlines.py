"""Red lines that a text states: who drew them, to whom, and what crosses them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefing.brief import Form
from briefing.document import Span
from briefing.language.addressees import addressee
from briefing.language.answers import answer, reprisal
from briefing.language.choices import forced, preferred
from briefing.language.clauses import is_hypothetical, is_question
from briefing.language.consequences import condition_set
from briefing.language.costly import cost
from briefing.language.dares import dare, no_without
from briefing.language.history import is_history
from briefing.language.issuers import Issuers
from briefing.language.refusals import refusal
from briefing.language.scene import Scene
from briefing.language.sentences import sentence_spans
from briefing.language.sequels import sequel
from briefing.language.threats import threat
from briefing.language.ultimatums import ultimatum

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing.language.stance import Stance

__all__ = ["Candidate", "red_line_candidates"]


@dataclass(frozen=True)
class Candidate:
    """A stated red line; all spans are offsets into the text in code points.

    Attributes:
        span: The whole sentence, as `sentence_spans` cuts it.
        issuer: Whose red line it is, by the fullest naming mention in the text.
        addressee: Whom it is drawn against, where the text names one.
        trigger: The condition or act, in the words of the clause that states it; what is
            demanded, where the form is an ultimatum.
        consequence: What will follow.
        form: How it is put.
    """

    span: Span
    issuer: Span
    addressee: Span | None
    trigger: Span | None
    consequence: Span | None
    form: Form


_SHAPES: Final = (
    threat,
    ultimatum,
    dare,
    preferred,
    forced,
    condition_set,
    refusal,
    cost,
    answer,
    reprisal,
)
"""The first that fits a clause is its shape."""


def red_line_candidates(text: str) -> list[Candidate]:
    """Find the red lines that English `text` states, in its order, one for each sentence.

    A red line is a statement, attributed to an identifiable issuer, that a specified act
    or condition by another party is unacceptable or will bring a consequence.

    Raises:
        SettingsError: If no English model is installed.
    """
    return list(_candidates(text))


# Small, and asked for of all texts again when a brief is checked.
@lru_cache(maxsize=1024)
def _candidates(text: str) -> tuple[Candidate, ...]:
    scene = Scene(text)
    doc = scene.doc
    lines = [line for head in doc if (line := _stance(head)) is not None]
    if not lines:
        return ()
    # A line's head may stand after the verb that states it.
    lines.sort(key=lambda line: line.head.idx)
    issuers = Issuers(scene)
    heads = [line.head.idx for line in lines]
    candidates: list[Candidate] = []
    for sentence in sentence_spans(text):
        words = scene.tokens(sentence)
        stated = [
            Candidate(
                span=sentence,
                issuer=issuer.name,
                addressee=addressee(scene, line, issuer),
                trigger=issuers.said(line, line.trigger),
                consequence=issuers.said(line, line.consequence) or sequel(words, line),
                form=line.form,
            )
            for line in lines[bisect_left(heads, sentence.start) : bisect_left(heads, sentence.end)]
            if (issuer := issuers.of(line)) is not None
            and not is_history(words, _contents(scene, line))
        ]
        if stated:
            candidates.append(max(stated, key=_parts))
    return tuple(candidates)


def _stance(verb: Token) -> Stance | None:
    if verb.pos_ == "NOUN":
        return threat(verb) if verb.lemma_ == "reserve" else no_without(verb)
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    if is_hypothetical(verb) or is_question(verb):
        return None
    return next((line for shape in _SHAPES if (line := shape(verb)) is not None), None)


def _contents(scene: Scene, line: Stance) -> list[Span]:
    """All that holds what the line says: its own parts, and what it is said in."""
    said = [one.content for one in scene.holding(line.head)]
    return [part for part in (*said, line.trigger, line.consequence) if part is not None]


def _parts(candidate: Candidate) -> int:
    return (candidate.trigger is not None) + (candidate.consequence is not None)
