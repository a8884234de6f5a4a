"""What is said in a text as far as it can be compared: by whom, in which words."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from briefing.document import Span
from briefing.language.attributions import attributions
from briefing.language.cues import CLAUSAL, lemma, words
from briefing.language.mentions import entities
from briefing.language.names import is_role
from briefing.language.parsing import parse, straightened
from briefing.language.propositions import clause_words
from briefing.language.speaker import speaker_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from briefing.language.attributions import Attribution

__all__ = ["Saying", "is_hedged", "is_hung", "is_saying", "is_under", "owner_of", "sayings"]

_SPEECH: Final = words(
    """
    accord accuse add allege announce argue assert assure believe blame boast caution charge claim
    clarify complain confirm contend counter declare describe emphasise emphasize
    estimate explain insist maintain note point predict protest read reckon reiterate repeat reply
    report respond say state
    stress suggest suspect tell testify think underline warn write speculate fear judge
    accusation allegation argument assertion belief complaint contention prediction speculation
    suggestion suspicion
    """
)
"""Cues of what is no more than said or believed; to admit, show or know it vouches for it."""

_CONTESTED: Final = words(
    """
    accuse allege argue assert believe blame charge claim complain contend fear insist maintain
    predict reckon speculate suspect think
    accusation allegation argument assertion belief complaint contention prediction speculation
    suspicion
    """
)
_BODIES: Final = words(
    """
    administration adviser agency airline ally analyst army association attorney authority body
    board cabinet campaign channel committee company council court critic delegation department
    embassy executive family firm force foundation government group headquarters insider
    institute investigator magazine member military minister ministry mission monitor network
    newspaper observer office official operator opponent opposition organisation organization
    outlet owner paper party people person police reporter representative resident scientist
    source spokesperson spokesman spokeswoman station student survivor team teacher union
    university victim witness worker
    """
)
_OWN_WORDS: Final = words("address declaration letter message remark speech statement testimony")
"""What somebody says, by which he may be named: the Norwegian statement."""
_AGENTS: Final = ("er", "or", "ist", "ian", "ant", "man", "woman")
"""Nouns of persons and bodies that say things; a report, a video or a fall does not speak."""
_TOLD: Final = _SPEECH | words(
    """
    acknowledge admit affirm clear comment concede conclude disclose joke lament mention object
    observe quip recall remark remind retort reveal
    """
)
"""Cues after which what is said could as well stand in quotation marks."""

_TITLES: Final = {
    "gen": "general",
    "gov": "governor",
    "pres": "president",
    "prof": "professor",
    "rep": "representative",
    "sen": "senator",
    "sgt": "sergeant",
}
_ATTITUDES: Final = words(
    """
    advise appeal ask call condemn demand denounce deplore encourage hope invite pledge praise
    promise regret reject request threaten trust urge vow warn welcome
    """
)
"""Cues of what somebody wants, promises or holds; who does is as much theirs as their words."""
_HUNG: Final = frozenset({"acl", "advcl", "relcl"})
_VIEWS: Final = words("consider regard see view want")
"""Cues of what a speech shows of its speaker without a word for it."""
_FIRST_PERSON: Final = frozenset({"i", "we", "me", "us", "my", "our"})
_HEDGE: Final = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|apparently|according\s+to|is\s+said\s+to"
    r"|are\s+said\s+to|alleged|claims?\s+that"
    r"|in\s+[^.;]{2,50}['’]s?\s+(?:view|eyes|opinion|words|account|assessment|telling|version)"
    r"|(?:am|are|is|was|were|stands?|stood|being|been)\s+accused)\b",
    re.IGNORECASE,
)

Form = Literal["name", "description", "several", "other"]


@dataclass(frozen=True)
class Saying:
    """Something said, believed or wanted.

    Attributes:
        source: The words that name who says it; "" where nobody is named.
        names: In lower case, the words of all names and titles that the source goes by.
        proper: Those of them that are proper names, also of what the source belongs to.
        called: In lower case, the words of the names of the person that the source is, without
            what stands beside them; none of others.
        is_named: Whether the source itself is given with a proper name.
        form: How the source, or who it stands for, is put: by name, as one or several who are
            described, or otherwise, as nobody or a thing.
        acts: The lemmas of the cue.
        cue: The words that mark the saying, in code points.
        content: What is said, in code points.
        words: The content lemmas of what is said.
        is_told: Whether the cue is one of saying or thinking, not of wanting or doing.
        is_attitude: Whether the cue is one of wanting, promising or rejecting.
        is_view: Whether the cue is one of seeing it so, or of wanting it.
        is_speech: Whether the cue only reports, without vouching for what it reports.
        is_contested: Whether the cue leaves open that it is otherwise: to claim, to accuse.
        is_quoted: Whether what is said is wholly a quotation.
        is_first_person: Whether the source is "I" or "we".
    """

    source: str
    names: frozenset[str]
    proper: frozenset[str]
    called: frozenset[str]
    is_named: bool
    form: Form
    acts: frozenset[str]
    cue: Span | None
    content: Span
    words: frozenset[str]
    is_told: bool
    is_attitude: bool
    is_view: bool
    is_speech: bool
    is_contested: bool
    is_quoted: bool
    is_first_person: bool

    @property
    def is_person(self) -> bool:
        """Whether the source is a person that the text names."""
        return bool(self.called)


class _Aliases(NamedTuple):
    """Who is meant where in a text.

    Attributes:
        names: For each mention all names of whom it stands for.
        proper: All proper names.
        persons: For each mention of a person the words of that person's name.
        mentions: All mentions, in the order of the text.
    """

    names: dict[Span, frozenset[str]]
    proper: frozenset[str]
    persons: dict[Span, frozenset[str]]
    mentions: tuple[Span, ...]

    def inside(self, span: Span) -> list[Span]:
        """The mentions that lie wholly inside `span`."""
        first, last = (bisect_left(self.mentions, Span(place, 0)) for place in span)
        return [mention for mention in self.mentions[first:last] if span.holds(mention)]


@lru_cache(maxsize=256)
def sayings(text: str, within: Span | None = None) -> tuple[Saying, ...]:
    """What is said in English `text`, in the order of the cues; sayings without content are none.

    Args:
        text: The text.
        within: What their contents have a character in common with; all, where none is given.

    Raises:
        SettingsError: If no English model is installed.
    """
    aliases = _aliases(text)
    return tuple(
        _saying(text, one, one.content, aliases)
        for one in attributions(text)
        if one.content and (within is None or one.content.meets(within))
    )


def owner_of(text: str, span: Span) -> Saying | None:
    """The stretch `span` of a speech or statement as said by whom `text` names on top."""
    speaker = speaker_of(text)
    if speaker is None:
        return None
    return Saying(
        source=speaker.of(text),
        names=frozenset(_names(text, speaker)),
        proper=_proper(text, speaker),
        called=frozenset(),
        is_named=True,
        form="name",
        acts=frozenset(),
        cue=None,
        content=span,
        words=_words(text, span),
        is_told=True,
        is_attitude=False,
        is_view=False,
        is_speech=False,
        is_contested=False,
        is_quoted=False,
        is_first_person=False,
    )


def is_saying(word: str) -> bool:
    """Whether the lemma only marks that something is said or thought."""
    return word in CLAUSAL or word == "accord"


def is_hedged(text: str) -> bool:
    """Whether `text` marks what it states as hearsay."""
    return _HEDGE.search(text) is not None


def is_under(text: str, part: Span, whole: Span) -> bool:
    """Whether the first of two stretches hangs on the second, in whatever way."""
    return bool(_path(text, part, whole))


def is_hung(text: str, part: Span, whole: Span) -> bool:
    """Whether the first of two stretches hangs on the second as a clause that it could lack."""
    return any(token.dep_ in _HUNG for token in _path(text, part, whole))


def _path(text: str, part: Span, whole: Span) -> list[Token]:
    """The words from one stretch up to another that it hangs on; [] where it does not."""
    below, above = (parse(text).char_span(*span, alignment_mode="expand") for span in (part, whole))
    if not (below and above):
        return []
    path = [below.root, *below.root.ancestors]
    return path[: path.index(above.root)] if above.root in path else []


def _saying(text: str, one: Attribution, content: Span, aliases: _Aliases) -> Saying:
    source = one.speaker or one.source
    spans = [span for span in (one.source, one.speaker) if span]
    names: set[str] = set()
    for span in spans:
        names |= _names(text, span)
    mentions = [mention for span in spans for mention in aliases.inside(span)]
    called = frozenset[str]().union(*(aliases.names[mention] for mention in mentions))
    names |= called
    proper = frozenset().union(*(_proper(text, span) for span in spans)) | called & aliases.proper
    acts = _lemmas(text, one.cue) if one.cue else frozenset[str]()
    return Saying(
        source=source.of(text) if source else "",
        names=frozenset(names),
        proper=proper,
        called=frozenset().union(*(aliases.persons.get(m, frozenset()) for m in mentions)),
        is_named=one.source is not None and bool(_proper(text, one.source)),
        form=_form(text, source) if source else "other",
        acts=acts,
        cue=one.cue,
        content=content,
        words=_words(text, content),
        is_told=one.cue is None or not acts.isdisjoint(_TOLD),
        is_attitude=not acts.isdisjoint(_ATTITUDES),
        is_view=not acts.isdisjoint(_VIEWS),
        is_speech=one.cue is None or not acts.isdisjoint(_SPEECH),
        is_contested=not acts.isdisjoint(_CONTESTED),
        is_quoted=one.direct,
        is_first_person=one.source is not None and one.source.of(text).lower() in _FIRST_PERSON,
    )


def _words(text: str, span: Span) -> frozenset[str]:
    return frozenset(word.lemma for clause in clause_words(text, span) for word in clause)


def _names(text: str, span: Span) -> set[str]:
    tokens = parse(text).char_span(*span, alignment_mode="expand") or ()
    return {
        # The model takes a surname in -s for a plural: "Sanders" for two sanders.
        token.lower_ if token.text[:1].isupper() else lemma(token.lemma_)
        for token in tokens
        if token.pos_ in ("PROPN", "NOUN", "ADJ")
    } | _initials(tokens)


def _proper(text: str, span: Span) -> frozenset[str]:
    """The words of proper names in `span`; nationalities count, a capital at its start does not."""
    tokens = parse(text).char_span(*span, alignment_mode="expand") or ()
    return _initials(tokens) | frozenset(
        token.lower_
        for token in tokens
        if token.text[:1].isupper()
        and (token.pos_ == "PROPN" or not token.is_sent_start)
        # The model takes a surname in -er for a common noun, and so for a profession.
        and not (is_role(token) and token.tag_ != "NN")
        and token.pos_ in ("PROPN", "NOUN", "ADJ")
    )


def _form(text: str, source: Span) -> Form:
    tokens = parse(text).char_span(*source, alignment_mode="expand")
    if not tokens:
        return "other"
    root = tokens.root
    if root.pos_ == "PROPN":
        return "name"
    word = lemma(root.lemma_)
    speaks = root.tag_ in ("JJ", "CD") or is_role(root) or word in _BODIES or word in _OWN_WORDS
    if not (speaks or word.endswith(_AGENTS)):
        return "other"
    return "several" if root.tag_ in ("NNS", "CD") or word == "police" else "description"


def _initials(tokens: Iterable[Token]) -> frozenset[str]:
    """United States of America is the US and the USA."""
    initials = "".join(
        token.lower_[0] for token in tokens if token.text[:1].isupper() and token.lower_ != "the"
    )
    return frozenset(initials[:end] for end in range(2, len(initials) + 1))


def _lemmas(text: str, cue: Span) -> frozenset[str]:
    tokens = parse(text).char_span(*cue, alignment_mode="expand") or ()
    return frozenset(lemma(token.lemma_) for token in tokens)


@lru_cache(maxsize=64)
def _aliases(text: str) -> _Aliases:
    names = {}
    persons: dict[Span, frozenset[str]] = {}
    for entity in entities(text):
        called = frozenset(
            _TITLES.get(bare := word.lower().strip(".,'’"), bare)
            for span in (*entity.mentions, *entity.roles)
            for word in straightened(span.of(text)).split()
            if word[:1].isupper() or span in entity.roles
        ).union(*(_beside(text, mention) for mention in entity.mentions))
        names.update(dict.fromkeys(entity.mentions, called))
        if entity.kind == "person":
            own = frozenset(straightened(entity.name.of(text)).lower().split())
            persons.update(dict.fromkeys(entity.mentions, own))
    proper = frozenset(
        token.lower_ for token in parse(text) if token.text[:1].isupper() and not is_role(token)
    )
    return _Aliases(names, proper, persons, tuple(sorted(names)))


def _beside(text: str, mention: Span) -> frozenset[str]:
    """What stands in one noun phrase with a name: White House press secretary Josh Earnest."""
    tokens = parse(text).char_span(*mention, alignment_mode="contract")
    if not tokens:
        return frozenset()
    head = tokens.root
    near = [*head.lefts, *(child for child in head.rights if child.dep_ == "appos")]
    if head.dep_ == "appos":
        near += [head.head, *head.head.lefts]
    return frozenset(
        _TITLES.get(part.lower_.rstrip("."), part.lower_)
        for child in near
        if child.pos_ in ("PROPN", "NOUN", "ADJ")
        for part in (child, *child.lefts)
        if part.pos_ in ("PROPN", "NOUN", "ADJ")
    )
