"""Roles in a statement, held against those of its evidence: offices, ranks, professions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.brief import Finding
from briefing.check.naming import Naming, naming, stems_of
from briefing.check.passages import Passage
from briefing.document import Document
from briefing.findings import finding
from briefing.language.cues import words
from briefing.language.demonyms import naming_words, stems
from briefing.language.mentions import Entity, entities
from briefing.language.offices import RELATIVES, Office, offices
from briefing.language.parsing import parse
from briefing.language.referents import has_stand_in, referents
from briefing.language.speaker import speaker_of

__all__ = ["check_role", "check_roles"]

_AGENT: Final = re.compile(r"(?:e?er|or|ist|ant|ent|tor|ee)$")
_ACT: Final = re.compile(r"(?:ion|ment)$")
_KIN: Final = tuple(
    (words(one), words(other))
    for one, other in (
        ("father mother parent", "baby babies child children daughter daughters kids son sons"),
        ("child daughter son", "father mother parent parents"),
        ("husband spouse widow widower wife", "husband married marry marries spouse wife"),
        ("brother sister sibling", "brother brothers sibling siblings sister sisters"),
    )
)
_SPEAKERS: Final = frozenset({"representative", "ambassador", "envoy"})
"""Who speaks for a state in a document that is that state's statement."""
_WRITERS: Final = frozenset({"author", "writer", "columnist", "journalist", "reporter"})
"""Whoever writes the text may be called so without a word of it."""

_SOUGHT: Final = re.compile(
    r"\b(?:bid|candida\w+|campaign\w*|contender|election|nomin\w+|race|ran|run|running|seek\w*)"
    r"\s+(?:for|to\s+be|as)\s+$"
)
_AROUND: Final = 8
"""Code points on either side of a word by which a text may be told to have it from another."""
_PERSON: Final = (
    r"[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.’'-]*){0,4}(?:\s\([^()]{1,20}\))?"
    r"(?:,\s[^\W\d_a-z]\w+\sof\s[^\W\d_a-z]\w+)?"
)
_LISTED: Final = re.compile(rf"\.?\s{_PERSON}(?:,?\s(?:and\s)?{_PERSON}){{0,6}}")
_LONGEST_LIST: Final = 200
"""Code points after a title of several in which their names are looked for."""
_NOBODYS: Final = re.compile(
    r"\b(?:an?\s+(?:more|less)\s+(?:\w+\s+)?|(?:for|become|be|becoming)\s+(?:an?\s+)?|as\s+"
    r"|(?:like|compar\w+\s[^.;]{0,60}\b(?:to|with))\s+an?\s+)$"
)


def check_roles(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Each office in `text` that the evidence does not give to the one who has it here.

    An office with a name must be one that the document gives to that person; an office
    alone must stand in the cited sentences, or belong to somebody whom they name.
    """
    if not passages or any(passage.document.language != "en" for passage in passages):
        return []
    found = [office for office in offices(text) if _is_noun(office, text)]
    if not found:
        return []
    evidence = Naming(passages, text)
    findings: list[Finding] = []
    for office in found:
        holder = _holder(office, text)
        if holder is None and (_begins_name(office, text) or _is_quoted(office, text, evidence)):
            continue
        findings += _wrong(office, text, holder, evidence, path)
    return findings


def check_role(name: str, role: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find a role that the evidence does not give to the person of that name."""
    if not role or any(passage.document.language != "en" for passage in passages):
        return []
    evidence = Naming(passages, name)
    return [
        wrong
        for office in offices(role)
        for wrong in _wrong(office, role, _titled(office, role) or name, evidence, path)
    ]


def _titled(office: Office, text: str) -> str | None:
    """Whose name the office stands before: in "director under President Bush", of the second."""
    following = text[office.span.end :].lstrip()
    for entity in entities(text):
        named = entity.name.of(text)
        if entity.kind == "person" and following.startswith(named):
            return named
    return None


def _wrong(
    office: Office, text: str, holder: str | None, evidence: Naming, path: str
) -> Iterator[Finding]:
    bearers = _bearers(holder, evidence) if holder else []
    if holder and not bearers:
        return
    here = list(_free(evidence, [entity for _, entity in bearers] if holder else None))
    if holder:
        # Of the three sisters none is the one named.
        here = [
            (one, there)
            for one, there in here
            if office.plural or not one.plural or _is_title_of(one, there, holder)
        ]
    elif office.head in RELATIVES:
        return
    held = [
        (one, there)
        for one, there in _held(bearers if holder else _present(evidence, alone=not here))
        if office.plural or not one.plural or _is_title_of(one, there, holder)
    ]
    if holder and _SOUGHT.search(text, 0, office.span.start):
        return  # a candidacy for president
    if _is_carried(office, [one for one, _ in (*held, *here)]) or _is_done(office, evidence):
        return
    related = any(one.head in RELATIVES for one, _ in (*held, *here))
    if not related and _is_kin(office, evidence):
        return
    if not holder and _is_unnamed(office, text, evidence, [one for one, _ in here]):
        return
    if not holder and (office.head in _WRITERS or not (held or here)):
        return  # a description, and nothing in the evidence that it takes the place of
    if holder and _stands_with(office.span.of(text), holder, evidence):
        return
    given = " and ".join(sorted({f"“{one.span.of(there)}”" for one, there in held or here}))
    yield finding(
        "role-unsupported",
        path,
        f"{holder or 'somebody'} is called “{office.span.of(text)}”, "
        f"where the evidence has {given or 'no role'}",
    )


def _stands_with(title: str, holder: str, evidence: Naming) -> bool:
    """Whether the title stands word for word right before the holder's name, however marked."""
    beside = re.compile(
        rf"\b{re.escape(title)}[\s,–—-]+(?:[^\W\d_a-z]\S*\s+){{0,2}}{re.escape(holder.split()[-1])}\b"
    )
    return any(beside.search(passage.text) for passage in evidence.passages)


def _is_title_of(office: Office, text: str, holder: str | None) -> bool:
    """Whether the names of several stand after it, this one among them: Sens. Rey (D) and Lund."""
    if holder is None:
        return False
    listed = _LISTED.match(text, office.span.end, office.span.end + _LONGEST_LIST)
    return listed is not None and holder.split()[-1] in re.findall(r"[\w’'-]+", listed.group())


def _is_carried(office: Office, given: Sequence[Office]) -> bool:
    same = [one for one in given if office.is_same(one)]
    if not same:
        return office.is_general and not office.qualifiers
    owned = [one for one in same if one.owners]
    return not office.owners or len(owned) < len(same) or any(office.is_of(one) for one in owned)


def _is_done(office: Office, evidence: Naming) -> bool:
    """Whether a verb or an adjective of the evidence says it, or the act that makes a nominee."""
    stem, received = _AGENT.sub("", office.head), office.head.endswith("ee")
    return (
        stem != office.head
        and len(stem) > 3
        and any(
            token.lower_.startswith(stem)
            and (token.pos_ in ("VERB", "ADJ") or (received and _ACT.search(token.lower_)))
            for document, span in evidence.passages
            for token in parse(document.text).char_span(*span, alignment_mode="expand") or ()
        )
    )


def _is_kin(office: Office, evidence: Naming) -> bool:
    """Whether it is a relative whose counterpart the evidence has: a mother of four children."""
    return any(
        office.head in group and not other.isdisjoint(evidence.common) for group, other in _KIN
    )


def _is_unnamed(office: Office, text: str, evidence: Naming, here: list[Office]) -> bool:
    """Whether the office is nobody's (run for president), or stands for a pronoun.

    For "he" a description may come from the nearest sentence before that has one.
    """
    if _NOBODYS.search(text, 0, office.span.start):
        return True
    if office.plural and not any(one.plural or office.head == one.head for one in here):
        return True
    if office.head in _SPEAKERS and any(
        speaker_of(document.text) for document in evidence.documents
    ):
        return True
    for document, span in evidence.passages:
        before = [one for one in offices(document.text) if one.span.end <= span.start]
        if has_stand_in(document.text, span) and any(office.is_same(one) for one in before[-1:]):
            return True
    return False


def _holder(office: Office, text: str) -> str | None:
    """The name of the person whose title or apposition in the statement the office is."""
    if titled := _titled(office, text):
        return titled  # an aide to Senator Rey is no senator
    for entity in entities(text):
        if entity.kind == "person" and any(
            role.start <= office.span.start < role.end for role in entity.roles
        ):
            return entity.name.of(text)
    return None


def _bearers(name: str, evidence: Naming) -> list[tuple[Document, Entity]]:
    surname = stems_of(naming_words(name)[-1:])
    return [
        (document, entity)
        for document in evidence.documents
        for entity in entities(document.text)
        if any(
            stems(word) & surname
            for span in naming(document.text, entity)
            for word in naming_words(span.of(document.text))
        )
    ]


def _present(evidence: Naming, *, alone: bool) -> list[tuple[Document, Entity]]:
    """Everybody whom the cited sentences name; `alone`, also for whom their words may stand."""
    present = [
        (document, entity)
        for document in evidence.documents
        for text, entity in evidence.present
        if text == document.text
    ]
    if alone:
        present += [
            (passage.document, entity)
            for passage in evidence.passages
            for entity in referents(passage.document.text, passage.span)
        ]
    return present


def _held(bearers: Sequence[tuple[Document, Entity]]) -> Iterator[tuple[Office, str]]:
    """The offices that titles, appositions and descriptions give to these, with their text."""
    for document, entity in bearers:
        given = offices(document.text)
        places = {
            place
            for span in (*entity.roles, *entity.mentions)
            for place in range(
                bisect_right(given, span.start, key=lambda office: office.span.end),
                bisect_left(given, span.end, key=lambda office: office.span.start),
            )
        }
        yield from ((given[place], document.text) for place in sorted(places))


def _free(evidence: Naming, bearers: list[Entity] | None) -> Iterator[tuple[Office, str]]:
    """The offices of the cited sentences that may be these persons', or anybody's."""
    for document, span in evidence.passages:
        others = [
            role
            for entity in entities(document.text)
            if bearers is not None and entity not in bearers and entity.kind == "person"
            for role in entity.roles
        ]
        for office in offices(document.text):
            if not office.span.meets(span) or not _is_noun(office, document.text):
                continue
            listed = office.plural and any(
                _is_title_of(office, document.text, bearer.name.of(document.text))
                for bearer in bearers or ()
            )
            if bearers is not None and not listed:
                taken = any(office.span.meets(other) for other in others)
                if taken or (
                    _takes_part(office, document.text)
                    and not _is_told_later(office, document, bearers)
                ):
                    continue
            yield office, document.text


def _is_told_later(office: Office, document: Document, bearers: Sequence[Entity]) -> bool:
    """Whether it is somebody unnamed, whose name may come in another sentence.

    A former chairman says that they should; "now is the time", said Don Fowler.
    """
    span = parse(document.text).char_span(*office.span, alignment_mode="expand")
    unnamed = span is not None and any(
        child.lower_ in ("a", "an") or child.dep_ == "poss" for child in span.root.lefts
    )
    here = [sentence.span for sentence in document.sentences_touching(office.span)]
    return unnamed and not any(
        mention.meets(sentence)
        for bearer in bearers
        for mention in bearer.mentions
        for sentence in here
    )


def _takes_part(office: Office, text: str) -> bool:
    """Whether the office is a party by itself, and so no description of another one."""
    span = parse(text).char_span(*office.span, alignment_mode="expand")
    if span is None:
        return False
    root = span.root
    if any(child.dep_ == "appos" and child.i > root.i for child in root.children):
        return False
    if any(child.lower_ in ("the", "that", "this", "his", "her") for child in root.lefts):
        return False
    if root.i + 1 < len(root.doc) and root.nbor().lower_ == "and" and root.text[0].isupper():
        return False
    return root.dep_ in ("nsubj", "nsubjpass", "dobj", "agent") or (
        root.dep_ == "pobj" and root.head.lower_ not in ("as", "of")
    )


def _is_noun(office: Office, text: str) -> bool:
    """Whether it is a noun, and not one that only describes another: a star performer."""
    span = parse(text).char_span(*office.span, alignment_mode="expand")
    return span is not None and any(
        token.pos_ in ("NOUN", "PROPN")
        and token.lower_.startswith(office.head[:3])
        and not (token.dep_ == "compound" and token.head.tag_ == "NN" and token.head not in span)
        for token in span
    )


def _is_quoted(office: Office, text: str, evidence: Naming) -> bool:
    """Whether the cited sentences have the office with the words around it."""
    first, last = office.span.start - _AROUND, office.span.end + _AROUND
    return first >= 0 and last <= len(text) and text[first:last] in evidence.text


def _begins_name(office: Office, text: str) -> bool:
    """Whether the office is part of another name: General Assembly, President Hotel."""
    own = office.span.of(text)
    after = text[office.span.end : office.span.end + 2]
    return own[0].isupper() and len(after) == 2 and after[0] in " -" and after[1].isupper()
