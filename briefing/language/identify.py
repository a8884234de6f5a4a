"""Which language a text is in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["Guess", "guess", "identify"]

_LEAST_PROBABILITY = 0.5
"""Below it, another language is as likely: single words and bare names come out here."""


class Guess(NamedTuple):
    """The likeliest language (ISO 639-1), and its probability in 0 to 1."""

    language: str
    probability: float


def identify(text: str) -> str:
    """Tell the language of `text`; the same text always gives the same answer.

    Returns:
        ISO 639-1 code, or ``und`` where the text is too short or too mixed to tell.
    """
    language, probability = guess(text)
    return language if probability >= _LEAST_PROBABILITY else "und"


def guess(text: str) -> Guess:
    """Find the likeliest language of `text`, however unlikely."""
    language, probability = _identifier().classify(text)
    return Guess(language, probability)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    # Brings NumPy along, which alone takes more than 50 ms.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Labels of three letters are languages that ISO 639-1 does not name, and "no language".
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier
