"""Who draws a line, and against whom: the speaker of the words, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.brief import Form
from briefing.document import Span
from briefing.language.clauses import phrase_span, subject
from briefing.language.cues import SPEECH, words
from briefing.language.datelines import undated
from briefing.language.parties import is_body, is_named, is_office, is_party, is_people
from briefing.language.quotations import with_marks
from briefing.language.scene import length

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing.language.attributions import Attribution
    from briefing.language.scene import Scene
    from briefing.language.stance import Stance

__all__ = ["Issuer", "Issuers"]

_COMMENTATORS: Final = words("""
    academy analyst broker coach columnist commentator consultancy critic dealer economist
    editorial expert fellow forecaster goalkeeper grandmaster historian institute midfielder
    novelist observer pollster professor referee report researcher scholar scientist strategist
    striker study survey think-tank trader university winger
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

_PLAYERS: Final = words("captain defender forward keeper manager player skipper")
_PLAY: Final = words("cup defeat derby game goal league match pitch season squad team title wing")
"""Among words of play a captain is a player, who speaks of no line but one on the field."""

_NEAR: Final = 160
"""Code points around the name that are looked at."""

_SHARES: Final = words("% cent fictional half majority percent quarter respondent third")
"""So many of those asked, and nobody in particular; or nobody at all."""

_GOES_ON: Final = 4
"""Code points between "she said" and the quotation that goes on."""

_SENTENCES: Final = 4
"""Sentences before "it said" in which the body is looked for."""

_THEIRS: Final = words("her his its their")
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

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def of(self, line: Stance) -> Issuer | None:
        """Whose line it is; None where nobody in particular draws it, or not for himself."""
        holding = self._scene.holding(line.head)
        if any(self._is_unstated(said) for said in holding):
            return None
        stated = line.issuer if line.issuer is not None else None
        if stated is not None and stated.lower_ in _FIRST_PERSON:
            stated = None
        # Who acts speaks for himself, where nobody is quoted on it.
        issuer = self._said(line) if stated is None or stated == line.actor else None
        if issuer is None and stated is not None:
            issuer = self._stated(stated)
        if issuer is None or not self._may_issue(issuer):
            return None
        if line.actor is not None and not self._speaks_for(issuer, line.actor, line.form):
            return None
        agent = line.agent
        if agent is not None and agent.lower_ == "you" and not self._scene.is_direct(agent):
            return None  # whoever reads it: a rule of the house
        if agent is not None and self._is_within(agent, line) and self._is_same(issuer, agent):
            return None
        return issuer

    def said(self, line: Stance, part: Span | None) -> Span | None:
        """The part of a line as far as it lies in what is said."""
        part = undated(part, self._scene.text) if part is not None else None
        for content in (said.content for said in self._scene.holding(line.head)):
            if part is not None and content is not None:
                start, end = max(part.start, content.start), min(part.end, content.end)
                part = Span(start, end) if start < end else part
        return with_marks(part, self._scene.text) if part is not None else None

    def _is_within(self, token: Token, line: Stance) -> bool:
        ends = [said.content.end for said in self._scene.holding(line.head) if said.content]
        return all(token.idx < end for end in ends)

    def _said(self, line: Stance) -> Issuer | None:
        """The deepest speaker of the clause, else the author, else who decided on it."""
        head = line.head
        holding = self._scene.holding(head)
        if holding:
            sources = [said.source for said in holding if said.source]
            if line.actor is not None and all(map(self._is_utterance, sources)):
                if sources or line.actor.pos_ != "PRON":
                    return self._stated(line.actor)
                # Whoever "he" is, where nobody is named who says so, the line is not known his.
                return next(filter(None, map(self._before, holding)), None)
            parties = [said for said in holding if said.source and self._has_will(said.source)]
            # "We have told them that …": who "we" are, the saying around it tells.
            others = [said for said in parties if not self._is_first_person(said)]
            deepest = min(others or parties, key=length, default=None)
            if deepest is None or deepest.source is None:
                return next(filter(None, map(self._before, holding)), None)
            return self._issuer(deepest.source, deepest.speaker)
        if (beside := self._beside(head)) is not None:
            return beside
        if self._scene.author is not None:
            return Issuer(self._scene.author, (self._scene.author,))
        if line.actor is not None and _is_headline(head):
            return self._stated(line.actor)
        for above in head.ancestors:
            if head.dep_ == "relcl" and above.pos_ == "VERB":
                decider = subject(above)
                return self._stated(decider) if decider is not None else None
        return None

    def _before(self, said: Attribution) -> Issuer | None:
        """Of "it said" the body spoken of before; of a quotation that goes on, its speaker."""
        if (body := self._body(said)) is not None:
            return body
        if said.source is not None or said.content is None or not said.direct:
            return None
        for other in self._scene.attributions:
            if other.direct and other.source is not None and other.cue is not None:
                between = Span(other.cue.end, said.content.start).of(self._scene.text)
                if 0 < len(between) <= _GOES_ON and "\n" not in between:
                    return self._issuer(other.source, other.speaker)
        return None

    def _body(self, said: Attribution) -> Issuer | None:
        """Of "it said" the body that the sentence before is about."""
        cue = self._scene.tokens(said.cue) if said.cue is not None and said.source is None else []
        spoken = [token for token in cue if token.lemma_ in SPEECH]
        if not any(c.lower_ == "it" and c.dep_ == "nsubj" for v in spoken for c in v.lefts):
            return None
        doc, start = self._scene.doc, spoken[0].sent.start
        for _ in range(_SENTENCES):
            if start == 0:
                return None
            before = doc[start - 1].sent
            start = before.start
            heads = (token for token in before if token.dep_ == "nsubj" and token.pos_ != "PRON")
            for head in heads:
                if is_body(head) or head.ent_type_ in ("GPE", "ORG"):
                    return self._stated(head)
        return None

    def _beside(self, head: Token) -> Issuer | None:
        """Who says the clause before: "they have a list, the minister said, and it will …"."""
        if head.dep_ != "conj" or head.head.dep_ != "parataxis":
            return None
        for said in self._scene.attributions:
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
        clauses += [part for part in noun.rights if part.dep_ == "prep" and _is_dating(part)]
        mention = phrase_span(noun, clauses)
        for said in self._scene.attributions:
            if said.source and said.source.start <= noun.idx < said.source.end:
                return self._issuer(mention, said.speaker)
        return self._issuer(mention)

    def _issuer(self, mention: Span, speaker: Span | None = None) -> Issuer:
        """The issuer of a mention at hand, by the speaker's name where that says more."""
        mention = undated(mention, self._scene.text)
        tokens = self._scene.doc.char_span(*mention, alignment_mode="expand")
        if tokens is None:
            return Issuer(mention, (mention,))
        head = tokens.root
        clauses = [part for part in head.rights if part.dep_ == "relcl"]
        if clauses and mention.holds(short := phrase_span(head, clauses)):
            mention = short
        # The minister, Jane Doe: her name is the apposition.
        bearers = [head, *(child for child in head.rights if child.dep_ == "appos")]
        # The regulator Acme said: the parser may take the name for a second subject.
        beside = [c for c in head.head.lefts if c.dep_ == head.dep_ and c.i == head.i + 1]
        bearers += beside
        for entity in self._scene.entities:
            if entity.name == speaker or any(
                one.start <= bearer.idx < one.end for one in entity.mentions for bearer in bearers
            ):
                # A body is named by the words that tell whose it is: "Israel's cabinet".
                longer = entity.kind == "person" or _size(mention) < _size(entity.name)
                longer = longer or bool(beside)
                name = entity.name if longer else mention
                return Issuer(name, (name, mention, *entity.roles))
        name = mention if speaker is None or head.pos_ != "PRON" else speaker
        return Issuer(name, (name, mention))

    def _may_issue(self, issuer: Issuer) -> bool:
        if any(token.lower_ in _SHARES for token in self._scene.tokens(issuer.name)):
            return False
        if all(token.pos_ in ("PRON", "DET") for token in self._scene.tokens(issuer.name)):
            return False
        described = [token for span in issuer.described for token in self._scene.tokens(span)]
        if any(token.lemma_.lower() in _PLAYERS for token in described):
            end = min(len(self._scene.text), issuer.name.end + _NEAR)
            around = Span(max(0, issuer.name.start - _NEAR), end)
            if any(token.lemma_.lower() in _PLAY for token in self._scene.tokens(around)):
                return False
        return not any(token.lemma_.lower() in _COMMENTATORS for token in described)

    def _speaks_for(self, issuer: Issuer, actor: Token, form: Form) -> bool:
        """Whether who acts is the issuer, or one for whom the issuer can speak."""
        if actor.lower_ in _FIRST_PERSON:
            return True
        if actor.pos_ == "PRON":
            # In their own words, issuers do not call themselves "they".
            holding = self._scene.holding(actor)
            if not holding:
                return actor.lower_ != "you" and actor.head.dep_ == "conj"
            return actor.lower_ != "you" and not min(holding, key=length).direct
        if self._scene.states(phrase_span(actor)) & self._scene.states(*issuer.described):
            return True
        tokens = [token for span in issuer.described for token in self._scene.tokens(span)]
        # "…, their union said": the possessive points back at those who act.
        if any(token.tag_ == "PRP$" and token.lower_ in _THEIRS for token in tokens):
            return True
        if actor.left_edge.tag_ == "PRP$" and actor.left_edge.lower_ != "your":
            return True
        if not is_named(actor):
            represented = any(token.lemma_.lower() in _REPRESENTATIVES for token in tokens)
            # The Teamsters for workers, but no official of theirs for farmers.
            named = self._scene.tokens(issuer.name)
            union = all(token.ent_type_ == "ORG" or token.pos_ == "DET" for token in named)
            return represented or is_body(actor) or (union and actor.tag_ == "NNS")
        labels = {token.ent_type_ for token in tokens}
        if any((t.text.islower() and is_party(t)) or is_office(t) for t in tokens):
            labels.add("PERSON")
        # Another state or people than one's own is spoken of, not for; a refusal in its name
        # is no forecast, and capitals stand for states.
        if form == "prohibition" and "PERSON" in labels:
            return True
        if actor.ent_type_ == "PERSON" and actor.tag_ == "NNP" and not labels - {"PERSON", ""}:
            # Another person is spoken of; a spokesman speaks for whom he serves.
            return any(is_office(t) or (t.text.islower() and is_people(t)) for t in tokens)
        if actor.ent_type_ in ("GPE", "NORP"):
            return not labels & {"GPE", "NORP"} and ("ORG" not in labels or "PERSON" in labels)
        return "PERSON" in labels

    def _is_same(self, issuer: Issuer, agent: Token) -> bool:
        if agent.lower_ in _FIRST_PERSON:
            return agent.dep_ == "nsubj"
        if agent.pos_ == "PRON":
            return any(
                one.start <= agent.idx < one.end and entity.name == issuer.name
                for entity in self._scene.entities
                for one in entity.mentions
            )
        named = self._scene.stems(phrase_span(agent)) & self._scene.stems(*issuer.described)
        return bool(named)

    def _is_first_person(self, said: Attribution) -> bool:
        return said.source is not None and said.source.of(self._scene.text).lower() in _FIRST_PERSON

    def _is_utterance(self, source: Span) -> bool:
        tokens = self._scene.doc.char_span(*source, alignment_mode="expand")
        return tokens is not None and tokens.root.lemma_.lower() in _UTTERANCES

    def _has_will(self, source: Span) -> bool:
        return any(is_party(token) or is_office(token) for token in self._scene.tokens(source))

    def _is_unstated(self, said: Attribution) -> bool:
        cue = self._scene.tokens(said.cue) if said.cue is not None else []
        return any(token.lemma_ in _UNSTATED for token in cue)


def _is_headline(verb: Token) -> bool:
    """Whether the sentence ends without a mark: what it tells, its subject has announced."""
    last = next(part for part in reversed(verb.sent) if not part.is_space)
    return not last.is_punct and verb.i > 0


def _is_dating(phrase: Token) -> bool:
    """On Monday: hung on who speaks, and none of his name."""
    return any(child.ent_type_ in ("DATE", "TIME") for child in phrase.children)


def _size(span: Span) -> int:
    return span.end - span.start
