"""Offices and professions in an English text, by what makes them the same or another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from briefing.document import Span
from briefing.language.cues import words
from briefing.language.demonyms import naming_words, stems

__all__ = ["RELATIVES", "Office", "offices"]

_SAME: Final = tuple(
    words(group)
    for group in """
    president pres; minister; premier; secretary; chancellor; mayor; pope pontiff;
    bishop archbishop;
    governor gov; senator sen lawmaker legislator; lawmaker legislator mp parliamentarian deputy
    congressman congresswoman rep representative; king monarch; queen monarch; prince;
    princess; emperor;
    ambassador envoy representative; spokesman spokeswoman spokesperson; judge justice magistrate;
    prosecutor attorney; lawyer attorney counsel solicitor barrister advocate;
    chairman chairwoman chairperson chair; director; ceo executive; manager coach; commissioner;
    treasurer; general gen commander; admiral adm; colonel col; captain capt skipper; major maj;
    lieutenant lt; sergeant sgt; sheriff; superintendent; marshal;
    professor prof scholar academic historian lecturer researcher; doctor physician surgeon medic;
    nurse; teacher schoolteacher; student pupil; journalist reporter correspondent;
    columnist journalist; editor; writer author novelist; pilot captain aviator; attendant;
    agent; engineer; mechanic; scientist researcher astronomer astrophysicist physicist biologist;
    economist; analyst; adviser advisor aide assistant counselor counsellor; consultant adviser
    advisor; activist campaigner; actor actress star; singer musician vocalist; founder
    co-founder cofounder; candidate nominee contender hopeful; councillor councilman councilwoman;
    priest pastor reverend rev; imam; rabbi; pollster; strategist; negotiator mediator; guard;
    inmate prisoner convict; driver; chef cook; epidemiologist; wife spouse widow; husband
    spouse widower; son child; daughter child; father parent; mother parent; sister sibling;
    brother sibling; uncle; aunt; cousin; nephew; niece; grandfather; grandmother; friend;
    banker; investor; businessman businesswoman entrepreneur
    mogul tycoon; stylist; host presenter; producer; coordinator; inspector; ayatollah
    """.split(";")
)
"""Each group is of names for one office, profession or relation."""
RELATIVES: Final = words(
    """
    wife spouse widow husband widower son child daughter father parent mother sister sibling
    brother uncle aunt cousin nephew niece grandfather grandmother friend
    """
)
"""Those of them that tell how one person is related to another."""
_GENERAL: Final = words("leader official politician chief head boss")
"""May stand for any office."""
_HEADS: Final = _GENERAL.union(*_SAME)
_PARTIES: Final = words(
    "republican democrat democratic gop labour labor conservative tory liberal socialist communist"
)
"""They tell of which party somebody is, not whose the office is."""
_NO_OWNERS: Final = words(
    """
    a all an and as at before both but by eight every few five for four he her his i in its many
    most my nine no on one only our several seven she six some ten that the their these they this
    those three two we when while with
    """
)
_QUALIFIERS: Final = words(
    """
    prime foreign defence interior finance justice health economic education energy trade oil
    home environment culture agriculture transport labour police security campaign press attorney
    chief executive vice deputy assistant state treasury permanent high air flight ramp
    football opposition police basketball district
    """
)
_CIVIL: Final = words("secretary director governor consul")
"""Before "general" they are what is held, and no rank of an army."""
_COUNSEL: Final = words("attorney barrister counsel lawyer solicitor")
"""They are of the defence where they are somebody's."""
_RANKS: Final = words("prime vice deputy assistant state")
"""Without one of these the office is another."""
_STATUS: Final[dict[str, str]] = {
    word: kind
    for kind, listed in (
        ("former", "former ex once one-time onetime previous past erstwhile retired"),
        ("", "court late then new old longtime current outgoing"),
        ("acting", "acting interim caretaker provisional"),
        ("coming", "elect designate incoming"),
        ("nominal", "self-proclaimed self-styled would-be aspiring"),
    )
    for word in listed.split()
}
_SPELLINGS: Final = {"defense": "defence", "labor": "labour", "premier": "minister"}
_WORD: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:one-time|self-proclaimed|self-styled|would-be|co-founder)|[^\W\d_][^\W_]*",
    re.IGNORECASE,
)
_GAP: Final = re.compile(r"(?:[’']s?)?[ \t-]+|(?:[’']s?)?\n[ \t]*|\.[ \t]+")
_NAME: Final = r"[^\W\d_a-z](?:[\w’-]|\.(?=\w))*"
_TAIL: Final = re.compile(
    rf"\s+(?:of|for|to|at|on)\s+(?:the\s+)?(?:(?:Dr|Gen|Gov|Mrs?|Ms|Rep|Sen)\.\s+)?"
    rf"(?P<whose>[Ss]tate\b|{_NAME}(?:(?:\s+(?:of|for|and|the|on|to))*[ \t]+{_NAME})*)(?![\w’'])"
)
_WHOSE: Final = re.compile(rf"(?P<whose>{_NAME})[’']s?\s+(?:[a-z-]+\s+){{0,3}}$")
_REACH: Final = 6
_LONGEST_WHOSE: Final = 200


class Office(NamedTuple):
    """An office, a rank or a profession, as it stands in a text.

    Attributes:
        span: With what qualifies it, in code points.
        head: The noun, in the singular.
        qualifiers: Of those, which tell one office from another: foreign, prime, vice.
        status: ``former``, ``acting``, ``coming`` or ``nominal``; empty for who holds it.
        owners: The words with a capital that tell whose it is: Ukraine's, of the Council.
        plural: Whether several hold it.
    """

    span: Span
    head: str
    qualifiers: frozenset[str]
    status: frozenset[str]
    owners: tuple[str, ...]
    plural: bool

    @property
    def is_general(self) -> bool:
        """Whether the noun may stand for any office: leader, official."""
        return self.head in _GENERAL

    def is_same(self, other: Office) -> bool:
        """Whether who holds the other office may be called this; whose it is does not count."""
        if self.head in _GENERAL or other.head in _GENERAL:
            named_so = self.head == other.head or self.head in _GENERAL
            return named_so and self.qualifiers <= other.qualifiers
        if self.head != other.head and not any(
            self.head in group and other.head in group for group in _SAME
        ):
            return False
        # The Treasury secretary is the secretary of the Treasury.
        own = self.qualifiers - {"defence"} if self.head in _COUNSEL else self.qualifiers
        if not own <= other.qualifiers | _plain(other.owners):
            return False
        return not (other.qualifiers & _RANKS - self.qualifiers or self.status ^ other.status)

    def is_of(self, other: Office) -> bool:
        """Whether one of those whose office it is stands with the other one too."""
        if any(stems(mine) & stems(theirs) for mine in self.owners for theirs in other.owners):
            return True
        if _plain(self.owners) & other.qualifiers or _plain(other.owners) & self.qualifiers:
            return True
        return _abbreviates(self.owners, other.owners) or _abbreviates(other.owners, self.owners)


@lru_cache(maxsize=64)
def offices(text: str) -> tuple[Office, ...]:
    """The offices of `text` in their order; general words such as leader and official are none."""
    return tuple(_offices(text))


def _whose(text: str, end: int) -> re.Match[str] | None:
    """The name of whom what follows `end` belongs to; a name is no longer than some words."""
    return _WHOSE.search(text, max(0, end - _LONGEST_WHOSE), end)


def _offices(text: str) -> Iterator[Office]:
    found = [match for match in _WORD.finditer(text) if not _is_ending(match)]
    for place, match in enumerate(found):
        head = _singular(match.group().lower())
        if head is None:
            continue
        following = found[place + 1] if place + 1 < len(found) else None
        if following and _is_inside(text, match, following):
            continue
        if head == "general" and place and _is_of_a_general(text, found[place - 1], match):
            continue  # it was read with the word before it
        plural = match.group().lower() != head
        first = place
        qualifiers: set[str] = set()
        status: set[str] = set()
        owners: list[str] = []
        if head == "premier":
            qualifiers.add("prime")
        while first > 0 and place - first < _REACH:
            before = found[first - 1]
            if not _GAP.fullmatch(text[before.end() : found[first].start()]):
                break
            word = before.group()
            plain = _SPELLINGS.get(word.lower(), word.lower())
            if plain in _STATUS:
                status.update(_STATUS[plain].split())
            elif plain in _QUALIFIERS:
                qualifiers.add(plain)
            elif word[0].isupper() and plain not in _NO_OWNERS:
                owners[:0] = [] if plain in _PARTIES else [word]
            else:
                break
            first -= 1
        if not owners and (whose := _whose(text, found[first].start())):
            owners += naming_words(whose["whose"])
        end = match.end()
        if following and _is_of_a_general(text, match, following):
            end, head = following.end(), f"{head} general"
        if tail := _TAIL.match(text, end, end + _LONGEST_WHOSE):
            end = tail.end("whose")
            if tail["whose"].lower() == "state":
                qualifiers.add("state")
            else:
                owners += naming_words(tail["whose"])
        if following and text[match.end() : following.start()] in ("-", " "):
            status.update({_STATUS.get(following.group().lower(), "")} & {"coming"})
        if head == "executive" and "chief" in qualifiers:
            head = "ceo"
            qualifiers.discard("chief")
        yield Office(
            Span(found[first].start(), end),
            "minister" if head == "premier" else head,
            frozenset(qualifiers),
            frozenset(status),
            tuple(owners),
            plural,
        )


def _plain(owners: Sequence[str]) -> frozenset[str]:
    return frozenset(_SPELLINGS.get(word.lower(), word.lower()) for word in owners)


def _abbreviates(short: Sequence[str], owners: Sequence[str]) -> bool:
    """Whether one of the words is the initials of the others: NYPD, New York Police Department."""
    initials = "".join(word[0] for word in owners)
    return len(initials) > 1 and any(word.replace(".", "") == initials for word in short)


def _is_ending(match: re.Match[str]) -> bool:
    return match.group() == "s" and match.string[match.start() - 1 : match.start()] in ("’", "'")


def _singular(word: str) -> str | None:
    for form in (word, word.removesuffix("s"), re.sub("men$", "man", word)):
        if form in _HEADS:
            return form
    return None


def _is_of_a_general(text: str, match: re.Match[str], following: re.Match[str]) -> bool:
    """Whether the two words are one office: secretary general, director-general."""
    gap = text[match.end() : following.start()]
    civil = _singular(match.group().lower()) in _CIVIL
    return civil and gap in (" ", "-") and following.group().lower() == "general"


def _is_inside(text: str, match: re.Match[str], following: re.Match[str]) -> bool:
    """Whether the word only qualifies the office that follows: attorney general."""
    gap = text[match.end() : following.start()]
    return (
        gap in (" ", "-")
        and _singular(following.group().lower()) is not None
        and (match.group().lower() in _QUALIFIERS)
    )
