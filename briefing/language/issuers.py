"""Who draws a line, and against whom: the speaker of the words, by name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from briefing.brief import Form
from briefing.document import Span
from briefing.language.attributions import Attribution, attributions
from briefing.language.capitals import STATE_OF_SEAT
from briefing.language.clauses import phrase_span, subject
from briefing.language.cues import words
from briefing.language.demonyms import naming_words, stems
from briefing.language.harms import is_body, is_named, is_party
from briefing.language.mentions import entities

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from briefing.language.stance import Stance

__all__ = ["Issuer", "Issuers"]

_COMMENTATORS: Final = words("""
    analyst coach columnist commentator critic economist editorial expert fellow historian
    observer pollster professor report researcher scholar scientist strategist study survey
    """)
"""Who speaks of others' lines, or in a figure of speech."""

_UTTERANCES: Final = words("communique letter message note petition post statement tweet")
"""What is said in them is said by those whose act it is about."""

_REPRESENTATIVES: Final = words("""
    assembly association chamber college council federation guild party syndicate union
    """)
"""Bodies that speak for their members."""

_UNSTATED: Final = words(
    "anticipate believe deny doubt expect fear forecast hope know predict refute think worry"
)
"""Verbs of saying that state no line: denial, belief, forecast."""

_TITLE: Final = re.compile(
    r"\b(?:statement|remarks|speech|address|declaration)\s+(?:by|of|from)\s+(?P<name>[^\r\n.:;]+)",
    re.IGNORECASE,
)
_MODIFIERS: Final = frozenset({"amod", "compound", "nmod", "poss"})
_ARTICLES: Final = stems("The") | stems("A") | stems("Any")
_FIRST_PERSON: Final = frozenset({"i", "we"})


@dataclass(frozen=True)
class Issuer:
    """Who draws a line.

    Attributes:
        name: The fullest naming mention in the text.
        described: The name, and all that tells who that is: mention at hand, titles.
    """

    name: Span
    described: tuple[Span, ...]


class Issuers:
    """The speakers of a parsed text."""

    def __init__(self, text: str, doc: Doc) -> None:
        self._text = text
        self._doc = doc
        self._attributions = sorted(
            (self._mended(said) for said in attributions(text) if said.content), key=_start
        )
        self._starts = [_start(said) for said in self._attributions]
        self._longest = max(map(_length, self._attributions), default=0)
        self._entities = entities(text)
        title = _TITLE.search(text.split("\n", 1)[0])
        self._author = Span(*title.span("name")) if title else None

    def of(self, line: Stance) -> Issuer | None:
        """Whose line it is; None where nobody in particular draws it, or not for himself."""
        holding = self._holding(line.head)
        if any(self._is_unstated(said) for said in holding):
            return None
        issuer = self._stated(line.issuer) if line.issuer is not None else self._said(line)
        if issuer is None or not self._may_issue(issuer):
            return None
        if line.actor is not None and not self._speaks_for(issuer, line.actor, line.form):
            return None
        agent = line.agent
        if agent is not None and self._is_within(agent, line) and self._is_same(issuer, agent):
            return None
        return issuer

    def said(self, line: Stance, part: Span | None) -> Span | None:
        """The part of a line as far as it lies in what is said."""
        for content in (said.content for said in self._holding(line.head)):
            if part is not None and content is not None:
                start, end = max(part.start, content.start), min(part.end, content.end)
                part = Span(start, end) if start < end else part
        return part

    def _is_within(self, token: Token, line: Stance) -> bool:
        ends = [said.content.end for said in self._holding(line.head) if said.content]
        return all(token.idx < end for end in ends)

    def _mended(self, said: Attribution) -> Attribution:
        """The attribution with its source in one piece: "…, Foreign Minister Jan van | Dijk said".

        No mark between content and source betrays that the parser cut a name in two.
        """
        source, content = said.source, said.content
        if content is None or said.direct:
            return said
        if source is None:
            return self._recovered(said, content)
        if source.start < content.end:
            return said
        comma = self._text.rfind(",", content.start, content.end)
        if comma < 0 or self._text[content.end : source.start].strip():
            return said
        whole = Span(comma + 2, source.end)
        return replace(said, source=whole, content=Span(content.start, comma), speaker=whole)

    def addressee(self, line: Stance, issuer: Issuer) -> Span | None:
        """Whom the line is drawn against, where the text names one."""
        own, states = self._stems(*issuer.described), self._states(*issuer.described)
        if line.actor is not None:
            own |= self._stems(phrase_span(line.actor))
        for noun in (line.addressee, line.agent):
            if noun is not None and noun.pos_ != "PRON" and is_party(noun):
                span = self._party(noun)
                if self._is_within(noun, line) and not self._stems(span) & own:
                    return span
        for region in (line.consequence, line.trigger):
            for token in self._tokens(region) if region is not None else ():
                # What an act is done in is struck by it; what a condition arises in is a place.
                place = region is line.trigger and token.head.lower_ == "in"
                acting = token.dep_ == "nsubj" and bool(self._states(self._party(token)) & states)
                if is_named(token) and token.pos_ != "DET" and not place and not acting:
                    span = self._party(token)
                    if not self._stems(span) & own:
                        return span
        return None

    def _said(self, line: Stance) -> Issuer | None:
        """The deepest speaker of the clause, else the author, else who decided on it."""
        head = line.head
        holding = self._holding(head)
        if holding:
            sources = [said.source for said in holding if said.source]
            if line.actor is not None and all(map(self._is_utterance, sources)):
                return self._stated(line.actor)
            parties = [said for said in holding if said.source and self._has_will(said.source)]
            deepest = min(parties, key=_length, default=None)
            if deepest is None or deepest.source is None:
                return None
            return self._issuer(deepest.source, deepest.speaker)
        if (beside := self._beside(head)) is not None:
            return beside
        if self._author is not None:
            return Issuer(self._author, (self._author,))
        for above in head.ancestors:
            if head.dep_ == "relcl" and above.pos_ == "VERB":
                decider = subject(above)
                return self._stated(decider) if decider is not None else None
        return None

    def _beside(self, head: Token) -> Issuer | None:
        """Who says the clause before: "they have a list, the minister said, and it will …"."""
        if head.dep_ != "conj" or head.head.dep_ != "parataxis":
            return None
        for said in self._attributions:
            if said.cue and said.source and said.cue.start <= head.head.idx < said.cue.end:
                return self._issuer(said.source, said.speaker)
        return None

    def _stated(self, noun: Token) -> Issuer | None:
        """The issuer whom the clause itself names as its subject."""
        if not is_party(noun):
            return None
        if noun.lower_ in ("who", "that", "which"):
            noun = noun.head.head
            while noun.dep_ == "conj":
                noun = noun.head
            if noun.dep_ == "attr":
                noun = subject(noun.head) or noun
        clauses = [part for part in noun.rights if part.dep_ in ("relcl", "acl", "advcl")]
        mention = phrase_span(noun, clauses)
        for said in self._attributions:
            if said.source and said.source.start <= noun.idx < said.source.end:
                return self._issuer(mention, said.speaker)
        return self._issuer(mention)

    def _issuer(self, mention: Span, speaker: Span | None = None) -> Issuer:
        """The issuer of a mention at hand, by the speaker's name where that says more."""
        tokens = self._doc.char_span(*mention, alignment_mode="expand")
        if tokens is None:
            return Issuer(mention, (mention,))
        head = tokens.root
        clauses = [part for part in head.rights if part.dep_ == "relcl"]
        if clauses and mention.holds(short := phrase_span(head, clauses)):
            mention = short
        for entity in self._entities:
            if entity.name == speaker or any(
                one.start <= head.idx < one.end for one in entity.mentions
            ):
                # A body is named by the words that tell whose it is: "Israel's cabinet".
                longer = entity.kind == "person" or _size(mention) < _size(entity.name)
                name = entity.name if longer else mention
                return Issuer(name, (name, mention, *entity.roles))
        name = mention if speaker is None or head.pos_ != "PRON" else speaker
        return Issuer(name, (name, mention))

    def _recovered(self, said: Attribution, content: Span) -> Attribution:
        """The attribution with the source that the parser hung on the last word of what is said.

        "…, the oil minister, Jan Dijk, said": title and name are read as appositions.
        """
        tokens = self._tokens(content)
        token, source = tokens[-1], None
        while token.dep_ == "appos":
            if is_party(token) and token.left_edge.i > tokens[0].i:
                source = token
            token = token.head
        if source is None or source.left_edge.nbor(-1).text != ",":
            return said
        whole = Span(source.left_edge.idx, content.end)
        rest = Span(content.start, source.left_edge.nbor(-1).idx)
        return replace(said, source=whole, content=rest, speaker=whole)

    def _may_issue(self, issuer: Issuer) -> bool:
        if all(token.pos_ in ("PRON", "DET") for token in self._tokens(issuer.name)):
            return False
        described = [token for span in issuer.described for token in self._tokens(span)]
        return not any(token.lemma_.lower() in _COMMENTATORS for token in described)

    def _speaks_for(self, issuer: Issuer, actor: Token, form: Form) -> bool:
        """Whether who acts is the issuer, or one for whom the issuer can speak."""
        if actor.lower_ in _FIRST_PERSON:
            return True
        if actor.pos_ == "PRON":
            # In their own words, issuers do not call themselves "they".
            holding = self._holding(actor)
            if not holding:
                return actor.lower_ != "you" and actor.head.dep_ == "conj"
            return actor.lower_ != "you" and not min(holding, key=_length).direct
        if self._states(phrase_span(actor)) & self._states(*issuer.described):
            return True
        tokens = [token for span in issuer.described for token in self._tokens(span)]
        # "…, their union said": the possessive points back at those who act.
        if any(token.tag_ == "PRP$" and token.lower_ in ("its", "their") for token in tokens):
            return True
        if not is_named(actor):
            represented = any(token.lemma_.lower() in _REPRESENTATIVES for token in tokens)
            return represented or is_body(actor)
        labels = {token.ent_type_ for token in tokens}
        if any(token.text.islower() and is_party(token) for token in tokens):
            labels.add("PERSON")
        # Another state or people than one's own is spoken of, not for; a refusal in its name
        # is no forecast, and capitals stand for states.
        if form == "prohibition" and "PERSON" in labels:
            return True
        if actor.ent_type_ in ("GPE", "NORP"):
            return not labels & {"GPE", "NORP"} and ("ORG" not in labels or "PERSON" in labels)
        return "PERSON" in labels

    def _is_same(self, issuer: Issuer, agent: Token) -> bool:
        if agent.lower_ in _FIRST_PERSON:
            return agent.dep_ == "nsubj"
        if agent.pos_ == "PRON":
            return any(
                one.start <= agent.idx < one.end and entity.name == issuer.name
                for entity in self._entities
                for one in entity.mentions
            )
        named = self._stems(phrase_span(agent)) & self._stems(*issuer.described)
        return bool(named)

    def _is_utterance(self, source: Span) -> bool:
        tokens = self._doc.char_span(*source, alignment_mode="expand")
        return tokens is not None and tokens.root.lemma_.lower() in _UTTERANCES

    def _has_will(self, source: Span) -> bool:
        return any(is_party(token) for token in self._tokens(source))

    def _is_unstated(self, said: Attribution) -> bool:
        return said.cue is not None and any(t.lemma_ in _UNSTATED for t in self._tokens(said.cue))

    def _holding(self, token: Token) -> list[Attribution]:
        first = bisect_left(self._starts, token.idx - self._longest)
        last = bisect_right(self._starts, token.idx)
        near = self._attributions[first:last]
        return [said for said in near if said.content and token.idx < said.content.end]

    def _party(self, noun: Token) -> Span:
        """The whole phrase of the party that the name is, or is part of."""
        while noun.dep_ in _MODIFIERS and is_party(noun.head):
            noun = noun.head
        if noun.dep_ == "appos" and is_party(noun.head):
            return phrase_span(noun.head)
        if noun.dep_ in _MODIFIERS:
            return Span(noun.left_edge.idx, noun.idx + len(noun))
        cut = [part for part in noun.rights if part.dep_ in ("relcl", "acl", "prep", "appos")]
        return phrase_span(noun, [part for part in cut if part.lower_ != "of"])

    def _stems(self, *spans: Span) -> set[str]:
        """Forms of the names in the spans: Russia and Russian share one."""
        named = [word for span in spans for word in naming_words(span.of(self._text))]
        return {form for word in named for form in stems(word)} - _ARTICLES

    def _states(self, *spans: Span) -> set[str]:
        """The same with the states for which seats of government stand: Russia, Moscow."""
        words = [word for span in spans for word in naming_words(span.of(self._text))]
        named = [STATE_OF_SEAT.get(word.casefold(), "") for word in words]
        return self._stems(*spans).union(*(stems(word) for word in named if word))

    def _tokens(self, span: Span) -> list[Token]:
        return list(self._doc.char_span(*span, alignment_mode="expand") or ())


def _size(span: Span) -> int:
    return span.end - span.start


def _start(said: Attribution) -> int:
    return said.content.start if said.content else 0


def _length(said: Attribution) -> int:
    return _size(said.content) if said.content else 0
