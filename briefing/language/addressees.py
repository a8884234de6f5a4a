"""Against whom a line is drawn: who is told, who acts in the trigger, who bears what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.language.clauses import is_gerund, is_passive, phrase_span
from briefing.language.cues import words
from briefing.language.datelines import undated
from briefing.language.demonyms import stems
from briefing.language.parties import GENERAL, PARTIES, is_body, is_named, is_party, is_people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from briefing.document import Span
    from briefing.language.issuers import Issuer
    from briefing.language.scene import Scene
    from briefing.language.stance import Stance

__all__ = ["addressee"]

_AUDIENCE: Final = words("""
    agency ally assembly audience briefing broadcaster channel colleague conference congress
    correspondent crew crowd customer delegate deputy follower forum gathering interviewer
    journalist lawmaker listener magazine meeting member newspaper nation officer parliament
    party patient people press radio rally reader reporter senate soldier station summit
    supporter television troop viewer villager voter
    """)
"""Before whom one speaks of others."""

_STAGES: Final = words("""
    AFP AP Assembly BBC Bloomberg CNN Guardian Herald IAEA Interfax Journal Monde Nations News
    Organisation Organization Post Radio Reuters TASS Telegraph Television Times Tribune TV UN WTO
    Xinhua
    """)
"""Names of those through whom, or before whom, one speaks."""
_KEPT: Final = words("inviolable negotiable non-negotiable sacrosanct untouchable")
_KNOWING: Final = words("know understand")
_OWN: Final = words("its my our own their")
_AUTHORS: Final = words("by from")
_BEARERS: Final = words("against between for from on to toward towards with")


def addressee(scene: Scene, line: Stance, issuer: Issuer) -> Span | None:
    """Whom the line is drawn against, where the text names one."""
    return _Parties(scene, line, issuer).addressee()


class _Parties:
    """The parties of one line."""

    def __init__(self, scene: Scene, line: Stance, issuer: Issuer) -> None:
        self._scene = scene
        self._line = line
        described = list(issuer.described)
        if line.actor is not None:
            described.append(phrase_span(line.actor))
        self._own = scene.stems(*described) | scene.states(*described)
        self._ends = [said.content.end for said in scene.holding(line.head) if said.content]

    def addressee(self) -> Span | None:
        told = self._line.addressee
        whoever = told is not None and (told.lower_ in GENERAL or is_people(told))
        if told is not None and whoever and told.left_edge.lower_ in GENERAL:
            return _whoever(told)
        kind = told is not None and told.tag_ == "NNS" and told.left_edge.lower_ not in GENERAL
        if told is not None and told.pos_ != "PRON" and (kind or is_party(told) or is_body(told)):
            span = self._scene.party(told)
            if not self._is_own(span):
                return span
        agent = self._line.agent
        doer = self._scene.party(agent) if agent is not None and self._is_doer(agent) else None
        if agent is not None and doer is not None and agent.ent_type_ in PARTIES:
            return doer
        heard = self._scene.listener(self._line.head)
        if heard is not None and self._is_counterpart(heard):
            return heard
        if doer is not None:
            return doer
        return next(self._named(), None) or self._anybody() or self._heeder()

    def _heeder(self) -> Span | None:
        """Who should know it, or has been told so, where the same sentence says it."""
        heeder = self._scene.heeder(self._line.head)
        if heeder is None:
            heeder = next((self._scene.party(one) for one in self._told_so()), None)
        return heeder if heeder is not None and not self._is_own(heeder) else None

    def _told_so(self) -> Iterator[Token]:
        head = self._line.head
        for verb in (*head.conjuncts, *head.children):
            known = verb.lemma_ in _KNOWING or (verb.lemma_ == "tell" and is_passive(verb))
            if verb.dep_ == "conj" and known:
                yield from (child for child in verb.lefts if is_party(child) and _is_the(child))

    def _anybody(self) -> Span | None:
        """Whoever does it: "control of the river by any state"."""
        for region in (self._line.trigger, self._line.consequence):
            for token in self._scene.tokens(region) if region is not None else ():
                general = token.left_edge.lower_ in GENERAL and is_party(token)
                if general and token.dep_ == "pobj" and token.head.lower_ in _AUTHORS:
                    return _whoever(token)
        return None

    def _named(self) -> Iterator[Span]:
        """Parties by name who bear what follows, or whose act the trigger is."""
        trigger, consequence = (
            self._names(region) if region is not None else []
            for region in (self._line.trigger, self._line.consequence)
        )
        for token in filter(_bears, consequence):
            # A seat that is struck is a town: French farmers blockade Paris.
            town = token.dep_ == "dobj" and token.ent_type_ == "GPE"
            span = self._scene.party(token)
            if _is_mere_adjective(token, span) and token.head.head.lower_ != "against":
                continue
            if not (self._is_named_own(span) if town else self._is_own(span)):
                yield span
        if any(child.lower_ in _KEPT for child in self._line.head.rights):
            trigger = []  # whose it is, keeps it
        others = (token for token in consequence if _is_met(token))
        for token in (*filter(_acts, trigger), *others):
            span = self._scene.party(token)
            if _is_mere_adjective(token, span):
                continue
            if token.pos_ != "DET" and not self._is_own(span):
                yield span
        for token in self._bearers():
            if not self._is_own(span := self._scene.party(token)):
                yield span

    def _bearers(self) -> Iterator[Token]:
        """Parties without a name to whom what follows is done: "damages from the union"."""
        region = self._line.consequence
        for token in self._scene.tokens(region) if region is not None else ():
            borne = token.dep_ == "pobj" and is_people(token) and _bears(token)
            if borne and token.left_edge.lower_ == "the":
                yield token

    def _names(self, region: Span) -> list[Token]:
        tokens = self._scene.tokens(undated(region, self._scene.text))
        named = (token for token in tokens if is_named(token) and token.pos_ != "PRON")
        # Turkish jets are no party, whoever flies them.
        return [t for t in named if t.ent_type_ in PARTIES or t.tag_ != "NNS" or is_people(t)]

    def _is_doer(self, agent: Token) -> bool:
        """Whether who acts in the trigger is a party in particular, and another than the issuer."""
        if agent.pos_ == "PRON" and agent.lower_ not in GENERAL:
            return False
        first = agent.left_edge
        particular = (
            agent.ent_type_ in PARTIES
            or agent.tag_ in ("NNP", "NNPS")
            or first.lower_ in GENERAL | {"the", "this", "that", "these"}
            or first.ent_type_ in PARTIES
            or (is_people(agent) and (first == agent or first.dep_ == "amod"))
        )
        if agent.dep_ == "nsubjpass" or not particular or not is_party(agent):
            return False
        trigger = self._line.trigger
        stated = trigger is not None and trigger.start <= agent.idx < trigger.end
        inside = stated or all(agent.idx < end for end in self._ends)
        return inside and first.lower_ not in _OWN and not self._is_own(self._scene.party(agent))

    def _is_counterpart(self, heard: Span) -> bool:
        """Whether who is told is the other side, and not those before whom one speaks of it."""
        tokens = self._scene.tokens(heard)
        if any(token.lemma_.lower() in _AUDIENCE or token.text in _STAGES for token in tokens):
            return False
        if all(token.pos_ == "PRON" for token in tokens):
            return False
        if tokens[0].tag_ == "NNS" and tokens[0].text.islower() and tokens[0].dep_ != "compound":
            return False  # villagers, whoever they are
        return not any(token.lower_ == "own" for token in tokens) and not self._is_own(heard)

    def _is_own(self, span: Span) -> bool:
        return self._is_named_own(span) or bool(
            self._scene.states(span) & self._own - self._kinds(span)
        )

    def _is_named_own(self, span: Span) -> bool:
        """The same, by name alone: Paris is another's than the French farmers'."""
        first = self._scene.tokens(span)[0]
        shared = self._scene.stems(span) & self._own - self._kinds(span)
        return first.lower_ in _OWN or bool(shared)

    def _kinds(self, span: Span) -> set[str]:
        """Words that say what a body is: of two banks each is one, and they share no name."""
        kinds = (token.text for token in self._scene.tokens(span) if is_body(token))
        return {form for kind in kinds for form in stems(kind)}


def _whoever(who: Token) -> Span:
    """Those who open fire, but of "anyone who does it" no more than anyone."""
    clauses = [part for part in who.rights if part.dep_ in ("acl", "relcl")]
    return phrase_span(who, () if who.lower_ == "those" else clauses)


def _is_the(party: Token) -> bool:
    return is_named(party) or party.left_edge.lower_ == "the"


def _acts(name: Token) -> bool:
    """Whether the trigger is an act of the name's: its possessor, its doer, or of its people."""
    if name.dep_ == "appos":
        name = name.head
    elif name.ent_type_ not in PARTIES and name.head.lower_ != "by":
        return False
    if name.dep_ in ("poss", "nsubj", "agent"):
        return not is_gerund(name)
    if name.dep_ in ("amod", "compound", "nmod"):
        head = name.head
        return head.dep_ in ("nsubj", "poss") or (head.dep_ == "pobj" and _is_authors(head.head))
    return name.dep_ == "pobj" and _is_authors(name.head)


def _is_met(name: Token) -> bool:
    """Whether the consequence may be for the name: it does not bring it, but will regret it."""
    if name.dep_ == "nsubj":
        return name.head.dep_ == "relcl" and name.head.lemma_ == "regret"
    return name.dep_ != "compound"


def _is_mere_adjective(name: Token, party: Span) -> bool:
    """Whether no more is named than whose a thing is: Turkish jets, American bourbon."""
    return name.tag_ == "JJ" and name.dep_ == "amod" and party.end == name.idx + len(name)


def _is_authors(preposition: Token) -> bool:
    return preposition.lower_ in _AUTHORS


def _bears(name: Token) -> bool:
    """Whether what follows is done to the name: as an object, or against, on, to, with it."""
    while name.dep_ in ("amod", "poss") and name.head.pos_ in ("NOUN", "PROPN"):
        name = name.head
    if name.dep_ == "compound" and name.head.dep_ == "pobj":
        name = name.head  # duties on U.S. steel
    if name.dep_ in ("dobj", "dative", "nsubjpass"):
        return True
    prep = name.head
    near = prep.head.pos_ == "VERB" or prep.head.dep_ == "dobj"
    return name.dep_ == "pobj" and prep.lower_ in _BEARERS and near
