"""Typography levelled: one shape for all marks, dashes, spaces and forms of a character."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

__all__ = ["ELLIPSIS", "MARKS", "Folded", "fold", "inside_words"]

ELLIPSIS = "…"
_SINGLE_MARKS = "'`´‘’‛′‵ʹʻʼʽˋ"
MARKS = _SINGLE_MARKS + '"«»‚“”„‟‹›″‴‶‷⁗ʺˮ❛❜❝❞❟❠⹂「」『』〝〞〟'
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
    rf"|(?P<marks>[{MARKS}]+)"
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

_LONGEST_CLUSTER = 32
"""Code points; the Stream-Safe Text Format of Annex #15 allows 30 marks on a base."""


class Folded(NamedTuple):
    """A text with its typography levelled, and where each of its characters comes from.

    `shape` still tells apart what decides on word borders: a dash between clauses (—) from
    one within a word (-), an apostrophe from a quote mark. `characters` does not.
    """

    shape: str
    starts: array[int]
    ends: array[int]

    @property
    def characters(self) -> str:
        """The text in which quotes are looked for."""
        return self.shape.replace('"', "'").replace("—", "-")


def fold(text: str) -> Folded:
    """Level the typography of `text`."""
    composed = _compose(text)
    shape: list[str] = []
    starts, ends = array("I"), array("I")

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
    return Folded("".join(shape), starts, ends)


def _level(kind: str, characters: str) -> str:
    """One character for a piece of this kind."""
    if kind == "marks":
        return "'" if len(characters) == 1 and characters in _SINGLE_MARKS else '"'
    return {"ellipsis": ELLIPSIS, "slash": "/", "space": " "}.get(kind, '"')


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


def _compose(text: str) -> Folded:
    """Bring `text` to NFKC without characters of no width, cluster by cluster."""
    shape: list[str] = []
    starts, ends = array("I"), array("I")
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
    return Folded("".join(shape), starts, ends)


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


def inside_words(folded: Folded) -> bytearray:
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
    # The halves of a ligature come from one character; a mark goes with its base.
    for position, (before, start) in enumerate(pairwise(starts), start=1):
        if before == start or (marks and ord(shape[position]) in marks):
            inside[position] = 1
    return inside
