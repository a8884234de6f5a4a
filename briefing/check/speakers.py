"""Who says it: words stay with their speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.brief import Finding, RedLine
from briefing.check.alignment import (
    evidence_propositions,
    is_comparable,
)
from briefing.check.passages import Passage
from briefing.document import Document, Span
from briefing.findings import finding
from briefing.language.capitals import STATE_OF_SEAT
from briefing.language.demonyms import stems
from briefing.language.families import Vocabulary, are_related, is_same_name
from briefing.language.mentions import entities, entities_in
from briefing.language.parsing import straightened
from briefing.language.propositions import propositions
from briefing.language.sayings import (
    Saying,
    is_saying,
    owner_of,
    sayings,
)
from briefing.language.sentences import sentence_spans
from briefing.language.telling import words_within

__all__ = ["are_one", "check_issuer", "check_speaker"]

_LEAST = 0.4
"""The part of its content words that a saying shares at least with what it reports."""
_CLOSE = 0.75
"""A saying counts beside the closest one where it shares at least this part of what that does."""
_MUCH = 0.6
"""The part of its words that what is said within it shares at least with the closest one."""
_RELATIVE = re.compile(r"[^.;:]{0,90}\bwho\b")
_VIEW = re.compile(r"For (?:the )?(?P<name>[A-Z]\w+(?: (?:of (?:the )?)?[A-Z]\w+)*), ")
_WITHIN = re.compile(r"\b(?:about|between|in|of|on|with)\b")
"""After it comes what a phrase only has to do with: the situation in Norway."""
_DOCUMENTS = frozenset({"article", "document", "source", "text"})
"""By these a statement speaks of what it cites."""
_VOICES = frozenset({"spokesman", "spokesperson", "spokeswoman"})
_ITS_VOICE = re.compile(r"\bits\s+(?:\w+\s+)?spokes", re.IGNORECASE)
_LONGEST_SOURCE = 8
"""Words of a source; what is longer was taken for one."""


@dataclass(frozen=True)
class _Match:
    saying: Saying
    document: Document
    shared: float
    is_owner: bool = False


def check_speaker(
    text: str, passages: Sequence[Passage], path: str, speaker: str | None = None
) -> list[Finding]:
    """Find words that `text` gives to another speaker than its evidence does.

    Args:
        text: One field of a statement.
        passages: The cited sentences.
        path: Where the field stands.
        speaker: To whom the item gives the whole of `text`: the issuer of a red line, the
            actor whose position it is; None where `text` names its speakers itself.
    """
    if not (is_comparable(text, passages) or (speaker and _are_english(passages))):
        return []
    said = _evidence(passages)
    findings = []
    told = sayings(text)
    for saying in (*told, *_views(text, said)):
        if not (saying.source and saying.names and saying.words):
            continue
        felt = saying.is_named and (saying.is_attitude or saying.is_view)
        if not (saying.is_told or felt):
            continue
        if saying.form == "other" or _is_document(saying):
            continue
        others = _closest(saying, said)
        if not others or any(_is_same(saying, other) for other in others):
            continue
        if others[0].is_owner and not saying.is_told and _does(saying.proper, passages):
            continue
        if not (
            _speaks(saying.names, passages, said)
            or (others[0].is_owner and not saying.is_named)
            or (_is_self(others[0]) and _is_cited(saying.proper, passages))
            or any(_is_same(also, others[0]) for also in told if _holds(also, saying))
            or any(
                _is_same(also, others[0]) and _shared(also, others[0]) >= _MUCH
                for also in told
                if also.is_told and also.words and _holds(saying, also)
                if also.is_named or not others[0].saying.is_named
            )
            or any(
                _holds(others[0].saying, inner.saying) and are_one(saying.names, inner.saying.names)
                for inner in said
            )
            or (_is_open(others[0]) and _acts(saying.proper, others[0].saying, passages))
        ):
            findings.append(_changed(saying.source, others[0], path))
    if speaker and not findings:
        whole = _whole(text, speaker)
        others = _closest(whole, said) if whole.words else []
        # Of sayings within each other the issuer's may be the inner one, and the shorter.
        if others and not any(
            _is_same(whole, other) for other in said if _shared(whole, other) >= _LEAST
        ):
            findings.append(_changed(speaker, others[0], path))
    return findings


def check_issuer(red_line: RedLine, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find a red line that is given to another issuer than the one who says it in the evidence."""
    drawn = ". ".join(filter(None, (red_line.trigger, red_line.consequence)))
    return check_speaker(drawn, passages, f"{path}.issuer", red_line.issuer)


def _are_english(passages: Sequence[Passage]) -> bool:
    return bool(passages) and all(passage.document.language == "en" for passage in passages)


def _evidence(passages: Sequence[Passage]) -> list[_Match]:
    found = []
    for passage in passages:
        document = passage.document
        within = [saying for saying in sayings(document.text, passage.span) if saying.source]
        found += [_Match(saying, document, 0.0) for saying in within]
        if owner := owner_of(document.text, passage.span):
            found.append(_Match(owner, document, 0.0, is_owner=True))
    return found + list(_together(found))


def _together(said: Sequence[_Match]) -> Iterator[_Match]:
    """What one person says in several places, as one: a statement may sum it up."""
    by_speaker: dict[frozenset[str], list[_Match]] = {}
    for match in said:
        if match.saying.called:
            by_speaker.setdefault(match.saying.called, []).append(match)
    for first, *more in by_speaker.values():
        if more:
            words = first.saying.words.union(*(match.saying.words for match in more))
            yield _Match(replace(first.saying, words=words), first.document, 0.0)


def _whole(text: str, speaker: str, span: Span | None = None) -> Saying:
    """All of `text`, or the stretch `span` of it, as said by `speaker`."""
    span = span or Span(0, len(text))
    names = frozenset(word.strip(".,'’").lower() for word in straightened(speaker).split())
    return Saying(
        source=speaker,
        names=names,
        proper=names if not speaker.islower() else frozenset(),
        called=frozenset(),
        is_named=not speaker.islower(),
        form="other" if speaker.islower() else "name",
        acts=frozenset(),
        cue=None,
        content=span,
        words=frozenset(
            word
            for clause in propositions(text)
            if span.holds(clause.span)
            for word in clause.words | {clause.predicate}
        ),
        is_told=True,
        is_attitude=False,
        is_view=False,
        is_speech=True,
        is_contested=False,
        is_quoted=False,
        is_first_person=False,
    )


def _views(text: str, said: Sequence[_Match]) -> Iterator[Saying]:
    """What `text` gives as how somebody sees it, where it cites a speech: "For Norway, …".

    Where the speech has "for Norway", too, that is no view of Norway's.
    """
    owners = [match for match in said if match.is_owner]
    for span in sentence_spans(text) if owners else ():
        view = _VIEW.match(text, *span)
        if not view or not entities_in(text, Span(*view.span("name"))):
            continue
        phrase = re.compile(rf"\bfor (?:the )?{re.escape(view['name'])}\b")
        if not any(phrase.search(o.document.text, *o.saying.content) for o in owners):
            yield _whole(text, view["name"], Span(view.end(), span.end))


def _does(names: frozenset[str], passages: Sequence[Passage]) -> bool:
    """Whether the passages say of one of `names` that it does something."""
    return any(
        said.agent is not None
        and any(
            is_same_name(one, two)
            for one in names
            for two in _WITHIN.split(said.agent.span.of(passage.document.text))[0].lower().split()
        )
        for said, passage in evidence_propositions(passages)
    )


def _holds(outer: Saying, inner: Saying) -> bool:
    """Whether one says what the other said."""
    return inner.cue is not None and outer is not inner and outer.content.holds(inner.cue)


def _is_self(other: _Match) -> bool:
    """Whether it is said by whose speech or statement the document is."""
    return other.is_owner or other.saying.is_first_person


def _is_document(saying: Saying) -> bool:
    return saying.names <= _DOCUMENTS and saying.source.lower().startswith("the ")


def _is_open(other: _Match) -> bool:
    """Whether the evidence leaves to its reader who speaks: "she", "the South Carolina senator".

    For whom these stand is read from the text as well as can be, and often enough wrongly.
    """
    saying = other.saying
    unnamed = not saying.is_named and saying.is_person
    return unnamed or (saying.form == "description" and not saying.is_person)


def _acts(names: frozenset[str], beside: Saying, passages: Sequence[Passage]) -> bool:
    """Whether one of `names` does something in the passages outside of what `beside` says."""
    return any(
        not beside.content.holds(proposition.span)
        and proposition.agent is not None
        and not names.isdisjoint(proposition.agent.span.of(passage.document.text).lower().split())
        for proposition, passage in evidence_propositions(passages)
    )


def _is_cited(names: frozenset[str], passages: Sequence[Passage]) -> bool:
    """Whether a speech may cite one of `names`: it names one, and somebody says something in it.

    Of a saying in the passive, or in a relative clause, the parse tells no speaker, or the wrong.
    """
    unnamed = any(
        is_saying(said.predicate) and said.agent is None
        for said, _ in evidence_propositions(passages)
    )
    return any(
        is_same_name(word.text.lower(), name)
        and (unnamed or _RELATIVE.match(passage.text, word.start - passage.span.start))
        for passage in passages
        for word in words_within(passage.document.text, passage.span)
        for name in names
    )


def _speaks(names: frozenset[str], passages: Sequence[Passage], told: Sequence[_Match]) -> bool:
    """Whether one of `names` says something in the passages that has no content of its own."""
    cues = {match.saying.cue for match in told}
    return any(
        is_saying(said.predicate)
        and said.agent is not None
        and not any(cue and cue.start < said.span.end and said.span.start < cue.end for cue in cues)
        and any(
            is_same_name(one, two) for one in names for two in said.agent.names | said.agent.words
        )
        for said, _ in evidence_propositions(passages)
    )


def _shared(claim: Saying, other: _Match) -> float:
    """The part of the words of `claim`, in 0 to 1, that the other saying has too."""
    known = Vocabulary(other.saying.words)
    return sum(word in known for word in claim.words) / len(claim.words)


def _closest(claim: Saying, said: Sequence[_Match]) -> list[_Match]:
    """The sayings of the evidence that share the most words with `claim`.

    What is wanted or regretted is the same where the words for it are, too.
    """
    matches = []
    for one in said:
        if not (claim.is_told or one.is_owner) and (
            claim.is_view
            or not any(are_related(act, other) for act in claim.acts for other in one.saying.acts)
        ):
            continue
        if (
            claim.is_told
            and one.saying.form == "other"
            and not (one.saying.is_told or one.saying.is_attitude)
        ):
            continue
        shared = _shared(claim, one)
        if shared >= _LEAST:
            matches.append(_Match(one.saying, one.document, shared, one.is_owner))
    # "It" in what somebody says is most often who says it.
    matches = [
        match
        for match in matches
        if match.saying.names
        or match.saying.is_first_person
        or not any(_holds(outer.saying, match.saying) for outer in matches)
    ]
    best = max((match.shared for match in matches), default=0.0)
    return [match for match in matches if match.shared >= _CLOSE * best]


def _is_same(claim: Saying, other: _Match) -> bool:
    """Whether the speakers may be one; those that cannot be told apart are.

    Proper names tell them apart before all: a senior Israeli official is no senior Palestinian
    one. A description, "the jockey", may stand for anybody who is named, and an institution for
    whoever speaks there.
    """
    saying = other.saying
    if (saying.is_first_person and not saying.called) or not saying.names:
        owner = owner_of(other.document.text, saying.content)
        return owner is None or are_one(claim.names, owner.names)
    if len(saying.source.split()) > _LONGEST_SOURCE or saying.form == "other":
        return True
    if not (saying.is_person or claim.names.isdisjoint(_VOICES)) and _speaks_for(claim, other):
        return True
    if claim.proper and saying.called:
        if are_one(claim.proper, saying.called):
            return True
        if not claim.proper.isdisjoint(_persons(other.document) - saying.called):
            return False  # what stands beside a name is not who it is: the Florida governor
    if claim.proper and saying.proper:
        if are_one(claim.proper, saying.proper):
            return True
        # The Danish president is not the Norwegian one, nor speaks for him.
        return (claim.names - claim.proper).isdisjoint(saying.names) and _is_voice(
            claim.proper, other
        )
    if are_one(claim.names, saying.names):
        return True
    if not claim.proper:
        one = claim.form == "description" and saying.form == "name"
        return one or (claim.form == "several" and saying.is_person)
    return saying.form == "description" and claim.proper.isdisjoint(_persons(other.document))


def _is_voice(names: frozenset[str], other: _Match) -> bool:
    """Whether a person speaks for the institution of this name: one sentence names both."""
    document, saying = other.document, other.saying
    if not (saying.is_person and names.isdisjoint(_persons(document))):
        return False
    for sentence in document.sentences:
        shown = straightened(sentence.span.of(document.text)).lower()
        if not any(name in shown for name in names):
            continue
        named = {word.text.lower() for word in words_within(document.text, sentence.span)}
        if not (named.isdisjoint(names) or named.isdisjoint(saying.proper)):
            return True
    return False


def _speaks_for(claim: Saying, body: _Match) -> bool:
    """Whether a sentence makes one the voice of the body: its spokeswoman, NATO spokesman Rey."""
    for sentence in body.document.sentences:
        named = {word.text.lower() for word in words_within(body.document.text, sentence.span)}
        if claim.proper.isdisjoint(named) or _VOICES.isdisjoint(named):
            continue
        its = _ITS_VOICE.search(sentence.span.of(body.document.text))
        if its or not body.saying.proper.isdisjoint(named):
            return True
    return False


def _persons(document: Document) -> frozenset[str]:
    return frozenset(
        word
        for entity in entities(document.text)
        if entity.kind == "person"
        for word in straightened(entity.name.of(document.text)).lower().split()
    )


def are_one(names: frozenset[str], others: frozenset[str]) -> bool:
    """Whether words of names, in lower case, may stand for one: Norwegian, Norway, Oslo."""
    return any(
        is_same_name(one, two) or _state(one) & _state(two) for one in names for two in others
    )


def _state(name: str) -> frozenset[str]:
    """The forms of a name of a people, a state, or its seat: Kazakh, Kazakhstan, Astana."""
    return stems(STATE_OF_SEAT.get(name, name)) if len(name) > 1 else frozenset()


def _changed(source: str, other: _Match, path: str) -> Finding:
    return finding(
        "speaker-changed",
        path,
        f"“{source}” is said to say what in the evidence “{other.saying.source}” says",
    )
