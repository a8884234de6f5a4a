"""What cited sentences name, and for whom their words stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from briefing.check.passages import Passage
from briefing.document import Document, Span
from briefing.language.attributions import attributions
from briefing.language.capitals import STATE_OF_SEAT
from briefing.language.demonyms import naming_words, stems
from briefing.language.mentions import PARTICLES, Entity, entities, entities_in
from briefing.language.numerals import ROMAN
from briefing.language.offices import offices
from briefing.language.parsing import parse
from briefing.language.proper import ProperName, bearer_of, described
from briefing.language.referents import is_named, label_of, referents
from briefing.language.speaker import first_person, speaker_of

__all__ = ["Naming", "naming", "stems_of"]

_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*")
_RUN: Final = re.compile(
    r"[^\W\d_a-z][\w.’'-]*(?:[\s,]+(?:(?:of|the|and|for|de|on|in|to)\s+){0,2}[^\W\d_a-z][\w.’'-]*)*"
)
_COMPOSED: Final = re.compile(r"\b(?:of|for|and|the)\b")
"""Such a name is not shortened to its last word: Council of Europe."""
_VIEW: Final = re.compile(
    r"[’']s?\s+(?:own\s+)?(?:account|assessment|belief|estimation|judge?ment|opinion|reading|telling"
    r"|version|view|words)\b"
)
_WHERE: Final = re.compile(
    r"\b(?:at|around|from|in|inside|near|outside|through|to|towards?)\s+$", re.IGNORECASE
)
"""Before the name of where something is or goes."""
_BODY_IN: Final = re.compile(
    r"\b(?:administration|authorities|embassy|government|leader(?:s|ship)|ministry|officials)\s+in\s+$"
)
"""Before the seat of a state, whose body it is."""
_ADJECTIVAL: Final = re.compile(r"(?<=[a-z]{5})(?:ional|ary|al)$")
_BESIDE: Final = re.compile(r"\b(\w+)\s+(?:and|or)\s+$")
"""The word with which a name is coordinated."""
_SHORTEST: Final = 4
_SHORT: Final = 2
"""Words that are left of a longer name: the Security Council."""
_ACRONYM: Final = 3
"""Letters of an acronym that stand for words in small letters at least."""


_CLASSES: Final = frozenset(
    {"administration", "army", "campaign", "city", "government", "party", "state"}
)
"""Nouns that a name may have or lack and be the same: the kind of what it names."""


class Naming:
    """The names of the cited sentences, and who is present in them under another one."""

    def __init__(self, passages: Sequence[Passage], said: str) -> None:
        self.passages = passages
        self.documents = list(
            {passage.document.id: passage.document for passage in passages}.values()
        )
        self.text = "\n".join(passage.text for passage in passages)
        self.present = [
            (document.text, entity)
            for document in self.documents
            for entity in self._mentioned(document)
            if not _COMPOSED.search(entity.name.of(document.text))
            and self._is_present(document, entity, said)
        ]
        named = naming_words(self.text)
        roles: list[str] = []
        for document, entity in self.present:
            named += _words_of(document, naming(document, entity))
            roles += _words_of(document, entity.roles)
        self.stems = stems_of(named)
        self.role_stems = stems_of(roles)
        self.common = {
            word.casefold() for word in _WORD.findall(self.text) if len(word) >= _SHORTEST
        }
        self.runs = [naming_words(run) for run in _RUN.findall(self.text)]
        # Whom a pronoun or description may also stand for, though another one is likelier.
        self.possible = [
            stems_of(_words_of(passage.document.text, naming(passage.document.text, entity)))
            for passage in passages
            for entity in referents(passage.document.text, passage.span)
        ]
        self.possible += [
            stems_of(naming_words(label_of(passage.document.text, passage.span)))
            for passage in passages
        ]
        self.units = [stems_of(run) for run in self.runs] + [
            stems_of(_words_of(document, naming(document, entity)))
            for document, entity in self.present
        ]
        self.initials = set(_initials(self.runs))
        for document, entity in self.present:
            self.initials |= set(_initials([naming_words(entity.name.of(document))]))

    def _mentioned(self, document: Document) -> list[Entity]:
        """Those whom the cited sentences of the document mention, in the order of its entities."""
        spans = [passage.span for passage in self.passages if passage.document.id == document.id]
        found = {entity for span in spans for entity in entities_in(document.text, span)}
        return sorted(found, key=lambda entity: entity.mentions[0])

    def _is_present(self, document: Document, entity: Entity, said: str) -> bool:
        """Whether the sentences name the entity, or have a pronoun or title that the name replaces.

        Where the statement keeps each "he" of the evidence, no name has come for one of them.
        """
        mentions = [
            mention.of(document.text)
            for mention in entity.mentions
            for passage in self.passages
            if passage.document.id == document.id and mention.meets(passage.span)
        ]
        return any(
            is_named(mention) or _count(mention, said) < _count(mention, self.text)
            for mention in mentions
        )

    def _is_speaker(self, name: ProperName, text: str) -> bool:
        """Whether the cited text is wholly the words of the one named, and he is said to speak.

        Where the sentences say "we", whatever the name is the subject of is said of them.
        """
        wanted = [stems(word) for word in name.words]
        for document, span in self.passages:
            speaker = speaker_of(document.text)
            if speaker is None:
                continue
            known = stems_of(naming_words(speaker.of(document.text)))
            seat = STATE_OF_SEAT.get(name.words[-1].casefold())
            if not (all(word & known for word in wanted) or (seat and stems(seat) & known)):
                continue
            if name.subject and first_person(document.text, [span]):
                return True
            if _VIEW.match(text, name.span.end):
                return True
            sources = (attribution.source for attribution in attributions(text))
            if any(source and source.meets(name.span) for source in sources):
                return True
        return False

    def missing(self, name: ProperName, text: str) -> list[str]:
        """The words of the name that nothing here stands for."""
        if self._is_abbreviated(name, text):
            return []
        if name.span.start == 0 and parse(text)[0].tag_.startswith("VB"):
            # "Runs Clinton's campaign": a capital that the start of the text explains.
            name = replace(name, words=name.words[1:], person=False)
        missing = [
            word
            for word in name.words
            if not self._has(word) and (len(word) > 1 or len(name.words) == 1)
            if not self._has_numeral(word, name)
        ]
        if len(missing) < len(name.words):
            # The Democratic Party, where the evidence has Democrats: the noun says no more.
            missing = [word for word in missing if word.casefold() not in _CLASSES]
            missing = [word for word in missing if word.casefold() not in PARTICLES]
        if name.titular:
            missing = [word for word in missing if not stems(word) & self.role_stems]
        if missing and (
            self._stands_for(name, text)
            or self._is_speaker(name, text)
            or self._is_possible(name)
            or self._is_of_seat(name, text)
            or self._is_written_out(name)
            or self._is_longer(name, text)
            or self._is_described(name, text)
        ):
            return []
        if not missing and name.person and len(name.words) > 1:
            wanted = [stems(word) for word in name.words]
            whole = any(all(word & unit for word in wanted) for unit in self.units)
            if not whole and self._is_mixed(wanted):
                return list(name.words)
        return missing

    def _is_mixed(self, wanted: list[frozenset[str]]) -> bool:
        """Whether somebody present bears a part of the name, and another name besides."""
        for document, entity in self.present:
            borne = [stems(word) for word in naming_words(entity.name.of(document))]
            shared = [one for one in borne if any(one & word for word in wanted)]
            if shared and len(shared) < len(borne):
                return True
        return False

    def is_name_elsewhere(self, word: str) -> bool:
        """Whether the documents have the word with a capital within a sentence, and never without.

        That tells a name at the start of a sentence from another word.
        """
        texts = [document.text for document in self.documents]
        return any(re.search(rf"[a-z,] {re.escape(word)}\b", text) for text in texts) and not any(
            re.search(rf"\b{re.escape(word.lower())}\b", text) for text in texts
        )

    def _has(self, word: str) -> bool:
        bare = re.sub(r"\.|(?<=[A-Z])s$", "", word)
        return (
            bool((stems(word) | stems(bare)) & self.stems)
            or word.casefold() in self.common
            or word.casefold() in self._derived
            or (bare.isupper() and len(bare) > 1 and bare in self.initials)
        )

    def _has_numeral(self, word: str, name: ProperName) -> bool:
        """Whether an ordinal of the name stands here as a numeral: World War II."""
        numeral = ROMAN.get(word.casefold())
        return numeral is not None and any(
            numeral in run and any(other in run for other in name.words if other != word)
            for run in self.runs
        )

    def _is_abbreviated(self, name: ProperName, text: str) -> bool:
        """Whether the initials of the name, or of the longer one that it is part of, stand here."""
        longer = [name.words] + [
            naming_words(run.group().removeprefix("The "))
            for run in _RUN.finditer(text)
            if run.start() <= name.span.start and name.span.end <= run.end()
        ]
        for run in longer:
            short = "".join(word[0] for word in run)
            if len(short) > 1 and short.isupper() and stems(short) & self.stems:
                return True
        return False

    def _is_of_seat(self, name: ProperName, text: str) -> bool:
        """Whether it is the seat of a state that is named here, or the state of such a seat.

        Where something takes place, the one does not stand for the other, nor beside it.
        """
        seated = _BODY_IN.search(text, 0, name.span.start)
        if _WHERE.search(text, 0, name.span.start) and not seated:
            return False
        state = STATE_OF_SEAT.get(name.words[-1].casefold())
        beside = _BESIDE.search(text, 0, name.span.start)
        if state and beside and stems(state) & stems(beside[1]):
            return False
        if state and stems(state) & self.stems:
            return True
        wanted = [stems(word) for word in name.words]
        return any(all(word & seat for word in wanted) for seat in self._states)

    @cached_property
    def _derived(self) -> set[str]:
        """Names of the documents of which an adjective stands here: Congress, congressional."""
        bases = {_ADJECTIVAL.sub("", word) for word in self.common} - self.common
        return {
            word.casefold()
            for document in self.documents
            for word in (naming_words(document.text) if bases else ())
            if word.casefold() in bases
        }

    @cached_property
    def _states(self) -> list[frozenset[str]]:
        """The states whose seats stand here for them."""
        return [
            stems(STATE_OF_SEAT[word.casefold()])
            for passage in self.passages
            for match in _WORD.finditer(passage.text)
            if (word := match.group()).casefold() in STATE_OF_SEAT
            and word[0].isupper()
            and not _WHERE.search(passage.text, 0, match.start())
        ]

    def _is_written_out(self, name: ProperName) -> bool:
        """Whether an acronym stands here in full, in small letters: gross domestic product."""
        if len(name.words) > 1 or not name.words[0].isupper() or len(name.words[0]) < _ACRONYM:
            return False
        initials = map(re.escape, name.words[0].replace(".", "").casefold())
        full = r"(?:[\s-]+(?:of|and|for|the))?[\s-]+".join(rf"{letter}\w+" for letter in initials)
        return re.search(rf"\b{full}", self.text.casefold()) is not None

    def _is_longer(self, name: ProperName, text: str) -> bool:
        """Whether the document has the whole name, and these sentences its end alone.

        The Intelligence Committee, where the document has the House Intelligence Committee.
        """
        shown = name.span.of(text)
        if len(name.words) > _SHORT and any(shown in document.text for document in self.documents):
            end = shown.split(maxsplit=len(name.words) - _SHORT)[-1]
            if _alone(end, self.text):
                return True
        *before, last = (stems(word) for word in name.words)
        ends = [run for run in self.runs if run and stems(run[-1]) & last]
        whole = "|".join(name.words)
        return (
            len(before) > 1
            and any(len(run) > 1 and "|".join(run) in whole for run in ends)
            and any(name.words == tuple(naming_words(run)) for run in self._document_runs)
        )

    @cached_property
    def _document_runs(self) -> list[str]:
        return [run for document in self.documents for run in _RUN.findall(document.text)]

    def _is_described(self, name: ProperName, text: str) -> bool:
        """Whether it only tells who somebody is, and the document says so: Merkel's spokesman.

        What a statement asserts stands in what it cites; whom it is about may be known from
        the whole document.
        """
        head = described(text, name.span)
        if head is None or not (stems(head) & self.stems or head.casefold() in self.common):
            return False
        wanted = [stems(word) for word in name.words]
        bearer = bearer_of(text, name.span)
        for document in self.documents:
            for sentence in document.sentences:
                here = sentence.span.of(document.text)
                if not re.search(rf"\b{re.escape(head)}", here, re.IGNORECASE):
                    continue
                named = stems_of(naming_words(here))
                if bearer and not stems(bearer) & named:
                    continue  # somebody else is the delegate from Michigan
                if all(word & named for word in wanted):
                    return True
        return False

    def _is_possible(self, name: ProperName) -> bool:
        return any(all(stems(word) & unit for word in name.words) for unit in self.possible)

    def _stands_for(self, name: ProperName, text: str) -> bool:
        """Whether one word of the name stands here alone, short for the whole."""
        *before, last = name.words
        shown = name.span.of(text)
        if before and self._has(last):
            for passage in self.passages:
                longer = re.compile(rf"([^\W\d_]\w*)\s+{re.escape(last)}\b")
                known = [
                    match[1]
                    for match in longer.finditer(passage.document.text, 0, passage.span.end)
                    if match[1][0].isupper()
                ]
                whole = shown in passage.document.text
                namesakes = known if name.person else known[-1:]
                if before[-1] in namesakes and whole and _alone(last, passage.text):
                    return True
        # Tameka, where the document has Tameka Raymond.
        return any(
            entity.kind == "person"
            and _alone(given, passage.text)
            and stems(full[place + 1]) & stems(name.words[0])
            and all(stems(word) & stems_of(full) for word in name.words)
            for passage in self.passages
            for entity in entities(passage.document.text)
            for full in [naming_words(entity.name.of(passage.document.text))]
            for place, given in enumerate(full[:-1])
        )


def naming(document: str, entity: Entity) -> list[Span]:
    """The mentions of the entity by name."""
    return [span for span in entity.mentions if is_named(span.of(document))]


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """The stems of all the words."""
    return frozenset(stem for word in words for stem in stems(word))


def _alone(word: str, text: str) -> bool:
    """Whether the capitalised word stands in the text with no other one beside it but a title."""
    titles = {office.span.end for office in offices(text)}
    return any(
        (
            not re.search(r"[^\W\d_a-z][\w.’'-]*\s$", text[: match.start()])
            or match.start() - 1 in titles
        )
        and not re.match(r"\s[^\W\d_a-z]", text[match.end() :])
        for match in re.finditer(rf"\b{re.escape(word)}\b", text)
    )


def _words_of(document: str, spans: Iterable[Span]) -> list[str]:
    return [word for span in spans for word in naming_words(span.of(document))]


def _count(words: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE))


def _initials(runs: Iterable[Sequence[str]]) -> Iterator[str]:
    for run in runs:
        letters = "".join(word[0] for word in run)
        for start in range(len(letters)):
            for end in range(start + 2, min(len(letters), start + 8) + 1):
                yield letters[start:end]
