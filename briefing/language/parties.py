"""Who has a will: persons, bodies of people, and those who are named.

Each class is small and closed in meaning; none names a country, a conflict or a trade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.language.cues import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["GENERAL", "PARTIES", "is_body", "is_named", "is_office", "is_party", "is_people"]

GENERAL: Final = words("any anybody anyone every those whoever")
"""Words for whoever does it."""

PARTIES: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})
"""spaCy's labels of what can act: states, peoples, organisations, persons."""

_NAMES_OF_THINGS: Final = frozenset({"DATE", "EVENT", "LAW", "MONEY", "TIME"})
_COLLECTIVE: Final = words("""
    administration agency airline alliance archdiocese army assembly association authority bank
    battalion bishopric bloc board body brigade bureau cabinet candidate cartel chamber charity
    chief church city clan club coalition commission committee community company confederation
    conglomerate congress consortium consulate council country county court crew delegation diocese
    embassy faction family federation firm force gang government group guerrilla guild hospital
    household insurgent junta jury kingdom leadership league management member military militia
    ministry mission monarchy movement municipality nation navy network nurse office opposition
    organisation
    organization parliament party people pilot police presidency president province rebel regime
    republic rival school secretariat secretary senate side staff state subsidiary syndicate team
    town tribe tribunal troop trust union university utility village watchdog workforce world
    """)
"""Nouns for those who have a will and whose ending does not say so."""

_OFFICERS: Final = words("""
    admiral aide archbishop attorney ayatollah bishop boss captain cardinal ceo chair chairperson
    cleric co-leader colonel consul counterpart dean delegate deputy diplomat emir envoy executive
    general head imam king marshal mayor mp mufti official patriarch pope prince queen rabbi shah
    sheikh sheriff spokesperson sultan
    """)
"""Nouns for persons in office whose ending does not say so."""

_OFFICES: Final = words("""
    ambassador chancellor commander commissioner coordinator director governor leader minister
    negotiator premier president secretary speaker spokesman spokeswoman
    """)
"""Nouns for those who speak in the name of a state or a body."""

_PERSONS: Final = words("""
    advocate ally captive chef citizen clerk colleague comrade cook dissident friend guard guide
    hostage inmate judge midwife migrant monk neighbor neighbour nun oligarch parent pilgrim priest
    pupil relative resident slave steward student tenant
    """)
"""Nouns for persons whose ending does not say so."""

_PERSON_ENDINGS: Final = (
    "ander", "cher", "der", "er", "or", "ist", "ian", "ant", "lord", "man", "men", "ee", "woman",
    "women",
)  # fmt: skip
_THINGS: Final = words("""
    banner barrier border chapter charter computer container corner corridor dinner disaster
    door error factor fear fertiliser fertilizer flavor floor frontier handover harbor labor
    letter matter merger motor murder newspaper number offer order other paper plant power
    quarter reactor register restaurant river sector shelter summer surrender takeover tender
    terror tower transfer trailer vapor war water weather winter
    """)
"""Things that end as persons do."""

_PRONOUNS: Final = frozenset({"i", "we", "you", "he", "she", "they", "anyone", "who"})


def is_party(noun: Token | None) -> bool:
    """Whether the noun phrase stands for a person or a body of people that has a will."""
    if noun is None:
        return False
    if noun.lower_ in _PRONOUNS or is_named(noun):
        return True
    return is_people(noun)


def is_people(noun: Token) -> bool:
    """Whether the noun is one for persons or a body of them, by its ending or its class."""
    person = noun.lemma_.endswith(_PERSON_ENDINGS) and noun.lemma_ not in _THINGS
    if noun.tag_ == "NN" and noun.dep_ in ("nsubj", "nsubjpass", "dobj") and not any(noun.lefts):
        person = False  # a substance: copper, timber
    return noun.pos_ == "NOUN" and (person or noun.lemma_ in _COLLECTIVE | _OFFICERS | _PERSONS)


def is_named(noun: Token | None) -> bool:
    """Whether the noun is a party's name, or tells whose the people are: "Israeli settlers"."""
    if noun is None:
        return False
    if noun.ent_type_ in PARTIES:
        return True
    if noun.tag_ in ("NNP", "NNPS"):
        return noun.ent_type_ not in _NAMES_OF_THINGS
    return (noun.tag_ == "NNS" or is_people(noun)) and any(
        part.ent_type_ in PARTIES and part.dep_ in ("amod", "compound", "poss")
        for part in noun.lefts
    )


def is_body(noun: Token) -> bool:
    """Whether the noun names a body of people, which its head can speak for."""
    return noun.lemma_.lower() in _COLLECTIVE


def is_office(noun: Token) -> bool:
    """Whether the noun names an office or a body of state, and no other word of a name."""
    word = noun.lemma_.lower()
    return word in _OFFICERS or word in _OFFICES or (word in _COLLECTIVE and noun.text.islower())
