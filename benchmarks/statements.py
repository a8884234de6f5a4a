"""True statements over their documents: ours, and sentences taken as they stand.

Read from `tests/data/statements` (see the README there), and, where its folder is given,
from the articles of PolNeAR: their names are those of the annotated sources.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plants import Entities, has_word, pick

from briefing import load
from briefing.brief import DraftActor, DraftClaim, DraftRedLine
from briefing.document import Document, Span

__all__ = ["FOLDER", "ROOT", "Item", "Statement", "own_files", "read_own", "read_polnear"]

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests/data/statements"
Item = DraftClaim | DraftActor | DraftRedLine

_PLOVER = "tests/data/plover/dev.jsonl"
_DIRECTED = {"DEMAND", "DISAPPROVE", "REJECT", "THREATEN", "SANCTION", "ASSAULT", "AID", "SUPPORT"}
_SAYING = re.compile(
    r", (?P<who>[^,]{4,60}?) (?:said|announced|reported|confirmed)\b[^,]{0,20}\.?$"
)
_SOURCE = re.compile(r"^T\d+\tSource (\d+) (\d+)\t", re.MULTILINE)
_PERSON = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Sen|Rep|Gov|Dr)\. |(?:Senator|President|Governor) )?"
    r"(?P<name>[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+(?:[A-Z][a-z]+)?)(?:[,(]|$)"
)
_FEWEST_WORDS, _MOST_WORDS = 9, 45
_PER_ARTICLE = 3


@dataclass(frozen=True)
class Statement:
    """A true statement; `planted` are the errors in it that were made by hand, by kind."""

    id: str
    group: str
    item: Item
    document: Document
    entities: Entities
    planted: dict[str, Item] = field(default_factory=dict)

    @property
    def evidence(self) -> str:
        """The text of the cited sentences."""
        sentences = self.document.sentence_by_id
        return " ".join(sentences[id].span.of(self.document.text) for id in self.item.evidence)


def own_files() -> list[Path]:
    """The files that `read_own` reads, but for the entities and the sources."""
    return [FOLDER / f"{name}.jsonl" for name in ("true", "actors", "quotes", "red_lines")]


def read_own() -> list[Statement]:
    """Our paraphrases, actors, quotations and red lines, and verbatim sentences of the sources."""
    known = Entities(json.loads((FOLDER / "entities.json").read_text(encoding="utf-8")))
    rows = [
        (file.stem, json.loads(line))
        for file in own_files()
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    documents = {name: _document(name) for name in dict.fromkeys(row["source"] for _, row in rows)}
    entities = {name: known.within(document.text) for name, document in documents.items()}
    statements = [
        _statement(name, row, documents[row["source"]], entities[row["source"]])
        for name, row in rows
    ]
    for source, document in documents.items():
        if source == _PLOVER:
            statements += _plover_verbatim(document, entities[source])
        else:
            statements += _verbatim(Path(source).stem[:7], document, entities[source])
    return statements


def read_polnear(folder: Path) -> list[Statement]:
    """Up to three sentences of each article as they stand, sources' names exchanged in some."""
    statements: list[Statement] = []
    for file in sorted((folder / "text").glob("*.txt")):
        document = load(file)
        with file.open(encoding="utf-8", newline="") as stream:
            raw = stream.read()
        annotations = "".join(
            path.read_text(encoding="utf-8")
            for path in sorted((folder / "attributions").glob(f"{file.stem}_????.ann"))
        )
        sources = [Span(int(a), int(b)) for a, b in _SOURCE.findall(annotations)]
        if raw != document.text or document.language != "en":
            continue
        entities = _people([span.of(raw) for span in sources], raw)
        fit = [sentence for sentence in document.sentences if _fits(sentence.span.of(raw))]
        # Sentences that name a speaker first: they have the most to get wrong.
        fit.sort(key=lambda sentence: not any(sentence.span.holds(span) for span in sources))
        for sentence in sorted(fit[: 2 * _PER_ARTICLE : 2], key=lambda sentence: sentence.start):
            text = sentence.span.of(raw)
            planted: dict[str, Item] = {}
            held = [span for span in sources if sentence.span.holds(span)]
            if other := _other_speaker(text, [span.of(raw) for span in held], entities):
                planted["speaker"] = DraftClaim(text=other, evidence=[sentence.id])
            claim = DraftClaim(text=text, evidence=[sentence.id])
            name = f"polnear-{file.stem[:20]}-{sentence.id.split('.')[1]}"
            statements.append(Statement(name, "verbatim", claim, document, entities, planted))
    return statements


def _document(source: str) -> Document:
    if source != _PLOVER:
        return load(ROOT / source)
    lines = (ROOT / source).read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plover.txt"
        file.write_text("\n\n".join(json.loads(line)["text"].strip() for line in lines), "utf-8")
        return load(file)


def _statement(file: str, row: dict[str, Any], document: Document, entities: Entities) -> Statement:
    evidence: list[str] = row["sentences"]
    plants: dict[str, Any] = row["plants"]
    item: Item
    planted: dict[str, Item]
    match file:
        case "true":
            text: str = row["text"]
            item = DraftClaim(text=text, evidence=evidence)
            planted = {
                kind: DraftClaim(text=_edited(text, *edit), evidence=evidence)
                for kind, edit in plants.items()
            }
        case "actors":
            item = DraftActor(name=row["name"], role=row["role"], position=None, evidence=evidence)
            planted = {"role": item.model_copy(update={"role": plants["role"]})}
        case "quotes":
            item = DraftClaim(text=row["text"], evidence=evidence)
            planted = {"quote cut": item.model_copy(update={"text": plants["quote cut"]})}
        case _:
            parts = ("issuer", "addressee", "trigger", "consequence", "form", "quote")
            item = DraftRedLine(evidence=evidence, **{part: row[part] for part in parts})
            fields = {"quote cut": "quote", "speaker": "issuer"}
            planted = {
                kind: item.model_copy(update={fields[kind]: new}) for kind, new in plants.items()
            }
    group = "verbatim" if file == "red_lines" else "paraphrase"
    return Statement(row["id"], group, item, document, entities, planted)


def _edited(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"{old!r} does not stand once in {text!r}")
    edited = text.replace(old, new)
    return edited[:1].upper() + edited[1:]


def _verbatim(prefix: str, document: Document, entities: Entities) -> list[Statement]:
    """Every second sentence that says something by itself; the first is the heading."""
    fit = [s for s in document.sentences[1:] if _fits(s.span.of(document.text))]
    return [
        Statement(
            f"{prefix}-verbatim-{sentence.id}",
            "verbatim",
            DraftClaim(text=sentence.span.of(document.text), evidence=[sentence.id]),
            document,
            entities,
        )
        for sentence in fit[::2]
    ]


def _plover_verbatim(document: Document, entities: Entities) -> list[Statement]:
    statements: list[Statement] = []
    rows = [json.loads(line) for line in (ROOT / _PLOVER).read_text("utf-8").splitlines()]
    texts = {sentence.span.of(document.text): sentence.id for sentence in document.sentences}
    speakers = [match["who"] for text in texts if (match := _SAYING.search(text))]
    for row in {row["text"].strip(): row for row in rows}.values():
        text: str = row["text"].strip()
        if text not in texts or not _fits(text):
            continue
        planted: dict[str, Item] = {}
        actors = [row["source"], row["target"]]
        if row["event"] in _DIRECTED and all(isinstance(a, list) and len(a) == 1 for a in actors):
            one, other = (actor[0]["actorText"] for actor in actors)
            if text.count(one) == 1 == text.count(other) and one not in other not in one:
                swapped = text.replace(one, "\0").replace(other, one).replace("\0", other)
                planted["swapped roles"] = DraftClaim(text=swapped, evidence=[texts[text]])
        if match := _SAYING.search(text):
            others = [who for who in speakers if who not in text and match["who"] not in who]
            new = others[pick(text, len(others))]
            said = text[: match.start("who")] + new + text[match.end("who") :]
            planted["speaker"] = DraftClaim(text=said, evidence=[texts[text]])
        claim = DraftClaim(text=text, evidence=[texts[text]])
        statements.append(
            Statement(f"plover-{row['id']}", "verbatim", claim, document, entities, planted)
        )
    return statements[::2]


def _fits(text: str) -> bool:
    # A line without a full stop is a heading, one with a colon inside often a fragment.
    return (
        _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS
        and text.endswith((".", ".”", '."'))
        and not text.startswith(("(", "“", '"'))
        and sum(word[0].isupper() for word in text.split()) < len(text.split()) / 2
    )


def _people(sources: list[str], text: str) -> Entities:
    """Sources that are a first name and a surname, where the surname also stands alone."""
    groups: dict[str, set[str]] = {}
    for name in (match["name"] for source in sources if (match := _PERSON.match(source))):
        surname = name.split()[-1]
        alone = re.search(rf"(?:(?<![A-Z][\w.’-]) |^|Mr\. |Ms\. |Mrs\. ){surname}\b", text)
        if alone and not re.search(rf"\b[Tt]he {name}", text):
            groups.setdefault(surname, {surname}).add(name)
    return Entities({"person": [sorted(forms, key=len, reverse=True) for forms in groups.values()]})


def _other_speaker(text: str, sources: list[str], entities: Entities) -> str | None:
    for source in sources:
        for group in entities.kinds["person"]:
            here = next((form for form in group if has_word(source, form)), None)
            others = [g[0] for g in entities.kinds["person"] if not any(f in text for f in g)]
            if here and others and text.count(source) == 1:
                new = source.replace(here, others[pick(text, len(others))])
                return text.replace(source, new)
    return None
