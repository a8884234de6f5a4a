"""Where a quote stands in a text: exactly, up to typography, or nowhere.

Two passages are the same when nothing but typography tells them apart:

- quote marks and apostrophes of every kind, doubled or nested ones, and the white space
  that French sets inside guillemets;
- dashes and hyphens of every kind, and the white space around a dash;
- white space of every kind and length, line breaks included;
- compatibility characters (NFKC, Unicode Standard Annex #15), except that a raised, circled
  or fractional number beside a digit keeps its shape: ``10²`` is not ``102``;
- soft hyphens and other characters of no width;
- the letter case of the quote's first letter.

One ellipsis of the quote (``…``, ``...``, ``[...]``) may skip words of the text, but not a
sentence end, and no negation: “We will … attack” does not stand in “We will not attack”.

A match begins and ends at a word border. No border is inside a compound (``well-known``), a
contraction (``don't``), an abbreviation or a number with its sign, currency, separators and
unit mark (``-5``, ``$1,500``, ``5.3%``). In scripts written without spaces, each character
is a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from heapq import merge

from briefing.check.typography import ELLIPSIS, MARKS, fold, inside_words
from briefing.document import Span
from briefing.language.sentences import sentence_spans

__all__ = ["QuoteIndex", "locate"]

_OWN_ELLIPSIS = re.compile(r"\.?…")

_NEGATION = re.compile(
    r"n't(?!\w)|(?<!\w)(?:n'(?=\w)|(?:no|not|never|none|nobody|nothing|nowhere|neither|nor"
    r"|cannot|without|unless|hardly|scarcely|barely|rarely|seldom|ne|pas|jamais|sans|nicht"
    r"|kein\w{0,2}|nie|ohne|non|nunca|sin|não|не|нет|ни|ні|без)(?!\w))",
    re.IGNORECASE,
)
"""Words that turn a statement round, in English and the larger languages of Europe."""

_MOST_PARTS = 9
"""A quote with more ellipses than eight is none; the time to look for it grows with them."""


class QuoteIndex:
    """A text made ready for many quotes.

    Building takes time in proportion to the text; a look-up then is a plain string search.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        folded = fold(text)
        self._characters = folded.characters
        self._starts = folded.starts
        self._ends = folded.ends
        self._inside = inside_words(folded)

    def locate(self, quote: str, within: Span | None = None) -> Span | None:
        """Find the first place of `quote` in the text.

        Quote marks around the quote, and an ellipsis at its beginning or end, are not
        looked for. A quote mark at one end only is, where the text has it.

        Args:
            quote: What is said to stand in the text.
            within: Offsets into the text that the match must not leave; None for all of it.

        Returns:
            The passage in the text as it was given, in code points, in whole characters with
            their combining marks; None where there is none, and for a quote without a letter
            or digit.
        """
        low, high = 0, len(self._characters)
        if within is not None:
            low = bisect_left(self._starts, within.start)
            high = bisect_right(self._ends, within.end)
        for wording in _wordings(quote):
            parts = [part for part in wording.split(ELLIPSIS) if _has_word(part)]
            place = next(self._occurrences(wording, low, high, any_case=True), None)
            if place is None and 1 < len(parts) <= _MOST_PARTS:
                place = self._skipping(parts, low, high)
            if place is not None:
                return Span(self._starts[place[0]], self._ends[place[1] - 1])
        return None

    def _occurrences(
        self, wording: str, low: int, high: int, *, any_case: bool = False
    ) -> Iterator[tuple[int, int]]:
        """Where `wording` stands between word borders, from left to right."""
        if any_case:
            cases = {wording, _other_case(wording)}
            yield from merge(*(self._occurrences(case, low, high) for case in sorted(cases)))
            return
        start = self._characters.find(wording, low, high)
        while start >= 0:
            end = start + len(wording)
            if not (self._inside[start] or self._inside[end]):
                yield start, end
            start = self._characters.find(wording, start + 1, high)

    def _skipping(self, parts: list[str], low: int, high: int) -> tuple[int, int] | None:
        """The first place where `parts` follow each other with nothing skipped that counts.

        A gap before part *k* that begins ahead of ``barred[k]`` is known to lead nowhere, so
        that a text made of one repeated word takes no longer than any other.
        """
        barred = [0] * len(parts)
        for start, end in self._occurrences(parts[0], low, high, any_case=True):
            for number, part in enumerate(parts[1:], 1):
                if end < barred[number]:
                    break
                found = self._next(part, end, high)
                if isinstance(found, int):
                    barred[number] = found
                    break
                barred[number] = found[0] + 1
                end = found[1]
            else:
                return start, end
        return None

    def _next(self, part: str, end: int, high: int) -> tuple[int, int] | int:
        """Where `part` goes on after `end`, else a position ahead of which no gap leads to it."""
        own = _OWN_ELLIPSIS.match(self._characters, end)
        if own and self._characters.startswith(part, own.end()):
            limit = own.end() + 1
        else:
            limit = self._sentence_end(end)
        found = next(self._occurrences(part, end, min(high, limit + len(part) - 1)), None)
        if found is None:
            return limit + 1
        negations = list(_NEGATION.finditer(self._characters, end, found[0]))
        return negations[-1].end() if negations else found

    def _sentence_end(self, end: int) -> int:
        """Where the sentence of the character before `end` is over."""
        last = self._ends[end - 1] - 1
        number = bisect_right(self._sentences, last, key=lambda sentence: sentence.start) - 1
        return bisect_left(self._starts, self._sentences[number].end) if number >= 0 else 0

    @cached_property
    def _sentences(self) -> list[Span]:
        # A quotation of several sentences is one sentence to the splitter; here each counts.
        blanked = re.sub(rf"(?<!\w)[{MARKS}()\[\]]|[{MARKS}()\[\]](?!\w)", " ", self._text)
        return sentence_spans(blanked)


def locate(quote: str, text: str, within: Span | None = None) -> Span | None:
    """Find `quote` in `text`, exactly up to typography; never fuzzily.

    One changed word, number, name or negation is None. What counts as typography stands in
    the docstring of this module. The last few texts are kept ready for further quotes.

    Args:
        quote: What is said to stand in the text.
        text: The text as it was read.
        within: Offsets into `text` that the match must not leave; None for all of it.

    Returns:
        The first such passage of `text`, in code points, or None.
    """
    return _index(text).locate(quote, within)


@lru_cache(maxsize=8)
def _index(text: str) -> QuoteIndex:
    return QuoteIndex(text)


def _wordings(quote: str) -> Iterator[str]:
    """The folded wordings to look for, the one closest to the quote as given first."""
    folded = fold(quote).characters
    # Four dots are a full stop and an ellipsis, or an ellipsis set carelessly.
    for wording in dict.fromkeys((folded, folded.replace(f".{ELLIPSIS}", ELLIPSIS))):
        trimmed = wording.strip(f" {ELLIPSIS}")
        bare = trimmed.strip(f"' {ELLIPSIS}")
        if _has_word(bare):
            if trimmed.startswith("'") != trimmed.endswith("'"):
                yield trimmed
            yield bare


def _has_word(wording: str) -> bool:
    return any(character.isalnum() for character in wording)


def _other_case(wording: str) -> str:
    first = 1 if wording.startswith("'") else 0
    swapped = wording[first].swapcase()
    return wording[:first] + swapped + wording[first + 1 :] if len(swapped) == 1 else wording
