"""A text in which lines are drawn: its statements, who makes them, and who is the same."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.attributions import Attribution, attributions
from briefing.language.capitals import STATE_OF_SEAT
from briefing.language.clauses import modal, phrase_span
from briefing.language.cues import words
from briefing.language.demonyms import naming_words, stems
from briefing.language.mentions import Entity, entities
from briefing.language.parties import is_body, is_party, is_people
from briefing.language.stance import WILL
from briefing.language.statements import statements
from briefing.language.tellings import Telling, listener

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["MODIFIERS", "Scene", "length"]

MODIFIERS: Final = frozenset({"amod", "compound", "nmod", "poss"})
_TITLE: Final = re.compile(
    r"\b(?:statement|remarks|speech|address|declaration)\s+(?:by|of|from)\s+(?P<name>[^\r\n.:;]+)",
    re.IGNORECASE,
)
_ARTICLES: Final = stems("The") | stems("A") | stems("Any")
_FINDS: Final = words("expect find look see")
_TO_COME: Final = WILL | {"can"}
_HEEDS: Final = words("know realise realize remember understand")
"""What another must know, he is told, and does not say."""

_OPENING: Final = '“„"«‘`'
_MARKS: Final = "“”„\"«»‘’'"


class Scene:
    """The parse of a text with its statements, and what is said by whom in it.

    Attributes:
        text: The text.
        doc: Its parse, each statement a sentence of its own.
        attributions: Who said what, in the order of what is said.
        entities: Who is who.
        author: Who speaks the whole text, where its title says so.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.doc, self.tellings = statements(text)
        self._heeding: list[Attribution] = []
        told = [_attribution(telling, text) for telling in self.tellings]
        others = [
            said
            for said in attributions(text)
            if said.content and not self._is_retold(said) and not self._is_in_store(said)
        ]
        self.attributions: list[Attribution] = sorted([*told, *others], key=_start)
        self.entities: tuple[Entity, ...] = entities(text)
        title = _TITLE.search(text.split("\n", 1)[0])
        self.author = Span(*title.span("name")) if title else None
        self._starts = [_start(said) for said in self.attributions]
        self._longest = max(map(length, self.attributions), default=0)

    def _is_retold(self, said: Attribution) -> bool:
        """Whether a telling says the same, by a better parse."""
        for telling in self.tellings:
            statement = telling.statement
            if said.cue is not None and said.cue == telling.cue:
                # The same speaker's next quotation is not what is told.
                return said.content is None or said.content.meets(statement)
            inside = said.cue is not None and statement.holds(said.cue)
            if said.content is not None and statement.holds(said.content) and not inside:
                return True
        return False

    def _is_in_store(self, said: Attribution) -> bool:
        """Whether it says what is in store for its subject: "they should expect to lose it"."""
        cue = self.tokens(said.cue) if said.cue is not None else []
        if any(token.lemma_ in _FINDS and modal(token) in _TO_COME for token in cue):
            return True
        if any(token.lemma_ in _HEEDS and _is_due(token) for token in cue):
            self._heeding.append(said)
            return True
        return False

    def holding(self, token: Token) -> list[Attribution]:
        """The sayings in which the token stands."""
        first = bisect_left(self._starts, token.idx - self._longest)
        last = bisect_right(self._starts, token.idx)
        near = self.attributions[first:last]
        return [said for said in near if said.content and token.idx < said.content.end]

    def is_direct(self, token: Token) -> bool:
        """Whether the token stands in the speaker's own words."""
        if not (said := self.holding(token)):
            return True
        at = min(said, key=length).content
        near = self.text[at.start : token.idx] if at is not None else ""
        labelled = any(telling.cue.of(self.text) == ":" for telling in self.tellings)
        return labelled or any(mark in near for mark in _OPENING)

    def listener(self, token: Token) -> Span | None:
        """Whom that is told in which the token stands."""
        heard: Span | None
        told = {telling.cue: telling.listener for telling in self.tellings}
        for said in sorted(self.holding(token), key=length):
            if said.cue in told and (heard := told[said.cue]) is not None:
                return self.heeder(token) or heard
            for cue in self.tokens(said.cue) if said.cue is not None else ():
                if cue.pos_ == "VERB" and (heard := listener(cue)) is not None:
                    return heard
        return None

    def heeder(self, token: Token) -> Span | None:
        """Who, in the sentence of the token, is told what he has to know."""
        sentence = Span(token.sent.start_char, token.sent.end_char)
        for said in self._heeding:
            if said.cue is not None and sentence.holds(said.cue):
                return said.source
        return None

    def tokens(self, span: Span) -> list[Token]:
        """The words of a span."""
        return list(self.doc.char_span(*span, alignment_mode="expand") or ())

    def party(self, noun: Token) -> Span:
        """The whole phrase of the party that the name is, or is part of."""
        while noun.dep_ in MODIFIERS and (is_people(noun.head) or noun.head.tag_ == "NNP"):
            noun = noun.head
        if noun.dep_ == "pobj" and noun.head.lower_ == "in" and is_body(noun.head.head):
            return phrase_span(noun.head.head)  # the regime in Minsk
        if noun.dep_ == "appos" and is_party(noun.head):
            return phrase_span(noun.head)
        if noun.dep_ in MODIFIERS:
            return Span(noun.left_edge.idx, noun.idx + len(noun))
        cut = [part for part in noun.rights if part.dep_ in ("relcl", "acl", "prep", "appos")]
        warned = noun.dep_ == "dobj" and noun.head.lemma_ == "warn"
        return phrase_span(noun, [part for part in cut if part.lower_ != "of" or warned])

    def stems(self, *spans: Span) -> set[str]:
        """Forms of the names in the spans: Russia and Russian share one."""
        named = [word for span in spans for word in naming_words(span.of(self.text))]
        return {form for word in named for form in stems(word)} - _ARTICLES

    def states(self, *spans: Span) -> set[str]:
        """The same with the states for which seats of government stand: Russia, Moscow."""
        words = [word for span in spans for word in naming_words(span.of(self.text))]
        named = [STATE_OF_SEAT.get(word.casefold(), "") for word in words]
        return self.stems(*spans).union(*(stems(word) for word in named if word))


def _is_due(verb: Token) -> bool:
    """Whether the verb says what its subject has to do: must know, has to understand."""
    obliged = verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "need")
    return obliged or modal(verb) in ("must", "should")


def length(said: Attribution) -> int:
    """Length of what is said, in code points."""
    return said.content.end - said.content.start if said.content else 0


def _start(said: Attribution) -> int:
    return said.content.start if said.content else 0


def _attribution(telling: Telling, text: str) -> Attribution:
    said = telling.statement.of(text).strip()
    direct = said[0] in _MARKS and said[-1] in _MARKS
    speaker = telling.speaker
    return Attribution(speaker, telling.cue, telling.statement, speaker, direct, None)
