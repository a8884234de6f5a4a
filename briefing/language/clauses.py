"""What the parse says of clauses: subjects, modals, negation, conditions, and where they stand.

The labels are those of spaCy's English pipeline (ClearNLP dependencies, Penn Treebank tags).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.cues import CLAUSAL, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "REMEMBERED",
    "before_modal",
    "clause_span",
    "clause_tokens",
    "complements",
    "condition",
    "content_lemmas",
    "is_apart",
    "is_bound",
    "is_gerund",
    "is_hypothetical",
    "is_indirect_question",
    "is_negated",
    "is_only_after",
    "is_passive",
    "is_past_unreal",
    "is_question",
    "is_refused",
    "modal",
    "object_of",
    "phrase_span",
    "subject",
    "to_infinitive",
]

_FARTHEST: Final = 12
"""Steps in the tree that are followed; longer chains are lists, or made to exhaust the reader."""

_VERBAL: Final = frozenset({"ADJ", "AUX", "VERB"})
_COMPLEMENTS: Final = frozenset(
    {"acomp", "agent", "attr", "conj", "dative", "dobj", "oprd", "pobj", "prep"}
)
_JOINED: Final = frozenset({"advcl", "ccomp", "conj", "relcl"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_CONDITIONS: Final = frozenset({"if", "unless", "lest", "provided", "providing", "whenever"})
_LIMITS: Final = frozenset({"until", "till", "before", "while"})
"""They state a condition only of what is withheld: "no talks until they leave"."""

_WITHHOLDING: Final = frozenset(
    {"block", "boycott", "close", "freeze", "halt", "hold", "keep", "refuse", "reject", "rule"}
    | {"shut", "stop", "suspend", "withhold"}
)
"""Verbs that withhold something without a word of denial."""

_STAYING: Final = frozenset({"continue", "remain", "stay"})
"""What stays until another acts is held back, or goes on, till then."""

_MOMENTS: Final = frozenset({"day", "instant", "minute", "moment", "second"})
"""The moment the law is passed: a condition put as a time."""

_ANSWERS: Final = frozenset({"answer", "consequence", "punishment", "reply", "response"})
"""Not without an answer: what will follow, and no condition."""

_READY: Final = frozenset({"prepared", "ready", "willing"})
_NEAR: Final = 3
"""Words after a verb within which "not" denies it, also where a mark stands between."""
_FORCING: Final = frozenset({"compel", "drive", "force", "lead", "oblige", "prompt"})
"""With an infinitive, however the parser hangs it, their object acts."""
_BARE: Final = frozenset({"xcomp", "advcl", "ccomp", "conj"})
_NONE: Final = frozenset({"no", "nobody", "none", "not", "nothing"})
_BOUNDS: Final = (["more", "than"], ["fewer", "than"], ["less", "than"], ["later", "than"])
"""After "no" they bound a number, and deny nothing."""
_NEVER: Final = frozenset({"never", "neither", "nor"})
_TOPICS: Final = frozenset({"about", "after", "before", "during", "on", "over", "since"})
"""What follows them is what an act is about, not what it brings."""

_EXPECTED: Final = frozenset({"can", "could", "may", "might", "must", "should"})
"""With "expect" they say of others what is coming to them: they should expect to lose it."""

_ATTEMPTS: Final = frozenset({"begin", "expect", "move", "seek", "start", "try"})
"""An infinitive under them is to come where they are: it would seek to seize them."""

_MODALS: Final = {"'ll": "will", "wo": "will", "sha": "shall", "ca": "can", "'d": "would"}
_SILENT: Final = frozenset(
    {"as", "if", "that", "to", "should", "were", "whenever", "then", "and", "but"}
)
"""Words at the head of a clause that say how it hangs, not what it says."""
REMEMBERED: Final = 1 << 8
"""Verbs of which the last answers are kept: each rule asks the same of a verb, one by one."""


def content_lemmas(tokens: Iterable[Token]) -> frozenset[str]:
    """The lemmas of the words that carry meaning, names as they are written, in lower case."""
    return frozenset(
        token.lower_ if token.pos_ == "PROPN" else lemma(token.lemma_)
        for token in tokens
        if not token.is_stop and token.is_alpha
    )


@lru_cache(maxsize=REMEMBERED)
def subject(verb: Token) -> Token | None:
    """The head of the verb's subject, through coordination, infinitives and participles."""
    for _ in range(_FARTHEST):
        if (own := _own_subject(verb)) is not None:
            return own
        if (apart := _subject_apart(verb)) is not None:
            return apart
        governed = verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in _VERBAL
        if not governed or (verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VB")):
            return None
        if (controller := _controller(verb)) is not None:
            return controller
        verb = _coordinate(verb)
    return None


def _own_subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _controller(verb: Token) -> Token | None:
    """The object that acts in an infinitive: "urged Iran to stop", "whom he asked to lead"."""
    head = verb.head
    if head.lemma_ == "threaten":
        return None  # "threatened Iran to strike" is rare enough, and Iran does not
    thing = object_of(head) if verb.dep_ == "xcomp" or head.lemma_ in _FORCING else None
    if thing is not None:
        return thing
    if verb.dep_ == "xcomp" and head.dep_ == "relcl":
        whom = any(child.lower_ == "whom" for part in (verb, head) for child in part.lefts)
        return head.head if whom else None
    return None


def _coordinate(verb: Token) -> Token:
    """The verb above; above a finite one of several, the nearest that is not bare.

    "Urged them to join and criticized": a finite verb is coordinate with a finite one.
    """
    finite = verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ")
    verb = verb.head
    while finite and verb.tag_ == "VB" and verb.dep_ in _BARE and verb.head.pos_ in _VERBAL:
        verb = verb.head
    return verb


def _subject_apart(verb: Token) -> Token | None:
    """The subject that a comma, or the mark that opens a quotation, keeps from its verb."""
    head = verb.head
    stated = verb.tag_ in ("VBZ", "VBP") or any(child.tag_ == "MD" for child in verb.lefts)
    if verb.dep_ in ("relcl", "acl") and head.dep_ == "ROOT" and head.pos_ == "NOUN" and stated:
        return head
    if verb.dep_ == "ccomp" and stated and head.tag_ == "VBD" and head.lemma_ not in CLAUSAL:
        # Ships caught there will be sunk: the participle is taken for the verb.
        caught = [child for child in head.lefts if child.dep_ == "nsubj" and child.pos_ == "NOUN"]
        if caught and head.i == caught[-1].i + 1:
            return caught[-1]
    if verb.dep_ == "ccomp" and verb.left_edge.is_quote and stated:
        before = [c for c in head.children if head.i < c.i < verb.i and c.tag_ in ("VBG", "NN")]
        return before[-1] if before else None
    return _swallowed(verb)


def _swallowed(verb: Token) -> Token | None:
    """Of "forces gathering there will be shelled" the forces: the participle has taken them."""
    mood = next((child for child in verb.lefts if child.tag_ == "MD"), None)
    if mood is None or mood.i == 0:
        return None
    last = mood.nbor(-1)
    for above in (last, *last.ancestors):
        if above == verb or above.sent != verb.sent:
            return None
        heads = [child for child in above.lefts if child.dep_ == "nsubj"]
        if heads and above.tag_ in ("VBG", "VBN") and above.i == heads[-1].i + 1:
            return heads[-1] if last.i >= above.i and heads[-1].pos_ != "PRON" else None
    return None


def is_gerund(noun: Token) -> bool:
    """Whether what the parser takes for a noun with a participle is an act: "moving people"."""
    first = noun.left_edge
    return first.tag_ == "VBG" and first.head == noun and first.dep_ == "amod"


def _is_unready(adjective: Token) -> bool:
    """Not ready, not prepared, not willing: they will not."""
    if adjective.lower_ not in _READY:
        return False
    return any(child.dep_ == "neg" for part in _said_of(adjective) for child in part.children)


def _said_of(adjective: Token) -> tuple[Token, ...]:
    """The adjective and its "be", which the parser takes for its head or for its auxiliary."""
    head = adjective.head
    joined = adjective.dep_ == "conj"  # "they are not there, and he is going to stay"
    return (adjective, head) if head.lemma_ == "be" and not joined else (adjective,)


@lru_cache(maxsize=REMEMBERED)
def object_of(verb: Token) -> Token | None:
    """The head of the verb's object, direct or indirect, or None."""
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP" and child.i > verb.i:
            return child
    return None


@lru_cache(maxsize=REMEMBERED)
def modal(verb: Token) -> str | None:
    """The modal that governs the verb, in its full form; "will" also for "going to"."""
    for _ in range(_FARTHEST):
        for child in verb.children:
            if child.tag_ == "MD":
                word = child.lower_.replace("’", "'")
                had = word == "'d" and verb.tag_ in ("VBD", "VBN") and not _has_auxiliary(verb)
                if verb.lemma_ == "expect" and word in _EXPECTED:
                    return "will"
                return None if had else _MODALS.get(word, word)
        if verb.lemma_ == "face" and verb.dep_ == "ccomp" and verb.head.lemma_ == "warn":
            return "will"  # that they face a fine
        if verb.dep_ == "xcomp" and (verb.head.lower_ == "going" or _is_unready(verb.head)):
            return "will"
        hesitates = verb.head.lemma_ == "hesitate" and is_negated(verb.head)
        attempts = verb.tag_ == "VB" and verb.head.lemma_ in _ATTEMPTS
        if verb.dep_ == "xcomp" and (hesitates or attempts):
            verb = verb.head
            continue
        if verb.dep_ == "ROOT" and verb.tag_ == "VB" and _is_to_come(verb):
            return "will"
        joined = verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX")
        if not joined or any(child.dep_ in _SUBJECTS for child in verb.children):
            return None
        if verb.tag_ in ("VBD", "VBZ"):
            return None  # may ask for aid but refuses to talk
        verb = verb.head
    return None


def _is_to_come(verb: Token) -> bool:
    """Of a headline: "Miners to strike"."""
    to = any(child.lower_ == "to" and child.tag_ == "TO" for child in verb.lefts)
    return to and any(child.dep_ in _SUBJECTS for child in verb.lefts)


def _has_auxiliary(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "auxpass") and child.tag_ != "MD" for child in verb.lefts)


@lru_cache(maxsize=REMEMBERED)
def is_negated(verb: Token) -> bool:
    """Whether the clause is denied: not, never, no longer, in no way, or a subject with no."""
    way = verb.head if verb.dep_ in ("acl", "relcl") and verb.head.lower_ == "way" else None
    if way is not None and way.left_edge.lower_ == "no":
        return True  # there is no way we will do it
    if verb.dep_ == "xcomp" and (verb.head.lower_ == "going" or verb.head.lower_ in _READY):
        above = _said_of(verb.head)
        if any(c.dep_ == "neg" or c.lower_ in _NEVER for part in above for c in part.children):
            return True
    for child in verb.children:
        if (child.dep_ == "neg" and not is_apart(verb, child)) or (
            child.lower_ in _NEVER and child.i < verb.i
        ):
            return True
        apart = child.dep_ == "advmod" and child.lower_ != "matter"  # no matter what
        if apart and any(part.dep_ == "neg" for part in child.children):
            return True
        phrase = [part.lower_ for part in child.subtree] if child.dep_ == "prep" else []
        if phrase[1:2] == ["no"] and phrase[2:4] not in _BOUNDS:
            return True
        nought = child.left_edge.lower_ in _NONE or child.lower_ in _NONE
        if child.dep_ in _SUBJECTS and nought and not is_bound(child.left_edge):
            return True
        if child.dep_ in ("acomp", "attr") and any(part.lower_ == "no" for part in child.lefts):
            return True
    return False


def is_bound(word: Token) -> bool:
    """Whether "no" only bounds a number: no fewer than eight."""
    following = [part.lower_ for part in word.doc[word.i + 1 : word.i + 3]]
    return word.lower_ == "no" and following in _BOUNDS


def is_apart(verb: Token, negation: Token) -> bool:
    """Whether a mark keeps "not" from the verb before: he promised it – not what they wanted."""
    between = verb.doc[verb.i + 1 : negation.i]
    marked = any(not any(map(str.isalnum, part.text)) for part in between)
    return marked and negation.i - verb.i > _NEAR


def clause_tokens(head: Token, *, subjects: bool = True) -> Iterator[Token]:
    """The words of a clause, without those of the finite clauses that it is joined to.

    Args:
        head: The head of the clause, or of a phrase.
        subjects: Whether the words of subjects are among them.
    """
    apart = _JOINED if subjects else _JOINED | _SUBJECTS
    waiting = [head]
    while waiting:
        token = waiting.pop()
        yield token
        waiting += [child for child in token.children if child.dep_ not in apart]


def is_passive(verb: Token) -> bool:
    """Whether the clause says what is done to its subject."""
    return any(child.dep_ == "auxpass" for child in verb.lefts)


def before_modal(
    verb: Token, who: Token, without: Iterable[Token] = ()
) -> tuple[Span, Span] | None:
    """Who does something, and what will follow, on either side of the modal of the clause.

    None where the subject does not stand before it, or something is said between them.
    """
    mood = next((child for child in verb.lefts if child.tag_ == "MD"), None)
    if mood is None or not who.left_edge.i < who.i < mood.i or mood.nbor(-1).is_punct:
        return None
    last = mood.nbor(-1)
    end = clause_span(verb, without).end
    return Span(who.left_edge.idx, last.idx + len(last)), Span(mood.idx, max(end, mood.idx + 1))


def is_refused(verb: Token) -> bool:
    """Whether the clause is what somebody refuses to do, and not what he will not say."""
    refused = verb.dep_ == "xcomp" and verb.head.lemma_ in ("decline", "refuse")
    return refused and verb.lemma_ not in CLAUSAL


def is_hypothetical(verb: Token) -> bool:
    """Whether the clause is about what did not come to pass: "would have struck"."""
    return modal(verb) is not None and any(
        child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children
    )


def is_past_unreal(clause: Token) -> bool:
    """Whether the condition is one that was not met: "if they had kept talking"."""
    had = any(child.dep_ == "aux" and child.lower_ in ("had", "'d", "’d") for child in clause.lefts)
    return had and clause.tag_ == "VBN"


def is_question(verb: Token) -> bool:
    """Whether the sentence of the verb, or the clause of it, asks."""
    sentence = verb.sent
    last = next((part for part in reversed(sentence) if not (part.is_quote or part.is_space)), verb)
    return last.text.endswith("?") or is_indirect_question(verb)


def is_indirect_question(verb: Token) -> bool:
    """Whether the clause is what is asked or left open: "how they would respond"."""
    return any(child.tag_ == "WRB" or child.lower_ in ("what", "whether") for child in verb.lefts)


def condition(verb: Token) -> Token | None:
    """The head of the condition under which the clause stands, or None.

    An adverbial clause with if, unless, as long as, or inverted should and were; a limit
    (until, before, while, without) where the clause is denied; "in the event of"; "the
    moment the law is passed".
    """
    held = verb.lemma_ in _WITHHOLDING or verb.lemma_ in _STAYING
    denied = is_negated(verb) or held or is_refused(verb)
    for child in verb.children:
        if (timed := _at_moment(child)) is not None:
            return timed
        if child.dep_ in ("advcl", "ccomp") and _is_conditional(child, denied):
            return child
        if (feared := _in_case(child)) is not None:
            return feared
        if child.dep_ in ("nsubj", "nsubjpass"):
            # The dismissals, if not reversed, will bring it about.
            for part in child.rights:
                if part.dep_ == "advcl" and _is_conditional(part, False):
                    return part
        if (lasting := _as_long_as(child)) is not None:
            return lasting
        if is_only_after(child):
            return child
        if child.dep_ == "prep" and child.lower_ == "if" and any(child.rights):
            return child  # the verb is taken for a noun: "if one more boat crosses"
        if child.dep_ == "prep" and [part.lower_ for part in child.subtree][:4][-2:] in (
            ["event", "of"],
            ["event", "that"],
        ):
            return child
    for below in verb.children:
        # Shut until they leave; we may leave, he said, if they stay.
        gerund = below.dep_ == "xcomp" and below.tag_ == "VBG"
        said = below.dep_ == "ccomp" and below.i < verb.i and below.lemma_ in CLAUSAL
        if gerund or said or below.dep_ in ("acomp", "oprd", "parataxis"):
            for child in below.children:
                if child.dep_ == "advcl" and _is_conditional(child, denied):
                    return child
    if is_negated(verb):
        # Wherever the parser hangs it: "we will not agree to the use of it without a guarantee".
        for part in verb.subtree:
            bare = part.dep_ == "prep" and part.lower_ == "without"
            if bare and _is_within(part, verb) and not _leads_to(part, _ANSWERS):
                return part
    if verb.dep_ == "ccomp" and verb.i < verb.head.i and _is_inverted(verb.head):
        return verb.head  # the parser took the condition for the verb of saying
    if verb.dep_ in ("xcomp", "ccomp") and verb.head.pos_ in ("VERB", "ADJ", "AUX"):
        # The parser hangs "if" as often on the verb of saying as on what is said.
        for child in verb.head.children:
            hung = child.dep_ == "advcl" or (child.dep_ == "ccomp" and child.i > verb.i)
            if hung and child != verb and _is_conditional(child, False):
                return child
    return None


def _at_moment(child: Token) -> Token | None:
    """The clause of "the moment …", "on the day …"."""
    moment = child
    if child.dep_ == "prep" and child.lower_ == "on":
        moment = next(iter(child.children), child)
    if moment.dep_ not in ("npadvmod", "pobj") or moment.lemma_ not in _MOMENTS:
        return None
    clauses = (part for part in moment.rights if part.dep_ in ("relcl", "acl"))
    return next((part for part in clauses if subject(part) is not None), None)


def _in_case(child: Token) -> Token | None:
    """The clause of "in case …"."""
    if child.dep_ != "prep" or child.lower_ != "in":
        return None
    case = next((noun for noun in child.rights if noun.lower_ == "case"), None)
    if case is None or case.left_edge != case:
        return None
    return next((part for part in case.rights if part.dep_ in ("acl", "relcl")), None)


def _as_long_as(child: Token) -> Token | None:
    """The clause of "as long as …", also after "for"."""
    long = child
    if child.lower_ == "for" and child.dep_ == "prep":
        long = next(iter(child.children), child)
    if long.lower_ != "long":
        return None
    return next((clause for clause in long.children if clause.dep_ == "advcl"), None)


def is_only_after(clause: Token) -> bool:
    """Only when they have left: a limit before which nothing is done."""
    first = clause.left_edge
    only = first if first.lower_ == "only" or first.i == 0 else first.nbor(-1)
    if clause.dep_ != "advcl" or only.lower_ != "only":
        return False
    return only.nbor().lower_ in ("after", "if", "once", "when")


def _leads_to(preposition: Token, nouns: frozenset[str]) -> bool:
    return any(child.lemma_ in nouns for child in preposition.children)


def _is_within(part: Token, verb: Token) -> bool:
    """Whether no other clause stands between the phrase and the verb."""
    for _ in range(_FARTHEST):
        part = part.head
        if part == verb:
            return True
        if part.pos_ in _VERBAL and part.dep_ not in ("pcomp", "xcomp"):
            return False
    return False


def _is_conditional(clause: Token, denied: bool) -> bool:
    if clause.lower_ in ("should", "were") and clause.i == clause.left_edge.i:
        return any(child.dep_ in _SUBJECTS | {"attr"} for child in clause.rights)
    words = [child for child in clause.lefts if child.dep_ in ("mark", "advmod", "aux", "auxpass")]
    if not words:
        return False
    first = words[0]
    if first.lower_ in _CONDITIONS or (denied and first.lower_ in _LIMITS):
        return True
    if first.lower_ == "as" and first.i > 0 and first.nbor(-1).lower_ == "long":
        return True
    if first.lower_ == "in" and first.nbor().lower_ == "case":
        return True
    return first == _opening(clause) and _is_inverted(clause)


def _opening(clause: Token) -> Token:
    """The first word, after the mark that opens a quotation."""
    first = clause.left_edge
    return first.nbor() if first.is_quote and first.i < clause.i else first


def _is_inverted(clause: Token) -> bool:
    """Should they strike, were they to strike: the auxiliary stands before the subject."""
    first = next((child for child in clause.lefts if child.dep_ in ("aux", "auxpass")), None)
    if first is None or first.lower_ not in ("should", "were"):
        return False
    if first.lower_ == "should" and first == _opening(clause):
        return True
    return any(child.dep_ in _SUBJECTS and child.i > first.i for child in clause.lefts)


def to_infinitive(verb: Token) -> Token | None:
    """The infinitive that completes the verb ("threatened to strike"), or None."""
    for child in verb.rights:
        if child.dep_ in ("xcomp", "advcl", "ccomp") and child.tag_ == "VB" and _has_to(child):
            return child
    return None


def _has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.tag_ == "TO" for child in verb.lefts)


def complements(verb: Token) -> Iterator[Token]:
    """What the verb's objects and prepositions lead to, without what only modifies it further."""
    waiting = [(verb, 0)]
    while waiting:
        above, depth = waiting.pop()
        for child in above.rights:
            topic = child.dep_ == "prep" and child.lower_ in _TOPICS
            verbal = child.pos_ in ("VERB", "AUX")
            if child.dep_ in _COMPLEMENTS and not topic and not verbal and depth < _FARTHEST:
                yield child
                waiting.append((child, depth + 1))


def phrase_span(head: Token, without: Iterable[Token] = ()) -> Span:
    """From the first to the last word under `head`, punctuation at the edges left out.

    Args:
        head: The head of the phrase.
        without: Heads whose phrases are cut off where they stand at an edge.
    """
    cut = {
        part.i
        for other in without
        if other != head and not other.is_ancestor(head)
        for part in other.subtree
    }
    tokens = [part for part in head.subtree if part.i not in cut and not part.is_space]
    # Where a cut leaves two pieces, the phrase is the one with its head.
    at = tokens.index(head)
    first = last = at
    while first > 0 and _joined(tokens[first - 1], tokens[first], cut):
        first -= 1
    while last < len(tokens) - 1 and _joined(tokens[last], tokens[last + 1], cut):
        last += 1
    while first < at and _is_edge(tokens[first]):
        first += 1
    while last > at and _is_edge(tokens[last]):
        last -= 1
    return Span(tokens[first].idx, tokens[last].idx + len(tokens[last]))


def clause_span(head: Token, without: Iterable[Token] = ()) -> Span:
    """As `phrase_span`, but without the words that only hang the clause on another."""
    span = phrase_span(head, without)
    doc = head.doc
    for token in head.subtree:
        if token.idx < span.start:
            continue
        if token.i >= head.i or not (token.lower_ in _SILENT or token.is_punct):
            break
        if (following := doc[token.i + 1]).idx < span.end:
            span = Span(following.idx, span.end)
    return span


def _joined(left: Token, right: Token, cut: set[int]) -> bool:
    return not any(index in cut for index in range(left.i + 1, right.i))


def _is_edge(token: Token) -> bool:
    return token.is_punct and token.text not in (")", "%")
