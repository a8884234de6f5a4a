"""How insistently an English text asks somebody for something: suggests, urges, orders, forces."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.clauses import content_lemmas
from briefing.language.cues import lemma, words
from briefing.language.parsing import tokens_held

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Urging", "urgings"]

_STEPS: Final = (
    words("advise hint propose recommend suggest advice proposal recommendation suggestion"),
    words("appeal ask beg call encourage exhort implore invite plead request urge"),
    words("demand insist"),
    words("command instruct oblige order require instruction"),
    words("compel force"),
)
"""From the mildest to where nobody is asked any more."""
_GRADES: Final = {word: grade for grade, listed in enumerate(_STEPS, start=1) for word in listed}
_GETTING: Final = words("bring cause convince get induce lead make move persuade")
"""With an object and an infinitive they say that the object did it, like those of the last step."""
_MODALS: Final[dict[str, frozenset[int]]] = {
    "must": frozenset({3, 4}),
    "have": frozenset({3, 4}),
    "need": frozenset({2, 3, 4}),
    "should": frozenset({1, 2, 3}),
    "ought": frozenset({1, 2, 3}),
}
_CLAUSES: Final = frozenset({"acl", "advcl", "ccomp", "xcomp"})
_FARTHEST: Final = 60


@dataclass(frozen=True)
class Urging:
    """Something that somebody is asked for, told or made to do.

    Attributes:
        grades: How insistently, from 1 (it is suggested) to 5 (it is forced); several where
            the word leaves it open.
        span: The word that tells, in code points.
        words: The content lemmas of what is asked for.
    """

    grades: frozenset[int]
    span: Span
    words: frozenset[str]


@lru_cache(maxsize=256)
def urgings(text: str, within: Span | None = None) -> tuple[Urging, ...]:
    """Whatever English `text` says that somebody is asked for, should or must do, or is made to.

    Args:
        text: The text.
        within: Where the words that tell lie wholly; anywhere, where none is given.

    Raises:
        SettingsError: If no English model is installed.
    """
    found = []
    for token, span in tokens_held(text, within):
        if (told := _told(token)) is not None:
            grades, wanted = told
            found.append(Urging(grades, span, _content(wanted)))
    return tuple(found)


def _told(token: Token) -> tuple[frozenset[int], Token] | None:
    """How insistent the word is, and the head of what is asked for."""
    word = lemma(token.lemma_)
    if token.dep_ == "aux" and token.lower_ in _MODALS and token.head.pos_ in ("VERB", "AUX"):
        return _MODALS[token.lower_], token.head
    if word in ("have", "need") and token.pos_ == "VERB":
        wanted = _infinitive(token)
        return (_MODALS[word], wanted) if wanted is not None and wanted.dep_ == "xcomp" else None
    if token.pos_ not in ("VERB", "NOUN"):
        return None
    if word in _GETTING and token.pos_ == "VERB":
        made = _infinitive(token)
        return (frozenset({5}), made) if made is not None and _acts(token, made) else None
    grade = _GRADES.get(word)
    asked = (_infinitive(token) or _clause(token)) if grade else None
    return (frozenset({grade}), asked) if grade and asked is not None else None


def _infinitive(word: Token) -> Token | None:
    """What is to be done: urged him to leave; made him leave."""
    return next(
        (
            child
            for child in word.rights
            if child.dep_ in _CLAUSES and child.tag_ in ("VB", "VBP")
            if not any(part.dep_ == "mark" and part.lower_ != "that" for part in child.lefts)
        ),
        None,
    )


def _clause(word: Token) -> Token | None:
    """What is asked for as a clause or a thing: demanded that he go, called for a truce."""
    return next(
        (
            child
            for child in word.rights
            if (child.dep_ == "dobj" and child.pos_ != "PRON")
            or (child.dep_ == "ccomp" and _is_wanted(child))
        ),
        next(
            (
                thing
                for child in word.rights
                if child.dep_ == "prep" and child.lower_ == "for"
                for thing in child.rights
                if thing.dep_ in ("pobj", "pcomp")
            ),
            None,
        ),
    )


def _is_wanted(clause: Token) -> bool:
    """Whether it is something to do: insisted that they leave, not that they had left."""
    parts = [child for child in clause.lefts if child.dep_ in ("aux", "auxpass")]
    first = parts[0] if parts else clause
    return first.tag_ == "VB" or first.lower_ in ("must", "should", "ought")


def _acts(verb: Token, made: Token) -> bool:
    """Whether there is somebody who is got to do it: got them to leave, but not got to leave."""
    own = any(child.dep_ in ("nsubj", "nsubjpass") for child in made.lefts)
    passive = any(child.dep_ == "nsubjpass" for child in verb.lefts)
    return own or passive or any(child.dep_ == "dobj" and child.i < made.i for child in verb.rights)


def _content(head: Token) -> frozenset[str]:
    return content_lemmas(itertools.islice(head.subtree, _FARTHEST)) | {lemma(head.lemma_)}
