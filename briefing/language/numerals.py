"""Numbers in digits, in any script, and in English words."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from briefing.document import Span

__all__ = ["ROMAN", "Numeral", "numerals"]

ROMAN: Final = {"first": "I", "second": "II", "third": "III", "fourth": "IV"}
"""Ordinals that names have as numerals too: the Second World War, World War II."""

_UNITS: Final = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS: Final = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth",
]  # fmt: skip
_COUPLE: Final = r"couple(?=\s+(?:dozen|hundred|thousand|million|billion))"
_MAGNITUDES: Final = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_SUFFIXES: Final = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_SMALL: Final = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_ORDINAL_WORDS: Final = (
    {word: value for value, word in enumerate(_ORDINALS, 1)}
    | {f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_TENS, 2)}
    | {f"{word}th": value for word, value in _MAGNITUDES.items() if word != "dozen"}
)
_PARTS: Final = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + ending: value
    for word, value in _ORDINAL_WORDS.items()
    if value > 2
    for ending in ("", "s")
}
_DIGITS: Final = re.compile(
    r"(?<!\w)(?<!\d[.,])(?P<number>(?:\d{1,3}(?:[,.\u00a0\u202f']\d{3}){1,9}(?!\d)|\d{1,30})(?:[.,]\d{1,30})?)?"
    r"(?P<vulgar>[¼½¾⅐-⅞])?(?<=[\d¼½¾⅐-⅞])"
    r"(?:(?P<ordinal>st|nd|rd|th)\b|(?P<suffix>k|mn|m|bn|b|tn)\b)?"
    r"(?![\d])(?![.,]\d)"
)
_APART: Final = re.compile(r"\s(?P<suffix>m|mn|bn|tn)\b")
_CURRENCY: Final = re.compile(r"[$€£¥₽₴₹]\s?$")
"""After it "50 m" are millions, and not metres."""
_WORD: Final = re.compile(
    r"(?<![^\W\d_])(?:(?P<small>"
    + "|".join(sorted(_SMALL, key=len, reverse=True))
    + r"|"
    + _COUPLE
    + r")"
    r"|(?P<ordinal>" + "|".join(sorted(_ORDINAL_WORDS, key=len, reverse=True)) + r")"
    r"|(?P<part>half|halves|(?:quarter|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?)"
    r"|(?P<magnitude>" + "|".join(_MAGNITUDES) + r")(?P<many>s)?)(?![^\W\d_])",
    re.IGNORECASE,
)
_GAP: Final = re.compile(r"\s+|[-\u2010\u2011]|\s+and\s+(?:an?\s+)?|,\s+")
_SHARE: Final = re.compile(r"\ban?\s+(?:\w+\s+)?$", re.IGNORECASE)


class Numeral(NamedTuple):
    """A number as written.

    Attributes:
        span: With its magnitude, in code points.
        kind: ``cardinal``, ``ordinal``, ``many`` (hundreds) or ``part`` (two thirds).
        values: What it may be: "1.500" is two numbers to who does not know the language.
        magnitude: The last power that it was multiplied with: a million in 3.5 million.
    """

    span: Span
    kind: Literal["cardinal", "ordinal", "many", "part"]
    values: tuple[Fraction, ...]
    magnitude: int = 1


class _Atom(NamedTuple):
    span: Span
    kind: Literal["digits", "unit", "ten", "magnitude", "many", "ordinal", "part"]
    values: tuple[Fraction, ...]
    magnitude: int = 1


def numerals(text: str, *, english: bool = True) -> list[Numeral]:
    """Find the numbers of `text` in order; words and magnitudes are read in English only."""
    atoms = _digits(text, english) + (_words(text) if english else [])
    atoms.sort(key=lambda atom: atom.span)
    found = []
    place = 0
    while place < len(atoms):
        numeral, place = _numeral(text, atoms, place)
        found.append(numeral)
    return found


def _digits(text: str, english: bool) -> list[_Atom]:
    found = []
    for match in _DIGITS.finditer(text):
        values = _values(match["number"], english) if match["number"] else (Fraction(0),)
        if match["vulgar"]:
            numeric = unicodedata.numeric(match["vulgar"])
            values = tuple(value + Fraction(numeric).limit_denominator(10) for value in values)
        span = Span(*match.span())
        apart = None if match["suffix"] else _APART.match(text, span.end)
        if apart and _CURRENCY.search(text, 0, span.start):
            span = Span(span.start, apart.end())
        if match["ordinal"]:
            found.append(_Atom(span, "ordinal", values))
        else:
            suffix = match["suffix"] or (
                apart["suffix"] if apart and span.end == apart.end() else ""
            )
            scale = _SUFFIXES.get(suffix, 1)
            values = tuple(value * scale for value in values)
            found.append(_Atom(span, "digits", values, scale))
    return found


def _values(number: str, english: bool) -> tuple[Fraction, ...]:
    """The readings of digits with points and commas."""
    number = re.sub(r"[\u00a0\u202f']", "", number)
    number = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in number)
    pointed = number.replace(",", "")
    readings = [pointed if english or pointed.count(".") < 2 else pointed.replace(".", "")]
    if not english or pointed.count(".") > 1:
        readings.append(number.replace(".", "").replace(",", ".", 1))
    return tuple(
        dict.fromkeys(Fraction(r) for r in readings if r.count(".") < 2 and "," not in r)
    ) or (Fraction(number.replace(".", "").replace(",", "")),)


def _words(text: str) -> list[_Atom]:
    found = []
    for match in _WORD.finditer(text):
        word, span = match.group().lower(), Span(*match.span())
        if match["small"]:
            value = _SMALL.get(word, 2)
            found.append(_Atom(span, "ten" if value >= 20 else "unit", (Fraction(value),)))
        elif match["ordinal"]:
            # A third of them, but the third of May.
            if _SHARE.search(text, 0, span.start) and text.startswith(" of ", span.end):
                found.append(_Atom(span, "part", (Fraction(1, _ORDINAL_WORDS[word]),)))
            else:
                found.append(_Atom(span, "ordinal", (Fraction(_ORDINAL_WORDS[word]),)))
        elif match["part"]:
            found.append(_Atom(span, "part", (Fraction(1, _PARTS[word]),)))
        else:
            scale = _MAGNITUDES[match["magnitude"].lower()]
            kind: Literal["many", "magnitude"] = "many" if match["many"] else "magnitude"
            found.append(_Atom(span, kind, (Fraction(scale),), scale))
    return found


def _numeral(text: str, atoms: list[_Atom], place: int) -> tuple[Numeral, int]:
    """The number that begins with the atom at `place`, and the place after it."""
    first = atoms[place]
    start, end = first.span
    kind: Literal["cardinal", "ordinal", "many", "part"] = "cardinal"
    group = first.values
    done = (Fraction(0),) * len(group)
    magnitude = first.magnitude
    ceiling = 10**18
    previous = first.kind
    if previous in ("many", "ordinal", "part"):
        kind = previous
        # Half a million, a quarter of a million: the part of a magnitude is a number.
        after = atoms[place + 1] if place + 1 < len(atoms) else None
        if (
            kind == "part"
            and after
            and after.kind == "magnitude"
            and re.fullmatch(r"\s+(?:of\s+)?an?\s+", text[end : after.span.start])
        ):
            product = (first.values[0] * after.magnitude,)
            return Numeral(Span(start, after.span.end), "cardinal", product), place + 2
        return Numeral(first.span, kind, first.values), place + 1
    place += 1
    while place < len(atoms):
        atom = atoms[place]
        gap = text[end : atom.span.start]
        if not (_GAP.fullmatch(gap) or not gap):
            break
        joined = "and" in gap
        comma = "," in gap
        if atom.kind == "magnitude":
            if joined or comma or atom.magnitude > ceiling:
                break
            if atom.magnitude == 100:
                group = tuple(value * 100 for value in group)
            else:
                done = tuple(d + g * atom.magnitude for d, g in zip(done, group, strict=True))
                group = (Fraction(0),) * len(done)
                ceiling = atom.magnitude - 1
            magnitude = atom.magnitude
        elif atom.kind in ("unit", "ten", "ordinal") and (
            (previous == "ten" and not joined and not comma and 0 < atom.values[0] < 10)
            or (previous == "magnitude" and magnitude != 12 and atom.values[0] < magnitude)
        ):
            group = tuple(value + atom.values[0] for value in group)
            if atom.kind == "ordinal":
                kind = "ordinal"
        elif atom.kind == "part" and joined:
            group = tuple(value + atom.values[0] for value in group)
        elif atom.kind in ("part", "ordinal") and not comma and not joined and previous == "unit":
            # One third, three-quarters, two fifths; "one second" is no part.
            if atom.kind == "ordinal" and atom.values[0] < 3:
                break
            share = atom.values[0] if atom.kind == "part" else 1 / atom.values[0]
            return (
                Numeral(Span(start, atom.span.end), "part", tuple(v * share for v in group)),
                place + 1,
            )
        else:
            break
        previous, end = atom.kind, atom.span.end
        place += 1
        if kind == "ordinal":
            break
    values = tuple(d + g for d, g in zip(done, group, strict=True))
    return Numeral(Span(start, end), kind, values, magnitude), place
