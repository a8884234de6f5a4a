"""The words of an English text that name somebody, and the role words beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from briefing.document import Span
from briefing.language.cues import words
from briefing.language.given import Gender

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

__all__ = ["Kind", "Name", "is_role", "names"]

Kind = Literal["person", "organisation", "place"]

_KINDS: Final[dict[str, Kind]] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_HONORIFICS: Final[dict[str, Gender | None]] = {
    "mr": "he",
    "sir": "he",
    "lord": "he",
    "king": "he",
    "mrs": "she",
    "ms": "she",
    "miss": "she",
    "lady": "she",
    "queen": "she",
    "dr": None,
    "prof": None,
}
_OFFICES: Final = words(
    """
    adm admiral ambassador analyst archbishop attorney ayatollah bishop boss brig brigadier capt
    captain cardinal chair chairman chairwoman chancellor chief co-founder coach col colonel
    columnist commander commissioner congressman congresswoman correspondent dean delegate
    deputy director editor envoy executive expert fellow founder gen general gov governor head
    host imam journalist judge justice king leader lieutenant lt maj major manager marshal mayor
    minister mp negotiator nominee officer official owner partner pope premier pres president prince
    princess principal prof professor prosecutor queen rabbi rep reporter representative rev
    reverend scientist secretary sen senator sergeant sgt sheikh sheriff speaker spokesman
    spokesperson spokeswoman strategist sultan superintendent treasurer tsar writer
    """
)
_AGENT_ENDINGS: Final = ("man", "woman", "person", "er", "or", "ist", "ian", "ant", "crat")
_PARTICLES: Final = frozenset({"al", "bin", "de", "den", "der", "di", "el", "ibn", "van", "von"})
_ROLE_TAGS: Final = frozenset({"NN", "NNP", "NNPS", "JJ", "HYPH", "POS"})
_INNER_WORDS: Final = frozenset({"of", "for", "and", "the", "to"})
_MAX_ROLE_TOKENS: Final = 10
_SHORT_NAME: Final = 2
"""Words that a name in capitals has at most; more of them are a heading."""
_RELATIVE: Final = frozenset({"relcl", "acl", "advcl"})
_TITLE_CASE: Final = 0.7
"""Share of longer words with a capital from which a line is a headline, where case names none."""


@dataclass(frozen=True)
class Name:
    """A mention by name.

    Attributes:
        span: The name alone, without title or possessive ending, in code points.
        words: Its words in lower case.
        kind: What the model or the words beside it take it for; None where nothing tells.
        titled: Whether a title or apposition says that it is a person.
        roles: Titles before it and appositions beside it.
        gender: As an honorific tells it; None where none does.
        first: Index of its first token.
        last: Index of its last token.
    """

    span: Span
    words: tuple[str, ...]
    kind: Kind | None
    titled: bool
    roles: tuple[Span, ...]
    gender: Gender | None
    first: int
    last: int


def is_role(token: Token) -> bool:
    """Whether the word names an office, a profession or another part that a person plays."""
    word = token.lower_.rstrip(".")
    if word in _OFFICES or token.lemma_.lower() in _OFFICES:
        return True
    return token.tag_ == "NN" and len(word) > 4 and word.endswith(_AGENT_ENDINGS)


def names(doc: Doc) -> list[Name]:
    """Find the names of `doc` in the order of the text; numbers and nationalities are none."""
    found = []
    headlines = _headlines(doc)
    for first, last, label in _runs(doc):
        if first in headlines and label != "PERSON" and first == last:
            continue
        name = _name(doc, first, last, _KINDS.get(label))
        if name:
            found.append(name)
    return found


def _runs(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """First token, last token and the model's label of each run of words in a name."""
    taken = -1
    for token in doc:
        if token.i <= taken:
            continue
        label = token.ent_type_
        if label in _KINDS and token.tag_ in ("NNP", "NNPS", "JJ", "DT", "NN"):
            last = token.i
            while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
                last += 1
        elif label in ("", "PRODUCT") and token.tag_ in ("NNP", "NNPS") and token.text[0].isupper():
            last = token.i
            while last + 1 < len(doc) and _goes_on(doc[last + 1]):
                last += 1
        else:
            continue
        while last + 1 < len(doc) and _is_joined(doc[last], doc[last + 1]):
            last += 1
        taken = last
        first = token.i
        while first < last and (doc[first].lower_ == "the" or doc[first].is_punct):
            first += 1
        while first < last and (doc[last].tag_ == "POS" or doc[last].is_punct):
            last -= 1
        run = doc[first : last + 1]
        adjectives = all(token.tag_ == "JJ" for token in run)
        named = any(map(str.isupper, doc[last].text)) and not adjectives
        shouted = len(run) > _SHORT_NAME and run.text.isupper()
        if "\n" not in run.text and any(token.is_alpha for token in run) and named and not shouted:
            yield first, last, label


def _goes_on(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS") and token.ent_type_ in ("", "PRODUCT")


def _is_joined(last: Token, following: Token) -> bool:
    """Whether a particle joins the two words in one name: Ursula von der Leyen."""
    if following.is_punct or following.is_space:
        return False
    if last.lower_ in _PARTICLES:
        return following.lower_ in _PARTICLES or following.text[0].isupper()
    return following.text in _PARTICLES and following.i + 1 < len(following.doc)


def _name(doc: Doc, first: int, last: int, kind: Kind | None) -> Name | None:
    """The name in a run of tokens, with the titles at its start cut off; None if it is but one."""
    offices = [
        i
        for i in range(first, last + 1)
        if doc[i].lower_.rstrip(".") in _OFFICES or doc[i].lower_.rstrip(".") in _HONORIFICS
    ]
    start = first
    # Secretary of State: the office, not the name.
    of_office = first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in _OFFICES
    if of_office and kind != "place" and first == last:
        return None
    # NATO, the Houthis, the Evening Post: the model takes many a name for a person's.
    alone = first == last and len(doc[first]) > 1
    the = first > 0 and doc[first - 1].lower_ == "the"
    if kind == "person" and ((alone and doc[first].is_upper) or (the and not offices)):
        kind = "organisation"
    if kind in (None, "person") and offices:
        if offices[-1] == last:
            return None
        start = offices[-1] + 1
    gender: Gender | None = None
    roles = []
    title = _title_start(doc, start)
    if title is not None and kind != "organisation":
        called = [doc[i].lower_.rstrip(".") for i in range(title, start)]
        gender = next((_HONORIFICS[word] for word in called if word in _HONORIFICS), None)
        if called[-1] not in _HONORIFICS:
            roles.append(_span(doc, title, start - 1))
    titled = title is not None and kind != "organisation"
    if kind in (None, "person") or titled or _is_in_office(doc[start : last + 1]):
        appositions = _appositions(doc, start, last)
        titled = titled or any(is_role(head) for head, _ in appositions)
        roles += [role for _, role in appositions]
    return Name(
        span=_span(doc, start, last),
        words=tuple(doc[i].lower_ for i in range(start, last + 1) if not doc[i].is_punct),
        kind="person" if titled else kind,
        titled=titled,
        roles=tuple(roles),
        gender=gender,
        first=start,
        last=last,
    )


def _title_start(doc: Doc, start: int) -> int | None:
    """Index of the first word of the title that ends right before token `start`, if one does."""
    if start == 0 or doc[start].is_sent_start:
        return None
    nearest = start - 1
    before = doc[nearest]
    if before.lower_.rstrip(".") in _HONORIFICS:
        return nearest
    begin = start
    office = False
    while begin > 0 and start - begin < _MAX_ROLE_TOKENS:
        token = doc[begin - 1]
        if (token.ent_type_ == "PERSON" and not is_role(token)) or token.ent_type_ == "DATE":
            break
        inner = token.lower_ in _INNER_WORDS and begin < start and begin > 1
        if inner and (token.lower_ == "the" or not doc[begin].text[0].isupper()):
            break
        # "of" and "and" belong to a title only between two of its capitalised words.
        if inner and not (doc[begin - 2].tag_ in _ROLE_TAGS and doc[begin - 2].text[0].isupper()):
            break
        if token.lower_ == "and" and is_role(doc[begin]) and not is_role(doc[begin - 2]):
            break  # a turn to Asia, and Secretary Rey
        if not inner and token.tag_ not in _ROLE_TAGS:
            break
        office = office or is_role(token)
        begin -= 1
        if doc[begin].is_sent_start:
            break
    while begin < start and (
        doc[begin].tag_ in ("POS", "HYPH") or doc[begin].lower_ in _INNER_WORDS
    ):
        begin += 1
    if not office or begin == start:
        return None
    near = [doc[i] for i in range(max(begin, start - 3), start)]
    return begin if any(is_role(token) for token in near) else None


def _appositions(doc: Doc, first: int, last: int) -> list[tuple[Token, Span]]:
    """The head word of each apposition to the name, and its words."""
    head = doc[first : last + 1].root
    found = []
    # "In a message to Rey, Orr, head of the fund": the parser hangs both on the first.
    beside = head.head.children if head.dep_ == "appos" else ()
    for child in (*head.children, *beside):
        if child.dep_ == "appos" and child.i > last and child.pos_ in ("NOUN", "PROPN"):
            role = _without_clause(doc, child)
            if _is_for_another(doc, last, child, role) or child.tag_ in ("NNS", "NNPS"):
                continue
            if is_role(child) or (child.tag_ == "NN" and any(t.pos_ == "DET" for t in child.lefts)):
                found.append((child, role))
    quoted = any(token.is_quote for token in doc[head.head.i : first])
    if head.dep_ == "appos" and head.head.i < first and not quoted:
        office = head.head
        if not is_role(office) and office.dep_ == "pobj" and office.head.lower_ in ("for", "of"):
            # "An attorney for Pagliano, Mark MacDougall": the parser hangs it on the nearer name.
            office = office.head.head
        while office.i < first:
            if is_role(office) and office.tag_ not in ("NNS", "NNPS"):
                found.append((office, _span(doc, office.left_edge.i, office.i)))
            if office.dep_ != "appos":
                break
            office = office.head  # "their spokesman, the farmer Jakob Till"
    return found


def _is_for_another(doc: Doc, last: int, office: Token, role: Span) -> bool:
    """Whether somebody else is named between name and office, or after it as who holds it."""
    between = doc[last + 1 : office.left_edge.i]
    named = [token for token in between if token.ent_type_ == "PERSON" or token.tag_ == "NNP"]
    # "Rey (D-Ohio), chair of the committee": what stands in brackets is of the name.
    if named and not any(token.is_bracket for token in between):
        return True
    words = doc.char_span(*role) or ()
    return any(
        name.ent_type_ == "PERSON" and name.is_title and title.ent_type_ != "PERSON"
        for title, name in pairwise(words)
        if title.tag_ in ("NN", "NNS")
    )


def _is_in_office(name: SpacySpan) -> bool:
    """Whether it follows an office that is his: "Its director, Marek Oster", whatever the label."""
    held = name.root.head
    return (
        name.root.dep_ == "appos"
        and len(name) > 1
        and held.i < name.start
        and held.tag_ == "NN"
        and held.lower_ in _OFFICES
    )


def _without_clause(doc: Doc, head: Token) -> Span:
    last = head.right_edge.i
    for token in head.subtree:
        if token.i > head.i and token.dep_ in _RELATIVE and token.left_edge.i > head.i:
            last = min(last, token.left_edge.i - 1)
    while last > head.i and (doc[last].is_punct or doc[last].dep_ == "cc"):
        last -= 1
    return _span(doc, head.left_edge.i, last)


def _headlines(doc: Doc) -> set[int]:
    """The tokens of the sentences in which nearly every longer word has a capital."""
    found: set[int] = set()
    for sentence in doc.sents:
        words = [token.text for token in sentence if token.is_alpha and len(token) > 3]
        capitals = sum(word[0].isupper() for word in words)
        many = len(words) > 3 or (len(words) > 2 and all(map(str.isupper, words)))
        if many and capitals >= _TITLE_CASE * len(words):
            found.update(range(sentence.start, sentence.end))
    return found


def _span(doc: Doc, first: int, last: int) -> Span:
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))
