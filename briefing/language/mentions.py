"""Who is who in an English text: names, titles and pronouns that stand for the same one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.document import Span
from briefing.language.capitals import STATE_OF_SEAT
from briefing.language.cues import SPEECH, lemma, words
from briefing.language.given import Gender, gender_of
from briefing.language.names import Kind, Name, is_role, names
from briefing.language.parsing import parse
from briefing.language.quotations import quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["PARTICLES", "Entity", "entities", "entities_in"]

_PRONOUNS: Final[dict[str, Gender]] = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
    "herself": "she",
}
_WORD: Final = re.compile(r"[^\W_]+")
PARTICLES: Final = frozenset(
    "al ben bin da dal de del della den der di dos du el la le ten ter van von zu".split()
)
"""Words with which a surname begins."""
_GENERAL_ROLES: Final = frozenset({"leader", "politician", "official"})
"""Role nouns that stand for another one: the Russian leader is the Russian president."""

_SEATED: Final = frozenset(STATE_OF_SEAT) | {state.lower() for state in STATE_OF_SEAT.values()}
_BODIES: Final = words(
    """
    agency association bank board chamber city college commission committee company congress
    corporation corps council court department force foundation fund house inc institute league
    ministry museum office party press senate service society team times union university
    """
)
"""Last words of names that no person bears."""

# Salience as in Lappin and Leass, An Algorithm for Pronominal Anaphora Resolution (1994):
# weights by grammatical role, halved with every sentence.
_SUBJECT: Final = 80.0
_OTHER: Final = 45.0
_RECENT: Final = 100.0
_FORGOTTEN: Final = 5.0
_GOES_ON: Final = 3
"""Sentences after which who has spoken may still be the one who speaks."""


@dataclass(frozen=True)
class Entity:
    """A person, organisation or place of a text; spans are in code points.

    Attributes:
        name: The fullest mention by name.
        kind: What it is.
        mentions: Every mention, in the order of the text: names, pronouns, titles.
        roles: What titles and appositions call it, in the order of the text.
    """

    name: Span
    kind: Kind
    mentions: tuple[Span, ...]
    roles: tuple[Span, ...]

    def __hash__(self) -> int:
        """No two of a text have one name, and the mentions may be thousands."""
        return hash(self.name)


@dataclass
class _Group:
    """An entity in the making; the numbers are those of the sentence that last had it so."""

    names: list[Name]
    kind: Kind = "organisation"
    gender: Gender | None = None
    others: list[Span] = field(default_factory=list)
    salience: float = 0.0
    last_in: int = -1
    acted_in: int = -1
    spoke_in: int = -1

    def entity(self) -> Entity:
        fullest = max(self.names, key=lambda name: (len(name.words), -name.span.start))
        mentions = {name.span for name in self.names} | set(self.others)
        roles = {role for name in self.names for role in name.roles}
        roles = {role for role in roles if not any(o != role and o.holds(role) for o in roles)}
        return Entity(fullest.span, self.kind, tuple(sorted(mentions)), tuple(sorted(roles)))


@lru_cache(maxsize=8)
def entities(text: str) -> tuple[Entity, ...]:
    """The persons, organisations and places of English `text`, in order of first mention.

    A surname alone, a title ("the Russian president") and a pronoun ("he", "her") count as
    mentions of the person for whom they most likely stand. What cannot be resolved is left out.

    Raises:
        SettingsError: If no English model is installed.
    """
    doc = parse(text)
    groups = _grouped(names(doc))
    _resolve(doc, text, groups, [quotation.span for quotation in quotations(text)])
    return tuple(
        sorted((group.entity() for group in groups), key=lambda entity: entity.mentions[0])
    )


def entities_in(text: str, span: Span) -> list[Entity]:
    """Those of the entities of `text`, in their order, of whom a mention meets `span`."""
    index = _index(text)
    first = bisect_left(index.starts, span.start - index.longest)
    last = bisect_left(index.starts, span.end)
    met = {place for mention, place in index.mentions[first:last] if mention.meets(span)}
    known = entities(text)
    return [known[place] for place in sorted(met)]


class _Index(NamedTuple):
    """All mentions in the order of the text, each with the place of its entity in `entities`."""

    mentions: list[tuple[Span, int]]
    starts: list[int]
    longest: int


@lru_cache(maxsize=8)
def _index(text: str) -> _Index:
    mentions = sorted(
        (mention, place)
        for place, entity in enumerate(entities(text))
        for mention in entity.mentions
    )
    starts = [mention.start for mention, _ in mentions]
    longest = max((mention.end - mention.start for mention, _ in mentions), default=0)
    return _Index(mentions, starts, longest)


def _grouped(found: list[Name]) -> list[_Group]:
    full: dict[tuple[str, ...], _Group] = {}
    ending: dict[str, list[tuple[str, ...]]] = {}
    for name in found:
        if len(name.words) > 1:
            alike = ending.setdefault(name.words[-1], [])
            known = full.get(name.words)
            if known is None:
                longer = _variant(name.words, alike) or _surname(name.words, alike)
                known = full[name.words] = full[longer] if longer else _Group([])
                alike.append(name.words)
            known.names.append(name)
    groups = list({id(group): group for group in full.values()}.values())
    for group in groups:
        group.kind = _kind(group.names)
        called = next((name.gender for name in group.names if name.gender), None)
        group.gender = called or gender_of(group.names[0].words[0])
    bearers = _Bearers(groups, {name.words for name in found if name.titled})
    singles: dict[str, _Group] = {}
    for name in found:
        if len(name.words) > 1:
            bearers.note(full[name.words])
        elif len(name.words) == 1:
            (word,) = name.words
            fitting = [singles[word]] if word in singles else bearers.of(name)
            if not fitting:
                fitting = [_Group([])]
                singles[word] = fitting[0]
                groups += fitting
            bearer = fitting[0]
            bearer.gender = bearer.gender or name.gender
            # Of two namesakes a title tells not which: President Clinton, where both are named.
            bearer.names.append(replace(name, roles=()) if len(fitting) > 1 else name)
    for group in groups:
        group.names.sort(key=lambda name: name.span)
        group.kind = _kind(group.names)
    return groups


def _variant(words: tuple[str, ...], alike: list[tuple[str, ...]]) -> tuple[str, ...] | None:
    """A name that differs only in middle names: John F. Kennedy, John Kennedy."""
    for other in alike:
        if other[0] == words[0] and _is_shortened(other[1:-1], words[1:-1]):
            return other
    return None


def _surname(words: tuple[str, ...], alike: list[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The name of whom a surname of several words is: De Blasio, Bill de Blasio."""
    if words[0] not in PARTICLES:
        return None
    for other in alike:
        if len(other) > len(words) and other[-len(words) :] == words:
            return other
    return None


def _is_shortened(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the middle names are the same ones, written out, as initials, or left out."""
    return not one or not other or one[0][0] == other[0][0]


class _Bearers:
    """Who bears a surname, or else a given name: the last one named, as a text is read."""

    def __init__(self, groups: list[_Group], titled: set[tuple[str, ...]]) -> None:
        self._titled = titled
        self._order = count(1)
        self._noted: dict[int, int] = {}
        self._of: dict[tuple[int, str], list[_Group]] = {}
        for group in groups:
            borne = {(place, name.words[place]) for name in group.names for place in (-1, 0)}
            for word in borne if group.kind != "place" else ():
                self._of.setdefault(word, []).append(group)

    def note(self, group: _Group) -> None:
        """The text names one of the group here, in full or by what `of` has found to be its."""
        self._noted[id(group)] = next(self._order)

    def of(self, name: Name) -> list[_Group]:
        """Whose the single word may be at this place, the likeliest first.

        The last one named with that surname, and before any is named the first to come; else
        the same of a given name. An honorific tells whose it is not, and a title that it is
        a person's, mostly by surname: President Obama is not the Obama White House.
        """
        (word,) = name.words
        for place in (-1, 0):
            fitting = [
                group
                for group in self._of.get((place, word), ())
                if None in (name.gender, group.gender) or name.gender == group.gender
                if name.words not in self._titled or _is_titled(group, place)
            ]
            fitting.sort(key=self._likelihood(name), reverse=True)
            if fitting:
                if id(fitting[0]) in self._noted:
                    self.note(fitting[0])
                return fitting
        return []

    def _likelihood(self, name: Name) -> Callable[[_Group], tuple[bool, int]]:
        def likelihood(group: _Group) -> tuple[bool, int]:
            told = name.gender is not None and group.gender == name.gender
            return told, self._noted.get(id(group), 0)

        return likelihood


def _is_titled(group: _Group, place: int) -> bool:
    """Whether a title may stand before the word at `place` of its names: King Charles III."""
    return group.kind == "person" and (place == -1 or any(name.titled for name in group.names))


def _kind(group: list[Name]) -> Kind:
    if any(name.titled for name in group):
        return "person"
    if all(_is_no_person(name.words) for name in group):
        return "place" if group[0].kind == "place" else "organisation"
    full = [name for name in group if len(name.words) > 1]
    votes = Counter(name.kind for name in full or group if name.kind)
    # A name that is shortened to its last word is a person's.
    if full and len(full) < len(group) and votes["place"] <= votes.total() / 2:
        return "person"
    ranked: tuple[Kind, ...] = ("place", "organisation", "person")
    return max(ranked, key=lambda kind: votes[kind]) if votes else "organisation"


def _is_no_person(name: tuple[str, ...]) -> bool:
    """Whether it names a state, its seat or a body, whatever the model takes it for."""
    return " ".join(name) in _SEATED or (len(name) > 1 and name[-1] in _BODIES)


def _resolve(doc: Doc, text: str, groups: list[_Group], quoted: list[Span]) -> None:
    """Give pronouns and titles to the persons for whom they most likely stand."""
    persons = [group for group in groups if group.kind == "person"]
    places = {id(group): place for place, group in enumerate(persons)}
    recent: dict[int, _Group] = {}
    holders = _Holders(persons, text)
    bound = {name.last: group for group in persons for name in group.names}
    inside = {
        i for group in groups for name in group.names for i in range(name.first, name.last + 1)
    }
    for number, sentence in enumerate(doc.sents):
        for group in recent.values():
            group.salience = group.salience / 2 if group.salience > _FORGOTTEN else 0.0
        recent = {place: group for place, group in recent.items() if group.salience}
        for token in sentence:
            meant = bound.get(token.i)
            if meant is None and token.lower_ in _PRONOUNS and token.tag_ in ("PRP", "PRP$"):
                around = [recent[place] for place in sorted(recent)]
                meant = _speaking(token, around, number) or _antecedent(token, around, bound)
                if meant:
                    meant.others.append(Span(token.idx, token.idx + len(token)))
                    meant.gender = meant.gender or _PRONOUNS[token.lower_]
            elif meant is None and token.i not in inside and is_role(token):
                meant = holders.of(token)
                if meant:
                    meant.others.append(Span(token.left_edge.idx, token.idx + len(token)))
            if meant:
                bound[token.i] = meant
                governed = token.head if token.dep_ == "appos" else token
                weight = _SUBJECT if governed.dep_ in ("nsubj", "nsubjpass") else _OTHER
                if _is_inside(token.idx, quoted):
                    weight /= 2
                meant.salience = max(meant.salience, weight + _RECENT) + 1
                meant.last_in = number
                if governed.dep_ in ("nsubj", "nsubjpass"):
                    meant.acted_in = number
                if governed.dep_ == "nsubj" and lemma(governed.head.lemma_) in SPEECH:
                    meant.spoke_in = number
                recent[places[id(meant)]] = meant


def _is_inside(position: int, spans: list[Span]) -> bool:
    """Whether the position stands inside one of the spans, past its start."""
    before = bisect_left(spans, position, key=lambda span: span.start)
    return before > 0 and position < spans[before - 1].end


def _speaking(pronoun: Token, recent: list[_Group], sentence: int) -> _Group | None:
    """Who goes on speaking: "he said" is whoever spoke last, and nobody has acted since."""
    if pronoun.dep_ != "nsubj" or lemma(pronoun.head.lemma_) not in SPEECH:
        return None
    if any(group.last_in == sentence for group in recent):
        return None  # one nearer by
    fitting = [
        group
        for group in recent
        if group.spoke_in >= max(0, sentence - _GOES_ON)
        and group.gender in (None, _PRONOUNS[pronoun.lower_])
    ]
    if not fitting:
        return None
    speaker = max(fitting, key=lambda group: group.spoke_in)
    acted = any(group is not speaker and group.acted_in > speaker.spoke_in for group in recent)
    return None if acted else speaker


def _antecedent(pronoun: Token, recent: list[_Group], bound: dict[int, _Group]) -> _Group | None:
    gender = _PRONOUNS[pronoun.lower_]
    ahead = _main_subject(pronoun)
    if ahead is not None and ahead.i in bound and bound[ahead.i].gender in (None, gender):
        return bound[ahead.i]
    sayer = _sayer(pronoun)
    if sayer is not None and sayer.i in bound and bound[sayer.i].gender in (None, gender):
        return bound[sayer.i]
    barred: _Group | None = None
    if pronoun.dep_ in ("dobj", "dative") and pronoun.lower_ in ("him", "her"):
        # An object pronoun never stands for the subject of its own verb.
        subject = next((c for c in pronoun.head.children if c.dep_ == "nsubj"), None)
        barred = bound.get(subject.i) if subject is not None else None
    candidates = [
        group for group in recent if group.gender in (None, gender) and group is not barred
    ]
    return max(candidates, key=lambda group: group.salience, default=None)


def _sayer(pronoun: Token) -> Token | None:
    """The subject of the saying in which the pronoun is the first to act: X said he would go."""
    clause = pronoun.head
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or clause.dep_ != "ccomp":
        return None
    if lemma(clause.head.lemma_) not in SPEECH or clause.head.i > pronoun.i:
        return None
    return next((child for child in clause.head.lefts if child.dep_ == "nsubj"), None)


def _main_subject(pronoun: Token) -> Token | None:
    """The subject to come, where the pronoun stands in a clause before it: asked if he knew, X."""
    for ancestor in pronoun.ancestors:
        if ancestor.dep_ == "advcl":
            subjects = (child for child in ancestor.head.lefts if child.dep_ == "nsubj")
            return next((child for child in subjects if child.i > pronoun.i), None)
    return None


class _Holders:
    """The persons under the words of their roles."""

    def __init__(self, persons: list[_Group], text: str) -> None:
        self._by_word: dict[str, list[tuple[frozenset[str], _Group]]] = {}
        for group in persons:
            roles = dict.fromkeys(role.of(text).lower() for n in group.names for role in n.roles)
            for carried in dict.fromkeys(frozenset(_WORD.findall(role)) for role in roles):
                for word in carried:
                    self._by_word.setdefault(word, []).append((carried, group))

    def of(self, noun: Token) -> _Group | None:
        """The person whose role the definite singular noun phrase repeats."""
        if noun.tag_ not in ("NN", "NNP") or noun.left_edge.lower_ != "the" or noun.dep_ == "appos":
            return None
        words = {
            token.lower_
            for token in noun.doc[noun.left_edge.i + 1 : noun.i]
            if token.pos_ in ("ADJ", "NOUN", "PROPN")
        }
        if noun.right_edge.i > noun.i and any(child.dep_ == "prep" for child in noun.rights):
            return None
        sought = noun.lower_
        if words and sought in _GENERAL_ROLES:
            sought = min(words)
        best: _Group | None = None
        for carried, group in self._by_word.get(sought, ()):
            if words <= carried and (best is None or group.salience > best.salience):
                best = group
        return best
