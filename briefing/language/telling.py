"""How much a word tells of what a statement is about: names of things much, others little."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.document import Span
from briefing.language.cues import CLAUSAL, words
from briefing.language.parsing import parse, tokens_of
from briefing.language.sentences import first_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = ["Phrase", "Telling", "phrases", "telling_words", "topics", "weight", "words_within"]

_LONGEST: Final = 400
"""Tokens of a phrase that is looked at; longer ones are lists or tables."""
_SAYING: Final = CLAUSAL | words("describe recount relate testify voice")
_RECURS: Final = 4
"""How often a word stands in a text that is about it."""
_REASONS: Final = words(
    "after against although amid because before despite due during following since thanks though"
    " under when where while without"
)
"""Words that begin a reason or an occasion."""
_PARTICLES: Final = words("aux auxpass case cc det mark neg poss prt punct")
_CLOSE: Final = words("acl advcl advmod agent appos conj dep npadvmod parataxis prep relcl")
_COMMAS: Final = frozenset(",;–—-")

_LIGHT: Final = words(
    """
    accord account act action add address again ago ahead alone already also amount apart as ask
    aspect away back basis bear become begin behave belong bring call carry case cause certain
    circumstance clear come comment concern condition consider contain context continue country
    course course day deal degree describe detail different direction do early effect effort
    element else end especially even event ever exact example exist extent fact far fashion feel
    few field find first five follow form forward four full fully further gain general get give
    go good group hand happen have help hold hour however hundred idea include indeed instance
    instead intend involve issue item keep keeping kind know large last late later latter lead
    least leave
    less level light likely line list little long look lot main mainly make manner many matter
    mean means measure member mention method million minute moment month more most move much name
    nature near need never new next night nine note now number occasion occur once one only open
    order other outside own part particular particularly party pass past people percent period
    person place plan point position possible present previous problem process provide put
    question rather reach real really reason receive recent recently regard relate relation
    remain remark rest result return right role same saw say second section see seem sense serve
    set seven several show side significant similar simply since single situation six small some
    someone something sort source speak spend stage stand start state statement status stay step
    still stop story subject such suggest support sure take talk task tell ten term thank thing
    think
    third thousand three thus time today together tomorrow tonight total towards try turn two
    type unclear upcoming use various version very view want way week well whole whose word work
    world year yesterday yet man woman men women child guy life area sector system number rate
    figure half quarter tenth dozen ahead afterward afterwards meanwhile currently actually
    approximately nearly almost roughly merely simply entirely completely extremely highly quite
    largely mostly chiefly typically usually often sometimes always soon quickly strongly firmly
    clearly greatly widely above below around else both either along afternoon morning evening
    author writer columnist
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december article interview mr mrs ms dr
    """
)
"""Words that go with anything: to say that a step was taken at a certain time tells nothing."""

_GENERAL: Final = words(
    """
    achieve activity actual additional admit advance affair agree aim allow apparent appear apply
    approach argument arise arrange arrangement arrival arrive aspect attempt attend attention
    authority available avoid balance base beat benefit big bit block board body break brief
    broad build capacity care carry catch chance change character charge choice choose claim
    clash close collect come_up common community compare complete concept conclude conclusion
    confirm connect connection consequence contact contribute control cope count cover create
    critic critical cut danger dangerous date dead decide decision decline demand deny depend
    derive design desire determine develop development difference difficult difficulty direct
    discuss display double draw drive drop due ease easy emerge emphasis encourage endure enjoy
    ensure enter entire environment establish evidence examine exceed expect experience explain
    express extra face factor fail fair fall familiar fare favor favour fear feature final focus
    force
    former free front function future goal great grow growth guide hardship heavy high hit home
    hope hour identify image impact important impose increase indicate individual influence
    initial interest join joint judge key lack land largely lay learn length let lift limit link
    live local locate location lose low maintain major manage mark meet mind miss mix mode modern
    nation natural necessary negative offer office official operate operation opportunity
    opposite option organization original outcome outline overall pace path pay perform phase
    pick piece portray position positive potential power practice prefer prepare press pressure
    prevent primary principle priority prior produce project promise proper propose prove public
    plus purpose push quality quick race raise range reality realize recall recognize record reduce
    refer reference reflect refuse region relationship release rely remove repeat replace require
    resource respond response responsible reveal risk row rule run safe scale scene schedule
    search seek select send separate series serious service settle shape share sharp shift short
    sign simple site size skill slip society solution solve space special specific spot spread
    standard stem straight strategy strength stress stretch strike strong structure struggle
    age aim anniversary appearance approach argument art artist aspiration atmosphere attitude
    authority awareness backlash background battle behavior behaviour blow bond business bystander
    category celebrity center centre challenge chaos character city claim club code comedian
    commotion company complex concern confusion contestant controversial controversy costume
    criticism criticize crowd culture daily damage debate debut defy divert drama dream east
    emotion emotional encounter engage ensue episode era evolve exchange expert expose face family
    feature feedback feeling film flight focus frustrate frustration fun future game gather
    gesture glimpse hardship health heart heated highlight historic history homeland honor horror
    household humor humour iconic illustrate impact incident industry influx inspire inspiring
    intense involved journey judge justice laureate lifestyle location magazine match media
    message milestone mishap mixed moment momentum movie mystery narrative navigate neighborhood
    network news north obstacle odds ongoing online outlet outrage overcome page parade past piece
    player poignant politician politics portion post potential powerful praise press prominent
    promote promotion psychological public raise rally rating reality reason rebuke recognition
    reform region regain reminder reputation research resolve response restaurant reveal rival
    road role routine rumor rumour sacrifice safety scandal scene scientist score scrutiny secret
    segment sentiment shock show showcase site skepticism social soldier song south spark
    spectacle spirit sport stance star status store strategic street struggle stun successful
    suffering summary summer surround survive survivor suspicion symbol table tension testament
    test title titled tough town tragedy tragic transparency trauma treat treatment tribute
    tumultuous twist uncertain unclear undergo underlying underscore undisclosed unique unite
    unknown unusual user vehicle venue viewer village violence visitor void vow website weekend
    west winner witness women worker worldwide
    style succeed success succession sudden suffer supply surround sustain target team tend theme
    thought touch tough track trend trip trouble true trust unable unit urge useful usual value
    vary visit voice wait walk warn watch weak wide win wish wonder worry worth wrong young old
    """
)
"""Words of many uses; in a paraphrase they often stand for a more telling one."""

_ABSTRACT: Final = (
    "acy",
    "ance",
    "ancy",
    "dom",
    "ence",
    "ency",
    "hood",
    "ism",
    "ity",
    "ment",
    "ness",
    "ship",
    "sion",
    "tion",
    "tude",
)
"""Endings of nouns that sum up what a text tells in other words."""
_WEIGHTS: Final = {"NOUN": 1.0, "VERB": 1.0, "PROPN": 1.0, "ADJ": 0.75, "ADV": 0.25}


def weight(lemma: str, part: str) -> float:
    """How telling a word is, in 0 to 1.

    Args:
        lemma: In lower case.
        part: Its part of speech, as Universal Dependencies name it.
    """
    if lemma in _LIGHT or any(character.isdigit() for character in lemma):
        return 0.0
    general = lemma in _GENERAL or (part == "NOUN" and lemma.endswith(_ABSTRACT))
    return _WEIGHTS.get(part, 0.0) * (0.5 if general else 1.0)


class Telling(NamedTuple):
    """A content word of a text.

    Attributes:
        lemma: In lower case.
        text: As it is written.
        start: Where it stands, in code points.
        weight: How telling it is, in 0 to 1.
        is_name: Whether the model takes it for a name.
        joined: With its particle, as the noun is written: "takeoff" for "took off".
    """

    lemma: str
    text: str
    start: int
    weight: float
    is_name: bool
    joined: str


class Phrase(NamedTuple):
    """A phrase or clause, with all that hangs on it.

    Attributes:
        words: Its content words.
        is_apart: Whether the sentence is whole without it: a clause after a comma, a reason, an
            occasion, something more that the subject did.
        is_close: Whether it only completes what governs it, as the phrases of place and time do;
            neither of the two are subjects, objects and whole sentences.
    """

    words: tuple[Telling, ...]
    is_apart: bool
    is_close: bool


@lru_cache(maxsize=64)
def telling_words(text: str) -> tuple[Telling, ...]:
    """The content words of English `text`, in its order.

    Raises:
        SettingsError: If no English model is installed.
    """
    return tuple(_telling(token) for token in parse(text) if _is_content(token))


@lru_cache(maxsize=64)
def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases and clauses of English `text`, each with those inside it.

    Raises:
        SettingsError: If no English model is installed.
    """
    found = []
    for token in parse(text):
        if token.dep_ in _PARTICLES or token.right_edge.i - token.left_edge.i > _LONGEST:
            continue
        if words := tuple(_telling(part) for part in token.subtree if _is_content(part)):
            apart = _is_apart(token)
            found.append(Phrase(words, apart, not apart and token.dep_ in _CLOSE))
    return tuple(found)


def words_within(text: str, span: Span) -> Iterator[Telling]:
    """The content words of English `text` that begin in `span`."""
    for token in tokens_of(text, span):
        if span.start <= token.idx < span.end and _is_content(token):
            yield _telling(token)


@lru_cache(maxsize=64)
def topics(text: str) -> frozenset[str]:
    """What English `text` is about: its heading's content words, and those that recur in it.

    Raises:
        SettingsError: If no English model is installed.
    """
    counts = Counter(token.lemma_.lower() for token in parse(text) if _is_content(token))
    first = first_sentence(text)
    heading = {word.lemma for word in words_within(text, first)} if first else set()
    return frozenset(word for word, count in counts.items() if count >= _RECURS) | heading


def _telling(token: Token) -> Telling:
    lemma = token.lemma_.lower()
    silent = (lemma in _SAYING and token.pos_ == "VERB") or _is_title(token)
    telling = 0.0 if silent else weight(lemma, token.pos_)
    joined = lemma + "".join(child.lower_ for child in token.rights if child.dep_ == "prt")
    if token.i > 1 and token.nbor(-1).text == "-":
        joined = token.nbor(-2).lower_ + lemma  # e-mail, email
    return Telling(lemma, token.text, token.idx, telling, token.pos_ == "PROPN", joined)


def _is_title(token: Token) -> bool:
    """Whether the word only says what somebody named beside it is."""
    bearers = [token.head] if token.dep_ in ("appos", "compound", "nmod") else []
    bearers += [child for child in token.rights if child.dep_ == "appos"]
    return token.pos_ == "NOUN" and any(bearer.pos_ == "PROPN" for bearer in bearers)


def _is_content(token: Token) -> bool:
    return (
        token.pos_ in _WEIGHTS
        and not token.is_stop
        and any(character.isalpha() for character in token.text)
        and not (len(token) == 1 and token.i + 1 < len(token.doc) and token.nbor().text == "-")
    )


def _is_apart(head: Token) -> bool:
    doc, first, last = head.doc, head.left_edge.i, head.right_edge.i
    if last + 1 < len(doc) and not doc[last + 1].is_punct:
        return False
    if head.dep_ == "prep" and head.lower_ in _REASONS:
        return True
    if head.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return True
    if head.dep_ == "advcl" and any(child.lower_ in _REASONS for child in head.lefts):
        return True
    after_comma = first > 0 and doc[first - 1].text in _COMMAS
    return after_comma and (
        head.dep_ in ("advcl", "acl", "relcl", "prep", "npadvmod")
        or (head.dep_ == "appos" and any(child.dep_ == "relcl" for child in head.rights))
    )
