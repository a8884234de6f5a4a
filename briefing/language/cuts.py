"""What governs a stretch of English text from outside it: its negations and conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from briefing.document import Span
from briefing.language.cues import CLAUSAL, lemma, words
from briefing.language.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

__all__ = ["Governor", "governors", "has_condition", "has_negation"]

_FARTHEST: Final = 8
"""Heads that are looked at above the stretch."""
_NOUGHT: Final = words("no none nobody nothing neither nowhere never not nor cannot n't few little")
_DENYING: Final = words(
    """
    avoid ban bar decline deny doubt fail forbid impossible inability neglect never prevent
    prohibit refrain refusal refuse reject stop unable unlikely unwilling failure without
    """
)
_POINTING: Final = words("such these this those")
_CONDITIONS: Final = words("if unless until till provided providing once lest")
_EXCEPTING: Final = words("without barring absent failing")
_AFTER: Final = re.compile(
    r"[^\w.!?;:]{0,3}(?:(?P<negation>but\s+not|except|excluding)|only\s+(?:if|when|after)|if|unless"
    r"|until|provided|as\s+long\s+as|so\s+long\s+as|on\s+condition|without)\b",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\b(?:if|unless|until|once|provided|without|barring|absent)\s[^.;!?,“”\"]{2,90},\W{0,3}\Z",
    re.IGNORECASE,
)
_END: Final = re.compile(r"[.!?;”\"\n]|\Z")
_NEAR: Final = 120
"""Characters before the stretch in which a condition is looked for."""
_CHANGE: Final = words("alter change conceal escape hide ignore obscure")
"""What is done to a fact, denied or not, leaves it one."""
_RAISING: Final = words("believe expect suppose think appear seem")
"""Not to think that it is so is to think that it is not so."""
_NEGATION: Final = re.compile(
    r"\w*n['’]t\b|\b(?:not?|nor|none|nobody|nothing|neither|never|cannot|without|un(?:able|likely|willing)"
    r"|(?:avoid|ban|declin|den[iy]|doubt|fail|forb[ia]d|impossib|oppos|prevent|prohibit|refrain"
    r"|refus|reject|rul(?:e|es|ed|ing)\s+out|stop)\w*)\b",
    re.IGNORECASE,
)
_LONG_AS: Final = re.compile(r"\b(?:as|so)\s+long\s+as\b", re.IGNORECASE)
_CONDITIONAL: Final = re.compile(
    r"\b(?:if|unless|until|till|provided|providing|once|when|whenever|without|should|were|had"
    r"|as\s+long\s+as|so\s+long\s+as|in\s+case|in\s+the\s+event|on\s+condition|conditional\w*"
    r"|for\s+(?:any(?:body|one)|people|those|whoever)|only|except\w*|depend\w*|barring|otherwise|after|before|whether|asked|would)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Governor:
    """A word or clause outside a stretch of text without which the stretch means another thing.

    Attributes:
        kind: What it does to the stretch.
        span: Where it stands, in code points.
    """

    kind: Literal["negation", "condition"]
    span: Span


def governors(text: str, span: Span) -> list[Governor]:
    """The negations and conditions of English `text` that govern `span` and stand outside it.

    Raises:
        SettingsError: If no English model is installed.
    """
    tokens = parse(text).char_span(*span, alignment_mode="contract")
    found = list(_above(tokens)) if tokens is not None else []
    # Where the parse lets a condition run on, it begins in the stretch all the same.
    found = [one for one in found if not span.start <= one.span.start < span.end]
    # Where the parse goes wrong, a condition beside the stretch is told by its words.
    low = max(0, span.start - _NEAR)
    if before := _BEFORE.search(text[low : span.start]):
        found.append(Governor("condition", Span(low + before.start(), low + before.end())))
    if after := _AFTER.match(text, span.end):
        kind: Literal["negation", "condition"] = "negation" if after["negation"] else "condition"
        end = _END.search(text, after.end())
        found.append(Governor(kind, Span(after.start(), end.start() if end else after.end())))
    return found


def has_negation(text: str) -> bool:
    """Whether `text` says anywhere that something is not so, or is refused."""
    return _NEGATION.search(text) is not None


def has_condition(text: str) -> bool:
    """Whether `text` says anywhere that something holds in a certain case alone."""
    return _CONDITIONAL.search(text) is not None


def _above(tokens: SpacySpan) -> Iterator[Governor]:
    within = list(tokens)
    inside = {token.i for token in within}
    for top in (token for token in within if token.head.i not in inside or token.head == token):
        if not any(character.isalnum() for character in top.text):
            continue
        # "No one can justify such crimes": that there are crimes is not denied.
        before = within[0].nbor(-1).lower_ if within[0].i else ""
        link, denied = top, top.pos_ != "NOUN" or before not in _POINTING
        for _ in range(_FARTHEST):
            for child in link.children:
                if child.i not in inside:
                    yield from _beside(link, child, negations=denied)
            head = link.head
            if head == link or head.i in inside:
                break
            if link.dep_ == "conj" and link.tag_[:2] == "VB" and link.tag_ != head.tag_:
                # "needs to stop blaming others and decide": not stop deciding.
                break
            word = lemma(head.lemma_)
            object_before = link.dep_ == "ccomp" and any(c.dep_ == "dobj" for c in head.children)
            if (
                link.dep_ not in ("aux", "auxpass", "conj")
                and not object_before
                and (word in _DENYING or head.lower_ in _DENYING)
            ):
                yield Governor("negation", _span(head))
            # A subject's own verb, or the main clause of a condition, says nothing of what
            # hangs on it; and what is not said may be so or not.
            if link.dep_ in ("advcl", "relcl", "nsubj", "nsubjpass", "parataxis", "appos"):
                break
            if link.dep_ == "acl" and head.lower_ == "fact" and head.head.lemma_ in _CHANGE:
                break  # "cannot change the fact that": it is one
            if word in CLAUSAL and word not in _RAISING and link.dep_ == "ccomp":
                denied = False
            link = head


def _beside(link: Token, child: Token, *, negations: bool) -> Iterator[Governor]:
    """What one dependent of a governing word does to it."""
    if negations and (
        child.dep_ == "neg"
        or (child.dep_ in ("det", "preconj") and child.lower_ in _NOUGHT)
        or (child.dep_ in ("nsubj", "nsubjpass") and _is_nought(child))
        or (child.dep_ == "dobj" and _is_nought(child) and child.i < link.i)
    ):
        yield Governor("negation", _span(child))
    if child.dep_ == "advcl" and _is_condition(child):
        yield Governor("condition", _whole(child))
    if child.dep_ == "prep" and child.lower_ in _EXCEPTING:
        yield Governor("condition", _whole(child))


def _is_nought(token: Token) -> bool:
    return token.lower_ in _NOUGHT or any(child.lower_ in _NOUGHT for child in token.lefts)


def _is_condition(clause: Token) -> bool:
    first = clause.left_edge
    return any(
        child.lower_ in _CONDITIONS for child in clause.lefts if child.dep_ in ("mark", "advmod")
    ) or bool(_LONG_AS.match(clause.doc.text, first.idx))


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _whole(head: Token) -> Span:
    return Span(head.left_edge.idx, head.right_edge.idx + len(head.right_edge))
