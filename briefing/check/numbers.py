"""Numbers and dates of a statement, held against those of its evidence."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from briefing.brief import Finding
from briefing.check.passages import Passage
from briefing.check.times import check_times, readings_of
from briefing.findings import finding
from briefing.language.counting import counted_nouns, place_lists
from briefing.language.dates import Date, Reading, dates
from briefing.language.numerals import ROMAN
from briefing.language.quantities import Quantity, in_unit, quantities

__all__ = ["check_numbers"]

_NEAR: Final = Fraction(1, 10)
"""How far "about" and "nearly" reach."""
_YEARS: Final = range(1500, 2101)
_DEFINITE: Final = re.compile(r"\b(?:the|these|those|all|both|other)\s+$", re.IGNORECASE)
_YEARLY: Final = frozenset({"anniversary", "birthday"})
_NAMED: Final = re.compile(r"\s+(?P<name>[A-Z]\w+(?:\s[A-Z]\w+)*)")
_PART: Final = re.compile(r"\b(?:a|one)[\s-]$", re.IGNORECASE)
_TURNED: Final = re.compile(r"\bturn(?:s|ed|ing)?\s+$", re.IGNORECASE)
_HALF: Final = 2
"""An ordinal above it may name a part: a third."""
_PLACES: Final = frozenset({"city", "country", "county", "nation", "province", "state", "town"})
"""What the names of a list of places may be counted as."""
_AGE: Final = re.compile(r", \d{1,3},")
_POINTS: Final = re.compile(r"[\w.]+[\s-]+(?:percentage[\s-]+)?points?\b", re.IGNORECASE)
_ANOTHER: Final = re.compile(r"\banother\b", re.IGNORECASE)
_NAME: Final = r"(?:the\s+)?[^\W\d_a-z][\w.’'-]*(?:\s+[^\W\d_a-z][\w.’'-]*)*(?:\s\([^()]{1,20}\))?"
_NAMES: Final = re.compile(
    rf"[^,:;.]{{1,60}}[,:]\s+(?:namely\s+)?(?P<names>{_NAME}(?:,\s+{_NAME})*,?\s+and\s+{_NAME})"
)
_SMALL_COUNT: Final = range(2, 5)


def check_numbers(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Each number, date, amount and code of `text` that its evidence does not hold.

    Words and digits, units and their multiples, ranges and ratios count as the same where
    they are. A bound ("about", "nearly", "more than") must be true of the number in the
    evidence; rounding is allowed under one. Numbers in digits are held in any language.

    Args:
        text: One field of a statement.
        passages: What it cites.
        path: Where the statement stands in the brief.
    """
    if not passages:
        return []
    languages = {passage.document.language for passage in passages}
    language = languages.pop() if len(languages) == 1 else "und"
    said_dates = dates(text) if language == "en" else []
    found = quantities(text, language)
    said_numbers = [said for said in found if not said.implied]
    shares = [said for said in found if said.implied and said.unit == "%"]
    findings = list(check_times(text, passages, path)) if language == "en" else []
    if not said_dates and not said_numbers:
        return findings
    evidence = _Evidence(passages, language)
    findings += [
        finding(
            "date-unsupported",
            path,
            f"“{date.span.of(text)}” is no date of the cited sentences, "
            f"which {evidence.named_dates}",
        )
        for date in said_dates
        if not any(evidence.has_date(reading) for reading in date.readings)
    ]
    nouns = counted_nouns(text) if said_numbers and language == "en" else {}
    for said in said_numbers:
        if any(share.span.holds(said.span) and evidence.has_share(share) for share in shares):
            continue
        if not evidence.has(said, text, nouns):
            year = _is_year(said, text, nouns)
            findings.append(
                finding(
                    "date-unsupported" if year else "number-unsupported",
                    path,
                    f"“{_shown(said, text)}” is not in the cited sentences, "
                    f"which {evidence.named_numbers}",
                )
            )
    return findings


class _Evidence:
    """The numbers and dates of the cited sentences."""

    def __init__(self, passages: Sequence[Passage], language: str) -> None:
        self.numbers = [
            (
                quantity,
                passage.text,
                # "Holm, 73," tells an age, whatever noun the number is taken to count.
                None
                if _AGE.match(passage.text, quantity.span.start - 2)
                else nouns.get(_end(quantity, passage.text)),
            )
            for passage in passages
            for nouns in [counted_nouns(passage.text) if language == "en" else {}]
            for quantity in quantities(passage.text, language)
        ]
        self.dates: list[tuple[Date, str]] = (
            [(date, passage.text) for passage in passages for date in dates(passage.text)]
            if language == "en"
            else []
        )
        self.readings = [reading for date, _ in self.dates for reading in date.readings]
        if language == "en":
            self.readings += [reading for passage in passages for reading in readings_of(passage)]
        self.published = {
            int(passage.document.published[:4])
            for passage in passages
            if passage.document.published and passage.document.published[:4].isdigit()
        }
        self._texts = [passage.text for passage in passages]
        self._lists = (
            {length for passage in passages for length in place_lists(passage.text)}
            if language == "en"
            else set[int]()
        )
        self._has_another = any(_ANOTHER.search(passage.text) for passage in passages)
        self.squeezed = re.sub(
            r"[^\w|]|_", "", "|".join(passage.text for passage in passages)
        ).lower()

    def has_date(self, said: Reading) -> bool:
        """Whether one date agrees wherever both speak, and the others hold what it lacks."""
        return any(self._agrees(said, given) for given in self.readings) or (
            said.month is None and said.weekday is None and said.year in self._years
        )

    def _agrees(self, said: Reading, given: Reading) -> bool:
        shared = 0
        for part in ("year", "month", "day", "weekday"):
            wanted, there = getattr(said, part), getattr(given, part)
            if wanted is None:
                continue
            if there is not None:
                if there != wanted:
                    return False
                shared += 1
            elif part == "year":
                if wanted not in self._years | self.published:
                    return False
            elif not any(getattr(other, part) == wanted for other in self.readings):
                return False
        return shared > 0

    @property
    def _years(self) -> set[int]:
        years = {reading.year for reading in self.readings if reading.year}
        return years | {
            int(value)
            for quantity, _, _ in self.numbers
            for value in quantity.bare
            if value in _YEARS and value.denominator == 1
        }

    def has(self, said: Quantity, text: str, nouns: dict[int, str]) -> bool:
        """Whether the number stands here, with its unit and for what it counts."""
        if said.kind == "code":
            return self._has_code(said.key)
        if said.kind == "clock":
            return any(
                given.kind == "clock" and set(said.values) & set(given.values)
                for given, _, _ in self.numbers
            )
        noun = nouns.get(_end(said, text))
        if said.unit == "month" and self._is_anniversary(said):
            return True
        if said.unit is None and noun and (measured := in_unit(said, noun)):
            # 71 straight months: the unit stands apart from its number.
            return any(
                _carries(measured, None, (counted and in_unit(given, counted)) or given, None)
                for given, _, counted in self.numbers
            )
        one = said.span.of(text).lower() == "one"
        first = said.kind == "ordinal" and said.span.of(text).lower() == "first"
        # One of them, at first, he first said: pronoun and adverb count nothing.
        if (one or first) and noun is None:
            return True
        if first and not any(given.kind == "ordinal" for given, _, _ in self.numbers):
            return True
        holders = [
            (given, counted)
            for given, _, counted in self.numbers
            if _carries(said, noun, given, counted)
        ]
        if holders:
            return not self._counts_other(said, noun, holders)
        if said.kind == "ordinal" and noun and self._is_numbered(said, noun):
            return True
        if self._is_apart(said) or (
            _POINTS.match(text, said.span.start) and self._is_difference(said)
        ):
            return True
        if said.kind == "ordinal" and said.bare[0] == 2 and self._has_another:
            return True
        if said.kind == "ordinal" and (self._is_roman(said, text) or self._is_share(said, text)):
            return True
        if _TURNED.search(text, 0, said.span.start) and self._is_birthday(said):
            return True
        if said.kind == "ordinal":
            return any(reading.day in said.bare for reading in self.readings)
        if any(value in self._years for value in said.bare) and said.unit is None:
            return True
        if one:
            return not any(
                counted == noun and not given.implied for given, _, counted in self.numbers
            )
        # The two ministers: the reader has counted names that the evidence lists.
        counted_here = any(
            given.kind == "cardinal" and not given.implied and counted and counted == noun
            for given, _, counted in self.numbers
        )
        if said.bare[0] == _listed_names(text, said.span.end) and not counted_here:
            return True
        if noun in _PLACES and not counted_here and said.bare[0] in self._lists:
            return True
        definite = said.bare[0] in _SMALL_COUNT and _DEFINITE.search(text, 0, said.span.start)
        return bool(definite) and not any(
            given.kind == "cardinal" and not given.implied and (noun or given.unit is None)
            for given, there, counted in self.numbers
            # "One of the best" counts no sides, but one of the ministers counts ministers.
            if counted or given.span.of(there).lower() != "one" or (noun and noun in there.lower())
        )

    def has_share(self, said: Quantity) -> bool:
        """Whether a share in words stands here as a percentage: six in ten."""
        return any(_carries(said, None, given, None) for given, _, _ in self.numbers)

    def _is_difference(self, said: Quantity) -> bool:
        """Whether two numbers here, one after the other, are that far apart: 45 to 40 percent."""
        return any(
            abs(one - other) == value
            for (first, *_), (second, *_) in itertools.pairwise(self.numbers)
            for one, other in itertools.product(first.bare, second.bare)
            for value in said.bare
        )

    def _is_numbered(self, said: Quantity, noun: str) -> bool:
        """Whether the noun has the number here for a name or a measure: Episode 2, 30 minutes."""
        measured = in_unit(said._replace(kind="cardinal"), "year" if noun in _YEARLY else noun)
        if measured and any(_carries(measured, None, given, None) for given, _, _ in self.numbers):
            return True
        return any(
            re.search(rf"\b{re.escape(noun)}\s+$", text[: given.span.start], re.IGNORECASE)
            and set(said.bare) & set(given.bare)
            for given, text, _ in self.numbers
        )

    def _is_share(self, said: Quantity, text: str) -> bool:
        """Whether it names a part that stands here: just a third, one-third."""
        return _PART.search(text, 0, said.span.start) is not None and any(
            given.unit == "%" and 1 / value in given.bare
            for given, _, _ in self.numbers
            for value in said.bare
            if value > _HALF
        )

    def _is_birthday(self, said: Quantity) -> bool:
        """Whether that birthday stands here: turned 70, the 70th birthday."""
        return any(
            given.kind == "ordinal" and counted == "birthday" and set(said.bare) & set(given.bare)
            for given, _, counted in self.numbers
        )

    def _is_roman(self, said: Quantity, text: str) -> bool:
        """Whether the name after it stands here with a numeral: the Second World War."""
        after = _NAMED.match(text, said.span.end)
        numeral = ROMAN.get(said.span.of(text).casefold())
        if after is None or numeral is None:
            return False
        return any(f"{after['name']} {numeral}" in there for there in self._texts)

    def _is_apart(self, said: Quantity) -> bool:
        """Whether it is the years between two years of the evidence."""
        years = sorted(self._years)
        apart = {late - early for early in years for late in years if early < late}
        return said.unit == "month" and any(
            value in {12 * n for n in apart} for value in said.values
        )

    def _is_anniversary(self, said: Quantity) -> bool:
        """Whether so many years on are an anniversary here: 50 years, the 50th anniversary."""
        return any(
            given.kind == "ordinal"
            and counted in _YEARLY
            and {12 * value for value in given.bare} & set(said.values)
            for given, _, counted in self.numbers
        )

    def _has_code(self, key: str) -> bool:
        if any(given.key in (key, key.removesuffix("s")) for given, _, _ in self.numbers):
            return True
        return bool(re.search(rf"(?<!\d){re.escape(key)}(?!\d)", self.squeezed))

    def _counts_other(
        self, said: Quantity, noun: str | None, holders: list[tuple[Quantity, str | None]]
    ) -> bool:
        """Whether the number counts something else here, and another counts this."""
        if noun is None or any(counted in (None, noun) for _, counted in holders):
            return False
        return any(counted == noun and not given.implied for given, _, counted in self.numbers)

    @property
    def named_numbers(self) -> str:
        shown = [_shown(given, text) for given, text, _ in self.numbers if not given.implied]
        shown += [date.span.of(text) for date, text in self.dates]
        return _listed(shown, "number")

    @property
    def named_dates(self) -> str:
        years = [
            _shown(given, text)
            for given, text, _ in self.numbers
            if not given.implied and given.unit is None and given.bare and given.bare[0] in _YEARS
        ]
        return _listed([date.span.of(text) for date, text in self.dates] + years, "date")


def _listed_names(text: str, start: int) -> int:
    """How many names are listed after `start`, in apposition: three senators, A, B and C."""
    found = _NAMES.match(text, start)
    listed = re.sub(r"\([^()]*\)", "", found["names"]) if found else ""
    return len(re.split(r",\s+(?:and\s+)?|\s+and\s+", listed)) if listed else 0


def _carries(said: Quantity, noun: str | None, given: Quantity, counted: str | None) -> bool:
    if said.kind != given.kind:
        if "many" in (said.kind, given.kind) and "ordinal" not in (said.kind, given.kind):
            return _is_many(said, given)
        return False
    if said.unit and given.unit:
        if said.unit != given.unit:
            return False
        return _matches(said, said.values, given, given.values)
    if said.unit and counted is not None and not given.implied:
        return False
    if given.unit and noun is not None:
        return False
    return _matches(said, said.bare, given, given.bare)


def _is_many(said: Quantity, given: Quantity) -> bool:
    if said.kind != "many":
        return False
    return any(2 * least <= value < 1000 * least for least in said.values for value in given.values)


def _matches(
    said: Quantity, mine: tuple[Fraction, ...], given: Quantity, theirs: tuple[Fraction, ...]
) -> bool:
    return any(_true(said, value, given, there) for value in mine for there in theirs)


def _true(said: Quantity, value: Fraction, given: Quantity, there: Fraction) -> bool:
    """Whether what is said of `value` is true where the evidence says `there`."""
    if value == there:
        opposite = {"more": "less", "less": "more"}.get(said.bound or "")
        if given.bound == opposite and opposite:
            return False
        return not (said.strict and given.bound is None and not given.implied)
    if said.bound is None or not value or not there:
        return False
    if abs(value - there) > there * (Fraction(1, 2) if said.bound == "more" else _NEAR):
        return False
    if said.bound == "more":
        return value < there and value == _rounded(there, value, math.floor)
    if said.bound == "less":
        return value > there and value == _rounded(there, value, math.ceil)
    return value == _rounded(there, value, round)


def _rounded(value: Fraction, like: Fraction, towards: Callable[[Fraction], int]) -> Fraction:
    """`value` with as many significant digits as `like` shows."""
    digits = f"{float(like):.12f}".replace(".", "").strip("0")
    magnitude = math.floor(math.log10(float(value)))
    step = Fraction(10) ** (magnitude - max(1, len(digits)) + 1)
    return towards(value / step) * step


def _is_year(said: Quantity, text: str, nouns: dict[int, str]) -> bool:
    if said.kind == "code":
        return said.key.endswith("0s") and len(said.key) == 3
    if said.kind == "clock":
        return True
    return (
        said.kind == "cardinal"
        and said.unit is None
        and said.bare[0] in _YEARS
        and _end(said, text) not in nouns
    )


def _end(quantity: Quantity, text: str) -> int:
    """Where the number itself ends, without a unit after it."""
    if quantity.unit is None:
        return quantity.span.end
    words = re.match(r".*(?<=\w)(?=\W*\w*\W*$)", quantity.span.of(text), re.DOTALL)
    return quantity.span.start + (words.end() if words else 0)


def _shown(quantity: Quantity, text: str) -> str:
    return quantity.span.of(text).strip()


def _listed(shown: list[str], kind: str) -> str:
    if not shown:
        return f"have no {kind}"
    return "have " + ", ".join(f"“{one}”" for one in dict.fromkeys(shown[:8]))
