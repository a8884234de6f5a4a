"""Red lines that a text states: who drew them, to whom, and what crosses them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.brief import Form
from briefing.document import Span
from briefing.language.attributions import Attribution, attributions
from briefing.language.clauses import phrase_span, subject
from briefing.language.harms import is_named, is_party
from briefing.language.parsing import parse
from briefing.language.sentences import sentence_spans
from briefing.language.stances import Stance, stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Candidate", "red_line_candidates"]


@dataclass(frozen=True)
class Candidate:
    """A stated red line; all spans are offsets into the text in code points.

    Attributes:
        span: The whole sentence, as `sentence_spans` cuts it.
        issuer: Whose red line it is, by the fullest naming mention in the text.
        addressee: Whom it is drawn against, where the text names one.
        trigger: The condition or act, in the words of the clause that states it.
        consequence: What will follow.
        form: How it is put.
    """

    span: Span
    issuer: Span
    addressee: Span | None
    trigger: Span | None
    consequence: Span | None
    form: Form


_COMMENTATORS: Final = frozenset(
    """
    analyst columnist commentator critic economist editorial expert fellow historian observer
    pollster professor report researcher scholar scientist strategist study survey
    """.split()
)
"""Who speaks of others' lines and draws none."""

_DATES: Final = frozenset({"DATE", "TIME"})
_TITLE: Final = re.compile(
    r"\b(?:statement|remarks|speech|address|declaration)\s+(?:by|of|from)\s+(?P<name>[^\r\n.:;]+)",
    re.IGNORECASE,
)


def red_line_candidates(text: str) -> list[Candidate]:
    """Find the red lines that English `text` states, in its order, one for each sentence.

    A red line is a statement, attributed to an identifiable issuer, that a specified act
    or condition by another party is unacceptable or will bring a consequence.

    Raises:
        SettingsError: If no English model is installed.
    """
    doc = parse(text)
    found = [
        (verb, line)
        for verb in doc
        if verb.pos_ in ("VERB", "AUX") and (line := stance(verb)) is not None
    ]
    if not found:
        return []
    reader = _Reader(text, doc)
    candidates: dict[Span, Candidate] = {}
    for sentence in sentence_spans(text):
        for verb, line in found:
            if sentence.start <= verb.idx < sentence.end:
                candidate = reader.candidate(line, sentence)
                if candidate and _parts(candidate) > _parts(candidates.get(sentence)):
                    candidates[sentence] = candidate
    return list(candidates.values())


def _parts(candidate: Candidate | None) -> int:
    if candidate is None:
        return 0
    return 1 + (candidate.trigger is not None) + (candidate.consequence is not None)


class _Reader:
    """Finds issuer and addressee of a stance in its text."""

    def __init__(self, text: str, doc: Doc) -> None:
        self._text = text
        self._doc = doc
        self._attributions = attributions(text)
        title = _TITLE.search(text.split("\n", 1)[0])
        self._author = Span(*title.span("name")) if title else None

    def candidate(self, line: Stance, sentence: Span) -> Candidate | None:
        """The stance as a candidate; None where nobody in particular draws it, or not for himself."""
        issuer = self._issuer(line)
        if issuer is None or not self._may_issue(issuer):
            return None
        if line.actor is not None and not self._is_side(line.actor, issuer):
            return None
        if line.agent is not None and self._is_speaker(line.agent, issuer):
            return None
        return Candidate(
            span=sentence,
            issuer=issuer,
            addressee=self._addressee(line, issuer),
            trigger=line.trigger,
            consequence=line.consequence,
            form=line.form,
        )

    # Issuers

    def _issuer(self, line: Stance) -> Span | None:
        if line.issuer is not None:
            return self._resolved(line.issuer)
        holding = [
            said
            for said in self._attributions
            if said.content and said.content.start <= line.head.idx < said.content.end
        ]
        if holding:
            deepest = min(holding, key=_length)
            return deepest.speaker or deepest.source
        if self._author is not None:
            return self._author
        decider = self._decider(line.head)
        return self._resolved(decider) if decider is not None else None

    def _decider(self, verb: Token) -> Token | None:
        """Who decides on a plan, law or deal of which the clause says what it forbids."""
        for above in verb.ancestors:
            if verb.dep_ == "relcl" and above.pos_ == "VERB":
                actor = subject(above)
                return actor if is_party(actor) else None
        return None

    def _resolved(self, noun: Token) -> Span | None:
        for said in self._attributions:
            if said.source and said.source.start <= noun.idx < said.source.end:
                return said.speaker or said.source
        modifiers = [part for part in noun.rights if part.dep_ in ("relcl", "acl", "advcl")]
        return phrase_span(noun, modifiers)

    def _may_issue(self, issuer: Span) -> bool:
        tokens = self._tokens(issuer)
        if all(token.pos_ in ("PRON", "DET") for token in tokens):
            return False
        return not any(token.lemma_.lower() in _COMMENTATORS for token in tokens)

    def _is_side(self, actor: Token, issuer: Span) -> bool:
        """Whether who acts is the issuer, or one for whom the issuer can speak."""
        if actor.pos_ == "PRON":
            return actor.lower_ != "you"
        if not is_named(actor):
            return True
        if self._stems(phrase_span(actor)) & self._stems(issuer):
            return True
        labels = {token.ent_type_ for token in self._tokens(issuer)}
        if actor.ent_type_ in ("GPE", "NORP"):
            return not labels & {"GPE", "NORP", "ORG"}
        return "PERSON" in labels

    def _is_speaker(self, agent: Token, issuer: Span) -> bool:
        if agent.lower_ in ("i", "we"):
            return agent.dep_ == "nsubj"
        return agent.pos_ != "PRON" and self._same(phrase_span(agent), issuer)

    # Addressees

    def _addressee(self, line: Stance, issuer: Span) -> Span | None:
        for noun in (line.addressee, line.agent):
            if noun is not None and noun.pos_ != "PRON" and is_party(noun):
                span = self._party(noun)
                if not self._same(span, issuer):
                    return span
        for region in (line.consequence, line.trigger):
            for token in self._tokens(region) if region is not None else ():
                if is_named(token) and token.ent_type_ not in _DATES:
                    span = self._party(token)
                    if not self._same(span, issuer):
                        return span
        return None

    def _party(self, noun: Token) -> Span:
        """The whole phrase of the party that the name is, or is part of."""
        modifies = noun.dep_ in ("amod", "compound", "nmod", "poss")
        if modifies and is_party(noun.head):
            return self._party(noun.head)
        if modifies:
            first = noun.left_edge
            return Span(first.idx, noun.idx + len(noun))
        cut = [part for part in noun.rights if part.dep_ in ("relcl", "acl", "prep", "appos")]
        return phrase_span(noun, [part for part in cut if part.lower_ != "of"])

    def _same(self, one: Span, other: Span) -> bool:
        return bool(self._stems(one) & self._stems(other))

    def _stems(self, span: Span) -> set[str]:
        words = re.findall(r"\w{4,}", span.of(self._text))
        return {word[:4].casefold() for word in words if word[0].isupper()}

    def _tokens(self, span: Span) -> list[Token]:
        return list(self._doc.char_span(*span, alignment_mode="expand") or ())


def _length(said: Attribution) -> int:
    return said.content.end - said.content.start if said.content else 0
