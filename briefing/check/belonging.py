"""Which people's or place's something is, held against whose the evidence says that it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.brief import Finding
from briefing.check.passages import Passage
from briefing.document import Span
from briefing.findings import finding
from briefing.language.demonyms import naming_words, stems
from briefing.language.names import is_role
from briefing.language.parsing import parse

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["check_belonging"]

_BEFORE: Final = frozenset({"amod", "compound", "poss", "nmod"})
_PLACES: Final = frozenset({"GPE", "NORP", "LOC"})
_PRONOUNS: Final = frozenset({"PRP$", "WP$"})


class _Described(NamedTuple):
    """A noun, the peoples and places whose it is, and all that is said to describe it."""

    noun: Token
    names: tuple[str, ...]
    phrase: str

    @property
    def lemma(self) -> str:
        return self.noun.lemma_.lower()

    @property
    def has_pronoun(self) -> bool:
        return any(child.tag_ in _PRONOUNS for child in self.noun.lefts)


def check_belonging(text: str, passages: Sequence[Passage], path: str) -> Iterator[Finding]:
    """Find what is one people's or place's here, and another one's in the evidence.

    The Ukrainian referendum is not the referendum of Crimea. Nothing is found where a
    pronoun in the evidence may stand for the name.
    """
    if not passages or any(passage.document.language != "en" for passage in passages):
        return
    here = [
        described for document, span in passages for described in _described(document.text, span)
    ]
    for said in _described(text, Span(0, len(text))):
        same = [one for one in here if one.lemma == said.lemma]
        if not said.names or not any(one.names for one in same):
            continue
        known = {stem for one in same for name in naming_words(one.phrase) for stem in stems(name)}
        if any(one.has_pronoun for one in same) or any(stems(name) & known for name in said.names):
            continue
        given = " and ".join(f"“{one.phrase}”" for one in same if one.names)
        yield finding(
            "name-unsupported",
            path,
            f"“{said.phrase}” is not in the cited sentences, which have {given}",
        )


def _described(text: str, span: Span) -> Iterator[_Described]:
    for token in parse(text).char_span(*span, alignment_mode="expand") or ():
        # One person may belong to several: the England and Manchester City goalkeeper.
        if token.tag_ not in ("NN", "NNS") or is_role(token):
            continue
        names = [word for child in token.lefts if child.dep_ in _BEFORE for word in _words(child)]
        for preposition in token.rights:
            if preposition.dep_ == "prep" and preposition.lower_ in ("of", "in"):
                objects = list(preposition.children)
                # In Kiev: where it was is no matter of whose it is, unless the evidence says it.
                if preposition.lower_ == "of" or not names:
                    names += [word for one in objects for word in _words(one)]
        start, end = token.left_edge.idx, token.right_edge
        yield _Described(token, tuple(names), text[start : end.idx + len(end)])


def _words(token: Token) -> list[str]:
    """The naming words of a people or a place that the token heads."""
    named = token.ent_type_ in _PLACES and token.text[0].isupper()
    return naming_words(token.text) if named else []
