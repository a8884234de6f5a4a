"""Words that deny or leave open, by themselves or by what they mean, in English."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["has_negative", "has_possibility"]

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
