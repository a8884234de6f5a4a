"""Numbers with their units and bounds, clock times and codes; in digits in any language."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from briefing.document import Span
from briefing.language.dates import dates
from briefing.language.numerals import Numeral, numerals

__all__ = ["Bound", "Quantity", "in_unit", "quantities"]

Bound = Literal["more", "less", "about"]
"""Which way a number is open: more than, less than (nearly, up to), about."""

_UNITS: Final[dict[str, tuple[str, Fraction]]] = {
    name: (unit, Fraction(factor))
    for unit, factor, names in (
        ("dollar", "1", "$ us$ usd dollar dollars"),
        ("euro", "1", "€ eur euro euros"),
        ("pound", "1", "£ gbp pound pounds"),
        ("yen", "1", "¥ yen"),
        ("rouble", "1", "₽ rouble roubles ruble rubles"),
        ("rupee", "1", "₹ rupee rupees"),
        ("yuan", "1", "yuan renminbi"),
        ("hryvnia", "1", "₴ hryvnia hryvnias"),
        ("%", "1/100", "% percent pct"),
        ("point", "1", "percentagepoint percentagepoints point points"),
        ("second", "1", "second seconds"),
        ("second", "60", "minute minutes"),
        ("second", "3600", "hour hours"),
        ("second", "86400", "day days"),
        ("second", "604800", "week weeks"),
        ("second", "1209600", "fortnight fortnights"),
        ("month", "1", "month months"),
        ("month", "12", "year years"),
        ("month", "120", "decade decades"),
        ("month", "1200", "century centuries"),
        ("metre", "1", "metre metres meter meters"),
        ("metre", "1000", "kilometre kilometres kilometer kilometers km"),
        ("mile", "1", "mile miles"),
        ("foot", "1", "foot feet"),
        ("gram", "1000", "kilogram kilograms kg"),
        ("gram", "1000000", "tonne tonnes ton tons"),
        ("barrel", "1", "barrel barrels"),
        ("hectare", "1", "hectare hectares"),
        ("acre", "1", "acre acres"),
        ("watt", "1000000", "megawatt megawatts mw"),
        ("watt", "1000000000", "gigawatt gigawatts gw"),
    )
    for name in names.split()
}
"""Each unit's base, and how much of the base it is; tons of all kinds count as one."""
_TIME: Final = frozenset({"second", "month"})
_SIGN: Final = re.compile(r"(?<!\w)(?P<sign>(?:US)?\$|USD|EUR|GBP|[€£¥₽₴₹])\s?$")
_UNIT: Final = re.compile(
    r"[\s-]*(?P<unit>per\s?cent\b|percentage[\s-]points?\b|[%$€£¥₽₴₹]"
    r"|(?:(?:US|U\.S\.|American|of\s+a|an)\s+)?(?P<word>[^\W\d_]+))",
    re.IGNORECASE,
)
_BOUNDS: Final[tuple[tuple[Bound, str], ...]] = (
    (
        "less",
        "no more than|not more than|at most|up to|(?<!no )(?:less|fewer) than|under|below|nearly"
        "|almost|close to|as many as|as much as|not quite|within",
    ),
    (
        "more",
        "no less than|no fewer than|at least|more than|over|above|upwards? of|exceed(?:s|ed"
        "|ing)?|beyond|greater than|higher than|surpass(?:es|ed|ing)?",
    ),
    ("about", "about|around|approximately|roughly|some|circa|(?:an )?estimated|~"),
)
_BEFORE: Final = tuple(
    (
        bound,
        re.compile(rf"(?<!\w)(?:{words})\s*(?:(?:the|an?|ages?|just|only)\s+)?$", re.IGNORECASE),
    )
    for bound, words in _BOUNDS
)
_AFTER: Final[tuple[tuple[Bound, re.Pattern[str]], ...]] = (
    ("more", re.compile(r"(?:\s\w+)?\s+or\s+(?:more|over|above)\b|\s?\+", re.IGNORECASE)),
    ("less", re.compile(r"(?:\s\w+)?\s+or\s+(?:less|fewer|under)\b", re.IGNORECASE)),
    ("about", re.compile(r"-odd\b|(?:\s\w+)?\s+or\s+so\b", re.IGNORECASE)),
)
_LOOSE: Final = re.compile(
    r"(?:\bno|\bnot)\s+\w+\s+than|\bat\s|\bup\s+to|\bclose|\bas\s|\bwithin|upward|\bor\s|\+",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"(?<![\w.:/,$€£-])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?<![\w.:/,$€£-])(?P<hour24>\d{1,2}):(?P<minute24>[0-5]\d)(?![\d:])"
    r"|\b(?P<named>noon|midnight)\b",
    re.IGNORECASE,
)
_CODE: Final = re.compile(
    r"(?<![\w/])(?:[A-Z]+\d\w*|[a-z]\d\w*|[A-Z]{1,3}[-–]\d\w*|[A-Z]\w*/[\w./]*\d|\d+(?:/\d+)+|\d+[A-Za-z]+\w*|\d{31,})"
    r"(?:[/.-]\w+)*(?!\w)"
)
_NUMBER_WITH_SUFFIX: Final = re.compile(
    r"\d+(?:st|nd|rd|th|k|mn|m|bn|b|tn|km|kg|h|per|hundred|thousand|[mbtr]{1,2}illion)(?:-\w+)*"
    r"|(?<=[$€£¥])\d+s"
)
_DECADE: Final = re.compile(r"(?<![\w$€£¥])(?:1\d|20|['’‘])?(?P<decade>\d0)['’]?s\b")
_RATIO: Final = re.compile(r"\s+(?:in|out\s+of|of|of\s+every|in\s+every)\s+(?:the\s+)?")
_AGAIN: Final = re.compile(r"\s*\(\s*|\s*[(,–—-]?\s*or\s+")
_AND_A_PART: Final = re.compile(
    r"\b(?:an?|one)\s+(?P<unit>[^\W\d_]+)\s+and\s+(?:an?\s+)?$", re.IGNORECASE
)
_RANGE: Final = re.compile(r"\s?%?\s?[-–—]\s?|\s+(?:to|and|or)\s+")
_IMPLIED: Final = re.compile(
    r"\b(?:(?P<one>an?|single|sole|each|per|(?:last|next|past|this|previous)(?=\s))|(?P<two>both"
    r"|pair|couple|duo|twice|doubl(?:e[ds]?|ing)|twofold)|(?P<three>trio|thrice|threefold"
    r"|(?:tripl|trebl)(?:e[ds]?|ing))|(?P<four>quartet|fourfold|quadrupl(?:e[ds]?|ing)))\b(?:\s+of)?"
    r"(?:\s+(?P<unit>[^\W\d_]+))?",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """A number as it stands in a text.

    Attributes:
        span: Digits or words with sign, magnitude and unit, in code points.
        kind: ``cardinal``, ``ordinal``, ``many`` (dozens, thousands: the value is the least
            such number), ``clock`` (minutes after midnight) or ``code`` (F-16, S/2014/189).
        values: What it may be, in the base of its unit; several where the writing is open.
        bare: The same without regard to the unit: 40 in "40 years" as in "aged 40".
        unit: ``%``, a currency, or the base of a measure (second, month, metre); or None.
        bound: Which way it is open; None where it is exact.
        strict: Whether the bound excludes the number itself, as "more than" does.
        implied: Whether it is only implied: "both" is two, "an hour" one hour. Such a
            number supports a statement and is never itself held against anything.
        key: Letters and digits of a code, in lower case; empty for a number.
    """

    span: Span
    kind: Literal["cardinal", "ordinal", "many", "clock", "code"]
    values: tuple[Fraction, ...]
    bare: tuple[Fraction, ...]
    unit: str | None = None
    bound: Bound | None = None
    strict: bool = False
    implied: bool = False
    key: str = ""


def quantities(text: str, language: str = "en") -> list[Quantity]:
    """Find the numbers of `text` that belong to no date.

    Args:
        text: Any text; number words, units in words and bounds are read in English only.
        language: ISO 639-1 code; elsewhere both decimal comma and decimal point are read.

    Returns:
        Quantities in the order of the text, implied ones last.
    """
    english = language == "en"
    taken = [date.span for date in dates(text)] if english else []
    found: list[Quantity] = []
    for special in [*_decades(text), *_clocks(text), *_codes(text)]:
        if _free(special.span, taken):
            found.append(special)
            taken.append(special.span)
    plain = [number for number in numerals(text, english=english) if _free(number.span, taken)]
    found += _measured(text, plain, english)
    found.sort(key=lambda quantity: quantity.span)
    return found + list(_implied(text, plain)) if english else found


def in_unit(quantity: Quantity, noun: str) -> Quantity | None:
    """The number as one of the unit that the noun names; None if it names none."""
    if noun not in _UNITS or quantity.kind == "ordinal":
        return None
    unit, factor = _UNITS[noun]
    return quantity._replace(unit=unit, values=tuple(value * factor for value in quantity.bare))


def _free(span: Span, taken: Sequence[Span]) -> bool:
    return not any(span.start < other.end and other.start < span.end for other in taken)


def _decades(text: str) -> Iterator[Quantity]:
    for match in _DECADE.finditer(text):
        yield Quantity(Span(*match.span()), "code", (), (), key=f"{match['decade']}s")


def _clocks(text: str) -> Iterator[Quantity]:
    for match in _CLOCK.finditer(text):
        if match["named"]:
            readings = [720 if match["named"].lower() == "noon" else 0]
        elif match["half"]:
            afternoon = 12 if match["half"].lower() == "p" else 0
            readings = [60 * (int(match["hour"]) % 12 + afternoon) + int(match["minute"] or 0)]
        else:
            hour, minute = int(match["hour24"]), int(match["minute24"])
            readings = [60 * hour + minute, *([60 * (hour + 12) + minute] if hour < 12 else [])]
        values = tuple(Fraction(reading % 1440) for reading in readings)
        yield Quantity(Span(*match.span()), "clock", values, values)


def _codes(text: str) -> Iterator[Quantity]:
    for match in _CODE.finditer(text):
        if not _NUMBER_WITH_SUFFIX.fullmatch(text, *match.span()):
            key = "".join(filter(str.isalnum, match.group())).lower()
            yield Quantity(Span(*match.span()), "code", (), (), key=key)


def _measured(text: str, plain: list[Numeral], english: bool) -> list[Quantity]:
    """Each number with unit and bound; the first end of a range shares those of the second."""
    found: list[Quantity] = []
    shared: tuple[int, str | None, int, Fraction] | None = None
    for number in reversed(plain):
        end = number.span.end
        values, magnitude = number.values, number.magnitude
        unit, factor, whole = _unit(text, number, english)
        if (
            unit is None
            and shared
            and number.kind != "ordinal"
            and _RANGE.fullmatch(text[end : shared[0]])
        ):
            _, unit, power, factor = shared
            values = tuple(dict.fromkeys((*values, *(value * power for value in values))))
            magnitude = power
        half = _AND_A_PART.search(text, 0, number.span.start) if english else None
        if number.kind == "part" and half and half["unit"].lower() in _UNITS:
            # An hour and a half.
            unit, factor = _UNITS[half["unit"].lower()]
            values = tuple(value + 1 for value in values)
            whole = Span(half.start(), whole.end)
        elif number.kind == "part":
            unit, factor = (unit, factor) if unit else ("%", Fraction(1))
        bound, strict = _bound(text, whole, unit) if english else (None, False)
        kind = "cardinal" if number.kind == "part" else number.kind
        scaled = tuple(value * factor for value in values)
        found.append(Quantity(whole, kind, scaled, values, unit, bound, strict))
        shared = whole.start, unit, magnitude, factor
    return _with_shared_bounds(text, found[::-1])


def _with_shared_bounds(text: str, found: list[Quantity]) -> list[Quantity]:
    """What is put in another unit is as open as before: at least 16,000 hectares (40,000 acres)."""
    for place, (one, other) in enumerate(itertools.pairwise(found), start=1):
        again = _AGAIN.fullmatch(text[one.span.end : other.span.start])
        if again and one.unit and other.unit and one.unit != other.unit and not other.bound:
            found[place] = other._replace(bound=one.bound, strict=one.strict)
    return found


def _unit(text: str, number: Numeral, english: bool) -> tuple[str | None, Fraction, Span]:
    """Base unit, factor to it, and the span with sign and unit."""
    start, end = number.span
    sign = _SIGN.search(text, max(0, start - 5), start)
    if sign:
        unit, factor = _UNITS[sign["sign"].lower()]
        return unit, factor, Span(sign.start(), end)
    after = _UNIT.match(text, end)
    if after and (english or not after["word"]):
        name = re.sub(r"[\s-]", "", after["word"] or after["unit"]).lower()
        if name in _UNITS and number.kind != "ordinal":
            return *_UNITS[name], Span(start, after.end())
    return None, Fraction(1), number.span


def _bound(text: str, span: Span, unit: str | None) -> tuple[Bound | None, bool]:
    ahead = text[max(0, span.start - 30) : span.start]
    for bound, pattern in _BEFORE:
        if found := pattern.search(ahead):
            # Over two days, within a week: a stretch of time, no bound.
            if unit in _TIME and found.group().split()[0].lower() in ("over", "within", "under"):
                return "about", False
            return bound, not _LOOSE.match(found.group()) and bound != "about"
    for bound, pattern in _AFTER:
        if pattern.match(text, span.end):
            return bound, False
    return None, False


def _implied(text: str, plain: Sequence[Numeral]) -> Iterator[Quantity]:
    for match in _IMPLIED.finditer(text):
        value = Fraction(next(n for n, word in enumerate(match.groups()[:4], 1) if word))
        span = Span(*match.span())
        unit, factor = _UNITS.get((match["unit"] or "").lower(), (None, Fraction(1)))
        yield Quantity(span, "cardinal", (value * factor,), (value,), unit, implied=True)
    for first, second in itertools.pairwise(plain):
        gap = text[first.span.end : second.span.start]
        if _RATIO.fullmatch(gap) and second.values[0] and first.values[0] < second.values[0]:
            share = (first.values[0] / second.values[0],)
            span = Span(first.span.start, second.span.end)
            bound, strict = _bound(text, span, "%")
            yield Quantity(span, "cardinal", share, share, "%", bound, strict, implied=True)
