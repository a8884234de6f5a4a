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
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from heapq import merge
from typing import NamedTuple

from briefing.document import Span
from briefing.language.sentences import sentence_spans

__all__ = ["QuoteIndex", "locate"]

_ELLIPSIS = "…"
_OWN_ELLIPSIS = re.compile(r"\.?…")
_SINGLE_MARKS = "'`´‘’‛′‵ʹʻʼʽˋ"
_MARKS = _SINGLE_MARKS + '"«»‚“”„‟‹›″‴‶‷⁗ʺˮ❛❜❝❞❟❠⹂「」『』〝〞〟'
"""The Quotation_Mark property of Unicode, and what is set in place of such marks."""

_LONG_DASHES = "—―⸺⸻"
_DASHES = "\\-֊־˗‐-―⁃−⸺⸻"
_ZERO_WIDTH = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
_DOTS = r"\.(?:\s*\.){2,}"
_PIECE = re.compile(
    rf"(?! ?[A-Za-z])(?:"  # nearly every position, told apart at once
    rf"\s*(?:(?P<stop>\.)(?=(?:\s*\.){{3}}(?!\s*\.))\s*)?"  # four dots end a sentence
    rf"(?P<ellipsis>\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS})\s*"
    rf"|(?P<before>\s*)(?P<dash>[{_DASHES}]+)(?P<after>\s*)"
    rf"|(?<!\S)(?P<opening>[«‹])\s+"
    rf"|\s+(?P<closing>[»›])(?!\w)"
    rf"|(?P<marks>[{_MARKS}]+)"
    rf"|(?P<slash>⁄)"
    rf"|(?P<space>\s\s+|[^\S ]))"
)
"""What is rewritten; everything else stays as it is."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W_{_UNSPACED}\U00020000-\U0003ffff]"
_CURRENCY = "$¢-¥֏؋฿₠-⃏"
_TOKEN = re.compile(
    rf"(?:(?<![\w.,])[-+±~≈<>≤≥.,]{{1,2}}(?=[\d{_CURRENCY}]))?"
    rf"(?:[A-Z]{{0,3}}[{_CURRENCY}] ?[-.]?(?=\d))?"
    rf"(?:(?<!\d)\d{{1,3}}(?: \d{{3}})+(?!\d)|{_LETTER}+)"
    rf"(?:(?:\.?['&_-]|\.(?=[a-z])|(?<![^\W_]{_LETTER})\.(?=[A-Z])|(?<=\d)[.,:/](?=\d))"
    rf"{_LETTER}+)*"
    rf"(?:(?<=\d)(?:\+| ?(?:[%‰{_CURRENCY}]|°[CFK]?)(?!\w)))?"
)
"""Words and numbers, inside which no match begins or ends."""

_NEGATION = re.compile(
    r"n't(?!\w)|(?<!\w)(?:n'(?=\w)|(?:no|not|never|none|nobody|nothing|nowhere|neither|nor"
    r"|cannot|without|unless|hardly|scarcely|barely|rarely|seldom|ne|pas|jamais|sans|nicht"
    r"|kein\w{0,2}|nie|ohne|non|nunca|sin|não|не|нет|ни|ні|без)(?!\w))",
    re.IGNORECASE,
)
"""Words that turn a statement round, in English and the larger languages of Europe."""

_MOST_PARTS = 9
"""A quote with more ellipses than eight is none; the time to look for it grows with them."""

_LONGEST_CLUSTER = 32
"""Code points; the Stream-Safe Text Format of Annex #15 allows 30 marks on a base."""


class _Folded(NamedTuple):
    """A text with its typography levelled, and where each of its characters comes from.

    `shape` still tells apart what decides on word borders: a dash between clauses (—) from
    one within a word (-), an apostrophe from a quote mark. `characters` does not.
    """

    shape: str
    starts: list[int]
    ends: list[int]

    @property
    def characters(self) -> str:
        return self.shape.replace('"', "'").replace("—", "-")


class QuoteIndex:
    """A text made ready for many quotes.

    Building takes time in proportion to the text; a look-up then is a plain string search.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        folded = _fold(text)
        self._characters = folded.characters
        self._starts = folded.starts
        self._ends = folded.ends
        self._inside = _inside_words(folded)

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
            parts = [part for part in wording.split(_ELLIPSIS) if _has_word(part)]
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
        blanked = re.sub(rf"(?<!\w)[{_MARKS}()\[\]]|[{_MARKS}()\[\]](?!\w)", " ", self._text)
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
    folded = _fold(quote).characters
    # Four dots are a full stop and an ellipsis, or an ellipsis set carelessly.
    for wording in dict.fromkeys((folded, folded.replace(f".{_ELLIPSIS}", _ELLIPSIS))):
        trimmed = wording.strip(f" {_ELLIPSIS}")
        bare = trimmed.strip(f"' {_ELLIPSIS}")
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


def _fold(text: str) -> _Folded:
    """Level the typography of `text`."""
    composed = _compose(text)
    shape: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def copy(low: int, high: int, replacement: str | None = None) -> None:
        shape.append(composed.shape[low:high] if replacement is None else replacement)
        if replacement is None:
            starts.extend(composed.starts[low:high])
            ends.extend(composed.ends[low:high])
        elif replacement:
            starts.append(composed.starts[low])
            ends.append(composed.ends[high - 1])

    done = 0
    for piece in _PIECE.finditer(composed.shape):
        copy(done, piece.start())
        done = piece.end()
        kind = piece.lastgroup or ""
        if kind == "after":
            dash, joins = _dash(piece)
            if joins and piece["before"]:
                copy(*piece.span("before"), " ")
            copy(*piece.span("dash"), dash)
            if joins and piece["after"]:
                copy(*piece.span("after"), " ")
        else:
            if kind == "ellipsis" and piece["stop"]:
                copy(*piece.span("stop"))
            copy(*piece.span(kind), _level(kind, piece[kind]))
    copy(done, len(composed.shape))
    return _Folded("".join(shape), starts, ends)


def _level(kind: str, characters: str) -> str:
    """One character for a piece of this kind."""
    if kind == "marks":
        return "'" if len(characters) == 1 and characters in _SINGLE_MARKS else '"'
    return {"ellipsis": _ELLIPSIS, "slash": "/", "space": " "}.get(kind, '"')


def _dash(piece: re.Match[str]) -> tuple[str, bool]:
    """Its shape, and whether white space beside it counts: it does not beside a long dash."""
    left, right = piece.start("dash"), piece.end("dash")
    around = piece.string[left - 1 : left] + piece.string[right : right + 1]
    long = len(piece["dash"]) > 1 or piece["dash"] in _LONG_DASHES
    open_left = bool(piece["before"]) or left == 0
    open_right = bool(piece["after"]) or right == len(piece.string)
    if open_left and open_right:
        return "—", False
    if long and not (len(around) == 2 and around.isdigit()):
        return "—", False
    return "-", True


def _compose(text: str) -> _Folded:
    """Bring `text` to NFKC without characters of no width, cluster by cluster."""
    shape: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        cluster = text[start:end]
        if cluster.isascii():
            shape.append(cluster)
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        elif bare := _ZERO_WIDTH.sub("", cluster):
            before = shape[-1][-1] if shape else ""
            # NFKC makes the acute accent, which stands in for a quote mark, a space with a mark.
            if bare != "´" and not (_is_odd_number(bare) and _touches_digit(before, text, end)):
                bare = unicodedata.normalize("NFKC", bare)
            shape.append(bare)
            starts.extend([start] * len(bare))
            ends.extend([end] * len(bare))
    return _Folded("".join(shape), starts, ends)


def _is_odd_number(cluster: str) -> bool:
    return unicodedata.category(cluster[0]) == "No"


def _touches_digit(before: str, text: str, end: int) -> bool:
    gap = _ZERO_WIDTH.match(text, end)
    after = gap.end() if gap else end
    return before.isdigit() or text[after : after + 1].isdigit()


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of ASCII, and other characters each with the marks that compose with it."""
    done = 0
    for run in re.finditer(r"[^\x00-\x7f]+", text):
        start = run.start()
        if start > done and _continues(text[start]):
            start -= 1
        if start > done:
            yield done, start
        for position in range(start + 1, run.end()):
            if position - start >= _LONGEST_CLUSTER or not _continues(text[position]):
                yield start, position
                start = position
        yield start, run.end()
        done = run.end()
    if done < len(text):
        yield done, len(text)


@lru_cache(maxsize=4096)
def _continues(character: str) -> bool:
    """Whether it belongs to the character before it: a mark, or a later part of a Hangul one."""
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first).startswith("M") or "\u1160" <= first <= "\u11ff"


def _inside_words(folded: _Folded) -> bytearray:
    """For each position between two characters, 1 where no match may begin or end."""
    shape, starts, _ = folded
    marks = {
        ord(character): "x"
        for character in set(shape)
        if unicodedata.category(character).startswith("M")
    }
    inside = bytearray(len(shape) + 1)
    for token in _TOKEN.finditer(shape.translate(marks)):
        inside[token.start() + 1 : token.end()] = b"\1" * (token.end() - token.start() - 1)
    for position in range(1, len(shape)):
        # The halves of a ligature come from one character; a mark goes with its base.
        if starts[position] == starts[position - 1] or ord(shape[position]) in marks:
            inside[position] = 1
    return inside
