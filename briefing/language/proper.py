"""The words of an English statement that name somebody or something."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.cues import words
from briefing.language.demonyms import naming_words
from briefing.language.names import is_role
from briefing.language.offices import offices
from briefing.language.parsing import parse
from briefing.language.wordnet import senses

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["ProperName", "described", "proper_names"]

_NAMED: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT"})
_TIMES: Final = words(
    """
    january february march april may june july august september october november december jan
    feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday
    saturday sunday i a.m p.m am pm
    """
)
_FARTHEST: Final = 4
"""Steps in the tree from a name up to what it describes."""
_HONORIFICS: Final = words("mr mrs ms miss dr sir lord lady prof professor madam messrs st")
_CLOSED: Final = words(
    """
    a all also although an and another any as at before being both but by did do does each
    either every few
    following former for from given he her his however if in instead its last many more most much
    my neither no none nor not of on one only or other our over several she some still such than
    that the their then there these they this those though three to two under unlike until we what
    when where whether which while who whose with yet your
    """
)
"""Words that name nobody, capital or not: Most Member States."""
_ASKING: Final = words(
    "can could did do does has have is may might must shall should was will would"
)
"""A question begins with one of them, capital or not: Will May resign?"""
_BELONGING: Final = words("at for from in of with")
_TITLE_CASE: Final = 0.7
_TITLE_REACH: Final = 5
"""Tokens after a name in which the head of its title stands: Ukraine's acting prime minister."""


_FUNCTIONS: Final = frozenset({"PRON", "DET", "ADP", "SCONJ", "CCONJ", "AUX", "PART", "NUM"})


@dataclass(frozen=True)
class ProperName:
    """A run of words that names one.

    Attributes:
        span: In code points.
        words: The naming words as written, without possessive ending.
        person: Whether it is taken for a person.
        subject: Whether it is, or possesses, the subject of a verb.
        certain: Whether it is one by more than the capital of a sentence start.
        titular: Whether it belongs to a title: the Russian president, president of Russia.
    """

    span: Span
    words: tuple[str, ...]
    person: bool
    subject: bool
    titular: bool
    certain: bool


def proper_names(text: str) -> list[ProperName]:
    """Find names in English `text`: words with a capital.

    A sentence start may explain the capital; such a word, if it is no function word, is
    given as uncertain where the model does not take it for a name. A capital inside a word is
    explained by nothing else.

    Titles ("Foreign Minister"), honorifics, months and weekdays are none. Where nearly
    every word has a capital, as in a headline, only what the model tags as one is a name.
    """
    doc = parse(text)
    found: list[ProperName] = []
    run: list[Token] = []
    headline = _is_headline(doc)
    for token in doc:
        if _names(token, headline):
            if run and not _continues(run[-1], token):
                found.append(_proper(run))
                run = []
            run.append(token)
        elif run and token.text in ("-", "‑", ".", "'", "’") and not token.whitespace_:
            continue
        elif run:
            found.append(_proper(run))
            run = []
    if run:
        found.append(_proper(run))
    return [name for name in found if name.words]


def described(text: str, name: Span) -> str | None:
    """The noun or name that `name` only describes: the US president, Fox of Starbucks.

    Returns:
        Its word as written; None where the name does not depend on one.
    """
    span = parse(text).char_span(*name, alignment_mode="expand")
    if span is None:
        return None
    root = span.root
    if root.dep_ in ("compound", "amod", "nmod", "poss"):
        head = root.head
    elif root.dep_ == "pobj" and root.head.lower_ in _BELONGING:
        head = root.head.head
    else:
        return None
    if head in span or head.pos_ not in ("NOUN", "PROPN"):
        return None
    return head.text


def bearer_of(text: str, name: Span) -> str | None:
    """The last name of whom `name` describes beside it: Rey, a delegate from Michigan.

    Returns:
        Its word as written; None where nobody is named beside the description.
    """
    span = parse(text).char_span(*name, alignment_mode="expand")
    if span is None:
        return None
    head = span.root
    for _ in range(_FARTHEST):
        if head.dep_ == "appos" and head.head.pos_ == "PROPN":
            return head.head.text
        if head.pos_ == "NOUN":
            named = (child for child in head.children if child.dep_ == "appos")
            return next((child.text for child in named if child.pos_ == "PROPN"), None)
        head = head.head
    return None


def _names(token: Token, headline: bool) -> bool:
    word = token.text
    if not any(c.isupper() for c in word) or token.lower_.rstrip(".") in _TIMES | _HONORIFICS:
        return False
    if token.tag_ == "POS" or not any(c.isalpha() for c in word) or any(map(str.isdigit, word)):
        return False
    if is_role(token) and token.ent_type_ not in ("PERSON", "ORG"):
        return False
    if _is_several(token):
        return False
    if _is_part_of_title(token):
        return False
    if token.is_sent_start and _is_common(token) and token.ent_type_ not in _NAMED:
        return False
    if token.lower_ in _CLOSED and not (len(word) > 1 and word.isupper()):
        return False
    if token.is_sent_start and token.lower_ in _ASKING and token.sent[-1].text == "?":
        return False
    if _is_capital_inside(word):
        return True
    if headline:
        return token.ent_type_ in _NAMED or token.tag_ in ("NNP", "NNPS")
    if word[0].islower():
        return sum(c.isupper() for c in word) > 1 or token.ent_type_ in _NAMED
    if len(word) > 1 and word.isupper():
        return True
    return not (token.is_sent_start or _opens(token)) or token.pos_ not in _FUNCTIONS


def _is_capital_inside(word: str) -> bool:
    """Whether a capital follows a small letter, as in no other words: McCain, iPhone."""
    return any(one.islower() and next_.isupper() for one, next_ in pairwise(word))


def _is_several(token: Token) -> bool:
    """Whether it is the title of several before the name of the first: Governors Rey and Lund."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return (
        token.lower_.endswith("s")
        and after is not None
        and after.pos_ == "PROPN"
        and bool(offices(token.text))
    )


def _is_part_of_title(token: Token) -> bool:
    """Whether the word, no name to the model, stands right before an office: Prime Minister."""
    following = token.i + 1
    return (
        token.ent_type_ not in _NAMED
        and following < len(token.doc)
        and is_role(token.doc[following])
        and token.doc[following].text[0].isupper()
    )


def _opens(token: Token) -> bool:
    """Whether the word begins a quotation or stands after a colon or a bullet."""
    before = token.i - 1
    while before >= 0 and (token.doc[before].is_quote or token.doc[before].is_bracket):
        before -= 1
    return before < 0 or token.doc[before].text in (":", ".", "?", "!", "•", "*", "-", "—", ";")


def _continues(last: Token, token: Token) -> bool:
    if last.ent_type_ != token.ent_type_ and "PERSON" in (last.ent_type_, token.ent_type_):
        return False
    return token.i - last.i <= 2 and (token.i - last.i == 1 or not last.whitespace_)


def _proper(run: list[Token]) -> ProperName:
    span = Span(run[0].idx, run[-1].idx + len(run[-1]))
    return ProperName(
        span=span,
        words=tuple(naming_words(span.of(run[0].doc.text))),
        person=any(token.ent_type_ == "PERSON" for token in run),
        subject=any(_is_subject(token) for token in run),
        titular=_is_titular(run),
        certain=len(run) > 1
        or _is_capital_inside(run[0].text)
        or not (run[0].is_sent_start or _opens(run[0]))
        or (
            (run[0].ent_type_ in _NAMED or run[0].tag_ in ("NNP", "NNPS"))
            and not _is_common(run[0])
        ),
    )


def _is_common(token: Token) -> bool:
    """Whether it is an adjective or participle that only the start of a sentence capitalises."""
    if token.tag_ in ("NNP", "NNPS"):
        return token.lower_.endswith("ing") and bool(senses(token.lower_.removesuffix("ing")).own)
    return token.pos_ in ("ADJ", "VERB", "ADV") and bool(senses(token.lower_).own)


def _is_subject(token: Token) -> bool:
    if token.dep_ in ("compound", "poss", "amod"):
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


def _is_titular(run: list[Token]) -> bool:
    last = run[-1]
    if any(is_role(token) for token in run):
        return True
    if last.dep_ == "pobj" and is_role(last.head.head):
        return True
    for token in last.doc[last.i + 1 : last.i + 1 + _TITLE_REACH]:
        if is_role(token):
            return True
        if token.tag_ not in ("POS", "JJ", "NN", "NNP", "HYPH", "VBN"):
            return False
    return False


def _is_headline(doc: Doc) -> bool:
    words = [token.text for token in doc if token.is_alpha and len(token) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 4 and capitals >= _TITLE_CASE * len(words)
