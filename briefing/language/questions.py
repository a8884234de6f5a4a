"""What an English text leaves undecided, put as the question that a reader would ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.mentions import entities
from briefing.language.parsing import parse
from briefing.language.referents import is_named

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["OpenPoint", "open_points"]

_POSSIBLE: Final = frozenset({"may", "might", "could"})
_CONDITIONS: Final = frozenset({"if", "unless"})
_INTENT: Final = frozenset(
    {"aim", "hope", "intend", "plan", "pledge", "promise", "propose", "seek", "vow", "want"}
)
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_UNNAMED: Final = frozenset(
    {"it", "them", "these", "they", "this", "those", "himself", "herself", "itself", "themselves"}
    | {"i", "me", "my", "we", "us", "our", "you", "your", "what", "who", "which"}
)
"""Words of which the reader of a question alone does not know for whom or what they stand."""
_DENYING: Final = frozenset({"n't", "n’t", "never", "not"})
_LENGTH: Final = range(5, 31)
"""Words of a question that can be read at a glance."""


@dataclass(frozen=True)
class OpenPoint:
    """Something undecided.

    Attributes:
        span: The clause that raises it, in code points.
        question: In plain words, with its question mark.
        why: One sentence on what in the text leaves it open.
    """

    span: Span
    question: str
    why: str


def open_points(text: str) -> list[OpenPoint]:
    """Find what `text` says only as condition, possibility or undated intention.

    A question is made from a clause by moving its auxiliary in front; a clause whose
    subject cannot be named is passed over.

    Returns:
        Conditions first, then intentions, then possibilities; each in reading order, and
        none twice.
    """
    names = _Names(text)
    found = sorted(_points(text, names), key=lambda ranked: ranked[0])
    unique: dict[str, OpenPoint] = {}
    for _, point in found:
        unique.setdefault(point.question, point)
    return list(unique.values())


def _points(text: str, names: _Names) -> Iterator[tuple[int, OpenPoint]]:
    for verb in parse(text):
        if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ == "relcl" or _is_denied_or_past(verb):
            continue
        condition = _word(verb, "mark", _CONDITIONS)
        modal = _word(verb, "aux", _POSSIBLE | {"will"})
        if condition and verb.dep_ == "advcl" and _is_ahead(verb.head):
            rank, why = 0, "What follows is tied to it, and the sources do not say if it happens."
        elif modal and modal.lower_ == "will" and verb.lemma_ in _INTENT:
            rank, why = 1, "It is announced; whether and when it comes about is not said."
        elif modal and _is_open(verb, modal) and not condition:
            rank, why = 2, f"The sources say only that it “{modal.lower_}”."
        else:
            continue
        if question := _question(verb, names):
            clause = list(verb.subtree)
            span = Span(clause[0].idx, clause[-1].idx + len(clause[-1]))
            yield rank, OpenPoint(span, question, why)


def _is_open(verb: Token, modal: Token) -> bool:
    """Whether the modal says that it is possible.

    Of a person spoken of before, "could" may tell what he was able to do.
    """
    if modal.lower_ == "could" and verb.dep_ in ("ROOT", "conj"):
        told = any(child.dep_ == "nsubj" and child.pos_ == "PRON" for child in verb.lefts)
        return not told
    return modal.lower_ in _POSSIBLE


def _is_denied_or_past(verb: Token) -> bool:
    """Whether a clause is negated, or speaks of what might have been."""
    return any(
        child.dep_ == "neg"
        or child.lower_ in _DENYING
        or (child.dep_ == "aux" and child.lemma_ == "have")
        for child in verb.children
    )


def _is_ahead(verb: Token) -> bool:
    """Whether a main clause speaks of what is to come."""
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children)


def _word(verb: Token, dependency: str, forms: frozenset[str]) -> Token | None:
    return next(
        (child for child in verb.lefts if child.dep_ == dependency and child.lower_ in forms),
        None,
    )


def _question(verb: Token, names: _Names) -> str | None:
    """The clause of `verb` as a question about the future, or None where it makes none."""
    subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
    if subject is None or not (who := names.of(subject)):
        return None
    passive = any(child.dep_ == "auxpass" for child in verb.lefts)
    between = [
        child.text
        for child in verb.lefts
        if child.i > subject.i and child.dep_ == "advmod" and child.n_lefts + child.n_rights == 0
    ]
    rest = [token for child in verb.rights for token in child.subtree if not _ends(child, verb)]
    if any(token.lower_ in _UNNAMED for token in (*subject.subtree, *verb.lefts, *rest)):
        return None
    parts = [
        "Will",
        who,
        *between,
        f"be {verb.text}" if passive else verb.lemma_,
        _joined(rest),
    ]
    question = " ".join(part for part in parts if part).rstrip(" ,;:.—–-") + "?"
    return question if len(question.split()) in _LENGTH and "\n" not in question else None


def _ends(child: Token, verb: Token) -> bool:
    """Whether a part after the verb is another clause or mark, not part of what is asked."""
    return child.dep_ in {"punct", "cc", "conj", "advcl", "parataxis"} or child.i < verb.i


def _joined(tokens: list[Token]) -> str:
    return "".join(token.text_with_ws for token in tokens).strip()


class _Names:
    """Names for the pronouns of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._by_span = {
            mention: entity for entity in entities(text) for mention in entity.mentions
        }

    def of(self, subject: Token) -> str | None:
        """A phrase that names the subject by itself; None where it cannot be named."""
        if subject.pos_ == "PRON":
            here = Span(subject.idx, subject.idx + len(subject))
            entity = self._by_span.get(here)
            sentence = Span(subject.sent.start_char, subject.idx)
            # Whom another sentence names, the pronoun may well not mean.
            named = entity is not None and any(
                sentence.holds(mention) and is_named(mention.of(self._text))
                for mention in entity.mentions
            )
            return entity.name.of(self._text) if entity and named else None
        phrase = list(subject.subtree)
        if phrase[0].lower_ == "that":
            return None
        if any(token.dep_ == "poss" and token.pos_ == "PRON" for token in phrase):
            return None
        words = _joined(phrase)
        if sum(token.is_quote for token in phrase) % 2:
            return None
        opens = phrase[0].is_sent_start and phrase[0].pos_ != "PROPN"
        if phrase[0].pos_ == "DET" or opens:
            words = words[0].lower() + words[1:]
        return words
