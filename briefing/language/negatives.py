"""Words that deny, wherever they stand in an English text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.clauses import clause_tokens, content_lemmas, is_apart
from briefing.language.cues import lemma, words
from briefing.language.outlook import REFRAINING, WARNING, is_contrast, is_superlative
from briefing.language.parsing import tokens_held
from briefing.language.wordnet import antonyms, senses

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["REFUSING", "Denial", "denials", "has_negative"]

_FARTHEST: Final = 40
_PREFIXED: Final = frozenset({"ADJ", "ADV", "NOUN", "VERB"})
_EMPTYING: Final = words("only just merely least less doubt question")
_SOON: Final = (["long", "after"], ["long", "before"], ["long", "ago"], ["far", "from"])
_ALONE: Final = 4
"""Words after "not" among which "alone" says that there are more."""
_GRAMMATICAL: Final = words(
    "no not n't n’t never non none nobody nothing nowhere neither nor without cannot unless"
)
REFUSING: Final = words(
    """
    abandon abstain avoid ban bar block boycott cancel cease decline deny disavow dismiss disown
    exclude fail forbid forgo halt ignore neglect omit oppose preclude prevent prohibit refrain
    refuse reject renege rescind retract revoke shun spurn veto
    withhold
    failure refusal rejection denial ban absence lack unable unwilling impossible inability
    unlikely reluctant missing false untrue
    """
)
"""What they govern does not come about, or is not so."""

_UNDOING: Final = words(
    """
    contradict desist disagree dispute doubt miss reverse
    stop suspend undermine undo void waive
    """
)
"""They deny as verbs; as nouns they may only tell of a quarrel or a doubt."""

_OTHERWISE: Final = words(
    """
    barely hardly scarcely seldom rarely few little less least only alone until before
    instead except rather than yet different differ otherwise contrary despite absent
    abstention anti contradiction cutoff defy deter disagreement dispute end exempt forget free
    founder
    illegal invalid keep leave negate nonpayment collapse refute reluctance reluctant sceptical
    skeptical spare struggle violate violation breach broke break withdrawal hinder hamper obstruct
    drop lift remove cut limit curb resist resistance restrict restriction deprive devoid bereft
    lose overrule overturn quit scrap unaware short zero any skip unlike withdraw
    """
)
"""Words with which the same can be said as with a negation."""

_STAYING: Final = words("back call fight hold keep put sit stave stay turn ward")
_AWAY: Final = words("away off out")
"""With one of these they say that something is not done: stay away, sit out, hold off."""

_OTHER_NOUNS: Final = words("bar block halt quit scrap stop undo void")
"""Verbs that deny, and nouns that do not: behind bars, a road block."""

_PHRASES: Final = REFRAINING | {("far", "from"), ("anything", "but"), ("yet", "to")}
_PREFIX: Final = re.compile(r"(?:non-?|un|in|im|il|ir|dis)(?=[a-z]{3,})")
_DENYING: Final = frozenset({"non", "non-", "un"})


@dataclass(frozen=True)
class Denial:
    """A word that denies.

    Attributes:
        word: Its lemma; "not" for all words of grammar.
        span: Where it stands, in code points.
        near: The content lemmas of its clause.
        base: What a prefix denies in it: qualified in unqualified; "" of other words.
        denied: The content lemmas of what it stands before, without the clauses in it.
        certain: Whether it denies by itself, not only in some uses.
        conditional: Whether it stands in a condition: "if nothing changes" denies no change.
    """

    word: str
    span: Span
    near: frozenset[str]
    base: str
    denied: frozenset[str]
    certain: bool
    conditional: bool


@lru_cache(maxsize=256)
def denials(text: str, within: Span | None = None) -> tuple[Denial, ...]:
    """Every word of English `text` that denies, or may.

    Args:
        text: The text.
        within: Where the words lie wholly; anywhere, where none is given.

    Raises:
        SettingsError: If no English model is installed.
    """
    found = []
    for token, span in tokens_held(text, within):
        word, base = lemma(token.lemma_), ""
        if token.lower_ in _GRAMMATICAL or _is_phrase(token):
            if _is_empty(token):
                continue
            word, certain = "not", True
        elif (word in _OTHER_NOUNS and token.pos_ != "VERB") or _is_joining(token):
            continue
        elif word in REFUSING or word in _UNDOING:
            certain = word in REFUSING or token.pos_ == "VERB"
            base = _base(token)
        elif _is_otherwise(token, word) or (base := _base(token)):
            certain = False
        else:
            continue
        denied = _denied(token) if certain else frozenset()
        found.append(
            Denial(word, span, _near(token), base, denied, certain, _is_conditional(token))
        )
    return tuple(found)


def _is_otherwise(token: Token, word: str) -> bool:
    away = word in _STAYING and any(child.lower_ in _AWAY for child in token.rights)
    against = token.lower_ == "against" and lemma(token.head.lemma_) in WARNING
    return away or against or word in _OTHERWISE or token.lower_ in _OTHERWISE


def _is_joining(token: Token) -> bool:
    """Whether it only joins: and yet, not only … but."""
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return token.pos_ == "CCONJ" or (token.lower_ == "only" and before == "not")


def _base(token: Token) -> str:
    """What the prefix of the word denies, else "": unfair, impossible, but not an impact."""
    prefix = _PREFIX.match(token.lower_)
    if token.pos_ not in _PREFIXED or prefix is None:
        return ""
    base = token.lower_[prefix.end() :]
    # A noun with "un-" is hardly ever made by it: unit, union, unity.
    plain = prefix.group() in _DENYING and not (prefix.group() == "un" and token.pos_ == "NOUN")
    if plain and senses(base).own:
        return base
    return base if base in antonyms(token.lower_) | antonyms(lemma(token.lemma_)) else ""


def _is_conditional(token: Token) -> bool:
    head = token
    for _ in range(_FARTHEST):
        if any(child.dep_ == "mark" and child.lower_ == "if" for child in head.lefts):
            return True
        if head.pos_ in ("VERB", "AUX") and head.dep_ not in ("aux", "auxpass"):
            break
        head = head.head
    return False


def _is_phrase(token: Token) -> bool:
    """Whether it begins a phrase that says "not": far from, anything but, yet to."""
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if (token.lower_, following) == ("far", "from"):
        # Far from sure, far from leaving; but not far from Oslo.
        return token.i + 2 < len(token.doc) and token.nbor(2).tag_ in ("JJ", "RB", "VBG")
    return (lemma(token.lemma_), following) in _PHRASES


def _is_empty(token: Token) -> bool:
    """Not only, not least, no doubt: they deny nothing. Nor does "no one more than he"."""
    following = [part.lower_ for part in token.doc[token.i + 1 : token.i + 10]]
    before = token.doc[token.i - 1].lower_ if token.i else ""
    if (before, token.lower_) == ("not", "without") or following[:1] == ["without"]:
        return True
    if token.lower_ == "nor" and any(
        part.lower_ == "neither" for part in token.doc[token.sent.start : token.i]
    ):
        return True
    if is_contrast(token):
        return True
    if token.lower_ == "no" and "than" in following:
        return following[0] != "longer"
    if token.lower_ == "no" and token.head.dep_ == "nsubj" and is_superlative(token.head.head):
        return True
    if token.lower_ == "no" and following[:2] == ["matter", "what"]:
        return True
    if token.lower_ == "not" and following[:2] in (["seen", "since"], *_SOON):
        return True
    alone = token.lower_ == "not" and "alone" in following[:_ALONE]  # not his problem alone
    return alone or following[:1] in [[word] for word in _EMPTYING]


def _denied(token: Token) -> frozenset[str]:
    """What "no", "not", "without" or "refuse to" stands before, without the clauses in it."""
    head = token if token.dep_ == "prep" else token.head
    if token.lower_ == "nor" and token.dep_ == "cc":
        # It denies what comes after it: "he cannot change it, nor will he".
        after = [child for child in token.head.rights if child.dep_ == "conj" and child.i > token.i]
        if not after:
            return frozenset()
        head = after[0]
    elif token.lower_ == "non" and token.i + 2 < len(token.doc):
        head = token.nbor(2)  # non-payment, in three parts
    elif token.pos_ in ("VERB", "NOUN", "ADJ"):
        governed = [child for child in token.rights if _is_governed(child)]
        if not governed:
            return frozenset()
        head = governed[0]
    if head.dep_ in ("aux", "auxpass"):
        head = head.head
    if is_apart(head, token):
        return frozenset()
    kept: list[Token] = []
    waiting = [head]
    while waiting and len(kept) < _FARTHEST:
        part = waiting.pop()
        kept.append(part)
        waiting += [
            child
            for child in part.children
            if not (part.lower_ == "fact" and child.dep_ == "acl")  # which it is, denied or not
            if child.dep_ not in ("advcl", "ccomp", "conj", "nsubj", "nsubjpass", "relcl", "punct")
        ]
    return content_lemmas(kept)


def _is_governed(child: Token) -> bool:
    return child.dep_ in ("acl", "xcomp") or (child.dep_ == "prep" and child.lower_ == "from")


def _near(token: Token) -> frozenset[str]:
    if token.dep_ == "amod":
        return content_lemmas(clause_tokens(token.head))
    top = token
    for _ in range(_FARTHEST):
        if top.pos_ in ("VERB", "AUX") or top.head is top:
            break
        top = top.head
    near = content_lemmas(clause_tokens(top))
    if token == top or token.dep_ == "acomp":
        # They deny that he left; it is unlikely that he did.
        told = (child for child in top.rights if child.dep_ == "ccomp")
        near = near.union(*(content_lemmas(clause_tokens(child)) for child in told))
    return near


_NEGATIVE: Final = re.compile(
    r"""\b(?:not?|nor|none|nobody|nothing|nowhere|neither|never|cannot|without|only|barely|hardly
    |scarcely|unless|until|before|instead|except|anything\ but
    |\w+n['’]t
    |non-?[a-z]{4,}|un[a-z]{3,}(?:able|ed|ful|ing|ly)
    |(?:abandon|absen|abstain|avoid|ban|bar|block|boycott|cancel|ceas|contradict|cutoff|declin
      |den[iy]|desist|disagree|dismiss|dispu|doubt|exclud|fail|fals|forbid|forg[eo]t|halt|ignor|illegal
      |impossible|inability|invalid|lack|miss|neglect|oppos|preclud|prevent|prohibit|refrain|refus
      |reject|renege|suspend|veto|violat|withh[eo]ld|wrong|breach|broke)\w*
    |(?:rul|turn|call)(?:e|es|s|ed|ing)\ (?:out|down|off)
    |stop(?:s|ped|ping)?|end(?:s|ed|ing)?)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def has_negative(text: str) -> bool:
    """Whether anything in `text` denies, refuses, ends or excludes."""
    return _NEGATIVE.search(text) is not None
