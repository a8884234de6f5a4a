"""Refusals: what a party will not accept, and what it calls unacceptable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.document import Span
from briefing.language.clauses import (
    before_modal,
    clause_span,
    is_gerund,
    is_negated,
    is_passive,
    modal,
    object_of,
    phrase_span,
    subject,
    to_infinitive,
)
from briefing.language.cues import words
from briefing.language.harms import DEEMING
from briefing.language.parties import GENERAL, is_named, is_party, is_people
from briefing.language.stance import MAY, POINTERS, WILL, Stance, act_span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["refusal"]

_ACCEPT: Final = words("""
    accept allow cede condone countenance let permit recognise recognize relinquish tolerate watch
    """)
_UNACCEPTABLE: Final = words("impermissible inadmissible intolerable unacceptable unthinkable")
_INVIOLABLE: Final = words("inviolable non-negotiable sacrosanct untouchable")
"""No criticism of what has been done, whatever the tense."""

_YIELD: Final = {
    "agree": "to",
    "bow": "to",
    "consent": "to",
    "live": "with",
    "put": "with",
    "settle": "for",
    "stand": "for",
    "submit": "to",
    "yield": "to",
}
"""Verbs of giving way, with what leads to what one gives way to."""

_BARRED: Final = {
    ("out", "of", "the", "question"): False,
    ("off", "the", "table"): False,
    ("on", "the", "table"): True,
    ("for", "sale"): True,
    ("an", "option"): True,
}
"""What is said of what may not be, and whether it is so said with not."""

_BARGAINING: Final = words("bargaining compromise debate discussion negotiation")
"""With not: up for debate, a matter of negotiation."""

_YIELDING: Final = words("backsliding bargaining compromise concession renegotiation retreat")
_LASTING: Final = words("deployment occupation presence use")
"""Acts that go on: of them the past tense is that of the report."""

_ROOM: Final = words("place room space")
_TAKING: Final = words(
    "command decide dictate divide drive force impose push remove seize stop take tell threaten"
)
"""What another may want to do to those who speak, that nobody will."""
_CRITICISED: Final = words("like such")
_ACCEPTABLE: Final = words("acceptable negotiable permissible tolerable")
_SOMETHING: Final = words("anything something thing what")
_OFFERS: Final = words("""
    apology award blame candidacy donation gift honour invitation job nomination offer post prize
    resignation responsibility
    """)
"""To accept none of these is to decline, not to forbid."""


def refusal(verb: Token) -> Stance | None:
    """What is not accepted, not allowed, unacceptable, or beyond a red line."""
    lemma = verb.lemma_.lower()
    if lemma in DEEMING and lemma != "be":
        return _deemed_unacceptable(verb)
    if verb.dep_ == "relcl" and modal(verb) in MAY and (something := _something_refused(verb)):
        return something
    if _gives_up(verb) or (lemma in _ACCEPT and modal(verb) in MAY | {"must"} and is_negated(verb)):
        return _refused(verb)
    if lemma in _YIELD and modal(verb) in MAY and is_negated(verb):
        return _not_yielded(verb)
    if lemma in ("be", "remain", "become"):
        return _called_unacceptable(verb) or _no_compromise(verb) or _none_of_theirs(verb)
    who = subject(verb)
    stated = modal(verb) is not None or verb.tag_ in ("VBP", "VBZ")
    if lemma == "cross" and stated and not is_negated(verb):
        return _crossed(verb)
    if lemma == "draw" and not is_negated(verb):
        return _drawn(verb)
    if (barred := _by_nobody(verb)) is not None:
        return barred
    if modal(verb) == "must" and is_negated(verb) and is_named(who):
        return Stance(verb, "prohibition", act_span(verb), agent=who)
    return None


def _gives_up(verb: Token) -> bool:
    """Not to give up an inch of one's land: what is one's own is not ceded."""
    thing = object_of(verb)
    if verb.lemma_ != "give" or thing is None or modal(verb) not in MAY or not is_negated(verb):
        return False
    own = any(part.tag_ == "PRP$" for part in thing.subtree)
    return own and any(child.lower_ in ("away", "up") for child in verb.rights)


def _refused(verb: Token) -> Stance | None:
    who = subject(verb)
    if who is not None and (who.dep_ == "nsubjpass" or is_passive(verb)):
        if verb.dep_ == "relcl" and who.tag_ in ("WDT", "WP"):
            return None  # one who would not be allowed to teach
        act = to_infinitive(verb)
        if act is not None and who.pos_ == "PRON":
            return Stance(verb, "prohibition", act_span(act))
        # A participle has taken the subject, which then ends where the modal begins.
        apart = before_modal(verb, who) if who.head.tag_ in ("VBG", "VBN") else None
        span = apart[0] if apart is not None else phrase_span(who)
        if who.left_edge.lower_ == "no" and who.left_edge.i < who.i:
            span = Span(who.left_edge.nbor().idx, span.end)
        if who.lower_ in POINTERS:
            return _taken_up(verb)
        return Stance(verb, "prohibition", span, addressee=who if is_people(who) else None)
    if who is not None and who.lower_ == "you":
        return None
    if verb.lemma_ == "let" and verb.nbor().lower_ in ("her", "him", "me", "you"):
        return None  # to let one down, or have his way
    if not (is_party(who) or (who is not None and who.lower_ in ("it", "that", "which"))):
        return None
    if verb.lemma_ == "accept" and any(child.lower_ == "from" for child in verb.rights):
        return None  # to accept from somebody is to receive
    if verb.lemma_ == "watch" and not any(child.dep_ == "ccomp" for child in verb.rights):
        return None  # to watch a game
    for child in verb.rights:
        if child.lemma_ in _OFFERS or child.lower_.endswith(("self", "selves")):
            return None
        if any(part.lower_.endswith("selves") for part in child.lefts):
            return None  # to let oneself be drawn
        if child.dep_ == "ccomp" and verb.lemma_ == "accept" and child.tag_ in ("VBP", "VBZ"):
            return None  # that it is so is deplored
        if child.dep_ == "dobj" and child.lower_ in POINTERS:
            # "cannot recognize it" is as often of the eye as of the law.
            known = verb.lemma_.startswith("recogni")
            return None if known else Stance(verb, "prohibition", actor=who)
        if child.dep_ in ("dobj", "ccomp", "xcomp") or (
            child.dep_ == "dep" and child.pos_ == "NOUN"
        ):
            span = clause_span(child)
            act = to_infinitive(verb) if child.dep_ == "dobj" else None
            if act is not None and act.head == verb and act.i > child.i:
                # We will not permit them to do it: what is barred is the act.
                whole = Span(span.start, max(span.end, act_span(act).end))
                trigger = act_span(act) if child.lower_ in GENERAL else whole
                return Stance(verb, "prohibition", trigger, agent=child, actor=who)
            for part in verb.rights:
                if child.dep_ == "dobj" and part.dep_ == "prep" and part.i > child.i:
                    span = Span(span.start, phrase_span(part).end)
            barred = subject(child) if child.dep_ in ("ccomp", "xcomp") else None
            return Stance(verb, "prohibition", span, agent=barred, actor=who)
    return None


def _taken_up(verb: Token) -> Stance | None:
    """Holding them is a crime and it will not be allowed: the pointer takes up the act."""
    act = subject(verb.head) if verb.dep_ == "conj" and verb.head.lemma_ == "be" else None
    if act is None or not (act.tag_ == "VBG" or is_gerund(act)):
        return None
    return Stance(verb, "prohibition", clause_span(act))


def _something_refused(verb: Token) -> Stance | None:
    """Cuts are something we will never agree to."""
    thing, who = verb.head, subject(verb)
    named = thing.lower_ in _SOMETHING
    while thing.dep_ in ("pobj", "prep"):
        thing = thing.head  # a breach of the law which we cannot accept
    if verb.dep_ != "relcl" or thing.dep_ != "attr" or is_party(thing):
        return None
    if not named and who is not None and who.dep_ == "nsubjpass":
        return None
    refused = subject(thing.head)
    unaccepted = is_negated(thing.head) and verb.lemma_ in _ACCEPT
    if refused is None or refused.lower_ in POINTERS or not is_party(who):
        return None
    if not (is_negated(verb) or unaccepted):
        return None
    return Stance(verb, "prohibition", phrase_span(refused), actor=who)


def _not_yielded(verb: Token) -> Stance | None:
    """We will not stand for a base there: what one does not give way to."""
    who = subject(verb)
    if not (is_party(who) or (who is not None and who.lower_ == "it")):
        return None
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == _YIELD[verb.lemma_]:
            for thing in child.children:
                named = is_named(thing) or thing.pos_ == "PRON"
                if not named and thing.dep_ in ("pobj", "pcomp"):
                    return Stance(verb, "prohibition", _with_place(thing, verb), actor=who)
    return None


def _with_place(thing: Token, above: Token) -> Span:
    """The thing with the phrases after it, which the parser hangs on what is above it."""
    span = phrase_span(thing)
    later = [part for part in above.rights if part.dep_ == "prep" and part.i > thing.i]
    return Span(span.start, max([span.end, *(phrase_span(part).end for part in later)]))


def _no_compromise(verb: Token) -> Stance | None:
    """There can be no compromise on it: what is not given way on."""
    if not any(child.dep_ == "expl" for child in verb.children) or not is_negated(verb):
        return None
    for noun in verb.rights:
        if noun.dep_ == "attr" and noun.lemma_ in _YIELDING:
            for part in (*noun.rights, *verb.rights):
                if part.dep_ == "prep" and part.lower_ in ("about", "on", "over"):
                    for thing in part.children:
                        if thing.dep_ in ("pobj", "pcomp") and thing.lower_ != "which":
                            return Stance(verb, "prohibition", phrase_span(thing))
    return None


def _drawn(verb: Token) -> Stance | None:
    """A red line drawn at an act."""
    line = object_of(verb)
    if line is None or not _is_red_line(line):
        return None
    for child in (*verb.rights, *line.rights):
        if child.dep_ == "prep" and child.lower_ in ("at", "on", "over"):
            for act in child.children:
                return Stance(verb, "prohibition", phrase_span(act), actor=subject(verb))
    return None


def _crossed(verb: Token) -> Stance | None:
    """An act that would cross a red line: "deploying missiles there would cross a red line"."""
    line = object_of(verb)
    acts = [child for child in verb.lefts if child.dep_ in ("nsubj", "csubj", "advcl")]
    act = acts[0] if acts else subject(verb)
    if line is None or act is None or line.lemma_ != "line" or is_party(act):
        return None
    modals = [child for child in verb.lefts if child.tag_ == "MD" and child.i > act.i]
    if not modals:
        return Stance(verb, "prohibition", clause_span(act, [verb]))
    last = modals[0].nbor(-1)
    return Stance(verb, "prohibition", Span(clause_span(act).start, last.idx + len(last)))


def _called_unacceptable(verb: Token) -> Stance | None:
    who = subject(verb)
    denied = is_negated(verb)
    judged = next((child for child in verb.rights if _is_limit(child, denied)), None)
    if judged is None and who is not None and who.tag_ != "VBG":
        # What one does oneself, as a gerund says it, is declined and not forbidden.
        judged = next((c for c in verb.rights if _is_barred(c, denied)), None)
    if (
        who is None
        or judged is None
        or (is_party(who) and not (is_gerund(who) or judged.lower_ == "for"))
    ):
        return None  # of no party is it said, but that it is not for sale
    if any(part.lower_ in _CRITICISED for part in who.subtree):
        return None  # delays like these have happened
    if who.lower_ in POINTERS:
        for part in (*verb.rights, *judged.rights):
            if part.dep_ in ("ccomp", "advcl") and part.tag_ in ("VBP", "VBZ"):
                return None  # that it is so is deplored
            if part.dep_ in ("ccomp", "xcomp", "advcl", "csubj") and part.pos_ in ("VERB", "AUX"):
                return Stance(verb, "prohibition", clause_span(part))
        if _is_red_line(judged):
            return _pointed_at(verb, who)
        return None
    # What was unacceptable is done and criticised; what is unacceptable may not be done.
    lasting = _is_barred(judged, denied) or _is_red_line(judged)
    # "Raids on them were 'unacceptable'": reported, what the speaker says is.
    general = who.left_edge.tag_ not in ("DT", "PRP$") and who.tag_ in ("NN", "NNS")
    general = general and judged.nbor(-1).is_quote
    lasting = lasting or (verb.dep_ == "ccomp" and (general or who.lemma_ in _LASTING))
    lasting = lasting or judged.lower_ in _INVIOLABLE | {"negotiable"}
    if verb.tag_ == "VBD" and not lasting and who.pos_ != "VERB" and not _is_any(who):
        return None
    return Stance(verb, "prohibition", clause_span(who), addressee=_kept_out(judged))


def _kept_out(line: Token) -> Token | None:
    """Of "a line the companies may not cross" the companies."""
    clause = next((child for child in line.rights if child.dep_ == "relcl"), None)
    who = subject(clause) if clause is not None else None
    return who if is_party(who) and who is not None and who.lower_ != "nobody" else None


def _by_nobody(verb: Token) -> Stance | None:
    """Nobody will take it from us: what none may do to those who speak."""
    who = subject(verb)
    if who is None or modal(verb) not in WILL | {"can", "may"}:
        return None
    none = who.lower_ == "nobody" or (
        who.left_edge.lower_ == "no" and (is_party(who) or who.lower_ == "one")
    )
    ours = any(part.lower_ in ("our", "us") for part in verb.subtree if part.i > verb.i)
    if not ours or verb.lemma_ not in _TAKING:
        return None
    return Stance(verb, "prohibition", act_span(verb)) if none else None


def _is_any(act: Token) -> bool:
    """Any act, a further one: none that has been done."""
    return act.left_edge.lower_ in ("any", "another", "further", "more")


def _none_of_theirs(verb: Token) -> Stance | None:
    """There is no place here for their bases: what another would have is ruled out."""
    if not any(child.dep_ == "expl" for child in verb.children):
        return None
    for noun in verb.rights:
        if noun.dep_ == "attr" and noun.left_edge.lower_ == "no" and noun.lemma_ in _ROOM:
            for part in (*noun.rights, *verb.rights):
                if part.dep_ == "prep" and part.lower_ == "for":
                    for thing in part.children:
                        if noun.lemma_ == "room" and not _is_theirs(thing):
                            return None  # no room for error
                        return Stance(verb, "prohibition", _with_place(thing, part.head))
    return None


def _is_theirs(thing: Token) -> bool:
    return is_party(thing) or any(
        part.ent_type_ in ("GPE", "NORP", "ORG") for part in thing.subtree
    )


def _pointed_at(verb: Token, pointer: Token) -> Stance | None:
    """No bases here – that is our red line: the words before the dash."""
    before = [child for child in verb.lefts if child.i < pointer.i and not child.is_punct]
    if not before or before[-1].dep_ in ("cc", "advmod", "mark", "prep"):
        return None
    span = phrase_span(before[-1])
    negative = next((part for part in before[-1].subtree if part.i == before[-1].left_edge.i), None)
    if negative is not None and negative.lower_ in ("no", "not") and negative.i < before[-1].i:
        span = Span(negative.nbor().idx, span.end)
    return Stance(verb, "prohibition", span)


def _deemed_unacceptable(verb: Token) -> Stance | None:
    """An act that a party regards as unacceptable, or as a red line."""
    act, who = object_of(verb), subject(verb)
    if act is None or is_party(act) or not is_party(who) or is_negated(verb):
        return None
    for child in verb.children:
        for judged in (child, *child.children):
            if judged.lower_ in _UNACCEPTABLE or (judged.i > verb.i and _is_red_line(judged)):
                cut = [child] if child.i > act.i else []
                parts = [p for p in verb.rights if p.dep_ == "prep" and act.i < p.i < judged.i]
                end = max((phrase_span(p).end for p in parts if p not in cut), default=0)
                span = phrase_span(act, cut)
                return Stance(verb, "prohibition", Span(span.start, max(span.end, end)), actor=who)
    return None


def _is_limit(predicate: Token, denied: bool) -> bool:
    if predicate.dep_ == "acomp":
        if predicate.lower_ == "negotiable" and predicate.nbor(-1).text == "-":
            denied = True  # non-negotiable, cut at its hyphen
        return predicate.lower_ in (_ACCEPTABLE if denied else _UNACCEPTABLE | _INVIOLABLE)
    return not denied and predicate.dep_ == "attr" and _is_red_line(predicate)


def _is_barred(phrase: Token, denied: bool) -> bool:
    """Out of the question, off the table; with not, up for negotiation, for sale."""
    if phrase.dep_ not in ("acomp", "advmod", "attr", "prep", "prt"):
        return False
    said = tuple(part.lower_ for part in phrase.subtree if not part.is_punct)
    if denied and said and said[-1] in _BARGAINING and said[-2:-1] in (("for",), ("of",)):
        return True
    return any(
        said[: len(words_)] == words_ for words_, with_not in _BARRED.items() if with_not == denied
    )


def _is_red_line(noun: Token) -> bool:
    if noun.lemma_ in ("breaker", "dealbreaker"):
        return noun.lemma_ == "dealbreaker" or any(c.lower_ == "deal" for c in noun.lefts)
    if noun.lemma_.lower() != "line":
        return False
    red = any(part.lower_ == "red" for part in noun.lefts)
    return red or any(_is_not_crossed(clause) for clause in noun.rights if clause.dep_ == "relcl")


def _is_not_crossed(clause: Token) -> bool:
    """A line that nobody may cross."""
    return is_negated(clause) and any(part.lower_ == "cross" for part in clause.subtree)
