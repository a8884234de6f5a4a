"""Names and roles in a statement, held against those of its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from briefing.brief import Finding
from briefing.check.passages import Passage
from briefing.document import Document, Span
from briefing.findings import finding
from briefing.language.attributions import attributions
from briefing.language.cues import words
from briefing.language.demonyms import naming_words, stems
from briefing.language.mentions import Entity, entities
from briefing.language.proper import ProperName, proper_names
from briefing.language.speaker import first_person, speaker_of

__all__ = ["check_names", "check_role"]

_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*")
_RUN: Final = re.compile(
    r"[^\W\d_a-z][\w.’'-]*(?:[\s,]+(?:(?:of|the|and|for|de|on|in|to)\s+){0,2}[^\W\d_a-z][\w.’'-]*)*"
)
_SMALL: Final = words(
    """
    the a an of for and to in on at by with from former then late his her its their s as who is
    was mr mrs ms dr sir
    """
)
_PRONOUNS: Final = words("he him his himself she her hers herself")
_GENERAL: Final = frozenset({"leader", "official", "politician", "chief", "head"})
_COMPOSED: Final = re.compile(r"\b(?:of|for|and|the)\b")
"""Such a name is not shortened to its last word: Council of Europe."""
_SHORTEST: Final = 4


def check_names(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Each name of `text` that its evidence does not hold, and each role given wrongly.

    A surname, a pronoun or a title in the evidence stands for the full name where the
    document resolves it so; an acronym for what it abbreviates; a people for its place.
    A text that names its speaker on top is the speaker's own words throughout, so that the
    speaker may be named as the one who says it.

    Args:
        text: One field of a statement.
        passages: What it cites; nothing is found unless all are English.
        path: Where the statement stands in the brief.
    """
    if not passages or any(passage.document.language != "en" for passage in passages):
        return []
    evidence = _Evidence(passages, text)
    findings = []
    strange: set[str] = set()
    for name in proper_names(text):
        missing = evidence.missing(name, text)
        if missing and (name.certain or all(map(evidence.is_name_elsewhere, missing))):
            strange.update(missing)
            findings.append(_unsupported(name.span.of(text), missing, passages, path))
    return findings + list(_roles(text, evidence, strange, path))


def check_role(name: str, role: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find a role that the evidence does not give to the person of that name."""
    return check_names(f"{name}, {role}", passages, path) if role else []


class _Evidence:
    """What the cited sentences name, and for whom their words stand."""

    def __init__(self, passages: Sequence[Passage], said: str) -> None:
        self.passages = passages
        self.text = "\n".join(passage.text for passage in passages)
        self.present = [
            (document.text, entity)
            for document in {other.document.id: other.document for other in passages}.values()
            for entity in entities(document.text)
            if not _COMPOSED.search(entity.name.of(document.text))
            and self._is_present(document, entity, said)
        ]
        named = naming_words(self.text)
        roles: list[str] = []
        for document, entity in self.present:
            named += _words_of(document, _naming(document, entity))
            roles += _words_of(document, entity.roles)
        self.stems = _stems(named)
        self.role_stems = _stems(roles)
        self.common = {
            word.casefold() for word in _WORD.findall(self.text) if len(word) >= _SHORTEST
        }
        self.runs = [naming_words(run) for run in _RUN.findall(self.text)]
        self.units = [_stems(run) for run in self.runs] + [
            _stems(_words_of(document, _naming(document, entity)))
            for document, entity in self.present
        ]
        self.initials = set(_initials(self.runs))
        for document, entity in self.present:
            self.initials |= set(_initials([naming_words(entity.name.of(document))]))

    def _is_present(self, document: Document, entity: Entity, said: str) -> bool:
        """Whether the sentences name the entity, or have a pronoun or title that the name replaces.

        Where the statement keeps each "he" of the evidence, no name has come for one of them.
        """
        mentions = [
            mention.of(document.text)
            for mention in entity.mentions
            for passage in self.passages
            if passage.document.id == document.id and _overlap(mention, passage.span)
        ]
        return any(
            _is_name(mention) or _count(mention, said) < _count(mention, self.text)
            for mention in mentions
        )

    def _is_speaker(self, name: ProperName, text: str) -> bool:
        """Whether the cited text is wholly the words of the one named, and he is said to speak.

        Where the sentences say "we", whatever the name is the subject of is said of them.
        """
        wanted = [stems(word) for word in name.words]
        for document, span in self.passages:
            speaker = speaker_of(document.text)
            if speaker is None or not all(
                word & _stems(naming_words(speaker.of(document.text))) for word in wanted
            ):
                continue
            if name.subject and first_person(document.text, [span]):
                return True
            sources = (attribution.source for attribution in attributions(text))
            if any(source and _overlap(source, name.span) for source in sources):
                return True
        return False

    def missing(self, name: ProperName, text: str) -> list[str]:
        """The words of the name that nothing here stands for."""
        short = "".join(word[0] for word in name.words)
        if len(short) > 1 and stems(short) & self.stems and short.isupper():
            return []
        missing = [word for word in name.words if not self._has(word)]
        if name.titular:
            missing = [word for word in missing if not stems(word) & self.role_stems]
        if missing and (self._stands_for(name, text) or self._is_speaker(name, text)):
            return []
        if not missing and name.person and len(name.words) > 1:
            wanted = [stems(word) for word in name.words]
            if not any(all(word & unit for word in wanted) for unit in self.units):
                return list(name.words)
        return missing

    def is_name_elsewhere(self, word: str) -> bool:
        """Whether the documents have the word with a capital within a sentence, and never without.

        That tells a name at the start of a sentence from another word.
        """
        texts = [passage.document.text for passage in self.passages]
        return any(re.search(rf"[a-z,] {re.escape(word)}\b", text) for text in texts) and not any(
            re.search(rf"\b{re.escape(word.lower())}\b", text) for text in texts
        )

    def _has(self, word: str) -> bool:
        bare = word.replace(".", "")
        return (
            bool(stems(word) & self.stems)
            or word.casefold() in self.common
            or (bare.isupper() and len(bare) > 1 and bare in self.initials)
        )

    def _stands_for(self, name: ProperName, text: str) -> bool:
        """Whether the last word of the name, which stands here, is short for the whole."""
        *before, last = name.words
        if not before or not self._has(last):
            return False
        for passage in self.passages:
            longer = re.compile(rf"([^\W\d_]\w*)\s+{re.escape(last)}\b")
            known = [
                match[1]
                for match in longer.finditer(passage.document.text, 0, passage.span.end)
                if match[1][0].isupper()
            ]
            if known and known[-1] == before[-1] and name.span.of(text) in passage.document.text:
                return True
        return False


def _unsupported(name: str, missing: list[str], passages: Sequence[Passage], path: str) -> Finding:
    cited = ", ".join(f"“{word}”" for word in missing)
    elsewhere = {
        stem
        for document in {passage.document.id: passage.document for passage in passages}.values()
        for word in naming_words(document.text)
        for stem in stems(word)
    }
    if all(stems(word) & elsewhere for word in missing):
        return finding(
            "name-not-in-evidence",
            path,
            f"“{name}” is named in the document, but the cited sentences do not name {cited}",
        )
    return finding(
        "name-unsupported", path, f"“{name}” is not in the document: nothing stands for {cited}"
    )


def _roles(text: str, evidence: _Evidence, strange: set[str], path: str) -> Iterator[Finding]:
    """The titles and appositions of persons here that the document gives to no such person."""
    for said in entities(text):
        if said.kind != "person" or not said.roles:
            continue
        surname = _stems(naming_words(said.name.of(text))[-1:])
        bearers = [
            (document, entity)
            for document, entity in evidence.present
            if any(stems(word) & surname for word in _words_of(document, _naming(document, entity)))
        ]
        if not bearers:
            continue
        known = {
            stem
            for document, entity in bearers
            for span in (*entity.roles, *_naming(document, entity))
            for stem in _role_stems(span.of(document))
        } | _words_beside(evidence, [entity for _, entity in bearers])
        called = sorted(
            {role.of(document) for document, entity in bearers for role in entity.roles}
        )
        for role in said.roles:
            wrong = [
                word
                for word in _WORD.findall(role.of(text))
                if word.casefold() not in _SMALL
                and word not in strange
                and not (word.casefold() in _GENERAL and called)
                and not _role_stems(word) & known
            ]
            if wrong:
                given = " and ".join(f"“{one}”" for one in called) or "no role"
                yield finding(
                    "role-unsupported",
                    path,
                    f"{said.name.of(text)} is called “{role.of(text)}”, "
                    f"where the document has {given}",
                )


def _words_beside(evidence: _Evidence, bearers: Sequence[Entity]) -> set[str]:
    """The words of the cited sentences that are not part of another one's name or role."""
    found: set[str] = set()
    for passage in evidence.passages:
        others = [
            span
            for entity in entities(passage.document.text)
            if entity not in bearers and entity.kind == "person"
            for span in entity.roles
        ]
        for match in _WORD.finditer(passage.document.text, *passage.span):
            if not any(_overlap(Span(*match.span()), other) for other in others):
                found |= _role_stems(match.group())
    return found


def _role_stems(text: str) -> set[str]:
    return {
        stem
        for word in _WORD.findall(text)
        for stem in (*stems(word), *stems(re.sub(r"(?:wo)?man$|person$", "", word) or word))
    }


def _count(words: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE))


def _naming(document: str, entity: Entity) -> list[Span]:
    return [span for span in entity.mentions if _is_name(span.of(document))]


def _is_name(mention: str) -> bool:
    """Whether the mention has a name: no pronoun, and no title such as "The president"."""
    pronoun = mention.casefold() in _PRONOUNS
    return not pronoun and any(map(str.isupper, re.sub(r"^[Tt]he\s+", "", mention)))


def _words_of(document: str, spans: Iterable[Span]) -> list[str]:
    return [word for span in spans for word in naming_words(span.of(document))]


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for word in words for stem in stems(word))


def _initials(runs: Iterable[Sequence[str]]) -> Iterator[str]:
    for run in runs:
        letters = "".join(word[0] for word in run)
        for start in range(len(letters)):
            for end in range(start + 2, min(len(letters), start + 8) + 1):
                yield letters[start:end]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
