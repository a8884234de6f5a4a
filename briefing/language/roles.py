"""Who or what fills which role of which word in English: the agent of a veto, of to veto."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from briefing.document import Span
from briefing.language.capitals import STATE_OF_SEAT
from briefing.language.clauses import object_of, subject
from briefing.language.cues import lemma, words
from briefing.language.demonyms import naming_words, stems
from briefing.language.mentions import entities
from briefing.language.names import Kind, is_role
from briefing.language.parsing import parse, tokens_of
from briefing.language.speaker import speaker_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = ["Filler", "Role", "acronym_forms", "converse", "may_be", "name_forms", "roles"]

_VERBAL: Final = frozenset({"VERB", "AUX"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
_RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
_OBJECTS: Final = frozenset({"dobj", "attr", "oprd"})
_BEFORE: Final = frozenset({"amod", "compound", "nmod"})
_MEASURES: Final = frozenset({"CARDINAL", "DATE", "MONEY", "PERCENT", "QUANTITY", "TIME"})
_FIRST_PERSON: Final = frozenset({"i", "we", "us", "me", "my", "our"})
_STATES: Final = frozenset().union(*map(stems, STATE_OF_SEAT.values()))
_FARTHEST: Final = 60
_LIGHT: Final = words("be have do get make take 's")
"""Verbs in which anybody may act: they tell nobody apart."""

_SIDES: Final = words("east eastern north northern south southern west western")
_TOWARDS: Final = words("to toward towards")
_AGAINST: Final = words("against on upon at over")
_FROM: Final = words("from")
_INSIDE: Final = words("in at within inside into near")
_GIVING: Final = words("by from to")
_OWNED: Final = frozenset({"of"})
_CONVERSES: Final = {
    "borrow": "lend",
    "buy": "sell",
    "get": "give",
    "purchase": "sell",
    "receive": "give",
}
"""Verbs whose subject is who undergoes the other: who buys is sold to."""

_AGENT: Final = frozenset({"agent"})
_PATIENT: Final = frozenset({"patient"})


@dataclass(frozen=True)
class Filler:
    """One that takes part.

    Attributes:
        span: The head with what is written together with it, in code points.
        head: Lemma of a common noun; "" of a name.
        names: The forms of the words of its own name, or of the name a pronoun stands for.
        about: The forms of all words of names in its phrase, and of all it is called elsewhere.
        unknown: Whether it may be anybody: a pronoun, but for the speaker's.
        kind: What one that the text names is; "" of others.
        is_speaker: Whether it is the "I" or "we" of a speech.
    """

    span: Span
    head: str
    names: tuple[frozenset[str], ...]
    about: frozenset[str]
    unknown: bool
    kind: Kind | Literal[""] = ""
    is_speaker: bool = False


@dataclass(frozen=True)
class Role:
    """What one does or undergoes.

    Attributes:
        filler: Who or what.
        kinds: The roles that it may be: agent, patient, of, to, from, against, in, with.
        predicate: Lemma of the verb, noun or adjective.
        place: Where the predicate stands, in code points.
        clause: Words by which one clause is told from another: all content lemmas in it.
    """

    filler: Filler
    kinds: frozenset[str]
    predicate: str
    place: Span
    clause: frozenset[str]


def converse(role: Role) -> Role | None:
    """The same role seen from the other side: who receives is given to; None where there is none.

    From whom it is received is who gives it.
    """
    predicate = _CONVERSES.get(role.predicate)
    kinds = _AGENT if "from" in role.kinds else frozenset({"to"} if "agent" in role.kinds else ())
    return replace(role, predicate=predicate, kinds=kinds) if predicate and kinds else None


def may_be(one: Filler, other: Filler) -> bool:
    """Whether the two may be the same, by a name in the phrase of either or by what they are."""
    return (
        one.unknown
        or other.unknown
        or not one.about.isdisjoint(other.about)
        or (bool(one.head) and one.head == other.head and not (one.about and other.about))
    )


@lru_cache(maxsize=256)
def roles(text: str, within: Span | None = None) -> tuple[Role, ...]:
    """The roles that participants of English `text` fill, in its order.

    Args:
        text: The text.
        within: Where their places lie wholly; anywhere, where none is given.

    Raises:
        SettingsError: If no English model is installed.
    """
    reader = _reader(text)
    found: list[Role] = []
    for token in tokens_of(text, within):
        if token.pos_ in _VERBAL and token.dep_ not in ("aux", "auxpass"):
            pairs = _of_verb(token)
        elif token.pos_ in ("NOUN", "PROPN"):
            pairs = _of_noun(token)
        else:
            continue
        for kinds, head, predicate in pairs:
            if head.pos_ not in _NOMINAL and not _is_demonym(head):
                continue
            place = Span(predicate.idx, predicate.idx + len(predicate))
            if within and not within.holds(place):
                continue
            found += [
                Role(
                    reader.filler(one),
                    kinds,
                    lemma(predicate.lemma_) if predicate.pos_ != "PROPN" else predicate.lower_,
                    place,
                    reader.clause(predicate),
                )
                for one in _joined(head)
                if one.lower_ not in _RELATIVES and one.ent_type_ not in _MEASURES
            ]
    return tuple(found)


Pair = tuple[frozenset[str], "Token", "Token"]


def _of_verb(verb: Token) -> Iterator[Pair]:
    """The kinds of role, who fills it, and the word it is a role of."""
    predicate = verb
    if verb.lemma_ == "be":
        complement = next((c for c in verb.children if c.dep_ in ("acomp", "attr")), None)
        if complement is not None:
            predicate = complement
    participle = verb.dep_ == "acl" and verb.tag_ == "VBN"
    if participle and verb.head.dep_ == "ROOT" and verb.right_edge.i >= verb.sent[-1].i - 1:
        return  # the verb of a sentence that the parser takes for a noun phrase
    passive = participle or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    first = verb.head if participle else subject(verb)
    own = any(child.dep_ in ("nsubj", "nsubjpass", "csubj") for child in verb.lefts)
    if not own and verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VB" and _is_asked(verb):
        first = None  # "drove them to close", "called on them to win": the one or the other
    objects = [c for c in verb.children if c.dep_ in _OBJECTS] + _moved(verb)
    if verb.dep_ == "relcl":
        pronoun = next((c for c in verb.lefts if c.lower_ in _RELATIVES), None)
        if pronoun is not None and pronoun.dep_ in ("nsubj", "nsubjpass"):
            first = verb.head
        elif not objects and not any(part.lower_ == "whose" for part in verb.subtree):
            objects = [verb.head]
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        first = verb.head
    light = (
        predicate is verb
        and verb.lemma_ in _LIGHT
        and not any(child.dep_ == "prt" for child in verb.rights)
    )
    given = any(child.dep_ == "prep" and child.lower_ == "with" for child in verb.children)
    if first is not None and not light:
        yield _of_subject(predicate, passive, given or bool(objects)), first, predicate
    if predicate is verb and not light:
        for thing in objects:
            # "provided them with aid" is to provide aid to them.
            kinds = frozenset({"patient", "to"}) if given else _PATIENT
            yield kinds, thing, predicate
        for child in verb.children:
            if child.dep_ == "dative":
                for one in [child] if child.pos_ in _NOMINAL else child.children:
                    yield frozenset({"to"}), one, predicate
    for child in [*verb.children, *(predicate.children if predicate is not verb else ())]:
        if child.dep_ in ("prep", "agent"):
            for kinds, one in _of_preposition(child, intransitive=not objects and not passive):
                yield kinds, one, predicate
            # "imposed sanctions on Iran", "took part in the talks": the object is the predicate
            for thing in objects:
                if light and thing.pos_ == "NOUN":
                    for kinds, one in _of_preposition(child, intransitive=False):
                        yield kinds, one, thing
    if light and first is not None:
        for thing in objects:
            if thing.pos_ == "NOUN":
                yield frozenset({"agent", "of"}), first, thing


def _moved(verb: Token) -> list[Token]:
    """Whom the verb has do something: "helped them build", "asked her to go"."""
    return [
        child
        for clause in verb.rights
        if clause.dep_ in ("ccomp", "xcomp")
        and clause.tag_ == "VB"
        and not any(c.dep_ in ("aux", "mark") and c.tag_ != "TO" for c in clause.lefts)
        for child in clause.lefts
        if child.dep_ == "nsubj" and child.i > verb.i
    ]


def _is_asked(verb: Token) -> bool:
    """Whether another one than the subject of its clause may be who does it."""
    if verb.dep_ == "advcl" and object_of(verb.head) is not None:
        return True
    return any(
        child.dep_ == "prep" and child.i < verb.i and child.lower_ in ("on", "to", "upon")
        for child in verb.head.rights
    )


def _of_subject(predicate: Token, passive: bool, given: bool) -> frozenset[str]:
    if predicate.pos_ in ("NOUN", "PROPN"):
        return frozenset({"is"})
    if predicate.pos_ == "ADJ" and predicate.text.endswith("ed"):
        return frozenset({"agent", "patient"})
    if passive:
        # "was given asylum": to whom, or what
        return frozenset({"patient", "to"}) if given else _PATIENT
    return _AGENT


def _of_noun(noun: Token) -> Iterator[Pair]:
    if noun.pos_ != "NOUN":
        return
    for child in [*noun.children, *_shared_after(noun)]:
        if (child.dep_ == "poss" and child.pos_ in _NOMINAL) or (
            child.dep_ in _BEFORE and _is_demonym(child)
        ):
            # Iraq's commander commands Iraq.
            yield frozenset({"of"} if is_role(noun) else {"agent", "of"}), child, noun
        elif child.dep_ == "prep":
            for kinds, one in _of_preposition(child, intransitive=True):
                yield kinds, one, noun
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            # "aid given by Rome to Oslo" is the aid of Rome to Oslo.
            for part in child.children:
                if part.dep_ in ("agent", "prep", "dative") and part.lower_ in _GIVING:
                    for kinds, one in _of_preposition(part, intransitive=False):
                        yield kinds | _OWNED if part.dep_ == "agent" else kinds, one, noun


def _shared_after(noun: Token) -> list[Token]:
    """What follows the last of several nouns and so goes with each: the size and age of Rome."""
    if any(child.dep_ == "prep" for child in noun.children):
        return []
    joined = [child for child in noun.children if child.dep_ == "conj" and child.pos_ == "NOUN"]
    return [child for one in joined for child in one.children if child.dep_ == "prep"] or [
        child for one in joined for child in _shared_after(one)
    ]


def _of_preposition(
    preposition: Token, *, intransitive: bool
) -> Iterator[tuple[frozenset[str], Token]]:
    word = preposition.lower_
    verb = preposition.head.pos_ in _VERBAL
    for one in preposition.children:
        if one.dep_ == "prep" and word in ("out", "from"):
            yield from _of_preposition(one, intransitive=intransitive)
        if one.dep_ != "pobj":
            continue
        if word == "by":
            # "mocked an effort by Rome": the effort is Rome's, wherever the parser hangs it.
            if not (verb and preposition.dep_ == "prep" and object_of(preposition.head)):
                yield _AGENT, one
        elif word == "of":
            yield frozenset({"of"}), one
        elif word == "for":
            yield frozenset({"to"}), one
        elif word in _TOWARDS:
            yield frozenset({"to", "patient"} if verb and intransitive else {"to"}), one
        elif word in _AGAINST:
            yield frozenset({"against", "patient"} if intransitive else {"against"}), one
        elif word in _FROM:
            yield frozenset({"from"}), one
        elif word in _INSIDE:
            yield frozenset({"in", "of"}), one
        elif word == "with":
            yield frozenset({"with"}), one


def _joined(head: Token) -> Iterator[Token]:
    """The noun and those coordinated with it."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in _NOMINAL:
            yield from _joined(child)


def _described(head: Token) -> Iterator[Token]:
    """The noun and what stands before it or belongs to it, without clauses and places."""
    yield head
    for child in head.children:
        if child.dep_ in ("compound", "amod", "nmod", "poss", "appos"):
            yield from _described(child)
        elif child.dep_ == "prep" and child.lower_ == "of":
            for one in child.children:
                yield from _described(one)


def _is_demonym(token: Token) -> bool:
    return token.pos_ == "PROPN" or (token.pos_ == "ADJ" and token.text[:1].isupper())


class _Named(NamedTuple):
    """One that a text names: its name, and as `Filler` has them, what it is about and its kind."""

    names: tuple[frozenset[str], ...]
    about: frozenset[str]
    kind: Kind


@lru_cache(maxsize=64)
def _reader(text: str) -> _Reader:
    return _Reader(text)


class _Reader:
    """Who the words of one text stand for."""

    def __init__(self, text: str) -> None:
        self._text = text
        speaker = speaker_of(text)
        self._speaker = _forms(speaker.of(text)) if speaker else ()
        self._kind: Kind | Literal[""] = ""
        self._named: dict[int, _Named] = {}
        self._clauses: dict[int, frozenset[str]] = {}
        self._fillers: dict[int, Filler] = {}
        for entity in entities(text):
            names = _forms(entity.name.of(text))
            about = _acronym(names).union(
                *(name_forms(span.of(text)) for span in (*entity.mentions, *entity.roles))
            )
            # The model takes a state for a body now and then, as in "Russian Federation".
            is_state = entity.kind != "person" and not _STATES.isdisjoint(frozenset().union(*names))
            kind: Kind = "place" if is_state else entity.kind
            for mention in entity.mentions:
                self._named[_end_of_head(text, mention)] = _Named(names, about, kind)
                if speaker and mention.meets(speaker):
                    self._kind = kind

    def filler(self, head: Token) -> Filler:
        """The participant whose head is `head`."""
        if head.i not in self._fillers:
            self._fillers[head.i] = self._filler(head)
        return self._fillers[head.i]

    def _filler(self, head: Token) -> Filler:
        span = Span(head.idx, head.idx + len(head))
        known = self._named.get(span.end)
        if head.lower_ in _FIRST_PERSON and self._speaker:
            about = frozenset().union(*self._speaker)
            return Filler(span, "", self._speaker, about, False, self._kind, is_speaker=True)
        compound = [
            c for c in head.lefts if c.dep_ in ("compound", "nmod", "amod") and c.i >= head.i - 4
        ]
        if compound and (head.pos_ == "PROPN" or all(map(_is_demonym, compound))):
            span = Span(compound[0].idx, span.end)
        phrase = list(_described(head))
        apposed = [c for c in head.children if c.dep_ == "appos"]
        own = _forms(span.of(self._text)) if head.pos_ == "PROPN" or _is_demonym(head) else ()
        phrase.sort(key=lambda token: token.i)
        about = name_forms(" ".join(token.text for token in phrase if _is_demonym(token)))
        if any(token.lower_ in _FIRST_PERSON for token in head.lefts):
            about = about.union(*self._speaker)
        if known:
            called = about | known.about
            return Filler(span, "", own or known.names, called, head.pos_ == "PRON", known.kind)
        if not own and apposed and apposed[0].pos_ == "PROPN":
            own = _forms(apposed[0].text)
        return Filler(
            span,
            "" if own else lemma(head.lemma_),
            own,
            about,
            head.pos_ == "PRON",
        )

    def clause(self, predicate: Token) -> frozenset[str]:
        """All content lemmas of the clause, those of clauses inside it included."""
        if predicate.i not in self._clauses:
            top = predicate
            for _ in range(_FARTHEST):
                if top.pos_ in _VERBAL or top.head is top:
                    break
                top = top.head
            self._clauses[predicate.i] = frozenset(
                token.lower_ if token.pos_ == "PROPN" else lemma(token.lemma_)
                for token in top.subtree
                if not token.is_stop and not token.is_punct and token.is_alpha
            )
        return self._clauses[predicate.i]


def _end_of_head(text: str, mention: Span) -> int:
    """Where its first word that governs the others ends: the Republic of Korea."""
    tokens = parse(text).char_span(*mention) if " of " in mention.of(text) else None
    return tokens.root.idx + len(tokens.root) if tokens else mention.end


def name_forms(text: str) -> frozenset[str]:
    """The forms of all words of names in `text`."""
    return frozenset().union(*_forms(text))


def acronym_forms(text: str) -> frozenset[str]:
    """The forms of the acronym of a name of several words: the EPA."""
    return _acronym(_forms(text))


def _forms(text: str) -> tuple[frozenset[str], ...]:
    """For each word of a name, its forms: a seat of government stands for its state.

    A point of the compass belongs to the word after it: North Korea is not South Korea.
    """
    found: list[frozenset[str]] = []
    side = ""
    for word in naming_words(text):
        if word.casefold() in _SIDES:
            side = word.casefold()[:1]
            continue
        forms = stems(word)
        if state := STATE_OF_SEAT.get(word.casefold()):
            forms |= stems(state)
        found.append(frozenset(side + form for form in forms) if side else forms)
        side = ""
    return tuple(found)


def _acronym(names: tuple[frozenset[str], ...]) -> frozenset[str]:
    letters = "".join(min(forms, key=len)[0] for forms in names if forms)
    return stems(letters) if len(letters) > 1 else frozenset()
