"""What will follow, where a clause after the one that draws a line says so: "…, adding that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.acts import serves
from briefing.language.clauses import clause_span, condition, is_negated
from briefing.language.cues import words
from briefing.language.harms import costs, harms, is_punishment
from briefing.language.stance import WILL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from briefing.language.stance import Stance

__all__ = ["sequel"]

_SAYING: Final = words("add declare insist say state stress tell threaten vow warn")
_GOING_ON: Final = words("continue go hope remain seek stay try work")
_AFTER: Final = (("after", "which"), ("after", "that"), ("failing", "which"))


def sequel(sentence: Iterable[Token], line: Stance) -> Span | None:
    """What will follow, said in the same sentence after the line itself.

    Args:
        sentence: The words of the whole sentence.
        line: The line that it draws.
    """
    end = max(line.head.idx, line.trigger.end if line.trigger is not None else 0)
    for token in sentence:
        if token.idx < end or token.tag_ != "MD" or token.lower_ not in WILL:
            continue
        verb = token.head
        if is_negated(verb):
            continue
        hurts = (not serves(verb) or harms(verb)) and verb.lemma_ not in _GOING_ON
        hurts = hurts or condition(verb) is not None or _otherwise(verb) is not None
        if (
            _is_heeded(verb)
            or (hurts and (_is_added(verb) or _is_after(verb)))
            or _is_joined(verb, line.head)
        ):
            return _span(verb, token)
    return None


def _is_added(verb: Token) -> bool:
    """…, saying his party would vote against it."""
    cue = verb.head
    return verb.dep_ == "ccomp" and cue.tag_ == "VBG" and cue.lemma_ in _SAYING and cue.i < verb.i


def _is_heeded(verb: Token) -> bool:
    """…, and they should know there will be a price."""
    return verb.dep_ == "ccomp" and verb.head.lemma_ in ("know", "understand") and costs(verb)


def _is_after(verb: Token) -> bool:
    """…, after which its members would stop work; it may be said by somebody once more."""
    clause = verb.head if verb.dep_ == "ccomp" and verb.head.dep_ == "relcl" else verb
    first = clause.left_edge
    return clause.i > first.i and (first.lower_, first.nbor().lower_) in _AFTER


def _is_joined(verb: Token, head: Token) -> bool:
    """He will not allow it, and that those who do it would be arrested."""
    marked = any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.lefts)
    hurts = harms(verb) or is_punishment(verb) or verb.lemma_ == "remove"
    return verb in head.conjuncts and marked and hurts


def _span(verb: Token, modal: Token) -> Span:
    clause = condition(verb)
    span = clause_span(verb, [clause] if clause is not None else [])
    # Where the tagger takes the verb for a preposition, the subject hangs on the modal.
    start = min(span.start, clause_span(modal).start)
    hinge = _otherwise(verb)
    return Span(hinge.nbor().idx if hinge is not None else start, span.end)


def _otherwise(verb: Token) -> Token | None:
    return next((word for word in verb.lefts if word.lower_ == "otherwise"), None)
