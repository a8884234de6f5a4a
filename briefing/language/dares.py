"""Dares: an order or a bare act that stands for a condition: "touch the land and we fight"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.brief import Form
from briefing.document import Span
from briefing.language.acts import is_boon, serves
from briefing.language.clauses import clause_span, is_negated, modal, phrase_span, subject
from briefing.language.cues import words
from briefing.language.harms import harms
from briefing.language.parties import GENERAL, is_party
from briefing.language.stance import WILL, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["BEARING", "dare", "no_without"]

BEARING: Final = words("answer face lose meet pay regret suffer")
_OVER: Final = words("dead done finished gone out over")
_WANT: Final = words("demand expect need want")
_ONCE_MORE: Final = words("another more one")
_ORDERS: Final = frozenset({"VB", "VBP", "NN", "NNP"})
_OTHERS: Final = words("anybody anyone her him it them")
_GRIM: Final = words("hell jail prison war")


def dare(verb: Token) -> Stance | None:
    """An order or an act that is a condition: "one more layoff and we walk out"."""
    for shape in (_let, _act_and_answer, _any_act):
        if (found := shape(verb)) is not None:
            return found
    dared = _dared(verb)
    if dared is None:
        return None
    joined = [child for child in dared.rights if child.dep_ == "cc" and child.i < verb.i]
    joined = [child for child in joined if child.lower_ in ("and", "or")]
    who = next((part for part in verb.lefts if part.dep_ in ("nsubj", "nsubjpass")), None)
    if not joined or who is None or not _follows(verb, who):
        return None
    if joined[-1].lower_ == "and" and is_boon(dared):
        return None  # vote for us and we will cut taxes
    either = [child for child in dared.lefts if child.lower_ == "either"]
    trigger = clause_span(dared, [verb, *joined, *either])
    form: Form = "ultimatum" if joined[-1].lower_ == "or" else "conditional"
    return Stance(verb, form, trigger, clause_span(verb))


def _act_and_answer(verb: Token) -> Stance | None:
    """They open the gates or we will: two clauses, of which the speaker does the second."""
    act = verb.head
    joined = [child for child in act.rights if child.dep_ == "cc" and child.i < verb.i]
    who = next((part for part in verb.lefts if part.dep_ == "nsubj"), None)
    other = next((part for part in act.lefts if part.dep_ == "nsubj"), None)
    if verb.dep_ != "conj" or not joined or who is None or other is None:
        return None
    choice = joined[-1].lower_ == "or"
    committed = modal(verb) in WILL or (choice and verb.tag_ == "VBP" and harms(verb))
    answered = act.pos_ == "VERB" and modal(act) is None and not is_negated(act)
    # They start it and the whole port stands still.
    stops = joined[-1].lower_ == "and" and verb.tag_ == "VBZ" and act.tag_ == "VBP"
    stops = stops and other.lower_ in ("they", "you") and who.pos_ == "NOUN" and harms(verb)
    ours = who.lower_ in ("i", "we") and committed
    if act.lemma_ in _WANT and choice and who.lower_ == "we" and (_is_over(verb) or harms(verb)):
        return Stance(verb, "ultimatum", clause_span(act, [verb, *joined]), clause_span(verb))
    if other.lower_ in ("i", "we") or not (ours or stops):
        return None
    if not answered or not is_party(other) or not (harms(verb) or (choice and not serves(verb))):
        return None
    trigger = clause_span(act, [verb, *joined])
    return Stance(verb, "ultimatum" if choice else "conditional", trigger, clause_span(verb))


def _any_act(verb: Token) -> Stance | None:
    """Any harm to them and you will answer for it: the act is a noun without a verb."""
    heads = [part for part in verb.lefts if part.dep_ in ("nsubj", "nsubjpass", "npadvmod")]
    act = next((head for head in heads if head.left_edge.lower_ in GENERAL | _ONCE_MORE), None)
    if act is None:
        return None
    last = heads[-1]
    joined = [child for child in last.rights if child.lower_ == "and"] if last.rights else []
    joined = joined or [child for child in act.rights if child.lower_ in ("and", "or")]
    # The parser may join who answers to the act: "one more stone and the trains will stop".
    who = next((child for child in last.rights if child.dep_ == "conj"), last)
    if not joined or who == act or is_party(act) or joined[0].i + 1 != who.left_edge.i:
        return None
    if not (harms(verb) or who.lower_ == "you" or (modal(verb) in WILL and _follows(verb, who))):
        return None
    trigger = Span(act.left_edge.idx, _end_before(joined[0]))
    return Stance(verb, "conditional", trigger, Span(who.left_edge.idx, clause_span(verb).end))


def _end_before(word: Token) -> int:
    last = word.nbor(-2 if word.nbor(-1).is_punct else -1)
    return last.idx + len(last)


def _let(verb: Token) -> Stance | None:
    """Let them try, and we will answer: the parser takes what follows for what they try."""
    head, doc = verb.head, verb.doc
    if verb.dep_ not in ("ccomp", "conj") or head.lemma_ != "let" or modal(verb) not in WILL:
        return None
    if head.nbor().lower_ not in _OTHERS or head.dep_ not in ("ROOT", "ccomp"):
        return None
    for at in range(head.i + 2, verb.i):
        if doc[at].lower_ == "and" and all(doc[i].tag_ != "VB" for i in range(at, verb.i)):
            trigger, last = doc[head.i], doc[at - 1]
            end = clause_span(verb).end
            return Stance(
                verb,
                "conditional",
                Span(trigger.idx, last.idx + len(last)),
                Span(doc[at + 1].idx, end),
            )
    return None


def _dared(verb: Token) -> Token | None:
    """The order, or the act once more, that the clause is joined to."""
    head = verb.head
    if verb.dep_ not in ("conj", "ccomp") or head.i > verb.i:
        return None
    if head.dep_ not in ("ROOT", "ccomp", "advcl", "dep", "parataxis") or head.head.i > verb.i:
        return None
    if any(child.lower_ == "either" for child in head.lefts):
        return head
    if any(child.dep_ in ("aux", "nsubj", "nsubjpass", "expl") for child in head.lefts):
        return None
    if head.pos_ in ("NOUN", "PROPN") and head.tag_ not in ("NN", "NNP"):
        return head if head.left_edge.lower_ in _ONCE_MORE else None
    more = head.left_edge.lower_ in _ONCE_MORE
    ordered = head.tag_ in _ORDERS and head.left_edge.i >= head.i - 1 and head.pos_ == "VERB"
    return head if ordered or more else None


def _is_over(verb: Token) -> bool:
    return verb.lower_ in _OVER or any(part.lower_ in _OVER for part in verb.rights)


def _follows(verb: Token, who: Token) -> bool:
    """Whether what is joined on is borne by the other, or done by those who speak."""
    if _is_over(verb):
        return True
    if who.lower_ == "you":
        grim = any(part.lemma_ in _GRIM for part in verb.subtree if part.i > verb.i)
        return verb.lemma_ in BEARING or grim or harms(verb)
    return not serves(verb) and (modal(verb) in WILL or verb.tag_ in ("VBP", "VBZ", "VBD"))


def no_without(noun: Token) -> Stance | None:
    """What is withheld until another acts, without a verb: "no amnesty, no budget"."""
    if (
        noun.left_edge.lower_ != "no"
        or noun.dep_ not in ("ROOT", "appos", "attr", "ccomp", "dep", "prep")
        or noun.pos_ != "NOUN"
    ):
        return None
    before = noun.left_edge.i - 1
    opens = before < 0 or noun.doc[before].is_punct or noun.left_edge.is_sent_start
    if noun.dep_ in ("appos", "attr", "prep") and not opens:
        return None
    for child in noun.rights:
        if child.dep_ in ("appos", "conj") and child.left_edge.lower_ == "no":
            return Stance(child, "conditional", phrase_span(noun, [child]), phrase_span(child))
        first = child.left_edge.lower_
        if child.dep_ == "advcl" and first in ("until", "unless", "while", "if"):
            actor = subject(child)
            trigger = clause_span(child)
            if actor is not None and (is_party(actor) or first != "if"):
                return Stance(noun, "conditional", trigger, phrase_span(noun, [child]))
        if child.dep_ == "prep" and first == "without":
            return Stance(noun, "conditional", phrase_span(child), phrase_span(noun, [child]))
    return None
