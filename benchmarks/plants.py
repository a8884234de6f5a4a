"""Errors to plant in a true statement, one at a time, and always the same ones.

Each function gives the statement with one error in it, or None where it cannot be sure that
the meaning changes: inside a quotation only `edit_quote` changes anything, a replacement is
never a word of the evidence, and where two readings agree (*would* in reported speech is
the *will* of the speaker) nothing is planted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = [
    "Entities",
    "add_clause",
    "change_date",
    "change_modality",
    "change_name",
    "change_number",
    "change_polarity",
    "change_role",
    "edit_quote",
    "pick",
    "quoted",
]

_QUOTED = re.compile(r"“[^”]+”|‘.+?’(?!\w)|(?<!\S)\"[^\"]+\"|``.+?''|'[^']{12,}'(?!\w)")

_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth"
_NUMBER = re.compile(
    rf"(?<![\w/.,’'-])(?<!/ )(?:(?P<digits>\d[\d,]*(?:\.\d+)?)(?![\w/]|-\w|[,.]\d)|"
    rf"(?P<word>{'|'.join((_NUMBERS + ' ' + _ORDINALS).split())})\b)",
    re.IGNORECASE,
)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_MONTHS = "January February March April May June July August September October November December"
_RELATIVE = {
    "tomorrow": "next month",
    "yesterday": "last month",
    "two days ago": "two weeks ago",
    "this month": "next year",
    "last month": "last year",
    "last year": "last week",
    "last week": "last month",
    "next week": "next year",
}
_MONTH = _MONTHS.replace(" ", "|")
_DATE = re.compile(
    rf"(?<!/)\b(?:(?P<day>\d{{1,2}})(?= (?:{_MONTH})\b)|"
    rf"(?<=[a-z] )(?P<weekday>{_WEEKDAYS.replace(' ', '|')})|"
    rf"(?P<month>{_MONTH})(?= \d)|(?<=\bin )(?P<monthly>{_MONTH})|"
    rf"(?P<year>(?:1[5-9]|20)\d\d)(?![\w/,.-]\w)|(?P<relative>{'|'.join(_RELATIVE)}))\b"
)
_AFTER_MONTH = re.compile(rf"\b(?:{_MONTH}|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.? $")

_NEGATION = re.compile(
    r"\b(?P<cannot>[Cc]an)(?:not| not)\b|\b(?P<aux>wo|do|does|did|is|are|was|were|has|have|had|"
    r"could|would|should)n['’]t\b|(?<!or )\b(?P<not>not|never) (?!only\b|just\b|to mention\b)"
)
_MODALS = "will would can could may might must should shall"
_POSITIVE = re.compile(
    rf"\b(?:(?P<modal>{_MODALS.replace(' ', '|')})(?= [a-z])|(?P<be>is|are|was|were)(?= [a-z]+)|"
    r"(?P<have>has|have|had)(?= (?:been|\w+ed|\w+en|made|done|met|said|told|held|won|led)\b))"
    r"(?! (?:only|not|never|no|nothing|nobody|neither|hardly|little|also|just)\b)"
    r"(?! (?:\w+ ){0,3}no\b)"
)
_AFTER_NOUN = re.compile(r"\b(?:the|a|an|their|its|his|her|our|your|my|of|good|free|own)\s$", re.I)
_HARDER = {"may": "will", "might": "will", "could": "will", "should": "must", "can": "must"}
_SOFTER = {"will": "may", "must": "may", "would": "might"}
_MODAL = re.compile(
    rf"\b(?:{_MODALS.replace(' ', '|')})\b(?= [a-z])(?! (?:have|only|the|a|of|like)\b)(?!['’])"
)

_ROLES = (
    ("prime minister", "foreign minister", "defence minister", "president", "vice-president"),
    ("secretary of state", "defense secretary", "foreign secretary", "attorney general"),
    ("permanent representative", "ambassador", "secretary-general", "emergency relief coordinator"),
    ("campaign manager", "campaign chairman", "pollster"),
    ("sen.", "rep.", "gov."),
    ("senator", "congressman", "governor", "mayor"),
    ("spokesman", "lawyer", "professor"),
    ("spokeswoman", "judge", "chief executive"),
    ("security chief", "police chief", "interior minister", "finance minister"),
)
_ROLE = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted((re.escape(r) for g in _ROLES for r in g), reverse=True))})"
    r"(?![\w-])",
    re.IGNORECASE,
)

_CLAUSES = (
    ", and {} has agreed to this",
    " after a telephone call with {}",
    " at the request of {}",
    ", a step that {} welcomed",
    " despite objections from {}",
    ", while {} asked for more time",
    " because {} had broken its word",
    ", which {} will pay for",
    " and offered to meet {}",
    ", in return for a promise by {}",
)


class Entities(NamedTuple):
    """The names of a document by kind; the forms of one entity stand together, longest first."""

    kinds: dict[str, list[list[str]]]

    def within(self, text: str) -> Entities:
        """Those of which `text` has a form."""
        found = {
            kind: [group for group in groups if any(has_word(text, form) for form in group)]
            for kind, groups in self.kinds.items()
        }
        return Entities(found)


def pick(seed: str, number: int) -> int:
    """A choice below `number`, the same for the same `seed` at any time."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big") % number


def has_word(text: str, form: str) -> bool:
    """Whether `form` stands in `text` as whole words."""
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def quoted(text: str) -> list[tuple[int, int]]:
    """Where the quotations of `text` stand, their marks included."""
    return [match.span() for match in _QUOTED.finditer(text)]


def change_number(text: str, evidence: str) -> str | None:
    """Another number, in digits or as a word; dates, codes and decimals' tails are left alone."""
    dates = [match.span() for match in _DATE.finditer(text)]
    for match in _outside(_NUMBER, text):
        if _AFTER_MONTH.search(text[: match.start()]) or any(
            start < match.end() and match.start() < end for start, end in dates
        ):
            continue
        new = _other_number(match)
        if new and not has_word(evidence.casefold(), new.casefold()):
            return _put(text, match.span(), new)
    return None


def change_date(text: str, evidence: str) -> str | None:
    """Another day, weekday, month, year or distance from today."""
    for match in _outside(_DATE, text):
        new = _other_date(match)
        if not has_word(evidence, new):
            return _put(text, match.span(), new)
    return None


def change_name(text: str, evidence: str, entities: Entities) -> str | None:
    """Another name of the kind, from the document and not from the evidence, for the last name."""
    spans = quoted(text)
    here: list[tuple[int, int, str]] = []
    for kind, groups in entities.kinds.items():
        for form in (form for group in groups for form in group):
            for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text):
                if not any(start <= match.start() < end for start, end in spans):
                    here.append((match.start(), match.end(), kind))
    # A name inside a longer one ("United Nations Charter") is not that entity.
    whole = [
        one
        for one in here
        if not any(o[0] <= one[0] and one[1] <= o[1] and o[:2] != one[:2] for o in here)
    ]
    for start, end, kind in sorted(whole, reverse=True):
        others = [
            group[0]
            for group in entities.kinds[kind]
            if not any(has_word(text, form) or has_word(evidence, form) for form in group)
        ]
        if not others:
            continue
        new = others[pick(text, len(others))]
        if text[:start].endswith(("the ", "The ")):
            new = new.removeprefix("the ")
        return _capital(_put(text, (start, end), new))
    return None


def change_polarity(text: str) -> str | None:
    """A negation taken away, else one added to the first auxiliary or modal."""
    if text.endswith("?"):
        return None
    for match in _outside(_NEGATION, text):
        if match["cannot"]:
            return _put(text, match.span(), match["cannot"])
        if match["aux"]:
            return _put(text, match.span(), {"wo": "will"}.get(match["aux"], match["aux"]))
        return _put(text, match.span(), "")
    for match in _outside(_POSITIVE, text):
        if not _AFTER_NOUN.search(text[: match.start()]):
            return _put(text, match.span(), f"{match[0]} not")
    return None


def change_modality(text: str) -> str | None:
    """The first modal hardened or softened so that it says something else."""
    for match in _outside(_MODAL, text):
        following = text[match.end() : match.end() + 5]
        if _AFTER_NOUN.search(text[: match.start()]) or (
            # "Must not" and "may not" both forbid, and so do "cannot" and "must not".
            following.startswith(" not") and match[0] in {"must", "can", "should"}
        ):
            continue
        if new := (_HARDER | _SOFTER).get(match[0]):
            return _put(text, match.span(), new)
    return None


def change_role(text: str, evidence: str, document: str) -> str | None:
    """Another role of the same sort, if possible one that the document names."""
    for match in _outside(_ROLE, text):
        group = next(group for group in _ROLES if match[0].casefold() in group)
        others = [role for role in group if role not in evidence.casefold()]
        known = [role for role in others if role in document.casefold()]
        if choice := known or others:
            new = choice[pick(text, len(choice))]
            return _put(text, match.span(), new.title() if match[0][0].isupper() else new)
    return None


def add_clause(text: str, entities: Entities) -> str | None:
    """A clause at the end that brings in somebody or something else of the document."""
    kinds = ("person", "state", "organisation")
    others = [
        group[0]
        for kind in kinds
        for group in entities.kinds.get(kind, [])
        if not any(has_word(text, form) for form in group)
    ]
    body = text.rstrip()
    if not others or not body.endswith(".") or body.endswith(".."):
        return None
    clause = _CLAUSES[pick("clause" + text, len(_CLAUSES))]
    return body[:-1] + clause.format(others[pick(text, len(others))]) + "."


def edit_quote(text: str, entities: Entities, words: Sequence[str]) -> str | None:
    """One word inside the first quotation of four words or more is another one.

    Args:
        text: The statement.
        entities: The names of the document.
        words: Words of the document, to replace one by.
    """
    for start, end in quoted(text):
        inside = text[start + 1 : end - 1]
        if len(inside.split()) < 4:
            continue
        long = [word for word in re.findall(r"\b[a-z]{6,}\b", inside) if word in words]
        other = [word for word in words if word not in inside]
        kinds = [
            change_number(inside, ""),
            change_polarity(inside),
            change_modality(inside),
            change_name(inside, "", entities),
            inside.replace(long[0], other[pick(inside, len(other))], 1) if long and other else None,
        ]
        edits = [edit for edit in kinds if edit]
        if edits:
            return text[: start + 1] + edits[pick(text, len(edits))] + text[end - 1 :]
    return None


def _outside(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    spans = quoted(text)
    return [
        match
        for match in pattern.finditer(text)
        if not any(start <= match.start() < end for start, end in spans)
    ]


def _other_number(match: re.Match[str]) -> str | None:
    if word := match["word"]:
        names = (_ORDINALS if word.lower() in _ORDINALS.split() else _NUMBERS).split()
        new = names[(names.index(word.lower()) + 1) % len(names)]
        return new.capitalize() if word[0].isupper() else new
    digits = match["digits"]
    leading = int(digits[0])
    return f"{leading + 1 if leading < 9 else 7}{digits[1:]}" if leading else None


def _other_date(match: re.Match[str]) -> str:
    kind, found = match.lastgroup, match[0]
    if kind == "weekday":
        days = _WEEKDAYS.split()
        return days[(days.index(found) + 2) % 7]
    if kind in {"month", "monthly"}:
        months = _MONTHS.split()
        return months[(months.index(found) + 5) % 12]
    if kind == "year":
        return str(int(found) + 2)
    if kind == "day":
        return str(int(found) % 28 + 2)
    return _RELATIVE[found]


def _put(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
