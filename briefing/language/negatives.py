"""Words that deny, and words that leave open, wherever they stand in an English text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.cues import lemma, words
from briefing.language.parsing import parse

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Denial", "denials", "has_negative", "has_possibility"]

_FARTHEST: Final = 40
_GRAMMATICAL: Final = words(
    "no not n't n’t never none nobody nothing nowhere neither nor without cannot"
)
_REFUSING: Final = words(
    """
    abandon abstain avoid ban bar block boycott cancel cease decline deny disavow dismiss disown
    exclude fail forbid forgo halt ignore neglect omit oppose preclude prevent prohibit refrain
    refuse reject renege rescind retract revoke shun spurn veto
    withhold
    failure refusal rejection denial ban absence lack unable unwilling impossible inability
    unlikely reluctant missing false untrue
    """
)
"""What they govern does not come about, or is not so."""

_OTHERWISE: Final = words(
    """
    barely hardly scarcely seldom rarely few little less least only alone unless until before
    instead except rather than yet different differ otherwise other unlike contrary far far-fetched
    despite although though but however from
    absent abstention contradict contradiction cutoff defy desist deter disagree disagreement
    dispute doubt end exempt forget free illegal invalid keep leave miss never-ending negate
    nonpayment overturn overrule question quit reverse sceptical skeptical spare stay struggle
    violate violation breach broke break withdraw withdrawal hinder hamper obstruct undo undermine
    drop lift remove cut limit curb resist resistance restrict restriction deprive devoid bereft
    unaware beyond out off down short past former no-one non against skip lose wrong scrap stop suspend void waive
    reluctance founder collapse refute
    """
)
"""Words with which the same can be said as with a negation."""

_NEGATED: Final = re.compile(r"(?:non-?|un|in|im|il|ir|dis)[a-z]{4,}")
_NO_PREFIX: Final = re.compile(
    r"(?:un(?:i[a-z]*|der.*|til|less|it.*|ion.*)|in(?:t[eor].*|cl.*|cr.*|d[ieu].*|f.*|h.*|it.*|n.*"
    r"|qu.*|s[tip].*|v.*|c[iou].*|come|j.*|ju.*|g.*)|im(?:p[oral].*|m.*|age.*|it.*)|dis(?:c.*|t.*|p[lu].*"
    r"|a.*|g.*|h.*)|ir(?:aq.*|ish|on.*|an.*)|il[kl].*)"
)


@dataclass(frozen=True)
class Denial:
    """A word that denies.

    Attributes:
        word: Its lemma; "not" for all words of grammar.
        span: Where it stands, in code points.
        near: The content lemmas of its clause.
        certain: Whether it denies by itself, not only in some uses.
    """

    word: str
    span: Span
    near: frozenset[str]
    certain: bool


@lru_cache(maxsize=64)
def denials(text: str) -> tuple[Denial, ...]:
    """Every word of English `text` that denies, or may.

    Raises:
        SettingsError: If no English model is installed.
    """
    found = []
    for token in parse(text):
        word = lemma(token.lemma_)
        if token.lower_ in _GRAMMATICAL:
            if _is_empty(token):
                continue
            word, certain = "not", True
        elif word in _REFUSING:
            certain = True
        elif word in _OTHERWISE or token.lower_ in _OTHERWISE or _has_prefix(token):
            certain = False
        else:
            continue
        span = Span(token.idx, token.idx + len(token))
        found.append(Denial(word, span, _near(token), certain))
    return tuple(found)


def _is_empty(token: Token) -> bool:
    """Not only, no longer than, no less: they deny nothing of what they stand with."""
    if any(part.lower_ in ("more", "other", "better", "greater", "longer", "since") for part in token.doc[token.i : token.i + 9]) and token.lower_ == "no":
        return True  # "no group has sued more often": the most often of all
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return following in ("only", "just", "merely", "least", "less", "doubt", "question")


def _has_prefix(token: Token) -> bool:
    word = token.lower_
    return (
        token.pos_ in ("ADJ", "ADV", "VERB", "NOUN")
        and _NEGATED.fullmatch(word) is not None
        and _NO_PREFIX.fullmatch(word) is None
    )


def _near(token: Token) -> frozenset[str]:
    top = token
    for _ in range(_FARTHEST):
        if top.pos_ in ("VERB", "AUX") or top.head is top:
            break
        top = top.head
    return frozenset(
        part.lower_ if part.pos_ == "PROPN" else lemma(part.lemma_)
        for part in top.subtree
        if not part.is_stop and part.is_alpha
    )


_NEGATIVE: Final = re.compile(
    r"""\b(?:not?|nor|none|nobody|nothing|nowhere|neither|never|cannot|without|only|barely|hardly
    |scarcely|unless|until|before|instead|except|anything\ but
    |\w+n['’]t
    |non-?[a-z]{4,}|un[a-z]{3,}(?:able|ed|ful|ing|ly)
    |(?:abandon|absen|abstain|avoid|ban|bar|block|boycott|cancel|ceas|contradict|cutoff|declin
      |den[iy]|desist|disagree|dismiss|dispu|doubt|exclud|fail|fals|forbid|forg[eo]t|halt|ignor|illegal
      |impossible|inability|invalid|lack|miss|neglect|oppos|preclud|prevent|prohibit|refrain|refus
      |reject|renege|suspend|veto|violat|withh[eo]ld|wrong|breach|broke)\w*
    |(?:rul|turn|call)(?:e|es|s|ed|ing)\ (?:out|down|off)
    |stop(?:s|ped|ping)?|end(?:s|ed|ing)?)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_POSSIBLE: Final = re.compile(
    r"""\b(?:may|might|could|can|cannot|if|unless|likel\w+|unlikely|perhaps|maybe
    |possib\w+|potential\w*|probabl\w+|risk\w*|threat\w*|fear\w*|chance\w*|able|ability
    |appear\w*|seem\w*
    |expect\w*|consider\w*|uncertain\w*|whether|allow\w*|permit\w*|let|enabl\w+
    |option|danger|prepar\w+|ready|will(?:ing|ingness))\b""",
    re.VERBOSE | re.IGNORECASE,
)


def has_negative(text: str) -> bool:
    """Whether anything in `text` denies, refuses, ends or excludes."""
    return _NEGATIVE.search(text) is not None


def has_possibility(text: str) -> bool:
    """Whether anything in `text` is put as possible, allowed, likely or feared."""
    return _POSSIBLE.search(text) is not None
