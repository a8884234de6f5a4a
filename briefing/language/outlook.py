"""Whether a clause is denied, and whether it is put as fact, prospect, duty or possibility."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final, Literal, get_args

from briefing.language.clauses import condition, is_bound, is_negated, is_question, modal
from briefing.language.cues import CAUSATIVE, CLAUSAL, lemma, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = [
    "KEEPING",
    "RAISING",
    "REFRAINING",
    "WARNING",
    "Modality",
    "condition_of",
    "is_asserted",
    "is_contrast",
    "is_denied",
    "is_past",
    "modality",
]

Modality = Literal[
    "fact",
    "will",
    "would",
    "possible",
    "could",
    "able",
    "must",
    "should",
    "demand",
    "promise",
    "plan",
    "threat",
    "expected",
]
"""How a clause is put. "possible" is may and might, "able" is can; "demand", "promise", "plan"
and "threat" are what somebody wants of others, binds themselves to, intends, or threatens."""

_ANY: Final[frozenset[Modality]] = frozenset(get_args(Modality))

_CONTRAST: Final = 6
"""Words after "not" among which "but" puts another one right."""
_FARTHEST: Final = 8
"""Governors that are looked at; deeper nesting is rare, or made to exhaust the reader."""

_MODALS: Final[dict[str, Modality]] = {
    "will": "will",
    "shall": "will",
    "would": "would",
    "may": "possible",
    "might": "possible",
    "can": "able",
    "could": "could",
    "must": "must",
    "should": "should",
    "ought": "should",
}
_PROSPECTS: Final[tuple[tuple[Modality, frozenset[str]], ...]] = (
    (
        "must",
        words(
            """
            have need require oblige force compel necessary essential responsibility obligation
            duty
            """
        ),
    ),
    ("should", words("advise recommend suggest advisable")),
    (
        "demand",
        words(
            """
            ask beg call demand instruct order press push request tell insist implore plead appeal
            urge invite encourage warn
            """
        ),
    ),
    (
        "promise",
        words(
            """
            agree commit decide guarantee pledge promise swear undertake vow commitment decision
            agreement consensus
            """
        ),
    ),
    (
        "plan",
        words(
            """
            aim attempt consider contemplate hope intend mean plan prepare propose seek try want
            wish like ready prepared willing offer intention willingness desire
            """
        ),
    ),
    ("threat", words("threaten threat")),
    ("expected", words("expect predict anticipate likely forecast set due poise slate schedule")),
    ("possible", words("possible possibility risk fear")),
    ("able", words("able allow permit enable let ability")),
)
_GOVERNORS: Final = {word: kind for kind, listed in _PROSPECTS for word in listed}
"""Verbs, adjectives and nouns that put the infinitive they govern as not (yet) done."""

_PROBABLY: Final = words("likely maybe perhaps possibly probably")
_FEARED: Final = words("chance danger fear likelihood possibility risk suspect suspicion worry")
"""What they are of, or what is feared, may come about or not."""
_EVER: Final = words("before ever record since")
_OPEN: Final = words("agree allow decide decision enable permit vote")
"""What is decided or allowed may have been done or not."""
_BEGINNING: Final = words("begin come continue go manage proceed start")
"""Whoever began to do something did it."""
_FORCING: Final = words("compel force oblige")
"""Whoever was forced to do something did it."""

REFRAINING: Final = frozenset(
    {
        ("back", "out"),
        ("hold", "off"),
        ("rule", "out"),
        ("shy", "away"),
        ("sit", "out"),
        ("stay", "away"),
        ("stay", "out"),
        ("steer", "clear"),
        ("stop", "short"),
    }
)
"""Verbs, by lemma, that deny with the word after them: they held off on it, and did not do it."""
_DENYING: Final = words(
    """
    abstain avoid ban bar cease deny decline fail forbid forget halt impossible inability
    neglect prevent prohibit refrain refusal refuse reluctant stop unable unlikely unwilling
    failure forgo resist
    """
)
"""Words that deny the infinitive, participle or clause they govern: refuse to, unable to."""

WARNING: Final = words("advise argue caution counsel decide recommend rule speak vote warn")
"""With "against" they deny the participle after it: warned against buying it."""

_DOUBTING: Final = words("deny doubt denial")
"""They deny a clause with "that"; of the other verbs only the infinitive and participle."""

KEEPING: Final = words(
    """
    bar block deter discourage dissuade exclude exempt hinder hold keep preclude prevent prohibit
    protect save spare stop
    """
)
"""They deny the participle after "from"."""

_PERFORMED: Final = words(
    """
    add appeal ask commend congratulate confirm emphasise emphasize express invite join make
    mention note offer point praise quote reaffirm recall reiterate remind repeat say state
    stress thank underline underscore urge welcome
    """
)
"""What a speaker does by saying "I would like to", "we wish to" or "let me" do it."""

_IN_NO: Final = words("account case circumstance condition event mean means moment point time way")
"""In no way, at no time, under no circumstances: they deny the clause, not a part of it."""

RAISING: Final = words("believe expect suppose think appear seem")
"""Not to think that it is so is to think that it is not so."""

_ADVISING: Final = frozenset({"propose", "suggest", "recommend", "insist"})
_BEFORE_GERUNDS: Final = frozenset(
    {"consider", "contemplate", "propose", "recommend", "risk", "suggest"}
)
"""They put a gerund as not yet done."""
_FRAMING: Final = frozenset(
    {"if", "unless", "until", "before", "when", "once", "whether", "lest", "till"}
)
_LINKS: Final = frozenset({"xcomp", "ccomp", "acl", "pcomp", "advcl", "oprd"})
_NOUGHT: Final = frozenset({"no", "none", "nobody", "nothing", "neither", "nowhere"})


def is_denied(verb: Token) -> bool:
    """Whether the clause of the verb says that something is not so.

    By its own negation, an object with no, or a governor that denies it: fail to, refuse to,
    without, unlikely to. Two of them undo each other.
    """
    denied = _own(verb)
    existing = verb.head.dep_ in ("attr", "dobj", "nsubj", "ROOT")
    if (
        verb.dep_ == "relcl"
        and existing
        and (verb.head.lower_ in _NOUGHT or _has_nought(verb.head))
        and verb.head.pos_ != "PROPN"  # neither Rey, who is ill, nor Orr
    ):
        # "there is nothing that they oppose"
        denied = not denied
    for governor, link in _governors(verb):
        word = lemma(governor.lemma_)
        refused = word in _DENYING or _is_refraining(governor)
        if link.dep_ == "ccomp" and (_is_question(link) or _has_object(governor)):
            # "refuse to believe what he told", "denied the charge: “I left”": it was told.
            break
        instead = _is_instead(governor) or _is_rather_than(governor)
        if link.dep_ == "pcomp" and not instead:
            # "from listening" is no more denied than what governs it, but "kept from listening" is
            against = word in WARNING and link.head.lower_ == "against"
            if refused or against or (word in KEEPING and link.head.lower_ == "from"):
                denied = not denied
            if not refused:
                break
            continue
        infinitive = link.dep_ in ("xcomp", "pcomp") or _is_nonfinite(link)
        if instead or word in _DOUBTING or (refused and infinitive):
            denied = not denied
        told = infinitive or link.dep_ == "ccomp"
        if governor.lemma_ == "be" and told and _is_ruled_out(governor):
            denied = not denied
        nonfinite = link.dep_ in ("xcomp", "oprd") or _is_nonfinite(link)
        if (nonfinite or word in RAISING or word in _DOUBTING) and _own(governor):
            denied = not denied
        if not (nonfinite or word in RAISING or word in _DOUBTING):
            break
        if _is_participial(link) and word in CLAUSAL and word not in RAISING | _DENYING | _DOUBTING:
            break  # refuse to admit having left: they left
    return denied


def _is_participial(verb: Token) -> bool:
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    return (auxiliaries[0] if auxiliaries else verb).tag_ == "VBG"


def _is_instead(word: Token) -> bool:
    """Whether it denies the participle after it: without leaving, instead of leaving."""
    following = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
    return word.lower_ == "without" or (word.lower_ == "instead" and following == "of")


def _is_rather_than(word: Token) -> bool:
    return word.lower_ == "than" and word.i > 0 and word.nbor(-1).lower_ == "rather"


def _is_refraining(verb: Token) -> bool:
    return any((verb.lemma_, child.lower_) in REFRAINING for child in verb.rights)


def _is_ruled_out(copula: Token) -> bool:
    """Whether what it ascribes denies the infinitive after it: it is impossible to tell."""
    return any(
        child.dep_ == "acomp" and lemma(child.lemma_) in _DENYING for child in copula.children
    )


def _is_question(clause: Token) -> bool:
    return clause.left_edge.tag_ in ("WP", "WRB", "WDT")


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" and child.i > verb.i for child in verb.children)


def is_past(verb: Token) -> bool:
    """Whether the clause is said to have come about: a past or a perfect, has begun to."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _BEGINNING:
        verb = verb.head
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    if any(child.tag_ == "MD" for child in auxiliaries):
        return False
    if not auxiliaries:
        return verb.tag_ == "VBD"
    return any(child.tag_ == "VBD" or child.lemma_ == "have" for child in auxiliaries)


def modality(verb: Token) -> frozenset[Modality]:
    """How the clause of the verb is put; several where a backshift leaves it open.

    In what was said in the past, "would" may stand for "will" (he said he would come).
    """
    return _modality(verb) | _beside(verb)


def _beside(verb: Token) -> frozenset[Modality]:
    """How the clause is put by a word beside it: will probably close, it is possible that."""
    if any(child.lower_ in _PROBABLY for child in verb.children):
        return frozenset({"possible", "expected"})
    if verb.dep_ in ("ccomp", "acl") and lemma(verb.head.lemma_) in _FEARED:
        return frozenset({"possible"})
    if verb.dep_ == "ccomp" and verb.head.lemma_ == "be":
        kinds = [_GOVERNORS.get(lemma(child.lemma_)) for child in verb.head.children]
        return frozenset({"possible"}) if {"possible", "expected"} & set(kinds) else frozenset()
    return frozenset()


def _modality(verb: Token) -> frozenset[Modality]:
    own = None if verb.tag_ in ("VBZ", "VBD") else _MODALS.get(_own_modal(verb) or "")
    if own == "would" and _is_backshifted(verb):
        return frozenset({"would", "will"})
    if own == "would" and any(child.lower_ == "ideally" for child in verb.children):
        return frozenset({"would", "should"})
    if own == "could" and any(child.lower_ == "only" for child in verb.lefts):
        # "we could only abstain": and so we did.
        return frozenset({"could", "fact"})
    if _is_performed(verb):
        return frozenset({own or "fact", "fact"})
    if own and verb.dep_ == "advcl" and any(child.lower_ in ("so", "that") for child in verb.lefts):
        return _ANY  # "so that they could": a purpose
    if own:
        return frozenset({own})
    for governor, link in _governors(verb):
        kind = _kind(governor, link)
        if governor.lemma_ == "let" and _is_invitation(link):
            return frozenset({"demand", "plan", "should", "will"})
        if kind and _is_prospect(governor, link):
            if governor.lemma_ == "have" and _is_yet_to(governor):
                return frozenset({"fact"})
            if governor.lemma_ in _ADVISING and link.dep_ == "ccomp":
                return frozenset({"demand" if governor.lemma_ == "insist" else "should"})
            if governor.lemma_ in ("want", "wish", "like") and _has_subject(link):
                return frozenset({"plan", "demand"})
            if governor.lemma_ in _FORCING and is_past(governor):
                return frozenset({"fact"})
            if governor.lemma_ in _OPEN or (governor.lemma_ == "have" and is_past(governor)):
                return frozenset({kind, "fact"})
            return frozenset({kind})
        if governor.lemma_ == "resist" and _own(governor):
            return frozenset({"fact"})  # "could not resist pointing out": and so he did
        if link.dep_ == "pcomp" and _is_finite(link):
            break  # they have to know about who won: he won
        if link.dep_ == "ccomp" and link.i < governor.i and _is_finite(link):
            break  # two sentences that the parser joins: "he left; they may follow"
        carried = link.dep_ in ("xcomp", "oprd", "pcomp") or governor.lemma_ in CAUSATIVE
        if carried and (outer := _MODALS.get(modal(governor) or "")):
            if outer == "would" and _is_backshifted(governor):
                return frozenset({"would", "will"})
            return frozenset({outer})
        if link.dep_ == "ccomp" and (_is_finite(link) or lemma(governor.lemma_) not in _GOVERNORS):
            break
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _BEGINNING:
        return _modality(verb.head)
    if _is_infinitive(verb) and verb.head.lemma_ == "be" and _is_complement(verb):
        ascribed = [child for child in verb.head.children if child.dep_ == "acomp"]
        if ascribed:  # "it is possible to tell", but "it is hard to tell"
            kind = _GOVERNORS.get(lemma(ascribed[0].lemma_))
            return frozenset({kind}) if kind else _ANY
        return frozenset({"will", "plan", "must"})
    if _is_infinitive(verb) or (verb.tag_ == "VB" and not _has_auxiliary(verb)):
        # A purpose, a headline's "to meet": nothing is said of its having come about.
        return _ANY
    return frozenset({"fact"})


def _kind(governor: Token, link: Token) -> Modality | None:
    """What the governor, or its object, makes of the infinitive: urges to, renews the call to."""
    if link.dep_ in ("advcl", "xcomp") and _is_infinitive(link):
        asked = [
            _GOVERNORS[noun]
            for child in governor.rights
            if child.dep_ == "dobj" and child.pos_ == "NOUN" and child.i < link.i
            if (noun := lemma(child.lemma_)) in _GOVERNORS
        ]
        if asked:
            return asked[0]
    return _GOVERNORS.get(lemma(governor.lemma_))


def _is_invitation(verb: Token) -> bool:
    """Whether "let" asks the hearers to join in: let us leave, let's leave."""
    return any(
        child.dep_ == "nsubj" and child.lower_ in ("us", "'s", "’s", "s") for child in verb.lefts
    )


def _is_complement(verb: Token) -> bool:
    """Whether it is what something is ascribed to: it is possible for them to leave."""
    return verb.dep_ == "xcomp" or (
        verb.dep_ == "advcl" and any(child.lower_ == "for" for child in verb.lefts)
    )


def _own_modal(verb: Token) -> str | None:
    """As `modal`, but "may expect" is no more than that: only of others is it a threat."""
    expecting = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ == "expect" else verb
    if expecting.lemma_ == "expect":
        return next((child.lower_ for child in expecting.lefts if child.tag_ == "MD"), None)
    return modal(verb)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts)


def _is_performed(verb: Token) -> bool:
    """Whether the speaker does it by saying so: we would like to thank, let me add."""
    if lemma(verb.lemma_) not in _PERFORMED:
        return False
    for one in (verb, verb.head):
        if any(
            child.dep_ == "nsubj" and child.lower_ in ("i", "we", "me", "us") for child in one.lefts
        ):
            return one is verb or one.lemma_ in ("like", "wish", "want", "let", "have", "need")
    return False


def is_asserted(verb: Token) -> bool:
    """Whether the clause is said to be so, or put in some way, by itself.

    A condition, a limit in time, a purpose and a participle only frame what is said.
    """
    for _ in range(_FARTHEST):
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            if any(child.lower_ == "or" for child in verb.head.children if child.dep_ == "cc"):
                return False
            finite = any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in verb.lefts)
            if not finite:
                verb = verb.head
                continue
        break
    marks = {child.lower_ for child in verb.lefts if child.dep_ in ("mark", "advmod")}
    if marks & _FRAMING or _is_inverted(verb):
        return False
    bare = verb.tag_ in ("VB", "VBG", "VBN") and not any(
        child.dep_ in ("aux", "auxpass") and child.tag_ != "TO" for child in verb.lefts
    )
    if not bare:
        return True
    if verb.tag_ == "VB" and verb.dep_ == "advcl":
        # "call on them to leave": no purpose, however the parser hangs it.
        return _GOVERNORS.get(lemma(verb.head.lemma_)) == "demand"
    warned = verb.dep_ == "pcomp" and verb.head.lower_ == "against"
    if warned and lemma(verb.head.head.lemma_) in WARNING:
        return True
    return verb.dep_ in ("xcomp", "ccomp") or (verb.dep_ == "acl" and verb.tag_ == "VB")


def _is_inverted(verb: Token) -> bool:
    """Whether it is a condition without "if": should Rey win, were she to win."""
    before = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    return (
        before is not None
        and not is_question(verb)
        and any(
            child.dep_ == "aux" and child.i < before.i and child.lower_ in ("had", "should", "were")
            for child in verb.lefts
        )
    )


def condition_of(verb: Token) -> Token | None:
    """The head of the condition under which alone the clause holds, where one is stated."""
    # "warned that if they go, it will mean that Russia would …": the condition stands above.
    above = [verb, *(governor for governor, _ in _governors(verb))]
    return next((found for one in above if (found := condition(one)) is not None), None)


def _governors(verb: Token) -> Iterator[tuple[Token, Token]]:
    """The words that the clause hangs on, inside out, each with what hangs on it."""
    link = verb
    for _ in range(_FARTHEST):
        # Coordinated verbs share what governs the first of them.
        if link.dep_ == "conj" and link.head.pos_ in ("VERB", "AUX"):
            if any(child.dep_ in ("nsubj", "nsubjpass") for child in link.children):
                return
            if _is_finite(link) and not _is_finite(link.head):
                return
            if _is_said_beside(link):
                link = link.head.head
                continue
            link = link.head
            continue
        head = link.head
        if head is link:
            return
        if link.dep_ == "advcl" and not (_is_infinitive(link) and head.i < link.i):
            if (instead := next(filter(_is_instead, link.lefts), None)) is not None:
                yield instead, link
            return
        if link.dep_ == "prep":
            link = head
            continue
        if link.dep_ not in _LINKS:
            return
        if link.dep_ == "pcomp" and head.pos_ in ("ADP", "SCONJ"):
            if _is_instead(head):
                yield head, link
                return
            if head.lower_ not in ("from", "of", "to", "on", "in", "at", "about", "against"):
                return
            if head.head is not head:
                yield head.head, link
            link = head.head
            continue
        yield head, link
        link = head


def _is_said_beside(verb: Token) -> bool:
    """Whether it goes on from the saying above: denied that they left, and said that he won."""
    above = verb.head.head
    return (
        verb.head.dep_ == "ccomp"
        and lemma(verb.lemma_) in CLAUSAL
        and lemma(verb.head.lemma_) not in CLAUSAL
        and lemma(above.lemma_) in CLAUSAL
        and any(child.dep_ == "ccomp" for child in verb.rights)
    )


def _is_finite(verb: Token) -> bool:
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    return (auxiliaries[0] if auxiliaries else verb).tag_ in ("MD", "VBD", "VBP", "VBZ")


def _has_nought(noun: Token) -> bool:
    return any(child.lower_ in _NOUGHT for child in noun.lefts)


def is_superlative(verb: Token) -> bool:
    """Whether it says of one that none is more so: no attack has been deadlier since."""
    subjects = [child for child in verb.lefts if child.dep_ == "nsubj"]
    ever = any(part.lower_ in _EVER for part in verb.subtree if part.i > verb.i)
    than = any(part.lower_ == "than" for part in verb.subtree)
    return (
        (ever and not than)
        and any(child.left_edge.lower_ == "no" for child in subjects)
        and any(
            child.dep_ == "acomp" and any(part.tag_ in ("JJR", "RBR") for part in child.subtree)
            for child in verb.rights
        )
    )


def _is_yet_to(verb: Token) -> bool:
    """Have yet to be seen: what has not been done."""
    yet = [child for child in verb.rights if child.lower_ == "yet"]
    return any(
        child.dep_ == "xcomp" and child.i > word.i and _is_infinitive(child)
        for word in yet
        for child in verb.rights
    )


def _own(verb: Token) -> bool:
    if is_superlative(verb):
        return False
    if is_negated(verb) and not _is_negated_apart(verb):
        return True
    if verb.lemma_ in ("have", "be") and _is_yet_to(verb):
        return True
    first = verb.left_edge.i
    if "nor" in (verb.doc[first].lower_, verb.doc[max(0, first - 1)].lower_):
        return True
    for child in verb.children:
        if child.dep_ in ("dobj", "attr", "dative") and (
            child.lower_ in _NOUGHT or any(part.lower_ in _NOUGHT for part in child.lefts)
        ):
            return True
        nought = child.lower_ in _NOUGHT or child.left_edge.lower_ in _NOUGHT
        if child.dep_ in ("nsubj", "nsubjpass") and nought and not is_bound(child.left_edge):
            return True
        if child.dep_ in ("det", "preconj") and child.lower_ in _NOUGHT:
            return True
    if verb.pos_ in ("NOUN", "ADJ"):
        if verb.dep_ == "pobj" and verb.head.lower_ == "without":
            return True  # without authority to speak
        return any(
            child.dep_ in ("neg", "det") and child.lower_ in ("no", "not") for child in verb.lefts
        ) or (
            # "is not ready to", "has no plan to": what negates stands on the verb above.
            verb.dep_ in ("acomp", "attr", "dobj", "oprd")
            and verb.head.pos_ in ("VERB", "AUX")
            and any(child.dep_ == "neg" for child in verb.head.children)
        )
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        free = any(
            child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "neg") for child in verb.lefts
        )
        joined = any(child.dep_ == "cc" and child.lower_ == "or" for child in verb.head.children)
        return not free and joined and _own(verb.head)
    return False


def is_contrast(token: Token) -> bool:
    """Whether it is the "not" of "not one, but two": another word is put right, not the verb."""
    if token.i and token.nbor(-1).pos_ in ("VERB", "AUX"):
        return False
    following = token.doc[token.i + 1 : token.i + _CONTRAST]
    words = list(itertools.takewhile(lambda part: part.pos_ not in ("VERB", "AUX"), following))
    return token.lower_ == "not" and any(part.lower_ == "but" for part in words)


def _is_negated_apart(verb: Token) -> bool:
    """Whether only a part of the clause is denied: with no damage, for no reason."""
    own = [child for child in verb.children if child.dep_ in ("neg", "advmod", "attr")]
    if any(is_contrast(child) or is_contrast(child.left_edge) for child in verb.children):
        return True
    if any(child.dep_ == "neg" or child.left_edge.lower_ in ("no", "not") for child in own):
        return False
    apart = [
        child
        for child in verb.children
        if child.dep_ == "prep" and [part.lower_ for part in child.subtree][1:2] == ["no"]
    ]
    return bool(apart) and not any(
        part.lemma_ in _IN_NO for child in apart for part in child.subtree
    )


def _is_backshifted(verb: Token) -> bool:
    for governor, _ in _governors(verb):
        if governor.tag_ in ("VBD", "VBN") and lemma(governor.lemma_) in CLAUSAL:
            return True
    # "…, he said": the saying stands beside.
    head = verb.head
    return any(
        child.dep_ in ("parataxis", "ccomp") and child.tag_ == "VBD" for child in verb.children
    ) or (verb.dep_ == "ccomp" and head.tag_ == "VBD")


def _is_prospect(governor: Token, link: Token) -> bool:
    """Whether the governor puts what hangs on it as not yet done, not as said to be so."""
    if link.tag_ == "VBG" and not any(child.dep_ == "aux" for child in link.lefts):
        return governor.lemma_ in _BEFORE_GERUNDS
    if link.tag_ == "VBN" and governor.lemma_ in ("want", "demand") and link.i > governor.i:
        return True  # "wanted the pay clawed back"
    if _is_subjunctive(link):
        return True
    if link.dep_ == "ccomp" and governor.lemma_ in ("require", "ask", "order", "recommend"):
        return link.tag_ in ("VB", "VBP")
    if link.dep_ == "ccomp" and not _is_infinitive(link):
        return governor.lemma_ in ("expect", "predict", "hope", "propose", "demand", "insist")
    if link.tag_ in ("VBD", "VBN", "VBZ", "VBP") and not _is_infinitive(link):
        return False
    if governor.lemma_ == "have" and not _is_infinitive(link):
        return False
    return not (link.dep_ == "advcl" and governor.lemma_ in ("have", "need", "mean", "prepare"))


def _is_nonfinite(verb: Token) -> bool:
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    return verb.tag_ in ("VB", "VBG") and all(child.tag_ == "TO" for child in auxiliaries)


def _is_subjunctive(verb: Token) -> bool:
    """Whether a clause with "that" has a bare verb: demanded that it be closed."""
    if verb.dep_ not in ("ccomp", "acl") or _is_infinitive(verb):
        return False
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    bare = auxiliaries[0].tag_ == "VB" if auxiliaries else verb.tag_ == "VB"
    return bare and any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts)


def _has_auxiliary(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "auxpass") for child in verb.lefts)


def _is_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.lefts) or any(
        child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children
    )
