"""Names of places and of those who live there, brought to one form: Russian, Russia."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["naming_words", "stems"]

_IRREGULAR: Final = {
    word: place
    for place, forms in {
        "afghan": "afghanistan afghan afghans",
        "argentin": "argentina argentine argentines argentinian",
        "belg": "belgium belgian belgians",
        "brit": "britain british briton britons uk",
        "burm": "burma burmese myanmar",
        "chin": "china chinese",
        "cypr": "cyprus cypriot cypriots",
        "dan": "denmark danish dane danes",
        "dutch": "netherlands dutch holland dutchman",
        "england": "england english englishman",
        "finn": "finland finnish finn finns",
        "franc": "france french frenchman frenchwoman",
        "german": "germany german germans",
        "greec": "greece greek greeks",
        "iraq": "iraq iraqi iraqis",
        "irish": "ireland irish irishman",
        "kazakh": "kazakhstan kazakh kazakhs",
        "kyrgyz": "kyrgyzstan kyrgyz",
        "leban": "lebanon lebanese",
        "mexic": "mexico mexican mexicans",
        "norw": "norway norwegian norwegians",
        "per": "peru peruvian peruvians",
        "philippin": "philippines philippine filipino filipinos filipina",
        "pol": "poland polish pole poles",
        "portug": "portugal portuguese",
        "rico": "rico rican ricans",
        "republican": "republican republicans gop",
        "scot": "scotland scottish scot scots",
        "slovak": "slovakia slovak slovaks",
        "sloven": "slovenia slovene slovenes slovenian",
        "spain": "spain spanish spaniard spaniards",
        "swed": "sweden swedish swede swedes",
        "swiss": "switzerland swiss",
        "tajik": "tajikistan tajik tajiks",
        "thai": "thailand thai thais",
        "turk": "turkey turkiye turkish turk turks",
        "turkmen": "turkmenistan turkmen turkmens",
        "us": "us usa america american americans",
        "uzbek": "uzbekistan uzbek uzbeks",
        "wales": "wales welsh welshman",
    }.items()
    for word in forms.split()
}
_ABBREVIATED: Final = dict(
    pair.split(":")
    for pair in """
    ala:alabama ariz:arizona ark:arkansas calif:california colo:colorado conn:connecticut
    del:delaware fla:florida ga:georgia ill:illinois ind:indiana kan:kansas ky:kentucky
    la:louisiana md:maryland mass:massachusetts mich:michigan minn:minnesota miss:mississippi
    mo:missouri mont:montana neb:nebraska nev:nevada okla:oklahoma ore:oregon pa:pennsylvania
    tenn:tennessee tex:texas vt:vermont va:virginia wash:washington wis:wisconsin wyo:wyoming
    """.split()
)
"""States of the US as news agencies shorten them; those of two words are initials."""

_PHRASES: Final = (
    (re.compile(r"\bUnited States(?: of America)?\b|\bU\.S\.(?:A\.)?"), "US"),
    (re.compile(r"\bR-(?=[A-Z])"), "Republican "),
    (re.compile(r"\bD-(?=[A-Z])"), "Democrat "),
    (re.compile(r"\bUnited Kingdom\b|\bGreat Britain\b|\bU\.K\."), "UK"),
)
_ENDINGS: Final = re.compile(
    r"(?:ians?|eans?|ans?|ese|is?|ishe?s?|ites?|ia|ea|a|e|y|o|i|land|landers?|s|ic|ics|(?<=ern)ers?)$"
)
_LATIN: Final = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae"})
_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*")
_SHORTEST: Final = 4


@lru_cache(maxsize=4096)
def stems(word: str) -> frozenset[str]:
    """The forms under which a name's word is the same as another one's.

    Case, accents, stops, plural, British and American spelling and the common ways of
    romanising one name do not count; a place and its people share a form.
    """
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LATIN))
    plain = "".join(c for c in plain if c.isalnum())
    if full := _ABBREVIATED.get(plain):
        return frozenset({plain}) | stems(full)
    if irregular := _IRREGULAR.get(plain):
        return frozenset({plain, f"{irregular}·"})
    forms = {plain, _spelling(plain), f"{plain}·"}
    if len(plain) > _SHORTEST:
        single = plain.removesuffix("s")
        forms.add(single)
        if single.endswith("an"):
            forms.add(single[:-1])  # Iowans, Iowa
        forms.add(_romanised(plain))
        stem = _ENDINGS.sub("", plain)
        if len(stem) >= _SHORTEST - 1:
            forms.add(f"{stem}·")
            forms.add(f"{stem.removesuffix('i')}·")
    return frozenset(forms)


def naming_words(text: str) -> list[str]:
    """The words of a name or a text that have a capital, parts of hyphenated words each."""
    for phrase, short in _PHRASES:
        text = phrase.sub(short, text)
    return [word for word in _WORD.findall(text) if any(map(str.isupper, word))]


def _spelling(word: str) -> str:
    word = re.sub(r"ence$", "ense", word)
    word = re.sub(r"our$", "or", word)
    word = re.sub(r"tre$", "ter", word)
    return re.sub(r"is(e[sd]?|ation|ing)$", r"iz\1", word)


def _romanised(word: str) -> str:
    word = re.sub(r"[yj]", "i", word)
    word = word.replace("kh", "h").replace("ie", "e")
    return re.sub(r"(.)\1+", r"\1", word) + "~"
